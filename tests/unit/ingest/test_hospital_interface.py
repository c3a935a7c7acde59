"""The tables of the hospital interface, as JSON messages and as CSV: a hospital checks itself."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.load.delivery import LoadReport, load
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, write

HEAD = {"fixmedins_code": "H00000000001", "fixmedins_name": "某县人民医院"}
VISIT = {
    "mdtrt_id": "2025070100001",
    "psn_no": "P000000001",
    "med_type": "11",
    "begntime": "2025-07-01 08:00:00",
    "gend": "1",
    "brdy": "1960-05-01",
    "psn_name": "某人",
}
LINES = [
    {
        "feedetl_sn": str(n),
        "mdtrt_id": VISIT["mdtrt_id"],
        "psn_no": VISIT["psn_no"],
        "fee_ocur_time": "2025-07-01 08:10:00",
        "med_list_codg": code,
        "med_chrgitm_type": kind,
        "cnt": 1,
        "pric": price,
        "det_item_fee_sumamt": price,
    }
    for n, code, kind, price in (
        (1, "001101000010000", "02", 10.10),
        (2, "XA02BCA001A001010100001", "09", 19.90),
    )
]
SETTLED = {
    "setl_id": "S000000001",
    "mdtrt_id": VISIT["mdtrt_id"],
    "psn_no": VISIT["psn_no"],
    "med_type": "11",
    "setl_time": "2025-07-01 09:00:00",
    "medfee_sumamt": 30.00,
    "fund_pay_sumamt": 20.00,
}


def message(infno: str, **parts: Any) -> dict[str, Any]:
    return {"infno": infno, **HEAD, **parts}


MESSAGES = [
    message(
        "2203A",
        input={
            "mdtrtinfo": VISIT,
            "diseinfo": [
                {"diag_type": "1", "diag_srt_no": 1, "diag_code": "I10.x00", "vali_flag": "1"},
                {"diag_type": "1", "diag_srt_no": 2, "diag_code": "E11.900", "vali_flag": "1"},
            ],
        },
    ),
    message("2301", input={"feedetail": LINES}),
    message(
        "2304",
        input={"data": {"mdtrt_id": VISIT["mdtrt_id"], "invono": "00012345"}},
        output={"setlinfo": SETTLED},
    ),
    message(
        "2207",
        input={
            "drugtracinfo": [
                {
                    "mdtrt_id": VISIT["mdtrt_id"],
                    "feedetl_sn": "2",
                    "drug_trac_codg": "81000000000000000001",
                    "trdn_flag": "0",
                },
            ]
        },
    ),
]


def take_in(workspace: Workspace, delivery: Path) -> LoadReport:
    return load(workspace, delivery, source="hospital_interface", library=Library.of())


def messages(folder: Path, *documents: dict[str, Any], lines: bool = True) -> Path:
    folder.mkdir()
    texts = [json.dumps(d, ensure_ascii=False) for d in documents]
    text = (
        "\n".join(texts) + "\n"
        if lines
        else json.dumps(list(documents), ensure_ascii=False, indent=1)
    )
    (folder / "messages.json").write_text(text, encoding="utf-8")
    return folder


def facts(workspace: Workspace) -> dict[str, Any]:
    return {
        "lines": query(
            workspace,
            "select line_no, claim_id, amount, category from canonical.claim_line order by 1",
        ),
        "claims": query(
            workspace, "select claim_id, total_amount, is_refund from canonical.claim order by 1"
        ),
        "diagnoses": query(
            workspace, "select seq, code, is_main from canonical.diagnosis order by 1"
        ),
        "persons": query(workspace, "select person_id, sex from canonical.person"),
        "providers": query(workspace, "select provider_id, name, kind from canonical.provider"),
        "codes": query(workspace, "select trace_code, item_code, claim_id from canonical.dispense"),
    }


RIGHT = {
    "lines": [
        ("1", "S000000001", Decimal("10.10"), "consultation"),
        ("2", "S000000001", Decimal("19.90"), "western_drug"),
    ],
    "claims": [("S000000001", Decimal("30.00"), False)],
    "diagnoses": [(1, "I10.x00", True), (2, "E11.900", False)],
    "persons": [("P000000001", "1")],
    "providers": [("H00000000001", "某县人民医院", "hospital")],
    "codes": [("81000000000000000001", "XA02BCA001A001010100001", "S000000001")],
}


@pytest.mark.parametrize("lines", [True, False])
def test_messages_of_the_interface_become_claims(
    tmp_path: Path, workspace: Workspace, lines: bool
) -> None:
    report = take_in(workspace, messages(tmp_path / "d", *MESSAGES, lines=lines))
    assert {f.table: (f.read, f.accepted) for f in report.files} == {
        "mdtrtinfo_2203": (1, 1),
        "diseinfo_2203": (2, 2),
        "feedetail_2301": (2, 2),
        "setlinfo_2304": (1, 1),
        "drugtracinfo_2207": (1, 1),
    }
    assert facts(workspace) == RIGHT


def test_the_same_as_csv(tmp_path: Path, workspace: Workspace) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    tables = {
        "2203A_mdtrtinfo": [{**HEAD, **VISIT}],
        "2203A_diseinfo": [
            {"mdtrt_id": VISIT["mdtrt_id"], **d} for d in MESSAGES[0]["input"]["diseinfo"]
        ],
        "2301": [{**HEAD, **line} for line in LINES],
        "2304": [{**HEAD, **SETTLED}],
        "2207": MESSAGES[3]["input"]["drugtracinfo"],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    take_in(workspace, folder)
    assert facts(workspace) == RIGHT


@pytest.mark.parametrize("answered", [True, False])
def test_a_revocation_takes_the_settlement_back(
    tmp_path: Path, workspace: Workspace, answered: bool
) -> None:
    asked = {"setl_id": "S000000001", "mdtrt_id": VISIT["mdtrt_id"], "psn_no": VISIT["psn_no"]}
    answer = {
        "setlinfo": {
            "setl_id": "S000000002",
            "mdtrt_id": VISIT["mdtrt_id"],
            "setl_time": "2025-07-02 09:00:00",
            "medfee_sumamt": -30.00,
            "fund_pay_sumamt": -20.00,
        }
    }
    revoked = message("2305", input={"data": asked}, **({"output": answer} if answered else {}))
    take_in(workspace, messages(tmp_path / "d", *MESSAGES, revoked))
    told = query(
        workspace,
        "select claim_id, original_claim_id, total_amount, fund_amount, is_refund from canonical.claim where is_refund",
    )
    new = "S000000002" if answered else "R:S000000001"
    assert told == [(new, "S000000001", Decimal("-30.00"), Decimal("-20.00"), True)]
    # the lines stay in the settlement that took them in
    assert query(workspace, "select distinct claim_id from canonical.claim_line") == [
        ("S000000001",)
    ]


def test_a_settlement_list_makes_a_stay(tmp_path: Path, workspace: Workspace) -> None:
    stay = message(
        "4101A",
        input={
            "setlinfo": {
                "mdtrt_id": "M2",
                "setl_id": "S2",
                "psn_no": "P000000001",
                "gend": "1",
                "brdy": "1960-05-01",
                "adm_time": "2025-07-03 08:00:00",
                "dscg_time": "2025-07-09 10:00:00",
                "hi_paymtd": "4",
                "medcasno": "0042",
                "curr_addr": "某村1号",
            },
            "diseinfo": [
                {"maindiag_flag": "1", "diag_type": "1", "diag_code": "J18.900"},
                {"maindiag_flag": "0", "diag_type": "1", "diag_code": "I10.x00"},
            ],
            "oprninfo": [
                {"oprn_oprt_type": "1", "oprn_oprt_code": "45.1300", "oprn_oprt_date": "2025-07-04"}
            ],
        },
    )
    settled = message(
        "2304",
        output={"setlinfo": {**SETTLED, "setl_id": "S2", "mdtrt_id": "M2", "med_type": "21"}},
    )
    take_in(workspace, messages(tmp_path / "d", stay, settled))
    assert query(workspace, "select class, visit_type, record_no from canonical.encounter") == [
        ("inpatient", "21", "0042")
    ]
    assert query(workspace, "select payment_method from canonical.claim") == [("drg",)]
    assert query(workspace, "select seq, code from canonical.diagnosis order by 1") == [
        (1, "J18.900"),
        (2, "I10.x00"),
    ]
    assert query(workspace, "select seq, code, is_main from canonical.procedure") == [
        (1, "45.1300", True)
    ]


def test_a_settlement_list_tells_its_payment_main_diagnosis_nursing_and_ventilation(
    tmp_path: Path, workspace: Workspace
) -> None:
    """The code of a disease programme in 2203 is no diagnosis: M03900 is a programme, not a joint."""
    visit = message(
        "2203A",
        input={
            "mdtrtinfo": {**VISIT, "med_type": "21", "dise_codg": "M03900"},
            "diseinfo": [{"diag_type": "1", "diag_srt_no": 1, "diag_code": "I10.x00"}],
        },
    )
    settled = message("2304", output={"setlinfo": {**SETTLED, "med_type": "21"}})
    take_in(workspace, messages(tmp_path / "upload", visit, settled))
    of_visit = (
        "select main_diagnosis, ventilator_hours, first_nursing_days from canonical.encounter"
    )
    assert query(workspace, of_visit) == [("I10.x00", None, None)]
    listed = message(
        "4101A",
        input={
            "setlinfo": {
                "mdtrt_id": VISIT["mdtrt_id"],
                "setl_id": SETTLED["setl_id"],
                "psn_no": VISIT["psn_no"],
                "adm_time": "2025-07-01 08:00:00",
                "dscg_time": "2025-07-09 10:00:00",
                "hi_paymtd": "2",
                "vent_used_dura": "1/6/30",
                "lv1_nurscare_days": "3",
            },
            "diseinfo": [
                {"maindiag_flag": "0", "diag_type": "1", "diag_code": "I10.x00"},
                {"maindiag_flag": "1", "diag_type": "1", "diag_code": "J18.900"},
            ],
        },
    )
    take_in(workspace, messages(tmp_path / "list", listed))
    assert query(workspace, of_visit) == [("J18.900", Decimal("30.50"), Decimal("3.00"))]
    assert query(workspace, "select payment_method from canonical.claim") == [("single_disease",)]


def test_a_visit_without_a_list_is_paid_as_its_kind_says(
    tmp_path: Path, workspace: Workspace
) -> None:
    visit = message("2203A", input={"mdtrtinfo": {**VISIT, "med_type": "2105"}})
    settled = message("2304", output={"setlinfo": {**SETTLED, "med_type": "2105"}})
    take_in(workspace, messages(tmp_path / "d", visit, settled))
    assert query(workspace, "select payment_method from canonical.claim") == [("per_diem",)]


def test_what_is_no_json_is_refused_with_its_line(tmp_path: Path, workspace: Workspace) -> None:
    folder = messages(tmp_path / "d", *MESSAGES)
    path = folder / "messages.json"
    path.write_text(path.read_text("utf-8") + '{"infno": "2301", \n', "utf-8")
    with pytest.raises(DeliveryRefused, match=r"messages\.json:5: is not JSON"):
        take_in(workspace, folder)


STAY = {"mdtrt_id": "M3", "psn_no": "P000000001"}


def a_stay(left: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Admission, discharge and settlement; the number of the visit is the answer to the admission."""
    admitted = {
        "psn_no": "P000000001",
        "med_type": "21",
        "begntime": "2025-07-03 08:00:00",
        "ipt_no": "ZY01",
        "atddr_no": "D1",
        "adm_dept_name": "急诊科",
        "adm_bed": "1",
    }
    ended = {**STAY, "endtime": "2025-07-09 10:00:00", "dscg_way": "5", "die_date": "2025-07-09"}
    diagnoses = [
        {"maindiag_flag": "0", "diag_type": "1", "diag_srt_no": 1, "diag_code": "I10.x00"},
        {"maindiag_flag": "1", "diag_type": "1", "diag_srt_no": 2, "diag_code": "J18.900"},
    ]
    who = {"gend": "1", "brdy": "1960-05-01", "insutype": "390"}
    return [
        message("2401", input={"mdtrtinfo": admitted}, output={"result": {"mdtrt_id": "M3"}}),
        message("2402", input={"dscginfo": ended | (left or {}), "diseinfo": diagnoses}),
        message("2304", output={"setlinfo": {**SETTLED, **STAY, "setl_id": "S3", **who}}),
    ]


