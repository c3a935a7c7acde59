"""Every bound that docs and messages name: its two ends are taken, one beyond is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from feijian.errors import SettingsError
from feijian.workspace.settings import Settings, Smtp
from feijian.workspace.settings_file import read_settings
from feijian.workspace.toml_values import kind_of


def settings_of(folder: Path, text: str) -> Settings:
    file = folder / "feijian.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        settings_of(folder, text)
    return [
        f"{re.sub(r'^feijian.toml(:[0-9]+)? ', '', p.where)}: {p.what}"
        for p in raised.value.problems
    ]


@pytest.mark.parametrize(
    ("section", "key", "field", "least", "most", "default"),
    [
        ("workspace", "threads", "threads", 1, 1024, 2),
        ("runs", "keep_days", "keep_days", 0, 36500, 400),
        ("notice", "seconds", "notice_seconds", 1, 3600, 60),
        ("limits", "query_seconds", "query_seconds", 1, 86400, 600),
        ("limits", "quality_seconds", "quality_seconds", 1, 86400, 3600),
        ("limits", "archive_files", "archive_files", 1, 10_000_000, 10_000),
        ("limits", "archive_megabytes", "archive_megabytes", 1, 100_000_000, 20_000),
        ("limits", "archive_ratio", "archive_ratio", 1, 1_000_000, 200),
        ("limits", "check_bytes", "check_bytes", 1000, 1_000_000_000, 8_000_000),
        ("limits", "check_lines", "check_lines", 1, 10_000_000, 20_000),
    ],
)
def test_a_number_is_taken_within_its_bounds(
    tmp_path: Path, section: str, key: str, field: str, least: int, most: int, default: int
) -> None:
    assert getattr(settings_of(tmp_path, ""), field) == default
    for value in (least, most):
        assert getattr(settings_of(tmp_path, f"[{section}]\n{key} = {value}\n"), field) == value
    for value in (least - 1, most + 1):
        told = complaints(tmp_path, f"[{section}]\n{key} = {value}\n")
        assert told == [f"[{section}]: '{key}' is {value}"]


def test_an_empty_file_has_the_documented_defaults(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "") == Settings()
    assert (Settings.memory_limit, Settings.timezone, Settings.log_format, Settings.rescore) == (
        "3.3GB",
        "Asia/Shanghai",
        "json",
        "late",
    )
    leads = Settings.leads
    assert (leads.period, leads.every, leads.rank_by) == ("all", 20, "fund")
    assert (Settings.privacy_key_file, Settings.group_readable) == (".feijian-key", False)


def test_seats_are_none_or_one_in_ten_places_at_most(tmp_path: Path) -> None:
    for every in (0, 10, 11):
        assert settings_of(tmp_path, f"[leads]\nevery = {every}\n").leads.every == every
    for wrong in ("-1", "1", "9", "10.0", "true"):
        [told] = complaints(tmp_path, f"[leads]\nevery = {wrong}\n")
        assert told.startswith("[leads]: 'every' is ")


@pytest.mark.parametrize(
    ("section", "key", "words"),
    [("log", "format", ("json", "text")), ("models", "rescore", ("late", "close", "night"))],
)
def test_a_word_is_one_of_those_told(
    tmp_path: Path, section: str, key: str, words: tuple[str, ...]
) -> None:
    for word in words:
        settings_of(tmp_path, f"[{section}]\n{key} = '{word}'\n")
    assert complaints(tmp_path, f"[{section}]\n{key} = 'x'\n") == [
        f"[{section}]: unknown {key} 'x'"
    ]


def test_a_file_of_a_newer_product_is_refused(tmp_path: Path) -> None:
    from feijian.workspace.edition import EDITION

    settings_of(tmp_path, f"[workspace]\nedition = {EDITION}\n")
    (told,) = complaints(tmp_path, f"[workspace]\nedition = {EDITION + 1}\n")
    assert told == f"[workspace]: is of a newer feijian (edition {EDITION + 1}, this is {EDITION})"


def test_a_time_zone_is_one_there_is(tmp_path: Path) -> None:
    assert (
        settings_of(tmp_path, "[workspace]\ntimezone = 'Asia/Urumqi'\n").timezone == "Asia/Urumqi"
    )
    for name in ("Mars/Base", "/etc/passwd"):
        told = complaints(tmp_path, f"[workspace]\ntimezone = '{name}'\n")
        assert told == [f"[workspace]: there is no time zone {name!r}"]


@pytest.mark.parametrize(
    ("region", "is_one"),
    [("37", True), ("370102", True), ("3", False), ("3701021", False), ("3x", False)],
)
def test_payment_is_by_a_region_of_two_to_six_digits(
    tmp_path: Path, region: str, is_one: bool
) -> None:
    text = f"[payment.{region}]\nlow_ratio = 'cost'\n[payment.default]\nlow_ratio = 'standard'\n"
    if is_one:
        found = settings_of(tmp_path, text).payment
        assert [(p.region, p.low_ratio) for p in found] == [(region, "cost"), ("", "standard")]
    else:
        assert complaints(tmp_path, text) == [f"[payment]: '{region}' is no region"]


def test_payment_says_how(tmp_path: Path) -> None:
    assert complaints(tmp_path, "[payment]\n37 = 'cost'\n[payment.38]\nlow_ratio = 'x'\n") == [
        "[payment]: '37' is text, not a table",
        "[payment.38]: unknown low_ratio 'x'",
    ]


def test_a_mail_needs_host_sender_and_somebody_to_get_it(tmp_path: Path) -> None:
    whole = "[notice]\nsmtp_host = 'mail'\nsmtp_from = 'a@b'\nsmtp_to = ['c@d']\n"
    assert settings_of(tmp_path, whole).notice_smtp == Smtp("mail", 25, "a@b", ("c@d",))
    more = whole + "smtp_port = 587\nsmtp_starttls = false\nsmtp_user = 'u'\n"
    assert settings_of(tmp_path, more + "smtp_password_env = 'V'\n").notice_smtp == Smtp(
        "mail", 587, "a@b", ("c@d",), False, "u", "V"
    )
    assert complaints(tmp_path, more) == ["[notice]: smtp_user without smtp_password_env"]
    for line in ("smtp_from = 'a@b'", "smtp_to = ['c@d']", "smtp_user = 'u'"):
        assert complaints(tmp_path, f"[notice]\n{line}\n") == [
            "[notice]: mail is set without smtp_host"
        ]
    for line in ("smtp_from = 'a@b'", "smtp_to = ['c@d']"):
        assert complaints(tmp_path, f"[notice]\nsmtp_host = 'mail'\n{line}\n") == [
            "[notice]: smtp_host without smtp_from or smtp_to"
        ]
    assert settings_of(tmp_path, "").notice_smtp is None
    for port in (0, 65536):
        assert complaints(tmp_path, whole + f"smtp_port = {port}\n") == [
            f"[notice]: 'smtp_port' is {port}"
        ]
    for port in (1, 65535):
        assert settings_of(tmp_path, whole + f"smtp_port = {port}\n").notice_smtp is not None


def test_files_stand_beside_the_settings(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path,
        "[sanctions]\nfile = 's.csv'\n[library]\nfolders = ['own']\n"
        "[reference.item_cap]\nfile = 'c.csv'\n[reference.drug]\nfile = 'd.csv'\nmode = 'replace'\n",
    )
    assert found.sanctions == tmp_path / "s.csv"
    assert found.library == (tmp_path / "own",)
    assert [(r.table, r.file, r.mode) for r in found.reference] == [
        ("item_cap", tmp_path / "c.csv", "extend"),
        ("drug", tmp_path / "d.csv", "replace"),
    ]


def test_an_exemption_takes_each_kind_of_subject_and_needs_one(tmp_path: Path) -> None:
    entry = "[[exemptions]]\nrule = 'a.*'\nreason = 'r'\n"
    for subject in ("provider", "person", "practitioner", "item"):
        (found,) = settings_of(tmp_path, f"{entry}{subject} = 'X'\n").exemptions
        assert getattr(found, subject) == "X"
        assert found.expires is None
    assert complaints(tmp_path, entry) == ["[[exemptions]] 1: names no subject"]
    dated = settings_of(tmp_path, f"{entry}item = 'X'\nexpires = 2026-01-31\n").exemptions[0]
    assert dated.expires == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "true or false"),
        (1, "a number"),
        (1.5, "a number"),
        ("x", "text"),
        (date(2026, 1, 1), "a date"),
        ([], "a list"),
        ({}, "a table"),
        (None, "something else"),
    ],
)
def test_a_value_is_called_what_it_is(value: object, kind: str) -> None:
    assert kind_of(value) == kind


def test_a_truth_is_no_number_and_no_text(tmp_path: Path) -> None:
    for value, kind in (("1", "a number"), ("'true'", "text")):
        assert complaints(tmp_path, f"[workspace]\ngroup_readable = {value}\n") == [
            f"[workspace]: 'group_readable' is {kind}, not true or false"
        ]
    for value in (True, False):
        text = f"[workspace]\ngroup_readable = {str(value).lower()}\n"
        assert settings_of(tmp_path, text).group_readable is value
