"""What is imported is declared, and what is declared is imported or said to be needed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_IMPORTED = {
    "fastapi": "a pin: Prefect does not start with newer ones",
    "duckdb-sqlalchemy": "Great Expectations finds it by the address duckdb://",
}
"""Declared, used by another library that finds it by itself."""
TOOLS = {
    "ruff",
    "mypy",
    "sqlfluff",
    "pytest-xdist",
    "types-pyyaml",
    "hatchling",
    "editables",
    "ipykernel",
    "build",
    "uv",
    "pg8000",
    "openlineage-python",
    "svy",
}
"""Development packages that are run, not imported; the extras' own among them."""


def plain(name: str) -> str:
    return re.split(r"[<>=~!\[; ]", name)[0].lower().replace("_", "-")


def imported(*folders: str) -> set[str]:
    """Distributions that modules below these folders import."""
    paths = [p for folder in folders for p in (ROOT / folder).rglob("*.py")]
    nodes = (
        node
        for path in paths
        if "_library" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    return distributions(nodes)


def distributions(nodes: Iterable[ast.AST]) -> set[str]:
    """What import statements among some nodes take from others."""
    known = packages_distributions()
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    own = {"feijian", "tests", "benchmarks", "flows", "scripts"}
    own |= {path.stem for path in (ROOT / "tests").rglob("*.py")}
    foreign = names - set(sys.stdlib_module_names) - own
    return {plain(known.get(name, [name])[0]) for name in foreign}


def test_the_product_imports_what_it_declares() -> None:
    declared = {plain(d) for d in PROJECT["project"]["dependencies"]}
    extras = PROJECT["project"]["optional-dependencies"]
    optional = {plain(d) for name, own in extras.items() if name != "dev" for d in own}
    assert imported("src", "flows") - declared - optional == set()
    assert declared - imported("src", "flows") == set(NOT_IMPORTED)


def test_tests_and_benchmarks_import_what_is_declared() -> None:
    declared = {plain(d) for d in PROJECT["project"]["dependencies"]}
    extra = {plain(d) for d in PROJECT["project"]["optional-dependencies"]["dev"]}
    spark = {plain(d) for d in PROJECT["dependency-groups"]["spark"]}
    changes = {plain(d) for d in PROJECT["dependency-groups"]["mutate"]}
    used = imported("tests", "benchmarks", "scripts")
    assert used - declared - extra - spark - changes == set()
    assert extra - used - TOOLS - {"nbclient", "nbformat"} == set()


def test_tests_on_spark_begin_with_what_their_own_environment_has() -> None:
    spark = {plain(d) for d in PROJECT["dependency-groups"]["spark"]}
    begun = [
        ROOT / "tests/conftest.py",
        ROOT / "tests/shared.py",
        *(ROOT / "tests/spark").glob("*.py"),
    ]
    for path in begun:
        at_once = ast.parse(path.read_text(encoding="utf-8")).body
        assert distributions(at_once) - spark == set(), path.name
