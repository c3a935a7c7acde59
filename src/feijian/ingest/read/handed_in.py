"""A small table that a person filled in, as a spreadsheet of his country saves it: GBK here, semicolons elsewhere."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path

from feijian.ingest.read.text import sound_text

SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class HandedIn:
    """Names of the columns, and the rows as text by them; what a row lacks is empty."""

    columns: tuple[str, ...]
    records: tuple[dict[str, str], ...]


def handed_in(file: Path) -> HandedIn:
    """The table of a text file in whatever encoding. Raises BrokenText, and OSError where it cannot be opened."""
    with tempfile.TemporaryDirectory() as folder:
        sound = sound_text(file, file.name, Path(folder) / "table.csv")
        with sound.path.open(encoding="utf-8-sig", newline="") as lines:
            text = lines.read()
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    rows = tuple({str(k): v or "" for k, v in row.items() if k} for row in reader)
    return HandedIn(tuple(name for name in reader.fieldnames or () if name), rows)
