"""Every text an error can carry, found in the source: followed from where it is raised to where it is written.

A text is followed through local names, conditional expressions, loops, function parameters and
what functions return. What cannot be followed comes out as itself, so that a test can refuse it.
"""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
SAY = "sentence"
Function = ast.FunctionDef | ast.AsyncFunctionDef
PLAIN = ("ValueError", "QueryTooLong", "ParseError", "DetectorRefused", "ModelRefused")
"""Exceptions of our own whose text is handed on to people."""

SLOTS = {
    "Problem": ("where", "what", "todo"),
    "Checked": ("where", "", "what"),
    "tell": ("what",),
}
"""Which argument of what is a text; of an error the first two."""

WRAPPERS = ("sorted", "list", "tuple", "set", "reversed", "iter", "next", "max", "min", "str")
"""Calls that hand on what they are given."""


@dataclass(frozen=True)
class Written:
    """One place where a text is written: its file, its line, and the expression."""

    file: str
    line: int
    node: ast.expr
    slot: str

    @property
    def shown(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass
class Module:
    """A file of the source, read."""

    path: Path
    tree: ast.Module
    owner: dict[ast.AST, ast.AST] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Module:
        module = cls(path, ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(module.tree):
            for child in ast.iter_child_nodes(node):
                module.owner[child] = node
            if isinstance(node, ast.ImportFrom):
                home = (node.module or "").rpartition(".")[2]
                module.homes.update({a.asname or a.name: home for a in node.names})
        return module

    def taken_from(self, name: str) -> str:
        """The module (its last name) that a name is imported from; empty where it is not."""
        return self.homes.get(name, "")

    def around(self, node: ast.AST) -> Iterator[Function | ast.Module]:
        """The functions a node stands in, innermost first; the module last."""
        while node in self.owner:
            node = self.owner[node]
            if isinstance(node, Function):
                yield node
        yield self.tree


def called(node: ast.AST) -> str:
    """The last part of the name that a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    at = node.func
    return at.attr if isinstance(at, ast.Attribute) else at.id if isinstance(at, ast.Name) else ""


PROSE = (ast.Constant, ast.JoinedStr)


def reads_as_words(node: ast.expr) -> bool:
    """Whether a text is prose: two words of letters with a space between."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "…".join(
        str(p.value) if isinstance(p, ast.Constant) and isinstance(p.value, str) else ""
        for p in parts
    )
    return bool(re.search(r"[a-z]{2,}[,;]? [a-z]{2,}|^ ?[a-z]{2,} …|… [a-z]{2,}$", text))


@cache
def own_nodes(scope: ast.AST) -> tuple[ast.AST, ...]:
    """Everything in a function but what stands in functions inside it."""
    waiting, found = deque(ast.iter_child_nodes(scope)), []
    while waiting:
        node = waiting.popleft()
        found.append(node)
        if not isinstance(node, (*Function.__args__, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
    return tuple(found)


class Texts:
    """All modules of the source, and the texts of their errors."""

    def __init__(self, root: Path = SOURCE) -> None:
        self.modules = [Module.read(p) for p in sorted(root.rglob("*.py"))]
        self.root = root
        self.functions: dict[str, list[tuple[Module, Function]]] = {}
        self.calls: dict[str, list[tuple[Module, ast.Call]]] = {}
        classes: dict[str, tuple[str, ...]] = {}
        for module in self.modules:
            for node in ast.walk(module.tree):
                if isinstance(node, Function):
                    self.functions.setdefault(node.name, []).append((module, node))
                elif isinstance(node, ast.Call):
                    self.calls.setdefault(called(node), []).append((module, node))
                elif isinstance(node, ast.ClassDef):
                    classes[node.name] = tuple(b.id for b in node.bases if isinstance(b, ast.Name))
        self.errors = {"FeijianError"}
        while more := {
            n for n, b in classes.items() if n not in self.errors and self.errors & {*b}
        }:
            self.errors |= more

    def written(self) -> Iterator[Written]:
        """Every text that a Problem or an error is made with."""
        for module in self.modules:
            if module.path.name == "errors.py":
                continue
            for node in ast.walk(module.tree):
                name = called(node)
                if not isinstance(node, ast.Call) or name not in {*SLOTS, *PLAIN, *self.errors}:
                    continue
                slots = SLOTS.get(name, ("what", "todo"))
                given = [*zip(slots, node.args, strict=False)]
                given += [(k.arg or "", k.value) for k in node.keywords]
                for slot, value in given:
                    if slot == "where":
                        yield from self.places(module, value)
                    elif slot and slot in slots and not isinstance(value, ast.Starred):
                        for at, leaf in self.follow(module, value, node, set()):
                            file = at.path.relative_to(self.root).as_posix()
                            yield Written(file, leaf.lineno, leaf, slot)

    def places(self, module: Module, value: ast.expr) -> Iterator[Written]:
        """The words of a place, where it is written beside the text."""
        file = module.path.relative_to(self.root).as_posix()
        parts = value.values if isinstance(value, ast.BoolOp) else [value]
        for part in parts:
            if isinstance(part, ast.Constant | ast.JoinedStr) or called(part) == SAY:
                yield Written(file, part.lineno, part, "where")

    def follow(
        self, module: Module, value: ast.expr, near: ast.AST, seen: set[tuple[int, str]]
    ) -> Iterator[tuple[Module, ast.expr]]:
        """Where a value is written. near: a node in whose scope its names are looked up."""
        if (id(value), "v") in seen:
            return
        seen.add((id(value), "v"))
        match value:
            case ast.Constant() | ast.JoinedStr():
                yield module, value
            case ast.IfExp():
                yield from self.follow(module, value.body, near, seen)
                yield from self.follow(module, value.orelse, near, seen)
            case ast.BoolOp():
                for part in value.values:
                    yield from self.follow(module, part, near, seen)
            case ast.NamedExpr():
                yield from self.follow(module, value.value, near, seen)
            case ast.List() | ast.Tuple() | ast.Set() | ast.ListComp() | ast.GeneratorExp():
                yield from self.items(module, value, near, None, seen)
            case ast.Call() if called(value) == SAY:
                yield module, value
                for word in value.keywords:
                    yield from self.inner(module, word.value, near, seen)
            case ast.Call() if called(value) in {"Problem", *self.errors}:
                return
            case ast.Call() if called(value) in WRAPPERS and value.args:
                yield from self.follow(module, value.args[0], near, seen)
            case ast.Call() if self.meant(module, value):
                for at, function in self.meant(module, value):
                    yield from self.results(at, function, None, seen)
            case ast.Name():
                yield from self.named(module, value.id, near, None, seen)
            case _:
                yield module, value

    def inner(
        self, module: Module, value: ast.expr, near: ast.AST, seen: set[tuple[int, str]]
    ) -> Iterator[tuple[Module, ast.expr]]:
        """Texts among the values of a sentence: what reads as words, not as a name or a number."""
        if isinstance(value, ast.Call) and called(value) in ("join", "several"):
            found = self.items(module, value.args[0], near, None, seen)
        elif isinstance(value, ast.Name | ast.IfExp | ast.BoolOp) or called(value).startswith("_"):
            found = self.follow(module, value, near, seen)
        else:
            return
        for at, leaf in found:
            if called(leaf) == SAY or (isinstance(leaf, PROSE) and reads_as_words(leaf)):
                yield at, leaf

    def meant(self, module: Module, call: ast.Call) -> list[tuple[Module, Function]]:
        """The functions a call may call: this module's own, else those that it takes from others."""
        found = self.functions.get(called(call), [])
        own = [f for f in found if f[0] is module]
        if own or not isinstance(call, ast.Call):
            return own
        if isinstance(call.func, ast.Name):
            home = module.taken_from(call.func.id)
            return [f for f in found if home and f[0].path.stem == home]
        return found if len(found) == 1 else []

    def results(
        self, module: Module, function: Function, place: int | None, seen: set[tuple[int, str]]
    ) -> Iterator[tuple[Module, ast.expr]]:
        """What a function returns or yields; of tuples, the part at `place`."""
        if (id(function), f"r{place}") in seen:
            return
        seen.add((id(function), f"r{place}"))
        for node in own_nodes(function):
            if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                yield from self.part(module, node.value, node, place, seen)
            elif isinstance(node, ast.YieldFrom):
                yield from self.items(module, node.value, node, place, seen)

    def part(
        self,
        module: Module,
        value: ast.expr,
        near: ast.AST,
        place: int | None,
        seen: set[tuple[int, str]],
    ) -> Iterator[tuple[Module, ast.expr]]:
        """A value, or what stands in it at a place."""
        if place is None:
            yield from self.follow(module, value, near, seen)
        elif isinstance(value, ast.Tuple | ast.List):
            if any(isinstance(e, ast.Tuple) for e in value.elts):
                for each in value.elts:
                    yield from self.part(module, each, near, place, seen)
            elif place < len(value.elts):
                yield from self.follow(module, value.elts[place], near, seen)
        elif isinstance(value, ast.IfExp):
            yield from self.part(module, value.body, near, place, seen)
            yield from self.part(module, value.orelse, near, place, seen)
        elif isinstance(value, ast.Call) and self.meant(module, value):
            for at, function in self.meant(module, value):
                yield from self.results(at, function, place, seen)
        elif isinstance(value, ast.Name):
            yield from self.named(module, value.id, near, place, seen)
        else:
            yield module, value

    def items(
        self,
        module: Module,
        value: ast.expr,
        near: ast.AST,
        place: int | None,
        seen: set[tuple[int, str]],
    ) -> Iterator[tuple[Module, ast.expr]]:
        """What a collection holds; of tuples, the part at `place`."""
        match value:
            case ast.List() | ast.Tuple() | ast.Set():
                for each in value.elts:
                    inner = each.value if isinstance(each, ast.Starred) else each
                    yield from self.part(module, inner, near, place, seen)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                yield from self.part(module, value.elt, value, place, seen)
            case ast.BinOp():
                yield from self.items(module, value.left, near, place, seen)
                yield from self.items(module, value.right, near, place, seen)
            case ast.BoolOp():
                for each in value.values:
                    yield from self.items(module, each, near, place, seen)
            case ast.Call() if called(value) in WRAPPERS and value.args:
                yield from self.items(module, value.args[0], near, place, seen)
            case ast.Call() if called(value) == "enumerate" and place == 1:
                yield from self.items(module, value.args[0], near, None, seen)
            case ast.Call() if self.meant(module, value):
                for at, function in self.meant(module, value):
                    yield from self.results(at, function, place, seen)
            case ast.Name():
                yield from self.named(module, value.id, near, place, seen)
            case _:
                yield module, value

    def named(
        self,
        module: Module,
        name: str,
        near: ast.AST,
        place: int | None,
        seen: set[tuple[int, str]],
    ) -> Iterator[tuple[Module, ast.expr]]:
        """What a name stands for where it is used."""
        for scope in module.around(near):
            if (id(scope), f"n{name}{place}") in seen:
                return
            found = [*self.bound(scope, name)]
            arguments = (
                [a.arg for a in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)]
                if isinstance(scope, Function)
                else []
            )
            if not found and name not in arguments:
                continue
            seen.add((id(scope), f"n{name}{place}"))
            for how, value, at in found:
                if how == "is":
                    yield from self.part(
                        module, value, value, at if at is not None else place, seen
                    )
                else:
                    yield from self.items(
                        module, value, value, at if at is not None else place, seen
                    )
            if name in arguments and isinstance(scope, Function):
                yield from self.given(module, scope, name, arguments.index(name), seen)
            return
        for other in self.modules:
            if other is not module:
                for how, value, at in self.bound(other.tree, name):
                    if how == "is" and name.isupper():
                        yield from self.part(other, value, value, at, seen)

    def bound(self, scope: ast.AST, name: str) -> Iterator[tuple[str, ast.expr, int | None]]:
        """Assignments to a name in a scope: whether it is the value or goes over its items."""
        for node in own_nodes(scope):
            pairs: list[tuple[str, ast.expr, ast.expr]] = []
            match node:
                case ast.Assign():
                    pairs = [("is", t, node.value) for t in node.targets]
                case ast.AnnAssign() if node.value is not None:
                    pairs = [("is", node.target, node.value)]
                case ast.AugAssign() | ast.NamedExpr():
                    pairs = [("is", node.target, node.value)]
                case ast.For() | ast.comprehension():
                    pairs = [("in", node.target, node.iter)]
                case ast.Call(func=ast.Attribute(attr="append" | "add", value=ast.Name(id=n))) if (
                    n == name
                ):
                    yield "is", node.args[0], None
            for how, target, value in pairs:
                if isinstance(target, ast.Name) and target.id == name:
                    yield how, value, None
                elif isinstance(target, ast.Tuple):
                    for place, each in enumerate(target.elts):
                        if isinstance(each, ast.Name) and each.id == name:
                            yield how, value, place

    def given(
        self, module: Module, function: Function, name: str, place: int, seen: set[tuple[int, str]]
    ) -> Iterator[tuple[Module, ast.expr]]:
        """What callers give for a parameter, and its default."""
        every = self.calls.get(function.name, [])
        method = bool(function.args.args) and function.args.args[0].arg in ("self", "cls")
        own = [
            c
            for c in every
            if c[0] is module
            or (
                method
                and not function.name.startswith("_")
                and len(self.functions[function.name]) == 1
            )
            or (not method and c[0].taken_from(function.name) == module.path.stem)
        ]
        at_call = place - 1 if method else place
        for at, call in own:
            word = next((k.value for k in call.keywords if k.arg == name), None)
            if word is None and at_call < len(call.args):
                word = call.args[at_call]
            if word is not None and not isinstance(word, ast.Starred):
                yield from self.follow(at, word, call, seen)
        defaults = dict(
            zip(
                reversed([a.arg for a in function.args.args]),
                reversed(function.args.defaults),
                strict=False,
            )
        )
        if name in defaults:
            yield from self.follow(module, defaults[name], function, seen)
