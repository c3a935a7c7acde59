"""Keyed hashes: what names a person is replaced by them before it is stored anywhere.

HMAC-SHA256 under the workspace's own key, cut to 128 bits: equal values stay equal, and nobody
without the key can try names or numbers against them.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

BLOCK = 64

# The pads come in as variables so that no statement, and no log of one, carries the key.
MACRO = """
create or replace temp macro keyed(v) as
  case when v is not null then
    left(sha256(
      getvariable('feijian_outer')
      || unhex(sha256(getvariable('feijian_inner') || encode(v)))
    ), 32)
  end
"""


def define_keyed(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Make `keyed(text)` known to a connection."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    connection.execute("set variable feijian_inner = $1::blob", [bytes(b ^ 0x36 for b in block)])
    connection.execute("set variable feijian_outer = $1::blob", [bytes(b ^ 0x5C for b in block)])
    connection.execute(MACRO)


def forget_key(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the key out of a connection again."""
    connection.execute("reset variable feijian_inner")
    connection.execute("reset variable feijian_outer")


def keyed(key: bytes, text: str) -> str:
    """The keyed hash of one text, equal to what the SQL macro gives."""
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()[:32]
