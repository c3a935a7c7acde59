"""A header value of the wrong kind is a problem at its line, never a traceback."""

from __future__ import annotations

import pytest

from feijian.contracts import read_content
from feijian.errors import LibraryError
from feijian.rules import read_rules
from feijian.rules.header import message_fields
from tests.unit.rules.test_checks import RULE, problems

MESSAGE = 'message: "{amount} yuan, more than {floor}"'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (MESSAGE, 'message: "{"', "13: 'message' cannot be filled in: "),
        (MESSAGE, 'message: "{}"', "13: 'message' cannot be filled in: the field '' is not"),
        (
            MESSAGE,
            'message: "{amount:.2f}"',
            "13: 'message' cannot be filled in: the field 'amount'",
        ),
        (MESSAGE, "message: [a, b]", "13: 'message' is a text, not ['a', 'b']"),
        ("title: A dear line", "title: 3", "2: 'title' is a text, not 3"),
        ("certainty: suspect", "certainty: [suspect]", "6: 'certainty' is a text, not ['suspect']"),
        ("version: 1", "version: true", "4: 'version' is a whole number from 1"),
        (
            "innocent_when: [it was dear]",
            "innocent_when: 3",
            "15: 'innocent_when' is a list of texts",
        ),
        ("verify_by: [the bill]", "verify_by: [3]", "17: 'verify_by' holds 3, which is no text"),
        ("status: stable", "status: stable\nofficial: 2025", "6: 'official' is a list of texts"),
        ("status: stable", "status: stable\nsource: {a: b}", "6: 'source' is a list of texts"),
        ("status: stable", "status: stable\njudged: [x]", "6: 'judged' is a text, not ['x']"),
        ("status: stable", "status: stable\nevidence: [x]", "6: 'evidence' is a mapping of roles"),
        (
            "status: stable",
            "status: stable\nevidence: {held: {claim_line: a}}",
            "6: unknown role 'held'",
        ),
        (
            "status: stable",
            "status: stable\nevidence: {kept: {bill: a}}",
            "6: no evidence of table 'bill'",
        ),
        (
            "status: stable",
            "status: stable\nevidence: {kept: {claim_line: a}}",
            "6: 'evidence' names a, which",
        ),
        ("min: 1", "min: few", "12: 'min' of parameter 'floor' is a number, not 'few'"),
        ("step: 1", "step: [1]", "12: 'step' of parameter 'floor' is a number, not [1]"),
        ("unit: yuan", "unit: 3", "12: 'unit' of parameter 'floor' is a text, not 3"),
        (
            "integer, default: 10",
            "decimal, default: ten",
            "12: default of floor is a number, not 'ten'",
        ),
        (
            "integer, default: 10",
            "decimal, default: .nan",
            "12: default of floor is a number, not nan",
        ),
        (
            "integer, default: 10",
            "[integer], default: 10",
            "12: unknown 'type' of parameter 'floor': ['integer']",
        ),
        (
            "type: integer",
            "type: wholenumber",
            "12: unknown 'type' of parameter 'floor': 'wholenumber'",
        ),
        (
            "{type: integer, default: 10, min: 1, step: 1, unit: yuan}",
            "3",
            "12: parameter 'floor' is a mapping",
        ),
        ("unit: yuan", "unit: yuan, colour: red", "12: unknown key 'colour' of parameter 'floor'"),
        ("default: 10, ", "", "12: parameter 'floor' has no 'default'"),
    ],
)
def test_a_value_of_another_kind_is_named_at_its_line(library, old, new, said) -> None:
    found = problems(library((old, new)))
    assert any(text.startswith(f"rules/overcharging/dear.sql:{said}") for text in found), found


def test_mistakes_of_every_part_are_told_at_once_each_on_its_own_line(library) -> None:
    folder = library(
        (
            "parameters:\n  floor: {type: integer, default: 10, min: 1, step: 1, unit: yuan}",
            "parameters:\n  floor:\n    type: wholenumber\n    default: 10\n    min: abc\n"
            "    step: 1\n    unit: yuan\n  days:\n    type: integer\n    default: 0\n    min: 1\n"
            "    step: 1",
        ),
        ("certainty: suspect", "certainty: sure\nsubjct: encounter"),
        ("verify_by: [the bill]", "verify_by:\n  - the bill\n  - 3"),
        ("innocent_when_zh: [确实昂贵]", "innocent_when_zh: [确实昂贵, 另一]"),
    )
    where = "rules/overcharging/dear.sql"
    assert [p.splitlines()[0] for p in problems(folder)] == [
        f"{where}:14: unknown 'type' of parameter 'floor': 'wholenumber'",
        f"{where}:16: 'min' of parameter 'floor' is a number, not 'abc'",
        f"{where}:19: parameter 'days' has no 'unit'",
        f"{where}:21: default of days is at least 1, not 0",
        f"{where}:27: 'innocent_when' and 'innocent_when_zh' differ in length",
        f"{where}:30: 'verify_by' holds 3, which is no text",
        f"{where}:6: unknown certainty 'sure'",
        f"{where}:7: unknown key 'subjct'",
    ]


def test_an_unquoted_colon_in_a_list_is_read_as_the_text_it_looks_like(library) -> None:
    folder = library(("verify_by: [the bill]", "verify_by:\n  - the bill: all pages"))
    content = read_content([folder])
    book = read_rules(content.library, content.catalogue, content.derived, only=RULE)
    assert book.rules[0].verify_by == ("the bill: all pages",)


def test_files_that_are_not_utf8_are_reported_with_all_other_problems(library) -> None:
    folder = library(("certainty: suspect", "certainty: sure"))
    rules = folder / "rules" / "overcharging"
    (rules / "cheap.sql").write_bytes("/* ---\ntitle_zh: 高额\n".encode("gb18030"))
    sound = (rules / "dear.sql").read_text(encoding="utf-8").replace("sure", "suspect")
    (rules / "fair.sql").write_text(sound, encoding="utf-8")
    (rules / "fair.cases.yaml").write_bytes("# 高额\n- name: x\n".encode("gb18030"))
    content = read_content([folder])
    with pytest.raises(LibraryError) as raised:
        read_rules(
            content.library,
            content.catalogue,
            content.derived,
            only={"overcharging.cheap", "overcharging.dear", "overcharging.fair"},
        )
    assert [(p.where, p.what) for p in raised.value.problems] == [
        ("rules/overcharging/cheap.sql:2", "file is not UTF-8"),
        ("rules/overcharging/dear.sql:6", "unknown certainty 'sure'"),
        ("rules/overcharging/fair.cases.yaml:1", "file is not UTF-8"),
    ]


def test_a_brace_written_twice_is_a_brace() -> None:
    assert message_fields("{{a}} {b} {c}") == ("b", "c")
