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
    status: covered (a rule whose reference tables ship rows), bureau (a rule whose table the
    bureau fills), open (no rule yet).
    """
    rows = []
    for entry in _classes(content):
        code, name = entry["class_id"], entry["name"]
        rules = [r for r in book.rules if code in r.official]
        empty = sorted({t for r in rules for t in _empty_tables(content, book, r)})
        usable = [r for r in rules if not _empty_tables(content, book, r)]
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


def _empty_tables(content: Content, book: RuleBook, rule: Rule) -> list[str]:
    """Reference tables a rule needs for which no root ships a row."""
    empty = []
    for schema, name in sorted(book.reads[rule.id], key=str):
        table = content.catalogue.find(name, schema)
        if table is None or table.schema != "reference" or name in rule.tolerates:
            continue
        shipped = False
        for file in content.library.files("data_contracts", f"reference/{name}.csv"):
            with file.path.open(encoding="utf-8-sig") as lines:
                shipped = shipped or sum(1 for _ in lines) > 1
        if not shipped:
            empty.append(name)
    return empty
