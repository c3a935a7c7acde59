"""What another setting of a rule would change, without publishing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.judge import Setting, findings_of, guard
from feijian.rules.parameter import Given
from feijian.rules.period import within_period
from feijian.rules.trial import changed_sets
from feijian.workspace import Workspace

EXAMPLES = 5


@dataclass(frozen=True)
class ProviderChange:
    """One provider's findings under the setting now and then; amounts in yuan, unknown ones left out."""

    provider_id: str
    added: int
    removed: int
    unchanged: int
    amount_now: Decimal
    amount_then: Decimal


@dataclass(frozen=True)
class Backtest:
    """Findings added, removed and unchanged, by provider, with a few messages of each kind."""

    added: int
    removed: int
    unchanged: int
    providers: tuple[ProviderChange, ...]
    examples: tuple[str, ...]

    def json(self) -> Json:
        return asdict(self)


def backtest(
    workspace: Workspace,
    book: RuleBook,
    rule_id: str,
    change: Given,
    as_of: date,
    period: tuple[date | None, date | None],
) -> Backtest:
    """Run a rule as it is set now and with changed parameters, over what the newest run prepared.

    Raises UsageError for a parameter that the rule does not have or a value out of bounds.
    """
    rule = book.get(rule_id)
    require_parameters(rule, change, "--set ")
    settings = workspace.settings()
    now_sets = changed_sets(rule, settings, as_of, {})
    then_sets = changed_sets(rule, settings, as_of, change)
    with workspace.reading(prepared=True, whole=True) as connection:
        regions = dict(
            connection.execute("select provider_id, region_code from canonical.provider").fetchall()
        )
        guard(connection)
        setting = Setting(as_of, settings.region, regions)
        now = {
            f["finding_id"]: f
            for f in findings_of(connection, rule, now_sets, setting)
            if within_period(f, *period)
        }
        then = {
            f["finding_id"]: f
            for f in findings_of(connection, rule, then_sets, setting)
            if within_period(f, *period)
        }
    return compared(now, then)


def require_parameters(rule: Rule, change: Given, where: str) -> None:
    """Raise UsageError with every name that the rule has no parameter of."""
    names = {p.name for p in rule.parameters}
    wrong = [
        Problem(
            f"{where}{n}",
            sentence("{id} has no such parameter", id=rule.id),
            sentence("It has: {names}.", names=", ".join(sorted(names)) or "none"),
        )
        for n in change
        if n not in names
    ]
    if wrong:
        raise UsageError(wrong)


def compared(now: Mapping[str, Finding], then: Mapping[str, Finding]) -> Backtest:
    """What differs between two sets of findings by id: told by provider, with some messages."""
    added, removed, same = (
        then.keys() - now.keys(),
        now.keys() - then.keys(),
        now.keys() & then.keys(),
    )
    providers = []
    for provider in sorted({str(f["provider_id"]) for f in (*now.values(), *then.values())}):

        def of(
            ids: Iterable[str], source: Mapping[str, Finding], provider: str = provider
        ) -> list[Finding]:
            return [source[i] for i in ids if str(source[i]["provider_id"]) == provider]

        providers.append(
            ProviderChange(
                provider,
                len(of(added, then)),
                len(of(removed, now)),
                len(of(same, now)),
                _sum(of(now, now)),
                _sum(of(then, then)),
            )
        )
    examples = [f"+ {then[i]['message_zh']}" for i in sorted(added)[:EXAMPLES]]
    examples += [f"- {now[i]['message_zh']}" for i in sorted(removed)[:EXAMPLES]]
    return Backtest(len(added), len(removed), len(same), tuple(providers), tuple(examples))


def _sum(findings: list[Finding]) -> Decimal:
    return sum((f["amount_at_risk"] or Decimal(0) for f in findings), Decimal("0.00"))
