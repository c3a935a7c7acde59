"""What information departments of hospitals export: blotted numbers, files that stopped, totals that name what they add."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from feijian.errors import DeliveryRefused
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    csv_text,
    fates,
    held,
    query,
    take_in,
    write_sound,
)

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()


def lines_of(folder: Path, text: str) -> Path:
    """The sound delivery with other charges."""
    write_sound(folder)
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "number",
    [
        "370101********0015",
        "370101XXXXXXXX0015",
        "370101xxxxxxxx001x",
        "37**15",
        "****0015",
        "3701●●●●0015",
    ],
)
def test_a_number_of_which_signs_were_blotted_out_is_nobodys(
    number: str, workspace: Workspace, tmp_path: Path
) -> None:
    take_in(
        workspace,
        lines_of(
            tmp_path / "d", "\n".join([HEADER, FIRST, SECOND.replace(",A,", f",{number},"), ""])
        ),
    )
    assert held(workspace)["fee_list_d"] == [(3, ["destroyed_code:psn_no"])]
    assert query(workspace, "select claim_line_id from canonical.claim_line") == [("F1",)]


def test_a_blotted_physician_is_none_that_others_share(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "\n".join([f"{HEADER},bilg_dr_code", f"{FIRST},D3701****0723", f"{SECOND},XX01", ""])
    take_in(workspace, lines_of(tmp_path / "d", text))
    assert held(workspace) == {"fee_list_d": [(2, ["destroyed_code:bilg_dr_code"])]}
    assert query(workspace, "select practitioner_id from canonical.claim_line") == [("XX01",)]


def many(amounts: list[str]) -> str:
    """Charges whose amount is the last field; the last line has no end."""
    names = HEADER.replace(",det_item_fee_sumamt,vali_flag", ",det_item_fee_sumamt")
    cells = FIRST.rsplit(",", 2)[0]
    return "\n".join(
        [names, *(f"{cells.replace('F1', f'F{n}')},{a}" for n, a in enumerate(amounts))]
    )


def test_a_number_that_lost_its_last_digits_at_the_end_of_a_file_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(DeliveryRefused, match="its last field is shorter than in every other row"):
        take_in(workspace, lines_of(tmp_path / "cut", many(["100.50"] * 20 + ["1234.5"])))
    with pytest.raises(DeliveryRefused, match="its last field is shorter"):
        take_in(
            workspace,
            lines_of(tmp_path / "cut2", many([f"{n}00.50" for n in range(1, 25)] + ["12"])),
        )
    # whole as the others are
    whole = take_in(workspace, lines_of(tmp_path / "whole", many(["100.50"] * 20 + ["7.50"])))
    assert not [n for n in whole.notes if "has no end" in n.what]


def test_a_last_number_of_any_form_is_told_where_its_line_has_no_end(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, lines_of(tmp_path / "d", many(["100.5", "20", "7.25"])))
    assert [n.what for n in report.notes if n.where == "fee_list_d.csv" and "no end" in n.what] == [
        "the last line has no end: its last number may have been cut"
    ]
    ended = take_in(workspace, lines_of(tmp_path / "e", many(["100.5", "20", "7.25"]) + "\n"))
    assert not [n for n in ended.notes if "no end" in n.what]


@pytest.mark.parametrize(
    "name",
    [
        "西药费合计",
        "检查治疗费小计",
        "药品费用小计",
        "累计",
        "本页累计：",
        "住院费用总计",
        "其他费 合计(元)",
    ],
)
def test_a_total_that_names_what_it_adds_is_no_charge(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    total = SECOND.replace("F2", "F3").replace("100.00", "99999.99")
    text = "\n".join(
        [
            f"{HEADER},hilist_name",
            f"{FIRST},诊察费",
            f"{SECOND},累计放疗剂量计划",
            f"{total},{name}",
            "",
        ]
    )
    take_in(workspace, lines_of(tmp_path / "d", text))
    assert held(workspace) == {"fee_list_d": [(4, ["total_row"])]}
    assert query(workspace, "select sum(amount) from canonical.claim_line") == [
        (Decimal("120.00"),)
    ]


def marked(column: str, words: list[str], delimiter: str = ",") -> str:
    """Two charges with a column of the house's own behind them."""
    lines = [
        HEADER + "," + column,
        *(f"{line},{word}" for line, word in zip((FIRST, SECOND), words, strict=True)),
        "",
    ]
    return "\n".join(lines).replace(",", delimiter)


