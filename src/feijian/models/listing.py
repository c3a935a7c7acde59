"""The models as `feijian models` prints them: a list with the newest run's outcomes, and one page each."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from feijian.contracts import read_content
from feijian.errors import UsageError, WorkspaceError
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.models.header import Feature
from feijian.models.model import Model, ModelBook
from feijian.models.reading import read_models
from feijian.plain import Json
from feijian.rules.page import called, parameter_line
from feijian.workspace import Workspace

SAY = Labels("model_page")


def model_list(library: Sequence[Path], workspace: Path) -> list[Json]:
    """One entry a model, by id.

    library:   folders beside the built-in one. A workspace's own (feijian.toml) come before them.
    workspace: a folder; outcome and subjects are empty where it is no workspace with a run.
    """
    opened = _opened(workspace)
    outcomes = _outcomes(opened) if opened else {}
    folders = [*(opened.settings().library if opened else ()), *library]
    rows = []
    for model in _book(folders).models:
        run = outcomes.get(model.id, {})
        rows.append(
            {
                "model_id": model.id,
                "title": model.title,
                "title_zh": model.title_zh,
                "subject": model.subject,
                "period": model.period,
                "version": model.version,
                "status": model.status,
                "detectors": list(model.detectors),
                "outcome": run.get("outcome", ""),
                "subjects": run.get("subjects"),
                "scored": run.get("scored"),
                "detail": run.get("detail", ""),
            }
        )
    return rows


def model_facts(library: Sequence[Path], model_id: str) -> Json:
    """Everything a header says, as plain values, with its cases, file and query.

    Raises UsageError for an unknown id, naming those near it.
    """
    model = model_named(_book(library), model_id)
    return {
        **model.public(),
        "model_id": model.id,
        "minimum_peers": model.minimum_peers,
        "minimum_others": model.minimum_others,
        "minimum_subjects": model.minimum_subjects,
        "cases": [c.name for c in model.cases],
        "file": model.headed.file.shown,
        "sql": model.sql,
    }


def model_page(library: Sequence[Path], model_id: str, lang: str) -> str:
    """A model in plain Markdown, in one language. Raises UsageError as `model_facts` does."""
    model = model_named(_book(library), model_id)
    zh = lang == "zh"

    def say(key: str) -> str:
        return SAY[key].to(lang)

    def line(key: str, text: str) -> str:
        return SAY["line"].to(lang).format(head=say(key), text=text)

    lines = [
        f"## {model.title_zh if zh else model.title}",
        "",
        f"`{model.id}` · {say('version')} {model.version} · {called('status', model.status, lang)}",
        "",
        line("subject", called("subject", model.subject, lang)),
        line("period", called("period", model.period, lang)),
        line("peers", _peers(model, lang)),
        line("smallest", _smallest(model, lang)),
        line("detectors", ("、" if zh else ", ").join(model.detectors)),
        "",
        f"**{say('features')}**",
        "",
        *(f"- `{f.name}` {_feature(f, lang)}" for f in model.features),
    ]
    if model.parameters:
        lines += ["", f"**{say('parameters')}**", ""]
        lines += [parameter_line(p, lang) for p in model.parameters]
    for key, texts in (
        ("innocent", model.innocent_when_zh if zh else model.innocent_when),
        ("verify", model.verify_by_zh if zh else model.verify_by),
        ("cases", tuple((zh and c.name_zh) or c.name for c in model.cases)),
    ):
        lines += ["", f"**{say(key)}**", "", *(f"- {t}" for t in texts)]
    return "\n".join([*lines, "", line("source", model.headed.file.shown)]) + "\n"


def _book(library: Sequence[Path]) -> ModelBook:
    content = read_content(library)
    return read_models(content.library, content.catalogue, content.derived)


def model_named(book: ModelBook, model_id: str) -> Model:
    """One model by its id. Raises UsageError for an unknown one, naming those near it."""
    model = book.find(model_id)
    if model is None:
        ids = [m.id for m in book.models]
        # people remember the slug more often than the folder
        slugs = {i.split(".", 1)[1]: i for i in ids}
        near = [
            *get_close_matches(model_id, ids, 3, 0.5),
            *(slugs[s] for s in get_close_matches(model_id, slugs, 3, 0.5)),
        ]
        named = ", ".join(dict.fromkeys(near)) or ", ".join(ids)
        raise UsageError(
            sentence("no model {model_id!r}", model_id=model_id),
            sentence("Did you mean {near}?", near=named)
            if near
            else sentence("Known: {known}.", known=named),
        )
    return model


def _peers(model: Model, lang: str) -> str:
    def named(columns: tuple[str, ...]) -> str:
        titles = [model.peer_titles[c][1 if lang == "zh" else 0] for c in columns]
        return " + ".join(titles) or SAY["everyone"].to(lang)

    return " → ".join(named(step) for step in model.peers)


def _smallest(model: Model, lang: str) -> str:
    """How many rows and subjects a comparison needs."""
    return (
        SAY["needs"]
        .to(lang)
        .format(
            rows=model.minimum_peers, others=model.minimum_others, subjects=model.minimum_subjects
        )
    )


def _feature(feature: Feature, lang: str) -> str:
    zh = lang == "zh"
    side = SAY[feature.direction].to(lang)
    scale = SAY["on_log"].to(lang) if feature.scale == "log" else ""
    unit = feature.unit_zh if zh else feature.unit
    title = feature.title_zh if zh else feature.title
    told = SAY["with_unit"].to(lang).format(title=title, unit=unit) if unit else title
    return SAY["feature"].to(lang).format(title=told, side=side, scale=scale)


def _opened(folder: Path) -> Workspace | None:
    try:
        return Workspace.open(folder)
    except WorkspaceError:
        return None


def _outcomes(workspace: Workspace) -> dict[str, Json]:
    """The lines of the newest run's models.parquet by id; none where nothing has run."""
    import polars as pl

    from feijian.workspace import latest_run

    try:
        file = latest_run(workspace).file("models.parquet")
    except WorkspaceError:
        return {}
    if not file.is_file():
        return {}
    return {r["model_id"]: r for r in pl.read_parquet(file).to_dicts()}
