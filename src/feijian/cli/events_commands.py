"""events list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from feijian.cli import listing

if TYPE_CHECKING:
    from feijian.cli.listing import Listed

app = typer.Typer(no_args_is_help=True)

WIDE = (
    "rank",
    "event_id",
    "provider_name",
    "occurred_from",
    "occurred_to",
    "rule_ids",
    "message",
    "amount_at_risk",
    "certainty",
    "status",
)
NARROW = ("rank", "provider_name", "occurred_from", "message", "amount_at_risk")


def _rows() -> Listed:
    from feijian.leads.lists import events_list

    return events_list


@app.callback()
def events() -> None:
    """What happened once, however many rules see it: list."""


app.command("list")(
    listing.list_command(
        _rows, WIDE, NARROW, "The events of a run: what happened once, however many rules see it."
    )
)
