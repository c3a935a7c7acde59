"""The chain of the verdicts: each row's hash holds the one before it, so that no row can be changed.

The file's own triggers refuse a change, a removal, a replacement and a row dated back; who gets
around them with other means breaks the chain. The head of the chain stands in the audit log with
every import, so that a chain written anew from the start is noticed too.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from feijian.messages import sentence

FIRST = "0" * 64
LATE_MINUTES = 10
"""The workbench writes its verdicts with the moment they were given; another may come between."""

TABLE = f"""
create table if not exists link (
    verdict_id integer primary key, prev text not null, hash text not null
);
create trigger if not exists link_is_never_changed before update on link
begin
    select raise(abort, 'the chain of verdicts is never changed');
end;
create trigger if not exists link_is_never_removed before delete on link
begin
    select raise(abort, 'the chain of verdicts is never changed');
end;
create trigger if not exists link_is_never_replaced before insert on link
    when exists (select 1 from link where verdict_id = new.verdict_id)
begin
    select raise(abort, 'the chain of verdicts is never changed');
end;
create trigger if not exists verdict_is_never_replaced before insert on verdict
    when exists (select 1 from verdict where verdict_id = new.verdict_id)
begin
    select raise(abort, 'a verdict is never changed; a correction is a new row');
end;
create trigger if not exists verdict_is_never_backdated before insert on verdict
    when julianday(new.at) < (select julianday(max(at)) from verdict) - {LATE_MINUTES} / 1440.0
begin
    select raise(abort, 'a verdict is never dated before the one that stands last');
end;
"""


def prepare_chain(connection: sqlite3.Connection, columns: Sequence[str]) -> None:
    """The chain's table and triggers; rows of a store that had none are chained as they stand."""
    known = connection.execute(
        "select count(*) from sqlite_master where type = 'table' and name = 'link'"
    ).fetchall()
    connection.executescript(TABLE)
    if not known[0][0]:
        with connection:
            extend(connection, columns)


def extend(connection: sqlite3.Connection, columns: Sequence[str]) -> str:
    """Chain the rows after the last link, within the caller's transaction; the new head."""
    last = connection.execute(
        "select verdict_id, hash from link order by verdict_id desc limit 1"
    ).fetchall()
    seen, head = last[0] if last else (0, FIRST)
    rows = connection.execute(
        f"select verdict_id, {', '.join(columns)} from verdict where verdict_id > ? order by verdict_id",
        [seen],
    ).fetchall()
    links = []
    for row in rows:
        before, head = head, digest(row, head)
        links.append((row[0], before, head))
    connection.executemany("insert into link values (?, ?, ?)", links)
    return str(head)


def digest(row: Iterable[object], before: str) -> str:
    """The hash of a row: of all it says, and of the row before it."""
    text = json.dumps([*row, before], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(path: Path) -> str:
    """The hash of the newest link; of a store that has none, the one that all begin with."""
    if not path.is_file():
        return FIRST
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        if not _has_links(connection):
            return FIRST
        last = connection.execute(
            "select hash from link order by verdict_id desc limit 1"
        ).fetchall()
    return str(last[0][0]) if last else FIRST


def verify(path: Path, columns: Sequence[str], heads: Iterable[str] = ()) -> str:
    """Empty where the chain holds, else the first verdict at which it does not.

    heads: hashes that were the newest once, as the audit log has them; each must be in the chain.
    """
    if not path.is_file():
        return ""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        if not _has_links(connection):
            return (
                ""
                if not list(heads)
                else sentence("{name}: has no chain, and had one", name=path.name)
            )
        links = {v: (p, h) for v, p, h in connection.execute("select * from link")}
        rows = connection.execute(
            f"select verdict_id, {', '.join(columns)} from verdict order by verdict_id"
        ).fetchall()
    known = {FIRST, *(own for _, own in links.values())}
    before, at = FIRST, ""
    for row in rows:
        number = row[0]
        link = links.pop(number, None)
        if link is None:
            return sentence(
                "{name}: verdict {number} was put in past the chain", name=path.name, number=number
            )
        if link[0] != before:
            return sentence(
                "{name}: verdict {number} does not follow the one before it",
                name=path.name,
                number=number,
            )
        if link[1] != digest(row, before):
            return sentence(
                "{name}: verdict {number} was changed after it was written",
                name=path.name,
                number=number,
            )
        if at and str(row[1]) < at and not _is_near(str(row[1]), at):
            return sentence(
                "{name}: verdict {number} is dated before the one that stands before it",
                name=path.name,
                number=number,
            )
        before, at = link[1], max(at, str(row[1]))
    if links:
        return sentence("{name}: verdict {links} was taken out", name=path.name, links=min(links))
    return _lost_heads(path, heads, known)


def _lost_heads(path: Path, heads: Iterable[str], known: set[str]) -> str:
    """Of heads that were the newest once, whether one is in the chain no more."""
    if set(heads) - known:
        return sentence("{name}: is not the chain that the audit log knows", name=path.name)
    return ""


def _is_near(one: str, other: str) -> bool:
    from datetime import datetime, timedelta

    late = timedelta(minutes=LATE_MINUTES)
    return datetime.fromisoformat(other) - datetime.fromisoformat(one) <= late


def _has_links(connection: sqlite3.Connection) -> bool:
    return bool(
        connection.execute(
            "select count(*) from sqlite_master where type = 'table' and name = 'link'"
        ).fetchall()[0][0]
    )
