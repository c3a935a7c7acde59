"""Models as values: what the header of a model's file says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from feijian.contracts import Catalogue, Derived
from feijian.library import Case, HeadedSql
from feijian.messages.labels import Labels
from feijian.rules import Parameter

MINIMUM_PEERS = 20
"""Fewer rows than this of other subjects are not a peer group; a header may ask for more."""

MINIMUM_OTHERS = 5
"""Distinct others a peer group needs, however many periods each of them brings; a header may
ask for another number."""

LEFT_OUT = ("subject_id", "provider_id")
STATUSES = ("draft", "stable", "retired")
PERIODS = ("month", "quarter", "all")
DIRECTIONS = ("high", "low", "both")
SCALES = ("linear", "log")
FORMATS = ("percent", "points", "change", "money", "integer", "number")
DETECTORS = ("robust_z", "iforest", "ecod", "copod", "knn", "hbos", "lof", "pca")
BASELINE = "robust_z"


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


@dataclass(frozen=True)
class Feature:
    """One number of a subject that is compared with its peers.

    direction: which side is remarkable: high, low or both.
    scale:     log compares ln(1 + value), for amounts and counts; linear the value itself.
    floor:     differences smaller than this count as none, in the feature's own unit
               (for log features as a share: 0.1 is ten per cent).
    counts:    column with the number of observations the value rests on; few of them pull the
               comparison towards the peers' median (see `half_at`). Empty: not pulled.
    half_at:   number of observations at which half of a difference is believed.
    norm:      a value that is ordinary whatever the peers do, such as a cost near the payment
               standard: the comparison starts from it where the peers' median lies beyond it, on
               the side that is remarkable. None: the peers alone are the norm.
    due:       column that is true where the value is what is due whatever the peers do (a cost near
               its payment standard): such a value is never remarkably high.
    theme:     features of one theme say one thing: of them only the loudest adds to a score.
    """

    name: str
    title: str
    title_zh: str
    unit: str
    unit_zh: str
    direction: str
    scale: str
    format: str
    floor: float
    counts: str
    half_at: float
    norm: float | None = None
    theme: str = ""
    due: str = ""


@dataclass(frozen=True)
class Model:
    """One model: its header, checked, and its query.

    peers:    column lists from narrow to wide; an empty list is everyone.
    leave_out: column whose rows are left out of each other's peers: subject_id, or provider_id
              where a habit of the whole house must not make itself the norm.
    set_aside: column with the reason why a row is neither compared nor anybody's peer; '' without.
    peers_only: column that is true for rows that are peers but are not scored; '' without.
    optional: tables that may be empty without making the model not applicable.
    reads:    (schema or None, name) of the tables the query names.
    binds:    names of the `$parameters` the query uses, `as_of` among them where it does.
    """

    id: str
    version: int
    status: str
    subject: str
    period: str
    title: str
    title_zh: str
    peers: tuple[tuple[str, ...], ...]
    peer_titles: dict[str, tuple[str, str]]
    leave_out: str
    minimum_peers: int
    minimum_others: int
    minimum_subjects: int
    features: tuple[Feature, ...]
    detectors: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    optional: tuple[str, ...]
    innocent_when: tuple[str, ...]
    innocent_when_zh: tuple[str, ...]
    verify_by: tuple[str, ...]
    verify_by_zh: tuple[str, ...]
    reads: frozenset[tuple[str | None, str]]
    binds: frozenset[str]
    headed: HeadedSql = field(repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    set_aside: str = ""
    peers_only: str = ""
    count_titles: dict[str, tuple[str, str]] = field(default_factory=dict)

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

    def public(self) -> dict[str, Any]:
        """The header as plain values, for `models show --json`."""
        header: dict[str, Any] = json.loads(json.dumps(self.headed.header, default=str))
        return {"id": self.id, **header}


@dataclass(frozen=True)
class ModelBook:
    """All models of a library, by id, with the tables their cases are built from."""

    models: tuple[Model, ...]
    catalogue: Catalogue
    derived: tuple[Derived, ...]

    def find(self, model_id: str) -> Model | None:
        return next((m for m in self.models if m.id == model_id), None)
