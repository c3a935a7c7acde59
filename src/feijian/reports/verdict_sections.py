"""What verdicts say, for the report: similar judged events, before and after visits, reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from feijian.leads import labels
from feijian.leads.calibration import ENOUGH, calibration
from feijian.leads.labels import Words, percent
from feijian.leads.look_back import Change, last_day, look_back
from feijian.leads.similar import JudgedCase, similar_events
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.reports.material import Material

if TYPE_CHECKING:
    import duckdb

FIRST_LEADS = 300
"""Events of so many leads from the top are looked up among the judged ones."""

SAY = Labels("verdicts")


def similar_of(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> dict[str, list[JudgedCase]]:
    """Similar judged events of the first leads' events, by event."""
    if material.verdicts.is_empty():
        return {}
    named = material.leads.head(FIRST_LEADS)["finding_ids"].explode().drop_nulls()
    its = material.findings.filter(pl.col("finding_id").is_in(named.implode()))
    wanted = its.select(pl.coalesce("event_id", "finding_id"))["event_id"].unique().sort()
    return similar_events(connection, material.findings, material.verdicts, wanted.to_list())


def similar_rows(
    material: Material,
    lead: Mapping[str, Any],
    similar: Mapping[str, Sequence[JudgedCase]],
    lang: str,
) -> list[str]:
    """A lead's nearest judged events as lines, each once, the nearest first."""
    its = material.findings.filter(pl.col("finding_id").is_in(lead["finding_ids"]))
    best: dict[str, JudgedCase] = {}
    for event in its.select(pl.coalesce("event_id", "finding_id"))["event_id"].unique().to_list():
        for case in similar.get(event, ()):
            if case.event_id not in best or best[case.event_id].alike < case.alike:
                best[case.event_id] = case
    nearest = sorted(best.values(), key=lambda c: (-c.alike, c.event_id))[:5]
    return [told(material, case, lang) for case in nearest]


def told(material: Material, case: JudgedCase, lang: str) -> str:
    """One judged event as a line: day, rule, outcome, yuan upheld, note, likeness."""
    rule = material.rules.get(case.rule_id)
    title = (rule.title if lang == "en" else rule.title_zh) if rule else case.rule_id
    outcome = labels.OUTCOMES.get(case.outcome, Words(case.outcome, case.outcome)).to(lang)
    parts = [case.at, title, outcome]
    if case.upheld is not None:
        parts.append(SAY["upheld_yuan"].to(lang).format(yuan=f"{case.upheld:,.2f}"))
    if case.note:
        parts.append(f"“{case.note[:80]}”")
    return " · ".join([*parts, f"{SAY['alike'].to(lang)} {percent(case.alike)}"])


def verdict_sections(material: Material, lang: str) -> Row:
    """The two sections under the list; empty ones are left out by the template."""
    return {
        "words": {name: words.to(lang) for name, words in SAY.items()},
        "look_back": _look_back(material, lang),
        "calibration": _calibration(material, lang),
    }


def _look_back(material: Material, lang: str) -> Row | None:
    until = last_day(material.findings, material.run.request.as_of)
    # peers are those nearest in size: what a provider charged in the run's period
    sizes = material.profiles.rename({"charged": "amount"})
    found, together = look_back(material.findings, material.verdicts, sizes, until)
    if not found:
        return None
    names = dict(material.profiles.select("provider_id", "name").iter_rows())
    rows = [
        (
            names.get(f.provider_id) or f.provider_id,
            f.visited_on.isoformat(),
            "、".join(labels.family(x).to(lang) for x in f.families),
            f"{f.before} → {f.after}",
            f"{f.peers_before} → {f.peers_after}" if f.beside_peers else SAY["no_peers"].to(lang),
            _change(f.beside_peers, lang)
            if f.beside_peers
            else SAY["alone"].to(lang).format(change=_change(f.own, lang)),
        )
        for f in found
    ]
    told_all = ""
    if together:
        told_all = (
            SAY["deterrence"]
            .to(lang)
            .format(
                n=together.visits,
                ratio=f"{together.change.ratio:.2f}",
                low=f"{together.change.low:.2f}",
                high=f"{together.change.high:.2f}",
                words=SAY[together.change.words].to(lang),
            )
        )
    return {"rows": rows, "together": told_all}


def _change(change: Change, lang: str) -> str:
    words = SAY[change.words].to(lang)
    return f"{change.ratio:.2f} ({change.low:.2f}–{change.high:.2f}) {words}"


def _calibration(material: Material, lang: str) -> Row | None:
    if material.verdicts.height < ENOUGH:
        return None
    certainties = {i: rule.certainty for i, rule in material.rules.items()}
    found = calibration(material.verdicts, material.findings, certainties)
    if found is None:
        return None
    rows = [
        (
            percent(b.expected),
            f"{percent(b.upheld)} ({percent(b.low)}–{percent(b.high)})",
            b.verdicts,
        )
        for b in found.bins
    ]
    note = (
        SAY["calibration_note"]
        .to(lang)
        .format(
            brier=f"{found.brier:.3f}",
            base=f"{found.base:.3f}",
            n=found.verdicts,
            words=SAY["better" if found.is_better else "not_better"].to(lang),
        )
    )
    return {"rows": rows, "note": note}
