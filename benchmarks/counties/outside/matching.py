"""Match findings to what was planted: by encounter, by line number within it, code or person."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

Unit = tuple[str, str]


@dataclass
class Planted:
    """One planted thing and its units of evidence."""

    kind: str
    name: str
    provider: str
    providers: set[str]
    encounters: set[str]
    lines: set[tuple[str, str]]
    codes: set[str]
    persons: set[str]
    loss: float
    whole: bool
    found: bool = False
    found_by: set[str] = field(default_factory=set)


@dataclass
class Finding:
    """One finding of the product, its evidence in the truth's own identifiers."""

    rule: str
    certainty: str
    provider: str
    encounters: set[str]
    lines: set[tuple[str, str]]
    codes: set[str]
    persons: set[str]
    owners: list[int] = field(default_factory=list)


def read_truth(path: Path) -> list[Planted]:
    """Every planted thing of truth.jsonl."""
    out = []
    for text in path.read_text("utf-8").splitlines():
        t = json.loads(text)
        out.append(
            Planted(
                t["kind"],
                t["name"],
                t["provider"],
                set(t["providers"]),
                set(t["encounters"]),
                {(x["mdtrt_id"], x["feedetl_sn"]) for x in t["lines"]},
                set(t["trace_codes"]),
                set(t["persons"]),
                float(t.get("fund_loss", 0.0)),
                bool(t.get("whole", True)),
            )
        )
    return out


def tail(identifier: str, known: set[str]) -> str:
    """An identifier as the sender wrote it, whatever a source has put before it."""
    if identifier in known:
        return identifier
    for mark in (":", "|", "/", "#", "~"):
        last = identifier.rpartition(mark)[2]
        if last in known:
            return last
    return identifier


def _number(identifier: str) -> str:
    for mark in (":", "|", "/", "#", "~"):
        identifier = identifier.rpartition(mark)[2]
    return identifier


class Warehouse:
    """The canonical tables, read only: which encounter a line belongs to, who was paid what."""

    def __init__(self, path: Path) -> None:
        self.db = duckdb.connect(str(path), read_only=True)
        self.line: dict[str, tuple[str, str, str]] = {}
        rows = self.db.execute(
            "select claim_line_id, encounter_id, person_id, provider_id from canonical.claim_line"
        ).fetchall()
        self.persons_of: dict[str, str] = {}
        self.encounters: set[str] = set()
        for line_id, encounter, _person, provider in rows:
            self.line[line_id] = (encounter, _number(line_id), provider)
        for encounter, person in self.db.execute(
            "select encounter_id, person_id from canonical.encounter"
        ).fetchall():
            self.encounters.add(encounter)
            self.persons_of[encounter] = person
        self.paid: dict[str, float] = {
            provider: float(total or 0)
            for provider, total in self.db.execute(
                "select provider_id, sum(fund_amount) from canonical.claim group by 1"
            ).fetchall()
        }


def read_findings(workspace: Path, house: Warehouse, planted: list[Planted]) -> list[Finding]:
    """The newest run's findings, their evidence in the sender's numbers."""
    path = workspace / "runs" / "latest" / "findings.parquet"
    columns = (
        "rule_id, certainty, provider_id, subject_kind, subject_id, person_id, encounter_ids, "
        "claim_line_ids, trace_codes"
    )
    known = {e for p in planted for e in p.encounters} | house.encounters
    out = []
    for (
        rule,
        certainty,
        provider,
        kind,
        subject,
        person,
        encounters,
        lines,
        codes,
    ) in duckdb.execute(f"select {columns} from read_parquet('{path}')").fetchall():
        pairs = set()
        for line in lines or ():
            encounter, number, _ = house.line.get(line, ("", _number(line), ""))
            pairs.add((tail(encounter, known), number))
        persons = {person} if person else set()
        if kind == "person":
            persons.add(subject)
        out.append(
            Finding(
                rule,
                certainty,
                provider or (subject if kind == "provider" else ""),
                {tail(e, known) for e in encounters or ()},
                pairs,
                set(codes or ()),
                persons,
            )
        )
    return out


class Index:
    """From a unit of evidence to the planted things that own it."""

    def __init__(self, planted: Iterable[Planted]) -> None:
        self.planted = list(planted)
        self.by: dict[str, dict[object, list[int]]] = {
            k: defaultdict(list) for k in ("line", "encounter", "code", "person")
        }
        for n, p in enumerate(self.planted):
            for pair in p.lines:
                self.by["line"][pair].append(n)
            for e in p.encounters:
                self.by["encounter"][e].append(n)
            for c in p.codes:
                self.by["code"][c].append(n)
            for s in p.persons:
                self.by["person"][s].append(n)

    def shares(self, f: Finding) -> dict[int, float]:
        """Share of a finding's evidence that lies in each planted thing.

        Lines count where there are lines, codes where there are codes, else encounters, else
        persons. A line lies in a thing that owns it, or in one that is whole encounters.
        """
        best: dict[int, float] = defaultdict(float)
        for level, units in (
            ("line", f.lines),
            ("code", f.codes),
            ("encounter", f.encounters),
            ("person", f.persons),
        ):
            if not units:
                continue
            if level in ("encounter", "person") and (f.lines or f.codes):
                continue
            if level == "person" and f.encounters:
                continue
            count: dict[int, int] = defaultdict(int)
            # One finding of a house may hold several plantings of one scheme: each is named by it.
            practice: dict[tuple[str, str], int] = defaultdict(int)
            for unit in units:
                owners = self._owners(level, unit)
                for n in owners:
                    count[n] += 1
                for scheme in {(self.planted[n].name, self.planted[n].provider) for n in owners}:
                    practice[scheme] += 1
            for n in count:
                p = self.planted[n]
                best[n] = max(best[n], practice[p.name, p.provider] / len(units))
        return dict(best)

    def _owners(self, level: str, unit: object) -> set[int]:
        owners = set(self.by[level].get(unit, ()))
        if level == "line":
            assert isinstance(unit, tuple)
            for n in self.by["encounter"].get(unit[0], ()):
                thing = self.planted[n]
                if thing.whole or thing.kind == "lookalike":
                    owners.add(n)
        return owners

    def touches(self, f: Finding) -> set[int]:
        """Planted things that any evidence of a finding touches, by whatever unit."""
        out: set[int] = set()
        for pair in f.lines:
            out |= self._owners("line", pair)
            out |= set(self.by["encounter"].get(pair[0], ()))
        for code in f.codes:
            out |= set(self.by["code"].get(code, ()))
        for e in f.encounters:
            out |= set(self.by["encounter"].get(e, ()))
        if not (f.lines or f.codes or f.encounters):
            for s in f.persons:
                out |= set(self.by["person"].get(s, ()))
        return out
