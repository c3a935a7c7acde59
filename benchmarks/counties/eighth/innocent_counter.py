"""Look-alikes at the counter: drugs, courses, sessions, shops."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .care import decoction, seen
from .cases import innocent
from .county_world import World
from .innocent_ward import any_day
from .rooms import dialysis

HTN, DM = ("I10.x00", "高血压病"), ("E11.900", "2型糖尿病")


def come(
    w: World,
    house: str,
    lo: float = 45,
    hi: float = 80,
    sex: str = "",
    a: float = 8.3,
    b: float = 16.0,
):  # type: ignore[no-untyped-def]
    """Somebody on some day."""
    at = w.at(any_day(w, 130), a, b)
    return w.patient(house, at.date(), at.date(), lo, hi, sex), at


@innocent("A long prescription of twelve weeks for a steady patient: three boxes of each.")
def twelve_weeks(w: World, n: int) -> None:
    house = ("c1", "t2", "h2b", "c2")[n % 4]
    p, at = come(w, house)
    w.plant(
        [
            seen(
                w,
                house,
                at + timedelta(days=84 * i),
                p,
                "慢病门诊",
                [HTN],
                "",
                [("amlo", 84), ("rosu", 84)],
            )
            for i in range(2)
        ]
    )


@innocent("Next month's tablets a week before the spring festival, when all is shut.")
def before_the_festival(w: World, n: int) -> None:
    house = ("t1", "c1", "c2", "t3")[n % 4]
    at = w.at(date(2026, 1, 16) + timedelta(days=n), 8.5, 15)
    p = w.patient(house, at.date(), at.date(), 50, 80)
    a = seen(w, house, at, p, "慢病门诊", [HTN, DM], "", [("amlo", 28), ("metf", 30)])
    b = seen(
        w,
        house,
        at + timedelta(days=20),
        p,
        "慢病门诊",
        [HTN, DM],
        "",
        [("amlo", 28), ("metf", 30)],
    )
    w.plant([a, b])


@innocent("The tablet made his ankles swell: after four days another of the same class.")
def tablet_exchanged(w: World, n: int) -> None:
    house = ("c1", "h2b", "t4")[n % 3]
    p, at = come(w, house)
    w.plant(
        [
            seen(w, house, at, p, "慢病门诊", [HTN], "", [("nife", 30)]),
            seen(w, house, at + timedelta(days=4), p, "慢病门诊", [HTN], "", [("amlo", 28)]),
        ]
    )


@innocent("Two tablets twice a day: a box lasts half as long as on its leaflet.")
def double_dose(w: World, n: int) -> None:
    house = ("h2a", "h3a", "t6")[n % 3]
    p, at = come(w, house)
    out = [
        seen(w, house, at + timedelta(days=30 * i), p, "慢病门诊", [DM], "", [("metf", 60)])
        for i in range(4)
    ]
    w.plant(out)


@innocent("Three boxes were keyed for one and given back next morning.")
def keyed_three_for_one(w: World, n: int) -> None:
    house = ("h2b", "t1", "c1", "zyy")[n % 4]
    p, at = come(w, house)
    v = seen(w, house, at, p, "慢病门诊", [HTN], "", [("amlo", 28)])
    w.undo(v, w.add(v, "vals", 3, at + timedelta(minutes=5), unscanned=True))
    w.plant([v])


@innocent("Paid on the wrong kind of visit, taken back whole, paid again an hour later.")
def settled_again(w: World, n: int) -> None:
    house = ("h3a", "pg", "h2a", "kf")[n % 4]
    p, at = come(w, house)
    v = seen(w, house, at, p, "内科", [HTN], "lipid renal", [("amlo", 28)], "14")
    w.undo(v)
    w.plant([v])


@innocent("Fourteen bags of decoction: every herb in hundreds of grams.")
def fortnight_of_decoction(w: World, n: int) -> None:
    house = ("zyy", "pc2", "t6")[n % 3]
    p, at = come(w, house)
    v = seen(w, house, at, p, "中医科", [("G47.000", "失眠")], "tcm_see")
    decoction(w, v, 14, at + timedelta(minutes=9))
    w.plant([v])


@innocent("Ten sessions of physical therapy paid on the first day and given over a fortnight.")
def ten_sessions_prepaid(w: World, n: int) -> None:
    house = ("h2b", "pa", "kf")[n % 3]
    p, at = come(w, house)
    v = seen(w, house, at, p, "康复医学科", [("M75.000", "肩周炎")])
    w.add(v, "ph_mf", 10, at + timedelta(minutes=10))
    w.add(v, "ph_sw", 10, at + timedelta(minutes=10))
    w.plant([v])


@innocent("Needles every working day for a month after a face went lame.")
def month_of_needles(w: World, n: int) -> None:
    house = ("zyy", "pc2", "h2b")[n % 3]
    p, at = come(w, house)
    out = [
        seen(
            w,
            house,
            at + timedelta(days=d, minutes=3 * d),
            p,
            "针灸推拿科",
            [("G51.000", "面神经麻痹")],
            "acu",
            (),
            "11",
            "tcm_see",
        )
        for d in range(28)
        if (at + timedelta(days=d)).weekday() < 6
    ]
    w.plant(out)


@innocent("A root canal takes three visits, each with its film.")
def three_visits_for_a_root(w: World, n: int) -> None:
    house = ("pc1", "h2a", "h2b")[n % 3]
    p, at = come(w, house, 20, 66)
    main = [("K04.000", "牙髓炎")]
    w.plant(
        [
            seen(w, house, at, p, "口腔科", main, "tooth_film"),
            seen(w, house, at + timedelta(days=7), p, "口腔科", main, "tooth_film tooth_root"),
            seen(w, house, at + timedelta(days=15), p, "口腔科", main, "tooth_film tooth_fill"),
        ]
    )


@innocent("A clean wound is dressed every second day for two weeks.")
def dressed_every_second_day(w: World, n: int) -> None:
    house = ("t6", "h2b", "c1", "t1")[n % 4]
    p, at = come(w, house)
    w.plant(
        [
            seen(
                w,
                house,
                at + timedelta(days=2 * i),
                p,
                "外科",
                [("S81.800", "小腿开放性伤口")],
                "dress_s",
            )
            for i in range(7)
        ]
    )


@innocent("Before and after the bone was set: two films in one hour.")
def film_before_and_after(w: World, n: int) -> None:
    house = ("pa", "h2a", "h3a")[n % 3]
    p, at = come(w, house, 8, 76)
    w.plant(
        [
            seen(
                w,
                house,
                at,
                p,
                "骨科",
                [("S52.500", "桡骨远端骨折")],
                "xray_limb reduce plaster xray_limb",
            )
        ]
    )


@innocent(
    "Dialysis three times a week for a year and a half, one more when water filled the lungs.", 6
)
def eighteen_months_of_dialysis(w: World, n: int) -> None:
    first = len(w.visits)
    dialysis(w, ("dc", "h3a", "h2a")[n % 3], 17, date(2025, 1, 2))
    out = w.visits[first:]
    p, d = out[0].person, out[40].start + timedelta(days=1)
    v = seen(
        w,
        out[0].house.key,
        d,
        p,
        "血液净化科",
        [("N18.500", "慢性肾脏病5期"), ("J81.x00", "肺水肿")],
        "",
        (),
        "14",
    )
    for key, count in (("hd", 1), ("m_filter", 1), ("heparin", 1)):
        w.add(v, key, count, v.start + timedelta(minutes=10))
    w.plant([*out, v])


@innocent(
    "A mother fetches for both children with one fever on one evening: two cards, one minute."
)
def two_children_one_minute(w: World, n: int) -> None:
    house = ("mh", "h2a", "c1")[n % 3]
    p, at = come(w, house, 5, 8, "", 18, 20)
    q = w.patient(house, at.date(), at.date(), 2, 4)
    q.phone, q.address = p.phone, p.address
    w.plant(
        [
            seen(
                w, house, at, x, "儿科", [("J06.900", "急性上呼吸道感染")], "cbc", [("ibu_kid", 4)]
            )
            for x in (p, q)
        ]
    )


@innocent(
    "Monthly drugs over the network, the parcel by post: seen on a screen at nine in the evening."
)
def seen_on_a_screen(w: World, n: int) -> None:
    house = ("h3a", "h3b", "ps")[n % 3]
    p, at = come(w, house, 30, 70, "", 20, 22)
    main, drug = (("F32.900", "抑郁发作"), "sert") if house == "ps" else (HTN, "amlo")
    w.plant(
        [
            seen(
                w,
                house,
                at + timedelta(days=28 * i),
                p,
                "互联网医院",
                [main],
                "",
                [(drug, 28)],
                "11",
                "video",
            )
            for i in range(4)
        ]
    )


@innocent("A home bed: a round twice a week, no ward, few drugs.", 6)
def bed_at_home(w: World, n: int) -> None:
    house = ("c1", "t3")[n % 2]
    p, at = come(w, house, 76, 92)
    out = [
        seen(
            w,
            house,
            at + timedelta(days=3 * i + i % 2),
            p,
            "家庭病床",
            [("I69.300", "脑梗死后遗症")],
            "home_bed" if i == 0 else "catheter" if i == 4 else "",
            (),
            "11",
            "home_visit",
        )
        for i in range(8)
    ]
    w.plant(out)


@innocent("Eight people before the shop at eight on the morning after the holiday.", 6)
def queue_at_the_shop(w: World, n: int) -> None:
    house, start = ("p01", "p02", "p03", "p04")[n % 4], datetime(2025, 10, 9, 8, 1 + n)
    out = []
    for i in range(8):
        at = start + timedelta(minutes=i)
        p = w.patient(house, at.date(), at.date(), 30, 80)
        if p.free(at.date(), at.date()):
            v = seen(
                w,
                house,
                at,
                p,
                "",
                [HTN],
                "",
                [(w.rng.choice(("amlo", "metf", "lhqw", "liuwei")), 28 if i % 2 else 14)],
                "41",
            )
            out.append(v)
    w.plant(out)


@innocent(
    "Sold on the wrong card, given back at once, sold on the right one: the box is the same.", 6
)
def wrong_card_at_the_shop(w: World, n: int) -> None:
    house = ("p01", "p03", "p02")[n % 3]
    p, at = come(w, house)
    q = w.patient(house, at.date(), at.date(), 45, 80)
    a = seen(w, house, at, p, "", [HTN], "", [("amlo", 28)], "41")
    b = seen(w, house, at + timedelta(minutes=9), q, "", [HTN], "", [("amlo", 28)], "41")
    a.refund = at + timedelta(minutes=160)
    b.start = b.end = a.refund + timedelta(minutes=4)
    b.lines[0].at = b.start
    codes = w.scan(a.lines[0], at=a.lines[0].at)
    w.returns.append({"line": a.lines[0], "code": codes[0], "at": a.refund})
    w.scan(b.lines[0], codes)
    w.plant([a, b], codes=codes)


@innocent(
    "A vitamin and a paracetamol for himself, a syrup for the grandchild, on the grandchild's own card.",
    6,
)
def grandfather_fetches(w: World, n: int) -> None:
    house = ("p02", "p04", "p03")[n % 3]
    p, at = come(w, house, 66, 78)
    q = w.patient(house, at.date(), at.date(), 3, 8)
    w.plant(
        [
            seen(w, house, at, p, "", [("J06.900", "急性上呼吸道感染")], "", [("ibu", 10)], "41"),
            seen(
                w,
                house,
                at + timedelta(minutes=2),
                q,
                "",
                [("J06.900", "急性上呼吸道感染")],
                "",
                [("ibu_kid", 4)],
                "41",
            ),
        ]
    )
