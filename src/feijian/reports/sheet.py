"""One table of a workbook: header, typed cells, links; it goes on in a second sheet when full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, cast
from unicodedata import east_asian_width

from feijian.leads.labels import inert, three_figures
from feijian.plain import Row
from feijian.reports.columns import FORMATS, Column
from feijian.reports.texts import TEXTS

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from feijian.reports.plain_cells import PlainCells

EXCEL_ROWS = 1_048_576
MOST_LINKS = 65_000
"""Excel holds some 65,530 links a sheet; the rows beyond have none."""
FILL = "#FFF8DC"
LINE = 14.5
"""Height of one line of text in points."""
LATIN = 0.9
"""How wide a letter of Latin text is beside a digit, by which Excel measures columns."""
WRAPPED = 1.1
"""What lines lose at their ends, where words stay whole."""
MOST_POINTS = 409.0
"""The height of a row that Excel cannot go beyond."""

Place = tuple[str, int]
"""A row: sheet name and number as Excel counts (from 1)."""

Link = tuple[Place, str]
"""Where a cell leads, and what it says."""


class Styles:
    """The cell formats of one workbook, made once."""

    def __init__(self, book: Workbook, mark: str = "") -> None:
        """mark: what the foot of every printed page names, a run's id."""
        self.mark = mark
        # set apart from the figure or the text that ends before it
        facts = {
            "font_color": "#1A4F8B",
            "underline": 1,
            "valign": "top",
            "indent": 1,
            "align": "left",
        }
        self.link = book.add_format(facts)
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
        self.prose = book.add_format({"text_wrap": True, "valign": "top"})
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self._heads: dict[tuple[bool, bool], Format] = {}

    def of(self, kind: str, fill: bool) -> Format:
        if (kind, fill) not in self._made:
            facts: Row = {"valign": "top"}
            if kind in FORMATS:
                facts["num_format"] = FORMATS[kind]
            if kind == "wrapped":
                facts["text_wrap"] = True
            if kind in ("text", "wrapped"):
                # apart from a number that ends where it begins; Excel indents nothing without a side
                facts.update(indent=1, align="left")
            if fill:
                facts.update(bg_color=FILL, border=1, border_color="#D9DEE5", locked=False)
            self._made[(kind, fill)] = self._book.add_format(facts)
        return self._made[(kind, fill)]

    def head(self, column: Column) -> Format:
        """A head stands over its column: right over figures and days, else left."""
        on_the_right, fill = column.kind in FORMATS, column.fill
        if (on_the_right, fill) not in self._heads:
            side: Row = {"align": "right"} if on_the_right else {"align": "left", "indent": 1}
            colour = "#F6D9C4" if fill else "#DCE6F1"
            facts = {"bold": True, "bg_color": colour, "bottom": 1, "text_wrap": True}
            self._heads[(on_the_right, fill)] = self._book.add_format(
                {**facts, **side, "valign": "vcenter"}
            )
        return self._heads[(on_the_right, fill)]


