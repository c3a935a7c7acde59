"""One rule that is asked about encounters that are not settled."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.rules.header import Rule
from feijian.rules.overrides import ParameterSet


@dataclass(frozen=True)
class Asked:
    """One rule that can be asked, and what is known of it before anybody asks.

    is_unseen: a column it would want was never delivered. waits: what an unsettled encounter has not.
    looks_around: it counts over all persons in its world, and is judged in one of one person's rows.
    """

    rule: Rule
    sets: list[ParameterSet]
    is_unseen: bool
    waits: str
    looks_around: bool = False
