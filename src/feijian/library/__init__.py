"""Where content lives: rules, models, contracts and flows, built in or a bureau's own."""

from feijian.library.cases import Case, CaseTable, read_cases
from feijian.library.headed_sql import HeadedSql, read_headed_sql
from feijian.library.pipe_table import PipeTable, parse_pipe_table
from feijian.library.roots import ContentFile, Library

__all__ = [
    "Case",
    "CaseTable",
    "ContentFile",
    "HeadedSql",
    "Library",
    "PipeTable",
    "parse_pipe_table",
    "read_cases",
    "read_headed_sql",
]
