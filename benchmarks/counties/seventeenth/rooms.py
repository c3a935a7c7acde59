"""Ordinary visits: consulting rooms, counters, refills and long courses of a mill town."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Visit

from .bill import again, begins, buys, comes, every, workdays
from .houses import County


@dataclass(frozen=True)
class Room:
    """A reason to come: houses, department, diagnoses, ages, bill; kind, sex, how often, months."""

    houses: str
    dept: str
    dx: str
    ages: tuple[float, float]
    bill: str
    kind: str = "11"
    sex: str = ""
    share: int = 3
    months: tuple[int, ...] = tuple(range(1, 13))


FLU = (1, 2, 11, 12)
ROOMS = (
    Room("gc xy", "发热门诊", "J10.101 流行性感冒", (16, 76), "see cbc flu crp?.5 oselta ibu", share=8, months=FLU),
    Room("fy", "儿科", "J10.101 流行性感冒", (2, 13), "see cbc flu balox?.3 oselta?.6 ibu_sy", share=9, months=FLU),
    Room("ca cb cc wa wb", "全科", "J06.900 急性上呼吸道感染", (14, 82), "gp gmling?.5 amox?.2 ibu?.4 cbc?.3 chaihu?.2", share=8),
    Room("cw1 cw2", "卫生室", "J06.900 急性上呼吸道感染", (10, 84), "gp gmling?.6 amox?.2", share=6),
    Room("cw1 cw2", "卫生室", "I10.x00 特发性高血压", (50, 86), "gp amlo*2", share=4),
    Room("xx", "医务室", "J06.900 急性上呼吸道感染", (16, 22), "gp gmling ibu?.5", share=4),
    Room("xx", "医务室", "S93.400 踝关节扭伤", (16, 22), "gp yunnan", share=2),
    Room("ca cb cc", "两病门诊", "I10.x00 特发性高血压", (45, 88), "gp amlo?.6 losar?.5 meto?.3", "14", share=11),
    Room("ca cb wa", "两病门诊", "E11.900 2型糖尿病", (45, 85), "gp metfo acarb?.3 glicl?.4 hba1c?.2 glu", "14", share=9),
    Room("gc xy", "急诊科", "R10.400 腹痛", (18, 80), "see_er cbc amyl ct?.4 us ecg?.4", "13"),
    Room("gc xy", "急诊外科", "S61.900 手部开放性损伤", (17, 66), "see_er sew_s tat im local amox", "13"),
    Room("gc xy", "急诊科", "A09.900 感染性腹泻", (16, 70), "see_er cbc stool ions saline5 drip set smecta ors", "13"),
    Room("gc", "职业病科", "J62.800 矽肺", (48, 76), "see_chief lung_fn ct_lung?.5 fluti", "14", share=2),
    Room("gc", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (50, 84), "see_chief aspirin rosuv meto?.6 ecg?.5 lipids?.3", "14", share=5),
    Room("cr", "艾滋病门诊", "B24.x00 人类免疫缺陷病毒病", (22, 64), "see bic cd4?.3 hivvl?.2 liver?.4", "14", share=3),
    Room("cr", "肝病门诊", "B18.100 慢性乙型病毒性肝炎", (26, 72), "see tdf*3 hbvdna?.4 liver us?.4 afp?.4", "14", share=4),
    Room("cr", "结核门诊", "A15.000 肺结核", (20, 76), "see hrze*2 liver afb*2 dr?.4", "14", share=3),
    Room("zl", "肿瘤门诊", "C50.900 乳房恶性肿瘤", (36, 74), "see_chief letro breast_us?.4 cea?.4", "14", "2", 3),
    Room("zl", "肿瘤门诊", "C61.x00 前列腺恶性肿瘤", (60, 84), "see_chief goser psa abira?.5", "14", "1", 2),
    Room("eb", "变态反应科", "J30.400 过敏性鼻炎", (8, 55), "see skin_test?.4 cetir mometa nose_scope?.3", share=5),
    Room("eb gc", "耳鼻喉科", "J32.900 慢性鼻窦炎", (18, 64), "see nose_scope nose_wash mometa", share=3),
    Room("eb", "耳鼻喉科", "H61.200 耵聍栓塞", (6, 78), "see ear_wax", share=2),
    Room("eb gc", "耳鼻喉科", "H91.200 突发性聋", (28, 68), "see ear_test tymp betah gink", share=2),
    Room("zy", "针灸科门诊", "M54.500 下背痛", (28, 76), "see needle_e infrared", share=4),
    Room("zy", "骨伤科门诊", "S43.000 肩关节脱位", (20, 70), "see dr joint_set yunnan", share=2),
    Room("zy", "骨伤科门诊", "S52.500 桡骨远端骨折", (8, 78), "see dr bone_set splint_m dr", share=2),
    Room("zy", "中医内科", "K29.500 慢性胃炎", (30, 74), "see_chief treat_tcm dangshen*105 baizhu*84 fuling*105 gancao*42 chenpi*42 decoct*7", share=4),
    Room("gk", "骨科门诊", "M17.900 膝关节病", (48, 80), "see dr celec gluco", share=3),
    Room("fy", "妇科门诊", "N76.000 急性阴道炎", (20, 52), "see smear?.3 urine us_in?.3", "11", "2", 3),
    Room("jw", "精神科门诊", "F32.900 抑郁发作", (18, 62), "see scale_dep?.4 sert*2", "14", share=3),
    Room("jw", "精神科门诊", "F20.900 精神分裂症", (22, 66), "see olanz*2 liver?.2", "14", share=3),
    Room("ya", "口腔科", "K02.900 龋病", (8, 66), "see tooth_film fill", share=3),
    Room("gc xy", "消化内科", "K29.500 慢性胃炎", (24, 72), "see gastro ga_scope?.4 biopsy?.3 omep", share=3),
    Room("xy", "内分泌科", "E04.100 甲状腺结节", (26, 66), "see thyroid_us tsh ft4", share=3),
    Room("pm", "内科", "M10.900 痛风", (30, 72), "see uric febux", share=2),
)
COUNTERS = (
    Room("yd2 yd3 yd4", "药房", "I10.x00 特发性高血压", (44, 84), "amlo?.6 losar?.5 hctz?.2", share=6),
    Room("yd2 yd3 yd4 yd5", "药房", "J06.900 急性上呼吸道感染", (18, 78), "gmling ibu?.3 lianhua?.2", share=6),
    Room("yd2 yd3 yd4", "药房", "E11.900 2型糖尿病", (44, 82), "metfo*2 acarb?.4", share=4),
    Room("yd2 yd3", "药房", "E78.500 高脂血症", (40, 78), "atorva*2", share=3),
    Room("yd5", "药房", "J30.400 过敏性鼻炎", (18, 56), "cetir", share=2),
    Room("yd2 yd3 yd4 yd5", "药房", "K29.500 慢性胃炎", (26, 74), "omep mosap?.3", share=3),
    Room("yd1 yd6", "药房", "C34.900 肺恶性肿瘤", (48, 78), "osim", "9929", share=1),
    Room("yd1", "药房", "C50.900 乳房恶性肿瘤", (36, 72), "palbo letro", "9929", "2", 1),
    Room("yd1 yd2", "药房", "I25.103 冠状动脉粥样硬化性心脏病", (50, 82), "clopid*2 rosuv", "9929", share=3),
    Room("yd2 yd4", "药房", "M17.900 膝关节病", (50, 80), "gluco goutong?.3", share=2),
)


def seen(c: County, r: Room, day: date, counter: bool) -> Visit:
    """One visit; four in ten by somebody known."""
    lo, hi = r.ages
    p = c.known(r.sex, int(lo), int(hi), day) if lo >= 18 and c.rng.random() < 0.4 else None
    p = p or c.person(r.sex, lo, hi, "390" if hi < 23 else "")
    house = c.rng.choice(r.houses.split())
    if counter:
        return buys(c, house, r.dx, (0, 1), r.bill, day=day, person=p, kind=r.kind)
    return comes(c, house, r.dept, r.dx, (0, 1), r.bill, kind=r.kind, day=day, person=p, at=c.rng.uniform(0.3, 23.3) if r.kind == "13" else None)


def courses(c: County, scale: float) -> None:
    """What goes on for weeks: refills, dialysis, desensitisation, needles, pregnancy, day wards, dear drugs, home beds."""
    def many(n: int) -> range:
        return range(max(1, round(n * scale)))

    r = c.rng
    for _ in many(50):
        p, house = c.person("", 50, 84), r.choice(("ca", "cb", "cc"))
        again(c, house, "两病门诊", "I10.x00 特发性高血压", p, every(begins(c, 260), 28, 8), "gp amlo losar?.4", kind="14", minutes=15)
    for _ in many(12):
        p, day = c.person("", 34, 78), begins(c, 130)
        week = r.choice(((0, 2, 4), (1, 3, 5)))
        days = [d for d in every(day, 1, 84) if d.weekday() in week]
        for n, d in enumerate(days):
            more = " cbc kidney ions p" if n % 12 == 0 else ""
            comes(c, "xt", "血液透析室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", (0, 1), ("hdf" if n % 6 == 5 else "hd") + " dialyser blood_line heparin" + more + (" epo" if n % 3 == 0 else ""), kind="14", day=d, person=p, at=7.3, minutes=250)
    for _ in many(16):
        again(c, "eb", "变态反应科", "J30.400 过敏性鼻炎", c.person("", 10, 45), every(begins(c, 120), 7, 14), "desens see?.2", minutes=40)
    for _ in many(36):
        again(c, "zy", "针灸科门诊", "M47.802 颈椎病", c.person("", 30, 74), workdays(begins(c, 30), r.randint(6, 10)), "needle tui_neck infrared?.6", first="see")
    for _ in many(18):
        p, day = c.person("2", 22, 37), begins(c, 240)
        for k in range(6):
            comes(c, "fy", "产科门诊", "Z34.900 正常妊娠监督", (0, 1), "see us cbc urine liver infect type tsh glu" if k == 0 else "see urine us?.5 cbc?.4 fetal?.2", kind="51", day=day + timedelta(days=28 * k), person=p)
    for _ in many(16):
        p, day = c.person("2", 36, 70), begins(c, 150)
        again(c, "zl", "日间病房", "Z51.103 恶性肿瘤化学治疗;C50.900 乳房恶性肿瘤", p, every(day, 21, 6), "day_ward cbc liver docet*2 trastu chemo_mix dexa*2 tropi saline*3 drip drip_more*3 set", kind="14", at=8.5, minutes=420)
    for _ in many(14):
        p, day, house = c.person("", 46, 76), begins(c, 200), r.choice(("yd1", "yd6"))
        for k in range(6):
            buys(c, house, "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=29 * k + r.randrange(2)), person=p, kind="9929")
    for _ in many(12):
        again(c, r.choice(("ca", "wa")), "家庭病床", "I69.300 脑梗死后遗症", c.person("", 70, 92), every(begins(c, 100), 7, 10), "home_round", first="home_open", at=9.5)
    for _ in many(10):
        again(c, "cr", "结核门诊", "A15.000 肺结核", c.person("", 20, 74), every(begins(c, 200), 30, 6), "see hrze*2 liver", first="dr afb*3", kind="14")


def fill(c: County, visits: int, counter: int, scale: float) -> None:
    """Ordinary life, day by day."""
    for rooms, number, at_counter in ((ROOMS, visits, False), (COUNTERS, counter, True)):
        pool, made = [r for r in rooms for _ in range(r.share)], 0
        while made < number:
            r = c.rng.choice(pool)
            day = (c.day if at_counter or r.kind == "13" else c.workday)(FIRST + timedelta(days=2), LAST - timedelta(days=2))
            if day.month in r.months:
                seen(c, r, day, at_counter)
                made += 1
    courses(c, scale)
