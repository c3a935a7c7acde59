"""What the templates print of leads, findings and evidence: plain values in one language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import polars as pl

from feijian.leads import labels
from feijian.leads.naming import told_apart, with_names
from feijian.leads.show import next_steps_of
from feijian.messages.headers import in_language
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.reports.material import Material
from feijian.reports.texts import CLASSES, KINDS, PAYMENTS, ROLES, STEPS, Speech
from feijian.rules.legal_basis import Cited, Period, Wording, citations, cited, wordings


@dataclass(frozen=True)
class Limits:
    """How much stands open on a page; the rest lies packed in the same file and opens on demand.

    findings_per_lead: events on one page of a lead. rows_per_finding: rows of evidence of one role.
    index: rows of the index that stand there without a script.
    """

    findings_per_lead: int = 8
    rows_per_finding: int = 10
    leads_per_provider: int = 6
    providers: int = 50
    index: int = 100


class EventRow(NamedTuple):
    """What a page asks of an event: its amount with every yuan counted once, and its route as JSON."""

    amount_at_risk: Decimal | None
    route: str | None


REASONS = Labels("reason")
PUBLISHED = re.compile(
    r"national knowledge|202\d[ -]|(?:problem )?list |notice |Social Insurance Law"
)
"""Sources of rules that a provider can be shown, by how they begin."""
LIST_OF = r"2025-(hospital|pharmacy)(?: no\.)? (.+)"
SUMS = ("rank", "seat_random")
"""First reasons that work out the figures which stand beside them already."""

PACK = Limits(findings_per_lead=200, rows_per_finding=40, leads_per_provider=200, providers=1)


@dataclass(frozen=True)
class Viewer:
    """Turns rows into what is printed. reveal: person ids in clear."""

    material: Material
    say: Speech
    reveal: bool
    limits: Limits

    @property
    def lang(self) -> str:
        return self.say.lang

    def person(self, person_id: str | None) -> str:
        return (person_id or "") if self.reveal else labels.masked(person_id)

    def subject(self, kind: str, subject_id: str | None) -> str:
        """A subject's id as people see it; what names a group is a key of ours and says nothing to them."""
        if kind == "group":
            return labels.subject(kind).to(self.lang)
        return (subject_id or "") if self.reveal else labels.masked_subject(kind, subject_id)

    def yuan(self, amount: Decimal | None, *, exact: bool = True) -> str:
        """To the cent what charged lines add up to; rounded what a model of loss made."""
        if amount is None:
            return self.say("unknown")
        words = labels.yuan(amount) if exact else labels.estimated(amount)
        return words.to(self.lang)

    def in_column(self, amount: Decimal | None) -> str:
        """To the cent, where the head of the column says that it is yuan."""
        return self.say("unknown") if amount is None else f"{amount:,.2f}"

    def provider(self, provider_id: str | None) -> str:
        return self.names.get(provider_id or "") or provider_id or ""

    def diagnosis(self, code: str | None) -> str:
        """Name and code; the code alone where nobody names it."""
        return " ".join(filter(None, (self.material.codes.get(code or ""), code)))

    @cached_property
    def events(self) -> Mapping[str, EventRow]:
        """The run's events by id."""
        rows = self.material.events.select("event_id", "amount_at_risk", "route").iter_rows()
        return {event_id: EventRow(amount, route) for event_id, amount, route in rows}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of providers by id."""
        rows = self.material.profiles.select("provider_id", "name").iter_rows()
        return {i: name for i, name in rows if name}

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What a sentence calls items and providers, by code and id."""
        return {**self.material.items, **told_apart(self.names)}

    @cached_property
    def excused(self) -> frozenset[str]:
        """Findings of which some record speaks for the provider."""
        evidence = self.material.evidence
        return frozenset(evidence.filter(pl.col("role") == "excuse")["finding_id"].to_list())

    def over(self, material: Material) -> Viewer:
        """The same over a part of the leads and findings; what is known of the whole run stays known."""
        own = replace(self, material=material)
        vars(own).update(events=self.events, names=self.names, excused=self.excused)
        return own

    def certainty(self, finding: Row) -> str:
        """The finding's own certainty: lower than its rule's where something could not be seen."""
        words = labels.CERTAINTIES.get(finding["certainty"])
        return words.to(self.lang) if words else str(finding["certainty"] or "")

    def index_row(self, lead: Row) -> Row:
        """A lead as one row of a table."""
        reasons = json.loads(lead["reasons"])
        seat = next((r["kind"] for r in reasons if r["kind"].startswith("seat_")), "")
        return {
            "rank": lead["rank"],
            "lead_id": lead["lead_id"],
            "provider_id": lead["provider_id"],
            "title": lead[f"title_{self.lang}"],
            "family": labels.family(lead["family"]).to(self.lang),
            "period": span(lead["period_from"], lead["period_to"]),
            "findings": lead["findings"],
            "people": _people(lead),
            "kind": labels.subject(lead["subject_kind"]).to(self.lang),
            "kind_key": lead["subject_kind"],
            "is_new": self.material.known_before is not None
            and lead["lead_id"] not in self.material.known_before,
            **self._figures(lead),
            "probability": _percent(lead["probability"]),
            "low": _percent(lead["probability_low"]),
            "high": _percent(lead["probability_high"]),
            "bar": _bar(lead),
            "seat": self.say({"seat_unknown": "seat_amount_unknown"}.get(seat, seat))
            if seat
            else "",
            "why": reasons[0][self.lang] if reasons else "",
            "unhurt": REASONS["fund_unhurt"].to(self.lang) if _is_unhurt(lead) else "",
            "is_sum": bool(reasons) and reasons[0]["kind"] in SUMS,
            "acts": self.acts(lead["lead_id"]),
            "others": [r[self.lang] for r in reasons[1:] if r["kind"] != "next_steps"],
        }

    def acts(self, lead_id: str) -> str:
        """What was done about a lead, in one line; empty where nothing was."""
        state = self.material.states.get(lead_id)
        return state.told(self.lang) if state else ""

    def _figures(self, lead: Row) -> Row:
        names = {
            "amount": "amount_at_risk",
            "fund": "fund_at_risk",
            "expected": "expected_recovery",
        }
        if lead["family"] == "outlier":
            return dict.fromkeys(names, "—")
        exact = lead["lead_id"] not in self.modelled
        return {
            "amount": self.yuan(lead["amount_at_risk"], exact=exact),
            "fund": self.yuan(lead["fund_at_risk"], exact=False),
            "expected": self.yuan(lead["expected_recovery"], exact=False),
        }

    @cached_property
    def modelled(self) -> frozenset[str]:
        """Leads whose amount a model of payment made, at least in part."""
        rules = [i for i, r in self.material.rules.items() if r.loss in labels.LOSS_MODELS]
        made = self.material.findings.filter(pl.col("rule_id").is_in(rules))["finding_id"]
        leads = self.material.leads.select("lead_id", pl.col("finding_ids").alias("finding_id"))
        its = leads.explode("finding_id").filter(pl.col("finding_id").is_in(made.implode()))
        return frozenset(its["lead_id"].to_list())

    def model_steps(self, lead: Row) -> list[str]:
        """What to check of a lead that a model put forward: as its reasons say."""
        if lead["family"] != "outlier":
            return []
        return next_steps_of(json.loads(lead["reasons"]), self.lang)

    def innocent(self, rule_ids: Iterable[str]) -> list[str]:
        """What the rules say of when it is innocent, each once; what the query left out already comes last."""
        found: dict[str, None] = {}
        for rule_id in rule_ids:
            rule = self.material.rules.get(rule_id)
            if rule is not None:
                for text in rule.innocent_when if self.lang == "en" else rule.innocent_when_zh:
                    found.setdefault(text)
        mark = self.say("left_out")
        return sorted(found, key=lambda text: mark in text)

    def basis(self, lead: Row) -> list[str]:
        """Citations of the bases in force in a lead's period, then what would follow from intent."""
        return citations(self.material.legal, lead["basis"], _period(lead), self.lang)

    def cited(self, lead: Row) -> list[Cited]:
        """The same, each with since when it is in force."""
        return cited(self.material.legal, lead["basis"], _period(lead), self.lang)

    def wordings(self) -> list[Wording]:
        """What the leads cite, in its own words, each clause once."""
        told = (
            c["wording"]
            for lead in self.material.leads.iter_rows(named=True)
            for c in self.cited(lead)
        )
        return wordings(self.material.legal, (n for n in told if n is not None), self.lang)

    def published(self, rule_ids: Iterable[str]) -> list[str]:
        """Where the conduct stands in what was published: problem lists by number, knowledge by batch."""
        rules = (self.material.rules.get(rule_id) for rule_id in rule_ids)
        sources = dict.fromkeys(s for rule in rules if rule for s in rule.source)
        return [
            re.sub(LIST_OF, r"list of typical problems 2025, \1 no. \2", source)
            if self.lang == "en"
            else in_language("source", source, self.lang)
            for source in sources
            if PUBLISHED.match(source)
        ]

    def rule_title(self, rule_id: str) -> str:
        rule = self.material.rules.get(rule_id)
        return (rule.title if self.lang == "en" else rule.title_zh) if rule else rule_id

    def message(self, finding: Row) -> str:
        """The finding's message, with persons masked should it name one; providers, items and diagnoses by name."""
        text = str(finding[f"message_{self.lang}"] or "")
        persons = [finding["person_id"]]
        if finding["subject_kind"] == "person":
            persons.append(finding["subject_id"])
        for person in persons:
            if person and not self.reveal:
                text = text.replace(person, labels.masked(person))
        return labels.one_day(with_names(text, self.called, self.material.codes))

    def evidence_item(self, row: Row, at: str | None = None) -> str:
        """What a row of evidence is about, in words, and where it is elsewhere, also where.

        at: the provider that the finding is about; one about a person or a group is about none, and each row names its own.
        """
        kind, item = row["kind"], row["item"]
        if kind == "stay":
            parts: tuple[str | None, ...] = (
                self.class_words(item),
                row["department"],
                self.material.codes.get(row["code"] or ""),
            )
        elif kind == "code":
            parts = (self.class_words(row["department"]), item)
        elif kind in ("purchase", "dispense"):
            what = STEPS.get(row["department"] or "")
            parts = (what.to(self.lang) if what else row["department"], item)
        elif kind == "claim":
            paid = PAYMENTS.get(row["code"] or "")
            parts = (KINDS[kind].to(self.lang), paid.to(self.lang) if paid else None)
        elif kind in ("practitioner", "person"):
            parts = (KINDS[kind].to(self.lang), row["practitioner_id"])
        else:
            parts = (item,)
        if row["provider_id"] != at and kind != "provider":
            parts = (*parts, self.provider(row["provider_id"]))
        return " · ".join(filter(None, parts))

    def evidence_row(self, row: Row, at: str | None = None) -> Row:
        role = row.get("role") or "at_risk"
        return {
            "role": role,
            "role_words": ROLES[role].to(self.lang),
            "time": between(row["started_at"], row["ended_at"]),
            "hospital_no": row["hospital_no"] or "",
            "record_no": row["record_no"] or "",
            "person": self.person(row["person_id"]),
            "item": self.evidence_item(row, at),
            # how a settlement was paid stands beside it in words
            "code": "" if row["kind"] == "claim" else row["code"] or "",
            "quantity": number(row["quantity"]),
            "price": price(row["unit_price"]),
            "amount": "" if row["amount"] is None else f"{row['amount']:,.2f}",
            "id": row["evidence_id"],
        }

    def class_words(self, name: str | None) -> str:
        """The kind of a visit or a sale in words."""
        return CLASSES[name].to(self.lang) if name and name in CLASSES else (name or "")


