"""What each step of a run is given, as a digest; a step that is given the same again is carried.

Correctness comes before speed: the digest holds whatever a step could read (the program, all content,
settings and the files they name, the key, what was delivered and released, verdicts and whatever else
lies in the workspace, the day), it is
taken before and after the step, and only a complete batch run is carried from. A full run works
everything out, a sweep what is not everybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.contracts.own_row import told_of_persons
from feijian.errors import WorkspaceError
from feijian.library import Library
from feijian.library.kept import combined, library_digest
from feijian.night.rescoring import registers, scores_stand
from feijian.plain import Json
from feijian.reference.prepare import note_prepared, prepared_for
from feijian.workspace import Run, Settings, Workspace, latest_run
from feijian.workspace.arrow_alone import arrow_alone
from feijian.workspace.audit import LOG
from feijian.workspace.carrying import Done, carry, digest_of, files_of, note_done, read_done
from feijian.workspace.runs import BATCH
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]
Act = Callable[[Workspace, Run, Progress], Json]

AFTER: dict[str, tuple[str, ...]] = {
    "prepare": (),
    "judge": ("prepare",),
    "score": ("prepare",),
    "assess": ("prepare",),
    "rank": ("judge", "score"),
    "report": ("judge", "score", "assess", "rank"),
}
"""Steps whose results a step reads: what they were given decides it too."""
DAILY = frozenset({"judge", "rank", "report"})
"""Steps that a new day changes: windows end on it, exemptions run out, the draw is seeded by it."""
OF_ALL = frozenset({"score", "assess"})
"""Steps that look at everybody whatever a run publishes: a sweep takes its part of the night's."""
OF_VERDICTS = frozenset({"judge", "rank", "report"})


def carried_or_done(
    name: str, act: Act, workspace: Workspace, run: Run, progress: Progress
) -> Json:
    """The step's summary: carried from the newest batch run where nothing changed, else worked out."""
    if run.request.kind != BATCH and name in OF_ALL:
        return _narrowed_or_done(name, act, workspace, run, progress)
    if name not in AFTER or (run.request.kind != BATCH and name != "prepare"):
        return act(workspace, run, progress)
    digest = given(name, workspace, run)
    known = None if run.request.full or run.request.reveal else _known(name, digest, workspace, run)
    if known is not None:
        note_done(run, name, known)
        progress("", 1.0)
        return {**known.summary, "carried_from": known.since} if known.since else {**known.summary}
    arrow_alone()
    before = files_of(run)
    summary = act(workspace, run, progress)
    written = [f for f, state in files_of(run).items() if before.get(f) != state]
    # what changed while the step was at work, or failed, is without a digest: it is tried again
    is_same = not _has_failed(summary) and given(name, workspace, run) == digest
    files = {f: digest_of(run.file(f)) for f in sorted(written)}
    done = Done(digest if is_same else "", files, summary, run.run_id)
    if name == "score" and is_same:
        done = replace(done, standing=_standing(workspace, run))
    note_done(run, name, done)
    if name == "prepare" and is_same:
        with workspace.writing() as connection:
            note_prepared(connection, digest)
    return summary


def _narrowed_or_done(
    name: str, act: Act, workspace: Workspace, run: Run, progress: Progress
) -> Json:
    """A sweep's part of what the newest batch run worked out of the very same inputs for everybody.

    Scores of a few are those of all, and peers are everybody: only what is published is less. They stand
    as long as those of a night would (`[models] rescore`), and the report says of which day they are.
    """
    request = run.request
    if request.full or request.reveal:
        return act(workspace, run, progress)
    whole = replace(request, kind=BATCH, providers=(), period_from=None, period_to=None)
    everybody = replace(run, request=whole)
    digest = given(name, workspace, everybody)
    known = _known(name, digest, workspace, everybody, by_policy="prepare" in read_done(run))
    if known is None:
        return act(workspace, run, progress)
    if name == "score":
        from feijian.models.step import narrow

        narrow(run, workspace.settings())
        note_done(run, name, replace(known, files={}))
    progress("", 1.0)
    return {**known.summary, "carried_from": known.since}


