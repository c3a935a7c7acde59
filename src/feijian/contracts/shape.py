"""The shape of a contract's file: what is read of it, and everything that is not as it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from feijian.errors import Problem
from feijian.messages import sentence
from feijian.plain import Json

TEXT, TEXTS, TRUTH, NUMBER, ANY = "a text", "a list of texts", "true or false", "a number", ""
TAGS = {TEXT: ("str",), TRUTH: ("bool",), NUMBER: ("int",)}
CUSTOM = [{"property!": TEXT, "value": ANY}]
QUALITY = [
    {
        "name": TEXT,
        "type": TEXT,
        "metric": TEXT,
        "implementation": TEXT,
        "query": TEXT,
        "arguments": {"validValues": TEXTS},
        "customProperties": CUSTOM,
    }
]
SHAPE: Json = {
    "description": {"purpose": TEXT},
    "customProperties": CUSTOM,
    "schema!": [
        {
            "name!": TEXT,
            "businessName": TEXT,
            "quality": QUALITY,
            "customProperties": CUSTOM,
            "properties!": [
                {
                    "name!": TEXT,
                    "physicalType!": TEXT,
                    "required": TRUTH,
                    "primaryKey": TRUTH,
                    "primaryKeyPosition": NUMBER,
                    "businessName": TEXT,
                    "description": TEXT,
                    "transformLogic": TEXT,
                    "quality": QUALITY,
                    "customProperties": CUSTOM,
                    "relationships": [{"to!": TEXT, "customProperties": CUSTOM}],
                }
            ],
        }
    ],
}
"""What is read of a contract and the shape it must have; `!` marks what may not be missing."""


LOGICAL_TYPES = (
    "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean",
)  # fmt: skip
"""What the Open Data Contract Standard 3.1 knows as `logicalType`."""
CHECKS = {"custom": "implementation", "sql": "query"}
"""Kinds of checks and where each says what holds; `sql` is what other tools run too."""
COUNTED = re.compile(
    r"select count\(\*\) from \$\{object\}(?: as \w+)?\s+where ((?:.* and )?not \(.*\))\Z",
    re.DOTALL,
)


def misshapen(node: Any, shape: Any, name: str, shown: str, line: int = 0) -> Iterator[Problem]:
    """Everything below a node that is not what `shape` says; what is empty counts as missing."""
    at = f"{shown}:{line or 1 + node.start_mark.line}"
    if isinstance(shape, dict):
        if not isinstance(node, yaml.MappingNode):
            yield Problem(at, sentence("{name} is not a mapping of names", name=name))
            return
        given = {key.value: (key, value) for key, value in node.value if not _empty(value)}
        for marked, below in shape.items():
            key = marked.removesuffix("!")
            if key in given:
                place = 1 + given[key][0].start_mark.line
                yield from misshapen(given[key][1], below, f"'{key}'", shown, place)
            elif key != marked:
                yield Problem(at, sentence("{name} has no '{key}'", name=name, key=key))
        yield from _incomplete(given, name, at)
    elif isinstance(shape, list) or shape == TEXTS:
        if not isinstance(node, yaml.SequenceNode):
            yield Problem(at, sentence("{name} is not a list", name=name))
            return
        for entry in node.value:
            if isinstance(shape, list):
                yield from misshapen(
                    entry, shape[0], sentence("an entry of {name}", name=name), shown
                )
            elif not isinstance(entry, yaml.ScalarNode):
                yield Problem(at, sentence("{name} is not {texts}", name=name, texts=TEXTS))
    elif shape in TAGS and not (isinstance(node, yaml.ScalarNode) and _kind(node) in TAGS[shape]):
        todo = "Put it in quotes." if shape == TEXT else ""
        yield Problem(at, sentence("{name} is not {shape}", name=name, shape=shape), todo)


def _incomplete(given: Json, name: str, at: str) -> Iterator[Problem]:
    """What one key of an entry demands of the others."""

    def said(key: str) -> Any:
        return given[key][1].value if key in given else None

    if said("type") in CHECKS:
        for key in ("name", CHECKS[said("type")]):
            if key not in given:
                yield Problem(
                    at,
                    sentence(
                        "{name}, a {said} check, has no '{key}'",
                        name=name,
                        said=said("type"),
                        key=key,
                    ),
                )
    if (
        said("type") == "sql"
        and isinstance(said("query"), str)
        and not COUNTED.match(said("query"))
    ):
        todo = (
            "Write 'select count(*) from ${object} where not (…)', with what holds for a sound row."
        )
        yield Problem(
            at, sentence("'query' of {name} is no count of unsound rows", name=name), todo
        )
    elif said("metric") == "invalidValues":
        arguments = said("arguments")
        named = {k.value for k, _ in arguments} if isinstance(arguments, list) else set()
        if "validValues" not in named:
            yield Problem(
                at,
                sentence("{name} has no 'validValues'", name=name),
                "Give them under 'arguments'.",
            )
    logical = said("logicalType")
    if logical is not None and logical not in LOGICAL_TYPES:
        yield Problem(
            at,
            sentence(
                "{name}: there is no logicalType {logical!r}", name=name, logical=str(logical)
            ),
            sentence("One of: {types}.", types=", ".join(LOGICAL_TYPES)),
        )
    if isinstance(said("to"), str) and "." not in said("to"):
        yield Problem(
            at, sentence("'to' of {name} names no column", name=name), "Write it as table.column."
        )


def _kind(node: yaml.Node) -> str:
    return str(node.tag).rsplit(":", 1)[-1]


def _empty(node: yaml.Node) -> bool:
    return _kind(node) == "null" or node.value in ("", [])
