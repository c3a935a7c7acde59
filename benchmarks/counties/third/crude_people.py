"""Crude schemes about people: who lay where, who came back, who was dead, who signed."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import Doctor, Person, at
from benchmarks.counties.outside.records import Line, Visit
from benchmarks.counties.stranger.plan import Mark, loss

from .cases import CRUDE, told
from .world import Third

CHECK = ("cbc@0 urine@0 alt@0 ast@0 crea@0 glucose@0 chol@0 tg@0 ecg@0 cea@0T9 afp@0T9 tsh@0T9 ct@0T10 "
         "us_color@0T11 us_neck@0T14 us_heart@0T15 bone_density@1T9 breath13@1T10")  # fmt: skip


def _paid(w: Third, visits: list[Visit]) -> float:
    return sum(w.paid(v) for v in visits)


def _stay(w: Third, p: Person, h: str, ill: str, day: date, nights: int, **how: object) -> Visit:
    v, _ = w.stay(p, w.house(h), ill, day, nights, **how)
    w.settle(v)
    return v


@told(
    CRUDE,
    "checkup_as_a_stay",
    4,
    "体检变住院: the staff of one firm, two nights each, everything looked at, nothing treated.",
)
def checkup(w: Third, i: int) -> None:
    h = ("pvt", "sec")[i % 2]
    day = w.day(20, 300)
    employer = f"E9{w.rng.randint(1000, 9999)}"
    visits = []
    for _ in range(w.rng.randint(7, 11)):
        p = w.pick("", (28, 58))
        p.employer, p.insurance = employer, "310"
        start = day + timedelta(days=w.rng.randint(0, 9))
        visits.append(_stay(w, p, h, "htnin", start, w.rng.randint(2, 3), bare=True,
                            plus=f"$ward {CHECK}", diags="R53.x00 疲劳"))  # fmt: skip
    w.scheme("checkup_as_a_stay", w.house(h), visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "bus_from_the_village",
    3,
    "诱导住院、车接车送: one village admitted in a morning, discharged together, one bill copied.",
)
def bus(w: Third, i: int) -> None:
    day = w.day(10, 310)
    village = f"某县丁镇{40 + i}村"
    nights = w.rng.randint(6, 8)
    visits = []
    for n in range(w.rng.randint(9, 13)):
        p = w.pick("", (52, 82))
        p.village = f"{village}{n + 1}号"
        visits.append(_stay(w, p, "pvt", "disc", day, nights, drop="mr", hour=9,
                            diags="M51.202 腰椎间盘突出"))  # fmt: skip
    w.scheme("bus_from_the_village", w.house("pvt"), visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "out_and_in_again",
    8,
    "分解住院: written out when the standard is used up, in again the same day, same illness.",
)
def out_and_in(w: Third, i: int) -> None:
    h, ill = (("ppl", "stroke3"), ("tcm", "stroker"), ("ppl", "hf"), ("tcm", "disc"))[i % 4]
    p = w.pick("", (56, 80))
    day = w.day(10, 290)
    visits = []
    for _ in range(w.rng.randint(2, 3)):
        v = _stay(w, p, h, ill, day, w.rng.randint(9, 12))
        visits.append(v)
        day = v.end.date() + timedelta(days=w.rng.randint(0, 1))
    w.scheme("out_and_in_again", w.house(h), visits, loss=_paid(w, visits[1:]))


@told(
    CRUDE,
    "back_under_another_code",
    8,
    "分解住院: back after two or three days, the main code changed, the same drips.",
)
def other_code(w: Third, i: int) -> None:
    h, ill, diags = (
        ("ppl", "stroke3", "I69.300 脑梗死后遗症;I63.902 脑梗死"),
        ("tcm", "disc", "M54.500 腰痛;M51.202 腰椎间盘突出"),
        ("ppl", "hf", "I25.103 冠状动脉粥样硬化性心脏病;I50.907 心力衰竭"),
        ("tcm", "stroker", "I67.800 慢性脑供血不足;I69.300 脑梗死后遗症"),
    )[i % 4]
    p = w.pick("", (56, 80))
    first = _stay(w, p, h, ill, w.day(10, 290), w.rng.randint(9, 12))
    back = first.end.date() + timedelta(days=w.rng.randint(2, 3))
    again = _stay(w, p, h, ill, back, w.rng.randint(8, 10), diags=diags)
    w.scheme("back_under_another_code", w.house(h), [first, again], loss=w.paid(again))


@told(
    CRUDE,
    "gallbladder_twice",
    4,
    "虚构手术: the bladder that the county hospital removed in spring is removed again.",
)
def twice(w: Third, i: int) -> None:
    p = w.pick("", (35, 70))
    v1 = _stay(w, p, "ppl", "chole", w.day(5, 120), 5)
    v2, _ = w.stay(
        p,
        w.house("pvt" if i % 2 else "sec"),
        "chole",
        v1.end.date() + timedelta(days=w.rng.randint(50, 150)),
        5,
    )
    w.settle(v2)
    w.scheme("gallbladder_twice", v2.provider, [v2], loss=w.paid(v2))


@told(
    CRUDE, "two_births_in_a_summer", 3, "冒名: two women give birth on one card within four months."
)
def births(w: Third, _: int) -> None:
    p = w.pick("2", (22, 36))
    _stay(w, p, "ppl", "nvd", w.day(5, 120), 3)
    v = _stay(w, p, "sec", "cs3", date(2025, 1, 5) + timedelta(days=w.rng.randint(170, 220)), 5)
    w.scheme("two_births_in_a_summer", v.provider, [v], loss=w.paid(v))


@told(
    CRUDE,
    "in_two_wards_at_once",
    6,
    "重叠住院: operated on in the county town, at the same time in bed at the township.",
)
def two_wards(w: Third, i: int) -> None:
    p = w.pick("", (40, 78))
    day = w.day(10, 310)
    _stay(w, p, "ppl", ("chole", "hiprep", "acs")[i % 3], day, 8)
    v = _stay(w, p, "t7" if i % 2 else "t2", "tback", day + timedelta(days=1), 6)
    w.scheme("in_two_wards_at_once", v.provider, [v], loss=w.paid(v))


@told(
    CRUDE,
    "buys_while_in_bed",
    5,
    "挂床: while his name lies in the ward, he sees the station's doctor and buys at the counter.",
)
def buys(w: Third, i: int) -> None:
    p = w.pick("", (48, 74))
    v, _ = w.stay(p, w.house("t2" if i % 2 else "t5"), "tmild", w.day(10, 320), 9, bare=True,
                  plus="$ward cbc@0 glucose@0 infusion@0-1T9 ns@0-1T9 citicol@0-1T9")  # fmt: skip
    w.settle(v)
    for d in (2, 4, 6):
        when = at(v.start.date() + timedelta(days=d), w.rng.randint(9, 16), 10)
        w.seen(p, w.house("v4"), "uri", when, bare=True, plus="general_fee ganmao")
    w.scheme("buys_while_in_bed", v.provider, [v], loss=w.paid(v))


@told(
    CRUDE, "pills_for_the_dead", 6, "死亡后就医: the card goes on to be charged after the funeral."
)
def dead(w: Third, i: int) -> None:
    p = w.pick("", (66, 90))
    day = w.day(60, 200)
    w.die(p, day)
    h = w.house(("v0", "p9", "t7")[i % 3])
    visits = []
    when = day + timedelta(days=w.rng.randint(6, 20))
    for _ in range(w.rng.randint(3, 6)):
        if h.kind == "pharmacy":
            v, _m = w.sale(p, h, w.some_time(when), "amlodipine*2 shexiang*2")
        else:
            v, _m = w.seen(
                p,
                h,
                "chronic3",
                w.some_time(when),
                bare=True,
                plus="general_fee amlodipine*2 rosuva",
                med_type="14",
            )
        visits.append(v)
        when += timedelta(days=w.rng.randint(18, 30))
    w.scheme("pills_for_the_dead", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "struck_off_and_signing",
    3,
    "被终止资格的医师: his contract ended in February, he signs on.",
)
def struck(w: Third, i: int) -> None:
    h = w.house(("t3", "pvt", "v1")[i])
    d = Doctor(f"D3707867880{i}", "钱医", h.code, "全科", status="3", end="2025-02-10 00:00:00")
    w.doctors.append(d)
    visits = []
    for _ in range(w.rng.randint(24, 34)):
        p = w.pick("", (20, 80))
        v, _ = w.seen(p, h, "seen_mild", w.some_time(w.day(60, 350)), bare=True,
                      plus="general_fee omeprazole itopride", doctor=d)  # fmt: skip
        visits.append(v)
    w.scheme("struck_off_and_signing", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "nobody_knows_this_doctor",
    2,
    "无资质: a number that no register holds signs for a winter.",
)
def unknown(w: Third, i: int) -> None:
    h = w.house(("t7", "v3")[i])
    visits = []
    for _ in range(w.rng.randint(25, 32)):
        v, _ = w.seen(w.pick("", (20, 80)), h, "uri", w.some_time(w.day(5, 90)), bare=True,
                      plus="general_fee ganmao levocet", doctor=f"D3707869900{i:02d}")  # fmt: skip
        visits.append(v)
    w.scheme("nobody_knows_this_doctor", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "failure_on_paper",
    12,
    "高套分组: respiratory failure written before a pneumonia; no gas analysis, no oxygen.",
)
def failure(w: Third, _: int) -> None:
    h = w.house("ppl")
    v, _ = w.stay(w.pick("", (40, 80)), h, "cap", w.day(5, 340))
    w.settle(v)
    more = w.raise_group(v, "ER11", "ER1", 2.1, "J96.000 急性呼吸衰竭")
    w.scheme("failure_on_paper", h, [v], loss=more)


@told(
    CRUDE,
    "blood_poisoning_on_paper",
    8,
    "高套分组: sepsis written on an infection of the bowel or a kidney stone.",
)
def poisoning(w: Third, i: int) -> None:
    h = w.house("ppl")
    v, _ = w.stay(w.pick("", (30, 70)), h, ("vertigo", "asthma")[i % 2], w.day(5, 340))
    w.settle(v)
    more = w.raise_group(v, "SR11", "SR1", 2.4, "A41.900 脓毒症")
    w.scheme("blood_poisoning_on_paper", h, [v], loss=more)


@told(
    CRUDE,
    "operation_on_paper",
    8,
    "高套病种: an operation on the summary that nobody charged, numbed or carried out.",
)
def on_paper(w: Third, _: int) -> None:
    h = w.house("tcm")
    v, _ = w.stay(w.pick("", (35, 68)), h, "disc", w.day(5, 330),
                  ops="80.5100 椎间盘切除术@3T9+90:gen")  # fmt: skip
    w.settle(v)
    code = v.diags[0]
    v.diags.pop(0)
    more = w.raise_group(v, "M51.2:80.5100", "IB3", 2.6, f"{code[0]} {code[1]}")
    w.scheme("operation_on_paper", h, [v], loss=more)


@told(
    CRUDE,
    "drips_after_he_left",
    10,
    "出院后收费: drips and drugs for days after the discharge, or before he came.",
)
def after(w: Third, i: int) -> None:
    h = w.house("t1" if i % 2 else "t5")
    v, _ = w.stay(w.pick("", (35, 80)), h, "tbronch", w.day(10, 320))
    marks = []
    for d in (2, 3, 4):
        for key, n in (("cefurox", 2), ("ns", 2), ("infusion", 1), ("nurse2", 1)):
            line = w.charge(v, key, at(v.end.date() + timedelta(days=d), 9), n, keep=True)
            marks.append(Mark(v, line, 1.0))
    w.settle(v, v.end + timedelta(days=5))
    pairs: list[tuple[Visit, Line]] = [(m.visit, m.line) for m in marks]
    w.scheme("drips_after_he_left", h, (), pairs, loss=loss(w, marks))


@told(
    CRUDE,
    "one_pair_of_hands",
    3,
    "理疗: one therapist's number, eighty half hours of massage in a day, for a week.",
)
def hands(w: Third, i: int) -> None:
    h = w.house("tcm")
    if not h.therapists:
        return
    who = h.therapists[i % len(h.therapists)]
    first = w.day(10, 300)
    crowd = w.crowd(40)
    pairs: list[tuple[Visit, Line]] = []
    for d in range(5):
        for n, p in enumerate(w.rng.sample(crowd, 36)):
            when = at(first + timedelta(days=d), 8 + n // 5, 11 * (n % 5))
            v, _ = w.seen(p, h, "backa", when, bare=True, settle=False,
                          plus=f"visit tuina^ex:{who.code} acup^ex:{who.code} mid_freq^ex:{who.code}")  # fmt: skip
            w.settle(v)
            # Twelve people are what a day of his holds.
            if n >= 12:
                pairs += [(v, ln) for ln in v.lines if ln.item.key != "visit"]
    w.scheme("one_pair_of_hands", h, (), pairs, loss=w.loss_pairs(pairs))


@told(
    CRUDE,
    "more_dialysis_than_days",
    4,
    "血透次数: twenty and more a month, some of them while he lay elsewhere.",
)
def dialysis(w: Third, i: int) -> None:
    p = w.pick("", (35, 75))
    h = w.house("sec")
    first = date(2025, 2 + 2 * i, 1)
    _stay(w, p, "city", "hf", first + timedelta(days=34), 8)
    extra: list[Visit] = []
    day = first
    while day < first + timedelta(days=60):
        away = 34 <= (day - first).days <= 42
        if day.weekday() in (0, 2, 4) and not away:
            w.seen(p, h, "hd3", at(day, 7, 10), med_type="14", hours=4)
        elif day.weekday() != 6 and w.rng.random() < 0.75:
            v, _ = w.seen(p, h, "hd3", at(day, 7, 10), med_type="14", hours=4)
            extra.append(v)
        day += timedelta(days=1)
    w.scheme("more_dialysis_than_days", h, extra, loss=_paid(w, extra))


@told(
    CRUDE,
    "stents_nobody_bought",
    3,
    "虚计耗材: one stent put in, three charged; half of them were ever bought.",
)
def stents(w: Third, _: int) -> None:
    h = w.house("pvt")
    marks: list[Mark] = []
    for _ in range(w.rng.randint(5, 6)):
        plus = "stent_op@1T9 stent@1T9 balloon*2@1T9 guidewire@1T9 !stent*2@1T9^keep !balloon_drug*1@1T9^keep"
        v, m = w.stay(w.pick("", (50, 78)), h, "angina", w.day(5, 330), plus=plus,
                      ops="36.0700 药物洗脱冠状动脉支架置入术@1T9+70:loc")  # fmt: skip
        for mark in m:
            w.stock.skip.add(id(mark.line))
        w.settle(v)
        marks += m
    w.scheme("stents_nobody_bought", h, (), [(m.visit, m.line) for m in marks], loss=loss(w, marks))
