"""The folders content is read from: the built-in library first, then a bureau's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import LibraryError, Problem
from feijian.messages import sentence

KINDS = ("rules", "models", "data_contracts", "flows")


@dataclass(frozen=True)
class ContentFile:
    """One file of content.

    root: the library folder it came from.
    path: where it is.
    relative: its path below `<root>/<kind>`, with forward slashes.
    """

    root: Path
    path: Path
    relative: str

    @property
    def shown(self) -> str:
        """The path as messages print it: below its root, never the machine's own folders."""
        return self.path.relative_to(self.root).as_posix()


def builtin_root() -> Path:
    """The library shipped with the package: carried in a wheel, the checkout's own otherwise."""
    carried = Path(__file__).resolve().parent.parent / "_library"
    if carried.is_dir():
        return carried
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "data_contracts").is_dir():
        return checkout
    raise LibraryError(
        "the built-in library is missing from this installation",
        "Install feijian again from its wheel or run it from a checkout.",
    )


@dataclass(frozen=True)
class Library:
    """An ordered set of roots; content of every root is read by the same code."""

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, extra: Sequence[Path] = ()) -> Library:
        """The built-in library followed by the given folders.

        Raises LibraryError naming every folder that does not exist or holds no content.
        """
        problems = []
        for folder in extra:
            if not folder.is_dir():
                problems.append(Problem(str(folder), "no such folder", "Check --library."))
            elif not any((folder / kind).is_dir() for kind in KINDS):
                problems.append(
                    Problem(
                        str(folder),
                        "holds no content",
                        sentence("A library folder has one of: {kinds}.", kinds=", ".join(KINDS)),
                    )
                )
        if problems:
            raise LibraryError(problems)
        return cls((builtin_root(), *(f.resolve() for f in extra)))

    def files(self, kind: str, pattern: str) -> Iterator[ContentFile]:
        """Files of a kind matching a glob below its folder, root by root, sorted.

        Names that begin with `_` or lie in such a folder (templates, retired) are left out.
        """
        for root in self.roots:
            base = root / kind
            if not base.is_dir():
                continue
            for path in sorted(base.glob(pattern)):
                relative = path.relative_to(base)
                if path.is_file() and not any(
                    part.startswith(("_", ".")) for part in relative.parts
                ):
                    yield ContentFile(root, path, relative.as_posix())
