"""Ranking and detectors on counties where the answer is known, against the plainest lists there are.

The part of `make eval` between the marks `ranking` of docs/evaluation.md. Nothing here was tuned
on its seeds; thresholds and aggregation were chosen on seeds 901 to 912.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context

import numpy as np
import polars as pl

from benchmarks.billing import Bench, paid
from benchmarks.county import honest_county
from benchmarks.findings import NO_VERDICTS, Judged, judged, known, right_priors
from benchmarks.reliability import reliability_section
from benchmarks.schemes import KNOWN, UNKNOWN, planted
from benchmarks.seeds import interval, shown
from benchmarks.year import CHECKED, VISITS, WAYS, WORLDS, year
from benchmarks.year import HOSPITALS as YEAR_HOSPITALS
from feijian.leads import tables
from feijian.leads.ranking import rank_leads
from feijian.leads.support import subject_percentiles
from feijian.models.header import DETECTORS
from feijian.models.measures import FIRST, NAMES, measures

SEEDS = tuple(range(301, 311))
HOSPITALS = 500
PREVALENCES = (0.005, 0.02, 0.05, 0.10)
MAIN = 0.02
TOP = 0.05
"""The models-only list is looked at in its first twentieth."""
BESIDE = tuple(d for d in DETECTORS if d != "robust_z")
RANKING, PAID, AT_RISK, RULES_ONLY, RANDOM = (
    "ranking",
    "fund paid",
    "leads by amount at risk",
    "rules only",
    "random",
)
MODELS_ONLY, AVERAGE = "models only (published score)", "average of detectors"
START, END = "<!-- ranking: begin -->", "<!-- ranking: end -->"


@dataclass(frozen=True)
class Job:
    """One county to make and measure."""

    kind: str
    seed: int
    prevalence: float = MAIN


@cache
def bench() -> Bench:
    return Bench.read()


def work(job: Job) -> dict[str, object]:
    """What came of one job; runs in a process of its own."""
    if job.kind == "year":
        return dict(year(job.seed, bench()))
    if job.kind == "unknown":
        return unknown_schemes(job.seed)
    return orders_measured(job)


def orders_measured(job: Job) -> dict[str, object]:
    """Figures (NAMES) of every order over the providers of one county with rules and models."""
    base = honest_county(job.seed, HOSPITALS)
    number = max(1, round(HOSPITALS * job.prevalence))
    county, names, wrong = planted(job.seed, base, number, KNOWN, UNKNOWN)
    world = judged(job.seed, county, names, wrong, right_priors())
    every = bench().scores(county, BESIDE if job.prevalence == MAIN else ())
    scores = tables.shaped(every, tables.SCORES)
    orders = {
        RANDOM: np.zeros(HOSPITALS),
        PAID: paid(county)["paid"].to_numpy(),
        **_lead_orders(world, scores),
        MODELS_ONLY: readings(scores),
    }
    if job.prevalence == MAIN:
        orders |= _each_detector(every)
    label = np.zeros(HOSPITALS, dtype=bool)
    label[sorted(names)] = True
    money = _recoverable(world, wrong, names)
    once = np.ones((1, HOSPITALS))
    return {n: measures(label, money, score, once)[0] for n, score in orders.items()}


def _lead_orders(world: Judged, scores: pl.DataFrame) -> dict[str, np.ndarray]:
    full = rank_leads(known(world.findings, scores, NO_VERDICTS, 20)).leads
    plain = rank_leads(known(world.findings, scores.clear(), NO_VERDICTS, 0)).leads
    by_amount = plain.sort(-pl.col("amount_at_risk"), "lead_id")
    return {
        RANKING: _first_places(full),
        AT_RISK: _first_places(by_amount),
        RULES_ONLY: _first_places(plain),
    }


def _first_places(leads: pl.DataFrame) -> np.ndarray:
    """A score per provider by its first lead in this order; those without one come last, tied."""
    found = np.full(HOSPITALS, -1e9)
    for place, provider in enumerate(leads["provider_id"].to_list()):
        number = int(provider[1:])
        found[number] = max(found[number], -float(place))
    return found


def readings(scores: pl.DataFrame) -> np.ndarray:
    """The outlier reading of each provider as leads take it; below all where it has none."""
    found = np.full(HOSPITALS, -1.0)
    for subject, percentile in (
        subject_percentiles(scores).select("subject_id", "percentile").iter_rows()
    ):
        found[int(subject[1:])] = percentile
    return found


def _each_detector(scores: pl.DataFrame) -> dict[str, np.ndarray]:
    """Each detector's percentiles in the place of the published score, and their average."""
    told = scores.with_columns(
        pl.col("detectors").str.json_decode(pl.Struct(dict.fromkeys(DETECTORS, pl.Float64)))
    )
    told = told.unnest("detectors")
    found = {}
    for name, column in [(d, pl.col(d)) for d in BESIDE] + [
        (AVERAGE, pl.mean_horizontal(*DETECTORS))
    ]:
        its = told.with_columns(column.alias("percentile"), column.alias("score"))
        its = its.filter(pl.col("percentile").is_not_null())
        found[name] = readings(tables.shaped(its, tables.SCORES))
    return found


