"""Numbers that several providers give alike: told apart by the provider, and only those.

A line number of the platform is unique. Where providers number their own lines, the same number
means another row with each of them. Such a number becomes `<provider>:<number>` for all of them,
whenever the second one turns up: which delivery came first makes no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.incoming import Stream
from feijian.ingest.load.ledger import touch
from feijian.ingest.read.values import literal
from feijian.ingest.sources.source import Numbers

if TYPE_CHECKING:
    import duckdb


def qualify_shared_ids(
    connection: duckdb.DuckDBPyConnection, stream: Stream, delivery_seq: int
) -> bool:
    """Qualify shared numbers in `temp.incoming` and, where a number is newly shared, in the store.

    Returns whether any number changed. Reads `temp.doubled`, the keys that stand more than once in `incoming`.
    """
    numbers = next((m.numbers for m in stream.mappings if m.numbers), None)
    if numbers is None:
        return False
    if stream.contract.name == numbers.of:
        _find_shared(connection, stream, numbers)
        if count(connection, "select count(*) from newly_shared"):
            _rename_stored(connection, stream, numbers, delivery_seq)
    if not count(connection, f"select count(*) from ({_all_shared(numbers)})"):
        return False
    _rename(connection, "incoming", numbers, _all_shared(numbers))
    return True


def _all_shared(numbers: Numbers) -> str:
    return f"select number from ledger.shared_number where table_name = {literal(numbers.of)}"


def _find_shared(connection: duckdb.DuckDBPyConnection, stream: Stream, numbers: Numbers) -> None:
    key, by = quoted(stream.key[0]), quoted(numbers.by)
    sound = "i._reasons is null and not i._void"
    found = [
        f"select i.{key} as number from incoming as i join doubled as d on d.{key} = i.{key}"
        f" where {sound} group by i.{key} having min(i.{by}) <> max(i.{by})"
    ]
    for place in (stream.store, stream.waiting):
        if count(connection, f"select count(*) from {place}"):
            found.append(
                f"select i.{key} from incoming as i join {place} as c on c.{key} = i.{key}"
                f" where {sound} and c.{by} <> i.{by}"
            )
    connection.execute(
        "create or replace temp table newly_shared as"
        f" select distinct number from ({' union all '.join(found)})"
        f" where number not in ({_all_shared(numbers)})"
    )
    connection.execute(
        f"insert into ledger.shared_number select {literal(numbers.of)}, number from newly_shared"
    )


def _rename_stored(
    connection: duckdb.DuckDBPyConnection, stream: Stream, numbers: Numbers, delivery_seq: int
) -> None:
    """Rows stored under a number before it was shared, and rows of other tables that name them."""
    key, by = quoted(stream.key[0]), quoted(numbers.by)
    shared = "select number from newly_shared"
    among = f"(select t.* from {stream.store} as t where t.{key} in ({shared}))"
    columns = [name for name, _ in stream.columns]
    touch(connection, delivery_seq, columns, among)
    connection.execute(
        f"update {stream.origin} as o set {key} = c.{by} || ':' || c.{key} from {stream.store} as c"
        f" where c.{key} = o.{key} and c.{key} in ({shared})"
    )
    for place in (stream.store, stream.waiting):
        _rename(connection, place, numbers, shared)
    for table in _naming(connection, numbers):
        only = Numbers(numbers.of, numbers.by, (stream.key[0],))
        _rename(connection, table, only, shared)


def _naming(connection: duckdb.DuckDBPyConnection, numbers: Numbers) -> list[str]:
    """Other tables with a column of that number and the provider beside it."""
    key = f"{numbers.of}_id"
    return [
        f"{schema}.{quoted(name)}"
        for schema, name in connection.execute(
            "select table_schema, table_name from information_schema.columns"
            " where (table_schema = 'canonical' or (table_schema = 'ledger' and table_name like 'waiting_%'))"
            f" and column_name in ({literal(key)}, {literal(numbers.by)})"
            f" and table_name not in ({literal(numbers.of)}, {literal('waiting_' + numbers.of)})"
            " group by all having count(*) = 2"
        ).fetchall()
    ]


def _rename(
    connection: duckdb.DuckDBPyConnection, place: str, numbers: Numbers, shared: str
) -> None:
    by = quoted(numbers.by)
    for name in numbers.columns:
        column = quoted(name)
        connection.execute(
            f"update {place} set {column} = {by} || ':' || {column} where {column} in ({shared})"
        )
