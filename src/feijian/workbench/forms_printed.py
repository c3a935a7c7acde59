"""A filled-in form as PDF, printed by the Chromium of this machine as reports are."""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path

from feijian.reports.printing import browser, print_page
from feijian.workspace import Workspace

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
STYLE = """
@page { size: A4; margin: 25mm }
body { font: 11pt/1.7 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Noto Sans CJK SC", serif; color: #000 }
h1 { font-size: 18pt; text-align: center; margin: 0 0 8mm } p { margin: 0 0 3mm }
table { border-collapse: collapse; width: 100%; margin: 3mm 0; font-size: 10pt }
td, th { border: 1px solid #000; padding: 1mm 2mm; text-align: left; vertical-align: top }
tr { break-inside: avoid } .day { white-space: nowrap } .page { break-after: page } .right { text-align: right }
"""


def page_of(text: str) -> str:
    """The form's text as a page: every word of it escaped, nothing fetched, no script."""
    title, _, rest = text.strip().partition("\n")
    made = [f"<h1>{escape(title.strip())}</h1>"]
    rows: list[list[str]] = []
    for line in [*rest.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([c.strip() for c in line.strip().strip("|").split("|")])
            continue
        if rows:
            made.append(_table(rows))
            rows = []
        if line.strip() == "---":
            made.append('<div class="page"></div>')
        elif line.startswith("> "):
            made.append(f'<p class="right">{escape(line[2:].strip())}</p>')
        elif line.startswith("# "):
            made.append(f"<h1>{escape(line[2:].strip())}</h1>")
        elif line.strip():
            made.append(f"<p>{escape(line.strip())}</p>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{escape(title.strip())}</title><style>{STYLE}</style></head>"
        f"<body>{''.join(made)}</body></html>"
    )


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    head, *body = (
        f"<tr>{''.join(f'<{mark}>{_cell(c)}</{mark}>' for c in row)}</tr>"
        for row, mark in zip(whole, ["th", *["td"] * len(whole)], strict=False)
    )
    # the head stands on every page
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


def _cell(text: str) -> str:
    """A cell's text; a day is not broken at its hyphens."""
    return DAY.sub(r'<span class="day">\g<0></span>', escape(text))


def printed(workspace: Workspace, text: str) -> bytes:
    """The PDF. Raises ServiceError where there is no browser to print with, or it does not."""
    program = browser()
    with tempfile.TemporaryDirectory(dir=workspace.root) as folder:
        page, target = Path(folder) / "form.html", Path(folder) / "form.pdf"
        page.write_text(page_of(text), encoding="utf-8")
        print_page(program, page, target)
        return target.read_bytes()
