"""How well findings answer a county: recall per scheme, precision per family.

A finding speaks of units: its claim lines, encounters and trace codes, and its subject where
that is a practitioner, a person or a provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from feijian.demo.schemes.titles import scheme_title
from feijian.demo.truth import Truth
from feijian.plain import Json

_LISTS = {"claim_line": "claim_line_ids", "encounter": "encounter_ids", "trace_code": "trace_codes"}
_CROWD = 12
_WHEN = ("occurred_from", "occurred_to")
_SUBJECTS = ("practitioner", "person", "provider")


@dataclass(frozen=True)
class Score:
    """recall: scheme, family, covered, planted, found, recall.

    precision: family, findings, right, on_look_alikes, precision. Both sorted.
    """

    recall: pl.DataFrame
    precision: pl.DataFrame


def scored(findings: pl.DataFrame, truth: Truth) -> Score:
    """Findings compared with what was planted.

    findings: as `findings.parquet` holds them.
    Recall: an occurrence is found when the evidence of one finding holds all its units, and
    that finding's family is the scheme's or its rule is among the scheme's expected rules. For
    units that are practitioners, persons or providers the finding's subject has to be the unit.
    Precision: a finding is right when its evidence shares a unit with the units or the related
    encounters and lines of some planted occurrence, of whatever family, or when it is of the
    same family about the very practitioner, person or provider of an occurrence. A statistic of
    a provider is right, too, where the occurrences of its time together bring at least 12
    encounters there: a doctor who sees two hundred patients in a day makes his hospital's month
    jump, and so do a village and a factory admitted in one month. A finding that touches a
    unit of a look-alike is wrong even then. A family without findings has no row.
    """
    numbered = findings.select("rule_id", "family", *_WHEN).with_row_index("finding")
    evidence = _evidence(findings)
    occurrences = truth.planted.with_row_index("occurrence")
    found = _found(occurrences, evidence, numbered)
    marked = occurrences.with_columns(found=pl.col("occurrence").is_in(found.implode()))
    recall = (
        marked.group_by("scheme", "family", "covered")
        .agg(pl.len().alias("planted"), pl.col("found").sum())
        .with_columns(recall=pl.col("found") / pl.col("planted"))
        .sort("family", "scheme")
    )
    right = _right(occurrences, evidence, numbered)
    wrong = _on_look_alikes(truth, evidence)
    judged = numbered.with_columns(
        right=pl.col("finding").is_in(right.implode()) & ~pl.col("finding").is_in(wrong.implode()),
        on_look_alikes=pl.col("finding").is_in(wrong.implode()),
    )
    precision = (
        judged.group_by("family")
        .agg(pl.len().alias("findings"), pl.col("right").sum(), pl.col("on_look_alikes").sum())
        .with_columns(precision=pl.col("right") / pl.col("findings"))
        .sort("family")
    )
    return Score(recall, precision)


def wrong_findings(findings: pl.DataFrame, truth: Truth) -> pl.DataFrame:
    """The findings that `scored` counts as wrong, as they came."""
    numbered = findings.select("rule_id", "family", *_WHEN).with_row_index("finding")
    evidence = _evidence(findings)
    right = _right(truth.planted.with_row_index("occurrence"), evidence, numbered)
    bad = _on_look_alikes(truth, evidence)
    rows = findings.with_row_index("finding")
    keep = pl.col("finding").is_in(right.implode()) & ~pl.col("finding").is_in(bad.implode())
    return rows.filter(~keep).drop("finding")


def _evidence(findings: pl.DataFrame) -> pl.DataFrame:
    """finding, unit_kind, unit: everything each finding speaks of."""
    numbered = findings.with_row_index("finding")
    parts = [
        numbered.select(
            "finding", unit_kind=pl.lit(kind), unit=pl.col(column).cast(pl.List(pl.String))
        )
        .explode("unit")
        .drop_nulls("unit")
        for kind, column in _LISTS.items()
    ]
    about = numbered.filter(pl.col("subject_kind").is_in(_SUBJECTS))
    parts.append(about.select("finding", unit_kind="subject_kind", unit="subject_id"))
    for kind in ("encounter", "trace_code"):
        # a finding about one encounter or code names it by its subject alone
        same = numbered.filter(pl.col("subject_kind") == kind)
        parts.append(same.select("finding", unit_kind="subject_kind", unit="subject_id"))
    return pl.concat(parts).unique()


def _found(occurrences: pl.DataFrame, evidence: pl.DataFrame, numbered: pl.DataFrame) -> pl.Series:
    units = occurrences.select("occurrence", "unit_kind", unit="units").explode("unit")
    held = (
        units.join(evidence, on=["unit_kind", "unit"])
        .group_by("occurrence", "finding")
        .agg(pl.len().alias("held"))
        .join(numbered, on="finding")
        .join(
            occurrences.select(
                "occurrence", "rules", scheme_family="family", size=pl.col("units").list.len()
            ),
            on="occurrence",
        )
    )
    meant = (pl.col("family") == pl.col("scheme_family")) | pl.col("rules").list.contains(
        pl.col("rule_id")
    )
    return held.filter((pl.col("held") == pl.col("size")) & meant)["occurrence"].unique()


def _right(occurrences: pl.DataFrame, evidence: pl.DataFrame, numbered: pl.DataFrame) -> pl.Series:
    exact = occurrences.select("family", "unit_kind", unit="units").explode("unit")
    things = exact.filter(~pl.col("unit_kind").is_in(_SUBJECTS)).select("unit")
    around = occurrences.select(unit="related").explode("unit").drop_nulls("unit")
    named = pl.concat([things, around]).unique()
    concrete = evidence.filter(~pl.col("unit_kind").is_in(_SUBJECTS)).join(
        named, on="unit", how="semi"
    )
    subjects = exact.filter(pl.col("unit_kind").is_in(_SUBJECTS))
    about = evidence.join(numbered, on="finding").join(
        subjects, on=["family", "unit_kind", "unit"], how="semi"
    )
    crowd = occurrences.select(
        "provider_id",
        begun="occurred_from",
        ended="occurred_to",
        encounters=pl.col("related").list.eval(pl.element().str.starts_with("M")).list.sum(),
    )
    statistic = numbered.filter(pl.col("family") == "statistics")
    moved = (
        evidence.filter(pl.col("unit_kind") == "provider")
        .join(statistic, on="finding")
        .join(crowd, left_on="unit", right_on="provider_id")
        .filter(
            (pl.col("begun") <= pl.col("occurred_to"))
            & (pl.col("ended") >= pl.col("occurred_from"))
        )
        .group_by("finding")
        .agg(pl.col("encounters").sum())
        .filter(pl.col("encounters") >= _CROWD)
    )
    return pl.concat([rows.select("finding") for rows in (concrete, about, moved)])[
        "finding"
    ].unique()


def _on_look_alikes(truth: Truth, evidence: pl.DataFrame) -> pl.Series:
    innocent = truth.look_alikes.select("unit_kind", unit="units").explode("unit").unique()
    return evidence.join(innocent, on=["unit_kind", "unit"], how="semi")["finding"].unique()


def score_run(
    directory: Path, truth: Truth, lang: str = "zh"
) -> tuple[list[Json], list[Json], list[str]]:
    """What a finished run found of a county: rows per scheme, rows per family, remarks.

    directory: the run's folder with findings.parquet. The scheme rows hold scheme, title,
    family, covered, planted, found; the family rows family, findings, true, precision (text).
    """
    score = scored(pl.read_parquet(directory / "findings.parquet"), truth)
    schemes = [
        {
            **{k: row[k] for k in ("scheme", "family", "covered", "planted", "found")},
            "title": scheme_title(row["scheme"], lang),
        }
        for row in score.recall.to_dicts()
    ]
    families = [
        {
            "family": row["family"],
            "findings": row["findings"],
            "true": row["right"],
            "precision": f"{row['precision']:.2f}",
        }
        for row in score.precision.to_dicts()
    ]
    claimed = [row for row in schemes if row["covered"]]
    missed = [row["title"] for row in claimed if row["found"] < row["planted"]]
    open_ = [row["title"] for row in schemes if not row["covered"]]
    total, found = sum(r["planted"] for r in claimed), sum(r["found"] for r in claimed)
    if lang == "zh":
        notes = [f"声称覆盖的手法共植入 {total} 例，发现 {found} 例。"]
        notes += [f"未全部发现：{'、'.join(missed)}"] * bool(missed)
        notes += [f"规则库不声称覆盖：{'、'.join(open_)}"] * bool(open_)
    else:
        notes = [
            f"{found} of {total} planted cases of the schemes that the library claims were found."
        ]
        notes += [f"not all found: {', '.join(missed)}"] * bool(missed)
        notes += [f"not claimed by the library: {', '.join(open_)}"] * bool(open_)
    return schemes, families, notes
