"""Sign-in by a reverse proxy: believed from named addresses and in one header alone."""

from __future__ import annotations

import warnings

import pytest

from feijian.errors import UsageError
from feijian.workbench.desk import Desk
from feijian.workbench.web.app import build
from feijian.workbench.web.protect import SESSION
from feijian.workbench.web.proxied import proxy_of
from tests.unit.workbench.browser import HOST

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

WHO = "X-Remote-User"


def client(desk: Desk, address: str = "10.1.2.3") -> TestClient:
    app = build(desk, ["desk.local"], proxy=proxy_of(["10.1.2.0/29"], WHO))
    return TestClient(app, base_url=HOST, follow_redirects=False, client=(address, 4711))


def test_who_the_proxy_names_is_signed_in_and_it_is_stored(desk: Desk) -> None:
    browser = client(desk)
    assert browser.get("/queue", headers={WHO: "leader"}).headers["location"] == "/login"
    answer = browser.get("/login", headers={WHO: "Leader"})
    assert answer.status_code == 303
    assert browser.get("/queue", headers={WHO: "leader"}).status_code == 200
    last = [e for e in desk.store.since() if e.kind == "session.opened"][-1]
    assert (last.who, last.body["by"]) == ("leader", "proxy")


def test_somebody_else_at_the_proxy_does_not_take_the_session_over(desk: Desk) -> None:
    browser = client(desk)
    browser.get("/login", headers={WHO: "leader"})
    assert browser.cookies.get(SESSION)
    assert browser.get("/queue", headers={WHO: "viewer"}).status_code == 303
    browser.get("/login", headers={WHO: "viewer"})
    assert "viewer" in browser.get("/queue", headers={WHO: "viewer"}).text


@pytest.mark.parametrize("address", ["10.1.2.8", "127.0.0.1", "::1", "testclient"])
def test_the_header_from_elsewhere_says_nothing(desk: Desk, address: str) -> None:
    browser = client(desk, address)
    assert browser.get("/login", headers={WHO: "leader"}).status_code == 200
    assert browser.get("/queue", headers={WHO: "leader"}).status_code == 303
    assert not browser.cookies.get(SESSION)


def test_a_name_without_account_or_two_names_let_nobody_in(desk: Desk) -> None:
    browser = client(desk)
    assert browser.get("/login", headers={WHO: "nobody"}).status_code == 403
    assert browser.get("/login", headers=[(WHO, "leader"), (WHO, "viewer")]).status_code == 200
    assert browser.get("/login", headers={WHO: "../x"}).status_code == 200
    assert not browser.cookies.get(SESSION)


@pytest.mark.parametrize(
    ("addresses", "header"),
    [
        (["10.0.0.0/8"], WHO),
        (["0.0.0.0/0"], WHO),
        (["proxy.local"], WHO),
        (["10.1.2.3"], ""),
        ([], WHO),
        (["10.1.2.3"], "Cookie"),
        (["10.1.2.3"], "Host"),
        (["10.1.2.3"], "a b"),
    ],
)
def test_options_that_would_let_everybody_in_are_refused(addresses: list[str], header: str) -> None:
    with pytest.raises(UsageError):
        proxy_of(addresses, header)


def test_without_options_there_is_no_proxy() -> None:
    assert proxy_of([], "") is None
