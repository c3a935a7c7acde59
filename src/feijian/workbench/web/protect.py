"""What protects every page: headers, cookies, the origin of a form, the size of a body, throttles."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION, BEFORE, LANG = "fj_session", "fj_before", "fj_lang"
LARGEST_BODY = 512 * 1024
LARGEST_FILE = 8 * 1024 * 1024
MOST_FIELDS, MOST_FILES = 5_000, 20
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": with that, browsers send `Origin: null` with this page's own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """An answer other than the page asked for: 400, 403, 404, 409, 413 or 429."""

    def __init__(self, status: int, key: str, detail: str = "") -> None:
        super().__init__(key)
        self.status, self.key, self.detail = status, key, detail


class SafeHeaders:
    """Puts the headers on every answer, whatever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


async def body_of(request: Request, *, upload: bool = False) -> Form:
    """The fields of a form. Refuses other kinds of content, and bodies above the limit.

    upload: the page takes files, as multipart/form-data, up to `LARGEST_FILE` in all.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    parts = upload and kind == "multipart/form-data"
    most = LARGEST_FILE if parts else LARGEST_BODY
    if not parts and kind != "application/x-www-form-urlencoded":
        raise Refused(400, "not_a_form")
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise Refused(413, "too_large_file" if parts else "too_large")
    if parts:
        return _with_files(request.headers.get("content-type", ""), bytes(found))
    try:
        pairs = parse_qsl(
            found.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        raise Refused(400, "not_a_form") from None
    return Form(pairs)


async def json_of(request: Request) -> Any:
    """The JSON of a request to the interface. Refuses other kinds of content, and bodies above the limit."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(400, "not_json")
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LARGEST_BODY:
            raise Refused(413, "too_large")
    try:
        return json.loads(found.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused(400, "not_json") from None


def _with_files(content_type: str, body: bytes) -> Form:
    from python_multipart import create_form_parser
    from python_multipart.exceptions import FormParserError

    fields: list[tuple[str, str]] = []
    files: list[tuple[str, str, bytes]] = []

    def take_field(field: Any) -> None:
        fields.append((field.field_name.decode(), (field.value or b"").decode()))

    def take_file(file: Any) -> None:
        file.file_object.seek(0)
        name = (file.file_name or b"").decode()
        files.append((file.field_name.decode(), name, file.file_object.read()))

    try:
        # in memory: nothing that was sent lies on the disk before it was looked at
        kept = {"MAX_MEMORY_FILE_SIZE": LARGEST_FILE + 1}
        parser = create_form_parser(
            {"Content-Type": content_type.encode()}, take_field, take_file, config=kept
        )
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise Refused(400, "not_a_form") from None
    if len(files) > MOST_FILES or len(fields) > MOST_FIELDS:
        raise Refused(400, "not_a_form")
    return Form(fields, files)


class Form:
    """Fields by name; one that is not there is empty. files: field, name and bytes of what was uploaded."""

    def __init__(
        self, pairs: list[tuple[str, str]], files: Sequence[tuple[str, str, bytes]] = ()
    ) -> None:
        self._pairs, self._files = pairs, files

    @property
    def file(self) -> bytes:
        """The one file of a page that takes one. Refuses none and several."""
        if len(self._files) != 1:
            raise Refused(400, "not_a_form")
        return self._files[0][2]

    def files(self, field: str) -> list[tuple[str, bytes]]:
        """Name and bytes of each file of a field; one left empty has neither."""
        return [(name, data) for of, name, data in self._files if of == field]

    def __getitem__(self, name: str) -> str:
        return next((v.strip() for k, v in self._pairs if k == name), "")

    def all(self, name: str) -> list[str]:
        return [v for k, v in self._pairs if k == name]

    def beginning(self, prefix: str) -> dict[str, str]:
        return {k[len(prefix) :]: v for k, v in self._pairs if k.startswith(prefix)}


def check_origin(headers: Mapping[str, str], own: str) -> None:
    """Refuses a form that another site's page sent: by Sec-Fetch-Site, else by Origin.

    own: scheme and host of this page. Browsers on plain HTTP send neither at times: then the
    token alone decides, which is asked for in any case.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise Refused(403, "other_site")
        return
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != urlsplit(own).netloc:
        raise Refused(403, "other_site")


def form_token(cookie: str) -> str:
    """What a form must carry: only a page of this server can derive it from the cookie."""
    return hmac.new(cookie.encode(), b"feijian form", hashlib.sha256).hexdigest()


def check_token(cookie: str, said: str) -> None:
    if not cookie or not hmac.compare_digest(form_token(cookie).encode(), said.encode()):
        raise Refused(403, "no_token")


def set_cookie(response: Response, name: str, value: str, *, secure: bool, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure, path="/"
    )


def fresh() -> str:
    return secrets.token_urlsafe(32)


class Throttle:
    """At most so many tries from one address within some seconds; forgotten at a restart."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def check(self, address: str) -> None:
        """Counts one try. Raises Refused (429) for one too many."""
        now = time.monotonic()
        with self._lock:
            if len(self._tries) > 10_000:
                self._tries.clear()
            tries = self._tries.setdefault(address, deque())
            while tries and tries[0] < now - self.seconds:
                tries.popleft()
            if len(tries) >= self.most:
                raise Refused(429, "too_many")
            tries.append(now)
