"""What was planted and what was made innocently beside it: the answers to a county."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl

from feijian.plain import Row

UNIT_KINDS = ("claim_line", "encounter", "trace_code", "practitioner", "person", "provider")
PLANTED_SCHEMA: Row = {
    "scheme": pl.String, "family": pl.String, "rules": pl.List(pl.String), "covered": pl.Boolean,
    "subject_kind": pl.String, "subject_id": pl.String, "provider_id": pl.String, "unit_kind": pl.String,
    "units": pl.List(pl.String), "related": pl.List(pl.String), "amount": pl.Decimal(18, 2),
    "occurred_from": pl.Date, "occurred_to": pl.Date,
}  # fmt: skip
LOOK_ALIKE_SCHEMA: Row = {
    "name": pl.String, "description_zh": pl.String, "description_en": pl.String, "provider_id": pl.String,
    "unit_kind": pl.String, "units": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """One occurrence of a scheme.

    rules:   ids (`family.id`) of the rules it is meant for; informative only.
    covered: whether the rule library claims to find it.
    units:   exact identifiers, as the canonical tables hold them, of the things that are wrong.
    related: further encounters and lines of the same occurrence: naming them is no error.
    amount:  yuan, None where it has no meaning.
    """

    scheme: str
    family: str
    rules: tuple[str, ...]
    unit_kind: str
    units: tuple[str, ...]
    provider_id: str
    subject_kind: str
    subject_id: str
    seconds: tuple[int, int]
    amount: Decimal | None = None
    covered: bool = True
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class LookAlike:
    """One innocent case: no definite rule may name its units."""

    name: str
    description_zh: str
    description_en: str
    unit_kind: str
    units: tuple[str, ...]
    provider_id: str = ""


@dataclass(frozen=True)
class Truth:
    """The answers to a county, and where its delivery lies.

    planted, look_alikes: frames of PLANTED_SCHEMA and LOOK_ALIKE_SCHEMA, sorted.
    """

    delivery: Path
    planted: pl.DataFrame
    look_alikes: pl.DataFrame
    lines: int = 0
    files: tuple[str, ...] = field(default=())

    def save(self) -> None:
        """truth.parquet, look_alikes.parquet and truth.json beside the delivery's folder."""
        directory = self.delivery.parent
        self.planted.write_parquet(directory / "truth.parquet")
        self.look_alikes.write_parquet(directory / "look_alikes.parquet")
        text = {"planted": self.planted.to_dicts(), "look_alikes": self.look_alikes.to_dicts()}
        (directory / "truth.json").write_text(
            json.dumps(text, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8"
        )


def load_truth(delivery: Path) -> Truth:
    """The truth that `generate_county(delivery, ...)` wrote beside that folder."""
    directory = delivery.parent
    return Truth(
        delivery,
        pl.read_parquet(directory / "truth.parquet"),
        pl.read_parquet(directory / "look_alikes.parquet"),
    )


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, tz=UTC).date()


def planted_frame(rows: Iterable[Planted]) -> pl.DataFrame:
    values = [
        (r.scheme, r.family, sorted(r.rules), r.covered, r.subject_kind, r.subject_id, r.provider_id, r.unit_kind,
         sorted(r.units), sorted(r.related), r.amount, _day(min(r.seconds)), _day(max(r.seconds)))
        for r in rows
    ]  # fmt: skip
    return pl.DataFrame(values, schema=PLANTED_SCHEMA, orient="row").sort(
        "family", "scheme", "occurred_from", "subject_id"
    )


def look_alike_frame(rows: Iterable[LookAlike]) -> pl.DataFrame:
    values = [
        (r.name, r.description_zh, r.description_en, r.provider_id, r.unit_kind, sorted(r.units))
        for r in rows
    ]
    return pl.DataFrame(values, schema=LOOK_ALIKE_SCHEMA, orient="row").sort("name", "units")
