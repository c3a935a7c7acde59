"""A world that waits for questions: registers, reference tables and empty derived ones, nobody's history.

It is filled with the history of the persons asked about and the charges uploaded, and emptied after.
Tables are made once, and statements read once: over a few rows that is most of what a query costs.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from feijian.asking.first_steps import Learnt
from feijian.asking.kept_plans import SETTING, KeptPlans
from feijian.asking.unsettled_copies import ASKED, IDS, Copies, Copy, Put, ends_of
from feijian.contracts import quoted
from feijian.contracts.charges import Unsettled, UnsettledCharge, Visit
from feijian.contracts.sql_limits import QueryTooLong, shut, within
from feijian.contracts.world import kept_statement, stand_in
from feijian.plain import Fetched, Row
from feijian.rules.narrow import copied_world, history_of, put_rows
from feijian.workspace.optimizer import Joins, joined

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content, Derived

REGISTERS = ("provider", "practitioner")
Items = Mapping[str, tuple[str | None, str | None]]
"""Item code → what it was called and charged as last."""

MOST_ROWS = 200_000
"""Rows of all histories in one world at most, where it holds more than one."""
FEW_ROWS = 2_000
"""Rows of all histories up to which plans are kept: of more of them the engine's own plans are quicker."""


OF_NAMES = {"listed_name": "item_name"}
"""Derived tables of which each row is decided by one name of an item and the reference tables, and the column
of the name: what they say of a name is worked out once."""


