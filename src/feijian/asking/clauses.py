"""Signs that a rule needs: rows of a table for which a test holds, one or another of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

THERE = frozenset(("canonical.claim_line", "canonical.encounter"))
"""Of what is asked about there is a charge and a visit: that one is there tells nothing."""


@dataclass(frozen=True)
class Sign:
    """A row of a canonical or derived table, called `t`, for which a test holds."""

    table: str
    test: str
    columns: frozenset[str]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # signs are looked for in sets again and again
        object.__setattr__(self, "_hash", hash((self.table, self.test)))

    def __hash__(self) -> int:
        return self._hash


Clause = frozenset[Sign]
"""One of these signs is there."""


def tells(clause: Clause) -> bool:
    """Whether a clause can fail where something is asked about."""
    return not any(s.test == "true" and s.table in THERE for s in clause)


def least(clauses: Iterable[Clause]) -> list[Clause]:
    """Clauses that tell something, without those that another one implies."""
    kept: list[Clause] = []
    for clause in sorted({c for c in clauses if tells(c)}, key=len):
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return kept
