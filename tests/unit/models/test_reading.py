from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from feijian.contracts import empty_world
from feijian.errors import LibraryError
from feijian.library import Library
from feijian.models import read_models
from feijian.models.header import ModelHeader
from feijian.models.model import SUBJECTS
from feijian.models.reading import read_model
from tests.shared import builtin_catalogue
from tests.unit.models.small import CASES, HEADER, SQL, small_model, write_model


def complaints(root: Path, sql: str = SQL, **changed: str) -> list[str]:
    connection = empty_world(builtin_catalogue())
    with pytest.raises(LibraryError) as caught:
        read_model(write_model(root, sql=sql, **changed), connection)
    connection.close()
    return [str(p).splitlines()[0] for p in caught.value.problems]


def line(key: str) -> int:
    return list(HEADER).index(key) + 2


def test_a_sound_model_is_read(tmp_path: Path) -> None:
    model = small_model(tmp_path)
    assert (model.id, model.subject, model.peers) == (
        "provider.three",
        "provider",
        (("level",), ()),
    )
    assert [f.name for f in model.features] == ["share", "days", "cost"]
    assert (model.minimum_peers, model.minimum_others, model.leave_out) == (20, 5, "subject_id")


def test_everything_wrong_in_a_header_is_named_with_its_line(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        status="fresh",
        subject="hospital",
        detectors="[iforest, magic]",
        minimum_subjects="3",
        peers="[[level], [ward]]",
    )
    at = "models/provider/three.sql"
    assert found == [
        f"{at}:{line('status')}: unknown status 'fresh'",
        f"{at}:{line('subject')}: unknown subject 'hospital'",
        f"{at}:{line('peers')}: peer column 'ward' has no title",
        f"{at}:{line('minimum_subjects')}: 'minimum_subjects' is a whole number from 21, not 3",
        f"{at}:{line('detectors')}: unknown detector 'magic'",
        f"{at}:{line('detectors')}: the baseline 'robust_z' is not among the detectors",
    ]


def test_what_a_model_cannot_do_without_is_asked_for(tmp_path: Path) -> None:
    found = complaints(tmp_path, title_zh="", features="")
    assert found == [
        "models/provider/three.sql:1: the header has no 'title_zh'",
        "models/provider/three.sql:1: the header has no 'features'",
    ]


def test_an_unknown_key_of_a_feature_is_named(tmp_path: Path) -> None:
    features = "{share: {title: s, title_zh: 占, format: percent, direction: up, colour: red}}"
    assert complaints(tmp_path, features=features) == [
        f"models/provider/three.sql:{line('features')}: unknown 'direction' of feature 'share': 'up'",
        f"models/provider/three.sql:{line('features')}: unknown key 'colour' of feature 'share'",
    ]


def test_mistakes_of_features_peers_and_titles_are_told_at_once(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        version="true",
        features=(
            "{share: {title: '', title_zh: 占, format: percent, direction: high, floor: -1},"
            " days: 3, cost: {title: c, title_zh: 费, format: money, direction: both, norm: 1},"
            " more: {title: m, title_zh: 多, format: yuan, direction: low, half_at: abc}}"
        ),
        count_titles="{sales: {title: sales}}",
        leave_out="person_id",
        innocent_when_zh="[新设, 停业]",
        scope="provider",
        optional="{a: b}",
    )
    assert [f.split(": ", 1)[1] for f in found] == [
        "'version' is a whole number from 1, not True",
        "a model's scope is 'all'",
        "unknown leave_out 'person_id'",
        "feature 'share' has no 'title'",
        "'floor' is not a number from 0 upwards",
        "feature 'days' is a mapping of names, not 3",
        "'norm' needs a direction",
        "unknown 'format' of feature 'more': 'yuan'",
        "'half_at' is not a number from 0 upwards",
        "'optional' is a list of texts, not {'a': 'b'}",
        "'innocent_when' and 'innocent_when_zh' differ in length",
        "count column 'sales' has no 'title_zh'",
    ]


def test_the_kinds_of_subject_of_a_header_are_those_that_have_words() -> None:
    assert set(get_args(get_type_hints(ModelHeader)["subject"])) == set(SUBJECTS)


def test_a_query_that_does_not_run_is_named_with_its_line(tmp_path: Path) -> None:
    found = complaints(tmp_path, sql=SQL.replace("latitude", "lattitude"))
    body = len(HEADER) + 3
    assert len(found) == 1
    assert found[0].startswith(
        f"models/provider/three.sql:{body + 2}: the query does not run: Binder Error"
    )


def test_a_query_that_cannot_be_parsed_is_named_with_its_line(tmp_path: Path) -> None:
    found = complaints(tmp_path, sql="select a,\nfrom where\n")
    assert len(found) == 1
    assert found[0].startswith(
        f"models/provider/three.sql:{len(HEADER) + 4}: the query cannot be parsed"
    )


def test_a_feature_the_query_does_not_return_is_named(tmp_path: Path) -> None:
    found = complaints(tmp_path, sql=SQL.replace("latitude as days", "latitude as day"))
    assert found == [
        f"models/provider/three.sql:{line('features')}: the query does not return 'days'"
    ]


def test_a_feature_that_is_no_number_is_named(tmp_path: Path) -> None:
    found = complaints(tmp_path, sql=SQL.replace("latitude as days", "name as days"))
    assert found == [
        f"models/provider/three.sql:{line('features')}: 'days' is varchar, not a number"
    ]


def test_parameters_are_declared_and_used(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        sql=SQL + "where approved_beds > $beds\n",
        parameters="{bets: {type: integer, default: 3, min: 1}}",
    )
    assert [f.split(": ", 1)[1] for f in found] == [
        "$beds is not declared",
        "the query does not use $bets",
    ]


def test_a_default_below_its_own_minimum_is_named(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        sql=SQL + "where approved_beds > $beds\n",
        parameters="{beds: {type: integer, default: 3, min: 5}}",
    )
    assert found[0].endswith("beds is at least 5, not 3")


def test_a_model_without_cases_is_refused(tmp_path: Path) -> None:
    file = write_model(tmp_path)
    file.path.with_name("three.cases.yaml").unlink()
    connection = empty_world(builtin_catalogue())
    with pytest.raises(LibraryError, match="has no cases file"):
        read_model(file, connection)


def test_cases_without_an_innocent_look_alike_are_refused(tmp_path: Path) -> None:
    file = write_model(tmp_path)
    text = CASES.replace("  ordinary: []\n", "")
    file.path.with_name("three.cases.yaml").write_text(text, encoding="utf-8")
    connection = empty_world(builtin_catalogue())
    with pytest.raises(
        LibraryError, match=r"three\.cases\.yaml:1: no case has an innocent look-alike"
    ):
        read_model(file, connection)


def test_problems_of_all_models_are_collected(tmp_path: Path) -> None:
    write_model(tmp_path, "provider/one", status="fresh")
    write_model(tmp_path, "provider/two", period="week")
    with pytest.raises(LibraryError) as caught:
        read_models(Library((tmp_path,)), builtin_catalogue(), ())
    assert [p.where for p in caught.value.problems] == [
        f"models/provider/one.sql:{line('status')}",
        f"models/provider/two.sql:{line('period')}",
    ]


def test_a_bureaus_own_model_replaces_the_one_of_its_name(tmp_path: Path) -> None:
    for folder, title in (("a", "first"), ("b", "second")):
        write_model(tmp_path / folder, title=title)
    book = read_models(Library((tmp_path / "a", tmp_path / "b")), builtin_catalogue(), ())
    assert [(m.id, m.title) for m in book.models] == [("provider.three", "second")]
