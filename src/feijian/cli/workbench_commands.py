"""workbench: serve it, keep its accounts, get a run ready for it, check its store."""

from __future__ import annotations

import sys
import threading
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli.options import HERE, WorkspaceOption
from feijian.cli.show import tell
from feijian.cli.words import said, spoken
from feijian.messages import in_words, sentence

if TYPE_CHECKING:
    from feijian.workbench.desk import Desk

app = typer.Typer(invoke_without_command=True)
users = typer.Typer(no_args_is_help=True)
app.add_typer(users, name="user", help="Accounts of the workbench.")
StoreOption = Annotated[
    str,
    typer.Option(
        "--store", help="Where events are kept: a DSN; a file of the workspace otherwise."
    ),
]


def _desk(workspace: Path, store: str, approve_above: Decimal = Decimal(10_000)) -> Desk:
    from feijian.workbench.desk import Desk, dsn_of
    from feijian.workbench.store import EventStore
    from feijian.workspace import Workspace
    from feijian.workspace.folder import own_files

    opened = Workspace.open(workspace)
    with own_files(group=opened.settings().group_readable):
        desk = Desk(opened, EventStore(store or dsn_of(opened)), approve_above)
    desk.catch_up()
    return desk


@app.callback()
def serve(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8321,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name by which browsers call it; may be repeated."),
    ] = None,
    tls: Annotated[
        bool,
        typer.Option("--behind-tls", help="A proxy speaks TLS before it: cookies only over TLS."),
    ] = False,
    approve_above: Annotated[
        str, typer.Option(metavar="YUAN", help="Verdicts above it need a second person.")
    ] = "10000",
    store: StoreOption = "",
    proxy_from: Annotated[
        list[str] | None,
        typer.Option(
            help="Address of a reverse proxy that signs people in; may be repeated.",
            metavar="ADDRESS",
        ),
    ] = None,
    proxy_header: Annotated[
        str, typer.Option(help="The header in which that proxy names the account.")
    ] = "",
) -> None:
    """Serve the workbench until stopped."""
    if context.invoked_subcommand is not None:
        return
    import uvicorn

    from feijian.errors import Problem, UsageError, WorkspaceBusy
    from feijian.workbench.judging import made_up
    from feijian.workbench.prepare import is_prepared, prepare
    from feijian.workbench.web.app import build
    from feijian.workbench.web.proxied import proxy_of
    from feijian.workspace import latest_run

    try:
        limit = Decimal(approve_above)
    except InvalidOperation:
        raise UsageError(Problem("--approve-above", "is not an amount", "Give yuan.")) from None
    proxy = proxy_of(proxy_from or (), proxy_header)
    desk = _desk(workspace, store, limit)
    if not desk.directory.accounts:
        what = "the workbench has no account yet"
        todo = "Make the first: feijian workbench user add NAME --role administrator"
        raise UsageError(Problem("workbench", what, todo))
    newest = latest_run(desk.workspace)
    try:
        if prepare(desk.workspace, newest):
            tell("the newest run is ready")
    except WorkspaceBusy:
        # what an older version got ready serves until the night is over; without any, nothing can
        if not is_prepared(desk.workspace, newest.run_id):
            raise
        tell("the run was got ready by an older version; run 'feijian workbench prepare' later")
    added = made_up(desk)
    if added:
        tell(sentence("{added} judgements brought over to verdicts.sqlite", added=added))
    # a year's rows take a while: pages need not wait for it
    threading.Thread(target=_told_if_broken, args=[desk], daemon=True).start()
    names = dict.fromkeys((host, "127.0.0.1", "localhost", *(name or ())))
    tell(sentence("workbench: http://{host}:{port}", host=host, port=port), flush=True)
    # no log of addresses asked for: it would be a record of who looked at whom, kept by nobody
    uvicorn.run(
        build(desk, list(names), secure=tls, proxy=proxy),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        limit_concurrency=200,
    )


def _told_if_broken(desk: Desk) -> None:
    """Read the whole chain once, beside serving, and say where it does not hold."""
    broken = desk.store.verify()
    if broken:
        tell(
            sentence(
                "the store is not what was written: {broken}; the audit page shows it",
                broken=broken,
            ),
            file=sys.stderr,
            flush=True,
        )


@app.command("prepare")
def prepare_run(workspace: WorkspaceOption = HERE) -> None:
    """Get the newest run ready, as a night does after `feijian run`; the workbench turns to it."""
    from feijian.workbench.prepare import prepare
    from feijian.workspace import Workspace, latest_run

    opened = Workspace.open(workspace)
    run = latest_run(opened)
    print(f"{run.run_id}: {'ready' if prepare(opened, run) else 'was ready'}")


@app.command("verify")
def verify(workspace: WorkspaceOption = HERE, store: StoreOption = "") -> None:
    """Whether the store is what was written, row by row."""
    from feijian.errors import CheckFailed

    desk = _desk(workspace, store)
    broken = desk.store.verify()
    if broken:
        raise CheckFailed(broken, "Restore the store from its backup and compare the two.")
    tell(sentence("{seq} events, the chain holds", seq=desk.seq))


@users.command("add")
def add(
    login: str,
    role: Annotated[
        str, typer.Option(help="viewer, analyst, inspector, leader, administrator or auditor.")
    ],
    workspace: WorkspaceOption = HERE,
    county: Annotated[
        list[str] | None,
        typer.Option(help="A division whose providers they see; may be repeated; all otherwise."),
    ] = None,
    reveal: Annotated[bool, typer.Option(help="May have person ids shown, with a reason.")] = False,
    password_file: Annotated[
        Path | None, typer.Option(help="A file with the password; asked for otherwise.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            help="The person's name as papers print it; the login stands there otherwise."
        ),
    ] = None,
    store: StoreOption = "",
) -> None:
    """Make an account or set it anew; whoever is signed in under it signs in again."""
    from feijian.errors import Problem, UsageError
    from feijian.workbench.accounts import account_act
    from feijian.workbench.roles import ROLES
    from feijian.workspace import audit

    desk = _desk(workspace, store)
    if password_file is not None:
        if not password_file.is_file():
            raise UsageError(Problem("--password-file", "no such file", "Check the path."))
        password = password_file.read_text(encoding="utf-8").rstrip("\n")
    else:
        asked = in_words(sentence("password"), spoken())
        again = in_words(sentence("the same password again"), spoken())
        password = typer.prompt(asked, hide_input=True, confirmation_prompt=again)
    counties = tuple(county or ())
    act = account_act(desk.directory, login, role, password, counties, reveal=reveal, name=name)
    desk.act(audit.system_user(), lambda: [act])
    audit.record(desk.workspace.root, "workbench account", {"login": login, "role": role})
    words = said("account_made", spoken(), login=login, role=ROLES[role].to(spoken()))
    print(words)
