"""Roles and what each may do; the auditor reads the log and nothing else."""

from __future__ import annotations

from feijian.messages.labels import Labels

ROLES = Labels("account_role")

SEE, TRIAGE, JUDGE, APPROVE, DISPATCH, REGISTER, ACCOUNTS, AUDIT = (
    "see",
    "triage",
    "judge",
    "approve",
    "dispatch",
    "register",
    "accounts",
    "audit",
)
RIGHTS: dict[str, frozenset[str]] = {
    "viewer": frozenset({SEE}),
    "analyst": frozenset({SEE, TRIAGE, REGISTER}),
    "inspector": frozenset({SEE, TRIAGE, REGISTER, JUDGE}),
    "leader": frozenset({SEE, TRIAGE, REGISTER, JUDGE, APPROVE, DISPATCH}),
    "administrator": frozenset({ACCOUNTS}),
    "auditor": frozenset({AUDIT}),
}
"""dispatch: give work to others, and close clues. Who keeps accounts sees no case, and no role
both acts and reads the log of acts."""


def rights_of(role: str) -> frozenset[str]:
    return RIGHTS.get(role, frozenset())
