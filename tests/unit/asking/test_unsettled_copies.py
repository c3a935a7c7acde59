"""A copy of a person's history is another person's to every query, and reads as the history does."""

from __future__ import annotations

import pyarrow as pa
import pytest

from feijian.asking.unsettled_copies import Copies, Copy, ends_of, number_of, without_ends

VISITS = pa.table({"encounter_id": ["E1", "E2", "E3"], "person_id": ["P1", "P2", "P1"]})
DIAGNOSES = pa.table({"encounter_id": ["E3", "E2", "E1", "LOST"], "code": ["C", "B", "A", "Z"]})
LINES = pa.table(
    {
        "claim_line_id": ["L2", "L1", "L3"],
        "person_id": ["P1", "P1", "P2"],
        "original_line_id": [None, "L2", None],
        "item_code": ["I", "I", "J"],
    }
)
TABLES = {"encounter": VISITS, "diagnosis": DIAGNOSES, "claim_line": LINES}


def test_each_copy_has_ids_of_its_own_and_the_order_of_the_history() -> None:
    made = Copies(TABLES, [Copy("P1", "a"), Copy("P2", "b"), Copy("P1", "c")])
    lines = [tuple(row.values()) for row in made.table("claim_line").to_pylist()]
    assert lines == [
        ("L2a", "P1a", None, "I"),
        ("L1a", "P1a", "L2a", "I"),
        ("L3b", "P2b", None, "J"),
        ("L2c", "P1c", None, "I"),
        ("L1c", "P1c", "L2c", "I"),
    ]


def test_a_diagnosis_is_of_the_person_of_its_visit() -> None:
    made = Copies(TABLES, [Copy("P2", "a"), Copy("P1", "b")])
    assert made.table("diagnosis").to_pylist() == [
        {"encounter_id": "E2a", "code": "B"},
        {"encounter_id": "E3b", "code": "C"},
        {"encounter_id": "E1b", "code": "A"},
    ]


def test_a_visit_that_the_history_knows_of_two_persons_is_copied_for_both() -> None:
    both = pa.table({"encounter_id": ["E1", "E1"], "person_id": ["P1", "P2"]})
    made = Copies({**TABLES, "encounter": both}, [Copy("P1", "a"), Copy("P2", "b")])
    assert made.table("diagnosis")["encounter_id"].to_pylist() == ["E1a", "E1b"]


@pytest.mark.parametrize(
    ("persons", "rows"), [(["P1"], 6), (["P1", "P1"], 12), (["P1", "NOBODY"], 6), (["NOBODY"], 0)]
)
def test_rows_of_all_copies_are_counted_before_any_is_made(persons: list[str], rows: int) -> None:
    assert Copies(TABLES, [Copy(p, "x") for p in persons]).count == rows


def test_a_person_nobody_knows_has_no_rows() -> None:
    assert Copies(TABLES, [Copy("NOBODY", "a")]).table("claim_line").num_rows == 0
    assert Copies({}, [Copy("NOBODY", "a")]).count == 0


def test_ends_are_told_from_ids_and_sort_before_what_goes_on() -> None:
    first, other = "V1" + ends_of(12), "V10" + ends_of(12)
    assert first < other
    assert (number_of(first), number_of("V1"), number_of(None)) == (12, -1, -1)
    assert without_ends([first, (other, 3), None]) == ["V1", ["V10", 3], None]
