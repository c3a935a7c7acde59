"""Leads, findings and events of a run as lists that can be narrowed, ordered and written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from feijian.contracts.published import polars_schema
from feijian.errors import Problem, UsageError
from feijian.leads import labels, tables
from feijian.leads.acts import lead_states
from feijian.leads.providers import provider_facts
from feijian.leads.step import read_table
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Json, region_prefix
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace, complete_runs, open_run
from feijian.workspace.runs import BATCH

OPEN, SETTLED, CHANGED, PARTLY = "open", "settled", "changed", "partly"
STATUSES = Labels("status")
"""Where a lead, finding or event stands: judged on the evidence it has now, or not."""


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to; empty means everything.

    levels: of the provider, 0 to 3. county: how the provider's region code begins.
    """

    providers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    certainty: str = ""
    county: str = ""
    levels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    status: str = ""
    only_new: bool = False


def leads_list(workspace: Workspace, run: Run, wanted: Narrowing) -> pl.DataFrame:
    """The run's leads, with provider_name, level, county, certainty, rule_ids, status, is_new, and what
    was done about them: state, assignee, due.
    """
    leads = read_table(run, "leads.parquet", tables.LEADS)
    told = _judged(workspace, run)
    its = leads.select("lead_id", pl.col("finding_ids").alias("finding_id")).explode("finding_id")
    grouped = (
        its.join(told, on="finding_id")
        .group_by("lead_id")
        .agg(
            pl.col("rule_id").unique().sort().alias("rule_ids"),
            (pl.col("certainty") == "definite").any().alias("definite"),
            (pl.col("status") == CHANGED).any().alias("changed"),
            (pl.col("status") == SETTLED).sum().alias("judged"),
        )
    )
    settled = pl.col("reasons").str.contains('"kind": "settled"', literal=True)
    found = (
        leads.join(grouped, on="lead_id", how="left")
        .with_columns(
            pl.when("definite")
            .then(pl.lit("definite"))
            .when(pl.col("rule_ids").is_not_null())
            .then(pl.lit("suspect"))
            .alias("certainty"),
            pl.when("changed")
            .then(pl.lit(CHANGED))
            .when(settled.fill_null(False) | (pl.col("judged").fill_null(0) > 0))
            .then(pl.lit(PARTLY))
            .otherwise(pl.lit(OPEN))
            .alias("status"),
            pl.col("rule_ids").fill_null([]),
        )
        .drop("definite", "changed", "judged")
    )
    found = _placed(workspace, found, run, "leads.parquet", "lead_id")
    found = found.join(_acts(workspace), on="lead_id", how="left")
    return _narrowed(run, found, wanted, "period_from", "period_to").sort("rank")


