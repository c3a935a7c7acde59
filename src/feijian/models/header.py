"""The header of a model, as a record with types, and what it must say for a model to stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo

from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.library.header_kinds import NAME, Mistaken, Texts, TextsZh, checked, named, whole
from feijian.library.typed_header import typed_header
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.rules.parameter import Parameter, as_decimal, unsound

MINIMUM_PEERS = 20
"""Fewer rows than this of other subjects are not a peer group; a header may ask for more."""

MINIMUM_OTHERS = 5
"""Distinct others a peer group needs, however many periods each of them brings; a header may
ask for another number."""

LEFT_OUT = ("subject_id", "provider_id")
Direction = Literal["high", "low", "both"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
DETECTORS = ("robust_z", "iforest", "ecod", "copod", "knn", "hbos", "lof", "pca")
BASELINE = "robust_z"
KNOWN_PEERS, KNOWN_COUNTS = Labels("peer_column"), Labels("counted")
"""Words for columns under `counts`; a header adds others under `count_titles`."""

Filled = Annotated[str, StringConstraints(min_length=1)]


def _from_zero(value: object, info: ValidationInfo) -> float:
    number = None if isinstance(value, str) else as_decimal(value)
    if number is None or number < 0:
        key = str(info.field_name)
        raise ValueError(sentence("'{key}' is not a number from 0 upwards", key=key))
    return float(number)


def _norm(value: object, info: ValidationInfo) -> float:
    number = None if isinstance(value, str) else as_decimal(value)
    if number is None:
        raise ValueError("'norm' is not a number")
    if info.data.get("direction") == "both":
        raise Mistaken(Problem("", "'norm' needs a direction", "Say high or low."))
    return float(number)


@dataclass(frozen=True, kw_only=True)
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

    name: Annotated[str, Field(alias=NAME)]
    title: Filled
    title_zh: Filled
    unit: str = ""
    unit_zh: str = ""
    direction: Direction
    scale: Literal["linear", "log"] = "linear"
    format: Literal["percent", "points", "change", "money", "integer", "number"]
    floor: Annotated[float, BeforeValidator(_from_zero)] = 0.0
    counts: str = ""
    half_at: Annotated[float, BeforeValidator(_from_zero)] = 10.0
    norm: Annotated[float | None, BeforeValidator(_norm)] = None
    theme: str = ""
    due: str = ""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    @property
    def called(self) -> str:
        """`drug_share (药占比)`: as published notes name it, the Chinese of it behind."""
        return self.name if self.title_zh == self.name else f"{self.name} ({self.title_zh})"


@dataclass(frozen=True, kw_only=True)
class Titles:
    """What a column of a model's query is called."""

    name: Annotated[str, Field(alias=NAME)]
    title: Filled
    title_zh: Filled

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


ColumnTitles = dict[str, tuple[str, str]]


def _in_both(labels: Labels) -> ColumnTitles:
    return {name: (words.en, words.zh) for name, words in labels.items()}


def _titles(known: Labels) -> AfterValidator:
    return AfterValidator(
        lambda given: {**_in_both(known), **{t.name: (t.title, t.title_zh) for t in given}}
    )


def _steps(value: object) -> tuple[tuple[str, ...], ...]:
    """Peer groups as lists of columns, from narrow to wide."""
    if not isinstance(value, list) or not all(isinstance(step, list) for step in value):
        todo = (
            "Write lists of columns from narrow to wide, such as [[level, specialty], [level], []]."
        )
        raise Mistaken(Problem("", "'peers' is not a list of lists", todo))
    steps = tuple(tuple(str(column) for column in step) for step in value)
    if len(set(steps)) != len(steps):
        raise ValueError("the same peer group stands twice")
    return steps


def _titled(
    steps: tuple[tuple[str, ...], ...], info: ValidationInfo
) -> tuple[tuple[str, ...], ...]:
    titles = info.data.get("peer_titles")  # absent where it has mistakes of its own
    lacking = dict.fromkeys(c for step in steps for c in step if titles and c not in titles)
    if lacking:
        raise Mistaken(
            *(
                Problem(
                    "",
                    sentence("peer column {name!r} has no title", name=name),
                    "Add it under 'peer_titles'.",
                )
                for name in lacking
            )
        )
    return steps


def _unfit(detectors: tuple[str, ...]) -> list[Problem]:
    known = sentence("One of: {detectors}.", detectors=", ".join(DETECTORS))
    found = [
        Problem("", sentence("unknown detector {name!r}", name=name), known)
        for name in detectors
        if name not in DETECTORS
    ]
    if BASELINE not in detectors:
        what = sentence("the baseline {baseline!r} is not among the detectors", baseline=BASELINE)
        found.append(Problem("", what, "Every model runs it; other detectors stand beside it."))
    if len(set(detectors)) != len(detectors):
        found.append(Problem("", "a detector stands twice"))
    return found


def _everyone(value: object) -> str:
    if value != "all":
        raise Mistaken(Problem("", "a model's scope is 'all'", "Peers are everyone: leave it out."))
    return "all"


@dataclass(frozen=True, kw_only=True)
class ModelHeader:
    """What a model says of itself.

    peers:    column lists from narrow to wide; an empty list is everyone.
    leave_out: column whose rows are left out of each other's peers: subject_id, or provider_id
              where a habit of the whole house must not make itself the norm.
    set_aside: column with the reason why a row is neither compared nor anybody's peer; '' without.
    peers_only: column that is true for rows that are peers but are not scored; '' without.
    optional: tables that may be empty without making the model not applicable.
    """

    title: str
    title_zh: str
    version: Annotated[int, whole(1)]
    status: Literal["draft", "stable", "retired"]
    subject: Literal["provider", "practitioner", "person", "encounter", "provider_item"]
    period: Literal["month", "quarter", "all"]
    scope: Annotated[str, BeforeValidator(_everyone)] = "all"
    peer_titles: Annotated[ColumnTitles, named(Titles), _titles(KNOWN_PEERS)] = field(
        default_factory=lambda: _in_both(KNOWN_PEERS)
    )
    peers: Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_steps), AfterValidator(_titled)]
    leave_out: Literal["subject_id", "provider_id"] = "subject_id"
    minimum_peers: Annotated[int, whole(MINIMUM_PEERS)] = MINIMUM_PEERS
    minimum_others: Annotated[int, whole(2)] = MINIMUM_OTHERS
    minimum_subjects: Annotated[int, whole(MINIMUM_PEERS + 1)] = MINIMUM_PEERS + 1
    features: Annotated[tuple[Feature, ...], named(Feature)]
    detectors: Annotated[Texts, checked(_unfit)]
    parameters: Annotated[tuple[Parameter, ...], named(Annotated[Parameter, checked(unsound)])] = ()
    optional: Texts = ()
    innocent_when: Texts
    innocent_when_zh: TextsZh
    verify_by: Texts
    verify_by_zh: TextsZh
    set_aside: str = ""
    peers_only: str = ""
    count_titles: Annotated[ColumnTitles, named(Titles), _titles(KNOWN_COUNTS)] = field(
        default_factory=lambda: _in_both(KNOWN_COUNTS)
    )

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


def read_header(headed: HeadedSql, problems: list[Problem]) -> ModelHeader | None:
    """A model's header; None, and what is wrong with it, where it cannot stand."""
    header, found = typed_header(headed, ModelHeader)
    problems += found
    return header
