"""Many encounters in one question: each is told what it is told alone, whoever stands beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from feijian.asking import unsettled, unsettled_world, web
from feijian.asking.answering import Answers, library_of
from feijian.asking.unsettled_copies import without_ends
from feijian.asking.web import Service, build, token_of
from feijian.errors import UsageError
from feijian.ingest.unsettled.upload import Most, question_of, read_question
from feijian.plain import Json
from feijian.workspace import Run
from tests.conftest import AS_OF, County
from tests.unit.asking.test_unsettled import charge

AT = "2026-07-02 09:00:00"


@pytest.fixture(scope="module")
def answers(county: County, county_run: Run) -> Iterator[Answers]:
    # the run first: who writes the warehouse finds no reader of it
    assert county_run.file("findings.parquet").is_file()
    with county.workspace.reading(whole=True) as warehouse:
        made = Answers(county.workspace, library_of(county.workspace, AS_OF), warehouse, AS_OF)
        yield made
        made.close()


def told(answers: Answers, *uploads: list[dict[str, Any]]) -> list[Json]:
    """What is said to some uploads in one question."""
    question = question_of([{"feedetail": one} for one in uploads], "x", Most())
    return list(answers.answer(question).answers)


def alone(answers: Answers, *uploads: list[dict[str, Any]]) -> list[Json]:
    return [told(answers, one)[0] for one in uploads]


def capped_item(county: County) -> str:
    with county.workspace.reading() as connection:
        return str(
            connection.execute(
                "select item_code from reference.item_daily_cap where max_per_day = 1"
                " and item_code in (select item_code from canonical.claim_line) order by 1 limit 1"
            ).fetchall()[0][0]
        )


def found_in(answer: Json) -> set[str]:
    return {f["rule_id"] for line in answer["lines"] for f in line["findings"]}


def test_encounters_of_one_person_do_not_see_each_other(answers: Answers, county: County) -> None:
    """Of a capped item once in each: together it would be too often, alone it is not."""
    item = capped_item(county)
    same = [[charge(1, "TWICE", AT, item, mdtrt_id=f"V{n}")] for n in range(3)]
    other = [charge(1, "OTHER", AT, item, mdtrt_id="V9", cnt=4)]
    together = told(answers, same[0], other, *same[1:])
    assert together == alone(answers, same[0], other, *same[1:])
    assert "overcharging.item_freq_cap" in found_in(together[1])
    assert all(
        "overcharging.item_freq_cap" not in found_in(a) for n, a in enumerate(together) if n != 1
    )


def test_an_encounter_asked_twice_is_answered_twice(answers: Answers, county: County) -> None:
    upload = [charge(1, "TWICE", AT, capped_item(county), cnt=4)]
    one, two = told(answers, upload, upload)
    assert one == two == alone(answers, upload)[0]
    assert "overcharging.item_freq_cap" in found_in(one)


def test_an_encounter_of_two_persons_beside_others(answers: Answers, county: County) -> None:
    item = capped_item(county)
    both = [charge(n, person, AT, item, cnt=3) for n, person in ((1, "P2"), (2, "P3"))]
    others = [[charge(1, p, AT, item, cnt=3, mdtrt_id=p)] for p in ("P1", "P2", "P3")]
    assert told(answers, others[0], both, *others[1:]) == alone(
        answers, others[0], both, *others[1:]
    )


def test_histories_that_are_too_many_for_one_world_are_judged_in_several(
    answers: Answers, county: County, monkeypatch: pytest.MonkeyPatch, worlds: list[int]
) -> None:
    with county.workspace.reading() as connection:
        person, rows = connection.execute(
            "select person_id, count(*) from canonical.claim_line group by 1 order by 2 desc, 1 limit 1"
        ).fetchall()[0]
    uploads = [
        [charge(1, person, AT, capped_item(county), cnt=4, mdtrt_id=f"V{n}")] for n in range(5)
    ]
    expected = told(answers, *uploads)
    assert worlds == [5]
    worlds.clear()
    # not two of them, nor one: who is judged alone is judged however long the history is
    monkeypatch.setattr(unsettled_world, "MOST_ROWS", rows - 1)
    assert told(answers, *uploads) == expected
    assert worlds == [1, 1, 1, 1, 1]


def test_no_world_holds_more_encounters_than_it_may(
    answers: Answers, county: County, monkeypatch: pytest.MonkeyPatch, worlds: list[int]
) -> None:
    monkeypatch.setattr(unsettled, "TOGETHER", 2)
    uploads = [
        [charge(1, f"P{n}", AT, capped_item(county), cnt=4, mdtrt_id=f"V{n}")] for n in range(5)
    ]
    assert [a["encounter_id"] for a in told(answers, *uploads)] == ["V0", "V1", "V2", "V3", "V4"]
    assert worlds == [2, 2, 1]


def test_one_number_of_two_persons_is_two_encounters(answers: Answers, county: County) -> None:
    item = capped_item(county)
    uploads = [[charge(1, person, AT, item, cnt=3)] for person in ("ONE", "TWO")]
    together = told(answers, *uploads)
    assert together == alone(answers, *uploads)
    assert [a["encounter_id"] for a in together] == ["NEW", "NEW"]


def test_an_encounter_that_the_history_knows_as_anothers(answers: Answers, county: County) -> None:
    with county.workspace.reading() as connection:
        (visit, owner), (_, other) = connection.execute(
            "select min(encounter_id), person_id from canonical.encounter group by person_id order by 2 limit 2"
        ).fetchall()
    item = capped_item(county)
    uploads = [
        [charge(1, person, AT, item, cnt=3, mdtrt_id=number)]
        for person, number in ((other, visit), (owner, "NEW"), ("NOBODY", "X"))
    ]
    assert told(answers, *uploads) == alone(answers, *uploads)


def test_persons_whose_boxes_carry_one_trace_code(answers: Answers, county: County) -> None:
    with county.workspace.reading() as connection:
        persons = connection.execute(
            "select min(person_id), max(person_id) from canonical.dispense"
            " where trace_code is not null and person_id is not null group by trace_code"
            " having count(distinct person_id) > 1 order by 1, 2 limit 2"
        ).fetchall()
    assert persons
    chosen = sorted({person for pair in persons for person in pair})
    item = capped_item(county)
    uploads = [
        [charge(1, person, AT, item, cnt=2, mdtrt_id=f"T{n}")] for n, person in enumerate(chosen)
    ]
    assert told(answers, *uploads) == alone(answers, *uploads)


RULE = "overcharging.item_freq_cap"


@pytest.fixture
def worlds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A rule that fails wherever the encounter BAD is; how many encounters each world held."""
    found, sizes = unsettled._found, list[int]()

    def failing(world: Any, asked: Any, setting: Any, owners: dict[str, int]) -> Any:
        if asked.rule.id == RULE:
            sizes.append(len(set(owners.values())))
            if any(without_ends(name) == "\x01BAD" for name in owners):
                raise ValueError("a value that it cannot take")
        return found(world, asked, setting, owners)

    monkeypatch.setattr(unsettled, "_found", failing)
    return sizes


