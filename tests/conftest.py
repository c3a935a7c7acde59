"""A synthetic county, loaded once and judged once for all tests that need whole runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from filelock import FileLock

from feijian.workspace import Run, RunRequest, Workspace, latest_run
from tests.shared import SHARED, builtin_content, keep_library, read_builtin_once

AS_OF = date(2026, 12, 31)

if find_spec("hypothesis"):  # the Spark environment has none
    from hypothesis import HealthCheck, settings

    # how long examples take to draw is the machine's business, not the code's
    settings.register_profile("feijian", suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("feijian")

LONGEST = (
    "tests/e2e/test_prefect.py",
    "tests/rules/test_cases.py",
    "tests/e2e/",
    "tests/hostile/",
    "tests/property/",
    "tests/rules/test_innocents.py",
    "tests/rules/test_parts.py",
    "tests/unit/asking/test_unsettled.py",
    "tests/unit/test_public_names.py",
)
"""What takes longest, in the order in which it is begun."""

DIVISIBLE = (
    "tests/rules/test_cases.py",
    "tests/rules/test_innocents.py",
    "tests/rules/test_parts.py",
)
"""Files of which one worker alone would work longer than all others together: each rule stands for itself."""
SHARES = 6


def pytest_configure(config: pytest.Config) -> None:
    """Worker processes read the library together, in the folder above their own."""
    if hasattr(config, "workerinput"):
        SHARED.append(Path(config.option.basetemp).parent)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file is one worker's, so that it makes its fixtures once; a divisible one is shared out by what it asks of."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Sharing(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file, _, test = nodeid.partition("::")
            subject = test.partition("[")[2]
            return f"{file} {crc32(subject.encode()) % SHARES}" if file in DIVISIBLE else file

    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that workers end together; one makes the county while others judge cases."""
    items.sort(
        key=lambda item: next(
            (n for n, begins in enumerate(LONGEST) if item.nodeid.startswith(begins)), len(LONGEST)
        )
    )


@dataclass(frozen=True)
class County:
    """A loaded workspace; `folder` also holds the delivery and, beside it, what was planted."""

    folder: Path
    workspace: Workspace


@pytest.fixture(scope="session", autouse=True)
def built_in_library() -> Iterator[None]:
    """It is read and checked once, not by the first run of every test file that makes a workspace."""
    with pytest.MonkeyPatch.context() as patch:
        read_builtin_once(patch)
        yield


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all worker processes of a test session."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


def once(folder: Path, make: Callable[[], None]) -> None:
    """Run `make` in the first process that comes; the others wait for it."""
    with FileLock(f"{folder}.lock"):
        done = folder.with_name(folder.name + ".done")
        if not done.exists():
            make()
            done.touch()


@pytest.fixture(scope="session")
def county(shared_folder: Path) -> County:
    """Seed 11, 40,000 lines, schemes and look-alikes planted, dirt and all. Read it, do not write."""
    from feijian.demo import CountyRequest, generate_county
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.reference.prepare import prepare_with

    folder = shared_folder / "county"

    def make() -> None:
        generate_county(folder / "delivery", CountyRequest(seed=11, lines=40_000))
        workspace = Workspace.create(folder / "workspace")
        keep_library(workspace)
        load(workspace, folder / "delivery", library=Library.of(), progress=lambda *_: None)
        run = Run("prepared", folder, RunRequest(AS_OF))
        prepare_with(builtin_content(), workspace, run, lambda *_: None)

    once(folder, make)
    return County(folder, Workspace.open(folder / "workspace"))


@pytest.fixture(scope="session")
def county_run(county: County, shared_folder: Path) -> Run:
    """The county's full run. Read it, do not write."""
    from feijian.pipeline import run_steps

    once(
        shared_folder / "county-run",
        lambda: run_steps(county.workspace, RunRequest(AS_OF, full=True), lambda *_: None) and None,
    )
    return latest_run(county.workspace)
