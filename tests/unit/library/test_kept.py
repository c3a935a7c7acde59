"""What is kept of a checked library is believed only where it is this workspace's own, of the same bytes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from feijian.library import Library, PipeTable
from feijian.library import kept as kept_module
from feijian.library.kept import SEAL, combined, kept, library_digest, opened, program_digest, put

KEY, DIGEST = b"k" * 32, "d" * 64
VALUE = PipeTable(("a",), (("1",), (None,)))


def again(folder: Path, digest: str = DIGEST, key: bytes = KEY) -> tuple[PipeTable, bool]:
    """What is kept, and whether it had to be made."""
    made: list[bool] = []

    def make() -> PipeTable:
        made.append(True)
        return VALUE

    return kept(folder, "rules", digest, key, PipeTable, make), bool(made)


def test_the_same_digest_is_made_once(tmp_path: Path) -> None:
    assert again(tmp_path) == (VALUE, True)
    assert again(tmp_path) == (VALUE, False)
    assert again(tmp_path, digest="e" * 64) == (VALUE, True)
    assert again(tmp_path, key=b"another") == (VALUE, True)


@pytest.mark.parametrize(
    "harm",
    [
        lambda body: body[:-1],
        lambda body: body[: SEAL + 5],
        lambda body: bytes(SEAL) + body[SEAL:],
        lambda body: body[:SEAL] + pickle.dumps(PipeTable(("b",), ())),
        lambda _: b"",
    ],
)
def test_what_was_damaged_or_forged_is_made_anew(
    tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    again(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(harm(file.read_bytes()))
    assert again(tmp_path) == (VALUE, True)
    assert again(tmp_path) == (VALUE, False)


class Acts:
    """What a hostile file would hold, had somebody the key."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("raise SystemExit('it ran')",))


def test_nothing_that_acts_comes_out_even_under_the_right_seal(tmp_path: Path) -> None:
    put(tmp_path / "rules", DIGEST, KEY, Acts())
    assert opened(tmp_path / "rules", DIGEST, KEY) is None


def test_any_byte_any_file_and_any_name_is_another_library(tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "stock" / "a.sql"
    rule.parent.mkdir(parents=True)
    rule.write_text("select 1", encoding="utf-8")
    library = Library((tmp_path,))
    seen = {library_digest(library)}
    rule.write_text("select 2", encoding="utf-8")
    seen.add(library_digest(library))
    (rule.parent / "a.cases.yaml").write_text("", encoding="utf-8")
    seen.add(library_digest(library))
    rule.rename(rule.with_name("b.sql"))
    seen.add(library_digest(library))
    assert len(seen) == 4
    assert combined(["ab", "c"]) != combined(["a", "bc"])


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("a file where the folder should be", encoding="utf-8")
    assert again(tmp_path / "place") == (VALUE, True)


def test_a_page_s_template_and_a_word_are_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "feijian"
    (package / "library").mkdir(parents=True)
    monkeypatch.setattr(kept_module, "__file__", str(package / "library" / "kept.py"))
    seen = {program_digest()}
    for name in ("step.py", "report.html.j2", "labels.tsv", "report.css", "report.js"):
        (package / name).write_text("a")
        seen.add(program_digest())
        (package / name).write_text("b")
        seen.add(program_digest())
    assert len(seen) == 11
    (package / "step.pyc").write_bytes(b"compiled anew")
    assert program_digest() in seen
