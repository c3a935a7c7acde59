"""Cells in the usual form, which are read as they stand.

What `ingest.values.reading` reads first is the same; to plan the rest of it costs more than to read an
upload. A column counts as usual where all its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from feijian.contracts.model import quoted
from feijian.ingest.blotted import MASK, SMALL
from feijian.ingest.macros import USUAL_TIME
from feijian.ingest.nothing import LONG_WORDS, MACHINE_WORDS
from feijian.ingest.values import Manner, number_form

THIS_CENTURY = re.compile("20.*", re.DOTALL)
TIME = re.compile(USUAL_TIME)
CODE = re.compile("[0-9A-Za-z_]{5,}")
LONG_CODE = re.compile("[A-Z]*[0-9][0-9A-Z]{14,}|[A-Z]+[0-9][0-9A-Z]{13,}")
SMALL_LETTER = re.compile(SMALL)
SMALL_PROVIDER = re.compile("[hp][0-9]{11}")
MEDICAL_CODE = re.compile("[0-9A-Z][0-9A-Za-z]{4,}")
TEXT = re.compile("[^\\s\u3000\u00a0\u200b\ufeff='][^\\s\u3000\u00a0\u200b\ufeff]*")
NUMBERS = re.compile("integer|bigint|decimal\\([0-9]+, *[0-9]+\\)")


def usual_cell(column: str, physical_type: str, manner: Manner, cells: Iterable[str]) -> str | None:
    """The expression that reads a column of usual cells; None where some cell is not."""
    name = quoted(column)
    if physical_type in ("timestamp", "date"):
        is_usual = all(TIME.fullmatch(c) and THIS_CENTURY.match(c) for c in cells)
        return f"cast(cast({name} as timestamp) as {physical_type})" if is_usual else None
    if NUMBERS.fullmatch(physical_type):
        form = re.compile(number_form(physical_type))
        is_usual = all(form.fullmatch(c) for c in cells)
        return f"try_cast({name} as {physical_type})" if is_usual else None
    if physical_type != "varchar":
        return None
    if manner.lost or manner.shape:
        if manner.reads == "medical_code":
            return None
        lost = [re.compile(p) for p in manner.lost]
        is_usual = all(
            LONG_CODE.fullmatch(c) and MASK not in c and not any(p.fullmatch(c) for p in lost)
            for c in cells
        )
        return name if is_usual else None
    if manner.provider and any(SMALL_PROVIDER.fullmatch(c) for c in cells):
        return None
    masked = manner.reads == "identifier" and any(
        MASK in c.upper() or SMALL_LETTER.fullmatch(c) for c in cells
    )
    forms = {"text": TEXT, "identifier": CODE, "label": CODE, "medical_code": MEDICAL_CODE}
    form_of_text = forms.get(manner.reads)
    if form_of_text is None or masked:
        return None
    words = {*MACHINE_WORDS, *(w.lower() for w in LONG_WORDS)}
    is_usual = all(form_of_text.fullmatch(c) and c.lower() not in words for c in cells)
    return name if is_usual else None
