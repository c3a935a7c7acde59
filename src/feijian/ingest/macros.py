"""SQL macros that read what senders really write: codes, numbers, dates and words for nothing.

Every macro tries the cheap, usual shape first and falls back to a tolerant reading only
for values that do not fit it, so that clean files cost little. Nothing is ever guessed: what
cannot be read stays unread, and the row says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from feijian.ingest.blotted import MASK, MASKED, SMALL
from feijian.ingest.contacts import CONTACT_MACROS
from feijian.ingest.nothing import (
    ABSENT_WORDS,
    BEFORE_DATES,
    BLANKS,
    EPOCH,
    FIRST_OPEN,
    INVISIBLE,
    LONG_WORDS,
    MACHINE_WORDS,
    NARROW,
    NO_DATE,
    NOTHING,
    ODD_BLANKS,
    OPEN_END,
    OPEN_WORDS,
    TRIMMED,
    WIDE,
    any_of,
)

if TYPE_CHECKING:
    import duckdb


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _words(words: Sequence[str]) -> str:
    return ", ".join(literal(word) for word in words)


def _one_of(words: Iterable[str]) -> str:
    """A pattern of these words: an engine plans a long list of them for milliseconds, each time it is asked."""
    return "|".join(re.sub(r"([\\.^$|()\[\]{}*+?#-])", r"\\\1", word) for word in words)


_BETWEEN = "[\\s,;|\u3001\uff0c\uff1b/+&]+"
SEPARATED = (
    f"[\\[\"' ]*[0-9A-Za-z]{{6,}}[\"']?{_BETWEEN}[\"']?[0-9A-Za-z]{{6,}}(?s:.*)"
    "|[0-9A-Za-z]{6,} *[*\u00d7] *[0-9]{1,3}"
    # short ones, of people and of houses, only where nothing but a list has such a sign
    "|[0-9A-Za-z]{2,}([ ]*[,;|\u3001\uff0c\uff1b\r\n]+[ ]*[0-9A-Za-z]{2,})+"
)
# an asterisk and its dagger (A18.0+M49.0*) are one diagnosis; shorter codes than other columns have
SEVERAL_MEDICAL = (
    "[0-9A-Za-z][0-9A-Za-z.*]{2,}[\\s,;|\u3001\uff0c\uff1b/]+[0-9A-Za-z][0-9A-Za-z.]{2,}(?s:.*)"
)
BROKEN_UP = "(?s:.*\\s.*|[,;|\u3001\uff0c\uff1b/\\[{].*|.*[,;|\u3001\uff0c\uff1b/\\]}])"
"""A code with blanks in it, or with a separator or a bracket before or behind it, is not as it was given."""
CODE_SEPARATORS = "[\\s,;|\u3001\uff0c\uff1b/+&\\[\\]\"']+"
"""What stands between, before and after codes that share a cell."""
DATE_LIKE = "[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ]+[0-9:.]+)?"
_SIGN = "[\\p{Pc}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{S}!-/:-@\\[-`{-~\\s。，、；：？！…·]"
_NAMED_SEPARATOR = "(?i)<(?:GS|FNC1)>|\\{(?:GS|FNC1)\\}|\\\\(?:x1d|u001d)|\u241d"
_FIXED = "1[1-7]"
_OPEN = "10|2[12]|24[01]|250|30|37|9[0-9]"
_GS1 = (
    f"[\\x1d\\s]*(\\][A-Za-z][0-9])?\\x1d*01[0-9]{{14}}\\x1d*"
    f"((?:{_FIXED})[0-9]{{6}}\\x1d*|(?:{_OPEN})[^\\x1d()]+\\x1d+)*((?:{_OPEN})[^\\x1d()]+)?[\\x1d\\s]*"
)
LONGEST_LOT = 20
"""Characters of a lot and of a serial number in a GS1 code; what is longer holds more than a lot."""
_GS1_FIELD = f"(01)([0-9]{{14}})\\x1d*|({_FIXED})([0-9]{{6}})\\x1d*|({_OPEN})([^\\x1d]+)\\x1d*"
_GS1_LOT = f"01([0-9]{{14}})((?:1[17][0-9]{{6}}){{0,2}})10([0-9A-Za-z._/-]{{{LONGEST_LOT + 1},}})"
_IS_BARE = {w: not w or (w[0].isalnum() and w[-1].isalnum()) for w in ABSENT_WORDS}
_BARE_WORDS = _one_of(w for w in ABSENT_WORDS if _IS_BARE[w])
_NOTHING = (
    f"{_SIGN}*(?:{_BARE_WORDS}){_SIGN}*|{_one_of(w for w in ABSENT_WORDS if not _IS_BARE[w])}"
)
_GUARD = "^[=`'\u2018\u2019]+([^=`'\u2018\u2019]*)['\u2018\u2019]?$"
_FLOAT = (
    "[+-]?[0-9]+\\.[0-9]*[eE][+]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+"
    # what a spreadsheet shows for a formula that failed, or in a column that is too narrow
    "|#(?:REF!|VALUE!|NAME[?]|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)|=?[A-Za-z]+\\(.*\\)"
    # what only the row above knows
    "|\u3003|同上|同前"
)
_OF_NUMBER = "[+-]?[0-9]+[.](0*|[0-9]{9,})"
"""A code that went through a number: 1001.0, and 0.520833333333333, which a spreadsheet made of 12:30."""
_PART_OF_ONE = "[+-]?0?[.][0-9]+"
_DATED = (
    "([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    "(?:(?: *T *| +)(AM |PM )?([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\\.[0-9]+)?)?"
    "(?: *([+-][0-9]{2}))?(?: ?(AM|PM))?)? *([+-][0-9]{2}:?[0-9]{2})?"
)
_DAY = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
USUAL_TIME = f"(?:19(?:0[1-9]|[1-9][0-9])|20[0-8][0-9])-{_DAY}(?: (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?"
"""How nearly all times are written: days that such months always have, and no year in which a day stands for none."""
_OF_A_DOUBLE = "[+-]?[0-9]{1,12}[.][0-9]{3,}"
OWN_DIGITS = 15
"""Digits of a double that are its own, as a spreadsheet shows it: a program that writes all of them makes
200.00000000000003 of what was reckoned as 200."""
HOURS_HERE = 8
"""Hours before UTC of the wall time in China; an offset that says otherwise is reckoned to it."""

_SUMMED = (
    "西药|中成药|中草药|草药|中药|饮片|药品|材料|耗材|卫生|床位|诊察|诊查|检查|检验|化验|治疗|手术|护理|麻醉|输血"
    "|其他|其它|住院|门诊|科室|项目|医疗|甲类|乙类|丙类|自费|费"
)
"""What lines of totals name before the word: 西药费合计, 检查治疗费小计."""

# to change signs one by one costs an engine a table of them for every cell: asked only where there is one
MACROS = f"""
create or replace temp macro narrow(v) as
  case when regexp_matches(v, {literal(any_of(WIDE))}) then translate(v, {literal(WIDE)}, {literal(NARROW)}) else v end;

