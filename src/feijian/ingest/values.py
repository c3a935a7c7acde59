"""How text becomes values: SQL macros and expressions that read what senders really write.

Every expression tries the cheap, usual shape first and falls back to a tolerant reading only
for values that do not fit it, so that clean files cost little. Nothing is ever guessed: what
cannot be read stays unread, and the row says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted

if TYPE_CHECKING:
    import duckdb

# Full-width digits, letters and signs as typed in a Chinese input method, and their plain form.
WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x1c\x1d\x1e\x1f\x7f"
ODD_BLANKS = "\u3000\u00a0\u2002\u2003\u2009\u202f"
TRIMMED = " \t\r\n"
BLANKS = TRIMMED + ODD_BLANKS + INVISIBLE
NULL_WORDS = ("NULL", "null", "Null", "\\N", "(null)", "<NULL>")
"""Texts that mean "no value" in any column."""
MACHINE_WORDS = ("nan", "none", "null", "nat", "<na>", "#n/a", "n/a", "(null)", "<null>", "\\n")
"""What programs write for an empty cell, lower case: no value in any column."""
ABSENT_WORDS = (
    "",
    "na",
    "-",
    "--",
    "---",
    "—",
    "——",
    "/",
    "\\",
    "无",
    "空",
    "暂无",
    *MACHINE_WORDS,
)
"""Texts that mean "no value" where a code, a number or a date is due, lower case."""
OPEN_END = "timestamp '9999-01-01 00:00:00'"
"""The platform writes 9999-12-31 for an end that is open."""


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _words(words: Sequence[str]) -> str:
    return ", ".join(literal(word) for word in words)


_SEPARATED = "[0-9A-Za-z]{6,}[ ,;|\u3001\uff0c\uff1b]+[0-9A-Za-z]{6,}.*"
_DATE_LIKE = "[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ]+[0-9:.]+)?"
_GUARD = "^[=`'\u2018\u2019]+([^=`'\u2018\u2019]*)['\u2018\u2019]?$"
_FLOAT = "[+-]?[0-9]+\\.[0-9]*[eE][+]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+"
_DATED = (
    "([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    "(?:(?: *T *| +)(AM |PM )?([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\\.[0-9]+)?)?"
    "(?: *[+-][0-9]{2})?(?: ?(AM|PM))?)? *(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)

MACROS = f"""
create or replace temp macro narrow(v) as
  case when strlen(v) = length(v) then v else translate(v, {literal(WIDE)}, {literal(NARROW)}) end;

create or replace temp macro bare(v) as nullif(trim(v, {literal(BLANKS)}), '');

-- web systems write ="001…" or '001… so that a spreadsheet leaves the code alone
create or replace temp macro unguarded(v) as
  regexp_replace(regexp_replace(v, '^="(.*)"$', '\\1', 's'), {literal(_GUARD)}, '\\1', 's');

-- each argument is named once: a macro is text, and what it names twice is worked out twice
create or replace temp macro cleaned(v) as
  trim(unguarded(trim(
    case when regexp_full_match(v, '[ -~]*') then v
      else translate(v, {literal(WIDE + ODD_BLANKS + INVISIBLE)}, {literal(NARROW + " " * len(ODD_BLANKS))}) end,
    {literal(TRIMMED)})), {literal(TRIMMED)});

create or replace temp macro absent(v) as
  coalesce(lower(cleaned(v)) in ({_words(ABSENT_WORDS)}), true);