def _period(lead: Row) -> Period:
    return lead["period_from"], lead["period_to"]


def _is_unhurt(lead: Row) -> bool:
    """Charged in question, and nothing of it known to be lost: the zero beside it wants a word."""
    return bool(lead["amount_at_risk"]) and lead["fund_at_risk"] == 0


def _people(lead: Row) -> str:
    """`3 / 12`; a dash where nothing is known of a number, and nothing at all where none applies."""
    persons, visits = lead["persons"] or 0, lead["encounters"] or 0
    if not (persons or visits):
        return "—"
    return f"{persons:,} / {visits:,}" if persons and visits else f"{persons or visits:,}"


def span(start: date | None, end: date | None) -> str:
    """`2026-03-01` or `2026-03-01 – 2026-03-09`; empty where there is no day."""
    if start is None and end is None:
        return ""
    if start == end or end is None:
        return str(start)
    return f"{start or '…'} – {end}"


def moment(at: datetime | None) -> str:
    """Day, and the time unless it is midnight (then it was only a day)."""
    if at is None:
        return ""
    return at.strftime("%Y-%m-%d" if at.time().isoformat() == "00:00:00" else "%Y-%m-%d %H:%M")


def between(start: datetime | None, end: datetime | None) -> str:
    """From one moment to another; a day in common is told once."""
    first, last = moment(start), moment(end)
    if not last or first == last:
        return first
    return f"{first}–{last[11:]}" if first[:10] == last[:10] and last[11:] else f"{first} – {last}"


def price(value: Decimal | None) -> str:
    """A price with its cents; parts of a cent, as of a tablet, only where there are any."""
    whole, _, part = number(value).partition(".")
    return f"{whole}.{part:0<2}" if whole else ""


def number(value: Decimal | None) -> str:
    """A quantity without trailing zeros."""
    if value is None:
        return ""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text or "0"


def _percent(share: float | None) -> str:
    return "" if share is None else labels.percent(share)


def _bar(lead: Row) -> Row | None:
    """Places (percent of the width) of the interval and the mean, for a small bar."""
    if lead["probability"] is None:
        return None
    low, high = 100 * lead["probability_low"], 100 * lead["probability_high"]
    return {
        "left": round(low, 1),
        "width": round(max(high - low, 1), 1),
        "at": round(100 * lead["probability"], 1),
    }