create or replace temp macro bare(v) as nullif(trim(v, {literal(BLANKS)}), '');

-- web systems write ="001…" or '001… so that a spreadsheet leaves the code alone
create or replace temp macro unguarded(v) as
  regexp_replace(regexp_replace(v, '^=?"(.*)"$', '\\1', 's'), {literal(_GUARD)}, '\\1', 's');

-- each argument is named once: a macro is text, and what it names twice is worked out twice
create or replace temp macro cleaned(v) as
  trim(unguarded(trim(
    case when regexp_matches(v, {literal(any_of(WIDE + ODD_BLANKS + INVISIBLE))})
      then translate(v, {literal(WIDE + ODD_BLANKS + INVISIBLE)}, {literal(NARROW + " " * len(ODD_BLANKS))}) else v end,
    {literal(TRIMMED)})), {literal(TRIMMED)});

-- a word for nothing, also in brackets or between dashes; signs without a letter or a digit
create or replace temp macro is_nothing(c) as
  regexp_full_match(lower(c), {literal(_NOTHING)});

create or replace temp macro absent(v) as
  coalesce(is_nothing(cleaned(v)), true);

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
    when c is null or is_nothing(c) or c = '-1' then null
    when not regexp_full_match(c, {literal(f"{_FLOAT}|{SEPARATED}|{DATE_LIKE}")}) then c
  end;

