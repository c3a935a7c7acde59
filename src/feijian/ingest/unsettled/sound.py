"""What keeps the rows of one uploaded encounter from being judged: told, never guessed around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feijian.errors import Problem
from feijian.ingest.unsettled.cells import ReadRow
from feijian.messages import sentence

NEEDED = ("encounter_id", "person_id", "charged_at", "item_code", "quantity", "amount")
AS_SAID = "Send it as the interface says."


def problems_of(
    lines: Sequence[ReadRow],
    visits: Sequence[ReadRow],
    diagnoses: Sequence[ReadRow],
    shown: str,
) -> Iterator[Problem]:
    """Everything wrong with an encounter's rows; charges are numbered from 1."""
    if not lines:
        yield Problem(shown, "holds no charge that was not withdrawn", AS_SAID)
        return
    for number, line in enumerate(lines, start=1):
        missing = [c for c in NEEDED if line.cells.get(c) is None]
        if missing:
            what = sentence(
                "charge {number} has no readable {missing}",
                number=number,
                missing=", ".join(missing),
            )
            yield Problem(shown, what, AS_SAID)
        elif line.unread:
            what = sentence(
                "charge {number}: {columns} cannot be read",
                number=number,
                columns=", ".join(line.unread),
            )
            yield Problem(shown, what, AS_SAID)
    for visit in visits:
        if visit.unread:
            columns = ", ".join(visit.unread)
            what = sentence("the visit: {columns} cannot be read", columns=columns)
            yield Problem(shown, what, AS_SAID)
    for number, row in enumerate(diagnoses, start=1):
        if row.unread:
            what = sentence(
                "diagnosis {number}: {columns} cannot be read",
                number=number,
                columns=", ".join(row.unread),
            )
            yield Problem(shown, what, AS_SAID)
    yield from _several_persons(lines, visits, shown)
    yield from _numbered_alike(lines, shown)


def _several_persons(
    lines: Sequence[ReadRow], visits: Sequence[ReadRow], shown: str
) -> Iterator[Problem]:
    of = {row.cells.get("encounter_id") for row in lines}
    its = [v for v in visits if v.cells.get("encounter_id") in of]
    persons = {row.cells.get("person_id") for row in (*lines, *its)} - {None}
    if len(persons) > 1:
        what = sentence("its rows name {n} persons", n=len(persons))
        yield Problem(shown, what, "Send the charges of one person's visit under its own number.")


def _numbered_alike(lines: Sequence[ReadRow], shown: str) -> Iterator[Problem]:
    """Charges under one number that do not say the same: nobody could tell which of them stands."""
    first: dict[Any, tuple[int, Mapping[str, Any]]] = {}
    for number, line in enumerate(lines, start=1):
        name = line.cells.get("claim_line_id")
        if name is None:
            continue
        before, cells = first.setdefault(name, (number, line.cells))
        if cells != line.cells:
            what = sentence(
                "charges {before} and {number} have the same number and differ",
                before=before,
                number=number,
            )
            yield Problem(shown, what, "Send each charge once, under a number of its own.")


def each_once(lines: Sequence[ReadRow]) -> Iterator[ReadRow]:
    """Charges without those that were sent twice to the letter."""
    seen: set[Any] = set()
    for line in lines:
        name = line.cells.get("claim_line_id")
        if name is None or name not in seen:
            seen.add(name)
            yield line
