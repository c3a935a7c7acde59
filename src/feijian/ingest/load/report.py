"""What a load tells: each file's balance, what a reader should know, and what makes it doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from feijian.errors import Problem
from feijian.ingest.doubts.plausibility import Measured
from feijian.messages import sentence
from feijian.plain import Json

NONE: Mapping[str, int] = MappingProxyType({})
MOST_HELD = 0.05
"""Share of a table's rows in quarantine beyond which a delivery is doubtful."""


@dataclass(frozen=True)
class FileBalance:
    """What became of the rows of one file: read = accepted + void + repeated + quarantined."""

    file: str
    table: str
    read: int
    accepted: int
    void: int
    repeated: int
    quarantined: int

    def plain(self) -> Json:
        return dict(self.__dict__)


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    delivery_id: how the ledger calls it. already_loaded: every file had been loaded before.
    released: rows of earlier deliveries that left the quarantine. notes: what a reader should
    know and nobody need mend at once: unknown files and columns, columns and tables not sent.
    measures: shares of rows that fit; doubts: why the delivery should not be judged unseen.
    """

    delivery_id: str
    files: tuple[FileBalance, ...]
    released: int = 0
    already_loaded: bool = False
    notes: tuple[Problem, ...] = field(default=())
    measures: tuple[Measured, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def json(self) -> Json:
        """The report as plain values; `files` exactly as the design has it."""
        return {
            "files": [f.plain() for f in self.files],
            "delivery_id": self.delivery_id,
            "released": self.released,
            "already_loaded": self.already_loaded,
            "notes": [str(n) for n in self.notes],
            "measures": [m.plain() for m in self.measures],
            "doubts": [str(d) for d in self.doubts],
        }


def too_much_held(
    balances: Sequence[FileBalance], most: float, no_rows: Mapping[str, int] = NONE
) -> Iterator[Problem]:
    """Tables of which more than a share of the rows went into quarantine.

    no_rows: lines in quarantine, by table, that are none of its rows: totals, repeated headers.
    """
    tables: dict[str, tuple[int, int]] = {}
    for b in balances:
        read, held = tables.get(b.table, (0, 0))
        tables[b.table] = (read + b.read, held + b.quarantined)
    for table, (every, aside) in tables.items():
        read, held = every - no_rows.get(table, 0), aside - no_rows.get(table, 0)
        if held > most * read:
            yield Problem(
                table,
                sentence(
                    "{held:,} of {read:,} rows are in quarantine ({share:.1%}, more than {most:.0%})",
                    held=held,
                    read=read,
                    share=held / read,
                    most=most,
                ),
                "See 'feijian quarantine list': findings from the rest are not the whole truth.",
            )
