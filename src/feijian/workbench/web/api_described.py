"""The description of the interface: OpenAPI 3.1, and a page of it made here, without anything from elsewhere."""

from __future__ import annotations

from starlette.responses import Response

from feijian.plain import Row
from feijian.workbench import queue as queues
from feijian.workbench.web.api import PATHS, as_json
from feijian.workbench.web.api_fields import TEAM, Field
from feijian.workbench.web.context import Asked

QUERY = {"tab": list(queues.TABS), "family": None, "text": None, "least": None, "page": None}
KINDS = {str: "string", int: "integer", list: "array", dict: "object"}
REFUSALS = {
    "400": "The request is not right", "401": "No token, or one that is over",
    "403": "Not allowed", "404": "Not there, or not in your divisions",
    "409": "Something has changed", "413": "Too large", "429": "Too many",
}  # fmt: skip


def openapi() -> Row:
    """The description of the interface, made of the very tables by which requests are checked."""
    paths: dict[str, Row] = {}
    for method, path, right, _, told, fields in PATHS:
        answers = {
            "201" if method == "POST" and path != "/api/plan" else "200": {"description": "Done"}
        }
        answers.update({k: {"description": v} for k, v in REFUSALS.items()})
        one: Row = {"summary": told, "description": f"Right: {right}.", "responses": answers}
        if "{event_id}" in path:
            one["parameters"] = [
                {"name": "event_id", "in": "path", "required": True, "schema": {"type": "string"}}
            ]
        if path == "/api/queue":
            one["parameters"] = [
                {
                    "name": n,
                    "in": "query",
                    "schema": {"type": "string", **({"enum": e} if e else {})},
                }
                for n, e in QUERY.items()
            ]
        if fields:
            schema = _schema(fields)
            if "teams" in fields:
                schema["properties"]["teams"]["items"] = _schema(TEAM)
            one["requestBody"] = {
                "required": True,
                "content": {"application/json": {"schema": schema}},
            }
        paths.setdefault(path, {})[method.lower()] = one
    return {
        "openapi": "3.1.0",
        "info": {"title": "feijian workbench", "version": "1"},
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": paths,
    }


def _schema(fields: dict[str, Field]) -> Row:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {n: {"type": KINDS[k]} for n, (k, _) in fields.items()},
        "required": [n for n, (_, needed) in fields.items() if needed],
    }


def description(_: Asked) -> Response:
    return as_json(openapi())


def page(asked: Asked) -> Response:
    """The description as a page, made here: nothing is loaded from elsewhere."""
    rows = [
        {
            "method": m,
            "path": p,
            "right": r,
            "told": t,
            "fields": [(n, KINDS[k], need) for n, (k, need) in f.items()],
        }
        for m, p, r, _, t, f in PATHS
    ]
    return asked.page("api.html.j2", {"rows": rows, "refusals": REFUSALS})