def uploads_with_a_bad_one(county: County) -> list[list[dict[str, Any]]]:
    item = capped_item(county)
    names = ["V0", "V1", "V2", "BAD", "V4", "V5", "V6", "V7"]
    return [[charge(1, f"P{n}", AT, item, cnt=3, mdtrt_id=name)] for n, name in enumerate(names)]


def test_a_rule_that_fails_over_one_of_many_is_told_at_that_one(
    answers: Answers, county: County, worlds: list[int]
) -> None:
    uploads = uploads_with_a_bad_one(county)
    together = told(answers, *uploads)
    bad = together.pop(3)
    assert bad["failed"] == {RULE: "a value that it cannot take"}
    assert RULE not in bad["judged"]
    assert found_in(bad) == set()
    assert all(RULE in found_in(a) and a["failed"] == {} for a in together)
    # halves of the failing part, and nothing else, are judged again
    assert worlds == [8, 4, 2, 2, 1, 1, 4]
    assert together == alone(answers, *uploads[:3], *uploads[4:])


def test_a_rule_is_never_said_to_be_in_order_where_its_failure_was_not_traced(
    answers: Answers, county: County, worlds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsettled, "WORLDS_AGAIN", 1)
    together = told(answers, *uploads_with_a_bad_one(county))
    assert worlds == [8, 4, 4]
    assert [RULE in a["failed"] for a in together] == [True] * 4 + [False] * 4
    assert not any(RULE in a["judged"] for a in together[:4])


def line_of(number: int) -> dict[str, Any]:
    return {"feedetail": [charge(1, f"P{number}", AT, "B", mdtrt_id=f"V{number}")]}


def test_as_many_charges_as_may_be_and_one_more() -> None:
    uploads = [line_of(n) for n in range(3)]
    assert len(question_of(uploads, "x", Most(lines=3)).parts) == 3
    with pytest.raises(UsageError, match="holds more than 2 charges"):
        question_of(uploads, "x", Most(lines=2))
    charges = [one for upload in uploads for one in upload["feedetail"]]
    assert len(question_of(charges, "x", Most(lines=3)).parts) == 1
    with pytest.raises(UsageError, match="holds more than 2 charges"):
        question_of(charges, "x", Most(lines=2))


