"""The desk: the store with everything rebuilt from it, and the run that lies on it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from feijian.leads.acts import LeadStates
from feijian.workbench.accounts import Directory
from feijian.workbench.cases import Cases
from feijian.workbench.clues import Register
from feijian.workbench.handover import Handovers
from feijian.workbench.plans import Plans
from feijian.workbench.points import Points
from feijian.workbench.prepare import is_prepared
from feijian.workbench.random_charts import Charts
from feijian.workbench.samples import Samples
from feijian.workbench.selfchecks import SelfChecks
from feijian.workbench.shelf import Shelf, open_shelf
from feijian.workbench.standing import Standing
from feijian.workbench.store import Act, Event, EventStore
from feijian.workbench.tokens import Tokens
from feijian.workbench.views import Views
from feijian.workbench.visits import Visits
from feijian.workspace import Workspace, open_run
from feijian.workspace.backup import WORKBENCH
from feijian.workspace.folder import own_files
from feijian.workspace.runs import complete_runs, is_latest, latest_run


def dsn_of(workspace: Workspace) -> str:
    """The store that lies in the workspace; its folder is made for its owner alone."""
    file = workspace.root / WORKBENCH
    with own_files(group=workspace.settings().group_readable):
        file.parent.mkdir(exist_ok=True)
    return f"sqlite:///{file}"


Part = (
    Directory
    | Cases
    | Register
    | Visits
    | Handovers
    | Points
    | LeadStates
    | Plans
    | Samples
    | SelfChecks
    | Views
    | Tokens
    | Charts
)
"""What is rebuilt from the store's rows, each of those that concern it."""


@dataclass
class Desk:
    """State of one workspace's workbench. approve_above: yuan from which two must sign.

    alike: what was last learned of judged events (see `alike`).
    """

    workspace: Workspace
    store: EventStore
    approve_above: Decimal = Decimal(10_000)
    directory: Directory = field(default_factory=Directory)
    cases: Cases = field(default_factory=Cases)
    register: Register = field(default_factory=Register)
    visits: Visits = field(default_factory=Visits)
    handovers: Handovers = field(default_factory=Handovers)
    points: Points = field(default_factory=Points)
    leads: LeadStates = field(default_factory=LeadStates)
    plans: Plans = field(default_factory=Plans)
    samples: Samples = field(default_factory=Samples)
    selfchecks: SelfChecks = field(default_factory=SelfChecks)
    views: Views = field(default_factory=Views)
    tokens: Tokens = field(default_factory=Tokens)
    charts: Charts = field(default_factory=Charts)
    seq: int = 0
    alike: object = None
    _in_doubt: bool = False
    _shelf: Shelf | None = None
    _standing: Standing | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def _parts(self) -> tuple[Part, ...]:
        """What is rebuilt from the store's rows."""
        return (
            self.directory,
            self.cases,
            self.register,
            self.visits,
            self.handovers,
            self.points,
            self.leads,
            self.plans,
            self.samples,
            self.selfchecks,
            self.views,
            self.tokens,
            self.charts,
        )

    def catch_up(self) -> None:
        """Take in what others (processes, servers) have appended since."""
        if not self._in_doubt and self.store.newest() <= self.seq:
            return
        with self._lock:
            self._settled()
            for part in self.store.read(self.seq):
                self._take(part)

    def _settled(self) -> None:
        """Build everything anew where rows were taken in whose commit failed."""
        if not self._in_doubt:
            return
        for name, part in list(vars(self).items()):
            if any(part is p for p in self._parts):
                setattr(self, name, type(part)())
        self.seq, self._in_doubt = 0, False
        for part in self.store.read():
            self._take(part)

    def _doubt(self) -> None:
        with self._lock:
            self._in_doubt = True

    def _take(self, events: Iterable[Event]) -> None:
        with self._lock:
            takers = [part.take for part in self._parts]
            for event in events:
                if event.seq > self.seq:
                    for take in takers:
                        take(event)
                    self.seq = event.seq

    def act(
        self, who: str, acts: Callable[[], list[Act]], check: Callable[[], None] | None = None
    ) -> list[Event]:
        """Append what `acts` makes of the state as it is; `check` may still refuse it.

        Both are asked while no other writer can append: what they see is what is. On disk when
        this returns; a page may have shown it some milliseconds before.
        """
        made: list[Act] = []

        def guard(fresh: Iterator[Event]) -> None:
            with self._lock:
                self._settled()
                self._take(fresh)
                if check is not None:
                    check()
                made.extend(acts())

        found = self.store.append(who, made, guard=guard, known=self.seq, undo=self._doubt)
        self.catch_up()
        return found

    @property
    def shelf(self) -> Shelf:
        """The newest batch run that is prepared. Raises WorkspaceError where there is none."""
        shelf = self._shelf
        if shelf is not None and is_latest(self.workspace, shelf.run_id):
            return shelf
        newest = latest_run(self.workspace)
        with self._lock:
            if self._shelf is None or (
                self._shelf.run_id != newest.run_id and is_prepared(self.workspace, newest.run_id)
            ):
                self._shelf = open_shelf(self.workspace, newest)
            return self._shelf

    def shelf_of(self, run_id: str) -> Shelf | None:
        """The shelf of an older run that a page was made from; None where it is gone."""
        if self.shelf.run_id == run_id:
            return self.shelf
        known = run_id in complete_runs(self.workspace) and is_prepared(self.workspace, run_id)
        return open_shelf(self.workspace, open_run(self.workspace, run_id)) if known else None

    def standing(self) -> Standing:
        """What stands of each event on the shelf: by all acts taken in, and by verdicts.sqlite."""
        shelf = self.shelf
        with self._lock:
            its = self._standing
            if its is None or its.shelf is not shelf or its.seen > len(self.cases.touched):
                its = self._standing = Standing(shelf)
            its.follow(self.workspace.verdicts, self.cases)
            return its
