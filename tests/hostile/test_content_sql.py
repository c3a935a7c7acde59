"""Content cannot harm: whatever SQL it brings is refused where it is read, each with its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feijian.contracts import read_catalogue, read_content, read_derived
from feijian.contracts.sql_guard import QueryTooLong, SqlGuard, shut, within
from feijian.errors import LibraryError
from feijian.ingest.sources.reading import read_source
from feijian.library import Library
from feijian.models import read_models
from feijian.rules import read_rules
from tests.hostile.snippets import EXPRESSIONS, SELECTS

RULE = """/* ---
title: Hostile
title_zh: 恶意
version: 1
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例38(三)]
{more}message: "x"
message_zh: "x"
innocent_when: [it is]
innocent_when_zh: [是]
verify_by: [look]
verify_by_zh: [看]
--- */
{sql}
"""
HARMLESS = """select
    encounter_id as subject_id, provider_id, cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids, [encounter_id] as encounter_ids,
    cast(started_at as date) as occurred_from, cast(started_at as date) as occurred_to
from encounter
"""
CONTRACT = """apiVersion: v3.1.0
kind: DataContract
id: own.{schema}.{name}
name: {name}
version: 1.0.0
status: active
description: {{purpose: Hostile.}}
{custom}schema:
  - name: {name}
    physicalName: {name}
    physicalType: table
    logicalType: object
    properties:
      - name: code
        logicalType: string
        physicalType: varchar
        {column}
