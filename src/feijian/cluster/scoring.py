"""One model over an engine: its query there, everything after its rows as always."""

from __future__ import annotations

from collections.abc import Mapping

from feijian.contracts import SEARCH_PATH, quoted
from feijian.engines.engine import Engine
from feijian.models.model import Model
from feijian.models.query import NotApplicable, asked_of, subjects
from feijian.models.running import Scored, score_rows
from feijian.models.step import SEED
from feijian.rules.parameter import Bindings


def scored_there(engine: Engine, rows: Mapping[str, int], model: Model, values: Bindings) -> Scored:
    """A model's scores. rows: of each exported table.

    Raises NotApplicable as `run_model` does, and EngineError for a query that fails.
    """
    missing = _lacking(engine, rows, model)
    if missing:
        raise NotApplicable(f"no rows in {', '.join(missing)}")
    return score_rows(model, subjects(engine.table(asked_of(model), values)), SEED)


def _lacking(engine: Engine, rows: Mapping[str, int], model: Model) -> list[str]:
    """Names of needed tables that hold no row, as the model writes them."""
    missing = []
    for schema, name in sorted(model.reads, key=lambda r: (r[0] or "", r[1])):
        shown = f"{schema}.{name}" if schema else name
        if shown in model.optional:
            continue
        if schema == "derived":
            held = engine.table(f"select 1 as one from derived.{quoted(name)} limit 1").num_rows
        else:
            places = [schema] if schema else SEARCH_PATH.split(",")
            held = sum(rows.get(f"{place}.{name}", 0) for place in places)
        if not held:
            missing.append(shown)
    return missing
