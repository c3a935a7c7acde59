"""The header of a file against the contract: which column is which, and what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feijian.errors import Problem
from feijian.ingest.nothing import BLANKS, INVISIBLE, NARROW, WIDE, visible
from feijian.ingest.sources.source import SourceTable
from feijian.messages import sentence

SEP_LINE = re.compile(r"sep=(.)$", re.IGNORECASE)
JOINTS = "_:：/|-"
"""What joins a label and a name in one cell."""
LONGEST = 64
"""Characters of a name, with what joins it."""
NARROWED = str.maketrans(WIDE, NARROW, INVISIBLE)
UNIT = re.compile(
    "(?:[(\\[【]|单位[:：为是]?)(?:金额)?(?:单位[:：]?)?(?:人民币)?(亿元?|[百十]?万元?|千元?|百元|角|分|美[元金]|港[元币]|欧元|日元)(?:[)\\]】。.,，;；]|人民币|$)"
    "|(?:[(\\[【_]|unit[:=]?)(?:unit[:=]?)?(cents?|fen|thousands?|10k|usd|hkd|eur|jpy)(?:[)\\]】]|$)"
)
"""A unit of money other than yuan, in a header cell or a title above it."""
NAMED_UNIT = re.compile(
    "[(\\[【](?:金额)?(?:单位[:：]?)?(亿元?|[百十]?万元?|千元?|百元|角|分)[)\\]】]|[_-](亿元|万元|千元|百元)(?:$|[._-])"
)
"""Such a unit in the name of a file or a sheet."""
SEPARATORS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    "^": "carets",
    "\x01": "control characters (0x01)",
    "~": "tildes",
    "#": "hash signs",
    "\x02": "control characters (0x02)",
    "\x1f": "control characters (0x1F)",
    "，": "full-width commas",
    "；": "full-width semicolons",
    "\x1e": "control characters (0x1E)",
    "@": "at signs",
    "!": "exclamation marks",
    "$": "dollar signs",
    "&": "ampersands",
    "%": "percent signs",
    "¦": "broken bars",
    "§": "section signs",
}


@dataclass(frozen=True)
class Header:
    """What the columns of a file are.

    positions: contract column → position in the file.
    width:     number of columns of the file.
    unknown:   names the contract does not have; they are kept out.
    twins:     (column, position, another position) of columns that stand twice.
    unread:    (name, position) of columns that the contract does not have.
    """

    positions: dict[str, int]
    width: int
    unknown: tuple[str, ...]
    twins: tuple[tuple[str, int, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a header line."""
    return next(csv.reader([line], delimiter=delimiter), [])


def plain_name(cell: object) -> str:
    """A header cell as a column name: without blanks and marks, half-width, lower case."""
    return (
        str(cell if cell is not None else "")
        .strip(BLANKS + '"')
        .translate(NARROWED)
        .strip()
        .lower()
    )


def column_named(cell: object, table: SourceTable) -> str | None:
    """The column that a header cell names: its name or label, also with marks, units or both in one.

    `t.bkkp_sn`, `*结算ID`, `就诊ID（必填）`, `金额(元)` and `bkkp_sn(记账流水号)` name theirs; what
    would name two names none.
    """
    name = plain_name(cell)
    if not name or name in table.names:
        return table.names.get(name)
    bare = re.sub(r"[\s*#`'\"\u3000]", "", name)
    inside = re.findall(r"[(\[【]([^()\[\]【】]*)[)\]】]", bare)
    without = re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", "", bare)
    said = [bare, without, bare.rsplit(".", 1)[-1], *(i for i in inside if i.isascii())]
    said += _in_one(bare, table)
    if bare.isascii() and not any(s in table.names for s in said):
        # medListCodg, MED-LIST-CODG: programs join and part words as they like
        said.append(table.joined.get(re.sub("[^0-9a-z]", "", without), ""))
    found = {table.names[s] for s in said if s in table.names}
    return found.pop() if len(found) == 1 else None


def _in_one(name: str, table: SourceTable) -> list[str]:
    """The name in a cell that holds a label and a name: 记账流水号_bkkp_sn, mdtrt_id就诊ID."""
    if name.isascii():
        return []  # there is no label in it
    found: list[str] = []
    # a whole row is asked as well, in search of its delimiter: only what may be a name is looked at
    for size in range(1, min(len(name) - 1, LONGEST) + 1):
        left, right = name[:size].rstrip(JOINTS), name[-size:].lstrip(JOINTS)
        if left in table.names and left.isascii() and _is_label(name[size:].lstrip(JOINTS)):
            found.append(left)
        if right in table.names and right.isascii() and _is_label(name[:-size].rstrip(JOINTS)):
            found.append(right)
    longest = max(found, key=len, default="")
    return [longest] if longest else []


def _is_label(text: str) -> bool:
    return bool(text) and not text.isascii()


