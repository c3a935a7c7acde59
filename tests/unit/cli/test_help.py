"""The command line's help in Chinese: nothing is left out, and English stays English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from feijian.cli.app import app
from feijian.cli.error_words import HEADS, head_of, lines_of
from feijian.cli.help_words import asked_lang, in_chinese
from feijian.errors import FeijianError, Problem, UsageError
from feijian.messages import chinese, sentence

BUILT_IN = [c for c in FeijianError.__subclasses__() if c.__module__ == "feijian.errors"]


def texts(command: Any) -> Iterator[str]:
    if command.help:
        yield command.help
    yield from (p.help for p in command.params if getattr(p, "help", None))
    for below in getattr(command, "commands", {}).values():
        yield from texts(below)


def test_every_text_of_the_help_has_a_chinese_one() -> None:
    said = set(texts(typer.main.get_command(app)))
    assert sorted(said - set(chinese())) == []


def test_help_is_chinese_with_its_heads_where_chinese_is_spoken() -> None:
    command = typer.main.get_command(app)
    in_chinese(command)
    listing = command.commands["leads"].commands["list"]  # type: ignore[attr-defined]
    shown = listing.get_help(typer.Context(listing))
    assert shown.startswith("用法：")
    assert "选项：" in shown
    assert "Only a rule" not in shown
    told = " ".join(shown.split())
    assert "-w, --workspace 路径 工作区文件夹。 [环境变量：FEIJIAN_WORKSPACE；默认：" in told
    assert "<str>" not in told
    assert "list[" not in told


def test_the_language_of_the_command_goes_before_the_one_that_is_set() -> None:
    assert asked_lang(["leads", "list", "--lang", "en"], "zh") == "en"
    assert asked_lang(["leads", "list", "--lang=zh"], "en") == "zh"
    assert asked_lang(["leads", "list", "--lang"], "zh") == "zh"
    assert asked_lang(["leads", "list"], "en") == "en"


def test_every_kind_of_error_has_a_chinese_head() -> None:
    assert set(FeijianError.__subclasses__()) >= set(HEADS)
    assert [c.__name__ for c in BUILT_IN if c not in HEADS] == []
    assert head_of(UsageError("x"), "zh") == "命令或参数有误："


def test_an_error_is_said_in_the_language_that_is_set() -> None:
    error = UsageError(
        Problem("--from", sentence("unknown key {key!r}", key="a"), "Check the path.")
    )
    assert lines_of(error, "en", log=False) == ["--from: unknown key 'a'\n  Check the path."]
    assert lines_of(error, "zh", log=False) == [
        "命令或参数有误：",
        "--from：没有 'a' 这个键\n  请检查路径。",
    ]


def test_a_log_keeps_the_english_text_beside_the_chinese_one() -> None:
    error = UsageError(Problem("--from", "no such file", "Check the path."))
    assert lines_of(error, "zh", log=True)[1:] == [
        "--from：文件不存在\n  请检查路径。",
        "  | --from: no such file",
        "  | Check the path.",
    ]
