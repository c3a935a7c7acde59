"""What must not be where it stands: certificate numbers, mobile numbers and names in other columns.

Contracts say which columns name a person; those are hashed as they are read. But a row may be
shifted by a field, a doctor's code may be his name, and a clerk may write a number of a
certificate wherever there is room. Such values are found by what they are and hashed too, before a
mapping or the quarantine sees them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, quoted
from feijian.ingest.macros import define_macros, literal
from feijian.ingest.nothing import ABSENT_WORDS, OPEN_WORDS
from feijian.ingest.read.known import ANYTHING, KnownColumn
from feijian.ingest.read.personal_forms import (
    CERTIFICATE,
    CHECKS,
    IN_TEXT,
    NAME,
    PHONE,
    TAKEN_OUT,
    WEIGHTS,
)
from feijian.ingest.read.surnames import SURNAMES
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

    from feijian.ingest.read.raw_table import RawTable

NO_NAMES = (
    "暂无",
    "不详",
    "未知",
    "合计",
    "小计",
    "总计",
    "共计",
    "同上",
    "同前",
    *OPEN_WORDS,
    *ABSENT_WORDS,
)
NO_NAME = "[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两半元角分整圆盒支片瓶袋个]+|单价|数量|金额|总额|单位|时间"
"""Numbers in words, and labels of a header that stands again: no names where a number is due."""
_WEIGHED = (
    "("
    + " + ".join(
        f"{weight} * (try_cast(left(n, 17) as bigint) // {10 ** (16 - place)} % 10)"
        for place, weight in enumerate(WEIGHTS)
    )
    + ")"
)
GATE = f"{CERTIFICATE}|{PHONE}|[\uff10-\uff19]{{10}}"
"""What any of the numbers looks like, also in full-width digits: asked of every cell, so one pattern."""
OF_PERSONS = re.compile(
    "(医师|医生|药师|护士|护师|技师|麻醉师|人员|经办人|操作员)(代码|编码|编号|工号|号码?|ID)$"
    "|(^|_)(dr|doctor|nurs|nurse|phar|opter|crter)_?(code|codg|no|id)$",
    re.IGNORECASE,
)
"""Labels and names of columns in which a person stands by a code: letters and digits, no words."""
CALLS_PEOPLE = re.compile("电话|手机|联系方式|tel|phone|mobile", re.IGNORECASE)
OWN_FORM = 0.2
"""A column of which this share looks like mobile numbers is numbered so, and means none."""
ALONE = "[^0-9A-Za-z]*[0-9][0-9 -]*[0-9Xx][^0-9A-Za-z]*"
"""A cell that holds a number, and no more than Chinese words, a name as likely as not, beside it."""
WORDLESS = ALONE.replace("A-Za-z]*", "A-Za-z\u4e00-\u9fff]*")
"""A cell that holds a number and nothing else."""
FEW = 20
"""Fewer numbers than these say nothing about how a column is numbered."""


def _without(text: str) -> str:
    """SQL of a text without numbers of persons; asked twice, as two may share the sign between."""
    for pattern in (*IN_TEXT, *IN_TEXT):
        text = f"regexp_replace({text}, {literal(pattern)}, {literal(chr(92) + '1' + TAKEN_OUT + chr(92) + '2')}, 'g')"
    return text


MACROS = f"""
create or replace temp macro certificate_in(v) as
  case when strlen(v) >= 18
    then upper(regexp_replace(regexp_extract(narrow(v), {literal(CERTIFICATE)}, 1), '[ -]', '', 'g')) else '' end;

create or replace temp macro is_certificate(n) as
  coalesce(strlen(n) = 18 and substr({literal(CHECKS)}, cast({_WEIGHED} % 11 as integer) + 1, 1)
    = substr(n, 18, 1), false);

create or replace temp macro phone_in(v) as
  case when strlen(v) >= 11 then regexp_extract(narrow(v), {literal(PHONE)}, 1) else '' end;

create or replace temp macro is_named(v) as
  regexp_full_match(v, {literal(NAME)}) and v not in ({", ".join(literal(w) for w in NO_NAMES)})
  and not regexp_full_match(v, {literal(NO_NAME)});

create or replace temp macro is_surnamed(v) as
  is_named(v) and (left(v, 1) in ({", ".join(literal(s) for s in SURNAMES if len(s) == 1)})
    or left(v, 2) in ({", ".join(literal(s) for s in SURNAMES if len(s) == 2)}));