def test_a_file_as_large_as_may_be_and_one_byte_more(tmp_path: Path) -> None:
    file = tmp_path / "upload.json"
    file.write_text(json.dumps(line_of(1)), encoding="utf-8")
    size = file.stat().st_size
    assert read_question(file, Most(bytes=size)).parts
    with pytest.raises(UsageError, match=f"is larger than {size - 1} bytes"):
        read_question(file, Most(bytes=size - 1))


@pytest.mark.parametrize(
    "told_of", [[], {"feedetail": []}, {"input": {"feedetail": []}}, [{"lines": []}]]
)
def test_a_question_without_charges_says_so(told_of: object) -> None:
    if isinstance(told_of, list) and told_of:
        (part,) = question_of(told_of, "x", Most()).parts
        assert isinstance(part, UsageError)
        assert [p.what for p in part.problems] == ["holds no charge"]
        return
    with pytest.raises(UsageError, match="holds no charge"):
        question_of(told_of, "x", Most())


def json_lines(*values: object) -> str:
    return "\n".join(v if isinstance(v, str) else json.dumps(v) for v in values)


def test_a_line_that_is_no_json_is_told_by_its_number_and_the_others_stand(tmp_path: Path) -> None:
    file = tmp_path / "upload.jsonl"
    # an empty line counts as a line; what looks like the end of one within a text does not
    odd = {"feedetail": [charge(1, "P", AT, "B", hilist_name="a\u2028b")]}
    lines = [json.dumps(line_of(1)), "", "{", json.dumps(odd, ensure_ascii=False)]
    file.write_text(json_lines(*lines), encoding="utf-8")
    question = read_question(file, Most())
    assert question.is_list
    first, bad, last = question.parts
    assert not isinstance(first, UsageError)
    assert not isinstance(last, UsageError)
    assert isinstance(bad, UsageError)
    assert [p.what for p in bad.problems] == ["line 3 is not JSON"]


def test_of_charges_a_line_each_none_may_be_missing(tmp_path: Path) -> None:
    """Nobody could say which encounter the charge is of, so that none is answered."""
    file = tmp_path / "upload.jsonl"
    one = charge(1, "P", AT, "B")
    file.write_text(json_lines(one, "nonsense", one, "["), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_question(file, Most())
    assert [p.what for p in refused.value.problems] == ["line 2 is not JSON", "line 4 is not JSON"]


@pytest.fixture(scope="module")
def service(county: County, county_run: Run) -> Service:
    assert county_run.file("manifest.json").is_file()
    return Service(county.workspace, 2, lambda: AS_OF, ())


@pytest.fixture
def asking(service: Service, county: County) -> Iterator[TestClient]:
    with TestClient(build(service, token_of(county.workspace))) as client:
        client.headers["Authorization"] = f"Bearer {token_of(county.workspace)}"
        yield client


def test_a_bad_line_over_http_stands_in_its_own_place(asking: TestClient) -> None:
    headers = {"Content-Type": web.JSON_LINES}
    body = json_lines(line_of(1), "nonsense", line_of(2))
    response = asking.post("/check", content=body, headers=headers)
    assert response.status_code == 200
    first, bad, second = response.json()["answers"]
    assert (first["encounter_id"], second["encounter_id"]) == ("V1", "V2")
    assert bad["encounter_id"] is None
    assert [p["what"] for p in bad["problems"]] == ["line 2 is not JSON"]
    for wrong in ("", "\n\n", "nonsense"):
        assert asking.post("/check", content=wrong, headers=headers).status_code == 422


def test_the_limits_of_a_workspace_are_those_of_its_service(
    asking: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = json.dumps([line_of(1), line_of(2)]).encode()
    for most, status in (
        (Most(bytes=len(body), lines=2), 200),
        (Most(bytes=len(body) - 1, lines=2), 413),
        (Most(bytes=len(body), lines=1), 422),
    ):
        monkeypatch.setattr(service, "most", most)
        assert asking.post("/check", content=body).status_code == status


def test_four_who_ask_at_the_same_time_are_each_told_their_own(
    asking: TestClient, county: County
) -> None:
    item = capped_item(county)
    uploads = [[charge(1, f"Q{n}", AT, item, cnt=2 + n, mdtrt_id=f"Q{n}")] for n in range(4)]
    expected = [asking.post("/check", json=one).json() for one in uploads]
    with ThreadPoolExecutor(4) as pool:
        answered = list(pool.map(lambda one: asking.post("/check", json=one), uploads))
    assert [r.status_code for r in answered] == [200] * 4
    assert [r.json() for r in answered] == expected
    assert len({json.dumps(e["lines"]) for e in expected}) == 4
