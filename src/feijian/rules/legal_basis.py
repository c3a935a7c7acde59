"""Which legal basis may be cited: only what was in force on the day of the conduct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NotRequired, TypedDict, cast

import polars as pl

from feijian.messages.labels import Labels

SAY = Labels("basis")
NUMERALS = "一二三四五六七八九"
CLAUSES = {numeral: str(number) for number, numeral in enumerate(NUMERALS, start=1)}


class Clause(TypedDict):
    """A row of reference.legal_basis, so far as it is printed."""

    basis_id: str
    instrument_zh: str
    instrument_en: str
    article: str | None
    clause: str | None
    short_title_zh: str
    short_title_en: str
    verified: bool
    valid_from: NotRequired[date | None]
    valid_to: NotRequired[date | None]
    if_intent: NotRequired[str | None]
    text_zh: NotRequired[str | None]


LegalBasis = Mapping[str, Sequence[Clause]]
"""Clauses by basis_id: one that was changed has a row for each time it was in force."""


def by_basis(legal: pl.DataFrame) -> dict[str, list[Clause]]:
    """Rows of reference.legal_basis by the id that rules cite, in their order."""
    found: dict[str, list[Clause]] = {}
    for row in legal.iter_rows(named=True):
        # its columns are those of the table's contract
        found.setdefault(row["basis_id"], []).append(cast("Clause", row))
    return found


def in_force(
    legal: pl.DataFrame,
    cited: Mapping[str, Iterable[str]],
    conduct: Iterable[tuple[str, date | None]],
) -> tuple[str, ...]:
    """basis_ids in force for any of the conduct, in the order rules cite them.

    legal:   basis_id, valid_from, valid_to (exclusive; null is open).
    cited:   rule id → basis ids. conduct: (rule id, day it occurred on).
    A basis that the table does not hold, or conduct without a day, is not cited: nobody can
    say that it applied.
    """
    validity: dict[str, list[tuple[date | None, date | None]]] = {}
    for row in legal.select("basis_id", "valid_from", "valid_to").iter_rows():
        validity.setdefault(row[0], []).append((row[1], row[2]))
    found: dict[str, None] = {}
    for rule_id, day in sorted(set(conduct), key=lambda c: (c[0], c[1] or date.min)):
        for basis in cited.get(rule_id, ()):
            if day is not None and any(
                (start is None or start <= day) and (end is None or day < end)
                for start, end in validity.get(basis, ())
            ):
                found.setdefault(basis)
    return tuple(found)


def citation(row: Clause, lang: str, *, remark: bool = False) -> str:
    """One basis as it is printed: while unverified without an article number.

    remark: say that it was not checked; for the bureau's own screens (`rules show`), never for
            a document that leaves the office.
    """
    values = {
        "name": row["instrument_en"] if lang == "en" else row["instrument_zh"],
        "title": row["short_title_en"] if lang == "en" else row["short_title_zh"],
        "article": row["article"] if lang == "en" else in_numerals(row["article"]),
        "clause": "",
    }
    if not row["verified"] or not row["article"]:
        return SAY["unverified" if remark else "without_article"].to(lang).format(**values)
    if row["clause"]:
        numeral = row["clause"] if lang == "zh" else CLAUSES.get(row["clause"], row["clause"])
        values["clause"] = SAY["clause"].to(lang).format(number=numeral)
    return SAY["article"].to(lang).format(**values)


def in_numerals(article: str | None) -> str:
    """The number of an article as laws write it, 三十八 for 38; what is no number from 1 to 99 as it stands."""
    told = article or ""
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= 99):
        return told
    tens, ones = divmod(int(told), 10)
    before = "" if tens < 2 else NUMERALS[tens - 1]
    return before + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


class Cited(TypedDict):
    """A basis as a page prints it."""

    citation: str
    note: str
    wording: int | None
    """Its number among `worded`; None where nobody read its words."""


class Wording(TypedDict):
    """A clause in its own words, as a page prints it once for all that cite it."""

    number: int
    citation: str
    note: str
    text: str


Period = tuple[date | None, date | None]
"""The first and the last day of conduct; none where it has no day."""


def cited(legal: LegalBasis, basis_ids: Iterable[str], period: Period, lang: str) -> list[Cited]:
    """Bases with since when they are in force, and then what would follow from intent.

    period: of the conduct; of a clause that was changed the rows in force on its days are told.
    """
    numbers = {_key(row): number for number, row in enumerate(worded(legal))}
    rows = [row for basis in basis_ids for row in of_period(legal.get(basis, ()), period)]
    follow = [
        row for r in rows for row in of_period(legal.get(r.get("if_intent") or "", ()), period)
    ]
    told = [(citation(row, lang), row) for row in rows]
    told += [(consequence(row, lang), row) for row in follow]
    entries = [
        Cited(citation=t, note=_noted(r, lang), wording=numbers.get(_key(r))) for t, r in told
    ]
    return list({tuple(entry.values()): entry for entry in entries}.values())


def worded(legal: LegalBasis) -> list[Clause]:
    """The clauses whose own words were read, in the order of the table."""
    return [r for rows in legal.values() for r in rows if r["verified"] and r.get("text_zh")]


def wordings(legal: LegalBasis, numbers: Iterable[int], lang: str) -> list[Wording]:
    """Those of the clauses that something cites, by their numbers among `worded`."""
    known = worded(legal)
    return [
        Wording(
            number=number,
            citation=citation(known[number], lang),
            note=_noted(known[number], lang),
            text=known[number].get("text_zh") or "",
        )
        for number in sorted(set(numbers))
    ]


def _key(row: Clause) -> tuple[str, date | None]:
    return row["basis_id"], row.get("valid_from")


def citations(legal: LegalBasis, basis_ids: Iterable[str], period: Period, lang: str) -> list[str]:
    """Bases as `cited` tells them, each once and without their days."""
    return list(dict.fromkeys(entry["citation"] for entry in cited(legal, basis_ids, period, lang)))


def of_period(rows: Sequence[Clause], period: Period) -> Sequence[Clause]:
    """The rows in force on a day of the period; the first where no day is known, or none of the rows has it."""
    first, last = period[0] or period[1], period[1] or period[0]
    return [
        row
        for row in rows
        if first is not None
        and last is not None
        and (row.get("valid_from") or date.min) <= last
        and first < (row.get("valid_to") or date.max)
    ] or rows[:1]


def _noted(row: Clause, lang: str) -> str:
    if not row["verified"]:  # of some the year is known and the day is not
        return ""
    since, until = row.get("valid_from"), row.get("valid_to")
    if since is None:
        return ""
    words = SAY["in_force" if until is None else "in_force_until"]
    return words.to(lang).format(since=since, until=until)


def consequence(row: Clause, lang: str) -> str:
    """What follows if intent is shown, by the basis that `if_intent` of a cited one names.

    A finding never says that anybody deceived: data show conduct, not purpose.
    """
    return SAY["if_intent"].to(lang).format(citation=citation(row, lang))
