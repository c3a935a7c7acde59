"""Charges that a hospital uploaded and deleted before they were settled are no charges."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, write_rows
from tests.unit.ingest.test_hospital_interface import (
    HEAD,
    LINES,
    SETTLED,
    VISIT,
    message,
    messages,
    take_in,
)

NAMED = {"mdtrt_id": VISIT["mdtrt_id"], "psn_no": VISIT["psn_no"]}


def at(clock: str, told: dict[str, Any]) -> dict[str, Any]:
    """A message with its time on the day of the visit."""
    return {**told, "inf_time": f"2025-07-01 {clock}:00"}


def upload(*numbers: str, batch: str = "") -> dict[str, Any]:
    """So many charges of ten yuan each, with the numbers told."""
    lines = [{**LINES[0], "feedetl_sn": n, "pric": 10, "det_item_fee_sumamt": 10} for n in numbers]
    return message("2204", input={"feedetail": [{**x, "chrg_bchno": batch} for x in lines]})


def settle(yuan: int, number: str = "S1", clock: str = "09:00", batch: str = "") -> dict[str, Any]:
    setlinfo = {**SETTLED, "setl_id": number, "medfee_sumamt": yuan, "fund_pay_sumamt": yuan}
    setlinfo |= {"setl_time": f"2025-07-01 {clock}:00", "chrg_bchno": batch}
    return message("2207", output={"setlinfo": setlinfo})


def delete(number: str = "", batch: str = "") -> dict[str, Any]:
    """Of a stay by number (2302), of a visit to the clinic by batch (2205)."""
    if number:
        return message("2302", input={"data": [{**NAMED, "feedetl_sn": number}]})
    return message("2205", input={"data": {**NAMED, "chrg_bchno": batch}})


def numbers(workspace: Workspace) -> list[str]:
    return [n for (n,) in query(workspace, "select line_no from canonical.claim_line order by 1")]


SEEN = message("2203A", input={"mdtrtinfo": VISIT})
TIMED: dict[str, tuple[Sequence[dict[str, Any]], list[str]]] = {
    "a number": (
        [at("08:10", upload("1", "2")), at("08:20", delete("2")), at("09:00", settle(10))],
        ["1"],
    ),
    "a number uploaded once more": (
        [
            at("08:10", upload("1", "2")),
            at("08:20", delete("2")),
            at("08:30", upload("2")),
            at("09:00", settle(20)),
        ],
        ["1", "2"],
    ),
    "a batch, and the same batch again": (
        [
            at("08:10", upload("1", "2", batch="B")),
            at("08:20", delete(batch="B")),
            at("08:30", upload("3", batch="B")),
            at("09:00", settle(10, batch="B")),
        ],
        ["3"],
    ),
    "another batch": (
        [
            at("08:10", upload("1", batch="A")),
            at("08:20", delete(batch="B")),
            at("09:00", settle(10, batch="A")),
        ],
        ["1"],
    ),
    "all of the visit": (
        [
            at("08:10", upload("1", "2")),
            at("08:20", delete(batch="0000")),
            at("08:30", upload("3")),
            at("09:00", settle(10)),
        ],
        ["3"],
    ),
    "all of the stay": (
        [
            at("08:10", upload("1", "2")),
            at("08:20", delete("0000")),
            at("08:30", upload("3")),
            at("09:00", settle(10)),
        ],
        ["3"],
    ),
    "all after a settlement": (
        [
            at("08:10", upload("1")),
            at("09:00", settle(10)),
            at("09:10", upload("2")),
            at("09:20", delete("0000")),
        ],
        ["1"],
    ),
    "all after a settlement of another batch": (
        [
            at("08:10", upload("1", "2", batch="A")),
            at("08:20", upload("3", batch="B")),
            at("09:00", settle(10, batch="B")),
            at("09:20", delete("0000")),
        ],
        ["3"],
    ),
    "all after a settlement that was taken back": (
        [
            at("08:10", upload("1")),
            at("09:00", settle(10)),
            at("09:10", message("2208", input={"data": {**NAMED, "setl_id": "S1"}})),
            at("09:20", delete("0000")),
            at("09:30", upload("2")),
            at("09:40", settle(10, "S2", "09:40")),
        ],
        ["2"],
    ),
}


@pytest.mark.parametrize("kind", TIMED)
def test_what_was_uploaded_before_and_not_settled_is_deleted(
    tmp_path: Path, workspace: Workspace, kind: str
) -> None:
    sent, left = TIMED[kind]
    report = take_in(workspace, messages(tmp_path / "d", SEEN, *sent))
    assert numbers(workspace) == left
    assert not [f for f in report.files if f.quarantined]


UNTIMED: dict[str, tuple[Sequence[dict[str, Any]], list[str]]] = {
    "a number": ([upload("1", "2"), delete("2"), settle(10)], ["1"]),
    "a number that was settled all the same": (
        [upload("1", "2"), delete("2"), settle(20)],
        ["1", "2"],
    ),
    "a batch that was not settled": (
        [upload("1", batch="A"), delete(batch="A"), upload("2", batch="B"), settle(10, batch="B")],
        ["2"],
    ),
    "a batch that was settled": (
        [upload("1", "2", batch="A"), delete(batch="A"), settle(10, batch="A")],
        ["1", "2"],
    ),
    "all but the batch settled": (
        [upload("1", batch="A"), delete("0000"), upload("2", batch="B"), settle(10, batch="B")],
        ["2"],
    ),
    "all, and no batch tells which": ([upload("1", "2"), delete("0000"), settle(10)], ["1", "2"]),
}


@pytest.mark.parametrize("kind", UNTIMED)
def test_without_times_what_was_settled_tells(
    tmp_path: Path, workspace: Workspace, kind: str
) -> None:
    sent, left = UNTIMED[kind]
    take_in(workspace, messages(tmp_path / "d", SEEN, *sent))
    assert numbers(workspace) == left


def test_a_deletion_may_come_in_a_later_delivery(tmp_path: Path, workspace: Workspace) -> None:
    sent = [at("08:10", upload("1", "2")), at("09:00", settle(10, batch="B"))]
    take_in(workspace, messages(tmp_path / "d", SEEN, *sent))
    assert numbers(workspace) == ["1", "2"]
    folder = tmp_path / "later"
    folder.mkdir()
    row = {**HEAD, **NAMED, "feedetl_sn": "2", "inf_time": "2025-07-01 08:20:00"}
    write_rows(folder / "2302_data.csv", [row])
    take_in(workspace, folder)
    assert numbers(workspace) == ["1"]


def test_a_request_that_names_no_charge_is_set_aside_and_deletes_none(
    tmp_path: Path, workspace: Workspace
) -> None:
    sent = [at("08:10", upload("1")), at("08:20", delete()), at("09:00", settle(10))]
    report = take_in(workspace, messages(tmp_path / "d", SEEN, *sent))
    assert numbers(workspace) == ["1"]
    assert {f.table: f.quarantined for f in report.files if f.quarantined} == {"data_2302": 1}


def test_a_charge_takes_from_the_answer_what_it_lacks(tmp_path: Path, workspace: Workspace) -> None:
    bare = [{k: v for k, v in x.items() if k != "med_chrgitm_type"} for x in LINES]
    said = [
        {
            "feedetl_sn": "1",
            "med_chrgitm_type": "02",
            "inscp_scp_amt": 9.5,
            "det_item_fee_sumamt": 1,
        },
        {"feedetl_sn": "2", "med_chrgitm_type": "09", "inscp_scp_amt": 19.9, "memo": "x"},
    ]
    told = message("2204", input={"feedetail": bare}, output={"result": said})
    report = take_in(workspace, messages(tmp_path / "d", SEEN, told, settle(30)))
    assert [(f.table, f.read, f.accepted) for f in report.files] == [
        ("mdtrtinfo_2203", 1, 1),
        ("feedetail_2301", 2, 2),
        ("setlinfo_2304", 1, 1),
    ]
    assert not [n for n in report.notes if "2204" in n.where and "result" in n.where]
    assert [
        (no, category, float(covered), float(amount))
        for no, category, covered, amount in query(
            workspace,
            "select line_no, category, covered_amount, amount from canonical.claim_line order by 1",
        )
    ] == [("1", "consultation", 9.5, 10.1), ("2", "western_drug", 19.9, 19.9)]


def test_an_answer_that_repeats_the_request_is_no_second_row(
    tmp_path: Path, workspace: Workspace
) -> None:
    asked = {"psn_no": VISIT["psn_no"], "ipt_otp_no": "MZ7", "atddr_no": "D1", "dept_name": "内科"}
    answer = {**NAMED, "ipt_otp_no": "MZ7"}
    told = message("2201", input={"data": asked}, output={"data": answer})
    report = take_in(workspace, messages(tmp_path / "d", told, SEEN))
    assert {f.table: (f.read, f.accepted) for f in report.files} == {
        "data_2201": (1, 1),
        "mdtrtinfo_2203": (1, 1),
    }
    assert query(
        workspace, "select department, practitioner_id, hospital_no from canonical.encounter"
    ) == [("内科", "D1", "MZ7")]
