"""What codes in a sentence are called, where the data know a name: providers, items, diagnoses, operations, groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

CODE = re.compile(
    r"(?<![A-Za-z0-9])"
    # nothing shorter is a provider or an item, which a quantity or another code could be
    r"(?P<id>[A-Za-z0-9_-]{8,}"
    # without its dot a category could be a drip (D10) or a breath test (C13), with two digits behind it yuan
    r"|(?P<coded>[A-Z][0-9]{2}\.[A-Za-z0-9]+(?:[+*][A-Za-z0-9.]*)?|[0-9]{2}\.[0-9]{4}(?:x[0-9]+)?"
    # three or four signs may be anything
    r"|(?:(?<=病组 )|(?<=group ))[A-Z][A-Z0-9]{2,3}))"
    r"(?![A-Za-z0-9])"
)

ITEM_CODE = re.compile(r"(?<![A-Za-z0-9])(?:[XZTC][A-Z0-9]{19,26}|0[0-9]{14})(?![A-Za-z0-9])")

ITEMS = """
select distinct item_code, item_name
from canonical.claim_line
where item_code = any($codes)
"""

CODES = """
with told as (
    select code, name from canonical.diagnosis
    union all
    select code, name from canonical.procedure
    union all
    select group_code as code, group_name as name from canonical.grouping
    union all
    select adrg_code as code, adrg_name as name from canonical.grouping
),

counted as (
    select code, name, count(*) as times
    from told
    where code is not null and trim(name) <> '' and name <> code
    group by code, name
)

select code, name
from counted
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


def items_told(texts: Iterable[str | None]) -> set[str]:
    """The codes of drugs, pieces and services of the national lists that texts say."""
    return {code for text in texts for code in ITEM_CODE.findall(text or "")}


def code_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What diagnoses, operations and groups are called, by code: of several names the one said most often."""
    named = CODES
    groups = connection.execute(
        "select 1 from information_schema.columns where table_schema = 'canonical'"
        " and table_name = 'grouping' and column_name = 'adrg_name'"
    )
    if not groups.fetchall():  # a warehouse has new columns from its next load on
        named = CODES.replace("group_name", "null").replace("adrg_name", "null")
    return {str(code): str(name) for code, name in connection.execute(named).fetchall()}


def with_names(text: str, called: Mapping[str, str], codes: Mapping[str, str] | None = None) -> str:
    """A message that says its codes as people do, where their names are known.

    called: providers (`told_apart`) and items; the name takes the code's place. codes: of diagnoses,
    operations and groups (`code_names`); the name stands before the code, by which a record is
    looked up. A code beside its name already stays.
    """
    named = codes or {}

    def name(found: re.Match[str]) -> str:
        behind = text[found.end() :].lstrip(" (（")
        if found["coded"]:
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


@dataclass(frozen=True)
class Names:
    """What a warehouse calls the codes of some texts (see `with_names`)."""

    called: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    def in_words(self, text: str) -> str:
        return with_names(text, self.called, self.codes)


def names_for(connection: duckdb.DuckDBPyConnection, texts: Iterable[str | None]) -> Names:
    """The names for what these texts say by code."""
    providers = connection.execute("select provider_id, name from canonical.provider").fetchall()
    items = named_items(connection, items_told(texts))
    return Names({**items, **told_apart(dict(providers))}, code_names(connection))
