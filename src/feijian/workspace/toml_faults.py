"""Where a TOML file cannot be read, and what is wrong there, in words of ours."""

from __future__ import annotations

import re
import tomllib

from feijian.errors import Problem
from feijian.messages import sentence

FAULTS = (
    (
        r"Unclosed.*|Unterminated.*|Invalid value \(at end of document\)",
        sentence("a bracket or a quotation mark is not closed"),
    ),
    (
        r"Cannot (?:overwrite|declare|mutate).*|Duplicate.*",
        sentence("a key or a table stands twice"),
    ),
    (
        r"Expected '=' .*|Invalid statement.*",
        sentence("a line that is neither 'key = value' nor [table]"),
    ),
    (r"Illegal character.*", sentence("a text that ends with its line, without a quotation mark")),
    (r"Unescaped.*|Invalid hex.*", sentence("a backslash in a text: write a path between '…'")),
    (
        r"Invalid value.*|Expected newline.*",
        sentence("a value that is none: text stands between quotation marks"),
    ),
)
"""What the parser says, and what it comes from; the first that fits."""
PLACE = re.compile(r" \(at line (?P<line>\d+), column \d+\)")


def not_toml(shown: str, error: tomllib.TOMLDecodeError) -> Problem:
    """The place and the fault. shown: what the file is called to people."""
    text = str(error)
    at = PLACE.search(text)
    told = (said for pattern, said in FAULTS if re.fullmatch(pattern, text))
    what = next(told, sentence("not TOML: {error}", error=text))
    if at:
        return Problem(f"{shown}:{at['line']}", what, "Correct it at that place.")
    return Problem(shown, what, "Look at the lines that were changed last.")
