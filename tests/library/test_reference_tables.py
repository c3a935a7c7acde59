"""Are the reference tables what their contracts say they are?"""

from __future__ import annotations

import csv
import re

import duckdb
import pytest
from reference_world import FOLDER, ROOT, TABLES, contract, key_columns, loaded, properties, rows

LARGEST_BYTES = 1_400_000


@pytest.fixture(scope="module")
def reference() -> duckdb.DuckDBPyConnection:
    return loaded()


def test_every_contract_has_a_file_and_every_file_a_contract() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.csv")) == TABLES
    assert len(TABLES) > 50


@pytest.mark.parametrize("table", TABLES)
def test_a_contract_names_its_table_and_speaks_both_languages(table: str) -> None:
    text = contract(table)
    assert (text["apiVersion"], text["kind"], text["name"]) == ("v3.1.0", "DataContract", table)
    assert text["schema"][0]["physicalName"] == table
    assert re.search("[一-鿿]", text["schema"][0]["businessName"])
    assert re.match("[A-Z]", text["description"]["purpose"])
    zh = {p["property"]: p["value"] for p in text["description"]["customProperties"]}
    assert re.search("[一-鿿]", zh["purpose_zh"])
    assert all(re.search("[一-鿿]|ID", p["businessName"]) for p in properties(table))
    types = {p["name"]: p["physicalType"] for p in properties(table)}
    assert (types["valid_from"], types["valid_to"], types["source"]) == ("date", "date", "varchar")
    assert key_columns(table)


@pytest.mark.parametrize("table", TABLES)
def test_a_file_is_plain_utf8_with_the_columns_of_its_contract(table: str) -> None:
    raw = (FOLDER / f"{table}.csv").read_bytes()
    assert len(raw) <= LARGEST_BYTES
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    lines = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert lines[0] == [p["name"] for p in properties(table)]
    assert all(len(line) == len(lines[0]) for line in lines)
    assert not [cell for line in lines for cell in line if cell != cell.strip()]


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_their_required_values_and_a_key_of_their_own(
    table: str, reference: duckdb.DuckDBPyConnection
) -> None:
    for column in (p["name"] for p in properties(table) if p.get("required")):
        missing = rows(reference, f'select count(*) from "{table}" where {column} is null')
        assert missing == [(0,)], column
    keys = ", ".join(key_columns(table))
    repeated = rows(reference, f'select {keys} from "{table}" group by all having count(*) > 1')
    assert repeated == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_lie_sorted_by_their_key(table: str) -> None:
    types = {p["name"]: p["physicalType"] for p in properties(table)}
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        keys = [
            tuple(int(r[k]) if types[k] == "integer" else r[k] for k in key_columns(table))
            for r in csv.DictReader(file)
        ]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_rows_satisfy_every_check_of_their_contract(
    table: str, reference: duckdb.DuckDBPyConnection
) -> None:
    # as another tool runs them: the query counts what is unsound
    checked = [q for entry in properties(table) for q in entry.get("quality", [])]
    checked += contract(table)["schema"][0].get("quality", [])
    queries = [q["query"].replace("${object}", f'"{table}"') for q in checked if q["type"] == "sql"]
    assert any(
        "valid_from is null or valid_to is null or valid_from < valid_to" in q for q in queries
    )
    for entry in properties(table):
        for check in entry.get("quality", []):
            if check["type"] != "sql":
                values = ", ".join(f"'{v}'" for v in check["arguments"]["validValues"])
                sound = f"cast({entry['name']} as varchar) in ({values})"
                queries.append(f'select count(*) from "{table}" where not ({sound})')
    for query in queries:
        assert rows(reference, query) == [(0,)], query


def test_the_document_names_every_table_with_its_rows(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    text = (ROOT / "docs" / "reference-tables.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^`(\w+)` \|.*\| (\d+) \|[^|]*$", text, re.MULTILINE))
    counted = {t: str(rows(reference, f'select count(*) from "{t}"')[0][0]) for t in TABLES}
    assert listed == counted


def test_the_page_of_knowledge_counts_rows_and_confidence_as_the_tables_do(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    text = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    told = {
        n: rest for n, rest in re.findall(r"^`(\w+)` \| (.*)$", text, re.MULTILINE) if n in TABLES
    }
    assert len(told) > 60
    for table, rest in told.items():
        cells = [cell.strip() for cell in rest.split("|")]
        assert cells[0] == str(rows(reference, f'select count(*) from "{table}"')[0][0]), table
        if re.fullmatch(r"[0-9]+/[0-9]+/[0-9]+", cells[1]):
            counted = ", ".join(
                f"count(*) filter (where coalesce(confidence, 'sure') = '{c}')"
                for c in ("sure", "ocr", "guess")
            )
            parts = rows(reference, f'select {counted} from "{table}"')[0]
            assert cells[1] == "/".join(str(n) for n in parts), table


def test_every_row_of_a_problem_table_is_in_the_document_of_the_lists(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    text = (ROOT / "docs" / "problem-list.md").read_text(encoding="utf-8")
    for table in (t for t in TABLES if t.startswith("problem_")):
        for edition, number, count in rows(
            reference, f"select list_edition, list_no, count(*) from {table} group by all"
        ):
            line = next(x for x in text.splitlines() if x.startswith(f"{edition} | {number} |"))
            assert f"`{table}` {count}" in line
