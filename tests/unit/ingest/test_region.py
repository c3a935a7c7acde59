"""The delivery of another bureau is told where the settings say whose workspace it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write


@pytest.mark.parametrize(
    ("region", "here", "elsewhere", "told"),
    [
        ("420100", 9, 11, "11 of 20 settlements are of providers in other provinces"),
        ("420100", 10, 10, ""),  # guests may be many
        ("420100", 0, 19, ""),  # too few to tell
        ("370100", 9, 11, ""),  # most are of the province
        ("", 0, 30, ""),
    ],
)
def test_most_settlements_of_another_province_make_doubts(
    region: str, here: int, elsewhere: int, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    if region:
        text = workspace.settings_file.read_text(encoding="utf-8")
        text = text.replace('# region = "370100"', f'region = "{region}"')
        workspace.settings_file.write_text(text, encoding="utf-8")
    houses = ["H42010000001"] * here + ["H37010000002"] * elsewhere
    tables = {"psn_info_b": TABLES["psn_info_b"]}
    tables["fixmedins_b"] = TABLES["fixmedins_b"].replace("H1 ", "H42010000001 ") + (
        "    H37010000002 | 乙 | 1 | 2 | 1\n"
    )
    for name in ("mdtrt_d", "setl_d", "fee_list_d"):
        head, first, *_ = (line for line in TABLES[name].splitlines() if line.strip())
        tables[name] = "\n".join(
            [
                head,
                *(
                    first.replace("M1 ", f"M{n} ")
                    .replace("S1 ", f"S{n} ")
                    .replace("F1 ", f"F{n} ")
                    .replace("H1 ", f"{house} ")
                    for n, house in enumerate(houses)
                ),
            ]
        )
    report = take_in(workspace, write(tmp_path / "d", **tables))
    assert sum(f.accepted for f in report.files if f.table == "setl_d") == len(houses)
    found = [d.what for d in report.doubts if "other provinces" in d.what]
    assert [f.startswith(told) for f in found] == ([True] if told else [])
