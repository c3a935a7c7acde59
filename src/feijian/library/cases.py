"""Cases files: the smallest data that shows a query finding and not finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from feijian.errors import LibraryError, Problem
from feijian.library.headed_sql import key_lines, utf8_text, yaml_value
from feijian.library.pipe_table import PipeTable, parse_pipe_table
from feijian.messages import sentence
from feijian.plain import Json

CaseTable = PipeTable


@dataclass(frozen=True)
class Case:
    """One example.

    given:  table name → rows; canonical, reference and (for models) derived names.
    finds:  the rows expected, or None where the case says `nothing`.
    parameters: overrides for this case. as_of: the day the case is judged on, if it matters.
    name_zh: the name as a Chinese page shows it; empty where nobody wrote one.
    extra:  further keys, as a model's or a derived table's cases need them.
    """

    name: str
    line: int
    given: dict[str, PipeTable]
    finds: PipeTable | None
    parameters: dict[str, object] = field(default_factory=dict)
    as_of: str | None = None
    extra: Json = field(default_factory=dict)
    name_zh: str = ""


KNOWN = {"name", "name_zh", "given", "finds", "parameters", "as_of"}


def read_cases(path: Path, shown: str, extra_keys: frozenset[str] = frozenset()) -> list[Case]:
    """All cases of a file.

    Raises LibraryError with every problem: not UTF-8, not YAML, an unknown key, a ragged pipe
    table, a name used twice, a case without `finds`, a value of another shape than its key has.
    """
    loaded, nodes = yaml_value(utf8_text(path, shown), shown)
    if not isinstance(loaded, list) or not isinstance(nodes, yaml.SequenceNode):
        raise LibraryError(
            Problem(f"{shown}:1", "a cases file is a list of cases", "Begin with '- name: …'.")
        )
    cases: list[Case] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry, node in zip(loaded, nodes.value, strict=True):
        line = node.start_mark.line + 1
        lines = key_lines(node, 1)
        at = f"{shown}:{line}"
        if not isinstance(entry, dict) or not entry.get("name"):
            problems.append(Problem(at, "a case without a name"))
            continue
        name = str(entry["name"])
        if name in seen:
            problems.append(Problem(at, sentence("the case {name!r} stands twice", name=name)))
        seen.add(name)
        for key in entry.keys() - KNOWN - extra_keys:
            problems.append(
                Problem(f"{shown}:{lines.get(key, line)}", sentence("unknown key {key!r}", key=key))
            )
        for key in ("given", "parameters"):
            if not isinstance(entry.get(key) or {}, dict):
                what = sentence(
                    "'{key}' of the case {name!r} is a mapping of names", key=key, name=name
                )
                problems.append(Problem(f"{shown}:{lines.get(key, line)}", what))
                entry = {**entry, key: None}
        given: dict[str, PipeTable] = {}
        for table, rows in (entry.get("given") or {}).items():
            where = f"{shown}:{lines.get('given', line)}"
            _read_table(rows, f"{where} ({name}, {table})", given, str(table), problems)
        found: dict[str, PipeTable] = {}
        finds = entry.get("finds")
        if finds is None and "finds" not in extra_keys and "finds" not in entry and not extra_keys:
            problems.append(
                Problem(
                    at,
                    sentence("the case {name!r} has no 'finds'", name=name),
                    "Write rows, or 'nothing'.",
                )
            )
        elif isinstance(finds, str) and finds.strip() != "nothing":
            where = f"{shown}:{lines.get('finds', line)} ({name}, finds)"
            _read_table(finds, where, found, "finds", problems)
        elif finds is not None and not isinstance(finds, str) and "finds" not in extra_keys:
            what = sentence(
                "'finds' of the case {name!r} is a text, not {finds!r}", name=name, finds=finds
            )
            at_finds = f"{shown}:{lines.get('finds', line)}"
            problems.append(Problem(at_finds, what, "Write rows after '|', or 'nothing'."))
        if entry.get("as_of") and not _is_day(str(entry["as_of"])):
            what = sentence("'as_of' of the case {name!r} is no day", name=name)
            problems.append(
                Problem(f"{shown}:{lines.get('as_of', line)}", what, "Write it as 2025-07-31.")
            )
        cases.append(
            Case(
                name=name,
                line=line,
                given=given,
                finds=found.get("finds"),
                parameters=dict(entry.get("parameters") or {}),
                as_of=str(entry["as_of"]) if entry.get("as_of") else None,
                name_zh=str(entry.get("name_zh") or ""),
                extra={k: entry[k] for k in entry.keys() & extra_keys},
            )
        )
    if problems:
        raise LibraryError(problems)
    return cases


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_table(
    text: object, where: str, into: dict[str, PipeTable], name: str, problems: list[Problem]
) -> None:
    if not isinstance(text, str):
        problems.append(
            Problem(
                where, sentence("rows are a text, not {text!r}", text=text), "Write them after '|'."
            )
        )
        return
    try:
        into[name] = parse_pipe_table(text)
    except ValueError as error:
        problems.append(Problem(where, str(error)))
