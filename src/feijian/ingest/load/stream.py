"""What a stream is: the rows of one canonical table or part, its keys, and the mappings that feed it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from feijian.contracts.model import Catalogue, Table, quoted
from feijian.errors import LibraryError, Problem
from feijian.ingest.load.identity import Numbered, Refers, numbered_of, refers_of
from feijian.ingest.sources.describing import part_types
from feijian.ingest.sources.source import Mapping, Source
from feijian.messages import sentence

FIRST_SOURCE = "nhsa_platform"
META = "_file integer, _line bigint, _version timestamp"
META_NAMES = "_file, _line, _version"


@dataclass(frozen=True)
class Stream:
    """Rows of one kind on their way into one store.

    name:     the canonical table, or `<table>.<source table>` of a part.
    store:    the table they end up in: canonical itself, or a part kept in the ledger.
    columns:  (name, physical type) of a row without its origin.
    key:      what tells one row from another, as the sender numbers them.
    id_key:   what tells stored rows apart; the same as `key`, but for rows whose number is unique
              within their parent only.
    mappings: what feeds it; several for a canonical table with one row per source row.
    """

    name: str
    contract: Table
    store: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    decides: bool
    mappings: tuple[Mapping, ...]

    @cached_property
    def numbered(self) -> Numbered | None:
        """How the rows are numbered within a parent; None where their ids are unique as sent."""
        return None if self.is_part else numbered_of(self.contract)

    @cached_property
    def refers(self) -> tuple[Refers, ...]:
        """Columns that name a numbered row of another table by its number."""
        return () if self.is_part else refers_of(self.contract)

    @cached_property
    def id_key(self) -> tuple[str, ...]:
        return (self.numbered.column,) if self.numbered else self.key

    @property
    def is_part(self) -> bool:
        return self.store.startswith("ledger.")

    @property
    def slug(self) -> str:
        return self.name.replace(".", "__")

    @property
    def origin(self) -> str:
        """Where file, line and version of stored rows are kept."""
        return self.store if self.is_part else f"ledger.origin_{self.slug}"

    @property
    def waiting(self) -> str:
        return f"ledger.waiting_{self.slug}"

    @property
    def void(self) -> str:
        return f"ledger.void_{self.slug}"

    @cached_property
    def names(self) -> str:
        return ", ".join(quoted(name) for name, _ in self.columns)

    @cached_property
    def key_names(self) -> str:
        return ", ".join(quoted(name) for name in self.key)

    def prefixed(self, alias: str, key_only: bool = False) -> str:
        wanted = self.key if key_only else tuple(name for name, _ in self.columns)
        return ", ".join(f"{alias}.{quoted(name)}" for name in wanted)

    def same_id(self, left: str, right: str) -> str:
        """The condition that two stored rows, or a row and its origin, are the same."""
        if self.numbered is None:
            return self.same_key(left, right)
        return f"{left}.{quoted(self.numbered.column)} = {right}.{quoted(self.numbered.column)}"

    @cached_property
    def nullable_keys(self) -> frozenset[str]:
        """Key columns that may be empty: those the canonical table has and does not require."""
        found = set()
        for name in () if self.numbered else self.key:
            column = self.contract.column(name)
            if column is not None and not column.required:
                found.add(name)
        return frozenset(found)

    def same_key(self, left: str, right: str) -> str:
        """The condition that two rows have the same key."""
        return " and ".join(
            f"{left}.{quoted(k)} {'is not distinct from' if k in self.nullable_keys else '='} {right}.{quoted(k)}"
            for k in self.key
        )

    def content(self, alias: str) -> str:
        """A hash that is equal for rows of equal content; ids that the loader gives do not count."""
        given = {r.column for r in self.refers}
        if self.numbered:
            given.add(self.numbered.column)
        cells = ", ".join(f"{alias}.{quoted(n)}" for n, _ in self.columns if n not in given)
        return f"md5(cast(row({cells}) as varchar))"

    def key_text(self, alias: str) -> str:
        """The key as one text, as quarantine entries keep it."""
        cells = ", ".join(f"cast({alias}.{quoted(k)} as varchar)" for k in self.key)
        if self.numbered:
            # every part keeps its place: the id is made from them
            cells = ", ".join(f"coalesce({alias}.{quoted(k)}, '')" for k in self.key)
        return f"concat_ws(chr(31), {cells})"


def streams_of(source: Source, catalogue: Catalogue) -> dict[str, tuple[Stream, ...]]:
    """Streams by canonical table, parents before children."""
    found: dict[str, tuple[Stream, ...]] = {}
    for contract in in_parent_order(catalogue, source):
        mappings = source.of_table(contract.name)
        if not mappings:
            found[contract.name] = ()
        elif contract.name in source.assemblies:
            found[contract.name] = tuple(_part(source, contract, m) for m in mappings)
        else:
            numbered = numbered_of(contract)
            found[contract.name] = (
                Stream(
                    contract.name,
                    contract,
                    contract.full_name,
                    tuple((c.name, c.physical_type) for c in contract.columns),
                    (numbered.number, *numbered.by) if numbered else contract.key,
                    True,
                    mappings,
                ),
            )
    return found


def in_parent_order(catalogue: Catalogue, source: Source) -> tuple[Table, ...]:
    """Canonical tables, each after those its rows belong to or take values from."""
    waiting = {t.name: t for t in catalogue.of_schema("canonical")}
    needs = {
        name: {c.parent.table for c in table.columns if c.parent}
        | {m.inherits.table for m in source.of_table(name) if m.inherits}
        | {r.to for r in refers_of(table)} - {name}
        for name, table in waiting.items()
    }
    ordered: list[Table] = []
    while waiting:
        ready = sorted(n for n in waiting if not (needs[n] & waiting.keys()) - {n})
        if not ready:
            raise LibraryError(
                Problem(
                    "data_contracts/canonical",
                    sentence("parents in a circle: {waiting}", waiting=", ".join(sorted(waiting))),
                )
            )
        ordered.extend(waiting.pop(n) for n in ready)
    return tuple(ordered)


def _part(source: Source, contract: Table, mapping: Mapping) -> Stream:
    """The stream of a part: canonical columns keep their types, others have the query's own."""
    columns = part_types(contract, mapping, source.types[mapping.name])
    # the parts of two sources never share a store
    own = "" if source.name == FIRST_SOURCE else f"{source.name}."
    name = f"{mapping.table}.{own}{mapping.source_table}"
    return Stream(
        name,
        contract,
        f"ledger.part_{name.replace('.', '__')}",
        columns,
        mapping.key,
        mapping.decides,
        (mapping,),
    )
