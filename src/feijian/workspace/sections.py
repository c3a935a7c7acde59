"""The sections of feijian.toml as records, and the settings that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from feijian.errors import Problem
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace.edition import EDITION
from feijian.workspace.entries import (
    exemptions_of,
    off_of,
    parameters_of,
    payments_of,
    reference_of,
)
from feijian.workspace.settings import (
    FEWEST_PLACES,
    LOG_FORMATS,
    MOST_THREADS,
    PERIODS,
    RANK_BY,
    RESCORE,
    SECTIONS,
    LeadSettings,
    Settings,
    Smtp,
)
from feijian.workspace.toml_values import (
    Section,
    Text,
    Texts,
    TomlTable,
    Truth,
    choice,
    lines_of,
    taken,
    whole,
    wrong,
)


def _six_digits(region: str) -> str:
    if not re.fullmatch("[0-9]{6}", region):
        raise wrong("'region' is not six digits", 'Write it as "370100".')
    return region


def _memory(limit: str) -> str:
    """As DuckDB reads it; less than a megabyte does not even open a warehouse."""
    number = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(?:[MGT](?:i?B)?|%)", limit, re.IGNORECASE)
    if number is None or not float(number[1]):
        what = sentence("'memory_limit' is {limit!r}", limit=limit)
        raise wrong(what, 'Give a number and a unit: "4GB", "500MB", "4GiB".')
    return limit


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        what = sentence("there is no time zone {name!r}", name=name)
        raise wrong(what, 'Write it as "Asia/Shanghai".') from None
    return name


def _not_newer(found: int) -> int:
    """A settings file of a newer product may say what this one does not understand."""
    if found > EDITION:
        what = sentence(
            "is of a newer feijian (edition {found}, this is {own})", found=found, own=EDITION
        )
        raise wrong(what, "Install the newer version, or restore a backup from before it.")
    return found


def _openlineage(name: str) -> str:
    """The file of lineage events; told before a night is run for nothing."""
    from importlib.util import find_spec

    if find_spec("openlineage") is None:
        raise wrong(
            "'file' wants the package openlineage-python, which is not installed",
            'Install it with `pip install "feijian[lineage]"`, or take the section out.',
        )
    return name


@dataclass(frozen=True)
class WorkspaceSection(Section):
    """The keys of [workspace]."""

    edition: Annotated[int, AfterValidator(_not_newer), whole(1, 1000)] = EDITION
    region: Annotated[Text, AfterValidator(_six_digits)] | None = None
    threads: Annotated[int, whole(1, MOST_THREADS)] = Settings.threads
    memory_limit: Annotated[Text, AfterValidator(_memory)] = Settings.memory_limit
    group_readable: Truth = Settings.group_readable
    timezone: Annotated[Text, AfterValidator(_zone)] = Settings.timezone


@dataclass(frozen=True)
class PrivacySection(Section):
    """The keys of [privacy]."""

    key_file: Text = Settings.privacy_key_file


@dataclass(frozen=True)
class LibrarySection(Section):
    """The keys of [library]."""

    folders: Texts = ()


@dataclass(frozen=True)
class LimitsSection(Section):
    """The keys of [limits]."""

    quality_seconds: Annotated[int, whole(1, 86400)] = Settings.quality_seconds
    query_seconds: Annotated[int, whole(1, 86400)] = Settings.query_seconds
    archive_files: Annotated[int, whole(1, 10**7)] = Settings.archive_files
    archive_megabytes: Annotated[int, whole(1, 10**8)] = Settings.archive_megabytes
    archive_ratio: Annotated[int, whole(1, 10**6)] = Settings.archive_ratio
    check_bytes: Annotated[int, whole(1000, 10**9)] = Settings.check_bytes
    check_lines: Annotated[int, whole(1, 10**7)] = Settings.check_lines


def _seats(every: object, info: ValidationInfo) -> object:
    """None, or few enough that the list stays one of leads."""
    if type(every) is not int or 0 < every < FEWEST_PLACES or every < 0:
        what = sentence("'{name}' is {value!r}", name=info.field_name, value=every)
        raise wrong(what, "Give 0 or a whole number from 10, without quotes.")
    return every


@dataclass(frozen=True)
class LeadsSection(Section):
    """The keys of [leads]."""

    period: Annotated[str, choice(*PERIODS)] = LeadSettings.period
    every: Annotated[int, BeforeValidator(_seats)] = LeadSettings.every
    rank_by: Annotated[str, choice(*RANK_BY)] = LeadSettings.rank_by


@dataclass(frozen=True)
class RunsSection(Section):
    """The keys of [runs]."""

    keep_days: Annotated[int, whole(0, 36500)] = Settings.keep_days


@dataclass(frozen=True)
class NoticeSection(Section):
    """The keys of [notice]."""

    command: Text = ""
    seconds: Annotated[int, whole(1, 3600)] = Settings.notice_seconds
    smtp_host: Text = ""
    smtp_from: Text = ""
    smtp_to: Texts = ()
    smtp_port: Annotated[int, whole(1, 65535)] = 25
    smtp_starttls: Truth = True
    smtp_user: Text = ""
    smtp_password_env: Text = ""


@dataclass(frozen=True)
class MetricsSection(Section):
    """The keys of [metrics]."""

    file: Text = ""


@dataclass(frozen=True)
class LogSection(Section):
    """The keys of [log]."""

    file: Text = ""
    format: Annotated[str, choice(*LOG_FORMATS)] = Settings.log_format


@dataclass(frozen=True)
class LineageSection(Section):
    """The keys of [lineage]."""

    file: Annotated[Text, AfterValidator(_openlineage)] = ""


@dataclass(frozen=True)
class ModelsSection(Section):
    """The keys of [models]."""

    rescore: Annotated[str, choice(*RESCORE)] = Settings.rescore


@dataclass(frozen=True)
class SanctionsSection(Section):
    """The keys of [sanctions]."""

    file: Text | None = None


def settings_of(path: Path, text: str, values: Json, problems: list[Problem]) -> Settings:
    """The settings of a file; what is wrong with it is added to the problems."""
    file = TomlTable(path.name, lines_of(text), values, problems)
    for name in sorted(values.keys() - set(SECTIONS)):
        if isinstance(values[name], dict | list):
            todo = sentence("Sections: {sections}.", sections=", ".join(SECTIONS))
            file.complain(sentence("unknown section [{name}]", name=name), todo, name)
        else:
            what = sentence("'{name}' stands in no section", name=name)
            file.complain(what, sentence("Move it below the [section] it is of."), name)
    # a section that is wrong is noted: what stands in its place is read by nobody
    workspace = taken(file.section("workspace"), WorkspaceSection) or WorkspaceSection()
    privacy = taken(file.section("privacy"), PrivacySection) or PrivacySection()
    library = taken(file.section("library"), LibrarySection) or LibrarySection()
    limits = taken(file.section("limits"), LimitsSection) or LimitsSection()
    leads = taken(file.section("leads"), LeadsSection) or LeadsSection()
    runs = taken(file.section("runs"), RunsSection) or RunsSection()
    metrics = taken(file.section("metrics"), MetricsSection) or MetricsSection()
    log = taken(file.section("log"), LogSection) or LogSection()
    lineage = taken(file.section("lineage"), LineageSection) or LineageSection()
    models = taken(file.section("models"), ModelsSection) or ModelsSection()
    sanctions = taken(file.section("sanctions"), SanctionsSection) or SanctionsSection()
    noticed = file.section("notice")
    notice = taken(noticed, NoticeSection) or NoticeSection()
    return Settings(
        region=workspace.region,
        threads=workspace.threads,
        memory_limit=workspace.memory_limit,
        privacy_key_file=privacy.key_file,
        parameters=tuple(parameters_of(file)),
        off=tuple(off_of(file)),
        exemptions=tuple(exemptions_of(file)),
        reference=tuple(reference_of(file.section("reference"), path.parent)),
        library=tuple(path.parent / folder for folder in library.folders),
        leads=LeadSettings(leads.period, leads.every, leads.rank_by),
        payment=tuple(payments_of(file.section("payment"))),
        keep_days=runs.keep_days,
        group_readable=workspace.group_readable,
        timezone=workspace.timezone,
        metrics_file=metrics.file,
        log_file=log.file,
        log_format=log.format,
        notice_command=notice.command,
        notice_seconds=notice.seconds,
        notice_smtp=_smtp(noticed, notice),
        rescore=models.rescore,
        sanctions=path.parent / sanctions.file if sanctions.file else None,
        lineage_file=lineage.file,
        quality_seconds=limits.quality_seconds,
        query_seconds=limits.query_seconds,
        archive_files=limits.archive_files,
        archive_megabytes=limits.archive_megabytes,
        archive_ratio=limits.archive_ratio,
        check_bytes=limits.check_bytes,
        check_lines=limits.check_lines,
    )


def _smtp(table: TomlTable, told: NoticeSection) -> Smtp | None:
    """The mail that is set; None where no host is."""
    if not told.smtp_host:
        if told.smtp_from or told.smtp_to or told.smtp_user:
            todo = sentence("Give it, or take the others out.")
            table.complain(sentence("mail is set without smtp_host"), todo)
        return None
    if not told.smtp_from or not told.smtp_to:
        todo = sentence("Say who sends it, and to whom.")
        table.complain(sentence("smtp_host without smtp_from or smtp_to"), todo, "smtp_host")
        return None
    if told.smtp_user and not told.smtp_password_env:
        todo = sentence(
            "Name the environment variable that holds it; no password stands in this file."
        )
        table.complain(sentence("smtp_user without smtp_password_env"), todo, "smtp_user")
    return Smtp(
        told.smtp_host,
        told.smtp_port,
        told.smtp_from,
        told.smtp_to,
        told.smtp_starttls,
        told.smtp_user,
        told.smtp_password_env,
    )
