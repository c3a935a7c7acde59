"""Contracts that others can use: every file satisfies the standard's own schema and model, to the letter."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard
from scripts.contracts import merged
from tests.shared import builtin_catalogue

from feijian.workspace import Workspace

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted((ROOT / "data_contracts").rglob("*.odcs.yaml"))
SCHEMA = json.loads(files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8"))


def plain(text: str) -> Any:
    """A contract as JSON has it."""
    return json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))


def faults(contract: Any) -> list[str]:
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    return [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
        for e in validator.iter_errors(contract)
    ]


def test_every_contract_satisfies_the_schema_and_the_model_of_the_standard() -> None:
    wrong = {}
    for path in CONTRACTS:
        contract = plain(path.read_text(encoding="utf-8"))
        found = faults(contract)
        if found:
            wrong[str(path.relative_to(ROOT))] = found
        model = OpenDataContractStandard.model_validate(contract)
        assert model.schema_
        assert model.schema_[0].name
    assert len(CONTRACTS) > 100
    assert not wrong


def test_the_check_can_fail() -> None:
    contract = plain(CONTRACTS[0].read_text(encoding="utf-8"))
    contract["schema"][0]["quality"] = [{"type": "custom", "name": "x", "mustBe": 0}]
    assert faults(contract)


def test_the_model_reads_what_the_product_reads() -> None:
    for table in builtin_catalogue():
        text = table.file.path.read_text(encoding="utf-8")
        model = OpenDataContractStandard.model_validate(plain(text))
        assert model.schema_ is not None
        body = model.schema_[0]
        assert body.physicalName == table.name
        told = [
            (p.name, p.physicalType, bool(p.required), len(p.quality or []))
            for p in body.properties or []
        ]
        assert told == [(c.name, c.physical_type, c.required, len(c.checks)) for c in table.columns]


def test_checks_are_queries_that_run_as_they_stand() -> None:
    """`${object}` is the table: a check counts unsound rows of an empty table as none."""
    connection = duckdb.connect()
    for schema in ("canonical", "reference"):
        connection.execute(f"create schema {schema}")
    catalogue = builtin_catalogue()
    for table in catalogue:
        connection.execute(table.ddl(strict=False))
    run = 0
    for table in catalogue:
        body = yaml.safe_load(table.file.path.read_text(encoding="utf-8"))["schema"][0]
        entries = list(body.get("quality") or [])
        entries += [q for p in body["properties"] for q in p.get("quality") or []]
        for entry in entries:
            if entry["type"] == "sql":
                query = entry["query"].replace("${object}", table.full_name)
                assert connection.execute(query).fetchone() == (0,), (table.name, entry["name"])
                run += 1
    assert run > 200


def test_the_merged_contract_satisfies_the_schema_and_the_page_shows_every_table() -> None:
    whole = merged()
    assert faults(plain(yaml.safe_dump(whole, allow_unicode=True))) == []
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for table in whole["schema"]:
        drawn = page.partition(f'"**{table["name"]}**" {{')[2].partition("}")[0]
        assert drawn, f"docs/tables.md lacks {table['name']}: run make contracts"
        for column in table["properties"]:
            assert column["name"] in drawn, f"{table['name']}.{column['name']}: run make contracts"


def test_a_warehouse_is_written_for_older_engines(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    with workspace.writing() as connection:
        connection.execute("create schema if not exists canonical")
        connection.execute("create table canonical.written as select 1")
    with workspace.reading() as connection:
        row = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where not internal"
        )
        assert row.fetchone() == ("v1.4.0+",)


@pytest.mark.parametrize("schema", ["canonical", "reference", "published"])
def test_physical_names_are_bare_and_servers_are_named(schema: str) -> None:
    files = sorted((ROOT / "data_contracts" / schema).glob("*.odcs.yaml"))
    assert files
    for path in files:
        contract = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert "/" not in contract["schema"][0]["physicalName"]
        assert contract["schema"][0]["physicalName"].count(".") == (schema == "published")
        assert contract["servers"]
