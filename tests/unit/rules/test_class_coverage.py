"""Coverage of the official classes: covered, to be filled by the bureau, or open, and why."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feijian.library import Library
from feijian.rules.coverage import class_coverage, knowledge_coverage, speciality_coverage

CLASSES = "seq,class_id,name\n3,C3,third\n1,C1,first\n10,C10,tenth\n2,C2,second\n4,C4,fourth\n"


def rule(identity: str, *official: str, certainty: str = "definite", tolerates: tuple = ()) -> Any:
    return SimpleNamespace(
        id=identity,
        family=identity.split(".")[0],
        official=official,
        certainty=certainty,
        tolerates=tolerates,
    )


@pytest.fixture
def told(tmp_path: Path):
    """Coverage, for rules and the reference tables they read; tables as name → CSV."""
    folder = tmp_path / "data_contracts" / "reference"
    folder.mkdir(parents=True)
    (folder / "official_class.csv").write_text(CLASSES, encoding="utf-8")

    def cover(tables: dict[str, str], *rules: tuple[Any, tuple[str, ...]]) -> dict[str, tuple]:
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")

        def find(name: str, _schema: str | None) -> Any:
            if name in tables:
                return SimpleNamespace(schema="reference")
            return SimpleNamespace(schema="canonical") if name == "claim" else None

        content: Any = SimpleNamespace(
            library=Library((tmp_path,)), catalogue=SimpleNamespace(find=find)
        )
        book: Any = SimpleNamespace(
            rules=[r for r, _ in rules],
            reads={r.id: {(None, name) for name in reads} for r, reads in rules},
        )
        rows = class_coverage(content, book)
        assert [row["seq"] for row in rows] == [1, 2, 3, 4, 10]
        return {row["official"]: (row["status"], row["detail"], row["rules"]) for row in rows}

    return cover


def test_a_class_without_a_rule_is_open(told) -> None:
    assert told({})["C1"] == ("open", "", [])


def test_a_rule_over_claims_alone_covers_its_classes_and_no_other(told) -> None:
    found = told({}, (rule("a.x", "C1", "C2"), ("claim", "unknown")))
    assert [found[c][0] for c in ("C1", "C2", "C3")] == ["covered", "covered", "open"]


def test_an_empty_table_is_the_bureaus_to_fill_unless_the_rule_can_do_without(told) -> None:
    empty = {"cap": "code,rule_class\n", "list": "code\n"}
    found = told(
        empty,
        (rule("a.x", "C1"), ("cap", "list", "claim")),
        (rule("a.y", "C2", tolerates=("cap",)), ("cap",)),
    )
    assert found["C1"] == ("bureau", "fill the reference table cap, list", ["a.x"])
    assert found["C2"][:2] == ("covered", "")


def test_a_class_is_fed_by_rows_that_name_it_where_rows_name_classes_of_the_rule(told) -> None:
    rows = {"cap": "code,rule_class\nA,C1\nB,C3\n", "plain": "code\nA\n"}
    found = told(
        rows,
        (rule("a.x", "C1", "C2"), ("cap",)),
        # rows of other rules' classes say nothing about this rule's
        (rule("a.y", "C4"), ("cap", "plain")),
    )
    assert found["C1"][0] == "covered"
    assert found["C2"] == ("bureau", "fill the reference table cap", ["a.x"])
    assert found["C4"][0] == "covered"


def test_one_usable_rule_is_enough(told) -> None:
    found = told({"cap": "code\n"}, (rule("a.x", "C1"), ("cap",)), (rule("a.y", "C1"), ("claim",)))
    assert found["C1"] == ("covered", "", ["a.x", "a.y"])


def test_a_suspect_statistic_is_told_as_no_violation_by_itself(told) -> None:
    said = "a statistic against peers, not a violation by itself"
    found = told(
        {"cap": "code\n"},
        (rule("statistics.x", "C1", certainty="suspect"), ()),
        (rule("statistics.y", "C2", certainty="definite"), ()),
        (rule("other.z", "C3", certainty="suspect"), ()),
        (rule("statistics.w", "C4", certainty="suspect"), ("cap",)),
    )
    assert [found[c][1] for c in ("C1", "C2", "C3")] == [said, "", ""]
    assert found["C4"][:2] == ("bureau", "fill the reference table cap")


def shelf_of(tables: dict[str, list[dict[str, str]]], *rules: tuple[Any, tuple[str, ...]]) -> tuple:
    """A library of reference tables with the given rows, and the rules that read them."""

    def column(rows: list[dict[str, str]], name: str) -> bool | None:
        return any(name in row for row in rows) or None

    kept = {
        name: SimpleNamespace(name=name, column=lambda c, rows=rows: column(rows, c))
        for name, rows in tables.items()
    }
    by_id = {r.id: r for r, _ in rules}
    content: Any = SimpleNamespace(
        catalogue=SimpleNamespace(
            of_schema=lambda _: list(kept.values()), find=lambda name, _: kept.get(name)
        ),
        shipped=lambda name: tables[name],
        derived=[],
    )
    book: Any = SimpleNamespace(
        rules=list(by_id.values()),
        reads={r.id: {("reference", n) for n in names} for r, names in rules},
        get=by_id.__getitem__,
    )
    return content, book


def test_rows_of_a_class_are_counted_over_its_tables() -> None:
    tables = {
        "caps": [
            {"rule_class": "C1", "batch": "1", "doubt": ""},
            {"rule_class": "C1", "batch": "", "doubt": ""},
            {"rule_class": "C1", "batch": "2", "doubt": "unclear"},
            {"rule_class": "C2", "batch": "", "doubt": ""},
            {"rule_class": "", "batch": "9", "doubt": ""},
        ],
        "pairs": [{"rule_class": "C1", "edition": "2025"}],
        "plain": [{"item_code": "X"}],
    }
    made = shelf_of(tables, (rule("a.one", "C1"), ("caps",)))
    assert knowledge_coverage(*made, None) == {
        "C1": {"published": 3, "shipped": 4, "read": 2, "fires": None},
        "C2": {"published": 0, "shipped": 1, "read": 0, "fires": None},
    }
    fires = {"caps": {"C1": 5, "C9": 1}, "pairs": {"C1": 3}}
    counts = knowledge_coverage(*made, fires)
    assert {code: c["fires"] for code, c in counts.items()} == {"C1": 8, "C2": 0}


def test_rows_of_a_field_are_counted_and_read_where_a_rule_reads_their_table() -> None:
    tables = {
        "problems": [{"domain": "teeth"}, {"domain": "teeth"}, {"domain": "eyes"}],
        "courses": [{"domain": "teeth"}],
    }
    made = shelf_of(tables, (rule("a.one", "C1"), ("problems",)))
    assert speciality_coverage(*made, {"teeth": 3}) == {
        "eyes": {"shipped": 1, "read": 1, "fires": 0},
        "teeth": {"shipped": 3, "read": 2, "fires": 3},
    }
    assert speciality_coverage(*made)["eyes"]["fires"] is None
