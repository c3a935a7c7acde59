"""What fails while an archive is unpacked: a full disk is the workspace's fault, a damaged stream the sender's."""

from __future__ import annotations

import errno
import shutil
import zipfile
from pathlib import Path

import pytest

from feijian.errors import DeliveryRefused, FeijianError, StorageError
from feijian.ingest.read.archives import Limits, unpacked


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), StorageError, "No space left"),
        (OSError("Invalid data stream"), DeliveryRefused, "Ask the sender"),
        (zipfile.BadZipFile("bad CRC"), DeliveryRefused, "Ask the sender"),
    ],
)
def test_whose_fault_it_is(
    error: Exception,
    kind: type[FeijianError],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = tmp_path / "d.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("mdtrt_d.csv", "mdtrt_id\n1\n")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(shutil, "copyfileobj", fail)
    with pytest.raises(kind, match=told):
        list(unpacked(archive, "d.zip", tmp_path / "into", Limits()))
