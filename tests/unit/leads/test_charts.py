from __future__ import annotations

import csv
import math
from pathlib import Path

import duckdb
import pytest

from feijian.errors import ImportRefused, UsageError
from feijian.leads.charts import (
    COLUMNS,
    Chart,
    Missed,
    Seen,
    drawn,
    exact_interval,
    missed_rates,
    read_charts,
    seen_by_rules,
    unflagged_of,
    write_charts,
)

CHARTS = [Chart(f"E{n:03d}", f"R{n}", "inpatient", "2025-07-01", 100.0 + n) for n in range(200)]


def test_a_draw_is_the_same_for_the_same_seed_and_all_where_there_are_few() -> None:
    assert drawn(CHARTS, 30, "a") == drawn(list(reversed(CHARTS)), 30, "a")
    assert drawn(CHARTS, 30, "a") != drawn(CHARTS, 30, "b")
    assert len(drawn(CHARTS, 30, "a")) == 30
    assert drawn(CHARTS[:7], 30, "a") == CHARTS[:7]
    assert len(drawn(CHARTS, 1, "a")) == 1
    with pytest.raises(UsageError, match="Draw at least one"):
        drawn(CHARTS, 0, "a")


def filled(folder: Path, results: dict[int, tuple[str, str]]) -> Path:
    file = folder / "charts.csv"
    write_charts(file, "H1", CHARTS[:30], 200)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows):
        row["missed_family"], row["missed_yuan"] = results.get(number, ("无", ""))
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_missed_charges_per_family_come_with_an_exact_interval(tmp_path: Path) -> None:
    file = filled(
        tmp_path, {3: ("unbundling", "120"), 9: ("unbundling", "1,080"), 20: ("overcharging", "")}
    )
    found = missed_rates(read_charts([file]))
    assert [(m.family, m.charts, m.missed, m.yuan) for m in found] == [
        ("", 30, 3, 1200.0),
        ("overcharging", 30, 1, 0.0),
        ("unbundling", 30, 2, 1200.0),
    ]
    assert found[0].low == pytest.approx(0.0278, abs=0.0005)
    assert found[0].high == pytest.approx(0.2389, abs=0.0005)


def test_no_hit_in_five_says_next_to_nothing() -> None:
    assert exact_interval(0, 5) == (0.0, pytest.approx(0.4507, abs=0.0005))
    assert exact_interval(5, 5)[1] == 1.0


def test_recall_is_what_was_found_of_all_that_is_there(tmp_path: Path) -> None:
    rate = missed_rates(read_charts([filled(tmp_path, {3: ("unbundling", "120")})]))[0]
    seen = seen_by_rules(rate, unflagged_charts=300, upheld=40, checked=50)
    assert seen.precision == pytest.approx(0.8)
    assert seen.recall == pytest.approx(40 / (40 + 300 / 30))
    assert seen.recall_low is not None
    assert seen.recall_high is not None
    assert seen.recall_low < 0.8 < seen.recall_high


def test_rows_without_a_result_are_all_named(tmp_path: Path) -> None:
    file = filled(tmp_path, {0: ("", ""), 1: ("unbundling", "much")})
    with pytest.raises(ImportRefused) as refused:
        read_charts([file])
    assert [p.where for p in refused.value.problems] == ["charts.csv:2", "charts.csv:3"]


@pytest.mark.parametrize(
    ("hits", "number"), [(0, 30), (1, 30), (3, 30), (15, 30), (29, 30), (30, 30), (1, 1), (0, 1)]
)
def test_outside_the_exact_interval_the_result_would_have_been_a_surprise(
    hits: int, number: int
) -> None:
    """At its lower end so many hits or more, at its upper end so many or fewer, have a chance of 5 %."""

    def chance(share: float, of: range) -> float:
        return sum(math.comb(number, k) * share**k * (1 - share) ** (number - k) for k in of)

    low, high = exact_interval(hits, number)
    assert low <= hits / number <= high
    assert low == 0.0 if hits == 0 else chance(low, range(hits, number + 1)) == pytest.approx(0.05)
    assert high == 1.0 if hits == number else chance(high, range(hits + 1)) == pytest.approx(0.05)


def test_who_found_nothing_at_all_has_no_recall_and_who_checked_nothing_no_precision() -> None:
    none = Missed("H1", "", 30, 0, 0.0, 0.0, 0.1, 0.0)
    some = Missed("H1", "", 30, 3, 0.1, 0.03, 0.24, 9.0)
    nothing = Seen("H1", None, None, None, None)
    assert seen_by_rules(none, unflagged_charts=300, upheld=0, checked=0) == nothing
    assert seen_by_rules(some, unflagged_charts=0, upheld=0, checked=0) == nothing
    assert seen_by_rules(some, unflagged_charts=300, upheld=0, checked=2) == Seen(
        "H1", 0.0, 0.0, 0.0, 0.0
    )
    all_found = seen_by_rules(none, unflagged_charts=0, upheld=5, checked=5)
    assert all_found == Seen("H1", 1.0, 1.0, 1.0, 1.0)
    assert seen_by_rules(none, unflagged_charts=300, upheld=30, checked=30) == Seen(
        "H1", 1.0, 1.0, 0.5, 1.0
    )