def _acts(workspace: Workspace) -> pl.DataFrame:
    """lead_id, state, assignee and due of the leads that somebody has acted on."""
    rows = [(s.lead_id, s.status, s.assignee, s.due) for s in lead_states(workspace).values()]
    schema = {"lead_id": pl.String, "state": pl.String, "assignee": pl.String, "due": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def findings_list(workspace: Workspace, run: Run, wanted: Narrowing) -> pl.DataFrame:
    """The run's findings in the order of their leads, with rank, lead_id, outcome, status and is_new."""
    found = _judged(workspace, run)
    leads = read_table(run, "leads.parquet", tables.LEADS)
    ranks = leads.select("rank", "lead_id", pl.col("finding_ids").alias("finding_id"))
    found = found.join(ranks.explode("finding_id").drop_nulls(), on="finding_id", how="left")
    found = found.with_columns(pl.concat_list("rule_id").alias("rule_ids"))
    found = _placed(workspace, found, run, "findings.parquet", "finding_id")
    found = _narrowed(run, found, wanted, "occurred_from", "occurred_to")
    return found.drop("rule_ids").sort("rank", "finding_id", nulls_last=True)


def events_list(workspace: Workspace, run: Run, wanted: Narrowing) -> pl.DataFrame:
    """The run's events in the order of their leads, with rank, family, certainty, status and is_new."""
    events = read_table(run, "events.parquet", tables.EVENTS)
    leads = read_table(run, "leads.parquet", tables.LEADS).select("rank", "lead_id", "family")
    told = _judged(workspace, run)
    grouped = (
        events.select("event_id", pl.col("finding_ids").alias("finding_id"))
        .explode("finding_id")
        .join(told, on="finding_id")
        .group_by("event_id")
        .agg(
            pl.when((pl.col("certainty") == "definite").any())
            .then(pl.lit("definite"))
            .otherwise(pl.lit("suspect"))
            .alias("certainty"),
            pl.when((pl.col("status") == CHANGED).any())
            .then(pl.lit(CHANGED))
            .when((pl.col("status") == SETTLED).all())
            .then(pl.lit(SETTLED))
            .when((pl.col("status") == SETTLED).any())
            .then(pl.lit(PARTLY))
            .otherwise(pl.lit(OPEN))
            .alias("status"),
            pl.col("message_zh").sort_by("finding_id").first(),
            pl.col("message_en").sort_by("finding_id").first(),
        )
    )
    found = events.join(grouped, on="event_id", how="left").join(leads, on="lead_id", how="left")
    found = _placed(workspace, found, run, "events.parquet", "event_id")
    found = _narrowed(run, found, wanted, "occurred_from", "occurred_to")
    return found.sort("rank", "event_id", nulls_last=True)


def _judged(workspace: Workspace, run: Run) -> pl.DataFrame:
    """The run's findings with the standing verdict's outcome and what it means now."""
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    said = standing_verdicts(workspace.verdicts).select(
        "finding_id", "outcome", pl.col("evidence_hash").alias("judged_hash")
    )
    same = pl.col("judged_hash").eq_missing(pl.col("evidence_hash"))
    return (
        findings.join(said, on="finding_id", how="left")
        .with_columns(
            pl.when(pl.col("outcome").is_null())
            .then(pl.lit(OPEN))
            .when(same)
            .then(pl.lit(SETTLED))
            .otherwise(pl.lit(CHANGED))
            .alias("status")
        )
        .drop("judged_hash")
    )


def _placed(
    workspace: Workspace, rows: pl.DataFrame, run: Run, file: str, key: str
) -> pl.DataFrame:
    """Provider's name, level and county beside each row, and whether the run before had it."""
    facts = provider_facts(workspace).select(
        "provider_id",
        pl.col("name").alias("provider_name"),
        "level",
        pl.col("region_code").alias("county"),
    )
    before = _ids_before(workspace, run, file, key)
    is_new = pl.lit(False) if before is None else ~pl.col(key).is_in(sorted(before))
    return rows.join(facts, on="provider_id", how="left").with_columns(is_new.alias("is_new"))


def _ids_before(workspace: Workspace, run: Run, file: str, key: str) -> set[str] | None:
    """Ids that the batch run before this one published; None where there is none."""
    for run_id in reversed(complete_runs(workspace)):
        if run_id < run.run_id:
            earlier = open_run(workspace, run_id)
            if earlier.request.kind == BATCH and earlier.file(file).is_file():
                return set(pl.read_parquet(earlier.file(file), columns=[key])[key].to_list())
    return None


def _narrowed(
    run: Run, rows: pl.DataFrame, wanted: Narrowing, start: str, end: str
) -> pl.DataFrame:
    """Raises UsageError for a family, rule, kind, certainty or status that there is none of."""
    _known("--family", wanted.families, labels.FAMILIES, rows, "family")
    _known("--kind", wanted.kinds, labels.SUBJECTS, rows, "subject_kind")
    if wanted.rules:
        judged = read_table(run, "rules.parquet", polars_schema("rule"))["rule_id"].to_list()
        _known("--rule", wanted.rules, judged, rows.explode("rule_ids"), "rule_ids")
    _known("--certainty", [wanted.certainty] if wanted.certainty else [], labels.CERTAINTIES)
    _known("--status", [wanted.status] if wanted.status else [], STATUSES)
    if wanted.providers:
        rows = rows.filter(pl.col("provider_id").is_in(wanted.providers))
    if wanted.families:
        rows = rows.filter(pl.col("family").is_in(wanted.families))
    if wanted.rules:
        named = pl.lit(False)
        for rule in wanted.rules:
            named = named | pl.col("rule_ids").list.contains(rule)
        rows = rows.filter(named)
    if wanted.certainty:
        rows = rows.filter(pl.col("certainty") == wanted.certainty)
    if wanted.county:
        rows = rows.filter(pl.col("county").str.starts_with(region_prefix(wanted.county)))
    if wanted.levels:
        rows = rows.filter(pl.col("level").is_in(wanted.levels))
    if wanted.kinds:
        rows = rows.filter(pl.col("subject_kind").is_in(wanted.kinds))
    if wanted.first:
        rows = rows.filter(pl.coalesce(end, start) >= wanted.first)
    if wanted.last:
        rows = rows.filter(pl.col(start) <= wanted.last)
    if wanted.status:
        rows = rows.filter(pl.col("status") == wanted.status)
    return rows.filter("is_new") if wanted.only_new else rows


MOST_NAMED = 30
"""More names than these are a list of their own."""


def _known(
    option: str,
    given: Sequence[str],
    known: Any,
    rows: pl.DataFrame | None = None,
    column: str = "",
) -> None:
    import difflib

    names = sorted({*known, *(rows[column].drop_nulls().to_list() if rows is not None else ())})
    problems = []
    for text in given:
        if text not in names:
            near = difflib.get_close_matches(text, names, n=3)
            todo = sentence("One of: {names}.", names=", ".join(names))
            if near:
                todo = sentence("Did you mean {near}?", near=", ".join(near))
            elif len(names) > MOST_NAMED:
                todo = "See 'feijian rules list'."
            problems.append(Problem(f"{option} {text}", "there is none of that name", todo))
    if problems:
        raise UsageError(problems)


def ordered_by(rows: pl.DataFrame, sort: str) -> pl.DataFrame:
    """Sorted by a column, `-column` from the top. Raises UsageError for one that is not there."""
    if not sort:
        return rows
    name, down = sort.removeprefix("-"), sort.startswith("-")
    checked_columns(rows, [name], "--sort")
    return rows.sort(name, descending=down, nulls_last=True, maintain_order=True)


def checked_columns(rows: pl.DataFrame, names: Sequence[str], option: str) -> None:
    """Raises UsageError with near names for columns that are not there."""
    import difflib

    problems = []
    for name in names:
        if name not in rows.columns:
            near = difflib.get_close_matches(name, rows.columns, n=3)
            todo = (
                sentence("Did you mean {near}?", near=", ".join(near))
                if near
                else sentence("One of: {columns}.", columns=", ".join(rows.columns))
            )
            problems.append(Problem(f"{option} {name}", "there is no such column", todo))
    if problems:
        raise UsageError(problems)


def masked_rows(rows: pl.DataFrame, reveal: bool) -> list[Json]:
    """Rows as plain values; persons masked wherever they stand, unless they are to be shown."""
    if reveal:
        return list(rows.iter_rows(named=True))
    return [masked_row(row) for row in rows.iter_rows(named=True)]


def masked_row(row: Json) -> Json:
    """One lead, finding or event without a person's id: in its own columns and within messages."""
    persons = {row.get("person_id")}
    if row.get("subject_kind") == "person":
        persons.add(row.get("subject_id"))
    persons.discard(None)
    shown = dict(row)
    if shown.get("person_id"):
        shown["person_id"] = labels.masked(shown["person_id"])
    if shown.get("subject_id") and "subject_kind" in shown:
        shown["subject_id"] = labels.masked_subject(shown["subject_kind"], shown["subject_id"])
    for name, value in shown.items():
        if isinstance(value, str) and name not in ("person_id", "subject_id"):
            for person in persons:
                value = value.replace(str(person), labels.masked(person))
            shown[name] = value
    return shown
