"""Leads: findings bundled, counted once, weighed and put in the order of a visit.

The room and the public function share the field's word: `feijian.leads(run)` is the list itself
(`feijian.api.leads`), `feijian.leads.ranking` and its neighbours are how it is made.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from feijian.workspace import Run, Workspace


class _Room(ModuleType):
    def __call__(self, run: Run | Workspace) -> pl.DataFrame:
        """The ranked leads of a run, or of a workspace's newest run."""
        from feijian.leads.listed import listed_leads

        return listed_leads(run)


sys.modules[__name__].__class__ = _Room