class TableSheet:
    """A table that is written row by row, from the top."""

    def __init__(
        self,
        book: Workbook,
        styles: Styles,
        name: str,
        columns: Sequence[Column],
        lang: str,
        printed: int,
        rows: int = EXCEL_ROWS,
    ) -> None:
        """printed: columns that go on paper. rows: how many a sheet holds, the header among them."""
        self._book, self._styles, self._name, self._columns = book, styles, name, columns
        self._lang, self._printed, self._limit = lang, printed, rows
        self.parts: list[tuple[PlainCells, str]] = []
        self.heights: list[int] = []
        # worked out once: a county's workbook has a quarter of a million cells
        self._cells = [(n, c, styles.of(c.kind, c.fill)) for n, c in enumerate(columns)]
        self._wrapped = [c for c in columns if c.kind == "wrapped"]
        self._begin()

    def _part_name(self, number: int) -> str:
        """What the sheet of that number is called, counted from 1."""
        return self._name if number == 1 else f"{self._name} {number}"

    def _begin(self) -> None:
        name = self._part_name(len(self.parts) + 1)
        from feijian.reports.plain_cells import PlainCells

        sheet = self._book.add_worksheet(name, worksheet_class=PlainCells)
        tallest = max(line_height(c.label.to(self._lang), c.width) for c in self._columns)
        sheet.set_row(0, max(tallest, 2 * LINE))
        for place, column in enumerate(self._columns):
            sheet.set_column(
                place, place, column.width, None, {"hidden": 1} if column.hidden else {}
            )
            sheet.write_string(0, place, column.label.to(self._lang), self._styles.head(column))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(f"&L{name}&R{TEXTS['internal'].to(self._lang)}")
        sheet.set_footer(f"&Lfeijian {self._styles.mark}&C&P / &N")
        self.parts.append((sheet, name))
        self.heights.append(1)

    @property
    def next_place(self) -> Place:
        """Where the next row will stand."""
        if self.heights[-1] >= self._limit:
            self._begin()
        return self.parts[-1][1], self.heights[-1] + 1

    def place_ahead(self, rows: int) -> Place:
        """Where the row after so many more will stand."""
        part, row = len(self.parts), self.heights[-1] + rows
        while row >= self._limit:
            part, row = part + 1, row - self._limit + 1
        return self._part_name(part), row + 1

    def write_rows(self, rows: pl.DataFrame, links: Mapping[str, Sequence[Link | None]]) -> None:
        """Append many rows of columns without wrapped or filled cells: what `write` makes of each.

        rows: a column for each of the table's but links, whose values are told apart.
        """
        done = 0
        while done < rows.height:
            first = self.next_place[1] - 1
            fitting = min(rows.height - done, self._limit - first)
            its = rows.slice(done, fitting)
            self._put(first, its, {key: told[done : done + fitting] for key, told in links.items()})
            self.heights[-1] += fitting
            done += fitting

    def _put(
        self, first: int, rows: pl.DataFrame, links: Mapping[str, Sequence[Link | None]]
    ) -> None:
        """Rows that fit into the sheet, from row `first` on."""
        import polars as pl
        from xlsxwriter.url import Url

        sheet, urls = self.parts[-1][0], dict[Link, Url]()
        cells = []
        for place, column, style in self._cells:
            if column.kind != "link":
                values = rows[column.key]
                if column.kind not in FORMATS:
                    values = inert_texts(values)
                cells.append(sheet.cell_texts(values, style))
                continue
            told = links[column.key]
            # Excel holds so many links a sheet; the rows beyond say where, and lead nowhere
            leading = max(0, min(len(told), MOST_LINKS + 1 - first))
            texts = pl.Series([link[1] if link else None for link in told], dtype=pl.String)
            cells.append(
                pl.concat(
                    [
                        sheet.cell_texts(texts[:leading], self._styles.link),
                        sheet.cell_texts(texts[leading:], None),
                    ]
                )
            )
            for link in told[:leading]:
                if link is not None and link not in urls:
                    (name, row), text = link
                    urls[link] = Url(f"internal:'{name}'!A{row}")
                    urls[link].text = text
            sheet.link_rows(first, place, (urls[k] if k else None for k in told[:leading]))
        sheet.put_rows(first, LINE, cells)

    def write(self, row: Mapping[str, object]) -> None:
        """Append a row, each value as its column's kind has it; a link's is a `Link`."""
        number = self.next_place[1] - 1
        sheet = self.parts[-1][0]
        wrapped = [c for c in self._wrapped if row.get(c.key)]
        sheet.set_row(
            number,
            max((line_height(str(row[c.key]), c.width - 2) for c in wrapped), default=LINE),
        )
        for place, column, style in self._cells:
            value = row.get(column.key)
            if value is None or value == "":
                if column.fill:
                    sheet.write_blank(number, place, None, style)
            elif column.kind == "link":
                self._link(sheet, number, place, cast("Link", value))
            elif column.kind in ("day", "moment") and isinstance(value, date | datetime):
                sheet.write_datetime(number, place, value, style)
            elif column.kind == "estimate":
                sheet.put(number, place, float(three_figures(_figure(value))), style)
            elif column.kind in FORMATS:
                sheet.put(number, place, float(_figure(value)), style)
            else:
                sheet.put(number, place, inert(str(value))[:32_767], style)
        self.heights[-1] += 1

    def _link(self, sheet: Worksheet, number: int, place: int, value: Link) -> None:
        (name, row), text = value
        if number <= MOST_LINKS:
            sheet.write_url(number, place, f"internal:'{name}'!A{row}", self._styles.link, text)
        else:
            sheet.write_string(number, place, text)

    def finish(self) -> None:
        """Filters over every part, once all rows are there."""
        line = self._book.add_format({"bottom": 1, "bottom_color": "#E3E8EE"})
        for (sheet, _), height in zip(self.parts, self.heights, strict=True):
            if height > 1:
                # a line under each row leads the eye over a broad sheet, without a cell of its own
                lined = {"type": "formula", "criteria": "=TRUE", "format": line}
                sheet.conditional_format(1, 0, height - 1, len(self._columns) - 1, lined)
            sheet.autofilter(0, 0, max(height - 1, 1), len(self._columns) - 1)
            sheet.print_area(0, 0, max(height - 1, 1), self._printed - 1)


def inert_texts(values: pl.Series) -> pl.Series:
    """As `inert` of each, and no longer than a cell holds."""
    import polars as pl

    told = values.cast(pl.String).unique()
    return values.cast(pl.String).replace_strict(
        told,
        [None if text is None else inert(text)[:32_767] for text in told.to_list()],
        return_dtype=pl.String,
    )


def _figure(value: object) -> Decimal:
    """A number as it is written, not as a binary fraction holds it."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


@lru_cache(maxsize=8192)
def line_height(text: str, width: float) -> float:
    """Points a wrapped text needs in a column; nobody sets a row's height if we do not."""
    lines = sum(_lines(part, width) for part in text.split("\n"))
    return min(LINE * lines, MOST_POINTS)


def _lines(text: str, width: float) -> int:
    """Lines a text fills: Chinese breaks anywhere, Latin words stay whole."""
    wide = 0 if text.isascii() else _width(text) - len(text)
    if wide * 3 > len(text):
        return ceil(_width(text) / width) or 1
    if wide:  # a Chinese name in an English sentence
        return ceil((2 * wide + LATIN * (len(text) - wide)) * WRAPPED / width)
    lines, at = 1, 0.0
    for word in text.split(" "):
        long = LATIN * len(word)
        if at and at + LATIN + long > width:
            lines, at = lines + 1, 0.0
        at += long + (LATIN if at else 0.0)
        if at > width:  # a word longer than its column is broken
            lines, at = lines + int(at // width), at % width
    return lines


def _width(text: str) -> int:
    """Width in columns' units; a Chinese character is as wide as two Latin ones."""
    if text.isascii():
        return len(text)
    return sum(map(WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How wide letters are, each looked up once: a county's workbook has millions of them."""

    def __missing__(self, letter: str) -> int:
        self[letter] = 2 if east_asian_width(letter) in "WF" else 1
        return self[letter]


WIDTHS = _Widths()
