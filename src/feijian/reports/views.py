"""What the templates print of leads, findings and evidence: plain values in one language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import labels
from feijian.leads.assemble import next_steps
from feijian.reports.material import Material
from feijian.reports.texts import CLASSES, Speech
from feijian.rules.legal_basis import citation, consequence

Row = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """How much of the evidence a page shows; all of it is in the Excel file."""

    findings_per_lead: int = 12
    rows_per_finding: int = 12
    leads_per_provider: int = 8
    providers: int = 50
    index: int = 1000


PACK = Limits(findings_per_lead=60, rows_per_finding=40, leads_per_provider=60, providers=1)


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
        return (subject_id or "") if self.reveal else labels.masked_subject(kind, subject_id)

    def yuan(self, amount: Decimal | None) -> str:
        return self.say("unknown") if amount is None else f"{amount:,.2f}"

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
            "people": "—"
            if lead["family"] == "outlier"
            else f"{lead['persons']:,} / {lead['encounters']:,}",
            **self._figures(lead),
            "probability": _percent(lead["probability"]),
            "low": _percent(lead["probability_low"]),
            "high": _percent(lead["probability_high"]),
            "bar": _bar(lead),
            "seat": self.say({"seat_unknown": "seat_amount_unknown"}.get(seat, seat))
            if seat
            else "",
            "why": reasons[0][self.lang] if reasons else "",
            "others": [r[self.lang] for r in reasons[1:] if r["kind"] != "next_steps"],
        }

    def _figures(self, lead: Row) -> Row:
        names = {
            "amount": "amount_at_risk",
            "fund": "fund_at_risk",
            "expected": "expected_recovery",
        }
        if lead["family"] == "outlier":
            return dict.fromkeys(names, "—")
        return {key: self.yuan(lead[column]) for key, column in names.items()}

    def lead(self, lead: Row, findings: pl.DataFrame, evidence: Mapping[str, list[Row]]) -> Row:
        """A lead with its findings, their evidence, and what an inspector needs on site.

        findings: the lead's, the largest amounts first; the first few are shown.
        """
        rules = list(dict.fromkeys(findings["rule_id"].to_list()))
        shown = findings.head(self.limits.findings_per_lead)
        return {
            **self.index_row(lead),
            "steps": next_steps(rules, self.material.rules, self.lang),
            "innocent": self.innocent(rules),
            "basis": self.basis(lead["basis"]),
            "shown": [self.finding(f, evidence) for f in shown.iter_rows(named=True)],
            "more": max(findings.height - shown.height, 0),
            "is_outlier": lead["family"] == "outlier",
        }

    def innocent(self, rule_ids: Iterable[str]) -> list[str]:
        found: dict[str, None] = {}
        for rule_id in rule_ids:
            rule = self.material.rules.get(rule_id)
            if rule is not None:
                for text in rule.innocent_when if self.lang == "en" else rule.innocent_when_zh:
                    found.setdefault(text)
        return list(found)

    def basis(self, basis_ids: Iterable[str]) -> list[str]:
        """Citations of the bases that were in force, then what would follow from intent.

        The ids come from the lead.
        """
        legal = self.material.legal
        rows = [row for basis in basis_ids for row in legal.get(basis, ())[:1]]
        follow = [row for r in rows for row in legal.get(r.get("if_intent") or "", ())[:1]]
        return list(
            dict.fromkeys(
                [citation(row, self.lang) for row in rows]
                + [consequence(row, self.lang) for row in follow]
            )
        )

    def finding(self, finding: Row, evidence: Mapping[str, list[Row]]) -> Row:
        rule = self.material.rules.get(finding["rule_id"])
        rows = evidence.get(finding["finding_id"], [])
        total = rows[0]["of_rows"] if rows else 0
        return {
            "finding_id": finding["finding_id"],
            "rule": self.rule_title(finding["rule_id"]),
            "certainty": labels.CERTAINTIES[rule.certainty if rule else finding["certainty"]].to(
                self.lang
            ),
            "date": span(finding["occurred_from"], finding["occurred_to"]),
            "message": self.message(finding),
            "amount": self.yuan(finding["amount_at_risk"]),
            "rows": [self.evidence_row(r) for r in rows],
            "total": total,
            "more": total > len(rows),
        }

    def rule_title(self, rule_id: str) -> str:
        rule = self.material.rules.get(rule_id)
        return (rule.title if self.lang == "en" else rule.title_zh) if rule else rule_id

    def message(self, finding: Row) -> str:
        """The finding's message, with the ids of persons masked should it name one."""
        text = str(finding[f"message_{self.lang}"] or "")
        persons = [finding["person_id"]]
        if finding["subject_kind"] == "person":
            persons.append(finding["subject_id"])
        for person in persons:
            if person and not self.reveal:
                text = text.replace(person, labels.masked(person))
        return labels.one_day(text)

    def evidence_row(self, row: Row) -> Row:
        kind, item = row["kind"], row["item"]
        if kind == "stay":
            item = " · ".join(filter(None, (self._class(item), row["department"])))
        elif kind == "code":
            item = " · ".join(filter(None, (self._class(row["department"]), item)))
        return {
            "time": between(row["started_at"], row["ended_at"]),
            "hospital_no": row["hospital_no"] or "",
            "record_no": row["record_no"] or "",
            "person": self.person(row["person_id"]),
            "item": item or "",
            "code": row["code"] or "",
            "quantity": number(row["quantity"]),
            "price": number(row["unit_price"]),
            "amount": "" if row["amount"] is None else f"{row['amount']:,.2f}",
            "id": row["evidence_id"],
        }

    def _class(self, name: str | None) -> str:
        return CLASSES[name].to(self.lang) if name in CLASSES else (name or "")


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


def number(value: Decimal | None) -> str:
    """A quantity or price without trailing zeros."""
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
