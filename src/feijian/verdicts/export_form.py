"""`verdicts export`: the findings of the newest run as a form, with what was said of them so far."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from feijian.errors import Problem, StorageError, UsageError
from feijian.leads import tables
from feijian.leads.headers import rule_headers
from feijian.leads.labels import OUTCOMES, inert, masked, one_day
from feijian.leads.naming import Names, names_for
from feijian.leads.providers import provider_names
from feijian.leads.records import chart_records
from feijian.leads.step import read_table
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.verdicts import form
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace, latest_run

CONTEXT = Labels("template")
FORM = (form.EVENT, form.FINDING, form.OUTCOME, form.AMOUNT, form.NOTE, form.WHO, form.RUN)
WIDTHS = {
    "message": 60,
    form.NOTE: 40,
    form.FINDING: 20,
    form.EVENT: 20,
    "rule": 36,
    "provider": 22,
}


def export_template(workspace: Workspace, file: Path, lang: str, run: Run | None = None) -> int:
    """Write the form as .xlsx or .csv; returns how many rows it has.

    Raises UsageError for another ending or a folder that is not there, WorkspaceError when there
    is no run, StorageError when the file cannot be written.
    """
    from xlsxwriter.exceptions import XlsxFileError

    if file.suffix not in (".xlsx", ".csv"):
        raise UsageError(Problem(file.name, "unknown ending", "Use .xlsx or .csv."))
    if not file.parent.is_dir():
        what = sentence("there is no folder {parent}", parent=file.parent)
        raise UsageError(Problem(str(file), what, "Make the folder first, or name another."))
    rows = template_rows(workspace, lang, run or latest_run(workspace))
    labels = {
        **{k: w.to(lang) for k, w in CONTEXT.items()},
        **{k: form.LABELS[k].to(lang) for k in FORM},
    }
    try:
        if file.suffix == ".csv":
            _csv(file, labels, rows)
        else:
            _excel(file, labels, rows, lang)
    except (OSError, XlsxFileError) as error:
        # the writer of workbooks wraps the error of the operating system in its own
        reason = error.args[0] if isinstance(error, XlsxFileError) else error
        said = getattr(reason, "strerror", None) or str(reason)
        todo = "Close it where it is open, or write to another place."
        raise StorageError(
            Problem(str(file), sentence("cannot be written: {said}", said=said), todo)
        ) from None
    return len(rows)


def template_rows(workspace: Workspace, lang: str, run: Run) -> list[Row]:
    """One row per event of a run, in the order of its leads; one per finding where they were judged apart."""
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    leads = read_table(run, "leads.parquet", tables.LEADS)
    ranks = leads.select("rank", pl.col("finding_ids").alias("finding_id")).explode("finding_id")
    said = standing_verdicts(workspace.verdicts).select(
        "finding_id",
        "outcome",
        "amount_upheld",
        "note",
        "who",
        pl.col("evidence_hash").alias("judged_hash"),
    )
    rows = (
        findings.join(ranks.drop_nulls(), on="finding_id", how="left")
        .join(said, on="finding_id", how="left")
        .sort(
            "rank", "amount_at_risk", "finding_id", descending=[False, True, False], nulls_last=True
        )
    )
    events = read_table(run, "events.parquet", tables.EVENTS)
    whole = dict(events.select("event_id", "amount_at_risk").iter_rows())
    charts = _charts(workspace, findings)
    names, houses, called = _names(workspace, run, findings[f"message_{lang}"].to_list(), lang)
    together: dict[str, list[Row]] = {}
    for row in rows.iter_rows(named=True):
        row["changed"] = row["outcome"] is not None and row["judged_hash"] != row["evidence_hash"]
        together.setdefault(row["event_id"] or row["finding_id"], []).append(row)
    return [
        {
            **row,
            **_who(its, charts),
            "rule": _comma(lang).join(called.get(r, r) for r in row["rule_ids"]),
            "provider": houses.get(row["provider_id"]),
            "message": names.in_words(row["message"]),
            form.RUN: run.run_id,
        }
        for its in together.values()
        for row in (_as_one(its, whole, lang) if _alike(its) else _as_they_are(its, lang))
    ]


def _charts(workspace: Workspace, findings: pl.DataFrame) -> dict[str, list[Row]]:
    """The charts behind each finding; none where the warehouse is not here to ask."""
    if not workspace.warehouse.is_file():
        return {}
    with workspace.reading() as connection:
        records = chart_records(connection, findings)
    found: dict[str, list[Row]] = {}
    for row in records.iter_rows(named=True):
        found.setdefault(row["finding_id"], []).append(row)
    return found


def _names(
    workspace: Workspace, run: Run, texts: list[str | None], lang: str
) -> tuple[Names, dict[str, str], dict[str, str]]:
    """What messages call codes, and providers and rules by id; nothing where the warehouse is not here to ask."""
    if not workspace.warehouse.is_file():
        return Names(), {}, {}
    with workspace.reading() as connection:
        names = names_for(connection, texts)
    rules = rule_headers(workspace, run)
    titles = {i: rule.title if lang == "en" else rule.title_zh for i, rule in rules.items()}
    return names, provider_names(workspace), titles


def _comma(lang: str) -> str:
    return "、" if lang == "zh" else ", "


def _who(its: list[Row], charts: Mapping[str, list[Row]]) -> dict[str, str | None]:
    """By which numbers the charts of an event are pulled, where, and of whom; persons masked."""
    records = [r for row in its for r in charts.get(row["finding_id"], ())]
    persons = [r["person_id"] for r in records] + [row["person_id"] for row in its]
    told = {
        "hospital_no": [r["hospital_no"] for r in records],
        "department": [r["department"] for r in records],
        "person": [masked(p) for p in persons if p],
    }
    return {
        k: ", ".join(dict.fromkeys(v for v in values if v)) or None for k, values in told.items()
    }


def _alike(its: list[Row]) -> bool:
    """Whether one row can stand for all findings of an event: nothing else was said of one of them."""
    return len({(row["outcome"], row["note"], row["changed"]) for row in its}) == 1


def _as_they_are(its: list[Row], lang: str) -> list[Row]:
    return [{**_told(row, lang), form.EVENT: None} for row in its]


def _as_one(its: list[Row], whole: Mapping[str, Decimal | None], lang: str) -> list[Row]:
    """An event as one row: its first finding's, with all rules, and the event's own amounts."""
    first = _told(its[0], lang)
    if len(its) == 1:
        return [{**first, form.EVENT: None}]
    amount, upheld = first["amount_at_risk"], first[form.AMOUNT]
    worth = whole.get(first["event_id"])
    if worth is None:
        worth = max(
            (r["amount_at_risk"] for r in its if r["amount_at_risk"] is not None), default=None
        )
    if upheld is not None and amount and worth is not None:
        upheld = (worth * upheld / amount).quantize(Decimal("0.01"))
    messages = dict.fromkeys(_told(row, lang)["message"] for row in its)
    return [
        {
            **first,
            "rule_ids": list(dict.fromkeys(row["rule_id"] for row in its)),
            "message": "；".join(messages) if lang == "zh" else "; ".join(messages),
            "amount_at_risk": worth,
            form.AMOUNT: upheld,
        }
    ]


def _told(row: Row, lang: str) -> Row:
    message = str(row[f"message_{lang}"] or "")
    for person in {
        row["person_id"],
        row["subject_id"] if row["subject_kind"] == "person" else None,
    }:
        if person:
            message = message.replace(person, masked(person))
    return {
        **row,
        "rule_ids": [row["rule_id"]],
        "message": one_day(message),
        "outcome": OUTCOMES[row["outcome"]].to(lang) if row["outcome"] else None,
        "changed": Labels("said")["yes"].to(lang) if row["changed"] else None,
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _csv(file: Path, labels: dict[str, str], rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(labels.values())
        for row in rows:
            writer.writerow(inert(_text(row[key])) for key in labels)


def _excel(file: Path, labels: dict[str, str], rows: list[Row], lang: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(Labels("sheet")["template"].to(lang))
        bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
        money, fill = (
            book.add_format({"num_format": "#,##0.00"}),
            book.add_format({"bg_color": "#FFF8DC"}),
        )
        columns = list(labels)
        for place, key in enumerate(columns):
            hidden = {"hidden": True} if key == form.RUN else {}
            sheet.set_column(place, place, WIDTHS.get(key, 14), None, hidden)
            sheet.write_string(0, place, labels[key], bold)
        for number, row in enumerate(rows, start=1):
            for place, key in enumerate(columns):
                if key in ("amount_at_risk", form.AMOUNT) and row[key] is not None:
                    sheet.write_number(number, place, float(row[key]), money)
                elif row[key] is not None:
                    sheet.write_string(number, place, inert(_text(row[key])))
                elif key in (form.OUTCOME, form.AMOUNT, form.NOTE, form.WHO):
                    sheet.write_blank(number, place, None, fill)
        last = max(len(rows), 1)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.freeze_panes(1, 0)
        at = columns.index(form.OUTCOME)
        words = [o.to(lang) for o in OUTCOMES.values()]
        sheet.data_validation(1, at, last, at, {"validate": "list", "source": words})
