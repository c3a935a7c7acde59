"""serve: the nightly batch and the sweep by a local server, or the check of encounters before they are settled."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, WorkspaceOption


def serve(
    workspace: WorkspaceOption = HERE,
    inbox: Annotated[
        Path | None, typer.Option(help="Where nightly deliveries arrive, one folder each.")
    ] = None,
    cron: Annotated[str, typer.Option(help="When the nightly batch runs.")] = "0 2 * * *",
    port: Annotated[int, typer.Option(help="Port of the local Prefect server.")] = 4200,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Serve POST /check instead: encounters before they are settled."
        ),
    ] = False,
    host: Annotated[str, typer.Option(help="Of --check: the address to listen at.")] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Of --check: answers at the same time.")
    ] = 4,
) -> None:
    """Start a local Prefect server and serve the nightly batch and the sweep."""
    from feijian.cli.serving import serve_flows
    from feijian.workspace import Workspace

    if check:
        from feijian.cli.roomy import begin_roomy
        from feijian.cli.serving_checks import serve_checks

        begin_roomy()
        serve_checks(Workspace.open(workspace), host, port, workers)
        return
    serve_flows(Workspace.open(workspace), inbox, cron, port)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)
