"""Innocent look-alikes about paths: transfers, returns, stages, deaths, mothers and babies."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import Person, at
from benchmarks.counties.outside.records import Visit

from .cases import CLEAN, fine, told
from .world import Third


def _stay(
    w: Third, p: Person, h: str, ill: str, day: date, nights: int = 0, **how: object
) -> Visit:
    v, _ = w.stay(p, w.house(h), ill, day, nights, **how)
    w.settle(v)
    return v


def _after(v: Visit, days: int) -> date:
    return v.end.date() + timedelta(days=days)


@told(
    CLEAN,
    "sent_up_the_same_day",
    16,
    "A night at the township, worse, sent to the county town; the township closes the bill late.",
)
def sent_up(w: Third, i: int) -> None:
    p = w.pick("", (50, 85))
    day = w.day(5, 330)
    low = _stay(w, p, ("t1", "t3", "t5")[i % 3], "tbronch", day, 1, way="2", end_hour=17)
    high = _stay(w, p, "ppl", "cap", low.end.date(), hour=16)
    fine(w, "sent_up_the_same_day", [low, high])


@told(
    CLEAN,
    "sent_down_after_the_stroke",
    16,
    "Acute stroke unit, next day the Chinese hospital's rehabilitation.",
)
def sent_down(w: Third, _: int) -> None:
    p = w.pick("", (55, 80))
    up = _stay(w, p, "city", "stroke3", w.day(5, 320), way="2")
    down = _stay(w, p, "tcm", "stroker", _after(up, w.rng.randint(0, 1)))
    fine(w, "sent_down_after_the_stroke", [up, down])


@told(CLEAN, "cycle_every_three_weeks", 14, "Chemotherapy every three weeks.")
def cycles(w: Third, i: int) -> None:
    p = w.pick("" if i % 2 else "2", (45, 68))
    day, visits = w.day(5, 200), []
    for _ in range(5):
        v = _stay(w, p, "ppl" if i % 3 else "city", "chemoc" if i % 2 else "chemob", day)
        visits.append(v)
        day = _after(v, w.rng.randint(17, 19))
    fine(w, "cycle_every_three_weeks", visits)


@told(
    CLEAN, "pus_in_the_wound", 14, "Five days after the appendix he is back with pus in the wound."
)
def pus(w: Third, i: int) -> None:
    p = w.pick("", (18, 60))
    first = _stay(w, p, "sec" if i % 2 else "ppl", "app", w.day(5, 330))
    again = _stay(w, p, "sec" if i % 2 else "ppl", "app", _after(first, w.rng.randint(3, 6)), bare=True,
                  plus="$ward cbc@0 crp@0 us@0 culture@0 op_debride@0T16 an_local@0T16 dressing_big@1-5T9 cefoper*2@*T9 ns*2@*T9 infusion@*T9",
                  diags="T81.400 操作后的感染", ops="86.2200 伤口清创术@0T16+30:loc")  # fmt: skip
    fine(w, "pus_in_the_wound", [first, again])


@told(CLEAN, "second_stage_of_the_stone", 14, "The stent is taken out four weeks after the stone.")
def stage(w: Third, _: int) -> None:
    p = w.pick("", (26, 65))
    first = _stay(w, p, "ppl", "stone3", w.day(5, 300))
    again = _stay(w, p, "ppl", "stone3", _after(first, w.rng.randint(24, 30)), 2, bare=True,
                  plus="$ward cbc@0 urine@0 us_urine@0 op_dj_out@1T10 an_local@1T10 levoflox@1T9 infusion@1T9",
                  diags="Z46.600 输尿管支架取出", ops="97.6200 输尿管支架去除@1T10+20:loc")  # fmt: skip
    fine(w, "second_stage_of_the_stone", [first, again])


@told(CLEAN, "metal_out_next_autumn", 14, "The plate of spring comes out in winter.")
def metal(w: Third, _: int) -> None:
    p = w.pick("", (20, 65))
    first = _stay(w, p, "ppl", "ankle", w.day(5, 60))
    again = _stay(w, p, "ppl", "ankle", _after(first, w.rng.randint(230, 270)), 4, bare=True,
                  plus="$ward $in1 $pre dr@0 op_hwout@1T9 $spi cefazolin*2@1T9 ns@1-3T9 infusion@1-3T9 dressing@3T9",
                  diags="Z47.001 取除骨折内固定装置", ops="78.6700 胫骨内固定物取出术@1T9+50:spi")  # fmt: skip
    fine(w, "metal_out_next_autumn", [first, again])


@told(CLEAN, "other_hip_in_autumn", 12, "Two worn hips, replaced half a year apart.")
def hips(w: Third, _: int) -> None:
    p = w.pick("", (60, 80))
    first = _stay(w, p, "city", "tha", w.day(5, 100))
    fine(
        w,
        "other_hip_in_autumn",
        [first, _stay(w, p, "city", "tha", _after(first, w.rng.randint(100, 190)))],
    )


@told(CLEAN, "every_cold_spell", 12, "Bad lungs: in again with each cold spell.")
def lungs(w: Third, i: int) -> None:
    p = w.pick("", (64, 86))
    day, visits = date(2025, 1, 6) + timedelta(days=i), []
    for gap in (28, 45, 60, 150):
        v = _stay(w, p, "ppl" if i % 2 else "sec", "aecopd", day)
        visits.append(v)
        day = _after(v, gap + w.rng.randint(-6, 6))
        if day > date(2025, 12, 15):
            break
    fine(w, "every_cold_spell", visits)


@told(CLEAN, "water_again", 12, "A heart that fails: back after a fortnight, twice.")
def water(w: Third, _: int) -> None:
    p = w.pick("", (66, 88))
    day, visits = w.day(5, 250), []
    for _ in range(3):
        v = _stay(w, p, "ppl", "hf", day)
        visits.append(v)
        day = _after(v, w.rng.randint(11, 25))
    fine(w, "water_again", visits)


@told(
    CLEAN,
    "contractions_then_birth",
    14,
    "Threatened in the eighth month, delivered three weeks later.",
)
def threatened(w: Third, _: int) -> None:
    p = w.pick("2", (22, 37))
    first = _stay(w, p, "mch", "preterm", w.day(5, 300))
    fine(
        w,
        "contractions_then_birth",
        [first, _stay(w, p, "mch", "nvd", _after(first, w.rng.randint(9, 26)))],
    )


@told(CLEAN, "ran_away_and_came_back", 14, "Left against advice, came back in pain two days later.")
def ran(w: Third, _: int) -> None:
    p = w.pick("", (28, 70))
    first = _stay(w, p, "ppl", "pan", w.day(5, 330), 2, way="4")
    fine(w, "ran_away_and_came_back", [first, _stay(w, p, "ppl", "pan", _after(first, 2))])


@told(
    CLEAN,
    "emergency_room_then_bed",
    18,
    "Seen, scanned and dripped in the emergency room, admitted in the evening.",
)
def er(w: Third, i: int) -> None:
    p = w.pick("", (20, 75))
    day = w.day(5, 330)
    h = w.house("sec" if i % 2 else "ppl")
    a, _ = w.seen(p, h, "belly", at(day, 9, 20), med_type="13", plus="ct k na")
    v, _ = w.stay(p, h, "app", day, hour=14)
    w.settle(v)
    fine(w, "emergency_room_then_bed", [a, v])


@told(
    CLEAN,
    "dialysed_in_the_other_house",
    12,
    "A ward without machines sends its patient across the street for dialysis.",
)
def across(w: Third, _: int) -> None:
    p = w.pick("", (45, 76))
    v = _stay(w, p, "tcm", "stroker", w.day(5, 320), 12)
    visits = [v]
    for d in (1, 4, 7, 9):
        x, _m = w.seen(
            p,
            w.house("ppl"),
            "hd3",
            at(v.start.date() + timedelta(days=d), 7, 15),
            med_type="14",
            hours=4,
        )
        visits.append(x)
    fine(w, "dialysed_in_the_other_house", visits)


@told(
    CLEAN,
    "scanned_in_the_county_town",
    16,
    "The township has no magnet: for a morning he goes to the county town.",
)
def magnet(w: Third, i: int) -> None:
    p = w.pick("", (45, 78))
    v = _stay(w, p, ("t1", "t4", "t7")[i % 3], "tback", w.day(5, 330), 8)
    x, _ = w.seen(p, w.house("ppl"), "sprain", at(v.start.date() + timedelta(days=2), 10), bare=True, plus="visit mr",
                  diags="M47.800 脊椎关节强硬")  # fmt: skip
    fine(w, "scanned_in_the_county_town", [v, x])


@told(CLEAN, "died_on_the_second_day", 14, "Two days of everything; he dies at noon.")
def died(w: Third, _: int) -> None:
    p = w.pick("", (60, 90))
    day = w.day(5, 330)
    v, _m = w.stay(
        p, w.house("ppl"), "sepsis3", day, 2, way="5", end_hour=12, plus="rescue_big@1T11"
    )
    w.settle(v, v.end + timedelta(days=2))
    p.died = v.end.date()
    fine(w, "died_on_the_second_day", [v])


@told(
    CLEAN,
    "bought_on_his_last_morning",
    12,
    "He fetched his tablets in the morning and died that night.",
)
def last_morning(w: Third, i: int) -> None:
    p = w.pick("", (68, 92))
    day = w.day(5, 330)
    v, _ = w.sale(p, w.house(f"p{i % 8}"), at(day, 9, 10), "amlodipine shexiang")
    p.died = day
    fine(w, "bought_on_his_last_morning", [v])


@told(
    CLEAN,
    "settled_after_the_funeral",
    10,
    "The stay ended with his death; the family brings the papers three weeks later.",
)
def papers(w: Third, _: int) -> None:
    p = w.pick("", (60, 90))
    v, _m = w.stay(p, w.house("sec"), "aecopd", w.day(5, 300), 6, way="5")
    w.settle(v, v.end + timedelta(days=w.rng.randint(15, 30)))
    p.died = v.end.date()
    fine(w, "settled_after_the_funeral", [v])


@told(
    CLEAN,
    "baby_beside_its_mother",
    14,
    "A yellow baby under the light, on the mother's number, while she lies in after birth.",
)
def beside(w: Third, _: int) -> None:
    p = w.pick("2", (21, 38))
    m = _stay(w, p, "mch", "nvd", w.day(5, 330), 4)
    v, _ = w.stay(p, w.house("mch"), "neojaun", m.start.date() + timedelta(days=1), 5, newborn=True)
    w.settle(v)
    fine(w, "baby_beside_its_mother", [m, v])
