"""Reading line by line: where each row stands, what is wrong with it, and when a file is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.ingest.read.csv_fallback import FEW_ROWS, LONGEST_FIELD_LINES, careful_rows
from feijian.ingest.read.header import HeaderLine


def read(folder: Path, text: str, width: int = 2, delimiter: str = ",", above: int = 0):
    file = folder / "f.csv"
    file.write_bytes(text.encode())
    return careful_rows(file, HeaderLine(above, delimiter, []), width, "f.csv")


def written(folder: Path, found) -> list[str]:
    found.write(folder / "copy.csv")
    return (folder / "copy.csv").read_text(encoding="utf-8").splitlines()


def told(found) -> list[tuple[str, str]]:
    return [(p.where, p.what) for p in found.problems]


def test_rows_are_numbered_by_the_lines_they_begin_on(tmp_path: Path) -> None:
    found = read(tmp_path, 'a,b\n1,2\n\n3,"x\ny"\n , \n5,6\n')
    assert (found.skipped, found.problems, found.trailing) == ((), (), False)
    assert written(tmp_path, found) == ["2,1,2", '4,3,"x', 'y"', "6, , ", "7,5,6"]


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, "title\n\na,b\n1,2\n", above=2)
    assert written(tmp_path, found) == ["4,1,2"]


def test_old_line_ends_and_blank_lines_of_spaces_make_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\r1,2\r3,4\r")
    assert written(tmp_path, found) == ["2,1,2", "3,3,4"]
    found = read(tmp_path, "a,b\r\n1,2\r\n \t\u3000\r\n3,4\r\n")
    assert written(tmp_path, found) == ["2,1,2", "4,3,4"]


def test_the_mark_that_old_systems_end_a_file_with_is_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\r\n1,2\r\n3,4\r\n\x1a")
    assert (found.skipped, found.problems) == ((), ())
    assert written(tmp_path, found) == ["2,1,2", "3,3,4"]
    # it does not hide a row that was cut before it
    assert told(read(tmp_path, "a,b\r\n1,2\r\n3\x1a"))


def test_a_line_of_tabs_is_a_row_of_nothing_where_tabs_separate(tmp_path: Path) -> None:
    assert written(tmp_path, read(tmp_path, "a\tb\n\t\n1\t2\n", delimiter="\t")) == ["2,,", "3,1,2"]
    assert written(tmp_path, read(tmp_path, "a,b\n\t\n1,2\n")) == ["3,1,2"]


def test_a_delimiter_at_the_end_of_every_row_is_no_field(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\n1,2,\n3,4,\n")
    assert (found.trailing, found.skipped) == (True, ())
    assert written(tmp_path, found) == ["2,1,2", "3,3,4"]
    some = read(tmp_path, "a,b\n" + "1,2\n" * 3 + "3,4,\n")
    assert some.trailing is False
    assert some.skipped == ((5, ["3", "4", ""], "wrong_field_count"),)
    filled = read(tmp_path, "a,b\n" + "1,2,x\n")
    assert filled.trailing is False
    # two too many are no habit of the sender's: the rows are of something else
    twice = read(tmp_path, "a,b\n" + "1,2,,\n" * 3)
    assert twice.trailing is False
    assert [reason for _, _, reason in twice.skipped] == ["wrong_field_count"] * 3


def test_what_is_wrong_with_a_row_is_told_by_its_kind(tmp_path: Path) -> None:
    sound = "1,2\n" * 6
    found = read(tmp_path, f'a,b\n{sound}1\n1,2,3\n锟斤拷,2\n1,"x"y\n')
    assert [(line, reason) for line, _, reason in found.skipped] == [
        (8, "wrong_field_count"),
        (9, "wrong_field_count"),
        (10, "broken_characters"),
        (11, "stray_quote"),
    ]
    assert found.problems == ()
    assert written(tmp_path, found) == [f"{n},1,2" for n in range(2, 8)]


def test_a_quote_that_was_never_meant_to_open_costs_its_own_line_only(tmp_path: Path) -> None:
    found = read(tmp_path, 'a,b\n1,2\n3,"x\n5,6\n7,8\n')
    assert found.skipped == ((3, ["3", '"x'], "stray_quote"),)
    assert written(tmp_path, found) == ["2,1,2", "4,5,6", "5,7,8"]


def test_a_quote_never_closed_is_half_a_file(tmp_path: Path) -> None:
    found = read(tmp_path, 'a,b\n1,2\n3,"x\nno comma\n')
    assert told(found) == [("f.csv:3", "half a file: a quote opened here or later is never closed")]


def test_a_field_over_too_many_lines_is_a_quote_never_closed(tmp_path: Path) -> None:
    longest = 'a,b\n1,"' + "x\n" * (LONGEST_FIELD_LINES - 1) + 'x"\n2,3\n'
    assert read(tmp_path, longest).skipped == ()
    longer = 'a,b\n1,"' + "x\n" * (LONGEST_FIELD_LINES + 1) + 'x"\n2,3\n'
    assert read(tmp_path, longer).skipped[0][2] == "stray_quote"


def test_a_last_row_cut_short_is_half_a_file(tmp_path: Path) -> None:
    sound = "1,2\n" * 9
    assert told(read(tmp_path, f"a,b\n{sound}3")) == [
        ("f.csv:11", "half a file: the last row is cut (1 of 2 fields)")
    ]
    # with its line end it was written whole: a row too short, and not half a file
    assert told(read(tmp_path, f"a,b\n{sound}3\n")) == []
    assert told(read(tmp_path, f"a,b\n{sound}3\r")) == []


def test_a_header_alone_is_a_file_without_rows(tmp_path: Path) -> None:
    alone = read(tmp_path, "a,b\n\n")
    assert (alone.rows, told(alone)) == (0, [])
    assert read(tmp_path, "a,b\n1,2\n\n3\n").rows == 2


@pytest.mark.parametrize(
    ("sound", "wrong", "is_broken"),
    [
        (90, FEW_ROWS, False),
        (90, FEW_ROWS + 1, True),
        (10, FEW_ROWS, False),
        (9, FEW_ROWS, True),
        (1980, 20, False),
        (1980, 21, True),
    ],
)
def test_few_wrong_rows_are_set_aside_and_many_break_the_file(
    tmp_path: Path, sound: int, wrong: int, is_broken: bool
) -> None:
    found = read(tmp_path, "a,b\n" + "1\n" * wrong + "1,2\n" * sound)
    assert len(found.skipped) == wrong
    what = f"{wrong} of {sound + wrong} rows have another number of fields than the header (2)"
    assert told(found) == ([("f.csv:2", what)] if is_broken else [])


def test_characters_lost_everywhere_are_told_as_that(tmp_path: Path) -> None:
    lost = read(tmp_path, "a,b\n" + "烫烫烫,2\n" * 2 + "1,2\n")
    assert told(lost) == [("f.csv:2", "2 of 3 rows hold characters that were lost in a conversion")]


@pytest.mark.parametrize("rows", ["1,2,\n3,4,\n", "1,2,\n3,4,\n5,6,7\n", "1,,\n"])
def test_a_last_column_that_is_empty_is_a_field_and_no_trailing_delimiter(
    tmp_path: Path, rows: str
) -> None:
    """An optional last column that nobody filled in: every row has all its fields."""
    found = read(tmp_path, "a,b,c\n" + rows, width=3)
    assert (found.trailing, found.skipped, found.problems) == (False, (), ())
    numbered = [f"{n},{row}" for n, row in enumerate(rows.splitlines(), start=2)]
    assert written(tmp_path, found) == numbered


def test_a_stray_quote_costs_its_own_row_also_where_every_row_ends_with_a_delimiter(
    tmp_path: Path,
) -> None:
    rows = "".join(f"{n},{n},{n},\n" for n in range(4, 60))
    found = read(tmp_path, 'a,b,c\n1,1,1,\n2,"2,2,\n3,3,3,\n' + rows, width=3)
    assert (found.trailing, found.problems) == (True, ())
    assert [(line, reason) for line, _, reason in found.skipped] == [(3, "stray_quote")]
    assert written(tmp_path, found)[:3] == ["2,1,1,1", "4,3,3,3", "5,4,4,4"]
