"""Samples as the office keeps them: what was drawn of which provider and rule, and what its verdicts say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.workbench.cases import Cases
from feijian.workbench.plans import next_id
from feijian.workbench.sample import Estimate, Stratum, Unit, draw, estimate
from feijian.workbench.store import Act, Event


@dataclass(frozen=True)
class Sample:
    """One draw. amounts: in question, by event, of all; larger_of: the sample that it answers."""

    sample_id: str
    made: str
    who: str
    run_id: str
    rule_id: str
    provider_id: str
    seed: int
    amounts: dict[str, float]
    strata: tuple[Stratum, ...]
    without_amount: int = 0
    larger_of: str = ""

    @property
    def drawn(self) -> list[str]:
        return [k for s in self.strata for k in s.drawn]


@dataclass
class Samples:
    """All samples by id."""

    by_id: dict[str, Sample] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.kind != "sample.drawn":
            return
        body = dict(event.body)
        body["strata"] = tuple(
            Stratum(**{**s, "keys": tuple(s["keys"]), "drawn": tuple(s["drawn"])})
            for s in body["strata"]
        )
        self.by_id[event.subject] = Sample(event.subject, event.at, event.who, **body)


def drawn(
    samples: Samples,
    given: Mapping[str, Any],
    amounts: Mapping[str, float],
    size: int,
    today: date,
) -> Act:
    """The event that keeps a draw. Raises UsageError for a size or an answer that cannot be."""
    before = samples.by_id.get(given["larger_of"]) if given["larger_of"] else None
    if given["larger_of"]:
        same = before is not None and (before.provider_id, before.rule_id) == (
            given["provider_id"],
            given["rule_id"],
        )
        if before is None or not same:
            todo = "Draw of the same rule and provider."
            raise UsageError(Problem("sample", "does not answer that one", todo))
        if size <= len(before.drawn):
            what = sentence(
                "{size} is not larger than the {n} drawn before", size=size, n=len(before.drawn)
            )
            raise UsageError(Problem("size", what, "An answer is a larger sample."))
    strata = draw([Unit(k, a) for k, a in amounts.items()], size, given["seed"])
    body = {**given, "amounts": dict(amounts), "strata": [vars(s) for s in strata]}
    return Act("sample.drawn", next_id("S", samples.by_id, today), body)


def judged(sample: Sample, cases: Cases) -> dict[str, float]:
    """Yuan upheld by drawn event, of those with a standing verdict that says one."""
    found = {}
    for key in sample.drawn:
        verdict = cases.of(key).verdict
        if verdict is None or verdict["outcome"] == "unclear":
            continue
        found[key] = float(verdict["amount"] or 0)
    return found


def estimated(sample: Sample, cases: Cases) -> Estimate | None:
    """What the verdicts say of all; None while a drawn event waits for one."""
    upheld = judged(sample, cases)
    if len(upheld) < len(sample.drawn):
        return None
    return estimate(sample.strata, upheld, sample.amounts)


def seen_as(sample: Sample, cases: Cases) -> Sequence[tuple[Stratum, int]]:
    """Each stratum with how many of its drawn events are judged."""
    upheld = judged(sample, cases)
    return [(s, sum(1 for k in s.drawn if k in upheld)) for s in sample.strata]
