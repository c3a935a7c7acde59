"""Templates, style and script put together into one file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from feijian.library.notes import quarantine_cause
from feijian.reports.texts import Speech


def render_page(template: str, say: Speech, values: Mapping[str, Any]) -> str:
    """A template with the texts of one language. Every value is escaped unless it is our SVG."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("feijian.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    static = files("feijian.reports") / "static"
    fixed = {
        "say": say,
        "lang": say.lang,
        "style": Markup((static / "report.css").read_text(encoding="utf-8")),
        "script": Markup((static / "report.js").read_text(encoding="utf-8")),
        "svg": Markup,
        "quarantine_cause": quarantine_cause,
    }
    return environment.get_template(template).render(**fixed, **values)
