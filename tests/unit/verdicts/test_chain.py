"""The store of verdicts refuses what is no new row, and the chain tells what went around it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from feijian.errors import ImportRefused
from feijian.verdicts.chain import extend, head_of, prepare_chain, verify
from feijian.verdicts.store import (
    COLUMNS,
    Verdict,
    all_verdicts,
    append_verdicts,
    rows_after,
    standing_verdicts,
)

DAY = datetime.fromisoformat("2026-03-01T08:00:00+00:00")


def verdict(n: int, at: datetime = DAY) -> Verdict:
    return Verdict(at, "李某", f"f{n}", "upheld", None, "", "e", "overcharging.x")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "verdicts.sqlite"
    append_verdicts(path, [verdict(1), verdict(2)])
    append_verdicts(path, [verdict(3, DAY + timedelta(days=1))])
    return path


def changed(store: Path, *statements: str, dropping: tuple[str, ...] = ()) -> str:
    """What `verify` says after somebody wrote into the file."""
    copy = store.with_name("copy.sqlite")
    shutil.copyfile(store, copy)
    with closing(sqlite3.connect(copy)) as connection:
        for name in dropping:
            connection.execute(f"drop trigger {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return verify(copy, COLUMNS, [head_of(store)])


def test_a_sound_store_holds(store: Path) -> None:
    assert verify(store, COLUMNS, [head_of(store)]) == ""
    assert all_verdicts(store).height == 3


@pytest.mark.parametrize(
    "statement",
    [
        "update verdict set outcome = 'rejected'",
        "delete from verdict",
        "insert or replace into verdict select * from verdict where verdict_id = 1",
        "replace into verdict select * from verdict where verdict_id = 2",
        "insert into verdict (at, who, finding_id, outcome, note, rule_id, drawn_at_random)"
        " values ('2026-02-01T08:00:00+00:00', 'x', 'f9', 'upheld', '', 'r', 0)",
        "update link set hash = ''",
        "delete from link",
        "replace into link values (1, '', '')",
    ],
)
def test_the_file_refuses(store: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        changed(store, statement)


def test_a_verdict_dated_back_is_refused_with_words(store: Path) -> None:
    with pytest.raises(ImportRefused, match="never dated before"):
        append_verdicts(store, [verdict(4, DAY - timedelta(days=30))])
    assert append_verdicts(store, [verdict(4, DAY + timedelta(days=1, minutes=-5))]) == 1


def test_what_goes_around_the_triggers_breaks_the_chain(store: Path) -> None:
    told = changed(
        store,
        "update verdict set outcome = 'rejected' where verdict_id = 2",
        dropping=("verdict_is_never_changed",),
    )
    assert told == "copy.sqlite: verdict 2 was changed after it was written"
    told = changed(
        store, "delete from verdict where verdict_id = 3", dropping=("verdict_is_never_removed",)
    )
    assert told == "copy.sqlite: verdict 3 was taken out"
    told = changed(
        store,
        "insert into verdict (at, who, finding_id, outcome, note, rule_id, drawn_at_random)"
        " values ('2026-05-01T08:00:00+00:00', 'x', 'f9', 'upheld', '', 'r', 0)",
    )
    assert told == "copy.sqlite: verdict 4 was put in past the chain"


def dated(store: Path, at: str) -> str:
    """What `verify` says of a fourth verdict of that moment, chained as it should be."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop trigger verdict_is_never_backdated")
        connection.execute(
            "insert into verdict (at, who, finding_id, outcome, note, rule_id, drawn_at_random)"
            " values (?, 'x', 'f9', 'upheld', '', 'r', 0)",
            [at],
        )
        extend(connection, COLUMNS)
        connection.commit()
    return verify(store, COLUMNS)


def test_nine_minutes_back_are_no_fault(store: Path) -> None:
    # the third is of 2 March, 08:00; ten minutes are given to who writes beside another
    assert dated(store, "2026-03-02T07:51:00+00:00") == ""


def test_eleven_minutes_back_are_told_though_the_link_is_right(store: Path) -> None:
    told = dated(store, "2026-03-02T07:49:00+00:00")
    assert told.endswith("verdict 4 is dated before the one that stands before it")


def test_a_chain_begins_with_zeros_and_a_store_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert head_of(tmp_path / "none.sqlite") == "0" * 64
    assert verify(tmp_path / "none.sqlite", COLUMNS) == ""


def test_links_are_made_once(store: Path) -> None:
    before = head_of(store)
    with closing(sqlite3.connect(store)) as connection:
        prepare_chain(connection, COLUMNS)
        connection.commit()
        assert connection.execute("select count(*) from link").fetchall() == [(3,)]
    assert head_of(store) == before


def test_a_chain_written_anew_is_not_the_one_the_log_knows(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    append_verdicts(other, [verdict(7)])
    assert verify(other, COLUMNS) == ""
    told = verify(other, COLUMNS, [head_of(store)])
    assert told == "other.sqlite: is not the chain that the audit log knows"


def test_a_store_of_before_is_chained_as_it_stands(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop table link")
        connection.commit()
    assert all_verdicts(store).height == 3
    assert verify(store, COLUMNS) == ""
    assert head_of(store) != "0" * 64


def test_ten_minutes_back_are_still_no_fault(store: Path) -> None:
    assert dated(store, "2026-03-02T07:50:00+00:00") == ""


def test_minutes_back_are_counted_from_the_latest_and_do_not_add_up(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop trigger verdict_is_never_backdated")
        connection.executemany(
            "insert into verdict (at, who, finding_id, outcome, note, rule_id, drawn_at_random)"
            " values (?, 'x', 'f9', 'upheld', '', 'r', 0)",
            [("2026-03-02T07:51:00+00:00",), ("2026-03-02T07:42:00+00:00",)],
        )
        extend(connection, COLUMNS)
        connection.commit()
    assert "verdict 5 is dated before" in verify(store, COLUMNS)


def test_what_was_taken_out_is_told_by_its_first_and_a_link_by_the_one_before_it(
    store: Path,
) -> None:
    told = changed(
        store, "delete from verdict where verdict_id > 1", dropping=("verdict_is_never_removed",)
    )
    assert told == "copy.sqlite: verdict 2 was taken out"
    told = changed(
        store,
        "update link set prev = 'x' where verdict_id = 2",
        dropping=("link_is_never_changed",),
    )
    assert told == "copy.sqlite: verdict 2 does not follow the one before it"


def test_a_store_whose_chain_is_gone_is_told_where_it_had_one(store: Path) -> None:
    head = head_of(store)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop table link")
        connection.commit()
    assert head_of(store) == "0" * 64
    assert verify(store, COLUMNS) == ""
    assert verify(store, COLUMNS, [head]) == "verdicts.sqlite: has no chain, and had one"


def test_rows_after_a_number_and_of_some_findings(store: Path, tmp_path: Path) -> None:
    assert rows_after(store, 1) == [(2, "f2", "e"), (3, "f3", "e")]
    assert rows_after(store, 3) == []
    assert rows_after(tmp_path / "none.sqlite", 0) == []
    assert all_verdicts(store, {"f3", "f1", "f9"})["finding_id"].to_list() == ["f1", "f3"]
    assert all_verdicts(store, set()).height == 0


def test_what_an_inspector_signed_is_kept_to_the_last_figure(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.sqlite"
    money = {"amount_upheld": Decimal("0.10"), "amount_at_risk": Decimal("123456789012.35")}
    drawn = {"drawn_at_random": True, "draw_probability": 0.1}
    append_verdicts(path, [verdict(2), verdict(1), replace(verdict(1), **money, **drawn)])
    rows = standing_verdicts(path)
    assert rows["finding_id"].to_list() == ["f1", "f2"]
    kept = rows.select(*money, *drawn).to_dicts()
    assert kept[0] == {**money, **drawn}
    assert kept[1] == {
        "amount_upheld": None,
        "amount_at_risk": None,
        "drawn_at_random": False,
        "draw_probability": None,
    }
    assert rows["at"][0] == "2026-03-01T08:00:00+00:00"


@pytest.mark.parametrize("note", list("abcdef"))
def test_whatever_was_written_over_a_verdict_is_told(store: Path, note: str) -> None:
    told = changed(
        store,
        f"update verdict set note = '{note}' where verdict_id = 1",
        dropping=("verdict_is_never_changed",),
    )
    assert told == "copy.sqlite: verdict 1 was changed after it was written"