def _has_failed(summary: Mapping[str, Any]) -> bool:
    """Whether a step could not do all of its work: a query that took too long may end tomorrow."""
    return any(summary.get(k) for k in ("failed", "derived_failed", "not_judged"))


def _known(
    name: str, digest: str, workspace: Workspace, run: Run, *, by_policy: bool = True
) -> Done | None:
    """The step as an earlier run did it, its files brought here; None where it is to be done."""
    if name == "prepare":
        # what it makes lies in the warehouse, which alone knows in what state it is
        with workspace.reading() as connection:
            told = prepared_for(connection, digest)
        return (
            Done(digest, {}, {"reference_rows": told, "derived_built": 0, "derived_by_key": 0})
            if told
            else None
        )
    try:
        earlier = latest_run(workspace)
    except WorkspaceError:  # the first run of a workspace
        return None
    done = read_done(earlier).get(name)
    if done is None or not done.digest:
        return None
    if done.digest != digest:
        if not by_policy or name != "score":
            return None
        # not what these deliveries would give: ranks made of it are other ranks
        by_day = combined(["carried by policy", digest, done.since, run.request.as_of])
        # of the same deliveries and day an earlier run asked already whether they stand
        if done.digest != by_day and not _scores_stand(done, workspace, run):
            return None
        done = replace(done, digest=by_day)
    files = carry(earlier, run, done.files)
    return None if files is None else replace(done, files=files)


def _standing(workspace: Workspace, run: Run) -> Json:
    """On what scores rest besides the deliveries, of which day they are and up to which delivery."""
    with workspace.reading() as connection:
        newest = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
        known = registers(connection, run.request.as_of, _of_person(workspace, run, connection))
    return {
        "digest": given("score", workspace, run, but_deliveries=True),
        "on": run.request.as_of.isoformat(),
        "delivery_seq": newest[0] if newest else 0,
        "registers": known,
    }


def _scores_stand(done: Done, workspace: Workspace, run: Run) -> bool:
    told = done.standing
    if not told or told["digest"] != given("score", workspace, run, but_deliveries=True):
        return False
    with workspace.reading() as connection:
        policy, of_person = workspace.settings().rescore, _of_person(workspace, run, connection)
        return scores_stand(connection, policy, told, run.request.as_of, of_person)


def _of_person(
    workspace: Workspace, run: Run, connection: duckdb.DuckDBPyConnection
) -> tuple[str, ...]:
    """Columns of the register of persons that models and derived tables may read."""
    library = Library.of(_content(workspace.settings(), run))
    files = [
        *library.files("models", "*/*.sql"),
        *library.files("data_contracts", "derived/*.sql"),
    ]
    columns = connection.execute(
        "select column_name from information_schema.columns where table_catalog = current_database()"
        " and table_schema = 'canonical' and table_name = 'person' order by column_name"
    ).fetchall()
    texts = (f.path.read_text(encoding="utf-8") for f in files)
    return told_of_persons(texts, [c for (c,) in columns])


def _content(settings: Settings, run: Run) -> list[Path]:
    """Folders of content besides the built-in library."""
    return [*settings.library, *(Path(p) for p in run.request.library)]


