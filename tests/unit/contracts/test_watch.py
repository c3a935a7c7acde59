"""A query whose time is up is interrupted, no other is, and nobody is held by the watch."""

import gc
import os
import threading
import time
import weakref

import duckdb
import pytest

from feijian.contracts.sql_limits import QueryTooLong, within
from feijian.contracts.watch import WATCH

ENDLESS = "select count(*) from range(1000000000) as a, range(1000000) as b"


def test_of_two_queries_at_once_only_the_one_over_its_time_is_stopped() -> None:
    patient = duckdb.connect(config={"threads": 1})
    told: list[str] = []

    def wait() -> None:
        try:
            with within(patient, 60):
                time.sleep(0.6)  # busy while the other is stopped
                told.append(str(patient.execute("select 'through'").fetchall()[0][0]))
        except QueryTooLong as error:
            told.append(str(error))

    other = threading.Thread(target=wait)
    other.start()
    hasty = duckdb.connect(config={"threads": 1})
    with pytest.raises(QueryTooLong), within(hasty, 0.2):
        hasty.execute(ENDLESS).fetchall()
    other.join()
    assert told == ["through"]


def test_a_shorter_time_that_begins_later_ends_first() -> None:
    first, second = duckdb.connect(), duckdb.connect(config={"threads": 1})
    with within(first, 60):
        began = time.monotonic()
        with pytest.raises(QueryTooLong), within(second, 0.2):
            second.execute(ENDLESS).fetchall()
        assert time.monotonic() - began < 30


def test_a_connection_that_was_watched_is_let_go() -> None:
    connection = duckdb.connect()
    gone = weakref.ref(connection)
    with within(connection, 60):
        connection.execute("select 1").fetchall()
    del connection
    gc.collect()
    assert gone() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_forked_process_has_a_watch_of_its_own() -> None:
    connection = duckdb.connect()
    with within(connection, 60):
        pass
    child = os.fork()
    if child == 0:
        # no engine in the child: what is watched only has to be interrupted
        class Busy:
            stopped = threading.Event()

            def interrupt(self) -> None:
                self.stopped.set()

        one = WATCH.begin(Busy(), 0.1)  # type: ignore[arg-type]
        os._exit(0 if Busy.stopped.wait(20) and one.over else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
