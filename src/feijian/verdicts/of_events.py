"""A verdict on an event is one on each of its findings, but for rules that its note excepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import polars as pl

from feijian.errors import Problem
from feijian.leads import tables
from feijian.leads.step import rows_of
from feijian.messages import sentence
from feijian.plain import Row
from feijian.verdicts import form
from feijian.workspace import Run, Workspace, open_run

EXCEPT = re.compile(r"(?:除外|except)\s*[:：]\s*([a-z0-9_.,，、\s]+)", re.IGNORECASE)
"""`除外：overcharging.item_freq_cap` in the note: the verdict does not speak of that rule."""


def excepted(note: str) -> frozenset[str]:
    """Ids of the rules that a note excepts."""
    found: set[str] = set()
    for told in EXCEPT.findall(note):
        found.update(part for part in re.split(r"[,，、\s]+", told) if "." in part)
    return frozenset(found)


def of_events(
    workspace: Workspace, rows: Sequence[form.FormRow], runs: Sequence[str]
) -> tuple[list[form.FormRow], list[Problem]]:
    """The rows by findings: one that names an event stands for each of its findings.

    runs: ids of complete runs, newest first. A row without an event is left as it is. Amounts are
    divided in the proportion of the findings' own, which name the same yuan.
    """
    found: list[form.FormRow] = []
    problems: list[Problem] = []
    asked = {e for row in rows if (e := row.get(form.EVENT))}
    tables_of: dict[str, tuple[pl.DataFrame, dict[str, Decimal | None]]] = {}
    for row in rows:
        event = row.get(form.EVENT)
        if not event:
            found.append(row)
            continue
        named = row.get(form.RUN)
        order = [named, *(r for r in runs if r != named)] if named in runs else list(runs)
        its: pl.DataFrame | None = None
        for run_id in order:
            if run_id not in tables_of:
                tables_of[run_id] = _tables(open_run(workspace, run_id), asked)
            its = tables_of[run_id][0].filter(pl.col("event_id") == event)
            if its.height:
                break
        if its is None or not its.height:
            what = "no run of this workspace has this event"
            problems.append(Problem(row.where, what, "Import it where the list came from."))
            continue
        left_out = excepted(row.get(form.NOTE))
        judged = its.filter(~pl.col("rule_id").is_in(sorted(left_out)))
        whole = tables_of[run_id][1].get(event)
        if whole is None:
            whole = max(its["amount_at_risk"].drop_nulls().to_list(), default=None)
        written, wrong = _divided(row, whole)
        if wrong is not None:
            problems.append(wrong)
            continue
        for finding in judged.iter_rows(named=True):
            found.append(_of_finding(row, finding, written, whole, run_id))
    return found, problems


def _tables(run: Run, asked: set[str]) -> tuple[pl.DataFrame, dict[str, Decimal | None]]:
    findings = rows_of(run, "findings.parquet", tables.FINDINGS, "event_id", asked)
    events = rows_of(run, "events.parquet", tables.EVENTS, "event_id", asked)
    return findings, dict(events.select("event_id", "amount_at_risk").iter_rows())


def _divided(row: form.FormRow, whole: Decimal | None) -> tuple[Decimal | None, Problem | None]:
    """The amount written for the event; None where none, or where the row's own check is to tell."""
    text = row.get(form.AMOUNT).replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        amount = Decimal(text).quantize(Decimal("0.01")) if text else None
        if amount is not None and not amount.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        return None, None
    if amount is not None and whole is not None and amount > whole:
        return None, Problem(
            row.where,
            sentence(
                "the amount upheld, {amount:,.2f}, is above the event's {whole:,.2f}",
                amount=amount,
                whole=whole,
            ),
            "Write at most the event's amount; what goes beyond it is another event.",
        )
    return amount, None


def _of_finding(
    row: form.FormRow,
    finding: Row,
    written: Decimal | None,
    whole: Decimal | None,
    run_id: str,
) -> form.FormRow:
    cells = {**row.cells, form.FINDING: finding["finding_id"], form.EVENT: "", form.RUN: run_id}
    own = finding["amount_at_risk"]
    if written is not None:
        if own is None:
            cells[form.AMOUNT] = ""
        else:
            part = own * written / whole if whole else min(written, own)
            cells[form.AMOUNT] = str(part.quantize(Decimal("0.01")))
    return replace(row, cells=cells)
