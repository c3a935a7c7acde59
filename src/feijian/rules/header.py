"""A rule's header: its public page, read from the comment that opens its file."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from feijian.contracts.derived import SCOPES
from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.library.roots import builtin_root
from feijian.messages import sentence
from feijian.rules.parameter import Parameter, read_parameters, shown

FAMILIES = (
    "bed_padding",
    "unbundling",
    "upcoding",
    "readmission",
    "traceability",
    "restricted_use",
    "overcharging",
    "overtreatment",
    "prescribing",
    "stock",
    "pharmacy",
    "identity",
    "practitioner",
    "collusion",
    "statistics",
    "data_quality",
)
STATUSES = ("draft", "stable", "retired")
CERTAINTIES = ("definite", "suspect")
SUBJECTS = (
    "encounter",
    "person",
    "practitioner",
    "provider",
    "claim",
    "claim_line",
    "trace_code",
    "group",
)
EVIDENCE_ROLES = ("kept", "context", "excuse")
EVIDENCE_TABLES = (
    "claim_line",
    "encounter",
    "claim",
    "dispense",
    "purchase",
    "practitioner",
    "provider",
    "person",
)
LOSSES = ("lines", "group_payment", "claim", "high_ratio", "low_ratio")


@dataclass(frozen=True)
class EvidenceColumn:
    """A result column whose ids make a finding understandable, beside the rows at risk.

    role:   kept (what may stand), context (what the finding compares with), excuse (what speaks
            for the provider). table: the canonical table that the ids are keys of.
    column: the name of the result column; one id or a list of them.
    """

    role: str
    table: str
    column: str


@dataclass(frozen=True)
class Rule:
    """One rule: header and query.

    identity: columns that, with the subject, make two findings the same one.
    scope:    rows sharing this key decide the result.
    loss:     what the amount means for the fund: charged lines, a whole claim, the difference of
              two group payments, or stays far above or below their group's standard.
    tolerates: `table.column` names that may be missing from an extract; the rule still holds.
    evidence: result columns that name the other side of a finding.
    unmoved_by: innocent changes of the data (tests/rules/innocents.py) that leave a definite
              finding definite, with the reason why each does not touch it.
    certainty: of every finding, unless the query returns a column `certainty` that lowers it.
    """

    id: str
    family: str
    slug: str
    title: str
    title_zh: str
    official: tuple[str, ...]
    version: int
    status: str
    certainty: str
    subject: str
    identity: tuple[str, ...]
    scope: str
    basis: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    message: str
    message_zh: str
    innocent_when: tuple[str, ...]
    innocent_when_zh: tuple[str, ...]
    verify_by: tuple[str, ...]
    verify_by_zh: tuple[str, ...]
    loss: str
    tolerates: tuple[str, ...]
    judged: str | None
    source: tuple[str, ...]
    evidence: tuple[EvidenceColumn, ...]
    unmoved_by: tuple[tuple[str, str], ...]
    headed: HeadedSql = field(repr=False)

    @property
    def sql(self) -> str:
        return self.headed.sql

    def values(self, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
        """Parameter values for a run: the defaults, with the given ones in their place."""
        given = overrides or {}
        return {p.name: p.bound(given.get(p.name, p.default)) for p in self.parameters}


REQUIRED = (
    "title",
    "title_zh",
    "version",
    "status",
    "certainty",
    "subject",
    "scope",
    "basis",
    "message",
    "message_zh",
    "innocent_when",
    "innocent_when_zh",
    "verify_by",
    "verify_by_zh",
)
KNOWN = frozenset(
    (
        *REQUIRED,
        "official",
        "identity",
        "parameters",
        "loss",
        "tolerates",
        "judged",
        "source",
        "evidence",
        "unmoved_by",
        "note",
        "note_zh",
        "retired",
    )
)


TEXTS = (
    "title",
    "title_zh",
    "status",
    "certainty",
    "subject",
    "scope",
    "message",
    "message_zh",
    "loss",
    "judged",
    "note",
    "note_zh",
)
LISTS = (
    "official",
    "identity",
    "basis",
    "innocent_when",
    "innocent_when_zh",
    "verify_by",
    "verify_by_zh",
    "tolerates",
    "source",
)
Complain = Callable[[str, str, str], None]


def rule_id(relative: str) -> str:
    """`family/slug.sql` as `family.slug`."""
    return relative.removesuffix(".sql").replace("/", ".")


def parse_rule(headed: HeadedSql) -> tuple[Rule | None, list[Problem]]:
    """The header as a Rule, and everything wrong with it; no Rule when it cannot stand."""
    header, problems = headed.header, []

    def complain(key: str, what: str, todo: str = "") -> None:
        problems.append(Problem(headed.at(key), what, todo))

    for key in REQUIRED:
        if header.get(key) in (None, "", []):
            complain(key, sentence("the header has no '{key}'", key=key))
    _check_shapes(header, complain)
    for key in header.keys() - KNOWN:
        complain(
            str(key),
            sentence("unknown key '{key}'", key=key),
            sentence("Known: {known}.", known=", ".join(sorted(KNOWN))),
        )
    family, _, slug = headed.file.relative.removesuffix(".sql").rpartition("/")
    if family not in FAMILIES and not is_own_family(headed, family):
        complain(
            "",
            sentence("the folder '{family}' is no family", family=family),
            sentence("One of: {families}.", families=", ".join(FAMILIES)),
        )
    for key, allowed in (
        ("status", STATUSES),
        ("certainty", CERTAINTIES),
        ("subject", SUBJECTS),
        ("scope", SCOPES),
        ("loss", LOSSES),
    ):
        if isinstance(header.get(key), str) and header[key] not in allowed:
            complain(
                key,
                sentence("unknown {key} '{header}'", key=key, header=header[key]),
                sentence("One of: {allowed}.", allowed=", ".join(allowed)),
            )
    version = header.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        complain("version", "'version' is a whole number from 1")
    for key in ("innocent_when", "verify_by"):
        english, chinese = header.get(key) or [], header.get(f"{key}_zh") or []
        lists = isinstance(english, list) and isinstance(chinese, list)
        if lists and len(english) != len(chinese):
            complain(f"{key}_zh", sentence("'{key}' and '{key}_zh' differ in length", key=key))
    parameters = read_parameters(headed, problems)
    evidence = tuple(_evidence(header.get("evidence") or {}, complain))
    unmoved_by = tuple(_unmoved_by(header.get("unmoved_by") or {}, complain))
    if problems:
        return None, problems
    return (
        Rule(
            id=rule_id(headed.file.relative),
            family=family,
            slug=slug,
            title=str(header["title"]),
            title_zh=str(header["title_zh"]),
            official=tuple(o for o in _texts(header.get("official")) if o != "none"),
            version=header["version"],
            status=header["status"],
            certainty=header["certainty"],
            subject=header["subject"],
            identity=_texts(header.get("identity")),
            scope=header["scope"],
            basis=_texts(header["basis"]),
            parameters=parameters,
            message=str(header["message"]),
            message_zh=str(header["message_zh"]),
            innocent_when=_texts(header["innocent_when"]),
            innocent_when_zh=_texts(header["innocent_when_zh"]),
            verify_by=_texts(header["verify_by"]),
            verify_by_zh=_texts(header["verify_by_zh"]),
            loss=str(header.get("loss", "lines")),
            tolerates=_texts(header.get("tolerates")),
            judged=str(header["judged"]) if header.get("judged") else None,
            source=_texts(header.get("source")),
            evidence=evidence,
            unmoved_by=unmoved_by,
            headed=headed,
        ),
        [],
    )


def is_own_family(headed: HeadedSql, family: str) -> bool:
    """Whether a folder is a bureau's own family: in its library, with a plain name."""
    is_plain = family.isidentifier() and family.islower()
    return is_plain and headed.file.root != builtin_root()


