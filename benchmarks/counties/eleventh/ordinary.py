"""Ordinary life: neighbours first, then wards, what lasts, desks and counters."""

from __future__ import annotations

from . import ordinary_desk, ordinary_lasting, ordinary_wards
from .ways import sale
from .world import County

SHELF = (
    (("J06.900", "急性上呼吸道感染"), ("lianhua",)), (("J06.900", "急性上呼吸道感染"), ("gandong", "parac")), (("R05.x00", "咳嗽"), ("yinhuang",)),
    (("I10.x00", "特发性(原发性)高血压"), ("amlod",)), (("I10.x00", "特发性(原发性)高血压"), ("irbe",)), (("E11.900", "2型糖尿病"), ("metf",)),
    (("E78.500", "高脂血症"), ("atorva",)), (("K29.500", "慢性胃炎"), ("omep",)), (("K30.x00", "消化不良"), ("jianwei",)),
    (("M54.500", "腰痛"), ("zheng",)), (("M25.500", "关节痛"), ("flupi",)), (("L30.900", "湿疹"), ("doxo_eye",)), (("K59.000", "便秘"), ("lactu",)),
    (("J30.400", "变应性鼻炎"), ("lorat",)), (("I25.103", "冠状动脉粥样硬化性心脏病"), ("fufang",)), (("H04.100", "干眼症"), ("tears",)),
    (("M81.900", "骨质疏松"), ("cabc",)), (("G47.000", "失眠"), ("anshen",)), (("N95.100", "围绝经期综合征"), ("liuwei",)),
)  # fmt: skip
SHOPS = {
    "ya1": 620,
    "ya2": 520,
    "ya3": 440,
    "yb1": 480,
    "yb2": 420,
    "yb3": 300,
    "dt1": 200,
    "dt2": 160,
}


def live(w: County, scale: float) -> None:
    """Everybody's days."""
    ordinary_lasting.live(w, scale)
    ordinary_wards.live(w, scale)
    ordinary_desk.live(w, scale)
    for shop, n in SHOPS.items():
        for _ in range(round(n * scale)):
            d = w.when(shop)
            dx, keys = w.rng.choice(SHELF)
            lo = {"I": 38, "E": 38, "M": 35, "N": 45, "H": 22, "G": 22}.get(dx[0][0], 8)
            p = w.pick(lo, 58 if dx[0][0] == "N" else 86, "2" if dx[0][0] == "N" else "", d)
            sale(
                w,
                shop,
                p,
                d,
                [dx],
                [(k, w.rng.choice((1, 1, 1, 2))) if k not in ("zheng",) else k for k in keys],
            )
