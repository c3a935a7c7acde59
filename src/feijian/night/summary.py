"""The night on one page: what is new, what changed, what is late, what failed; HTML and Markdown.

The same text goes to the page in the run's folder, to the notice command and to Prefect's record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from feijian.leads import labels
from feijian.leads.difference import NEW, Difference, difference_of
from feijian.leads.show import published_leads
from feijian.library import notes
from feijian.messages import in_words
from feijian.messages.labels import Labels
from feijian.night.record import held_rows, late_tables
from feijian.workspace import Run, Workspace, complete_runs, open_run
from feijian.workspace.history import manifest_of
from feijian.workspace.runs import BATCH
from feijian.workspace.single import first_row

FILES = {"zh": ("summary.html", "summary.md"), "en": ("summary.en.html", "summary.en.md")}
MOST = 10
LATE_DAYS = 45
"""Charges end so many days before the run's day: a delivery a month, and half a month of grace."""

TEXTS = Labels("night")


@dataclass(frozen=True)
class Part:
    """One part of the page: its title and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The page in one language."""

    lang: str
    title: str
    head: str
    parts: tuple[Part, ...]
    foot: str
    counts: Mapping[str, int] = field(default_factory=dict)

    def markdown(self) -> str:
        lines = [f"# {self.title}", "", self.head]
        for part in self.parts:
            lines += ["", f"## {part.title}", "", *(f"- {_plain(line)}" for line in part.lines)]
        return "\n".join([*lines, "", f"*{self.foot}*", ""])

    def html(self) -> str:
        from html import escape

        body = "".join(
            f"<h2>{escape(p.title)}</h2><ul>{''.join(f'<li>{escape(t)}</li>' for t in p.lines)}</ul>"
            for p in self.parts
        )
        tag = "zh-CN" if self.lang == "zh" else "en"
        return (
            f'<!doctype html>\n<html lang="{tag}"><head><meta charset="utf-8">'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            f"<title>{escape(self.title)}</title><style>{STYLE}</style></head><body>"
            f"<h1>{escape(self.title)}</h1><p>{escape(self.head)}</p>{body}"
            f"<p class='foot'>{escape(self.foot)}</p></body></html>\n"
        )


STYLE = (
    "@page{size:A4;margin:15mm}body{max-width:820px;margin:24px auto;padding:0 16px;color:#1f2933;"
    'font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}h1{font-size:1.5em;'
    "border-top:6px solid #b3400e;padding-top:14px}h2{font-size:1.1em;border-bottom:1px solid #d9dee5}"
    "ul{padding-left:20px}.foot{color:#566270;font-size:.9em}"
)


def night_summary(
    workspace: Workspace, run: Run, lang: str, refused: Mapping[str, Sequence[str]] | None = None
) -> Summary:
    """The page of a finished run. refused: deliveries set aside that night, with what is wrong."""

    def say(key: str, **values: object) -> str:
        return TEXTS[key].to(lang).format(**values)

    leads = published_leads(run)
    earlier = batch_before(workspace, run)
    change = difference_of(earlier, run) if earlier else None
    head = say(
        "head",
        run_id=run.run_id,
        as_of=run.request.as_of,
        leads=f"{leads.height:,}",
        findings=f"{_findings(run):,}",
    )
    failed = _failed(run, lang, refused or {}, say)
    late = _late(_last_charge(workspace), run.request.as_of, say)
    parts = [Part(say("top"), _top(leads.head(5).to_dicts(), lang, say) or (say("nothing"),))]
    if change is None or earlier is None:
        parts.append(Part(say("new"), (say("first_run"),)))
    else:
        new = [c for c in change.changes if c.change == NEW]
        parts.append(Part(say("new"), _told(new, lang, say) or (say("nothing"),)))
        moved = [c for c in change.changes if c.change != NEW]
        parts.append(
            Part(
                say("changed", run_id=earlier.run_id),
                (_counts(change, say), *_told(moved, lang, say)),
            )
        )
    parts.append(Part(say("late"), late or (say("late_none"),)))
    parts.append(Part(say("failed"), failed or (say("failed_none"),)))
    counts = {"late": len(late), "failed": len(failed), "new": change.count(NEW) if change else 0}
    return Summary(lang, say("title"), head, tuple(parts), say("suspicion"), counts)


