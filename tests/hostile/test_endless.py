"""What has no end fails alone, with its file, in seconds: in every place that runs content's SQL."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from feijian.contracts import read_content
from feijian.contracts.derived_cases import run_derived_cases
from feijian.contracts.sql_limits import QueryTooLong, shut, within
from feijian.errors import LibraryError, UsageError
from feijian.leads.asking import answer
from feijian.library import Case, Library
from feijian.models import read_models
from feijian.models.cases import difference
from feijian.pipeline import judge, prepare
from feijian.rules import read_rules
from feijian.rules.cases import run_cases
from feijian.workspace import RunRequest, Workspace, begin_run
from tests.hostile.snippets import SELECTS
from tests.hostile.test_content_sql import RULE, written
from tests.unit.ingest.deliveries import canonical, take_in, write_sound

COUNTED = "with recursive n as (select 1 as i union all select i + 1 from n) select max(i) from n"
LISTED = "select len(range(2000000000))"
ENDLESS = (COUNTED, LISTED, "select count(*) from range(1000000000) as a, range(1000000000) as b")
FOUND = """select
    encounter_id as subject_id, provider_id, cast(({0}) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids, [encounter_id] as encounter_ids,
    cast(started_at as date) as occurred_from, cast(started_at as date) as occurred_to
from encounter
"""
CASE = """- name: one visit
  given:
    encounter: |
      encounter_id | provider_id | started_at
      E1           | H1          | 2025-07-01 08:00:00
  {wanted}: nothing
"""
FINDS = """- name: one visit more
  given:
    encounter: |
      encounter_id | provider_id | started_at
      E2           | H1          | 2025-07-01 08:00:00
  finds: |
    subject_id | amount_at_risk
    E2         | 1
"""
SECONDS = 2
"""So long each query without an end turns the processors here; a sound one takes hundredths of it."""
DERIVED = "/* ---\ntitle: Endless\ntitle_zh: 无尽\nscope: encounter\n--- */\n"


@contextmanager
def seconds(most: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < most


@pytest.mark.parametrize("sql", ENDLESS)
def test_a_query_is_stopped_and_the_connection_lives_on(sql: str) -> None:
    import duckdb

    with duckdb.connect(config={"memory_limit": "300MB", "threads": 1}) as connection:
        shut(connection)
        with seconds(20), pytest.raises(QueryTooLong), within(connection, 0.5):
            connection.execute(sql).fetchall()
        assert connection.execute("select 1").fetchall() == [(1,)]


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a bureau's own, of which nothing ends."""
    texts = {
        "data_contracts/derived/endless.sql": DERIVED + COUNTED.replace("max(i)", "max(i) as i"),
        "data_contracts/derived/endless.cases.yaml": CASE.format(wanted="yields").replace(
            "yields: nothing", "yields: |\n    i\n    1"
        ),
        "data_contracts/derived/sound_beside.sql": DERIVED + "select encounter_id from encounter",
    }
    for n, sql in enumerate(ENDLESS):
        texts[f"rules/overcharging/h{n}.sql"] = RULE.format(sql=FOUND.format(sql), more="")
        texts[f"rules/overcharging/h{n}.cases.yaml"] = CASE.format(wanted="finds") + FINDS
    texts["rules/overcharging/h9.sql"] = RULE.format(
        sql=FOUND.format(1), more=f'judged: "{COUNTED}"\n'
    )
    texts["rules/overcharging/h9.cases.yaml"] = CASE.format(wanted="finds") + FINDS
    return written(tmp_path_factory.mktemp("endless"), texts)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, endless: Path) -> Workspace:
    folder = tmp_path_factory.mktemp("loaded")
    workspace = Workspace.create(folder / "w")
    take_in(workspace, write_sound(folder / "d"))
    own = f'[library]\nfolders = ["{endless}"]\n[limits]\nquery_seconds = {SECONDS}\n'
    workspace.settings_file.write_text(own, encoding="utf-8")
    return workspace


