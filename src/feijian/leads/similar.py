"""Judged events that are like an open one: the same case should get the same verdict (同案同判).

Each event is a handful of words: its rules, its family, its items, its diagnoses and how large its
amount is. Words that many events share say little (tf-idf), and the nearest by angle are told
with their outcome and note.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from feijian.plain import Json

if TYPE_CHECKING:
    import duckdb

MOST = 5
LEAST_ALIKE = 0.15
"""Events that share less than this have a family in common and nothing else."""
NEWEST = 20_000
"""Judged findings looked at, the newest first."""
LONG_NUMBER = re.compile(r"\d{8,}[\dXx]?")

WORDS = """
with named as (
    select finding_id, unnest(claim_line_ids) as claim_line_id
    from told_finding
    -- with a key that no row has: the others are then looked up while lines are read (see workspace/lookups)
    union all
    select null, '\x01'
)

select named.finding_id, 'i_' || line.item_code as word
from named
inner join canonical.claim_line as line on named.claim_line_id = line.claim_line_id
where line.item_code is not null
union
select named.finding_id, 'd_' || substr(encounter.main_diagnosis, 1, 3) as word
from named
inner join canonical.claim_line as line on named.claim_line_id = line.claim_line_id
inner join canonical.encounter as encounter on line.encounter_id = encounter.encounter_id
where encounter.main_diagnosis is not null
union
select told_finding.finding_id, 'd_' || substr(encounter.main_diagnosis, 1, 3) as word
from (select finding_id, unnest(encounter_ids) as encounter_id from told_finding) as told_finding
inner join canonical.encounter as encounter on told_finding.encounter_id = encounter.encounter_id
where encounter.main_diagnosis is not null
order by finding_id, word
"""


@dataclass(frozen=True)
class JudgedCase:
    """One judged event beside an open one. alike: 0…1, the cosine of their words."""

    event_id: str
    rule_id: str
    outcome: str
    amount: Decimal | None
    upheld: Decimal | None
    note: str
    at: str
    alike: float

    def at_distance(self, alike: float) -> JudgedCase:
        return replace(self, alike=alike)

    def plain(self) -> Json:
        """As other programs read it."""
        return {**vars(self), "alike": round(self.alike, 3)}


def similar_events(
    connection: duckdb.DuckDBPyConnection,
    findings: pl.DataFrame,
    verdicts: pl.DataFrame,
    wanted: Sequence[str],
    most: int = MOST,
) -> dict[str, list[JudgedCase]]:
    """Per wanted event the nearest judged ones, the nearest first; nothing without verdicts.

    findings: as published, judged ones too. verdicts: the standing ones.
    """
    decided = verdicts.filter(pl.col("outcome") != "unclear").sort("verdict_id", descending=True)
    if decided.is_empty() or not wanted:
        return {}
    known = findings.with_columns(pl.coalesce("event_id", "finding_id").alias("event_id"))
    judged = known.join(decided.head(NEWEST), on="finding_id", how="inner", suffix="_judged")
    asked = known.filter(
        pl.col("event_id").is_in(list(wanted))
        & ~pl.col("finding_id").is_in(judged["finding_id"].implode())
    )
    if judged.is_empty() or asked.is_empty():
        return {}
    told = pl.concat([judged.select(known.columns), asked]).unique("finding_id")
    words = event_words(told, _words_of(connection, told))
    cases = cases_of(judged)
    found = nearest(
        {e: words[e] for e in dict.fromkeys(asked["event_id"])}, {e: words[e] for e in cases}, most
    )
    return {
        event: [cases[other].at_distance(alike) for other, alike in near]
        for event, near in found.items()
    }


def event_words(findings: pl.DataFrame, extra: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The words of each event: family and rules twice, then size of the amount, items, diagnoses.

    extra: words by finding. Every event of `findings` has an entry.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in findings.sort("finding_id").iter_rows(named=True):
        its = found[row["event_id"]]
        its[f"f_{row['family']}"] = 2
        its[f"r_{row['rule_id']}"] = 2
        amount = row["amount_at_risk"]
        if amount is not None and amount > 0:
            # one word for each doubling, and its neighbour: near amounts share one at least
            size = len(bin(int(amount)))
            its[f"a_{size}"] = its[f"a_{size + 1}"] = 1
        for word in extra.get(row["finding_id"], ()):
            its[word] = 1
    return {
        event: " ".join(word for word, times in its.items() for _ in range(times))
        for event, its in found.items()
    }


class JudgedWords:
    """Judged events by their words, learned once and asked often."""

    def __init__(self, judged: Mapping[str, str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.keys = sorted(judged)
        self._reader = TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True)
        self._judged = self._reader.fit_transform([judged[k] for k in self.keys])

    def nearest(self, wanted: Mapping[str, str], most: int) -> dict[str, list[tuple[str, float]]]:
        """Per wanted key the judged ones with most in common, and how much; ties by key."""
        found = {}
        names = list(wanted)
        for start in range(0, len(names), 1000):
            part = names[start : start + 1000]
            told = self._reader.transform([wanted[n] for n in part])
            alike = (told @ self._judged.T).tocsr()
            for number, name in enumerate(part):
                row = alike.getrow(number)
                near = [
                    (self.keys[i], float(v))
                    for i, v in zip(row.indices, row.data, strict=True)
                    if v >= LEAST_ALIKE and self.keys[i] != name
                ]
                near.sort(key=lambda n: (-round(n[1], 9), n[0]))
                if near:
                    found[name] = near[:most]
        return found


def nearest(
    wanted: Mapping[str, str], judged: Mapping[str, str], most: int
) -> dict[str, list[tuple[str, float]]]:
    """Per wanted key the judged ones with most in common, and how much; ties by key."""
    return JudgedWords(judged).nearest(wanted, most)


def words_of(connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame) -> dict[str, str]:
    """The words of each event of the findings, with its items and diagnoses from the warehouse."""
    return event_words(findings, _words_of(connection, findings)) if findings.height else {}


def _words_of(connection: duckdb.DuckDBPyConnection, told: pl.DataFrame) -> dict[str, list[str]]:
    connection.register(
        "told_finding", told.select("finding_id", "claim_line_ids", "encounter_ids").to_arrow()
    )
    try:
        rows = connection.execute(WORDS).fetchall()
    finally:
        connection.unregister("told_finding")
    found: dict[str, list[str]] = defaultdict(list)
    for finding, word in rows:
        found[finding].append(re.sub(r"\s", "_", word))
    return found


def cases_of(judged: pl.DataFrame) -> dict[str, JudgedCase]:
    """Judged events as they are told, by id; of several verdicts on one the newest, at no distance yet.

    judged: findings joined with their verdicts.
    """
    told = judged.sort("verdict_id").select(
        "event_id", "rule_id", "outcome", "amount_at_risk", "amount_upheld", "note", "at"
    )
    return {
        event: JudgedCase(
            event,
            rule,
            outcome,
            amount,
            upheld,
            LONG_NUMBER.sub("…", note or ""),
            str(at)[:10],
            0.0,
        )
        for event, rule, outcome, amount, upheld, note, at in told.iter_rows()
    }
