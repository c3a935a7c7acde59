"""A world that waits for questions: registers, reference tables and empty derived ones, nobody's history.

It is filled with the history of the persons asked about and the charges uploaded, and emptied after.
Tables are made once, and statements read once: over a few rows that is most of what a query costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from feijian.contracts import quoted
from feijian.contracts.charges import Unsettled, UnsettledCharge, Visit
from feijian.contracts.sql_limits import QueryTooLong, shut, within
from feijian.contracts.world import kept_statement, stand_in
from feijian.rules.narrow import copied_world, copy_rows
from feijian.workspace.optimizer import joined

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content, Derived

REGISTERS = ("provider", "practitioner")
Items = Mapping[str, tuple[str | None, str | None]]
"""Item code → what it was called and charged as last."""

ENTANGLED = (
    "with told as ("
    " select encounter_id, person_id from canonical.encounter"
    " union select encounter_id, person_id from canonical.claim"
    " union select encounter_id, person_id from canonical.claim_line"
    " union select unnest($visits), unnest($persons)"
    ") select unnest(list(person_id)) from told where encounter_id is not null"
    " group by encounter_id having count(distinct person_id) > 1"
    " union select unnest([refund.person_id, taken.person_id]) from canonical.claim as refund"
    " inner join canonical.claim as taken on refund.original_claim_id = taken.claim_id"
    " where refund.person_id is distinct from taken.person_id"
    " union select unnest([back.person_id, taken.person_id]) from canonical.claim_line as back"
    " inner join canonical.claim_line as taken on back.original_line_id = taken.claim_line_id"
    " where back.person_id is distinct from taken.person_id"
    " union select unnest([sold.person_id, line.person_id]) from canonical.dispense as sold"
    " inner join canonical.claim_line as line on sold.claim_line_id = line.claim_line_id"
    " where sold.person_id is distinct from line.person_id"
    " union select unnest([sold.person_id, claim.person_id]) from canonical.dispense as sold"
    " inner join canonical.claim as claim on sold.claim_id = claim.claim_id"
    " where sold.person_id is distinct from claim.person_id"
)
"""Persons of whom a visit, a refund or a sale is somebody else's as well."""


class Put(NamedTuple):
    """One encounter in the world. lines: ids as they were sent; ends: what its ids there end in."""

    encounter_id: str
    person_id: str
    lines: tuple[str, ...]
    ends: str


