"""What a withdrawal takes with it is told, and so are settlements that name another and take nothing back."""

from __future__ import annotations

from pathlib import Path

import duckdb

from feijian.ingest.load.waiting_again import waiting_again
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write, write_sound

GONE = "rows of earlier deliveries wait again: what they belong to was withdrawn or set aside"


def test_a_house_withdrawn_from_the_register_takes_its_rows_along_and_that_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "july"))
    ended = """
        fixmedins_code | fixmedins_name | fixmedins_type | hosp_lv | vali_flag
        H1             | 县人民医院      | 1              | 2       | 0
        """
    report = take_in(workspace, write(tmp_path / "august", fixmedins_b=ended))
    assert [(d.where, str(d.what)) for d in report.doubts] == [
        ("fee_list_d", f"2 {GONE}"),
        ("mdtrt_d", f"1 {GONE}"),
        ("setl_d", f"1 {GONE}"),
    ]
    # once it has been told, the next delivery has nothing to tell
    people = TABLES["psn_info_b"].replace("1960-05-01", "1960-05-02")
    again = take_in(workspace, write(tmp_path / "september", psn_info_b=people))
    assert not again.doubts


def test_a_small_share_is_a_note(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "july"))
    withdrawn = TABLES["setl_d"].replace("| 0              | 1", "| 0              | 0")
    report = take_in(workspace, write(tmp_path / "august", setl_d=withdrawn), most_held=1.0)
    assert not report.doubts
    assert ("fee_list_d", f"2 {GONE}") in [(n.where, str(n.what)) for n in report.notes]


def test_a_settlement_that_names_another_and_is_no_refund_is_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    twice = """
        setl_id | init_setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag
        S1      |              | M1       | A      | H1             | 2025-07-05 11:00:00 | 120.00        | 80.00           | 0              | 1
        S2      | S1           | M1       | A      | H1             | 2025-07-06 11:00:00 | 120.00        | 80.00           | {flag}         | 1
        """
    for flag, doubts in (("1", 0), ("0", 1)):
        report = take_in(
            workspace, write_sound(tmp_path / flag, setl_d=twice.replace("{flag}", flag))
        )
        assert [d.where for d in report.doubts] == ["claim"] * doubts


def told(most: float, *held: tuple[int, int, str, str]) -> list[tuple[str, int, bool]]:
    """Of the third delivery: table, rows that wait again, and whether it is a doubt.

    held: file, line, form and state. Files 1 and 2 of earlier deliveries brought 60 and 40 rows of fees,
    file 3 of the delivery itself 900, file 4 of the first one 7 visits.
    """
    with duckdb.connect() as connection:
        connection.execute(
            "create schema ledger;"
            "create table ledger.file (file_seq int, delivery_seq int, source_table varchar, accepted int);"
            "insert into ledger.file values (1, 1, 'fee', 60), (2, 2, 'fee', 40), (3, 3, 'fee', 900),"
            " (4, 1, 'visit', 7);"
            "create table ledger.quarantine (delivery_seq int, file_seq int, line int, source_table varchar,"
            " form varchar, state varchar)"
        )
        for file, line, form, state in held:
            table = "visit" if file == 4 else "fee"
            entry = [file, line, table, form, state]
            connection.execute(
                "insert into ledger.quarantine values (3, $1, $2, $3, $4, $5)", entry
            )
        connection.execute(
            "insert into ledger.quarantine values (2, 1, 99, 'fee', 'canonical', 'held')"
        )
        return [
            (p.where, int(str(p.what).split(" ")[0]), is_doubt)
            for p, is_doubt in waiting_again(connection, 3, most)
        ]


def test_more_than_the_share_of_what_earlier_deliveries_brought_is_a_doubt() -> None:
    """Of 100 rows five are the twentieth part, and six are more."""
    five = [(1 + n % 2, n, "canonical", "held") for n in range(5)]
    assert told(0.05, *five) == [("fee", 5, False)]
    assert told(0.05, *five, (2, 7, "canonical", "held")) == [("fee", 6, True)]


def test_a_row_counts_once_and_only_one_that_was_accepted_earlier_and_waits() -> None:
    once = (1, 5, "canonical", "held")
    others = [
        (1, 6, "source", "held"),
        (1, 7, "canonical", "released"),
        (3, 8, "canonical", "held"),
    ]
    assert told(1.0, once, once, (2, 5, "canonical", "held"), *others) == [("fee", 2, False)]
    assert told(1.0, *others) == []
    assert told(0.1, once, (4, 1, "canonical", "held")) == [("fee", 1, False), ("visit", 1, True)]


def test_refunds_in_positive_amounts_that_name_nothing_are_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Some mark the settlement that was taken back as well; nobody can tell which of the two it is."""
    twice = """
        setl_id | init_setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag
        S1      |              | M1       | A      | H1             | 2025-07-05 11:00:00 | 120.00        | 80.00           | 1              | 1
        S2      |              | M1       | A      | H1             | 2025-07-06 11:00:00 | {amount}      | {fund}          | 1              | 1
        """
    words = "refunds take an amount back"
    both = twice.replace("{amount}", "120.00").replace("{fund}", "80.00")
    report = take_in(workspace, write_sound(tmp_path / "both", setl_d=both))
    assert [d.where for d in report.doubts if words in d.what] == ["claim"]
    other = Workspace.create(tmp_path / "other")
    back = twice.replace("{amount}", "-120.00").replace("{fund}", "-80.00")
    report = take_in(other, write_sound(tmp_path / "back", setl_d=back))
    assert not [d for d in report.doubts if words in d.what]
