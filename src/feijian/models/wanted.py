"""What `feijian evaluate` is asked to do beside reading a table, checked before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from feijian.errors import ImportRefused, Problem
from feijian.messages import sentence
from feijian.models.header import DIRECTIONS, MINIMUM_OTHERS, MINIMUM_PEERS, Direction
from feijian.models.measures import FIRST, MOST_FIRST
from feijian.models.preparing import HALF_AT

AMOUNT = "amount"
"""The plainest order there is, against which all others are held."""


@dataclass(frozen=True)
class Wanted:
    """Peers, directions and lists of one evaluation.

    label, identity, amount: columns of the table.
    within:      columns whose rows are each other's peers, from wide to narrow; none: everyone.
    leave_out:   column whose rows are not each other's peers; the subject's own where empty.
    counts:      column with the observations a row rests on; few of them pull it to its peers.
    directions:  which side of a column is remarkable, where it is not to be guessed.
    logs:        columns compared by their logarithm, beside those that are guessed.
    strata:      measure within tenths of the amount too.
    first:       lengths of the lists that are measured.
    is_panel:    several rows a subject: each is compared, the subject is ranked once.
    is_amount_feature: the amount is compared too, not only sorted by.
    positives:   column that is true for subjects already known; the others are measured.
    """

    label: str
    identity: str
    amount: str
    within: tuple[str, ...] = ()
    leave_out: str = ""
    counts: str = ""
    directions: dict[str, Direction] = field(default_factory=dict)
    logs: tuple[str, ...] = ()
    strata: bool = False
    first: tuple[int, ...] = FIRST
    is_panel: bool = False
    is_amount_feature: bool = False
    positives: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Option → column, for everything that must be in the table once."""
        named = {"--label": self.label, "--id": self.identity, "--amount": self.amount}
        if self.positives:
            named["--positives"] = self.positives
        return named

    @property
    def others(self) -> dict[str, tuple[str, ...]]:
        """Option → columns, for what must be there but may stand twice."""
        leave_out = (self.leave_out,) if self.leave_out else ()
        counts = (self.counts,) if self.counts else ()
        return {
            "--peers": self.within,
            "--leave-out": leave_out,
            "--counts": counts,
            "--direction": tuple(self.directions),
            "--log": self.logs,
        }


@dataclass(frozen=True)
class Comparing:
    """The peers of an evaluation, as `peer_groups` asks for them."""

    peers: tuple[tuple[str, ...], ...]
    leave_out: str
    minimum_peers: int = MINIMUM_PEERS
    minimum_others: int = MINIMUM_OTHERS


def comparing(wanted: Wanted, leave_out: str) -> Comparing:
    """From narrow to wide: all columns of --peers, then without the last, and so on.

    Never everyone where columns are named: who has no like peers is not compared.
    """
    steps = tuple(wanted.within[:n] for n in range(len(wanted.within), 0, -1)) or ((),)
    return Comparing(steps, leave_out)


def parsed_directions(given: Sequence[str]) -> dict[str, Direction]:
    """`COLUMN=high` as a mapping. Raises ImportRefused with everything that is none."""
    found: dict[str, Direction] = {}
    problems = []
    for text in given:
        column, _, said = text.rpartition("=")
        side = next((d for d in DIRECTIONS if d == said), None)
        if not column or side is None:
            todo = sentence(
                "Write --direction COLUMN=SIDE with one of: {directions}.",
                directions=", ".join(DIRECTIONS),
            )
            problems.append(Problem(f"--direction {text}", "is no direction of a column", todo))
            continue
        found[column] = side
    if problems:
        raise ImportRefused(problems)
    return found


def parsed_columns(text: str) -> tuple[str, ...]:
    """`A,B` as columns, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def parsed_lengths(text: str) -> tuple[int, ...]:
    """`10,50,100` as lengths of lists. Raises ImportRefused for what is none."""
    parts = parsed_columns(text)
    good = [p for p in parts if p.isascii() and p.isdigit() and 0 < int(p) <= MOST_FIRST]
    if not parts or len(good) < len(parts):
        todo = sentence(
            "Write whole numbers from 1 to {most_first}, such as --first 10,50,100.",
            most_first=MOST_FIRST,
        )
        raise ImportRefused(Problem(f"--first {text}", "is no list of lengths", todo))
    return tuple(sorted({int(p) for p in parts}))


__all__ = [
    "HALF_AT",
    "Comparing",
    "Wanted",
    "comparing",
    "parsed_columns",
    "parsed_directions",
    "parsed_lengths",
]
