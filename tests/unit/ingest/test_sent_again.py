"""Withdrawn and sent again; dated ahead of the delivery; provider codes in lower case."""

from __future__ import annotations

from pathlib import Path

from feijian.ingest.load.delivery import LoadReport
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    fates,
    held,
    query,
    take_in,
    write,
    write_sound,
)

VISIT = TABLES["mdtrt_d"]
WITHDRAWN = VISIT.replace("| 21       | 1", "| 21       | 0")
SMALL = "h37010000001"
CAPITAL = "H37010000001"


def told(report: LoadReport) -> list[str]:
    return [str(note.what) for note in report.notes]


def of_provider(code: str, *names: str) -> dict[str, str]:
    return {n: TABLES[n].replace("H1 ", f"{code} ") for n in names or TABLES}


def test_what_was_withdrawn_stays_withdrawn_when_the_same_file_is_loaded_again_and_that_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A folder loaded twice by mistake brings nothing back; rows sent with a change do."""
    first = write_sound(tmp_path / "1")
    assert take_in(workspace, first).already_loaded is False
    assert not [what for what in told(take_in(workspace, first)) if "withdrawn" in what]
    take_in(workspace, write(tmp_path / "2", mdtrt_d=WITHDRAWN))
    report = take_in(workspace, first)
    assert report.already_loaded
    said = "the file was loaded before; 1 rows of its table withdrawn since stay withdrawn"
    assert said in told(report)
    assert query(workspace, "select count(*) from canonical.encounter") == [(0,)]
    changed = VISIT.replace("10:00:00", "12:00:00")
    more = write(tmp_path / "3", mdtrt_d=changed, fee_list_d=TABLES["fee_list_d"])
    take_in(workspace, more)
    assert query(workspace, "select count(*) from canonical.claim_line") == [(2,)]
    assert held(workspace) == {}


def test_a_withdrawal_sent_twice_is_known(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "1"))
    withdrawal = write(tmp_path / "2", mdtrt_d=WITHDRAWN)
    take_in(workspace, withdrawal)
    again = take_in(workspace, withdrawal)
    assert again.already_loaded
    assert fates(again)["mdtrt_d"] == (1, 0, 0, 1, 0)


def test_a_withdrawal_sent_again_after_its_rows_came_back_withdraws_nothing_but_a_new_one_does(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A file is known by its bytes (docs/decisions/0005), one that withdraws like any other."""
    take_in(workspace, write_sound(tmp_path / "1"))
    withdrawal = write(tmp_path / "2", mdtrt_d=WITHDRAWN)
    take_in(workspace, withdrawal)
    take_in(workspace, write(tmp_path / "3", mdtrt_d=VISIT.replace("10:00:00", "12:00:00")))
    assert take_in(workspace, withdrawal).already_loaded
    assert query(workspace, "select count(*) from canonical.encounter") == [(1,)]
    anew = WITHDRAWN.replace("10:00:00", "12:00:00")
    take_in(workspace, write(tmp_path / "4", mdtrt_d=anew))
    assert query(workspace, "select count(*) from canonical.encounter") == [(0,)]


def test_a_folder_with_a_withdrawal_in_it_changes_nothing_when_it_is_sent_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write(write_sound(tmp_path / "1"), mdtrt_d_2=WITHDRAWN)
    take_in(workspace, folder)
    assert query(workspace, "select count(*) from canonical.encounter") == [(0,)]
    assert take_in(workspace, folder).already_loaded
    assert query(workspace, "select count(*) from canonical.encounter") == [(0,)]


def test_a_withdrawal_sent_along_with_what_it_withdrew_stands(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "1"))
    take_in(workspace, write(tmp_path / "2", mdtrt_d=WITHDRAWN))
    both = write(tmp_path / "3", mdtrt_d=VISIT, mdtrt_d_2=WITHDRAWN)
    assert take_in(workspace, both).already_loaded
    assert query(workspace, "select count(*) from canonical.encounter") == [(0,)]


def test_what_is_dated_after_the_delivery_arrived_is_taken_in_and_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    ahead = TABLES["fee_list_d"].replace("2025-07-02", "2052-07-02")
    report = take_in(workspace, write_sound(tmp_path / "1", fee_list_d=ahead))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert [t for t in told(report) if "arrived" in t] == [
        "1 rows have a charged_at after the delivery arrived, the latest 2052-07-02"
    ]
    later = take_in(workspace, write(tmp_path / "2", mdtrt_d=VISIT.replace("M1", "M2")))
    assert not [t for t in told(later) if "arrived" in t]


def test_a_visit_that_ends_ahead_is_told_though_it_is_made_of_parts(
    workspace: Workspace, tmp_path: Path
) -> None:
    ahead = VISIT.replace("2025-07-05", "2027-07-05")
    report = take_in(workspace, write_sound(tmp_path / "1", mdtrt_d=ahead))
    assert [t for t in told(report) if "arrived" in t] == [
        "1 rows have a ended_at after the delivery arrived, the latest 2027-07-05"
    ]


def test_the_day_of_arrival_and_the_one_after_are_not_ahead(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = TABLES["fee_list_d"].replace("2025-07-02 09:00:00", "2026-01-02 00:00:00")
    report = take_in(workspace, write_sound(tmp_path / "1", fee_list_d=lines))
    assert not [t for t in told(report) if "arrived" in t]


def test_a_provider_in_lower_case_is_the_one_in_capitals(
    workspace: Workspace, tmp_path: Path
) -> None:
    mixed = {**of_provider(CAPITAL), **of_provider(SMALL, "fee_list_d")}
    report = take_in(workspace, write(tmp_path / "1", **mixed))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert query(workspace, "select distinct provider_id from canonical.claim_line") == [(CAPITAL,)]
    assert [t for t in told(report) if "lower case" in t] == [
        "2 values of fixmedins_code are in lower case: read in capitals"
    ]


def test_a_register_with_both_writings_of_a_provider_has_it_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    row = f"\n        {SMALL} | 县人民医院 | 1 | 2 | 1\n"
    register = of_provider(CAPITAL, "fixmedins_b")["fixmedins_b"].rstrip() + row
    whole = {**of_provider(CAPITAL), "fixmedins_b": register}
    report = take_in(workspace, write(tmp_path / "1", **whole))
    assert fates(report)["fixmedins_b"] == (2, 1, 0, 1, 0)
    assert query(workspace, "select provider_id from canonical.provider") == [(CAPITAL,)]


def test_codes_that_are_not_of_the_national_form_keep_their_letters(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, write(tmp_path / "1", **of_provider("h1")))
    assert query(workspace, "select provider_id from canonical.provider") == [("h1",)]
    assert not [t for t in told(report) if "lower case" in t]
