"""Whether a delivery's columns look like what the contracts expect: shares of rows that fit.

Counts can agree while every code is unreadable to the rules. Each canonical contract says which
share of its rows should fit a measure (`plausible`); a delivery far below it, or far below earlier
deliveries, is doubtful, though every row was taken in.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, Table, quoted
from feijian.errors import Problem
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace.lookups import of_the_few, with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST_ROWS = 20
"""Fewer rows say nothing about a share, but where a single row cannot be right (`fewest` of the measure)."""
SIZE = 20
"""Lines of a settlement that come to so many times its total, or to so small a part, count in another unit."""
SIZES = "lines are of the size of their settlement"
DRAWN = 20_000
"""Lines whose settlements are looked at for that."""
FEW = 10
"""Rows of which there are so many times more are looked for once and kept."""
OF_SIZES = (
    "claim_id",
    "provider_id",
    "category",
    "amount",
    "item_code",
    "item_name",
    "unit_price",
    "quantity",
)
"""Columns of a line that tell whether it is of the size of its settlement, and of its item (`sizes`, `items_apart`)."""
DAYS = ("date", "timestamp")
FEWEST_OF_HOUSE, SHOWN = 20, 5
"""Rows of a house by itself that say something of it, and houses that are named."""
FALL = 0.2
"""A share that falls by more than this against earlier deliveries is doubtful."""


@dataclass(frozen=True)
class Measured:
    """One share of one delivery.

    before: the share in all earlier deliveries, or None. fewest: rows from which on the share says something.
    houses: those far below by themselves, each with its rows that fit and all of its rows.
    """

    table: str
    name: str
    rows: int
    fitting: int
    at_least: float
    before: float | None
    fewest: int = FEWEST_ROWS
    houses: tuple[tuple[str, int, int], ...] = ()

    @property
    def share(self) -> float:
        return self.fitting / self.rows if self.rows else 1.0

    @property
    def doubtful(self) -> bool:
        low = self.share < self.at_least
        fallen = self.before is not None and self.share < self.before - FALL
        return (self.rows >= self.fewest and low) or (self.rows >= FEWEST_ROWS and fallen)

    def problem(self) -> Problem:
        of = {"column": self.name.replace("_", " "), "share": self.share, "rows": self.rows}
        if self.before is None:
            told = sentence(
                "{column}: {share:.1%} of {rows:,} rows, expected at least {at_least:.0%}",
                **of,
                at_least=self.at_least,
            )
        else:
            told = sentence(
                "{column}: {share:.1%} of {rows:,} rows, expected at least {at_least:.0%};"
                " earlier deliveries {before:.1%}",
                **of,
                at_least=self.at_least,
                before=self.before,
            )
        return Problem(
            self.table,
            told,
            "Look at the column in the sender's file before relying on what is found.",
        )

    def of_houses(self) -> Iterator[Problem]:
        """Houses that do not fit, where all houses together do."""
        if not self.houses or self.doubtful:
            return
        first = [f"{house} ({fit:,} / {of:,})" for house, fit, of in self.houses[:SHOWN]]
        more = len(self.houses) - SHOWN
        yield Problem(
            self.table,
            sentence(
                "{column}, not at some providers: {houses}{part}",
                column=self.name.replace("_", " "),
                houses=", ".join(first),
                part=sentence(" and {n} more", n=more) if more > 0 else "",
            ),
            "Look at the column in these providers' rows before relying on what is found there.",
        )

    def plain(self) -> Json:
        return {**self.__dict__, "share": round(self.share, 4), "doubtful": self.doubtful}


def measured(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, delivery_seq: int
) -> tuple[Measured, ...]:
    """Measure the rows this delivery brought and keep the shares for later comparisons."""
    connection.execute(
        "create table if not exists ledger.plausibility (delivery_seq integer, table_name varchar,"
        " measure varchar, rows bigint, fitting bigint)"
    )
    found: list[Measured] = []
    own = with_origin(connection)
    tables = [t for t in catalogue.of_schema("canonical") if t.custom.get("plausible")]
    came = _came(connection, tables, delivery_seq, own)
    for table in tables:
        if table.name in came:
            found.extend(_of_table(connection, table, delivery_seq, own))
        if table.name == "claim_line" and table.name in own:
            found.extend(_sizes(connection, table, delivery_seq))
    for m in found:
        connection.execute(
            "insert into ledger.plausibility values ($1, $2, $3, $4, $5)",
            [delivery_seq, m.table, m.name, m.rows, m.fitting],
        )
    return tuple(found)


def _of_table(
    connection: duckdb.DuckDBPyConnection, table: Table, delivery_seq: int, own: Container[str]
) -> Iterator[Measured]:
    measures = table.custom["plausible"]
    rows_here = brought(connection, table, delivery_seq, table.name in own)
    here = f"from {rows_here} as {table.name}"
    few = rows_here.startswith("temp.")
    sums = ", ".join(
        f"count(*) filter (where {m['among']}), count(*) filter (where ({m['among']}) and ({m['fits']}))"
        for m in measures
    )
    # a house among many hides in a share of them all
    by_house = any("each_house" in m for m in measures)
    house, grouped = (quoted("provider_id"), " group by all") if by_house else ("null", "")
    asked = f"select {house}, {sums} {here}{grouped}"
    counted = connection.execute(
        of_the_few(asked, table.name, rows_here) if few else asked
    ).fetchall()
    for place, measure in enumerate(measures, start=1):
        shares = [(str(c[0]), int(c[2 * place]), int(c[2 * place - 1])) for c in counted]
        fitting = sum(fit for _, fit, _ in shares)
        rows = sum(of for _, _, of in shares)
        if not rows:
            continue
        before = first_row(
            connection,
            "select sum(fitting), sum(rows) from ledger.plausibility"
            " where table_name = $1 and measure = $2 and delivery_seq < $3",
            [table.name, measure["name"], delivery_seq],
        )
        share = before[0] / before[1] if before and before[1] else None
        yield Measured(
            table.name,
            str(measure["name"]),
            rows,
            fitting,
            float(measure["at_least"]),
            share,
            int(measure.get("fewest", FEWEST_ROWS)),
            tuple(
                sorted(
                    (house, fit, of)
                    for house, fit, of in shares
                    if of >= FEWEST_OF_HOUSE and fit < float(measure.get("each_house", 0)) * of
                )
            ),
        )


def _sizes(
    connection: duckdb.DuckDBPyConnection, table: Table, delivery_seq: int
) -> Iterator[Measured]:
    """Whether lines are of the size of their settlements: in one of the two files yuan may be cents."""
    counted = first_row(
        connection,
        "with drawn as (select distinct l.claim_id from (select claim_id"
        f" from {brought(connection, table, delivery_seq, True)}"
        # the same settlements whenever the same rows are loaded
        f" order by hash(claim_id) limit {DRAWN}) as l),"
        " charged as (select claim_id, sum(amount) as amount from canonical.claim_line"
        f" where claim_id in ({with_nobody('select claim_id from drawn')}) group by claim_id)"
        " select count(*), count(*) filter (where charged.amount > claim.total_amount / $1"
        " and charged.amount < claim.total_amount * $1)"
        " from charged join canonical.claim on claim.claim_id = charged.claim_id"
        " where charged.amount > 0 and claim.total_amount > 0",
        [SIZE],
    )
    if counted and counted[0]:
        yield Measured(
            "claim_line",
            SIZES.replace(" ", "_"),
            int(counted[0]),
            int(counted[1]),
            0.5,
            None,
        )


def brought(
    connection: duckdb.DuckDBPyConnection, table: Table, delivery_seq: int, whole: bool
) -> str:
    """A relation of the rows that this delivery brought, or of which it brought a part.

    whole: whether its rows come from one file each, not from parts. Few of many are looked for once and kept
    for whoever asks next, with the columns that measures, sizes and days ask for; a load stores nothing any more
    when this is asked.
    """
    few = True
    if whole:
        stored, of_origin, new = _how_many(connection, table, delivery_seq)
        if stored == of_origin == new:
            return table.full_name  # then nobody has to be looked up
        few = new * FEW < stored
    of_delivery = _of_delivery(connection, delivery_seq)
    if whole and len(table.key) > 1:
        match = " and ".join(f"o.{quoted(k)} = t.{quoted(k)}" for k in table.key)
        places = f"exists (select 1 from ledger.origin_{table.name} as o where {of_delivery} and {match})"
    else:
        origins = [(f"ledger.origin_{table.name}", table.key[0])]
        places = " or ".join(
            f"t.{quoted(column)} in ("
            + with_nobody(f"select o.{quoted(column)} from {store} as o where {of_delivery}")
            + ")"
            for store, column in (origins if whole else parts_of(connection, table))
        )
    rows = f"select {{}} from {table.full_name} as t where {places}"
    if not few:
        return f"({rows.format('t.*')})"
    kept = f"temp.brought_{delivery_seq}_{table.name}"
    connection.execute(f"create temp table if not exists {kept} as {rows.format(_asked_of(table))}")
    return kept


def _asked_of(table: Table) -> str:
    """The columns that measures, sizes and days ask for: of a long table the others are long to read."""
    told = " ".join(f"{m['among']} {m['fits']}" for m in table.custom.get("plausible") or [])
    named = {*re.findall(r"\w+", told), *OF_SIZES, *table.key}
    asked = [c for c in table.columns if c.name in named or c.physical_type in DAYS]
    return ", ".join(f"t.{quoted(c.name)}" for c in asked)


def _came(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    delivery_seq: int,
    own: Container[str],
) -> frozenset[str]:
    """Those of some tables of which this delivery brought a row, or a part of one: of others nothing is asked."""
    of_delivery = _of_delivery(connection, delivery_seq)
    stores = [
        (table.name, store)
        for table in tables
        for store in (
            [f"ledger.origin_{table.name}"]
            if table.name in own
            else [store for store, _ in parts_of(connection, table)]
        )
    ]
    if not stores:
        return frozenset()
    asked = " union all ".join(
        f"select '{name}', exists (select 1 from {store} as o where {of_delivery})"
        for name, store in stores
    )
    return frozenset(name for name, came in connection.execute(asked).fetchall() if came)


def _of_delivery(connection: duckdb.DuckDBPyConnection, delivery_seq: int) -> str:
    """SQL that holds for the rows `o` of a delivery: by number, so that the engine's bounds tell where they are."""
    files = connection.execute(
        "select file_seq from ledger.file where delivery_seq = $1 order by 1", [delivery_seq]
    ).fetchall()
    return f"o._file in ({', '.join(str(file) for (file,) in files) or 'null'})"


def _how_many(
    connection: duckdb.DuckDBPyConnection, table: Table, delivery_seq: int
) -> tuple[int, int, int]:
    """Rows there are, those of them that come from a file, and those that this delivery brought."""
    stored, of_origin, new = first_row(
        connection,
        f"select (select count(*) from {table.full_name}), count(*),"
        f" count(*) filter (where {_of_delivery(connection, delivery_seq)})"
        f" from ledger.origin_{table.name} as o",
    ) or (0, 0, 0)
    return int(stored), int(of_origin), int(new)


def with_origin(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Canonical tables whose rows come from one file each, by name."""
    rows = connection.execute(
        "select table_name from duckdb_tables()"
        " where schema_name = 'ledger' and starts_with(table_name, 'origin_')"
    ).fetchall()
    return frozenset(name.removeprefix("origin_") for (name,) in rows)


def parts_of(connection: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[str, str]]:
    """Where the parts of a table that is put together of several are kept, and the column that joins them."""
    return connection.execute(
        "select distinct store, by_column from ledger.part where table_name = $1 order by all",
        [table.name],
    ).fetchall()