@pytest.mark.parametrize("column", ["del_flag", "IS_DELETED", "isDelete", "作废标志", "是否删除"])
def test_the_usual_names_of_a_mark_of_deleted_rows_are_known(
    column: str, workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, lines_of(tmp_path / "d", marked(column, ["0", "1"])))
    assert fates(report)["fee_list_d"] == (2, 1, 1, 0, 0)
    assert query(workspace, "select claim_line_id from canonical.claim_line") == [("F1",)]


@pytest.mark.parametrize(
    "column", ["op", "OP_TYPE", "__op", "退费标志", "冲销标识", "操作类型", "cancel_status"]
)
def test_a_mark_of_withdrawn_rows_that_nobody_reads_makes_a_doubt(
    column: str, workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, lines_of(tmp_path / "d", marked(column, ["I", "D"])))
    name = column.lower()
    assert [d.what for d in report.doubts] == [
        f"the column '{name}' may mark withdrawn rows and is not read: D (1), I (1)"
    ]


def test_such_a_mark_is_told_whatever_the_file_is(workspace: Workspace, tmp_path: Path) -> None:
    import openpyxl
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [line.split(",") for line in marked("op", ["I", ""]).splitlines()]
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    excel = write_sound(tmp_path / "excel")
    (excel / "fee_list_d.csv").unlink()
    book.save(excel / "fee_list_d.xlsx")
    parquet = write_sound(tmp_path / "parquet")
    (parquet / "fee_list_d.csv").unlink()
    cells = {n: [r[i] for r in rows[1:]] for i, n in enumerate(rows[0])}
    pq.write_table(pa.table(cells), parquet / "fee_list_d.parquet")
    careful = lines_of(tmp_path / "careful", marked("op", ["I", ""]).replace("\n", "\n\n"))
    for folder in (excel, parquet, careful):
        report = take_in(workspace, folder)
        assert [d.what for d in report.doubts if "may mark" in d.what] == [
            "the column 'op' may mark withdrawn rows and is not read: - (1), I (1)"
        ]


def test_a_mark_that_says_one_thing_of_all_rows_is_an_unknown_column(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, lines_of(tmp_path / "d", marked("op", ["I", "I"])))
    assert report.doubts == ()
    assert "unknown columns, kept out: op" in [n.what for n in report.notes]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("fee_list_d.xlsx", "明细(万元)"),
        ("fee_list_d（金额单位：万元）.xlsx", "明细"),
        ("fee_list_d_万元.xlsx", "明细"),
    ],
)
def test_a_unit_in_the_name_of_a_file_or_a_sheet_is_read(
    name: str, sheet: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = booked(tmp_path / "d", name, sheet)
    with pytest.raises(
        DeliveryRefused, match="the name of the file or sheet says that amounts are in 万元"
    ):
        take_in(workspace, folder)


def test_a_unit_in_words_under_the_table_is_read(workspace: Workspace, tmp_path: Path) -> None:
    folder = booked(tmp_path / "d", "fee_list_d.xlsx", "明细", ["注：本表金额单位为万元。"])
    with pytest.raises(DeliveryRefused, match="says that amounts are in 万元"):
        take_in(workspace, folder)
    # other words are a row that is none
    take_in(
        workspace, booked(tmp_path / "e", "fee_list_d(分院).xlsx", "明细", ["制表单位：县医院"])
    )
    assert query(workspace, "select sum(amount) from canonical.claim_line") == [
        (Decimal("120.00"),)
    ]


def booked(folder: Path, name: str, sheet: str, under: list[str] | None = None) -> Path:
    """The sound delivery with its charges in a workbook."""
    import openpyxl

    write_sound(folder)
    (folder / "fee_list_d.csv").unlink()
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for line in (HEADER, FIRST, SECOND):
        page.append(line.split(","))
    for text in under or []:
        page.append([text])
    book.save(folder / name)
    return folder


def visits(people: range, marks: str = "1", first: str = "P") -> dict[str, str]:
    """A visit, a settlement and a charge for drugs of each of some persons, who are in the register."""
    heads = {name: text.strip().splitlines()[0].strip() for name, text in TABLES.items()}
    tables = {name: [head] for name, head in heads.items() if name != "fixmedins_b"}
    for n in people:
        who = f"{first}{n}"
        tables["psn_info_b"].append(f"P{n} | 某人 | 1 | 1960-05-01 | c{n} | | | {marks}")
        tables["mdtrt_d"].append(
            f"M{n} | {who} | 1 | 1960-05-01 | H1 | 2025-07-01 08:00:00 | 2025-07-01 08:30:00 | 11 | 1"
        )
        tables["setl_d"].append(
            f"S{n} | M{n} | {who} | H1 | 2025-07-01 {8 + n // 60:02}:{n % 60:02}:00 | {n + 1}.59 | 1.00 | 0 | 1"
        )
        tables["fee_list_d"].append(
            f"F{n} | S{n} | M{n} | {who} | H1 | 2025-07-01 08:10:00 | XN23AAT023A001010200023 | 09 | 1 | {n + 1}.59 | 1"
        )
    return {name: "\n".join(rows) for name, rows in tables.items()}


def test_a_register_that_knows_nobody_who_came_makes_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, write_sound(tmp_path / "d", **visits(range(25), first="Q")))
    assert [(d.where, d.what) for d in report.doubts] == [
        ("mdtrt_d", "of 25 numbers (person_id) 0 are in psn_info_b")
    ]


