"""Questions in SQL: what may be read, what is said of what may not, and whose numbers are masked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import duckdb
import polars as pl
import pytest

from feijian.errors import UsageError
from feijian.leads.asking import advice, answer, masked_answer
from feijian.leads.labels import masked
from feijian.messages import sentence
from feijian.workspace import Run, Workspace

KNOWN = ["leads", "findings", "canonical.claim_line", "derived.net_claim_line"]
PERSON = "P100000017"


@pytest.fixture
def asked() -> Workspace:
    """As much of a workspace as a question needs: one person with two visits, and a ledger."""

    @contextmanager
    def reading() -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect() as connection:
            for text in (
                "create schema canonical",
                "create schema ledger",
                f"create table canonical.person as select '{PERSON}' as person_id",
                "create table canonical.encounter as select 'E' || i as encounter_id,"
                f" case i when 3 then null else '{PERSON}' end as person_id from range(1, 4) t(i)",
                "create table ledger.delivery as select 1 as delivery_seq",
                "create table secret as select 1 as x",
            ):
                connection.execute(text)
            yield connection

    settings = SimpleNamespace(query_seconds=20)
    return cast("Workspace", SimpleNamespace(reading=reading, settings=lambda: settings))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    pl.DataFrame({"lead_id": ["L1", "L2"]}).write_parquet(tmp_path / "leads.parquet")
    return cast("Run", SimpleNamespace(file=lambda name: tmp_path / name))


def test_rows_come_from_the_run_and_from_the_warehouse_with_or_without_a_schema(
    asked: Workspace, run: Run
) -> None:
    assert answer(asked, run, "select lead_id from leads order by 1;").rows() == [("L1",), ("L2",)]
    for table in ("encounter", "canonical.encounter"):
        assert answer(asked, None, f"select count(*) from {table}").item() == 3


@pytest.mark.parametrize(
    "table", ["ledger.delivery", "secret", "main.secret", "delivery", "nowhere", "canonical.leads"]
)
def test_what_is_not_open_is_refused(asked: Workspace, run: Run, table: str) -> None:
    with pytest.raises(UsageError, match="none of the tables"):
        answer(asked, run, f"select * from {table}")


def test_a_table_that_the_run_has_not_is_refused(asked: Workspace, run: Run) -> None:
    with pytest.raises(UsageError):
        answer(asked, run, "select * from findings")
    with pytest.raises(UsageError):
        answer(asked, None, "select * from leads")


def test_what_the_engine_says_is_told(asked: Workspace) -> None:
    with pytest.raises(UsageError, match="no_such"):
        answer(asked, None, "select no_such from encounter")


def test_a_persons_number_is_masked_wherever_it_stands_and_nothing_else_is(
    asked: Workspace,
) -> None:
    rows = pl.DataFrame(
        {
            "x": [PERSON, f"visit of {PERSON}, twice", None, "P1000000170"],
            "n": [1, 2, 3, 4],
            "several": [[PERSON, "E1"], None, [], [f"{PERSON};"]],
        }
    )
    hidden = masked(PERSON)
    assert PERSON not in hidden
    assert masked_answer(asked, rows).to_dict(as_series=False) == {
        "x": [hidden, f"visit of {hidden}, twice", None, "P1000000170"],
        "n": [1, 2, 3, 4],
        "several": [[hidden, "E1"], None, [], [f"{hidden};"]],
    }


@pytest.mark.parametrize(
    "sql",
    [
        "{'who': person_id, 'n': 1}",
        "[[person_id]]",
        "[{'who': [person_id]}]",
        "map([person_id], [1])",
        "person_id::enum('" + PERSON + "')",
        "array_value(person_id, 'x')",
        "{'who': person_id}::json",
        "person_id::blob",
    ],
)
def test_a_persons_number_inside_another_value_is_masked(asked: Workspace, sql: str) -> None:
    with asked.reading() as connection:
        found = connection.sql(f"select {sql} as v from canonical.person").to_arrow_table()
    rows = pl.from_arrow(found)
    assert isinstance(rows, pl.DataFrame)
    told = str(masked_answer(asked, rows).to_dicts())
    assert PERSON not in told
    assert masked(PERSON) in told


def test_numbers_alone_are_as_they_were(asked: Workspace) -> None:
    rows = pl.DataFrame({"n": [1, 2], "b": [b"\xff\x00", None]})
    assert masked_answer(asked, rows).equals(rows)


def missing(name: str, part: str = "") -> str:
    return sentence(
        "reads {part}{name}, which is none of the tables to be read here", part=part, name=name
    )


def test_a_table_of_nearly_that_name_is_named_with_its_schema() -> None:
    assert advice(missing("lead"), KNOWN) == "Did you mean leads?"
    assert advice(missing("claim_lines"), KNOWN).startswith("Did you mean canonical.claim_line")


def test_what_is_near_nothing_is_told_what_a_question_may_be() -> None:
    assert advice(missing("zzz"), KNOWN).startswith("One SELECT over the run's tables")
    assert advice("is not one SELECT", KNOWN).startswith("One SELECT over the run's tables")
