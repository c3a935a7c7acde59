"""A group's drawing: who is named and how, what is joined, and that it fits on its sheet."""

from __future__ import annotations

import re
from itertools import pairwise

import duckdb
import polars as pl

from feijian.reports.network import LONGEST, MOST, left_out, network, shared_visits


def circles(drawn: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r'<circle cx="(\d+)" cy="(\d+)"', drawn)]


def widths(drawn: str) -> list[tuple[str, str]]:
    """Of each line how thick it is and what it says."""
    return re.findall(r'stroke-width="([\d.]+)"><title>(\d+)</title>', drawn)


def test_a_group_is_drawn_with_its_shared_visits_and_masked_persons() -> None:
    visits = [
        ("370000111122223333", "D1", "H1"),
        ("370000111122223333", "D1", "H1"),
        ("370000111122224444", "D1", "H1"),
    ]
    drawn = network(visits, "zh", {"H1": "县医院<b>"}, reveal=False)
    assert "370000111122223333" not in drawn
    assert "37************3333" in drawn
    assert "县医院&lt;b&gt; · 3" in drawn
    assert drawn.count("<circle") == 4
    assert "2 名参保人，3 次就诊" in drawn
    assert "<script" not in drawn
    assert "370000111122223333" in network(visits, "en", {}, reveal=True)


def test_a_practitioner_is_named_by_the_number_that_the_hospital_knows() -> None:
    visits = [(f"P{n}", "D370000000001", "H1") for n in range(2)]
    assert "D370000000001 · 2" in network(visits, "en", {}, reveal=False)


def test_lines_join_what_shared_a_visit_and_are_as_thick_as_visits_are_many() -> None:
    visits = [("P1", "D1", "H1"), ("P1", "D1", "H1"), ("P2", "", "H1"), ("P3", "", "H2")]
    # P1-D1, P2-H1, P3-H2, D1-H1
    assert widths(network(visits, "en", {}, reveal=True)) == [
        ("4.0", "2"),
        ("2.4", "1"),
        ("2.4", "1"),
        ("4.0", "2"),
    ]


def test_a_crowd_fits_on_the_sheet_and_nobody_stands_on_another() -> None:
    crowd = [(f"P{n:08d}", f"D{n % 5}", f"H{n % 3}") for n in range(MOST + 3)]
    drawn = network(crowd, "en", {}, reveal=False)
    ((width, height),) = re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)
    places = circles(drawn)
    assert len(set(places)) == len(places) == MOST + 5 + 3
    columns = {x: sorted(y for cx, y in places if cx == x) for x, _ in places}
    for x, ys in columns.items():
        assert 0 < x < int(width)
        assert ys[0] >= 40  # below the heads
        assert ys[-1] <= int(height) - 20  # above what is said of the left out
        assert {b - a for a, b in pairwise(ys)} <= {24}
        # each column stands in the middle of the longest
        assert abs((ys[0] + ys[-1]) / 2 - (places[0][1] + places[MOST - 1][1]) / 2) <= 1


def test_names_stand_outside_of_their_columns_and_heads_above() -> None:
    crowd = [(f"P{n}", "D1", "H1") for n in range(MOST + 1)]
    drawn = network(crowd, "en", {}, reveal=True)
    told = re.findall(r'<text x="(\d+)" y="(\d+)" [^>]*?text-anchor="(\w+)">([^<]*)', drawn)
    at = {text.split(" · ")[0]: (int(x), int(y), anchor) for x, y, anchor, text in told}
    (person, practitioner, provider) = (
        next((x, y) for x, y in circles(drawn) if x == column) for column in (190, 440, 640)
    )
    assert at["P0"] == (person[0] - 10, person[1] + 4, "end")
    assert at["D1"] == (practitioner[0], practitioner[1] - 8, "middle")
    assert at["H1"] == (provider[0] + 10, provider[1] + 4, "start")
    ((_, height),) = re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)
    assert (180, int(height) - 4, "end") in at.values()  # what is left out


def test_one_person_is_no_group_and_what_is_left_out_is_counted() -> None:
    assert network([("P1", "", "H1")] * 3, "zh", {}, reveal=False) == ""
    crowd = [(f"P{n:08d}", "", "H1") for n in range(MOST + 3)]
    assert left_out(crowd) == 3
    drawn = network(crowd, "en", {}, reveal=False)
    assert drawn.count("<circle") == MOST + 1
    # lines to those that are not drawn are not drawn
    assert len(widths(drawn)) == MOST


def test_who_shares_most_is_kept_and_a_long_name_is_cut() -> None:
    crowd = [(f"P{n:08d}", "", "H1") for n in range(MOST + 1)] + [(f"P{MOST:08d}", "", "H1")]
    drawn = network(crowd, "en", {"H1": "x" * (LONGEST + 1)}, reveal=True)
    assert f"P{MOST:08d} · 2" in drawn
    assert f"P{MOST - 1:08d}" not in drawn
    assert f">{'x' * (LONGEST - 1)}… · {MOST + 2}<" in drawn
    whole = network(crowd, "en", {"H1": "x" * LONGEST}, reveal=True)
    assert f">{'x' * LONGEST} · " in whole


def test_visits_behind_a_lead_come_from_its_findings_visits_and_lines() -> None:
    leads = pl.DataFrame(
        {
            "lead_id": ["L1", "L2", "L3"],
            "subject_kind": ["group", "practitioner", "provider"],
            "finding_ids": [["F1", "F2"], ["F2"], ["F1"]],
        }
    )
    found = pl.DataFrame(
        {
            "finding_id": ["F1", "F2"],
            "encounter_ids": [["E1"], []],
            "claim_line_ids": [[], ["C2"]],
        },
        schema_overrides={
            "encounter_ids": pl.List(pl.String),
            "claim_line_ids": pl.List(pl.String),
        },
    )
    with duckdb.connect() as connection:
        connection.execute("create schema canonical")
        connection.execute(
            "create table canonical.encounter as select * from (values ('E1', 'P1', 'D1', 'H1'),"
            " ('E2', 'P2', null, 'H2')) t(encounter_id, person_id, practitioner_id, provider_id)"
        )
        connection.execute(
            "create table canonical.claim_line as select 'C2' as claim_line_id, 'E2' as encounter_id"
        )
        told = shared_visits(connection, leads, found)
        assert shared_visits(connection, leads.head(0), found) == {}
    assert told == {"L1": [("P1", "D1", "H1"), ("P2", "", "H2")], "L2": [("P2", "", "H2")]}
