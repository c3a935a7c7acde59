"""Net lines are the ground of every amount: never more than was charged, never less than nothing.

Small worlds are drawn at random: two visits, three settlements, refunds of all the kinds that
extracts hold, reversals with and without a name. What must hold is written down here without
looking at how the derived tables reach it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.shared import builtin_content

from feijian.contracts import build_derived, closure, empty_world

CONTENT = builtin_content()
NEEDED = closure(CONTENT.derived, ["net_claim_line", "net_line_scan", "stay"])
TABLES = ("encounter", "claim", "claim_line", "provider")
ITEMS = ("A", "B")
START = datetime(2025, 3, 1, 9)

OWN = (
    "claim_line_id",
    "claim_id",
    "encounter_id",
    "person_id",
    "original_line_id",
    "original_claim_id",
)
"""Columns whose values are of one world alone."""

TOLD_APART = (
    "(from derived.net_claim_line except all from derived.net_line_scan)"
    " union all (from derived.net_line_scan except all from derived.net_claim_line)"
)

Row = dict[str, Any]


@dataclass
class World:
    """Canonical rows, as they are to be inserted."""

    claims: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)

    def total(self, claim_id: str) -> Decimal:
        return sum((r["amount"] for r in self.lines if r["claim_id"] == claim_id), Decimal(0))


def derived(worlds: Sequence[World]) -> list[tuple[dict[str, Row], dict[str, Row]]]:
    """Net lines and stays by id of each world; they are worked out beside each other, for persons of their own."""
    database = empty_world(CONTENT.catalogue, TABLES)
    for number, world in enumerate(worlds):
        stays = [
            {
                "encounter_id": visit,
                "person_id": "P1",
                "provider_id": "H1",
                "class": "inpatient",
                "started_at": START,
                "ended_at": START + timedelta(days=30),
            }
            for visit in ("E1", "E2", "E9")
        ]
        for table, rows in (
            ("encounter", stays),
            ("claim", world.claims),
            ("claim_line", world.lines),
        ):
            for row in rows:
                marks = ", ".join("?" for _ in row)
                database.execute(
                    f"insert into canonical.{table} ({', '.join(row)}) values ({marks})",
                    [_in_world(number, name, value) for name, value in row.items()],
                )
    build_derived(database, NEEDED)
    assert not database.execute(TOLD_APART).fetchall(), "the two views of net lines differ"
    found: list[tuple[dict[str, Row], dict[str, Row]]] = [({}, {}) for _ in worlds]
    for place, (table, key) in enumerate(
        (("net_claim_line", "claim_line_id"), ("stay", "encounter_id"))
    ):
        cursor = database.execute(f"from derived.{table}")
        names = [d[0] for d in cursor.description or []]
        for cells in cursor.fetchall():
            row = dict(zip(names, cells, strict=True))
            number, _, _ = row[key].partition(".")
            own = {n: v.partition(".")[2] if v and n in OWN else v for n, v in row.items()}
            found[int(number)][place][own[key]] = own
    database.close()
    return found


def _in_world(number: int, name: str, value: object) -> object:
    return f"{number}.{value}" if value is not None and name in OWN else value


def a_line(number: int, claim: str, visit: str, item: str, day: int, units: int, price: int) -> Row:
    return {
        "claim_line_id": f"L{number:02}",
        "claim_id": claim,
        "encounter_id": visit,
        "person_id": "P1",
        "provider_id": "H1",
        "item_code": item,
        "category": "treatment",
        # a day of 0 hours stands for a date without a time
        "charged_at": START + timedelta(days=day) - timedelta(hours=9 * (number % 2)),
        "quantity": Decimal(units),
        "unit_price": Decimal(price),
        "amount": Decimal(units * price),
    }


def a_claim(
    claim: str, visit: str, total: Decimal, original: str | None, *, refund: bool, day: int
) -> Row:
    return {
        "claim_id": claim,
        "encounter_id": visit,
        "person_id": "P1",
        "provider_id": "H1",
        "settled_at": START + timedelta(days=day),
        "total_amount": total,
        "fund_amount": total / 2,
        "is_refund": refund,
        "original_claim_id": original,
    }


@st.composite
def charged(draw: st.DrawFn) -> World:
    """Three settlements with lines and reversals in them; each reversal takes no more than there is."""
    world, number = World(), 0
    for claim, visit in (("S1", "E1"), ("S2", "E1"), ("S3", "E2")):
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            world.lines.append(
                a_line(
                    number,
                    claim,
                    visit,
                    draw(st.sampled_from(ITEMS)),
                    draw(st.integers(0, 3)),
                    draw(st.integers(1, 3)),
                    draw(st.sampled_from([0, 4, 10])),
                )
            )
        for item in ITEMS:
            its = [r for r in world.lines if r["claim_id"] == claim and r["item_code"] == item]
            units, money = sum(r["quantity"] for r in its), sum(r["amount"] for r in its)
            for _ in range(draw(st.integers(0, 2))):
                taken = draw(st.integers(0, int(units)))
                price = draw(st.sampled_from([4, 10]))
                paid = min(Decimal(taken * price) or Decimal(draw(st.integers(0, 3))), money)
                if not taken and not paid:
                    continue
                number += 1
                row = a_line(number, claim, visit, item, draw(st.integers(0, 3)), -taken, 0)
                row["amount"] = -paid
                if draw(st.booleans()):
                    row["original_line_id"] = draw(st.sampled_from(its))["claim_line_id"]
                units, money = units - taken, money - paid
                world.lines.append(row)
    return world


@st.composite
def settled(draw: st.DrawFn) -> World:
    """The same with settlements, some refunded: whole, in parts, taken back, with and without lines."""
    world = draw(charged())
    for day, (claim, visit) in enumerate((("S1", "E1"), ("S2", "E1"), ("S3", "E2")), start=5):
        total = world.total(claim)
        world.claims.append(a_claim(claim, visit, total, None, refund=False, day=day))
        kind = draw(st.sampled_from(["none", "whole", "parts", "taken back", "lines"]))
        own = draw(st.sampled_from([visit, "E9"]))
        if kind == "none" or total == 0:
            continue
        if kind == "whole":
            cent = draw(st.sampled_from(["0", "0.01"]))
            world.claims.append(
                a_claim(f"{claim}r", own, Decimal(cent) - total, claim, refund=True, day=day + 9)
            )
        elif kind == "parts":
            world.claims.append(
                a_claim(f"{claim}f", own, 1 - total, claim, refund=True, day=day + 9)
            )
            world.claims.append(
                a_claim(f"{claim}p", own, Decimal(-1), claim, refund=True, day=day + 9)
            )
        elif kind == "taken back":
            world.claims.append(a_claim(f"{claim}r", own, -total, claim, refund=True, day=day + 9))
            names = draw(st.sampled_from([claim, f"{claim}r"]))
            world.claims.append(a_claim(f"{claim}u", own, total, names, refund=True, day=day + 10))
        else:
            chosen = [r for r in world.lines if r["claim_id"] == claim and r["quantity"] > 0][:1]
            standing = [r for r in world.lines if r["claim_id"] == claim and r["amount"] < 0]
            if standing or not chosen[0]["amount"]:
                continue
            for line in chosen:
                back = {
                    **line,
                    "claim_line_id": f"{line['claim_line_id']}r",
                    "claim_id": f"{claim}l",
                    "encounter_id": own,
                    "quantity": -line["quantity"],
                    "amount": -line["amount"],
                    "charged_at": START + timedelta(days=day + 9),
                }
                if draw(st.booleans()):
                    back["original_line_id"] = line["claim_line_id"]
                world.lines.append(back)
            world.claims.append(
                a_claim(f"{claim}l", own, world.total(f"{claim}l"), claim, refund=True, day=day + 9)
            )
    return world


SLOWLY = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def five(one: st.SearchStrategy[World]) -> st.SearchStrategy[list[World]]:
    """Five at a time: to plan the derived tables costs more than the rows of one."""
    return st.lists(one, min_size=5, max_size=5)


@SLOWLY
@given(five(charged()))
def test_net_lines_of_a_settlement_are_its_lines_less_its_reversals(worlds: list[World]) -> None:
    for world, (net, _) in zip(worlds, derived(worlds), strict=True):
        by_id = {r["claim_line_id"]: r for r in world.lines}
        left: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        charged_sum: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for key, row in net.items():
            was = by_id[key]
            assert 0 < row["quantity"] <= was["quantity"]
            assert 0 <= row["amount"] <= was["amount"]
            assert 0 <= row["covered_amount"] <= was["amount"]
            left[row["claim_id"], row["item_code"]] += row["amount"]
        for row in world.lines:
            charged_sum[row["claim_id"], row["item_code"]] += row["amount"]
        assert {k: left[k] for k in charged_sum} == dict(charged_sum)


@SLOWLY
@given(five(settled()), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(worlds: list[World], random: Any) -> None:
    before = derived(worlds)
    for world in worlds:
        random.shuffle(world.lines)
        random.shuffle(world.claims)
    assert derived(worlds) == before


@SLOWLY
@given(five(settled()))
def test_stays_and_net_lines_agree(worlds: list[World]) -> None:
    for world, (net, stays) in zip(worlds, derived(worlds), strict=True):
        for visit in ("E1", "E2"):
            own = [r["amount"] for r in net.values() if r["encounter_id"] == visit]
            left = sum(own, Decimal(0))
            assert stays[visit]["total_amount"] == left
            refunds = [c for c in world.claims if c["is_refund"] and c["original_claim_id"]]
            assert stays[visit]["is_refunded"] <= (left == 0 and bool(refunds))
            if stays[visit]["is_refunded"]:
                assert own == []
