"""The official classes, and what answers each of them."""

from __future__ import annotations

import csv

from feijian.contracts import Content
from feijian.plain import Json
from feijian.rules.book import RuleBook
from feijian.rules.header import Rule


def class_coverage(content: Content, book: RuleBook) -> list[Json]:
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
            {
                "seq": int(entry["seq"]),
                "official": code,
                "name": name,
                "rules": [r.id for r in rules],
                "status": status,
                "detail": detail,
            }
        )
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


def table_readers(content: Content, book: RuleBook) -> dict[str, set[str]]:
    """Reference table → the rules that read it, themselves or through a derived table."""
    through = {d.name: {name for _, name in d.reads} for d in content.derived}
    found: dict[str, set[str]] = {}
    for rule in book.rules:
        for name in _reached({name for _, name in book.reads[rule.id]}, through):
            table = content.catalogue.find(name, "reference")
            if table is not None:
                found.setdefault(name, set()).add(rule.id)
    return found


def _reached(names: set[str], through: dict[str, set[str]]) -> set[str]:
    """The names and everything that derived tables among them read in turn."""
    seen: set[str] = set()
    open_names = set(names)
    while open_names:
        name = open_names.pop()
        seen.add(name)
        open_names |= through.get(name, set()) - seen
    return seen


def knowledge_coverage(
    content: Content, book: RuleBook, fires: dict[str, dict[str, int]] | None
) -> dict[str, dict[str, int | None]]:
    """Class → points published, rows shipped, rows that a rule reads, rows that name something claimed.

    Points are distinct entries of the published lists (edition, batch or list) of the class; rows
    count all tables whose rows name the class. fires: table → class → rows, from the loaded claims.
    """
    readers = table_readers(content, book)
    counts: dict[str, dict[str, int | None]] = {}
    for table in content.catalogue.of_schema("reference"):
        if table.column("rule_class") is None:
            continue
        for row in content.shipped(table.name):
            code = row.get("rule_class")
            if not code:
                continue
            entry = counts.setdefault(
                code,
                {"published": 0, "shipped": 0, "read": 0, "fires": None if fires is None else 0},
            )
            entry["shipped"] = (entry["shipped"] or 0) + 1
            published = any(row.get(c) for c in ("batch", "list_edition", "edition"))
            entry["published"] = (entry["published"] or 0) + int(published)
            read = any(code in book.get(r).official for r in readers.get(table.name, ()))
            entry["read"] = (entry["read"] or 0) + int(read and not row.get("doubt"))
    for table_counts in (fires or {}).values():
        for code, count in table_counts.items():
            if code in counts:
                counts[code]["fires"] = (counts[code]["fires"] or 0) + count
    return counts


def speciality_coverage(
    content: Content, book: RuleBook, fires: dict[str, int] | None = None
) -> dict[str, dict[str, int | None]]:
    """Field of the problem lists → rows shipped, rows that a rule reads, rows that name something claimed.

    fires: field → rows, from the loaded claims.
    """
    readers = table_readers(content, book)
    counts: dict[str, dict[str, int | None]] = {}
    for table in content.catalogue.of_schema("reference"):
        if table.column("domain") is None:
            continue
        for row in content.shipped(table.name):
            field = row["domain"]
            told = None if fires is None else fires.get(field, 0)
            entry = counts.setdefault(field, {"shipped": 0, "read": 0, "fires": told})
            entry["shipped"] = (entry["shipped"] or 0) + 1
            entry["read"] = (entry["read"] or 0) + int(table.name in readers)
    return dict(sorted(counts.items()))
