"""Rows of one encounter that is not settled yet, by the canonical columns that are decided upon.

A row may hold more of the canonical table's columns; what an upload does not say is missing or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypedDict


class Identified(TypedDict):
    """What a charge cannot do without."""

    encounter_id: str
    person_id: str
    charged_at: datetime
    item_code: str
    quantity: Decimal
    amount: Decimal


class UnsettledCharge(Identified, total=False):
    """A row of canonical.claim_line."""

    claim_line_id: str | None
    claim_id: str | None
    item_name: str | None
    category: str | None
    covered_amount: Decimal | None
    provider_id: str | None


# `class` is a word of the language: such a key can only be written so
Visit = TypedDict(
    "Visit",
    {
        "encounter_id": str | None,
        "person_id": str | None,
        "provider_id": str | None,
        "class": str | None,
        "started_at": datetime | None,
        "ended_at": datetime | None,
    },
    total=False,
)
"""A row of canonical.encounter."""


class Diagnosis(TypedDict, total=False):
    """A row of canonical.diagnosis."""

    encounter_id: str | None


@dataclass(frozen=True)
class Unsettled:
    """An upload as canonical rows: read, not yet put anywhere. At least one charge, all of one visit."""

    charges: list[UnsettledCharge]
    visits: list[Visit]
    diagnoses: list[Diagnosis]
