"""What the engine says of a query that failed, without the values of rows that it quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

QUOTED = re.compile(r"""(['"]).*?\1""")
LONG_NUMBER = re.compile(r"[0-9]{6,}")


def said_of(error: duckdb.Error | Exception) -> str:
    """The first line of an error; of one about rows, with their values left out.

    What is wrong with a query names columns and tables and no row, and stays as it is.
    """
    import duckdb

    if not isinstance(error, duckdb.Error):
        return str(error) or type(error).__name__
    lines = str(error).splitlines() or [type(error).__name__]
    about_text = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
    if isinstance(error, about_text):
        return lines[0]
    return without_values(lines[0])


def without_values(line: str) -> str:
    """A message about rows without what it quotes of them."""
    if any(word in line for word in ("Binder Error", "Catalog Error", "Parser Error")):
        return line
    return LONG_NUMBER.sub("…", QUOTED.sub("a value", line))


def hint_of(message: str) -> str:
    """What the engine says was perhaps meant; empty where it says nothing."""
    found = re.search(r"Candidate bindings: (.*)", message)
    if found:
        return sentence("Did you mean {found}?", found=found[1].strip())
    found = re.search(r"Did you mean \"?([\w.]+)", message)
    return sentence("Did you mean {found}?", found=found[1]) if found else ""
