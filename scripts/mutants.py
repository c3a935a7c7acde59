"""Small changes of modules: one line of JSON each, for `tests.mutation`.

`python scripts/mutants.py usual|planted SEED MOST MODULE…` runs in .venv-mutate, where cosmic-ray
is: it makes the usual ones, `planted.py` those in SQL texts, ends and conditions. Of the changes
that an operator could make at one place one is chosen by the seed, and of a module at most MOST:
by a digest of what stands there, so that the choice stays when other lines come and go.
"""

from __future__ import annotations

import ast
import difflib
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import parso.python.tree as parsed
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import OPERATOR_PROVIDERS
from parso.tree import BaseNode, NodeOrLeaf
from planted import planted

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "ReplaceComparisonOperator": "comparison",
    "ReplaceBinaryOperator": "arithmetic",
    "ReplaceUnaryOperator": "sign",
    "ReplaceAnd": "and",
    "ReplaceOr": "or",
    "AddNot": "not",
    "ReplaceTrue": "true",
    "ReplaceFalse": "false",
    "ReplaceBreak": "break",
    "ReplaceContinue": "continue",
    "NumberReplacer": "number",
    "ZeroIteration": "loop",
}
"""Operators used, by the beginning of their name, and the kind of change they make."""
STANDS_AT = {
    "ReplaceBinaryOperator": parsed.Operator,
    "ReplaceComparisonOperator": parsed.PythonNode,
}
"""Where the many operators of a kind stand: the others are asked of every node."""


def sampled(module: str, kinds: str, seed: str, most: int) -> list[dict[str, str]]:
    """The chosen changes of one module."""
    code = (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
    chosen: dict[tuple[str, str], dict[str, str]] = {}
    for family, changed in _planted(code) if kinds == "planted" else _changes(code):
        where, old, new = _place(code, changed)
        rank = sha256("\0".join((seed, module, where, old, new)).encode()).hexdigest()
        found = {"module": module, "where": where, "old": old, "new": new, "kind": family}
        entry = {**found, "rank": rank, "code": changed}
        known = chosen.get((where + old, family))
        if known is None or rank < known["rank"]:
            chosen[where + old, family] = entry
    return sorted(chosen.values(), key=lambda e: e["rank"])[:most]


def _changes(code: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every change that is one: annotations and docstrings do nothing."""
    before, tree = _acting(code), get_ast(code)
    nodes = list(ast_nodes(tree))
    provider = OPERATOR_PROVIDERS["core"]
    for name in provider:
        start = next((s for s in FAMILIES if name.startswith(s)), None)
        # `is` for `==` says the same of small numbers and interned texts: it tells of the engine, not of a test
        if start is None or name.endswith(("_Is", "_IsNot")):
            continue
        operator, kind = provider[name](), STANDS_AT.get(start, NodeOrLeaf)
        for node in nodes:
            if isinstance(node, kind):
                for index, _ in enumerate(list(operator.mutation_positions(node))):
                    changed = _changed(tree, operator, node, index)
                    try:
                        if _acting(changed) != before:
                            yield FAMILIES[start], changed
                    except SyntaxError:
                        continue


def _changed(tree: BaseNode, operator: Operator, node: NodeOrLeaf, index: int) -> str:
    """The text with one node changed; the tree is afterwards as it was."""
    its = list(ast_nodes(node))
    kept = [list(n.children) if isinstance(n, BaseNode) else n.value for n in its]
    beside = node.parent.children
    place = next(i for i, n in enumerate(beside) if n is node)
    other = operator.mutate(node, index)
    beside[place : place + 1] = [] if other is None else [other]
    text: str = tree.get_code()
    beside[place : place + (other is not None)] = [node]
    for one, was in zip(its, kept, strict=True):
        if isinstance(one, BaseNode):
            one.children = was
        else:
            one.value = was
    return text


def _planted(code: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every change that people make by mistake and that is one."""
    before = _acting(code)
    for kind, changed in planted(code):
        try:
            if _acting(changed) != before:
                yield kind.split()[0], changed
        except SyntaxError:
            continue


def _acting(code: str) -> str:
    """What of a module acts, as text: its tree without annotations and what only they import."""
    tree = ast.parse(code)
    tree.body = [node for node in tree.body if not _is_for_types(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _place(code: str, changed: str) -> tuple[str, str, str]:
    """Function, old and new text of a change."""
    old, new = code.splitlines(), changed.splitlines()
    for kind, low, high, new_low, new_high in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            text = " ".join(" ".join(old[low:high]).split())
            return _function(code, low + 1), text, " ".join(" ".join(new[new_low:new_high]).split())
    return "", "", ""


def _function(code: str, line: int) -> str:
    names = [
        (node.lineno, node.name)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return ".".join(name for _, name in sorted(names)) or "module"


if __name__ == "__main__":
    for wanted in sys.argv[4:]:
        for entry in sampled(wanted, sys.argv[1], sys.argv[2], int(sys.argv[3])):
            print(json.dumps(entry, ensure_ascii=False))
