"""What is approved of a charged line, as quantity and price: prefilled, and read back as an amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Json, Row
from feijian.verdicts.typed import bare

CENT, FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class Approved:
    """Of one line: what rightly was to be charged. Its amount is quantity × price, in cents."""

    quantity: Decimal
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)


def charged(line: Row) -> Approved | None:
    """A line as it was charged; None where quantity or price is unknown, or they do not make its amount."""
    if line["amount"] is None or line["quantity"] is None or line["unit_price"] is None:
        return None
    found = Approved(_exact(line["quantity"]), _exact(line["unit_price"]))
    if found.quantity <= 0 or found.price <= 0:
        return None
    # a line of which part is covered, or with a discount, is judged by its amount alone
    return found if found.amount == line["amount"] else None


def prefilled(line: Row, upheld: Decimal | None) -> Approved | None:
    """The approved quantity at the price charged, else the approved price of the quantity charged.

    None where neither says the amount to the cent: then the amount of the line is what counts.
    """
    whole = charged(line)
    if whole is None or upheld is None:
        return None
    left = line["amount"] - upheld
    for made in (
        Approved((left / whole.price).quantize(FINE, ROUND_HALF_UP), whole.price),
        Approved(whole.quantity, (left / whole.quantity).quantize(FINE, ROUND_HALF_UP)),
    ):
        whole_units = made.quantity == made.quantity.to_integral_value()
        if made.amount == left and (whole_units or made.quantity == whole.quantity):
            return Approved(_plain(made.quantity), _plain(made.price))
    return None


def taken(
    lines: Mapping[str, Row],
    filled: Mapping[str, Decimal],
    amounts: Mapping[str, Decimal],
    quantities: Mapping[str, Decimal | None],
    prices: Mapping[str, Decimal | None],
) -> tuple[dict[str, Decimal], dict[str, Approved]]:
    """Amount upheld by line, and quantity and price approved of those that were judged by them.

    Whoever changed quantity or price means those, whoever changed the amount means that; both changed,
    they must say the same. Raises UsageError naming every line of which they do not.
    """
    found: dict[str, Decimal] = {}
    approved: dict[str, Approved] = {}
    problems = []
    for number, (key, amount) in enumerate(amounts.items(), start=1):
        found[key] = amount
        line = lines.get(key)
        whole = charged(line) if line is not None else None
        quantity, price = quantities.get(key), prices.get(key)
        if line is None or whole is None or quantity is None or price is None:
            continue
        said, shown = Approved(quantity, price), prefilled(line, filled.get(key))
        where = f"line {number}"
        if not (0 <= quantity <= whole.quantity and 0 <= price <= whole.price):
            what = sentence(
                "approves {quantity} × {price}, charged were {most} × {dearest}",
                quantity=quantity,
                price=price,
                most=_plain(whole.quantity),
                dearest=_plain(whole.price),
            )
            problems.append(Problem(where, what, "Approve at most what was charged."))
            continue
        rest = line["amount"] - said.amount
        if said != shown and amount not in (filled.get(key), rest):
            what = sentence(
                "{quantity} × {price} leaves {rest:,.2f} upheld, the amount says {amount:,.2f}",
                quantity=quantity,
                price=price,
                rest=rest,
                amount=amount,
            )
            problems.append(Problem(where, what, "Correct one of them."))
        elif said != shown or amount == rest:
            found[key], approved[key] = rest, said
    if problems:
        raise UsageError(problems)
    return found, approved


def number_of(text: str, where: str) -> Decimal | None:
    """A quantity or price as it was typed, four places at most; None for an empty field."""
    plain = bare(text)
    if not plain:
        return None
    try:
        number = Decimal(plain)
        fits = number.is_finite() and 0 <= number < Decimal(10) ** 11
        if not fits or number != number.quantize(FINE):
            raise InvalidOperation
    except InvalidOperation:
        todo = "Write it as 2 or 35.50, four places at most, not below nothing."
        raise UsageError(Problem(where, "is not a number", todo)) from None
    return number


def told(approved: Mapping[str, Approved]) -> Json:
    """As a verdict's event keeps them."""
    return {k: {"quantity": str(a.quantity), "price": str(a.price)} for k, a in approved.items()}


def _exact(number: float) -> Decimal:
    return Decimal(str(number)).quantize(FINE, ROUND_HALF_UP)


def _plain(number: Decimal) -> Decimal:
    """Without noughts at its end: 2 and 35.5, as it would be written."""
    return Decimal(f"{number.normalize():f}")
