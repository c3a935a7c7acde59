"""What a text in a coded column means, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.errors import LibraryError
from feijian.ingest.sources.dictionaries import Dictionary, plain_word, read_dictionaries
from feijian.library import ContentFile

KINDS = Dictionary(
    "med_type",
    {"11": ("普通门诊", "门诊"), "21": ("普通住院",), "9901": ("其他",), "3": ("三级",)},
    pattern="5[0-9]{4}",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11", "11"),
        ("011", "11"),
        ("0011", None),
        ("11.0", "11"),
        ("１１", "11"),
        (" 普通 门诊 ", "11"),
        ("门诊", "11"),
        ("03", "3"),
        ("9901", "9901"),
        ("09901", None),
        ("50123", "50123"),
        ("501234", None),
        ("5012", None),
        # code and word
        ("21-普通住院", "21"),
        ("021 普通住院", "21"),
        ("普通住院(21)", "21"),
        ("普通住院（21）", "21"),
        ("11普通门诊", "11"),
        ("21-普通门诊", None),
        ("普通门诊[21]", None),
        ("77-普通门诊", None),
        # a word nobody knows is a comment where it stands apart, and no word of letters
        ("21-住院（职工）", "21"),
        ("21-住", None),
        ("21住院者", None),
        ("3级", None),
        ("3A", None),
        ("21-abc", None),
        ("住院者(21)", "21"),
        ("", None),
        ("無", None),
    ],
)
def test_a_text_means_the_code_that_it_says(text: str, code: str | None) -> None:
    assert KINDS.code_of(text) == code


def test_the_first_code_has_a_word_that_two_have() -> None:
    both = Dictionary("x", {"1": ("男",), "2": ("男", "女")})
    assert (both.code_of("男"), both.code_of("女")) == ("1", "2")


def test_without_a_pattern_only_codes_of_the_list_are_known() -> None:
    alone = Dictionary("x", {"0": ("无",), "10": ()})
    assert [alone.code_of(t) for t in ("0", "000", "10", "010", "12")] == [
        "0",
        "0",
        "10",
        "10",
        None,
    ]


def test_a_word_is_plain_without_blanks_marks_and_wide_letters() -> None:
    assert plain_word(" ＡＢ　\u200b'c\"") == "abc"
    assert [plain_word(t) for t in ("21.0", "21.00", "21.5", "v21.0", "21.")] == [
        *("21", "21", "21.5", "v21.0", "21."),
    ]


def read(folder: Path, text: str) -> dict[str, Dictionary]:
    file = folder / "dictionaries.yaml"
    file.write_text(text, encoding="utf-8")
    return read_dictionaries(ContentFile(folder, file, "dictionaries.yaml"))


def test_a_file_of_dictionaries_gives_codes_their_words(tmp_path: Path) -> None:
    found = read(tmp_path, "kind:\n  '1': [门诊, 7]\n  pattern: '9[0-9]'\nlevel:\n  '3': []\n")
    assert found == {
        "kind": Dictionary("kind", {"1": ("门诊", "7")}, "9[0-9]"),
        "level": Dictionary("level", {"3": ()}),
    }
    assert read(tmp_path, "[]\n") == {}


def test_each_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    text = (
        "# the word 门诊 stands here too\n"
        "first:\n  '1': [门诊]\n"
        "# a remark\n"
        "'kind':\n  '1': [门诊]\n  '2': [住院,\n    门诊]\n  3: [x]\n  pattern: '('\n"
        "flat: [1]\n"
        "last:\n  '1': [门诊]\n"
    )
    with pytest.raises(LibraryError) as refused:
        read(tmp_path, text)
    assert [(p.where, str(p.what).partition(":")[0]) for p in refused.value.problems] == [
        ("dictionaries.yaml:9", "kind"),
        ("dictionaries.yaml:10", "kind"),
        ("dictionaries.yaml:8", "kind"),
        ("dictionaries.yaml:11", "flat is not a mapping of codes to words"),
    ]
