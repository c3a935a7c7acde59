"""The wheel carries its library, and works from another folder in a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("feijian-*.whl"))


def test_the_wheel_holds_every_rule_contract_and_flow_of_the_checkout(wheel: Path) -> None:
    held = {n.removeprefix("feijian/_library/") for n in zipfile.ZipFile(wheel).namelist()}
    tracked = subprocess.run(
        ["git", "ls-files", "rules", "models", "data_contracts", "flows"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert tracked
    assert [t for t in tracked if t not in held] == []


def test_it_lists_tests_and_checks_its_rules_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    """The dependencies come from the test environment; feijian itself only from the wheel."""
    target = tmp_path / "site"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--target",
            str(target),
            str(wheel),
        ],
        check=True,
    )
    environment = {**os.environ, "PYTHONPATH": str(target), "FEIJIAN_LANG": "en"}

    def said(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "feijian", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [
            sys.executable,
            "-c",
            "import feijian; from feijian.library.roots import builtin_root; print(feijian.__file__, builtin_root())",
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert all(str(target) in path for path in where)
    assert "overcharging.item_freq_cap" in said("rules", "list")
    assert "all hold" in said("rules", "test", "overcharging.item_freq_cap", "--gates")
    said("init", "w")
    assert (tmp_path / "w" / "feijian.toml").is_file()
