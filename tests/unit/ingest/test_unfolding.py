"""Messages of an interface as flat rows: what stands around a row goes along with it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.read.unfolding import FAILED, unfolded, write_rows

Own = list[tuple[dict[str, str], dict[str, str]]]


def nodes(folder: Path, text: str | object) -> dict[str, Own]:
    file = folder / "log.json"
    file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return unfolded(file, "log.json")


def test_a_row_of_a_list_takes_what_is_around_and_beside_it(tmp_path: Path) -> None:
    message = {
        "infno": "2304",
        "fixmedins_code": "H1",
        "input": {
            "setlinfo": {"setl_id": "S1", "gend": True, "note": None},
            "diseinfo": [{"diag": "J18"}, {"diag": "I10", "setl_id": ""}],
        },
    }
    found = nodes(tmp_path, message)
    head = {"infno": "2304", "fixmedins_code": "H1"}
    setl = {"setl_id": "S1", "gend": "true", "note": ""}
    assert found == {
        "2304.setlinfo": [(setl, head)],
        "2304.diseinfo": [
            ({"diag": "J18"}, {**head, **setl}),
            ({"diag": "I10", "setl_id": ""}, {**head, **setl}),
        ],
    }


def test_an_answer_takes_what_was_asked_and_a_request_what_was_answered(tmp_path: Path) -> None:
    message = {
        "infno": "2201",
        "input": {"mdtrtinfo": {"psn_no": "P1"}},
        "output": {"result": {"mdtrt_id": "M1"}},
    }
    found = nodes(tmp_path, message)
    assert found["2201.mdtrtinfo"] == [({"psn_no": "P1"}, {"mdtrt_id": "M1", "infno": "2201"})]
    assert found["2201.result"] == [({"mdtrt_id": "M1"}, {"infno": "2201", "input.psn_no": "P1"})]


def test_each_charge_takes_what_is_answered_of_its_number_and_is_one_row(tmp_path: Path) -> None:
    message = {
        "infno": "2301",
        "input": {"feedetail": [{"feedetl_sn": "1", "cnt": "2", "pric": ""}, {"feedetl_sn": "2"}]},
        "output": {
            "result": [{"feedetl_sn": "1", "pric": "3.50"}, {"feedetl_sn": "9", "pric": "1"}]
        },
    }
    found = nodes(tmp_path, message)
    own, around = found["2301.feedetail"][0]
    assert (own, around["pric"]) == ({"feedetl_sn": "1", "cnt": "2"}, "3.50")
    assert [o for o, _ in found["2301.feedetail"]][1] == {"feedetl_sn": "2"}
    # what is answered of a charge that was not asked is a row of its own
    assert [o["feedetl_sn"] for o, _ in found["2301.result"]] == ["9"]


@pytest.mark.parametrize(
    ("message", "failed"),
    [
        ({"infcode": "-1"}, True),
        ({"infcode": -1, "err_msg": ""}, True),
        ({"infcode": "0", "err_msg": "ok"}, False),
        ({"infcode": "00", "err_msg": "x"}, False),
        ({"infcode": "5", "err_msg": "no"}, True),
        ({"infcode": "5", "err_msg": " "}, False),
        ({"output": {"infcode": "-1"}}, True),
        ({}, False),
    ],
)
def test_a_message_that_failed_gives_no_rows(
    tmp_path: Path, message: dict[str, object], failed: bool
) -> None:
    found = nodes(tmp_path, {"infno": "2301", "input": {"data": {"a": "1"}}, **message})
    assert (FAILED in found) is failed
    assert ("2301.data" in found) is not failed


def test_numbers_stay_the_texts_they_are_and_parts_may_be_texts(tmp_path: Path) -> None:
    text = '{"rows": [{"a": 1.10, "b": 007}]}'
    with pytest.raises(DeliveryRefused, match="is not JSON"):
        nodes(tmp_path, text)
    found = nodes(tmp_path, '{"rows": [{"a": 1.10, "b": 12345678901234567890, "c": NaN}]}')
    assert found == {"log.rows": [({"a": "1.10", "b": "12345678901234567890", "c": "NaN"}, {})]}
    wrapped = {"infno": "1", "input": json.dumps({"data": [{"a": 1}]}), "output": "{no json"}
    assert [o for o, _ in nodes(tmp_path, wrapped)["1.data"]] == [{"a": "1"}]


def test_a_document_may_stand_on_every_line_and_a_wrong_one_is_told_with_its_line(
    tmp_path: Path,
) -> None:
    found = nodes(tmp_path, '{"a": "1"}\n\n{"a": "2"}\n')
    assert found == {"log": [({"a": "1"}, {}), ({"a": "2"}, {})]}
    with pytest.raises(DeliveryRefused) as told:
        nodes(tmp_path, '{"a": "1"}\n\n{"a": \n')
    assert told.value.problems[0].where == "log.json:3"
    with pytest.raises(DeliveryRefused) as told:
        nodes(tmp_path, '{\n"a": "1",\n"b" 2}')
    assert told.value.problems[0].where == "log.json:3"


def test_what_is_no_text_or_nested_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "log.json"
    file.write_bytes("{}".encode("utf-16"))
    with pytest.raises(DeliveryRefused, match="is not UTF-8"):
        unfolded(file, "log.json")
    with pytest.raises(DeliveryRefused, match="nested too deeply"):
        nodes(tmp_path, "[" * 100_000 + "]" * 100_000)


def test_what_is_no_object_gives_no_row(tmp_path: Path) -> None:
    assert nodes(tmp_path, ["x", 1, [], {}, None]) == {}


def test_rows_are_written_with_all_their_own_columns_and_those_around_that_the_table_has(
    tmp_path: Path,
) -> None:
    table: Any = SimpleNamespace(names={"psn_no": "psn_no", "setl_id": "setl_id"})
    rows = [
        ({"a": "1"}, {"PSN_NO": "P1", "other": "x"}),
        ({"b": "2", "setl_id": "S2"}, {"setl_id": "S1"}),
    ]
    write_rows(rows, table, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == [
        "a,PSN_NO,b,setl_id",
        "1,P1,,",
        ",,2,S2",
    ]


def test_a_list_of_plain_values_is_one_cell(tmp_path: Path) -> None:
    """Trace codes of one line come as a list: left out, the line would have none."""
    lines = [{"feedetl_sn": "1", "drug_trac_codg": ["81000001", 81000002, None], "notes": []}]
    found = nodes(tmp_path, {"infno": "2207", "input": {"drugtracinfo": lines, "other": []}})
    assert [own for own, _ in found["2207.drugtracinfo"]] == [
        {"feedetl_sn": "1", "drug_trac_codg": "81000001;81000002"}
    ]
    assert list(found) == ["2207.drugtracinfo"]


def test_an_object_that_says_one_name_twice_is_refused_where_it_differs(tmp_path: Path) -> None:
    same = '{"infno": "2304", "input": {"setlinfo": {"setl_id": "S1", "setl_id": "S1"}}}'
    assert [own for own, _ in nodes(tmp_path, same)["2304.setlinfo"]] == [{"setl_id": "S1"}]
    with pytest.raises(DeliveryRefused, match="an object says 'fund' twice, and differently"):
        nodes(tmp_path, '{"infno": "2304", "input": {"setlinfo": {"fund": 80, "fund": 8}}}')
    with pytest.raises(DeliveryRefused, match=r"log\.json:2: an object says"):
        nodes(tmp_path, '{"a": 1}\n{"a": 1, "a": 2}\n')


def test_half_a_character_is_a_lost_one(tmp_path: Path) -> None:
    found = nodes(tmp_path, '{"infno": "2304", "input": {"setlinfo": {"name": "某\\ud840"}}}')
    assert [own for own, _ in found["2304.setlinfo"]] == [{"name": "某\ufffd"}]
