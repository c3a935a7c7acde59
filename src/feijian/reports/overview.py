"""The county on one page: amounts by family, level and month, and where the providers lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import cos, radians, sqrt
from statistics import median

import polars as pl
from markupsafe import Markup, escape

from feijian.leads import labels
from feijian.plain import Row
from feijian.reports.sections import months_between
from feijian.reports.texts import LEVELS
from feijian.reports.views import Viewer

FEWEST_PLACES = 3
"""A map of fewer providers shows nothing that a list does not."""
WIDTH, HEIGHT, EDGE = 640, 380, 40
LARGEST = 18.0
FAR = 8.0
LETTER = 12.0
"""How wide a Chinese letter of a name is drawn."""
MOST_NAMED = 8


Place = tuple[str, str | None, float, float]
"""A provider: id, name, how far east and how far north."""
Box = tuple[float, float, float, float]


def overview(viewer: Viewer) -> Row | None:
    """Tables of (label, leads, amount, width of a bar in percent), and the map; None without leads.

    by_model: leads that models put forward, which have no amount and stand in none of the tables.
    """
    leads = viewer.material.leads.filter(pl.col("family") != "outlier")
    if leads.is_empty():
        return None
    kinds = {
        row["provider_id"]: (row["kind"], row["level"])
        for row in viewer.material.profiles.iter_rows(named=True)
    }
    families: dict[str, list[Row]] = defaultdict(list)
    levels: dict[str, list[Row]] = defaultdict(list)
    for lead in leads.iter_rows(named=True):
        families[labels.family(lead["family"]).to(viewer.lang)].append(lead)
        levels[_level(viewer, *kinds.get(lead["provider_id"], (None, None)))].append(lead)
    return {
        "families": _rows(viewer, families.items()),
        "levels": _rows(viewer, levels.items()),
        "months": _months(viewer),
        "map": _map(viewer),
        "by_model": viewer.material.leads.height - leads.height,
    }


def _level(viewer: Viewer, kind: str | None, level: int | None) -> str:
    if kind == "pharmacy":
        return viewer.say("pharmacies")
    if kind == "hospital":
        return viewer.say(
            "hospitals_of", level=LEVELS.get(str(level or 0), LEVELS["0"]).to(viewer.lang)
        )
    return viewer.say("other_subjects")


def _rows(viewer: Viewer, groups: Iterable[tuple[str, list[Row]]]) -> list[Row]:
    """Largest amounts first; a group whose amounts are all unknown says so and has no bar."""
    found = []
    for label, leads in groups:
        known = [x["amount_at_risk"] for x in leads if x["amount_at_risk"] is not None]
        found.append((label, len(leads), sum(known, Decimal(0)) if known else None))
    found.sort(key=lambda r: (-(r[2] or 0), r[0]))
    return _bars(viewer, found)


def _months(viewer: Viewer) -> list[Row]:
    """Events by the month in which they began, their amounts over their months; the newest 24."""
    counts: dict[date, int] = defaultdict(int)
    amounts: dict[date, Decimal] = defaultdict(Decimal)
    events = viewer.material.events
    dated = events.select("occurred_from", "occurred_to", "amount_at_risk")
    for first, last, amount in dated.drop_nulls("occurred_from").iter_rows():
        counts[first.replace(day=1)] += 1
        over = months_between(first, max(last or first, first))
        for month in over:
            amounts[month] += (amount or Decimal(0)) / len(over)
    months = sorted(counts.keys() | amounts.keys())[-24:]
    return _bars(viewer, [(f"{m:%Y-%m}", counts[m], amounts[m]) for m in months])


def _bars(viewer: Viewer, rows: list[tuple[str, int, Decimal | None]]) -> list[Row]:
    top = max((float(a or 0) for *_, a in rows), default=0.0) or 1.0
    return [
        {
            "label": label,
            "number": f"{number:,}",
            "amount": viewer.in_column(amount),
            "width": round(100 * float(amount or 0) / top, 1),
        }
        for label, number, amount in rows
    ]


def _map(viewer: Viewer) -> Markup | None:
    """Providers where the register puts them, as large as what is at risk there; north is up.

    A drawing of places, not of borders or roads; None where too few have coordinates.
    """
    profiles = viewer.material.profiles
    if not {"longitude", "latitude"} <= set(profiles.columns):
        return None
    placed = profiles.filter(
        pl.col("longitude").is_between(-180, 180) & pl.col("latitude").is_between(-90, 90)
    )
    if placed.height < FEWEST_PLACES:
        return None
    worth = {
        p: float(a or 0)
        for p, a in viewer.material.leads.group_by("provider_id")
        .agg(pl.col("amount_at_risk").sum())
        .iter_rows()
    }
    places = placed.select("provider_id", "name", "longitude", "latitude").rows()
    middle = median(float(p[3]) for p in places)
    across = _together([(i, n, float(x) * cos(radians(middle)), float(y)) for i, n, x, y in places])
    left, low = min(p[2] for p in across), min(p[3] for p in across)
    spans = (
        (WIDTH - 2 * EDGE, max(p[2] for p in across) - left),
        (HEIGHT - 2 * EDGE, max(p[3] for p in across) - low),
    )
    # places on one line are bounded in one direction only
    scale = min((room / span for room, span in spans if span), default=0.0)
    return _drawn(viewer, across, worth, (left, low, scale))


def _together(places: list[Place]) -> list[Place]:
    """Those that lie together: one far off (another county, a slip of a digit) would make a blot of all others.

    Far is more than eight times as far from the middle as half of them are.
    """
    for coordinate in (_east, _north):
        middle = median(coordinate(p) for p in places)
        usual = median(abs(coordinate(p) - middle) for p in places)
        near = [p for p in places if abs(coordinate(p) - middle) <= FAR * usual]
        places = near if len(near) >= FEWEST_PLACES else places
    return places


def _east(place: Place) -> float:
    return place[2]


def _north(place: Place) -> float:
    return place[3]


def _drawn(
    viewer: Viewer,
    places: list[Place],
    worth: dict[str, float],
    frame: tuple[float, float, float],
) -> Markup:
    left, low, scale = frame
    top = max(worth.values(), default=0.0) or 1.0
    named = set(sorted(worth, key=lambda p: -worth[p])[:MOST_NAMED])
    dots: list[str] = []
    names: list[str] = []  # above the dots, also those that are drawn later
    taken: list[Box] = []
    for provider, name, across, up in sorted(places, key=lambda p: -worth.get(p[0], 0)):
        x, y = EDGE + (across - left) * scale, HEIGHT - EDGE - (up - low) * scale
        size = max(LARGEST * sqrt(worth.get(provider, 0.0) / top), 2.5)
        tone = "at-risk" if worth.get(provider) else "none"
        title = escape(
            f"{name or provider} · {viewer.yuan(Decimal(str(round(worth.get(provider, 0.0), 2))))}"
        )
        dots.append(
            f'<circle class="{tone}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"><title>{title}</title></circle>'
        )
        if provider not in named or not worth.get(provider):
            continue
        told = name or provider
        long = LETTER * len(told)
        # a name that finds no room to the right of its dot stands to the left of it
        start = x + size + 3 if x + size + 3 + long <= WIDTH else x - size - 3 - long
        box = (start, y - LETTER, start + long, y + 4)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            names.append(f'<text x="{start:.1f}" y="{y + 4:.1f}">{escape(told)}</text>')
    label = escape(viewer.say("map"))
    return Markup(
        f'<svg class="map" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(dots + names)}</svg>'
    )


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
