"""The rows of one file as they came, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from feijian.errors import Problem
from feijian.ingest.read.codes import Coded
from feijian.ingest.read.known import KnownColumn
from feijian.ingest.read.words import Words
from feijian.ingest.sources.source import SourceTable


@dataclass(frozen=True)
class RaggedRow:
    """A row whose fields nobody can place.

    cells: its fields by column, empty where the file has columns that name a person: nobody can
    tell which of the fields they are. row_hash: a keyed hash of the row, to know it again.
    """

    line: int
    cells: dict[str, str | None]
    row_hash: str
    reason: str = "wrong_field_count"


@dataclass(frozen=True)
class RawTable:
    """The rows of one file in a temporary table of text columns.

    line:    SQL of the line (or sheet row) each row stands on. file: SQL of its file's number.
    columns: kept contract columns it has; others of the contract were not in the file.
    ragged:  rows with a wrong number of fields, which are not in the table.
    codes:   coded columns whose values want a look in the dictionary.
    several: columns in which a cell may hold several codes, which make a row each.
    broken:  words that were lost in a conversion, by column.
    withheld: values that named a person where no person is due, and were hashed; by column.
    hidden: rows that a workbook does not show; they are read like the others.
    struck: rows that a workbook shows struck through; they are read like the others.
    shifted_days: columns all of whose times are midnight in China as UTC has it.
    known: what the engine knows of columns without a look at the rows.
    words: the different cells of its columns that have few, as long as none of them was changed.
    usual: columns of which every cell is in its usual form, where that was asked (`load.usual`).
    marks: words of unread columns that are called like marks of withdrawn rows, with how often each stands.
    lost_digits: columns of long numbers that all end in zeros.
    open_number: the file ends without a line end behind a number of which nothing tells whether it is whole.
    unsummed: columns no cell of which can stand in a line of totals, where that was asked (`load.few_words`).
    """

    name: str
    line: str
    columns: tuple[str, ...]
    table: SourceTable
    shown: str
    rows: int
    file: str = "0"
    from_excel: bool = False
    encoding: str = ""
    digest: str = ""
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ragged: tuple[RaggedRow, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    codes: dict[str, Coded] = field(default_factory=dict)
    several: tuple[str, ...] = ()
    broken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    struck: int = 0
    shifted_days: tuple[str, ...] = ()
    known: Mapping[str, KnownColumn] = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    usual: frozenset[str] = frozenset()
    marks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lost_digits: tuple[str, ...] = ()
    open_number: bool = False
    unsummed: frozenset[str] = frozenset()

    @property
    def read(self) -> int:
        """Rows the file holds."""
        return self.rows + len(self.ragged)
