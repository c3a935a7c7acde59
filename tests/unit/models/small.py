"""A small model over three columns of a made-up table, and rows for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from feijian.contracts import empty_world
from feijian.library import ContentFile
from feijian.models import Model
from feijian.models.reading import read_model
from tests.shared import builtin_catalogue

HEADER: dict[str, str] = {
    "title": "Three numbers of a provider",
    "title_zh": "机构三项指标",
    "version": "1",
    "status": "stable",
    "subject": "provider",
    "period": "month",
    "peers": "[[level], []]",
    "minimum_subjects": "21",
    "features": (
        "{share: {title: share, title_zh: 占比, format: percent, direction: high},"
        " days: {title: days, title_zh: 天数, unit: days, unit_zh: 天, format: number, direction: both},"
        " cost: {title: cost, title_zh: 费用, format: money, direction: low}}"
    ),
    "detectors": "[robust_z]",
    "innocent_when": "[it is new]",
    "innocent_when_zh": "[新设]",
    "verify_by": "[look]",
    "verify_by_zh": "[查看]",
}
SQL = """\
select
    provider_id as subject_id, provider_id, date '2025-07-01' as period_from,
    date '2025-07-31' as period_to, level, longitude as share, latitude as days,
    cast(approved_beds as double) as cost
from provider
"""
CASES = """\
- name: nothing planted
  given: {}
  first: []
- name: nobody to compare
  given: {}
  ordinary: []
  outcome: not applicable
"""


def write_model(
    root: Path, name: str = "provider/three", sql: str = SQL, **changed: str
) -> ContentFile:
    """A model file with its cases in a library folder; a header key set to '' is left out."""
    lines = [f"{k}: {v}" for k, v in {**HEADER, **changed}.items() if v]
    path = root / "models" / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("/* ---\n" + "\n".join(lines) + "\n--- */\n" + sql, encoding="utf-8")
    path.with_name(f"{path.stem}.cases.yaml").write_text(CASES, encoding="utf-8")
    return ContentFile(root, path, f"{name}.sql")


def small_model(root: Path, sql: str = SQL, **changed: str) -> Model:
    connection = empty_world(builtin_catalogue())
    try:
        return read_model(write_model(root, sql=sql, **changed), connection)
    finally:
        connection.close()


def rows(values: list[tuple[Any, ...]], level: int = 2) -> pl.DataFrame:
    """One provider per tuple (share, days, cost), named S00, S01…, in July 2025."""
    return pl.DataFrame(
        [
            (f"S{n:02d}", f"S{n:02d}", date(2025, 7, 1), date(2025, 7, 31), level, *v)
            for n, v in enumerate(values)
        ],
        schema={
            "subject_id": pl.String,
            "provider_id": pl.String,
            "period_from": pl.Date,
            "period_to": pl.Date,
            "level": pl.Int32,
            "share": pl.Float64,
            "days": pl.Float64,
            "cost": pl.Float64,
        },
        orient="row",
    )