class WaitingWorld:
    """See the module. One thread's at a time."""

    def __init__(
        self,
        warehouse: duckdb.DuckDBPyConnection,
        content: Content,
        learnt: Learnt | None = None,
    ) -> None:
        """learnt: of the queries' first steps; they are not asked before the queries where it is not given."""
        import duckdb

        self.content, self._warehouse = content, warehouse
        self.connection = copied_world(warehouse, content, "person", [])
        self.connection.execute(f"create table {ASKED} (encounter_id varchar)")
        shut(self.connection, SETTING)
        self._plans, self._is_small = KeptPlans(self.connection), False
        self._learnt = learnt
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
        return not self.run(f"select 1 from {name} limit 1").fetchall()

    def empty_tables(self) -> set[str]:
        """Canonical and reference tables without a row."""
        names = [t.full_name for t in self.content.catalogue.of_schema("canonical")]
        looks = " union all ".join(
            f"(select {number} from {name} limit 1)" for number, name in enumerate(names)
        )
        there = {number for (number,) in self.run(looks).fetchall()}
        return {*self.always_empty, *(n for k, n in enumerate(names) if k not in there)}

    def build(self, table: Derived, seconds: float) -> bool:
        """Fill a derived table. False where it has no row; what cannot be filled is `failed`."""
        import duckdb

        name = f"derived.{quoted(table.name)}"
        if table.name in self.failed or not table.stored:
            return True
        self._filled.append(name)
        names = self._names_remembered(table)
        if names is not None:
            return self._put_names(table, names)
        try:
            made = self.ask(table.sql, None, table.header.joins, seconds, into=name)
            has_rows = bool(made.rows and made.rows[0][0])
        except (QueryTooLong, duckdb.Error) as error:
            if isinstance(error, duckdb.IOException | duckdb.FatalException):
                raise  # the disk, not the query
            self.failed[table.name] = str(error).splitlines()[0]
            return True
        self._remember_names(table)
        return has_rows

    def learn_names(self, names: Iterable[str], seconds: float) -> None:
        """Work out once what the lists say of these names of items."""
        for table in self.content.derived:
            if self._learnt is None or table.name not in OF_NAMES:
                continue
            self.fill([])
            told = sorted({name for name in names if name})
            self.connection.execute(
                "insert into derived.charged_item (item_name) select unnest($1)", [told]
            )
            self._is_small = False
            self._filled.append("derived.charged_item")
            self.build(table, seconds)
            self.fill([])

    def _names(self) -> set[str]:
        """The names of what was charged, as the lists are asked about them."""
        rows = self.run("select item_name, local_item_name from derived.charged_item").fetchall()
        return {name for row in rows for name in row if name is not None}

    def _names_remembered(self, table: Derived) -> list[Row] | None:
        """The rows of a table of names; None where a name is new, or they are not remembered."""
        if not self._is_small or self._learnt is None or table.name not in OF_NAMES:
            return None
        known, names = self._learnt.names, self._names()
        if not names <= known.keys():
            return None
        return [row for name in sorted(names) for row in known[name]]

    def _put_names(self, table: Derived, rows: Sequence[Row]) -> bool:
        import pyarrow as pa

        if rows:
            given = pa.Table.from_pylist(list(rows))
            heads = ", ".join(quoted(name) for name in given.column_names)
            name = f"derived.{quoted(table.name)}"
            self.connection.register("incoming", given)
            self._run(f"insert into {name} ({heads}) select {heads} from incoming")
            self.connection.unregister("incoming")
        return bool(rows)

    def _remember_names(self, table: Derived) -> None:
        if self._learnt is None or table.name not in OF_NAMES:
            return
        found = _fetched(self.run(f"from derived.{quoted(table.name)}"))
        of: dict[str, list[Row]] = {name: [] for name in self._names()}
        for values in found.rows:
            row = dict(zip(found.columns, values, strict=True))
            of[str(row[OF_NAMES[table.name]])].append(row)
        self._learnt.names |= of

    def ask(
        self,
        sql: str,
        values: Mapping[str, object] | None,
        joins: Joins,
        seconds: float,
        into: str = "",
    ) -> Fetched:
        """The rows of a query, which is stopped after so many seconds. Raises duckdb.Error, QueryTooLong.

        into: the table that they are put into; how many is returned then, or nothing where there are none.
        """
        statement = f"insert into {into}\n{sql}" if into else sql
        with within(self.connection, seconds):
            if self._is_small:
                return self._asked_in_steps(sql, statement, values)
            with joined(self.connection, joins):
                return _fetched(self.connection.execute(kept_statement(statement), values or {}))

    def _asked_in_steps(
        self, sql: str, statement: str, values: Mapping[str, object] | None
    ) -> Fetched:
        if self._learnt is None:
            return _fetched(self._plans.run(statement, values))
        steps = self._learnt.steps(sql)
        for step in steps.to_ask:
            begun = time.perf_counter()
            is_empty = self._plans.is_empty(step.sql, values)
            step.asked += 1
            step.seconds += time.perf_counter() - begun
            if is_empty:
                step.empty += 1
                steps.told(None)
                return Fetched([], [])
        begun = time.perf_counter()
        found = _fetched(self._plans.run(statement, values))
        steps.told(time.perf_counter() - begun)
        return found

    def fill(self, persons: Sequence[str]) -> bool:
        """Take out what was there, and copy the history of a person for each that is named.

        False where that would be too much for one world: nothing is in it then.
        """
        for table in self.content.catalogue.of_schema("canonical"):
            if table.name not in REGISTERS:
                self._run(f"truncate {table.full_name}")
        for name in self._filled:
            self._run(f"truncate {name}")
        self._run(f"truncate {ASKED}")
        self._filled.clear()
        self.failed = dict(self._broken)
        history = history_of(self._warehouse, self.content, sorted(set(persons)))
        copies = None
        if len(persons) > 1:
            its = [Copy(one, ends_of(number)) for number, one in enumerate(persons)]
            copies = Copies(history, its)
            if copies.count > MOST_ROWS:
                return False
        count = copies.count if copies else sum(rows.num_rows for rows in history.values())
        self._is_small = count <= FEW_ROWS
        for name, rows in history.items():
            contract = self.content.catalogue.find(name, "canonical")
            assert contract is not None
            put_rows(self.connection, contract, copies.table(name) if copies else rows)
        return True

    def put(self, rows: Sequence[Unsettled], items: Items) -> list[Put]:
        """Put uploads into the world: lines replace those of their ids, the visit what was known of it.

        They are of the persons that the world was filled with, in their order.
        """
        is_one = len(rows) == 1
        ends = ["" if is_one else ends_of(number) for number in range(len(rows))]
        ids = [one.charges[0]["encounter_id"] + end for one, end in zip(rows, ends, strict=True)]
        self.connection.execute(kept_statement(f"insert into {ASKED} select unnest($1)"), [ids])
        known = {
            e: (kind, provider)
            for e, kind, provider in self.run(
                "select encounter_id, class, provider_id from canonical.encounter"
                f" where encounter_id in (select encounter_id from {ASKED})"
            ).fetchall()
        }
        put, lines, visits, diagnoses = [], list[Row](), list[Row](), list[Row]()
        for one, end, its_id in zip(rows, ends, ids, strict=True):
            its = _lines(one, items, known.get(its_id))
            visit = _visit(one, its, is_known=its_id in known)
            names = tuple(str(line["claim_line_id"]) for line in its)
            charge = one.charges[0]
            put.append(Put(charge["encounter_id"], charge["person_id"], names, end))
            # of two with one id the later counts
            lines += dict(zip(names, (_marked(line, end) for line in its), strict=True)).values()
            visits += [_marked(visit, end)] if visit else []
            diagnoses += [{**d, "encounter_id": its_id} for d in one.diagnoses]
        self._take_out(put, [str(visit["encounter_id"]) for visit in visits])
        self._insert("encounter", visits)
        self._insert("claim_line", lines)
        if diagnoses:
            self.connection.execute(
                "delete from canonical.diagnosis where encounter_id in (select unnest($1))",
                [[d["encounter_id"] for d in diagnoses]],
            )
            self._insert("diagnosis", diagnoses)
        return put

    def _take_out(self, put: Sequence[Put], visits: Sequence[str]) -> None:
        """Take out what uploads replace."""
        run = self.connection.execute
        if visits:
            run(
                "delete from canonical.encounter where encounter_id in (select unnest($1))",
                [visits],
            )
        pairs = [(line + one.ends, one.person_id + one.ends) for one in put for line in one.lines]
        told = dict(zip(("line", "person"), map(list, zip(*pairs, strict=True)), strict=True))
        run(
            "delete from canonical.claim_line using"
            " (select unnest($line) as line, unnest($person) as person) as sent"
            " where claim_line_id = sent.line and person_id = sent.person",
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

    def run(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Ask a statement of this program itself."""
        return self._plans.run(sql) if self._is_small else self._run(sql)

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(kept_statement(sql))


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Fetched:
    return Fetched([d[0] for d in cursor.description or []], cursor.fetchall())


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


def _marked(row: Mapping[str, object], ends: str) -> Row:
    """A row with the ends of its encounter."""
    return {k: f"{v}{ends}" if k in IDS and v is not None else v for k, v in row.items()}
