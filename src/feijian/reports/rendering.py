"""Templates, style and script put together into one file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from feijian.library.notes import quarantine_cause
from feijian.reports.texts import Speech

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


@cache
def _environment() -> Environment:
    """The templates of this program, compiled once in a process: a sweep renders a page for every pack."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("feijian.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def pieces(say: Speech) -> Any:
    """The macros of a lead, to render one by itself: lead_article, events_page."""
    template = _environment().get_template("lead.html.j2")
    return template.make_module({"say": say, "lang": say.lang})


def css_text(text: str) -> Markup:
    """A text as it can stand in quotes in a style sheet, whatever it holds."""
    from markupsafe import Markup

    return Markup("".join(c if c.isalnum() or c in " -·（）()" else f"\\{ord(c):x} " for c in text))


def render_page(template: str, say: Speech, values: Mapping[str, Any]) -> str:
    """A template with the texts of one language. Every value is escaped unless it is our SVG."""
    from markupsafe import Markup

    environment = _environment()
    static = files("feijian.reports") / "static"
    fixed = {
        "say": say,
        "lang": say.lang,
        "style": Markup((static / "report.css").read_text(encoding="utf-8")),
        "script": Markup((static / "report.js").read_text(encoding="utf-8")),
        "svg": Markup,
        "css_text": css_text,
        "quarantine_cause": quarantine_cause,
    }
    return environment.get_template(template).render(**fixed, **values)
