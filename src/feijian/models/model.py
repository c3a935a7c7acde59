"""Models as values: what the header of a model's file says, and its query."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from feijian.contracts import Catalogue, Derived
from feijian.library import Case, HeadedSql
from feijian.messages.labels import Labels
from feijian.models.header import ModelHeader
from feijian.plain import Json


@dataclass(frozen=True)
class SubjectKind:
    """What a row of a model is about, and how its peers are counted in words."""

    name: str

    def counted(self, number: int, lang: str) -> str:
        """`214 家机构`, `214 providers`."""
        return COUNTED[self.name].to(lang).format(n=number)


COUNTED = Labels("model_subject")

SUBJECTS = {
    kind.name: kind
    for kind in (
        SubjectKind("provider"),
        SubjectKind("practitioner"),
        SubjectKind("person"),
        SubjectKind("encounter"),
        SubjectKind("provider_item"),
    )
}


@dataclass(frozen=True, kw_only=True)
class Model(ModelHeader):
    """One model: its header, checked, and its query. Its id is its path, `subject.slug`.

    reads:    (schema or None, name) of the tables the query names.
    binds:    names of the `$parameters` the query uses, `as_of` among them where it does.
    """

    id: str
    reads: frozenset[tuple[str | None, str]]
    binds: frozenset[str]
    headed: HeadedSql = field(repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def kind(self) -> SubjectKind:
        return SUBJECTS[self.subject]

    @property
    def peer_columns(self) -> tuple[str, ...]:
        """Every column some step compares within, in first use order."""
        return tuple(dict.fromkeys(column for step in self.peers for column in step))

    @property
    def count_columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.counts for f in self.features if f.counts))

    def outputs(self) -> tuple[str, ...]:
        """Columns the query must return."""
        fixed = ("subject_id", "provider_id", "period_from", "period_to")
        named = (*self.peer_columns, *(f.name for f in self.features), *self.count_columns)
        named += tuple(f.due for f in self.features if f.due)
        named += tuple(c for c in (self.set_aside, self.peers_only) if c)
        return tuple(dict.fromkeys((*fixed, *named)))

    def public(self) -> Json:
        """The header as plain values, for `models show --json`."""
        header: Json = json.loads(json.dumps(self.headed.header, default=str))
        return {"id": self.id, **header}


@dataclass(frozen=True)
class ModelBook:
    """All models of a library, by id, with the tables their cases are built from."""

    models: tuple[Model, ...]
    catalogue: Catalogue
    derived: tuple[Derived, ...]

    def find(self, model_id: str) -> Model | None:
        return next((m for m in self.models if m.id == model_id), None)
