"""One encounter before it is settled: what is found, what is said to wait, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from feijian.asking.answering import Answers, Reply, answered, library_of
from feijian.errors import UsageError
from feijian.ingest.unsettled.upload import Most, question_of, read_question
from feijian.workspace import Run
from tests.conftest import AS_OF, County

DAY = date(2026, 7, 2)


@pytest.fixture(scope="module")
def person(county: County) -> str:
    with county.workspace.reading() as connection:
        return str(
            connection.execute(
                "select person_id from canonical.claim_line group by 1 order by count(*) desc, 1 limit 1"
            ).fetchall()[0][0]
        )


@contextmanager
def answers_of(county: County, as_of: date) -> Iterator[Answers]:
    """What `answered` makes for one question, for several: it takes seconds, each question hardly any."""
    with county.workspace.reading(whole=True) as warehouse:
        made = Answers(county.workspace, library_of(county.workspace, as_of), warehouse, as_of)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture(scope="module")
def answers(county: County, county_run: Run) -> Iterator[Answers]:
    # the run first: who writes the warehouse finds no reader of it
    assert county_run.file("findings.parquet").is_file()
    with answers_of(county, DAY) as made:
        yield made


def asked(answers: Answers, told: object) -> Reply:
    return answers.answer(question_of(told, "upload", Most()))


def charge(number: int, person: str, at: str, item: str, **more: Any) -> dict[str, Any]:
    return {
        "feedetl_sn": f"N{number}",
        "mdtrt_id": "NEW",
        "psn_no": person,
        "fee_ocur_time": at,
        "med_list_codg": item,
        "cnt": 1,
        "pric": 30,
        "det_item_fee_sumamt": "30.00",
        **more,
    }


def upload(person: str, *charges: dict[str, Any], head: str = "H1") -> dict[str, Any]:
    visit = {
        "mdtrt_id": "NEW",
        "psn_no": person,
        "med_type": "11",
        "begntime": "2026-07-02 08:00:00",
    }
    return {
        "infno": "2204",
        "fixmedins_code": head,
        "input": {"mdtrtinfo": visit, "feedetail": list(charges)},
    }


def test_what_was_uploaded_twice_is_told_at_its_line_with_basis_and_what_is_in_order(
    county: County, person: str
) -> None:
    with county.workspace.reading() as connection:
        capped = connection.execute(
            "select item_code from reference.item_daily_cap where max_per_day = 1"
            " and item_code in (select item_code from canonical.claim_line) order by 1 limit 1"
        ).fetchall()[0][0]
    told = upload(
        person, *(charge(n, person, f"2026-07-02 0{n}:00:00", capped, cnt=4) for n in (8, 9))
    )
    # the command's own way, from the workspace to the answer
    answer = answered(county.workspace, question_of(told, "upload", Most()), DAY).answers[0]
    assert answer["encounter_id"] == "NEW"
    found = {f["rule_id"]: f for line in answer["lines"] for f in line["findings"]}
    assert "overcharging.item_freq_cap" in found
    told_of = found["overcharging.item_freq_cap"]
    assert all(told_of[k] for k in ("message_zh", "basis_zh", "in_order_where_zh", "have_ready_zh"))
    assert set(told_of["claim_line_ids"]) <= {"N8", "N9"}
    # what rests on a settlement or a grouping says so, and is not called judged
    assert {"settlement", "grouping"} == set(answer["not_yet"].values())
    assert not set(answer["not_yet"]) & set(answer["judged"])
    assert answer["history"]["encounters"] >= 1
    assert answer["history"]["known_until"] < "2026-07-02"
    assert answer["history"]["days_old"] > 0
    # the warehouse was only read
    with county.workspace.reading() as connection:
        assert not connection.execute(
            "select 1 from canonical.encounter where encounter_id = 'NEW'"
        ).fetchall()


def test_a_new_charge_beside_one_that_is_in_the_history(answers: Answers, person: str) -> None:
    one = charge(1, person, "2026-07-02 09:00:00", "001102000050000")
    answer = asked(answers, [one]).answers[0]
    # a list alone is an upload too; nobody said what kind of visit it is
    assert [line["claim_line_id"] for line in answer["lines"]] == ["N1"]
    assert answer["judged"]


def test_lines_of_an_encounter_in_the_history_find_what_the_night_found(
    county: County, county_run: Run, tmp_path: Path
) -> None:
    """No finding of encounter scope over charges alone is lost by asking about one encounter."""
    assert county_run.file("findings.parquet").is_file()
    with county.workspace.reading() as connection:
        stored = connection.execute(
            "select rule_id, encounter_ids[1], list_sort(claim_line_ids) from finding.finding"
            " where rule_id in ('overcharging.item_freq_cap', 'unbundling.lab_panel_unbundle',"
            " 'unbundling.mutex_same_day') and len(encounter_ids) = 1 order by 1, 2"
        ).fetchall()
        picked = {rule: (encounter, lines) for rule, encounter, lines in stored}
        assert len(picked) == 3
        for rule, (encounter, _) in picked.items():
            cursor = connection.sql(
                f"select * from canonical.claim_line where encounter_id = '{encounter}'"
            ).to_arrow_table()
            pq.write_table(cursor, tmp_path / f"{rule}.parquet")
    told = {}
    with answers_of(county, AS_OF) as answers:
        for rule in picked:
            question = read_question(tmp_path / f"{rule}.parquet", Most())
            told[rule] = answers.answer(question).answers[0]
    for rule, (_, lines) in picked.items():
        found = [
            sorted(f["claim_line_ids"])
            for line in told[rule]["lines"]
            for f in line["findings"]
            if f["rule_id"] == rule
        ]
        assert lines in found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "neither JSON nor CSV"),
        ('{"input": {}}', "holds no charge"),
        ('{"feedetail": ["x"]}', "no list of objects"),
        ("3", "no list and no object"),
    ],
)
def test_what_is_no_upload_is_refused_in_words(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "upload.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=what):
        read_question(file, Most())


def test_charges_that_cannot_be_read_are_named_and_their_encounter_is_not_judged(
    answers: Answers,
) -> None:
    charges = [
        charge(1, "P", "2026-07-02", "A", cnt="many"),
        charge(2, "P", "2026-07-02", "A"),
    ]
    reply = asked(answers, json.loads(json.dumps(charges)))
    assert [p.what for p in reply.problems] == ["charge 1 has no readable quantity"]
    assert not reply.is_list


def test_of_several_encounters_one_that_cannot_be_read_does_not_lose_the_others(
    answers: Answers, person: str
) -> None:
    charges = [
        charge(1, person, "2026-07-02", "A", cnt="many"),
        charge(1, "OTHER", "2026-07-02 09:00:00", "B", mdtrt_id="OTHER"),
        charge(2, person, "2026-07-02", "A"),
    ]
    reply = asked(answers, charges)
    assert reply.is_list
    first, second = reply.answers
    assert first == {
        "encounter_id": "NEW",
        "problems": [
            {
                "what": "charge 1 has no readable quantity",
                "todo": "Send it as the interface says.",
            }
        ],
    }
    assert second == asked(answers, charges[1:2]).answers[0]


def test_an_upload_without_charges_stands_in_its_own_place(answers: Answers) -> None:
    told = [{"feedetail": []}, {"feedetail": [charge(1, "P", "2026-07-02 09:00:00", "B")]}]
    empty, good = asked(answers, told).answers
    assert [p["what"] for p in empty["problems"]] == ["holds no charge"]
    assert good["encounter_id"] == "NEW"


def test_lines_numbered_alike_of_several_persons_are_told_apart(
    county: County, answers: Answers
) -> None:
    """Numbers are unique within a visit alone; and what is said of one is what it is told alone."""
    with county.workspace.reading() as connection:
        capped, persons = connection.execute(
            "select min(item_code), list(distinct person_id order by person_id) from canonical.claim_line"
            " where item_code = (select item_code from reference.item_daily_cap where max_per_day = 1"
            " and item_code in (select item_code from canonical.claim_line) order by 1 limit 1)"
        ).fetchall()[0]
    uploads = []
    for number, one in enumerate(persons[:2]):
        lines = [
            charge(n, one, f"2026-07-02 0{n}:00:00", capped, cnt=2 + number, mdtrt_id=f"V{number}")
            for n in (8, 9)
        ]
        uploads.append({**upload(one, *lines), "input": {"feedetail": lines}})
    # the last person a second time, as a visit of its own
    twice = [{**line, "mdtrt_id": "AGAIN"} for line in uploads[-1]["input"]["feedetail"]]
    uploads.append({**uploads[-1], "input": {"feedetail": twice}})
    together = asked(answers, uploads).answers
    assert together == [asked(answers, one).answers[0] for one in uploads]
    found = [{f["rule_id"] for line in a["lines"] for f in line["findings"]} for a in together]
    assert all("overcharging.item_freq_cap" in rules for rules in found)
    assert {line["claim_line_id"] for a in together for line in a["lines"]} == {"N8", "N9"}


def test_a_question_that_is_too_large_says_what_would_raise_it(tmp_path: Path) -> None:
    file = tmp_path / "upload.jsonl"
    one = json.dumps({"feedetail": [charge(1, "P", "2026-07-02", "A")]})
    file.write_text(f"{one}\n{one}\n", encoding="utf-8")
    assert len(read_question(file, Most()).parts) == 2
    with pytest.raises(UsageError, match="holds more than 1 charges"):
        read_question(file, Most(lines=1))
    with pytest.raises(UsageError, match="is larger than 100 bytes"):
        read_question(file, Most(bytes=100))
