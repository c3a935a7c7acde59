"""Derived tables and the whole rule library over many lines, against one aggregation pass.

`python -m benchmarks.rules_bench --lines 10000000 --folder DIR` makes a county of that size, loads
it once (kept in DIR for the next time) and measures both in one process, so that the ratio holds on
any machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from datetime import date
from pathlib import Path

from feijian.workspace.single import first_row

PASS = """
create or replace temp table one_pass as
select encounter_id, item_code, cast(charged_at as date) as charged_on, sum(quantity) as quantity,
    sum(amount) as amount
from canonical.claim_line
group by 1, 2, 3
"""
AS_OF = date(2026, 12, 31)


def workspace_of(folder: Path, lines: int, seed: int):
    """A loaded county of so many lines, made where it is missing."""
    from feijian.contracts.loading import load
    from feijian.demo import CountyRequest, generate_county
    from feijian.library import Library
    from feijian.workspace import Workspace

    base = folder / f"county-{lines}-{seed}"
    if not (base / "loaded").exists():
        generate_county(base / "delivery", CountyRequest(seed=seed, lines=lines))
        workspace = Workspace.create(base / "workspace")
        load(workspace, base / "delivery", library=Library.of(), progress=lambda *_: None)
        (base / "loaded").touch()
    return Workspace.open(base / "workspace")


def measure(folder: Path, lines: int, seed: int = 3) -> dict[str, object]:
    """Seconds of the pass (median of three), of derived tables, of each rule; ratio and peak memory."""
    from feijian.contracts import read_content
    from feijian.contracts.derived import build_derived
    from feijian.contracts.reference import load_reference
    from feijian.rules.applicability import delivered, what_it_lacks
    from feijian.rules.judge import Setting, findings_of, guard
    from feijian.rules.overrides import ParameterSet
    from feijian.rules.step import rules_of

    workspace = workspace_of(folder, lines, seed)
    content = read_content()
    book = rules_of(content)
    by_name = {d.name: d for d in content.derived}
    with workspace.writing() as connection:
        load_reference(connection, content.catalogue, content.library, workspace.settings())
        passes = []
        for _ in range(3):
            started = time.perf_counter()
            connection.execute(PASS)
            passes.append(time.perf_counter() - started)
        connection.execute("drop table one_pass")
        connection.execute("set search_path = 'canonical,reference'")
        started = time.perf_counter()
        build_derived(connection, content.derived)
        derived_seconds = time.perf_counter() - started
        guard(connection)
        have = delivered(connection, content.catalogue)
        rules: list[tuple[str, float, int]] = []
        skipped = 0
        for rule in book.rules:
            if what_it_lacks(rule, book.reads[rule.id], content.catalogue, by_name, have):
                skipped += 1
                continue
            started = time.perf_counter()
            found = findings_of(
                connection, rule, [ParameterSet(rule.values())], Setting(AS_OF, None, {})
            )
            rules.append((rule.id, time.perf_counter() - started, len(found)))
        row = first_row(connection, "select count(*) from canonical.claim_line")
    one_pass = sorted(passes)[1]
    total = derived_seconds + sum(r[1] for r in rules)
    return {
        "claim_lines": row[0],
        "pass_seconds": one_pass,
        "derived_seconds": derived_seconds,
        "rules": len(rules),
        "not_applicable": skipped,
        "rules_seconds": total - derived_seconds,
        "ratio": total / one_pass,
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "findings": sum(r[2] for r in rules),
        "slowest": sorted(rules, key=lambda r: -r[1])[:10],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    print(json.dumps(measure(given.folder, given.lines), indent=1))