create or replace temp macro without_numbers(v) as {_without("narrow(v)")};
"""


@dataclass(frozen=True)
class _Seen:
    """What of one column looks like persons; oldest: the first year that means no birth."""

    filled: int
    shaped: int
    certificates: int
    phones: int
    names: int
    oldest: str

    def certificate(self, name: str) -> str:
        """SQL: whether a cell holds a certificate's number, and not the column's own numbers."""
        number = f"certificate_in({name})"
        valid = f"is_certificate({number})"
        if self.certificates * 2 >= self.shaped:
            return valid
        # region, day and sequence number a settlement as well: one in eleven has the check digit
        return f"({valid} and substr({number}, 7, 4) < {literal(self.oldest)})"

    def has_own_form(self, column: Column) -> bool:
        """Whether numbers of eleven digits are how the column numbers things."""
        said = f"{column.name} {column.label_zh}"
        if _is_of_persons(column) or CALLS_PEOPLE.search(said):
            return False
        return self.phones >= FEW and self.phones > OWN_FORM * self.filled


def withhold(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> dict[str, int]:
    """Hash in a raw table what names a person and stands elsewhere; how many values, by column."""
    columns = [
        c
        for c in raw.table.contract.columns
        if c.name in raw.columns and not c.custom.get("privacy")
    ]
    if not columns:
        return {}
    seen = _look(connection, raw, columns)
    if not seen:
        return {}
    hits = {n: h for c in columns if (n := c.name) in seen and (h := _hit(c, seen[n])) != "false"}
    if not hits:
        return {}
    connection.execute(
        f"create or replace temp table displaced as select rowid as place from temp.{raw.name}"
        f" where {' or '.join(f'coalesce({h}, false)' for h in hits.values())}"
    )
    # a row whose numbers or days are names is shifted: any short word in it may be one
    typed = [
        c for c in columns if c.physical_type != "varchar" and c.name in seen and seen[c.name].names
    ]
    shifted = " or ".join(map(_is_name, typed)) or "false"
    new = {
        c.name: f"case when {hits.get(c.name, 'false')} then {_instead(c)}"
        f" when {_may_be_name(c, shifted)} then keyed({quoted(c.name)}) else {quoted(c.name)} end"
        for c in columns
    }
    here = f"from temp.{raw.name} where rowid in (select place from displaced)"
    counted = first_row(
        connection,
        "select "
        + ", ".join(
            f"count(*) filter (where {quoted(n)} is distinct from {e})" for n, e in new.items()
        )
        + f" {here}",
    )
    found = {n: int(k) for n, k in zip(new, counted or (), strict=False) if k}
    if found:
        changes = ", ".join(f"{quoted(n)} = {new[n]}" for n in found)
        connection.execute(
            f"update temp.{raw.name} set {changes} where rowid in (select place from displaced)"
        )
    connection.execute("drop table displaced")
    return found


def _look(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, columns: list[Column]
) -> dict[str, _Seen]:
    """What there is of persons in columns that have any; cheap looks come first.

    What the engine knows of a column may leave no room for a number or a name; the others are
    looked at as whole rows.
    """
    long = [c for c in columns if _has_room(raw.known.get(c.name, ANYTHING))]
    wide = {c.name for c in columns if _holds_no_names(c)} & {
        c.name for c in columns if raw.known.get(c.name, ANYTHING).wide
    }
    numbered = _any_number(connection, raw, long)
    if not numbered and not wide:
        return {}
    define_macros(connection, MACROS)
    gated_ones = {c.name for c in long} if numbered else set()
    looked = [c for c in columns if c.name in gated_ones or c.name in wide]
    parts = []
    for column in looked:
        parts += [
            f"count({quoted(column.name)})" if numbered else "0",
            f"count(*) filter (where {_gate(column)})" if column.name in gated_ones else "0",
            f"count(*) filter (where {_is_name(column)})" if column.name in wide else "0",
        ]
    row = first_row(connection, f"select {', '.join(parts)} from temp.{raw.name}") or ()
    found = {}
    for place, column in enumerate(looked):
        filled, gated, names = map(int, row[3 * place : 3 * place + 3])
        if gated:
            found[column.name] = _closer(connection, raw, column, filled, names)
        elif names:
            found[column.name] = _Seen(filled, 0, 0, 0, names, "9999")
    return found


def _any_number(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, columns: list[Column]
) -> bool:
    """Whether any cell of these columns looks like a number of a person; few words are asked each once."""
    words = [w for c in columns for w in raw.words.get(c.name, ())]
    told = f"select 1 from (select unnest($1::varchar[]) as word) where regexp_matches(word, {literal(GATE)}) limit 1"
    if words and first_row(connection, told, [words]):
        return True
    others = [c for c in columns if c.name not in raw.words]
    looked = f"select 1 from temp.{raw.name} where {_row_gate(others)} limit 1"
    return bool(others and first_row(connection, looked))


def _has_room(known: KnownColumn) -> bool:
    """Whether a number may stand in a column's cells: eleven digits, apart from a letter before them."""
    return known.may_have(13 if known.lettered and not known.wide else 11)


