"""What a sentence calls codes, in texts written out."""

from __future__ import annotations

import duckdb
import pytest

from feijian.leads import naming


def test_a_sentence_names_providers_and_tells_two_of_one_name_apart() -> None:
    called = naming.told_apart(
        {
            "H37010500003": "市立医院3",
            "P37010500046": "大药房",
            "P37010500047": "大药房",
            "H37010500009": None,
            "100": "第一医院",
        }
    )
    told = "H37010500003 有 100 天收费，P37010500046、P37010500047 各一，H37010500009 与 XH37010500003 无"
    assert naming.with_names(told, called) == (
        "市立医院3 有 100 天收费，大药房 P37010500046、大药房 P37010500047 各一，"
        "H37010500009 与 XH37010500003 无"
    )


def test_a_message_says_what_an_item_is_called() -> None:
    called = naming.item_names(
        [
            ("XC10AAE033A001010190033", "阿托伐他汀钙片"),
            ("XC10AAE033A001010190033", "阿托伐他汀钙片(立普妥)"),
            ("XA12AXE041A001010190041", None),
        ]
    )
    assert (
        naming.with_names(
            "追溯码 83430206315787427125（XC10AAE033A001010190033）共售出 2 次", called
        )
        == "追溯码 83430206315787427125（阿托伐他汀钙片）共售出 2 次"
    )
    named = "通常为其他药品，结算为 XC10AAE033A001010190033 阿托伐他汀钙片"
    assert naming.with_names(named, called) == named
    assert naming.with_names("code of XA12AXE041A001010190041", called).endswith("0041")


def test_a_diagnosis_stands_by_name_before_its_code() -> None:
    called = {"I63.801": "腔隙性脑梗死", "J06.900": "急性上呼吸道感染", "D10": "口和咽的良性肿瘤"}
    say = lambda text: naming.with_names(text, {}, called)  # noqa: E731
    assert say("天后再次入住同一机构（I63.801 → I63.801）") == (
        "天后再次入住同一机构（腔隙性脑梗死 I63.801 → 腔隙性脑梗死 I63.801）"
    )
    # its name stands beside it already, in the record's words or in a list's
    assert say("J06.900（急性上呼吸道感染）住院") == "J06.900（急性上呼吸道感染）住院"
    assert say("J06.900（急性咽炎）住院") == "J06.900（急性咽炎）住院"
    assert say("腔隙性脑梗死（I63.801）") == "腔隙性脑梗死（I63.801）"
    # a drip of D10 is no tumour, and a code that nobody names stays one
    assert say("以 D10 输液，诊断 K29.500") == "以 D10 输液，诊断 K29.500"


def test_operations_and_groups_stand_by_name_before_their_codes() -> None:
    called = {
        "51.2300": "腹腔镜下胆囊切除术",
        "BR3": "脑缺血性疾患",
        "CT1": "眼部检查",
        "13.71": "x",
    }
    say = lambda text: naming.with_names(text, {}, called)  # noqa: E731
    assert say("填报手术操作 51.2300，44 条") == "填报手术操作 腹腔镜下胆囊切除术 51.2300，44 条"
    assert say("再次以同一核心病组 BR3 入院") == "再次以同一核心病组 脑缺血性疾患 BR3 入院"
    assert say("group BR3 twice") == "group 脑缺血性疾患 BR3 twice"
    # yuan, and a name that happens to be a group's
    assert say("13.71 元，CT1 平扫") == "13.71 元，CT1 平扫"


@pytest.mark.parametrize("names", ["", ", group_name varchar, adrg_name varchar"])
def test_a_code_is_called_as_most_records_call_it(names: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema canonical")
        connection.execute(
            "create table canonical.diagnosis as select * from (values"
            " ('I10.x00', '高血压'), ('I10.x00', '原发性高血压'), ('I10.x00', '高血压'),"
            " ('K29.500', 'K29.500'), ('K29.501', ' '), ('K29.502', null)) as t(code, name)"
        )
        connection.execute(
            "create table canonical.procedure as select '51.2300' as code, '胆囊切除术' as name"
        )
        # a warehouse of before has no names of groups
        connection.execute(
            f"create table canonical.grouping (group_code varchar, adrg_code varchar{names})"
        )
        told = {"I10.x00": "高血压", "51.2300": "胆囊切除术"}
        if names:
            connection.execute(
                "insert into canonical.grouping values ('BR31', 'BR3', '脑缺血伴', '脑缺血')"
            )
            told |= {"BR31": "脑缺血伴", "BR3": "脑缺血"}
        assert naming.code_names(connection) == told
