"""The event store is append-only, chained, and keeps its order under many writers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feijian.errors import StorageError
from feijian.workbench.desk import dsn_of
from feijian.workbench.store import Act, Event, EventStore
from feijian.workspace import Workspace
from feijian.workspace.backup import back_up, restore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.sqlite"


@pytest.fixture
def store(path: Path) -> EventStore:
    return EventStore(f"sqlite:///{path}")


def act(subject: str, **body: object) -> Act:
    return Act("case.noted", subject, body)


def test_events_come_back_as_they_were_given(store: EventStore) -> None:
    store.append("wang", [act("V1", text="两天记一天", amount="60.50"), act("V2")])
    store.append("li", [act("V1")])
    found = store.since()
    assert [(e.seq, e.who, e.subject) for e in found] == [
        (1, "wang", "V1"),
        (2, "wang", "V2"),
        (3, "li", "V1"),
    ]
    assert found[0].body == {"text": "两天记一天", "amount": "60.50"}
    assert [e.prev for e in found] == ["0" * 64, found[0].hash, found[1].hash]
    assert [e.seq for e in store.since(2)] == [3]
    assert store.verify() == ""


@pytest.mark.parametrize("statement", ["update event set body = '{}'", "delete from event"])
def test_the_file_refuses_a_change(store: EventStore, path: Path, statement: str) -> None:
    store.append("wang", [act("V1")])
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ('update event set body = \'{"text": "other"}\' where seq = 2', "event 2: was changed"),
        ("update event set who = 'li' where seq = 1", "event 1: was changed"),
        ("update event set body = 'x' where seq = 2", "event 2: its content cannot be read"),
        ("delete from event where seq = 2", "event 3: does not follow"),
    ],
)
def test_a_change_made_with_the_guards_taken_away_breaks_the_chain(
    store: EventStore, path: Path, statement: str, told: str
) -> None:
    store.append("wang", [act("V1"), act("V2", text="one"), act("V3")])
    with closing(sqlite3.connect(path)) as database:
        database.execute("drop trigger event_is_never_changed")
        database.execute("drop trigger event_is_never_removed")
        database.execute(statement)
        database.commit()
    assert store.verify().startswith(told)


def test_many_writers_lose_nothing_and_keep_one_chain(store: EventStore, path: Path) -> None:
    other = EventStore(f"sqlite:///{path}")

    def write(which: EventStore, name: str) -> None:
        for number in range(10):
            which.append(name, [act(f"V{number}")])

    threads = [
        threading.Thread(target=write, args=(which, f"{i}"))
        for i, which in enumerate((store, other) * 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.since()) == 60
    assert store.verify() == ""


def test_a_guard_sees_what_others_wrote_and_can_refuse(store: EventStore) -> None:
    store.append("wang", [act("V1")])
    seen: list[int] = []

    def refuse(events: Iterator[Event]) -> None:
        seen.extend(e.seq for e in events)
        raise LookupError

    store.append("li", [act("V1")])
    with pytest.raises(LookupError):
        store.append("zhao", [act("V1")], guard=refuse, known=1)
    assert seen == [2]
    assert len(store.since()) == 2


def test_a_store_that_is_not_one_is_told(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    with pytest.raises(StorageError, match="store cannot be read"):
        EventStore(f"sqlite:///{path}")


def test_a_dsn_without_its_driver_is_told() -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        EventStore("nonsense://here")


def test_a_backup_brings_the_store_back_while_it_is_open(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    store = EventStore(dsn_of(workspace))
    store.append("wang", [act("V1")])
    back_up(workspace, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "again")
    again = EventStore(dsn_of(Workspace.open(tmp_path / "again")))
    assert again.since() == store.since()
    assert again.verify() == ""