def test_reading_a_library_runs_nothing_of_it(endless: Path) -> None:
    with seconds(60):
        content = read_content([endless])
        ids = {f"overcharging.h{n}" for n in (0, 1, 2, 9)}
        assert (
            len(read_rules(content.library, content.catalogue, content.derived, only=ids).rules)
            == 4
        )
        read_models(content.library, content.catalogue, content.derived)


def test_cases_of_rules_and_derived_tables_end(
    endless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("rules.cases", "contracts.world", "contracts.derived_cases"):
        monkeypatch.setattr(f"feijian.{module}.CASE_SECONDS", 0.5)
    content = read_content([endless])
    book = read_rules(
        content.library,
        content.catalogue,
        content.derived,
        only={f"overcharging.h{n}" for n in range(3)},
    )
    for rule in book.rules:
        for result in run_cases(book, rule):
            assert "stopped" in result.difference, rule.id
    item = next(d for d in content.derived if d.name == "endless")
    [result] = run_derived_cases(content, item)
    assert result.difference == "derived.endless: stopped after 0.5 seconds"


def test_statements_of_a_models_case_end_and_reach_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("feijian.models.cases.CASE_SECONDS", 0.5)
    monkeypatch.chdir(tmp_path)
    content = read_content()
    book = read_models(content.library, content.catalogue, content.derived)
    model = next(m for m in book.models if m.id == "pharmacy.month_sales")
    given = [
        f"insert into person (person_id) {COUNTED}",
        *(s for s in SELECTS if "canonical." not in s or "delete" not in s),
        *(f"insert into person (person_id) {s}" for s in SELECTS if s.startswith("select * from ")),
    ]
    for statement in given:
        case = Case("hostile", 1, {}, None, {}, None, {"given_sql": statement})
        assert difference(book, model, case).startswith("the case cannot be built: "), statement
    assert list(tmp_path.iterdir()) == []


def test_a_mapping_without_an_end_loads_nothing_and_is_named(
    tmp_path: Path, loaded: Workspace
) -> None:
    before = canonical(loaded)
    root = Library.of([]).roots[0]
    shutil.copytree(
        root / "data_contracts/sources/nhsa_platform", tmp_path / "data_contracts/sources/own"
    )
    mapping = tmp_path / "data_contracts/sources/own/person.psn_info_b.sql"
    text = mapping.read_text("utf-8")
    name = text.rsplit("from ", 1)[1].split()[0]
    mapping.write_text(
        text.rstrip().rstrip(";") + f"\n{'and' if 'where' in text else 'where'} ({COUNTED}) > 0\n",
        "utf-8",
    )
    assert name
    library = Library((*Library.of([]).roots, tmp_path))
    from feijian.ingest.load.delivery import load

    with seconds(90), pytest.raises(LibraryError, match=r"person\.psn_info_b\.sql.*stopped after"):
        load(loaded, write_sound(tmp_path / "d"), source="own", library=library)
    assert canonical(loaded) == before


def test_a_question_ends_and_reads_only_what_it_may(loaded: Workspace) -> None:
    for sql in ENDLESS:
        with seconds(40), pytest.raises(UsageError, match="stopped"):
            answer(loaded, None, sql)
    harmless = ("select 1 as a",)
    for sql in SELECTS:
        if sql not in harmless:
            with pytest.raises(UsageError):
                answer(loaded, None, sql)


@pytest.mark.slow
def test_what_fails_in_a_run_fails_alone_and_is_named(loaded: Workspace) -> None:
    run = begin_run(loaded, RunRequest(date(2025, 12, 31)))
    with seconds(300):
        prepared = prepare(loaded, run, lambda *_: None)
        judge(loaded, run, lambda *_: None)
    assert prepared["derived_failed"] == {"endless": f"stopped after {SECONDS} seconds"}
    with loaded.reading() as connection:
        assert connection.execute("select count(*) from derived.sound_beside").fetchall() == [(1,)]
    rules = pl.read_parquet(run.file("rules.parquet"))
    failed = dict(
        rules.filter(pl.col("outcome") == "failed").select("rule_id", "detail").iter_rows()
    )
    assert set(failed) == {f"overcharging.h{n}" for n in (0, 1, 2, 9)}
    assert all("stopped" in why for why in failed.values())
    assert rules.filter(pl.col("outcome") == "ran").height > 20