def test_a_register_that_knows_those_who_came_makes_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert take_in(workspace, write_sound(tmp_path / "d", **visits(range(25)))).doubts == ()


def test_a_register_all_of_whose_rows_are_withdrawn_makes_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, write_sound(tmp_path / "d", **visits(range(25), marks="0")))
    assert [(d.where, d.what) for d in report.doubts] == [
        ("psn_info_b", "25 of 25 rows are marked as withdrawn")
    ]


def test_rows_that_are_withdrawn_after_they_came_make_no_such_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "first", **visits(range(30))))
    second = take_in(workspace, write_sound(tmp_path / "second", **visits(range(25), marks="0")))
    assert not [d for d in second.doubts if "marked as withdrawn" in d.what]


def test_prices_and_quantities_that_changed_places_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(25))
    lines = (
        tables["fee_list_d"]
        .replace("| cnt |", "| pric | cnt |")
        .replace("| 09 | 1 |", "| 09 | 1 | 1 |")
        .splitlines()
    )
    right = "\n".join(
        [
            lines[0].replace("pric | cnt", "cnt | pric"),
            *(
                x.replace("| 09 | 1 | 1 |", f"| 09 | 1 | {n + 1}.59 |")
                for n, x in enumerate(lines[1:])
            ),
        ]
    )
    wrong = right.replace("cnt | pric", "pric | cnt")
    told = (
        "prices and quantities of drugs are not exchanged: 0.0% of 25 rows, expected at least 95%"
    )
    assert told in [
        d.what
        for d in take_in(
            workspace, write_sound(tmp_path / "w", **{**tables, "fee_list_d": wrong})
        ).doubts
    ]
    again = take_in(workspace, write_sound(tmp_path / "r", **{**tables, "fee_list_d": right}))
    assert not [d for d in again.doubts if "exchanged" in d.what and "earlier" not in d.what]


def test_settlements_whose_lines_did_not_come_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(25))
    lines = tables["fee_list_d"].splitlines()
    report = take_in(
        workspace, write_sound(tmp_path / "d", **{**tables, "fee_list_d": "\n".join(lines[:18])})
    )
    assert [(d.where, d.what) for d in report.doubts] == [
        ("claim", "8 of 25 settlements have no line, though lines came with them")
    ]
    # the rest came later; and settlements that come without any line wait for theirs
    later = take_in(workspace, write_sound(tmp_path / "e", **tables))
    assert later.doubts == ()


