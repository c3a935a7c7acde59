"""Bytes that decode and still are not what was written."""

from __future__ import annotations

import pytest

from feijian.ingest.read.encodings import Doubts, is_broken

ONE = "not wholly one encoding: some lines are UTF-8, others GB18030"
BIG5 = "the text is Big5 (traditional Chinese), which is not read"
TWICE = "the text was converted twice and cannot be read (UTF-8 taken for another encoding)"


def told(encoding: str, *pieces: bytes) -> str | None:
    doubts = Doubts(encoding)
    for piece in pieces:
        doubts.look_at(piece, piece.decode(encoding, "replace"))
    return doubts.told()


def as_gbk(text: str) -> str:
    """Chinese in UTF-8 that somebody took for GB18030."""
    return text.encode().decode("gb18030")


def test_one_line_of_utf8_among_gbk_is_told() -> None:
    sound = "诊查费,床位费,护理费\n".encode("gb18030")
    assert told("gb18030", sound) is None
    assert told("gb18030", sound, "诊查费".encode()) == ONE
    # two characters may come about by chance
    assert told("gb18030", sound, "费用".encode()) is None
    # however far into the file
    assert told("gb18030", *[sound] * 7, "诊查费".encode()) == ONE


def test_big5_is_told_by_four_of_its_usual_characters_that_outweigh_the_others() -> None:
    assert told("gb18030", "醫院費藥".encode("big5")) == BIG5
    assert told("gb18030", "醫院費".encode("big5")) is None
    # as many of the simplified ones, twice over, and it is what it was taken for
    assert told("gb18030", "医院费药疗检查".encode("gb18030")) is None
    assert told("gb18030", "醫院費藥\n".encode("big5"), "医院费药\n".encode("gb18030")) is None


def test_only_the_first_pieces_are_compared() -> None:
    plain = "年月日\n".encode("gb18030")
    assert told("gb18030", *[plain] * 4, "醫院費藥".encode("big5")) == BIG5
    assert told("gb18030", *[plain] * 5, "醫院費藥".encode("big5")) is None
    # pieces of plain ASCII say nothing and are not counted
    assert told("gb18030", *[b"1,2,3\n"] * 9, "醫院費藥".encode("big5")) == BIG5


@pytest.mark.parametrize(
    ("sound", "wrong", "is_told"),
    [(0, 1, True), (1, 1, False), (1, 2, False), (2, 3, False), (3, 4, True), (4, 4, False)],
)
def test_text_converted_twice_is_told_by_four_words_or_all_and_more_than_half(
    sound: int, wrong: int, is_told: bool
) -> None:
    words = ["诊查费用"] * sound + [as_gbk("诊查费用")] * wrong
    assert told("utf-8", ",".join(["1", *words, "x"]).encode()) == (TWICE if is_told else None)


def test_another_encoding_is_not_looked_at() -> None:
    assert told("utf-16", "诊查费,床位费".encode("utf-16")) is None
    assert told("utf-8", b"plain,ascii") is None


@pytest.mark.parametrize(
    "word",
    [
        "a\ufffdb", "锟斤拷", "??", "？？?", "&#35786;", "&#x8bca;", "\\u8bca", "%E8%AF%8A", "~{Uo2i~}",
        as_gbk("床位费用"), "床位费".encode().decode("latin-1"), "Õï²é·Ñ",
        "+i8pn5Y05-",
    ],
)  # fmt: skip
def test_words_that_nobody_can_read(word: str) -> None:
    assert is_broken(word)


@pytest.mark.parametrize(
    "word",
    ["?", "诊查费", "Müller", "naïve café", "100%", "A&B", "%E8", "&#12;", "费?", "甲类?", "+123456", "Õï", "±5℃"],
)  # fmt: skip
def test_words_that_are_as_they_should_be(word: str) -> None:
    assert not is_broken(word)


def test_of_a_piece_the_first_two_hundred_thousand_bytes_are_compared() -> None:
    """As many as a hundred thousand characters have in GBK."""
    big5 = "醫院費藥".encode("big5")
    assert told("gb18030", b"1" * (200_000 - len(big5)) + big5) == BIG5
    assert told("gb18030", b"1" * 200_000 + big5) is None


def test_a_word_cut_in_conversion_is_told_by_two_characters_that_are_most_of_it() -> None:
    """床位费 of nine bytes, the last one lost: two characters come back. Two letters beside them are few enough."""
    cut = "床位费".encode()[:8].decode("gb18030") + "?"
    assert is_broken(cut)
    assert is_broken(cut + "AB")
    assert not is_broken(cut + "ABC")
    assert not is_broken("床".encode()[:2].decode("gb18030") + "?")
