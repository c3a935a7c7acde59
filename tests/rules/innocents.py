"""Innocent changes of a case: what ordinary hospitals do to the same rows, as transformations.

Each takes the given pipe tables of a case and returns them changed, or None where they hold
nothing that it concerns. INNOCENT ones leave an innocent reading, so nothing definite may remain;
NEUTRAL ones say the same in other rows, so nothing definite may come of them that was not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from feijian.contracts.model import Catalogue
from feijian.library.pipe_table import PipeTable

Cells = dict[str, str | None]
Given = Mapping[str, PipeTable]
Change = Callable[[Given], dict[str, PipeTable] | None]
STOCKED = ("western_drug", "patent_tcm", "consumable")
YEARS_BACK = timedelta(days=626 * 7)
"""Twelve years, in whole weeks so that weekdays stay."""


@dataclass(frozen=True)
class Transformation:
    """A change with the sentence that says why it is innocent."""

    name: str
    why: str
    change: Change


def rows_of(table: PipeTable) -> list[Cells]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def table_of(rows: list[Cells]) -> PipeTable:
    """Rows as a table; a column that only some have is empty in the others."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return PipeTable(columns, tuple(tuple(row.get(c) for c in columns) for row in rows))


def each_row(
    given: Given, name: str, change: Callable[[Cells], Cells]
) -> dict[str, PipeTable] | None:
    """One table with every row changed; None where the case lacks it or nothing changed."""
    if name not in given or not given[name].rows:
        return None
    before = rows_of(given[name])
    after = [change(dict(row)) for row in before]
    return None if after == before else {**given, name: table_of(after)}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.strip())


def is_charge(row: Cells) -> bool:
    return bool(row.get("charged_at")) and Decimal(row.get("quantity") or "1") > 0


def cut_the_hour(given: Given) -> dict[str, PipeTable] | None:
    def cut(row: Cells) -> Cells:
        if row.get("charged_at"):
            row["charged_at"] = f"{moment(str(row['charged_at'])).date()} 00:00:00"
        return row

    return each_row(given, "claim_line", cut)


def post_at_settlement(given: Given) -> dict[str, PipeTable] | None:
    """All lines of a visit at the moment it was settled, or ended where no settlement is given."""
    ended = (
        {r["encounter_id"]: r.get("ended_at") for r in rows_of(given["encounter"])}
        if "encounter" in given
        else {}
    )
    claims = rows_of(given["claim"]) if "claim" in given else []
    settled = {r["claim_id"]: r.get("settled_at") for r in claims if r.get("claim_id")}

    def post(row: Cells) -> Cells:
        at = settled.get(row.get("claim_id")) or ended.get(row.get("encounter_id"))
        return {**row, "charged_at": at} if at and row.get("charged_at") else row

    return each_row(given, "claim_line", post)


def post_later(given: Given) -> dict[str, PipeTable] | None:
    """All lines of a visit on one day, the last of the visit on which anything was charged."""
    lines = rows_of(given["claim_line"]) if "claim_line" in given else []
    days: dict[str | None, set[date]] = {}
    for row in lines:
        if row.get("charged_at"):
            days.setdefault(row.get("encounter_id"), set()).add(
                moment(str(row["charged_at"])).date()
            )

    def post(row: Cells) -> Cells:
        seen = days.get(row.get("encounter_id"), set())
        if len(seen) > 1 and row.get("charged_at"):
            row["charged_at"] = f"{max(seen)} 17:00:00"
        return row

    return each_row(given, "claim_line", post)


def cover_nothing(given: Given) -> dict[str, PipeTable] | None:
    return each_row(given, "claim_line", lambda row: {**row, "covered_amount": "0.00"})


def reversal(row: Cells) -> Cells:
    """The line taken back by its own negative, an hour later, naming it."""
    back = dict(row)
    back["claim_line_id"] = f"{row['claim_line_id']}-back"
    back["original_line_id"] = row["claim_line_id"]
    for name in ("quantity", "amount", "covered_amount"):
        value = row.get(name) or ("1" if name == "quantity" else None)
        back[name] = None if value is None else str(-Decimal(value))
    back["charged_at"] = str(moment(str(row["charged_at"])) + timedelta(hours=1))
    return back


def refund(given: Given) -> dict[str, PipeTable] | None:
    lines = rows_of(given["claim_line"]) if "claim_line" in given else []
    back = [reversal(row) for row in lines if is_charge(row)]
    return {**given, "claim_line": table_of(lines + back)} if back else None


def refund_and_charge_again(given: Given) -> dict[str, PipeTable] | None:
    lines = rows_of(given["claim_line"]) if "claim_line" in given else []
    charges = [row for row in lines if is_charge(row)]
    if not charges or "dispense" in given or any(row.get("original_line_id") for row in lines):
        return None  # a code names one line, and a refund of a refund is another story
    again = [{**row, "claim_line_id": f"{row['claim_line_id']}-again"} for row in charges]
    back = [reversal(row) for row in charges]
    return {**given, "claim_line": table_of(lines + back + again)}


def split_payment(given: Given) -> dict[str, PipeTable] | None:
    """Every line in a settlement of its own, at the same moment."""
    if "claim" not in given or "claim_line" not in given or "dispense" in given:
        return None
    claims = {r["claim_id"]: r for r in rows_of(given["claim"])}
    lines = rows_of(given["claim_line"])
    amounts = ("amount", "fund_paid", "standard_amount", "original_claim_id")
    if any(c.get(a) for c in claims.values() for a in amounts) or len(lines) == len(claims):
        return None  # a payment that names its money cannot be cut without saying how
    split = [
        {**claims[row["claim_id"]], "claim_id": f"{row['claim_id']}-{row['claim_line_id']}"}
        for row in lines
        if row.get("claim_id") in claims
    ]
    if not split:
        return None
    renamed = [
        {**row, "claim_id": f"{row['claim_id']}-{row['claim_line_id']}"}
        if row.get("claim_id") in claims
        else row
        for row in lines
    ]
    return {**given, "claim": table_of(split), "claim_line": table_of(renamed)}


