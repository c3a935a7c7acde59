"""Memory that a service keeps between questions instead of giving it back and taking it anew.

The engine takes and gives back thousands of small blocks for each question, in several threads. The allocator of
glibc keeps seven of a size for a thread and gives what is free at the end back to the system; more than a third of
a question was that. How many it keeps is read when a process begins and cannot be said later, so the process begins anew
once, in its own place and under its own number. Elsewhere (Windows, musl) there is nothing to say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

NAME = "GLIBC_TUNABLES"
KEPT = {
    # small blocks of one size that a thread keeps: at most some 30 MB for each thread
    "glibc.malloc.tcache_count": 1000,
    # larger ones are taken out of what is kept, not from the system each time
    "glibc.malloc.mmap_threshold": 64 << 20,
    # so much may lie free before it is given back
    "glibc.malloc.trim_threshold": 256 << 20,
}
"""What is said to glibc's allocator, in blocks and bytes; figures stand in benchmarks/README.md, "One question"."""


def has_glibc() -> bool:
    """Whether this process runs on glibc, which alone reads these."""
    return "CS_GNU_LIBC_VERSION" in getattr(os, "confstr_names", {}) and bool(
        os.confstr("CS_GNU_LIBC_VERSION")
    )


def tunables(environment: Mapping[str, str]) -> str:
    """What NAME is to be: what stands there, and what it does not say itself."""
    said = [one for one in environment.get(NAME, "").split(":") if one]
    names = {one.partition("=")[0] for one in said}
    return ":".join([*said, *(f"{k}={v}" for k, v in KEPT.items() if k not in names)])


def begin_roomy() -> None:
    """Begin this process anew with these settings; nothing where it has them, or where nobody reads them.

    To be called before anything is opened: nothing of the process but its command and its environment goes on.
    """
    wanted = tunables(os.environ)
    if not has_glibc() or not sys.executable or os.environ.get(NAME) == wanted:
        return
    command = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, command, {**os.environ, NAME: wanted})
