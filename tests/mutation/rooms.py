"""Modules whose tests are tried by small changes, and for each the quick tests that are for it."""

from __future__ import annotations

ROOMS: dict[str, dict[str, tuple[str, ...]]] = {
    "rules": {
        "feijian.rules.overrides": ("unit/rules/test_overrides.py",),
        "feijian.rules.lock": ("unit/rules/test_lock.py",),
        "feijian.rules.parameter": (
            "unit/rules/test_header_shapes.py",
            "unit/rules/test_parameter_bounds.py",
        ),
        "feijian.rules.gates": ("unit/rules/test_gates.py",),
        "feijian.rules.conditions": ("unit/rules/test_gates.py",),
        "feijian.rules.likely": ("unit/rules/test_likely.py",),
        "feijian.rules.fund_loss": ("unit/rules/test_fund_loss.py",),
        "feijian.rules.coverage": ("unit/rules/test_class_coverage.py",),
        "feijian.rules.backtest": ("unit/rules/test_backtest.py",),
        "feijian.rules.period": ("unit/rules/test_period.py",),
        "feijian.rules.findings": ("unit/rules/test_findings.py",),
        "feijian.rules.wording": ("unit/rules/test_wording.py",),
        "feijian.rules.publish": ("unit/rules/test_publish.py",),
        "feijian.rules.events": ("unit/rules/test_publish.py",),
        "feijian.rules.evidence": ("unit/rules/test_publish.py",),
        "feijian.rules.legal_basis": ("unit/rules/test_legal_basis.py",),
    },
    "leads": {
        "feijian.leads.amounts": ("unit/leads/test_amounts.py",),
        "feijian.leads.stacking": (
            "unit/leads/test_amounts.py",
            "unit/leads/test_stacking.py",
            "unit/leads/test_worlds.py",
        ),
        "feijian.leads.content_order": ("unit/leads/test_stacking.py",),
        "feijian.leads.posterior": ("unit/leads/test_posterior.py",),
        "feijian.leads.placement": ("unit/leads/test_placement.py",),
        "feijian.leads.calibration": ("unit/leads/test_calibration.py",),
        "feijian.leads.support": ("unit/leads/test_support.py",),
        "feijian.leads.ranking": ("unit/leads/test_ranking.py",),
        "feijian.leads.warehouse": ("unit/leads/test_facts.py",),
        "feijian.leads.lift": ("unit/leads/test_lift.py",),
        "feijian.leads.difference": ("unit/leads/test_difference.py",),
        "feijian.leads.learning": ("unit/leads/test_learning.py",),
        "feijian.leads.look_back": ("unit/leads/test_look_back.py",),
        "feijian.leads.similar": ("unit/leads/test_similar.py",),
        "feijian.leads.outlier_facts": ("unit/leads/test_outlier_facts.py",),
        "feijian.leads.charts": ("unit/leads/test_charts.py",),
        "feijian.leads.lists": ("unit/leads/test_lists.py",),
        "feijian.leads.providers": ("unit/leads/test_lists.py",),
        "feijian.leads.sanctions": ("unit/leads/test_learning.py", "unit/leads/test_bundles.py"),
        "feijian.leads.stakes": (
            "unit/leads/test_bundles.py",
            "unit/leads/test_rooms.py",
            "unit/leads/test_learned_support.py",
            "unit/leads/test_ranking.py",
            "unit/leads/test_worlds.py",
        ),
        "feijian.leads.judged": ("unit/leads/test_judged.py",),
        "feijian.leads.bundles": ("unit/leads/test_bundles.py", "unit/leads/test_ranking.py"),
        "feijian.leads.published_events": (
            "unit/leads/test_bundles.py",
            "unit/leads/test_ranking.py",
            "unit/leads/test_worlds.py",
        ),
        "feijian.leads.unexplained": (
            "unit/leads/test_bundles.py",
            "unit/leads/test_ranking.py",
            "unit/leads/test_outlier_facts.py",
            "unit/leads/test_unexplained.py",
        ),
        "feijian.leads.reasons": ("unit/leads/test_reasons.py",),
        "feijian.leads.lead": ("unit/leads/test_reasons.py", "unit/leads/test_unexplained.py"),
        "feijian.leads.show": ("unit/leads/test_show.py",),
        "feijian.leads.labels": ("unit/leads/test_labels.py",),
        "feijian.leads.assemble": ("unit/leads/test_assemble.py", "unit/leads/test_ranking.py"),
    },
    "ingest": {
        "feijian.ingest.load.dedupe": (
            "unit/ingest/test_ledger.py",
            "unit/ingest/test_statements.py",
            "unit/ingest/test_dedupe.py",
        ),
        "feijian.ingest.read.csv_fallback": ("unit/ingest/test_csv_fallback.py",),
        "feijian.ingest.load.identity": (
            "unit/ingest/test_numbers.py",
            "unit/ingest/test_identity.py",
        ),
        "feijian.ingest.load.references": ("unit/ingest/test_numbers.py",),
        "feijian.ingest.load.privacy": ("unit/ingest/test_privacy.py",),
        "feijian.ingest.load.ledger": (
            "unit/ingest/test_ledger.py",
            "unit/ingest/test_statements.py",
        ),
        "feijian.ingest.load.accounts": (
            "unit/ingest/test_ledger.py",
            "unit/ingest/test_statements.py",
        ),
        "feijian.ingest.load.known_files": ("unit/ingest/test_ledger.py",),
        "feijian.ingest.load.sharing": (
            "unit/ingest/test_ledger.py",
            "unit/ingest/test_statements.py",
        ),
        "feijian.ingest.load.report": ("unit/ingest/test_measured.py",),
        "feijian.ingest.read.encodings": ("unit/ingest/test_encodings.py",),
        "feijian.ingest.read.header": ("unit/ingest/test_headers.py",),
        "feijian.ingest.read.unfolding": ("unit/ingest/test_unfolding.py",),
        "feijian.ingest.read.codes": ("unit/ingest/test_held_rows.py",),
        "feijian.ingest.doubts.sizes": ("unit/ingest/test_sizes.py",),
        "feijian.ingest.doubts.ahead": ("unit/ingest/test_sizes.py",),
        "feijian.ingest.load.plain_cells": ("unit/ingest/test_usual_cells.py",),
        "feijian.ingest.read.coded_persons": ("unit/ingest/test_usual_cells.py",),
        "feijian.ingest.sources.dictionaries": ("unit/ingest/test_dictionaries.py",),
        "feijian.ingest.read.archives": (
            "unit/ingest/test_limits_of_archives.py",
            "unit/ingest/test_archive_entries.py",
        ),
        "feijian.ingest.load.waiting_again": ("unit/ingest/test_waiting_again.py",),
        "feijian.ingest.doubts.cut_short": ("unit/ingest/test_cut_short.py",),
        "feijian.ingest.doubts.plausibility": ("unit/ingest/test_measured.py",),
        "feijian.ingest.load.notes": ("unit/ingest/test_notes.py",),
        "feijian.ingest.load.parents": (
            "unit/ingest/test_statements.py",
            "unit/ingest/test_dedupe.py",
            "unit/ingest/test_loading.py",
        ),
    },
    "settings": {
        "feijian.workspace.settings": (
            "unit/workspace/test_settings.py",
            "unit/workspace/test_settings_mistakes.py",
            "unit/workspace/test_settings_bounds.py",
        ),
        "feijian.workspace.sections": (
            "unit/workspace/test_settings_mistakes.py",
            "unit/workspace/test_settings_bounds.py",
        ),
        "feijian.workspace.entries": (
            "unit/workspace/test_settings_mistakes.py",
            "unit/workspace/test_settings_bounds.py",
        ),
        "feijian.workspace.toml_values": (
            "unit/workspace/test_settings_mistakes.py",
            "unit/workspace/test_settings_bounds.py",
        ),
    },
    "kept": {
        "feijian.workspace.history": ("unit/workspace/test_history.py",),
        "feijian.workspace.upgrade": ("unit/workspace/test_upgrade.py",),
        "feijian.contracts.assess": (
            "unit/contracts/test_formal_record.py",
            "unit/contracts/test_quality_late.py",
        ),
    },
    "verdicts": {
        "feijian.verdicts.settled": ("unit/verdicts/test_settled.py",),
        "feijian.verdicts.chain": ("unit/verdicts/test_chain.py",),
        "feijian.verdicts.of_events": ("unit/verdicts/test_of_events.py",),
        "feijian.verdicts.form": (
            "unit/verdicts/test_form.py",
            "unit/verdicts/test_import_form.py",
        ),
        "feijian.verdicts.export_form": (
            "unit/verdicts/test_export_form.py",
            "unit/verdicts/test_import_form.py",
        ),
        "feijian.verdicts.import_form": (
            "unit/verdicts/test_import_form.py",
            "unit/verdicts/test_of_events.py",
        ),
        "feijian.verdicts.store": (
            "unit/verdicts/test_chain.py",
            "unit/verdicts/test_import_form.py",
        ),
    },
    "night": {
        "feijian.night.carrying": ("unit/night/test_carrying.py",),
        "feijian.night.rescoring": ("unit/night/test_rescoring.py",),
        "feijian.night.summary": ("unit/night/test_summary.py",),
        "feijian.night.metrics": ("unit/night/test_figures.py",),
        "feijian.night.mail": ("unit/night/test_mail.py",),
        "feijian.night.notice": ("unit/night/test_inbox.py", "unit/night/test_mail.py"),
        "feijian.night.inbox": ("unit/night/test_inbox.py",),
    },
    "workbench": {
        "feijian.workbench.cases": ("unit/workbench/test_cases.py",),
        "feijian.workbench.accounts": ("unit/workbench/test_accounts.py",),
        "feijian.workbench.clues": ("unit/workbench/test_steps.py",),
        "feijian.workbench.counts": ("unit/workbench/test_amounts.py",),
        "feijian.workbench.points": ("unit/workbench/test_steps.py",),
        "feijian.workbench.amounts": ("unit/workbench/test_amounts.py",),
        "feijian.workbench.credit": ("unit/workbench/test_credit.py",),
        "feijian.workbench.deadlines": (
            "unit/workbench/test_deadlines.py",
            "unit/workbench/test_steps.py",
        ),
        "feijian.workbench.handover": ("unit/workbench/test_steps.py",),
        "feijian.workbench.samples": ("unit/workbench/test_steps.py",),
    },
    "reports": {
        "feijian.reports.before": ("unit/reports/test_views.py",),
    },
    "told": {
        "feijian.leads.acts": ("unit/leads/test_acts.py",),
        "feijian.leads.asking": ("unit/leads/test_asking.py",),
        "feijian.reports.network": ("unit/reports/test_network.py",),
        "feijian.reports.quality": ("unit/reports/test_quality.py",),
    },
}
"""Room → module → its tests, below tests/."""


def tests_of(module: str) -> tuple[str, ...]:
    """Paths of the tests of a module."""
    (found,) = (modules[module] for modules in ROOMS.values() if module in modules)
    return tuple(f"tests/{path}" for path in found)
