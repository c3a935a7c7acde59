"""What is said of an encounter asked beside others is what is said of it alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import AS_OF, County

from feijian.asking import unsettled_world
from feijian.asking.answering import Answers, library_of
from feijian.ingest.unsettled.upload import Most, question_of
from feijian.plain import Json
from feijian.workspace import Run

ANYBODY = "select encounter_id from canonical.claim_line group by 1 order by 1"
FOUND = "select distinct unnest(encounter_ids) as e from finding.finding order by e"
OFTEN = (
    "select encounter_id from canonical.claim_line where person_id in"
    " (select person_id from canonical.claim_line group by 1 having count(distinct encounter_id) > 3)"
    " and person_id < (select quantile_disc(person_id, 0.05) from canonical.claim_line)"
    " group by 1 order by 1"
)
"""Encounters of few persons, who come again and again."""


@pytest.fixture(scope="module")
def answers(county: County, county_run: Run) -> Iterator[Answers]:
    assert county_run.file("findings.parquet").is_file()
    with county.workspace.reading(whole=True) as warehouse:
        made = Answers(county.workspace, library_of(county.workspace, AS_OF), warehouse, AS_OF)
        yield made
        made.close()


def uploads(county: County, query: str, size: int, seed: int) -> list[dict[str, Any]]:
    """Encounters drawn by a seed, as they would be asked about before they were settled."""
    with county.workspace.reading() as warehouse:
        drawn = [e for (e,) in warehouse.execute(query).fetchall()]
        chosen = random.Random(seed).sample(drawn, min(size, len(drawn)))
        rows = warehouse.execute(
            "select * exclude (claim_id) from canonical.claim_line"
            " where encounter_id in (select unnest($1)) order by all",
            [chosen],
        ).to_arrow_table()
    by_encounter: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
        by_encounter.setdefault(row["encounter_id"], []).append(row)
    return [{"lines": by_encounter[e]} for e in chosen if e in by_encounter]


@pytest.mark.parametrize(
    ("query", "size", "seed"),
    [
        pytest.param(ANYBODY, 12, 3, id="anybody's"),
        pytest.param(FOUND, 16, 5, id="with findings"),
        pytest.param(OFTEN, 12, 7, id="of persons who come often"),
    ],
)
def test_an_encounter_in_a_batch_is_answered_as_alone(
    answers: Answers, county: County, query: str, size: int, seed: int
) -> None:
    asked = uploads(county, query, size, seed)
    assert len(asked) >= 6
    together = answers.answer(question_of(asked, "x", Most())).answers
    apart = [answers.answer(question_of(one, "x", Most())).answers[0] for one in asked]
    differing = {
        one["encounter_id"]: _differences(one, two)
        for one, two in zip(together, apart, strict=True)
        if one != two
    }
    assert differing == {}
    # and in another order
    turned = answers.answer(question_of(asked[::-1], "x", Most())).answers
    assert list(turned)[::-1] == list(together)


def _differences(one: Json, two: Json) -> dict[str, tuple[object, object]]:
    return {key: (one[key], two[key]) for key in two if one.get(key) != two[key]}


@pytest.mark.parametrize(("query", "seed"), [(ANYBODY, 11), (FOUND, 13), (OFTEN, 17)])
def test_plans_that_are_kept_answer_as_the_engine_would_plan_anew(
    answers: Answers, county: County, query: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where first steps of queries are asked before them, and what lists say of a name is remembered."""
    asked = [question_of(one, "x", Most()) for one in uploads(county, query, 12, seed)]
    kept = [answers.answer(one).answers[0] for one in asked for _ in range(2)]
    # no history is short enough: every statement is planned for the rows that are there
    monkeypatch.setattr(unsettled_world, "FEW_ROWS", -1)
    anew = [answers.answer(one).answers[0] for one in asked]
    assert kept == [one for one in anew for _ in range(2)]
