"""A published run as the workbench reads it: events with their digest, findings, both sides of the evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from feijian.leads import tables
from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RuleFacts
from feijian.leads.labels import masked, one_day
from feijian.leads.naming import item_names, told_apart, with_names
from feijian.leads.step import read_table
from feijian.plain import Row
from feijian.rules.legal_basis import LegalBasis, by_basis, citation
from feijian.workbench import background, prepare
from feijian.workbench.background import Background
from feijian.workbench.deadlines import WorkingDays
from feijian.workspace import Run, Workspace

ROLES = ("at_risk", "kept", "context", "excuse")
BESIDE = ("kept", "context")
MOST_ROWS = 200
"""Rows of one role that a page shows; the rest is counted and stands in leads.xlsx."""


@dataclass
class Shelf:
    """One run. events: one row a case, in the order of the list, with `rank`, `family`,
    `provider_name`, `region_code` and `digest`. items, codes: what they are called.
    """

    run: Run
    events: pl.DataFrame
    findings: pl.DataFrame
    leads: pl.DataFrame
    providers: Mapping[str, Row]
    legal: LegalBasis
    rules: Mapping[str, RuleFacts]
    evidence: pl.DataFrame
    rows: pl.DataFrame
    days: WorkingDays
    items: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    background: Background = field(default_factory=Background)
    place_of: Mapping[str, int] = field(default_factory=dict)

    @property
    def run_id(self) -> str:
        return self.run.run_id

    def got_ready(self) -> Shelf:
        """Itself, with the columns made that a page would wait for."""
        for _ in (self.searched, self.worth, self.regions, self.finding_ids):
            pass
        return self

    def event(self, event_id: str) -> Row | None:
        place = self.place_of.get(event_id)
        return None if place is None else self.events.row(place, named=True)

    def findings_of(self, event_id: str) -> list[Row]:
        its = self.findings.filter(pl.col("event_id") == event_id)
        return its.sort("finding_id").to_dicts()

    @cached_property
    def amounts(self) -> dict[str, Decimal | None]:
        """What is in question of each event of the list, yuan."""
        return dict(self.events.select("event_id", "amount_at_risk").iter_rows())

    @cached_property
    def called(self) -> dict[str, str]:
        """What a sentence calls items and providers, by code and id."""
        lines = self.rows.filter(pl.col("kind") == "claim_line").select("code", "item")
        providers = {provider: row["name"] for provider, row in self.providers.items()}
        return {**self.items, **item_names(lines.unique().iter_rows()), **told_apart(providers)}

    @cached_property
    def regions(self) -> list[str | None]:
        """The division of each event's provider, by place in the list."""
        return self.events["region_code"].to_list()

    @cached_property
    def searched(self) -> pl.Series:
        """What a search by text looks into: provider's id and name, and rules, in small letters."""
        texts = pl.concat_str(
            pl.col("provider_id", "provider_name").fill_null("").str.to_lowercase(),
            pl.col("rule_ids").list.join(" "),
            separator="\n",
        )
        return self.events.select(texts.alias("searched")).to_series()

    @cached_property
    def worth(self) -> pl.Series:
        """What is in question of each event as a number, for comparing alone."""
        return self.events["amount_at_risk"].cast(pl.Float64)

    @cached_property
    def finding_facts(self) -> dict[str, tuple[str, str | None]]:
        """The event and the hash of the evidence of each finding that is of an event."""
        its = self.findings.filter(pl.col("event_id").is_not_null())
        rows = its.select("finding_id", "event_id", "evidence_hash").iter_rows()
        return {finding_id: (event_id, found) for finding_id, event_id, found in rows}

    @cached_property
    def finding_ids(self) -> dict[str, list[str]]:
        """The findings of each event."""
        found: dict[str, list[str]] = {}
        for finding_id, (event_id, _) in self.finding_facts.items():
            found.setdefault(event_id, []).append(finding_id)
        return found

    @cached_property
    def _evidence_of(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        return self.evidence.partition_by("finding_id", as_dict=True)

    def evidence_of(
        self, finding_ids: Sequence[str], most: int | None = MOST_ROWS
    ) -> tuple[dict[str, list[Row]], dict[str, int]]:
        """Rows by role, each once, in time; and how many there are of each role.

        most: rows of a role that a page shows; all where None is given.
        """
        parts = [self._evidence_of[(f,)] for f in finding_ids if (f,) in self._evidence_of]
        if not parts:
            return {}, {}
        named = pl.concat(parts).unique(["role", "table", "key"], maintain_order=True)
        joined = named.join(
            self.rows, left_on=["table", "key"], right_on=["kind", "key"], how="left"
        ).sort("started_at", "table", "key", nulls_last=True)
        found, counts = {}, {}
        for role in ROLES:
            its = joined.filter(pl.col("role") == role)
            if its.height:
                found[role], counts[role] = (
                    (its if most is None else its.head(most)).to_dicts(),
                    its.height,
                )
        return found, counts

    def lines_of(self, event: Row) -> list[Row]:
        """The charged lines that an event names, with what was charged; in time."""
        ids = event["claim_line_ids"] or []
        its = self.rows.filter((pl.col("kind") == "claim_line") & pl.col("key").is_in(ids))
        return its.sort("started_at", "key", nulls_last=True).to_dicts()

    def records_of(self, event: Row) -> list[Row]:
        """All that an event puts in question: its charged lines, then stays, sales, purchases and codes."""
        findings = [f["finding_id"] for f in self.findings_of(event["event_id"])]
        found = self.evidence_of(findings, most=None)[0].get("at_risk", [])
        lines = [{**r, "table": "claim_line"} for r in self.lines_of(event)]
        return [*lines, *(r for r in found if r["table"] != "claim_line")]

    def beside_of(self, event: Row) -> list[Row]:
        """What the records in question are held against: the charge that may stand, the stay before."""
        findings = [f["finding_id"] for f in self.findings_of(event["event_id"])]
        found = self.evidence_of(findings)[0]
        named = {r["key"] for r in self.records_of(event)}
        return [r for role in BESIDE for r in found.get(role, ()) if r["key"] not in named]

    def says(self, finding: Row, lang: str, *, reveal: bool = False) -> str:
        """A finding's message: persons masked; providers, items and medical codes by name."""
        text = str(finding[f"message_{lang}"] or "")
        named = [finding["person_id"]]
        if finding["subject_kind"] == "person":
            named.append(finding["subject_id"])
        for person in filter(None, named):
            text = text if reveal else text.replace(person, masked(person))
        return one_day(with_names(text, self.called, self.codes))

    def law(self, rule_ids: Sequence[str], day: date | None, lang: str) -> list[str]:
        """What the rules cite, each once, as far as it was in force on the day of the conduct."""
        ids = dict.fromkeys(b for r in rule_ids if r in self.rules for b in self.rules[r].basis)
        return [
            citation(row, lang)
            for basis in ids
            for row in self.legal.get(basis, ())
            if day is None
            or (
                (row["valid_from"] is None or row["valid_from"] <= day)
                and (row["valid_to"] is None or day < row["valid_to"])
            )
        ]


def open_shelf(workspace: Workspace, run: Run) -> Shelf:
    """Read a prepared run into memory."""
    folder = prepare.folder_of(workspace, run.run_id)
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    leads = read_table(run, "leads.parquet", tables.LEADS).sort("rank")
    providers = pl.read_parquet(folder / prepare.PROVIDERS)
    events = (
        read_table(run, "events.parquet", tables.EVENTS)
        .join(leads.select("lead_id", "rank", "family"), on="lead_id", how="left")
        .join(
            providers.select("provider_id", pl.col("name").alias("provider_name"), "region_code"),
            on="provider_id",
            how="left",
        )
        .join(digests(findings), on="event_id", how="left")
        .sort(
            "rank",
            "expected_recovery",
            "event_id",
            descending=[False, True, False],
            nulls_last=True,
        )
    )
    legal = by_basis(pl.read_parquet(folder / prepare.LEGAL))
    names = pl.read_parquet(folder / prepare.NAMES)
    items, codes = (
        dict(names.filter(pl.col("kind") == kind).select("code", "name").iter_rows())
        for kind in ("item", "code")
    )
    return Shelf(
        run=run,
        events=events,
        findings=findings,
        leads=leads,
        providers={p["provider_id"]: p for p in providers.iter_rows(named=True)},
        legal=legal,
        rules=rule_headers(workspace, run),
        evidence=read_table(run, "evidence.parquet", prepare.EVIDENCE),
        rows=called_rows(pl.read_parquet(folder / prepare.ROWS), items, codes),
        items=items,
        codes=codes,
        background=background.read(folder),
        days=WorkingDays.of(pl.read_parquet(folder / prepare.DAYS).iter_rows()),
        place_of={e: n for n, e in enumerate(events["event_id"].to_list())},
    ).got_ready()


def called_rows(
    rows: pl.DataFrame, items: Mapping[str, str], codes: Mapping[str, str]
) -> pl.DataFrame:
    """Rows behind evidence with `diagnosis`, the name of a visit's main one; sold items by name."""
    of_items = pl.col("kind").is_in(prepare.OF_ITEMS)
    is_visit = pl.col("kind") == "encounter"
    return rows.with_columns(
        pl.when(of_items)
        .then(pl.col("item").replace(dict(items)))
        .otherwise(pl.col("item"))
        .alias("item"),
        pl.when(is_visit)
        .then(pl.col("code").replace_strict(dict(codes), default=None, return_dtype=pl.String))
        .alias("diagnosis"),
    )


def digests(findings: pl.DataFrame) -> pl.DataFrame:
    """event_id, digest: what a judgement of an event stands on, its findings and their evidence."""
    told = (
        findings.filter(pl.col("event_id").is_not_null())
        .sort("finding_id")
        .select(
            "event_id",
            pl.concat_str(
                "finding_id",
                pl.col("evidence_hash").fill_null(""),
                pl.col("amount_at_risk").cast(pl.String).fill_null(""),
                separator=" ",
            ).alias("told"),
        )
        .group_by("event_id", maintain_order=True)
        .agg(pl.col("told").str.join("\n"))
    )
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in told["told"].to_list()]
    return told.select("event_id").with_columns(pl.Series("digest", hashes, dtype=pl.String))


def difference(before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    """What changed between two states of an event's findings: one row a finding that differs.

    kind: gone, new or changed; with the amounts, and how many lines came and went.
    """
    old, new = ({f["finding_id"]: f for f in side} for side in (before, after))
    found = []
    for finding_id in sorted(old.keys() | new.keys()):
        was, now = old.get(finding_id), new.get(finding_id)
        told = now or was or {}
        if (
            was
            and now
            and (was["evidence_hash"], was["amount_at_risk"])
            == (
                now["evidence_hash"],
                now["amount_at_risk"],
            )
        ):
            continue
        had, has = (set(side["claim_line_ids"] or ()) if side else set() for side in (was, now))
        found.append(
            {
                "kind": "changed" if was and now else "new" if now else "gone",
                "finding_id": finding_id,
                "rule_id": told["rule_id"],
                "was": was["amount_at_risk"] if was else None,
                "now": now["amount_at_risk"] if now else None,
                "came": len(has - had),
                "went": len(had - has),
            }
        )
    return found
