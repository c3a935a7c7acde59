"""Where the form lies in a file, whatever a bureau made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.errors import ImportRefused
from feijian.leads.labels import Words
from feijian.messages import in_words
from feijian.verdicts.form import FormRow, form_rows, outcome_of

HEAD = "finding_id,outcome,note\n"


def rows(folder: Path, text: str, encoding: str = "utf-8") -> list[tuple[str, dict[str, str]]]:
    file = folder / "f.csv"
    file.write_bytes(text.encode(encoding))
    return [(row.where, row.cells) for row in form_rows(file)]


def test_the_header_is_looked_for_in_the_first_twenty_rows(tmp_path: Path) -> None:
    its = {"finding_id": "F1", "outcome": "upheld", "note": ""}
    assert rows(tmp_path, HEAD + "F1,upheld,\n") == [("f.csv, row 2", its)]
    assert rows(tmp_path, "title\n" * 19 + HEAD + "F1,upheld,\n") == [("f.csv, row 21", its)]
    with pytest.raises(ImportRefused, match="has no table with the columns"):
        rows(tmp_path, "title\n" * 20 + HEAD + "F1,upheld,\n")


def test_rows_without_anything_are_none_and_short_ones_have_what_they_have(tmp_path: Path) -> None:
    found = rows(tmp_path, HEAD + ",,\n , ,\nF2\n\nF3,'=x,'-y\n")
    assert found == [
        ("f.csv, row 4", {"finding_id": "F2"}),
        ("f.csv, row 6", {"finding_id": "F3", "outcome": "=x", "note": "-y"}),
    ]
    assert FormRow("x", found[0][1]).get("note") == ""


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_form_is_read_with_whatever_separates_it_in_either_language(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    text = mark.join(("说明，其他", "疑点编号", " 核查结论 ")) + "\n" + mark.join("xyz") + "\n"
    assert rows(tmp_path, text, encoding) == [("f.csv, row 2", {"finding_id": "y", "outcome": "z"})]


def test_of_two_columns_of_one_name_the_first_is_meant(tmp_path: Path) -> None:
    text = "OUTCOME,Event,Outcome\nupheld,V1,rejected\n"
    assert rows(tmp_path, text) == [("f.csv, row 2", {"outcome": "upheld", "event_id": "V1"})]


def test_an_outcome_alone_is_no_form(tmp_path: Path) -> None:
    for head in ("outcome,note\n", "finding_id,event_id\n"):
        with pytest.raises(ImportRefused):
            rows(tmp_path, head + "a,b\n")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no such file"):
        form_rows(tmp_path / "none.csv")
    file = tmp_path / "f.csv"
    file.write_bytes(b"\xff\xff")
    with pytest.raises(ImportRefused, match="neither UTF-8 nor GB18030"):
        form_rows(file)


def test_further_columns_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("finding_id,outcome,车间\nF1,upheld,3\n", encoding="utf-8")
    (row,) = form_rows(file, {"shop": Words("车间", "Shop")})
    assert row.get("shop") == "3"
    (row,) = form_rows(file)
    assert row.get("shop") == ""


def test_an_outcome_is_named_by_its_key_or_in_either_language() -> None:
    for text in ("upheld", " Upheld ", "属实"):
        assert outcome_of(text) == "upheld"
    assert outcome_of("部分属实") == "partly"
    assert outcome_of("属") is None
    assert outcome_of("") is None


def test_a_row_is_named_in_the_language_that_is_set(tmp_path: Path) -> None:
    ((where, _),) = rows(tmp_path, HEAD + "F1,upheld,\n")
    assert in_words(where, "zh") == "f.csv 第 2 行"
