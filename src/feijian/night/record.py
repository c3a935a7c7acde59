"""What a night leaves in Prefect's record: the first leads, and the state of the data."""

from __future__ import annotations

import json

from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workspace import Run

QUALITY = Labels("quality")


def top_leads(run: Run, lang: str, limit: int = 10) -> list[Json]:
    """The first leads as rows of text, for a table."""
    import polars as pl

    leads = pl.read_parquet(run.file("leads.parquet")).sort("rank").head(limit)
    shown = (
        "rank",
        "lead_id",
        "provider_id",
        "family",
        f"title_{lang}",
        "findings",
        "amount_at_risk",
        "expected_recovery",
    )
    return [{c: "" if row[c] is None else str(row[c]) for c in shown} for row in leads.to_dicts()]


def held_rows(record: Json) -> int:
    """Rows in quarantine by a quality record; one of an earlier edition counts a row under each reason."""
    told = record.get("held_rows")
    return sum(int(q["rows"]) for q in record["quarantine"]) if told is None else int(told)


def late_tables(record: Json, lang: str) -> str:
    """The tables that there was no time to judge; one of an earlier edition judged none."""
    told = record.get("late_tables") or ["canonical.*"]
    return ("、" if lang == "zh" else ", ").join(told)


def quality_summary(run: Run, lang: str) -> str:
    """The state of the data behind a run, in a few lines of Markdown."""
    record = json.loads(run.file("quality/quality.json").read_text(encoding="utf-8"))
    held = held_rows(record)
    good = sum(1 for s in record["suites"] if s["success"])
    read = sum(int(b["read"]) for b in record["balance"])
    taken = sum(int(b["accepted"]) for b in record["balance"])
    told = {"read": read, "taken": taken, "good": good, "all": len(record["suites"]), "held": held}
    lines = [QUALITY[k].to(lang).format(**told) for k in ("rows", "contracts", "quarantine")]
    return "\n".join(f"- {line}" for line in lines)
