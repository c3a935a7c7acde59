"""SQL macros that read addresses and telephones, so that two of them are equal only where both name one place or line.

They are keyed before anything is kept: who shares a key counts as a neighbour, or as reached by one telephone. A
masked number, a word for none or 11111111111 would make neighbours of strangers, so each is read as none.
"""

from __future__ import annotations

MASKED = "[*＊●×□■�]|[xX?？○◆]{2}"
"""Signs in place of what is kept back: 139****5678, 某县XX村."""
_SAME = "|".join(f"{digit}{{8}}" for digit in range(10))
_ALL_SAME = "|".join(f"{digit}{{7}}" for digit in range(10))
NO_PHONE = f"[0-9]*({_SAME})|{_ALL_SAME}|12345678(9(0[12]?)?)?|13800138000"
"""What people enter who have none: one digit again and again, 12345678, the number of a company's hall."""

CONTACT_MACROS = f"""
create or replace temp macro is_masked(v) as
  coalesce(regexp_matches(v, '{MASKED}'), false);

create or replace temp macro plain_text(v) as
  case when not is_masked(v) and not absent(v) and cleaned(v) not in ('同上', '同前', '〃')
    then nullif(lower(regexp_replace(narrow(v), '[\\s\u3000\u00a0,.;:、，。；：()（）-]', '', 'g')), '') end;

-- the digits of a telephone; of several mobile numbers in a cell the first. A part of a number is none
create or replace temp macro phone_text(v) as
  case when not is_masked(v) then list_transform([struct_pack(
      digits := regexp_replace(regexp_replace(regexp_replace(narrow(v), '[.]0+$', ''), '[^0-9]', '', 'g'),
        '^(0086|86)(1[0-9]{{10}})$', '\\2'),
      mobile := regexp_extract(narrow(v), '(?:^|[^0-9])(1[3-9][0-9]{{9}})(?:[^0-9]|$)', 1))], lambda t:
    list_transform([
      case when regexp_full_match(t.digits, '1[3-9][0-9]{{9}}|[02-9][0-9]{{6,11}}') then t.digits
        else nullif(t.mobile, '') end], lambda d:
      case when not regexp_full_match(d, '{NO_PHONE}') then d end)[1])[1] end;

-- the part of an address that neighbours share: up to the village, community or street number
create or replace temp macro locality_text(v) as
  coalesce(
    nullif(regexp_extract(v, '^(.*(?:村|社区|小区|居委会|家属院|花园))', 1), ''),
    nullif(regexp_extract(v, '^(.*[路街巷道][0-9]+号)', 1), ''),
    v
  );
"""
