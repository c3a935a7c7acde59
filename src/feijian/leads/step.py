"""The step `rank`: the run's findings and scores become leads.parquet and events.parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import polars as pl

from feijian.contracts.published import polars_schema
from feijian.leads import tables
from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RankingInputs, RuleFacts
from feijian.leads.labels import Words
from feijian.leads.learning import Learning, known_providers, learned
from feijian.leads.lift import lift_lines, realised_lift
from feijian.leads.outlier_facts import Counted, with_encounters
from feijian.leads.ranking import rank_leads
from feijian.leads.sanctions import read_sanctions
from feijian.leads.support import subject_percentiles
from feijian.leads.warehouse import Facts, facts_about
from feijian.plain import Json
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace
from feijian.workspace.stamped import write_stamped

REASONED = 200
"""Providers whose learned scores are put into words."""


def rank(
    workspace: Workspace,
    run: Run,
    progress: Callable[[str, float], None],
    counted: Counted | None = None,
) -> Json:
    """Rank the findings of the run and write leads.parquet and events.parquet.

    counted: counts the encounters of outliers' subjects where the warehouse does not hold them all.
    Summary: leads, amounts in yuan (as text), what was left out, `ranking_lift` and `lines`,
    the same as sentences to print.
    """
    progress("", 0.0)
    rules = rule_headers(workspace, run)
    known = ranking_inputs(workspace, run, rules)
    progress("", 0.4)
    learning = learned_of(workspace, run, known)
    known = replace(known, learned=learning)
    ranking = rank_leads(known)
    run.file("learning.json").write_text(
        json.dumps(learning.plain(), ensure_ascii=False), encoding="utf-8"
    )
    with workspace.reading() as connection:
        leads = with_encounters(connection, ranking.leads, counted)
    write_stamped(leads.to_arrow(compat_level=pl.CompatLevel.oldest()), run.file("leads.parquet"))
    write_stamped(
        ranking.events.to_arrow(compat_level=pl.CompatLevel.oldest()), run.file("events.parquet")
    )
    realised = realised_lift(
        known.verdicts, read_table(run, "findings.parquet", tables.FINDINGS), rules
    )
    progress("", 1.0)
    summary = {**ranking.summary, "realised": realised, "learning": learning.plain()}
    return {**summary, "lines": lift_lines(summary)}


def read_table(run: Run, name: str, schema: tables.Shape) -> pl.DataFrame:
    """One of the run's tables in the given shape; empty where its step wrote none."""
    path = run.file(name)
    return (
        tables.shaped(pl.read_parquet(path), schema) if path.is_file() else tables.nothing(schema)
    )


def rows_of(
    run: Run, name: str, schema: tables.Shape, column: str, values: Collection[str]
) -> pl.DataFrame:
    """Rows of one of the run's tables whose column has one of the values; the rest is not kept."""
    path = run.file(name)
    if not path.is_file():
        return tables.nothing(schema)
    found = pl.scan_parquet(path).filter(pl.col(column).is_in(sorted(values))).collect()
    return tables.shaped(found, schema)


def ranking_inputs(workspace: Workspace, run: Run, rules: Mapping[str, RuleFacts]) -> RankingInputs:
    """Everything ranking reads, gathered from the run's files, the warehouse and the verdicts."""
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    with workspace.reading() as connection:
        asked = (run.request.period_from, run.request.period_to)
        facts = facts_about(connection, findings, asked)
    return gathered(workspace, run, rules, findings, facts)


def gathered(
    workspace: Workspace,
    run: Run,
    rules: Mapping[str, RuleFacts],
    findings: pl.DataFrame,
    facts: Facts,
) -> RankingInputs:
    """What ranking reads of a run, for these findings and what the warehouse knows about them."""
    return RankingInputs(
        findings=findings,
        rules=rules,
        as_of=run.request.as_of,
        run_id=run.run_id,
        scores=read_table(run, "scores.parquet", tables.SCORES),
        verdicts=standing_verdicts(workspace.verdicts),
        providers=facts.providers,
        lines=facts.lines,
        encounters=facts.encounters,
        routes=facts.routes,
        legal=facts.legal,
        settings=workspace.settings().leads,
        models=model_titles(run),
        model_steps=model_steps(run),
        seal=workspace.seal(),
    )


def model_titles(run: Run) -> dict[str, Words]:
    """What the run's models are called, by id; a model without a title keeps its id."""
    path = run.file("models.parquet")
    if not path.is_file():
        return {}
    table = pl.read_parquet(path)
    return {
        row["model_id"]: Words(
            row.get("title_zh") or row["model_id"], row.get("title") or row["model_id"]
        )
        for row in table.iter_rows(named=True)
    }


def model_steps(run: Run) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What to check on site of each of the run's models; empty for runs of an older version."""
    path = run.file("models.parquet")
    table = pl.read_parquet(path) if path.is_file() else pl.DataFrame()
    if "verify_by" not in table.columns:
        return {}
    return {
        row["model_id"]: (tuple(row["verify_by_zh"] or ()), tuple(row["verify_by"] or ()))
        for row in table.iter_rows(named=True)
    }


def learned_of(workspace: Workspace, run: Run, known: RankingInputs) -> Learning:
    """What past sanctions and verdicts teach of the run's providers, where they have shown a gain."""
    sanctions = read_sanctions(workspace.settings().sanctions)
    if known.verdicts.is_empty() and not sanctions:
        return Learning(False, "nothing is known yet")
    readings = subject_percentiles(tables.shaped(known.scores, tables.SCORES))
    own = readings.filter(pl.col("subject_kind") == "provider")
    percentiles = dict(own.select("subject_id", "percentile").iter_rows())
    peers = read_table(run, "peers.parquet", dict(polars_schema("peer")))
    asked = known.findings["provider_id"].drop_nulls().unique().sort().to_list()
    providers = known_providers(known.verdicts, known.findings, sanctions)
    return learned(peers, percentiles, providers, asked[:REASONED])
