"""The quality page: row balance, quarantine and the contracts' suites, from quality.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feijian.plain import Json
from feijian.reports.rendering import render_page
from feijian.reports.texts import Speech
from feijian.workspace import Run

PAGES = (("zh", "quality.html"), ("en", "quality.en.html"))


def quality_facts(quality: Mapping[str, Any]) -> Json:
    """The record as the templates print it.

    balance: per file, with `balances` saying whether read = accepted + void + repeated +
    quarantined. suites: per contract, with the expectations that do not hold (`not_met`) told
    apart from those that could not be judged (`errors`). called: what tables are called in Chinese.
    """
    balance = []
    for row in quality.get("balance") or []:
        sums = sum(int(row.get(k) or 0) for k in ("accepted", "void", "repeated", "quarantined"))
        balance.append(
            {
                **row,
                "table": row.get("source_table") or row.get("table"),
                "balances": sums == int(row["read"]),
            }
        )
    suites = []
    for suite in quality.get("suites") or []:
        its = suite.get("expectations") or []
        suites.append(
            {
                **suite,
                "errors": [e for e in its if e.get("error")],
                "not_met": [e for e in its if not e["success"] and not e.get("error")],
                "number": len(its),
            }
        )
    quarantine = [
        {**q, "table": q.get("source_table") or q.get("table")}
        for q in quality.get("quarantine") or []
    ]
    return {
        "balance": balance,
        "unbalanced": [b for b in balance if not b["balances"]],
        "totals": {
            k: sum(int(b.get(k) or 0) for b in balance)
            for k in ("read", "accepted", "void", "repeated", "quarantined")
        },
        "suites": suites,
        "called": quality.get("called") or {},
        "quarantine": quarantine,
        "elsewhere": bool(quality.get("elsewhere")),
        "late": quality.get("late_after_seconds"),
        "late_tables": quality.get("late_tables") or ["canonical.*"],
        "not_applicable": list(quality.get("not_applicable") or []),
    }


def quality_page(quality: Mapping[str, Any], lang: str) -> str:
    """One self-contained HTML page."""
    return render_page("quality.html.j2", Speech(lang), {"quality": quality_facts(quality)})


def write_quality(run: Run) -> list[str]:
    """Render the run's quality.json in both languages; returns the files' names."""
    folder = run.file("quality")
    record = folder / "quality.json"
    if not record.is_file():
        return []
    quality = json.loads(record.read_text(encoding="utf-8"))
    for lang, name in PAGES:
        (folder / name).write_text(quality_page(quality, lang), encoding="utf-8")
    return [f"quality/{name}" for _, name in PAGES]
