"""What cannot be followed in feijian.toml is told with its place, all of it, and never as a bug."""

import re
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest

from feijian.errors import Problem, SettingsError
from feijian.workspace import entries, sections, toml_values
from feijian.workspace import settings as settings_records
from feijian.workspace.settings import LeadSettings, Settings
from feijian.workspace.settings_file import read_settings
from feijian.workspace.toml_values import Section, Text, TomlTable, choice, lines_of, taken


def settings_of(folder: Path, text: str | bytes) -> Settings:
    file = folder / "feijian.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(file)


def place(problem: Problem) -> str:
    """Where a problem is, without its line."""
    return re.sub(r"(?<=\.toml):\d+", "", problem.where)


def complaints(folder: Path, text: str | bytes) -> list[str]:
    """Each problem as `place: what`; every one of them says what to do."""
    with pytest.raises(SettingsError) as raised:
        settings_of(folder, text)
    assert raised.value.exit_code == 4
    assert all(p.todo for p in raised.value.problems)
    return [f"{place(p)}: {p.what}" for p in raised.value.problems]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("threads = 'two'", "'threads' is 'two'"),
        ("threads = 0", "'threads' is 0"),
        ("threads = -1", "'threads' is -1"),
        ("threads = 2.5", "'threads' is 2.5"),
        ("threads = true", "'threads' is True"),
        ("threads = 100000000000000000000", "'threads' is 100000000000000000000"),
        ("threads = [2]", "'threads' is [2]"),
        ("memory_limit = 'viel'", "'memory_limit' is 'viel'"),
        ("memory_limit = '4'", "'memory_limit' is '4'"),
        ("memory_limit = '-4GB'", "'memory_limit' is '-4GB'"),
        ("memory_limit = '0GB'", "'memory_limit' is '0GB'"),
        ("memory_limit = '12KB'", "'memory_limit' is '12KB'"),
        ("memory_limit = 4", "'memory_limit' is a number, not text"),
        ("region = 370100", "'region' is a number, not text"),
        ("region = '3701'", "'region' is not six digits"),
        ("region = '３７０１００'", "'region' is not six digits"),
        ("region = ''", "'region' is empty"),
        ("regoin = '370100'", "unknown key 'regoin'"),
    ],
)
def test_a_wrong_value_of_the_workspace_is_told(tmp_path: Path, line: str, what: str) -> None:
    assert complaints(tmp_path, f"[workspace]\n{line}\n") == [f"feijian.toml [workspace]: {what}"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("period = 'week'", "unknown period 'week'"),
        ("period = 1", "'period' is a number, not text"),
        ("every = 9", "'every' is 9"),
        ("every = -1", "'every' is -1"),
        ("every = true", "'every' is True"),
        ("every = 20.0", "'every' is 20.0"),
        ("rank_by = 'charges'", "unknown rank_by 'charges'"),
        ("rankby = 'fund'", "unknown key 'rankby'"),
    ],
)
def test_a_wrong_value_of_the_list_is_told_at_its_line(
    tmp_path: Path, line: str, what: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, f"[leads]\n\n{line}\n")
    assert [(p.where, p.what) for p in raised.value.problems] == [("feijian.toml:3 [leads]", what)]


def test_the_list_is_made_as_its_section_says(tmp_path: Path) -> None:
    section = "[leads]\nperiod = 'year'\nevery = 10\nrank_by = 'amount'\n"
    assert settings_of(tmp_path, section).leads == LeadSettings("year", 10, "amount")
    assert settings_of(tmp_path, "[leads]\nevery = 0\n").leads == LeadSettings("all", 0, "fund")


@pytest.mark.parametrize("limit", ["4GB", "500MB", "4GiB", "1.5 GB", "2tb", "80%"])
def test_a_limit_that_is_accepted_is_one_the_engine_takes(tmp_path: Path, limit: str) -> None:
    import duckdb

    settings = settings_of(tmp_path, f"[workspace]\nmemory_limit = '{limit}'\nthreads = 1\n")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
    }
    duckdb.connect(config=config).close()


def test_an_unknown_key_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of(
            tmp_path,
            "stray = 1\n[wrokspace]\n[workspace]\nregoin = '370100'\n[privacy]\nkeyfile = 'k'\n"
            "[library]\nfolder = ['own']\n[reference.item_cap]\nfile = 'c.csv'\nmood = 'extend'\n",
        )
    assert [(place(p), p.what, p.todo) for p in raised.value.problems] == [
        ("feijian.toml", "'stray' stands in no section", "Move it below the [section] it is of."),
        (
            "feijian.toml",
            "unknown section [wrokspace]",
            "Sections: exemptions, leads, library, limits, lineage, log, metrics, models, notice, off, parameters, payment, privacy, reference, runs, sanctions, workspace.",
        ),
        (
            "feijian.toml [workspace]",
            "unknown key 'regoin'",
            "Known: edition, group_readable, memory_limit, region, threads, timezone.",
        ),
        ("feijian.toml [privacy]", "unknown key 'keyfile'", "Known: key_file."),
        ("feijian.toml [library]", "unknown key 'folder'", "Known: folders."),
        ("feijian.toml [reference.item_cap]", "unknown key 'mood'", "Known: file, mode."),
    ]


