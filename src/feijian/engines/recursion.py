"""Queries of many parts on Spark: a shared part is worked out once, a recursive one is walked to its end.

Spark puts a part of a query (a CTE) in each place that names it: a query of thirty parts that name each
other twice becomes thousands of scans, and planning it never ends. What is named more than once, and would
be read again at some cost, is worked out, kept, and read from there.

`union` in a recursion is a fixed point there is no syntax for. Spark knows `union all` in a recursion, which
never ends where a graph has a circle. Here the rows found last are a view, the step reads it, what is new is
kept, and the walk ends when nothing is new: what the standard says `with recursive … union` means. The rows
found pass through this process: pairs of persons, not claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlglot import exp

from feijian.messages import sentence

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Keep = Callable[["DataFrame"], "DataFrame"]
"""Rows worked out once, to be read any number of times."""

_NUMBER = count(1)
FEW_SCANS = 12
"""What keeping a part has to save: fewer scans than these are as quickly done again."""


def query(
    spark: SparkSession, tree: exp.Expr, values: Mapping[str, Any], keep: Keep | None = None
) -> DataFrame:
    """Rows of a query in Spark's words; recursive and shared parts are replaced by views of their rows.

    keep: how the rows of a part are kept; where not given they pass through this process, for few rows.
    """
    keeping = keep or partial(_through_here, spark)
    tree = tree.copy()
    clause = tree.args.get("with_") or tree.args.get("with")
    parts: list[exp.CTE] = list(clause.expressions) if clause else []
    made: list[str] = []
    for part in list(parts):
        before = parts[: parts.index(part)]
        if isinstance(part.this, exp.Union) and _reads(part.this, part.alias):
            view = _closure(spark, part, before, values, keeping)
        elif _is_shared(tree, part, before):
            rows = spark.sql(_with(part.this, before), args=dict(values))
            if not _can_be_kept(rows):
                continue
            view = f"{part.alias}__{next(_NUMBER)}"
            _show(spark, keeping(rows), view)
        else:
            continue
        made.append(view)
        _rename(tree, part.alias, view)
        part.pop()
        parts.remove(part)
    if clause:
        clause.set("recursive", False)
        if not clause.expressions:
            clause.pop()
    found = spark.sql(_text(tree), args=dict(values))
    if not is_connect(spark):
        for view in made:  # what they show is part of the rows asked for; the names are free again
            spark.catalog.dropTempView(view)
            spark.catalog.dropTempView(f"{view}__rows")
    return found


def is_connect(spark: SparkSession) -> bool:
    """Whether a session talks to a server by Spark Connect: no Java at hand, and queries looked at late."""
    return type(spark).__module__.startswith("pyspark.sql.connect")


def _is_shared(tree: exp.Expr, part: exp.CTE, before: list[exp.CTE]) -> bool:
    """Whether a part is named so often, and reads so much, that it is better worked out once."""
    named = sum(t.name == part.alias and not t.db for t in tree.find_all(exp.Table))
    return (named - 1) * _scans(part, before) > FEW_SCANS


def _scans(part: exp.CTE, before: list[exp.CTE]) -> int:
    """Of how many scans a part consists once those before it stand in each place that names them."""
    known: dict[str, int] = {}
    for one in [*before, part]:
        tables = one.this.find_all(exp.Table)
        known[one.alias] = sum(known.get(t.name, 1) if not t.db else 1 for t in tables)
    return known[part.alias]


def _can_be_kept(rows: DataFrame) -> bool:
    """Whether rows can be written and read again: each column has a type and a name of its own."""
    kinds = [field.dataType.typeName() for field in rows.schema.fields]
    return "void" not in kinds and len(set(rows.columns)) == len(rows.columns)


def _show(spark: SparkSession, rows: DataFrame, view: str) -> None:
    """Rows by a name, with columns that are new ones wherever the name stands.

    A view of a DataFrame has the same columns in each place, and Spark takes one for the other where a
    query reads it several times; a view by its text is looked up anew.
    """
    rows.createOrReplaceTempView(f"{view}__rows")
    spark.sql(f"create or replace temporary view {view} as select * from {view}__rows")


def _through_here(spark: SparkSession, rows: DataFrame) -> DataFrame:
    found: DataFrame = spark.createDataFrame(rows.toArrow())
    return found


def _closure(
    spark: SparkSession,
    part: exp.CTE,
    before: list[exp.CTE],
    values: Mapping[str, Any],
    keep: Keep,
) -> str:
    """The name of a view with all rows that a recursive part reaches."""
    union, number = part.this, next(_NUMBER)
    if not union.args.get("distinct"):
        raise ValueError(
            sentence(
                "{alias}: a recursion by union all may never end; write union", alias=part.alias
            )
        )
    step, last, view = union.right.copy(), f"{part.alias}__{number}_last", f"{part.alias}__{number}"
    _rename(step, part.alias, last)
    for earlier in before:  # what each round reads is worked out once
        if _reads(step, earlier.alias):
            rows = exp.select("*").from_(exp.to_table(earlier.alias))
            kept = keep(spark.sql(_with(rows, before), args=dict(values)))
            _show(spark, kept, f"{earlier.alias}__{number}")
            _rename(step, earlier.alias, f"{earlier.alias}__{number}")
    seed = spark.sql(_with(union.left, before), args=dict(values)).toArrow()
    found = new = _rows(seed)
    while new:
        spark.createDataFrame(_table(new, seed.schema)).createOrReplaceTempView(last)
        new = _rows(spark.sql(_text(step), args=dict(values)).toArrow()) - found
        found = found | new
    _show(spark, spark.createDataFrame(_table(found, seed.schema)), view)
    return view


def _rows(table: pa.Table) -> set[tuple[Any, ...]]:
    return set(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _table(rows: set[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema)


def _rename(tree: exp.Expr, name: str, view: str) -> None:
    """Let a query read a view where it names an earlier part, under the name it had."""
    for table in list(tree.find_all(exp.Table)):
        if table.name == name and not table.db:
            table.replace(exp.alias_(exp.to_table(view), table.alias or name, table=True))


def _with(select: exp.Expr, before: list[exp.CTE]) -> str:
    """A part of a query with the parts that stand before it."""
    select = select.copy()
    if before:
        select.set("with_", exp.With(expressions=[part.copy() for part in before]))
    return _text(select)


def _reads(tree: exp.Expr, name: str) -> bool:
    return any(table.name == name and not table.db for table in tree.find_all(exp.Table))


def _text(tree: exp.Expr) -> str:
    from sqlglot import ErrorLevel

    return tree.sql("spark", unsupported_level=ErrorLevel.RAISE)
