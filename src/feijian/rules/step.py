"""The step that judges: every rule once, its findings kept and published with the run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from feijian.contracts import Content, build_derived
from feijian.contracts.sql_errors import said_of
from feijian.contracts.sql_limits import QueryTooLong
from feijian.library.notes import told
from feijian.plain import Json
from feijian.rules.applicability import delivered, inputs_of
from feijian.rules.bench import Bench, deciding_of, fingerprint, kept_parts, where_to_judge
from feijian.rules.checked import checked_rules, content_of, rules_of
from feijian.rules.fund_loss import add_funds_at_risk, low_ratio_of
from feijian.rules.header import Rule
from feijian.rules.judge import Setting, findings_of, guard
from feijian.rules.overrides import check_settings, parameter_sets, switched_off
from feijian.rules.parts import drop_parts, note_parts, parts_kept
from feijian.rules.publish import IsSettled, Outcome, publish_findings, publish_outcomes
from feijian.rules.store import (
    Fresh,
    JudgedScope,
    forget,
    keep,
    note_judged,
    open_store,
)
from feijian.rules.subject_counts import SubjectCounts
from feijian.workspace import Run, Workspace
from feijian.workspace.carrying import read_done
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

TOGETHER_KEPT = 200_000
"""So many findings of rules wait to be kept together."""


def judge(
    workspace: Workspace,
    run: Run,
    progress: Callable[[str, float], None],
    is_settled: IsSettled,
) -> Json:
    """Judge all rules; write findings.parquet, shadow.parquet (drafts) and rules.parquet.

    Summary: how many rules had each outcome, and how many findings are published.
    """
    content = content_of(workspace, run)
    checked, settings = checked_rules(workspace, content), workspace.settings()
    book = checked.book
    check_settings(settings, book, detectors=detectors_of(content))
    prepared = read_done(run).get("prepare")
    with workspace.writing() as connection:
        judged = open_store(connection)
        regions = dict(
            connection.execute("select provider_id, region_code from canonical.provider").fetchall()
        )
        sequence = _newest_delivery(connection)
        guard(connection)
        bench = Bench(
            connection,
            content,
            checked,
            settings,
            Setting(run.request.as_of, settings.region, regions, settings.query_seconds),
            run.request.full,
            sequence,
            delivered(connection, content.catalogue),
            judged,
            SubjectCounts.of(
                connection, prepared.digest if prepared else "", anew=run.request.full
            ),
        )
        forget(connection, judged.keys() - {r.id for r in book.rules})
        drop_parts(connection, [(r.id, part) for r in book.rules for part in r.all_parts])
        bench.parts = parts_kept(connection)
        outcomes = []
        broken: dict[str, str] = {}
        for number, rule in enumerate(book.rules):
            progress(rule.id, number / len(book.rules))
            outcomes.append(_judge_rule(bench, rule))
            if sum(len(fresh.findings) for _, fresh in bench.fresh) > TOGETHER_KEPT:
                broken |= _keep_fresh(bench)
        broken |= _keep_fresh(bench)
        outcomes = [
            replace(o, outcome="failed", judged=0, detail=broken[o.rule.id])
            if o.rule.id in broken
            else o
            for o in outcomes
        ]
        progress("", 1.0)
        for world in bench.worlds.values():
            world.close()
        note_parts(connection, bench.moved, bench.delivery_seq)
        note_judged(connection, bench.unmoved)
        bench.counted.keep()
        published = publish_findings(run, connection, settings, is_settled, workspace.seal())
    return publish_outcomes(run, outcomes, published)


def _judge_rule(bench: Bench, rule: Rule) -> Outcome:
    """One rule's outcome; its findings are replaced in the store, or forgotten if it did not run."""
    import duckdb

    started = time.perf_counter()
    off = switched_off(rule.id, bench.settings)
    if off is not None or rule.status == "retired":
        forget(bench.connection, [rule.id])
        return Outcome(rule, "off", detail=f"{off.by}: {off.reason}" if off else told("retired"))
    derived = {d.name: d for d in bench.content.derived}
    inputs = inputs_of(
        rule,
        bench.book.reads[rule.id],
        bench.content.catalogue,
        derived,
        bench.have,
        bench.checked.columns[rule.id],
    )
    if inputs.missing:
        forget(bench.connection, [rule.id])
        return Outcome(rule, "not applicable", detail=told("lacks", what=", ".join(inputs.missing)))
    blind = told("unseen", what=", ".join(inputs.unseen)) if inputs.unseen else ""
    sets = parameter_sets(rule, bench.settings.parameters, bench.setting.as_of)
    now = JudgedScope(fingerprint(bench, rule, sets, inputs), bench.delivery_seq)
    try:
        world, keys = where_to_judge(bench, rule, now)
        if keys != []:
            kept = kept_parts(bench, rule, sets, inputs) if keys is None else {}
            findings = findings_of(world, rule, sets, bench.setting, kept)
            if keys is not None:
                # a narrowed world holds whole encounters, and with them parts of other keys
                decided = frozenset(keys)
                findings = [f for f in findings if not decided.isdisjoint(f["scope_keys"])]
            if inputs.unseen:
                # what might explain it was not delivered: nothing is beyond doubt
                findings = [{**f, "certainty": "suspect"} for f in findings]
            if findings or keys is None or rule.id in deciding_of(bench, rule, keys):
                bench.fresh.append((rule, Fresh(rule.id, now, findings, keys)))
            else:
                bench.unmoved[rule.id] = now
        else:
            bench.unmoved[rule.id] = now
        judged = bench.counted.subjects(rule, bench.setting)
    except (duckdb.Error, ValueError, QueryTooLong) as error:
        forget(bench.connection, [rule.id])
        return Outcome(rule, "failed", detail=said_of(error), seconds=time.perf_counter() - started)
    return Outcome(rule, "ran", judged, time.perf_counter() - started, blind)


def _keep_fresh(bench: Bench) -> dict[str, str]:
    """Keep the findings not kept yet, with what they cost the fund; why it failed, by rule.

    They are read together. Where that fails each rule is read alone, and only what cannot be read is
    forgotten.
    """
    import duckdb

    fresh, bench.fresh = bench.fresh, []
    paid_by = partial(low_ratio_of, bench.settings.payment, bench.setting.regions)
    failed: dict[str, str] = {}
    try:
        add_funds_at_risk(bench.connection, [(r, list(f.findings)) for r, f in fresh], paid_by)
    except duckdb.Error:
        for rule, one in fresh:
            try:
                add_funds_at_risk(bench.connection, [(rule, list(one.findings))], paid_by)
            except duckdb.Error as error:
                failed[rule.id] = said_of(error)
    forget(bench.connection, failed)
    keep(bench.connection, [f for _, f in fresh if f.rule_id not in failed])
    return failed


def _newest_delivery(connection: duckdb.DuckDBPyConnection) -> int:
    row = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
    return int(row[0]) if row else 0


def detectors_of(content: Content) -> list[str]:
    """Ids of all models: settings may name them as they name rules."""
    return [
        f.relative.removesuffix(".sql").replace("/", ".")
        for f in content.library.files("models", "*/*.sql")
    ]


__all__ = ["build_derived", "content_of", "detectors_of", "judge", "rules_of"]
