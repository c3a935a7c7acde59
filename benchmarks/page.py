"""`make bench`: every benchmark in a process of its own, and their part of benchmarks/README.md written."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from feijian import __version__

PAGE = Path(__file__).parent / "README.md"
LIMITS = {
    "load": 4,
    "first": 10,
    "library": 25,
    "peak_gb": 6,
    "help": 0.5,
    "models": 600,
    "night": 5,
    "nothing": 3,
    "grows": 1.3,
    "sweep": 5,
}
BEGIN, END = "<!-- make bench: begin -->", "<!-- make bench: end -->"


def told(module: str, *arguments: object, kept: Path, resume: bool) -> dict[str, Any]:
    """What a benchmark prints, from a process that does nothing else; it is kept as a file in `kept`.

    resume: take what an earlier call kept, so that one that failed loses nothing but itself.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    name = "-".join(str(a).strip("-") for a in (module, *arguments) if not isinstance(a, Path))
    file = kept / f"{name}.json"
    if not (resume and file.is_file()):
        print(" ".join(command[1:]), file=sys.stderr, flush=True)
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        file.write_text(done.stdout, encoding="utf-8")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def help_seconds(rounds: int = 5) -> float:
    """The quickest of a few starts of `feijian --help`."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "feijian", "--help"], check=True, capture_output=True)
        found.append(time.perf_counter() - started)
    return min(found)


def row(
    what: str, measured: float, limit: float, unit: str = "×", clock: float | None = None
) -> str:
    holds = "holds" if measured <= limit else "**missed**"
    by_clock = f"{clock:.2f} {unit}" if clock is not None else ""
    return f"| {what} | {measured:.2f} {unit} | {by_clock} | {limit:g} {unit} | {holds} |"


def page(
    load: dict[str, Any],
    rules: dict[str, Any],
    models: dict[str, Any],
    start: float,
    nights: list[dict[str, Any]],
) -> str:
    """The figures as Markdown. nights: of a smaller and a larger history."""
    smaller, night = nights
    grown = _night(night) / _night(smaller)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    worked, clock = load["processor"], load["clock"]
    lines = [
        f"Written by `make bench` on {date.today().isoformat()} with feijian {__version__}: {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}; load of the machine {os.getloadavg()[2]:.1f} in the last quarter of an hour. A ratio "
        "compares two things measured in one process; limits are of what is measured by processor where both are told.",
        "",
        "| what | by processor | by clock | limit | |",
        "|---|---:|---:|---:|---|",
        row(
            "loading UTF-8 CSV with all checks, against a bare `create table as` of the same files with the same types",
            worked["ratio"],
            LIMITS["load"],
            clock=clock["ratio"],
        ),
        row(
            "derived tables and the first 24 rules, against one materialised aggregation pass",
            rules["cpu_first_ratio"],
            LIMITS["first"],
            clock=rules["first_ratio"],
        ),
        row(
            "derived tables and the whole library, against the same pass",
            rules["cpu_ratio"],
            LIMITS["library"],
            clock=rules["ratio"],
        ),
        row("peak memory of that", rules["peak_gb"], LIMITS["peak_gb"], "GB"),
        row(
            f"{models['persons']:,} persons × {models['features']} features, from claim lines to scores (by clock)",
            models["seconds"],
            LIMITS["models"],
            "s",
        ),
        row("peak memory of that", models["peak_gb"], LIMITS["peak_gb"], "GB"),
        row("`feijian --help` (by clock)", start, LIMITS["help"], "s"),
        row(
            f"a night with a day of 1/1000 on {night['lines']:,} lines, its load too, against a full run over the same",
            100 * night["night share"],
            LIMITS["night"],
            "%",
        ),
        row("a night with nothing new", night["nothing new"]["cpu"], LIMITS["nothing"], "s"),
        row(f"that day's night against one on {smaller['lines']:,} lines", grown, LIMITS["grows"]),
        row(
            f"a sweep of ten institutions on {night['lines']:,} lines, against a full run",
            100 * night["sweep share"],
            LIMITS["sweep"],
            "%",
        ),
        "",
        "### Loading",
        "",
        f"`python -m benchmarks.load_bench`: {load['lines']:,} fee lines and what belongs to them, {load['megabytes']} MB of CSV; the best of "
        f"three rounds taken in turn. Processor seconds: bare {worked['seconds']['bare']}, loaded {worked['seconds']['load']}; by the "
        f"clock {clock['seconds']['bare']} and {clock['seconds']['load']}.",
        "",
        f"GB18030: {worked['ratio_gb18030']} × by processor, of which transcoding {worked['seconds']['transcode']} s; without it "
        f"{worked['ratio_gb18030_without_transcoding']} ×.",
        "",
        "### Derived tables and rules",
        "",
        f"`python -m benchmarks.rules_bench`: {rules['claim_lines']:,} claim lines of a synthetic county (seed 3), {rules['rules']} rules; "
        f"{rules['not_applicable']} were not applicable there. The pass (`create temp table … as select encounter_id, item_code, "
        f"cast(charged_at as date), sum(quantity), sum(amount) … group by 1, 2, 3`) took {rules['cpu_pass_seconds']:.2f} s of processor, "
        f"the median of three; derived tables {rules['cpu_derived_seconds']:.1f} s, rules {rules['cpu_rules_seconds']:.1f} s.",
        "",
        "The dearest ten, derived tables among them:",
        "",
        "| what | processor seconds | passes |",
        "|---|---:|---:|",
        *(
            f"| {name} | {s:.2f} | {s / rules['cpu_pass_seconds']:.1f} |"
            for name, s in rules["cpu_slowest"][:10]
        ),
        "",
        "### Nights",
        "",
        "`python -m benchmarks.night_bench`: processor seconds, each in a process of its own; the first run also checks the library.",
        "",
        *night_table(nights),
        "",
        "### Models",
        "",
        f"`python -m benchmarks.models_bench`: {models['claim_lines']:,} claim lines of {models['persons']:,} persons, {models['features']} features "
        f"worked out in SQL, peers by age and sex, robust z, isolation forest and ECOD; {models['scored']:,} rows scored. "
        + " ".join(f"{n}." for n in models["notes"]),
    ]
    return "\n".join(lines).rstrip() + "\n"


def put(text: str, at: Path = PAGE) -> None:
    """Write the figures between the page's two marks; what others wrote around them stays."""
    before, _, rest = at.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise SystemExit(f"{at} lacks the marks {BEGIN} and {END}.")
    at.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