def a_list(*operations: dict[str, str], **said: str) -> dict[str, Any]:
    """The settlement list of that stay."""
    listed = {**STAY, "setl_id": "S3", "adm_time": "2025-07-03 08:00:00", **said}
    return message("4101A", input={"setlinfo": listed, "oprninfo": list(operations)})


def test_a_stay_is_told_at_its_beginning_and_its_end(tmp_path: Path, workspace: Workspace) -> None:
    left = {"dscg_dept_name": "呼吸内科", "dscg_bed": "12"}
    take_in(workspace, messages(tmp_path / "d", *a_stay(left)))
    assert query(
        workspace,
        "select encounter_id, class, department, bed, practitioner_id, hospital_no, main_diagnosis,"
        " discharge_way, cast(ended_at as varchar) from canonical.encounter",
    ) == [
        ("M3", "inpatient", "呼吸内科", "12", "D1", "ZY01", "J18.900", "5", "2025-07-09 10:00:00")
    ]
    assert query(
        workspace, "select sex, insurance, cast(died_on as varchar) from canonical.person"
    ) == [("1", "390", "2025-07-09")]
    # the main one first, whatever its number
    assert query(workspace, "select seq, code from canonical.diagnosis order by 1") == [
        (1, "J18.900"),
        (2, "I10.x00"),
    ]


