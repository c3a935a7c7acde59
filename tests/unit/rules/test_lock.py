"""rules.lock refuses a changed text, an unknown rule and one that is gone, each with what to do."""

import pytest

from feijian.contracts import read_content
from feijian.rules import read_rules
from feijian.rules.lock import lock_problems, lock_text


@pytest.fixture
def rule(library):
    content = read_content([library()])
    return read_rules(
        content.library, content.catalogue, content.derived, only={"overcharging.dear"}
    ).rules[0]


def told(rule, text: str, tmp_path) -> list[tuple[str, str]]:
    lock = tmp_path / "rules.lock"
    lock.write_text(text, encoding="utf-8")
    return [(p.what, p.todo) for p in lock_problems([rule], lock)]


def test_a_lock_just_written_refuses_nothing(rule, tmp_path) -> None:
    text = lock_text([rule])
    comment, line = text.splitlines()
    assert comment.startswith("#")
    rule_id, version, digest = line.split()
    assert (rule_id, version, len(digest)) == ("overcharging.dear", "1", 16)
    assert told(rule, text, tmp_path) == []
    assert told(rule, text.replace(comment, "# other words\n"), tmp_path) == []


def test_a_text_changed_under_its_version_must_raise_it(rule, tmp_path) -> None:
    ((what, todo),) = told(rule, "overcharging.dear  1  0000000000000000\n", tmp_path)
    assert what == "overcharging.dear changed since rules.lock was written"
    assert todo.startswith("Raise 'version', note it under 'Changed findings' in CHANGELOG.md")


@pytest.mark.parametrize("version", ["0", "2"])
def test_a_text_changed_with_its_version_only_needs_the_lock(rule, tmp_path, version) -> None:
    # digests before and after the rule's own in order: what counts is that it is another
    for digest in ("0" * 16, "f" * 16):
        ((what, todo),) = told(rule, f"overcharging.dear  {version}  {digest}\n", tmp_path)
        assert what == "overcharging.dear changed since rules.lock was written"
        assert todo == "Run 'feijian rules check --write-lock'."


def test_a_rule_that_the_lock_does_not_know_is_told(rule, tmp_path) -> None:
    expected = [
        ("overcharging.dear is not in rules.lock", "Run 'feijian rules check --write-lock'.")
    ]
    assert told(rule, "# nothing\n\n", tmp_path) == expected
    assert [(p.what, p.todo) for p in lock_problems([rule], tmp_path / "none")] == expected


def test_a_locked_rule_that_is_gone_must_be_retired(rule, tmp_path) -> None:
    text = lock_text([rule]) + "upcoding.gone  3  abc\n"
    ((what, todo),) = told(rule, text, tmp_path)
    assert what == "upcoding.gone is locked but gone"
    assert "rules/_retired/" in todo
