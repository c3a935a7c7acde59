"""What was read of files stays known to this process for as long as the files say the same.

A server loads delivery after delivery by the same contracts, and reading them costs more than a small
delivery does. The key is what stands in the files, not when they were written: no change is missed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from threading import Lock
from typing import TypeVar, cast

from feijian.library.roots import ContentFile

Read = TypeVar("Read")
MOST = 24
"""So many things are remembered; what was asked for longest ago goes first."""
_known: OrderedDict[tuple[object, ...], object] = OrderedDict()
_lock = Lock()


def digest_of_files(files: Iterable[ContentFile]) -> str:
    """A digest of the text of some files, each with its root and place."""
    digest = sha256()
    for file in files:
        body = file.path.read_bytes()
        digest.update(f"\0{file.root}\0{file.relative}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


def remembered(
    kind: tuple[object, ...], files: Iterable[ContentFile], make: Callable[[], Read]
) -> Read:
    """What `make` gave for these files before, or gives now; what it raises is not remembered.

    kind: what is read of them. Who takes it shares it with others and changes nothing in it.
    """
    key = (*kind, digest_of_files(files))
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return cast("Read", _known[key])
    made = make()
    with _lock:
        _known[key] = made
        while len(_known) > MOST:
            _known.popitem(last=False)
    return made
