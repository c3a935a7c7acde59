"""Drafts of a source: contracts and mappings guessed from a sample, marked where a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from feijian.contracts.model import Catalogue, Column, Table
from feijian.errors import Problem, UsageError
from feijian.ingest.drafts.samples import SampleColumn, SampleTable
from feijian.ingest.sources.lineage import lineage_of
from feijian.ingest.sources.reading import read_source, source_names
from feijian.library import Library
from feijian.library.headed_sql import utf8_text
from feijian.messages import sentence

DECIDE = "DECIDE"
"""The mark of a line that a person must look at; `sources check` lists what is left of them."""
LOGICAL = {"date": "date", "timestamp": "timestamp", "integer": "integer"}
FEWEST = 2
"""Columns that must be recognised before a table is taken for a canonical one."""


Likely = list[tuple[Table, dict[str, SampleColumn]]]
"""Canonical tables a file may feed, best first, each with its columns' names in the file."""


@dataclass(frozen=True)
class Words:
    """(canonical table, column) → words for it; personal: words of columns that name somebody."""

    of_columns: dict[tuple[str, str], frozenset[str]]
    personal: tuple[str, ...]


def words_of(library: Library, catalogue: Catalogue) -> Words:
    """What is known of senders' words: the shipped sources' columns, labels, and synonyms.yaml."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in source_names(library):
        source = read_source(library, name, catalogue)
        for target, origins in lineage_of(source, catalogue).items():
            # a column made of several is nobody's other name
            for table, column in origins if len(origins) <= FEWEST * 2 else ():
                own = source.tables[table].contract.column(column) if column else None
                if own is not None:
                    also = own.custom.get("alsoNamed") or ()
                    found.setdefault(target, set()).update(
                        str(w).lower() for w in (own.name, own.label_zh, *also) if w
                    )
    personal: tuple[str, ...] = ()
    for file in library.files("data_contracts", "sources/synonyms.yaml"):
        content = yaml.safe_load(utf8_text(file.path, file.shown)) or {}
        personal += tuple(map(str, content.pop("personal", ())))
        for name, words in content.items():
            table, _, column = str(name).partition(".")
            found.setdefault((table, column), set()).update(str(w).lower() for w in words)
    for table_ in catalogue.of_schema("canonical"):
        for column_ in table_.columns:
            own_words = found.setdefault((table_.name, column_.name), set())
            own_words.update({column_.name, column_.label_zh.lower()} - {""})
    return Words({k: frozenset(v) for k, v in found.items()}, personal)


def guessed(table: SampleTable, canonical: Table, words: Words) -> dict[str, SampleColumn]:
    """Canonical column → the sample's column that is called so; each of them once."""
    found: dict[str, SampleColumn] = {}
    for column in canonical.columns:
        known = words.of_columns.get((canonical.name, column.name), frozenset())
        fit = [c for c in table.columns if c.label in known or c.name in known]
        if fit:
            found[column.name] = max(fit, key=lambda c: c.filled)
    return found


def likely_tables(table: SampleTable, catalogue: Catalogue, words: Words) -> Likely:
    """Canonical tables that the sample's columns and their own required ones speak for, best first."""
    likely: list[tuple[float, Table, dict[str, SampleColumn]]] = []
    for canonical in catalogue.of_schema("canonical"):
        found = guessed(table, canonical, words)
        used = len({c.name for c in found.values()})
        required = [c.name for c in canonical.columns if c.required]
        share = sum(n in found for n in required) / max(1, len(required))
        score = used * (0.5 + share)
        if used >= FEWEST and share >= 0.5:
            likely.append((score, canonical, found))
    likely.sort(key=lambda one: -one[0])
    return [one[1:] for one in likely]


