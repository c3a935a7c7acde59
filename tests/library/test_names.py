"""Names: one class of a name in the whole product, and no other word for what the glossary names."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "_library" not in p.parts)
TWICE = frozenset(
    {
        "Answer", "Asked", "Book", "Case", "Charts", "Column", "Difference", "Entry",
        "Form", "Library", "Limits", "Measured", "Part", "Setting", "Speech", "Visit", "Wanted",
        "Words",
    }
)  # fmt: skip
"""Names that two rooms still share; this only shrinks."""

SYNONYMS = {
    "insured_person": "person",
    "beneficiary": "person",
    "hospital_id": "provider_id",
    "institution": "provider",
    "physician_id": "practitioner_id",
    "doctor_id": "practitioner_id",
    "admission_id": "encounter_id",
    "settlement_id": "claim_id",
    "charge_line": "claim_line",
    "tracecode": "trace_code",
    "judgment": "verdict",
    "rejects": "quarantine",
    "shadow_mode": "shadow",
    "data_batch": "delivery",
}
"""What somebody might write instead of a word of GLOSSARY.md, and that word."""


def identifiers(tree: ast.AST) -> set[str]:
    """Names that a module gives: of classes, functions, arguments, variables and fields."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def test_two_rooms_have_no_class_of_one_name() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                rooms[node.name].add(path.relative_to(SOURCE).as_posix())
    twice = {name: sorted(places) for name, places in rooms.items() if len(places) > 1}
    assert {n: p for n, p in twice.items() if n not in TWICE} == {}
    assert TWICE - twice.keys() == set(), "no longer shared: take it out of the list"


def test_no_identifier_is_another_word_for_what_the_glossary_names() -> None:
    wrong = [
        f"{path.relative_to(SOURCE).as_posix()}: {name}, say {SYNONYMS[name]}"
        for path in MODULES
        for name in sorted(
            identifiers(ast.parse(path.read_text(encoding="utf-8"))) & SYNONYMS.keys()
        )
    ]
    assert wrong == []


def test_every_word_that_is_asked_for_stands_in_the_glossary() -> None:
    glossary = (SOURCE.parents[1] / "GLOSSARY.md").read_text(encoding="utf-8")
    words = {name.removesuffix("_id").replace("_", " ") for name in SYNONYMS.values()}
    assert [word for word in sorted(words) if word not in glossary] == []


def test_scopes_stand_once() -> None:
    places = [
        path.relative_to(SOURCE).as_posix()
        for path in MODULES
        if "\nSCOPES" in path.read_text(encoding="utf-8")
    ]
    assert places == ["contracts/derived.py"]
