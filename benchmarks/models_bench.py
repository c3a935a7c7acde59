"""A model of a million persons and forty features, from claim lines to scores.

`python -m benchmarks.models_bench --persons 1000000` fills a database of its own with twelve claim
lines a person, runs one model over it as `feijian run` does (features in SQL, peers, robust z,
isolation forest, ECOD) and prints seconds and peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

CATEGORIES = 20
LINES = 12
"""Claim lines a person."""
SEED = 7

HEADER = """/* ---
title: What a person was charged for
title_zh: 参保人费用构成
version: 1
status: stable
subject: person
period: all
peers: [[age_band, sex], [age_band]]
peer_titles:
  age_band: {{title: age, title_zh: 年龄段}}
  sex: {{title: sex, title_zh: 性别}}
minimum_subjects: 100
features:
{features}
detectors: [robust_z, iforest, ecod]
innocent_when: [a serious illness]
innocent_when_zh: [重病]
verify_by: [the medical records]
verify_by_zh: [病历]
--- */
"""
FEATURE = "  {name}: {{title: {name}, title_zh: {name}, format: money, direction: high, scale: log, floor: 0.3}}"

FILL = """
insert into canonical.person (person_id, sex, birth_date)
select 'P' || i, case when hash(i) % 2 = 0 then '1' else '2' end,
    date '1940-01-01' + cast(hash(i + $seed) % 25000 as integer)
from range($persons) as t (i);

insert into canonical.claim_line (
    claim_line_id, person_id, provider_id, category, charged_at, quantity, amount
)
select
    'L' || n, 'P' || hash(n + $seed) % $persons, 'H' || hash(n, 1) % 500,
    'c' || cast(power(hash(n, 2) % 1000 / 1000.0, 2) * $categories as integer),
    timestamp '2025-07-01' + to_seconds(cast(hash(n, 3) % 7000000 as bigint)), 1,
    cast(exp(hash(n, 4) % 1000 / 160.0) as decimal(18, 2))
from range($persons * $lines) as t (n);
"""


def model_text() -> str:
    """Header and query of a model with an amount and a number of lines for each category."""
    names = [f"{kind}_{n}" for n in range(CATEGORIES) for kind in ("amount", "lines")]
    outputs = [
        text
        for n in range(CATEGORIES)
        for text in (
            f"coalesce(sum(line.amount) filter (where line.category = 'c{n}'), 0) as amount_{n}",
            f"count(line.claim_line_id) filter (where line.category = 'c{n}') as lines_{n}",
        )
    ]
    query = (
        "select line.person_id as subject_id, min(line.provider_id) as provider_id,"
        " date '2025-07-01' as period_from, date '2025-12-31' as period_to,"
        " cast((2025 - year(min(person.birth_date))) // 20 as varchar) as age_band,"
        f" min(person.sex) as sex,\n    {', '.join(outputs)}\n"
        "from claim_line as line inner join person on line.person_id = person.person_id"
        " group by line.person_id"
    )
    return HEADER.format(features="\n".join(FEATURE.format(name=n) for n in names)) + query + "\n"


def measure(persons: int, folder: Path) -> dict[str, Any]:
    """Seconds of features and scores together, rows scored, and the process's peak memory."""
    from feijian.contracts import SEARCH_PATH, empty_world, read_content
    from feijian.library import ContentFile
    from feijian.models.reading import read_model
    from feijian.models.running import run_model
    from feijian.workspace import Workspace

    file = folder / "models" / "person" / "wide.sql"
    file.parent.mkdir(parents=True)
    file.write_text(model_text(), encoding="utf-8")
    file.with_suffix(".cases.yaml").write_text(
        "- {name: never run here, first: [P1], ordinary: [P2]}\n"
    )
    catalogue = read_content().catalogue
    model = read_model(ContentFile(folder, file, "person/wide.sql"), empty_world(catalogue))
    workspace = Workspace.create(folder / "workspace")
    with workspace.writing() as connection:
        for name in ("person", "claim_line"):
            table = catalogue.find(name)
            assert table is not None
            connection.execute(table.ddl(strict=False))
        for statement in FILL.split(";")[:2]:
            values = {"persons": persons, "lines": LINES, "categories": CATEGORIES, "seed": SEED}
            used = {k: v for k, v in values.items() if f"${k}" in statement}
            connection.execute(statement, used)
    with workspace.reading(sparing=True) as connection:
        connection.execute(f"set search_path = '{SEARCH_PATH}'")
        started = time.perf_counter()
        scored = run_model(model, connection, {}, SEED)
    return {
        "persons": persons,
        "features": len(model.features),
        "claim_lines": persons * LINES,
        "scored": scored.scores.height,
        "seconds": time.perf_counter() - started,
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "notes": list(scored.notes),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(measure(given.persons, Path(made)), indent=1))
