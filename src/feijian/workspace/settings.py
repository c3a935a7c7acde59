"""feijian.toml: a bureau's own thresholds, switches and exemptions, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


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


@dataclass(frozen=True)
class LeadSettings:
    """How the list of leads is made.

    period: findings of how long become one lead; 'all' is the run's whole period.
    every:  of how many places one each is a seat for a lead of unknown amount, an outlier and
            the random draw; 0 gives no seats.
    rank_by: what orders the list: what the fund would get back where it is known ('fund'), or the
            amount charged in question ('amount').
    """

    period: str = "all"
    every: int = 20
    rank_by: str = "fund"


@dataclass(frozen=True)
class Settings:
    """feijian.toml, checked."""

    region: str | None = None
    threads: int = 2
    memory_limit: str = "3.3GB"
    privacy_key_file: str = ".feijian-key"
    parameters: tuple[ParameterOverride, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    reference: tuple[ReferenceFile, ...] = ()
    library: tuple[Path, ...] = ()
    leads: LeadSettings = LeadSettings()
    payment: tuple[Payment, ...] = ()
    keep_days: int = 400
    group_readable: bool = False
    query_seconds: int = 600
    archive_files: int = 10_000
    archive_megabytes: int = 20_000
    archive_ratio: int = 200
    check_bytes: int = 8_000_000
    check_lines: int = 20_000
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
PERIODS = ("all", "year", "quarter", "month")
RANK_BY = ("fund", "amount")
FEWEST_PLACES = 10
"""Seats in fewer places than these would crowd out the leads."""
LOG_FORMATS = ("json", "text")
MOST_THREADS = 1024
RESCORE = ("late", "close", "night")
LOW_RATIO = ("cost", "standard")
