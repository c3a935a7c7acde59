"""Columns that nobody reads and that are called like a mark of withdrawn rows: del_flag, 作废标志, op.

A row that its sender took back counts as charged where its mark is not read. A column that says one thing of every
row marks none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.read.header import Header

if TYPE_CHECKING:
    import duckdb

MARK = re.compile(
    "(?:is|if|flag|row|rec|record|data|_)*_?(?:del|dele|delete|deleted|void|cancel|cancelled|canceled|invalid|revoke|revoked)"
    "_?(?:flag|flg|mark|sta|stas|state|status|ind|yn)?"
    "|_*(?:op|oper|cdc|dml|change|row)_?(?:type|kind|flag|code|op|operation)?|optype|__op"
    "|(?:是否|数据|记录)?(?:已)?(?:作废|删除|注销|撤销|冲销|冲正|红冲|退费|退药|退款)(?:标志|标识|标记|状态|否)?"
    "|(?:操作|变更)(?:类型|标志|标识)"
)
"""Names of such columns, lower case."""
MOST_WORDS = 12
"""A mark has few words; a column with more is something else."""
LONGEST_WORD = 10


def is_mark(name: str) -> bool:
    """Whether a column's name, as `header.plain_name` gives it, says that it marks withdrawn rows."""
    return MARK.fullmatch(name.replace("-", "_").replace(" ", "_")) is not None


def unread_marks(
    connection: duckdb.DuckDBPyConnection, source: str, header: Header, first: int = 0
) -> dict[str, dict[str, int]]:
    """Words of unread columns that are called like marks and say more than one thing, with how often each stands.

    source: a relation of the file's cells, c0 and so on; first: the place of the file's first cell in it.
    """
    found = {}
    for name, position in header.unread:
        if not is_mark(name):
            continue
        cell = f"trim(coalesce(cast({quoted(f'c{position + first}')} as varchar), ''))"
        rows = connection.execute(
            f"select {cell} as word, count(*) as n from {source} group by word order by n desc, word limit {MOST_WORDS + 1}"
        ).fetchall()
        if 1 < len(rows) <= MOST_WORDS and all(len(word) <= LONGEST_WORD for word, _ in rows):
            found[name] = {word: int(n) for word, n in rows}
    return found
