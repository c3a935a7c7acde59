"""Crude schemes of beds and groups: people who lie in two places, after death, twice; groups coded dearer; stays in pieces."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import spent

from .bill import buys, comes, lies, room_for, somebody
from .cases import scheme
from .houses import County

WEAK = "I69.300 脑梗死后遗症;L89.900 压疮"


@scheme(5)
def a_bed_in_two_houses(c: County) -> None:
    """虚假住院：护理院床位照收，人其实在县医院住院十天，两边费用同日发生。"""
    p, day = somebody(c, "", 70, 90), room_for(c, 40)
    v = lies(c, "hl", "老年护理科", WEAK, (0, 1), 28, "cbc ions dress_m@0-/3 turn@0-/2 ng_feed*4@0- amlo@0", day=day, person=p)
    lies(c, "fs", "呼吸与危重症医学科", "J69.000 吸入性肺炎", (0, 1), 9, "intake ct crp pct piptaz*3@0-7 saline*3@0-7 drip@0-7 oxygen*12@0-5", day=day + timedelta(days=8), person=p)
    c.plant([v], houses=["hl"], loss=round(spent(v) * 9 / 28, 2))


@scheme(4)
def care_after_death(c: County) -> None:
    """虚构：病人去世后安宁病区床位、护理、床日又收了六天。"""
    p, day = somebody(c, "", 66, 88), room_for(c, 30)
    v = lies(c, "hl", "安宁疗护科", "C16.900 胃恶性肿瘤;R52.100 慢性难治性疼痛", (0, 1), 15, "cbc hospice@0- patch@0-/4 lactul@0", day=day, person=p)
    p.died = c.at(day + timedelta(days=9), 3, 5)
    v.leaving = "5"
    c.plant([v], loss=round(spent(v) * 6 / 15, 2))


@scheme(4)
def settled_here_and_there(c: County) -> None:
    """重复享受待遇：外伤住院在医院已直接结算，又以异地手工件把同一次住院重录一次再报。"""
    p, day = somebody(c, "", 34, 66), room_for(c, 40)
    text = "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3"
    pair = [lies(c, "rm", "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (0, 1), 6, text, day=day, person=p, hour=9.0, knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4") for _ in range(2)]
    pair[1].more["hospital_no"] = pair[0].more.get("hospital_no", pair[0].id[3:])
    pair[1].start, pair[1].end = pair[0].start, pair[0].end
    pair[1].settled = pair[0].end + timedelta(days=50)
    c.plant(pair, loss=spent(pair[1]))


@scheme(6)
def shopping_from_a_locked_ward(c: County) -> None:
    """挂床：精神科封闭病房住院五十天，其间本人卡隔三差五在药店和卫生院刷卡。"""
    p, day = somebody(c, "", 30, 62), room_for(c, 60)
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (0, 1), 50, "cbc chem ecg olanz@0-/14 mind_play@4-/2 mind_talk@6-/7", care="minded", day=day, person=p)
    seen = []
    for k in range(7):
        at = day + timedelta(days=5 + 6 * k)
        if k % 2:
            seen.append(comes(c, "wb", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp banlan", day=at, person=p))
        else:
            seen.append(buys(c, "yd3", "I10.x00 特发性高血压", (0, 1), "amlo*2", day=at, person=p))
    c.plant([v, *seen], houses=["js"], loss=spent(v))


@scheme(5)
def out_today_in_tomorrow(c: County, n: int) -> None:
    """分解住院：第十四天办出院，次日同科同病再入院，人没离开过病房，连做三段。"""
    p, day = somebody(c, "", 58, 84), room_for(c, 50)
    visits, bill = [], "cbc chem ecg hemi@1- ot@1- lowfreq@1- amlo@0"
    for k in range(3):
        visits.append(lies(c, ("kf", "zy")[n % 2], "康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (0, 1), 14, bill, day=day + timedelta(days=15 * k), person=p, group=("BR29", "脑血管病后遗症", 0.9)))
    c.plant(visits, loss=sum(spent(v) for v in visits[1:]) * 0.4)


@scheme(5)
def sepsis_on_paper(c: County, n: int) -> None:
    """高套病组：普通肺炎编脓毒症做主诊断，没有血培养、没有乳酸、没有降钙素原、没有升压药，五天出院。"""
    v = lies(c, ("rm", "zy")[n % 2], "呼吸内科", "A41.900 脓毒症;J18.900 肺炎", (40, 76), 5, "cbc urine chem ecg dr ceftri*2@0-4 saline*2@0-4 drip@0-4", group=("SR13", "败血症", 2.2))
    c.plant([v], loss=round(5200 * (2.2 - 0.85), 2))


@scheme(5)
def respiratory_failure_with_good_air(c: County, n: int) -> None:
    """高套病组：慢阻肺编急性呼吸衰竭，全程没有血气分析，没有吸氧，没有呼吸机。"""
    v = lies(c, ("rm", "zy")[n % 2], "呼吸内科", "J96.000 急性呼吸衰竭;J44.100 慢性阻塞性肺病伴急性加重", (60, 82), 6, "cbc urine chem ecg dr methyl@0-3 neb*2@0- budes*2@0-", group=("ES11", "呼吸系统感染伴严重并发症", 1.9))
    c.plant([v], loss=round(5200 * (1.9 - 1.0), 2))


@scheme(5)
def a_knife_that_left_no_bill(c: County, n: int) -> None:
    """高套病组：清单编手术操作进手术组，账上没有手术费、没有麻醉、没有手术耗材。"""
    v = lies(c, ("rm", "zy")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (36, 72), 5, "intake us cefop*4@0-4 saline*4@0-4 drip@0-4", group=("HC25", "胆囊切除手术", 1.3))
    v.operations.append({"code": "51.2300", "name": "腹腔镜下胆囊切除术", "at": c.days(v)[1] + timedelta(hours=10), "anst": "1"})
    c.plant([v], loss=round(5200 * (1.3 - 0.6), 2))


@scheme(5)
def tests_pushed_out_of_the_group(c: County, n: int) -> None:
    """转嫁费用：按病组付费，术前检查让病人在住院当天挂门诊做，门诊另行报销。"""
    p, day = somebody(c, "", 38, 70), c.workday(date(2025, 7, 10), date(2026, 6, 1))
    out = comes(c, ("rm", "fs")[n % 2], "普通外科门诊", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), "see cbc urine chem clot infect type ecg us dr ct", day=day, person=p, at=8.2)
    lies(c, ("rm", "fs")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), 5, "cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3 specimen@1", day=day, hour=11.0, person=p, group=("HC25", "胆囊切除手术", 1.3), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    c.plant([out])


@scheme(5)
def a_bed_for_the_dialysed(c: County) -> None:
    """虚记透析：病人在三级医院住院，透析中心仍按原排班每周三次收透析和药。"""
    p, day = somebody(c, "", 40, 72), c.workday(date(2025, 7, 14), date(2026, 5, 20))
    day -= timedelta(days=day.weekday())
    lies(c, "fs", "骨科", "S72.000 股骨颈骨折;N18.500 慢性肾脏病5期", (0, 1), 13, "intake pre dr us_heart dress_m@5 hd_full@1-/2 dialyser@1-/2", day=day, person=p)
    visits = [comes(c, "xt", "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "dialysed epo", kind="14", day=day + timedelta(days=k), person=p, at=7.3, minutes=240) for k in (2, 4, 7, 9)]
    c.plant(visits)


@scheme(5)
def a_healthy_holiday(c: County, n: int) -> None:
    """低标准入院：以体检为目的住院三天，只做检查，没有治疗，每人套餐一样。"""
    v = lies(c, ("zy", "kf")[n % 2], "内科", "R42.x00 头晕", (40, 70), 3, "cbc urine stool chem lipids ecg us us_heart us_neck thyroid_us ct_head ct cea afp hba1c tsh", care="lightly")
    c.plant([v])