create or replace temp macro read_identifier(v) as
  case
    when v is null then null
    when (ends_with(v, 'x') or starts_with(v, 'd')) and regexp_full_match(v, '{SMALL}') then upper(v)
    when contains(upper(v), '{MASK}') and regexp_full_match(cleaned(v), {literal(MASKED)}) then null
    when strlen(v) > 4 and regexp_full_match(v, '[0-9A-Za-z_]+') and v not in ({_words(LONG_WORDS)}) then v
    -- shorter ones with a digit in them are no word for nothing either
    when regexp_full_match(v, '[A-Za-z]*[0-9][0-9A-Za-z_]*') then v
    else list_transform([cleaned(v)], lambda c:
      case when not regexp_full_match(c, {literal(f"{_OF_NUMBER}|{_PART_OF_ONE}|{MASKED}")}) then sound_code(c) end)[1]
  end;

-- a number of a paper: batch, prescription, invoice; it may look like a date or a list
create or replace temp macro read_label(v) as
  case
    when v is null then null
    when strlen(v) > 4 and regexp_full_match(v, '[0-9A-Za-z_]+') and v not in ({_words(LONG_WORDS)}) then v
    else list_transform([cleaned(v)], lambda c:
      case when not is_nothing(c)
        and not regexp_full_match(c, {literal(f"{_FLOAT}|{_OF_NUMBER}")}) then c end)[1]
  end;

-- codes of diseases begin with a capital and fill up with a small x, those of Chinese medicine are of capitals
create or replace temp macro medical_letters(v) as
  list_transform([v], lambda s: case
    when regexp_full_match(s, '[A-Za-z]{{2,}}[0-9].*') then upper(s)
    when regexp_full_match(s, '[A-Za-z]?[0-9]{{2}}[.].*') then upper(s[1]) || replace(substr(s, 2), 'X', 'x')
    else upper(s[1]) || substr(s, 2) end)[1];

create or replace temp macro read_medical_code(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9A-Z][0-9A-Za-z]{{4,}}|[A-Z][0-9]{{2}}([.][0-9A-WYZa-z]+)?')
      and v not in ({_words(LONG_WORDS)}) then v
    else list_transform([cleaned(v)], lambda c:
      case when not regexp_full_match(c, {literal(SEVERAL_MEDICAL)})
        then medical_letters(replace(sound_code(c), '。', '.')) end)[1]
  end;

-- the code on a box as scanners and programs write it: in groups of digits, behind an address or a word,
-- with the kind of symbol before it or brackets around what the fields are. Brackets stay where a lot
-- stands before the serial number: without them nobody tells where it ends
create or replace temp macro plain_trace_code(c) as
  case
    when regexp_full_match(regexp_replace(c, '[ -]', '', 'g'),
      '(https?://[^ ]*[=/]|[^0-9A-Za-z()]+)?[0-9]{{20}}[;,.]?')
      then regexp_extract(regexp_replace(c, '[ -]', '', 'g'), '([0-9]{{20}})[;,.]?$', 1)
    when regexp_full_match(c, '(\\][A-Za-z][0-9])?[(]01[)][0-9]{{14}}([(](11|17)[)][0-9]{{6}}){{0,2}}[(]21[)][^()]+')
      then regexp_replace(regexp_replace(c, '^\\][A-Za-z][0-9]', ''), '[()]', '', 'g')
    else regexp_replace(c, '^\\][A-Za-z][0-9]', '')
  end;

