"""Column heads and sentences of the command line, in both languages; the language that is set."""

from __future__ import annotations

import os
from collections.abc import Sequence

from feijian.messages.labels import Labels

LANG_VARIABLE = "FEIJIAN_LANG"

HEADS = Labels("screen")
"""What a column is called on the screen; a column that is not here keeps its name."""

PERIODS = Labels("span")
"""What a model compares: a month, a quarter, the whole time."""

RUN_KINDS = Labels("run_kind")
"""What kind of run it was."""

REGISTERS = Labels("register")
"""Registers of a province."""

PLAN_WHY = Labels("plan_why")
"""Why a provider stands in a plan."""

PLAN_WAYS = Labels("plan_way")
"""Other ways to plan the same team-days."""

SAID = Labels("said")
"""Sentences that commands print."""


def spoken() -> str:
    """The language that is set: FEIJIAN_LANG, else the system's; Chinese where it says neither."""
    own = os.environ.get(LANG_VARIABLE, "")
    if own in ("zh", "en"):
        return own
    system = next(
        (v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n, ""))), ""
    )
    return "en" if system.lower().startswith("en") else "zh"


def heads(names: Sequence[str], lang: str) -> list[str]:
    """Columns as they are called on the screen; a sentence that wants filling in is no name of one."""
    called = {n: HEADS[n].to(lang) for n in names if n in HEADS}
    return [n if "{" in called.get(n, "{") else called[n] for n in names]


def said(key: str, lang: str, **values: object) -> str:
    """A sentence in the wanted language."""
    return SAID[key].to(lang).format(**values)
