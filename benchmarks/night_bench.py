"""What a night costs: a full run, one day of new claims on top of it, and nothing new.

`python -m benchmarks.night_bench --lines 300000 --folder DIR` makes a county of that size, keeps the
newest encounters (a thousandth of the fee lines) apart as the day's delivery, and measures in
processes of their own: load of the history, full run, load of the day, the night's run, a run with
nothing new, a full run over the same history as the night, and a sweep of ten providers after it. CPU
seconds of all processes are compared, in one go on one machine: the ratio holds elsewhere, the seconds do not.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from feijian.workspace import Workspace

AS_OF = date(2026, 6, 30)
"""The county's last day: the month of the newest charges is still open, as on any night."""
SHARE = 1000
"""A day's delivery is one in so many fee lines."""
SWEPT = 10
"""Providers of a sweep."""
MINUTE = 60.0
"""Seconds after which the time that a run was to take is held against what it took."""
BOM = "\xef\xbb\xbf"
"""The mark before some files, as latin-1 reads it."""


def cut(delivery: Path, first: Path, day: Path) -> None:
    """The delivery in two: the newest encounters, a thousandth of the fee lines, and all else.

    Bytes are kept as they are (latin-1 in and out), whatever the file's encoding.
    """
    first.mkdir(parents=True)
    day.mkdir(parents=True)
    counted: dict[str, int] = {}
    header, rows = _rows(delivery / "fee_list_d.csv")
    at = header.index("mdtrt_id")
    for row in rows:
        counted[row[at]] = counted.get(row[at], 0) + 1
    header, visits = _rows(delivery / "mdtrt_d.csv")
    at, begun = header.index("mdtrt_id"), header.index("begntime")
    wanted = sum(counted.values()) / SHARE
    chosen: set[str] = set()
    lines = 0
    newest = sorted(visits, key=lambda r: (_moment(r, begun), r[at]), reverse=True)
    for row in newest:
        if lines >= wanted:
            break
        if row[at] not in chosen and counted.get(row[at]):
            chosen.add(row[at])
            lines += counted.get(row[at], 0)
    header, settled = _rows(delivery / "setl_d.csv")
    visit, setl = header.index("mdtrt_id"), header.index("setl_id")
    settlements = {row[setl] for row in settled if row[visit] in chosen}
    for path in sorted(delivery.glob("*.csv")):
        header, rows = _rows(path)
        keys = [
            (n, known)
            for n, known in (("mdtrt_id", chosen), ("setl_id", settlements))
            if n in header
        ]
        new = [False] * len(rows)
        for name, known in keys:
            at = header.index(name)
            new = [it or (len(r) > at and r[at] in known) for it, r in zip(new, rows, strict=True)]
        _write(first / path.name, header, [r for r, it in zip(rows, new, strict=True) if not it])
        if any(new):
            _write(day / path.name, header, [r for r, it in zip(rows, new, strict=True) if it])


def _moment(row: list[str], column: int) -> str:
    """A time as 14 digits: senders write 2026-06-30 08:15, 2026/6/30 8:15 and 20260630081500 side by side.

    Empty where it is none, or of another century.
    """
    told = row[column] if len(row) > column else ""
    parts = re.findall(r"\d+", told)
    digits = "".join(p.zfill(2) for p in parts).ljust(14, "0")[:14]
    return digits if digits.startswith("20") and digits[:8] <= f"{AS_OF:%Y%m%d}" else ""


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="latin-1", newline="") as text:  # bytes in, bytes out
        header, *rows = csv.reader(text)
    return [h.removeprefix(BOM) for h in header], rows


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="latin-1", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([header, *rows])


def cpu() -> float:
    """CPU seconds of this process and the children it waited for."""
    own, others = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def peak() -> float:
    """The most memory that this process or one of its children held, in GB."""
    own, others = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(max(own.ru_maxrss, others.ru_maxrss) / 2**20, 2)


