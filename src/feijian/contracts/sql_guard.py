"""The door for SQL that content brings: one SELECT over tables and functions that are known.

Rules, models, derived tables, mappings, checks and cases are written by many hands and run on the
claims of a whole county. Each text is read by the engine's own parser, the one that will run it,
so nothing can mean one thing here and another there; what is not listed is refused. The second
wall is the connection and its limits (`sql_limits`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from feijian.contracts.sql_functions import FUNCTIONS, SERIES
from feijian.contracts.sql_limits import DEFAULT_SECONDS, QueryTooLong, shut, within
from feijian.messages import sentence
from feijian.plain import Json

LONGEST_PAD = 1000
LONGEST_TEXT = 200_000
"""Characters of one query; the longest of the library has a tenth of them."""

IsTable = Callable[[str | None, str], bool]


class SqlGuard:
    """Reads texts with the engine's parser, over nothing, with everything shut."""

    def __init__(self) -> None:
        import duckdb

        self._parser = duckdb.connect(":memory:", config={"threads": 1})
        shut(self._parser)

    def __enter__(self) -> SqlGuard:
        return self

    def __exit__(self, *_: object) -> None:
        self._parser.close()

    def query(
        self,
        sql: str,
        is_table: IsTable | None = None,
        functions: frozenset[str] = FUNCTIONS,
    ) -> list[str]:
        """What forbids a query to run, in words; empty where nothing does.

        is_table: whether (schema or None, name) may be read, besides the query's own CTEs; where
        not given any plain name in a schema of content may, for the engine to find or miss.
        """
        node, faults = self._parsed(sql)
        if node is None:
            return faults
        return sorted(set(_faults(node, is_table, functions)))

    def expression(self, text: str, functions: frozenset[str] = FUNCTIONS) -> list[str]:
        """What forbids an expression (a check, a void mark, a transform), as `query`."""
        node, faults = self._parsed(f"select (\n{text}\n) as value")
        if node is None:
            return faults
        if not _is_one_value(node.get("node", {})):
            return ["is not one expression"]  # its brackets close before it ends
        return sorted(set(_faults(node, None, functions)))

    def _parsed(self, sql: str) -> tuple[Json | None, list[str]]:
        """The one SELECT of a text, as the engine reads it; or None and why it is none."""
        import duckdb

        if len(sql) > LONGEST_TEXT:
            return None, [
                sentence(
                    "has {n:,} characters, more than {longest_text:,}",
                    n=len(sql),
                    longest_text=LONGEST_TEXT,
                )
            ]
        try:
            rows = self._parser.execute("select json_serialize_sql($1::varchar)", [sql]).fetchall()
        except duckdb.Error as error:
            return None, [sentence("cannot be parsed: {error}", error=str(error).splitlines()[0])]
        try:
            tree = json.loads(rows[0][0])
        except RecursionError:
            return None, ["is nested too deep to be read"]
        if tree.get("error"):
            said = str(tree.get("error_message", "")).splitlines()[0]
            if "Only SELECT" in said:
                return None, ["is not one SELECT"]
            return None, [sentence("cannot be parsed: {said}", said=said)]
        statements = tree.get("statements") or []
        if len(statements) != 1:
            return None, [sentence("is {n} statements, not one SELECT", n=len(statements))]
        return statements[0], []


def _is_one_value(node: Json) -> bool:
    """Whether a SELECT is one value and nothing else: no source, no condition, no second part."""
    clauses = ("where_clause", "having", "qualify", "sample", "modifiers", "group_expressions")
    return (
        node.get("type") == "SELECT_NODE"
        and len(node.get("select_list") or []) == 1
        and (node.get("from_table") or {}).get("type") == "EMPTY"
        and not any(node.get(clause) for clause in clauses)
    )


def _scoped(tree: Any) -> Iterator[tuple[Json, frozenset[str]]]:
    """Every node with the names that the query itself has given where the node stands.

    A name of a CTE holds in the query it stands before, and in the CTEs after it; in its own text
    only where it is recursive. Elsewhere the same name is a table, whatever it hides.
    """
    stack: list[tuple[Any, frozenset[str]]] = [(tree, frozenset())]
    while stack:
        part, names = stack.pop()
        if isinstance(part, list):
            stack.extend((one, names) for one in part)
        elif isinstance(part, dict):
            rest = dict(part)
            for entry in (rest.pop("cte_map", None) or {}).get("map") or ():
                stack.append((entry.get("value"), names))
                names |= {str(entry.get("key", "")).lower()}
            yield part, names
            if rest.get("type") == "RECURSIVE_CTE_NODE":
                # its first part stands before the name is given
                own = str(rest.get("cte_name", "")).lower()
                stack.append((rest.pop("right", None), names | {own}))
            stack.extend((one, names) for one in rest.values())


CONTENT_SCHEMAS = frozenset({"canonical", "reference", "derived"})


def _faults(tree: Any, is_table: IsTable | None, functions: frozenset[str]) -> Iterator[str]:
    for node, ctes in _scoped(tree):
        kind = str(node.get("type", ""))
        if kind == "BASE_TABLE":
            yield from _table_fault(node, ctes, is_table)
        elif kind == "TABLE_FUNCTION":
            name = str((node.get("function") or {}).get("function_name", "")).lower()
            if name not in SERIES:
                yield sentence(
                    "calls the table function {name}(), which content may not", name=name
                )
        elif kind == "SHOW_REF":
            yield "describes tables instead of reading them"
        if "function_name" in node:
            name = str(node["function_name"]).lower()
            if name not in functions and name not in SERIES:
                yield sentence(
                    "calls {name}(), which is not among the functions that content may use",
                    name=name,
                )
            elif node.get("schema") or node.get("catalog"):
                yield sentence("calls {name}() of a schema", name=name)
            elif name in ("lpad", "rpad") and not _is_short(node):
                yield sentence(
                    "calls {name}() with a length that is not a number of at most {longest_pad}",
                    name=name,
                    longest_pad=LONGEST_PAD,
                )


def _is_short(node: Json) -> bool:
    """Whether a padding has a written, modest length: a text of gigabytes cannot be interrupted."""
    arguments = node.get("arguments") or []
    length = arguments[1].get("expression", {}).get("literal") or {} if len(arguments) > 1 else {}
    text = str(length.get("text", ""))
    return text.isdigit() and int(text) <= LONGEST_PAD


def _table_fault(node: Json, ctes: frozenset[str], is_table: IsTable | None) -> Iterator[str]:
    schema = str(node.get("schema_name") or "").lower() or None
    name = str(node.get("table_name") or "").lower()
    if node.get("catalog_name"):
        yield sentence("reads {name} of another database", name=name)
    elif schema is None and name in ctes:
        return
    elif is_table is not None:
        if not is_table(schema, name):
            yield sentence(
                "reads {part}{name}, which is none of the tables to be read here",
                part=(schema + "." if schema else ""),
                name=name,
            )
    elif (schema is not None and schema not in CONTENT_SCHEMAS) or not name.isidentifier():
        yield sentence(
            "reads {part}{name}, which is none of the tables to be read here",
            part=(schema + "." if schema else ""),
            name=name,
        )
    elif schema is None and name.startswith(("duckdb_", "pg_", "sqlite_", "pragma_")):
        yield sentence("reads {name}, a table of the engine", name=name)


__all__ = ["DEFAULT_SECONDS", "IsTable", "QueryTooLong", "SqlGuard", "shut", "within"]
