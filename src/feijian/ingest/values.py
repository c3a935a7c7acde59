"""How text becomes values: the expression that reads a column, and what is wrong where it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from feijian.contracts.model import quoted
from feijian.ingest.blotted import MASK
from feijian.ingest.macros import (
    BROKEN_UP,
    DATE_LIKE,
    SEPARATED,
    SEVERAL_MEDICAL,
    literal,
)

CODE_MACROS = {
    "identifier": "read_identifier",
    "label": "read_label",
    "medical_code": "read_medical_code",
    "trace_code": "read_trace_code",
    "code": "read_code",
}


@dataclass(frozen=True)
class Manner:
    """What a contract says of how a column's text is to be read.

    reads: identifier, label, medical_code, trace_code, code or text; matters for varchar only. damaged, rounded:
    patterns of codes that have lost zeros before, or digits at the end. shape: the pattern of codes
    that can be one. strict: a code with blanks in it, or separators around it, is none. zulu: the
    offset that a Z behind a time stands for; empty where nobody said. epoch: 1970-01-01 may be a day;
    else it is what a program wrote for none. provider: the national code of a hospital or pharmacy,
    which begins with a capital whatever a sender made of it. item: the national code of an item, in
    which some places hold digits alone.
    """

    reads: str = "text"
    damaged: str | None = None
    rounded: str | None = None
    shape: str | None = None
    strict: bool = False
    zulu: str = ""
    epoch: bool = True
    provider: bool = False
    item: bool = False

    @property
    def lost(self) -> tuple[str, ...]:
        """Patterns of codes of which something is missing."""
        return tuple(p for p in (self.damaged, self.rounded) if p)


ZULU = {"UTC": "+00:00", "Asia/Shanghai": "+08:00"}
"""What a contract may say that a Z behind a time stands for, and the offset that means."""


def reading(
    column: str,
    physical_type: str,
    reads: str,
    *,
    from_excel: bool,
    damaged: str | None = None,
    manner: Manner | None = None,
) -> str:
    """The expression that reads a raw text column as its type.

    reads: identifier, label, medical_code, trace_code, code or text; matters for varchar only.
    from_excel: bare numbers in date columns are Excel's day counts.
    damaged: a pattern of codes that have lost digits.
    """
    manner = manner or Manner(reads, damaged)
    name = quoted(column)
    if physical_type == "varchar":
        read = f"{CODE_MACROS.get(manner.reads, 'read_text')}({name})"
        if manner.provider:
            read = f"case when {is_small_provider(read)} then upper({read}) else {read} end"
        if manner.reads not in ("identifier", "medical_code", "trace_code") or not (
            manner.lost or manner.shape or manner.strict
        ):
            return read
        cell = f"cleaned({name})"
        wrong = [f"regexp_full_match({cell}, {literal(p)})" for p in manner.lost]
        if manner.strict:
            wrong.append(f"regexp_full_match({cell}, {literal(BROKEN_UP)})")
        if manner.shape:
            wrong.append(f"not regexp_full_match(upper({cell}), {literal(manner.shape)})")
        if manner.item:
            wrong.append(is_mistyped(cell))
        # the form of nearly all codes spares them the closer look
        long = 14 if manner.lost or manner.shape else 4
        # a word of letters alone may be one for nothing: UNKNOWN is nobody
        usual = f"strlen({name}) > {long} and regexp_full_match({name}, '[A-Z]*[0-9][0-9A-Z]*')"
        if manner.rounded:
            usual += f" and not regexp_full_match({name}, {literal(manner.rounded)})"
        if manner.reads == "identifier":
            usual += f" and not contains({name}, '{MASK}')"
        if manner.item:
            usual += f" and not {is_mistyped(name)}"
        if manner.reads == "medical_code":
            usual = "false"
        read = f"case when {' or '.join(wrong)} then null else {read} end"
        if manner.shape and manner.reads == "identifier" and manner.shape == manner.shape.upper():
            read = f"upper({read})"  # a shape of capitals: who writes xa01 means XA01
        return f"case when {usual} then {name} else {read} end"
    if physical_type in ("timestamp", "date"):
        if manner.zulu:
            name = f"regexp_replace({name}, '[Zz] *$', '{manner.zulu}')"
        macro_name = "read_timestamp" if manner.epoch else "read_entered"
        if from_excel:
            macro_name = "read_excel_timestamp" if manner.epoch else "read_entered_excel"
        expression = f"{macro_name}({name})"
        return expression if physical_type == "timestamp" else f"cast({expression} as date)"
    form = literal(number_form(physical_type))
    plain = f"{plain_form(physical_type)}({name})"
    return (
        f"case when {name} is null then null"
        f" when regexp_full_match({name}, {form}) then try_cast({name} as {physical_type})"
        f" when regexp_full_match({plain}, {form})"
        f" then try_cast({plain} as {physical_type}) end"
    )


def usual_reading(column: str, physical_type: str) -> str:
    """The expression that reads a column of which every cell is in its usual form (`load.usual`)."""
    name = quoted(column)
    if physical_type == "varchar":
        return name
    if physical_type == "date":
        return f"cast(try_cast({name} as timestamp) as date)"
    return f"try_cast({name} as {physical_type})"


def is_small_provider(code: str) -> str:
    """SQL that holds for a national code of a provider in lower case: h37010000001 is H37010000001."""
    return f"regexp_full_match({code}, '[hp][0-9]{{11}}')"


_OF_ITEMS = "D{2}#{13}.*|X[A-Z]#{2}[A-Z]{2}[0-9A-Z]#{3}[0-9A-Z]#{12}|Z[A-Z]#{2}[A-Z]{2}[0-9A-Z]#{13}|C#{20}|T#{9}"
"""National codes of services, western drugs, patent medicines, consumables and herbs; # is a digit, D a zero."""
ITEM = _OF_ITEMS.replace("D", "0").replace("#", "[0-9]")
LIKE_ITEM = _OF_ITEMS.replace("D", "[0O]").replace("#", "[0-9OIL]")


