"""Texts checked beside the engine: asked for in a known order, made before that."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts import read_catalogue
from feijian.ingest.read.files import discover
from feijian.ingest.read.text import BrokenText
from feijian.ingest.read.texts_ahead import AHEAD, TextsAhead
from feijian.ingest.sources.reading import read_source
from feijian.library import Library


@pytest.fixture(name="texts")
def _texts(tmp_path: Path) -> TextsAhead:
    folder = tmp_path / "delivery"
    folder.mkdir()
    for name, text in {
        "fee_list_d.csv": "费用明细".encode("gb18030"),
        "mdtrt_d.csv": b"mdtrt_id\nM1\n",
        "psn_info_b.csv": b"",
        "setl_d.csv": b"setl_id\n",
        "setl_diag_list_d.csv": b"setl_id\n",
    }.items():
        (folder / name).write_bytes(text)
    library = Library.of()
    source = read_source(library, "nhsa_platform", read_catalogue(library, ("canonical",)))
    found = discover(folder, source)
    return TextsAhead(list(enumerate(found.found)), tmp_path, found.limits)


def test_texts_come_as_they_are_asked_for_and_no_more_than_a_few_ahead(
    texts: TextsAhead, tmp_path: Path
) -> None:
    with texts:
        assert texts.of(0).encoding == "gb18030"
        assert len(texts._made) == 1 + AHEAD
        assert texts.of(1).breaks == 2
    assert (tmp_path / "text_0.csv").read_text(encoding="utf-8") == "费用明细"


def test_what_is_wrong_with_a_text_is_told_where_it_is_asked_for(texts: TextsAhead) -> None:
    with texts:
        texts.of(0)
        with pytest.raises(BrokenText) as told:
            texts.of(2)
    assert str(told.value.problem.what) == "the file is empty"
