"""Where output goes to a screen that lacks a sign, a reader who has seen enough, or a full disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from feijian.cli.error_words import lines_of, storage_error
from feijian.errors import StorageError

LISTED = [sys.executable, "-m", "feijian", "sources", "list"]


def told(**environment: str) -> dict[str, str]:
    return {**os.environ, "FEIJIAN_LANG": "zh", **environment}


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_a_screen_that_has_no_sign_for_a_character_gets_its_number(encoding: str) -> None:
    done = subprocess.run(
        LISTED, capture_output=True, env=told(PYTHONIOENCODING=encoding), check=False
    )
    assert done.returncode == 0, done.stderr
    assert "nhsa_platform" in done.stdout.decode(encoding)


def test_who_reads_no_further_ends_the_command_in_order() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(LISTED, stdout=write_end, stderr=subprocess.PIPE, env=told(), check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_what_cannot_be_printed_is_told_without_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            LISTED,
            stdout=full,
            stderr=subprocess.PIPE,
            env=told(PYTHONIOENCODING="utf-8"),
            check=False,
        )
    assert done.returncode == StorageError.exit_code
    assert "输出内容无法写入：磁盘空间不足" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_full_disk_without_a_file_is_where_the_output_goes() -> None:
    error = storage_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert error is not None
    assert lines_of(error, "zh", log=False)[1].startswith("输出内容无法写入：磁盘空间不足")