def write_summaries(
    workspace: Workspace, run: Run, refused: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Summary]:
    """Write the page into the run's folder, in both languages; the summaries by language."""
    made = {}
    for lang, (page, text) in FILES.items():
        summary = night_summary(workspace, run, lang, refused)
        for name, content in ((page, summary.html()), (text, summary.markdown())):
            aside = run.file(f".{name}.part")
            aside.write_text(content, encoding="utf-8")
            aside.replace(run.file(name))
        made[lang] = summary
    return made


def batch_before(workspace: Workspace, run: Run) -> Run | None:
    """The batch run before this one."""
    for run_id in reversed(complete_runs(workspace)):
        if run_id < run.run_id:
            earlier = open_run(workspace, run_id)
            if earlier.request.kind == BATCH and earlier.file("leads.parquet").is_file():
                return earlier
    return None


def _findings(run: Run) -> int:
    steps = manifest_of(run).get("steps", {}) if run.file("manifest.json").is_file() else {}
    return int(steps.get("judge", {}).get("findings", 0))


def _top(rows: Sequence[Mapping[str, Any]], lang: str, say: Any) -> tuple[str, ...]:
    lines = []
    for row in rows:
        expected = labels.estimated(row["expected_recovery"]).to(lang)
        amount = say("estimate", amount=expected)
        known = row["expected_recovery"] is not None
        lines.append(f"#{row['rank']} {row[f'title_{lang}']}{amount if known else ''}")
    return tuple(lines)


def _told(changes: Sequence[Any], lang: str, say: Any) -> tuple[str, ...]:
    lines = []
    for change in changes[:MOST]:
        places = " → ".join("—" if p is None else f"#{p}" for p in (change.before, change.after))
        colon = "：" if lang == "zh" else ": "
        lines.append(f"{places} {change.title.to(lang)}{colon}{change.why.to(lang)}")
    if len(changes) > MOST:
        lines.append(say("more", n=len(changes) - MOST))
    return tuple(lines)


def _counts(change: Difference, say: Any) -> str:
    counts = {c: change.count(c) for c in ("new", "gone", "moved")}
    return str(say("counts", **counts, same=change.same))


def _last_charge(workspace: Workspace) -> date | None:
    with workspace.reading() as connection:
        row = first_row(
            connection, "select cast(max(charged_at) as date) from canonical.claim_line"
        )
    return row[0] if row else None


def _late(last: date | None, as_of: date, say: Any) -> tuple[str, ...]:
    if last is None or as_of - last <= timedelta(days=LATE_DAYS):
        return ()
    return (say("late_data", last=last, days=(as_of - last).days),)


def _failed(run: Run, lang: str, refused: Mapping[str, Sequence[str]], say: Any) -> tuple[str, ...]:
    """Deliveries refused, rules and models that failed, rows in quarantine."""
    import polars as pl

    lines = [
        say("refused", name=name, why=notes.SEPARATOR[lang].join(_one_line(t, lang) for t in told))
        for name, told in sorted(refused.items())
    ]
    for file, key, column in (
        ("rules.parquet", "failed_rule", "rule_id"),
        ("models.parquet", "failed_model", "model_id"),
    ):
        if run.file(file).is_file():
            table = pl.read_parquet(run.file(file)).filter(pl.col("outcome") == "failed")
            for row in table.iter_rows(named=True):
                why = notes.in_words(row["detail"] or "", lang)
                lines.append(say(key, name=f"{row[column]} {why}".strip()))
    quality = run.file("quality/quality.json")
    if quality.is_file():
        record = json.loads(quality.read_text(encoding="utf-8"))
        held = held_rows(record)
        if held:
            lines.append(say("held", n=f"{held:,}"))
        if record.get("late_after_seconds"):
            lines.append(
                say(
                    "quality_late",
                    seconds=record["late_after_seconds"],
                    tables=late_tables(record, lang),
                )
            )
    return tuple(lines)


def _one_line(problem: str, lang: str) -> str:
    return " ".join(in_words(problem, lang).split())


def _plain(text: str) -> str:
    """A line that Markdown does not read as anything but text."""
    return "".join(f"\\{c}" if c in "*_`[]<>#|" else c for c in text)
