"""A document that is small on disk and endless in memory is refused at its line, in no time."""

import pytest

from feijian.errors import LibraryError
from feijian.library.headed_sql import yaml_value


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(LibraryError, match=r"bomb\.yaml:7: aliases repeat its parts more than"):
        yaml_value("\n".join(lines), "bomb.yaml")


def test_an_alias_inside_what_it_repeats_is_refused() -> None:
    with pytest.raises(LibraryError, match=r"loop\.yaml:2: an alias stands inside the part"):
        yaml_value("one: 1\ntwo: &two [*two]\n", "loop.yaml")


def test_a_part_used_twice_is_read_as_written() -> None:
    value, _ = yaml_value("one: &one [1, 2]\ntwo: *one\nthree: [*one, *one]\n", "plain.yaml")
    assert value == {"one": [1, 2], "two": [1, 2], "three": [[1, 2], [1, 2]]}
