"""What the operating system refuses is told as an error of ours: where, what, what to do, no traceback."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from feijian.cli import app as command_line
from feijian.cli.error_words import lines_of, storage_error
from feijian.errors import StorageError, UsageError
from feijian.reference.editions import table_of_file
from feijian.workspace import Workspace


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "文件系统只读"),
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EDQUOT, "磁盘配额已满"),
        (errno.EPERM, "不允许的操作"),
    ],
)
def test_a_refusal_is_said_in_chinese(number: int, said: str) -> None:
    import os

    told = storage_error(OSError(number, os.strerror(number), "/data/bureau/workbench"))
    assert told is not None
    assert lines_of(told, "zh", log=False) == [
        "存储出错：",
        f"/data/bureau/workbench：无法读写：{said}\n  请检查文件夹权限和剩余空间。",
    ]


def test_what_nobody_can_mend_keeps_its_traceback() -> None:
    assert storage_error(OSError(errno.EBADF, "Bad file descriptor", "x")) is None
    assert storage_error(OSError(errno.EACCES, "Permission denied")) is None  # no file: ours


def test_a_command_in_a_folder_that_may_not_be_written_ends_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "workbench"))

    monkeypatch.setattr(Path, "mkdir", refused)
    workspace = tmp_path / "bureau"
    monkeypatch.setenv("FEIJIAN_LANG", "en")
    monkeypatch.setattr(sys, "argv", ["feijian", "init", str(workspace)])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == StorageError.exit_code
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "Permission denied" in told


def test_a_reference_file_that_is_not_there_is_said_so_whatever_it_is_called(
    tmp_path: Path,
) -> None:
    from feijian.contracts import read_content

    content = read_content(())
    for name in ("drug_limit.csv", "nosuch.csv"):
        with pytest.raises(UsageError, match="no such file"):
            table_of_file(content, tmp_path / name, None)


def test_doctor_says_that_the_lock_may_not_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    from feijian.workspace.lock import holder

    workspace = Workspace.create(tmp_path / "bureau")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "lock")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(StorageError, match="cannot lock the workspace"):
        holder(workspace.root)