class WaitingWorld:
    """See the module. One thread's at a time."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection, content: Content) -> None:
        import duckdb

        self.content, self._warehouse = content, warehouse
        self.connection = copied_world(warehouse, content, "person", [])
        shut(self.connection)
        self.failed: dict[str, str] = {}
        """Derived tables that cannot be filled, with why; what reads them fails by itself."""
        for table in content.derived:
            name, kind = f"derived.{quoted(table.name)}", "table" if table.stored else "view"
            empty = "\nwith no data" if table.stored else ""
            try:
                self.connection.execute(f"create {kind} {name} as\n{table.sql}{empty}")
            except duckdb.Error as error:
                self.failed[table.name] = str(error).splitlines()[0]
        self._broken = dict(self.failed)
        self._filled: list[str] = []
        self.always_empty = frozenset(
            t.full_name
            for t in content.catalogue.of_schema("reference")
            if self.is_empty(t.full_name)
        )

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def is_empty(self, name: str) -> bool:
        """Whether a table, `schema.name`, has no row."""
        return not self._run(f"select 1 from {name} limit 1").fetchall()

    def empty_tables(self) -> set[str]:
        """Canonical and reference tables without a row."""
        names = [t.full_name for t in self.content.catalogue.of_schema("canonical")]
        return {*self.always_empty, *(name for name in names if self.is_empty(name))}

    def build(self, table: Derived, seconds: float) -> bool:
        """Fill a derived table. False where it has no row; what cannot be filled is `failed`."""
        import duckdb

        name = f"derived.{quoted(table.name)}"
        if table.name in self.failed or not table.stored:
            return True
        self._filled.append(name)
        try:
            with within(self.connection, seconds), joined(self.connection, table.header.joins):
                return bool(self._run(f"insert into {name}\n{table.sql}").fetchall()[0][0])
        except (QueryTooLong, duckdb.Error) as error:
            if isinstance(error, duckdb.IOException | duckdb.FatalException):
                raise  # the disk, not the query
            self.failed[table.name] = str(error).splitlines()[0]
            return True

    def fill(self, persons: Sequence[str]) -> None:
        """Take out what was there, and copy the history of some persons."""
        for table in self.content.catalogue.of_schema("canonical"):
            if table.name not in REGISTERS:
                self._run(f"truncate {table.full_name}")
        for name in self._filled:
            self._run(f"truncate {name}")
        self._filled.clear()
        self.failed = dict(self._broken)
        copy_rows(
            self._warehouse, self.connection, self.content, "person", persons, of_persons=True
        )

    def entangled(self, rows: Sequence[Unsettled]) -> set[str]:
        """Persons in the world who are not judged beside others: something of theirs names another."""
        visits = [str(one.charges[0]["encounter_id"]) for one in rows]
        values = {"visits": visits, "persons": [one.charges[0]["person_id"] for one in rows]}
        return {p for (p,) in self.connection.execute(kept_statement(ENTANGLED), values).fetchall()}

    def put(self, rows: Sequence[Unsettled], items: Items) -> list[Put]:
        """Put uploads into the world: lines replace those of their ids, the visit what was known of it.

        Each is of another person. Where there are several, ids of lines get an end of their own: they
        are unique within a visit alone. It sorts before any sign, so that lines keep their order.
        """
        ids = [one.charges[0]["encounter_id"] for one in rows]
        known = {
            e: (kind, provider)
            for e, kind, provider in self.connection.execute(
                "select encounter_id, class, provider_id from canonical.encounter"
                " where encounter_id in (select unnest($1))",
                [ids],
            ).fetchall()
        }
        put, lines, visits = [], list[UnsettledCharge](), list[Visit]()
        for number, (encounter_id, one) in enumerate(zip(ids, rows, strict=True)):
            its = _lines(one, items, known.get(encounter_id))
            visit = _visit(one, its, is_known=encounter_id in known)
            visits += [visit] if visit else []
            ends = f"\x02{number}\x03" if len(rows) > 1 else ""
            names = tuple(str(line["claim_line_id"]) for line in its)
            put.append(Put(encounter_id, one.charges[0]["person_id"], names, ends))
            lines += its
        self._take_out(put, [v["encounter_id"] for v in visits])
        self._insert("encounter", visits)
        self._insert(
            "claim_line", [line for p, its in _each(put, lines) for line in _marked(p, its)]
        )
        told = [(e, d) for e, one in zip(ids, rows, strict=True) for d in one.diagnoses]
        if told:
            self.connection.execute(
                "delete from canonical.diagnosis where encounter_id in (select unnest($1))",
                [[e for e, _ in told]],
            )
            self._insert("diagnosis", [{**d, "encounter_id": e} for e, d in told])
        return put

    def _take_out(self, put: Sequence[Put], visits: Sequence[str | None]) -> None:
        """Take out what uploads replace; what refers to a line of theirs then names the new one."""
        run = self.connection.execute
        if visits:
            run(
                "delete from canonical.encounter where encounter_id in (select unnest($1))",
                [visits],
            )
        pairs = [(line, one.person_id, one.ends) for one in put for line in one.lines]
        told = dict(
            zip(("line", "person", "ends"), map(list, zip(*pairs, strict=True)), strict=True)
        )
        run(
            "delete from canonical.claim_line using"
            " (select unnest($line) as line, unnest($person) as person) as sent"
            " where claim_line_id = sent.line and person_id = sent.person",
            {k: told[k] for k in ("line", "person")},
        )
        if len(put) == 1:
            return
        for table, column in (("claim_line", "original_line_id"), ("dispense", "claim_line_id")):
            run(
                f"update canonical.{table} set {column} = {column} || sent.ends from"
                " (select unnest($line) as line, unnest($person) as person, unnest($ends) as ends) as sent"
                f" where {column} = sent.line and person_id = sent.person",
                told,
            )

    def _insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        import pyarrow as pa

        contract = self.content.catalogue.find(table, "canonical")
        assert contract is not None
        names = [c.name for c in contract.columns if any(r.get(c.name) is not None for r in rows)]
        if names:
            given = pa.Table.from_pydict({n: [r.get(n) for r in rows] for n in names})
            heads = ", ".join(quoted(n) for n in names)
            self.connection.register("incoming", given)
            self._run(f"insert into canonical.{table} ({heads}) select {heads} from incoming")
            self.connection.unregister("incoming")
        stand_in(self.connection, contract)

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(kept_statement(sql))


def _lines(
    one: Unsettled, items: Items, known: tuple[str | None, str | None] | None
) -> list[UnsettledCharge]:
    """The charges of an upload, which carries the codes alone: items are called and charged as last."""
    encounter_id, found = one.charges[0]["encounter_id"], list[UnsettledCharge]()
    for number, line in enumerate(one.charges, start=1):
        name, category = items.get(line["item_code"], (None, None))
        made: UnsettledCharge = {
            **line,
            "claim_line_id": line.get("claim_line_id") or f"{encounter_id}:unsettled:{number}",
            "claim_id": line.get("claim_id") or f"{encounter_id}:unsettled",
            "item_name": line.get("item_name") or name,
            "category": line.get("category") or category or "other",
            # nothing was covered yet: what is charged is what is asked of the fund
            "covered_amount": line["amount"]
            if line.get("covered_amount") is None
            else line["covered_amount"],
        }
        found.append(made)
    provider = next((ln["provider_id"] for ln in found if ln.get("provider_id")), None)
    provider = provider or (known[1] if known else None)
    for made in found:
        made["provider_id"] = made.get("provider_id") or provider
    return found


def _visit(one: Unsettled, lines: Sequence[UnsettledCharge], *, is_known: bool) -> Visit | None:
    """The visit as it was sent, or as its charges tell; None where it is known and nothing was sent."""
    encounter_id = one.charges[0]["encounter_id"]
    visits = [v for v in one.visits if v.get("encounter_id") in (None, encounter_id)]
    if is_known and not visits:
        return None
    charged = [line["charged_at"] for line in lines]
    provider = lines[0]["provider_id"]
    visit: Visit = {"class": "outpatient", "started_at": min(charged), "provider_id": provider}
    if visits:  # without what was left empty
        visit |= cast("Visit", {k: v for k, v in visits[0].items() if v is not None})
    if visit["class"] != "inpatient" and visit.get("ended_at") is None:
        visit["ended_at"] = max(charged)
    visit |= {"encounter_id": encounter_id, "person_id": lines[0]["person_id"]}
    return visit


def _each(
    put: Sequence[Put], lines: Sequence[UnsettledCharge]
) -> list[tuple[Put, list[UnsettledCharge]]]:
    found, start = [], 0
    for one in put:
        end = start + len(one.lines)
        found.append((one, list(lines[start:end])))
        start = end
    return found


def _marked(put: Put, lines: Sequence[UnsettledCharge]) -> list[dict[str, object]]:
    """Lines with the ends of their encounter; of two with one id the later counts."""
    own, found = set(put.lines), dict[str, dict[str, object]]()
    for name, line in zip(put.lines, lines, strict=True):
        row: dict[str, object] = {**line, "claim_line_id": name + put.ends}
        if row.get("original_line_id") in own:
            row["original_line_id"] = f"{row['original_line_id']}{put.ends}"
        found[name] = row
    return list(found.values())
