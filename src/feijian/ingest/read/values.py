"""How text becomes values: SQL macros and expressions that read what senders really write.

Every expression tries the cheap, usual shape first and falls back to a tolerant reading only
for values that do not fit it, so that clean files cost little. Nothing is ever guessed: what
cannot be read stays unread, and the row says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted

if TYPE_CHECKING:
    import duckdb

# Full-width digits, letters and signs as typed in a Chinese input method, and their plain form.
WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
BLANKS = " \t\r\n\u3000\u00a0\u200b\ufeff"
NULL_WORDS = ("NULL", "null", "Null", "\\N", "(null)", "<NULL>")
"""Texts that mean "no value" in any column."""
ABSENT_WORDS = ("", "n/a", "na", "#n/a", "none", "nan", "-", "--", "null", "无")
"""Texts that mean "no value" where a number or a date is due."""


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


MACROS = f"""
create or replace temp macro narrow(v) as
  case when strlen(v) = length(v) then v else translate(v, {literal(WIDE)}, {literal(NARROW)}) end;

create or replace temp macro bare(v) as nullif(trim(v, {literal(BLANKS)}), '');

create or replace temp macro absent(v) as
  coalesce(lower(trim(v, {literal(BLANKS)})) in ({", ".join(literal(w) for w in ABSENT_WORDS)}), true);

create or replace temp macro read_text(v) as
  case
    when v is null then null
    when contains(v, ' ') or contains(v, '\u3000') or contains(v, chr(9)) or contains(v, '\u00a0')
      or contains(v, '\u200b') or contains(v, '\ufeff') or v = ''
      or contains(v, chr(10)) or contains(v, chr(13)) then bare(v)
    else v
  end;

create or replace temp macro read_identifier(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9A-Za-z_-]+') then v
    else bare(narrow(v))
  end;

create or replace temp macro read_medical_code(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9A-Za-z.+*/_-]+') then v
    else bare(narrow(v))
  end;

create or replace temp macro read_code(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9A-Za-z]+') then v
    -- a coded value that went through a number column: 21.0 is 21
    else regexp_replace(bare(narrow(v)), '^([0-9]+)\\.0+$', '\\1')
  end;

create or replace temp macro plain_number(v) as
  case
    when regexp_full_match(replace(bare(narrow(v)), ' ', ''), '[+-]?[0-9]{{1,3}}(,[0-9]{{3}})+(\\.[0-9]+)?')
      then replace(replace(bare(narrow(v)), ' ', ''), ',', '')
    else replace(bare(narrow(v)), ' ', '')
  end;

create or replace temp macro plain_time(v) as
  replace(replace(replace(replace(bare(narrow(v)), '年', '-'), '月', '-'), '日', ' '), '.', '-');

create or replace temp macro read_timestamp(v) as
  case
    when v is null then null
    when strlen(v) in (19, 10) and v >= '1' and v < ':' and contains('-/', v[5])
      then try_cast(v as timestamp)
    when regexp_full_match(bare(narrow(v)), '[0-9]{{8}}') then try_strptime(bare(narrow(v)), '%Y%m%d')
    when regexp_full_match(bare(narrow(v)), '[0-9]{{12}}') then try_strptime(bare(narrow(v)), '%Y%m%d%H%M')
    when regexp_full_match(bare(narrow(v)), '[0-9]{{14}}(\\.0+)?')
      then try_strptime(substr(bare(narrow(v)), 1, 14), '%Y%m%d%H%M%S')
    when regexp_full_match(bare(narrow(v)), '[0-9]{{8}} +[0-9]{{1,2}}:[0-9]{{2}}(:[0-9]{{2}})?')
      then try_cast(regexp_replace(bare(narrow(v)), '^(....)(..)(..) +', '\\1-\\2-\\3 ') as timestamp)
    when regexp_full_match(
        bare(narrow(v)),
        '[0-9]{{4}}[-/年.][0-9]{{1,2}}[-/月.][0-9]{{1,2}}日?([T ] *[0-9]{{1,2}}:[0-9]{{1,2}}(:[0-9]{{1,2}}(\\.[0-9]+)?)?( *[+-][0-9]{{2}})?)?( *(Z|[+-][0-9]{{2}}:?[0-9]{{2}}))?'
      )
      -- the wall time as written: a zone says where it was written, not another hour
      then try_cast(trim(replace(
        regexp_extract(plain_time(regexp_replace(bare(narrow(v)), '(:[0-9]{{1,2}})\\.[0-9]+', '\\1')),
          '^([0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}([T ]+[0-9]{{1,2}}:[0-9]{{1,2}}(:[0-9]{{1,2}})?)?)', 1), 'T', ' '))
        as timestamp)
  end;

