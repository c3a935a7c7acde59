"""leads.xlsx: an index, a sheet per kind of lead, findings with a form for verdicts, evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from feijian.leads import labels
from feijian.leads.show import next_steps_of
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.reports import columns
from feijian.reports.behind import Behind, behind_of
from feijian.reports.evidence_cells import evidence_cells
from feijian.reports.gist import gists
from feijian.reports.material import Material
from feijian.reports.sheet import EXCEL_ROWS, Place, Styles, TableSheet, line_height
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Viewer
from feijian.reports.workbook_papers import PAPER_SHEETS, verdict_rows, write_papers
from feijian.verdicts import form

if TYPE_CHECKING:
    import duckdb
    from xlsxwriter import Workbook

STATES = Labels("finding_state")
FONT = {"zh": "Microsoft YaHei", "en": "Calibri"}


@dataclass
class Book:
    """One workbook being written, in one language."""

    book: Workbook
    viewer: Viewer
    styles: Styles
    tables: dict[str, TableSheet]
    first_finding: dict[int, Place]
    first_evidence: dict[int, Place]
    places: dict[str, tuple[Place, int]]

    @property
    def lang(self) -> str:
        return self.viewer.lang


def write_workbooks(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    files: Sequence[tuple[Path, str]],
    reveal: bool,
    sheet_rows: int = EXCEL_ROWS,
    behind: Behind | None = None,
) -> None:
    """Write the workbook once per (file, language); the evidence is read once for all.

    sheet_rows: rows of a sheet before the table goes on in another. behind: where it was read already.
    """
    findings = ordered_findings(material)
    names = dict(material.profiles.select("provider_id", "name").iter_rows())
    with ExitStack() as stack:
        books = [stack.enter_context(_opened(f, lang)) for f, lang in files]
        opened = [
            _begun(b, lang, material, reveal, sheet_rows)
            for b, (_, lang) in zip(books, files, strict=True)
        ]
        behind = behind or behind_of(connection, connection, material, 0)
        for part, evidence in behind.evidence.in_batches(findings):
            for its in opened:
                _write_findings(its, part, evidence, names)
        told = findings.filter(pl.col("rank").is_not_null())
        records, items = behind.records_of(told), behind.items_of(told)
        for its in opened:
            _write_leads(its, material, names)
            for row in verdict_rows(its.viewer, findings, records, its.places):
                its.tables["verdicts"].write(row)
            write_papers(its.tables, its.viewer, records, items)
            _finish(its, material)


def ordered_findings(material: Material) -> pl.DataFrame:
    """Findings in the order of their leads, the largest first; with `rank`, verdict and `state`."""
    ranks = material.leads.select("rank", pl.col("finding_ids").alias("finding_id")).explode(
        "finding_id"
    )
    said = material.verdicts.select(
        "finding_id",
        "outcome",
        "amount_upheld",
        "note",
        "who",
        pl.col("evidence_hash").alias("judged_hash"),
    )
    same = pl.col("judged_hash").eq_missing(pl.col("evidence_hash"))
    joined = material.findings.join(ranks.drop_nulls(), on="finding_id", how="left").join(
        said, on="finding_id", how="left"
    )
    return joined.with_columns(
        pl.when(pl.col("outcome").is_not_null() & ~same)
        .then(pl.lit("changed"))
        .when(pl.col("outcome").is_not_null())
        .then(pl.lit("settled"))
        .when(pl.col("rank").is_null())
        .then(pl.lit("unranked"))
        .alias("state")
    ).sort(
        "rank",
        "amount_at_risk",
        "occurred_from",
        "finding_id",
        descending=[False, True, False, False],
        nulls_last=True,
    )


def _opened(file: Path, lang: str) -> Workbook:
    import xlsxwriter

    return xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT[lang], "font_size": 10},
        },
    )


def _begun(book: Workbook, lang: str, material: Material, reveal: bool, sheet_rows: int) -> Book:
    """Make the sheets in their order; a kind of lead that the run has none of gets no sheet."""
    styles = Styles(book, material.run.run_id)
    viewer = Viewer(material, Speech(lang), reveal, Limits())
    book.add_worksheet(columns.SHEETS["readme"].to(lang))

    def table(name: labels.Words, its: tuple[columns.Column, ...], printed: int) -> TableSheet:
        return TableSheet(book, styles, name.to(lang), its, lang, printed, sheet_rows)

    tables = {"leads": table(columns.SHEETS["leads"], columns.LEAD_COLUMNS, columns.LEADS_PRINTED)}
    kinds = {
        lead_kind(row)
        for row in material.leads.select("subject_kind", "family").iter_rows(named=True)
    }
    for kind, name in columns.KIND_SHEETS.items():
        # one kind alone would be the list of all leads over again
        if kind in kinds and len(kinds) > 1:
            tables[kind] = table(name, columns.LEAD_COLUMNS, columns.LEADS_PRINTED)
    for key, its, printed in PAPER_SHEETS:
        tables[key] = table(columns.SHEETS[key], its, printed)
    tables["findings"] = table(
        columns.SHEETS["findings"], columns.FINDING_COLUMNS, columns.FINDINGS_PRINTED
    )
    tables["evidence"] = table(
        columns.SHEETS["evidence"], columns.EVIDENCE_COLUMNS, columns.EVIDENCE_PRINTED
    )
    return Book(book, viewer, styles, tables, {}, {}, {})


def lead_kind(lead: Mapping[str, Any]) -> str:
    """The sheet a lead belongs to."""
    if lead["family"] == "outlier":
        return "outlier"
    kind = str(lead["subject_kind"])
    return kind if kind in columns.KIND_SHEETS else "group"


def _write_findings(
    its: Book, part: pl.DataFrame, evidence: pl.DataFrame, names: Mapping[str, str | None]
) -> None:
    """Some findings in their order, and behind each of them its evidence on a sheet of its own."""
    proofs = its.tables["evidence"]
    rows_of = dict(evidence.group_by("finding_id").len().iter_rows())
    ahead = 0
    here: dict[str, Place] = {}
    for finding in part.iter_rows(named=True):
        finding_id = finding["finding_id"]
        rows = rows_of.get(finding_id, 0)
        there = proofs.place_ahead(ahead) if rows else None
        here[finding_id] = _write_finding(its, finding, there, rows, names)
        ahead += rows
    order = part.select("finding_id", "rank", pl.col("provider_id").alias("at")).with_row_index(
        "order"
    )
    ordered = evidence.join(order, on="finding_id", how="inner", maintain_order="left").sort(
        "order", maintain_order=True
    )
    back = its.viewer.say("to_finding")
    links = [(here[finding_id], back) for finding_id in ordered["finding_id"].to_list()]
    proofs.write_rows(evidence_cells(its.viewer, ordered), {"to_finding": links})


def _write_finding(
    its: Book, finding: Row, there: Place | None, rows: int, names: Mapping[str, str | None]
) -> Place:
    """One finding, with a link to its evidence; where it stands."""
    findings, viewer = its.tables["findings"], its.viewer
    here, rank = findings.next_place, finding["rank"]
    its.first_finding.setdefault(rank, here)
    if there:
        its.first_evidence.setdefault(rank, there)
        its.places[finding["finding_id"]] = (there, rows)
    state = finding["state"]
    settled = state == "settled"
    findings.write(
        {
            **finding,
            "to_evidence": (there, f"{rows:,} ▸") if there else None,
            "provider_name": names.get(finding["provider_id"]),
            "rule": viewer.rule_title(finding["rule_id"]),
            "certainty": viewer.certainty(finding),
            "message": viewer.message(finding),
            "person": viewer.person(finding["person_id"]),
            "state": STATES[state].to(its.lang) if state else None,
            form.OUTCOME: labels.OUTCOMES[finding["outcome"]].to(its.lang) if settled else None,
            form.AMOUNT: finding["amount_upheld"] if settled else None,
            form.NOTE: finding["note"] if settled else None,
            form.WHO: finding["who"] if settled else None,
            form.RUN: viewer.material.run.run_id,
        }
    )
    return here


def _write_leads(its: Book, material: Material, names: Mapping[str, str | None]) -> None:
    viewer = its.viewer
    told = gists(viewer, material.leads)
    for lead in material.leads.iter_rows(named=True):
        shown = viewer.index_row(lead)
        rank = lead["rank"]
        finding, proof = its.first_finding.get(rank), its.first_evidence.get(rank)
        row = {
            **lead,
            "title": shown["title"],
            "family": shown["family"],
            "seat": shown["seat"],
            "gist": told.get(lead["lead_id"]) or shown["why"],
            "why": shown["why"],
            "acts": shown["acts"],
            "to_findings": (finding, f"{lead['findings']:,} ▸") if finding else None,
            "to_evidence": (proof, "▸") if proof else None,
            "provider_name": names.get(lead["provider_id"]),
            "subject": viewer.subject(lead["subject_kind"], lead["subject_id"]),
            "steps": "\n".join(
                f"□ {s}" for s in next_steps_of(json.loads(lead["reasons"]), its.lang)
            ),
            "basis": "\n".join(viewer.basis(lead)),
        }
        its.tables["leads"].write(row)
        if lead_kind(lead) in its.tables:
            its.tables[lead_kind(lead)].write(row)


def _finish(its: Book, material: Material) -> None:
    for table in its.tables.values():
        table.finish()
    for key, its_columns in (
        ("verdicts", columns.VERDICT_COLUMNS),
        ("findings", columns.FINDING_COLUMNS),
    ):
        _validate(its, its.tables[key], its_columns)
    _readme(its, material)
    its.tables["leads"].parts[0][0].activate()


def _validate(its: Book, table: TableSheet, its_columns: tuple[columns.Column, ...]) -> None:
    """Outcomes from their list, amounts up to what is at risk."""
    keys = [c.key for c in its_columns]
    outcome, upheld, amount = (keys.index(k) for k in (form.OUTCOME, form.AMOUNT, "amount_at_risk"))
    letter = chr(ord("A") + amount)
    say = its.viewer.say
    for (sheet, _), height in zip(table.parts, table.heights, strict=True):
        last = max(height - 1, 1)
        sheet.data_validation(
            1,
            outcome,
            last,
            outcome,
            {
                "validate": "list",
                "source": [o.to(its.lang) for o in labels.OUTCOMES.values()],
                "input_title": form.LABELS[form.OUTCOME].to(its.lang),
                "input_message": say("choose"),
                "error_message": say("choose"),
            },
        )
        sheet.data_validation(
            1,
            upheld,
            last,
            upheld,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                # an unknown amount at risk sets no upper bound
                "maximum": f'=IF(${letter}2="",9999999999999,${letter}2)',
                "error_title": form.LABELS[form.AMOUNT].to(its.lang),
                "error_message": say("upheld_within"),
            },
        )


def _readme(its: Book, material: Material) -> None:
    say, zh = its.viewer.say, its.lang == "zh"
    sheet = its.book.get_worksheet_by_name(columns.SHEETS["readme"].to(its.lang))
    sheet.set_column(0, 0, 42, its.styles.prose)
    sheet.set_column(1, 1, 90)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, say("title"), its.styles.title)
    comma = "、" if zh else ", "
    kinds = [w.to(its.lang) for k, w in columns.KIND_SHEETS.items() if k in its.tables]
    kind_facts = [(comma.join(kinds), say("book_kinds"))] if kinds else []
    facts = [
        (say("as_of"), str(material.run.request.as_of)),
        *([(say("scored_on"), str(material.scored_on))] if material.scored_on else []),
        (say("run"), material.run.run_id),
        (columns.SHEETS["leads"].to(its.lang), say("top_note")),
        *kind_facts,
        (columns.SHEETS["verdicts"].to(its.lang), say("book_verdicts")),
        (
            comma.join(columns.SHEETS[k].to(its.lang) for k, _, _ in PAPER_SHEETS[1:]),
            say("book_papers"),
        ),
        (columns.SHEETS["findings"].to(its.lang), say("book_findings")),
        (columns.SHEETS["evidence"].to(its.lang), say("book_evidence")),
        (say("method"), "\n".join(say(k) for k in ("suspicion", "legend_interval", "legend_fund"))),
        (say("e_person"), say("legend_revealed") if its.viewer.reveal else say("legend_masked")),
        (say("apostrophe"), say("book_apostrophe")),
    ]
    for number, (label, text) in enumerate(facts, start=2):
        sheet.set_row(number, max(line_height(text, 96), line_height(label, 28)))
        sheet.write_string(number, 0, label, its.styles.bold)
        sheet.write_string(number, 1, text, its.styles.prose)
