"""A group drawn: persons, practitioners and providers joined by the visits they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import polars as pl
from markupsafe import Markup

from feijian.leads.labels import SUBJECTS, masked
from feijian.messages.labels import Labels

if TYPE_CHECKING:
    import duckdb

MOST = 14
"""Names a column shows; what shares fewer visits is left out and said."""
WIDTH, STEP, TOP = 900, 24, 30
COLUMNS = (190, 440, 640)
"""Where persons, practitioners and providers stand: names of 20 letters have room on either side."""
LONGEST = 20
KINDS = ("person", "practitioner", "provider")
SAY = Labels("network")

Shared = tuple[str, str, str]
"""Person, practitioner ('' where none is named) and provider of one visit."""

VISITS = """
select distinct
    named.lead_id, encounter.encounter_id, encounter.person_id,
    coalesce(encounter.practitioner_id, '') as practitioner_id, encounter.provider_id
from group_evidence as named
inner join canonical.encounter as encounter on named.encounter_id = encounter.encounter_id
union
select distinct
    named.lead_id, encounter.encounter_id, encounter.person_id,
    coalesce(encounter.practitioner_id, '') as practitioner_id, encounter.provider_id
from group_line as named
inner join canonical.claim_line as line on named.claim_line_id = line.claim_line_id
inner join canonical.encounter as encounter on line.encounter_id = encounter.encounter_id
order by lead_id, encounter_id
"""


def shared_visits(
    connection: duckdb.DuckDBPyConnection, leads: pl.DataFrame, findings: pl.DataFrame
) -> dict[str, list[Shared]]:
    """The visits behind each lead about a group or a practitioner, by lead."""
    wanted = leads.filter(pl.col("subject_kind").is_in(["group", "practitioner"]))
    named = (
        wanted.select("lead_id", pl.col("finding_ids").alias("finding_id"))
        .explode("finding_id")
        .join(findings.select("finding_id", "encounter_ids", "claim_line_ids"), on="finding_id")
    )
    if named.is_empty():
        return {}
    for name, column in (("group_evidence", "encounter_ids"), ("group_line", "claim_line_ids")):
        told = named.select("lead_id", pl.col(column).alias(f"{column[:-1]}")).explode(column[:-1])
        connection.register(name, told.drop_nulls().to_arrow())
    try:
        rows = connection.execute(VISITS).fetchall()
    finally:
        connection.unregister("group_evidence")
        connection.unregister("group_line")
    found: dict[str, list[Shared]] = {}
    for lead, _, person, practitioner, provider in rows:
        found.setdefault(lead, []).append((person or "", practitioner, provider or ""))
    return found


def network(visits: Sequence[Shared], lang: str, names: Mapping[str, str], reveal: bool) -> Markup:
    """The drawing of one group; empty where fewer than two persons share anything.

    Persons left, practitioners in the middle, providers right; a line is as thick as the visits
    it stands for are many. Names are masked unless `reveal`.
    """
    columns = [Counter(v[n] for v in visits if v[n]) for n in range(3)]
    if len(columns[0]) < 2:
        return Markup("")
    kept = [[name for name, _ in sorted(c.items(), key=_most)[:MOST]] for c in columns]
    height = TOP + STEP * max(len(k) for k in kept) + 36
    place = {
        (n, name): (COLUMNS[n], TOP + STEP * (i + 1) + (height - TOP - STEP * (len(k) + 1)) // 2)
        for n, k in enumerate(kept)
        for i, name in enumerate(k)
    }
    lines: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    for person, practitioner, provider in visits:
        if practitioner:
            lines[(0, person), (1, practitioner)] += 1
            lines[(1, practitioner), (2, provider)] += 1
        else:
            lines[(0, person), (2, provider)] += 1
    most = max(lines.values())
    parts = []
    for (start, end), number in sorted(lines.items()):
        if start in place and end in place:
            (x1, y1), (x2, y2) = place[start], place[end]
            width = 0.8 + 3.2 * number / most
            parts.append(
                f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#8a94a6" '
                f'stroke-opacity=".55" stroke-width="{width:.1f}"><title>{number}</title></line>'
            )
    for (n, name), (x, y) in place.items():
        shown = names.get(name, name) if n == 2 else name if n == 1 or reveal else masked(name)
        anchor, shift = ("end", -10) if n == 0 else ("start", 10) if n == 2 else ("middle", 0)
        up = 4 if n != 1 else -8
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="5" fill="{("#b3541e", "#2f6690", "#3a7d44")[n]}"/>'
        )
        parts.append(
            f'<text x="{x + shift}" y="{y + up}" font-size="11" text-anchor="{anchor}">{escape(_shortened(shown))}'
            f" · {columns[n][name]}</text>"
        )
    if missing := left_out(visits):
        parts.append(
            f'<text x="{COLUMNS[0] - 10}" y="{height - 4}" font-size="11" text-anchor="end">'
            f"{escape(SAY['not_drawn'].to(lang).format(n=missing))}</text>"
        )
    heads = [SUBJECTS[kind].to(lang) for kind in KINDS]
    parts += [
        f'<text x="{x}" y="16" font-size="12" font-weight="600" text-anchor="middle">{escape(h)}</text>'
        for x, h in zip(COLUMNS, heads, strict=True)
    ]
    label = SAY["shared"].to(lang).format(persons=len(columns[0]), visits=len(visits))
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}" '
        f'class="network">{"".join(parts)}</svg>'
    )


def _shortened(name: str) -> str:
    """A name as long as there is room for it; one that is cut says so."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def left_out(visits: Sequence[Shared]) -> int:
    """How many names the drawing does not show."""
    return sum(max(len({v[n] for v in visits if v[n]}) - MOST, 0) for n in range(3))


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])
