"""From plan to fee lines: what each encounter was charged, day by day."""

from __future__ import annotations

import numpy as np
import polars as pl

from feijian.demo.pathways import Charge, Pathway
from feijian.demo.request import DAY
from feijian.demo.theatre import SESSION, operation_begins

_FIXED_HOUR = ("01", "02", "07")


def expanded(
    plan: pl.DataFrame, ways: tuple[Pathway, ...], item_numbers: dict[str, int],
    categories: np.ndarray, rng: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    """One row per fee line: row (of the plan), item, quantity, day, at (seconds), supplied (days).

    plan: as `plan.py` makes it. categories: the charge category of each item number.
    """
    columns: dict[str, list[np.ndarray]] = {
        name: [] for name in ("row", "item", "quantity", "day", "supplied", "in_theatre")
    }
    numbers = plan["pathway"].to_numpy()
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(len(ways) + 1))
    days, severity, op_day = (plan[name].to_numpy() for name in ("days", "severity", "op_day"))
    for number, way in enumerate(ways):
        mine = order[bounds[number] : bounds[number + 1]]
        if not len(mine):
            continue
        for charge in way.charges:
            due = mine[severity[mine] >= charge.severity]
            if charge.when == "daily" and charge.chance < 1:
                # what is given daily is given to a patient all along or not at all
                due = due[rng.random(len(due)) < charge.chance]
            keys = np.array([item_numbers[key] for key in charge.items])
            picked = keys[rng.integers(0, len(keys), len(due))]
            rows, on = _occasions(charge, due, days, op_day)
            if charge.chance < 1 and charge.when != "daily":
                kept = rng.random(len(rows)) < charge.chance
                rows, on = rows[kept], on[kept]
            columns["row"].append(rows)
            columns["day"].append(on)
            columns["item"].append(
                picked[np.searchsorted(due, rows)] if len(keys) > 1 else np.full(len(rows), keys[0])
            )
            columns["quantity"].append(rng.integers(charge.low, charge.high + 1, len(rows)))
            columns["supplied"].append(np.full(len(rows), charge.days_supplied))
            columns["in_theatre"].append(np.full(len(rows), charge.when == "op"))
    found = {name: np.concatenate(parts).astype(np.int64) for name, parts in columns.items()}
    found["at"] = _moments(plan, found, categories, rng)
    del found["in_theatre"]
    return pl.DataFrame(found)


def _occasions(
    charge: Charge, due: np.ndarray, days: np.ndarray, op_day: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Plan rows and days on which a charge falls; `due` is ascending and so are the rows."""
    stay, operation = days[due], op_day[due]
    zero = np.zeros(len(due), dtype=np.int64)
    if charge.when == "first":
        return due, zero
    if charge.when == "op":
        return due, operation
    if charge.when == "last":
        return due, stay
    step = {"every3": 3, "every7": 7}.get(charge.when, 1)
    begin = operation + 1 if charge.when == "post" else zero + (step if step > 1 else 0)
    stop = operation if charge.when == "pre" else stay
    times = np.maximum(0, -(-(stop - begin) // step))
    rows = np.repeat(due, times)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    return rows, np.repeat(begin, times) + place * step


def _moments(
    plan: pl.DataFrame,
    found: dict[str, np.ndarray],
    categories: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """When each line was booked: never before admission, never after discharge."""
    rows, day = found["row"], found["day"]
    start = plan["start"].to_numpy()[rows]
    finish = plan["finish"].to_numpy()[rows]
    stay = plan["days"].to_numpy()[rows]
    midnight = start // DAY * DAY
    draw = rng.random(len(rows))
    fixed = np.isin(categories[found["item"]], _FIXED_HOUR)
    later = (
        midnight + day * DAY + np.where(fixed, 8 * 3600, (6 + draw * 15) * 3600).astype(np.int64)
    )
    arrival = start + 300 + (draw * 25_000).astype(np.int64)
    leaving = midnight + day * DAY + ((7 + draw * 1.5) * 3600).astype(np.int64)
    visit = np.minimum(start + (draw * 1500).astype(np.int64), finish)
    inpatient = np.where(day == 0, arrival, np.where(day >= stay, leaving, later))
    # the theatre books an operation, its anaesthesia and its consumables together
    operation = operation_begins(
        start, plan["op_day"].to_numpy()[rows], plan["number"].to_numpy()[rows]
    ) + (draw * SESSION).astype(np.int64)
    inpatient = np.where(found["in_theatre"] == 1, operation, inpatient)
    moments: np.ndarray = np.where(stay > 0, inpatient, visit)
    return moments
