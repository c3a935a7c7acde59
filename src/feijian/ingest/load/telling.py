"""What an author's query cannot do with the rows of a delivery, said with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from feijian.contracts.sql_limits import QueryTooLong
from feijian.errors import LibraryError, Problem
from feijian.library import HeadedSql
from feijian.messages import sentence


@contextmanager
def told_by(*headed: HeadedSql) -> Iterator[None]:
    """Run what authors wrote; a value it cannot take is no bug of ours and has a place.

    Also one that has no end. Raises LibraryError without the value, which may name a person.
    """
    import duckdb

    try:
        yield
    except QueryTooLong as error:
        raise LibraryError(
            Problem(
                file.at(sql_line=1),
                sentence("{error}; nothing was loaded", error=error),
                "Look for a recursion or a list without an end; '[limits] query_seconds' allows more.",
            )
            for file in headed
        ) from None
    except (
        duckdb.ConversionException,
        duckdb.OutOfRangeException,
        duckdb.InvalidInputException,
        duckdb.BinderException,
    ) as error:
        said = re.sub(r"(['\"]).*?\1", "a value", str(error).splitlines()[0])
        raise LibraryError(
            Problem(
                file.at(sql_line=1),
                sentence("cannot be worked out for the rows of this delivery: {said}", said=said),
                "Use try_cast or a 'case' for values that do not fit; nothing was loaded.",
            )
            for file in headed
        ) from None
