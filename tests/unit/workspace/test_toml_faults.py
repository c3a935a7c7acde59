"""A feijian.toml that is no TOML is told by line and fault."""

from __future__ import annotations

import tomllib

import pytest

from feijian.messages import in_words
from feijian.workspace.toml_faults import not_toml


@pytest.mark.parametrize(
    ("text", "where", "zh"),
    [
        ("a = 1\nb = [", "feijian.toml", "括号或引号没有配对"),
        ("a = 1\nb = \nc = 2", "feijian.toml:2", "值的写法不对：文字须加引号"),
        ("a = 1\na = 2\n", "feijian.toml:2", "同一个键或表写了两次"),
        ("a = 1\nwords alone", "feijian.toml:2", "这一行既不是“键 = 值”，也不是 [表名]"),
        ('a = "C:\\data"', "feijian.toml:1", "文字中有反斜杠：路径请写在单引号 '…' 之间"),
        ('a = "x\nb = 1', "feijian.toml:1", "文字在行末缺少引号"),
        ("a = 县", "feijian.toml:1", "值的写法不对：文字须加引号"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_with_its_line(text: str, where: str, zh: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    problem = not_toml("feijian.toml", raised.value)
    assert (problem.where, in_words(problem.what, "zh")) == (where, zh)
