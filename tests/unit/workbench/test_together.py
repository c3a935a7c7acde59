"""Many who append at once share a commit; what a commit that failed had shown is taken back."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import NoReturn

import pytest
import sqlalchemy as sa

from feijian.errors import StorageError
from feijian.workbench.desk import Desk
from feijian.workbench.store import Act, EventStore


def noted(text: str) -> Act:
    return Act("case.noted", "V-F1", {"text": text})


def test_who_comes_during_a_commit_shares_the_next_one(tmp_path: Path) -> None:
    store = EventStore(f"sqlite:///{tmp_path}/events.sqlite")
    commits: list[int] = []
    sa.event.listen(store._engine, "commit", lambda _: commits.append(1))
    first_is_in, go_on = threading.Event(), threading.Event()

    def slow(_rows: object) -> None:
        first_is_in.set()
        go_on.wait(10)

    def refused(_rows: object) -> NoReturn:
        raise LookupError

    answers: list[object] = []

    def write(number: int) -> None:
        try:
            guard = slow if number == 0 else refused if number == 3 else None
            answers.append(store.append(f"w{number}", [noted(str(number))], guard=guard)[0].seq)
        except LookupError:
            answers.append("refused")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    threads[0].start()
    assert first_is_in.wait(10)
    for thread in threads[1:]:
        thread.start()
    while len(store._together._waiting) < 7:
        threading.Event().wait(0.002)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert len(commits) == 2
    assert sorted(a for a in answers if a != "refused") == [1, 2, 3, 4, 5, 6, 7]  # type: ignore[type-var]
    assert answers.count("refused") == 1
    assert store.verify() == ""
    assert next(iter(store.since())).who == "w0"


def test_a_guard_sees_rows_of_its_own_commit(desk: Desk) -> None:
    """Two take the same case at once, in one commit: the second is told who has it."""
    hold, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        hold.set()
        go_on.wait(10)

    def take(who: str) -> list[Act]:
        taken = desk.cases.of("V-F1").assignee
        if taken:
            raise LookupError(taken)
        return [Act("case.assigned", "V-F1", {"to": who})]

    told: list[str] = []

    def ask(who: str) -> None:
        try:
            desk.act(who, lambda: take(who))
        except LookupError as error:
            told.append(str(error))

    blocker = threading.Thread(target=lambda: desk.act("system", lambda: [noted("-")], wait))
    blocker.start()
    assert hold.wait(10)
    threads = [threading.Thread(target=ask, args=(who,)) for who in ("inspector", "analyst")]
    for thread in threads:
        thread.start()
    while len(desk.store._together._waiting) < 2:
        threading.Event().wait(0.002)
    go_on.set()
    for thread in (blocker, *threads):
        thread.join(10)
    assert told == [desk.cases.of("V-F1").assignee]


def test_what_a_failed_commit_had_shown_is_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.seq

    def full(_event: object) -> NoReturn:
        raise sa.exc.OperationalError("insert", {}, sqlite3.OperationalError("disk is full"))

    first_is_in, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        first_is_in.set()
        go_on.wait(10)

    told: list[str] = []

    def ask(who: str) -> None:
        try:
            desk.act(who, lambda: [Act("case.assigned", "V-F1", {"to": who})])
        except StorageError as error:
            told.append(str(error))

    blocker = threading.Thread(target=lambda: desk.act("system", lambda: [noted("-")], wait))
    blocker.start()
    assert first_is_in.wait(10)
    threads = [threading.Thread(target=ask, args=(who,)) for who in ("inspector", "analyst")]
    for thread in threads:
        thread.start()
    while len(desk.store._together._waiting) < 2:
        threading.Event().wait(0.002)
    real = desk.store._write

    def failing(batch: list[object]) -> None:
        if len(batch) == 2:
            monkeypatch.setattr("feijian.workbench.store._stored", full)
        real(batch)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.store._together, "_write", failing)
    go_on.set()
    for thread in (blocker, *threads):
        thread.join(10)
    assert len(told) == 2
    assert all("cannot be read or written" in t for t in told)
    monkeypatch.undo()
    desk.catch_up()
    assert desk.cases.of("V-F1").assignee == ""
    assert desk.seq == before + 1
    assert desk.act("inspector", lambda: [noted("again")])[0].seq == before + 2
    assert desk.store.verify() == ""
