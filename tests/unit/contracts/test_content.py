"""What is read of the same files is known already; another byte in one of them is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts import read_content
from feijian.contracts.catalogue import source_labels
from feijian.errors import LibraryError
from feijian.library import Library

TABLE = "/* ---\ntitle: Seen\ntitle_zh: 见过\nscope: encounter\n--- */\nselect encounter_id{0} from encounter\n"


def columns(folder: Path) -> list[str]:
    table = read_content([folder]).catalogue.find("seen", "derived")
    assert table is not None
    return [c.name for c in table.columns]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The query of a derived table in a library of one's own."""
    file = tmp_path / "data_contracts" / "derived" / "seen.sql"
    file.parent.mkdir(parents=True)
    file.write_text(TABLE.format(""), encoding="utf-8")
    return file


def test_a_changed_derived_table_is_described_anew(own: Path, tmp_path: Path) -> None:
    assert columns(tmp_path) == ["encounter_id"]
    first, again = read_content([tmp_path]), read_content([tmp_path])
    assert again.catalogue is first.catalogue
    assert again.derived is first.derived
    own.write_text(TABLE.format(", provider_id"), encoding="utf-8")
    assert columns(tmp_path) == ["encounter_id", "provider_id"]


def test_what_is_wrong_is_told_each_time(own: Path, tmp_path: Path) -> None:
    own.write_text(TABLE.format(", provider_idd"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LibraryError, match="provider_idd"):
            read_content([tmp_path])


def test_a_table_of_a_source_is_called_as_its_contract_says() -> None:
    called = source_labels(Library.of(), ["setl_d", "nothing_such"])
    assert called == {"setl_d": "结算信息"}
    assert source_labels(Library.of(), []) == {}
