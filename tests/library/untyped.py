"""Where untyped dictionaries cross from one room of the engine into another, found in the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
UNTYPED = re.compile(r"\b(?:[Dd]ict|Mapping|MutableMapping)\[str, Any\]|\b(?:Json|Row)\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """A file of the source: what it offers, what it takes from others, what attributes it asks for."""

    name: str
    tree: ast.Module
    homes: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def rooms(self) -> set[str]:
        """The rooms that it takes something from."""
        return {home.split(".")[0] for home in self.homes.values()}

    @classmethod
    def read(cls, path: Path) -> Module:
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        module = cls(name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom):
                home = (node.module or "").removeprefix("feijian.")
                if home != (node.module or ""):
                    module.homes |= {a.name: home for a in node.names}
            elif isinstance(node, ast.Attribute):
                module.asked.add(node.attr)
        return module


@dataclass(frozen=True)
class Offer:
    """A public function, method or attribute, and the types that it takes and gives."""

    module: str
    name: str
    types: tuple[str, ...]
    is_member: bool

    @property
    def shown(self) -> str:
        return f"{self.module}:{self.name}"


def modules() -> list[Module]:
    return [Module.read(p) for p in sorted(SOURCE.rglob("*.py")) if "_library" not in p.parts]


def offers(module: Module) -> Iterator[Offer]:
    """The module's public functions, and the public methods and attributes of its classes."""
    for node in module.tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield Offer(module.name, node.name, tuple(_signature(node)), False)
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, Function) and (
                    part.name == "__init__" or not part.name.startswith("_")
                ):
                    name, types = f"{node.name}.{part.name}", tuple(_signature(part))
                    yield Offer(module.name, name, types, True)
                elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                    types, name = (ast.unparse(part.annotation),), part.target.id
                    if not name.startswith("_"):
                        yield Offer(module.name, f"{node.name}.{name}", types, True)


def _signature(function: Function) -> Iterator[str]:
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.annotation is not None:
            yield ast.unparse(argument.annotation)
    if function.returns is not None:
        yield ast.unparse(function.returns)


Aliases = dict[tuple[str, str], str]


def aliases(every: list[Module]) -> Aliases:
    """Names that stand for other types, by the module that says so: `Row = dict[str, Any]`."""
    found: Aliases = {}
    for module in every:
        for node in module.tree.body:
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Subscript)
                and isinstance(node.targets[0], ast.Name)
            ):
                found[module.name, node.targets[0].id] = ast.unparse(node.value)
    return found


def is_untyped(types: tuple[str, ...], module: Module, known: Aliases) -> bool:
    """Whether a type among them is a dictionary of anything, by itself or by the name it goes by."""
    waiting, seen = [(text, module.name) for text in types], set[tuple[str, str]]()
    while waiting:
        text, home = waiting.pop()
        if UNTYPED.search(text):
            return True
        for name in re.findall(r"\b[A-Z]\w*", text):
            at = (module.homes.get(name, home) if home == module.name else home, name)
            if at in known and at not in seen:
                seen.add(at)
                waiting.append((known[at], at[0]))
    return False


def crossing(every: list[Module]) -> list[Offer]:
    """What is offered with untyped dictionaries and used in another room."""
    known = aliases(every)
    found = []
    for module in every:
        others = [o for o in every if o.room != module.room and module.room in o.rooms]
        for offer in offers(module):
            if is_untyped(offer.types, module, known) and any(_uses(o, offer) for o in others):
                found.append(offer)
    return found


def _uses(other: Module, offer: Offer) -> bool:
    owner, _, name = offer.name.rpartition(".")
    if name == "__init__":
        return owner in other.homes
    return name in (other.asked if offer.is_member else other.homes)