-- Excel counts days from 1899-12-30; only cells of a workbook are ever read this way
create or replace temp macro read_excel_timestamp(v) as
  case
    when regexp_full_match(v, '[0-9]{{5}}(\\.[0-9]+)?')
      then timestamp '1899-12-30 00:00:00' + to_seconds(round(cast(v as double) * 86400))
    else read_timestamp(v)
  end;

-- 8.10002E+19, 8.1E19, 1E+14: a code that went through a floating-point number. Its digits are gone.
create or replace temp macro is_float_notation(v) as
  case
    when regexp_full_match(v, '[0-9A-Za-z_-]+') then false
    else coalesce(regexp_full_match(bare(narrow(v)), '[+-]?[0-9]+\\.[0-9]*[eE][+]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+'), false)
  end;

-- 123456789012345.0 as well: leading zeros, and beyond 15 digits others, may be gone
create or replace temp macro is_destroyed(v) as
  case
    when regexp_full_match(v, '[0-9A-Za-z_-]+') then false
    else coalesce(regexp_full_match(bare(narrow(v)),
      '[+-]?[0-9]+\\.[0-9]*[eE][+]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+|[+-]?[0-9]+\\.0*'), false)
  end;

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


def reading(column: str, physical_type: str, reads: str, *, from_excel: bool) -> str:
    """The expression that reads a raw text column as its type.

    reads: identifier, medical_code, code or text; matters for varchar only.
    from_excel: bare numbers in date columns are Excel's day counts.
    """
    name = quoted(column)
    if physical_type == "varchar":
        macro = {
            "identifier": "read_identifier",
            "medical_code": "read_medical_code",
            "code": "read_code",
        }
        return f"{macro.get(reads, 'read_text')}({name})"
    if physical_type in ("timestamp", "date"):
        macro_name = "read_excel_timestamp" if from_excel else "read_timestamp"
        expression = f"{macro_name}({name})"
        return expression if physical_type == "timestamp" else f"cast({expression} as date)"
    first = f"try_cast({name} as {physical_type})"
    return (
        f"case when {name} is null then null"
        f" else coalesce({first}, try_cast(plain_number({name}) as {physical_type})) end"
    )


@dataclass(frozen=True)
class Trouble:
    """What can be wrong with a row.

    gate: a cheap condition that holds whenever `condition` does, asked of every row; the
    condition itself is only asked where some gate of the row holds.
    """

    reason: str
    gate: str
    condition: str


def unreadable(column: str, raw: str, physical_type: str, reads: str) -> Trouble | None:
    """A raw value that cannot be used, or None where anything can.

    column: the contract's column, which also names its read value. raw: the raw text's column.
    """
    text, value = quoted(raw), quoted(column)
    if physical_type == "varchar":
        gate = f"contains({value}, '.') or contains({value}, '+')"
        if reads == "identifier":
            return Trouble(f"destroyed_code:{column}", gate, f"is_destroyed({text})")
        if reads == "medical_code":
            return Trouble(
                f"destroyed_code:{column}",
                f"contains(upper({value}), 'E')",
                f"is_float_notation({text})",
            )
        return None
    kind = {"timestamp": "not_a_date", "date": "not_a_date", "integer": "not_an_integer"}
    reason = f"{kind.get(physical_type, 'not_a_number')}:{column}"
    gate = f"{value} is null and {text} is not null"
    return Trouble(reason, gate, f"{gate} and not absent({text})")


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