-- where a field of open length ends a scanner sends a separator, as such or by a name: the fields stand in
-- brackets then, as people write them. A separator behind the last field closes nothing
create or replace temp macro bracketed_trace_code(v) as
  list_transform([regexp_replace(v, {literal(_NAMED_SEPARATOR)}, chr(29), 'g')], lambda c:
    case when contains(c, chr(29)) and regexp_full_match(c, {literal(_GS1)})
      then regexp_replace(regexp_replace(c, '^[\\x1d\\s]*(\\][A-Za-z][0-9])?\\x1d*|[\\x1d\\s]+$', '', 'g'),
        {literal(_GS1_FIELD)}, '(\\1\\3\\5)\\2\\4\\6', 'g')
      else c end)[1];

-- without brackets and separators a lot ends nowhere. What follows it is a serial number where it is all too long
-- for a lot, and it begins at the one 21 that leaves neither of the two too long; of several nobody tells which
create or replace temp macro serial_starts(rest) as
  list_filter(range(2, {LONGEST_LOT + 2}), lambda n: substr(rest, n, 2) = '21'
    and length(rest) - n - 1 between 1 and {LONGEST_LOT});

create or replace temp macro divided_trace_code(v) as
  list_transform([v], lambda c: case when strlen(c) > {16 + 2 + LONGEST_LOT} and regexp_full_match(c, {literal(_GS1_LOT)})
    then list_transform([regexp_extract(c, {literal(f"^{_GS1_LOT}$")}, ['article', 'dates', 'rest'])], lambda g:
      list_transform([serial_starts(g.rest)], lambda starts: case when len(starts) = 1
        then '(01)' || g.article || regexp_replace(g.dates, '(1[17])([0-9]{{6}})', '(\\1)\\2', 'g')
          || '(10)' || substr(g.rest, 1, starts[1] - 1) || '(21)' || substr(g.rest, starts[1] + 2) else c end)[1])[1]
    else c end)[1];

-- a scanner sends the letters of a code as the keyboard stands: one box in small letters and in capitals.
-- An address keeps them, since in it they tell codes apart
create or replace temp macro capital_trace_code(c) as
  case when contains(c, '://') then c else upper(c) end;

-- people write blanks around the brackets, or after them
create or replace temp macro unspaced_trace_code(c) as
  case when regexp_full_match(c, '(\\][A-Za-z][0-9])?[(]01[)].*') then regexp_replace(c, ' *([()]) *', '\\1', 'g') else c end;

create or replace temp macro read_trace_code(v) as
  case
    when v is null then null
    when strlen(v) between 5 and {16 + 2 + LONGEST_LOT} and regexp_full_match(v, '[0-9]+') then v
    when strlen(v) between 5 and {16 + 2 + LONGEST_LOT} and regexp_full_match(v, '[0-9A-Za-z_]+') and v not in ({_words(LONG_WORDS)}) then upper(v)
    -- each step names what it is given several times: asked of lists they are planned once, not some fifty times
    else list_transform([read_identifier(bracketed_trace_code(v))], lambda told: list_transform([unspaced_trace_code(told)],
      lambda unspaced: list_transform([plain_trace_code(unspaced)], lambda plain: divided_trace_code(capital_trace_code(plain)))[1])[1])[1]
  end;

create or replace temp macro read_code(v) as
  case
    when v is null then null
    when regexp_full_match(v, '[0-9]+') then v
    -- a coded value that went through a number column: 21.0 is 21
    else list_transform([cleaned(v)], lambda c: case when not regexp_full_match(lower(c), {literal(_one_of(ABSENT_WORDS))})
      then regexp_replace(c, '^([0-9]+)\\.0+$', '\\1') end)[1]
  end;

-- separators of thousands only where nothing else can be meant: 1,234.50 and 1,234,567 have them,
-- 1,234 may have three decimals
create or replace temp macro plain_number(v) as
  list_transform([cleaned(v)], lambda c: case
    when regexp_full_match(c, {literal(_OF_A_DOUBLE)}) and strlen(regexp_replace(c, '^[+-]?[0.]*|[.]', '', 'g')) > {OWN_DIGITS}
      then format('{{:.{OWN_DIGITS}g}}', cast(c as double))
    when regexp_full_match(c, '[+-]?[0-9]{{1,3}}(,[0-9]{{3}})+\\.[0-9]+|[+-]?[0-9]{{1,3}}(,[0-9]{{3}}){{2,}}')
      then replace(c, ',', '')
    when regexp_full_match(c, '[+-]?[0-9]{{1,3}}( [0-9]{{3}})+\\.[0-9]+|[+-]?[0-9]{{1,3}}( [0-9]{{3}}){{2,}}')
      then replace(c, ' ', '')
    else c
  end)[1];

