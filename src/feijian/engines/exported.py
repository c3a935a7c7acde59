"""An exported warehouse as a run reads it: which files count, wherever they lie, and whether they fit.

`_COMMIT` and `_schema.json` are read first, as text: from a folder of this machine, or through the
cluster's own file system (`hdfs://…`, `s3a://…`). What is not whole, or of other contracts, is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from feijian.contracts import Catalogue
from feijian.engines.lake import COMMIT, SCHEMA, Part, columns_of, parts_told
from feijian.errors import Problem, UsageError
from feijian.messages import sentence

REMOTE = "://"
AGAIN = "Run 'feijian export --to' again, with this version of feijian."


@dataclass(frozen=True)
class ExportedWarehouse:
    """What counts of an exported warehouse.

    place: the folder or address as it was given. digest: of what was committed, for the run's record.
    """

    place: str
    parts: tuple[Part, ...]
    schema: Mapping[str, Mapping[str, str]]
    delivery_seq: int
    digest: str

    @property
    def name(self) -> str:
        """The last part of the place: what messages call it."""
        return self.place.rstrip("/").rpartition("/")[2]

    def files(self, table: str) -> list[str]:
        """Where the rows of a table lie; none for a table without a row."""
        return [f"{self.place.rstrip('/')}/{p.file}" for p in self.parts if p.table == table]

    def ledger(self) -> list[str]:
        """Tables of the ledger that came along."""
        return sorted({p.table for p in self.parts if p.table.startswith("ledger.")})

    def rows(self) -> dict[str, int]:
        """How many rows each canonical and reference table has."""
        counted = dict.fromkeys(self.schema, 0)
        for part in self.parts:
            if part.table in counted:
                counted[part.table] += part.rows
        return counted


def read_exported(
    place: str, catalogue: Catalogue, text_of: Callable[[str], str] | None = None
) -> ExportedWarehouse:
    """What was committed there. Raises UsageError for what is no whole export of today's contracts.

    text_of: reads a file of the cluster's; where not given, `place` is a folder of this machine.
    """
    name = place.rstrip("/").rpartition("/")[2]
    read = text_of or (lambda file: Path(file).read_text(encoding="utf-8"))
    texts = {}
    for file in (COMMIT, SCHEMA):
        try:
            texts[file] = read(f"{place.rstrip('/')}/{file}")
        except OSError as error:
            what = sentence(
                "has no {commit} that can be read ({kind})",
                commit=file,
                kind=type(error).__name__,
            )
            todo = "Name a folder that 'feijian export --to' wrote, and copy _COMMIT last."
            raise UsageError(Problem(name, what, todo)) from None
    parts = parts_told(texts[COMMIT], name)
    try:
        schema = json.loads(texts[SCHEMA])
        sequence = int(json.loads(texts[COMMIT])["delivery_seq"])
    except (ValueError, KeyError, TypeError):
        what = sentence("has no {commit} that can be read ({kind})", commit=SCHEMA, kind="JSON")
        raise UsageError(Problem(name, what, AGAIN)) from None
    _require_todays(name, schema, catalogue)
    told = {p.table for p in parts}
    if not {f"ledger.{t}" for t in ("delivery", "delivered_column")} <= told:
        what = "does not say which columns were delivered: an earlier feijian exported it"
        raise UsageError(Problem(name, what, AGAIN))
    digest = hashlib.sha256(texts[COMMIT].encode()).hexdigest()
    return ExportedWarehouse(place, parts, schema, sequence, digest)


def _require_todays(
    name: str, schema: Mapping[str, Mapping[str, str]], catalogue: Catalogue
) -> None:
    """Raise UsageError naming the tables whose columns are not those of the contracts in use."""
    due = {t.full_name: columns_of(t) for t in catalogue if t.schema in ("canonical", "reference")}
    other = sorted(t for t in {*due, *schema} if due.get(t) != schema.get(t))
    if other:
        shown = ", ".join(other[:5]) + (", …" if len(other) > 5 else "")
        what = sentence("has other columns than today's contracts: {tables}", tables=shown)
        raise UsageError(Problem(f"{name}/{SCHEMA}", what, AGAIN))


def is_remote(place: str) -> bool:
    """Whether a place is an address of a cluster's file system, not a folder of this machine."""
    return REMOTE in place
