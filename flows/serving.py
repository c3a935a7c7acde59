"""Both flows served from one process to a Prefect server, the nightly one on a schedule."""

from __future__ import annotations

from typing import cast

from prefect import serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron

from flows.nightly import nightly
from flows.sweep import sweep


def serve_both(workspace: str, inbox: str | None, cron: str, timezone: str) -> None:
    """Serve until stopped; the schedule is of the given zone, whatever the machine's clock says.

    A sweep is started from the server's page with its providers.
    """
    served = (
        nightly.to_deployment(
            "nightly",
            schedule=Cron(cron, timezone=timezone),
            parameters={"workspace": workspace, "inbox": inbox},
            concurrency_limit=1,
        ),
        sweep.to_deployment(
            "sweep", parameters={"workspace": workspace, "providers": []}, concurrency_limit=1
        ),
    )
    # the server ends with this process: nothing is scheduled that a pause would keep back
    serve(*(cast(RunnerDeployment, d) for d in served), pause_on_shutdown=False)  # noqa: TC006
