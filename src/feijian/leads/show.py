"""Leads for the terminal and for other programs: a table, one lead's page, a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from feijian.errors import Problem, UsageError
from feijian.leads import labels, tables
from feijian.leads.lists import masked_row
from feijian.leads.naming import Names, names_for
from feijian.leads.similar import JudgedCase, similar_events
from feijian.leads.step import read_table
from feijian.leads.warehouse import legal_basis
from feijian.messages.labels import Labels
from feijian.plain import Json, Row
from feijian.rules.legal_basis import LegalBasis, by_basis, citations
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace
from feijian.workspace.edition import is_prepared

COLUMNS = (
    "rank",
    "lead_id",
    "title",
    "period",
    "findings",
    "amount_at_risk",
    "expected_recovery",
    "probability",
)
SCREEN = Labels("screen")
TOLD = Labels("lead")
"""Headings of a lead as it is printed."""


def published_leads(run: Run) -> pl.DataFrame:
    """The run's leads in order. Raises UsageError when the run wrote none."""
    if not run.file("leads.parquet").is_file():
        raise UsageError(Problem(run.run_id, "this run has no leads", "Run 'feijian run' again."))
    return read_table(run, "leads.parquet", tables.LEADS).sort("rank")


def lead_rows(run: Run, limit: int = 0) -> list[Row]:
    """The leads as plain values, `reasons` as a list; 0 for all."""
    leads = published_leads(run)
    rows = (leads.head(limit) if limit else leads).iter_rows(named=True)
    return [{**row, "reasons": json.loads(row["reasons"])} for row in rows]


def leads_table(run: Run, lang: str, limit: int = 0) -> tuple[tuple[str, ...], list[list[str]]]:
    """Headers and rows to print."""
    rows = []
    for row in lead_rows(run, limit):
        likely = "—" if row["probability"] is None else labels.percent(row["probability"])
        rows.append(
            [
                str(row["rank"]),
                row["lead_id"],
                row[f"title_{lang}"],
                _period(row),
                f"{row['findings']:,}",
                _yuan(row["amount_at_risk"]),
                _hoped(row["expected_recovery"], lang),
                likely,
            ]
        )
    return tuple(SCREEN[c].to(lang) for c in COLUMNS), rows


def last_day(run: Run) -> date | None:
    """The last day that any lead of a run is about; None without leads."""
    days = [r["period_to"] for r in lead_rows(run) if r["period_to"] is not None]
    return max(days, default=None)


def lead_facts(run: Run, wanted: str) -> Json:
    """One lead with its findings. wanted: its id or its rank. Raises UsageError."""
    rows = [r for r in lead_rows(run) if wanted in (r["lead_id"], str(r["rank"]))]
    if not rows:
        raise UsageError(
            Problem(wanted, "no such lead in the newest run", "See 'feijian leads list'.")
        )
    found = read_table(run, "findings.parquet", tables.FINDINGS)
    its = found.filter(pl.col("finding_id").is_in(rows[0]["finding_ids"]))
    by_amount = its.sort("amount_at_risk", "finding_id", descending=[True, False], nulls_last=True)
    return {**rows[0], "evidence": by_amount.to_dicts()}


def next_steps_of(reasons: list[Json], lang: str) -> list[str]:
    """What to check on site, in the wanted language."""
    return [step for r in reasons if r["kind"] == "next_steps" for step in r["value"][lang]]


def similar_to(workspace: Workspace, run: Run, lead: Json) -> dict[str, list[JudgedCase]]:
    """Judged events like those of a lead, by event. lead: as `lead_facts` gives it."""
    verdicts = standing_verdicts(workspace.verdicts)
    if verdicts.is_empty() or not lead["finding_ids"]:
        return {}
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    its = findings.filter(pl.col("finding_id").is_in(lead["finding_ids"]))
    wanted = its.select(pl.coalesce("event_id", "finding_id"))["event_id"].unique().sort()
    with workspace.reading() as connection:
        return similar_events(connection, findings, verdicts, wanted.to_list())