@pytest.mark.parametrize("is_discharged", [False, True])
def test_diagnoses_at_admission_count_until_the_stay_has_others(
    tmp_path: Path, workspace: Workspace, is_discharged: bool
) -> None:
    admitted, discharged, settled = a_stay()
    admitted["input"]["diseinfo"] = [
        {"maindiag_flag": "1", "diag_type": "1", "diag_srt_no": 1, "diag_code": "R05.x00"},
        {"maindiag_flag": "0", "diag_type": "1", "diag_srt_no": 2, "diag_code": "I10.x00"},
    ]
    sent = [admitted, discharged, settled] if is_discharged else [admitted, settled]
    take_in(workspace, messages(tmp_path / "d", *sent))
    assert query(
        workspace,
        "select main_diagnosis, list(code order by seq) from canonical.encounter"
        " join canonical.diagnosis using (encounter_id) group by all",
    ) == [
        ("J18.900", ["J18.900", "I10.x00"])
        if is_discharged
        else ("R05.x00", ["R05.x00", "I10.x00"])
    ]


@pytest.mark.parametrize(
    ("written", "department"), [("A28", "重症医学科"), ("骨科", "骨科"), ("0312", "急诊科")]
)
def test_a_division_of_the_national_list_is_read_and_a_number_of_the_house_is_not(
    tmp_path: Path, workspace: Workspace, written: str, department: str
) -> None:
    listed = a_list(dscg_caty=written, nwb_adm_type="1", curr_addr="某县某镇李家村5号")
    take_in(workspace, messages(tmp_path / "d", *a_stay(), listed))
    assert query(workspace, "select department, is_newborn from canonical.encounter") == [
        (department, True)
    ]
    assert query(
        workspace, "select address_key is not null, locality_key is not null from canonical.person"
    ) == [(True, True)]