def test_settlements_alone_make_no_doubt_of_their_lines(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d", **visits(range(25)))
    (folder / "fee_list_d.csv").unlink()
    assert not [d for d in take_in(workspace, folder).doubts if "have no line" in d.what]


def test_lines_that_come_to_less_than_their_settlements_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(8))
    tables["setl_d"] = tables["setl_d"].replace(".59 |", "9.59 |", 6)
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert [d.what for d in report.doubts if "come to less" in d.what] == [
        "lines come to less than their settlements: H1 (6 / 8)"
    ]


def test_charges_of_another_year_make_a_doubt(workspace: Workspace, tmp_path: Path) -> None:
    tables = visits(range(8))
    tables["fee_list_d"] = tables["fee_list_d"].replace("2025-", "2015-")
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert [d.what for d in report.doubts] == [
        "charges lie more than a year from their settlements: H1 (8 / 8)"
    ]


def test_drugs_in_a_houses_own_categories_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(25))
    tables["fee_list_d"] = tables["fee_list_d"].replace("| 09 |", "| 01 |")
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert [d.what for d in report.doubts] == [
        "drugs with national codes stand in categories of services: H1 (25 / 25)"
    ]


def test_settlements_eight_hours_before_their_visits_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(25))
    tables["setl_d"] = tables["setl_d"].replace("2025-07-01 08:", "2025-07-01 00:")
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert [d.what for d in report.doubts] == [
        "settlements come after their visits began: 0.0% of 24 rows, expected at least 80%"
    ]


def test_no_drug_of_any_house_has_a_fraction_of_a_yuan(
    workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(104))
    cents = {n: t.replace(".59 |", "59 |") for n, t in tables.items()}
    heads, *lines = cents["fee_list_d"].splitlines()
    shops = "\n".join(
        [heads, *(x.replace("| H1 |", f"| H{1 + n % 2} |") for n, x in enumerate(lines))]
    )
    visited = {
        name: "\n".join(
            [
                t.splitlines()[0],
                *(x.replace("| H1 ", f"| H{1 + n % 2} ") for n, x in enumerate(t.splitlines()[1:])),
            ]
        )
        for name, t in cents.items()
        if name in ("mdtrt_d", "setl_d")
    }
    houses = (
        TABLES["fixmedins_b"].rstrip()
        + "\n        H2             | 乡镇卫生院      | 1              | 3       | 1\n"
    )
    report = take_in(
        workspace,
        write_sound(
            tmp_path / "d", **{**cents, **visited, "fee_list_d": shops, "fixmedins_b": houses}
        ),
    )
    assert [d.what for d in report.doubts] == [
        "no charge for a drug has a fraction of a yuan, at any provider (104 charges)"
    ]


def test_a_sign_for_no_bed_is_none(workspace: Workspace, tmp_path: Path) -> None:
    tables = visits(range(6))
    heads, *rows = tables["mdtrt_d"].splitlines()
    beds = ["-", "无", "/", "12床", "12.0", "3-2"]
    tables["mdtrt_d"] = "\n".join(
        [
            f"{heads} | dscg_bed | adm_bed",
            *(f"{r} | {bed} | 7" for r, bed in zip(rows, beds, strict=True)),
        ]
    )
    # a code of the platform that tells no kind of visit: a bed would make a stay of it
    tables["mdtrt_d"] = (
        tables["mdtrt_d"].replace("| 11 | 1 | -", "| 15 | 1 | -").replace("| -  | 7", "| -  |")
    )
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert query(workspace, "select encounter_id, bed from canonical.encounter order by 1") == [
        ("M0", "7"),
        ("M1", "7"),
        ("M2", "7"),
        ("M3", "12床"),
        ("M4", "7"),
        ("M5", "3-2"),
    ]
    assert "1 values of dscg_bed cannot be read: taken as absent" in [n.what for n in report.notes]


