"""Files of an earlier run carried into a new one: the same content under the new run's id."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from feijian.plain import Json
from feijian.workspace.runs import Run
from feijian.workspace.stamped import restamped, write_stamped

GIVEN = "inputs.json"
"""In a run's folder: what each step was given, as a digest, what it wrote and what it summed up."""
TEXTS = (".html", ".json", ".md")
QUICKEST = 1
"""How tightly a carried workbook is packed, of 9: a fifth larger than a report leaves it, in a third of the time."""


@dataclass(frozen=True)
class Done:
    """One step of a run: what it was given, the files it wrote with their digests, its summary.

    since: the run that worked it out. standing: what a step that may be carried over new deliveries
    needs to know of the last time it was worked out.
    """

    digest: str
    files: Mapping[str, str]
    summary: Json
    since: str = ""
    standing: Json = field(default_factory=dict)


def read_done(run: Run) -> dict[str, Done]:
    """What the steps of a run were given; nothing for a run of an earlier edition."""
    try:
        told = json.loads(run.file(GIVEN).read_text(encoding="utf-8"))
        return {
            name: Done(
                d["digest"], dict(d["files"]), dict(d["summary"]), d["since"], dict(d["standing"])
            )
            for name, d in told.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def note_done(run: Run, name: str, done: Done) -> None:
    """Write down one step of a run, beside those before it."""
    told = {**read_done(run), name: done}
    text = {
        n: {
            "digest": d.digest,
            "files": d.files,
            "summary": d.summary,
            "since": d.since,
            "standing": d.standing,
        }
        for n, d in told.items()
    }
    fresh = run.file(GIVEN + ".part")
    fresh.write_text(
        json.dumps(text, ensure_ascii=False, indent=1, sort_keys=True, default=str),
        encoding="utf-8",
    )
    fresh.replace(run.file(GIVEN))


def files_of(run: Run) -> dict[str, tuple[int, int]]:
    """Every file of a run's folder with size and time, to see what a step wrote."""
    return {
        path.relative_to(run.directory).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in run.directory.rglob("*")
        if path.is_file()
    }


def digest_of(path: Path) -> str:
    """A digest of a file's bytes; empty where it is not there."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def carry(earlier: Run, run: Run, files: Mapping[str, str]) -> dict[str, str] | None:
    """Copy files into the new run, its id in the place of the earlier one's; their digests there.

    files: name → digest. None, and nothing copied, where one is gone or was changed since.
    """
    if any(digest_of(earlier.file(name)) != digest for name, digest in files.items()):
        return None
    for name in files:
        source, target = earlier.file(name), run.file(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".parquet"):
            _carry_table(source, target, earlier.run_id, run.run_id)
        elif name.endswith(".xlsx"):
            _carry_workbook(source, target, earlier.run_id.encode(), run.run_id.encode())
        elif name.endswith(TEXTS):
            body = source.read_bytes()
            target.write_bytes(body.replace(earlier.run_id.encode(), run.run_id.encode()))
        else:
            shutil.copyfile(source, target)
    return {name: digest_of(run.file(name)) for name in files}


def _carry_table(source: Path, target: Path, was: str, now: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    at = pq.read_schema(source).get_field_index("run_id")
    if at < 0:
        shutil.copyfile(source, target)
        return
    body = restamped(source.read_bytes(), was, now)
    if body is not None:
        target.write_bytes(body)
        return
    table = pq.read_table(source, memory_map=False)
    field = table.schema.field(at)
    ids = pa.array([now], field.type).take(pa.array([0] * table.num_rows, pa.int64()))
    write_stamped(table.set_column(at, field, ids), target)


def _carry_workbook(source: Path, target: Path, was: bytes, now: bytes) -> None:
    """A workbook is a folder of texts in a zip file; the run's id stands in most of them, on the foot of a page.

    To pack them as tightly as a report does would take most of a run with nothing new.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            body = old.read(member).replace(was, now)
            new.writestr(member, body, compress_type=member.compress_type, compresslevel=QUICKEST)
