"""What feijian.toml says about models: parameters, switches, exemptions."""

from __future__ import annotations

import fnmatch
from datetime import date
from typing import TYPE_CHECKING

from feijian.errors import Problem, SettingsError
from feijian.messages import sentence
from feijian.models.model import Model, ModelBook
from feijian.workspace import Exemption, RunRequest, Settings

if TYPE_CHECKING:
    import polars as pl


def switched_off(model: Model, settings: Settings) -> str:
    """By whom and why a model is off; empty where it is not."""
    for entry in settings.off:
        if fnmatch.fnmatchcase(model.id, entry.rule):
            return f"switched off by {entry.by}: {entry.reason}"
    return ""


def changed_parameters(
    book: ModelBook, settings: Settings, as_of: date
) -> dict[str, dict[str, object]]:
    """Parameter values of feijian.toml per model id, expired ones left out.

    Raises SettingsError naming every entry that does not fit: a model compares everyone with
    everyone, so its parameters hold for all and cannot differ by provider or region.
    """
    changed: dict[str, dict[str, object]] = {m.id: {} for m in book.models}
    problems = []
    for entry in settings.parameters:
        model = book.find(entry.rule)
        if model is None or (entry.expires is not None and entry.expires < as_of):
            continue
        where = f"feijian.toml [[parameters]] {model.id}"
        if entry.provider or entry.region:
            what = "a model's parameters cannot differ by provider or region"
            problems.append(Problem(where, what, "Remove 'provider' and 'region' there."))
            continue
        known = {p.name: p for p in model.parameters}
        for name, value in entry.values.items():
            if name not in known:
                todo = (
                    sentence("Known: {known}.", known=", ".join(sorted(known)))
                    if known
                    else "It has none."
                )
                problems.append(
                    Problem(where, sentence("the model has no parameter {name!r}", name=name), todo)
                )
                continue
            try:
                known[name].bound(value)
            except ValueError as error:
                problems.append(Problem(where, str(error)))
                continue
            changed[model.id][name] = value
    if problems:
        raise SettingsError(problems)
    return changed


def published(scores: pl.DataFrame, request: RunRequest, settings: Settings) -> pl.DataFrame:
    """The scores a run publishes: exempted subjects out, then those it was asked for.

    Exempted and unasked subjects stay peers of the others, and ranks are those among all.
    """
    import polars as pl

    for exemption in settings.exemptions:
        if exemption.expires is None or exemption.expires >= request.as_of:
            scores = scores.filter(~_exempted(exemption))
    if request.providers:
        scores = scores.filter(pl.col("provider_id").is_in(list(request.providers)))
    if request.period_from is not None:
        scores = scores.filter(pl.col("period_to") >= request.period_from)
    if request.period_to is not None:
        scores = scores.filter(pl.col("period_from") <= request.period_to)
    return scores


def _exempted(exemption: Exemption) -> pl.Expr:
    """Rows an exemption covers; every field it gives must fit. Items are not subjects here,
    except of models about a provider's use of an item.
    """
    import polars as pl

    pattern = exemption.rule
    covered = pl.col("model_id").map_elements(
        lambda model_id: fnmatch.fnmatchcase(model_id, pattern), return_dtype=pl.Boolean
    )
    if exemption.provider is not None:
        covered &= (pl.col("provider_id") == exemption.provider).fill_null(value=False)
    for kind in ("person", "practitioner"):
        subject = getattr(exemption, kind)
        if subject is not None:
            covered &= (pl.col("subject_kind") == kind) & (pl.col("subject_id") == subject)
    if exemption.item is not None:
        covered &= pl.col("subject_kind") == "provider_item"
        covered &= pl.col("subject_id").str.ends_with(f"/{exemption.item}")
    return covered