@pytest.mark.parametrize(("bed", "found"), [("", "outpatient"), ("3", "inpatient")])
def test_a_kind_of_a_region_is_a_stay_where_there_is_a_bed(
    tmp_path: Path, workspace: Workspace, bed: str, found: str
) -> None:
    visit = {**VISIT, "med_type": "15", "adm_bed": bed}
    take_in(workspace, messages(tmp_path / "d", message("2203A", input={"mdtrtinfo": visit})))
    assert query(workspace, "select class from canonical.encounter") == [(found,)]


def test_a_clinic_visit_is_registered_seen_and_taken_back(
    tmp_path: Path, workspace: Workspace
) -> None:
    visit = {"mdtrt_id": VISIT["mdtrt_id"]}
    seen = {"diag_type": "1", "diag_srt_no": 1, "diag_code": "I10.x00", "dise_dor_no": "D2"}
    asked = {"psn_no": VISIT["psn_no"], "ipt_otp_no": "MZ7", "atddr_no": "D1", "dept_name": "内科"}
    back = {**SETTLED, "setl_id": "S000000002", "medfee_sumamt": -30.00, "fund_pay_sumamt": -20.00}
    told = [
        message("2201", input={"data": asked}, output={"data": visit}),
        message("2203A", input={"mdtrtinfo": VISIT, "diseinfo": [seen]}),
        message("2204", input={"feedetail": LINES}),
        message("2207", output={"setlinfo": SETTLED}),
        message(
            "2208",
            input={"data": {**visit, "setl_id": SETTLED["setl_id"], "psn_no": VISIT["psn_no"]}},
            output={"setlinfo": back},
        ),
    ]
    take_in(workspace, messages(tmp_path / "d", *told))
    assert query(
        workspace,
        "select practitioner_id, department, hospital_no, visit_type from canonical.encounter",
    ) == [("D2", "内科", "MZ7", "11")]
    assert query(
        workspace, "select claim_id, original_claim_id from canonical.claim where is_refund"
    ) == [("S000000002", "S000000001")]
    assert query(workspace, "select count(*) from canonical.claim_line") == [(2,)]