create or replace temp macro read_text(v) as
  case
    when v is null then null
    when strlen(v) <= 6 and lower(v) in ({_words(MACHINE_WORDS)}) then null
    when contains(v, ' ') or contains(v, '\u3000') or contains(v, chr(9)) or contains(v, '\u00a0')
      or contains(v, '\u200b') or contains(v, '\ufeff') or v = '' or starts_with(v, '=') or starts_with(v, '''')
      or contains(v, chr(10)) or contains(v, chr(13)) then bare(unguarded(bare(v)))
    else v
  end;

-- a code as people and programs write it, or null where it cannot be one
create or replace temp macro sound_code(c) as
  case
    when c is null or lower(c) in ({_words(ABSENT_WORDS)}) then null
    when regexp_full_match(c, {literal(_FLOAT)}) or regexp_full_match(c, {literal(_SEPARATED)})
      or regexp_full_match(c, {literal(_DATE_LIKE)}) then null
    else c
  end;

create or replace temp macro read_identifier(v) as
  case
    when v is null then null
    when strlen(v) > 4 and regexp_full_match(v, '[0-9A-Za-z_]+') then v
    else list_transform([cleaned(v)], lambda c:
      case when not regexp_full_match(c, '[+-]?[0-9]+\\.0*') then sound_code(c) end)[1]
  end;

-- a number of a paper: batch, prescription, invoice; it may look like a date or a list
create or replace temp macro read_label(v) as
  case
    when v is null then null
    when strlen(v) > 4 and regexp_full_match(v, '[0-9A-Za-z_]+') then v
    else list_transform([cleaned(v)], lambda c:
      case when lower(c) not in ({_words(ABSENT_WORDS)})
        and not regexp_full_match(c, {literal(_FLOAT + "|[+-]?[0-9]+[.]0*")}) then c end)[1]
  end;

create or replace temp macro read_medical_code(v) as
  case
    when v is null then null
    when strlen(v) > 4 and regexp_full_match(v, '[0-9A-Za-z]+') then v
    else list_transform([cleaned(v)], lambda c: sound_code(c))[1]
  end;

create or replace temp macro read_code(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9]+') then v
    -- a coded value that went through a number column: 21.0 is 21
    else list_transform([cleaned(v)], lambda c: case when lower(c) not in ({_words(ABSENT_WORDS)})
      then regexp_replace(c, '^([0-9]+)\\.0+$', '\\1') end)[1]
  end;

-- separators of thousands only where every group has its three digits; 12,5 and 1 2 are no numbers
create or replace temp macro plain_number(v) as
  list_transform([cleaned(v)], lambda c: case
    when regexp_full_match(c, '[+-]?[0-9]{{1,3}}(,[0-9]{{3}})+(\\.[0-9]+)?')
      then replace(c, ',', '')
    when regexp_full_match(c, '[+-]?[0-9]{{1,3}}( [0-9]{{3}})+\\.[0-9]+|[+-]?[0-9]{{1,3}}( [0-9]{{3}}){{2,}}')
      then replace(c, ' ', '')
    else c
  end)[1];

-- one form for dates of people: Chinese signs become plain ones
create or replace temp macro plain_time(v) as
  trim(regexp_replace(replace(replace(translate(upper(cleaned(v)), '年月日', '-- '),
    '上午', ' AM '), '下午', ' PM '), ' +', ' ', 'g'));

create or replace temp macro hour_of(word, hour) as
  case
    when word = '' then hour
    when word = 'AM' and hour between 1 and 12 then hour % 12
    when word = 'PM' and hour between 1 and 12 then hour % 12 + 12
    -- 下午 20:05 says the same twice
    when word = 'PM' and hour between 13 and 23 then hour
  end;

-- the wall time as written: a zone says where it was written, not another hour
create or replace temp macro dated(g) as
  case
    when g.before <> '' and g.after <> '' then null
    when g.hour = '' then try_strptime(g.year || '-' || g.month || '-' || g.day, '%Y-%m-%d')
    else try_cast(
      g.year || '-' || lpad(g.month, 2, '0') || '-' || lpad(g.day, 2, '0') || ' '
        || lpad(cast(hour_of(trim(g.before || g.after), cast(g.hour as integer)) as varchar), 2, '0')
        || ':' || lpad(g.minute, 2, '0') || ':' || lpad(case when g.second = '' then '0' else g.second end, 2, '0')
      as timestamp)
  end;

create or replace temp macro time_of_people(t) as
  case
    when regexp_full_match(t, '[0-9]{{8}}') then try_strptime(t, '%Y%m%d')
    when regexp_full_match(t, '[0-9]{{12}}') then try_strptime(t, '%Y%m%d%H%M')
    when regexp_full_match(t, '[0-9]{{14}}(\\.0+)?') then try_strptime(substr(t, 1, 14), '%Y%m%d%H%M%S')
    when regexp_full_match(t, '[0-9]{{8}} [0-9]{{1,2}}:[0-9]{{2}}(:[0-9]{{2}})?')
      then try_cast(regexp_replace(t, '^(....)(..)(..) ', '\\1-\\2-\\3 ') as timestamp)
    when regexp_full_match(t, {literal(_DATED)})
      then list_transform([regexp_extract(t, {literal("^" + _DATED + "$")},
        ['year', 'month', 'day', 'before', 'hour', 'minute', 'second', 'after'])], lambda g: dated(g))[1]
  end;

create or replace temp macro any_time(v) as
  coalesce(
    case when strlen(v) in (19, 10) then try_strptime(v, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d']) end,
    list_transform([plain_time(v)], lambda t: time_of_people(t))[1]
  );

create or replace temp macro read_timestamp(v) as
  case when v is not null
    then list_transform([any_time(v)], lambda m: case when m < {OPEN_END} then m end)[1] end;

create or replace temp macro is_open_end(v) as coalesce(any_time(v) >= {OPEN_END}, false);

-- Excel counts days from 1899-12-30; only cells of a workbook are ever read this way
create or replace temp macro read_excel_timestamp(v) as
  case
    when regexp_full_match(v, '[0-9]{{5}}(\\.[0-9]+)?')
      then timestamp '1899-12-30 00:00:00' + to_seconds(round(cast(v as double) * 86400))
    else read_timestamp(v)
  end;

-- 8.10002E+19, 8.1E19, 1E+14: a code that went through a floating-point number. Its digits are gone.
create or replace temp macro is_float_notation(v) as
  coalesce(regexp_full_match(cleaned(v), {literal(_FLOAT)}), false);

-- 123456789012345.0 as well: leading zeros, and beyond 15 digits others, may be gone
create or replace temp macro is_destroyed(v) as
  coalesce(regexp_full_match(cleaned(v), {literal(_FLOAT + "|[+-]?[0-9]+[.]0*")}), false);

create or replace temp macro is_total(v) as
  regexp_full_match(regexp_replace(cleaned(v), '[ :]', '', 'g'), '(本页|本月|全部|费用|金额)?(合|小|总|共)计');

create or replace temp macro plain_text(v) as
  nullif(lower(regexp_replace(narrow(v), '[\\s\u3000\u00a0,.;:、，。；：()（）-]', '', 'g')), '');

create or replace temp macro phone_text(v) as
  nullif(regexp_replace(regexp_replace(narrow(v), '[^0-9]', '', 'g'), '^(0086|86)(1[0-9]{{10}})$', '\\2'), '');

-- the part of an address that neighbours share: up to the village, community or street number
create or replace temp macro locality_text(v) as
  coalesce(
    nullif(regexp_extract(v, '^(.*(?:村|社区|小区|居委会|家属院|花园))', 1), ''),
    nullif(regexp_extract(v, '^(.*[路街巷道][0-9]+号)', 1), ''),
    v
  );
"""


def define_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros of this module known to a connection."""
    connection.execute(MACROS)


CODE_MACROS = {
    "identifier": "read_identifier",
    "label": "read_label",
    "medical_code": "read_medical_code",
    "code": "read_code",
}


def reading(
    column: str, physical_type: str, reads: str, *, from_excel: bool, damaged: str | None = None
) -> str:
    """The expression that reads a raw text column as its type.

    reads: identifier, label, medical_code, code or text; matters for varchar only.
    from_excel: bare numbers in date columns are Excel's day counts.
    damaged: a pattern of codes that have lost digits.
    """
    name = quoted(column)
    if physical_type == "varchar":
        read = f"{CODE_MACROS.get(reads, 'read_text')}({name})"
        if damaged:
            lost = f"regexp_full_match(cleaned({name}), {literal(damaged)})"
            # the shape of nearly all codes spares them the closer look
            usual = f"strlen({name}) > 14 and regexp_full_match({name}, '[0-9A-Z]+')"
            read = f"case when {usual} then {name} when {lost} then null else {read} end"
        return read
    if physical_type in ("timestamp", "date"):
        macro_name = "read_excel_timestamp" if from_excel else "read_timestamp"
        expression = f"{macro_name}({name})"
        return expression if physical_type == "timestamp" else f"cast({expression} as date)"
    form = literal(number_form(physical_type))
    return (
        f"case when {name} is null then null"
        f" when regexp_full_match({name}, {form}) then try_cast({name} as {physical_type})"
        f" when regexp_full_match(plain_number({name}), {form})"
        f" then try_cast(plain_number({name}) as {physical_type}) end"
    )


def number_form(physical_type: str) -> str:
    """The pattern of numbers that a type holds without rounding."""
    if physical_type in ("integer", "bigint"):
        return "[+-]?[0-9]+(\\.0*)?"
    scale = re.fullmatch(r"decimal\([0-9]+, *([0-9]+)\)", physical_type)
    if scale:
        return f"[+-]?([0-9]+\\.?|[0-9]*\\.[0-9]{{1,{scale[1]}}}0*)"
    return "[+-]?([0-9]+\\.?|[0-9]*\\.[0-9]+)"


@dataclass(frozen=True)
class Trouble:
    """What can be wrong with a row.

    gate: a cheap condition that holds whenever `condition` does, asked of every row; the
    condition itself is only asked where some gate of the row holds.
    """

    reason: str
    gate: str
    condition: str


def unreadable(
    column: str, raw: str, physical_type: str, reads: str, damaged: str | None = None
) -> tuple[Trouble, ...]:
    """What a raw value that cannot be used is called; nothing where anything can be used.

    column: the contract's column, which also names its read value. raw: the raw text's column.
    """
    text, value = quoted(raw), quoted(column)
    gate = f"{value} is null and {text} is not null"

    def called(reason: str, condition: str) -> Trouble:
        return Trouble(f"{reason}:{column}", gate, f"{gate} and {condition}")

    def shaped(form: str) -> str:
        return f"coalesce(regexp_full_match(cleaned({text}), {literal(form)}), false)"

    if physical_type == "varchar":
        if reads not in ("identifier", "label", "medical_code"):
            return ()
        macro = "is_float_notation" if reads == "medical_code" else "is_destroyed"
        found = [called("destroyed_code", f"{macro}({text})")]
        if reads != "label":
            found.append(called("several_codes", shaped(_SEPARATED)))
            found.append(called("date_like_code", shaped(_DATE_LIKE)))
        if damaged:
            found.append(called("lost_zeros", shaped(damaged)))
        return tuple(found)
    kind = {"timestamp": "not_a_date", "date": "not_a_date", "integer": "not_an_integer"}
    reason = kind.get(physical_type, "not_a_number")
    condition = f"not absent({text})"
    if reason == "not_a_date":
        condition += f" and not is_open_end({text})"
    if reason == "not_a_number":
        exact = f"coalesce(regexp_full_match(plain_number({text}), '[+-]?[0-9]*[.][0-9]+'), false)"
        return (
            called("too_many_decimals", f"{condition} and {exact}"),
            called(reason, f"{condition} and not {exact}"),
        )
    return (called(reason, condition),)


def suspected(troubles: Sequence[Trouble]) -> str:
    """SQL that holds for every row some trouble may apply to."""
    return "(" + (" or ".join(f"({t.gate})" for t in troubles) or "false") + ")"


def listed(troubles: Sequence[Trouble]) -> str:
    """SQL of the list of reasons whose condition holds; empty where none does.

    To be asked of suspected rows only: DuckDB works out every condition for whole vectors.
    """
    if not troubles:
        return "cast([] as varchar[])"
    cases = ", ".join(f"case when {t.condition} then {literal(t.reason)} end" for t in troubles)
    return f"list_filter([{cases}], lambda reason: reason is not null)"
