"""Which events of a run verdicts.sqlite has judged, kept up row by row as verdicts come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from feijian.verdicts.store import rows_after
from feijian.workbench.shelf import Shelf


@dataclass
class Judged:
    """by_event: whether the evidence of a judged event has changed since.

    An event is judged where a finding of it has a verdict, and changed where the newest verdict of
    any of its findings stands on other evidence than the run's. seen: the last row taken in.
    """

    shelf: Shelf
    by_event: dict[str, bool] = field(default_factory=dict)
    seen: int = 0
    _differs: dict[str, bool] = field(default_factory=dict)
    _mark: tuple[int, ...] = ()

    def follow(self, path: Path) -> set[str]:
        """Take in the rows that came since; the events of which something else is said now."""
        facts = path.stat() if path.is_file() else None
        mark = (facts.st_ino, facts.st_mtime_ns, facts.st_size) if facts else ()
        if mark == self._mark:
            return set()
        before: dict[str, bool] = {}
        if self._mark and mark[:1] != self._mark[:1]:  # another file, as after a restore
            before, self.by_event, self._differs, self.seen = self.by_event, {}, {}, 0
        touched: dict[str, None] = {}
        for number, finding_id, evidence_hash in rows_after(path, self.seen):
            self.seen = number
            its = self.shelf.finding_facts.get(finding_id)
            if its is not None:
                self._differs[finding_id] = its[1] != evidence_hash
                touched[its[0]] = None
        self._mark = mark
        for event_id in touched:
            said = [self._differs.get(f) for f in self.shelf.finding_ids[event_id]]
            self.by_event[event_id] = any(said)
        return before.keys() | touched.keys()
