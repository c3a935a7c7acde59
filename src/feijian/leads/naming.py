"""What codes in a sentence are called, where the data know a name: providers, items and diagnoses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

CODE = re.compile(
    r"(?<![A-Za-z0-9])"
    # nothing shorter is a provider or an item, which a quantity or another code could be
    r"(?P<id>[A-Za-z0-9_-]{8,}"
    # without its dot a category could be a drip (D10) or a breath test (C13)
    r"|(?P<diagnosis>[A-Z][0-9]{2}\.[A-Za-z0-9]+(?:[+*][A-Za-z0-9.]*)?))"
    r"(?![A-Za-z0-9])"
)

ITEMS = """
select distinct item_code, item_name
from canonical.claim_line
where item_code = any($codes)
"""

DIAGNOSES = """
with told as (
    select code, name, count(*) as times
    from canonical.diagnosis
    where code is not null and trim(name) <> '' and name <> code
    group by code, name
)

select code, name
from told
qualify row_number() over (partition by code order by times desc, name) = 1
order by code
"""


def told_apart(names: Mapping[str, str | None]) -> dict[str, str]:
    """What providers are called in a sentence, by id: two of one name have their ids behind it."""
    shared = Counter(names.values())
    return {
        provider: name if shared[name] == 1 else f"{name} {provider}"
        for provider, name in names.items()
        if name
    }


def item_names(lines: Iterable[tuple[str | None, str | None]]) -> dict[str, str]:
    """What items are called, by code: of several names of one code the first in order of letters.

    lines: code and name of charged lines.
    """
    found: dict[str, str] = {}
    for code, name in lines:
        if code and name:
            found[code] = min(found.get(code, name), name)
    return found


def named_items(
    connection: duckdb.DuckDBPyConnection, codes: Iterable[str | None]
) -> dict[str, str]:
    """What charged lines call these items (see `item_names`)."""
    wanted = sorted({code for code in codes if code})
    return item_names(connection.execute(ITEMS, {"codes": wanted}).fetchall()) if wanted else {}


def diagnosis_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What diagnoses are called, by code: of several names of one code the one said most often."""
    return {str(code): str(name) for code, name in connection.execute(DIAGNOSES).fetchall()}


def with_names(
    text: str, called: Mapping[str, str], diagnoses: Mapping[str, str] | None = None
) -> str:
    """A message that names providers, items and diagnoses as people do, where their names are known.

    called: providers (`told_apart`) and items; the name takes the code's place. diagnoses: the name
    stands before the code, which a record is looked up by. A code beside its name already stays.
    """
    named = diagnoses or {}

    def name(found: re.Match[str]) -> str:
        behind = text[found.end() :].lstrip(" (（")
        if found["diagnosis"]:
            told = named.get(found[0], "")
            # a list of ours calls it `急性上呼吸道感染`, the hospital `急性上呼吸道感染 NOS`
            if not told or behind.startswith(told[:2]) or _is_behind(text[: found.start()], told):
                return found[0]
            return f"{told} {found[0]}"
        told = called.get(found[0], found[0])
        return found[0] if behind.startswith(told) else told

    return CODE.sub(name, text)


def _is_behind(before: str, name: str) -> bool:
    return before.rstrip(" (（").endswith(name)
