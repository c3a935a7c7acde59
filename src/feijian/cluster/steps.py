"""The steps of a run over an exported warehouse: those that ask all rows ask the engine.

The run's warehouse becomes an extract of what its findings name; findings, ranking and reports are the
same code over it as over a warehouse of one's own. The quality of rows is recorded where they are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

import polars as pl
import pyarrow as pa

from feijian.cluster.extract import bring_over_all, fill, fresh_warehouse
from feijian.cluster.judging import judge_all, regions_of
from feijian.cluster.opening import open_engine
from feijian.cluster.over_all import KEPT_USUAL, OVER_ALL
from feijian.cluster.scoring import scored_there
from feijian.contracts import Content
from feijian.contracts.assess import assess_elsewhere
from feijian.engines.engine import Engine, EngineError
from feijian.engines.exported import ExportedWarehouse
from feijian.leads.outlier_facts import COUNTED
from feijian.leads.step import rank
from feijian.models.step import checked_models, run_models_by, write_scores
from feijian.plain import Json
from feijian.rules.checked import checked_rules, content_of
from feijian.rules.fund_loss import add_funds_at_risk, low_ratio_of
from feijian.rules.judge import guard
from feijian.rules.overrides import check_settings
from feijian.rules.publish import publish_findings, publish_outcomes
from feijian.rules.step import detectors_of
from feijian.rules.store import Fresh, JudgedScope, keep, open_store
from feijian.verdicts.settled import read_settled
from feijian.workspace import Run, Workspace
from feijian.workspace.extracted import note_extract

Progress = Callable[[str, float], None]
Act = Callable[[Workspace, Run, Progress], Json]


@dataclass
class Elsewhere:
    """One run over rows that lie elsewhere: what its steps share, from the first that asks for them."""

    stack: ExitStack
    opened: tuple[Engine, ExportedWarehouse, Content] | None = field(default=None)

    def at(self, workspace: Workspace, run: Run) -> tuple[Engine, ExportedWarehouse, Content]:
        """The engine, opened once, the warehouse it reads and the content of the run."""
        if self.opened is None:
            content = content_of(workspace, run)
            engine, exported = open_engine(workspace, run, content)
            self.stack.callback(engine.close)
            self.opened = (engine, exported, content)
        return self.opened

    def prepare(self, workspace: Workspace, run: Run, progress: Progress) -> Json:
        """Derived tables built by the engine; reference rows are those that were exported.

        Summary as of the run's own step, and what was read: place, delivery and digest.
        """
        progress("", 0.0)
        engine, exported, content = self.at(workspace, run)
        failed = {}
        for number, item in enumerate(content.derived):
            progress(f"derived.{item.name}", number / len(content.derived))
            try:
                engine.build(item)
            except EngineError as error:
                failed[item.name] = str(error)
        progress("", 1.0)
        rows = exported.rows()
        summary: Json = {
            "reference_rows": sum(n for t, n in rows.items() if t.startswith("reference.")),
            "derived_built": len(content.derived) - len(failed),
            "derived_by_key": 0,
            "engine": engine.name,
            "warehouse": {
                "place": exported.place,
                "delivery_seq": exported.delivery_seq,
                "digest": exported.digest,
                "rows": sum(rows.values()),
            },
        }
        return {**summary, **({"derived_failed": failed} if failed else {})}

    def judge(self, workspace: Workspace, run: Run, progress: Progress) -> Json:
        """All rules judged by the engine, the evidence extract made, findings published from it."""
        engine, exported, content = self.at(workspace, run)
        checked, settings = checked_rules(workspace, content), workspace.settings()
        check_settings(settings, checked.book, detectors=detectors_of(content))
        done = judge_all(engine, content, checked, settings, run.request, exported, progress)
        with fresh_warehouse(workspace) as connection:
            fill(connection, engine, content, exported, done.all_findings())
            bring_over_all(connection, engine, OVER_ALL)
            note_extract(connection, engine.name, exported.name, exported.delivery_seq)
            guard(connection)
            open_store(connection)
            regions = regions_of(engine)
            paid_by = partial(low_ratio_of, settings.payment, regions)
            ran = [(r, done.findings[r.id]) for r in checked.book.rules if r.id in done.findings]
            add_funds_at_risk(connection, ran, paid_by, KEPT_USUAL)
            scope = JudgedScope(exported.digest, exported.delivery_seq)
            keep(connection, [Fresh(rule.id, scope, found) for rule, found in ran])
            settled = read_settled(workspace.verdicts).covers
            published = publish_findings(run, connection, settings, settled, workspace.seal())
        progress("", 1.0)
        return publish_outcomes(run, done.outcomes, published)

    def score(self, workspace: Workspace, run: Run, progress: Progress) -> Json:
        """Every model: the engine works out its subjects' features, and they are scored here."""
        engine, exported, content = self.at(workspace, run)
        settings, book = workspace.settings(), checked_models(workspace, content)
        scored_by = partial(scored_there, engine, exported.rows())
        outcomes = run_models_by(book, scored_by, settings, run.request.as_of, progress)
        return write_scores(run, settings, book, outcomes)

    def rank(self, workspace: Workspace, run: Run, progress: Progress) -> Json:
        """As over a warehouse of one's own; what outliers' subjects were is counted by the engine."""
        engine, _, _ = self.at(workspace, run)

        def counted(asked: pa.Table) -> pl.DataFrame:
            engine.hold("outlier_subject", asked)
            rows = pl.from_arrow(engine.table(COUNTED))
            assert isinstance(rows, pl.DataFrame)
            return rows

        return rank(workspace, run, progress, counted)

    def assess(self, workspace: Workspace, run: Run, progress: Progress) -> Json:
        """The balance of what was delivered; rows were judged where they were loaded."""
        return assess_elsewhere(workspace, run, progress)


@contextmanager
def steps_elsewhere() -> Iterator[dict[str, Act]]:
    """Steps that take the place of a run's own of that name; the engine is closed at the end."""
    with ExitStack() as stack:
        run = Elsewhere(stack)
        yield {
            "prepare": run.prepare,
            "judge": run.judge,
            "score": run.score,
            "assess": run.assess,
            "rank": run.rank,
        }
