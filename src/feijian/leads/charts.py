"""Charts drawn by lot inside a visit, beyond those the leads name: what the rules do not see.

The sample is for the analyst: an inspector who knew which charts were drawn by lot would read
them otherwise. Each chart gets one line back for each thing charged wrongly in it, or one that says
that there was none. From them the share of charts with a missed charge is estimated, and with the
verdicts on what the rules did flag their precision and recall there.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from feijian.errors import ImportRefused, Problem, UsageError
from feijian.ingest.read.handed_in import handed_in
from feijian.ingest.read.text import BrokenText
from feijian.leads.labels import inert, restored
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

DEFAULT_SIZE = 30
CONFIDENCE = 0.90
NONE = ("无", "none")
COLUMNS = (
    "chart",
    "provider_id",
    "encounter_id",
    "record_no",
    "class",
    "started_on",
    "amount",
    "unflagged",
    "for",
    "missed_family",
    "missed_yuan",
)
ANALYST = "analyst（仅供分析人员，不发现场）"

UNFLAGGED = """
select
    encounter.provider_id, encounter.encounter_id, coalesce(encounter.record_no, encounter.hospital_no, encounter.encounter_id) as record_no,
    encounter.class, cast(encounter.started_at as date) as started_on,
    sum(line.amount) as amount
from canonical.encounter as encounter
inner join derived.net_claim_line as line on encounter.encounter_id = line.encounter_id
anti join flagged_encounter as flagged on encounter.encounter_id = flagged.encounter_id
where
    encounter.provider_id in (select unnest($providers))
    and line.charged_on >= coalesce($start, date '1000-01-01')
    and line.charged_on <= coalesce($stop, date '9999-12-31')
group by all
having sum(line.amount) > 0
order by encounter.provider_id, encounter.encounter_id
"""
AT_A_TIME = 50_000


@dataclass(frozen=True)
class Chart:
    """One encounter that no finding names."""

    encounter_id: str
    record_no: str
    kind: str
    started_on: str
    amount: float


@dataclass(frozen=True)
class Missed:
    """Of a provider and family ('' for all): charts drawn, with a missed charge, share, interval, yuan."""

    provider_id: str
    family: str
    charts: int
    missed: int
    rate: float
    low: float
    high: float
    yuan: float


@dataclass(frozen=True)
class Seen:
    """What the rules see at a provider: precision of what they flag, recall of what is there.

    precision is of the checked; recall is flagged and upheld over that and the missed, with the
    interval that the missed rate's gives it.
    """

    provider_id: str
    precision: float | None
    recall: float | None
    recall_low: float | None
    recall_high: float | None


def unflagged_of(
    connection: duckdb.DuckDBPyConnection,
    provider_ids: Sequence[str],
    flagged: Iterable[str],
    start: Any = None,
    stop: Any = None,
) -> Iterator[tuple[str, list[Chart]]]:
    """Provider by provider, in order of their ids; one at a time is held."""
    import polars as pl

    table = pl.DataFrame({"encounter_id": sorted(set(flagged))}, schema={"encounter_id": pl.String})
    connection.register("flagged_encounter", table.to_arrow())
    try:
        asked = {"providers": list(provider_ids), "start": start, "stop": stop}
        result = connection.execute(UNFLAGGED, asked)
        held: list[Chart] = []
        of = ""
        while rows := result.fetchmany(AT_A_TIME):
            for provider_id, encounter_id, record_no, kind, day, amount in rows:
                if provider_id != of and held:
                    yield of, held
                    held = []
                of = provider_id
                held.append(Chart(encounter_id, record_no, kind, str(day), float(amount)))
        if held:
            yield of, held
    finally:
        connection.unregister("flagged_encounter")


def drawn(charts: Sequence[Chart], size: int, seed: str) -> list[Chart]:
    """`size` of them by lot (all where they are fewer): those whose id hashes lowest with the seed.

    Every chart has the same chance; whoever has the seed draws the same again.
    """
    if size < 1:
        raise UsageError(
            Problem("--size", sentence("is {size}", size=size), "Draw at least one chart.")
        )
    key = {
        c.encounter_id: hashlib.blake2b(f"{seed}|{c.encounter_id}".encode()).digest()
        for c in charts
    }
    return sorted(
        sorted(charts, key=lambda c: key[c.encounter_id])[:size], key=lambda c: c.encounter_id
    )


def write_charts(file: Path, provider_id: str, charts: Sequence[Chart], population: int) -> None:
    """The list for the analyst, with empty columns for what is found."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        write_rows(out, provider_id, charts, population)