def _check_shapes(header: dict[str, Any], complain: Complain) -> None:
    """Complain of texts that are none, lists that are none or hold anything but texts."""
    for key in TEXTS:
        value = header.get(key)
        if value is not None and not isinstance(value, str):
            what = sentence("'{key}' is a text, not {value}", key=key, value=shown(value))
            complain(key, what, "Put it in quotes.")
        elif value and key in ("message", "message_zh"):
            try:
                message_fields(value)
            except ValueError as error:
                complain(
                    key,
                    sentence("'{key}' cannot be filled in: {error}", key=key, error=error),
                    "Write {column}; a brace that is meant as one is written twice.",
                )
    for key in LISTS:
        value = header.get(key)
        if value is None or isinstance(value, str):
            continue  # one text is a list of one
        if not isinstance(value, list):
            complain(
                key,
                sentence("'{key}' is a list of texts, not {value}", key=key, value=shown(value)),
                sentence("{key}: [one, two]", key=key),
            )
            continue
        for member in value:
            if not isinstance(_one_text(member), str):
                todo = "Put it in quotes: a text that holds a colon or is a number needs them."
                complain(
                    key,
                    sentence(
                        "'{key}' holds {member}, which is no text", key=key, member=shown(member)
                    ),
                    todo,
                )


def _evidence(entries: Any, complain: Complain) -> Iterator[EvidenceColumn]:
    """`{kept: {claim_line: kept_line_ids}}` as columns; complains of what is not so."""
    advice = "Write evidence: {kept: {claim_line: kept_line_ids}, context: {…}, excuse: {…}}."
    if not isinstance(entries, dict):
        complain("evidence", "'evidence' is a mapping of roles", advice)
        return
    for role, tables in entries.items():
        if role not in EVIDENCE_ROLES:
            complain(
                "evidence",
                sentence("unknown role '{role}'", role=role),
                sentence("One of: {evidence_roles}.", evidence_roles=", ".join(EVIDENCE_ROLES)),
            )
        elif not isinstance(tables, dict):
            complain("evidence", sentence("'{role}' is a mapping of tables", role=role), advice)
        else:
            for table, columns in tables.items():
                if table not in EVIDENCE_TABLES:
                    known = ", ".join(EVIDENCE_TABLES)
                    complain(
                        "evidence",
                        sentence("no evidence of table '{table}'", table=table),
                        sentence("One of: {known}.", known=known),
                    )
                for column in columns if isinstance(columns, list) else [columns]:
                    yield EvidenceColumn(str(role), str(table), str(column))


