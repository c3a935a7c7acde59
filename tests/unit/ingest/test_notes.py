"""What a reader of a load is told of its files: kept out, missing, empty, unlike each other, of no table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from feijian.ingest.load.notes import (
    _unknown_columns,
    empty_tables,
    left_out_tables,
    notes_on,
    sealed_files,
    unknown_codes,
    unlike_parts,
    unread_tables,
)
from feijian.ingest.read.codes import Coded


def test_five_names_are_told_and_the_others_counted() -> None:
    names = [f"f{n}" for n in range(6)]
    for told_of in (unread_tables, sealed_files):
        assert [p.where for p in told_of(names[:5])] == ["f0, f1, f2, f3, f4"]
        assert [p.where for p in told_of(names)] == ["f0, f1, f2, f3, f4 and 1 more"]
        assert list(told_of([])) == []


def raw(column: str, unknown: dict[str, int], *, aside: bool = False) -> Any:
    codes = {column: Coded(unknown=unknown, sets_aside=aside)}
    return SimpleNamespace(table=SimpleNamespace(name="fee"), codes=codes)


def test_values_in_no_dictionary_are_counted_over_files_the_most_frequent_first() -> None:
    several = [raw("kind", {"甲": 2, "乙": 3}), raw("kind", {"甲": 2, "丙": 3}), raw("level", {})]
    [told] = unknown_codes(several)
    assert told.what == "3 values are not in the dictionary of kind: 甲 (4), 丙 (3), 乙 (3)"
    [one] = unknown_codes([raw("kind", {"长" * 21: 1}, aside=True)])
    assert one.what == (
        f"1 value is not in the dictionary of kind: {'长' * 20} (1); their rows are set aside"
    )
    [six] = unknown_codes([raw("kind", {str(n): 1 for n in range(6)})])
    assert six.what.endswith("4 (1) and 1 more")


COLUMNS = tuple(
    SimpleNamespace(name=n, custom={}, physical_type="varchar", label_zh="") for n in "abc"
)
OF_TABLE = {"visit": ("encounter", True), "fee": ("claim_line", True), "house": ("provider", True),
            "extra": ("claim", False)}  # fmt: skip


def file_of(table: str, rows: int = 1, **given: Any) -> Any:
    """A file of a table with columns a, b and c, of which rules read a and b."""
    contract = SimpleNamespace(columns=COLUMNS)
    fixed: dict[str, Any] = {
        "table": SimpleNamespace(name=table, void=None, version=None, contract=contract),
        **{"shown": f"{table}.csv", "read": rows, "name": table, "known": {}, "codes": {}},
        **{"unknown": (), "missing": (), "withheld": {}, "ragged": ()},
        "hidden": 0,
        "open_number": False,
    }
    made = {**fixed, **given}
    made["columns"] = tuple(c for c in "abc" if c not in made["missing"])
    return SimpleNamespace(**made)


class Sender:
    """A source of four tables; of `extra` no row decides anything."""

    tables = dict.fromkeys(OF_TABLE)

    def __init__(self) -> None:
        self.mappings = [
            SimpleNamespace(source_table=n, table=t, decides=d, reads={"a", "b"})
            for n, (t, d) in OF_TABLE.items()
        ]

    def of_source(self, name: str) -> list[Any]:
        return [m for m in self.mappings if m.source_table == name]

    def of_table(self, name: str) -> list[Any]:
        return [m for m in self.mappings if m.table == name]


def said(*raws: Any, unrecognised: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    source: Any = Sender()
    connection: Any = None
    return [(p.where, str(p.what)) for p in notes_on(connection, unrecognised, raws, source)]


ALL = tuple(file_of(name) for name in OF_TABLE)
NEEDED = ("", "a rule that needs what is missing is 'not applicable' and names it")


def test_of_a_delivery_that_is_whole_there_is_nothing_to_say() -> None:
    assert said(*ALL) == []


def test_a_file_is_told_with_what_was_kept_out_of_it() -> None:
    odd = file_of(
        *("visit",), unknown=("x", "y"), withheld={"a": 3}, hidden=2, ragged=(1, 2), missing=("c",)
    )
    assert said(odd, *ALL) == [
        ("visit.csv", "unknown columns, kept out: x, y"),
        ("visit.csv", "3 values of a named a person and were hashed"),
        ("visit.csv", "rows hidden in the workbook, read like the others: 2"),
        ("visit.csv", "2 rows with a wrong number of fields"),
    ]


def test_a_column_that_rules_read_is_told_where_no_file_of_its_table_has_it() -> None:
    short, shorter = file_of("fee", missing=("a", "c")), file_of("fee", missing=("a", "b", "c"))
    others = [raw for raw in ALL if raw.table.name != "fee"]
    unlike = ("fee.csv", "without columns that other files of fee have: b")
    assert said(short, shorter, *others) == [unlike, ("fee", "without the columns a"), NEEDED]
    assert said(shorter, shorter, *others) == [("fee", "without the columns a, b"), NEEDED]
    # whichever comes first, one that has them all leaves nothing missing
    for raws in ((*ALL, short), (short, *ALL)):
        assert said(*raws) == [("fee.csv", "without columns that other files of fee have: a")]


def test_files_of_one_table_that_differ_in_columns_are_told_apart() -> None:
    source: Any = Sender()
    lacks = file_of("fee", missing=("b", "c"), shown="second.csv")
    whole = file_of("fee")
    told = "without columns that other files of fee have: b"
    assert [(p.where, p.what) for p in unlike_parts([lacks, whole], source)] == [
        ("second.csv", told)
    ]
    assert list(unlike_parts([lacks, lacks, file_of("fee", rows=0)], source)) == []
    assert list(unlike_parts([file_of("fee", rows=0, missing=("b",)), whole], source)) == []


def test_headers_alone_and_tables_that_did_not_come_are_told() -> None:
    header = file_of("fee", rows=0, unknown=("x",))
    hidden = ("visit.csv", "rows hidden in the workbook, read like the others: 1")
    told = said(header, file_of("visit", hidden=1), *ALL)
    assert told == [("fee.csv", "only a header, no rows"), hidden, NEEDED]
    assert said(*ALL[:2]) == [("", "tables not in this delivery: extra, house"), NEEDED]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("b.xlsx#2 (hidden)", ("b.xlsx#2 (hidden)", "a hidden sheet was left out")),
        ("b (hidden)", ("b (hidden)", "is of a kind that is not read and was left out")),
        ("m.log#12 (failed)", ("m.log", "messages that failed were left out: 12")),
        (
            "old.csv (put away)",
            ("old.csv", "was left out: its name says that it was withdrawn, or is a template"),
        ),
        ("a.pdf", ("a.pdf", "is of a kind that is not read and was left out")),
        ("a.CSV", ("a.CSV", "belongs to no table of this source and was left out")),
        ("b.xlsx#2", ("b.xlsx#2", "belongs to no table of this source and was left out")),
        ("m.log#3", ("m.log#3", "belongs to no table of this source and was left out")),
    ],
)
def test_what_belongs_to_no_table_is_told_by_what_it_is(name: str, told: tuple[str, str]) -> None:
    assert said(*ALL, unrecognised=(name,)) == [told]


def test_a_core_table_of_headers_alone_is_doubtful_where_others_have_rows() -> None:
    source: Any = Sender()

    def told(*raws: Any) -> list[tuple[str, str]]:
        return [(p.where, str(p.what)) for p in empty_tables(raws, source)]

    alone = "only headers were sent, while other tables of the delivery have rows"
    visits, fees = file_of("visit", rows=0), file_of("fee", rows=0)
    house, extra = file_of("house"), file_of("extra", rows=0)
    assert told(visits, fees, house, extra) == [("fee", alone), ("visit", alone)]
    # the rows may stand in another file of the table
    assert told(visits, file_of("visit"), house) == []
    assert told(file_of("house", rows=0), file_of("visit")) == []
    assert told(visits, fees) == [("", "no file of the delivery has a row")]


def test_files_of_rows_that_belong_nowhere_are_doubtful_where_a_core_table_lacks() -> None:
    source: Any = Sender()

    def told(names: list[str], *tables: str) -> list[tuple[str, str]]:
        raws = [file_of(name) for name in tables]
        return [(p.where, str(p.what)) for p in left_out_tables(names, raws, source)]

    lacks = "belong to no table of this source, and no file of fee came"
    names = [f"{n}.csv" for n in range(6)]
    assert told(names, "visit") == [("0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 1 more", lacks)]
    assert told(["a.CSV", "b.pdf"], "visit", "house") == [("a.CSV", lacks)]
    assert told(["b.pdf"], "visit") == []
    assert told(["a.csv"], "visit", "fee") == []
    # without any core table the delivery is of something else: houses, or boxes
    assert told(["a.csv"], "house", "extra") == []


def test_columns_by_the_hundred_are_counted_and_none_is_told_that_names_a_person() -> None:
    told = _unknown_columns([*(f"x{n}" for n in range(42)), "y"])
    assert told.endswith("x38, x39 and 3 more")
    assert _unknown_columns(["科室", "13912345678", "长" * 70]) == (
        f"unknown columns, kept out: 科室, 〔已隐去〕, {'长' * 64}"
    )
