"""Modules depend in one direction, and heavy libraries are imported in one place each."""

import ast
from graphlib import CycleError, TopologicalSorter
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
    ("cluster", "province"),
    ("demo",),
    ("pipeline", "checking", "night", "asking"),
    ("api",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
INGEST = ("sources", "read", "drafts", "doubts", "load", "unsettled")
"""Within ingest too: a load reads files as their source says, and doubts what it read; unsettled charges are staged as a load stages."""
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


def circle(paths: list[Path], source: Path) -> list[str]:
    """Modules that need each other in turn, imports within functions counted; empty where none do."""
    own = {
        ".".join(p.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): p
        for p in paths
    }
    needs: dict[str, set[str]] = {}
    for name, path in own.items():
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {a.name for a in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {a.name: f"{node.module}.{a.name}" for a in node.names}
                found |= {full if full in own else node.module for full in inner.values()}
        needs[name] = (found & own.keys()) - {name}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_two_modules_need_each_other() -> None:
    assert len(MODULES) > 300
    assert circle(MODULES, SOURCE.parent) == []


def test_a_circle_of_modules_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("from two import name\n", encoding="utf-8")
    (tmp_path / "two.py").write_text("def f():\n    import one\n", encoding="utf-8")
    assert set(circle([tmp_path / "one.py", tmp_path / "two.py"], tmp_path)) == {"one", "two"}


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