def is_mistyped(code: str) -> str:
    """SQL that holds for a national code of an item with a letter O, I or l where a digit must stand."""
    plain = f"upper({code})"
    return (
        f"(regexp_matches({code}, '[OILoil]') and regexp_full_match({plain}, {literal(LIKE_ITEM)})"
        f" and not regexp_full_match({plain}, {literal(ITEM)}))"
    )


def plain_form(physical_type: str) -> str:
    """The macro that makes a number plain: amounts and prices (two and six decimals) are of money."""
    return (
        "plain_money"
        if re.fullmatch(r"decimal\([0-9]+, *[26]\)", physical_type)
        else "plain_number"
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
    column: str,
    raw: str,
    physical_type: str,
    reads: str,
    damaged: str | None = None,
    manner: Manner | None = None,
) -> tuple[Trouble, ...]:
    """What a raw value that cannot be used is called; nothing where anything can be used.

    column: the contract's column, which also names its read value. raw: the raw text's column.
    """
    manner = manner or Manner(reads, damaged)
    text, value = quoted(raw), quoted(column)
    gate = f"{value} is null and {text} is not null"

    def called(reason: str, condition: str) -> Trouble:
        return Trouble(f"{reason}:{column}", gate, f"{gate} and {condition}")

    def shaped(form: str) -> str:
        return f"coalesce(regexp_full_match(cleaned({text}), {literal(form)}), false)"

    if physical_type == "varchar":
        return tuple(
            called(reason, condition) for reason, condition in _code_troubles(manner, text, shaped)
        )
    kind = {"timestamp": "not_a_date", "date": "not_a_date", "integer": "not_an_integer"}
    reason = kind.get(physical_type, "not_a_number")
    condition = f"not absent({text})"
    if reason == "not_a_date":
        condition += f" and not is_no_date({text})"
        if not manner.epoch:
            condition += f" and not is_epoch({text})"
        if manner.zulu:
            return (called(reason, condition),)
        zulu = shaped("[0-9T:. -]+[Zz]")
        return (
            called("zone_not_told", f"{condition} and {zulu}"),
            called(reason, f"{condition} and not {zulu}"),
        )
    if reason == "not_a_number":
        plain = f"{plain_form(physical_type)}({text})"
        exact = f"coalesce(regexp_full_match({plain}, '[+-]?[0-9]*[.][0-9]+'), false)"
        either = shaped("[+-]?[0-9]{1,3},[0-9]{3}")
        return (
            called("too_many_decimals", f"{condition} and {exact}"),
            called("thousands_or_decimals", f"{condition} and {either}"),
            called(reason, f"{condition} and not {exact} and not {either}"),
        )
    return (called(reason, condition),)


