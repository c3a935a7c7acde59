"""Derived tables and the rule library over many lines, against one aggregation pass.

`python -m benchmarks.rules_bench --lines 10000000 --folder DIR` makes a county of that size, loads
it once in a process of its own (kept in DIR for the next time) and measures pass, derived tables
and rules in one process, so that the ratio holds on any machine. Beside the seconds by the clock
stand those of the processors: on a machine that does other work besides, only these compare.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from feijian.workspace import Workspace
from feijian.workspace.single import first_row

PASS = """
create or replace temp table one_pass as
select encounter_id, item_code, cast(charged_at as date) as charged_on, sum(quantity) as quantity,
    sum(amount) as amount
from canonical.claim_line
group by 1, 2, 3
"""
AS_OF = date(2026, 12, 31)
FIRST = (
    "bed_padding.bed_padding_idle",
    "bed_padding.otp_during_stay",
    "bed_padding.bed_overflow",
    "unbundling.mutex_same_day",
    "unbundling.surgery_same_incision_full",
    "unbundling.exact_duplicate_line",
    "upcoding.drg_dx_no_support",
    "upcoding.drg_oprn_no_charge",
    "upcoding.drg_ccmcc_share",
    "readmission.split_admission",
    "readmission.relay_admission",
    "readmission.drg_split_readmit",
    "traceability.trace_dup_settle",
    "traceability.trace_prefix_mismatch",
    "traceability.trace_no_purchase",
    "traceability.trace_malformed",
    "traceability.trace_qty_mismatch",
    "stock.inventory_imbalance",
    "restricted_use.sex_item_mismatch",
    "overcharging.item_freq_cap",
    "identity.overlapping_stays",
    "practitioner.dr_overload",
    "pharmacy.pharm_night",
    "collusion.clustered_admission",
)
"""The 24 rules that the engine was built with: every shape it carries."""


def loaded(folder: Path, lines: int, seed: int) -> Workspace:
    """A loaded county of so many lines, made where it is missing."""
    base = folder / f"county-{lines}-{seed}"
    if not (base / "loaded").exists():
        # in a process of its own, so that its memory is not counted here
        command = [sys.executable, "-m", "benchmarks.rules_bench", "--make", "--lines", str(lines)]
        subprocess.run([*command, "--seed", str(seed), "--folder", str(folder)], check=True)
    return Workspace.open(base / "workspace")


def make(folder: Path, lines: int, seed: int) -> None:
    """Write and load that county."""
    from feijian.demo import CountyRequest, generate_county
    from feijian.ingest.load.delivery import load
    from feijian.library import Library

    base = folder / f"county-{lines}-{seed}"
    generate_county(base / "delivery", CountyRequest(seed=seed, lines=lines))
    workspace = Workspace.create(base / "workspace")
    load(workspace, base / "delivery", library=Library.of(), progress=lambda *_: None)
    (base / "loaded").touch()


def measure(workspace: Workspace) -> dict[str, Any]:
    """Seconds of the pass (median of three), of each derived table and rule; ratios and peak memory.

    `cpu_…` are processor seconds, and ratios of these.
    """
    from feijian.contracts import build_derived, closure, read_content, write_lightly
    from feijian.ingest.load.ledger import prepare_canonical
    from feijian.reference.tables import load_reference
    from feijian.rules.applicability import delivered, inputs_of
    from feijian.rules.judge import Setting, findings_of, guard
    from feijian.rules.overrides import ParameterSet
    from feijian.rules.step import rules_of

    content = read_content()
    book = rules_of(content)
    by_name = {d.name: d for d in content.derived}
    derived: dict[str, float] = {}
    rules: dict[str, float] = {}
    cpu: dict[str, float] = {}
    found = 0
    with workspace.writing() as connection:
        prepare_canonical(connection, content.catalogue)
        load_reference(connection, content.catalogue, content.library, workspace.settings())
        passes, cpu_passes = [], []
        for _ in range(3):
            started, worked = time.perf_counter(), time.process_time()
            connection.execute(PASS)
            passes.append(time.perf_counter() - started)
            cpu_passes.append(time.process_time() - worked)
        connection.execute("drop table one_pass")
        row = first_row(connection, "select count(*) from canonical.claim_line")
        connection.execute("set search_path = 'canonical,reference'")
        write_lightly(connection)  # as a run does
        for table in content.derived:
            started, worked = time.perf_counter(), time.process_time()
            build_derived(connection, [table])
            derived[table.name] = time.perf_counter() - started
            cpu[f"derived.{table.name}"] = time.process_time() - worked
        guard(connection)
        have = delivered(connection, content.catalogue)
        for rule in book.rules:
            if inputs_of(rule, book.reads[rule.id], content.catalogue, by_name, have).missing:
                continue
            started, worked = time.perf_counter(), time.process_time()
            every = [ParameterSet(rule.values())]
            found += len(findings_of(connection, rule, every, Setting(AS_OF, None, {})))
            rules[rule.id] = time.perf_counter() - started
            cpu[rule.id] = time.process_time() - worked
    first = [book.get(r).id for r in FIRST if book.get(r).id in rules]
    needed = closure(
        content.derived, {n for r in first for s, n in book.reads[r] if s == "derived"}
    )
    first_seconds = sum(rules[r] for r in first) + sum(derived[d.name] for d in needed)
    first_cpu = sum(cpu[r] for r in first) + sum(cpu[f"derived.{d.name}"] for d in needed)
    everything = sum(rules.values()) + sum(derived.values())
    one_pass, cpu_pass = sorted(passes)[1], sorted(cpu_passes)[1]
    slow = sorted(
        {**{f"derived.{n}": s for n, s in derived.items()}, **rules}.items(), key=lambda s: -s[1]
    )
    return {
        "claim_lines": row[0] if row else 0,
        "pass_seconds": one_pass,
        "first_rules": len(first),
        "first_ratio": first_seconds / one_pass,
        "rules": len(rules),
        "not_applicable": len(book.rules) - len(rules),
        "derived_seconds": sum(derived.values()),
        "rules_seconds": sum(rules.values()),
        "ratio": everything / one_pass,
        "cpu_pass_seconds": cpu_pass,
        "cpu_first_ratio": first_cpu / cpu_pass,
        "cpu_ratio": sum(cpu.values()) / cpu_pass,
        "cpu_derived_seconds": sum(cpu[f"derived.{n}"] for n in derived),
        "cpu_rules_seconds": sum(cpu[n] for n in rules),
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "findings": found,
        "slowest": slow,
        "cpu_slowest": sorted(cpu.items(), key=lambda s: -s[1]),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--make", action="store_true", help="Only make the county.")
    given = parser.parse_args()
    if given.make:
        make(given.folder, given.lines, given.seed)
    else:
        told = measure(loaded(given.folder, given.lines, given.seed))
        told["slowest"], told["cpu_slowest"] = told["slowest"][:400], told["cpu_slowest"][:400]
        print(json.dumps(told, indent=1))
