"""A run that kills itself at its n-th named write: `python -m tests.hostile.killed_run ROOT DAY FILE [N]`.

Without a number it goes to its end. The names of all writes it came to stand in FILE, one a line;
the last one is where it died.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


class Writes:
    """Counts what is written below a folder, and ends the process at one of them."""

    def __init__(self, root: Path, file: Path, last: int) -> None:
        self.root, self.last, self.count = str(root), last, 0
        self.out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def come_to(self, name: str) -> None:
        self.count += 1
        os.write(self.out, f"{name}\n".encode())
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What Python itself writes: files opened, renamed, linked and removed."""
        if event not in ("open", "os.rename", "os.remove", "os.symlink", "os.mkdir"):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | Path) else ""
        if path.startswith(self.root) and "/.tmp/" not in path:
            self.come_to(f"{event} {Path(path).name}")

    def around(self, owner: Any, name: str, label: Callable[..., str]) -> None:
        """What others write for it: the engine and polars, before it and after."""
        inner = getattr(owner, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            said = label(*arguments, **options)
            self.come_to(f"before {said}")
            done = inner(*arguments, **options)
            self.come_to(f"after {said}")
            return done

        setattr(owner, name, watched)


def main(root: str, day: str, file: str, last: str = "0") -> None:
    import feijian.reference.prepare
    import feijian.rules.step
    from feijian.pipeline import run_steps
    from feijian.workspace import RunRequest, Workspace

    workspace = Workspace.open(Path(root))
    writes = Writes(workspace.root, Path(file), int(last))
    writes.around(pl.DataFrame, "write_parquet", lambda _frame, path, **_: Path(path).name)
    writes.around(feijian.rules.step, "keep", lambda _connection, rule_id, *_: rule_id)
    writes.around(
        feijian.reference.prepare, "build_derived", lambda _connection, items, *_: items[0].name
    )
    sys.addaudithook(writes.heard)
    run_steps(workspace, RunRequest(date.fromisoformat(day), full=True), lambda *_: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
