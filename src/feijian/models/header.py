"""The header of one model, turned into a `Model`; what is wrong in it is collected."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.models.model import (
    BASELINE,
    DETECTORS,
    DIRECTIONS,
    FORMATS,
    LEFT_OUT,
    MINIMUM_OTHERS,
    MINIMUM_PEERS,
    PERIODS,
    SCALES,
    STATUSES,
    SUBJECTS,
    Feature,
    Model,
)
from feijian.rules import Parameter

KEYS = {
    "title",
    "title_zh",
    "version",
    "status",
    "subject",
    "period",
    "scope",
    "peers",
    "peer_titles",
    "leave_out",
    "minimum_peers",
    "minimum_others",
    "minimum_subjects",
    "features",
    "detectors",
    "parameters",
    "set_aside",
    "peers_only",
    "count_titles",
    "optional",
    "innocent_when",
    "innocent_when_zh",
    "verify_by",
    "verify_by_zh",
}
NEEDED = (
    "title",
    "title_zh",
    "version",
    "status",
    "subject",
    "period",
    "peers",
    "features",
    "detectors",
    "innocent_when",
    "innocent_when_zh",
    "verify_by",
    "verify_by_zh",
)
FEATURE_KEYS = {
    "title",
    "title_zh",
    "unit",
    "unit_zh",
    "direction",
    "scale",
    "format",
    "floor",
    "counts",
    "half_at",
    "norm",
    "theme",
    "due",
}
PARAMETER_KEYS = {"type", "default", "min", "max", "step", "unit", "note"}
KNOWN_PEERS, KNOWN_COUNTS = Labels("peer_column"), Labels("counted")
"""Words for columns under `counts`; a header adds others under `count_titles`."""


class HeaderReader:
    """Reads one header; `problems` grows with file and line of everything wrong."""

    def __init__(self, headed: HeadedSql, problems: list[Problem]) -> None:
        self.headed = headed
        self.header = headed.header
        self.problems = problems

    def model(
        self, reads: frozenset[tuple[str | None, str]], binds: frozenset[str]
    ) -> Model | None:
        """The model, or None where the header lacks what a model cannot do without."""
        for key in sorted(self.header.keys() - KEYS):
            self._problem(
                key,
                sentence("unknown header key {key!r}", key=key),
                sentence("Known: {keys}.", keys=", ".join(sorted(KEYS))),
            )
        missing = [key for key in NEEDED if self.header.get(key) in (None, "")]
        for key in missing:
            self._problem(None, sentence("the header has no {key!r}", key=key))
        if missing:
            return None
        for key, allowed in (
            ("status", STATUSES),
            ("period", PERIODS),
            ("subject", tuple(SUBJECTS)),
        ):
            self._one_of(key, self.header[key], allowed)
        if self.header.get("scope", "all") != "all":
            self._problem("scope", "a model's scope is 'all'", "Peers are everyone: leave it out.")
        path = PurePosixPath(self.headed.file.relative)
        return Model(
            id=f"{path.parent}.{path.stem}",
            version=self._integer("version", 1, 1),
            status=str(self.header["status"]),
            subject=str(self.header["subject"]),
            period=str(self.header["period"]),
            title=str(self.header["title"]),
            title_zh=str(self.header["title_zh"]),
            peers=self._peers(),
            peer_titles=self._peer_titles(),
            leave_out=self._one_of(
                "leave_out", self.header.get("leave_out", "subject_id"), LEFT_OUT
            ),
            minimum_peers=self._integer("minimum_peers", MINIMUM_PEERS, MINIMUM_PEERS),
            minimum_others=self._integer("minimum_others", MINIMUM_OTHERS, 2),
            minimum_subjects=self._integer(
                "minimum_subjects", MINIMUM_PEERS + 1, MINIMUM_PEERS + 1
            ),
            features=self._features(),
            detectors=self._detectors(),
            parameters=self._parameters(),
            optional=self._texts("optional"),
            innocent_when=self._texts("innocent_when"),
            innocent_when_zh=self._texts("innocent_when_zh"),
            verify_by=self._texts("verify_by"),
            verify_by_zh=self._texts("verify_by_zh"),
            reads=reads,
            binds=binds,
            set_aside=self._column("set_aside"),
            peers_only=self._column("peers_only"),
            count_titles=self._count_titles(),
            headed=self.headed,
        )

    def _problem(self, key: str | None, what: str, todo: str = "") -> None:
        self.problems.append(Problem(self.headed.at(key), what, todo))

    def _one_of(self, key: str, value: Any, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            name = key.rsplit(".", 1)[-1]
            self._problem(
                key,
                sentence("unknown {name} {value!r}", name=name, value=value),
                sentence("One of: {allowed}.", allowed=", ".join(allowed)),
            )
        return str(value)

    def _integer(self, key: str, default: int, least: int) -> int:
        value = self.header.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self._problem(
                key,
                sentence("{key!r} is not a whole number of at least {least}", key=key, least=least),
            )
            return default
        return value

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.header.get(key) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._problem(key, sentence("{key!r} is not a list of texts", key=key))
            return ()
        return tuple(value)

    def _column(self, key: str) -> str:
        value = self.header.get(key, "")
        if not isinstance(value, str):
            self._problem(key, sentence("{key!r} is not the name of a column", key=key))
            return ""
        return value

    def _count_titles(self) -> dict[str, tuple[str, str]]:
        given = self.header.get("count_titles") or {}
        titles = {name: (w.en, w.zh) for name, w in KNOWN_COUNTS.items()}
        if not isinstance(given, dict):
            self._problem("count_titles", "'count_titles' is not a mapping of column to titles")
            return titles
        for name, entry in given.items():
            if not isinstance(entry, dict) or not entry.get("title") or not entry.get("title_zh"):
                at = f"count_titles.{name}"
                self._problem(
                    at, sentence("count column {name!r} needs a title and a title_zh", name=name)
                )
                continue
            titles[str(name)] = (str(entry["title"]), str(entry["title_zh"]))
        return titles

    def _peers(self) -> tuple[tuple[str, ...], ...]:
        value = self.header["peers"]
        if not isinstance(value, list) or not all(isinstance(v, list) for v in value):
            todo = "Write lists of columns from narrow to wide, such as [[level, specialty], [level], []]."
            self._problem("peers", "'peers' is not a list of lists", todo)
            return ()
        steps = tuple(tuple(str(c) for c in step) for step in value)
        if len(set(steps)) != len(steps):
            self._problem("peers", "the same peer group stands twice")
        return steps

    def _peer_titles(self) -> dict[str, tuple[str, str]]:
        given = self.header.get("peer_titles") or {}
        titles = {name: (w.en, w.zh) for name, w in KNOWN_PEERS.items()}
        for name, entry in given.items():
            if not isinstance(entry, dict) or not entry.get("title") or not entry.get("title_zh"):
                at = f"peer_titles.{name}"
                self._problem(
                    at, sentence("peer column {name!r} needs a title and a title_zh", name=name)
                )
                continue
            titles[str(name)] = (str(entry["title"]), str(entry["title_zh"]))
        steps = self.header["peers"] if isinstance(self.header["peers"], list) else []
        for name in dict.fromkeys(str(c) for s in steps if isinstance(s, list) for c in s):
            if name not in titles:
                self._problem(
                    "peers",
                    sentence("peer column {name!r} has no title", name=name),
                    "Add it under 'peer_titles'.",
                )
        return titles

    def _features(self) -> tuple[Feature, ...]:
        value = self.header["features"]
        if not isinstance(value, dict):
            self._problem("features", "'features' is not a mapping of name to description")
            return ()
        return tuple(self._feature(str(name), entry) for name, entry in value.items())

    def _feature(self, name: str, entry: Any) -> Feature:
        at = f"features.{name}"
        if not isinstance(entry, dict):
            self._problem(at, sentence("feature {name!r} has no description", name=name))
            entry = {}
        for key in sorted(entry.keys() - FEATURE_KEYS):
            self._problem(
                at,
                sentence("unknown key {key!r}", key=key),
                sentence("Known: {feature_keys}.", feature_keys=", ".join(sorted(FEATURE_KEYS))),
            )
        for key in ("title", "title_zh", "direction", "format"):
            if not entry.get(key):
                self._problem(at, sentence("feature {name!r} has no {key!r}", name=name, key=key))
        for key, allowed in (("direction", DIRECTIONS), ("format", FORMATS), ("scale", SCALES)):
            if entry.get(key) is not None and entry[key] not in allowed:
                todo = sentence("One of: {allowed}.", allowed=", ".join(allowed))
                self._problem(
                    at, sentence("unknown {key} {entry!r}", key=key, entry=entry[key]), todo
                )
        numbers = {}
        for key, default in (("floor", 0.0), ("half_at", 10.0)):
            number = entry.get(key, default)
            if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
                self._problem(at, sentence("{key!r} is not a number from 0 upwards", key=key))
                number = default
            numbers[key] = float(number)
        return Feature(
            name=name,
            title=str(entry.get("title", name)),
            title_zh=str(entry.get("title_zh", name)),
            unit=str(entry.get("unit", "")),
            unit_zh=str(entry.get("unit_zh", "")),
            direction=str(entry.get("direction", "both")),
            scale=str(entry.get("scale", "linear")),
            format=str(entry.get("format", "number")),
            floor=numbers["floor"],
            counts=str(entry.get("counts", "")),
            half_at=numbers["half_at"],
            norm=self._norm(at, entry),
            theme=str(entry.get("theme", "")),
            due=str(entry.get("due", "")),
        )

    def _norm(self, at: str, entry: dict[str, Any]) -> float | None:
        value = entry.get("norm")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._problem(at, "'norm' is not a number")
            return None
        if entry.get("direction") == "both":
            self._problem(at, "'norm' needs a direction", "Say high or low.")
        return float(value)

    def _detectors(self) -> tuple[str, ...]:
        value = self._texts("detectors")
        for name in value:
            if name not in DETECTORS:
                todo = sentence("One of: {detectors}.", detectors=", ".join(DETECTORS))
                self._problem("detectors", sentence("unknown detector {name!r}", name=name), todo)
        if BASELINE not in value:
            todo = "Every model runs it; other detectors stand beside it."
            self._problem(
                "detectors",
                sentence("the baseline {baseline!r} is not among the detectors", baseline=BASELINE),
                todo,
            )
        if len(set(value)) != len(value):
            self._problem("detectors", "a detector stands twice")
        return value

    def _parameters(self) -> tuple[Parameter, ...]:
        value = self.header.get("parameters") or {}
        if not isinstance(value, dict):
            self._problem("parameters", "'parameters' is not a mapping")
            return ()
        found = []
        for name, entry in value.items():
            at = f"parameters.{name}"
            if not isinstance(entry, dict) or not {"type", "default"} <= entry.keys():
                self._problem(
                    at, sentence("parameter {name!r} needs a type and a default", name=name)
                )
                continue
            for key in sorted(entry.keys() - PARAMETER_KEYS):
                self._problem(at, sentence("unknown key {key!r}", key=key))
            parameter = Parameter(
                str(name),
                str(entry["type"]),
                entry["default"],
                entry.get("min"),
                entry.get("max"),
                entry.get("step"),
                str(entry.get("unit", "")),
                str(entry.get("note", "")),
            )
            try:
                parameter.bound(parameter.default)
            except ValueError as error:
                self._problem(at, str(error))
            found.append(parameter)
        return tuple(found)
