"""rules.lock: id, version and digest of every shipped rule, so that no finding changes unnoticed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from feijian.errors import Problem
from feijian.messages import sentence
from feijian.rules.header import Rule

HEADER = "# id  version  sha256 of the file; regenerate with: feijian rules check --write-lock\n"


def lock_text(rules: Sequence[Rule]) -> str:
    """The lock of rules, one line each, in their order."""
    lines = [f"{r.id}  {r.version}  {_digest(r.headed.file.path)}\n" for r in rules]
    return HEADER + "".join(lines)


def lock_problems(rules: Sequence[Rule], lock: Path) -> list[Problem]:
    """Rules whose text changed without a new version, and rules the lock does not know."""
    locked = {}
    if lock.is_file():
        for line in lock.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                rule_id, version, digest = line.split()
                locked[rule_id] = (int(version), digest)
    problems = []
    for rule in rules:
        known = locked.pop(rule.id, None)
        at = rule.headed.at("version")
        if known is None:
            problems.append(
                Problem(
                    at,
                    sentence("{id} is not in rules.lock", id=rule.id),
                    "Run 'feijian rules check --write-lock'.",
                )
            )
        elif known[1] != _digest(rule.headed.file.path):
            todo = (
                "Raise 'version', note it under 'Changed findings' in CHANGELOG.md, then write the lock."
                if known[0] == rule.version
                else "Run 'feijian rules check --write-lock'."
            )
            problems.append(
                Problem(at, sentence("{id} changed since rules.lock was written", id=rule.id), todo)
            )
    for rule_id in sorted(locked):
        problems.append(
            Problem(
                "rules/rules.lock",
                sentence("{rule_id} is locked but gone", rule_id=rule_id),
                "Move it to rules/_retired/ with date and reason, then write the lock.",
            )
        )
    return problems


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
