"""Server time of the queue's page over a large run: every tab and filter, template included.

    python -m benchmarks.workbench_queue [--findings 100000] [--cases 5000]

The requests go through the whole application in one process; limit 200 ms for the median of each page.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

from benchmarks.workbench_county import PASSWORD, published, staffed
from feijian.workbench.store import Act
from feijian.workbench.web.app import build
from feijian.workbench.web.protect import BEFORE, form_token

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

LIMIT = 0.200
PAGES = (
    "/queue", "/queue?tab=mine", "/queue?tab=unassigned", "/queue?tab=due", "/queue?tab=changed",
    "/queue?tab=approve", "/queue?tab=done", "/queue?page=500", "/queue?text=H123",
    "/queue?family=unbundling&least=1000",
)  # fmt: skip


def main() -> int:
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    given.add_argument("--findings", type=int, default=100_000)
    given.add_argument("--cases", type=int, default=5_000)
    given.add_argument("--rounds", type=int, default=15)
    told = given.parse_args()
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        workspace = published(Path(folder) / "ws", told.findings)
        desk, _ = staffed(workspace, 1)
        ids = desk.shelf.events["event_id"].to_list()
        acts = [Act("case.assigned", e, {"to": "officer00"}) for e in ids[: told.cases]]
        acts += [Act("case.due", e, {"due": "2026-12-01"}) for e in ids[: told.cases : 3]]
        desk.act("officer00", lambda: acts)
        client = TestClient(build(desk, ["desk.local"]), base_url="http://desk.local")
        client.get("/login")
        token = form_token(client.cookies.get(BEFORE) or "")
        client.post("/login", data={"token": token, "login": "officer00", "password": PASSWORD})
        print(f"{told.findings} findings, {len(ids)} events, {told.cases} cases with acts")
        for page in PAGES:
            took = []
            for _ in range(told.rounds):
                start = time.perf_counter()
                answer = client.get(page)
                took.append(time.perf_counter() - start)
                if answer.status_code != 200:
                    raise RuntimeError(f"{page}: {answer.status_code}")
            median = statistics.median(took)
            slow += median > LIMIT
            print(f"{page:40} median {median * 1000:4.0f} ms, most {max(took) * 1000:4.0f} ms")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
