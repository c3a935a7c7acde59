"""A labelled table from elsewhere: read, checked, and everything wrong with it said at once."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from feijian.errors import ImportRefused, Problem
from feijian.ingest.read.books import require_readable
from feijian.ingest.read.text import BrokenText, sound_text
from feijian.messages import sentence
from feijian.models.peers import Doubles
from feijian.models.wanted import Wanted

if TYPE_CHECKING:
    import polars as pl

TRUE = frozenset({"1", "1.0", "true", "t", "y", "yes", "是"})
FALSE = frozenset({"0", "0.0", "false", "f", "n", "no", "否"})
EMPTY = frozenset({"", "null", "none", "na", "n/a", "nan"})
LEAST = 21
"""Fewer subjects than this are not compared: twenty peers and the subject itself."""
SHOWN = 3
LEAST_POSITIVES = 5
"""Fewer known positives than this teach nothing."""


@dataclass(frozen=True)
class Labelled:
    """The table as numbers, one row per labelled subject in the order of the ids.

    label: what an inspection found. amount: yuan, finite, 0 where the table has none.
    features: a column of doubles each, missing and infinite values as they came.
    beside: the columns that peers, counts and what is left out are read from, as they came.
    positive: subjects known already, to be learned from and not measured.
    notes: what was left out or taken for something, in words.
    """

    label: npt.NDArray[np.bool_]
    amount: Doubles
    ids: list[str]
    features: pl.DataFrame
    notes: tuple[str, ...]
    beside: pl.DataFrame
    positive: npt.NDArray[np.bool_]


def labelled_table(
    table: Path, *, label: str, identity: str, amount: str, wanted: Wanted | None = None
) -> Labelled:
    """Read a CSV, Excel or Parquet table. Raises ImportRefused with everything wrong.

    wanted: further columns and options; the three named ones alone where None.
    """
    import polars as pl

    wanted = wanted or Wanted(label, identity, amount)
    frame = _frame(table)
    problems = _columns(frame, table.name, wanted.columns)
    problems += [
        problem
        for option, columns in wanted.others.items()
        for column in columns
        for problem in _columns(frame, table.name, {option: column})
    ]
    if problems:
        raise ImportRefused(problems)
    texts = frame[label].cast(pl.String).str.strip_chars().str.to_lowercase().fill_null("")
    ids = frame[identity].cast(pl.String).str.strip_chars()
    money = numbers(frame[amount])
    problems = [
        *_labels(texts, f"{table.name}, column {label}"),
        *_ids(ids, f"{table.name}, column {identity}", is_panel=wanted.is_panel),
    ]
    if wanted.counts and numbers(frame[wanted.counts]) is None:
        where = f"{table.name}, column {wanted.counts}"
        problems.append(Problem(where, "is not a column of numbers", "Counts are whole numbers."))
    positives = _positives(frame, wanted, table.name, problems)
    if money is None:
        where = f"{table.name}, column {amount}"
        problems.append(Problem(where, "is not a column of numbers", "Write amounts as 1234.50."))
    known = texts.is_in(sorted(TRUE | FALSE))
    notes = []
    if not known.all() and not problems:
        notes.append(sentence("{n} rows without a label left out", n=int((~known).sum())))
    infinite = pl.Series(np.isinf(money)) if money is not None else ~known
    if money is not None and infinite.any():
        notes.append(sentence("{n} rows with an infinite amount left out", n=int(infinite.sum())))
    kept = known & ~infinite
    if wanted.within and frame[list(wanted.within)].unique().height == frame.height:
        where = f"{table.name}, --peers {','.join(wanted.within)}"
        todo = "Name columns that many subjects share, such as a specialty or a region."
        problems.append(Problem(where, "every row has peers of one", todo))
    found = texts.is_in(sorted(TRUE)) & kept
    if not problems:
        problems = _enough(table.name, label, int(kept.sum()), int(found.sum()))
    taken = {*wanted.columns.values(), *wanted.within, wanted.counts, wanted.leave_out}
    if wanted.is_amount_feature:
        taken.discard(amount)
    features, ignored = _features(frame, taken - set(wanted.directions) - set(wanted.logs))
    strange = [c for c in (*wanted.directions, *wanted.logs) if c not in features.columns]
    if strange and not problems:
        what = sentence("no column of numbers: {strange}", strange=", ".join(strange))
        problems.append(
            Problem(f"{table.name}, --direction, --log", what, "Only features have a side.")
        )
    if not features.columns:
        what = "no column of numbers beside label, id and amount"
        problems.append(Problem(table.name, what, "Add the features that detectors shall read."))
    if problems or money is None:
        raise ImportRefused(problems)
    if ignored:
        notes.append(sentence("not numbers, left out: {names}", names=", ".join(ignored)))
    lacking = int((np.isnan(money) & kept.to_numpy()).sum())
    if lacking:
        notes.append(sentence("{n} rows without an amount count as 0", n=lacking))
    # the order of rows in a file must not decide anything
    order = ids.filter(kept).arg_sort()
    return Labelled(
        label=found.filter(kept).gather(order).to_numpy(),
        amount=np.nan_to_num(money[kept.to_numpy()][order.to_numpy()], nan=0.0),
        ids=ids.filter(kept).gather(order).to_list(),
        features=features.filter(kept)[order.to_list()],
        notes=tuple(notes),
        beside=frame.filter(kept)[order.to_list()].select(
            list(dict.fromkeys((identity, *(c for cs in wanted.others.values() for c in cs))))
        ),
        positive=positives.filter(kept).gather(order).to_numpy(),
    )


def _positives(
    frame: pl.DataFrame, wanted: Wanted, name: str, problems: list[Problem]
) -> pl.Series:
    """Rows of subjects that are known already."""
    import polars as pl

    if not wanted.positives:
        return pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)
    texts = (
        frame[wanted.positives].cast(pl.String).str.strip_chars().str.to_lowercase().fill_null("")
    )
    where = f"{name}, column {wanted.positives}"
    problems += _labels(texts, where)
    found = texts.is_in(sorted(TRUE))
    if int(found.sum()) < LEAST_POSITIVES and not problems:
        what = sentence("{n} known positives", n=int(found.sum()))
        todo = sentence(
            "At least {least_positives} are needed to learn anything.",
            least_positives=LEAST_POSITIVES,
        )
        problems.append(Problem(where, what, todo))
    return found


def numbers(column: pl.Series) -> Doubles | None:
    """A column as doubles, NaN where empty; None where it is not one of numbers.

    Texts that are numbers with separators, spaces or full-width digits are read as numbers.
    """
    import polars as pl

    if column.dtype.is_numeric():
        return column.cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)
    if column.dtype != pl.String:
        return None
    texts = column.str.normalize("NFKC").str.replace_all(r"[,\s]", "").str.to_lowercase()
    held = texts.fill_null("").is_in(sorted(EMPTY))
    if held.all():
        return None
    read = pl.Series(texts).cast(pl.Float64, strict=False)
    if (read.is_null() & ~held).any():
        return None
    return read.fill_null(np.nan).to_numpy().astype(np.float64)


def _flags(column: pl.Series) -> Doubles | None:
    """A column of yes and no as 1 and 0, NaN where empty; None where it is another."""
    import polars as pl

    if column.dtype not in (pl.Boolean, pl.String):
        return None
    texts = column.cast(pl.String).fill_null("").str.strip_chars().str.to_lowercase()
    yes, no = texts.is_in(sorted(TRUE)), texts.is_in(sorted(FALSE))
    if not yes.any() or not no.any() or not (yes | no | texts.is_in(sorted(EMPTY))).all():
        return None
    told = yes.cast(pl.Float64).to_numpy()
    return np.where((yes | no).to_numpy(), told, np.nan)


def _frame(table: Path) -> pl.DataFrame:
    import fastexcel
    import polars as pl

    if not table.is_file():
        raise ImportRefused(Problem(table.name, "no such file", "Check the path."))
    kind = table.suffix.lower()
    try:
        if kind == ".parquet":
            return pl.read_parquet(table)
        if kind in (".xlsx", ".xlsm", ".xls"):
            require_readable(table, table.name, sheets=1)
            sheet: pl.DataFrame = fastexcel.read_excel(table).load_sheet(0).to_polars()
            return sheet
        if kind in (".csv", ".tsv", ".txt"):
            return _text(table)
    except BrokenText as error:
        raise ImportRefused(error.problem) from None
    except (pl.exceptions.PolarsError, fastexcel.FastExcelError, OSError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        todo = "Save it again as CSV, Excel or Parquet."
        raise ImportRefused(
            Problem(table.name, sentence("cannot be read: {said}", said=said), todo)
        ) from None
    raise ImportRefused(
        Problem(
            table.name,
            sentence("unknown kind of file {kind!r}", kind=kind),
            "Give a CSV, Excel or Parquet file.",
        )
    )


def _text(table: Path) -> pl.DataFrame:
    """A text table in whatever encoding; the separator is the one its header has most of."""
    import polars as pl

    with tempfile.TemporaryDirectory() as folder:
        sound = sound_text(table, table.name, Path(folder) / "table.csv")
        with sound.path.open(encoding="utf-8-sig") as lines:
            first = lines.readline()
        separator = max(",;\t|", key=first.count)
        return pl.read_csv(sound.path, separator=separator, infer_schema=False)


def _columns(frame: pl.DataFrame, name: str, wanted: dict[str, str]) -> list[Problem]:
    problems = []
    for option, column in wanted.items():
        if column not in frame.columns:
            near = get_close_matches(column, frame.columns, 1)
            todo = (
                sentence("Did you mean {near}?", near=near[0])
                if near
                else sentence("It has: {columns}.", columns=", ".join(frame.columns[:30]))
            )
            problems.append(
                Problem(f"{name}, {option}", sentence("no column {column!r}", column=column), todo)
            )
    if len(set(wanted.values())) < len(wanted):
        problems.append(
            Problem(", ".join(wanted), "name one column twice", "Give three different columns.")
        )
    return problems


def _rows(mask: pl.Series) -> str:
    """`rows 2, 5, 9 and 4 more`, counted as in the file with its header as row 1."""
    places = [f"{n + 2}" for n in mask.arg_true().to_list()]
    first, more = ", ".join(places[:SHOWN]), len(places) - SHOWN
    if more > 0:
        return sentence("rows {first} and {n} more", first=first, n=more)
    return (
        sentence("rows {first}", first=first)
        if len(places) > 1
        else sentence("row {first}", first=first)
    )


def _labels(texts: pl.Series, where: str) -> list[Problem]:
    strange = ~texts.is_in(sorted(TRUE | FALSE | EMPTY))
    if not strange.any():
        return []
    what = sentence("{rows}: neither 1 nor 0", rows=_rows(strange))
    return [Problem(where, what, "Use 1/0, true/false, Y/N or yes/no; leave it empty if unknown.")]


def _ids(ids: pl.Series, where: str, *, is_panel: bool) -> list[Problem]:
    problems = []
    empty = ids.fill_null("") == ""
    if empty.any():
        problems.append(
            Problem(
                where, sentence("{rows}: no id", rows=_rows(empty)), "Give every subject an id."
            )
        )
    twice = ids.is_duplicated() & ~empty
    if twice.any() and not is_panel:
        what = sentence("{rows}: an id that stands more than once", rows=_rows(twice))
        todo = "Give one row per subject, or say --panel for several periods each."
        problems.append(Problem(where, what, todo))
    return problems


def _enough(name: str, label: str, kept: int, found: int) -> list[Problem]:
    problems = []
    if kept < LEAST:
        problems.append(
            Problem(
                name,
                sentence("{kept} labelled rows", kept=kept),
                sentence("At least {least} are needed to compare anything.", least=LEAST),
            )
        )
    if kept and found in (0, kept):
        what = sentence("every label is {part}: nothing to tell apart", part=(1 if found else 0))
        problems.append(
            Problem(
                sentence("{table}, column {column}", table=name, column=label),
                what,
                "Both kinds are needed.",
            )
        )
    return problems


def _features(frame: pl.DataFrame, named: set[str]) -> tuple[pl.DataFrame, list[str]]:
    """All other columns of numbers, and the names of those that are none."""
    import polars as pl

    kept, ignored = {}, []
    for column in frame.columns:
        if column in named:
            continue
        values = numbers(frame[column])
        if values is None:
            values = _flags(frame[column])
        if values is None:
            ignored.append(column)
        else:
            kept[column] = pl.Series(values)
    return pl.DataFrame(kept), ignored
