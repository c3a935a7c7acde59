"""What stands of every event of a run's list, as columns: a page of the queue is made from these.

Kept up case by case as acts come in, so that a page over a hundred thousand findings costs a few
sums of columns and not a walk over all cases.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from feijian.workbench.cases import Case, Cases
from feijian.workbench.judged import Judged
from feijian.workbench.shelf import Shelf

Flags = npt.NDArray[np.bool_]
NO_DAY = np.iinfo(np.int32).max


@dataclass
class Standing:
    """Columns by place in the list. due: days since 0001-01-01; owner: number of a login, 0 nobody.

    settled, changed: by verdicts.sqlite and the cases' own verdicts; judged: the case has a verdict;
    shut: closed by hand.
    """

    shelf: Shelf
    owners: dict[str, int] = field(default_factory=lambda: {"": 0})
    seen: int = 0

    def __post_init__(self) -> None:
        size = self.shelf.events.height
        self.settled, self.changed, self.judged, self.proposed, self.shut = (
            np.zeros(size, np.bool_) for _ in range(5)
        )
        self.judged_rows = Judged(self.shelf)
        self.owner = np.zeros(size, np.int32)
        self.due = np.full(size, NO_DAY, np.int32)
        self.digest: list[str] = self.shelf.events["digest"].to_list()
        self._masks: dict[Any, Flags] = {}

    def follow(self, verdicts: Path, cases: Cases) -> None:
        """Move on by the verdicts and the acts that came since."""
        upto = len(cases.touched)
        touched = self.judged_rows.follow(verdicts) | set(cases.touched[self.seen : upto])
        for event_id in touched:
            place = self.shelf.place_of.get(event_id)
            if place is not None:
                self._set(place, cases.of(event_id))
        self.seen = upto

    def _set(self, place: int, case: Case) -> None:
        verdict, said = case.verdict, self.judged_rows.by_event.get(case.event_id)
        differs = verdict is not None and verdict["digest"] != self.digest[place]
        same = verdict is not None and not differs
        self.changed[place] = bool(said) or differs
        self.settled[place] = same or (said is False and not differs)
        self.judged[place] = verdict is not None
        self.proposed[place] = case.proposed is not None
        self.shut[place] = case.status == "closed"
        self.owner[place] = self.owners.setdefault(case.assignee, len(self.owners))
        self.due[place] = NO_DAY if case.due is None else case.due.toordinal()

    @property
    def closed(self) -> Flags:
        """Judged on the evidence as it is, or closed by hand."""
        return self.settled | self.shut

    def owned_by(self, login: str) -> Flags:
        found: Flags = self.owner == self.owners.get(login, -1)
        return found

    def in_counties(self, counties: tuple[str, ...]) -> Flags | None:
        """Events of providers of those divisions; None for all."""
        if not counties:
            return None
        region = pl.col("region_code").fill_null("")
        within = pl.any_horizontal(region.str.starts_with(c) for c in counties)
        return self._mask(("counties", counties), within)

    def of_family(self, family: str) -> Flags:
        return self._mask(("family", family), (pl.col("family") == family).fill_null(value=False))

    def _mask(self, key: tuple[str, Any], condition: pl.Expr) -> Flags:
        # at most as many as there are families and sets of counties among the accounts
        if key not in self._masks:
            found: Flags = self.shelf.events.select(condition).to_series().to_numpy()
            self._masks[key] = found
        return self._masks[key]
