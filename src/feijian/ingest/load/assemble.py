"""Canonical rows made from parts: only those whose parts changed are made anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import Table, quoted
from feijian.contracts.sql_limits import DEFAULT_SECONDS, within
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.ledger import touch
from feijian.ingest.load.sharing import foreign_rows
from feijian.ingest.load.stream import Stream
from feijian.ingest.load.telling import told_by
from feijian.ingest.sources.source import Assembly
from feijian.workspace.lookups import with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


def assemble(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    assembly: Assembly,
    streams: Sequence[Stream],
    delivery_seq: int,
    source: str,
    seconds: float = DEFAULT_SECONDS,
    *,
    fresh: bool,
) -> None:
    """Bring canonical rows in line with their parts.

    Reads `temp.changed` (values of the assembly's `by` column whose parts changed); adds keys
    of canonical rows that went to `temp.lost_<table>`. fresh: the load began with an empty warehouse, so that
    everything counts as touched; a table that is first filled by a later delivery touches the keys of its rows.
    """
    if not count(connection, "select count(*) from changed"):
        return
    names = ", ".join(quoted(c.name) for c in table.columns)
    by = quoted(assembly.by)
    fresh = fresh and not count(connection, f"select count(*) from {table.full_name}")
    among = "" if fresh else f" where {by} in ({with_nobody('select key from changed')})"
    parts = ", ".join(
        f"{quoted(s.mappings[0].source_table)} as (select {s.names} from {s.store}{among})"
        for s in streams
    )
    # an assembly names what it has; the rest of the table's columns are empty
    values = ", ".join(
        f"cast({quoted(c.name) if c.name in assembly.columns else 'null'} as {c.physical_type})"
        f" as {quoted(c.name)}"
        for c in table.columns
    )
    complete = " and ".join(f"{quoted(c.name)} is not null" for c in table.columns if c.required)
    query = f"with {parts} select {values} from (\n{assembly.sql})"
    others = foreign_rows(connection, table, source)
    with told_by(assembly.headed), within(connection, seconds):
        connection.execute(f"create or replace temp table assembled as {query}")
    _remark_on_lost(connection, table, assembly)
    made = f"select * from assembled where {complete}"
    if others:
        # a row of another source stands: it is not made twice, and it is not taken away
        match = " and ".join(f"f.{quoted(k)} = m.{quoted(k)}" for k in table.key)
        made = f"select m.* from ({made}) as m where not exists (select 1 from ({others}) as f where {match})"
    if fresh:
        connection.execute(f"insert into {table.full_name} ({names}) {made}")
        connection.execute("drop table assembled")
        _remark_on_keys(connection, table, assembly, among)
        return
    connection.execute(f"create or replace temp table made as {made}")
    standing = f"select {names} from {table.full_name} as m{among}"
    if others:
        match = " and ".join(f"f.{quoted(k)} = m.{quoted(k)}" for k in table.key)
        standing += f" and not exists (select 1 from ({others}) as f where {match})"
    connection.execute(f"create or replace temp table standing as {standing}")
    connection.execute("create or replace temp table gone as from standing except from made")
    connection.execute("create or replace temp table arrived as from made except from standing")
    columns = [c.name for c in table.columns]
    told = "changed.told" if table.key == ("person_id",) else None
    if told:
        _note_told(connection, columns)
    for rows in ("gone", "arrived"):
        noted = (
            f"(select t.*, n.told from {rows} as t join noted as n on t.person_id = n.person_id)"
        )
        touch(connection, delivery_seq, columns, noted if told else rows, told)
    same = " and ".join(f"g.{quoted(k)} = t.{quoted(k)}" for k in table.key)
    connection.execute(f"delete from {table.full_name} as t using gone as g where {same}")
    connection.execute(f"insert into {table.full_name} ({names}) select {names} from arrived")
    _remark_on_keys(connection, table, assembly, among)
    key = quoted(table.key[0])
    connection.execute(
        f"insert into lost_{table.name} select distinct cast({key} as varchar) from gone"
        f" where {key} not in (select {key} from {table.full_name} where {key} in (select {key} from gone))"
    )
    for name in ("assembled", "made", "standing", "gone", "arrived"):
        connection.execute(f"drop table {name}")


def _note_told(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> None:
    """Create `temp.noted`: which columns of each person's own row say something else than before.

    The insurance, the employer and the phone are those of the latest visit: every night changes them, and
    few rules rest on them.
    """
    others = ", ".join(
        f"case when g.{quoted(c)} is distinct from a.{quoted(c)} then '{c}' end" for c in columns
    )
    connection.execute(
        "create or replace temp table noted as select coalesce(g.person_id, a.person_id) as person_id,"
        f" list_filter([{others}], lambda name: name is not null) as told"
        " from gone as g full join arrived as a on g.person_id = a.person_id"
    )


def _remark_on_keys(
    connection: duckdb.DuckDBPyConnection, table: Table, assembly: Assembly, among: str
) -> None:
    """Tell where an assembly made two rows of one key: rules that join by it would count twice."""
    keys = ", ".join(quoted(k) for k in table.key)
    twice = count(
        connection,
        f"select count(*) from (select 1 from {table.full_name}{among} group by {keys} having count(*) > 1)",
    )
    if twice:
        connection.execute(
            "insert into remark values ($1, $2, $3)",
            [
                assembly.headed.at(sql_line=1),
                f"gives {twice} keys of canonical.{table.name} ({', '.join(table.key)}) more than once",
                "Group or number the parts by that key: rules that join by it count such rows twice.",
            ],
        )


def _remark_on_lost(
    connection: duckdb.DuckDBPyConnection, table: Table, assembly: Assembly
) -> None:
    """Tell which rows of an assembly were left out, because they have not what the table requires."""
    required = [c.name for c in table.columns if c.required]
    cells = ", ".join(f"count(*) filter (where {quoted(n)} is null)" for n in required)
    row = first_row(connection, f"select {cells} from assembled") or ()
    lacking = [f"{n} ({rows})" for n, rows in zip(required, row, strict=True) if rows]
    if lacking:
        connection.execute(
            "insert into remark values ($1, $2, $3)",
            [
                assembly.headed.file.shown,
                f"rows of canonical.{table.name} were left out for want of {', '.join(lacking)}",
                "Ask the sender for it, or give it from another part.",
            ],
        )
