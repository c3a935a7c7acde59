"""Accounts: strength, hashing, lockout, sessions that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feijian.errors import UsageError
from feijian.workbench import passwords
from feijian.workbench.accounts import (
    Account,
    Directory,
    account_act,
    key_of,
    own_password_act,
    rehash_acts,
    right_password,
)
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


@pytest.mark.parametrize("division", ["37", "3701", "370000", "370100"])
def test_a_division_of_six_digits_is_all_that_lies_in_it(
    directory: Directory, division: str
) -> None:
    account = replace(directory.accounts["wang"], counties=(division,))
    assert account.sees("370102")
    assert not account.sees("360102")


def test_no_role_both_acts_and_reads_the_log() -> None:
    assert RIGHTS["auditor"] == {"audit"}
    assert [r for r, may in RIGHTS.items() if "audit" in may] == ["auditor"]
    assert RIGHTS["administrator"] == {"accounts"}


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords kept without the work that makes guessing slow."""
    monkeypatch.setattr(passwords, "hashed", lambda text: f"kept {text}")
    monkeypatch.setattr(passwords, "matches", lambda text, kept: kept == f"kept {text}")


OWN = Account("wang", "inspector", f"kept {GOOD}")
OTHER = "seven quiet otters"


@pytest.mark.usefixtures("plainly")
def test_who_chooses_another_password_stays_signed_in_here_alone() -> None:
    act = own_password_act(OWN, GOOD, OTHER, OTHER, "token")
    assert (act.kind, act.subject) == ("password.changed", "wang")
    assert act.body == {"secret": f"kept {OTHER}", "keep": key_of("token")}
    directory = Directory({"wang": OWN})
    for token, login in (("token", "wang"), ("elsewhere", "wang"), ("hers", "li")):
        told(directory, Act("session.opened", login, {"key": key_of(token)}))
    told(directory, act)
    assert set(directory.sessions) == {key_of("token"), key_of("hers")}
    assert directory.accounts["wang"] == replace(OWN, secret=f"kept {OTHER}", own=True)


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize(
    ("old", "new", "again", "wrong"),
    [
        (OTHER, "nine small herons", "nine small herons", "is not the present one"),
        (GOOD, OTHER, OTHER + "s", "was typed in two ways"),
        (GOOD, GOOD, GOOD, "is the present one"),
        (GOOD, "wang wang wang", "wang wang wang", "login"),
    ],
)
def test_another_password_needs_the_old_one_twice_the_new_and_strength(
    old: str, new: str, again: str, wrong: str
) -> None:
    with pytest.raises(UsageError, match=wrong):
        own_password_act(OWN, old, new, again, "token")


def test_a_newer_hash_of_the_same_password_changes_nothing_else(directory: Directory) -> None:
    before = directory.accounts["wang"]
    told(directory, Act("session.opened", "wang", {"key": key_of("token")}))
    assert rehash_acts(directory, "wang", "another", "fresh") == []
    assert rehash_acts(directory, "li", before.secret, "fresh") == []
    (act,) = rehash_acts(directory, "wang", before.secret, "fresh")
    told(directory, act)
    assert directory.accounts["wang"] == replace(before, secret="fresh", own=False)
    assert set(directory.sessions) == {key_of("token")}


@pytest.mark.usefixtures("plainly")
def test_a_password_is_ones_own_until_somebody_sets_another() -> None:
    directory = Directory({"wang": replace(OWN, own=True)})
    assert account_act(directory, "wang", "viewer", None).body["own"] is True
    assert account_act(directory, "wang", "viewer", OTHER).body["own"] is False
    assert account_act(Directory(), "wang", "viewer", OTHER).body["own"] is False
    assert account_act(Directory({"wang": OWN}), "wang", "viewer", None).body["own"] is False


@pytest.mark.usefixtures("plainly")
def test_an_account_that_is_new_needs_a_password_and_only_judges_reveal() -> None:
    with pytest.raises(UsageError) as refused:
        account_act(Directory(), "W", "auditor", None, ("37a", "3701"), reveal=True)
    assert [p.where for p in refused.value.problems] == ["login", "county", "password", "reveal"]
    made = account_act(Directory({"wang": OWN}), "wang", "viewer", None, ("37",), reveal=True)
    assert made.body == {
        "role": "viewer",
        "secret": OWN.secret,
        "counties": ["37"],
        "reveal": True,
        "active": True,
        "own": False,
        "name": "",
    }


@pytest.mark.usefixtures("plainly")
def test_papers_call_an_officer_by_name_where_the_account_has_one() -> None:
    directory = Directory()
    told(directory, account_act(directory, "wang", "inspector", "three loud herons", name="王建国"))
    told(directory, account_act(directory, "li", "leader", "three loud herons"))
    assert [directory.called(login) for login in ("wang", "li", "gone")] == ["王建国", "li", "gone"]
    # set anew without a name it keeps its own
    told(directory, account_act(directory, "wang", "leader", None))
    assert directory.called("wang") == "王建国"
    for wrong in ("370101199001011234", "王\n建", "|x"):
        with pytest.raises(UsageError) as refused:
            account_act(directory, "wang", "leader", None, name=wrong)
        assert [p.where for p in refused.value.problems] == ["name"]


def test_the_lock_lasts_a_quarter_of_an_hour_from_the_last_failure() -> None:
    directory = Directory()
    last = NOON + timedelta(minutes=4)
    for minute in range(5):
        told(directory, Act("login.failed", "wang", {}), NOON + timedelta(minutes=minute))
    until = last + timedelta(minutes=15)
    assert directory.locked_until("wang", last) == until
    assert directory.locked_until("wang", until) is None
    assert directory.locked_until("li", last) is None
    told(directory, Act("session.opened", "wang", {"key": "k"}), last)
    assert directory.locked_until("wang", last) is None


def test_an_account_without_divisions_sees_everybody() -> None:
    assert OWN.sees(None)
    assert OWN.sees("370101")
    assert not replace(OWN, counties=("3702", "3703")).sees("370101")
    assert replace(OWN, counties=("3702", "3701")).sees("370101")
    assert not replace(OWN, active=False).may("judge")