def home_bed(given: Given) -> dict[str, PipeTable] | None:
    def move(row: Cells) -> Cells:
        if row.get("class") == "inpatient":
            row.update(department="家庭病床", bed="家床1")
        return row

    return each_row(given, "encounter", move)


def level_unknown(given: Given) -> dict[str, PipeTable] | None:
    return each_row(given, "provider", lambda r: {**r, "level": None} if r.get("level") else r)


def sex_and_birth_unknown(given: Given) -> dict[str, PipeTable] | None:
    return each_row(given, "person", lambda row: {**row, "sex": None, "birth_date": None})


def newborn_on_mothers_card(given: Given) -> dict[str, PipeTable] | None:
    def bear(row: Cells) -> Cells:
        return {**row, "is_newborn": "true", "department": "新生儿科"}

    return each_row(given, "encounter", bear)


def sell_by_unit(given: Given) -> dict[str, PipeTable] | None:
    """Ten tablets out of the box: ten times the quantity at a tenth of the price, marked as split."""

    def unpack(row: Cells) -> Cells:
        if row.get("category") in STOCKED or "dispense" in given:
            row["quantity"] = str(Decimal(row.get("quantity") or "1") * 10)
            if row.get("unit_price"):
                row["unit_price"] = str(Decimal(str(row["unit_price"])) / 10)
        return row

    changed = each_row(given, "claim_line", unpack)
    if "dispense" not in given:
        return changed
    return each_row(changed or given, "dispense", lambda row: {**row, "is_split_pack": "true"})


def bring_back(given: Given) -> dict[str, PipeTable] | None:
    """Every box came back to the counter an hour after it was sold."""
    if "dispense" not in given:
        return None
    sales = rows_of(given["dispense"])
    back = [
        {
            **row,
            "dispense_id": f"{row['dispense_id']}-back",
            "kind": "return",
            "dispensed_at": str(moment(str(row["dispensed_at"])) + timedelta(hours=1)),
        }
        for row in sales
        if row.get("kind", "sale") != "return" and row.get("dispensed_at")
    ]
    return {**given, "dispense": table_of(sales + back)} if back else None


def limits(catalogue: Catalogue, given: Given) -> list[str]:
    """The given tables of the library's knowledge that say from when a row holds."""
    found = []
    for name in given:
        table = catalogue.find(name)
        if table is not None and table.schema == "reference" and table.column("valid_from"):
            found.append(name)
    return found


def limit_not_yet(catalogue: Catalogue) -> Change:
    def change(given: Given) -> dict[str, PipeTable] | None:
        tables = dict(given)
        for name in limits(catalogue, given):
            rows = [{**row, "valid_from": "2090-01-01"} for row in rows_of(given[name])]
            tables[name] = table_of(rows)
        return tables if tables != dict(given) else None

    return change


def limit_undated(catalogue: Catalogue) -> Change:
    """Limits without a beginning, and conduct of twelve years ago, before any edition known."""

    def earlier(text: str, kind: str) -> str:
        moved = moment(text) - YEARS_BACK
        return str(moved.date()) if kind.lower() == "date" else str(moved)

    def change(given: Given) -> dict[str, PipeTable] | None:
        names = limits(catalogue, given)
        if not names:
            return None
        tables = dict(given)
        for name in given:
            table = catalogue.find(name)
            if name in names:
                tables[name] = table_of([{**r, "valid_from": None} for r in rows_of(given[name])])
            elif table is not None and table.schema == "canonical":
                kinds = {c.name: c.physical_type.lower() for c in table.columns}
                dated = {n: k for n, k in kinds.items() if k in ("date", "timestamp")}
                tables[name] = table_of(
                    [
                        {n: earlier(v, dated[n]) if v and n in dated else v for n, v in r.items()}
                        for r in rows_of(given[name])
                    ]
                )
        return tables

    return change


def innocent(catalogue: Catalogue) -> tuple[Transformation, ...]:
    return (
        Transformation("cut_the_hour", "the house writes dates without times", cut_the_hour),
        Transformation(
            "post_at_settlement", "all is charged when the bill is settled", post_at_settlement
        ),
        Transformation("post_later", "several days are booked on one", post_later),
        Transformation("cover_nothing", "the patient paid it all", cover_nothing),
        Transformation("refund", "it was taken back", refund),
        Transformation("home_bed", "he was treated at home", home_bed),
        Transformation("level_unknown", "the register does not know the level", level_unknown),
        Transformation(
            "sex_and_birth_unknown", "the register does not know the person", sex_and_birth_unknown
        ),
        Transformation("newborn_on_mothers_card", "it was the newborn", newborn_on_mothers_card),
        Transformation("sell_by_unit", "the box was opened and sold by the tablet", sell_by_unit),
        Transformation("bring_back", "the box came back", bring_back),
        Transformation("limit_not_yet", "the limit did not hold yet", limit_not_yet(catalogue)),
        Transformation(
            "limit_undated", "nobody knows since when the limit holds", limit_undated(catalogue)
        ),
    )


NEUTRAL = (
    Transformation("refund_and_charge_again", "settled anew, paid once", refund_and_charge_again),
    Transformation("split_payment", "one visit paid in steps", split_payment),
)
