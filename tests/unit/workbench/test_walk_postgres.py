"""The browser's walks once more, with the events in PostgreSQL; `make test-postgres` installs one."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from feijian.workspace import Workspace
from tests.unit.workbench.test_store_postgres import PROGRAMS, dsn, server
from tests.unit.workbench.test_walk import (
    browser,
    office,
    served,
    test_a_visit_from_plan_to_locked_report,
    test_an_office_from_its_first_administrator_to_the_audit_log,
    test_thirty_events_are_judged_by_keyboard_alone,
)

__all__ = [
    "browser",
    "dsn",
    "office",
    "served",
    "server",
    "test_a_visit_from_plan_to_locked_report",
    "test_an_office_from_its_first_administrator_to_the_audit_log",
    "test_thirty_events_are_judged_by_keyboard_alone",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not PROGRAMS or not os.environ.get("FEIJIAN_WALK_POSTGRES"),
        reason="a minute more of the same walks: 'make test-postgres'",
    ),
]


@pytest.fixture
def store(dsn: str) -> Callable[[Workspace], str]:
    """The server's one table, empty, for whichever workspace."""
    return lambda _workspace: dsn