-- 100元, ¥100.00 and 人民币100 are a hundred yuan where money is due, and nowhere else
create or replace temp macro plain_money(v) as
  plain_number(regexp_replace(regexp_replace(translate(cleaned(v), '\uffe5\u2212', '\u00a5-'),
    '^([+-]?)(?:\u00a5|(?i:RMB|CNY)|人民币) *', '\\1'), '^([^元]*[0-9.]) *元整?$', '\\1'));

-- one form for dates of people: Chinese signs become plain ones
create or replace temp macro plain_time(v) as
  trim(regexp_replace(replace(replace(translate(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(upper(cleaned(v)),
      '([-/.:年月]) *[\\r\\n]+ *', '\\1', 'g'), '[\\r\\n]+', ' ', 'g'),
      '([0-9]{{1,2}}) *[时点] *([0-9]{{1,2}}) *分 *([0-9]{{1,2}}) *秒', '\\1:\\2:\\3'),
      '([0-9]{{1,2}}) *[时点] *([0-9]{{1,2}}) *分$', '\\1:\\2'),
    '年月日', '-- '), '上午', ' AM '), '下午', ' PM '), ' +', ' ', 'g'));

create or replace temp macro hour_of(word, hour) as
  case
    when word = '' then hour
    when word = 'AM' and hour between 1 and 12 then hour % 12
    when word = 'PM' and hour between 1 and 12 then hour % 12 + 12
    -- 下午 20:05 says the same twice
    when word = 'PM' and hour between 13 and 23 then hour
  end;

-- the wall time in China: an offset that says another hour is reckoned to it
create or replace temp macro moved_here(m, zone) as
  case
    when zone = '' or starts_with(zone, '+0{HOURS_HERE}') then m
    else m + to_hours({HOURS_HERE} - cast(substr(zone, 1, 3) as integer))
      - to_minutes(cast(substr(zone, 1, 1) || right(case when length(zone) > 3 then zone else '00' end, 2) as integer))
  end;

-- each macro that names an argument often is asked of a list with its values, so that they are planned once
create or replace temp macro hour_told(g) as
  list_transform([struct_pack(word := trim(g.before || g.after), hour := cast(g.hour as integer))],
    lambda h: hour_of(h.word, h.hour))[1];

create or replace temp macro dated(g) as
  list_transform([struct_pack(
    m := case
      when g.before <> '' and g.after <> '' then null
      when g.hour = '' then try_strptime(g.year || '-' || g.month || '-' || g.day, '%Y-%m-%d')
      else try_cast(
        g.year || '-' || lpad(g.month, 2, '0') || '-' || lpad(g.day, 2, '0') || ' '
          || lpad(cast(hour_told(g) as varchar), 2, '0')
          || ':' || lpad(g.minute, 2, '0') || ':' || lpad(case when g.second = '' then '0' else g.second end, 2, '0')
        as timestamp)
    end,
    zone := case when g.hour = '' then '' else g.offset || g.zone end)],
    lambda d: moved_here(d.m, d.zone))[1];