@pytest.mark.parametrize("name", ["workspace", "privacy", "library", "reference", "leads"])
@pytest.mark.parametrize(
    ("value", "kind"), [("3", "a number"), ("'x'", "text"), ("[]", "a list"), ("[{}]", "a list")]
)
def test_a_section_written_as_a_value_is_told(
    tmp_path: Path, name: str, value: str, kind: str
) -> None:
    told = complaints(tmp_path, f"{name} = {value}")
    assert told == [f"feijian.toml: '{name}' is {kind}, not a section"]


@pytest.mark.parametrize("name", ["parameters", "off", "exemptions"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[{}]\nrule = '*'", "is a table, not a list of entries"),
        ("{} = 'x'", "is text, not a list of entries"),
        ("{} = ['x']", "holds something other than entries"),
    ],
)
def test_entries_written_otherwise_are_told(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    assert complaints(tmp_path, text.format(name)) == [f"feijian.toml: '{name}' {what}"]


@pytest.mark.parametrize("value", ["'x'", "['x']", "3"])
def test_the_values_of_a_parameter_are_a_table(tmp_path: Path, value: str) -> None:
    kind = {"'x'": "text", "['x']": "a list", "3": "a number"}[value]
    assert complaints(tmp_path, f"[[parameters]]\nrule = 'a.b'\nreason = 'r'\nset = {value}") == [
        f"feijian.toml [[parameters]] 1: 'set' is {kind}, not a table"
    ]


def test_every_text_is_text_and_its_value_is_not_told(tmp_path: Path) -> None:
    text = (
        "[privacy]\nkey_file = 7\n"
        "[[parameters]]\nrule = 7\nset = {}\nprovider = 7\nregion = 7\nreason = 7\n"
        "[[off]]\nrule = 7\nby = 7\nreason = 7\n"
        "[[exemptions]]\nrule = 7\nprovider = 7\nperson = 7\npractitioner = 7\nitem = 7\nreason = 7\n"
        "[reference.item_cap]\nfile = 7\nmode = 7\n"
    )
    told = complaints(tmp_path, text)
    where = {"privacy": "[privacy]", "reference": "[reference.item_cap]"} | {
        name: f"[[{name}]] 1" for name in ("parameters", "off", "exemptions")
    }
    wanted = {
        "privacy": ["key_file"],
        "parameters": ["rule", "provider", "region", "reason"],
        "off": ["rule", "by", "reason"],
        "exemptions": ["rule", "provider", "person", "practitioner", "item", "reason"],
        "reference": ["mode", "file"],
    }
    assert told == [
        f"feijian.toml {where[section]}: '{name}' is a number, not text"
        for section, names in wanted.items()
        for name in names
    ]


@pytest.mark.parametrize(
    ("folders", "what"),
    [
        ("'own'", "'folders' is text, not a list"),
        ("['own', 7]", "'folders' holds something other than text"),
    ],
)
def test_library_folders_are_a_list_of_texts(tmp_path: Path, folders: str, what: str) -> None:
    told = complaints(tmp_path, f"[library]\nfolders = {folders}")
    assert told == [f"feijian.toml [library]: {what}"]


def test_a_reference_table_is_a_table_with_a_file_and_a_known_mode(tmp_path: Path) -> None:
    text = "[reference]\na = 'a.csv'\nb = {}\nc = {file = 'c', mode = 'x'}\n"
    assert complaints(tmp_path, text) == [
        "feijian.toml [reference]: 'a' is text, not a table",
        "feijian.toml [reference.b]: has no 'file'",
        "feijian.toml [reference.c]: unknown mode 'x'",
    ]


@pytest.mark.parametrize(
    ("expires", "kind"),
    [
        ("2026-12-31T00:00:00", "a date with a time"),
        ("2026-12-31T00:00:00+08:00", "a date with a time"),
        ("12:00:00", "a time"),
        ("'2026-12-31'", "text"),
        ("2026", "a number"),
    ],
)
def test_an_expiry_is_a_day(tmp_path: Path, expires: str, kind: str) -> None:
    entry = f"rule = 'a.b'\nreason = 'r'\nexpires = {expires}\n"
    told = complaints(
        tmp_path, f"[[exemptions]]\n{entry}provider = 'H1'\n[[parameters]]\n{entry}set = {{}}\n"
    )
    assert told == [
        f"feijian.toml [[parameters]] 1: 'expires' is {kind}, not a date",
        f"feijian.toml [[exemptions]] 1: 'expires' is {kind}, not a date",
    ]


def test_a_day_without_a_time_is_an_expiry(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        "[[exemptions]]\nrule = '*'\nperson = 'P1'\nreason = 'r'\nexpires = 2026-12-31\n",
    )
    assert settings.exemptions[0].expires == date(2026, 12, 31)


def test_mistakes_of_all_sections_come_in_one_report(tmp_path: Path) -> None:
    assert complaints(
        tmp_path,
        "workspace = 3\nreference = 'x'\n[off]\nrule = 'a.b'\n[privacy]\nkeyfile = 'k'\n"
        "[[exemptions]]\nrule = '*'\nprovider = 5\nreason = 'r'\n",
    ) == [
        "feijian.toml: 'workspace' is a number, not a section",
        "feijian.toml [privacy]: unknown key 'keyfile'",
        "feijian.toml: 'off' is a table, not a list of entries",
        "feijian.toml [[exemptions]] 1: 'provider' is a number, not text",
        "feijian.toml: 'reference' is text, not a section",
    ]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    text = "[workspace]\nregion = '370100'\n".encode("utf-8-sig")
    assert settings_of(tmp_path, text).region == "370100"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_named_as_the_mistake(tmp_path: Path, encoding: str) -> None:
    assert complaints(tmp_path, "# 泰山区医保局\n[workspace]\n".encode(encoding)) == [
        "feijian.toml: is not saved as UTF-8 (perhaps as GB18030 or UTF-16)"
    ]


def test_each_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """A key at its own line; what is missing at the head of its section or entry."""
    text = (
        "stray = 1\n"
        "# ours\n"
        "[workspace]\n"
        "threads = 0 # few\n"
        "[limits]\n"
        "query_seconds = 1\n"
        "archive_files = 0\n"
        "[[off]]\n"
        "rule = 'a.b'\n"
        "by = 'me'\n"
        "[[off]]\n"
        "rule = 'a.c'\n"
        "by = 7\n"
        "reason = 'r'\n"
        "[payment.3701]\n"
        "low_ratio = 'x'\n"
        "[reference.'item_cap']\n"
        "mode = 'extend'\n"
        "[reference]\n"
        "age = {mode = 'x'}\n"
    )
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, text)
    assert [p.where.removeprefix("feijian.toml") for p in raised.value.problems] == [
        ":1",
        ":4 [workspace]",
        ":7 [limits]",
        ":8 [[off]] 1",
        ":13 [[off]] 2",
        ":17 [reference.item_cap]",
        ":20 [reference.age]",
        ":20 [reference.age]",
        ":16 [payment.3701]",
    ]


