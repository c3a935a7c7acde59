"""What reports say of everybody: the queries an engine works out over all rows, by the table that keeps them."""

from __future__ import annotations

from feijian.engines.engine import Values
from feijian.leads.warehouse import PROVIDERS
from feijian.reports.indicators import BY_QUARTER
from feijian.reports.profile import MONTHS, PROFILE
from feijian.rules.fund_loss import USUAL
from feijian.workbench.background import MONTHS as ACTIVITY
from feijian.workbench.prepare import PROVIDER as PAID

ALWAYS: Values = {"start": None, "stop": None}
OVER_ALL: dict[str, tuple[str, Values]] = {
    "usual_share": (USUAL, {}),
    "provider_totals": (PROVIDERS, {"settled_from": None, "settled_to": None}),
    "provider_profile": (PROFILE, ALWAYS),
    "provider_months": (
        MONTHS.replace("provider_id in (select unnest($providers))", "provider_id is not null"),
        ALWAYS,
    ),
    "provider_quarters": (BY_QUARTER, ALWAYS),
    "provider_paid": (PAID, ALWAYS),
    "provider_activity": (ACTIVITY, ALWAYS),
}
"""A run over an exported warehouse has no period: it publishes everything."""
KEPT_USUAL = "select method, share from extract.usual_share"
