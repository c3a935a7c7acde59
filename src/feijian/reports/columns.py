"""Sheets and columns of leads.xlsx: stable names in both languages, widths and formats."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.messages.labels import Labels, Words
from feijian.verdicts import form

SHEETS = Labels("sheet")
KIND_SHEETS = Labels("kind_sheet")
"""A lead's sheet by its subject; outliers that no rule explains have their own. Other subjects
(a trace code without a provider) stand with the groups."""
COLUMNS = Labels("column")


@dataclass(frozen=True)
class Column:
    """One column. kind: text, wrapped, whole, money, price, estimate, number, share, day, moment or link.

    called: its label's name, where another sheet's column of that key is called otherwise.
    """

    key: str
    width: float
    kind: str = "text"
    hidden: bool = False
    fill: bool = False
    called: str = ""

    @property
    def label(self) -> Words:
        """What its head says; the form's own columns are called as the form is read back."""
        name = self.called or self.key
        return (form.LABELS if name in form.COLUMNS else COLUMNS)[name]


LEAD_COLUMNS = (
    Column("rank", 6, "whole", called="lead_rank"),
    Column("title", 46, "wrapped"),
    Column("to_findings", 10, "link"),
    Column("to_evidence", 10, "link"),
    Column("expected_recovery", 14, "estimate"),
    Column("amount_at_risk", 16, "money"),
    Column("fund_at_risk", 14, "estimate"),
    Column("probability", 11, "share"),
    Column("findings", 8, "whole"),
    Column("persons", 8, "whole"),
    Column("encounters", 10, "whole"),
    Column("gist", 50, "wrapped"),
    Column("steps", 44, "wrapped"),
    Column("why", 90, "wrapped"),
    Column("probability_low", 7, "share"),
    Column("probability_high", 7, "share"),
    Column("family", 18),
    Column("provider_id", 16),
    Column("provider_name", 24),
    Column("subject", 20),
    Column("period_from", 11, "day"),
    Column("period_to", 11, "day"),
    Column("outlier_percentile", 10, "number"),
    Column("seat", 12),
    # wide, so that what is not printed makes no printed row taller
    Column("basis", 200, "wrapped"),
    Column("lead_id", 15),
    Column("acts", 60, "wrapped"),
)

FINDING_COLUMNS = (
    Column("rank", 8, "whole"),
    Column("to_evidence", 10, "link"),
    Column("provider_name", 22),
    Column("rule", 26, "wrapped"),
    Column("occurred_from", 11, "day"),
    Column("message", 60, "wrapped"),
    Column("amount_at_risk", 14, "money"),
    Column(form.OUTCOME, 13, "text", fill=True),
    Column(form.AMOUNT, 15, "money", fill=True),
    Column(form.NOTE, 36, "wrapped", fill=True),
    Column(form.WHO, 12, "text", fill=True),
    Column("occurred_to", 11, "day"),
    Column("certainty", 10),
    Column("person", 20),
    Column("practitioner_id", 16),
    Column("fund_at_risk", 14, "estimate"),
    Column("state", 12),
    Column("provider_id", 16),
    Column("rule_id", 28),
    Column(form.FINDING, 34, hidden=True),
    Column(form.RUN, 24, hidden=True),
)

VERDICT_COLUMNS = (
    Column("rank", 8, "whole"),
    Column("to_evidence", 10, "link"),
    Column("provider_name", 20, "wrapped"),
    Column("hospital_no", 20, "wrapped"),
    Column("department", 12, "wrapped"),
    Column("person", 21, "wrapped", called="person_masked"),
    Column("dates", 25, "wrapped"),
    Column("rules", 30, "wrapped"),
    Column("message", 54, "wrapped"),
    Column("amount_at_risk", 13, "money"),
    Column(form.OUTCOME, 12, "text", fill=True),
    Column(form.AMOUNT, 14, "money", fill=True),
    Column(form.NOTE, 30, "wrapped", fill=True),
    Column(form.WHO, 11, "text", fill=True),
    Column(form.EVENT, 34, hidden=True),
    Column(form.FINDING, 34, hidden=True),
    Column(form.RUN, 24, hidden=True),
)
"""The form, one row an event; a row of one finding names it instead of its event."""

CHART_COLUMNS = (
    Column("provider", 20, "wrapped"),
    Column("hospital_no", 18),
    Column("record_no", 14),
    Column("class", 15),
    Column("department", 12, "wrapped"),
    Column("person", 21, called="person_masked"),
    Column("dates", 24, "wrapped"),
    Column("diagnosis", 12, "wrapped"),
    Column("doctor", 16, "wrapped"),
    Column("events_text", 46, "wrapped"),
    Column("look_at_text", 40, "wrapped"),
    Column("found", 18, fill=True),
    Column("number", 7, "whole"),
    Column("leads", 14),
    Column("encounter_id", 20),
    Column("provider_id", 16),
)

PAPER_COLUMNS = (
    Column("provider", 22, "wrapped"),
    Column("station", 18, "wrapped"),
    Column("paper", 40, "wrapped"),
    Column("dates", 24, "wrapped", called="paper_dates"),
    Column("items_text", 60, "wrapped"),
    Column("events", 8, "whole"),
    Column("leads", 18, "wrapped"),
    Column("found", 12, fill=True, called="paper_found"),
)

CHECKLIST_COLUMNS = (
    Column("provider", 22, "wrapped"),
    Column("station", 20, "wrapped"),
    Column("point", 60, "wrapped"),
    Column("events", 8, "whole"),
    Column("leads", 24, "wrapped"),
    Column("found", 36, fill=True),
)

OBJECTION_COLUMNS = (
    Column("provider", 22, "wrapped"),
    Column("rule", 34, "wrapped", called="objection_rule"),
    Column("objections_text", 46, "wrapped"),
    Column("seen", 30, "wrapped"),
    Column("answers_text", 44, "wrapped"),
    Column("events", 8, "whole"),
    Column("leads", 18, "wrapped"),
)

EVIDENCE_COLUMNS = (
    Column("rank", 8, "whole"),
    Column("to_finding", 11, "link"),
    Column("hospital_no", 18),
    Column("record_no", 16),
    Column("person", 20),
    Column("role", 14),
    Column("kind", 12),
    Column("started_at", 16, "moment"),
    Column("ended_at", 16, "moment"),
    Column("item", 34),
    Column("code", 24),
    Column("department", 14),
    Column("practitioner_id", 16),
    Column("quantity", 9, "number"),
    Column("unit_price", 10, "price"),
    Column("amount", 12, "money"),
    Column("evidence_id", 26),
    Column("encounter_id", 20),
    Column("provider_id", 16),
    Column(form.FINDING, 34, hidden=True, called="of_finding"),
)

LEADS_PRINTED, FINDINGS_PRINTED, EVIDENCE_PRINTED = 13, 11, 16
VERDICTS_PRINTED, CHARTS_PRINTED = 14, 12
"""Columns that go on paper, from the left."""

FORMATS = {
    "whole": "#,##0",
    "money": "#,##0.00",
    "estimate": "#,##0",
    # a tablet costs parts of a cent
    "price": "#,##0.00##",
    # a format with optional decimals would leave the point behind whole numbers: `4.`
    "number": "General",
    "share": "0%",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}
