"""Verdicts in and out: a filled-in form is checked row by row, and good rows are appended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl

from feijian.errors import ImportRefused, Problem
from feijian.leads import tables
from feijian.leads.step import read_table, rows_of
from feijian.messages import sentence
from feijian.plain import Json
from feijian.verdicts import form
from feijian.verdicts.of_events import of_events
from feijian.verdicts.store import Verdict, append_verdicts, standing_verdicts
from feijian.verdicts.typed import bare
from feijian.workspace import Run, Workspace, open_run


@dataclass(frozen=True)
class JudgedRow:
    """What a run says of a finding that a form names."""

    rule_id: str
    amount: Decimal | None
    evidence_hash: str | None
    draw_probability: float | None


@dataclass(frozen=True)
class ImportResult:
    """What became of a file: rows added, rows that say what already stands, rows left empty,
    and every row that was not taken, with where and why.
    """

    added: int
    unchanged: int
    empty: int
    problems: tuple[Problem, ...] = field(default=())

    def json(self) -> Json:
        skipped = [{"where": p.where, "what": p.what, "todo": p.todo} for p in self.problems]
        return {
            "added": self.added,
            "unchanged": self.unchanged,
            "empty": self.empty,
            "skipped": skipped,
        }

    def lines(self) -> list[str]:
        left = sentence("; {n} rows not taken:", n=len(self.problems)) if self.problems else ""
        told = sentence(
            "{added} verdicts added, {unchanged} unchanged, {empty} rows without a verdict{left}",
            added=self.added,
            unchanged=self.unchanged,
            empty=self.empty,
            left=left,
        )
        return [told, *(str(p) for p in self.problems)]


def import_verdicts(
    workspace: Workspace, file: Path, *, who: str = "", at: datetime | None = None
) -> ImportResult:
    """Append the verdicts of a filled-in form; a row that does not fit is left out and told.

    who: for rows that name nobody. at: when they are taken in; now where not given.
    Raises ImportRefused when the file holds no form, or rows with verdicts and none that fits.
    """
    return take_rows(workspace, form.form_rows(file), who=who, at=at)


def take_rows(
    workspace: Workspace,
    rows: Sequence[form.FormRow],
    *,
    who: str = "",
    at: datetime | None = None,
) -> ImportResult:
    """Append the verdicts of rows, wherever they were filled in; as `import_verdicts` does."""
    written = [r for r in rows if r.get(form.OUTCOME) or r.get(form.AMOUNT)]
    filled, problems = of_events(workspace, written, _runs(workspace))
    known = _known(workspace, {(r.get(form.FINDING), r.get(form.RUN)) for r in filled})
    named = {f for r in filled if (f := r.get(form.FINDING))}
    standing = {
        v["finding_id"]: v
        for v in standing_verdicts(workspace.verdicts, named).iter_rows(named=True)
    }
    moment = at or datetime.now(UTC)
    told: dict[str, Verdict] = {}
    taken: list[Verdict] = []
    unchanged = 0
    for row in filled:
        finding = known.get((row.get(form.FINDING), row.get(form.RUN)))
        verdict, wrong = _verdict(row, finding, who, moment)
        if verdict is None:
            # a row of an event stands for each of its findings
            problems.extend(problem for problem in wrong if problem not in problems)
        elif verdict.finding_id in told:
            if not _same(told[verdict.finding_id], verdict):
                problems.append(
                    Problem(
                        row.where,
                        "another row of the file gives this finding another verdict",
                        "Keep one of them.",
                    )
                )
        else:
            told[verdict.finding_id] = verdict
            if _stands(standing.get(verdict.finding_id), verdict):
                unchanged += 1
            else:
                taken.append(verdict)
    if problems and not taken and not unchanged:
        raise ImportRefused(problems)
    added = append_verdicts(workspace.verdicts, taken) if taken else 0
    return ImportResult(added, unchanged, len(rows) - len(written), tuple(problems))


def _verdict(
    row: form.FormRow, finding: JudgedRow | None, who: str, at: datetime
) -> tuple[Verdict | None, list[Problem]]:
    """The row as a verdict, or everything wrong with it."""
    wrong: list[Problem] = []
    outcome = form.outcome_of(row.get(form.OUTCOME))
    if not row.get(form.FINDING):
        wrong.append(Problem(row.where, "a verdict without a finding", "Fill in the finding's id."))
    elif finding is None:
        wrong.append(
            Problem(
                row.where,
                "no run of this workspace has this finding",
                "Import it where the list came from.",
            )
        )
    if outcome is None:
        what = "an unknown outcome" if row.get(form.OUTCOME) else "an amount without an outcome"
        wrong.append(
            Problem(
                row.where,
                what,
                sentence("Use one of: {known_outcomes}.", known_outcomes=form.KNOWN_OUTCOMES),
            )
        )
    amount, problem = _amount(row, finding, outcome)
    if problem:
        wrong.append(problem)
    if wrong or finding is None or outcome is None:
        return None, wrong
    if amount is None and outcome == "upheld":
        amount = finding.amount
    return (
        Verdict(
            at=at,
            who=row.get(form.WHO) or who,
            finding_id=row.get(form.FINDING),
            outcome=outcome,
            amount_upheld=Decimal(0) if outcome == "rejected" else amount,
            note=row.get(form.NOTE),
            evidence_hash=finding.evidence_hash,
            rule_id=finding.rule_id,
            drawn_at_random=finding.draw_probability is not None,
            draw_probability=finding.draw_probability,
            amount_at_risk=finding.amount,
        ),
        [],
    )


def _amount(
    row: form.FormRow, finding: JudgedRow | None, outcome: str | None
) -> tuple[Decimal | None, Problem | None]:
    """The amount upheld in yuan, or what is wrong with it. An empty cell is no amount."""
    text = bare(row.get(form.AMOUNT))
    if not text:
        return None, None
    try:
        amount = Decimal(text)
        if not amount.is_finite():
            raise InvalidOperation
        # Excel keeps doubles: 33.3 may come as 33.300000000000004
        amount = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        return None, Problem(
            row.where, "the amount upheld is not a number", "Write it in yuan, as 1234.50."
        )
    if amount < 0:
        return None, Problem(
            row.where, "the amount upheld is negative", "Write what was upheld, or leave it empty."
        )
    if outcome == "rejected" and amount > 0:
        return None, Problem(
            row.where,
            "an amount upheld for a finding that was not upheld",
            "Correct one of the two.",
        )
    if finding is not None and finding.amount is not None and amount > finding.amount:
        return None, Problem(
            row.where,
            sentence(
                "the amount upheld, {amount:,.2f}, is above the finding's {amount2:,.2f}",
                amount=amount,
                amount2=finding.amount,
            ),
            "Write at most the finding's amount; what goes beyond it is another finding.",
        )
    return amount, None


def _same(one: Verdict, other: Verdict) -> bool:
    return (one.outcome, one.amount_upheld, one.note) == (
        other.outcome,
        other.amount_upheld,
        other.note,
    )


def _stands(row: Mapping[str, Any] | None, verdict: Verdict) -> bool:
    """Whether the newest row of the finding already says exactly this of the same evidence."""
    return row is not None and (
        row["outcome"],
        row["amount_upheld"],
        row["note"],
        row["evidence_hash"],
    ) == (verdict.outcome, verdict.amount_upheld, verdict.note, verdict.evidence_hash)


def _runs(workspace: Workspace) -> list[str]:
    """Ids of complete runs, newest first (ids begin with the time)."""
    complete = [m.parent.name for m in workspace.runs.glob("*/manifest.json")]
    return sorted((c for c in complete if c != "latest"), reverse=True)


def _known(workspace: Workspace, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], JudgedRow]:
    """Each (finding, run named by the form) as that run has it, else as the newest run with it."""
    runs = _runs(workspace)
    open_ones = {pair for pair in wanted if pair[0]}
    found: dict[tuple[str, str], JudgedRow] = {}
    named = [r for r in runs if any(r == run for _, run in open_ones)]
    for strict, run_ids in ((True, named), (False, runs)):
        for run_id in run_ids:
            asked = {p for p in open_ones - found.keys() if not strict or p[1] == run_id}
            if asked:
                judged = _judged(open_run(workspace, run_id), {f for f, _ in asked})
                found.update({p: judged[p[0]] for p in asked if p[0] in judged})
    return found


def _judged(run: Run, finding_ids: set[str]) -> dict[str, JudgedRow]:
    its = rows_of(run, "findings.parquet", tables.FINDINGS, "finding_id", finding_ids)
    leads = read_table(run, "leads.parquet", tables.LEADS)
    draws = draws_of(leads.filter(pl.col("reasons").str.contains("seat_random", literal=True)))
    return {
        r["finding_id"]: JudgedRow(
            r["rule_id"], r["amount_at_risk"], r["evidence_hash"], draws.get(r["finding_id"])
        )
        for r in its.iter_rows(named=True)
    }


def draws_of(leads: pl.DataFrame) -> dict[str, float]:
    """Findings of leads that were drawn by lot, with the chance of the draw."""
    found = {}
    for finding_ids, text in leads.select("finding_ids", "reasons").iter_rows():
        for reason in json.loads(text):
            if reason["kind"] == "seat_random":
                found.update(dict.fromkeys(finding_ids, float(reason["value"])))
    return found


def export_template(
    workspace: Workspace, file: Path, lang: str = "zh", run: Run | None = None
) -> int:
    """Write the form for a run's findings, the newest batch run's where none is given."""
    from feijian.verdicts.export_form import export_template as write

    return write(workspace, file, lang, run)
