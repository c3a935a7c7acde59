"""Persons whom somebody made up to try a program: 测试患者, test01. What is settled for them was never paid.

Names are hashed as a file is read; what is compared here are hashes of such words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.read.raw_table import RawTable
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

MADE_UP = (
    *("测试", "测试患者", "测试病人", "测试人员", "测试用户", "测试数据", "测试账号", "测试卡"),
    *(
        "患者测试",
        "病人测试",
        "系统测试",
        "接口测试",
        "医保测试",
        "测试医保",
        "住院测试",
        "门诊测试",
    ),
    *("演示患者", "演示病人", "模拟患者", "模拟病人", "虚拟患者", "test", "Test", "TEST", "ceshi"),
)
NUMBERED = (
    "",
    *(str(n) for n in range(1, 51)),
    *(f"{n:02}" for n in range(1, 10)),
    *"一二三四五六七八九十",
)


def made_up_persons(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable]
) -> Iterator[Problem]:
    """Files with rows of such persons."""
    for raw in raws:
        names = [
            c.name
            for c in raw.table.contract.columns
            if c.custom.get("privacy") == "keyed"
            and c.name in raw.columns
            and c.label_zh.endswith("姓名")
        ]
        for name in names:
            row = first_row(
                connection,
                f"select count(*) from temp.{raw.name} where {quoted(name)} in (select keyed(word) from"
                " (select unnest($1::varchar[]) as word))",
                [[word + number for word in MADE_UP for number in NUMBERED]],
            )
            if row and row[0]:
                yield Problem(
                    raw.shown,
                    sentence("rows of persons named as for a trial: {n:,}", n=int(row[0])),
                    "They were made up to try a program: ask the sender to take them out, with vali_flag 0.",
                )
