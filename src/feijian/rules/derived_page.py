"""A derived table as `feijian derived show` prints it: what it is, its columns and its cases."""

from __future__ import annotations

from feijian.contracts import Content
from feijian.contracts.derived import Derived
from feijian.contracts.derived_cases import cases_of
from feijian.messages.labels import Labels
from feijian.rules.page import called

SAY = Labels("derived_page")


def derived_page(content: Content, item: Derived, lang: str) -> str:
    """A derived table in plain Markdown, in one language; its query stands below it in the terminal."""
    zh = lang == "zh"

    def line(key: str, text: str) -> str:
        return SAY["line"].to(lang).format(head=SAY[key].to(lang), text=text)

    lines = [
        f"## {item.title_zh if zh else item.title}",
        "",
        f"`derived.{item.name}` · {SAY['table' if item.stored else 'view'].to(lang)}",
        "",
        line("scope", called("scope", item.scope, lang)),
    ]
    if item.needs:
        names = (f"`derived.{name}`" for name in sorted(item.needs))
        lines.append(line("needs", ("、" if zh else ", ").join(names)))
    lines += ["", f"**{SAY['columns'].to(lang)}**", "", *_columns(content, item, lang)]
    lines += ["", f"**{SAY['cases'].to(lang)}**", ""]
    lines += [f"- {(zh and case.name_zh) or case.name}" for case in cases_of(item)]
    return "\n".join([*lines, "", line("source", item.headed.file.shown)]) + "\n"


def _columns(content: Content, item: Derived, lang: str) -> list[str]:
    """Each column with its type and, in Chinese, what canonical columns of its name are called."""
    labels: dict[str, set[str]] = {}
    for table in content.catalogue.tables:
        for column in table.columns if table.schema == "canonical" else ():
            labels.setdefault(column.name, set()).add(column.label_zh)
    found = content.catalogue.find(item.name, "derived")
    lines = []
    for column in found.columns if found else ():
        told = labels.get(column.name, set())
        # a name that tables call differently is not called anything here
        label = f" {next(iter(told))}" if lang == "zh" and len(told) == 1 else ""
        lines.append(f"- `{column.name}`{label} · {column.physical_type}")
    return lines
