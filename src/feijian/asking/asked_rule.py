"""One rule that is asked about encounters that are not settled."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.rules.header import Rule
from feijian.rules.overrides import ParameterSet


@dataclass(frozen=True)
class Asked:
    """One rule that can be asked, and what is known of it before anybody asks.

    is_unseen: a column it would want was never delivered. waits: what an unsettled encounter has not.
    """

    rule: Rule
    sets: list[ParameterSet]
    is_unseen: bool
    waits: str
