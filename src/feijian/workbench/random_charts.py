"""Random charts that came back: what rules do not see, of each provider and family, as the office keeps it."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, cast

from feijian.errors import Problem, UsageError
from feijian.leads.charts import NONE, missed_rates, read_charts
from feijian.leads.labels import FAMILIES
from feijian.messages import sentence
from feijian.workbench.store import Act, Event
from feijian.workspace import Workspace


class ReturnedRate(TypedDict):
    """What charts drawn at a provider missed (`leads.charts.Missed`), and who handed them in when."""

    provider_id: str
    family: str
    charts: int
    missed: int
    rate: float
    low: float
    high: float
    yuan: float
    at: str
    who: str


@dataclass
class Charts:
    """Returns by the hash of their file; a file handed in twice counts once."""

    by_hash: dict[str, Event] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.kind == "charts.back":
            self.by_hash[event.body["hash"]] = event

    def rows(self) -> list[ReturnedRate]:
        """Every rate of every return, the newest first."""
        newest = sorted(self.by_hash.values(), key=lambda e: -e.seq)
        return [
            cast("ReturnedRate", {**r, "at": e.at, "who": e.who})
            for e in newest
            for r in e.body["rates"]
        ]


def back(charts: Charts, workspace: Workspace, data: bytes) -> tuple[Act, list[str]]:
    """The event that keeps the rates of a list, and whose they are; the list itself (chart numbers) is not.

    Raises ImportRefused for another file, UsageError for one that was handed in.
    """
    with tempfile.TemporaryDirectory(dir=workspace.root) as folder:
        file = Path(folder) / "charts.csv"
        file.write_bytes(data)
        rows = read_charts([file])
    digest = hashlib.sha256(data).hexdigest()
    problems = []
    if digest in charts.by_hash:
        problems.append(Problem("charts", "were handed in already", "Nothing is left to do."))
    if not rows:
        problems.append(Problem("charts", "there is none in the file", "Fill the list in."))
    # a family nobody has would make a row of its own, and might be a name
    unknown = {r["missed_family"].lower() for r in rows} - set(FAMILIES) - set(NONE)
    if unknown:
        todo = sentence("One of: {families}, or none.", families=", ".join(FAMILIES))
        problems.append(Problem("missed_family", sentence("{n} are unknown", n=len(unknown)), todo))
    if problems:
        raise UsageError(problems)
    rates = [vars(r) for r in missed_rates(rows)]
    providers = sorted({r["provider_id"] for r in rows})
    return Act("charts.back", ",".join(providers), {"rates": rates, "hash": digest}), providers