create or replace temp macro time_of_people(t) as
  case
    when regexp_full_match(t, '[0-9]{{8}}') then try_strptime(t, '%Y%m%d')
    when regexp_full_match(t, '[0-9]{{12}}') then try_strptime(t, '%Y%m%d%H%M')
    when regexp_full_match(t, '[0-9]{{14}}(\\.0+)?') then try_strptime(substr(t, 1, 14), '%Y%m%d%H%M%S')
    when regexp_full_match(t, '[0-9]{{8}} [0-9]{{4}}') then try_strptime(t, '%Y%m%d %H%M')
    when regexp_full_match(t, '[0-9]{{8}} [0-9]{{6}}') then try_strptime(t, '%Y%m%d %H%M%S')
    when regexp_full_match(t, '[0-9]{{8}} [0-9]{{1,2}}:[0-9]{{2}}(:[0-9]{{2}})?')
      then try_cast(regexp_replace(t, '^(....)(..)(..) ', '\\1-\\2-\\3 ') as timestamp)
    when regexp_full_match(t, {literal(_DATED)})
      then list_transform([regexp_extract(t, {literal("^" + _DATED + "$")},
        ['year', 'month', 'day', 'before', 'hour', 'minute', 'second', 'offset', 'after', 'zone'])], lambda g: dated(g))[1]
  end;

create or replace temp macro any_time(v) as
  coalesce(
    case when strlen(v) in (19, 10) then try_strptime(v, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d']) end,
    list_transform([plain_time(v)], lambda t: time_of_people(t))[1]
  );

create or replace temp macro read_timestamp(v) as
  case when v is null then null
    when regexp_full_match(v, {literal(USUAL_TIME)}) then try_cast(v as timestamp)
    else list_transform([any_time(v)], lambda m: case
      when m >= {BEFORE_DATES} and m < {FIRST_OPEN} or not {OPEN_END} and not {NO_DATE} then m end)[1] end;

-- the same where the first second that programs count cannot be meant
create or replace temp macro read_entered(v) as
  case when v is null then null
    when regexp_full_match(v, {literal(USUAL_TIME)}) and not starts_with(v, '1970-01-01') then try_cast(v as timestamp)
    else list_transform([read_timestamp(v)], lambda m: case when m not in {EPOCH} then m end)[1] end;

create or replace temp macro is_epoch(v) as coalesce(any_time(v) in {EPOCH}, false);

create or replace temp macro is_no_date(v) as
  regexp_full_match(cleaned(v), {literal(NOTHING)}) or coalesce(list_transform([any_time(v)], lambda m: {OPEN_END} or {NO_DATE})[1], false) or coalesce(cleaned(v) in ({_words(OPEN_WORDS)}), false);

-- Excel counts days from 1899-12-30; only cells of a workbook are ever read this way
create or replace temp macro read_excel_timestamp(v) as
  case
    when regexp_full_match(v, '[0-9]{{5}}(\\.[0-9]+)?')
      then timestamp '1899-12-30 00:00:00' + to_seconds(round(cast(v as double) * 86400))
    else read_timestamp(v)
  end;

create or replace temp macro read_entered_excel(v) as
  list_transform([read_excel_timestamp(v)], lambda m: case when m not in {EPOCH} then m end)[1];

-- 8.10002E+19, 8.1E19, 1E+14: a code that went through a floating-point number. Its digits are gone.
create or replace temp macro is_float_notation(v) as
  coalesce(regexp_full_match(cleaned(v), {literal(_FLOAT)}), false);

-- 123456789012345.0 as well: leading zeros, and beyond 15 digits others, may be gone; 370101********0015
create or replace temp macro is_destroyed(v) as
  coalesce(regexp_full_match(cleaned(v), {literal(f"{_FLOAT}|{_OF_NUMBER}|{_PART_OF_ONE}|{MASKED}")}), false);

create or replace temp macro is_total(v) as
  regexp_full_match(regexp_replace(cleaned(v), '[ :]', '', 'g'), '(本页|本月|本年|全部|费用|金额|人次|笔数|总|{_SUMMED})*(合|小|总|共|累)计(金额|费用|人次|人数|笔数|数量)*[-0-9.,元行条笔份人次页共()]*');
{CONTACT_MACROS}"""


def define_macros(connection: duckdb.DuckDBPyConnection, macros: str = MACROS) -> None:
    """Make macros, those of this module where none are given, known to a connection."""
    for statement in _statements(macros):
        connection.execute(statement)


@cache
def _statements(macros: str) -> tuple[duckdb.Statement, ...]:
    """Macros as the engine has read them: reading them costs more than making them."""
    import duckdb

    return tuple(duckdb.extract_statements(macros))
