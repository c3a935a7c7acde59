"""Errors as the command line prints them: what kind of error it is, then each problem, in the language set."""

from __future__ import annotations

import errno

from feijian.errors import (
    CheckFailed,
    DeliveryDoubtful,
    DeliveryNotFound,
    DeliveryRefused,
    FeijianError,
    ImportRefused,
    LibraryError,
    Problem,
    ServiceError,
    SettingsError,
    StorageError,
    UsageError,
    WorkspaceBusy,
    WorkspaceError,
)
from feijian.messages import in_words, sentence

HEADS: dict[type[FeijianError], str] = {
    UsageError: "The command or one of its values is not right:",
    WorkspaceError: "The workspace cannot be used:",
    SettingsError: "feijian.toml is not right:",
    LibraryError: "Rules, reference tables or contracts are not right:",
    DeliveryNotFound: "There is no such delivery:",
    DeliveryRefused: "The delivery was refused; what was there is untouched:",
    WorkspaceBusy: "The workspace is in use:",
    StorageError: "Storage failed:",
    ImportRefused: "The file was refused; nothing was changed:",
    ServiceError: "A service or program outside cannot be used:",
    CheckFailed: "The check failed:",
    DeliveryDoubtful: "Loaded, but doubtful:",
}


def head_of(error: FeijianError, lang: str) -> str:
    """The kind of an error in one line; of an own class, that of the class it comes from."""
    said = next((HEADS[c] for c in type(error).__mro__ if c in HEADS), "Error:")
    return in_words(said, lang)


FULL = (errno.ENOSPC, errno.EDQUOT)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""What the operating system refuses for a reason that whoever runs the command can mend."""


def storage_error(error: OSError) -> StorageError | None:
    """A file that may not be read or written, or for which there is no room, as an error of ours."""
    if not error.filename and error.errno in FULL:
        what = sentence("what is printed cannot be written: {said}", said=error.strerror)
        return StorageError(
            what, "Check what room is left where it goes; what was loaded or run before is kept."
        )
    if error.errno not in REFUSED or not error.filename:
        return None
    what = sentence("cannot be read or written: {said}", said=error.strerror)
    return StorageError(
        Problem(str(error.filename), what, "Check who may write there and what room is left.")
    )


def lines_of(error: FeijianError, lang: str, *, log: bool) -> list[str]:
    """An error in the language that is set: its kind, then where, what and what to do of each problem.

    log: not a terminal but a file or another program reads it. Then the English text follows the
    Chinese one, so that a log can be searched by what the documentation and the tests quote.
    """
    if lang != "zh":
        return [str(p) for p in error.problems]
    told = [head_of(error, lang)]
    for problem in error.problems:
        said = in_words(str(problem), lang)
        told += [said] if not log or said == str(problem) else [said, *_aside(str(problem))]
    return told


def _aside(text: str) -> list[str]:
    return [f"  | {line.strip()}" for line in text.splitlines()]
