"""Contracts of a load are read and checked once for the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from feijian.errors import LibraryError
from feijian.ingest.sources import reading
from feijian.ingest.sources.kept_source import contracts_of
from feijian.library import Library, remembered
from feijian.workspace import Workspace

SOURCE = "nhsa_platform"


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process would not remember."""
    monkeypatch.setattr(remembered, "MOST", 0)
    monkeypatch.setattr(remembered, "_known", type(remembered._known)())


@pytest.mark.usefixtures("forgetful")
def test_the_next_load_reads_no_contract_anew_and_has_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, library = Workspace.create(tmp_path / "w"), Library.of()
    first = contracts_of(workspace, library, SOURCE)
    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_source", None)
        second = contracts_of(workspace, library, SOURCE)
    assert second == first
    assert second is not first
    assert second.source.types == first.source.types
    assert {m.name: (m.reads, m.is_wide, m.drops) for m in second.source.mappings} == {
        m.name: (m.reads, m.is_wide, m.drops) for m in first.source.mappings
    }


@pytest.mark.usefixtures("forgetful")
def test_another_byte_in_a_contract_is_another_contract_and_a_broken_one_is_told_again(
    tmp_path: Path,
) -> None:
    workspace, own = Workspace.create(tmp_path / "w"), tmp_path / "own"
    built_in = Library.of().roots[0]
    folder = own / "data_contracts" / "sources" / SOURCE
    folder.mkdir(parents=True)
    file = folder / "fee_list_d.odcs.yaml"
    shutil.copy(built_in / "data_contracts" / "sources" / SOURCE / file.name, file)
    library = Library.of([own])
    first = contracts_of(workspace, library, SOURCE)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n# one more word\n", encoding="utf-8")
    assert contracts_of(workspace, library, SOURCE).source.digest != first.source.digest
    file.write_text("a: [\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LibraryError):
            contracts_of(workspace, library, SOURCE)
