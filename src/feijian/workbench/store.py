"""The event store: one append-only table, each row chained to the one before it.

Everything the workbench shows of people's work is rebuilt from these rows. SQLite (WAL, every
commit on disk before it is told) lies in the workspace; a PostgreSQL DSN serves more writers.
Who appends while another's commit is under way is written with all who wait (`together`).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from feijian.errors import StorageError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workbench.together import Together, Waiting

FIRST = "0" * 64
BUSY_SECONDS = 30
CHUNK, SHORT = 5_000, 70

METADATA = sa.MetaData()
EVENT = sa.Table(
    "event",
    METADATA,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("prev", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)
# The file itself refuses a change; who changes it with other means breaks the chain (`verify`).
SQLITE_GUARDS = (
    "create trigger if not exists event_is_never_changed before update on event "
    "begin select raise(abort, 'an event is never changed'); end",
    "create trigger if not exists event_is_never_removed before delete on event "
    "begin select raise(abort, 'an event is never removed'); end",
)
POSTGRES_GUARDS = (
    "create or replace function event_refuse() returns trigger language plpgsql as "
    "$$ begin raise exception 'an event is never changed or removed'; end $$",
    "create or replace trigger event_stands before update or delete on event "
    "for each row execute function event_refuse()",
)


@dataclass(frozen=True)
class Act:
    """What is to be appended: of which kind, about what, with which content."""

    kind: str
    subject: str
    body: Json


@dataclass(frozen=True, slots=True)
class Event:
    """One row as it was stored; `body` is plain JSON. Read to be worked with, it lacks prev and hash."""

    seq: int
    at: str
    who: str
    kind: str
    subject: str
    body: Json
    prev: str = ""
    hash: str = ""

    def told(self) -> Json:
        """All of it by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class _Wanted:
    """Who wants to append what, and who is to be asked first (see `EventStore.append`)."""

    who: str
    acts: Sequence[Act]
    guard: Callable[[Iterator[Event]], None] | None
    known: int
    undo: Callable[[], None] | None

    def events(self, rows: Sequence[Event], seq: int, prev: str) -> list[Event]:
        """The rows that follow row `seq`. rows: what is there, as far back as anybody needs it."""
        if self.guard is not None:
            self.guard(e for e in rows if e.seq > self.known)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        made = []
        for number, act in enumerate(self.acts, start=seq + 1):
            body = json.loads(json.dumps(act.body, ensure_ascii=False))
            found = digest(number, at, self.who, act.kind, act.subject, body, prev)
            made.append(Event(number, at, self.who, act.kind, act.subject, body, prev, found))
            prev = found
        return made


