"""Innocent cases beside the planted ones; each function makes all cases of one kind."""

from feijian.demo.look_alikes import gatherings, knowledge, posting, stays, trade
from feijian.demo.look_alikes.making import Make

LOOK_ALIKES: tuple[Make, ...] = (
    *stays.MAKES,
    *trade.MAKES,
    *gatherings.MAKES,
    *posting.MAKES,
)

LATER_LOOK_ALIKES: tuple[Make, ...] = knowledge.MAKES
"""Made after what is planted, so that the planted cases of an earlier version stay as they were."""
