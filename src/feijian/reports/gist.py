"""What a lead is about in one line: how sure its findings are, and what the weightiest one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from feijian.leads import labels
from feijian.plain import Row
from feijian.reports.views import Viewer, span

WEIGHTIEST = ("amount_at_risk", "occurred_from", "finding_id")
"""Of a lead's findings the largest amount comes first, of two alike the earlier."""
OPENING = ("lead_id", "finding_id", "rule_id", "certainty", "occurred_from", "occurred_to")
SAID = ("message_zh", "message_en", "person_id", "subject_kind", "subject_id")


def gists(viewer: Viewer, leads: pl.DataFrame) -> Mapping[str, str]:
    """By lead: `可疑类 1 个：2025-09-19，…`; of several findings what the weightiest says.

    leads: lead_id and finding_ids. A lead without findings has none.
    """
    named = leads.select("lead_id", finding_id="finding_ids").explode("finding_id")
    known = named.join(viewer.material.findings, on="finding_id").sort(
        *WEIGHTIEST, descending=[True, False, False], nulls_last=True
    )
    sure = known.group_by("lead_id").agg(pl.col("certainty"))
    counted = {lead: Counter(its) for lead, its in sure.iter_rows()}
    first = known.unique("lead_id", keep="first", maintain_order=True).select(*OPENING, *SAID)
    return {
        row["lead_id"]: viewer.say(
            "gist" if counted[row["lead_id"]].total() == 1 else "gist_weightiest",
            counted=_counted(viewer, counted[row["lead_id"]]),
            message=_dated(viewer, row),
        )
        for row in first.iter_rows(named=True)
    }


def _dated(viewer: Viewer, finding: Row) -> str:
    """A finding's message behind its days, unless it says itself when it began."""
    message, day = viewer.message(finding), finding["occurred_from"]
    if day is None or str(day) in message:
        return message
    return viewer.say("dated", day=span(day, finding["occurred_to"]), message=message)


def certainties(viewer: Viewer, findings: pl.DataFrame) -> str:
    """`明确违规类 3 个、可疑类 6 个` of a lead's findings."""
    return _counted(viewer, Counter(findings["certainty"].to_list()))


def _counted(viewer: Viewer, by: Mapping[str, int]) -> str:
    """The surer first."""
    return viewer.say("listed").join(
        viewer.say("of_certainty", certainty=words.to(viewer.lang), number=by[name])
        for name, words in labels.CERTAINTIES.items()
        if by.get(name)
    )
