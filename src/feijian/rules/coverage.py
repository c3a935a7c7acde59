"""The official classes, and what answers each of them."""

from __future__ import annotations

import csv
from typing import Any

from feijian.contracts import Content
from feijian.rules.book import RuleBook
from feijian.rules.header import Rule


def class_coverage(content: Content, book: RuleBook) -> list[dict[str, Any]]:
    """One entry a class: official code, name, the rules that carry it, status and what is needed.

    A class without a national code goes by `2025-<its number>` (column class_id).
    status: covered (a rule whose reference tables ship rows for the class), bureau (a rule whose
    table the bureau fills), open (no rule yet).
    """
    rows = []
    for entry in _classes(content):
        code, name = entry["class_id"], entry["name"]
        rules = [r for r in book.rules if code in r.official]
        lacking = {r.id: _lacking_tables(content, book, r, code) for r in rules}
        empty = sorted({t for tables in lacking.values() for t in tables})
        usable = [r for r in rules if not lacking[r.id]]
        status = "covered" if usable else "bureau" if rules else "open"
        detail = "" if usable or not rules else f"fill the reference table {', '.join(empty)}"
        if any(r.certainty == "suspect" and r.family == "statistics" for r in rules):
            detail = detail or "a statistic against peers, not a violation by itself"
        rows.append(
            {"seq": int(entry["seq"]), "official": code, "name": name, "rules": [r.id for r in rules],
             "status": status, "detail": detail}
        )  # fmt: skip
    return rows


def _classes(content: Content) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for file in content.library.files("data_contracts", "reference/official_class.csv"):
        with file.path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    return sorted(rows, key=lambda r: int(r["seq"]))


def _lacking_tables(content: Content, book: RuleBook, rule: Rule, code: str) -> list[str]:
    """Reference tables that ship no row a rule could judge the class by.

    A table without rows is one; and where the tables' rows name the classes that they feed
    (`rule_class`), so are the tables of a rule none of which names this class.
    """
    empty, fed = [], {}
    for schema, name in sorted(book.reads[rule.id], key=str):
        table = content.catalogue.find(name, schema)
        if table is None or table.schema != "reference" or name in rule.tolerates:
            continue
        rows = _shipped(content, name)
        if not rows:
            empty.append(name)
        classes = {row["rule_class"] for row in rows if row.get("rule_class")}
        if classes & set(rule.official):
            fed[name] = classes
    if empty or not fed or any(code in classes for classes in fed.values()):
        return empty
    return sorted(fed)


def _shipped(content: Content, table: str) -> list[dict[str, str]]:
    """The rows of a reference table in all roots of the library."""
    rows: list[dict[str, str]] = []
    for file in content.library.files("data_contracts", f"reference/{table}.csv"):
        with file.path.open(encoding="utf-8-sig", newline="") as lines:
            rows.extend(csv.DictReader(lines))
    return rows
