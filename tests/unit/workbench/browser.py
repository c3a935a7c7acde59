"""A browser of the tests: signs in, and sends forms as a page of the workbench would."""

from __future__ import annotations

import warnings
from typing import Any

from feijian.workbench.desk import Desk
from feijian.workbench.web.app import build
from feijian.workbench.web.protect import BEFORE, SESSION, form_token
from tests.unit.workbench.conftest import PASSWORD

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOST = "http://desk.local"


class Browser:
    """One person's browser."""

    def __init__(self, desk: Desk, login: str = "", password: str = PASSWORD) -> None:
        app = build(desk, ["desk.local"])
        self.client = TestClient(
            app, base_url=HOST, follow_redirects=False, raise_server_exceptions=False
        )
        self.client.get("/login")
        if login:
            self.answer = self.post("/login", login=login, password=password)

    @property
    def token(self) -> str:
        cookies = self.client.cookies
        return form_token(cookies.get(SESSION) or cookies.get(BEFORE) or "")

    def get(self, path: str, **given: Any) -> Any:
        return self.client.get(path, **given)

    def send(self, path: str, data: bytes, name: str = "sheet.xlsx") -> Any:
        """Hand a file in, as a page with an upload does."""
        return self.client.post(
            path,
            data={"token": self.token},
            files={"file": (name, data)},
            headers={"sec-fetch-site": "same-origin"},
        )

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: Any) -> Any:
        return self.client.post(
            path,
            data={"token": self.token, **fields},
            headers={"sec-fetch-site": "same-origin"} if headers is None else headers,
        )