def test_operations_without_a_time_come_last_and_a_name_tells_the_specialty(
    tmp_path: Path, workspace: Workspace
) -> None:
    listed = a_list(
        {"oprn_oprt_type": "2", "oprn_oprt_code": "38.9300"},
        {"oprn_oprt_type": "2", "oprn_oprt_code": "45.1300", "oprn_oprt_date": "2025-07-04"},
    )
    stay = [{**m, "fixmedins_name": "某县妇幼保健院"} for m in (*a_stay(), listed)]
    take_in(workspace, messages(tmp_path / "d", *stay))
    assert query(workspace, "select seq, code from canonical.procedure order by 1") == [
        (1, "45.1300"),
        (2, "38.9300"),
    ]
    assert query(workspace, "select specialty from canonical.provider") == [("maternity",)]


def test_a_settlement_list_keeps_the_places_of_diagnoses_and_of_two_messages_one_decides(
    tmp_path: Path, workspace: Workspace
) -> None:
    """Two settlements of one second say another sex: the one of the greater number counts, always."""
    listed = a_list()
    listed["input"]["diseinfo"] = [
        {"maindiag_flag": "0", "diag_type": "1", "diag_code": "E11.900"},
        {"maindiag_flag": "0", "diag_type": "1", "diag_code": "I10.x00"},
        {"maindiag_flag": "1", "diag_type": "1", "diag_code": "J18.900"},
    ]
    again = {**SETTLED, **STAY, "setl_id": "S4", "gend": "2", "brdy": "1961-05-01"}
    stay = [*a_stay(), listed, message("2304", output={"setlinfo": again})]
    take_in(workspace, messages(tmp_path / "d", *stay))
    assert query(workspace, "select seq, code from canonical.diagnosis order by 1") == [
        (1, "J18.900"),
        (2, "I10.x00"),
        (3, "E11.900"),
    ]
    assert query(workspace, "select sex, cast(birth_date as varchar) from canonical.person") == [
        ("2", "1961-05-01")
    ]


def test_what_is_always_said_counts_as_delivered(tmp_path: Path, workspace: Workspace) -> None:
    """Without a message 2305 nothing was taken back: that is known, not missing."""
    take_in(workspace, messages(tmp_path / "d", *MESSAGES))
    assert query(
        workspace,
        "select column_name, delivered from ledger.delivered_column where table_name = 'claim'"
        " and column_name in ('is_refund', 'group_paid_amount') order by 1",
    ) == [("group_paid_amount", False), ("is_refund", True)]


