"""How long a report of many leads takes to open in Chromium: `python -m benchmarks.report_opening --workspace W`.

The leads of the newest run of a workspace over and over, up to the number wanted, on a page as
`feijian report` writes it. Printed are the page's size, the time from asking for the file until
the list of all leads can be searched, and the processor's part of it. The exit code says whether
the aim holds.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import polars as pl

from feijian.reports.material import gather
from feijian.reports.page import prepared, report_page
from feijian.reports.views import Limits
from feijian.workspace import Workspace, chosen_run

LEADS, ROUNDS, SECONDS = 5000, 7, 2.0


def write_page(workspace: Workspace, run_id: str | None, leads: int, file: Path) -> None:
    """A page of so many leads: a run's own, each copy with ids and places of its own."""
    run = chosen_run(workspace, run_id)
    material = gather(workspace, run)
    own = material.leads
    copies = [
        own.with_columns(
            (pl.col("lead_id") + f"x{n}").alias("lead_id"),
            (pl.col("rank") + n * own.height).alias("rank"),
        )
        for n in range(leads // own.height + 1)
    ]
    many = replace(material, leads=pl.concat(copies).head(leads))
    with workspace.reading() as connection:
        ready = prepared(connection, many, Limits())
    file.write_text(report_page(ready, "zh", reveal=False), encoding="utf-8")


def openings(file: Path, rounds: int) -> tuple[list[float], list[float], int]:
    """Seconds by the clock and of the page's own process, and how many leads the list names."""
    from playwright.sync_api import sync_playwright

    clock, work, listed = [], [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            costs = page.context.new_cdp_session(page)
            costs.send("Performance.enable")
            started = time.perf_counter()
            page.goto(file.as_uri())
            told = page.locator("#narrow output").inner_text().replace(",", "")
            listed = int(re.findall(r"\d+", told)[-1])
            clock.append(time.perf_counter() - started)
            cost = {m["name"]: m["value"] for m in costs.send("Performance.getMetrics")["metrics"]}
            work.append(cost["TaskDuration"])
            page.close()
        browser.close()
    return clock, work, listed


def _chromium() -> str:
    from feijian.reports.printing import browser

    return browser()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--run")
    parser.add_argument("--leads", type=int, default=LEADS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        write_page(Workspace.open(asked.workspace), asked.run, asked.leads, file)
        size = file.stat().st_size
        clock, work, listed = openings(file, asked.rounds)
    print(
        f"{asked.leads:,} leads, {size / 2**20:.1f} MB: opened in {min(clock):.2f} s at best,"
        f" {median(clock):.2f} s in the middle of {asked.rounds}; of it the page's work"
        f" {min(work):.2f} s; {listed} listed"
    )
    return 0 if min(clock) < SECONDS and listed == asked.leads else 1


if __name__ == "__main__":
    sys.exit(main())
