"""Headers of a source's SQL files as records with types; a word of the author's own is a note."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, ClassVar, TypeVar

from pydantic import BeforeValidator, Strict, ValidationInfo

from feijian.errors import Problem
from feijian.ingest.sources.source import Inherits
from feijian.library.header_kinds import Mistaken
from feijian.library.typed_header import typed_header
from feijian.messages import sentence

if TYPE_CHECKING:
    from feijian.library import HeadedSql


def _columns(value: object, info: ValidationInfo) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        what = sentence("{key!r} is not a list of columns", key=info.field_name)
        raise Mistaken(Problem("", what, "Write [a, b]."))
    return tuple(value)


def _column(value: object) -> str:
    if not isinstance(value, str):
        raise Mistaken(Problem("", "'by' is not the name of one column"))
    return value


def _inherits(value: object) -> Inherits:
    """The three parts, each of its kind."""
    if isinstance(value, Mapping):
        match value.get("table"), value.get("through"), value.get("columns"):
            case str() as table, str() as through, dict() as columns:
                return Inherits(table, through, columns)
    todo = "Write {table: claim_line, through: claim_line_id, columns: {here: there}}."
    raise Mistaken(Problem("", "'inherits' has not its three parts", todo))


Columns = Annotated[tuple[str, ...], BeforeValidator(_columns)]


@dataclass(frozen=True)
class MappingHeader:
    """What `<table>.<source table>.sql` says of itself (see `source.Mapping`)."""

    title: str = ""
    title_zh: str = ""
    decides: Annotated[bool, Strict()] = True
    key: Columns = ()
    inherits: Annotated[Inherits | None, BeforeValidator(_inherits)] = None
    meets: Columns = ()

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "ignore"}


@dataclass(frozen=True)
class AssemblyHeader:
    """What `<table>.sql` says of itself. by: the column that rows share."""

    title: str = ""
    title_zh: str = ""
    by: Annotated[str, BeforeValidator(_column)] = ""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "ignore"}


Header = TypeVar("Header", bound=MappingHeader | AssemblyHeader)


def header_of(file: HeadedSql, record: type[Header], problems: list[Problem]) -> Header | None:
    """The header, or None; whatever is wrong with it is added to the problems, each with its line."""
    known = [f.name for f in fields(record)]
    misspelt: list[Problem] = []
    for key in file.header:
        # a word of one's own is a note; one that is nearly read was meant to be
        near = difflib.get_close_matches(str(key), known, n=1, cutoff=0.75)
        if key not in known and near:
            what = sentence("the header says {key!r}, which nobody reads", key=key)
            todo = sentence("Did you mean {near}?", near=near[0])
            misspelt.append(Problem(file.at(str(key)), what, todo))
    told, wrong = typed_header(file, record)
    problems += [*misspelt, *wrong]
    return None if misspelt else told
