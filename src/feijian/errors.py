"""What a user can mend: each error says where, what happened and what to do.

Anything that is not a `FeijianError` is our own bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from feijian.messages import sentence


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    where: file and line, table, option: the place a user can go to.
    what:  what is wrong there, without any value that names a person.
    todo:  the next step; may be empty where `what` already says it.
    """

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        text = sentence("{where}: {what}", where=self.where, what=self.what)
        text = text if self.where else self.what
        return sentence("{text}\n  {todo}", text=text, todo=self.todo) if self.todo else text

    def in_one_line(self) -> str:
        """The same without a line break."""
        first = Problem(self.where, self.what)
        return (
            sentence("{first} {todo}", first=str(first), todo=self.todo)
            if self.todo
            else str(first)
        )


class FeijianError(Exception):
    """Base of everything a user can mend; carries all problems found, not only the first."""

    exit_code = 2

    def __init__(self, problems: Problem | str | Iterable[Problem], todo: str = "") -> None:
        if isinstance(problems, str):
            problems = Problem("", problems, todo)
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(str(p) for p in found))


class UsageError(FeijianError):
    """The command line asks for something that is not there."""

    exit_code = 2


class WorkspaceError(FeijianError):
    """The folder is not a workspace, or cannot be made one."""

    exit_code = 3


class SettingsError(FeijianError):
    """feijian.toml says something that cannot be followed."""

    exit_code = 4


class LibraryError(FeijianError):
    """A rule, model, contract or reference table breaks the library's own rules."""

    exit_code = 5


class DeliveryNotFound(FeijianError):  # noqa: N818 - read as a sentence, like FileNotFoundError
    """The path given to `load` holds nothing that could be loaded."""

    exit_code = 6


class DeliveryRefused(FeijianError):  # noqa: N818
    """A file of the delivery is broken: nothing of the delivery was loaded."""

    exit_code = 7


class WorkspaceBusy(FeijianError):  # noqa: N818
    """Another process is writing to this workspace."""

    exit_code = 8


class StorageError(FeijianError):
    """The disk is full, or a file of the workspace cannot be written or read."""

    exit_code = 9


class ImportRefused(FeijianError):  # noqa: N818
    """A file of verdicts, exemptions or labels cannot be taken in."""

    exit_code = 10


class ServiceError(FeijianError):
    """A local service (the Prefect server) did not start or did not answer."""

    exit_code = 11


class CheckFailed(FeijianError):  # noqa: N818
    """Cases, gates or comparisons ran and did not hold."""

    exit_code = 12


class DeliveryDoubtful(FeijianError):  # noqa: N818
    """A delivery was loaded, and too much of it was set aside or looks wrong."""

    exit_code = 13


EXIT_CODES: tuple[tuple[int, str], ...] = (
    (0, "done"),
    (1, "a bug of ours, with a traceback"),
    *sorted(
        {
            c.exit_code: (c.__doc__ or "").splitlines()[0] for c in FeijianError.__subclasses__()
        }.items()
    ),
)
"""Every exit code and its meaning, for the documentation and `feijian doctor`."""