def similar_lines(
    similar: Mapping[str, Sequence[JudgedCase]], lang: str, most: int = 5
) -> list[str]:
    """The nearest of them as lines, each judged event once."""
    best: dict[str, JudgedCase] = {}
    for case in (c for near in similar.values() for c in near):
        if case.event_id not in best or best[case.event_id].alike < case.alike:
            best[case.event_id] = case
    lines = []
    for case in sorted(best.values(), key=lambda c: (-c.alike, c.event_id))[:most]:
        outcome = labels.OUTCOMES.get(case.outcome, labels.Words(case.outcome, case.outcome))
        parts = [case.at, case.event_id[:12], case.rule_id, outcome.to(lang), _yuan(case.upheld)]
        lines.append("  ".join([*parts, labels.percent(case.alike), case.note[:80]]).rstrip())
    return lines


def names_of(workspace: Workspace, texts: Sequence[str | None]) -> Names:
    """What messages call codes, as the warehouse knows them."""
    with workspace.reading() as connection:
        return names_for(connection, texts)


def legal_rows(workspace: Workspace) -> LegalBasis:
    """Rows of legal_basis by id; none where no run has made the table since an upgrade."""
    with workspace.reading() as connection:
        return by_basis(legal_basis(connection)) if is_prepared(connection) else {}


def lead_page(
    run: Run,
    wanted: str,
    lang: str,
    most: int = 20,
    alike: Sequence[str] = (),
    law: LegalBasis | None = None,
    names: Names | None = None,
) -> str:
    """One lead in words: why it stands where it stands, its findings, what to check on site.

    most: how many findings are listed. alike: lines about similar judged events.
    law: rows of legal_basis by id. names: what messages call codes. Persons are masked.
    """
    lead = lead_facts(run, wanted)
    lines = [f"#{lead['rank']}  {lead[f'title_{lang}']}", f"{lead['lead_id']}  {_period(lead)}", ""]
    lines.append(TOLD["why"].to(lang))
    lines += [f"  · {reason[lang]}" for reason in lead["reasons"] if reason["kind"] != "next_steps"]
    if lead["evidence"]:
        lines += ["", TOLD["findings"].to(lang)]
    for row in map(masked_row, lead["evidence"][:most]):
        day = row["occurred_from"].isoformat() if row["occurred_from"] else "—"
        told = labels.one_day(row[f"message_{lang}"])
        told = names.in_words(told) if names else told
        lines.append(
            f"  {row['finding_id'][:12]}  {day}  {_yuan(row['amount_at_risk']):>12}  {told}"
        )
    more = len(lead["evidence"]) - most
    if more > 0:
        lines.append("  " + TOLD["more"].to(lang).format(n=more))
    period = lead["period_from"], lead["period_to"]
    for heading, items in (
        ("similar", alike),
        ("steps", next_steps_of(lead["reasons"], lang)),
        ("basis", citations(law or {}, lead["basis"], period, lang) or lead["basis"]),
    ):
        if items:
            lines += ["", TOLD[heading].to(lang), *(f"  · {item}" for item in items)]
    return "\n".join(lines)


def export_leads(run: Run, file: Path, lang: str) -> None:
    """Write the leads as .xlsx, .csv or .parquet; cells that look like formulas stay text.

    The run's own leads.xlsx holds the evidence and the columns for verdicts; this is the list.
    Raises UsageError for another ending.
    """
    leads = published_leads(run)
    if file.suffix == ".parquet":
        leads.write_parquet(file)
        return
    if file.suffix not in (".csv", ".xlsx"):
        raise UsageError(Problem(file.name, "unknown ending", "Use .xlsx, .csv or .parquet."))
    flat = leads.select(
        "rank",
        "lead_id",
        f"title_{lang}",
        "provider_id",
        "family",
        "period_from",
        "period_to",
        "findings",
        "persons",
        "encounters",
        "amount_at_risk",
        "fund_at_risk",
        "expected_recovery",
        "probability",
        "probability_low",
        "probability_high",
        "outlier_percentile",
    )
    if file.suffix == ".csv":
        safe = flat.with_columns(
            pl.selectors.string().map_elements(labels.inert, return_dtype=pl.String)
        )
        file.write_bytes(b"\xef\xbb\xbf" + safe.write_csv().encode())
    else:
        import xlsxwriter

        # text is never read as formula or link
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            flat.write_excel(book, autofilter=True, autofit=True, freeze_panes=(1, 0))


def _period(row: Row) -> str:
    start, end = row["period_from"], row["period_to"]
    return f"{start or '—'} … {end or '—'}" if start != end else f"{start or '—'}"


def _hoped(amount: Any, lang: str) -> str:
    return "—" if amount is None else labels.estimated(amount).to(lang)


def _yuan(amount: Any) -> str:
    return "—" if amount is None else f"{amount:,.2f}"
