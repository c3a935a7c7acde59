"""What the engine keeps of a raw table's columns anyway, so that a look at their rows can be spared.

With every column it keeps the length of the longest cell, whether any is beyond ASCII, how the
least and the greatest begin, and about how many cells differ. These are bounds, never too narrow: a column whose longest cell has ten
bytes holds no mobile number, one in plain ASCII no name and no 合计. Where the engine says nothing,
anything may be in the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feijian.contracts.model import quoted
from feijian.workspace.optimizer import telling_statistics
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

CAPITALS = (ord("A"), ord("Z"))


@dataclass(frozen=True)
class KnownColumn:
    """Bounds of one column's cells; the defaults say that anything may be there.

    longest: bytes of the longest cell, or None. wide: some cell may be beyond ASCII. begins: the
    first byte of the least and of the greatest cell, or None. different: an estimate of how many cells differ,
    which is no bound, or None.
    """

    longest: int | None = None
    wide: bool = True
    begins: tuple[int, int] | None = None
    different: int | None = field(default=None, compare=False)

    def may_have(self, least: int) -> bool:
        """Whether a cell of so many bytes may be there."""
        return self.longest is None or self.longest >= least

    @property
    def lettered(self) -> bool:
        """Whether every cell begins with a capital letter."""
        return (
            self.begins is not None
            and CAPITALS[0] <= self.begins[0]
            and self.begins[1] <= CAPITALS[1]
        )

    def may_be(self, word: str) -> bool:
        """Whether a cell may be this word, in whatever case."""
        if self.wide or not word:
            return True
        if not word.isascii() or not self.may_have(len(word)):
            return False
        if self.begins is None:
            return True
        low, high = self.begins
        return any(low <= ord(sign) <= high for sign in (word[0].lower(), word[0].upper()))


ANYTHING = KnownColumn()


def known_columns(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Iterable[str]
) -> Mapping[str, KnownColumn]:
    """What is known of columns of a temporary table; nothing of those the engine is silent about."""
    names = list(columns)
    if not names:
        return {}
    asked = ", ".join(f"stats({quoted(n)})" for n in names)
    with telling_statistics(connection):
        row = first_row(connection, f"select {asked} from temp.{name} limit 1")
    return {n: _known(told) for n, told in zip(names, row or (), strict=False)}


def _known(told: Any) -> KnownColumn:
    """One column's statistics; a text where the engine has none."""
    if not isinstance(told, dict):
        return ANYTHING
    longest, wide = told.get("max_string_length"), told.get("has_unicode")
    different = told.get("approx_unique")
    least, greatest = _first_byte(told.get("min")), _first_byte(told.get("max"))
    return KnownColumn(
        longest if isinstance(longest, int) else None,
        wide is not False,
        (least, greatest) if least is not None and greatest is not None else None,
        different if isinstance(different, int) else None,
    )


def _first_byte(text: Any) -> int | None:
    """The first byte of a bound; one that is no plain sign is written by its number."""
    if not isinstance(text, str) or not text:
        return None
    return int(text[2:4], 16) if text.startswith("\\x") else ord(text[0])
