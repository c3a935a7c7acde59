"""One county, two interfaces: the platform's tables, and the messages of the hospitals' own systems.

What may differ stands in `two_interfaces.yaml`, each with its reason. A difference that is not there
fails, and so does one that is there and no longer comes about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from tests.conftest import AS_OF
from tests.shared import keep_library
from tests.unit.demo.as_messages import Sent, write_messages, write_others

from feijian.demo import CountyRequest, generate_county
from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.pipeline import judge, prepare
from feijian.workspace import Run, RunRequest, Workspace, begin_run
from feijian.workspace.folder import KEY_FILE

REASONS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("two_interfaces.yaml").read_text("utf-8")
)
KEYS = {
    "provider": ("provider_id",),
    "person": ("person_id",),
    "encounter": ("encounter_id",),
    "diagnosis": ("encounter_id", "seq"),
    "procedure": ("encounter_id", "seq"),
    "claim": ("claim_id",),
    "claim_line": ("claim_line_id",),
    "dispense": ("claim_line_id", "trace_code", "kind"),
}
"""What tells rows of a table apart, whichever way they came."""


@dataclass(frozen=True)
class Judged:
    """A workspace after judging, and the platform's numbers of its charges."""

    workspace: Workspace
    run: Run
    numbers: dict[str, str]

    def table(self, name: str) -> dict[tuple[Any, ...], dict[str, Any]]:
        """Rows by key, with the platform's numbers of charges."""
        with duckdb.connect(str(self.workspace.warehouse), read_only=True) as connection:
            found = connection.execute(f"select * from canonical.{name}")
            columns = [c[0] for c in found.description or ()]
            rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        for row in rows:
            for column in ("claim_line_id", "original_line_id"):
                if column in row:
                    row[column] = self.numbers.get(row[column], row[column])
        return {tuple(row[k] for k in KEYS[name]): row for row in rows}

    def findings(self) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        """Rule, subject, provider and evidence → amounts and certainty."""
        said: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for row in _rows(self.run.file("findings.parquet")):
            lines = sorted(self.numbers.get(n, n) for n in row["claim_line_ids"] or ())
            subject = self.numbers.get(row["subject_id"], row["subject_id"])
            others = (tuple(sorted(row[c] or ())) for c in ("encounter_ids", "trace_codes"))
            key = (row["rule_id"], subject, row["provider_id"], *others, tuple(lines))
            day = str(row["occurred_from"])
            said[(*key, day)] = (row["amount_at_risk"], row["fund_at_risk"], row["certainty"])
        return said

    def outcomes(self) -> dict[str, tuple[str, str]]:
        """Rule → outcome and what it could not see."""
        rows = _rows(self.run.file("rules.parquet"))
        return {r["rule_id"]: (r["outcome"], r["detail"] or "") for r in rows}


def _rows(file: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute("select * from read_parquet($1)", [str(file)])
        columns = [c[0] for c in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _judged(folder: Path, numbers: dict[str, str], *deliveries: tuple[Path, str]) -> Judged:
    workspace = Workspace.create(folder)
    # what is hashed here is hashed there with the same key
    (folder / KEY_FILE).write_text("0" * 64 + "\n", "ascii")
    keep_library(workspace)
    for delivery, source in deliveries:
        load(workspace, delivery, source=source, library=Library.of())
    run = begin_run(workspace, RunRequest(AS_OF, full=True))
    for step in (prepare, judge):
        step(workspace, run, lambda *_: None)
    return Judged(workspace, run, numbers)


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "delivery"
    generate_county(folder, CountyRequest(seed=1, lines=30_000))
    return folder


@pytest.fixture(scope="module")
def sent(delivery: Path) -> Sent:
    return write_messages(delivery, delivery.parent / "messages")


@pytest.fixture(scope="module")
def platform(delivery: Path) -> Judged:
    return _judged(delivery.parent / "platform", {}, (delivery, "nhsa_platform"))


@pytest.fixture(scope="module")
def registered(delivery: Path, sent: Sent) -> Judged:
    """The bureau's registers, the hospitals' messages, then stock, sales and groups."""
    registers, stock = delivery.parent / "registers", delivery.parent / "stock"
    write_others(delivery, registers, stock, sent)
    deliveries = (
        (registers, "nhsa_platform"),
        (sent.folder, "hospital_interface"),
        (stock, "nhsa_platform"),
    )
    return _judged(delivery.parent / "registered", sent.numbers, *deliveries)


@pytest.fixture(scope="module")
def alone(delivery: Path, sent: Sent) -> Judged:
    """Messages and nothing else."""
    return _judged(delivery.parent / "alone", sent.numbers, (sent.folder, "hospital_interface"))


def _differences(one: Judged, other: Judged) -> Iterator[str]:
    for name in KEYS:
        here, there = one.table(name), other.table(name)
        if there.keys() - here.keys():
            yield f"{name}: more rows"
        if here.keys() - there.keys():
            yield f"{name}: fewer rows"
        for key in here.keys() & there.keys():
            for column, value in here[key].items():
                if value != there[key][column]:
                    yield f"{name}.{column}"


def test_the_same_visits_are_the_same_rows(platform: Judged, registered: Judged) -> None:
    expected = REASONS["rows"].keys() | REASONS["rows registered"].keys()
    assert set(_differences(platform, registered)) == expected


def test_messages_alone_lack_what_registers_say(platform: Judged, alone: Judged) -> None:
    expected = REASONS["rows"].keys() | REASONS["rows alone"].keys()
    assert set(_differences(platform, alone)) == expected


def test_with_registers_every_rule_finds_the_same(platform: Judged, registered: Judged) -> None:
    here, there = platform.findings(), registered.findings()
    differing = {key[0] for key in here.keys() | there.keys() if here.get(key) != there.get(key)}
    assert differing == set(REASONS["findings"])
    assert len(here.keys() & there.keys()) > 300
    told = {rule: outcome for rule, (outcome, _) in platform.outcomes().items()}
    assert told == {rule: outcome for rule, (outcome, _) in registered.outcomes().items()}


def test_a_rule_that_finds_otherwise_without_registers_says_what_it_did_not_see(
    platform: Judged, alone: Judged
) -> None:
    here, there, said = platform.findings(), alone.findings(), alone.outcomes()
    differing = {key[0] for key in here.keys() | there.keys() if here.get(key) != there.get(key)}
    silent = {r for r in differing if said[r][0] == "ran" and "could not see" not in said[r][1]}
    assert silent == set(REASONS["findings alone"])
    assert len(here.keys() & there.keys()) > 200


def test_rules_that_need_a_register_say_so(platform: Judged, alone: Judged) -> None:
    before, now = platform.outcomes(), alone.outcomes()
    stopped = {r: now[r][1] for r in now if now[r][0] != before[r][0]}
    assert stopped == REASONS["not applicable alone"]
