"""The register of what is planted."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.counties.grammar.register import Play, Register

REGISTER = Register()


def scheme(note: str, n: int = 7) -> Callable[[Play], Play]:
    """So many cases of a scheme, named by its function."""
    return REGISTER.entered("scheme", n, note)


def clean(note: str, n: int = 7) -> Callable[[Play], Play]:
    """Some cases of something that only looks bad, and why it is right."""
    return REGISTER.entered("lookalike", n, note)
