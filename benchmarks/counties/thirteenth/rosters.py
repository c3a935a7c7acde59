"""Where a doctor is on a day, and which doctors are registered for several sites."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from .houses import VILLAGES, County


def resident(village: str) -> list[str]:
    """The doctor who lives there, for the days on which those who go round are elsewhere."""
    return [f"D33010991{VILLAGES.index(village):02d}"]


def rosters(c: County, planted: int) -> None:
    """Nobody sees patients in two houses on one day but in the cases that say so."""
    place: dict[tuple[str, date], str] = {}
    for n, v in enumerate(c.visits):
        day, house = v.start.date(), v.house
        if v.stay or not v.doctor:
            continue
        if n >= planted and place.get((v.doctor, day), house.key) != house.key:
            everybody = [*house.doctors, *(resident(house.key) if house.key in VILLAGES else ())]
            free = [d for d in everybody if place.get((d, day), house.key) == house.key]
            before, v.doctor = v.doctor, free[0] if free else v.doctor
            for line in v.lines:
                line.doctor = v.doctor if line.doctor == before else line.doctor
        place.setdefault((v.doctor, day), house.key)


def register(c: County, path: Path) -> None:
    """The guests of the townships and the four of the village practice have a second site in the register."""
    several = {*c.guests, *(f"D33010990{k:02d}" for k in range(4))}
    with path.open(newline="", encoding="utf-8") as f:
        reader = csv.DictReader(f)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", newline="", encoding="utf-8") as f:
        sink = csv.DictWriter(f, columns)
        sink.writeheader()
        sink.writerows(
            {**row, "mul_prac_flag": "1" if row["dr_code"] in several else row["mul_prac_flag"]}
            for row in rows
        )
