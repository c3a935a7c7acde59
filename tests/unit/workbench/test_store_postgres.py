"""The event store in PostgreSQL, on a server of the tests' own; `make test-postgres` installs one."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from feijian.errors import StorageError
from feijian.workbench.store import Act, EventStore

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
pytestmark = pytest.mark.skipif(
    not PROGRAMS, reason="PostgreSQL's server is not here; 'make test-postgres' installs it"
)


def as_postgres(*command: str) -> None:
    """Run a program of the server; never as root, which it refuses."""
    user: dict[str, object] = {}
    if os.getuid() == 0:
        account = pwd.getpwnam("postgres")
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    subprocess.run(command, check=True, capture_output=True, cwd="/", **user)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that listens on loopback alone, gone after the tests."""
    programs = PROGRAMS[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="feijian-pg"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    as_postgres(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "feijian", "-E", "UTF8")
    as_postgres(
        str(programs / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"
    )
    try:
        yield f"postgresql+pg8000://feijian@127.0.0.1:{port}/postgres"
    finally:
        as_postgres(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def dsn(server: str) -> str:
    """The server, with nothing in it."""
    engine = sa.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("drop table if exists event")
    engine.dispose()
    return server


def act(subject: str, **body: object) -> Act:
    return Act("case.noted", subject, body)


def test_events_come_back_as_they_were_given(dsn: str) -> None:
    store = EventStore(dsn)
    store.append("wang", [act("V1", text="两天记一天", amount="60.50"), act("V2")])
    found = EventStore(dsn).since()
    assert [(e.seq, e.who, e.subject) for e in found] == [(1, "wang", "V1"), (2, "wang", "V2")]
    assert found[0].body == {"text": "两天记一天", "amount": "60.50"}
    assert store.verify() == ""


@pytest.mark.parametrize("statement", ["update event set body = '{}'", "delete from event"])
def test_the_table_refuses_a_change(dsn: str, statement: str) -> None:
    store = EventStore(dsn)
    store.append("wang", [act("V1")])
    engine = sa.create_engine(dsn)
    with (
        pytest.raises(sa.exc.DBAPIError, match="never changed or removed"),
        engine.begin() as database,
    ):
        database.exec_driver_sql(statement)
    assert len(store.since()) == 1


def test_a_change_made_with_the_guards_taken_away_breaks_the_chain(dsn: str) -> None:
    store = EventStore(dsn)
    store.append("wang", [act("V1"), act("V2", text="one"), act("V3")])
    with sa.create_engine(dsn).begin() as database:
        database.exec_driver_sql("drop trigger event_stands on event")
        database.exec_driver_sql("update event set who = 'li' where seq = 2")
    assert store.verify().startswith("event 2: was changed")


def test_many_writers_lose_nothing_and_keep_one_chain(dsn: str) -> None:
    stores = [EventStore(dsn) for _ in range(4)]

    def write(which: EventStore, name: str) -> None:
        for number in range(15):
            which.append(name, [act(f"{name}-{number}")])

    threads = [threading.Thread(target=write, args=(stores[n % 4], f"who{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = stores[0].since()
    assert [e.seq for e in found] == list(range(1, 121))
    assert len({e.subject for e in found}) == 120
    assert stores[0].verify() == ""


def test_a_guard_that_refuses_leaves_nothing(dsn: str) -> None:
    store = EventStore(dsn)

    def refuse(_fresh: object) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.append("wang", [act("V1")], guard=refuse)
    assert store.since() == []


def test_a_server_that_is_gone_is_told_without_its_address() -> None:
    with pytest.raises(StorageError) as told:
        EventStore("postgresql+pg8000://feijian:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)