@pytest.mark.parametrize("first", [True, False])
def test_registers_loaded_first_stand_and_those_loaded_later_are_set_aside(
    tmp_path: Path, workspace: Workspace, first: bool
) -> None:
    registers = write(
        tmp_path / "registers",
        fixmedins_b="""
            fixmedins_code | fixmedins_name | fixmedins_type | hosp_lv | vali_flag
            H00000000001   | 某县人民医院     | 1              | 2       | 1
            """,
        psn_info_b="""
            psn_no     | gend | brdy       | vali_flag
            P000000001 | 2    | 1960-05-01 | 1
            """,
    )
    sent = messages(tmp_path / "d", *MESSAGES)
    platform = {"source": "nhsa_platform", "library": Library.of()}
    if first:
        load(workspace, registers, **platform)  # type: ignore[arg-type]
    take_in(workspace, sent)
    if not first:
        report = load(workspace, registers, **platform)  # type: ignore[arg-type]
        assert [f.quarantined for f in report.files] == [1, 1]
    assert query(workspace, "select sex, level from canonical.person, canonical.provider") == [
        ("2", 2) if first else ("1", None)
    ]
    assert query(workspace, "select count(*) from canonical.claim_line") == [(2,)]


def settled_again(**second: Any) -> list[dict[str, Any]]:
    """Settled, taken back and settled a second time."""
    back = {"setl_id": "S000000001R", "setl_time": "2025-07-02 09:00:00"}
    back |= {"mdtrt_id": VISIT["mdtrt_id"], "medfee_sumamt": -30.00, "fund_pay_sumamt": -20.00}
    asked = {
        "setl_id": SETTLED["setl_id"],
        "mdtrt_id": VISIT["mdtrt_id"],
        "psn_no": VISIT["psn_no"],
    }
    again = {**SETTLED, "setl_id": "S000000002", "setl_time": "2025-07-02 10:00:00", **second}
    return [
        message("2208", input={"data": asked}, output={"setlinfo": back}),
        message("2207", output={"setlinfo": again}),
    ]


def test_charges_settled_again_belong_to_the_settlement_that_stands(
    tmp_path: Path, workspace: Workspace
) -> None:
    take_in(workspace, messages(tmp_path / "d", *MESSAGES, *settled_again()))
    assert query(workspace, "select distinct claim_id from canonical.claim_line") == [
        ("S000000002",)
    ]


@pytest.mark.parametrize("batches", [True, False])
def test_charges_uploaded_anew_leave_the_old_ones_in_the_settlement_taken_back(
    tmp_path: Path, workspace: Workspace, batches: bool
) -> None:
    """Told by the batch of charges where the house sends it, else by time and by what both are worth."""
    visit, lines, claim = MESSAGES[0], MESSAGES[1], MESSAGES[2]
    at = LINES[0]["fee_ocur_time"] if batches else "2025-07-01 09:30:00"
    anew = [{**x, "feedetl_sn": f"{x['feedetl_sn']}B", "fee_ocur_time": at} for x in LINES]
    sent = [visit, lines, claim, *settled_again(), message("2204", input={"feedetail": anew})]
    if batches:
        old = {"feedetail": [{**x, "chrg_bchno": "1"} for x in LINES]}
        new = {"feedetail": [{**x, "chrg_bchno": "2"} for x in anew]}
        first = message("2207", output={"setlinfo": {**SETTLED, "chrg_bchno": "1"}})
        sent = [visit, message("2204", input=old), first]
        sent += [*settled_again(chrg_bchno="2"), message("2204", input=new)]
    take_in(workspace, messages(tmp_path / "d", *sent))
    assert query(
        workspace, "select line_no, claim_id from canonical.claim_line order by line_no"
    ) == [
        ("1", "S000000001"),
        ("1B", "S000000002"),
        ("2", "S000000001"),
        ("2B", "S000000002"),
    ]
