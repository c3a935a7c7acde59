"""serve --check: answers over HTTP until stopped."""

from __future__ import annotations

import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

from feijian.workspace import Workspace


def serve_checks(workspace: Workspace, host: str, port: int, workers: int) -> None:
    """Serve POST /check. The log says how long answers took, never what was asked."""
    import uvicorn

    from feijian.asking.web import TOKEN_FILE, Service, build, token_of

    zone = ZoneInfo(workspace.settings().timezone)

    def today() -> date:
        return datetime.now(zone).date()

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    service = Service(workspace, workers, today, ())
    print(f"check: http://{host}:{port}/check, token in {TOKEN_FILE} of the workspace", flush=True)
    # no log of addresses and paths by the server itself: ours says all that is needed
    uvicorn.run(
        build(service, token_of(workspace)),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=workers * 16 + 16,
    )