def _recoverable(
    world: Judged, wrong: dict[int, pl.DataFrame], names: dict[int, str]
) -> np.ndarray:
    """Yuan a visit can recover at each provider: what of its findings is upheld, or its whole scheme."""
    found = np.zeros(HOSPITALS)
    for finding, provider in world.findings.select("finding_id", "provider_id").iter_rows():
        found[int(provider[1:])] += float(world.upheld[finding])
    for hospital, name in names.items():
        if name in UNKNOWN:
            found[hospital] += float(wrong[hospital]["cents"].sum()) / 100
    return found


def unknown_schemes(seed: int) -> dict[str, object]:
    """Where the providers with schemes that no rule knows stand on the models-only list."""
    base = honest_county(seed, HOSPITALS)
    county, names, _ = planted(seed, base, round(HOSPITALS * MAIN), UNKNOWN, {})
    scores = readings(tables.shaped(bench().scores(county, ()), tables.SCORES))
    first = set(np.argsort(-scores, kind="stable")[: round(HOSPITALS * TOP)].tolist())
    return {"found": [(name, hospital in first) for hospital, name in sorted(names.items())]}


def all_results(jobs: Iterable[Job], processes: int) -> dict[Job, dict[str, object]]:
    """Every job's result; the same whatever the number of processes."""
    listed = list(jobs)
    if processes <= 1:
        return {job: work(job) for job in listed}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return dict(zip(listed, pool.map(work, listed), strict=True))


Figures = dict[str, list[np.ndarray]]


def ranking_section(demo: Iterable[str] = (), processes: int = 2) -> str:
    """The section as Markdown: tables, what holds and what does not. demo: lines put at the end."""
    orders = [Job("orders", s, p) for p in PREVALENCES for s in SEEDS]
    jobs = [*orders, *(Job("unknown", s) for s in SEEDS), *(Job("year", s) for s in SEEDS)]
    results = all_results(jobs, processes)
    by_prevalence: dict[float, Figures] = {}
    for job in orders:
        for name, figures in results[job].items():
            by_prevalence.setdefault(job.prevalence, {}).setdefault(name, []).append(figures)  # type: ignore[arg-type]
    found = [hit for s in SEEDS for hit in results[Job("unknown", s)]["found"]]  # type: ignore[attr-defined]
    years = [results[Job("year", s)] for s in SEEDS]
    lines = [
        START,
        "## Ranking and models",
        "",
        f"Command: `make eval`. Day: {date.today().isoformat()}. {HOSPITALS} hospitals, seeds {SEEDS[0]}–{SEEDS[-1]}, intervals of 95 % over seeds. "
        "Counties of raw claim lines (benchmarks/county.py): sizes differ by a factor of fifty, one hospital in twenty has an "
        "honest department that no peer has, six in a hundred a habit that a suspect rule takes for more. Dishonest ones are "
        "drawn from all alike, so most are small; what they gain is an eighth to a half of their honest billing "
        "(half of that where a rule knows the scheme); every third has a scheme that no rule knows (benchmarks/schemes.py, which "
        "changes bills and knows no feature). Models are the shipped ones, run on the claim lines; findings come from "
        "benchmarks/findings.py, ranking from the product. Money is what a visit upholds: of the findings, and of an unknown "
        "scheme everything. One county in this world is not yours: `feijian evaluate` measures on your own labels.",
        "",
        *_table_of_orders(by_prevalence[MAIN]),
        *_table_of_prevalences(by_prevalence),
        *_table_of_unknown(found),
        *_table_of_years(years),
        *reliability_section(years),
        *demo,
        END,
    ]
    return "\n".join(lines)


