"""Which reference rows name something that the loaded claims hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import Table, quoted

if TYPE_CHECKING:
    import duckdb

    from feijian.workspace import Workspace


@dataclass(frozen=True)
class Claimed:
    """Distinct items, diagnoses and operations of the loaded claims."""

    items: tuple[tuple[str, str | None], ...]
    diagnoses: tuple[str, ...]
    operations: tuple[str, ...]


def claimed(workspace: Workspace) -> Claimed | None:
    """What the warehouse holds; None where nothing was ever loaded."""
    if not workspace.warehouse.is_file():
        return None
    with workspace.reading() as connection:
        items = connection.execute(
            "select distinct item_code, item_name from canonical.claim_line order by all"
        ).fetchall()
        diagnoses = connection.execute(
            "select code from canonical.diagnosis union select main_diagnosis from canonical.encounter"
            " where main_diagnosis is not null order by 1"
        ).fetchall()
        operations = connection.execute(
            "select distinct code from canonical.procedure order by 1"
        ).fetchall()
    return Claimed(
        tuple((code, name) for code, name in items),
        tuple(d for (d,) in diagnoses),
        tuple(o for (o,) in operations),
    )


def put(connection: duckdb.DuckDBPyConnection, held: Claimed) -> None:
    """Temporary tables held_item, held_diagnosis and held_operation."""
    connection.execute("create or replace temp table held_item (code varchar, name varchar)")
    connection.execute("create or replace temp table held_diagnosis (code varchar)")
    connection.execute("create or replace temp table held_operation (code varchar)")
    codes, names = [c for c, _ in held.items], [n for _, n in held.items]
    connection.execute(
        "insert into held_item select unnest($1::varchar[]), unnest($2::varchar[])", [codes, names]
    )
    connection.execute(
        "insert into held_diagnosis select unnest($1::varchar[])", [list(held.diagnoses)]
    )
    connection.execute(
        "insert into held_operation select unnest($1::varchar[])", [list(held.operations)]
    )


def names_held(table: Table) -> str | None:
    """A condition on a row `t`: what it names is held. None for tables that name nothing of claims."""
    has = {c.name for c in table.columns}
    item = [
        f"h.code = t.{quoted(c)}"
        if c.startswith("item_code")
        else f"starts_with(h.code, t.{quoted(c)})"
        for c in ("item_code", "item_code_a", "item_prefix", "item_prefix_a")
        if c in has
    ][:1]
    name = [
        f"regexp_matches(h.name, t.{quoted(c)})"
        for c in ("name_pattern", "name_pattern_a", "herb_pattern_a", "dear_pattern")
        if c in has
    ][:1]
    if item and name:
        # the problem lists give a code or a name, all other tables a code and perhaps a name
        fits = (
            f"({item[0]} or {name[0]})"
            if table.name.startswith("problem_")
            else f"{item[0]} and coalesce({name[0]}, true)"
        )
        return f"exists (select 1 from held_item as h where {fits})"
    if item or name:
        return f"exists (select 1 from held_item as h where {(item or name)[0]})"
    for column, held in (
        ("procedure_prefix", "held_operation"),
        ("diagnosis_prefix", "held_diagnosis"),
        ("dear_prefix", "held_diagnosis"),
    ):
        if column in has:
            return f"exists (select 1 from {held} as h where starts_with(h.code, t.{column}))"
    return None


def unheld(
    connection: duckdb.DuckDBPyConnection, table: Table, held: Claimed | None
) -> list[str] | None:
    """Keys of rows that name nothing of the loaded claims, as a mistyped code would; None where that cannot be told."""
    condition = names_held(table)
    if held is None or condition is None:
        return None
    put(connection, held)
    keys = ", ".join(f"t.{quoted(k)}" for k in table.key)
    found = connection.execute(
        f"select concat_ws(' ', {keys}) from {table.full_name} as t where not {condition} order by 1"
    ).fetchall()
    return [str(key) for (key,) in found]
