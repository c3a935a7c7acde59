"""Content that cannot be read is a problem with file and line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts.catalogue import read_catalogue
from feijian.contracts.model import read_contract
from feijian.errors import LibraryError
from feijian.library import ContentFile, Library, read_cases, read_headed_sql

NOT_UTF8 = "file is not UTF-8\n  Save it as UTF-8."
CONTRACT = """\
kind: DataContract
schema:
  - name: ward
    businessName: 病区
    properties:
      - name: ward_id
        physicalType: varchar
        primaryKey: true
        primaryKeyPosition: 1
        quality:
          - {type: library, metric: invalidValues, arguments: {validValues: [a, 1]}}
"""


def content_file(folder: Path, relative: str, content: str | bytes) -> ContentFile:
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ContentFile(folder, path, relative)


def said(error: LibraryError) -> list[str]:
    return [str(p) for p in error.problems]


def contract_problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(LibraryError) as raised:
        read_contract(content_file(folder, "ward.odcs.yaml", text), "canonical")
    return said(raised.value)


def case_problems(folder: Path, text: str | bytes) -> list[str]:
    file = content_file(folder, "x.cases.yaml", text)
    with pytest.raises(LibraryError) as raised:
        read_cases(file.path, file.shown)
    return said(raised.value)


def header_problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(LibraryError) as raised:
        read_headed_sql(content_file(folder, "x.sql", text))
    return said(raised.value)


def test_a_query_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    text = "/* ---\ntitle: x\ntitle_zh: 高额明细\n--- */\nselect 1\n".encode("gb18030")
    assert header_problems(tmp_path, text) == [f"x.sql:3: {NOT_UTF8}"]


def test_cases_that_are_not_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    text = "- name: 十元床位\n  finds: nothing\n".encode("gb18030")
    assert case_problems(tmp_path, text) == [f"x.cases.yaml:1: {NOT_UTF8}"]


def test_all_contracts_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    folder = "data_contracts/canonical"
    content_file(tmp_path, f"{folder}/a.odcs.yaml", CONTRACT.encode("gb18030"))
    content_file(tmp_path, f"{folder}/b.odcs.yaml", "kind: DataContract\nschema: 3\n")
    with pytest.raises(LibraryError) as raised:
        read_catalogue(Library((tmp_path,)))
    assert said(raised.value) == [
        f"{folder}/a.odcs.yaml:4: {NOT_UTF8}",
        f"{folder}/b.odcs.yaml:2: 'schema' is not a list",
    ]


def test_a_header_with_a_day_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    found = header_problems(tmp_path, "/* ---\ntitle: x\nnote: 2025-02-30\n--- */\nselect 1\n")
    assert len(found) == 1
    assert found[0].startswith("x.sql:3: the header is not YAML: day ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- name: a\n  given: 3\n  finds: nothing\n", "2: 'given' of the case 'a' is a mapping"),
        ("- name: a\n  finds: nothing\n  parameters: [1]\n", "3: 'parameters' of the case 'a' is"),
        ("- name: a\n  finds: [x]\n", "2: 'finds' of the case 'a' is a text, not ['x']"),
        ("- name: a\n  finds: nothing\n  as_of: soon\n", "3: 'as_of' of the case 'a' is no day"),
        (
            "- name: a\n  finds: nothing\n  given:\n    claim: 3\n",
            "3 (a, claim): rows are a text, not 3",
        ),
    ],
)
def test_a_case_with_a_value_of_another_shape_is_a_problem(
    tmp_path: Path, text: str, problem: str
) -> None:
    (found,) = case_problems(tmp_path, text)
    assert found.startswith(f"x.cases.yaml:{problem}")


def test_a_sound_contract_is_read(tmp_path: Path) -> None:
    table = read_contract(content_file(tmp_path, "ward.odcs.yaml", CONTRACT), "canonical")
    assert (table.name, table.key, table.columns[0].checks[0].predicate) == (
        "ward",
        ("ward_id",),
        "cast(\"ward_id\" as varchar) in ('a', '1')",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("kind: DataContract", "kind: a: b", "1: not YAML: "),
        ("kind: DataContract", "kind: other", "1: not a contract"),
        ("  - name: ward\n    business", "  - business", "3: an entry of 'schema' has no 'name'"),
        ("name: ward\n", "name: [ward]\n", "3: 'name' is not a text"),
        ("businessName: 病区", "businessName: 3", "4: 'businessName' is not a text"),
        ("- name: ward_id\n        p", "- p", "6: an entry of 'properties' has no 'name'"),
        ("- name: ward_id\n", "- 7\n      - name: x\n", "6: an entry of 'properties' is not a map"),
        ("Position: 1", "Position: first", "9: 'primaryKeyPosition' is not a number"),
        ("primaryKey: true", "primaryKey: yes please", "8: 'primaryKey' is not true or false"),
        ("primaryKey: true", "customProperties: x", "8: 'customProperties' is not a list"),
        (
            "primaryKey: true",
            "customProperties: [{value: x}]",
            "8: an entry of 'customProperties' has no 'property'",
        ),
        (
            "primaryKey: true",
            "relationships: [{to: ward}]",
            "8: 'to' of an entry of 'relationships' names no column",
        ),
        (
            "primaryKey: true",
            "logicalType: text",
            "6: an entry of 'properties': there is no logicalType 'text'",
        ),
        ("[a, 1]", "a", "11: 'validValues' is not a list"),
        (
            ", arguments: {validValues: [a, 1]}",
            "",
            "11: an entry of 'quality' has no 'validValues'",
        ),
        ("library, metric", "custom, metric", "11: an entry of 'quality', a custom check, has no"),
        ("schema:\n", "description: x\nschema:\n", "2: 'description' is not a mapping"),
        (
            "schema:\n",
            "schema:\n  - {name: a, properties: [{name: b, physicalType: date}]}\n",
            "2: a contract describes one table",
        ),
    ],
)
def test_a_contract_with_a_value_of_another_shape_is_a_problem(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in CONTRACT
    found = contract_problems(tmp_path, CONTRACT.replace(old, new))
    assert any(text.startswith(f"ward.odcs.yaml:{problem}") for text in found), found