def test_a_value_of_several_lines_moves_no_other(tmp_path: Path) -> None:
    text = "[library]\nfolders = [\n  'own',\n]\n[privacy]\nkey_file = 7\n"
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, text)
    assert [p.where for p in raised.value.problems] == ["feijian.toml:6 [privacy]"]


@dataclass(frozen=True)
class Shelf(Section):
    """A section with a list of words, as none of ours is yet."""

    boards: tuple[Annotated[str, choice("oak", "ash")], ...]
    depth: Text = ""


def test_a_mistake_within_a_value_is_told_at_the_line_of_its_key() -> None:
    text = "[shelf]\nx = 1\ndepth = 7\nboards = ['oak', 'tin', 'ash', 'pot']\n"
    problems: list[Problem] = []
    values = {"x": 1, "depth": 7, "boards": ["oak", "tin", "ash", "pot"]}
    table = TomlTable("f.toml", lines_of(text), values, problems, ("shelf",), "[shelf]")
    assert taken(table, Shelf) is None
    assert [(p.where, p.what) for p in problems] == [
        ("f.toml:2 [shelf]", "unknown key 'x'"),
        ("f.toml:4 [shelf]", "unknown boards 'tin'"),
        ("f.toml:4 [shelf]", "unknown boards 'pot'"),
        ("f.toml:3 [shelf]", "'depth' is a number, not text"),
    ]


@pytest.mark.parametrize(
    "module", [settings_records, sections, entries, toml_values], ids=lambda m: m.__name__
)
def test_what_was_read_of_the_settings_is_not_changed_by_whoever_holds_it(
    module: ModuleType,
) -> None:
    records = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    ]
    assert records
    for kind in records:
        held = object.__new__(kind)
        with pytest.raises(FrozenInstanceError):
            setattr(held, fields(kind)[0].name if fields(kind) else "key", "another")
