"""docs/rules: one page a family, in both languages, generated from headers and cases."""

from __future__ import annotations

from pathlib import Path

from feijian.rules.book import RuleBook
from feijian.rules.page import rule_page


def catalogue_pages(book: RuleBook) -> dict[str, str]:
    """File name → text of every page of docs/rules."""
    families: dict[str, list[str]] = {}
    for rule in book.rules:
        families.setdefault(rule.family, []).append(
            rule_page(book, rule, "zh")
            + "\n"
            + rule_page(book, rule, "en").replace("## ", "### ", 1)
        )
    note = "<!-- Generated from rules/ by `make golden`; edit the rules, not this page. -->\n"
    pages = {
        f"{family}.md": f"{note}\n# {family}\n\n" + "\n".join(texts)
        for family, texts in families.items()
    }
    index = [note, "\n# Rules\n\n", f"{len(book.rules)} rules in {len(families)} families.\n\n"]
    index += ["| rule | 规则 | title | certainty | official |\n", "|---|---|---|---|---|\n"]
    index += [
        f"| [{r.id}]({r.family}.md) | {r.title_zh} | {r.title} | {r.certainty} | {', '.join(r.official)} |\n"
        for r in book.rules
    ]
    pages["README.md"] = "".join(index)
    return pages


def write_catalogue(book: RuleBook, folder: Path) -> None:
    """Write the pages, and remove those of families that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = catalogue_pages(book)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
