"""The keyed hash in SQL is HMAC-SHA256 under the workspace's key."""

import hashlib
import hmac

import duckdb

from feijian.ingest.load.privacy import define_keyed, forget_key, keyed


def test_the_macro_is_hmac_sha256() -> None:
    for key in (b"k" * 32, b"a longer key than one block " * 4):
        connection = duckdb.connect()
        define_keyed(connection, key)
        expected = hmac.new(key, "张三 139".encode(), hashlib.sha256).hexdigest()[:32]
        assert connection.execute("select keyed('张三 139'), keyed(null)").fetchone() == (
            expected,
            None,
        )
        assert keyed(key, "张三 139") == expected


def test_the_key_is_forgotten() -> None:
    connection = duckdb.connect()
    define_keyed(connection, b"k" * 32)
    forget_key(connection)
    assert connection.execute("select getvariable('feijian_inner')").fetchone() == (None,)
