"""Entries of feijian.toml, and tables whose names are the author's, as records and as what they set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from feijian.messages import sentence
from feijian.workspace.settings import (
    LOW_RATIO,
    SUBJECTS,
    Exemption,
    ParameterOverride,
    Payment,
    ReferenceFile,
    SwitchedOff,
)
from feijian.workspace.toml_values import (
    Day,
    Section,
    Text,
    TomlTable,
    choice,
    kind_of,
    of_kind,
    taken,
    wrong,
)

EVERYWHERE = "default"


@dataclass(frozen=True, kw_only=True)
class ParametersEntry(Section):
    """The keys of [[parameters]]."""

    rule: Text
    set: Annotated[dict[str, object], of_kind("a table")]
    provider: Text | None = None
    region: Text | None = None
    reason: Text
    expires: Day | None = None


@dataclass(frozen=True)
class OffEntry(Section):
    """The keys of [[off]]."""

    rule: Text
    by: Text
    reason: Text


@dataclass(frozen=True, kw_only=True)
class ExemptionsEntry(Section):
    """The keys of [[exemptions]]."""

    rule: Text
    provider: Text | None = None
    person: Text | None = None
    practitioner: Text | None = None
    item: Text | None = None
    reason: Text
    expires: Day | None = None


@dataclass(frozen=True)
class PaymentTable(Section):
    """The keys of [payment.3701]."""

    low_ratio: Annotated[str, choice(*LOW_RATIO)]


def _mode(mode: str) -> str:
    if mode not in ("extend", "replace"):
        raise wrong(sentence("unknown mode {mode!r}", mode=mode), "Use 'extend' or 'replace'.")
    return mode


@dataclass(frozen=True, kw_only=True)
class ReferenceTable(Section):
    """The keys of [reference.item_cap]."""

    mode: Annotated[Text, AfterValidator(_mode)] = "extend"
    file: Text


def parameters_of(file: TomlTable) -> Iterator[ParameterOverride]:
    for table in file.entries("parameters"):
        if its := taken(table, ParametersEntry):
            yield ParameterOverride(
                its.rule, its.set, its.provider, its.region, its.reason, its.expires
            )


def off_of(file: TomlTable) -> Iterator[SwitchedOff]:
    for table in file.entries("off"):
        if its := taken(table, OffEntry):
            yield SwitchedOff(its.rule, its.by, its.reason)


def exemptions_of(file: TomlTable) -> Iterator[Exemption]:
    for table in file.entries("exemptions"):
        if not set(SUBJECTS) & table.values.keys():
            todo = sentence("Give provider, person, practitioner or item; use [[off]] for all.")
            table.complain(sentence("names no subject"), todo)
        if its := taken(table, ExemptionsEntry):
            yield Exemption(
                its.rule,
                its.provider,
                its.person,
                its.practitioner,
                its.item,
                its.reason,
                its.expires,
            )


def _tables(section: TomlTable, todo: Callable[[str], str]) -> Iterator[tuple[str, TomlTable]]:
    """The tables of a section whose names are the author's, as [reference.item_cap].

    todo: by name, what to write where a value stands in its place.
    """
    for name, value in section.values.items():
        if isinstance(value, Mapping):
            label = f"{section.label[:-1]}.{name}]"
            yield name, section.within(dict(value), label, name)
        else:
            what = sentence("'{name}' is {kind_of}, not a table", name=name, kind_of=kind_of(value))
            section.complain(what, todo(name), name)


def payments_of(section: TomlTable) -> Iterator[Payment]:
    """[payment.3701] and [payment.default]."""
    sound = {}
    for name, value in section.values.items():
        if name == EVERYWHERE or re.fullmatch("[0-9]{2,6}", name):
            sound[name] = value
        else:
            what = sentence("'{name}' is no region", name=name)
            section.complain(what, "Write [payment.3701] or [payment.default].", name)
    regions = section.within(sound, section.label)
    for name, table in _tables(
        regions,
        lambda name: sentence(
            'Write [payment.{name}], and low_ratio = "cost" below it.', name=name
        ),
    ):
        if its := taken(table, PaymentTable):
            yield Payment("" if name == EVERYWHERE else name, its.low_ratio)


def reference_of(section: TomlTable, base: Path) -> Iterator[ReferenceFile]:
    for name, table in _tables(
        section,
        lambda name: sentence('Write [reference.{name}], and file = "…" below it.', name=name),
    ):
        if its := taken(table, ReferenceTable):
            yield ReferenceFile(name, base / its.file, its.mode)