def _table_of_orders(its: Figures) -> list[str]:
    precision = NAMES.index("average_precision")
    columns = [
        precision,
        *(NAMES.index(f"precision_at_{n}") for n in FIRST),
        *(NAMES.index(f"amount_share_at_{n}") for n in FIRST),
    ]
    heads = [
        "average precision",
        *(f"precision at {n}" for n in FIRST),
        *(f"money of dishonest ones in first {n}" for n in FIRST),
    ]
    lines = [
        f"### {MAIN:.0%} of providers dishonest",
        "",
        f"| order | {' | '.join(heads)} |",
        "|---|" + "---:|" * len(heads),
    ]
    for name in sorted(its, key=lambda n: -float(np.mean([f[precision] for f in its[n]]))):
        cells = [shown([f[c] for f in its[name]]) for c in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    best = max(BESIDE, key=lambda d: float(np.mean([f[precision] for f in its[d]])))
    beats = interval(
        a[precision] - b[precision] for a, b in zip(its[AVERAGE], its[best], strict=True)
    )
    verdict = "beats" if beats[1] > 0 else "does not beat"
    return [
        *lines,
        "",
        f"The average of all detectors {verdict} the best of them ({best}): difference in average precision {beats[0]:+.3f} "
        f"({beats[1]:+.3f}…{beats[2]:+.3f}). The published score stays one detector's, whose reasons add up to it.",
        "",
    ]


def _table_of_prevalences(by_prevalence: dict[float, Figures]) -> list[str]:
    lines = [
        "### Ranking against the plain lists, at every prevalence",
        "",
        "Paired differences over seeds: average precision over providers, and share of the dishonest ones' money in the first 20 visits.",
        "",
        "| dishonest | ranking | minus fund paid | minus leads by amount at risk | minus rules only | minus random | money: minus fund paid | money: minus amount at risk |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    precision, money = NAMES.index("average_precision"), NAMES.index("amount_share_at_20")
    lost = []
    for prevalence, its in by_prevalence.items():

        def less(other: str, figure: int, its: Figures = its) -> list[float]:
            return [
                float(a[figure] - b[figure]) for a, b in zip(its[RANKING], its[other], strict=True)
            ]

        cells = [shown([f[precision] for f in its[RANKING]])]
        cells += [shown(less(o, precision), 3) for o in (PAID, AT_RISK, RULES_ONLY, RANDOM)]
        cells += [shown(less(o, money), 3) for o in (PAID, AT_RISK)]
        lines.append(f"| {prevalence:.1%} | {' | '.join(cells)} |")
        for other, figure, what in (
            (PAID, precision, "average precision"),
            (AT_RISK, precision, "average precision"),
            (PAID, money, "money in the first 20"),
            (AT_RISK, money, "money in the first 20"),
        ):
            if interval(less(other, figure))[2] < 0:
                lost.append(f"{other} at {prevalence:.1%} in {what}")
    said = (
        f"Sorting by amount still wins: {'; '.join(lost)}."
        if lost
        else "Nowhere here is the ranking significantly below a list sorted by amount."
    )
    main = by_prevalence[MAIN]
    holds = all(
        interval(a[precision] - b[precision] for a, b in zip(main[RANKING], main[o], strict=True))[
            1
        ]
        > 0
        for o in (PAID, AT_RISK)
    )
    aim = f"At {MAIN:.0%} both intervals of average precision lie above 0: {'yes' if holds else 'no'}."
    return [*lines, "", f"{said} {aim}", ""]


def _table_of_unknown(found: list[tuple[str, bool]]) -> list[str]:
    recall = sum(hit for _, hit in found) / len(found)
    lines = [
        "### Schemes that no rule knows, on the models-only list",
        "",
        f"{MAIN:.0%} of providers, all with unknown schemes. Recall in the first {TOP:.0%} of providers: **{recall:.2f}** "
        f"({sum(hit for _, hit in found)} of {len(found)}; aim 0.6).",
        "",
        "| scheme | planted | found |",
        "|---|---:|---:|",
    ]
    for name in sorted({n for n, _ in found}):
        hits = [hit for n, hit in found if n == name]
        lines.append(f"| {name.replace('_', ' ')} | {len(hits)} | {sum(hits)} |")
    return [*lines, ""]


def _table_of_years(years: list[dict[str, object]]) -> list[str]:
    lines = [
        "### A year of visits, and what verdicts change",
        "",
        f"{YEAR_HOSPITALS} hospitals, {VISITS} leads visited a month, the {CHECKED} dearest findings of each checked. Whatever rules find is "
        "upheld as often as the rule's true share says, a heap of findings of one rule at one hospital as a whole. Yuan recovered per visit.",
        "",
        f"| priors | {' | '.join(WAYS)} | learning adds |",
        "|---|" + "---:|" * (len(WAYS) + 1),
    ]
    said = []
    for label in WORLDS:
        its: list[dict[str, float]] = [y[label] for y in years]  # type: ignore[misc]
        base = float(np.mean([y[WAYS[2]] for y in its]))
        gain = [100 * (y[WAYS[3]] - y[WAYS[2]]) / base for y in its]
        most = [100 * (y[WAYS[4]] - y[WAYS[2]]) / base for y in its]
        cells = [shown([y[w] for y in its], 0) for w in WAYS]
        lines.append(f"| {label} | {' | '.join(cells)} | {shown(gain, 1)} % |")
        mean, low, high = interval(gain)
        if label == WORLDS[0]:
            said.append(
                "Where the priors are right, learning "
                + ("lowers" if high < 0 else "does not measurably change" if low < 0 else "raises")
                + f" what is recovered: {mean:+.1f} % ({low:+.1f}…{high:+.1f})."
            )
        elif label == WORLDS[1]:
            said.append(
                f"Where they are off by two it adds {mean:.1f} % ({low:.1f}…{high:.1f}); the aim of 15 % is "
                + ("reached" if mean >= 15 else "missed")
                + (
                    ", with all of the interval above it."
                    if low >= 15
                    else " by the mean; the interval reaches below it."
                    if mean >= 15
                    else "."
                )
                + f" Knowing the true shares from the start would add {interval(most)[0]:.1f} %."
            )
        else:
            said.append(
                "How much there is to learn depends on the county: where some hospitals run a scheme that rules see whole, every "
                f"order finds those first and they take many of the visits; there learning adds {mean:.1f} % ({low:.1f}…{high:.1f})."
            )
    return [*lines, "", " ".join(said), ""]
