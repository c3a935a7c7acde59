"""The self-check form says nothing of what we think, and every way it can come back is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from feijian.errors import ImportRefused, UsageError
from feijian.workbench.desk import Desk
from feijian.workbench.selfcheck import COLUMNS, Comparison, _wrong, compare, write_form
from tests.unit.workbench.conftest import PERSON

PLACE = {c.key: n for n, c in enumerate(COLUMNS, start=1)}


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> Path:
    file = tmp_path / "自查表.xlsx"
    assert write_form(desk.shelf, "H1", (), file, "zh") == 2
    return file


def filled(file: Path, *rows: dict[str, object]) -> None:
    """Write into the rows of the form, in their order."""
    book = openpyxl.load_workbook(file)
    for number, row in enumerate(rows, start=2):
        for key, value in row.items():
            book.active.cell(number, PLACE[key]).value = value
    book.save(file)


def compared(desk: Desk, file: Path) -> Comparison:
    return compare(desk.shelf, "H1", (), file, "zh")


def test_the_form_names_lines_and_neither_persons_nor_what_is_in_question(form: Path) -> None:
    cells = [c.value for row in openpyxl.load_workbook(form).active.iter_rows() for c in row]
    assert "L-F1" in cells
    assert 150 in cells  # what was charged
    assert 120 not in cells  # what is in question of it
    assert PERSON not in map(str, cells)


def test_another_family_is_another_form(desk: Desk, tmp_path: Path) -> None:
    assert write_form(desk.shelf, "H1", ("unbundling",), tmp_path / "f.xlsx", "en") == 1
    with pytest.raises(UsageError, match="no line in question"):
        write_form(desk.shelf, "H1", ("collusion",), tmp_path / "g.xlsx", "en")


def test_a_form_that_came_back_empty_is_all_omissions(desk: Desk, form: Path) -> None:
    found = compared(desk, form)
    assert [a.status for a in found.answers] == ["omitted", "omitted"]
    assert (found.admitted, found.at_risk) == (Decimal(0), Decimal("220.00"))
    assert found.problems == ()


def test_answers_stand_beside_what_is_in_question_omissions_first(desk: Desk, form: Path) -> None:
    filled(form, {"admitted": 20, "reason": "录入错误"})
    found = compared(desk, form)
    assert [a.status for a in found.answers] == ["omitted", "less"]
    assert found.admitted == Decimal(20)
    first, second = [
        r[PLACE["line_id"] - 1].value
        for r in openpyxl.load_workbook(form).active.iter_rows(min_row=2)
    ]
    worth = {"L-F1": "100.00", "L-F3": "120.00"}
    filled(form, {"admitted": worth[first], "reason": None}, {"reason": "均有医嘱"})
    said = {a.line_id: a.status for a in compared(desk, form).answers}
    assert said == {first: "agrees", second: "less"}
    filled(form, {"admitted": 150}, {})
    assert compared(desk, form).answers[-1].status == "more"


def test_each_fault_is_told_with_its_row_and_not_counted(desk: Desk, form: Path) -> None:
    filled(form, {"admitted": 151}, {"admitted": 10, "charged": 15})
    found = compared(desk, form)
    assert found.admitted == 0
    assert ["row 2" in p.where or "row 3" in p.where for p in found.problems] == [True, True]
    told = " ".join(p.what for p in found.problems)
    assert "above what was charged" in told
    assert "was changed" in told


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"line_id": "L-other"}, "no line of this form"),
        ({"admitted": "viel"}, "not an amount"),
        ({"admitted": -1}, "not an amount"),
        ({"admitted": "1.005"}, "not an amount"),
    ],
)
def test_a_row_that_cannot_be_is_told(
    desk: Desk, form: Path, change: dict[str, object], what: str
) -> None:
    filled(form, change)
    found = compared(desk, form)
    assert [what in p.what for p in found.problems] == [True]


def test_a_line_answered_twice_is_told(desk: Desk, form: Path) -> None:
    book = openpyxl.load_workbook(form)
    book.active.append([c.value for c in book.active[2]])
    book.save(form)
    assert ["second time" in p.what for p in compared(desk, form).problems] == [True]


def test_a_form_of_another_run_is_refused(desk: Desk, form: Path) -> None:
    filled(form, {"run_id": "20200101T000000Z-aaaaaa"})
    with pytest.raises(ImportRefused, match="20200101T000000Z-aaaaaa"):
        compared(desk, form)


def test_another_workbook_is_refused(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(ImportRefused, match="self-check form"):
        compared(desk, tmp_path / "x.xlsx")
    with pytest.raises(ImportRefused, match="no such file"):
        compared(desk, tmp_path / "none.xlsx")


@pytest.mark.parametrize("charged", ["unklar", "-150", "150.01", "NaN"])
def test_a_charge_that_was_written_over_is_told_and_the_other_lines_count(
    desk: Desk, form: Path, charged: str
) -> None:
    filled(form, {"charged": charged, "admitted": 3}, {"admitted": 7})
    found = compared(desk, form)
    assert [p.what.partition(" from ")[0] for p in found.problems] == ["the charge was changed"]
    assert found.admitted == 7


def test_a_charge_may_be_written_otherwise_or_be_left_out(desk: Desk, form: Path) -> None:
    sheet = openpyxl.load_workbook(form).active
    first, second = (sheet.cell(row, PLACE["charged"]).value for row in (2, 3))
    filled(
        form,
        {"charged": f"{first:,.3f}元", "admitted": first},
        {"charged": None, "admitted": second},
    )
    found = compared(desk, form)
    assert found.problems == ()
    assert found.admitted == first + second


def test_a_refund_among_the_lines_comes_back_as_it_went() -> None:
    """A line of -20: nothing of it can be admitted, and nothing is."""
    row = {"charged": Decimal("-20.00")}
    cells = {"charged": "-20", "admitted": ""}
    assert _wrong("row 2", cells, row, twice=False) == []
    assert len(_wrong("row 2", {"charged": "20"}, row, twice=False)) == 1
    assert len(_wrong("row 2", cells, row, twice=True)) == 1
    assert len(_wrong("row 2", cells, None, twice=False)) == 1