def write_drafts(
    name: str, tables: Sequence[SampleTable], into: Path, catalogue: Catalogue, words: Words
) -> Iterator[tuple[Path, str]]:
    """Write the folder of a source; (file, what was guessed) of each.

    Raises UsageError where the name is no name or the folder is there.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UsageError(
            Problem(name, "is no name of a source", "Lower case letters, digits and _.")
        )
    folder = into / "data_contracts" / "sources" / name
    if folder.exists():
        raise UsageError(Problem(str(folder), "is there already", "Choose another name."))
    folder.mkdir(parents=True)
    for table in tables:
        path = folder / f"{table.name}.odcs.yaml"
        path.write_text(_contract(name, table, words), encoding="utf-8")
        yield path, sentence("{n} columns", n=len(table.columns))
        likely = likely_tables(table, catalogue, words)
        if not likely:
            yield (
                path,
                sentence(
                    "no canonical table recognised: write its mapping, or take the contract away"
                ),
            )
            continue
        canonical, found = likely[0]
        path = folder / f"{canonical.name}.{table.name}.sql"
        path.write_text(_mapping(table, canonical, found), encoding="utf-8")
        yield path, _told(canonical, likely)


def _told(canonical: Table, likely: Likely) -> str:
    """How much was guessed, and which other tables the same file may feed: visits name persons too."""
    counts = {"found": len(likely[0][1]), "n": len(canonical.columns)}
    others = [t.name for t, found in likely[1:] if 2 * len(found) > len(likely[0][1])]
    if not others:
        return sentence("{found} of {n} columns guessed", **counts)
    return sentence(
        "{found} of {n} columns guessed; may also feed {others}",
        **counts,
        others=", ".join(others),
    )


def _contract(source: str, table: SampleTable, words: Words) -> str:
    lines = [
        "apiVersion: v3.1.0",
        "kind: DataContract",
        f"id: {source}.{table.name}",
        f"name: {table.name}",
        "version: 0.1.0",
        "status: draft",
        "description:",
        f"  purpose: '{DECIDE}: what one row of this file is'",
        "schema:",
        f"  - name: {table.name}",
        "    physicalType: table",
        "    logicalType: object",
        "    customProperties:",
        f"      - {{property: files, value: [{_quoted(table.file)}]}}",
        f"      # {DECIDE}: does a column mark withdrawn rows? - {{property: void, value: \"vali_flag = '0'\"}}",
        "    properties:",
    ]
    for column in table.columns:
        personal = any(w in column.label for w in words.personal)
        logical = LOGICAL.get(column.physical_type, "string")
        logical = "number" if column.physical_type.startswith("decimal") else logical
        lines.append(f"      - name: {column.name}")
        if column.label != column.name:
            lines.append(f"        businessName: {_quoted(column.label)}")
        lines += [
            f"        logicalType: {'string' if personal else logical}",
            f"        physicalType: {'varchar' if personal else column.physical_type}",
        ]
        if personal:
            lines += [
                f"        # {DECIDE}: seems to say who somebody is; 'keyed' keeps a hash, 'drop' nothing",
                "        customProperties:",
                "          - {property: privacy, value: drop}",
            ]
        elif column.reads:
            lines += [
                "        customProperties:",
                f"          - {{property: reads, value: {column.reads}}}",
            ]
    return "\n".join(lines) + "\n"


def _mapping(table: SampleTable, canonical: Table, found: Mapping[str, SampleColumn]) -> str:
    lines = []
    for column in canonical.columns:
        given = found.get(column.name)
        if given is None and not column.required:
            continue
        lines.append(_given(column, given))
    body = ",\n".join(f"  {code}" for code, _ in [("staged_row", ""), *lines])
    told = "".join(f"-- {DECIDE}: {remark}\n" for _, remark in lines if remark)
    return (
        f"/* ---\ntitle: {_quoted(f'{table.name} as {canonical.name}')}\n"
        f"title_zh: {_quoted(f'{table.file} 成为{canonical.label_zh or canonical.name}')}\n--- */\n"
        f"{told}select\n{body}\nfrom {table.name}\n"
    )


def _given(column: Column, given: SampleColumn | None) -> tuple[str, str]:
    """(expression, what a person must decide about it)."""
    if given is None:
        typed = f"cast(null as {column.physical_type}) as {column.name}"
        return typed, f"{column.name} ({column.label_zh}) is required and no column is called so"
    code = given.name if given.name == column.name else f"{given.name} as {column.name}"
    values = next((c for c in column.checks if c.name.startswith("known_")), None)
    if values is not None:
        seen = f"; in the sample: {', '.join(given.seen)}" if given.seen else ""
        return code, f"{column.name} must be one of {values.predicate.partition(' in ')[2]}{seen}"
    if column.physical_type != "varchar" and given.physical_type == "varchar":
        return code, f"{column.name} is {column.physical_type}, {given.name} a text in the sample"
    return code, ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
