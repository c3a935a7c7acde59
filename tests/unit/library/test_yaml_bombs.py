"""What a YAML reader would take in silence is refused at its line: endless aliases, keys that stand twice."""

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


def test_a_key_that_stands_twice_is_refused_where_it_stands_again() -> None:
    """The reader would keep the later one: a case's rows, or a threshold, gone without a word."""
    text = "given: {a: 1}\nfinds: x\ngiven:\n  b: 1\n  c: 2\n  b: 3\n"
    with pytest.raises(LibraryError) as raised:
        yaml_value(text, "twice.yaml")
    assert [(p.where, p.what) for p in raised.value.problems] == [
        ("twice.yaml:3", "the key 'given' stands twice"),
        ("twice.yaml:6", "the key 'b' stands twice"),
    ]
    value, _ = yaml_value("one: &one {a: 1}\ntwo: {<<: *one, b: 2}\nthree: {b: 1}\n", "once.yaml")
    assert value["two"] == {"a": 1, "b": 2}
