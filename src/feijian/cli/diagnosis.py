"""Whether an installation and a workspace are sound, check by check, without changing anything."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feijian.errors import FeijianError, WorkspaceError
from feijian.messages import sentence
from feijian.workspace import Workspace, audit, complete_runs, latest_run
from feijian.workspace.lock import holder
from feijian.workspace.runs import abandoned
from feijian.workspace.single import first_row

PACKAGES = ("duckdb", "polars", "scikit-learn", "pyod", "prefect", "great-expectations", "sqlglot")
FREE_GB, FREE_MEMORY_GB = 15, 4
CJK_FONTS = ("NotoSansCJK", "NotoSerifCJK", "wqy", "SourceHanSans", "simsun", "msyh")


@dataclass(frozen=True)
class Checked:
    """One check: whether it holds, and what was seen."""

    name: str
    holds: bool
    detail: str


def diagnose(folder: Path) -> list[Checked]:
    """Everything that can be looked at; what is wrong is said once, by the check it belongs to."""
    found = [*_installation(), *_machine(folder)]
    try:
        workspace = Workspace.open(folder)
    except FeijianError as error:
        return [*found, Checked("workspace", False, _one_line(error))]
    checks: tuple[tuple[str, Callable[[Workspace], str]], ...] = (
        ("settings", _settings),
        ("privacy key", lambda w: sentence("{n} bits", n=len(w.privacy_key()) * 8)),
        ("permissions", _permissions),
        ("lock", _lock),
        ("warehouse", _warehouse),
        ("runs", _runs),
        ("audit log", _audit),
        ("verdicts", _verdicts),
    )
    try:
        workspace.settings()
    except FeijianError as error:
        return [
            *found,
            *(Checked("settings", False, p.in_one_line()) for p in error.problems),
        ]
    for name, check in checks:
        try:
            found.append(Checked(name, True, check(workspace)))
        except FeijianError as error:
            found += [Checked(name, False, p.in_one_line()) for p in error.problems]
    return found


def _installation() -> Iterator[Checked]:
    yield Checked("python", sys.version_info >= (3, 11), sys.version.split()[0])
    for name in ("feijian", *PACKAGES):
        try:
            yield Checked(name, True, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Checked(name, False, "not installed: run 'make install'")


def _machine(folder: Path) -> Iterator[Checked]:
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free / 2**30
    yield Checked(
        "disk",
        free >= FREE_GB,
        sentence("{free:.0f} GB free; a province wants {free_gb}", free=free, free_gb=FREE_GB),
    )
    memory = _memory_gb()
    if memory is not None:
        said = sentence(
            "{memory:.0f} GB; {free_memory_gb} are used by default",
            memory=memory,
            free_memory_gb=FREE_MEMORY_GB,
        )
        yield Checked("memory", memory >= FREE_MEMORY_GB, said)
    now = datetime.now(UTC)
    yield Checked("clock", now.year >= 2026, now.isoformat(sep=" ", timespec="seconds"))
    fonts = [f for f in CJK_FONTS if any(_font_files(f))]
    said = (
        ", ".join(fonts)
        or "no Chinese font here: screens and PDF show boxes; install fonts-noto-cjk"
    )
    yield Checked("fonts", bool(fonts), said)


def _font_files(name: str) -> Iterator[Path]:
    for place in (Path("/usr/share/fonts"), Path.home() / ".fonts", Path("C:/Windows/Fonts")):
        if place.is_dir():
            yield from (f for f in place.rglob("*") if name.lower() in f.name.lower())


def _memory_gb() -> float | None:
    """Memory of the machine, where its system tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, OSError, AttributeError):
        return None


