"""The seven public names are there, whatever was imported before."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("before", "then"),
    [("", "assert check() == ()"), ("import feijian.leads.ranking", "")],
    ids=["at first", "after a module of the same name as a function"],
)
def test_each_name_is_what_it_says(before: str, then: str) -> None:
    code = f"""{before}
import feijian
assert sorted(feijian.__all__) == ["Library", "Workspace", "check", "leads", "load", "run", "sweep"]
for name in feijian.__all__:
    assert callable(getattr(feijian, name)), name
from feijian import Library, Workspace, check, leads, load, run, sweep
{then}
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    import feijian

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = feijian.nothing