def write_rows(out: TextIO, provider_id: str, charts: Sequence[Chart], population: int) -> None:
    """The same list into something that is open."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, chart in enumerate(charts, start=1):
        writer.writerow(
            (
                number,
                inert(provider_id),
                inert(chart.encounter_id),
                inert(chart.record_no),
                inert(chart.kind),
                chart.started_on,
                f"{chart.amount:.2f}",
                population,
                ANALYST,
                "",
                "",
            )
        )


def read_charts(files: Sequence[Path]) -> list[dict[str, str]]:
    """The lists as they came back. Raises ImportRefused with every row that cannot be read."""
    rows: list[dict[str, str]] = []
    problems = []
    for file in files:
        try:
            read = handed_in(file).records
        except BrokenText as error:
            problems.append(error.problem)
            continue
        except OSError as error:
            problems.append(
                Problem(file.name, sentence("cannot be read: {kind}", kind=type(error).__name__))
            )
            continue
        lacking = [c for c in COLUMNS if c not in (read[0] if read else {})]
        if lacking:
            todo = "Send back the file that 'sample charts' wrote, filled in."
            problems.append(
                Problem(file.name, sentence("lacks {lacking}", lacking=", ".join(lacking)), todo)
            )
            continue
        for line, row in enumerate(read, start=2):
            told = {k: restored(v.strip()) for k, v in row.items()}
            if not told["missed_family"]:
                todo = sentence(
                    "Write the family of what was charged wrongly, or {none}.", none=NONE[0]
                )
                problems.append(Problem(f"{file.name}:{line}", "has no result", todo))
            elif not _is_yuan(told["missed_yuan"]):
                what = sentence("missed_yuan is {told!r}", told=told["missed_yuan"])
                problems.append(Problem(f"{file.name}:{line}", what, "Write an amount or nothing."))
            else:
                rows.append(told)
    if problems:
        raise ImportRefused(problems)
    return rows


def _is_yuan(text: str) -> bool:
    try:
        return not text or 0 <= float(text.replace(",", "")) < 1e12
    except ValueError:
        return False


def missed_rates(rows: Sequence[Mapping[str, str]]) -> list[Missed]:
    """Per provider, of all families together and of each found there, with an exact interval."""
    found = []
    for provider in sorted({r["provider_id"] for r in rows}):
        its = [r for r in rows if r["provider_id"] == provider]
        charts = len({r["encounter_id"] for r in its})
        wrong = [r for r in its if r["missed_family"].lower() not in NONE]
        for family in ("", *sorted({r["missed_family"] for r in wrong})):
            these = [r for r in wrong if family in ("", r["missed_family"])]
            missed = len({r["encounter_id"] for r in these})
            low, high = exact_interval(missed, charts)
            yuan = sum(float(r["missed_yuan"].replace(",", "") or 0) for r in these)
            found.append(Missed(provider, family, charts, missed, missed / charts, low, high, yuan))
    return found


def exact_interval(hits: int, number: int) -> tuple[float, float]:
    """Clopper and Pearson's 90 % interval: of no hit in thirty charts 0 to 9.5 %."""
    from scipy.stats import beta

    tail = (1 - CONFIDENCE) / 2
    low = float(beta.ppf(tail, hits, number - hits + 1)) if hits else 0.0
    high = float(beta.ppf(1 - tail, hits + 1, number - hits)) if hits < number else 1.0
    return low, high


def seen_by_rules(missed: Missed, unflagged_charts: int, upheld: int, checked: int) -> Seen:
    """Precision and recall by charts at one provider.

    upheld, checked: encounters that rules flagged there, with and of a verdict.
    """
    precision = upheld / checked if checked else None
    if not upheld and not (missed.missed and unflagged_charts):
        return Seen(missed.provider_id, precision, None, None, None)

    def recall(rate: float) -> float:
        return upheld / (upheld + rate * unflagged_charts)

    return Seen(
        missed.provider_id, precision, recall(missed.rate), recall(missed.high), recall(missed.low)
    )
