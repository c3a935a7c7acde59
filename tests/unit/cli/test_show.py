"""Tables on a screen: ids stay whole at any width."""

from __future__ import annotations

import pytest

from feijian.cli.show import folded, print_table, steady, time_left
from feijian.cli.words import heads
from feijian.messages.labels import ANYWHERE, table

RULES = [
    ["overcharging.item_freq_cap", "超出每日最高计价次数", "stable", ""],
    ["bed_padding.holiday_admission_surge", "单日集中入院且住院天数雷同的机构", "draft", ""],
]
HEADS = ["规则", "标题", "状态", "结论"]


def printed(
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    optional: tuple[int, ...] = (),
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(HEADS, RULES, optional=optional)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_an_id_is_never_broken(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = printed(width, monkeypatch, capsys)
    assert all(row[0] in shown for row in RULES)


def test_a_list_of_ids_folds_between_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    ids = ["restricted_use.insutype_drug_limit", "restricted_use.tcm_herb_nopay"]
    print_table(["class", "rules"], [["药品限生育保险使用", ", ".join(ids)]])
    shown = capsys.readouterr().out
    assert all(name in shown for name in ids)


def test_empty_columns_go_first_and_optional_ones_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "结论" in printed(200, monkeypatch, capsys)
    assert "结论" not in printed(62, monkeypatch, capsys)
    assert "状态" in printed(62, monkeypatch, capsys, optional=(2,))
    assert "状态" not in printed(50, monkeypatch, capsys, optional=(2,))


def test_prose_gives_way_before_a_table_is_wider_than_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "66")
    row = ["overcharging.consumable_in_item_price", "医疗服务项目含耗材另行收费", "明确违规类"]
    print_table(["规则", "标题", "性质"], [row])
    shown = capsys.readouterr().out
    assert row[0] in shown
    assert max(map(cell_len, shown.splitlines())) <= 66


def test_it_fits_the_screen_where_it_can(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.cells import cell_len

    assert max(map(cell_len, printed(80, monkeypatch, capsys).splitlines())) <= 80


def test_a_cell_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in brackets or between colons is text, not markup of the terminal."""
    print_table(["id", "[detail]"], [["[limits]", "[精]阿莫西林 :pill: [/x]"]])
    out = capsys.readouterr().out
    for text in ("[detail]", "[limits]", "[精]阿莫西林 :pill: [/x]"):
        assert text in out


def test_chinese_folds_between_characters_and_not_before_a_mark() -> None:
    text = "分解住院 · DRG 下分解住院：31 日内同一核心病组（再入院）"
    assert folded(text, 20).splitlines() == [
        "分解住院 · DRG 下分",
        "解住院：31 日内同一",
        "核心病组（再入院）",
    ]
    assert folded("预计可追回（估算）", 12).splitlines() == ["预计可追回", "（估算）"]


def test_words_and_ids_stay_whole_when_prose_folds() -> None:
    assert folded("split stays: readmission", 12).splitlines() == ["split stays:", "readmission"]
    assert folded("restricted_use.insutype_drug_limit", 10) == "restricted_use.insutype_drug_limit"


@pytest.mark.parametrize(
    ("elapsed", "part", "left"),
    [
        (9.9, 0.5, ""),  # too little has passed to say
        (60.0, 0.039, ""),
        (60.0, 1.0, ""),
        (10.0, 0.5, "about 10 s left"),
        (60.0, 0.75, "about 20 s left"),
        (60.0, 0.99, "about 5 s left"),
        (60.0, 0.375, "about 2 min left"),  # 100 s
        (60.0, 0.38, "about 100 s left"),  # 97.9 s
        (60.0, 0.04, "about 24 min left"),
    ],
)
def test_what_is_left_of_a_run_is_told_once_enough_has_passed(
    elapsed: float, part: float, left: str
) -> None:
    assert time_left(elapsed, part, "en") == left


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_column_is_called_by_a_sentence_that_wants_filling_in(lang: str) -> None:
    sentences = [name for name, words in table()[ANYWHERE].items() if "{" in words.zh]
    assert "line" in sentences
    assert not [head for head in heads(sentences, lang) if "{" in head]
    assert heads(["line", "no such column"], lang) == [
        {"zh": "行号", "en": "line"}[lang],
        "no such column",
    ]


def test_what_a_sender_writes_does_not_steer_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(["item"], [["床位\x1b[2J费\x07"], ["诊查\u202e费"]])
    told = capsys.readouterr().out
    assert "床位\\x1b[2J费\\x07" in told
    assert "诊查\\u202e费" in told
    assert steady("第一行\n第二行\t完") == "第一行\n第二行\t完"
