"""People write on a served workbench, it is killed with SIGKILL amid it, and nothing answered is lost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.workbench_county import published, staffed
from benchmarks.workbench_load import load


def test_what_was_answered_is_in_the_store_after_kill_9(tmp_path: Path) -> None:
    workspace = published(tmp_path / "ws", 200)
    desk, held = staffed(workspace, 3)
    events = desk.shelf.events["event_id"].to_list()
    desk.store.close()
    found = load(workspace, 3, 1, 3.0, events=events, held=held)
    assert len(found.answered) > 10
    assert found.reads
    assert (found.lost, found.chain, found.refused) == ([], "", 0)
    # a seq of its own for everything that was answered
    assert len({seq for seq, _, _ in found.answered}) == len(found.answered)
