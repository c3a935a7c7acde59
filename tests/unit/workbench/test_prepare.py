"""What a run is got ready with, over a county's own warehouse."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from feijian.leads import tables
from feijian.leads.drawn_charts import charts_of_visit
from feijian.leads.step import read_table
from feijian.workbench import background, prepare
from feijian.workbench.background import Background
from feijian.workspace import Run
from tests.conftest import County


@pytest.fixture(scope="module")
def folder(county: County, county_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's shelf, elsewhere: its workspace is everybody's."""
    made = tmp_path_factory.mktemp("shelf")
    with county.workspace.reading(prepared=True) as connection:
        prepare._write(connection, county_run, made)
        background.write(connection, county_run, made)
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> Background:
    return background.read(folder)


def test_it_is_whole(folder: Path) -> None:
    assert prepare._is_whole(folder)


def test_two_at_once_leave_one_whole_and_nothing_half(
    county: County, county_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, write, inner = tmp_path / "shelf" / county_run.run_id, prepare._write, list[bool]()
    monkeypatch.setattr(prepare, "folder_of", lambda _workspace, _run: place)

    def beside(connection: object, run: Run, folder: Path) -> None:
        write(connection, run, folder)
        if not inner:
            inner.append(False)
            inner[0] = prepare.prepare(county.workspace, run)

    left = place.parent / f".{place.name}.x.{2**22 + 1}.part"
    left.mkdir(parents=True)
    monkeypatch.setattr(prepare, "_write", beside)
    assert not prepare.prepare(county.workspace, county_run)
    assert inner == [True]
    assert prepare._is_whole(place)
    assert list(place.parent.iterdir()) == [place]


def test_months_count_every_stay_visit_and_sale_once(county: County, found: Background) -> None:
    rows = [m for its in found.months.values() for m in its]
    with county.workspace.reading() as connection:

        def number(sql: str) -> float:
            return float(connection.execute(sql).fetchall()[0][0])

        stays = number("select count(*) from canonical.encounter where class = 'inpatient'")
        others = number("select count(*) from canonical.encounter where class <> 'inpatient'")
        sales = number("select count(*) from canonical.dispense where kind = 'sale'")
        back = number("select count(*) from canonical.dispense where kind = 'return'")
        money = number("select sum(amount) from canonical.claim_line where charged_at is not null")
    assert back > 0
    assert sum(m["stays"] for m in rows) == stays
    assert sum(m["visits"] for m in rows) == others
    assert sum(m["sales"] for m in rows) == sales
    assert float(sum(m["charged"] for m in rows)) == pytest.approx(money, abs=0.01)


def test_charts_by_lot_are_those_of_the_command_and_no_finding_names_them(
    county: County, county_run: Run, found: Background, tmp_path: Path
) -> None:
    provider_id = max(found.charts, key=lambda p: (found.charts[p][1], p))
    lot, population = found.charts[provider_id]
    with county.workspace.reading(prepared=True) as connection:
        told = charts_of_visit(connection, county_run, provider_id, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert told == (len(lot), population)
    assert [r["encounter_id"] for r in rows] == [c.encounter_id for c in lot]
    findings = read_table(county_run, "findings.parquet", tables.FINDINGS)
    named = set(findings["encounter_ids"].explode().drop_nulls().to_list())
    drawn = {c.encounter_id for its, _ in found.charts.values() for c in its}
    assert not drawn & named
    leads = read_table(county_run, "leads.parquet", tables.LEADS)
    assert set(found.charts) <= set(leads["provider_id"].drop_nulls())


def test_every_event_has_its_words_and_groups_their_visits(
    county_run: Run, found: Background
) -> None:
    findings = read_table(county_run, "findings.parquet", tables.FINDINGS)
    events = findings.filter(pl.col("event_id").is_not_null())
    assert set(found.words) == set(events["event_id"])
    assert any("i_" in words for words in found.words.values())
    leads = read_table(county_run, "leads.parquet", tables.LEADS)
    groups = leads.filter(pl.col("subject_kind").is_in(["group", "practitioner"]))
    assert set(found.shared) <= set(groups["lead_id"])
    assert found.shared
