"""Recursive queries on Spark: `union` in a recursion is a fixed point there is no syntax for, so it is walked.

Spark knows `union all` in a recursion, which never ends where a graph has a circle. Here the rows found last
are a view, the step reads it, what is new is kept, and the walk ends when nothing is new: what the standard
says `with recursive … union` means. The rows found pass through this process: pairs of persons, not claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlglot import exp

from feijian.messages import sentence

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_NUMBER = count(1)


def query(spark: SparkSession, tree: exp.Expr, values: Mapping[str, Any]) -> DataFrame:
    """Rows of a query in Spark's words; a recursive part of it is replaced by a view of its rows."""
    tree = tree.copy()
    clause = tree.args.get("with_") or tree.args.get("with")
    parts: list[exp.CTE] = list(clause.expressions) if clause else []
    for part in list(parts):
        if isinstance(part.this, exp.Union) and _reads(part.this, part.alias):
            before = parts[: parts.index(part)]
            view = _closure(spark, part, before, values)
            _rename(tree, part.alias, view)
            part.pop()
            parts.remove(part)
    if clause:
        clause.set("recursive", False)
        if not clause.expressions:
            clause.pop()
    return spark.sql(_text(tree), args=dict(values))


def _closure(
    spark: SparkSession, part: exp.CTE, before: list[exp.CTE], values: Mapping[str, Any]
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
            kept = spark.sql(_with(rows, before), args=dict(values)).toArrow()
            spark.createDataFrame(kept).createOrReplaceTempView(f"{earlier.alias}__{number}")
            _rename(step, earlier.alias, f"{earlier.alias}__{number}")
    seed = spark.sql(_with(union.left, before), args=dict(values)).toArrow()
    found = new = _rows(seed)
    while new:
        spark.createDataFrame(_table(new, seed.schema)).createOrReplaceTempView(last)
        new = _rows(spark.sql(_text(step), args=dict(values)).toArrow()) - found
        found = found | new
    spark.createDataFrame(_table(found, seed.schema)).createOrReplaceTempView(view)
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
