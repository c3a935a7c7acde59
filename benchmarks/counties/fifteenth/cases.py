"""What is planted in the county."""

from __future__ import annotations

from benchmarks.counties.grammar.register import Register

REGISTER = Register()
scheme, innocent = REGISTER.scheme, REGISTER.innocent
