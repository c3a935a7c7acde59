"""What holds in every county that writes its own delivery: kinds, bytes, sums, truth, beds."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unit.demo.delivered import kinds_of, made, planted, read, truth

KINDS = {
    "seventh": (35, 80),
    "eighth": (20, 60),
    "ninth": (20, 60),
    "tenth": (33, 60),
    "eleventh": (20, 60),
    "twelfth": (33, 60),
    "thirteenth": (20, 60),
    "fourteenth": (35, 80),
    "fifteenth": (30, 60),
    "sixteenth": (40, 60),
    "seventeenth": (45, 70),
    "eighteenth": (70, 100),
    "nineteenth": (70, 70),
    "twentieth": (80, 90),
}
"""County → how many schemes and look-alikes at least."""


@pytest.fixture(scope="module", params=KINDS)
def county(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def out(county: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(county, tmp_path_factory.mktemp(county))


def test_its_kinds_are_many_have_names_of_their_own_and_say_why(county: str) -> None:
    schemes, look_alikes = KINDS[county]
    entries = kinds_of(county)
    kinds = Counter(kind for kind, _, _ in entries)
    names = {name for _, name, _ in entries}
    assert kinds["scheme"] >= schemes
    assert kinds["lookalike"] >= look_alikes
    assert len(names) == len(entries)
    # a Chinese letter says as much as three others
    assert all(len(note.encode()) > 20 for _, _, note in entries)


def test_the_same_seed_gives_the_same_bytes(county: str, out: Path, tmp_path: Path) -> None:
    made(county, tmp_path)
    for file in (*(out / "delivery").iterdir(), out / "truth.jsonl"):
        assert file.read_bytes() == (tmp_path / file.relative_to(out)).read_bytes()


def test_a_settlement_is_the_sum_of_its_lines(out: Path) -> None:
    total: dict[str, float] = defaultdict(float)
    for row in read(out, "fee_list_d"):
        total[row["setl_id"]] += float(row["det_item_fee_sumamt"])
    for claim in read(out, "setl_d"):
        number, charged = claim["setl_id"], float(claim["medfee_sumamt"])
        # a refund may come as a settlement alone
        assert number in total or number.endswith("R")
        if number in total:
            assert charged == pytest.approx(total[number], abs=0.01)
        paid = float(claim["fund_pay_sumamt"]) + float(claim["psn_pay"])
        assert paid == pytest.approx(charged, abs=0.01)


def test_everything_in_the_truth_is_in_the_delivery(out: Path) -> None:
    visits = {row["mdtrt_id"] for row in read(out, "mdtrt_d")}
    lines = {(row["mdtrt_id"], row["bkkp_sn"]) for row in read(out, "fee_list_d")}
    codes = {row["drug_trac_codg"] for row in read(out, "selinfo_3505")}
    providers = {row["fixmedins_code"] for row in read(out, "fixmedins_b")}
    things = truth(out)
    assert things
    for thing in things:
        assert set(thing["encounters"]) <= visits
        assert {(x["mdtrt_id"], x["feedetl_sn"]) for x in thing["lines"]} <= lines
        assert set(thing["trace_codes"]) <= codes
        assert set(thing["providers"]) <= providers


def test_nobody_of_ordinary_life_lies_in_two_beds_or_loses_one_appendix_twice(out: Path) -> None:
    nights: dict[str, list[tuple[str, str]]] = defaultdict(list)
    false = planted(out)
    for row in read(out, "mdtrt_d"):
        if row["med_type"] == "21" and row["mdtrt_id"] not in false:
            nights[row["psn_no"]].append((row["begntime"], row["endtime"]))
    assert nights
    for stays in nights.values():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(stays)))
    lost = Counter(
        r["psn_no"]
        for r in read(out, "setl_list_oprn_d")
        if r["oprn_oprt_code"].startswith("47.0") and r["mdtrt_id"] not in false
    )
    assert all(n == 1 for n in lost.values())


def test_nobody_of_ordinary_life_is_in_two_places(out: Path) -> None:
    inside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    false = planted(out)
    visits = [r for r in read(out, "mdtrt_d") if r["mdtrt_id"] not in false]
    for r in visits:
        if r["med_type"] in ("21", "2105", "52"):
            inside[r["psn_no"]].append((r["begntime"], r["endtime"]))
    crossing = [
        r["mdtrt_id"] for r in visits for a, b in inside[r["psn_no"]] if a < r["begntime"] < b
    ]
    assert not crossing
