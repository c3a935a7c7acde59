"""An upload is read as a delivery is: what a delivery would set aside or leave out is not judged unseen."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from feijian.contracts import read_catalogue
from feijian.errors import UsageError
from feijian.ingest.unsettled.charges import Staged, forms_of, reading_world, stage
from feijian.ingest.unsettled.upload import Most, question_of, read_question
from feijian.library import Library

Reads = Callable[[Any], list[Staged]]


@pytest.fixture(scope="module")
def read() -> Reads:
    library = Library.of()
    catalogue = read_catalogue(library, ("canonical",))
    forms, world = forms_of(library, catalogue), reading_world(catalogue)

    def its(told: Any) -> list[Staged]:
        return stage(world, catalogue, forms, [question_of(told, "upload", Most())])[0]

    return its


def charge(number: int = 1, **other: Any) -> dict[str, Any]:
    return {
        "feedetl_sn": f"N{number}",
        "mdtrt_id": "M9",
        "psn_no": "370000100000007",
        "fixmedins_code": "H37010100001",
        "fee_ocur_time": "2025-12-01 09:00:00",
        "med_list_codg": "001109000010000",
        "med_chrgitm_type": "01",
        "cnt": "2",
        "pric": "50",
        "det_item_fee_sumamt": "100.00",
        **other,
    }


VISIT = {
    "mdtrt_id": "M9",
    "psn_no": "370000100000007",
    "gend": "1",
    "brdy": "1960-05-01",
    "fixmedins_code": "H37010100001",
    "begntime": "2025-12-01 08:00:00",
    "endtime": "2025-12-03 10:00:00",
    "med_type": "21",
}


def upload(*charges: dict[str, Any], **visit: Any) -> dict[str, Any]:
    return {"mdtrtinfo": {**VISIT, **visit}, "feedetail": list(charges or [charge()])}


def rows_of(found: list[Staged]) -> Any:
    assert [one.problems for one in found] == [()]
    assert found[0].rows is not None
    return found[0].rows


def wrong(found: list[Staged]) -> list[str]:
    assert [one.rows for one in found] == [None]
    return [p.what for p in found[0].problems]


def test_words_mean_the_codes_that_a_delivery_reads(read: Reads) -> None:
    rows = rows_of(read(upload(charge(med_chrgitm_type="床位费"), med_type="普通住院", gend="男")))
    assert rows.charges[0]["category"] == "bed"
    assert rows.visits[0]["class"] == "inpatient"
    assert rows == rows_of(read(upload()))


def test_codes_are_read_as_in_a_delivery(read: Reads) -> None:
    small = charge(fixmedins_code="h37010100001", med_list_codg=" xn23aat023a001010200023 ")
    its = rows_of(read(upload(small))).charges[0]
    assert (its["provider_id"], its["item_code"]) == ("H37010100001", "XN23AAT023A001010200023")


def test_a_code_that_no_dictionary_has_is_counted_or_keeps_its_visit_from_being_judged(
    read: Reads,
) -> None:
    (found,) = read(upload(insutype="奇怪保险"))
    assert (found.problems, dict(found.unknown)) == ((), {"insutype": 1})
    what = ["charge 1: med_chrgitm_type cannot be read"]
    assert wrong(read(upload(charge(med_chrgitm_type="奇怪费")))) == what


@pytest.mark.parametrize(
    ("told", "what"),
    [
        (upload(charge(pric="五十")), "charge 1: pric cannot be read"),
        (upload(endtime="03/12/2025"), "the visit: endtime cannot be read"),
        (upload(endtime="2025-12-03T02:00:00Z"), "the visit: endtime cannot be read"),
        (upload(brdy="1960.5"), "the visit: brdy cannot be read"),
        (upload(charge(med_list_codg="1109000010000")), "charge 1 has no readable item_code"),
        (upload(charge(cnt="1,000")), "charge 1 has no readable quantity"),
        (
            {**upload(), "diseinfo": [{"mdtrt_id": "M9", "diag_code": "1.1E+10"}]},
            "diagnosis 1: diag_code cannot be read",
        ),
        (upload(charge(), charge(2, psn_no="P2")), "its rows name 2 persons"),
        (upload(psn_no="P2"), "its rows name 2 persons"),
        (
            upload(charge(), charge(cnt="1", det_item_fee_sumamt="50.00")),
            "charges 1 and 2 have the same number and differ",
        ),
        (upload(charge(vali_flag="0")), "holds no charge that was not withdrawn"),
    ],
)
def test_what_a_delivery_would_set_aside_is_told(read: Reads, told: Any, what: str) -> None:
    assert wrong(read(told)) == [what]


@pytest.mark.parametrize("end", ["", "在院", "9999-12-31"])
def test_an_end_that_is_open_is_none(read: Reads, end: str) -> None:
    assert rows_of(read(upload(endtime=end))).visits[0]["ended_at"] is None


def test_what_was_withdrawn_is_left_out_and_what_was_sent_twice_counts_once(read: Reads) -> None:
    gone = charge(2, vali_flag="0")
    rows = rows_of(read(upload(charge(), gone, charge(), charge(3, vali_flag="1"))))
    assert [line["claim_line_id"] for line in rows.charges] == ["N1", "N3"]


def test_numbers_of_a_program_are_the_numbers_it_meant(read: Reads) -> None:
    its = rows_of(read(upload(charge(cnt=2.0, det_item_fee_sumamt=100.00000000000001)))).charges[0]
    assert (its["quantity"], its["amount"]) == (Decimal(2), Decimal(100))


def csv_of(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "charges.csv"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


HEAD, ROW = ",".join(charge()), ",".join(charge().values())


def test_a_row_of_another_length_is_told_with_its_line(tmp_path: Path) -> None:
    for row in (ROW.replace("N1", "N1,N2"), ROW.removesuffix(",100.00")):
        with pytest.raises(
            UsageError, match=r"charges.csv:3: 1?[19] fields where the header has 10"
        ):
            read_question(csv_of(tmp_path, HEAD, ROW, row), Most())
    with pytest.raises(UsageError, match="quotes that cannot be understood"):
        read_question(csv_of(tmp_path, HEAD, ROW.replace("N1", '"N1')), Most())


def test_whatever_separates_the_fields_and_names_the_columns(tmp_path: Path) -> None:
    for sign in ",;\t|":
        lines = [line.replace(",", sign) for line in (HEAD.upper(), "", ROW)]
        (part,) = read_question(csv_of(tmp_path, *lines), Most()).parts
        assert part == read_question(csv_of(tmp_path, HEAD, ROW), Most()).parts[0]
