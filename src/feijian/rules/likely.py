"""Which case is asked first whether a change of its rule shows.

One case that notices is enough, and each that is asked in vain costs as much. A case is likely to
notice when it holds what no other holds in the columns that are changed, when its name speaks of
them, and when it stands near the one that noticed last: authors write cases as conditions stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from feijian.rules.cases import PreparedCase

NEAR = 0.3
"""What it counts to stand near the case that noticed last, where a value of its own counts one."""
NAMED = 0.3
"""What each word counts that the name of a case has in common with the change."""

WORD = re.compile(r"[a-z]+")
TERM = re.compile(r"[a-z_][a-z_0-9]*")


class LikelyFirst:
    """The cases of a rule, to be asked in the order of how likely they notice a change."""

    def __init__(self, cases: Sequence[PreparedCase]) -> None:
        self._cases = tuple(cases)
        self._latest = list(range(len(self._cases)))
        self._last: int | None = None
        self._names = [frozenset(WORD.findall(c.case.name.lower())) for c in self._cases]
        held = [_values(c) for c in self._cases]
        holders: dict[str, dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
        for columns in held:
            for column, values in columns.items():
                for value in values:
                    holders[column][value] += 1
        # how much of its own each case has in a column: one where a value is nobody else's
        self._own = [
            {
                column: max(1 / holders[column][v] for v in values)
                for column, values in cells.items()
            }
            for cells in held
        ]

    def order(self, changed: str) -> list[PreparedCase]:
        """All cases; changed: the text of the condition, or of the lines, that is changed."""
        text = changed.lower()
        terms, words = set(TERM.findall(text)), set(WORD.findall(text))
        recency = {place: number for number, place in enumerate(self._latest)}

        def likely(place: int) -> tuple[float, int]:
            own = self._own[place]
            score = max((own[t] for t in terms if t in own), default=0.0)
            score += NAMED * len(words & self._names[place])
            score += NEAR * (self._last is not None and abs(place - self._last) <= 1)
            return (-score, recency[place])

        return [self._cases[place] for place in sorted(recency, key=likely)]

    def noticed(self, case: PreparedCase) -> None:
        """This one noticed: it often does again."""
        place = self._cases.index(case)
        self._latest.remove(place)
        self._latest.insert(0, place)
        self._last = place


def _values(case: PreparedCase) -> dict[str, set[str | None]]:
    """What a case's rows hold, column by column."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for rows in case.case.given.values():
        for row in rows.rows:
            for column, value in zip(rows.columns, row, strict=True):
                found[column].add(value)
    return found
