"""The step `score`: every model over the warehouse, four outcomes, three files of the run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feijian.contracts import Content
from feijian.contracts.published import polars_schema
from feijian.contracts.sql_errors import said_of
from feijian.library.kept import kept, library_digest
from feijian.models.model import Model, ModelBook
from feijian.models.query import NotApplicable, bound_values
from feijian.models.reading import read_models
from feijian.models.running import Scored, run_model
from feijian.models.settings import changed_parameters, published, switched_off
from feijian.models.tables import stacked
from feijian.plain import Json
from feijian.rules.judge import guard
from feijian.rules.parameter import Bindings
from feijian.rules.step import content_of
from feijian.workspace import Run, Settings, Workspace
from feijian.workspace.stamped import write_stamped

if TYPE_CHECKING:
    import duckdb

SEED = 20260401
"""Seed of the detectors that draw: fixed, so that equal input gives equal bytes."""
RAN, NOT_APPLICABLE, FAILED, OFF = OUTCOMES = ("ran", "not applicable", "failed", "off")


ScoredBy = Callable[[Model, Bindings], Scored]
"""Runs a model's query with its values and scores its rows; raises what `run_model` raises."""


@dataclass(frozen=True)
class ModelOutcome:
    """How one model fared: a line of models.parquet, and its scores where it ran."""

    model_id: str
    outcome: str
    detail: str = ""
    subjects: int = 0
    seconds: float = 0.0
    scored: Scored | None = None

    def line(self, book: ModelBook) -> tuple[str | int | float | list[str], ...]:
        """Its line of models.parquet (data_contracts/published/model.odcs.yaml)."""
        count = self.scored.scores.height if self.scored else 0
        model = book.find(self.model_id)
        titles = (model.title, model.title_zh) if model else ("", "")
        facts = (self.model_id, self.outcome, self.subjects, count, self.seconds, self.detail)
        told: tuple[tuple[str, ...], ...] = ((), (), (), ())
        if model:
            told = (
                model.verify_by,
                model.verify_by_zh,
                model.innocent_when,
                model.innocent_when_zh,
            )
        return (*facts, *titles, *(list(t) for t in told))


def score(workspace: Workspace, run: Run, progress: Callable[[str, float], None]) -> Json:
    """Run all models and write scores.parquet, models.parquet and peers.parquet.

    A model that cannot run is said to be not applicable or failed; the others go on.
    Raises LibraryError for an unsound library, SettingsError for parameters that do not fit.
    """
    settings = workspace.settings()
    content = content_of(workspace, run)
    book = checked_models(workspace, content)
    with workspace.reading(sparing=True) as connection:
        guard(connection)
        outcomes = run_models(book, connection, settings, run.request.as_of, progress)
    return write_scores(run, settings, book, outcomes)


def write_scores(
    run: Run, settings: Settings, book: ModelBook, outcomes: list[ModelOutcome]
) -> Json:
    """The run's files of scores; the summary of the step."""
    write(run, settings, book, outcomes)
    counted = {o: sum(1 for x in outcomes if x.outcome == o) for o in OUTCOMES}
    subjects = sum(x.scored.scores.height for x in outcomes if x.scored)
    return {"models": len(outcomes), "scored": subjects, **counted}


def checked_models(workspace: Workspace, content: Content) -> ModelBook:
    """All models, checked; what was checked of the same files before is taken from the workspace."""
    return kept(
        workspace.kept,
        "models",
        library_digest(content.library),
        workspace.privacy_key(),
        ModelBook,
        lambda: read_models(content.library, content.catalogue, content.derived),
    )


def run_models(
    book: ModelBook,
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    as_of: date,
    progress: Callable[[str, float], None],
) -> list[ModelOutcome]:
    """Each model's outcome over a DuckDB; see `run_models_by`."""

    def scored_by(model: Model, values: Bindings) -> Scored:
        return run_model(model, connection, values, SEED, settings.query_seconds)

    return run_models_by(book, scored_by, settings, as_of, progress)


def run_models_by(
    book: ModelBook,
    scored_by: ScoredBy,
    settings: Settings,
    as_of: date,
    progress: Callable[[str, float], None],
) -> list[ModelOutcome]:
    """Each model's outcome, in the order of the book; retired ones are left out.

    Raises SettingsError when a parameter of feijian.toml does not fit.
    """
    changed = changed_parameters(book, settings, as_of)
    models = [m for m in book.models if m.status != "retired"]
    outcomes = []
    for number, model in enumerate(models):
        progress(model.id, number / len(models))
        off = switched_off(model, settings)
        if off:
            outcomes.append(ModelOutcome(model.id, OFF, off))
            continue
        values = bound_values(model, changed[model.id], as_of)
        outcomes.append(_run(model, scored_by, values))
    progress("", 1.0)
    return outcomes


def _run(model: Model, scored_by: ScoredBy, values: Bindings) -> ModelOutcome:
    import duckdb

    begun = time.perf_counter()
    # whatever one model cannot do with its rows, the others go on and the report leads with it
    try:
        scored = scored_by(model, values)
    except NotApplicable as reason:
        return ModelOutcome(model.id, NOT_APPLICABLE, str(reason), reason.subjects, _since(begun))
    except (duckdb.Error, ValueError, ArithmeticError, MemoryError) as error:
        detail = said_of(error)
        return ModelOutcome(model.id, FAILED, detail, 0, _since(begun))
    return ModelOutcome(
        model.id, RAN, "; ".join(scored.notes), scored.subjects, _since(begun), scored
    )


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 3)


def write(run: Run, settings: Settings, book: ModelBook, outcomes: list[ModelOutcome]) -> None:
    """The three files of the run, narrowed to what the run was asked to publish."""
    import polars as pl

    ran = [o.scored for o in outcomes if o.scored]
    everything = stacked([s.scores for s in ran], "score")
    kept = published(everything, run.request, settings)
    scores = kept.with_columns(pl.lit(run.run_id, pl.String).alias("run_id"))
    write_stamped(scores.to_arrow(compat_level=pl.CompatLevel.oldest()), run.file("scores.parquet"))
    peers = stacked([s.peers for s in ran], "peer")
    key = ["model_id", "subject_id", "period_from"]
    peers.join(kept.select(key), on=key, how="semi", maintain_order="left").write_parquet(
        run.file("peers.parquet")
    )
    lines = [o.line(book) for o in outcomes]
    table = pl.DataFrame(lines, schema=polars_schema("model"), orient="row")
    table.sort("model_id").write_parquet(run.file("models.parquet"))


def narrow(run: Run, settings: Settings) -> None:
    """Narrow the scores of everybody, which lie in the run's folder, to what the run publishes."""
    import polars as pl

    scores = published(pl.read_parquet(run.file("scores.parquet")), run.request, settings)
    write_stamped(scores.to_arrow(compat_level=pl.CompatLevel.oldest()), run.file("scores.parquet"))
    key = ["model_id", "subject_id", "period_from"]
    peers = pl.read_parquet(run.file("peers.parquet"))
    peers.join(scores.select(key), on=key, how="semi", maintain_order="left").write_parquet(
        run.file("peers.parquet")
    )
