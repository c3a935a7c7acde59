"""Fields of what programs send: by these tables requests are checked and the description is made."""

from __future__ import annotations

Field = tuple[type, bool]
"""Kind of a field of a body, and whether it must be there."""
JUDGE: dict[str, Field] = {
    "outcome": (str, True),
    "reason": (str, False),
    "amount": (str, False),
    "lines": (dict, False),
    "digest": (str, True),
    "seq": (int, True),
    "run_id": (str, True),
}
ASSIGN: dict[str, Field] = {"event_ids": (list, True), "to": (str, False)}
STATUS: dict[str, Field] = {"event_ids": (list, True), "status": (str, True)}
CLUE: dict[str, Field] = {
    "source": (str, True),
    "title": (str, True),
    "provider_id": (str, False),
    "own_due": (str, False),
}
PLAN: dict[str, Field] = {
    "teams": (list, True),
    "days": (int, True),
    "must": (list, False),
    "by_lot": (int, False),
    "seed": (int, False),
    "barred": (list, False),
    "owner_cap": (int, False),
    "due_by_credit": (int, False),
}
TEAM: dict[str, Field] = {
    "name": (str, True),
    "skills": (list, False),
    "home": (str, False),
    "avoids": (list, False),
    "travel": (dict, False),
    "default_travel": (int, False),
}
