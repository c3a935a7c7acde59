"""JSON of an interface as flat rows: one table for each node, with what its surroundings say.

A message of the hospital interface nests: the head names the hospital, `setlinfo` the settlement,
`diseinfo` lists its diagnoses. A row of a list takes what it lacks from the objects around and
beside it; an answer takes what was asked under the name `input.<field>`, and what was asked takes
from the answer what it lacks, each charge from what is answered of its number. A message whose answer
says that it failed asked for something that never happened: it gives no rows.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from feijian.errors import DeliveryRefused, Problem
from feijian.ingest.nothing import visible
from feijian.ingest.sources.source import SourceTable
from feijian.messages import sentence

JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
NUMBER = "feedetl_sn"
"""By what an answer names the charge of the request that it speaks of."""

FAILED = "(failed)"
"""The node under which messages that failed are counted; no message is called so."""
WRAPPED = ("input", "output")
"""What logs also keep as a text of JSON within the JSON."""

HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: what is left of a text that was cut in the middle of one."""

Row = dict[str, str]
NOTHING: Mapping[str, Row] = {}
Nodes = dict[str, list[tuple[Row, Row]]]
"""Node (`2304.setlinfo`) → its rows: (own values, values of what is around it)."""


def unfolded(path: Path, shown: str) -> Nodes:
    """The nodes of a file. Raises DeliveryRefused where it is no JSON, with the line."""
    nodes: Nodes = {}
    stem = path.name.split(".")[0]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(shown, "is not UTF-8, as JSON must be") from None
    try:
        for document in _documents(text, shown):
            _walk(document, stem, stem, {}, nodes)
    except RecursionError:
        raise _refused(shown, "is nested too deeply") from None
    return nodes


def write_rows(rows: list[tuple[Row, Row]], table: SourceTable, target: Path) -> None:
    """Write a node's rows as CSV: all of its own columns, and those around it that the table has."""
    columns: dict[str, None] = {}
    for own, around in rows:
        columns.update(dict.fromkeys(own))
        columns.update(dict.fromkeys(c for c in around if c.lower() in table.names))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for own, around in rows:
            writer.writerow([own.get(c, around.get(c, "")) for c in columns])


def _refused(where: str, what: str) -> DeliveryRefused:
    return DeliveryRefused(Problem(where, what, "Ask the sender for it again."))


class _SaidTwiceError(Exception):
    """An object has one name twice, with two values: whoever reads on takes either of them."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for name, value in pairs:
            if found[name] != value:
                raise _SaidTwiceError(name)
    return found


def _read(text: str, where: str) -> Any:
    """A document, its numbers as the texts they are."""
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
        )
    except _SaidTwiceError as error:
        said = sentence("an object says '{name}' twice, and differently", name=visible(str(error)))
        raise _refused(where, said) from None


def _documents(text: str, shown: str) -> Iterator[Any]:
    """One document, or one on every line."""
    try:
        yield _read(text, shown)
        return
    except json.JSONDecodeError as error:
        whole = error
    lines = text.split("\n")  # a name may hold other signs that part lines on a screen
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _read(line, f"{shown}:{number}")
        except json.JSONDecodeError as error:
            # a document over several lines fails on its first one: the whole says where
            at, said = (whole.lineno, whole.msg) if number == 1 else (number, error.msg)
            raise _refused(f"{shown}:{at}", sentence("is not JSON: {said}", said=said)) from None


def _walk(
    node: Any,
    prefix: str,
    name: str,
    around: Row,
    nodes: Nodes,
    answers: Mapping[str, Row] = NOTHING,
    asked_of: Container[str] = NOTHING,
) -> None:
    """Put the rows of a node into `nodes`, and those of what is in it.

    answers: of a request, what its answer says of each charge. asked_of: of an answer, the charges of its
    request, which take over what is said of them.
    """
    if isinstance(node, list):
        for entry in node:
            _walk(entry, prefix, name, around, nodes, answers, asked_of)
        return
    if not isinstance(node, dict):
        return
    node = {**node, **{k: _unwrapped(node[k]) for k in WRAPPED if k in node}}
    if _failed(node):
        nodes.setdefault(FAILED, []).append(({}, {}))
        return
    prefix, name = (str(node["infno"]),) * 2 if node.get("infno") else (prefix, name)
    own = _own(node)
    inside = {str(k): v for k, v in node.items() if k not in own and v}
    number = own.get(NUMBER, "")
    if number in answers:
        own = {k: v for k, v in own.items() if v or k not in answers[number]}
        around = {**around, **answers[number]}
    if own and not (
        "infno" in own or "input" in inside or "output" in inside or (number and number in asked_of)
    ):
        nodes.setdefault(name, []).append((own, around))
    below = {**around, **own}
    beside = _heads(inside)
    asked = {f"input.{k}": v for k, v in _heads(inside.get("input")).items()}
    answered = _heads(inside.get("output"))
    if "input" in inside and "output" in inside:
        inside["output"] = _not_asked(inside["output"], inside["input"])
        answers = _by_number(inside["output"])
        asked_of = _by_number(inside["input"])
    for key, child in inside.items():
        given = {**below, **(beside if isinstance(child, list) else {})}
        given |= asked if key == "output" else {}
        # the number of a visit is the answer to its registration
        given = answered | given if key == "input" else given
        step = name if key in ("input", "output") else f"{prefix}.{key}"
        _walk(
            child,
            prefix,
            step,
            given,
            nodes,
            NOTHING if key == "output" else answers,
            NOTHING if key == "input" else asked_of,
        )


def _unwrapped(value: Any) -> Any:
    """What a text of JSON holds; anything else as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError:
        return value


def _failed(node: Mapping[str, Any]) -> bool:
    """Whether a message was refused by the platform: infcode -1, or another than 0 with a reason."""
    answer = node.get("output")
    for said in (node, answer if isinstance(answer, dict) else {}):
        code = _text(said.get("infcode")).strip()
        if code.startswith("-") or (code.strip("0") and _text(said.get("err_msg")).strip()):
            return True
    return False


def _not_asked(answer: Any, request: Any) -> Any:
    """An answer without the objects that stand in the request too: what they add, the request has taken."""
    if not isinstance(answer, dict) or not isinstance(request, dict):
        return answer
    return {
        k: v
        for k, v in answer.items()
        if not (isinstance(v, dict) and isinstance(request.get(k), dict))
    }


def _by_number(node: Any) -> dict[str, Row]:
    """What the lists of a request or an answer say of each charge, by its number."""
    found: dict[str, Row] = {}
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        if isinstance(child, dict) and child.get(NUMBER):
            own = _own(child)
            found.setdefault(own.get(NUMBER, ""), {}).update(own)
        elif isinstance(child, dict | list):
            for number, own in _by_number(child).items():
                found.setdefault(number, {}).update(own)
    return found


def _heads(node: Any) -> Row:
    """Plain values of the objects of a node: the head of the lists beside them."""
    found: Row = {}
    for key, child in node.items() if isinstance(node, dict) else ():
        if isinstance(child, dict) and key not in ("input", "output"):
            found |= _own(child)
    return found


def _own(node: Mapping[str, Any]) -> Row:
    """The plain values of an object; a list of plain values is one cell, in which they stand side by side."""
    found: Row = {}
    for name, value in node.items():
        if isinstance(value, list) and value and not any(isinstance(v, dict | list) for v in value):
            found[str(name)] = ";".join(filter(None, map(_text, value)))
        elif not isinstance(value, dict | list):
            found[str(name)] = _text(value)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if text.isascii() else HALF.sub("\ufffd", text)
