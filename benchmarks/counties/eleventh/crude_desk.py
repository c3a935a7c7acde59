"""Crude schemes of desks, as bureaus publish them."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import scheme
from .ways import charge, op, sale
from .world import FIRST, LAST, County

COLD = [("J06.900", "急性上呼吸道感染")]
HTN = [("I10.x00", "特发性(原发性)高血压")]


@scheme(10, "重复收费: chemistry, picture and count are charged twice in the same minute.")
def charged_twice(w: County, _: int) -> None:
    d = w.when("ka")
    v = op(
        w,
        "ka",
        w.person("", 40, 80, "310"),
        d,
        [("J20.900", "急性支气管炎")],
        ["cbc", "crp", "ct", "alt", "crea", "cefix"],
    )
    again = [w.add(v, k, 1, v.lines[1].at) for k in ("cbc", "crp", "ct", "alt", "crea")]
    w.plant([v], again)


@scheme(7, "男性妇科: men are billed for gynaecological ultrasound.")
def men_with_wombs(w: County, _: int) -> None:
    v = op(w, "ka", w.person("1", 30, 80), w.when("ka"), [("M54.500", "腰痛")], ["celec"])
    w.plant([v], [w.add(v, "us_gyn")])


@scheme(9, "虚增剂量: four pounds of each herb in seven bags.")
def herbs_by_the_sack(w: County, _: int) -> None:
    d = w.when("zj3")
    v = op(w, "zj3", w.person("", 50, 78, "310"), d, [("R53.x01", "气虚")], (), dept="中医科")
    lines = [
        w.add(v, k, 2100, rx=f"RX{v.id[1:]}", days=7)
        for k in ("huangqi", "danggui", "dangshen", "baizhu", "chuanxiong")
    ]
    w.plant([v], lines)


@scheme(8, "虚记牙数: roots of fourteen teeth in one sitting, and again a month later.")
def mouth_of_an_army(w: County, _: int) -> None:
    p, d = w.person("", 30, 65, "310"), w.when("kq2", FIRST, LAST - timedelta(days=70))
    vs, lines = [], []
    for k in range(3):
        v = op(w, "kq2", p, d + timedelta(days=30 * k), [("K04.000", "牙髓炎")], (), dept="口腔科")
        lines += charge(w, v, (("canal", 14),))
        vs.append(v)
    w.plant(vs, lines)


@scheme(9, "追溯码重复: one box's code is settled for three people over months.")
def code_sold_thrice(w: County, _: int) -> None:
    code, vs, lines = "", [], []
    first = w.when("yb2", date(2025, 8, 1), LAST - timedelta(days=90))
    for k in range(3):
        v = sale(w, "yb2", w.person("", 50, 80), first + timedelta(days=40 * k), HTN, ["valsa"])
        code = code or w.code(v.lines[0].item)
        w.scan(v.lines[0], [code])
        vs.append(v)
        lines += v.lines if k else []
    w.plant(vs, lines, codes=[code])


@scheme(
    9,
    "回流药: boxes that the people's hospital gave to its patients are sold again by a shop that never bought them.",
)
def drugs_come_back(w: County, _: int) -> None:
    d = w.when("yb3", date(2025, 8, 10), date(2026, 1, 20))
    a = op(w, "rm", w.person("", 60, 80), d, [("Z94.000", "肾移植状态")], ["tacro", "myco"], "14")
    codes = []
    for x in a.lines[1:]:
        codes += w.scan(x)
    b = sale(
        w,
        "yb3",
        w.person("", 50, 75, "310"),
        d + timedelta(days=30),
        [("Z94.000", "肾移植状态")],
        ["tacro", "myco"],
        "9929",
    )
    for x, c in zip(b.lines, codes, strict=True):
        w.scan(x, [c])
        w.stock_own.add((b.house.code, x.item.code))
    w.plant([b], codes=codes)