def _unmoved_by(entries: Any, complain: Complain) -> Iterator[tuple[str, str]]:
    """`{cut_the_hour: "reason"}` as pairs; complains of what is not so."""
    if not isinstance(entries, dict):
        todo = 'Write unmoved_by: {cut_the_hour: "the limit is of the whole stay"}.'
        complain("unmoved_by", "'unmoved_by' is a mapping of changes to reasons", todo)
        return
    for change, reason in entries.items():
        if not isinstance(reason, str) or not reason.strip():
            what = sentence("'{change}' has no reason", change=change)
            complain("unmoved_by", what, "Say why the finding stands.")
        else:
            yield str(change), reason


def message_fields(template: str) -> tuple[str, ...]:
    """The names a message shows, in order.

    Raises ValueError when a brace is left open, or a field is more than a name: findings put
    texts there, which have no format or members of their own.
    """
    names = []
    for _, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(sentence("the field '{name}' is not a plain name", name=name))
        names.append(name)
    return tuple(names)


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(_one_text(v)) for v in (value if isinstance(value, list) else [value]))


def _one_text(member: Any) -> Any:
    """A member of a list; `- rosters of the day: beds` without quotes is the text it looks like."""
    if isinstance(member, dict) and len(member) == 1:
        ((name, rest),) = member.items()
        if isinstance(name, str) and isinstance(rest, str):
            return f"{name}: {rest}"
    return member
