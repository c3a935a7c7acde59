"""The service's process keeps memory between questions, where glibc hands it out, and no other command does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feijian.cli import roomy
from feijian.cli.app import app

OURS = (
    "glibc.malloc.tcache_count=1000:glibc.malloc.mmap_threshold=67108864"
    ":glibc.malloc.trim_threshold=268435456"
)
needs_glibc = pytest.mark.skipif(not roomy.has_glibc(), reason="another C library")


class BegunAnewError(Exception):
    """In the place of a process that begins anew."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments of processes that would have begun in this one's place."""
    found: list[dict[str, str]] = []

    def execve(path: str, command: list[str], environment: dict[str, str]) -> None:
        assert command[0] == path == sys.executable
        found.append(environment)
        raise BegunAnewError

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.delenv(roomy.NAME, raising=False)
    return found


def test_what_the_operator_said_of_the_allocator_stands() -> None:
    assert roomy.tunables({}) == OURS
    assert roomy.tunables({roomy.NAME: "glibc.malloc.tcache_count=50:glibc.cpu.x86_ibt=on"}) == (
        "glibc.malloc.tcache_count=50:glibc.cpu.x86_ibt=on"
        ":glibc.malloc.mmap_threshold=67108864:glibc.malloc.trim_threshold=268435456"
    )
    assert roomy.tunables({roomy.NAME: OURS}) == OURS


@needs_glibc
def test_the_setting_is_there_when_the_process_of_the_workers_begins() -> None:
    code = (
        "import os\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from pathlib import Path\n"
        "from feijian.cli.roomy import begin_roomy\n"
        "before = os.environ.get('BEGUN')\n"
        "os.environ['BEGUN'] = str(os.getpid())\n"
        "begin_roomy()\n"
        # what the loader of this process read, told by a worker; it divides the value at its colons
        "read = lambda: Path('/proc/self/environ').read_bytes().decode()\n"
        "print(before == str(os.getpid()), *sorted(ThreadPoolExecutor(1).submit(read).result().replace(':', chr(0)).split(chr(0))))\n"
    )
    plain = {k: v for k, v in os.environ.items() if k not in (roomy.NAME, "BEGUN")}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=plain
    )
    told = done.stdout.split()
    assert told[0] == "True"  # the same process, begun once more
    first, *others = OURS.split(":")
    assert {f"{roomy.NAME}={first}", *others} <= set(told)


@needs_glibc
def test_the_service_begins_anew_before_it_opens_anything_and_the_night_does_not(
    begun: list[dict[str, str]], tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere")
    asked = CliRunner().invoke(app, ["serve", "--check", "--workspace", nowhere])
    assert isinstance(asked.exception, BegunAnewError)
    assert [environment[roomy.NAME] for environment in begun] == [OURS]
    night = CliRunner().invoke(app, ["serve", "--workspace", nowhere])
    assert not isinstance(night.exception, BegunAnewError)
    assert len(begun) == 1


def test_nothing_begins_anew_where_another_library_hands_memory_out(
    begun: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roomy, "has_glibc", lambda: False)
    roomy.begin_roomy()
    monkeypatch.setattr(roomy, "has_glibc", lambda: True)
    monkeypatch.setenv(roomy.NAME, OURS)
    roomy.begin_roomy()  # it has them already
    assert begun == []
