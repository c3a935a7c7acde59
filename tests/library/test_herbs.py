"""Herb pairs: the processed forms of one herb, and the plants that only look or sound alike."""

from __future__ import annotations

import pytest
from reference_world import loaded


def forms(text: str) -> list[str]:
    """Names with blanks between them."""
    return text.split()


ACONITE = forms(
    "川乌 制川乌 生川乌 草乌 制草乌 附子 盐附子 附片 黑顺片 白附片 淡附片 炮附片 泡附片 天雄 侧子 中药配方颗粒-黑顺片 附片(黑顺片)"
)
AGAINST_ACONITE = forms(
    "半夏 法半夏 清半夏 姜半夏 生半夏 瓜蒌 瓜蒌皮 瓜蒌子 炒瓜蒌子 瓜蒌仁霜 天花粉 贝母 川贝母 浙贝母 平贝母 湖北贝母 土贝母 紫贝母 白及 白芨 白蔹 水牛角 犀角 广角"
)
GINSENG = forms(
    "人参 人参片 红参 红参片 白干参 白人参 白糖参 边条参 大力参 生晒参 野山参 移山参 山参 园参 糖参 高丽参"
)
PAIRS = [
    *[(a, b) for a in ACONITE for b in AGAINST_ACONITE],
    *[("五灵脂", g) for g in GINSENG],
    *[("醋灵脂", g) for g in GINSENG],
    *[("灵脂块", g) for g in GINSENG],
    *[
        ("藜芦", h)
        for h in [
            *GINSENG,
            *forms(
                "党参 明党参 米炒党参 太子参 沙参 北沙参 南沙参 丹参 玄参 元参 苦参 细辛 北细辛 辽细辛 华细辛 白芍 炒白芍 酒白芍 赤芍 炒赤芍 酒赤芍"
            ),
        ]
    ],
    *[
        ("炙甘草", h)
        for h in forms("京大戟 醋京大戟 红大戟 大戟 甘遂 醋甘遂 生甘遂 芫花 醋芫花 海藻")
    ],
    *[("官桂", h) for h in ("赤石脂", "煅赤石脂")],
    *[("桂枝", h) for h in ("赤石脂", "煅赤石脂")],
    ("肉桂", "赤石脂"),
    *[
        (a, b)
        for a in ("三棱", "京三棱", "醋三棱", "硫黄", "制硫黄", "生硫黄")
        for b in ("芒硝", "玄明粉", "朴硝", "皮硝", "牙硝")
    ],
    *[("丁香", h) for h in forms("郁金 广郁金 川郁金 温郁金 黑郁金 黄丝郁金 绿丝郁金 白丝郁金")],
    ("母丁香", "郁金"),
    ("公丁香", "郁金"),
    *[
        (a, b)
        for a in forms("牵牛子 炒牵牛子 黑丑 白丑 二丑 牵牛")
        for b in forms("巴豆 巴豆霜 生巴豆")
    ],
    ("水银", "砒霜"),
    ("水银", "红砒"),
    ("水银", "白砒"),
    ("密陀僧", "狼毒"),
    ("密陀僧", "醋狼毒"),
    ("密陀僧", "生狼毒"),
]
LOOK_ALIKES = forms(
    "白附子 制白附子 关白附 禹白附 香附 醋香附 竹节香附 水半夏 半夏曲 白薇 白芷 丁香叶 丁香蓼 苦丁茶 珠子参 竹节参"
    " 拳参 华山参 土人参 三七 海带 昆布 羚羊角 山羊角 轻粉 朱砂 西瓜霜 硝石 白石脂 桂花 桂圆 桂皮 姜黄 莪术 灵芝"
    " 五味子 甘草泡地龙 甘草制吴茱萸 吴茱萸(甘草制) 黄芫花 松花粉 蒲黄 天南星 牵牛花 牛膝 乌药 制何首乌 乌梢蛇 杜衡"
    " 土细辛 郁金香 蜜百部 贝母兰 水蛭 附地菜"
)

UNSEEN = forms(
    "香附子 醋香附子 乌蔹莓 海藻糖 藻酸双酯钠片 白藜芦醇 细辛脑注射液 白芍总苷胶囊 氢溴酸高乌甲素注射液 紫丁香叶 三棱针"
    " 芫荽子 火硝 三氧化二砷注射液 注射用天花粉蛋白 泽漆 野甘草 狼把草 五灵胶囊 丹参酮胶囊 苦参碱栓 硫软膏 山慈菇 手参"
    " 北豆根 人参果 厚朴 滑石 独角莲 土三七 草豆蔻 巴戟天 红芪 大蓟 川芎"
)
"""Plants and products of like names, written down by somebody who had not read the patterns."""


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_pair_is_forbidden_in_whatever_form_it_is_dispensed(one: str, other: str) -> None:
    found = (
        loaded()
        .execute(
            "select count(*) from herb_incompatibility where"
            " (regexp_matches($1, herb_pattern_a) and regexp_matches($2, herb_pattern_b))"
            " or (regexp_matches($2, herb_pattern_a) and regexp_matches($1, herb_pattern_b))",
            [one, other],
        )
        .fetchone()
    )
    assert found is not None
    assert found[0] >= 1


@pytest.mark.parametrize("herb", [*LOOK_ALIKES, *UNSEEN])
def test_a_plant_or_product_that_only_looks_alike_is_no_side_of_a_pair(herb: str) -> None:
    found = (
        loaded()
        .execute(
            "select count(*) from herb_incompatibility where regexp_matches($1, herb_pattern_a) or regexp_matches($1, herb_pattern_b)",
            [herb],
        )
        .fetchone()
    )
    assert found == (0,)
