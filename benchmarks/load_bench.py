"""Loading with all checks against a bare `create table as` of the same files with the same types.

`python -m benchmarks.load_bench --lines 1000000 --folder DIR` makes a county of that size as UTF-8
CSV (kept in DIR for the next time), then measures bare reading and loading in turn in one process,
so that the ratio holds on any machine. Beside the seconds by the clock stand those of the processors:
on a machine that does other work besides, only these compare. The same files in GB18030 are measured
beside it, with the transcoding told apart.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 3


def delivery_of(folder: Path, lines: int, seed: int) -> Path:
    """A delivery of so many fee lines in UTF-8, made where it is missing."""
    from feijian.demo import CountyRequest, generate_county

    base = folder / f"delivery-{lines}-{seed}"
    if not (base / "made").exists():
        generate_county(base / "utf-8", CountyRequest(seed=seed, lines=lines, dirt=False))
        (base / "gb18030").mkdir(parents=True, exist_ok=True)
        for file in sorted((base / "utf-8").glob("*.csv")):
            copy = base / "gb18030" / file.name
            with (
                file.open(encoding="utf-8", newline="") as text,
                copy.open("w", encoding="gb18030", newline="") as out,
            ):
                shutil.copyfileobj(text, out, 1 << 20)
        (base / "made").touch()
    return base


def bare(files: list[Path], scratch: Path) -> None:
    """Every file into a table of a DuckDB file, typed as its contract says, unchecked."""
    import duckdb

    from feijian.contracts import read_catalogue
    from feijian.ingest.read.files import table_named
    from feijian.ingest.sources.reading import read_source
    from feijian.library import Library

    library = Library.of()
    source = read_source(library, "nhsa_platform", read_catalogue(library, ("canonical",)))
    connection = duckdb.connect(
        str(scratch / "bare.duckdb"), config={"threads": 2, "memory_limit": "8GB"}
    )
    for number, file in enumerate(files):
        table = table_named(file.name, source)
        with file.open(encoding="utf-8") as text:
            names = text.readline().strip().split(",")
        types = {c.name: c.physical_type for c in table.contract.columns} if table else {}
        columns = ", ".join(f"'{n}': '{types.get(n, 'varchar')}'" for n in names)
        connection.execute(
            f"create table t{number} as select * from read_csv('{file}', header = true, columns = {{{columns}}})"
        )
    connection.close()


def loaded(folder: Path, scratch: Path) -> None:
    """The same through every check, into a fresh workspace."""
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.workspace import Workspace

    report = load(Workspace.create(scratch / "workspace"), folder, library=Library.of())
    assert all(f.read for f in report.files)


def transcoded(folder: Path, scratch: Path) -> None:
    """Only the transcoding of a delivery."""
    from feijian.ingest.read.text import sound_text

    for file in sorted(folder.glob("*.csv")):
        sound_text(file, file.name, scratch / "text.csv")


def seconds(work: Callable[[Path], None]) -> tuple[float, float]:
    """Seconds of some work in a scratch folder of its own: of the processors, and by the clock."""
    with tempfile.TemporaryDirectory() as scratch:
        begun, worked = time.perf_counter(), _worked()
        work(Path(scratch))
        return _worked() - worked, time.perf_counter() - begun


def _worked() -> float:
    """Processor seconds of this process and of those it waited for."""
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def measure(folder: Path, lines: int = 1_000_000, seed: int = 1) -> dict[str, Any]:
    """Seconds and ratios, by processor and by clock; each figure is the best of three rounds taken in turn."""
    base = delivery_of(folder, lines, seed)
    files = sorted((base / "utf-8").glob("*.csv"))
    acts: dict[str, Callable[[Path], None]] = {
        "bare": lambda s: bare(files, s),
        "load": lambda s: loaded(base / "utf-8", s),
        "load_gb18030": lambda s: loaded(base / "gb18030", s),
        "transcode": lambda s: transcoded(base / "gb18030", s),
    }
    rounds = [{name: seconds(act) for name, act in acts.items()} for _ in range(ROUNDS)]
    return {
        "lines": lines,
        "megabytes": round(sum(f.stat().st_size for f in files) / 1e6),
        "processor": _told([{n: cpu for n, (cpu, _) in r.items()} for r in rounds]),
        "clock": _told([{n: wall for n, (_, wall) in r.items()} for r in rounds]),
        "limit": 4,
    }


def _told(rounds: list[dict[str, float]]) -> dict[str, Any]:
    """The best of the rounds, and what it is of the bare table."""
    best = {name: min(r[name] for r in rounds) for name in rounds[0]}
    encoded = best["load_gb18030"] - best["transcode"]
    return {
        "seconds": {name: round(value, 2) for name, value in best.items()},
        "ratio": round(best["load"] / best["bare"], 2),
        "ratio_gb18030": round(best["load_gb18030"] / best["bare"], 2),
        "ratio_gb18030_without_transcoding": round(encoded / best["bare"], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "feijian-bench"
    )
    options = parser.parse_args()
    print(json.dumps(measure(options.folder, options.lines, options.seed), indent=1))


if __name__ == "__main__":
    main()