def _settings(workspace: Workspace) -> str:
    """Validated as a run does: rules, parameters, bounds and reference files that it names."""
    from feijian.contracts import read_content
    from feijian.reference.tables import missing_files
    from feijian.rules.overrides import check_settings
    from feijian.rules.step import detectors_of, rules_of

    settings = workspace.settings()
    content = read_content(settings.library)
    book = rules_of(content)
    check_settings(settings, book, detectors=detectors_of(content))
    missing = missing_files(content.catalogue, settings)
    if missing:
        raise WorkspaceError(missing)
    return sentence(
        "{rules} rules, {parameters} parameters set, {off} rules off, {exemptions} exemptions,"
        " {reference} reference files",
        rules=len(book.rules),
        parameters=len(settings.parameters),
        off=len(settings.off),
        exemptions=len(settings.exemptions),
        reference=len(settings.reference),
    )


def _permissions(workspace: Workspace) -> str:
    """Nobody but the owner (or the group, where the settings say so) may read."""
    allowed = 0o750 if workspace.settings().group_readable else 0o700
    places = [workspace.root, *(p for p in workspace.root.iterdir() if not p.is_symlink())]
    wide = sorted(p.name for p in places if p.stat().st_mode & 0o777 & ~allowed & 0o077)
    if wide:
        shown = ", ".join(wide[:5]) + (" …" if len(wide) > 5 else "")
        raise WorkspaceError(
            sentence("others may read {shown}", shown=shown), "chmod -R go-rwx on the workspace."
        )
    return "the owner's alone" if allowed == 0o700 else "the owner's and the group's"


def _lock(workspace: Workspace) -> str:
    found = holder(workspace.root)
    if found is None:
        return "free"
    return sentence(
        "held by 'feijian {work}', process {pid}, since {since}",
        work=found.get("work", "?"),
        pid=found.get("pid", "?"),
        since=found.get("since", "?"),
    )


def _warehouse(workspace: Workspace) -> str:
    if not workspace.warehouse.is_file():
        return "nothing loaded yet"
    with workspace.reading() as connection:
        row = first_row(connection, "select count(*), max(received_at) from ledger.delivery")
    size = workspace.warehouse.stat().st_size / 2**20
    deliveries, newest = row or (0, None)
    return sentence(
        "deliveries: {deliveries}, the newest of {newest}; {size:.0f} MB",
        deliveries=deliveries,
        newest=f"{newest:%Y-%m-%d %H:%M}" if newest else "—",
        size=size,
    )


def _runs(workspace: Workspace) -> str:
    runs = complete_runs(workspace)
    if not runs:
        return "none yet"
    left = abandoned(workspace)
    try:
        newest = sentence("newest batch run {run_id}", run_id=latest_run(workspace).run_id)
    except WorkspaceError:
        newest = "no batch run yet"
    unfinished = sentence("; {n} unfinished, removed at the next run", n=len(left)) if left else ""
    return sentence(
        "{n} complete, kept {days} days; {newest}{unfinished}",
        n=len(runs),
        days=workspace.settings().keep_days,
        newest=newest,
        unfinished=unfinished,
    )


def _audit(workspace: Workspace) -> str:
    broken = audit.verify(workspace.root)
    if broken:
        raise WorkspaceError(broken, "Compare with your backups: somebody wrote into it.")
    return sentence("{n} entries, chain holds", n=len(audit.entries(workspace.root)))


def _verdicts(workspace: Workspace) -> str:
    from feijian.verdicts.chain import verify
    from feijian.verdicts.store import COLUMNS, all_verdicts

    if not workspace.verdicts.is_file():
        return "none yet"
    lines = audit.entries(workspace.root)
    begun = max((e.seq for e in lines if e.what == "upgrade"), default=0)
    heads = [str(e.detail["head"]) for e in lines if e.seq > begun and "head" in e.detail]
    broken = verify(workspace.verdicts, COLUMNS, heads)
    if broken:
        raise WorkspaceError(broken, "Compare with your backups: somebody wrote into it.")
    return sentence("{n} verdicts, chain holds", n=all_verdicts(workspace.verdicts).height)


def _one_line(error: FeijianError) -> str:
    return error.problems[0].in_one_line()