def _code_troubles(
    manner: Manner, text: str, shaped: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """(reason, condition) of everything that can be wrong with a code."""
    if manner.reads not in ("identifier", "label", "medical_code", "trace_code"):
        return
    macro = "is_float_notation" if manner.reads == "medical_code" else "is_destroyed"
    known = [f"{macro}({text})"]
    yield (
        "destroyed_code",
        known[0] if not manner.rounded else (f"({known[0]} or {shaped(manner.rounded)})"),
    )
    if manner.reads != "label":
        several = shaped(SEVERAL_MEDICAL if manner.reads == "medical_code" else SEPARATED)
        known += [several, shaped(DATE_LIKE)]
        yield "several_codes", several
        yield "date_like_code", known[-1]
    for pattern in (manner.damaged, manner.rounded):
        if pattern:
            known.append(shaped(pattern))
    if manner.damaged:
        yield "lost_zeros", shaped(manner.damaged)
    wrong = [shaped(BROKEN_UP)] if manner.strict and manner.reads != "label" else []
    wrong += [f"not {shaped(f'(?i:{manner.shape})')}"] if manner.shape else []
    wrong += [f"coalesce({is_mistyped(f'cleaned({text})')}, false)"] if manner.item else []
    if wrong:
        known.append(f"coalesce(is_total({text}), false)")  # told as a line of totals
        unlike = f"not absent({text}) and not ({' or '.join(known)})"
        yield "malformed_code", f"{unlike} and ({' or '.join(wrong)})"


def suspected(troubles: Sequence[Trouble]) -> str:
    """SQL that holds for every row some trouble may apply to."""
    # many troubles share a gate; asked once is enough
    gates = dict.fromkeys(f"({t.gate})" for t in troubles)
    return f"({' or '.join(gates) or 'false'})"


def marked(troubles: Sequence[Trouble], kind: str) -> str:
    """SQL of the marks, in words of a text, of gates that hold: asked of suspected rows only."""
    told = [f"case when {gate} then {literal(m)} end" for gate, m in _marks(troubles, kind).items()]
    return f"concat_ws(' ', {', '.join(told) or 'null'})"


def left_by(troubles: Sequence[Trouble], kind: str, marks: Container[str]) -> list[Trouble]:
    """The troubles whose gate held for some row: nobody else's condition can."""
    of = _marks(troubles, kind)
    return [t for t in troubles if of[t.gate] in marks]


def _marks(troubles: Sequence[Trouble], kind: str) -> dict[str, str]:
    """A mark by gate, the same in both passes."""
    gates = dict.fromkeys(t.gate for t in troubles)
    return {gate: f"{kind}{number}" for number, gate in enumerate(gates)}


def listed(troubles: Sequence[Trouble]) -> str:
    """SQL of the list of reasons whose condition holds; empty where none does.

    To be asked of suspected rows only: DuckDB works out every condition for whole vectors.
    """
    if not troubles:
        return "cast([] as varchar[])"
    cases = ", ".join(f"case when {t.condition} then {literal(t.reason)} end" for t in troubles)
    return f"list_filter([{cases}], lambda reason: reason is not null)"
