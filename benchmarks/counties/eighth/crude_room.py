"""Schemes in consulting rooms, clinics and shops."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .care import seen, treat
from .cases import crude
from .county_world import World
from .innocent_counter import come
from .innocent_ward import WARD, any_day

COLD, HTN = ("J06.900", "急性上呼吸道感染"), ("I10.x00", "高血压病")


@crude("血透多计: every session of four hours billed as two.", 7)
def sessions_doubled(w: World, _: int) -> None:
    p, at = come(w, "dc", 45, 74, "", 7.5, 8.2)
    out, lines = [], []
    for i in range(8):
        v = seen(
            w,
            "dc",
            at + timedelta(days=i * 2 + i // 3),
            p,
            "血液净化科",
            [("N18.500", "慢性肾脏病5期")],
            "",
            (),
            "14",
        )
        v.end = v.start + timedelta(hours=4.5)
        lines += [
            w.add(v, "hd", 2, v.start + timedelta(minutes=9)),
            w.add(v, "m_filter", 2, v.start + timedelta(minutes=9)),
        ]
        out.append(v)
    w.plant(out, lines, loss=sum(x.covered for x in lines) / 2 * 0.75)


@crude("男性妇科: men billed for gynaecological ultrasound and swabs.", 8)
def women_s_items_for_men(w: World, n: int) -> None:
    p, at = come(w, ("pg", "pc3")[n % 2], 30, 70, "1")
    v = seen(w, ("pg", "pc3")[n % 2], at, p, "外科", [("R10.400", "腹痛")])
    w.plant([v], [w.add(v, k, 1, at + timedelta(minutes=9)) for k in ("us_gyn", "white", "hyster")])


@crude(
    "年末突击刷卡: in the last week of December the shop empties twelve cards, ten boxes each.", 6
)
def year_end_sweep(w: World, n: int) -> None:
    house, day = ("p03", "p03", "p04")[n % 3], datetime(2025, 12, 24 + n, 9)
    out = []
    for i in range(12):
        at = day + timedelta(minutes=14 * i)
        p = w.patient(house, at.date(), at.date(), 45, 78)
        if p.free(at.date(), at.date()):
            v = seen(w, house, at, p, "", [HTN], "", (), "41")
            for key in ("tongluo", "liuwei", "danshen"):
                w.add(v, key, 10, at)
            out.append(v)
    w.plant(out)


@crude("追溯码重复: one box settled for four people over months.", 8)
def one_box_four_people(w: World, n: int) -> None:
    house, out, codes = ("p03", "p04")[n % 2], [], []
    p, at = come(w, house)
    for i in range(4):
        q = p if i == 0 else w.patient(house, at.date(), at.date(), 50, 80)
        v = seen(w, house, at + timedelta(days=24 * i), q, "", [HTN], "", [("tongluo", 10)], "41")
        codes = codes or [w.code(v.lines[0].item)]
        w.scan(v.lines[0], codes)
        out.append(v)
    w.plant(out, [v.lines[0] for v in out[1:]], codes)


@crude("超量开药: eight boxes of each tablet every ten days on one card, for resale.", 7)
def for_the_dealer(w: World, n: int) -> None:
    house = ("c2", "t3", "c2")[n % 3]
    p, at = come(w, house, 55, 78)
    out = []
    for i in range(9):
        v = seen(
            w,
            house,
            at + timedelta(days=10 * i),
            p,
            "慢病门诊",
            [HTN, ("I25.103", "冠状动脉粥样硬化性心脏病")],
            "",
            (),
            "14",
        )
        for key in ("clop", "atorva", "tongluo"):
            w.add(v, key, 8, at + timedelta(days=10 * i, minutes=9), days=28)
        out.append(v)
    lines = [x for v in out[1:] for x in v.lines if x.item.kind in ("09", "11")]
    w.plant(out, lines, whole=True)


@crude("死后刷卡: the dead man's monthly drugs go on for months.", 7)
def after_the_burial(w: World, n: int) -> None:
    house = ("c2", "cw2", "p04")[n % 3]
    p, at = come(w, house, 70, 88)
    p.died = at - timedelta(days=5)
    kind = "41" if house == "p04" else "14" if house == "c2" else "11"
    w.plant(
        [
            seen(
                w,
                house,
                at + timedelta(days=28 * i),
                p,
                "" if house == "p04" else "全科",
                [HTN],
                "",
                [("amlo", 28), ("danshen", 18)],
                kind,
            )
            for i in range(4)
        ]
    )


@crude("冒名: while the owner lies in the city hospital the village bills visits on his card.", 8)
def card_lent_while_in_bed(w: World, n: int) -> None:
    a = treat(w, WARD["stroke"], ("h3a", "h3b")[n % 2], days=12)
    w.grouped(a)
    out = []
    for d in (3, 6, 9):
        out.append(
            seen(
                w,
                ("cw2", "pc3")[n % 2],
                w.at(a.start.date() + timedelta(days=d), 9, 15),
                a.person,
                "全科",
                [COLD],
                "",
                [("amox", 6), ("gandi", 5)],
            )
        )
    # either house may be named: the card was shown to the one, the bed stands in the other
    w.plant(out, houses=[out[0].house.key, a.house.key])


@crude("分解就诊: five visits in one morning, each under the cap of sixty yuan.", 7)
def five_visits_a_morning(w: World, _: int) -> None:
    p, at = come(w, "pc3", 40, 76, "", 8.2, 8.6)
    w.plant(
        [
            seen(
                w,
                "pc3",
                at + timedelta(minutes=11 * i),
                p,
                "全科",
                [HTN],
                "",
                [(("amlo", "rosu", "asp", "liuwei", "omep")[i], 14)],
            )
            for i in range(5)
        ]
    )


@crude("超级别: the injection limited to second-level houses, in the township.", 7)
def above_its_level(w: World, _: int) -> None:
    v = treat(w, WARD["dizziness"], "t5", days=7)
    w.plant([v], [w.add(v, "xst", 1, v.start + timedelta(days=d)) for d in range(6)])


@crude(
    "单味不予支付: American ginseng alone, 300 grams a month, in the clinic of Chinese medicine.", 7
)
def ginseng_alone(w: World, _: int) -> None:
    p, at = come(w, "pc2", 40, 70)
    out, lines = [], []
    for i in range(4):
        v = seen(w, "pc2", at + timedelta(days=30 * i), p, "中医科", [("R53.x00", "乏力")])
        lines.append(w.add(v, "西洋参", 300, at + timedelta(days=30 * i, minutes=6), rx=f"Q{v.id}"))
        out.append(v)
    w.plant(out, lines)


@crude("无资质: the doctor who signs has been suspended.", 6)
def suspended_doctor(w: World, n: int) -> None:
    doctor = "D33019900001"
    if n == 0:
        w.extra_doctors.append((doctor, "pc3"))
    w.dead_doctors[doctor] = "2"
    at = w.at(any_day(w), 9, 15)
    p = w.patient("pc3", at.date(), at.date(), 30, 70)
    v = seen(w, "pc3", at, p, "全科", [COLD], "", [("amox", 6), ("lhqw", 4)])
    v.doctor = doctor
    for x in v.lines:
        x.doctor = doctor
    w.plant([v])


@crude(
    "夜间虚记: a clinic that shuts at six bills visits from two to four, one every four minutes.", 6
)
def visits_at_dead_hours(w: World, _: int) -> None:
    day, out = any_day(w), []
    for i in range(14):
        at = datetime(day.year, day.month, day.day, 2) + timedelta(minutes=4 * i)
        p = w.patient("pc2", day, day, 35, 80)
        if p.free(day, day):
            out.append(seen(w, "pc2", at, p, "中医科", [("M54.500", "腰痛")], "acu tuina_l", ()))
    w.plant(out)


@crude("进销存不符: sixty boxes settled of a capsule of which four were bought.", 6)
def sold_without_purchase(w: World, n: int) -> None:
    from .goods import ITEMS

    key = ("xueft", "kangfu", "mosa")[n % 3]
    house, out = ("p04", "p03")[n // 3], []
    start = date(2025, 9, 1)
    for i in range(10):
        at = w.at(start + timedelta(days=6 * i), 9, 18)
        p = w.patient(house, at.date(), at.date(), 45, 80)
        v = seen(w, house, at, p, "", [("K29.500", "慢性胃炎")], "", (), "41")
        w.add(v, key, 6, at)
        out.append(v)
    w.stock_own.add((w.houses[house].code, ITEMS[key].code))
    w.bought.append(
        {
            "fixmedins_code": w.houses[house].code,
            "med_list_codg": ITEMS[key].code,
            "fixmedins_hilist_name": ITEMS[key].name,
            "spler_name": "医药公司1",
            "purc_invo_no": f"FQ{n:06d}",
            "finl_trns_pric": f"{ITEMS[key].price * 0.9:.2f}",
            "purc_retn_cnt": 4,
            "purc_retn_stoin_time": "2025-08-25 09:00:00",
            "manu_lotnum": f"Q{n:05d}",
            "expy_end": "2028-12-31",
            "drug_trac_codg": "",
        }
    )
    w.plant(out)
