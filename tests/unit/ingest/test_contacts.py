"""Telephones and addresses make neighbours of two persons only where both name one line or one place."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from feijian.ingest.macros import define_macros
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in, write_sound


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    define_macros(made)
    return made


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("13912345679", "13912345679"),
        ("+86 139-1234-5679", "13912345679"),
        ("１３９１２３４５６７９", "13912345679"),
        ("13912345679(女儿)", "13912345679"),
        ("13912345679,13812345670", "13912345679"),
        ("0531-88881234", "053188881234"),
        ("88881234", "88881234"),
        # parts of numbers are shared by strangers
        ("139****5679", None),
        ("139xxxx5679", None),
        ("139××××5679", None),
        ("1.391234568E+10", None),
        ("1391", None),
        # and so is what stands for none
        ("11111111111", None),
        ("00000000000", None),
        ("13888888888", None),
        ("12345678901", None),
        ("13800138000", None),
        ("无", None),
    ],
)
def test_a_telephone_is_one_that_somebody_can_be_called_under(
    connection: duckdb.DuckDBPyConnection, cell: str, number: str | None
) -> None:
    assert connection.execute("select phone_text($1)", [cell]).fetchone() == (number,)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("某县 某镇李家村5号", "某县某镇李家村5号"),
        ("一○一室", "一○一室"),
        ("3#楼 101", "3#楼101"),
        ("某县***", None),
        ("某县XX村", None),
        ("无", None),
        ("不详", None),
        ("同上", None),
        ("/", None),
    ],
)
def test_an_address_is_one_place(
    connection: duckdb.DuckDBPyConnection, cell: str, address: str | None
) -> None:
    assert connection.execute("select plain_text($1)", [cell]).fetchone() == (address,)


def test_persons_who_are_masked_alike_share_nothing(workspace: Workspace, tmp_path: Path) -> None:
    masked = """
        psn_no | gend | brdy       | tel         | mob         | live_addr | hsreg_addr     | vali_flag
        A      | 1    | 1960-05-01 | 139****5679 |             | 某县***   |                | 1
        B      | 1    | 1960-05-01 | 139****5679 | 13912345679 | 某县***   | 某镇李家村5号  | 1
        C      | 1    | 1960-05-01 | 13912345679 |             | 无        | 某镇李家村5号  | 1
        """
    take_in(workspace, write_sound(tmp_path / "d", psn_info_b=masked))
    keys = query(
        workspace,
        "select phone_key, address_key, locality_key from canonical.person order by person_id",
    )
    assert keys[0] == (None, None, None)
    assert keys[1] == keys[2]
    assert all(keys[1])
