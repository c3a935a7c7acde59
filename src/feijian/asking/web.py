"""`POST /check`: one encounter now, or many. What stands before it: a token, a size, a place in the line.

Nothing of what is asked or answered is logged but how long it took and how it ended.
"""

from __future__ import annotations

import hmac
import io
import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from feijian.asking.answering import Answers, Library, library_of, most_of
from feijian.asking.snapshot import opened, take
from feijian.errors import FeijianError, Problem, UsageError
from feijian.ingest.unsettled.upload import FEWER, Most, Question, lines_of, question_of
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace import Workspace, latest_run

LOG = logging.getLogger("feijian.check")
TOKEN_FILE = ".check-token"
LOOK_AGAIN_SECONDS = 30.0
"""How often it is looked whether a run was published since."""
WAITING = 4
"""Questions that wait for each worker; who comes then is told to come again."""
JSON, JSON_LINES, PARQUET, ARROW = (
    "application/json",
    "application/x-ndjson",
    ("application/vnd.apache.parquet", "application/x-parquet"),
    "application/vnd.apache.arrow.stream",
)


def token_of(workspace: Workspace) -> str:
    """The workspace's token for asking, made at the first start and kept there (0600)."""
    path = workspace.root / TOKEN_FILE
    if not path.is_file():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(32) + "\n")
    return path.read_text(encoding="ascii").strip()


class Service:
    """Answers from the copy of the newest run; another copy takes its place once a run is published."""

    def __init__(
        self,
        workspace: Workspace,
        workers: int,
        today: Callable[[], date],
        library: tuple[Path, ...],
    ) -> None:
        self.workspace, self.workers, self.today = workspace, workers, today
        self.most = most_of(workspace)
        self._library_paths = library
        self._library: Library = library_of(workspace, today(), library)
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._is_renewing = False
        self._run_id, self._answers = self._new()
        self.free = threading.BoundedSemaphore(workers * (1 + WAITING))

    def _new(self) -> tuple[str, Answers]:
        run_id = latest_run(self.workspace).run_id
        path = take(self.workspace, self._library.content.catalogue)
        day = self.today()
        source = opened(path)
        made = Answers(self.workspace, self._library, source, day, self.workers)
        made.warm_up(source.cursor())
        return run_id, made

    def answers(self) -> Answers:
        """Those of the newest run and of today; those of before until the new ones are ready."""
        with self._lock:
            if not self._is_renewing and self._is_due():
                self._is_renewing = True
                threading.Thread(target=self.renew, daemon=True).start()
            return self._answers

    def _is_due(self) -> bool:
        if self._answers.as_of != self.today():
            return True
        if time.monotonic() - self._looked < LOOK_AGAIN_SECONDS:
            return False
        self._looked = time.monotonic()
        return latest_run(self.workspace).run_id != self._run_id

    def renew(self) -> None:
        """Put a new copy in the place of the one in use; nobody waits for it."""
        try:
            made = self._new()
            with self._lock:
                self._run_id, self._answers = made
        except FeijianError as error:  # a night writes: the copy of before goes on
            LOG.warning("the copy was not renewed: %s", type(error).__name__)
        finally:
            self._is_renewing = False


def build(service: Service, token: str) -> Starlette:
    """The application: POST /check, and GET /health without a token."""

    async def check(request: Request) -> Response:
        begun = time.monotonic()
        response = await _checked(service, token, request)
        LOG.info("check %d in %.0f ms", response.status_code, (time.monotonic() - begun) * 1000)
        return response

    async def health(_: Request) -> Response:
        return JSONResponse({"as_of": service.answers().as_of.isoformat()})

    return Starlette(
        routes=[
            Route("/check", check, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
        ]
    )


async def _checked(service: Service, token: str, request: Request) -> Response:
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), token.encode()):
        return _refused(401, "no valid token", f"Send 'Authorization: Bearer …' with {TOKEN_FILE}.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > service.most.bytes:
            return _refused(413, f"larger than {service.most.bytes:,} bytes", FEWER)
    if not service.free.acquire(blocking=False):
        return _refused(429, "too many questions wait", "Ask again in a second.")
    try:
        kind = request.headers.get("content-type", JSON).split(";")[0].strip().lower()
        return await run_in_threadpool(_answered, service, kind, bytes(body))
    finally:
        service.free.release()


def _answered(service: Service, kind: str, body: bytes) -> Response:
    try:
        reply = service.answers().answer(_question(kind, body, service.most))
    except UsageError as error:
        return _wrong(error.problems)
    except FeijianError as error:
        LOG.error("no answer: %s", type(error).__name__)  # noqa: TRY400 - what it says may quote
        return _refused(503, "cannot answer now", "Ask whoever runs the service.")
    except Exception as error:  # noqa: BLE001 - an answer is owed; only the kind is told, to us
        LOG.error("failed: %s", type(error).__name__)  # noqa: TRY400
        return _refused(500, "failed", "Ask whoever runs the service.")
    if reply.problems:
        return _wrong(reply.problems)
    return JSONResponse({"answers": reply.answers} if reply.is_list else reply.answers[0])


def _wrong(problems: Sequence[Problem]) -> Response:
    return JSONResponse({"problems": [{"what": p.what, "todo": p.todo} for p in problems]}, 422)


def _question(kind: str, body: bytes, most: Most) -> Question:
    """The question of a body: JSON of the interface's shape, or rows as Parquet or as an Arrow stream."""
    if kind not in (JSON, JSON_LINES):
        return question_of(_rows(kind, body), "the request", most)
    try:
        told = json.loads(body) if kind == JSON else lines_of(body.decode())
    except (ValueError, RecursionError):
        raise _no(
            "is not JSON", sentence("Send {json}, Parquet or an Arrow stream.", json=JSON)
        ) from None
    return question_of(told, "the request", most)


def _rows(kind: str, body: bytes) -> list[Json]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if kind in PARQUET:
            return list(pq.read_table(io.BytesIO(body)).to_pylist())
        if kind == ARROW:
            return list(pa.ipc.open_stream(body).read_all().to_pylist())
    except (pa.ArrowInvalid, OSError):
        raise _no("cannot be read", "Export it again.") from None
    raise _no(
        sentence("is of the kind {kind}", kind=kind[:60]),
        sentence("Send {json}, {parquet} or {arrow}.", json=JSON, parquet=PARQUET[0], arrow=ARROW),
    )


def _no(what: str, todo: str) -> UsageError:
    return UsageError(Problem("the request", what, todo))


def _refused(status: int, what: str, todo: str) -> Response:
    return JSONResponse({"problems": [{"what": what, "todo": todo}]}, status)
