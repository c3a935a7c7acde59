"""The register of what is planted."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.counties.grammar.register import Play, Register

REGISTER = Register()


def scheme(many: int, note: str) -> Callable[[Play], Play]:
    """So many cases of a scheme, named by its function."""
    return REGISTER.entered("scheme", many, note)


def clean(note: str, many: int = 6) -> Callable[[Play], Play]:
    """Some cases of something that only looks bad, and why it is right."""
    return REGISTER.entered("lookalike", many, note)