"""


def named(error: pytest.ExceptionInfo[LibraryError]) -> set[str]:
    """Stems of the files that a refusal names: h0, h1, …"""
    return set(re.findall(r"\b(h\d+)\b[^\s]*?(?:\.sql|\.odcs\.yaml)", str(error.value)))


def expected(snippets: tuple[str, ...]) -> set[str]:
    return {f"h{number}" for number in range(len(snippets))}


def written(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(set(SELECTS)) >= 30
    assert len(set(SELECTS) | set(EXPRESSIONS)) >= 60


def test_no_rule_runs_one(tmp_path: Path) -> None:
    own = {
        f"rules/overcharging/h{n}.sql": RULE.format(sql=sql, more="")
        for n, sql in enumerate(SELECTS)
    }
    content = read_content([written(tmp_path, own)])
    ids = {f"overcharging.h{n}" for n in range(len(SELECTS))}
    with pytest.raises(LibraryError) as error:
        read_rules(content.library, content.catalogue, content.derived, only=ids)
    assert named(error) == expected(SELECTS)


def test_no_rule_counts_what_it_judged_with_one(tmp_path: Path) -> None:
    quoted = [sql.replace("\\", "\\\\").replace('"', '\\"') for sql in SELECTS]
    own = {
        f"rules/overcharging/h{n}.sql": RULE.format(sql=HARMLESS, more=f'judged: "{sql}"\n')
        for n, sql in enumerate(quoted)
    }
    content = read_content([written(tmp_path, own)])
    ids = {f"overcharging.h{n}" for n in range(len(SELECTS))}
    with pytest.raises(LibraryError) as error:
        read_rules(content.library, content.catalogue, content.derived, only=ids)
    told = str(error.value)
    assert {
        n for n in expected(SELECTS) if re.search(rf"{n}\.sql:\d+: 'judged' ", told)
    } == expected(SELECTS)


def test_no_derived_table_is_made_with_one(tmp_path: Path) -> None:
    header = "/* ---\ntitle: Hostile\ntitle_zh: 恶意\nscope: encounter\n--- */\n"
    own = {f"data_contracts/derived/h{n}.sql": header + sql for n, sql in enumerate(SELECTS)}
    with pytest.raises(LibraryError) as error:
        read_derived(Library((written(tmp_path, own),)))
    assert named(error) == expected(SELECTS)


def test_no_model_reads_with_one(tmp_path: Path) -> None:
    header = (Path(__file__).parents[2] / "models/pharmacy/month_sales.sql").read_text("utf-8")
    header = header[: header.index("--- */") + len("--- */\n")]
    own = {f"models/pharmacy/h{n}.sql": header + sql for n, sql in enumerate(SELECTS)}
    folder = written(tmp_path, own)
    catalogue = read_catalogue(Library.of([]))
    with pytest.raises(LibraryError) as error:
        read_models(Library((folder,)), catalogue, ())
    assert named(error) == expected(SELECTS)


@pytest.mark.parametrize(
    ("custom", "column", "snippets"),
    [
        (
            "",
            "quality: [{{type: custom, engine: feijian, name: c, implementation: {0}}}]",
            EXPRESSIONS,
        ),
        ("customProperties: [{{property: void, value: {0}}}]\n", "description: x", EXPRESSIONS),
        ("", "transformLogic: {0}", EXPRESSIONS),
    ],
    ids=["check", "void mark", "transform"],
)
def test_no_source_contract_holds_one(tmp_path: Path, custom, column, snippets) -> None:
    own = {}
    for n, text in enumerate(snippets):
        cell = '"' + text.replace('"', '\\"') + '"'
        own[f"data_contracts/sources/own/h{n}.odcs.yaml"] = CONTRACT.format(
            schema="source", name=f"h{n}", custom=custom.format(cell), column=column.format(cell)
        )
    library = Library((*Library.of([]).roots, written(tmp_path, own)))
    with pytest.raises(LibraryError) as error:
        read_source(library, "own", read_catalogue(Library.of([])))
    assert named(error) == expected(snippets)


def test_no_canonical_or_reference_check_is_one(tmp_path: Path) -> None:
    own = {}
    for n, text in enumerate(EXPRESSIONS):
        cell = '"' + text.replace('"', '\\"') + '"'
        check = f"quality: [{{type: custom, engine: feijian, name: c, implementation: {cell}}}]"
        own[f"data_contracts/reference/h{n}.odcs.yaml"] = CONTRACT.format(
            schema="reference", name=f"h{n}", custom="", column=check
        )
    with pytest.raises(LibraryError) as error:
        read_catalogue(Library((written(tmp_path, own),)))
    assert named(error) == expected(EXPRESSIONS)


def test_no_mapping_or_assembly_is_one(tmp_path: Path) -> None:
    contract = CONTRACT.format(schema="source", name="bill", custom="", column="description: x")
    for kind in ("person.h{0}", "h{0}"):
        for sql in SELECTS:
            own = {
                "data_contracts/sources/own/bill.odcs.yaml": contract,
                "data_contracts/sources/own/person.bill.sql": "/* ---\ntitle: x\n--- */\n"
                + (
                    sql
                    if kind.startswith("person")
                    else "select staged_row, code as person_id from bill"
                ),
            }
            if not kind.startswith("person"):
                own["data_contracts/sources/own/person.sql"] = (
                    f"/* ---\ntitle: x\nby: person_id\n--- */\n{sql}"
                )
            library = Library((*Library.of([]).roots, written(tmp_path, own)))
            with pytest.raises(LibraryError) as error:
                read_source(library, "own", read_catalogue(Library.of([]), ("canonical",)))
            assert "person" in str(error.value), sql


def test_the_door_lets_pass_what_the_library_itself_uses() -> None:
    with SqlGuard() as guard:
        for file in Library.of([]).files("data_contracts", "derived/*.sql"):
            assert guard.query(file.path.read_text("utf-8").split("--- */", 1)[1]) == []


def test_behind_the_door_the_connection_is_shut() -> None:
    import duckdb

    connection = duckdb.connect()
    shut(connection)
    for sql in (
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to 'x.csv'",
        "set enable_external_access = true",
        "attach 'x.duckdb'",
        "select * from '/etc/hostname'",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(sql)


def test_a_query_without_an_end_is_stopped() -> None:
    import duckdb

    endless = (
        "with recursive n as (select 1 as i union all select i + 1 from n) select max(i) from n"
    )
    connection = duckdb.connect()
    with pytest.raises(QueryTooLong, match=r"stopped after 0\.2 seconds"), within(connection, 0.2):
        connection.execute(endless).fetchall()
    assert connection.execute("select 1").fetchall() == [(1,)]
