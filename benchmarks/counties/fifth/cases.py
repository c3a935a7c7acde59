"""The books of the fifth county: what is crude in it and what only looks so."""

from __future__ import annotations

from functools import partial

from benchmarks.counties.fourth.cases import Book
from benchmarks.counties.fourth.cases import fine as _fine
from benchmarks.counties.fourth.cases import wrong as _wrong

CRUDE, CLEAN = Book(crude=True), Book(crude=False)
fine, wrong = partial(_fine, book=CLEAN), partial(_wrong, book=CRUDE)