def _row_gate(columns: list[Column]) -> str:
    """SQL: whether any cell of a row looks like a number: one look a row, not one a cell.

    The separator is neither a digit nor a letter, so that what a cell begins or ends with stays that.
    """
    cells = ", ".join(_told_apart(c) for c in columns)
    return f"regexp_matches(concat_ws(chr(31), {cells}), {literal(GATE)})"


def _told_apart(column: Column) -> str:
    """SQL of a cell, or nothing where it is a time in its usual form, whose signs part the digits."""
    name = quoted(column.name)
    if column.physical_type not in ("timestamp", "date"):
        return name
    return f"case when {name} not like '____-__-__ __:__:__' then {name} end"


def _gate(column: Column) -> str:
    name = quoted(column.name)
    return f"case when strlen({name}) >= 11 then regexp_matches({name}, {literal(GATE)}) end"


def _closer(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, column: Column, filled: int, names: int
) -> _Seen:
    row = first_row(
        connection,
        "select count(*) filter (where number <> ''), count(*) filter (where is_certificate(number)),"
        " count(*) filter (where phone <> ''), coalesce(min(substr(number, 7, 4))"
        " filter (where number <> '' and not is_certificate(number)), '9999') from"
        f" (select certificate_in({quoted(column.name)}) as number, phone_in({quoted(column.name)}) as phone"
        f" from temp.{raw.name} where {_gate(column)})",
    ) or (0, 0, 0, "9999")
    shaped, certificates, phones, oldest = row
    return _Seen(filled, int(shaped), int(certificates), int(phones), names, str(oldest))


def _is_of_persons(column: Column) -> bool:
    return any(OF_PERSONS.search(said) for said in (column.label_zh, column.name))


def _holds_no_names(column: Column) -> bool:
    """Whether a short Chinese word in a column can only be a name: of numbers, days, a person's code."""
    return column.physical_type != "varchar" or _is_of_persons(column)


def _hit(column: Column, seen: _Seen) -> str:
    """SQL: whether a cell of the column holds what names a person."""
    name = quoted(column.name)
    tests = []
    if seen.certificates:
        tests.append(f"(case when {_gate(column)} then {seen.certificate(name)} else false end)")
    if seen.shaped and _is_free_text(column):
        # among words a number of this form is a person's, also where a digit was typed wrongly
        wordy = f"not regexp_full_match(narrow({name}), {literal(WORDLESS)})"
        tests.append(
            f"(case when {_gate(column)} then certificate_in({name}) <> '' and {wordy} else false end)"
        )
    if seen.phones and not seen.has_own_form(column):
        tests.append(f"(case when {_gate(column)} then phone_in({name}) <> '' else false end)")
    if seen.names:
        tests.append(_is_name(column))
    return f"({' or '.join(tests)})" if tests else "false"


def _is_name(column: Column) -> str:
    """SQL: whether a cell is a name; a doctor's code may also have it beside a number."""
    name = quoted(column.name)
    test = f"is_named(bare({name}))"
    if column.physical_type == "varchar":
        # the header again, below itself, names a column and nobody
        absent = ", ".join(literal(w) for w in (*NO_NAMES, column.label_zh))
        test = (
            f"regexp_matches({name}, {literal(NAME)}) and bare({name}) not in ({absent})"
            f" and not is_nothing(cleaned({name}))"
        )
    # case, not and: of a conjunction the engine works out both sides for every row
    return f"case when strlen({name}) <> length({name}) then coalesce({test}, false) else false end"


def _may_be_name(column: Column, shifted: str) -> str:
    """SQL: whether a cell of a displaced row may be a name that slipped in from beside."""
    name = f"coalesce(is_surnamed(bare({quoted(column.name)})), false)"
    is_text = column.custom.get("reads", "text") == "text" and not column.custom.get("dictionary")
    return f"({name} and ({shifted}))" if is_text else name


def _instead(column: Column) -> str:
    """What is kept of a cell: free text keeps its words, anything else a hash that can be compared."""
    name = quoted(column.name)
    # one file writes the check digit X, another x: the number is the same
    number = (
        f"case when length(narrow(trim({name}))) < 22 then nullif(certificate_in({name}), '') end"
    )
    hashed = f"keyed(coalesce({number}, read_text({name})))"
    if not _is_free_text(column):
        return hashed
    return (
        f"case when regexp_full_match(narrow({name}), {literal(ALONE)}) then {hashed}"
        f" else without_numbers({name}) end"
    )


def _is_free_text(column: Column) -> bool:
    """Whether a column holds words, so that a number may stand among them."""
    is_text = column.custom.get("reads", "text") == "text"
    return column.physical_type == "varchar" and is_text and not OF_PERSONS.search(column.label_zh)
