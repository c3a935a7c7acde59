"""`make mutate`: change the program a little, run the tests of that module, see whether one fails.

The changes come from `scripts/mutants.py`: the usual ones of one operator or number, and with
--planted those in SQL texts, ends (min for max) and dropped or doubled conditions. Each is tried in a process of its own, forked before
anything of feijian is imported, that reads the changed module instead of the file; no file is
written. Tests that start other processes would see the program unchanged, so none is chosen.

What survives of the usual ones must stand in survivors.tsv, which only shrinks: a survivor that is
not there fails the command, and one that no longer survives is taken out with --write.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.mutation.rooms import ROOMS, tests_of

ROOT = Path(__file__).resolve().parents[2]
SURVIVORS = Path(__file__).with_name("survivors.tsv")
HEAD = "module\twhere\told\tnew\n"
LEAST_KILLED = 0.85
SECONDS, LONGEST = 120, 1200
"""A change that makes a loop endless is noticed by the processor's time; one that waits, by the clock. A machine
that is busy with something else notices nothing."""

EARLY = (
    *("duckdb", "filelock", "hypothesis", "numpy", "polars", "pydantic"),
    *("pytest", "scipy.special", "sqlglot", "xlsxwriter", "yaml"),
)
"""Imported before the fork, so that no child imports them again."""

Mutant = dict[str, str]


def mutants(python: str, kinds: str, seed: int, most: int, modules: list[str]) -> list[Mutant]:
    """The changes to try, of some modules. kinds: 'usual' or 'planted'."""
    script = str(ROOT / "scripts" / "mutants.py")
    command = [python, script, kinds, str(seed), str(most), *modules]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in lines.splitlines()]


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Finds one module, with another text than its file has."""

    def __init__(self, mutant: Mutant) -> None:
        self.module, self.code = mutant["module"], mutant["code"]
        self.file = (ROOT / "src" / Path(*self.module.split("."))).with_suffix(".py")

    def find_spec(self, name: str, *_: Any) -> Any:
        if name != self.module:
            return None
        return importlib.util.spec_from_file_location(name, self.file, loader=self)

    def get_filename(self, _: str) -> str:
        return str(self.file)

    def get_data(self, path: Any) -> bytes:
        if str(path) != str(self.file):
            raise OSError(path)  # no bytecode of the file as it stands
        return self.code.encode()


def outcome(mutant: Mutant | None, tests: tuple[str, ...]) -> int:
    """Pytest's exit code with the changed module; another than 0 where the time was up."""
    child = os.fork()
    if child == 0:
        _run(mutant, tests)
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _run(mutant: Mutant | None, tests: tuple[str, ...]) -> None:
    """In the child: read the changed module, run the tests, end."""
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    code = 3
    try:
        with tempfile.TemporaryDirectory() as folder, Path(folder, "said").open("w") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            if mutant is not None:
                sys.meta_path.insert(0, _Changed(mutant))
            import pytest

            options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:anyio"]
            code = int(pytest.main([*options, f"--basetemp={folder}/t", *tests]))
    finally:
        os._exit(code)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--python", default=str(ROOT / ".venv-mutate/bin/python"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=25, help="changes of one module")
    parser.add_argument("--planted", action="store_true", help="SQL texts, ends and conditions")
    parser.add_argument("--room", choices=sorted(ROOMS), action="append")
    parser.add_argument("--module", action="append")
    parser.add_argument("--write", action="store_true", help="take out of the list what was killed")
    options = parser.parse_args()
    kinds = "planted" if options.planted else "usual"
    for name in EARLY:
        importlib.import_module(name)
    known = {tuple(line.split("\t")) for line in SURVIVORS.read_text("utf-8").splitlines()[1:]}
    still, fresh, tried, killed = set(known), [], Counter[str](), Counter[str]()
    for room in options.room or sorted(ROOMS):
        modules = [m for m in ROOMS[room] if not options.module or m in options.module]
        for module in modules:
            if outcome(None, tests_of(module)) != 0:
                print(f"{module}: its tests fail, or there are none: {' '.join(tests_of(module))}")
                return 2
            for mutant in mutants(options.python, kinds, options.seed, options.most, [module]):
                identity = (module, mutant["where"], mutant["old"], mutant["new"])
                tried[room] += 1
                if outcome(mutant, tests_of(module)) != 0:
                    killed[room] += 1
                    still.discard(identity)
                elif identity not in known:
                    fresh.append(identity)
                    told = "survives" if options.planted else "survives, and is not in the list"
                    print(f"{told}:", *identity, sep="\t", flush=True)
            print(f"{module}: {killed[room]} of {tried[room]} in {room} so far", flush=True)
    for room, count in tried.items():
        print(f"{room}: {killed[room]} of {count} killed ({killed[room] / count:.0%})")
    if known - still:
        print(f"{len(known - still)} of the list are killed now; --write takes them out")
    if options.write:
        rows = "".join("\t".join(row) + "\n" for row in sorted(still))
        SURVIVORS.write_text(HEAD + rows, encoding="utf-8")
    low = any(killed[room] < LEAST_KILLED * count for room, count in tried.items())
    return 1 if (fresh and not options.planted) or low else 0


if __name__ == "__main__":
    sys.exit(main())
