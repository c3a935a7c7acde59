"""Modules depend in one direction, and heavy libraries are imported in one place each."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
LAYERS = (
    ("messages", "plain"),
    ("errors",),
    ("library",),
    ("workspace",),
    ("contracts",),
    ("ingest", "reference", "engines"),
    ("rules",),
    ("models",),
    ("leads", "verdicts"),
    ("reports",),
    ("workbench",),
    ("cluster",),
    ("demo",),
    ("pipeline", "checking", "night", "asking"),
    ("api",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
INGEST = ("sources", "read", "drafts", "load")
"""Within ingest too: a load reads files, which are read as their source says."""
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "_library" not in p.parts)
ONLY_IN = {
    "great_expectations": {"contracts/expectations.py"},
    "pyod": {"models/detectors.py"},
    "sklearn": {"models/detectors.py", "leads/similar.py"},
    "prefect": set(),
}


def imports(path: Path, *, at_top_only: bool = False) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_top_only else list(ast.walk(tree))
    names = []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


def layer(module: str) -> int:
    return RANK[module.split(".")[1]]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    own = path.relative_to(SOURCE).with_suffix("").parts[0]
    if own in ("__init__", "__main__"):
        return
    above = [n for n in imports(path) if n.startswith("feijian.") and layer(n) > RANK[own]]
    assert above == []


@pytest.mark.parametrize("path", sorted((SOURCE / "ingest").rglob("*.py")), ids=lambda p: p.name)
def test_within_ingest_a_load_reads_files_as_their_source_says(path: Path) -> None:
    own = path.relative_to(SOURCE / "ingest").parts[0]
    if own in INGEST:
        later = [f"feijian.ingest.{room}." for room in INGEST[INGEST.index(own) + 1 :]]
        assert [n for n in imports(path) if n.startswith(tuple(later))] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_heavy_libraries_are_imported_in_one_module_each(path: Path) -> None:
    relative = path.relative_to(SOURCE).as_posix()
    for name in imports(path):
        library = name.split(".")[0]
        if library in ONLY_IN:
            assert relative in ONLY_IN[library], f"{relative} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_has_one_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_command_line_imports_nothing_heavy_before_a_command_runs() -> None:
    import subprocess
    import sys

    code = "import sys, feijian.cli; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    for heavy in (
        "duckdb",
        "polars",
        "sklearn",
        "pyod",
        "prefect",
        "great_expectations",
        "sqlglot",
        "numpy",
        "pandas",
    ):
        assert f"'{heavy}'" not in loaded


def test_no_query_leaves_its_result_open() -> None:
    open_ended = [p.name for p in MODULES if ".fetchone(" in p.read_text("utf-8")]
    assert open_ended == [], "read one row with workspace.single.first_row"
