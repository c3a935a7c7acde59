"""The built-in library, read and checked once in a process for all tests that only ask of it.

Reading it takes seconds of processor; what it gives is frozen. A test that reads other folders, or
tests the reading itself, reads for itself.
"""

from __future__ import annotations

from functools import cache

from feijian.contracts import Content, read_content
from feijian.contracts.model import Catalogue, read_catalogue
from feijian.library import Library
from feijian.rules import RuleBook
from feijian.rules.step import rules_of


@cache
def builtin_content() -> Content:
    """Contracts and derived tables."""
    return read_content()


@cache
def builtin_book() -> RuleBook:
    """Every rule, checked."""
    return rules_of(builtin_content())


@cache
def builtin_catalogue() -> Catalogue:
    """Canonical and reference tables alone."""
    return read_catalogue(Library.of())
