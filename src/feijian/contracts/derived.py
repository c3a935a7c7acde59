"""Derived tables: what many rules would otherwise each work out again, once per run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from feijian.contracts.dated_query import Unit, is_wrongly_dated
from feijian.contracts.sql_guard import SqlGuard
from feijian.contracts.sql_reading import tables_named
from feijian.errors import LibraryError, Problem
from feijian.library import ContentFile, HeadedSql, Library, read_headed_sql
from feijian.library.remembered import remembered
from feijian.library.typed_header import typed_header
from feijian.messages import sentence
from feijian.workspace.optimizer import Joins

Scope = Literal["encounter", "person", "practitioner", "provider", "trace_code", "all"]
SCOPES: tuple[str, ...] = get_args(Scope)


@dataclass(frozen=True)
class DerivedHeader:
    """What a derived table says of itself.

    scope: rows sharing this key decide each other's value; the same promise that rules make.
    stored: False for a view, where working it out costs less than keeping it.
    essential: tables without whose rows a rule over it says nothing; optional: of lines and visits
    those it can do without. origins (`from`): its column → the canonical one it is made of.
    bounds: True where who reads it asks only of what it has itself, so that the key decides it.
    day: its column of a day, where the rows of a provider (`provider_id`) and a day are decided by what the
    provider settled on that day, the day before and the day after, and by the visits of these settlements.
    charge_day, charge_month: its column of the day or the month of a charge by which it groups lines beside their
    provider, and does nothing else (see `dated`).
    joins: `written` where the engine's own order of the joins costs much more than the author's.
    """

    title: str
    title_zh: str
    scope: Scope
    stored: bool = True
    essential: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    bounds: bool = False
    day: str = ""
    charge_day: str = ""
    charge_month: str = ""
    joins: Joins = "chosen"
    note: str = ""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Derived:
    """One derived table: a query over canonical, reference and other derived tables.

    reads: (schema or None, name) of the tables it names.
    """

    name: str
    header: DerivedHeader
    headed: HeadedSql
    reads: frozenset[tuple[str | None, str]]

    @property
    def scope(self) -> str:
        return self.header.scope

    @property
    def title(self) -> str:
        return self.header.title

    @property
    def title_zh(self) -> str:
        return self.header.title_zh

    @property
    def stored(self) -> bool:
        return self.header.stored

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def needs(self) -> frozenset[str]:
        """Names of the derived tables it is built on."""
        return frozenset(name for schema, name in self.reads if schema == "derived")


def derived_files(library: Library) -> tuple[ContentFile, ...]:
    """The queries of all derived tables, root by root."""
    return tuple(library.files("data_contracts", "derived/*.sql"))


def read_derived(library: Library) -> tuple[Derived, ...]:
    """All derived tables, each after those it needs.

    Raises LibraryError for a bad header, unparsable SQL, a view that names a table without its
    schema, an unknown need or a circle.
    """
    files = derived_files(library)
    return remembered(("derived",), files, lambda: _read_derived(files))


def _read_derived(files: Iterable[ContentFile]) -> tuple[Derived, ...]:
    problems: list[Problem] = []
    found = {}
    with SqlGuard() as guard:
        for file in files:
            item = _read(file, guard, problems)
            if item is not None:
                found[item.name] = item
    ordered = _ordered(found, problems)
    if problems:
        raise LibraryError(problems)
    return ordered


def _read(file: ContentFile, guard: SqlGuard, problems: list[Problem]) -> Derived | None:
    """One derived table, or None and what is wrong with its file."""
    import sqlglot.errors

    try:
        headed = read_headed_sql(file)
        reads = tables_named(headed.sql)
    except LibraryError as error:
        problems.extend(error.problems)
        return None
    except sqlglot.errors.ParseError as error:
        problems.append(
            Problem(headed.at(sql_line=1), sentence("cannot be parsed: {error}", error=error))
        )
        return None
    problems += [Problem(headed.at(sql_line=1), what) for what in guard.query(headed.sql)]
    told, wrong = typed_header(headed, DerivedHeader, {"from": "origins"})
    problems += wrong
    header = told or DerivedHeader("", "", "all", stored=headed.header.get("stored") is not False)
    dates: tuple[tuple[str, Unit], ...] = (
        (header.charge_day, "day"),
        (header.charge_month, "month"),
    )
    for column, unit in dates:
        if column and is_wrongly_dated(headed.sql, column, unit):
            what = sentence(
                "does more than group lines by provider_id and by {column}, when they were charged",
                column=column,
            )
            advice = "Sums, counts, least and largest of lines alone; or leave the key out."
            problems.append(Problem(headed.at(f"charge_{unit}"), what, advice))
    bare = sorted(table for schema, table in reads if schema is None)
    if bare and not header.stored:
        what = sentence("a view names {bare} without the schema", bare=", ".join(bare))
        advice = "Write canonical.… or reference.…: names are looked up when the view is read."
        problems.append(Problem(headed.at("stored"), what, advice))
    return Derived(
        file.path.stem,
        header,
        headed,
        reads,
    )


def _ordered(found: dict[str, Derived], problems: list[Problem]) -> tuple[Derived, ...]:
    """Each after those it needs; those that cannot be placed are problems."""
    ordered: list[Derived] = []
    waiting = dict(sorted(found.items()))
    while waiting:
        placed = {o.name for o in ordered}
        ready = [d for d in waiting.values() if not d.needs - placed]
        if not ready:
            for d in waiting.values():
                missing = sorted(d.needs - found.keys())
                what = (
                    sentence("needs derived.{missing}, which is not there", missing=missing[0])
                    if missing
                    else "is part of a circle"
                )
                problems.append(
                    Problem(
                        d.headed.at(), sentence("derived.{name} {what}", name=d.name, what=what)
                    )
                )
            break
        for d in ready:
            ordered.append(waiting.pop(d.name))
    return tuple(ordered)


def closure(derived: Iterable[Derived], wanted: Iterable[str]) -> tuple[Derived, ...]:
    """The wanted derived tables and all that they need, in building order."""
    ordered = tuple(derived)
    by_name = {d.name: d for d in ordered}
    needed: set[str] = set()
    queue = [w for w in wanted if w in by_name]
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.add(name)
            queue.extend(by_name[name].needs)
    return tuple(d for d in ordered if d.name in needed)


def unless_taken(
    needed: Sequence[Derived], wanted: Iterable[str], taken: Mapping[str, str]
) -> tuple[list[Derived], dict[str, str]]:
    """Which tables have to be built where some are taken over, and which of these are asked for.

    needed: as `closure` gives them. taken: with what is said of each.
    """
    asked = set(wanted)
    for d in reversed(needed):
        if d.name in asked and d.name not in taken:
            asked |= d.needs
    made = [d for d in needed if d.name in asked and d.name not in taken]
    return made, {name: told for name, told in taken.items() if name in asked}
