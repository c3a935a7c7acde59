"""Words and signs for nothing, several people in a cell, and names of files: nobody becomes somebody."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from feijian.ingest.macros import define_macros
from feijian.ingest.nothing import INVISIBLE, NARROW, ODD_BLANKS, WIDE
from feijian.ingest.read.encodings import is_broken
from feijian.ingest.values import Manner, reading
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    csv_text,
    held,
    query,
    rows_of,
    take_in,
    write_rows,
    write_sound,
)

NOTHING = (
    "------", "——————", "........", "//", "******", "??????", "__", "|", "、", "。", "{}", "[]",
    "（空）", "(空白)", "【无】", "[无]", "-无-", "--无--", "(blank)", "<空>", "n.a.", "-1",
    "暂缺", "缺失", "空白", "不明", "未找到", "不适用", "暂无数据", "无医生",
)  # fmt: skip


def charges_by(workspace: Workspace, physicians: tuple[str, ...]) -> dict[int, str | None]:
    """Load one charge by each; the physician of every line that was accepted, by its place."""
    base = rows_of(TABLES["fee_list_d"])[0]
    folder = write_sound(workspace.root.parent / "delivery")
    write_rows(
        folder / "fee_list_d.csv",
        [{**base, "bkkp_sn": f"F{n}", "bilg_dr_code": v} for n, v in enumerate(physicians)],
    )
    take_in(workspace, folder)
    found = query(workspace, "select line_no, practitioner_id from canonical.claim_line")
    return {int(no[1:]): physician for no, physician in found}


def test_signs_and_words_for_nothing_are_no_physician(workspace: Workspace) -> None:
    found = charges_by(workspace, NOTHING)
    assert len(found) == len(NOTHING)
    assert {NOTHING[n]: who for n, who in found.items() if who is not None} == {}


def test_every_sign_is_made_plain_as_the_list_says() -> None:
    connection = duckdb.connect()
    define_macros(connection)
    signs = [chr(c) for c in range(1, 0x10000) if not 0xD800 <= c < 0xE000] + [
        "\U0001f600",
        "\U00020000",
    ]
    cells = [f"中{sign}A" for sign in signs]
    made = connection.execute(
        "select narrow(c), cleaned(c) from (select unnest($1::varchar[]) as c)", [cells]
    ).fetchall()
    wide = str.maketrans(WIDE, NARROW)
    blank = str.maketrans(WIDE + ODD_BLANKS, NARROW + " " * len(ODD_BLANKS), INVISIBLE)
    assert made == [(c.translate(wide), c.translate(blank)) for c in cells]
    assert connection.execute("select narrow(null), cleaned(null)").fetchall() == [(None, None)]


def test_codes_with_signs_at_their_ends_stay_codes() -> None:
    connection = duckdb.connect()
    define_macros(connection)
    for code in ("N", "D-1", "(NO1)", "A1.", "无锡01"):
        assert connection.execute("select read_identifier($1)", [code]).fetchone() == (code,)
    # a dagger code and its asterisk are one diagnosis
    assert connection.execute("select read_medical_code('M49.0*')").fetchone() == ("M49.0*",)


def test_a_word_for_nothing_in_capitals_names_nobody() -> None:
    connection = duckdb.connect()
    define_macros(connection)
    manners = (
        Manner("identifier"),
        Manner("identifier", strict=True),
        Manner("identifier", strict=True, provider=True),
        Manner("trace_code", rounded="[0-9]{15}00000", strict=True),
    )
    words = ["UNKNOWN", "unknown", "UNDEFINED", "Undefined", "BLANK", "blank", "[UNKNOWN]"]
    codes = ["UNKNOWN1", "ABCDEF", "H37010000001", "81002599832258542937"]
    for manner in manners:
        read = reading("v", "varchar", "", from_excel=False, manner=manner)
        found = connection.execute(
            f"select list({read}) from (select unnest($1::varchar[]) as v)", [words + codes]
        ).fetchone()
        assert found == ([None] * len(words) + codes,), manner


@pytest.mark.parametrize("manner", ["label", "medical_code"])
def test_a_word_for_nothing_in_capitals_is_no_batch_and_no_diagnosis(manner: str) -> None:
    connection = duckdb.connect()
    define_macros(connection)
    words = ["UNKNOWN", "Unknown", "unknown", "UNDEFINED", "undefined", "BLANK"]
    codes = ["UNKNOWN1", "J18900X001", "Z51102"]
    read = reading("v", "varchar", "", from_excel=False, manner=Manner(manner))
    found = connection.execute(
        f"select list({read}) from (select unnest($1::varchar[]) as v)", [words + codes]
    ).fetchall()
    assert found == [([None] * len(words) + codes,)]


def test_charges_of_an_unknown_person_are_set_aside(workspace: Workspace, tmp_path: Path) -> None:
    lines = TABLES["fee_list_d"].replace("| A      |", "| UNKNOWN |")
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert query(workspace, "select claim_line_id from canonical.claim_line") == []
    assert held(workspace) == {
        "fee_list_d": [(2, ["required:person_id"]), (3, ["required:person_id"])]
    }


def test_a_word_with_signs_of_its_own_is_nothing_as_it_stands() -> None:
    connection = duckdb.connect()
    define_macros(connection)
    words = ("\\N", "#N/A", "<NA>", "【#N/A】", "未知。", "N/A/N/A", "[\\N]", "\\NN", "a.", None)
    found = connection.execute(
        "select list_transform($1::varchar[], lambda c: is_nothing(c))", [list(words)]
    ).fetchall()
    assert found == [([True, True, True, True, True, False, False, False, False, None],)]


def test_what_only_the_row_above_knows_is_set_aside(workspace: Workspace) -> None:
    assert charges_by(workspace, ("同上", "〃", "D1")) == {2: "D1"}
    assert held(workspace) == {
        "fee_list_d": [
            (2, ["destroyed_code:bilg_dr_code"]),
            (3, ["destroyed_code:bilg_dr_code"]),
        ]
    }


@pytest.mark.parametrize("cell", ["1001,1002", "1001、1002", "1001；1002", "D1|D2", "1001\n1002"])
def test_two_short_codes_in_a_cell_are_not_one_physician(workspace: Workspace, cell: str) -> None:
    assert charges_by(workspace, (cell, "1003")) == {1: "1003"}
    assert held(workspace) == {"fee_list_d": [(2, ["several_codes:bilg_dr_code"])]}


@pytest.mark.parametrize("zeros", ["0", "000", "000000000000000"])
def test_items_without_a_code_are_not_one_item(workspace: Workspace, zeros: str) -> None:
    base = rows_of(TABLES["fee_list_d"])
    folder = write_sound(workspace.root.parent / "delivery")
    write_rows(folder / "fee_list_d.csv", [{**base[0], "med_list_codg": zeros}, base[1]])
    take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(2, ["required:item_code"])]}


@pytest.mark.parametrize("name", ["202507fee_list_d.csv", "县医院20250801fee_list_d202507.csv"])
def test_a_file_with_its_month_before_its_name_is_read(workspace: Workspace, name: str) -> None:
    folder = write_sound(workspace.root.parent / "delivery")
    (folder / "fee_list_d.csv").rename(folder / name)
    assert take_in(workspace, folder).doubts == ()
    assert query(workspace, "select sum(amount)::varchar from canonical.claim_line") == [
        ("120.00",)
    ]


def test_chinese_read_as_latin_is_broken(workspace: Workspace) -> None:
    text = csv_text(TABLES["fee_list_d"]).splitlines()
    folder = write_sound(workspace.root.parent / "delivery")
    broken = "诊查费".encode("gbk").decode("latin-1")
    rows = [f"{text[0]},hilist_name", f"{text[1]},{broken}", f"{text[2]},床位费"]
    (folder / "fee_list_d.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(2, ["broken_characters:hilist_name"])]}


@pytest.mark.parametrize("word", ["Größe", "Ménière", "±5°×2", "β-受体", "Ø5.0×10", "PÓLÓ"])
def test_words_of_europe_and_measures_are_not_broken(word: str) -> None:
    assert not is_broken(word)


@pytest.mark.parametrize(
    ("word", "level"),
    [("Ⅲ级", 3), ("III级", 3), ("三级综合医院", 3), ("二级甲等医院", 2), ("一", 1)],
)
def test_levels_as_houses_write_them(workspace: Workspace, word: str, level: int) -> None:
    provider = rows_of(TABLES["fixmedins_b"])[0]
    folder = write_sound(workspace.root.parent / "delivery")
    write_rows(folder / "fixmedins_b.csv", [{**provider, "hosp_lv": word}])
    take_in(workspace, folder)
    assert query(workspace, "select level from canonical.provider") == [(level,)]