@pytest.mark.parametrize(
    ("number", "employer"),
    [
        ("E000012", "E000012"),
        ("000000", None),
        ("999999", None),
        ("灵活就业人员", None),
        ("无单位", None),
        ("城乡居民", None),
        ("县第一中学", "县第一中学"),
    ],
)
def test_who_has_no_employer_is_nobodys_colleague(
    number: str, employer: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    tables = visits(range(2))
    heads, *rows = tables["mdtrt_d"].splitlines()
    tables["mdtrt_d"] = "\n".join([f"{heads} | emp_no", *(f"{r} | {number}" for r in rows)])
    take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert query(workspace, "select distinct employer_id from canonical.person") == [(employer,)]


@pytest.mark.parametrize("number", ["0", "0000", "不祥"])
def test_a_prescription_of_noughts_is_none(
    number: str, workspace: Workspace, tmp_path: Path
) -> None:
    text = "\n".join([f"{HEADER},rx_drord_no", f"{FIRST},{number}", f"{SECOND},RX1", ""])
    take_in(workspace, lines_of(tmp_path / "d", text))
    assert query(
        workspace, "select prescription_no from canonical.claim_line order by claim_line_id"
    ) == [(None,), ("RX1",)]


def numbered(tables: dict[str, str], numbers: list[str]) -> dict[str, str]:
    """The same visits of persons with other numbers."""
    changed = {}
    for name, text in tables.items():
        heads, *rows = text.splitlines()
        place = [h.strip() for h in heads.split("|")].index("psn_no")
        lines = [heads]
        for number, row in zip(numbers, rows, strict=True):
            cells = row.split("|")
            cells[place] = f" {number} "
            lines.append("|".join(cells))
        changed[name] = "\n".join(lines)
    return changed


def test_long_numbers_that_all_end_in_zeros_make_a_doubt(
    workspace: Workspace, tmp_path: Path
) -> None:
    lost = numbered(visits(range(12)), [f"370101{1955 + n}0219000" for n in range(12)])
    lost = {n: t.replace("0219000 ", "02190000 ") for n, t in lost.items()}
    report = take_in(workspace, write_sound(tmp_path / "d", **lost))
    assert [d.what for d in report.doubts if d.where == "setl_d.csv"] == [
        "all long numbers of psn_no end in zeros beyond the fifteenth digit"
    ]
    whole = numbered(visits(range(12)), [f"370101{1955 + n}02190{n:02}1" for n in range(12)])
    again = take_in(Workspace.create(tmp_path / "other"), write_sound(tmp_path / "e", **whole))
    assert not [d for d in again.doubts if "end in zeros" in d.what]


def test_a_small_letter_makes_nobody_another_person(workspace: Workspace, tmp_path: Path) -> None:
    tables = visits(range(2))
    large = numbered(tables, ["37010119550219001X", "37010119550219002X"])
    small = numbered(tables, ["37010119550219001x", "37010119550219002X"])
    mixed = {**small, "psn_info_b": large["psn_info_b"]}
    heads, *rows = mixed["fee_list_d"].splitlines()
    mixed["fee_list_d"] = "\n".join(
        [f"{heads} | bilg_dr_code", *(f"{r} | d370101000001" for r in rows)]
    )
    take_in(workspace, write_sound(tmp_path / "d", **mixed))
    assert query(workspace, "select person_id from canonical.person order by 1") == [
        ("37010119550219001X",),
        ("37010119550219002X",),
    ]
    assert query(workspace, "select distinct practitioner_id from canonical.claim_line") == [
        ("D370101000001",)
    ]


def test_a_place_outside_of_china_is_none(workspace: Workspace, tmp_path: Path) -> None:
    houses = "\n".join(
        [
            TABLES["fixmedins_b"].strip().splitlines()[0] + " | lnt | lat",
            *(
                f"H{n} | 院{n} | 1 | 2 | 1 | {lnt} | {lat}"
                for n, (lnt, lat) in enumerate(
                    [("117.05", "36.66"), ("0", "0"), ("36.66", "117.05"), ("117.05", "")], 1
                )
            ),
        ]
    )
    take_in(workspace, write_sound(tmp_path / "d", fixmedins_b=houses))
    assert query(
        workspace, "select provider_id, longitude, latitude from canonical.provider order by 1"
    ) == [("H1", 117.05, 36.66), ("H2", None, None), ("H3", None, None), ("H4", None, None)]
