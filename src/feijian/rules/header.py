"""A rule's header: its public page, read from the comment that opens its file."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from feijian.contracts.derived import Scope
from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.library.header_kinds import Mistaken, Texts, TextsZh, checked, named, whole
from feijian.library.roots import builtin_root
from feijian.library.typed_header import typed_header
from feijian.messages import sentence
from feijian.rules.parameter import Given, Parameter, Values, unsound_in_a_rule
from feijian.workspace.optimizer import Joins

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


def _evidence(entries: object) -> tuple[EvidenceColumn, ...]:
    """`{kept: {claim_line: kept_line_ids}}` as columns."""
    advice = "Write evidence: {kept: {claim_line: kept_line_ids}, context: {…}, excuse: {…}}."
    if not isinstance(entries, Mapping):
        raise Mistaken(Problem("", "'evidence' is a mapping of roles", advice))
    found, faults = [], []
    for role, tables in entries.items():
        if role not in EVIDENCE_ROLES:
            what = sentence("unknown role '{role}'", role=role)
            known = ", ".join(EVIDENCE_ROLES)
            todo = sentence("One of: {evidence_roles}.", evidence_roles=known)
            faults.append(Problem(str(role), what, todo))
        elif not isinstance(tables, Mapping):
            what = sentence("'{role}' is a mapping of tables", role=role)
            faults.append(Problem(str(role), what, advice))
        else:
            for table, columns in tables.items():
                if table not in EVIDENCE_TABLES:
                    what = sentence("no evidence of table '{table}'", table=table)
                    todo = sentence("One of: {known}.", known=", ".join(EVIDENCE_TABLES))
                    faults.append(Problem(f"{role}.{table}", what, todo))
                for column in columns if isinstance(columns, list) else [columns]:
                    found.append(EvidenceColumn(str(role), str(table), str(column)))
    if faults:
        raise Mistaken(*faults)
    return tuple(found)


def _unmoved_by(entries: object) -> tuple[tuple[str, str], ...]:
    """`{cut_the_hour: "reason"}` as pairs."""
    if not isinstance(entries, Mapping):
        todo = 'Write unmoved_by: {cut_the_hour: "the limit is of the whole stay"}.'
        raise Mistaken(Problem("", "'unmoved_by' is a mapping of changes to reasons", todo))
    faults = [
        Problem(
            str(change),
            sentence("'{change}' has no reason", change=change),
            "Say why the finding stands.",
        )
        for change, reason in entries.items()
        if not isinstance(reason, str) or not reason.strip()
    ]
    if faults:
        raise Mistaken(*faults)
    return tuple((str(change), str(reason)) for change, reason in entries.items())


def _fillable(text: str, info: ValidationInfo) -> str:
    try:
        message_fields(text)
    except ValueError as error:
        what = sentence(
            "'{key}' cannot be filled in: {error}", key=info.field_name, error=str(error)
        )
        todo = "Write {column}; a brace that is meant as one is written twice."
        raise Mistaken(Problem("", what, todo)) from None
    return text


Message = Annotated[str, AfterValidator(_fillable)]
RuleParameter = Annotated[Parameter, checked(unsound_in_a_rule)]


@dataclass(frozen=True, kw_only=True)
class RuleHeader:
    """What a rule says of itself.

    identity: columns that, with the subject, make two findings the same one.
    scope:    rows sharing this key decide the result.
    loss:     what the amount means for the fund: charged lines, a whole claim, the difference of
              two group payments, or stays far above or below their group's standard.
    tolerates: `table.column` names that may be missing from an extract; the rule still holds.
    evidence: result columns that name the other side of a finding.
    unmoved_by: innocent changes of the data (tests/rules/innocents.py) that leave a definite
              finding definite, with the reason why each does not touch it.
    joins:    `written` where the engine's own order of the joins costs much more than the author's.
    parts:    of a rule that is judged whole, common table expressions whose rows their encounter and its
              person decide (each has `encounter_id`): kept from night to night (see `rules.parts`).
    coded_parts: those that their `trace_code` decides, of what a world of codes has (`rules.coded_world`).
    certainty: of every finding, unless the query returns a column `certainty` that lowers it.
    """

    title: str
    title_zh: str
    official: Annotated[
        Texts, AfterValidator(lambda codes: tuple(c for c in codes if c != "none"))
    ] = ()
    version: Annotated[int, whole(1)]
    status: Literal["draft", "stable", "retired"]
    certainty: Literal["definite", "suspect"]
    subject: Literal[
        "encounter",
        "person",
        "practitioner",
        "provider",
        "claim",
        "claim_line",
        "trace_code",
        "group",
    ]
    identity: Texts = ()
    scope: Scope
    basis: Texts
    parameters: Annotated[tuple[Parameter, ...], named(RuleParameter)] = ()
    message: Message
    message_zh: Message
    innocent_when: Texts
    innocent_when_zh: TextsZh
    verify_by: Texts
    verify_by_zh: TextsZh
    loss: Literal["lines", "group_payment", "claim", "high_ratio", "low_ratio"] = "lines"
    tolerates: Texts = ()
    judged: str | None = None
    source: Texts = ()
    evidence: Annotated[tuple[EvidenceColumn, ...], BeforeValidator(_evidence)] = ()
    unmoved_by: Annotated[tuple[tuple[str, str], ...], BeforeValidator(_unmoved_by)] = ()
    note: str = ""
    note_zh: str = ""
    joins: Joins = "chosen"
    parts: Texts = ()
    coded_parts: Texts = ()
    retired: object = None  # day and reason, for who reads the file

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Rule(RuleHeader):
    """One rule: header and query. Its id is its path, `family.slug`."""

    id: str
    family: str
    slug: str
    headed: HeadedSql = field(repr=False)

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def all_parts(self) -> tuple[str, ...]:
        """What a night keeps of the query, whatever decides it."""
        return (*self.parts, *self.coded_parts)

    def values(self, overrides: Given | None = None) -> Values:
        """Parameter values for a run: the defaults, with the given ones in their place."""
        given = overrides or {}
        return {p.name: p.bound(given.get(p.name, p.default)) for p in self.parameters}


def rule_id(relative: str) -> str:
    """`family/slug.sql` as `family.slug`."""
    return relative.removesuffix(".sql").replace("/", ".")


def parse_rule(headed: HeadedSql) -> tuple[Rule | None, list[Problem]]:
    """The header as a Rule, and everything wrong with it; no Rule when it cannot stand."""
    header, problems = typed_header(headed, RuleHeader)
    family, _, slug = headed.file.relative.removesuffix(".sql").rpartition("/")
    if family not in FAMILIES and not is_own_family(headed, family):
        problems.append(
            Problem(
                headed.at(),
                sentence("the folder '{family}' is no family", family=family),
                sentence("One of: {families}.", families=", ".join(FAMILIES)),
            )
        )
    if header is None or problems:
        return None, problems
    own = rule_id(headed.file.relative)
    return Rule(**vars(header), id=own, family=family, slug=slug, headed=headed), []


def is_own_family(headed: HeadedSql, family: str) -> bool:
    """Whether a folder is a bureau's own family: in its library, with a plain name."""
    is_plain = family.isidentifier() and family.islower()
    return is_plain and headed.file.root != builtin_root()


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