def read_header(
    cells: Sequence[object], table: SourceTable, shown: str
) -> tuple[Header, list[Problem]]:
    """Match header cells with the contract; problems where a column is missing or in another unit."""
    problems: list[Problem] = []
    own = {c.name.lower() for c in table.contract.columns}
    positions: dict[str, int] = {}
    unknown: list[str] = []
    names = [plain_name(cell) for cell in cells]
    meant = [column_named(cell, table) for cell in cells]
    told = {c for name, c in zip(names, meant, strict=True) if name in own}
    for position, (name, column) in enumerate(zip(names, meant, strict=True)):
        # another name of a column counts only where the column itself is not there
        if column is not None and column not in positions and (name in own or column not in told):
            positions[column] = position
        elif column is not None:
            unknown.append(f"{visible(name)} (another name of {column}, which is there)")
        elif name:
            unknown.append(visible(name))
    # a join of two tables has its key twice; whether both say the same, their rows tell
    twins = tuple(
        (column, positions[column], position)
        for position, (name, column) in enumerate(zip(names, meant, strict=True))
        if column is not None and position != positions[column] and name == names[positions[column]]
    )
    problems += _other_units(cells, meant, table, shown)
    where = f"sources/{table.contract.file.relative.split('/')[1]}/{table.name}"
    for column in table.required:
        if column not in positions:
            problems.append(
                Problem(
                    shown,
                    sentence(
                        "has no column '{column}' (required by {where})", column=column, where=where
                    ),
                    "Map another column in that contract, or ask the sender for it.",
                )
            )
    if problems:
        what = [
            sentence("the column '{name}' stands twice", name=n)
            for n in sorted({t[0] for t in twins})
        ]
        problems = [*(Problem(shown, w, "Send each column once.") for w in what), *problems]
    unread = tuple(
        (name, position)
        for position, (name, column) in enumerate(zip(names, meant, strict=True))
        if name and column is None
    )
    return Header(positions, len(cells), tuple(unknown), twins, unread), problems


def _other_units(
    cells: Sequence[object], meant: Sequence[str | None], table: SourceTable, shown: str
) -> list[Problem]:
    """Columns of numbers whose header says that they count in tens of thousands, or in cents."""
    numbers = {c.name for c in table.contract.columns if c.physical_type.startswith("decimal")}
    return [
        _other_unit(
            shown, sentence("the column '{name}'", name=plain_name(cell)), unit[1] or unit[2]
        )
        for cell, column in zip(cells, meant, strict=True)
        if column in numbers and (unit := UNIT.search(re.sub(r"\s", "", plain_name(cell))))
    ]


def unit_above(cells: Iterable[object], shown: str) -> Problem | None:
    """What a title above the header says of the unit, where that is not yuan."""
    for cell in cells:
        title = re.sub(r"\s", "", plain_name(cell))
        unit = UNIT.search(title) if "单位" in title or title.startswith(("(", "[", "【")) else None
        if unit:
            return _other_unit(shown, sentence("a title above the header"), unit[1] or unit[2])
    return None


def unit_named(name: str, shown: str, table: SourceTable) -> Problem | None:
    """What the name of a file or a sheet says of the unit of its amounts, where that is not yuan."""
    amounts = (c.physical_type.replace(" ", "").endswith(",2)") for c in table.contract.columns)
    unit = NAMED_UNIT.search(re.sub(r"\s", "", plain_name(name.rsplit("/", 1)[-1])))
    if unit is None or not any(amounts):
        return None
    return _other_unit(shown, sentence("the name of the file or sheet"), unit[1] or unit[2])


def _other_unit(shown: str, where: str, unit: str) -> Problem:
    return Problem(
        shown,
        sentence(
            "{where} says that amounts are in {unit}, and they are read in yuan",
            where=where,
            unit=unit,
        ),
        "Ask the sender for yuan, or reckon them in a copy and change the header.",
    )


@dataclass(frozen=True)
class HeaderLine:
    """Where the header of a text file stands and what separates its fields.

    above: lines before it: titles, a `sep=` line, blank lines.
    """

    above: int
    delimiter: str
    cells: list[str]


def first_lines(file: Iterable[str], number: int) -> list[tuple[int, str]]:
    """The first lines that are not blank, each with how many stand above it."""
    found = []
    for above, line in enumerate(file):
        if line != "\n" and line.strip():
            found.append((above, line.rstrip("\n")))
            if len(found) == number:
                break
    return found


def find_header(
    lines: Sequence[tuple[int, str]], table: SourceTable, shown: str
) -> HeaderLine | Problem:
    """The line among the first few that names most columns of the contract.

    lines: the beginning of the file, as `first_lines` gives it. The delimiter of the contract counts first,
    then the one that a `sep=` line names, then whichever makes most known columns, and of several the one
    whose cells are nothing but names: of `@|@` that is the at sign.
    """
    best: tuple[int, bool, int, int, str] | None = None
    told = next(
        (m[1] for _, line in lines[:3] if (m := SEP_LINE.match(line.strip('\ufeff "')))), ""
    )
    delimiters = list(dict.fromkeys([table.delimiter, *([told] if told else []), *SEPARATORS]))
    for above, line in lines:
        for rank, delimiter in enumerate(delimiters):
            known, bare = _known(line, delimiter, table)
            if known and (delimiter == table.delimiter or known > 1):
                found = (known, bare, -above, -rank, delimiter)
                best = max(best, found) if best else found
    if best is None:
        return Problem(
            shown,
            "no header: none of the first lines names a column of the contract",
            sentence(
                "One line must hold the column names, such as {required}.",
                required=", ".join(table.required[:3]),
            ),
        )
    above, delimiter = -best[2], best[4]
    line = dict(lines)[above]
    if line.count('"') % 2:
        return Problem(
            shown,
            "the header is broken over several lines: a quoted column name holds a line break",
            "Ask the sender for column names in one line.",
        )
    return HeaderLine(above, delimiter, cells_of(line, delimiter))


def _known(line: str, delimiter: str, table: SourceTable) -> tuple[int, bool]:
    """How many cells of a line name columns, and whether all of these are nothing but the name."""
    try:
        cells = cells_of(line, delimiter)
    except csv.Error:
        return 0, False
    named = [cell for cell in cells if column_named(cell, table) is not None]
    return len(named), all(plain_name(cell) in table.names for cell in named)
