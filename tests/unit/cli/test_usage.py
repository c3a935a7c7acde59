"""What the parser says of a mistyped command, said in Chinese."""

from __future__ import annotations

import pytest
import typer
from typer.exceptions import TyperException

from feijian.cli.app import app
from feijian.cli.usage_words import PARSER_SAYS, usage_lines
from feijian.messages import chinese


def said(*words: str, lang: str = "zh") -> list[str]:
    command = typer.main.get_command(app)
    with pytest.raises(TyperException) as error:
        command(list(words), prog_name="feijian", standalone_mode=False)
    return usage_lines(error.value, lang)


def test_a_mistyped_option_names_the_one_that_is_near() -> None:
    assert said("leads", "list", "--colums") == [
        "用法：feijian leads list [选项]",
        "帮助：feijian leads list --help",
        "错误：没有选项 --colums，是否指 --columns, --county, --csv？",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nosuch",), "错误：没有命令 nosuch"),
        (("loda",), "错误：没有命令 loda，是否指 'load'？"),
        (("rules", "show"), "错误：缺少 rule"),
        (("leads", "list", "--limit", "x"), "错误：--limit：应为整数"),
        (("leads", "list", "a", "b"), "错误：多余的参数：a b"),
        (("leads", "list", "--from"), "错误：--from 须有取值"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(words: tuple[str, ...], told: str) -> None:
    assert said(*words)[-1] == told


def test_every_text_of_the_parser_has_a_chinese_one() -> None:
    assert [t for _, t in PARSER_SAYS if t not in chinese()] == []
