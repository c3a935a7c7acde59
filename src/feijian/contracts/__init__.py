"""Contracts: the tables' only source, and how a delivery becomes rows of them."""

from feijian.contracts.catalogue import read_catalogue
from feijian.contracts.content import Content, read_content
from feijian.contracts.derived import Derived, closure, read_derived
from feijian.contracts.deriving import build_derived, with_derived, write_lightly
from feijian.contracts.model import Catalogue, Check, Column, Parent, Table, quoted
from feijian.contracts.world import SEARCH_PATH, case_world, described_world, empty_world

__all__ = [
    "SEARCH_PATH",
    "Catalogue",
    "Check",
    "Column",
    "Content",
    "Derived",
    "Parent",
    "Table",
    "build_derived",
    "case_world",
    "closure",
    "described_world",
    "empty_world",
    "quoted",
    "read_catalogue",
    "read_content",
    "read_derived",
    "with_derived",
    "write_lightly",
]
