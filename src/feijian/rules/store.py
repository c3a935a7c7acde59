"""The warehouse's finding store: the findings of every rule as of the newest delivery judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.rules.findings import Finding, stored_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

JUDGED = (
    "create table if not exists finding.judged"
    " (rule_id varchar, fingerprint varchar, delivery_seq bigint)"
)


@dataclass(frozen=True)
class JudgedScope:
    """Up to which delivery, and with which content and settings, a rule's findings stand."""

    fingerprint: str
    delivery_seq: int


def open_store(connection: duckdb.DuckDBPyConnection) -> dict[str, JudgedScope]:
    """Make the store where it is missing; what was judged, by rule.

    A store of an earlier edition, with other columns, is made anew: everything is judged again.
    """
    wanted = _columns(connection)
    there = connection.execute(
        "select column_name, lower(data_type) from information_schema.columns"
        " where table_schema = 'finding' and table_name = 'finding' order by ordinal_position"
    ).fetchall()
    if there and there != wanted:
        connection.execute("drop table finding.finding")
        connection.execute("drop table if exists finding.judged")
        there = []
    if not there:
        columns = ", ".join(f"{name} {kind}" for name, kind in wanted)
        connection.execute(f"create table finding.finding ({columns})")
    connection.execute(JUDGED)
    rows = connection.execute(
        "select rule_id, fingerprint, delivery_seq from finding.judged"
    ).fetchall()
    return {r[0]: JudgedScope(r[1], r[2]) for r in rows}


def _columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The store's columns as DuckDB calls their types."""
    import pyarrow as pa

    # a relation's own description makes Python read pandas, which nothing else of a night needs
    connection.register("wanted_columns", pa.Table.from_batches([], schema=stored_schema()))
    described = connection.execute("describe wanted_columns").fetchall()
    connection.unregister("wanted_columns")
    return [(name, kind.lower()) for name, kind, *_ in described]


def forget(connection: duckdb.DuckDBPyConnection, rule_ids: Iterable[str]) -> None:
    """Drop the findings of rules that failed, were switched off or left the library."""
    for rule_id in rule_ids:
        # in this order: killed in between, the rule is one that was never judged
        connection.execute("delete from finding.judged where rule_id = ?", [rule_id])
        connection.execute("delete from finding.finding where rule_id = ?", [rule_id])


@dataclass(frozen=True)
class Fresh:
    """What judging a rule gave. keys: those whose findings these are; None where they are all of them."""

    rule_id: str
    judged: JudgedScope
    findings: Sequence[Finding]
    keys: Sequence[str] | None = None


def keep(connection: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh]) -> None:
    """Replace the findings of some rules: all of them, or only those decided by the given keys.

    One transaction: what a killed run leaves is the state before or the state after.
    """
    import pyarrow as pa

    if not fresh:
        return
    found = [f for one in fresh for f in one.findings]
    connection.register("fresh_findings", pa.Table.from_pylist(found, stored_schema()))
    connection.execute("begin")
    try:
        for rule_ids, keys in _by_keys(fresh):
            _drop(connection, rule_ids, keys)
        if found:
            names = ", ".join(stored_schema().names)
            connection.execute(
                f"insert into finding.finding ({names}) select {names} from fresh_findings"
            )
        _note(connection, {one.rule_id: one.judged for one in fresh})
    except BaseException:
        connection.execute("rollback")
        raise
    finally:
        connection.unregister("fresh_findings")
    connection.execute("commit")


def _by_keys(fresh: Sequence[Fresh]) -> list[tuple[list[str], Sequence[str] | None]]:
    """Rules that were judged over the same keys, together."""
    found: dict[int, tuple[list[str], Sequence[str] | None]] = {}
    for one in fresh:
        rules, _ = found.setdefault(id(one.keys), ([], one.keys))
        rules.append(one.rule_id)
    return list(found.values())


def note_judged(connection: duckdb.DuckDBPyConnection, judged: Mapping[str, JudgedScope]) -> None:
    """Note that the findings of some rules stand as they are. Killed before it, they are judged again."""
    if not judged:
        return
    connection.execute("begin")
    try:
        _note(connection, judged)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _note(connection: duckdb.DuckDBPyConnection, judged: Mapping[str, JudgedScope]) -> None:
    import pyarrow as pa

    rows = [
        {"rule_id": r, "fingerprint": j.fingerprint, "delivery_seq": j.delivery_seq}
        for r, j in judged.items()
    ]
    connection.register("standing", pa.Table.from_pylist(rows))
    try:
        connection.execute(
            "delete from finding.judged where rule_id in (select rule_id from standing)"
        )
        connection.execute(
            "insert into finding.judged select rule_id, fingerprint, delivery_seq from standing"
        )
    finally:
        connection.unregister("standing")


def deciding(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> list[str]:
    """Rules that have findings decided by some of the keys."""
    import pyarrow as pa

    connection.register("touched_keys", pa.table({"key": pa.array(keys, pa.string())}))
    rows = connection.execute(
        "select distinct rule_id from (select rule_id, unnest(scope_keys) as key"
        " from finding.finding) as named semi join touched_keys on named.key = touched_keys.key"
    ).fetchall()
    connection.unregister("touched_keys")
    return [rule_id for (rule_id,) in rows]


def _drop(
    connection: duckdb.DuckDBPyConnection, rule_ids: Sequence[str], keys: Sequence[str] | None
) -> None:
    """Drop the findings of some rules: all of them, or those decided by some keys."""
    import pyarrow as pa

    rules = list(rule_ids)
    if keys is None:
        connection.execute(
            "delete from finding.finding where rule_id in (select unnest($1::varchar[]))", [rules]
        )
        return
    connection.register("touched_keys", pa.table({"key": pa.array(keys, pa.string())}))
    try:
        connection.execute(
            "delete from finding.finding where finding_id in ("
            " select finding_id from (select finding_id, unnest(scope_keys) as key"
            " from finding.finding where rule_id in (select unnest($1::varchar[]))) as named"
            " semi join touched_keys on named.key = touched_keys.key)",
            [rules],
        )
    finally:
        connection.unregister("touched_keys")


def stored(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """All findings kept, in a fixed order."""
    names = ", ".join(stored_schema().names)
    connection.complete()
    return connection.sql(
        f"select {names} from finding.finding order by rule_id, subject_id, finding_id"
    ).to_arrow_table()
