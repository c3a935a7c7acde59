"""Arrow without pandas: the first conversion of a process would read all of it, a third of a second for nothing."""

from __future__ import annotations

import sys


class _NoPandas:
    """An import system that has no pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError("nothing here is a table of pandas")


def arrow_alone() -> None:
    """Have Arrow take what it is given for no pandas without reading pandas to know.

    It looks once in a process, when it first makes an array. Who asks it for a table of pandas later gets one
    all the same, and where pandas is there already nothing is done.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    none = _NoPandas()
    sys.meta_path.insert(0, none)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(none)
