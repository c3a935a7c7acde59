"""Accounts: strength, hashing, lockout, sessions that end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feijian.errors import UsageError
from feijian.workbench import passwords
from feijian.workbench.accounts import Directory, account_act, key_of, right_password
from feijian.workbench.roles import RIGHTS
from feijian.workbench.store import Act, Event

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
GOOD = "three loud herons"


def told(directory: Directory, act: Act, at: datetime = NOON) -> None:
    directory.take(Event(1, at.isoformat(), "x", act.kind, act.subject, dict(act.body), "", ""))


@pytest.fixture
def directory() -> Directory:
    made = Directory()
    told(made, account_act(made, "wang", "inspector", GOOD, ("3701",)))
    return made


def test_a_password_is_kept_as_a_salted_hash_that_only_it_fits() -> None:
    one, other = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert one != other
    assert GOOD not in one
    assert passwords.matches(GOOD, one)
    assert not passwords.matches(GOOD + "s", one)
    assert not passwords.matches(GOOD, "scrypt$1$2")


@pytest.mark.parametrize(
    "bad", ["short", "aaaaaaaaaaaaaaaa", "wang wang wang", "password12345", "x" * 201]
)
def test_a_password_easily_guessed_is_refused(bad: str) -> None:
    with pytest.raises(UsageError):
        account_act(Directory(), "wang", "viewer", bad)


@pytest.mark.parametrize(
    ("login", "role", "counties"),
    [
        ("W", "viewer", ()),
        ("370102199001011234", "viewer", ()),
        ("wang", "boss", ()),
        ("wang", "viewer", ("37a",)),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    login: str, role: str, counties: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        account_act(Directory(), login, role, GOOD, counties)


def test_sign_in_needs_the_password_of_an_active_account(directory: Directory) -> None:
    assert right_password(directory, "wang", GOOD)
    assert not right_password(directory, "wang", "wrong wrong wrong")
    assert not right_password(directory, "nobody", GOOD)
    told(directory, account_act(directory, "wang", "inspector", None, active=False))
    assert not right_password(directory, "wang", GOOD)


def test_five_failures_lock_for_a_quarter_of_an_hour(directory: Directory) -> None:
    for second in range(5):
        assert directory.locked_until("wang", NOON) is None
        told(directory, Act("login.failed", "wang", {}), NOON + timedelta(seconds=second))
    assert directory.locked_until("wang", NOON + timedelta(minutes=14)) is not None
    assert directory.locked_until("wang", NOON + timedelta(minutes=16)) is None


@pytest.mark.parametrize("end", ["closed", "revoked", "changed", "late"])
def test_a_session_ends(directory: Directory, end: str) -> None:
    told(directory, Act("session.opened", "wang", {"key": key_of("token")}))
    moment = NOON + timedelta(hours=1)
    assert directory.signed_in("token", moment) is not None
    assert directory.signed_in("other", moment) is None
    if end == "closed":
        told(directory, Act("session.closed", "wang", {"key": key_of("token")}))
    elif end == "revoked":
        told(directory, Act("session.revoked", "wang", {}))
    elif end == "changed":
        told(directory, account_act(directory, "wang", "viewer", None))
    else:
        moment = NOON + timedelta(hours=12)
    assert directory.signed_in("token", moment) is None


def test_an_account_sees_its_counties_alone(directory: Directory) -> None:
    account = directory.accounts["wang"]
    assert account.sees("370102")
    assert not account.sees("370202")
    assert not account.sees(None)


def test_no_role_both_acts_and_reads_the_log() -> None:
    assert RIGHTS["auditor"] == {"audit"}
    assert [r for r, may in RIGHTS.items() if "audit" in may] == ["auditor"]
    assert RIGHTS["administrator"] == {"accounts"}
