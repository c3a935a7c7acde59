"""What held of a rule on just these inputs before: a test that knows it asks less of the rule.

What these tests say of a rule follows from files alone, and few of them change between two runs. So it is kept
beside this module (`held.tsv`) with a digest of those files: the rule, its cases, the derived tables it reads,
the contracts and shipped rows of all tables that these read, the contracts of every canonical table, the test with
everything it imports of this program, and the engines' editions. `python -m tests.rules.proven` tries the others
and writes the list; `FEIJIAN_GATES=all` tries every rule with every case.
"""

from __future__ import annotations

import ast
import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.rules.proven import ROOT, content_of, digest_of

from feijian.rules import RuleBook

LIST = Path(__file__).with_name("held.tsv")
ENGINES = ("duckdb", "sqlglot", "pyarrow")
GIVEN = ROOT / "tests" / "shared.py"
"""Reads the library for every test: what it gives of a rule is in the rule's own files."""

TESTS = ("side_by_side", "test_innocents", "test_parts")
"""Modules beside this one; each names the rules it asks (IDS) and what it asks of one (OF_A_RULE)."""

KEEPING = {Path(__file__), Path(__file__).with_name("proven.py")}
"""What only keeps lists decides nothing of what a test says."""

Key = tuple[str, str]
"""Test and rule."""


def digest(book: RuleBook, test: str, rule_id: str) -> str:
    """What tells the inputs of a test of a rule from others. test: its module, `test_parts`."""
    canonical = (t.file.path for t in book.catalogue.of_schema("canonical"))
    program = imported(Path(__file__).with_name(f"{test}.py"))
    return digest_of([*content_of(book, rule_id), *canonical, *program], ENGINES)


@cache
def imported(start: Path) -> frozenset[Path]:
    """A module's file with those of all modules that it imports of this program, and these, wherever they do."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            if path != GIVEN and path not in KEEPING:
                waiting += filter(None, map(_file, _named(path)))
    return frozenset(found) - KEEPING


def _named(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _file(module: str) -> Path | None:
    below = {"feijian": ROOT / "src", "tests": ROOT}.get(module.partition(".")[0])
    if below is None:
        return None
    path = below.joinpath(*module.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


@cache
def listed() -> Mapping[Key, str]:
    """Digest of the inputs on which a test of a rule held."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(r["test"], r["rule"]): r["digest"] for r in csv.DictReader(file, delimiter="\t")}


def is_held(book: RuleBook, test: str, rule_id: str) -> bool:
    """Whether a test of a rule held on just these inputs, and nobody asks for all of them."""
    wanted = os.environ.get("FEIJIAN_GATES") == "all"
    return not wanted and listed().get((test, rule_id)) == digest(book, test, rule_id)


def write(held: Iterable[tuple[Key, str]]) -> None:
    """Write the list: test, rule and digest."""
    rows = "".join(f"{test}\t{rule}\t{told}\n" for (test, rule), told in sorted(held))
    LIST.write_text(f"test\trule\tdigest\n{rows}", encoding="utf-8")
    listed.cache_clear()


def try_again(book: RuleBook) -> Iterator[tuple[Key, str]]:
    """Try every rule that is not held in each test that asks; what failed, empty where it holds now."""
    for test in TESTS:
        module = import_module(f"tests.rules.{test}")
        for rule_id in module.IDS:
            if not is_held(book, test, rule_id):
                yield (test, rule_id), _failing(module.OF_A_RULE, rule_id)


def _failing(tests: Iterable[Callable[[str], None]], rule_id: str) -> str:
    try:
        for test in tests:
            test(rule_id)
    except AssertionError as error:
        return str(error) or "an assertion; run the test to see it"
    return ""
