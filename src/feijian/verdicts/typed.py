"""Figures as people type them: 1,234.50 and 1,234.50元 are 1234.50, and of 12,50 nobody knows what is meant."""

from __future__ import annotations

import re

THOUSANDS = re.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?")


def bare(text: str) -> str:
    """A figure without the signs that people type around it; a comma stays where it parts no thousands."""
    plain = text.replace("，", ",").strip().removesuffix("元").strip()
    return plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain
