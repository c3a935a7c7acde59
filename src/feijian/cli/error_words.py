"""Errors in Chinese: what kind of error it is, and the gist of those that people meet most.

The full message stays as it is written, where, what and what to do, so that a search for it finds it.
"""

from __future__ import annotations

import re

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

GISTS = tuple(
    (re.compile(pattern), gist)
    for pattern, gist in (
        ("nothing has been loaded yet", "尚未导入数据，请先运行 feijian load 路径"),
        ("there is no such reference table", "没有这张参考表，见 feijian reference list"),
        ("no such lead in the newest run", "该次运行没有这条线索，见 feijian leads list"),
        (r"is not among the \d+ providers loaded", "已导入的机构中没有这一家"),
        (r"\d+ providers have that name", "有多家机构名称相符，请写明其中一家"),
        ("has no such parameter", "该规则没有这个参数"),
        ("there is none of that name", "没有这个取值"),
        ("there is no such column", "没有这一列"),
        ("there is no such file", "文件不存在"),
        ("was made by an older feijian", "工作区由旧版本创建，请运行 feijian upgrade（会先备份）"),
        ("another process", "另一个 feijian 进程正在使用，请等它结束"),
        ("is later than --to", "起始日期晚于截止日期"),
        ("names no provider", "未指定机构：请给出 --provider、--county 或 --from-plan"),
        ("no provider's region code begins so", "没有区划代码以此开头的机构"),
        ("is not an amount", "金额写法有误，应以元为单位，如 1234.50"),
        ("holds an identity or telephone number", "文字中含身份证号或电话号码，请改写为病案号"),
        ("stands for the same .* and time as line", "与前面一行主键相同且有效期重叠"),
        ("is empty$", "必填项为空"),
        ("breaks known_", "取值不在允许范围内"),
        ("has lost its leading zeros", "编码前导零丢失，表格软件把它当成了数字"),
        ("unknown column", "多出参考表没有的列"),
        ("has no column", "缺少必需的列"),
        ("the disk is full", "磁盘空间不足"),
        ("is not one SELECT|statements, not one", "只接受一条 SELECT 语句"),
        (
            "no Chromium on this machine",
            "本机没有 Chromium，请安装，或打开 report.html 用浏览器打印",
        ),
    )
)


def head_of(error: FeijianError) -> str:
    """The kind of an error in one line; of an own class, that of the class it comes from."""
    return next((HEADS[c] for c in type(error).__mro__ if c in HEADS), "出错：")


def gist_of(message: str) -> str:
    """What a message says, in a few words; empty where it is none of those known."""
    return next((gist for pattern, gist in GISTS if pattern.search(message)), "")
