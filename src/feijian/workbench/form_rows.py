"""The rows of a form: what an event rests on, each as the cells that a hospital signs for.

Charged lines come first; what else an event names (stays, sales, purchases, trace codes) stands in the
same columns, so that an evidence sheet never says less than the finding does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feijian.leads.labels import masked
from feijian.plain import Row
from feijian.reports.texts import CLASSES
from feijian.workbench.shelf import Shelf


@dataclass(frozen=True)
class PaperRow:
    """One row: when, 住院/门诊号, insured person (masked), what, quantity and amount in yuan as texts."""

    when: str
    hospital_no: str
    person_id: str
    what: str
    quantity: str
    amount: str


def rows_of(shelf: Shelf, event: Row, at: str, lang: str) -> list[PaperRow]:
    """Everything an event puts in question, for a paper that is signed: none is left out.

    at: the provider that signs; a row of another names it.
    """
    return [_row(shelf, r, at, lang) for r in shelf.records_of(event)]


def rows_beside(shelf: Shelf, event: Row, at: str, lang: str) -> list[PaperRow]:
    """What is not in question itself and makes it understood: the charge it repeats, the stay before."""
    return [_row(shelf, r, at, lang) for r in shelf.beside_of(event)]


def _row(shelf: Shelf, row: Row, at: str, lang: str) -> PaperRow:
    what, place = _what(row, lang), row["provider_id"]
    if place and place != at:
        name = shelf.providers.get(place, {}).get("name") or place
        what = f"{what} · {flat(name)}"
    return PaperRow(
        _when(row["started_at"], row["ended_at"]),
        row["hospital_no"] or "",
        masked(row["person_id"] or ""),
        what,
        "" if row["quantity"] is None else f"{row['quantity']:g}",
        "" if row["amount"] is None else f"{row['amount']:,.2f}",
    )


def _what(row: Row, lang: str) -> str:
    """The item by its name; of a stay or a sale its kind, department and code."""
    told = [
        CLASSES[w].to(lang) if w and w in CLASSES else w for w in (row["item"], row["department"])
    ]
    named = list(dict.fromkeys(told))  # a clinic is often its own department
    if row["table"] == "claim_line":
        return flat(named[0] or row["code"] or "")
    return flat(" ".join(w for w in (*named, row.get("diagnosis"), row["code"]) if w))


def _when(began: datetime | None, ended: datetime | None) -> str:
    if began is None:
        return ""
    if ended is None or ended == began:
        return _moment(began)
    if ended.date() == began.date():
        return f"{_moment(began)}–{ended:%H:%M}"
    return f"{began:%Y-%m-%d} – {ended:%Y-%m-%d}"


def _moment(when: datetime) -> str:
    """A day alone where the hour was not kept."""
    midnight = not (when.hour or when.minute or when.second)
    return f"{when:%Y-%m-%d}" if midnight else f"{when:%Y-%m-%d %H:%M}"


def flat(value: Any) -> str:
    """A text as one cell of a table: on one line, without the mark between cells."""
    return " ".join(str(value).replace("|", "／").split())
