"""Settings narrow from everybody to one provider, and stop when they expire."""

from datetime import date

import pytest

from feijian.contracts import read_content
from feijian.errors import SettingsError
from feijian.rules import read_rules
from feijian.rules.overrides import (
    ParameterSet,
    check_settings,
    exempting,
    parameter_sets,
    switched_off,
)
from feijian.workspace import Exemption, ParameterOverride, Settings, SwitchedOff

DAY = date(2026, 1, 15)


@pytest.fixture
def book(library):
    content = read_content([library()])
    return read_rules(
        content.library, content.catalogue, content.derived, only={"overcharging.dear"}
    )


def override(values, provider=None, region=None, expires=None):
    return ParameterOverride("overcharging.dear", values, provider, region, "because", expires)


def test_a_provider_goes_before_its_region_and_everybody_comes_last(book) -> None:
    overrides = [
        override({"floor": 20}),
        override({"floor": 30}, region="3701"),
        override({"floor": 40}, provider="H1"),
    ]
    assert parameter_sets(book.rules[0], overrides, DAY) == [
        ParameterSet({"floor": 40}, "H1", None),
        ParameterSet({"floor": 30}, None, "3701"),
        ParameterSet({"floor": 20}),
    ]


def test_a_city_written_with_its_zeros_holds_for_its_districts_and_goes_behind_them(book) -> None:
    overrides = [override({"floor": 30}, region="370100"), override({"floor": 40}, region="370102")]
    district, city, _ = parameter_sets(book.rules[0], overrides, DAY)
    assert (district.region, city.region) == ("370102", "370100")
    assert city.covers("H1", "370103")
    assert city.covers("H1", "370100")
    assert not city.covers("H1", "370200")
    assert not district.covers("H1", "370103")
    assert ParameterSet({}, None, "370000").covers("H1", "370202")


def test_an_override_holds_through_the_day_it_expires_and_no_longer(book) -> None:
    until = [override({"floor": 20}, expires=DAY)]
    assert parameter_sets(book.rules[0], until, DAY)[-1].values == {"floor": 20}
    assert parameter_sets(book.rules[0], until, date(2026, 1, 16))[-1].values == {"floor": 10}


def test_an_exemption_covers_its_rule_and_subject_only() -> None:
    exempt = [Exemption("overcharging.*", "H1", None, None, None, "own ward", date(2026, 1, 31))]
    finding = {"rule_id": "overcharging.dear", "provider_id": "H1"}
    assert exempting(finding, exempt, DAY) is exempt[0]
    assert exempting({**finding, "provider_id": "H2"}, exempt, DAY) is None
    assert exempting({**finding, "rule_id": "upcoding.x"}, exempt, DAY) is None
    assert exempting(finding, exempt, date(2026, 2, 1)) is None


def test_parameters_of_a_model_are_left_to_the_models(book) -> None:
    of_model = ParameterOverride("provider.month", {"floor": 1}, None, None, "because", None)
    check_settings(Settings(parameters=(of_model,)), book, detectors=["provider.month"])
    with pytest.raises(SettingsError):
        check_settings(Settings(parameters=(of_model,)), book)


def test_settings_that_name_nothing_known_are_all_reported(book) -> None:
    settings = Settings(
        parameters=(override({"roof": 1}), override({"floor": 0})),
        off=(SwitchedOff("nothing.here", "me", "because"),),
    )
    with pytest.raises(SettingsError) as raised:
        check_settings(settings, book)
    assert [p.what for p in raised.value.problems] == [
        "overcharging.dear has no parameter 'roof'",
        "floor is at least 1, not 0",
        "no rule 'nothing.here'",
    ]


def test_values_for_a_provider_are_for_no_other_and_those_of_a_region_for_who_is_in_it() -> None:
    own, of_region = ParameterSet({}, "H5", None), ParameterSet({}, None, "3701")
    assert [own.covers(p, "370100") for p in ("H4", "H5", "H6", None)] == [
        False,
        True,
        False,
        False,
    ]
    assert [of_region.covers("H1", r) for r in ("370102", "370200", None)] == [True, False, False]
    assert ParameterSet({}).covers(None, None)


