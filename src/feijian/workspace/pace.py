"""How far a run is, by the clock: what its steps took the last time tells what is still to come.

Steps take unlike times, and so do the parts of a step; which of them are long is alike from one run to the next
of its kind. Kept beside what else the workspace keeps for speed: without it a run goes by usual proportions.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from feijian.errors import WorkspaceError
from feijian.workspace.folder import Workspace
from feijian.workspace.runs import BATCH, RunRequest, latest_run

Points = list[tuple[float, float]]
"""Of a step: the shares of its work that it told, and at which of its seconds; the last is (1, all of them)."""

FILE = "pace.json"
FINEST = 0.01
"""Shares nearer to the one before are not kept."""

FIRST, NIGHT, FULL = "first", "night", "full"
SECONDS: Mapping[str, Mapping[str, float]] = {
    FIRST: {"prepare": 34, "judge": 42, "score": 64, "assess": 15, "rank": 5, "report": 11},
    NIGHT: {"prepare": 14, "judge": 27, "score": 1, "assess": 3, "rank": 5, "report": 11},
    "sweep": {"prepare": 1, "judge": 2, "score": 1, "assess": 1, "rank": 1, "report": 8},
}
"""Where nothing is kept: how the steps of ten million lines compare on two cores. Only their proportion counts."""


def kind_of(workspace: Workspace, request: RunRequest) -> str:
    """Runs that spend their time alike: the first, nights, full runs, sweeps; over other rows or engines apart."""
    if request.warehouse:
        return f"{request.engine} {request.kind}"
    if request.kind != BATCH:
        return request.kind
    if request.full:
        return FULL
    try:
        latest_run(workspace)
    except WorkspaceError:
        return FIRST
    return NIGHT


@dataclass
class Pace:
    """One run against the last of its kind.

    before: its steps in their order. clock: seconds from any moment on.
    """

    kind: str
    before: Mapping[str, Points]
    clock: Callable[[], float] = time.monotonic
    now: dict[str, Points] = field(default_factory=dict)
    _begun: float = 0.0

    @classmethod
    def of(cls, workspace: Workspace, request: RunRequest) -> Pace:
        """By what the workspace keeps of the last run of this kind."""
        kind = kind_of(workspace, request)
        known = _read(workspace.kept / FILE)
        usual = SECONDS.get(kind, SECONDS[FIRST])
        return cls(kind, known.get(kind) or {s: [(1.0, t)] for s, t in usual.items()})

    def told(self, step: str, share: float) -> float:
        """Note how far a step is; the part of the whole run that is done, by the clock of the last one."""
        at = self.clock()
        if step not in self.now:
            self._close(at)
            self.now[step], self._begun = [], at
        points = self.now[step]
        if share < 1 and share - (points[-1][0] if points else 0.0) >= FINEST:
            points.append((share, at - self._begun))
        return self._passed(step, share)

    def keep(self, workspace: Workspace) -> None:
        """Keep what this run took for the next of its kind. A disk that cannot be written keeps nothing."""
        self._close(self.clock())
        path = workspace.kept / FILE
        fresh = path.with_suffix(".part")
        known = {**_read(path), self.kind: self.now}
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            fresh.write_text(json.dumps(known), encoding="utf-8")
            fresh.replace(path)

    def _close(self, at: float) -> None:
        for points in list(self.now.values())[-1:]:
            points.append((1.0, at - self._begun))

    def _passed(self, step: str, share: float) -> float:
        whole = sum(points[-1][1] for points in self.before.values())
        steps = list(self.before)
        if step not in steps or whole <= 0:
            return 0.0
        earlier = sum(self.before[s][-1][1] for s in steps[: steps.index(step)])
        return min((earlier + _second(self.before[step], share)) / whole, 1.0)


def _second(points: Points, share: float) -> float:
    """At which of its seconds a step told a share; between two points as far as between them."""
    line = [(0.0, 0.0), *points]
    at = min(bisect_right([told for told, _ in line], share), len(line) - 1)
    (low, begun), (high, ended) = line[at - 1], line[at]
    part = (share - low) / (high - low) if high > low else 1.0
    return begun + min(max(part, 0.0), 1.0) * (ended - begun)


def _read(path: Path) -> dict[str, dict[str, Points]]:
    """What is kept, by kind and step; nothing of a file that is missing, damaged or of another edition."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {
            kind: {s: [(float(a), float(b)) for a, b in points] for s, points in steps.items()}
            for kind, steps in told.items()
            if steps and all(steps.values())
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
