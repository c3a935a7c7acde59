"""Identifiers that are unique and deterministic and do not tell in which order they were made."""

from __future__ import annotations

import polars as pl

ID_DIGITS = 11
ID_RANGE: int = 10**ID_DIGITS
_STEP = 61_803_398_879  # coprime to ten, so that multiples modulo 10**11 never repeat
_CODE_STEP = 6_180_339_887


def scattered(number: int) -> int:
    """A number of eleven digits that only this number has."""
    return int(number * _STEP % ID_RANGE)


def identifier(prefix: str, number: int) -> str:
    return f"{prefix}{scattered(number):0{ID_DIGITS}d}"


def identifiers(prefix: str, numbers: pl.Expr) -> pl.Expr:
    """The identifiers of a column of numbers; numbers below 10**8."""
    mixed = (numbers.cast(pl.Int64) * _STEP) % ID_RANGE
    return pl.concat_str(pl.lit(prefix), mixed.cast(pl.String).str.zfill(ID_DIGITS))


def trace_code(prefix: int, number: int) -> str:
    """Twenty digits: the drug's seven-digit mark and a serial number of thirteen."""
    return f"{prefix:07d}{number * _CODE_STEP % 10**13:013d}"


def trace_codes(prefix: pl.Expr, numbers: pl.Expr) -> pl.Expr:
    """The trace codes of a column of serial numbers; numbers below 10**9."""
    serial = (numbers.cast(pl.Int64) * _CODE_STEP) % 10**13
    return pl.concat_str(prefix.cast(pl.String), serial.cast(pl.String).str.zfill(13))


def jitter(*parts: pl.Expr) -> pl.Expr:
    """A repeatable number in [0, 1) that looks random in its parts."""
    factors = (7919, 104_729, 31_337, 15_485_863)
    mixed = pl.lit(12_345, dtype=pl.Int64)
    for part, factor in zip(parts, factors, strict=False):
        mixed = (mixed + part.cast(pl.Int64) * factor) * 48_271 % 2_147_483_647
    return (mixed % 10_007) / 10_007