def given(name: str, workspace: Workspace, run: Run, *, but_deliveries: bool = False) -> str:
    """A digest of all that a step reads, or of all but what was delivered."""
    settings = workspace.settings()
    content = _content(settings, run)
    done = read_done(run)
    parts: list[object] = [
        name,
        library_digest(Library.of(content)),
        digest_of(workspace.settings_file),
        *(digest_of(own.file) for own in settings.reference),
        sha256(workspace.privacy_key()).hexdigest(),
    ]
    if not but_deliveries:
        parts.append(_delivered(workspace))
        parts += [
            done[n].digest if n in done and done[n].digest else run.run_id for n in AFTER[name]
        ]
    if name != "prepare":
        request = run.request
        parts += [request.kind, request.providers, request.period_from, request.period_to]
    if name in DAILY or (name == "score" and _has_days(settings, content)):
        parts.append(run.request.as_of)
    if name in OF_VERDICTS:
        parts += [digest_of(workspace.verdicts), *_beside(workspace, settings)]
    if name == "rank" and settings.sanctions:
        parts.append(digest_of(settings.sanctions))
    if name == "report":
        from feijian.reports.before import leads_before

        known = leads_before(workspace, run)
        parts += [run.request.lang, run.request.reveal, None if known is None else sorted(known)]
    return combined(parts)


def _has_days(settings: Settings, content: list[Path]) -> bool:
    """Whether the day can change what models say: by a query that asks for it or an entry that ends."""
    ends = [e.expires for e in settings.parameters] + [e.expires for e in settings.exemptions]
    files = Library.of(content).files("models", "*/*.sql")
    return any(end is not None for end in ends) or any(
        "as_of" in file.path.read_text(encoding="utf-8") for file in files
    )


OWN = frozenset(
    (
        "warehouse.duckdb",
        "warehouse.duckdb.wal",
        "runs",
        "quarantine",
        ".tmp",
        ".kept",
        ".snapshot",
        ".check-token",
        ".inbox.json",
        LOG,
    )
)
"""What loads and runs write in a workspace themselves; it is looked at otherwise, or says nothing."""


def _beside(workspace: Workspace, settings: Settings) -> list[object]:
    """Everything else in the workspace by name, size and time: what people did about leads and findings.

    Whatever is put there one day is looked at without being named here. Figures, log and lineage, where
    the settings have them here, are written by every run and read by none.
    """
    told = (settings.metrics_file, settings.log_file, settings.lineage_file)
    written = {(workspace.root / name).resolve() for name in told if name}
    found: list[object] = []
    for place in sorted(workspace.root.iterdir()):
        if place.name in OWN or place.name.startswith((".lock", f".{LOG}")):
            continue
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and path.resolve() not in written:
                stat = path.stat()
                found.append(
                    [str(path.relative_to(workspace.root)), stat.st_size, stat.st_mtime_ns]
                )
    return found


LEDGER = {
    "delivery": "t",
    "file": "t",
    "delivered_column": "t",
    "quarantine": "(t.quarantine_id, t.reasons, t.state, t.closed_by)",
}
"""What the ledger says of deliveries, and of each table what changes with it."""


def _delivered(workspace: Workspace) -> str:
    """A digest of what was loaded, released and set aside."""
    return _delivered_of(workspace, _file_states(workspace.warehouse))


def _file_states(warehouse: Path) -> tuple[object, ...]:
    """The warehouse and what waits to be written into it: where they lie, their sizes and times."""
    files = (warehouse, warehouse.with_name(f"{warehouse.name}.wal"))
    states = (path.stat() if path.is_file() else None for path in files)
    return tuple(
        s and (s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for s in states
    )


@lru_cache(maxsize=4)
def _delivered_of(workspace: Workspace, states: tuple[object, ...]) -> str:
    """The digest of a warehouse in one state: a run asks a dozen times, and most of its steps write nothing."""
    del states  # another state is read anew
    parts: list[object] = []
    with workspace.reading() as connection:
        there = {
            name
            for (name,) in connection.execute(
                "select table_name from information_schema.tables where table_schema = 'ledger'"
            ).fetchall()
        }
        for name, row in LEDGER.items():
            if name in there:
                parts += connection.execute(
                    f"select '{name}', count(*), sum(cast(hash({row}) as hugeint)) from ledger.{name} as t"
                ).fetchall()
    return combined(parts)


__all__ = ["carried_or_done", "given"]
