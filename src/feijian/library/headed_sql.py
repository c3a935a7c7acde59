"""SQL files that begin with a YAML header in a comment: rules, models and derived tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from feijian.errors import LibraryError, Problem
from feijian.library.roots import ContentFile
from feijian.messages import sentence
from feijian.plain import Json

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe, and the compiled one where it is to be had: a library is many small files."""

MOST_NODES = 1_000_000
"""Parts of a document once its aliases are written out: no page that people wrote has more."""

OPENING, CLOSING = "/* ---", "--- */"


@dataclass(frozen=True)
class HeadedSql:
    """A query and its header.

    header: the YAML mapping, as plain values.
    lines:  line number in the file (from 1) of each key of the header: `key`, `key.subkey`,
            `key.subkey.subsubkey`; members of lists go by their number, from 0.
    sql:    the text after the header; `sql_line` is the line of the file it begins on.
    """

    file: ContentFile
    header: Json
    lines: dict[str, int]
    sql: str
    sql_line: int

    def at(self, key: str | None = None, sql_line: int | None = None) -> str:
        """`path:line` of a header key or of a line of the query, for messages."""
        if sql_line is not None:
            return f"{self.file.shown}:{self.sql_line + sql_line - 1}"
        return f"{self.file.shown}:{self.lines.get(key or '', 1)}"

    def nearest(self, place: Sequence[str]) -> str:
        """`path:line` of the deepest part of a place in the header that has a line of its own."""
        for depth in range(len(place), 0, -1):
            key = ".".join(place[:depth])
            if key in self.lines:
                return self.at(key)
        return self.at()


def key_lines(node: yaml.Node, offset: int, deepest: int = 3) -> dict[str, int]:
    """Line numbers of a YAML mapping's keys and of what stands in lists, `deepest` levels down."""
    lines: dict[str, int] = {}
    parts: list[tuple[yaml.Node, str, int]] = [(node, "", 0)]
    while parts:
        whole, path, depth = parts.pop()
        if isinstance(whole, yaml.MappingNode):
            inner = [(str(key.value), key, value) for key, value in whole.value]
        elif isinstance(whole, yaml.SequenceNode) and path:
            inner = [(str(number), value, value) for number, value in enumerate(whole.value)]
        else:
            continue
        for name, marked, value in inner:
            lines[path + name] = marked.start_mark.line + offset
            if depth + 1 < deepest:
                parts.append((value, f"{path}{name}.", depth + 1))
    return lines


def utf8_text(path: Path, shown: str) -> str:
    """The text of a content file. Raises LibraryError at the first line that is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = 1 + error.object[: error.start].count(b"\n")
        raise LibraryError(
            Problem(f"{shown}:{line}", "file is not UTF-8", "Save it as UTF-8.")
        ) from None


def yaml_value(
    text: str, shown: str, what: str = "not YAML", todo: str = ""
) -> tuple[Any, yaml.Node | None]:
    """A YAML document as plain values, and its nodes, which know their lines.

    what, todo: how to say that it is not YAML. Raises LibraryError with file and line.
    """
    node = None
    try:
        loader = YAML_LOADER(text)
        node = loader.get_single_node()
        _refuse_expansion(node, shown)
        _refuse_twice(node, shown)
        return (None if node is None else loader.construct_document(node)), node
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 + (mark.line if mark else 0)
        said = getattr(error, "problem", None) or str(error).splitlines()[0]
    except ValueError as error:
        # a text that looks like a day or a number and is none, as 2025-02-30
        line, said = 1 + _unreadable_line(node), str(error)
    raise LibraryError(
        Problem(f"{shown}:{line}", sentence("{what}: {said}", what=what, said=said), todo)
    )


def _refuse_expansion(node: yaml.Node | None, shown: str) -> None:
    """Raise LibraryError for aliases that repeat a part endlessly or a million times over."""
    sizes: dict[int, int] = {}
    waiting: list[tuple[yaml.Node, bool]] = [] if node is None else [(node, False)]
    open_parts: set[int] = set()
    while waiting:
        at, is_done = waiting.pop()
        parts = _parts(at)
        if is_done:
            open_parts.discard(id(at))
            sizes[id(at)] = 1 + sum(sizes[id(part)] for part in parts)
            if sizes[id(at)] > MOST_NODES:
                what = sentence(
                    "aliases repeat its parts more than {most_nodes:,} times", most_nodes=MOST_NODES
                )
                raise LibraryError(Problem(f"{shown}:{1 + at.start_mark.line}", what))
        elif id(at) in open_parts:
            what = "an alias stands inside the part it repeats"
            raise LibraryError(Problem(f"{shown}:{1 + at.start_mark.line}", what))
        elif id(at) not in sizes:
            open_parts.add(id(at))
            waiting.append((at, True))
            waiting += [(part, False) for part in parts if id(part) not in sizes]


def _refuse_twice(node: yaml.Node | None, shown: str) -> None:
    """Raise LibraryError for keys that stand twice in one mapping: the reader would keep the later alone."""
    problems, seen = [], set[int]()
    waiting = [] if node is None else [node]
    while waiting:
        at = waiting.pop()
        if id(at) in seen:
            continue
        seen.add(id(at))
        waiting += _parts(at)
        keys = [key for key, _ in at.value] if isinstance(at, yaml.MappingNode) else []
        known = set[str]()
        for key in keys:
            if isinstance(key, yaml.ScalarNode) and key.value in known:
                where = f"{shown}:{1 + key.start_mark.line}"
                what = sentence("the key '{key}' stands twice", key=key.value)
                problems.append(Problem(where, what, "Keep one of them, or give it another name."))
            elif isinstance(key, yaml.ScalarNode):
                known.add(key.value)
    if problems:
        raise LibraryError(sorted(problems))


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return []


def _unreadable_line(node: yaml.Node | None) -> int:
    """Line (from 0) of the first scalar that cannot be made a value; 0 where there is none."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, yaml.ScalarNode):
            try:
                yaml.SafeLoader("").construct_object(at)
            except ValueError:
                return int(at.start_mark.line)
        elif isinstance(at, yaml.SequenceNode):
            waiting += reversed(at.value)
        elif isinstance(at, yaml.MappingNode):
            waiting += [part for pair in reversed(at.value) for part in reversed(pair)]
    return 0


def read_headed_sql(file: ContentFile) -> HeadedSql:
    """Split a content file into header and query.

    Raises LibraryError with file and line when the file is not UTF-8 or the header is missing
    or is not YAML.
    """
    text = utf8_text(file.path, file.shown)
    if not text.startswith(OPENING):
        raise LibraryError(
            Problem(
                f"{file.shown}:1",
                "no header",
                sentence("Begin the file with '{opening}' and YAML.", opening=OPENING),
            )
        )
    end = text.find(CLOSING)
    if end < 0:
        raise LibraryError(
            Problem(
                f"{file.shown}:1",
                "the header is not closed",
                sentence("End it with '{closing}'.", closing=CLOSING),
            )
        )
    body = text[len(OPENING) : end]
    header, node = yaml_value(
        body,
        file.shown,
        "the header is not YAML",
        "Quote texts that hold a colon or begin with a brace.",
    )
    if not isinstance(header, dict) or node is None:
        raise LibraryError(Problem(f"{file.shown}:1", "the header is not a YAML mapping"))
    sql = text[end + len(CLOSING) :]
    stripped = sql.lstrip("\n")
    sql_line = text[: end + len(CLOSING)].count("\n") + 1 + (len(sql) - len(stripped))
    return HeadedSql(file, header, key_lines(node, 1), stripped.rstrip() + "\n", sql_line)
