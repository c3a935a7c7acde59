"""Drawings kept from one report to the next: an institution whose figures did not move looks the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from feijian.library.kept import combined, opened, program_digest, put
from feijian.reports.charts import Drawing
from feijian.workspace import Workspace

FILE = "drawings"


@dataclass
class Drawings:
    """What was drawn before, by a digest of all that the drawing shows; and what was asked for now."""

    before: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> Drawings:
        """Those of the workspace's last report by this very program."""
        found = opened(workspace.kept / FILE, program_digest(), workspace.privacy_key())
        return cls(found if isinstance(found, dict) else {})

    def drawn(self, draw: Callable[..., Drawing], *shown: object, **told: object) -> Drawing:
        """The drawing of some figures, made where it is not there. shown, told: all that `draw` is given."""
        key = combined([draw.__name__, repr(shown), repr(sorted(told.items()))])
        svg = self.before.get(key)
        self.now[key] = draw(*shown, **told).svg if svg is None else svg
        return Drawing(self.now[key])

    def keep(self, workspace: Workspace) -> None:
        """Keep what this report shows, and nothing older."""
        if self.now != self.before:
            put(workspace.kept / FILE, program_digest(), workspace.privacy_key(), self.now)
