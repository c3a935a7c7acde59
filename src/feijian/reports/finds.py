"""What the report's search finds of single findings: the words of each event, packed beside the leads.

A lead's own row says whose it is and of what. What somebody asks for is as often an item, a code, a
hospital number or a day that one of its hundred findings names; the page unpacks these words when
somebody first types, and never before.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

NAMED = ("hospital_no", "record_no", "person", "item", "code", "id")
"""What a row of evidence is asked for by; persons stand there as the report shows them."""

Find = list[Any]
"""One event: page and place in its lead, from 1 and from 0, its message, all other words."""


def finds_of(pages: Iterable[Sequence[Mapping[str, Any]]]) -> list[Find]:
    """The events of a lead in the order of its pages."""
    return [
        [number, place, event["rules"][0]["message"], _words(event)]
        for number, page in enumerate(pages, start=1)
        for place, event in enumerate(page)
    ]


def packed_finds(by_lead: Mapping[str, list[Find]]) -> str:
    """Base64 of gzip of JSON; the same content always gives the same text."""
    text = json.dumps(by_lead, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def _words(event: Mapping[str, Any]) -> str:
    told: dict[str, None] = dict.fromkeys([event["date"]])
    for rule in event["rules"]:
        told |= dict.fromkeys((rule["rule"], rule["rule_id"], rule["finding_id"]))
    for rule in event["rules"][1:]:
        told |= dict.fromkeys([rule["message"]])
    for row in event["rows"]:
        told |= dict.fromkeys(row[name] for name in NAMED)
    return " ".join(filter(None, told))