@pytest.mark.parametrize(
    ("yuan", "fits"),
    [("", True), ("0", True), ("1,080.50", True), ("999999999999", True)]
    + [(text, False) for text in ("-1", "1e12", "nan", "much")],
)
def test_an_amount_is_nothing_or_a_number_of_yuan(tmp_path: Path, yuan: str, fits: bool) -> None:
    file = filled(tmp_path, {0: ("unbundling", yuan)})
    if fits:
        assert len(read_charts([file])) == 30
    else:
        with pytest.raises(ImportRefused, match="missed_yuan is"):
            read_charts([file])


def test_charts_come_provider_by_provider_with_those_of_the_period_that_nobody_named() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema canonical; create schema derived")
        connection.execute(
            "create table canonical.encounter as select * from (values"
            " ('E1', 'H1', 'R1', null), ('E2', 'H1', null, 'N2'), ('E3', 'H2', null, null),"
            " ('E4', 'H2', null, null), ('E5', 'H1', null, null), ('E6', 'H3', null, null))"
            " as t(encounter_id, provider_id, record_no, hospital_no),"
            " (values ('inpatient', timestamp '2025-07-01 08:00')) as w(class, started_at)"
        )
        connection.execute(
            "create table derived.net_claim_line as select * from (values"
            " ('E1', 10.0, date '2025-07-01'), ('E1', 5.5, date '2025-07-31'),"
            " ('E1', 9.0, date '2025-08-01'), ('E1', 9.0, date '2025-06-30'),"
            " ('E2', 1.0, date '2025-07-02'), ('E3', 2.0, date '2025-07-03'),"
            " ('E4', 3.0, date '2025-07-03'), ('E5', 0.0, date '2025-07-03'),"
            " ('E6', 7.0, date '2025-07-03')) as t(encounter_id, amount, charged_on)"
        )
        found = dict(
            unflagged_of(connection, ["H2", "H1"], ["E4", "E4"], "2025-07-01", "2025-07-31")
        )
        assert {
            p: [(c.encounter_id, c.record_no, c.amount) for c in its] for p, its in found.items()
        } == {
            "H1": [("E1", "R1", 15.5), ("E2", "N2", 1.0)],
            "H2": [("E3", "E3", 2.0)],
        }
        [(_, charts)] = unflagged_of(connection, ["H1"], [])
        assert [c.amount for c in charts] == [33.5, 1.0]
        assert list(unflagged_of(connection, ["H9"], [])) == []


def test_a_list_is_numbered_from_one_and_says_of_how_many_it_was_drawn(tmp_path: Path) -> None:
    file = tmp_path / "charts.csv"
    write_charts(file, "H1", CHARTS[:2], 200)
    head, first, second = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("chart,provider_id,encounter_id,record_no,")
    assert first.startswith("1,H1,E000,R0,inpatient,2025-07-01,100.00,200,")
    assert second.startswith("2,H1,E001,R1,")
    assert first.endswith(",,")


def test_a_list_that_lacks_a_column_and_one_that_is_not_there_are_both_told(tmp_path: Path) -> None:
    short = tmp_path / "short.csv"
    short.write_text("chart,provider_id\n1,H1\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_charts([tmp_path / "none.csv", short])
    assert [p.where for p in refused.value.problems] == ["none.csv", "short.csv"]
    assert "lacks encounter_id, " in refused.value.problems[1].what


def test_a_list_comes_back_as_a_spreadsheet_saves_it_and_holds_no_formula(tmp_path: Path) -> None:
    """Excel in China saves CSV as GBK; the number of a record is the house's own text."""
    file = tmp_path / "H1.csv"
    write_charts(file, "H1", [Chart("E1", "=HYPERLINK(A1)", "inpatient", "2025-07-01", 10.0)], 5)
    text = file.read_text(encoding="utf-8-sig")
    assert ",'=HYPERLINK(A1)," in text
    row = dict.fromkeys(COLUMNS, "") | {"provider_id": "H1", "encounter_id": "E1"}
    row |= {"record_no": "'=HYPERLINK(A1)", "missed_family": "无", "analyst": "甲"}
    saved = ";".join(row) + "\r\n" + ";".join(row.values()) + "\r\n"
    file.write_bytes(saved.encode("gb18030"))
    [read] = read_charts([file])
    assert (read["record_no"], read["missed_family"]) == ("=HYPERLINK(A1)", "无")
