"""Running a model's cases: planted outliers must come first, innocent look-alikes must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from feijian.contracts import build_derived, closure
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, within
from feijian.contracts.world import case_world
from feijian.library import Case
from feijian.messages import sentence
from feijian.models.model import Model, ModelBook
from feijian.models.query import ModelRefused, NotApplicable, bound_values
from feijian.models.running import Scored, run_model
from feijian.models.scoring import NORM

if TYPE_CHECKING:
    import duckdb
    import polars as pl

SEED = 1
DEFAULT_AS_OF = date(2026, 12, 31)
HALF = 0.5 ** (1 / NORM)
"""An innocent look-alike scores less than this share of the weakest planted outlier: what adds up under its root is
less than half of what adds up under the other's."""


@dataclass(frozen=True)
class ModelCaseResult:
    """One case's outcome: `difference` is empty when it holds, else what differed, in words."""

    model_id: str
    case: str
    difference: str


def run_cases(book: ModelBook, model: Model) -> list[ModelCaseResult]:
    """All cases of a model, each in a world of its own."""
    return [ModelCaseResult(model.id, c.name, difference(book, model, c)) for c in model.cases]


def difference(book: ModelBook, model: Model, case: Case) -> str:
    """What differs between a case's scores and what it says; empty when it holds."""
    import duckdb

    try:
        world = model_world(book, model, case)
    except (ValueError, duckdb.Error) as error:
        return f"the case cannot be built: {str(error).splitlines()[0]}"
    strangers = _strangers(world, model, case)
    if strangers:
        world.close()
        return f"the case names subjects it does not hold: {', '.join(strangers)}"
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    wanted = str(case.extra.get("outcome", "ran"))
    try:
        values = bound_values(model, case.parameters, as_of)
        result = run_model(model, world, values, SEED, CASE_SECONDS)
    except NotApplicable as reason:
        return _compare_outcome(case, wanted, "not applicable", str(reason))
    except (ModelRefused, duckdb.Error, ValueError) as error:
        return _compare_outcome(case, wanted, "failed", str(error).splitlines()[0])
    finally:
        world.close()
    if wanted != "ran":
        return f"ran, not {wanted}"
    return _compare_scores(case, result)


def model_world(book: ModelBook, model: Model, case: Case) -> duckdb.DuckDBPyConnection:
    """The world of one case: its pipe tables, then its statements, then the derived tables.

    Raises ValueError for rows that do not fit the contracts, duckdb.Error for a statement.
    """
    needed = closure(book.derived, {name for schema, name in model.reads if schema == "derived"})
    reads = set(model.reads)
    for item in needed:
        reads |= item.reads
    tables = {(schema, name) for schema, name in reads if schema != "derived"}
    # statements may fill any canonical table, also those only their own selects read
    tables |= {("canonical", table.name) for table in book.catalogue.of_schema("canonical")}
    world = case_world(book.catalogue, (), case.given, tables)
    for statement in _statements(case):
        _fill(world, statement)
    failed = build_derived(world, needed, CASE_SECONDS)
    if failed:
        name, why = next(iter(failed.items()))
        raise ValueError(sentence("derived.{name}: {why}", name=name, why=why))
    return world


def _statements(case: Case) -> list[str]:
    given: Any = case.extra.get("given_sql") or []
    listed = [given] if isinstance(given, str) else list(given)
    return [str(text) for text in listed]


def _fill(world: duckdb.DuckDBPyConnection, text: str) -> None:
    """Rows made, changed or taken out by a case's own statements, in a world that is shut.

    Raises ValueError for a statement of another kind.
    """
    import duckdb

    allowed = (
        duckdb.StatementType.INSERT,
        duckdb.StatementType.UPDATE,
        duckdb.StatementType.DELETE,
    )
    for statement in duckdb.extract_statements(text):
        if statement.type not in allowed:
            raise ValueError("'given_sql' holds a statement that is no insert, update or delete")
        try:
            with within(world, CASE_SECONDS):
                world.execute(statement)
        except QueryTooLong as error:
            raise ValueError(sentence("'given_sql': {error}", error=error)) from None


WHERE_FROM = {
    "provider": "select provider_id from provider",
    "practitioner": "select practitioner_id from encounter union select practitioner_id from claim_line",
    "person": "select person_id from encounter",
    "encounter": "select encounter_id from encounter",
    "provider_item": "select distinct provider_id || '/' || item_code from claim_line",
}


def _strangers(world: duckdb.DuckDBPyConnection, model: Model, case: Case) -> list[str]:
    """Subjects a case names that its tables do not hold: a slip of the pen, not an innocent."""
    named = [str(s) for key in ("first", "ordinary") for s in case.extra.get(key) or ()]
    if not named:
        return []
    held = {str(row[0]) for row in world.execute(WHERE_FROM[model.subject]).fetchall()}
    return [s for s in named if s not in held]


def _compare_outcome(case: Case, wanted: str, outcome: str, detail: str) -> str:
    if wanted != outcome:
        return f"{outcome} ({detail}), not {wanted}"
    because = str(case.extra.get("because", ""))
    return "" if because in detail else f"{outcome} because of {detail!r}, not {because!r}"


def _compare_scores(case: Case, result: Scored) -> str:
    import polars as pl

    best = (
        result.scores.sort("rank")
        .unique("subject_id", keep="first", maintain_order=True)
        .with_columns(pl.int_range(1, pl.len() + 1).alias("place"))
    )
    place = dict(zip(best["subject_id"], best["place"], strict=True))
    score = dict(zip(best["subject_id"], best["score"], strict=True))
    first = [str(s) for s in case.extra.get("first", [])]
    ordinary = [str(s) for s in case.extra.get("ordinary", [])]
    # nobody is accused by a list he is not on: only the planted ones must stand there
    unknown = [s for s in first if s not in place]
    if unknown:
        return f"not scored: {', '.join(unknown)}"
    late = [s for s in first if place[s] > len(first)]
    if late:
        return "; ".join(f"{s} comes {place[s]}., not among the first {len(first)}" for s in late)
    least = min((score[s] for s in first), default=float("inf"))
    loud = [s for s in ordinary if s in score and score[s] >= HALF * least]
    if loud:
        return "; ".join(f"{s} scores {score[s]:.2f}, the planted ones {least:.2f}" for s in loud)
    return _compare_reasons(case, best)


def _compare_reasons(case: Case, best: pl.DataFrame) -> str:
    """Each subject under `carried_by` must name that feature as its strongest reason."""
    import json

    reasons = dict(zip(best["subject_id"], best["reasons"], strict=True))
    wrong = []
    for subject, feature in dict(case.extra.get("carried_by") or {}).items():
        named = [r["feature"] for r in json.loads(reasons[str(subject)]) if r["kind"] == "carried"]
        if not named or named[0] != feature:
            wrong.append(f"{subject} is carried by {', '.join(named) or 'nothing'}, not {feature}")
    return "; ".join(wrong)
