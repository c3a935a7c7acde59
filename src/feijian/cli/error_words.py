"""Errors as the command line prints them: what kind of error it is, then each problem, in the language set."""

from __future__ import annotations

from feijian.errors import (
    CheckFailed,
    DeliveryDoubtful,
    DeliveryNotFound,
    DeliveryRefused,
    FeijianError,
    ImportRefused,
    LibraryError,
    ServiceError,
    SettingsError,
    StorageError,
    UsageError,
    WorkspaceBusy,
    WorkspaceError,
)
from feijian.messages import in_words

HEADS: dict[type[FeijianError], str] = {
    UsageError: "命令或参数有误：",
    WorkspaceError: "工作区不可用：",
    SettingsError: "设置文件 feijian.toml 有误：",
    LibraryError: "规则、参考表、契约等内容有误：",
    DeliveryNotFound: "找不到数据包：",
    DeliveryRefused: "数据包未被接收，已有数据不受影响：",
    WorkspaceBusy: "工作区正被占用：",
    StorageError: "存储出错：",
    ImportRefused: "文件未被接受，未作任何改动：",
    ServiceError: "外部服务或程序不可用：",
    CheckFailed: "检查未通过：",
    DeliveryDoubtful: "数据已导入，但存在可疑之处：",
}


def head_of(error: FeijianError) -> str:
    """The kind of an error in one line; of an own class, that of the class it comes from."""
    return next((HEADS[c] for c in type(error).__mro__ if c in HEADS), "出错：")


def lines_of(error: FeijianError, lang: str, *, log: bool) -> list[str]:
    """An error in the language that is set: its kind, then where, what and what to do of each problem.

    log: not a terminal but a file or another program reads it. Then the English text follows the
    Chinese one, so that a log can be searched by what the documentation and the tests quote.
    """
    if lang != "zh":
        return [str(p) for p in error.problems]
    told = [head_of(error)]
    for problem in error.problems:
        said = in_words(str(problem), lang)
        told += [said] if not log or said == str(problem) else [said, *_aside(str(problem))]
    return told


def _aside(text: str) -> list[str]:
    return [f"  | {line.strip()}" for line in text.splitlines()]
