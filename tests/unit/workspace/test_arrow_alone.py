"""Arrow does not read pandas for a run, and still gives who asks a table of it."""

import subprocess
import sys

import pytest

LATER = """
import sys
from feijian.workspace.arrow_alone import arrow_alone
arrow_alone()
arrow_alone()
import pyarrow as pa
table = pa.table({"key": pa.array(["a", None], pa.string())})
print("pandas" in sys.modules, any("pandas" in type(one).__name__.lower() for one in sys.meta_path))
"""


def _said(text: str) -> str:
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return done.stdout


def test_arrays_are_made_without_pandas() -> None:
    assert _said(LATER).split() == ["False", "False"]


def test_a_table_of_pandas_is_to_be_had_afterwards() -> None:
    pytest.importorskip("pandas")
    asked = (
        f"{LATER}print(table.to_pandas()['key'].tolist() == ['a', None] or table.to_pandas().shape)"
    )
    assert _said(asked).splitlines()[-1] in ("True", "(2, 1)")


def test_where_pandas_is_there_nothing_is_done() -> None:
    pytest.importorskip("pandas")
    told = _said(f"import pandas{LATER}print(pa.array(pandas.Series([1, 2])).to_pylist())")
    assert told.splitlines()[-1] == "[1, 2]"
