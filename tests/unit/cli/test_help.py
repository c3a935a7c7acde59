"""The command line's help in Chinese: nothing is left out, and English stays English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from feijian.cli.app import app
from feijian.cli.error_words import HEADS, gist_of, head_of
from feijian.cli.help_words import ZH, asked_lang, in_chinese
from feijian.errors import FeijianError, UsageError

BUILT_IN = [c for c in FeijianError.__subclasses__() if c.__module__ == "feijian.errors"]


def texts(command: Any) -> Iterator[str]:
    if command.help:
        yield command.help
    yield from (p.help for p in command.params if getattr(p, "help", None))
    for below in getattr(command, "commands", {}).values():
        yield from texts(below)


def test_every_text_of_the_help_has_a_chinese_one_and_none_is_left_over() -> None:
    said = set(texts(typer.main.get_command(app)))
    assert sorted(said - set(ZH)) == []
    assert sorted(set(ZH) - said) == []


def test_help_is_chinese_with_its_heads_where_chinese_is_spoken() -> None:
    command = typer.main.get_command(app)
    in_chinese(command)
    listing = command.commands["leads"].commands["list"]  # type: ignore[attr-defined]
    shown = listing.get_help(typer.Context(listing))
    assert shown.startswith("用法：")
    assert "选项：" in shown
    assert "Only a rule" not in shown


def test_the_language_of_the_command_goes_before_the_one_that_is_set() -> None:
    assert asked_lang(["leads", "list", "--lang", "en"], "zh") == "en"
    assert asked_lang(["leads", "list", "--lang=zh"], "en") == "zh"
    assert asked_lang(["leads", "list", "--lang"], "zh") == "zh"
    assert asked_lang(["leads", "list"], "en") == "en"


def test_every_kind_of_error_has_a_chinese_head() -> None:
    assert set(FeijianError.__subclasses__()) >= set(HEADS)
    assert [c.__name__ for c in BUILT_IN if c not in HEADS] == []
    assert head_of(UsageError("x")) == "命令或参数有误："


def test_the_gist_of_an_error_is_told_where_it_is_known() -> None:
    assert gist_of("is not among the 12 providers loaded") == "已导入的机构中没有这一家"
    assert gist_of("stands for the same item_code and time as line 3").startswith("与前面一行")
    assert gist_of("something nobody has seen before") == ""