NIGHTS = ("load", "first run", "load of a day", "night", "nothing new", "full", "sweep")


def _night(told: dict[str, Any]) -> float:
    return float(told["load of a day"]["cpu"] + told["night"]["cpu"])


def night_table(nights: list[dict[str, Any]]) -> list[str]:
    """CPU seconds of each piece of a night and of each step, by size of the history."""
    steps = list(nights[0]["full"]["steps"])
    lines = [
        f"| lines | what | all | {' | '.join(steps)} |",
        "|---:|---|---:|" + "---:|" * len(steps),
    ]
    for told_ in nights:
        for what in NIGHTS:
            by_step = told_[what].get("steps", {})
            cells = [f"{by_step[s]:.1f}" if s in by_step else "" for s in steps]
            lines.append(
                f"| {told_['lines']:,} | {what} | {told_[what]['cpu']:.1f} | {' | '.join(cells)} |"
            )
    return lines


def main() -> None:
    """Measure everything, write the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="Where made counties are kept.")
    parser.add_argument("--load-lines", type=int, default=1_000_000)
    parser.add_argument("--rule-lines", type=int, default=10_000_000)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--night-lines", type=int, default=1_000_000)
    parser.add_argument("--resume", action="store_true", help="Measure only what is missing.")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    measured = partial(told, kept=given.folder, resume=given.resume)
    text = page(
        measured("load_bench", "--lines", given.load_lines, "--folder", given.folder),
        measured("rules_bench", "--lines", given.rule_lines, "--folder", given.folder),
        measured("models_bench", "--persons", given.persons),
        help_seconds(),
        [
            measured("night_bench", "--lines", lines, "--folder", given.folder)
            for lines in (given.night_lines // 10, given.night_lines)
        ],
    )
    put(text)
    print(text)


if __name__ == "__main__":
    main()
