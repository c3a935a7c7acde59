"""feijian.toml: a bureau's own thresholds, switches and exemptions, each with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from feijian.errors import Problem, SettingsError

DEFAULT_TOML = """\
# Settings of this workspace. Everything is optional; see docs/settings.md.

[workspace]
# region = "370100"          # 6-digit region: selects regional reference rows
# threads = 2
# memory_limit = "4GB"

[privacy]
key_file = ".feijian-key"    # keyed hashes are made with it: keep a copy in a safe place

# [[parameters]]             # another threshold, everywhere or for some
# rule = "bed_padding.idle_days"
# set = { min_idle_days = 4 }
# provider = "H370101…"      # or region = "3701"
# reason = "…"
# expires = 2026-12-31

# [[off]]                    # a rule that is not to run
# rule = "pharmacy.night_burst"
# by = "…"
# reason = "…"

# [[exemptions]]             # subjects that a rule must not name
# rule = "bed_padding.*"
# provider = "H…"            # or person / item / practitioner
# reason = "…"
# expires = 2026-12-31

# [reference.price_ceiling]  # a bureau's own reference rows
# file = "price_ceiling.xlsx"
# mode = "extend"            # or "replace"
"""


@dataclass(frozen=True)
class ParameterOverride:
    """Other parameter values for a rule: everywhere, or for one provider or region (prefix)."""

    rule: str
    values: dict[str, Any]
    provider: str | None
    region: str | None
    reason: str
    expires: date | None


@dataclass(frozen=True)
class SwitchedOff:
    """A detector that does not run, by whom and why."""

    rule: str
    by: str
    reason: str


@dataclass(frozen=True)
class Exemption:
    """Findings that are not raised: a rule (or `family.*`, or `*`) for one subject, until a day."""

    rule: str
    provider: str | None
    person: str | None
    practitioner: str | None
    item: str | None
    reason: str
    expires: date | None


@dataclass(frozen=True)
class ReferenceFile:
    """A bureau's own rows of a reference table: `extend` the shipped ones, or `replace` them."""

    table: str
    file: Path
    mode: str


@dataclass(frozen=True)
class Settings:
    """feijian.toml, checked."""

    region: str | None = None
    threads: int = 2
    memory_limit: str = "4GB"
    privacy_key_file: str = ".feijian-key"
    parameters: tuple[ParameterOverride, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    reference: tuple[ReferenceFile, ...] = ()
    library: tuple[Path, ...] = ()
    leads: dict[str, Any] = field(default_factory=dict)


SECTIONS = {
    "workspace",
    "privacy",
    "parameters",
    "off",
    "exemptions",
    "reference",
    "library",
    "leads",
}


def read_settings(path: Path) -> Settings:
    """Read and check feijian.toml. Raises SettingsError with every problem found."""
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(Problem(path.name, f"not TOML: {error}")) from None
    problems = [
        Problem(path.name, f"unknown section [{name}]", f"Sections: {', '.join(sorted(SECTIONS))}.")
        for name in sorted(text.keys() - SECTIONS)
    ]
    workspace = text.get("workspace", {})
    settings = Settings(
        region=str(workspace["region"]) if workspace.get("region") else None,
        threads=int(workspace.get("threads", 2)),
        memory_limit=str(workspace.get("memory_limit", "4GB")),
        privacy_key_file=str(text.get("privacy", {}).get("key_file", ".feijian-key")),
        parameters=tuple(_parameters(text.get("parameters", []), problems)),
        off=tuple(_off(text.get("off", []), problems)),
        exemptions=tuple(_exemptions(text.get("exemptions", []), problems)),
        reference=tuple(_reference(text.get("reference", {}), path.parent, problems)),
        library=tuple(path.parent / str(p) for p in text.get("library", {}).get("folders", [])),
        leads=dict(text.get("leads", {})),
    )
    if problems:
        raise SettingsError(problems)
    return settings


def _fields(
    entry: dict[str, Any], where: str, needed: set[str], known: set[str], problems: list[Problem]
) -> bool:
    for name in sorted(needed - entry.keys()):
        problems.append(Problem(where, f"has no '{name}'"))
    for name in sorted(entry.keys() - known):
        problems.append(
            Problem(where, f"unknown key '{name}'", f"Known: {', '.join(sorted(known))}.")
        )
    expires = entry.get("expires")
    if expires is not None and not isinstance(expires, date):
        problems.append(
            Problem(where, "'expires' is not a date", "Write it as 2026-12-31, without quotes.")
        )
        return False
    return needed <= entry.keys()


def _parameters(entries: list[dict[str, Any]], problems: list[Problem]) -> list[ParameterOverride]:
    found = []
    known = {"rule", "set", "provider", "region", "reason", "expires"}
    for number, entry in enumerate(entries, start=1):
        where = f"feijian.toml [[parameters]] {number}"
        if _fields(entry, where, {"rule", "set", "reason"}, known, problems):
            found.append(
                ParameterOverride(
                    str(entry["rule"]),
                    dict(entry["set"]),
                    entry.get("provider"),
                    entry.get("region"),
                    str(entry["reason"]),
                    entry.get("expires"),
                )
            )
    return found


def _off(entries: list[dict[str, Any]], problems: list[Problem]) -> list[SwitchedOff]:
    found = []
    for number, entry in enumerate(entries, start=1):
        where = f"feijian.toml [[off]] {number}"
        if _fields(entry, where, {"rule", "by", "reason"}, {"rule", "by", "reason"}, problems):
            found.append(SwitchedOff(str(entry["rule"]), str(entry["by"]), str(entry["reason"])))
    return found


def _exemptions(entries: list[dict[str, Any]], problems: list[Problem]) -> list[Exemption]:
    found = []
    subjects = {"provider", "person", "practitioner", "item"}
    for number, entry in enumerate(entries, start=1):
        where = f"feijian.toml [[exemptions]] {number}"
        known = {"rule", "reason", "expires"} | subjects
        if not _fields(entry, where, {"rule", "reason"}, known, problems):
            continue
        if not subjects & entry.keys():
            problems.append(
                Problem(
                    where,
                    "names no subject",
                    "Give provider, person, practitioner or item; use [[off]] for all.",
                )
            )
            continue
        found.append(
            Exemption(
                str(entry["rule"]),
                entry.get("provider"),
                entry.get("person"),
                entry.get("practitioner"),
                entry.get("item"),
                str(entry["reason"]),
                entry.get("expires"),
            )
        )
    return found


def _reference(entries: dict[str, Any], base: Path, problems: list[Problem]) -> list[ReferenceFile]:
    found = []
    for table, entry in entries.items():
        where = f"feijian.toml [reference.{table}]"
        if not isinstance(entry, dict) or "file" not in entry:
            problems.append(Problem(where, "has no 'file'"))
            continue
        mode = str(entry.get("mode", "extend"))
        if mode not in ("extend", "replace"):
            problems.append(Problem(where, f"unknown mode {mode!r}", "Use 'extend' or 'replace'."))
        found.append(ReferenceFile(table, base / str(entry["file"]), mode))
    return found
