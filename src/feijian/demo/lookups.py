"""The county's nouns as frames: persons, institutions, items, pathways, doctors."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from feijian.demo.catalogue import list_type
from feijian.demo.county import County
from feijian.demo.identifiers import identifiers
from feijian.demo.roster import doctor_code


@dataclass(frozen=True)
class Lookups:
    """The county's nouns as frames to join: by person, provider, item, pathway, doctor."""

    persons: pl.DataFrame
    providers: pl.DataFrame
    items: pl.DataFrame
    ways: pl.DataFrame
    doctors: pl.DataFrame


def moment(column: str | pl.Expr) -> pl.Expr:
    """Seconds since 1970 as the platform writes a time."""
    seconds = pl.col(column) if isinstance(column, str) else column
    return pl.from_epoch(seconds, time_unit="s").dt.strftime("%Y-%m-%d %H:%M:%S")


def day_text(column: str | pl.Expr) -> pl.Expr:
    seconds = pl.col(column) if isinstance(column, str) else column
    return pl.from_epoch(seconds, time_unit="s").dt.strftime("%Y-%m-%d")


def yuan(cents: pl.Expr) -> pl.Expr:
    return (cents / 100.0).round(2)


def lookups(county: County) -> Lookups:
    """Frames of everything that encounters refer to."""
    people, cases = county.people, pl.DataFrame(county.book.persons)
    columns = ("sex", "birth", "village", "house", "employer", "died")
    base = pl.DataFrame({name: getattr(people, name).astype("int64") for name in columns})
    base = base.with_row_index("person").with_columns(
        phone=pl.col("person").cast(pl.Int64), person=pl.col("person").cast(pl.Int64)
    )
    if cases.height:
        cases = cases.with_row_index("person", offset=len(people)).select(
            pl.col(name).cast(pl.Int64) for name in base.columns
        )
        base = pl.concat([base, cases])
    persons = base.with_columns(
        psn_no=pl.concat_str(pl.lit("9901230"), identifiers("", pl.col("person"))),
        gend=pl.col("sex").cast(pl.String),
        brdy=pl.from_epoch(pl.col("birth"), time_unit="d").dt.strftime("%Y-%m-%d"),
        insutype=pl.when(pl.col("employer") >= 0).then(pl.lit("310")).otherwise(pl.lit("390")),
        emp_no=pl.when(pl.col("employer") >= 0).then(
            pl.format("E{}", pl.col("employer").cast(pl.String).str.zfill(6))
        ),
        tel=pl.format("1990{}", pl.col("phone").cast(pl.String).str.zfill(7)),
    )
    providers = pl.DataFrame(
        [(p.number, p.code, p.name, p.kind == "pharmacy", p.level, p.specialty, p.chain, p.region) for p in county.providers],
        schema={"provider": pl.Int64, "fixmedins_code": pl.String, "fixmedins_name": pl.String, "is_shop": pl.Boolean,
                "level": pl.Int64, "specialty": pl.String, "chain": pl.String, "region": pl.String},
        orient="row",
    ).with_columns(hosp_lv=pl.col("level").replace_strict({3: "1", 2: "2", 1: "3", 0: "11"}))  # fmt: skip
    items = pl.DataFrame(
        [(i, x.code, x.name, x.category, round(x.price * 100), x.days, x.boxed, list_type(x.category)) for i, x in enumerate(county.items)],
        schema={"item": pl.Int64, "code": pl.String, "item_name": pl.String, "category": pl.String, "cents": pl.Int64,
                "box_days": pl.Int64, "boxed": pl.Boolean, "list_type": pl.String},
        orient="row",
    )  # fmt: skip
    ways = pl.DataFrame(
        [(i, w.kind, w.department) for i, w in enumerate(county.ways)],
        schema={"pathway": pl.Int64, "kind": pl.String, "department": pl.String},
        orient="row",
    )  # fmt: skip
    doctors = pl.DataFrame(
        [(p.first_doctor + i, doctor_code(p.region, p.first_doctor + i)) for p in county.providers for i in range(p.doctors)],
        schema={"doctor": pl.Int64, "doctor_code": pl.String}, orient="row",
    )  # fmt: skip
    return Lookups(persons, providers, items, ways, doctors)