def act(what: str, folder: Path, profile: Path | None) -> dict[str, Any]:
    """One piece of the night in this process: CPU seconds from its start, by step for runs; peak memory in GB.

    expected: of a run of more than a minute how long it was to take, as its progress bar told after that
    minute, against what it took.
    """
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.pipeline import run_steps
    from feijian.workspace import RunRequest
    from feijian.workspace.pace import Pace

    workspace = Workspace.open(folder / "workspace")
    if what in ("first", "day"):
        load(workspace, folder / what, library=Library.of(), progress=lambda *_: None)
        return {"cpu": cpu(), "peak": peak()}
    at: dict[str, float] = {}
    expected: list[float] = []
    request = RunRequest(AS_OF, full=what == "full")
    if what == "sweep":
        request = RunRequest(AS_OF, kind="sweep", providers=tuple(swept(workspace)))
    pace, begun = Pace.of(workspace, request), time.perf_counter()

    def walked(step: Any, _: str, share: float) -> None:
        at.setdefault(step.name, cpu())
        part, elapsed = pace.told(step.name, share), time.perf_counter() - begun
        if elapsed >= MINUTE and part > 0:
            expected.append(elapsed / part)

    if profile is not None:
        import cProfile

        profiler = cProfile.Profile()
        profiler.runcall(run_steps, workspace, request, walked)
        profiler.dump_stats(profile)
    else:
        run_steps(workspace, request, walked)
    took = time.perf_counter() - begun
    pace.keep(workspace)
    told = list(at.items())
    ends = [seconds for _, seconds in told[1:]] + [cpu()]
    steps = {name: round(end - begun, 2) for (name, begun), end in zip(told, ends, strict=True)}
    guess = {"expected": round(expected[0] / took, 2)} if expected else {}
    return {"cpu": cpu(), "peak": peak(), "steps": steps, **guess}


def swept(workspace: Workspace) -> list[str]:
    """Ten providers, from the one with most lines downwards in equal steps."""
    with workspace.reading() as connection:
        rows = connection.execute(
            "select provider_id from canonical.claim_line group by 1 order by count(*) desc, 1"
        ).fetchall()
    return [p for (p,) in rows[:: max(1, len(rows) // SWEPT)]][:SWEPT]


def measure(folder: Path, lines: int, seed: int) -> dict[str, Any]:
    """Every piece in its own process, in order."""
    from feijian.demo import CountyRequest, generate_county

    base = folder / f"night-{lines}-{seed}"
    if not (base / "day").is_dir():
        shutil.rmtree(base, ignore_errors=True)
        generate_county(base / "delivery", CountyRequest(seed=seed, lines=lines))
        cut(base / "delivery", base / "first", base / "day")
    shutil.rmtree(base / "workspace", ignore_errors=True)
    Workspace.create(base / "workspace")
    found: dict[str, Any] = {"lines": lines}
    for label, what in (
        ("load", "first"),
        ("first run", "full"),
        ("load of a day", "day"),
        ("night", "run"),
        ("nothing new", "run"),
        ("full", "full"),
        ("sweep", "sweep"),
    ):
        found[label] = one(what, base)
        print(label, found[label], file=sys.stderr, flush=True)
    night = found["load of a day"]["cpu"] + found["night"]["cpu"]
    found["night share"] = round(night / found["full"]["cpu"], 4)
    found["sweep share"] = round(found["sweep"]["cpu"] / found["full"]["cpu"], 4)
    return found


def one(what: str, base: Path) -> dict[str, Any]:
    """One act in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.night_bench", "--act", what, "--folder", str(base)]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**told, "cpu": round(told["cpu"], 2), "wall": round(time.perf_counter() - started, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--act", help="Only this piece: first, day, run, full or sweep.")
    parser.add_argument("--profile", type=Path, help="Where a cProfile of the act goes.")
    given = parser.parse_args()
    if given.act:
        print(json.dumps(act(given.act, given.folder, given.profile)))
    else:
        print(json.dumps(measure(given.folder, given.lines, given.seed), indent=1))
