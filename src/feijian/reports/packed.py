"""What lies packed in a page until it is opened: leads and further pages of events, as compressed HTML.

A county has tens of thousands of findings. All of them are in the file, but a browser lays out only
what is asked for; the rest is text it need not look at.
"""

from __future__ import annotations

import base64
import gzip
import json

PER_CHUNK = 40
"""Leads of one chunk: few enough to open at once, enough for their likeness to compress well."""


class Packed:
    """HTML by key, in chunks that a page's script unpacks one by one."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: dict[str, str] = {}
        self._leads = 0

    @property
    def number(self) -> int:
        """The chunk that the next lead goes to."""
        return len(self._done)

    def add(self, parts: dict[str, str]) -> int:
        """Keep the parts of one lead; the number of the chunk that holds them."""
        self._open.update(parts)
        self._leads += 1
        number = len(self._done)
        if self._leads >= PER_CHUNK:
            self._close()
        return number

    def chunks(self) -> list[str]:
        """All chunks, base64 of gzip of JSON; the same content always gives the same text."""
        if self._open:
            self._close()
        return self._done

    def _close(self) -> None:
        text = json.dumps(self._open, ensure_ascii=False, separators=(",", ":"))
        self._done.append(
            base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")
        )
        self._open, self._leads = {}, 0
