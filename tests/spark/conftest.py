"""How many cases agreed, said at the end of `make test-spark`."""

from __future__ import annotations

import pytest

TALLY = pytest.StashKey[list[tuple[str, int, int]]]()


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> list[tuple[str, int, int]]:
    """Rule id, cases run, cases that differ."""
    return request.config.stash.setdefault(TALLY, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    done = config.stash.get(TALLY, [])
    if done:
        cases, differ = sum(n for _, n, _ in done), sum(n for _, _, n in done)
        agree = sum(not n for _, _, n in done)
        terminalreporter.write_line(
            f"Spark: {agree} of {len(done)} rules and {cases - differ} of {cases} cases agree"
        )
