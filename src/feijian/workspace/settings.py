"""feijian.toml: a bureau's own thresholds, switches and exemptions, each with its reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from feijian.errors import Problem, SettingsError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace.edition import EDITION
from feijian.workspace.toml_values import TomlTable, kind_of


@dataclass(frozen=True)
class ParameterOverride:
    """Other parameter values for a rule: everywhere, or for one provider or region (prefix)."""

    rule: str
    values: Mapping[str, object]
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
class Payment:
    """How a region (a prefix; empty for all) pays stays that cost far less than their standard.

    low_ratio: 'cost' (paid what they cost, nothing was paid too much) or 'standard' (paid the
    standard, and what lies between is to be given back where the stay does not hold).
    """

    region: str
    low_ratio: str


@dataclass(frozen=True)
class Smtp:
    """A mail host. password_env: the environment variable with the password; user empty: no login."""

    host: str
    port: int
    sender: str
    to: tuple[str, ...]
    starttls: bool = True
    user: str = ""
    password_env: str = ""


SMTP_KEYS = (
    "smtp_host",
    "smtp_port",
    "smtp_from",
    "smtp_to",
    "smtp_starttls",
    "smtp_user",
    "smtp_password_env",
)


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
    leads: Json = field(default_factory=dict)
    payment: tuple[Payment, ...] = ()
    keep_days: int = 400
    group_readable: bool = False
    query_seconds: int = 600
    archive_files: int = 10_000
    archive_megabytes: int = 20_000
    archive_ratio: int = 200
    timezone: str = "Asia/Shanghai"
    notice_command: str = ""
    notice_seconds: int = 60
    metrics_file: str = ""
    log_file: str = ""
    log_format: str = "json"
    lineage_file: str = ""
    quality_seconds: int = 3600
    notice_smtp: Smtp | None = None
    rescore: str = "late"
    sanctions: Path | None = None


SECTIONS = (
    "exemptions",
    "leads",
    "library",
    "limits",
    "lineage",
    "log",
    "metrics",
    "models",
    "notice",
    "off",
    "parameters",
    "payment",
    "privacy",
    "reference",
    "runs",
    "sanctions",
    "workspace",
)
SUBJECTS = ("provider", "person", "practitioner", "item")
LOG_FORMATS = ("json", "text")
MOST_THREADS = 1024


def read_settings(path: Path) -> Settings:
    """Read and check feijian.toml. Raises SettingsError with every problem found."""
    problems: list[Problem] = []
    file = TomlTable(path.name, _toml(path), problems)
    for name in sorted(file.values.keys() - set(SECTIONS)):
        if isinstance(file.values[name], dict | list):
            file.complain(f"unknown section [{name}]", f"Sections: {', '.join(SECTIONS)}.")
        else:
            file.complain(f"'{name}' stands in no section", "Move it below the [section] it is of.")
    workspace, privacy, library = (file.section(n) for n in ("workspace", "privacy", "library"))
    limits, runs = file.section("limits"), file.section("runs")
    notice = file.section("notice")
    notice.check_keys(("command", "seconds", *SMTP_KEYS))
    metrics, log = file.section("metrics"), file.section("log")
    metrics.check_keys(("file",))
    log.check_keys(("file", "format"))
    lineage = file.section("lineage")
    lineage.check_keys(("file",))
    limits.check_keys(
        (
            "query_seconds",
            "quality_seconds",
            "archive_files",
            "archive_megabytes",
            "archive_ratio",
        )
    )
    runs.check_keys(("keep_days",))
    workspace.check_keys(
        ("region", "threads", "memory_limit", "group_readable", "timezone", "edition")
    )
    privacy.check_keys(("key_file",))
    library.check_keys(("folders",))
    _edition(workspace)
    models = file.section("models")
    models.check_keys(("rescore",))
    sanctions = file.section("sanctions")
    sanctions.check_keys(("file",))
    told_of = sanctions.text("file")
    settings = Settings(
        region=_region(workspace),
        threads=workspace.whole("threads", 1, MOST_THREADS, Settings.threads),
        memory_limit=_memory_limit(workspace),
        privacy_key_file=privacy.text("key_file") or Settings.privacy_key_file,
        parameters=tuple(_parameters(e) for e in file.entries("parameters")),
        off=tuple(_switched_off(e) for e in file.entries("off")),
        exemptions=tuple(_exemption(e) for e in file.entries("exemptions")),
        reference=tuple(_reference(file.section("reference"), path.parent)),
        library=tuple(path.parent / folder for folder in library.texts("folders")),
        leads=file.section("leads").values,
        payment=tuple(_payments(file.section("payment"))),
        keep_days=runs.whole("keep_days", 0, 36500, Settings.keep_days),
        group_readable=workspace.truth("group_readable", Settings.group_readable),
        timezone=_timezone(workspace),
        metrics_file=metrics.text("file") or "",
        log_file=log.text("file") or "",
        log_format=log.choice("format", LOG_FORMATS, Settings.log_format),
        notice_command=notice.text("command") or "",
        notice_seconds=notice.whole("seconds", 1, 3600, Settings.notice_seconds),
        notice_smtp=_smtp(notice),
        rescore=models.choice("rescore", RESCORE, Settings.rescore),
        sanctions=path.parent / told_of if told_of else None,
        lineage_file=_lineage(lineage),
        quality_seconds=limits.whole("quality_seconds", 1, 86400, Settings.quality_seconds),
        query_seconds=limits.whole("query_seconds", 1, 86400, Settings.query_seconds),
        archive_files=limits.whole("archive_files", 1, 10**7, Settings.archive_files),
        archive_megabytes=limits.whole("archive_megabytes", 1, 10**8, Settings.archive_megabytes),
        archive_ratio=limits.whole("archive_ratio", 1, 10**6, Settings.archive_ratio),
    )
    if problems:
        raise SettingsError(problems)
    return settings


def _smtp(notice: TomlTable) -> Smtp | None:
    """The mail that is set; None where no host is."""
    host = notice.text("smtp_host")
    sender, to = notice.text("smtp_from"), tuple(notice.texts("smtp_to"))
    port = notice.whole("smtp_port", 1, 65535, 25)
    starttls = notice.truth("smtp_starttls", True)
    user, variable = notice.text("smtp_user") or "", notice.text("smtp_password_env") or ""
    if not host:
        if sender or to or user:
            notice.complain("mail is set without smtp_host", "Give it, or take the others out.")
        return None
    if not sender or not to:
        notice.complain("smtp_host without smtp_from or smtp_to", "Say who sends it, and to whom.")
        return None
    if user and not variable:
        todo = "Name the environment variable that holds it; no password stands in this file."
        notice.complain("smtp_user without smtp_password_env", todo)
    return Smtp(host, port, sender, to, starttls, user, variable)


def _toml(path: Path) -> Json:
    try:
        # editors on Windows put a byte order mark before the text
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        problem = Problem(
            path.name,
            "is not saved as UTF-8 (perhaps as GB18030 or UTF-16)",
            "Open it in an editor and save it with the encoding UTF-8.",
        )
    except tomllib.TOMLDecodeError as error:
        problem = Problem(
            path.name, sentence("not TOML: {error}", error=error), "Correct it at that place."
        )
    raise SettingsError(problem)


def _region(workspace: TomlTable) -> str | None:
    region = workspace.text("region")
    if region is not None and not re.fullmatch("[0-9]{6}", region):
        workspace.complain("'region' is not six digits", 'Write it as "370100".')
    return region


def _lineage(section: TomlTable) -> str:
    """The file of lineage events; told before a night is run for nothing."""
    from importlib.util import find_spec

    name = section.text("file") or ""
    if name and find_spec("openlineage") is None:
        section.complain(
            "'file' wants the package openlineage-python, which is not installed",
            'Install it with `pip install "feijian[lineage]"`, or take the section out.',
        )
    return name


RESCORE = ("late", "close", "night")


def _edition(workspace: TomlTable) -> None:
    """A settings file of a newer product may say what this one does not understand."""
    found = workspace.whole("edition", 1, 1000, EDITION)
    if found > EDITION:
        todo = "Install the newer version, or restore a backup from before it."
        workspace.complain(f"is of a newer feijian (edition {found}, this is {EDITION})", todo)


def _timezone(workspace: TomlTable) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = workspace.text("timezone") or Settings.timezone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        workspace.complain(f"there is no time zone {name!r}", 'Write it as "Asia/Shanghai".')
        return Settings.timezone
    return name


def _memory_limit(workspace: TomlTable) -> str:
    """As DuckDB reads it; less than a megabyte does not even open a warehouse."""
    limit = workspace.text("memory_limit") or Settings.memory_limit
    number = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(?:[MGT](?:i?B)?|%)", limit, re.IGNORECASE)
    if number is None or float(number[1]) == 0:
        workspace.complain(
            f"'memory_limit' is {limit!r}", 'Give a number and a unit: "4GB", "500MB", "4GiB".'
        )
    return limit


def _parameters(entry: TomlTable) -> ParameterOverride:
    entry.check_keys(
        ("rule", "set", "provider", "region", "reason", "expires"), ("rule", "set", "reason")
    )
    return ParameterOverride(
        entry.text("rule") or "",
        entry.table("set"),
        entry.text("provider"),
        entry.text("region"),
        entry.text("reason") or "",
        entry.day("expires"),
    )


def _switched_off(entry: TomlTable) -> SwitchedOff:
    entry.check_keys(("rule", "by", "reason"), ("rule", "by", "reason"))
    return SwitchedOff(entry.text("rule") or "", entry.text("by") or "", entry.text("reason") or "")


def _exemption(entry: TomlTable) -> Exemption:
    entry.check_keys(("rule", "reason", "expires", *SUBJECTS), ("rule", "reason"))
    if not set(SUBJECTS) & entry.values.keys():
        entry.complain(
            "names no subject", "Give provider, person, practitioner or item; use [[off]] for all."
        )
    return Exemption(
        entry.text("rule") or "",
        entry.text("provider"),
        entry.text("person"),
        entry.text("practitioner"),
        entry.text("item"),
        entry.text("reason") or "",
        entry.day("expires"),
    )


LOW_RATIO = ("cost", "standard")
EVERYWHERE = "default"


def _payments(section: TomlTable) -> list[Payment]:
    """[payment.3701] and [payment.default]."""
    found = []
    for name, value in section.values.items():
        if name != EVERYWHERE and not re.fullmatch("[0-9]{2,6}", name):
            section.complain(f"'{name}' is no region", "Write [payment.3701] or [payment.default].")
        elif not isinstance(value, dict):
            what = f"'{name}' is {kind_of(value)}, not a table"
            section.complain(what, f'Write [payment.{name}], and low_ratio = "cost" below it.')
        else:
            table = TomlTable(f"feijian.toml [payment.{name}]", value, section.problems)
            table.check_keys(("low_ratio",), ("low_ratio",))
            low_ratio = table.text("low_ratio") or ""
            if low_ratio and low_ratio not in LOW_RATIO:
                table.complain(
                    f"unknown low_ratio {low_ratio!r}", f"One of: {', '.join(LOW_RATIO)}."
                )
            found.append(Payment("" if name == EVERYWHERE else name, low_ratio))
    return found


def _reference(section: TomlTable, base: Path) -> list[ReferenceFile]:
    found = []
    for name, value in section.values.items():
        if not isinstance(value, dict):
            what = f"'{name}' is {kind_of(value)}, not a table"
            section.complain(what, f'Write [reference.{name}], and file = "…" below it.')
            continue
        table = TomlTable(f"feijian.toml [reference.{name}]", value, section.problems)
        table.check_keys(("file", "mode"), ("file",))
        mode = table.text("mode") or "extend"
        if mode not in ("extend", "replace"):
            table.complain(f"unknown mode {mode!r}", "Use 'extend' or 'replace'.")
        found.append(ReferenceFile(name, base / (table.text("file") or ""), mode))
    return found
