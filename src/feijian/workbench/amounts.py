"""Amounts of a case: as they are typed, and each line's part of what an event is worth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from feijian.errors import Problem, UsageError
from feijian.plain import Row
from feijian.verdicts.typed import bare

CENT = Decimal("0.01")


def prefilled(event: Row, lines: list[Row]) -> dict[str, Decimal]:
    """Each line's part of the event's amount, in proportion to what was charged; they add up to it."""
    worth = event["amount_at_risk"]
    charged = {r["key"]: r["amount"] for r in lines if r["amount"] is not None and r["amount"] > 0}
    total = sum(charged.values(), Decimal(0))
    if worth is None:
        return {}
    worth = min(worth, total)
    found, given, seen = {}, Decimal(0), Decimal(0)
    for key, amount in charged.items():
        # by running totals, so that cents lost by rounding are never more than one
        seen += amount
        upto = (worth * seen / total).quantize(CENT, ROUND_HALF_UP)
        found[key], given = upto - given, upto
    return found


def amount_of(text: str, where: str) -> Decimal | None:
    """A figure as it was typed; None for an empty field."""
    plain = bare(text)
    if not plain:
        return None
    try:
        amount = Decimal(plain)
        if not amount.is_finite() or abs(amount) >= Decimal(10) ** 13:
            raise InvalidOperation
    except InvalidOperation:
        todo = "Write it in yuan, as 1234.50."
        raise UsageError(Problem(where, "is not an amount", todo)) from None
    if amount < 0 or amount != amount.quantize(CENT):
        todo = "Write yuan and cents, not below nothing."
        raise UsageError(Problem(where, "is not an amount", todo))
    return amount