class EventStore:
    """The table behind a DSN; safe to use from many threads and processes."""

    def __init__(self, dsn: str) -> None:
        """Open it, and make the table where there is none. Raises StorageError where it cannot."""
        self.dsn = dsn
        self.is_sqlite = dsn.startswith("sqlite")
        options: Json = {"connect_args": {"timeout": BUSY_SECONDS}} if self.is_sqlite else {}
        try:
            self._engine = sa.create_engine(dsn, **options)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as error:
            what = sentence(
                "the workbench's store cannot be opened: {kind}", kind=type(error).__name__
            )
            raise StorageError(what, "Check --store; PostgreSQL needs its driver.") from None
        if self.is_sqlite:
            sa.event.listen(self._engine, "connect", _durable)
            sa.event.listen(self._engine, "begin", _own_begin)
        self._together: Together[_Wanted, list[Event]] = Together(self._write)
        with self._told():
            METADATA.create_all(self._engine)
            with self._begin() as connection:
                for statement in SQLITE_GUARDS if self.is_sqlite else POSTGRES_GUARDS:
                    connection.exec_driver_sql(statement)

    def append(
        self,
        who: str,
        acts: Sequence[Act],
        *,
        guard: Callable[[Iterator[Event]], None] | None = None,
        known: int = 0,
        undo: Callable[[], None] | None = None,
    ) -> list[Event]:
        """Append acts together, or none of them; they are on disk when this returns.

        guard: asked while no other writer can append, with the rows after `known`; what it
               raises is passed on and nothing is written. The newest of those rows may be of the
               same commit, on disk with these or not at all.
        undo:  called where that commit failed, before anybody else is asked: rows that the guard
               saw may not be there.
        """
        with self._told():
            return self._together.ask(_Wanted(who, acts, guard, known, undo))

    def _write(self, batch: list[Waiting[_Wanted, list[Event]]]) -> None:
        """One commit for all who wait; whom a guard refuses is left out of it, alone."""
        known = [one.asked.known for one in batch if one.asked.guard is not None]
        try:
            with self._begin() as connection:
                rows = _rows(connection, min(known)) if known else []
                last = rows[-1] if rows else _last(connection)
                seq, prev = (last.seq, last.hash) if last else (0, FIRST)
                made: list[Event] = []
                for one in batch:
                    try:
                        its = one.asked.events(rows + made, seq, prev)
                    except Exception as error:  # noqa: BLE001 - raised where it was asked
                        one.refused = error
                        continue
                    made += its
                    seq, prev = (its[-1].seq, its[-1].hash) if its else (seq, prev)
                    one.made = its
                if made:
                    connection.execute(EVENT.insert(), [_stored(e) for e in made])
        except BaseException:
            for one in batch:
                if one.asked.undo is not None:
                    one.asked.undo()
            raise

    def newest(self) -> int:
        """The number of the last row, 0 where there is none; cheap enough to be asked on every page."""
        with self._told(), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("select max(seq) from event")
            return int(cursor.fetchall()[0][0] or 0)

    def since(self, seq: int = 0, upto: int | None = None) -> list[Event]:
        """Rows after `seq`, and up to `upto` where it is given, in order."""
        with self._told(), self._engine.connect() as connection:
            return _rows(connection, seq, upto)

    def read(self, seq: int = 0) -> Iterator[list[Event]]:
        """Rows after `seq`, in order and some thousands at a time, without what chains them.

        A year's store is read so at every start: what stands in many rows is kept once.
        """
        wanted = sa.select(*EVENT.c["seq", "at", "who", "kind", "subject", "body"])
        once = sys.intern
        with self._told(), self._engine.connect() as connection:
            found = connection.execute(wanted.where(EVENT.c.seq > seq).order_by(EVENT.c.seq))
            for part in found.partitions(CHUNK):
                yield [
                    Event(n, at, once(who), once(kind), once(subject), _body(body))
                    for n, at, who, kind, subject, body in part
                ]

    def verify(self) -> str:
        """Empty where the chain holds, else the first row at which it does not."""
        prev, number = FIRST, 0
        with self._told(), self._engine.connect() as connection:
            found = connection.execute(sa.select(EVENT).order_by(EVENT.c.seq))
            for seq, at, who, kind, subject, text, before, own in found.yield_per(CHUNK):
                number += 1
                if seq != number or before != prev:
                    return f"event {seq}: does not follow the one before it"
                try:
                    body = json.loads(text)
                except ValueError:
                    return f"event {seq}: its content cannot be read"
                if own != digest(seq, at, who, kind, subject, body, before):
                    return f"event {seq}: was changed after it was written"
                prev = own
        return ""

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(sa.text("select pg_advisory_xact_lock(7305041)"))
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DBAPIError, self._engine.dialect.loaded_dbapi.Error) as error:
            its = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            what = sentence(
                "the workbench's store cannot be read or written: {kind}", kind=type(its).__name__
            )
            todo = (
                "If the disk is full, free some space; if the file is damaged, restore its backup."
            )
            raise StorageError(what, todo) from None


def digest(seq: int, at: str, who: str, kind: str, subject: str, body: Json, prev: str) -> str:
    """The hash of a row: of all it says, and of the row before it."""
    said = [seq, at, who, kind, subject, body, prev]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _stored(event: Event) -> Json:
    return {**event.told(), "body": json.dumps(event.body, ensure_ascii=False, sort_keys=True)}


def _rows(connection: sa.Connection, seq: int, upto: int | None = None) -> list[Event]:
    wanted = sa.select(EVENT).where(EVENT.c.seq > seq).order_by(EVENT.c.seq)
    found = connection.execute(wanted if upto is None else wanted.where(EVENT.c.seq <= upto))
    return [_event(row) for row in found]


def _last(connection: sa.Connection) -> Event | None:
    found = connection.execute(sa.select(EVENT).order_by(EVENT.c.seq.desc()).limit(1)).first()
    return _event(found) if found else None


def _event(row: sa.Row[Any]) -> Event:
    seq, at, who, kind, subject, body, prev, own = row
    return Event(seq, at, who, kind, subject, json.loads(body), prev, own)


def _body(text: str) -> Json:
    """A row's content with names and short texts kept once, however many rows say them."""
    once = sys.intern
    return {
        once(k): once(v) if isinstance(v, str) and len(v) < SHORT else v
        for k, v in json.loads(text).items()
    }


def _durable(connection: Any, _record: object) -> None:
    """Of a new SQLite connection: no implicit transactions, and what is committed is on disk."""
    connection.isolation_level = None
    for statement in ("pragma journal_mode=wal", "pragma synchronous=full"):
        connection.execute(statement)


def _own_begin(connection: sa.Connection) -> None:
    # `immediate` takes the write lock first: what a writer reads cannot change before it writes
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("begin immediate" if writing else "begin")