def test_an_exemption_holds_through_its_last_day_and_an_expired_one_hides_no_other() -> None:
    finding = {"rule_id": "overcharging.dear", "provider_id": "H1"}
    old = Exemption("*", "H1", None, None, None, "was", date(2026, 1, 1))
    other = Exemption("upcoding.*", "H1", None, None, None, "another rule", None)
    valid = Exemption("*", "H1", None, None, None, "is", DAY)
    assert exempting(finding, [old, other, valid], DAY) is valid


def test_entries_are_told_by_their_number_and_one_of_a_model_hides_none_after_it(book) -> None:
    of_model = ParameterOverride("provider.month", {"floor": 1}, None, None, "because", None)
    settings = Settings(
        parameters=(of_model, override({"roof": 1}), override({"floor": 0})),
        off=(SwitchedOff("*", "me", "because"),),
        exemptions=(Exemption("nowhere.*", "H1", None, None, None, "because", None),),
    )
    with pytest.raises(SettingsError) as raised:
        check_settings(settings, book, detectors=["provider.month"])
    assert [p.where for p in raised.value.problems] == [
        "feijian.toml [[parameters]] 2",
        "feijian.toml [[parameters]] 3",
        "feijian.toml [[exemptions]] 1",
    ]


def test_an_exemption_is_of_the_kind_of_subject_it_names_and_of_all_it_names() -> None:
    columns = ("provider_id", "person_id", "practitioner_id", "item_code")
    finding = {"rule_id": "a.b", **{c: f"{c}-1" for c in columns}}
    for place, column in enumerate(columns):
        named: list[str | None] = [None] * 4
        named[place] = f"{column}-1"
        its = Exemption("a.b", *named, "because", None)
        assert exempting(finding, [its], DAY) is its
        for other in (f"{column}-2", None):
            assert exempting({**finding, column: other}, [its], DAY) is None
    both = Exemption("a.b", "provider_id-1", None, None, "item_code-1", "because", None)
    assert exempting(finding, [both], DAY) is both
    assert exempting({**finding, "item_code": "x"}, [both], DAY) is None
    assert exempting({**finding, "provider_id": "x"}, [both], DAY) is None


def test_a_rule_is_switched_off_by_its_name_its_family_or_all_and_by_the_first_that_says_so() -> (
    None
):
    one, family, every = (SwitchedOff(r, "me", "x") for r in ("a.b", "a.*", "*"))
    assert switched_off("a.b", Settings(off=(one, family))) is one
    assert switched_off("a.c", Settings(off=(one, family))) is family
    assert switched_off("b.a", Settings(off=(one, family))) is None
    assert switched_off("b.a", Settings(off=(every,))) is every


def test_what_is_for_everybody_holds_for_a_provider_too_where_its_own_says_nothing(book) -> None:
    rule = book.rules[0]
    overrides = [override({}, provider="H1"), override({"floor": 20}), override({"floor": 25})]
    assert [s.values for s in parameter_sets(rule, overrides, DAY)] == [{"floor": 25}] * 2
    twice = [override({"floor": 30}, region="37"), override({"floor": 31}, region="37")]
    assert [s.values for s in parameter_sets(rule, twice, DAY)] == [{"floor": 31}, {"floor": 10}]
    other = ParameterOverride("a.b", {"floor": 50}, None, None, "because", None)
    assert [s.values for s in parameter_sets(rule, [other], DAY)] == [{"floor": 10}]
    # one that is not for this rule, or holds no longer, says nothing of those after it
    gone = override({"floor": 60}, expires=date(2026, 1, 1))
    after = [other, gone, override({"floor": 20})]
    assert [s.values for s in parameter_sets(rule, after, DAY)] == [{"floor": 20}]
