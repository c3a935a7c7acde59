"""Running a derived table's cases: given rows in, the rows it yields beside those written."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.contracts.content import Content
from feijian.contracts.derived import Derived, closure
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, within
from feijian.contracts.world import Worlds
from feijian.errors import LibraryError, Problem
from feijian.library import Case, parse_pipe_table, read_cases
from feijian.library.comparison import compare
from feijian.messages import sentence

YIELDS = frozenset({"yields"})
NO_ROWS = "no case yields rows"


@dataclass(frozen=True)
class DerivedCaseResult:
    """One case's outcome: `difference` is empty when it holds, else what differed, in words."""

    name: str
    case: str
    difference: str


def cases_of(item: Derived) -> list[Case]:
    """The cases beside a derived table. Raises LibraryError where there are none, or none yields rows."""
    cases = _written(item)
    if not any(_yields_rows(c) for c in cases):
        raise LibraryError(Problem(_shown(item), NO_ROWS))
    return cases


def _written(item: Derived) -> list[Case]:
    path, shown = item.headed.file.path.with_suffix(".cases.yaml"), _shown(item)
    if not path.is_file():
        raise LibraryError(Problem(shown, "no cases", "Write at least one that yields rows."))
    cases = read_cases(path, shown, YIELDS)
    wrong = [c for c in cases if not str(c.extra.get("yields") or "").strip()]
    problems = [
        Problem(f"{shown}:{c.line}", sentence("the case {name!r} has no 'yields'", name=c.name))
        for c in wrong
    ]
    if problems:
        raise LibraryError(problems)
    return cases


def _shown(item: Derived) -> str:
    return item.headed.file.shown.removesuffix(".sql") + ".cases.yaml"


def _yields_rows(case: Case) -> bool:
    return str(case.extra["yields"]).strip() != "nothing"


def run_derived_cases(content: Content, item: Derived) -> list[DerivedCaseResult]:
    """All cases of one derived table, each in a world of its own, side by side.

    Where none of them yields rows, that is one more difference, after how they came out.
    """
    import duckdb

    needed = closure(content.derived, [item.name])
    results = []
    worlds = Worlds(content.catalogue)
    cases = _written(item)
    for case in cases:
        written = str(case.extra["yields"]).strip()
        expected = parse_pipe_table(written) if _yields_rows(case) else None
        try:
            world = worlds.world(needed, case.given, item.reads)
            with within(world, CASE_SECONDS):
                cursor = world.execute(f'from derived."{item.name}"')
                names = [d[0] for d in cursor.description or []]
                difference = compare(expected, names, cursor.fetchall())
            world.close()
        except (ValueError, duckdb.Error, QueryTooLong) as error:
            difference = str(error).splitlines()[0]
        results.append(DerivedCaseResult(item.name, case.name, difference))
    if not any(map(_yields_rows, cases)):
        results.append(DerivedCaseResult(item.name, "*", NO_ROWS))
    return results
