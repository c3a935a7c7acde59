"""What is right though it looks bad: one medical group, up and down."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .houses import TOWNS, VILLAGES, County

HYP, COPD = [("I10.x00", "特发性高血压")], [("J44.100", "慢性阻塞性肺疾病伴急性加重")]
LIPID = "lipid sugar kidney lfi"


@clean(
    "The township house draws the blood, the shared laboratory of the county hospital measures and bills it: its bill has no visit to a doctor there."
)
def shared_laboratory(c: County, n: int) -> None:
    p, d = c.person("", 45, 80), c.workday()
    a = c.room(TOWNS[n % 5], p, "14", d, "慢病门诊", HYP, 8.2, 9.5)
    c.add(a, "see")
    c.add(a, "amlodipine", 2)
    b = c.room("qrm", p, "14", d, "检验中心", HYP, 13.0, 15.0)
    for key in LIPID.split():
        c.add(b, key, doctor=a.doctor, dept="检验中心")
    c.plant([a, b])


@clean(
    "The township has no CT reader: the picture is taken there, read and billed by the group's imaging centre the same evening."
)
def shared_imaging(c: County, n: int) -> None:
    p, d = c.person("", 40, 84), c.workday()
    a = c.stay(TOWNS[n % 5], p, d, 6, "全科", [("J20.900", "急性支气管炎")])
    c.care(a)
    for key in ("cbc", "crp", "ecg"):
        c.add(a, key, at=c.on(a, 0))
    c.daily(a, "drip")
    c.daily(a, "saline_s")
    c.daily(a, "cefuroxime", 2)
    b = c.room(
        "qrm", p, "11", d + timedelta(days=1), "影像中心", [("J20.900", "急性支气管炎")], 17.0, 19.0
    )
    c.add(b, "ct_chest", doctor=a.doctor, elsewhere="")
    c.plant([a, b])


@clean(
    "A specialist of the county hospital sees thirty people in a township on his Thursday: registered elsewhere, practising at a second site."
)
def thursday_specialist(c: County, n: int) -> None:
    d = c.workday()
    d -= timedelta(days=(d.weekday() - 3) % 7)
    out = []
    for k in range(26):
        v = c.room(TOWNS[n % 5], c.person("", 50, 82), "14", d, "专家门诊", HYP, 8.3, 11.6)
        v.doctor = c.guests[n % 4]
        c.add(v, "see_senior")
        c.add(v, ("amlodipine", "valsartan", "atorvastatin")[k % 3], 2)
        out.append(v)
    c.plant(out)


@clean(
    "Sent down the same day: the county hospital discharges after pneumonia, the township goes on with oxygen and exercises."
)
def sent_down(c: County, n: int) -> None:
    p, d = c.person("", 66, 88), c.day(date(2025, 2, 1), date(2026, 5, 1))
    a = c.stay("qrm", p, d, 8, "呼吸内科", COPD)
    c.care(a)
    for key in ["cbc", "crp", "gas", "ecg", "ct_chest", "lfi", "kidney", "ions"]:
        c.add(a, key, at=c.on(a, 0))
    for key in ("drip", "saline_s", "piperacillin", "doxofylline"):
        c.daily(a, key)
    a.leaving = "3"
    c.pay_group(a, "ES33", "慢性气道阻塞病", 0.8)
    b = c.stay(TOWNS[n % 5], p, a.end.date(), 7, "全科", COPD, hour=14.0)
    c.care(b)
    c.add(b, "cbc", at=c.on(b, 1))
    c.daily(b, "nebulise", 2)
    c.daily(b, "budesonide", 2)
    c.daily(b, "oxygen", 8)
    c.plant([a, b])


@clean(
    "Sent up at night: two days in the township, worse, on to the county hospital; two stays of one illness touch."
)
def sent_up(c: County, n: int) -> None:
    p, d = c.person("", 60, 86), c.day(date(2025, 2, 1), date(2026, 5, 1))
    dx = [("J18.900", "肺炎")]
    a = c.stay(TOWNS[n % 5], p, d, 2, "全科", dx)
    c.care(a)
    for key in ("cbc", "crp", "dr_chest"):
        c.add(a, key, at=c.on(a, 0))
    c.daily(a, "drip")
    c.daily(a, "ceftriaxone", 2)
    a.leaving = "2"
    b = c.stay("qrm", p, a.end.date(), 9, "呼吸内科", dx, hour=15.0)
    c.care(b, nurse="nurse1")
    for key in ["cbc", "crp", "pct", "gas", "ct_chest", "lfi", "kidney", "ions", "ecg", "culture"]:
        c.add(b, key, at=c.on(b, 0))
    c.daily(b, "drip")
    c.daily(b, "piperacillin", 3)
    c.daily(b, "oxygen", 20, hi=4)
    c.pay_group(b, "ES21", "肺炎伴严重并发症", 1.1)
    c.plant([a, b])


@clean(
    "Village day: the family doctor goes round sixty old people with one tablet each, two minutes apart, in alphabetical order."
)
def village_day(c: County, n: int) -> None:
    d, house = c.workday(), VILLAGES[n % 8]
    who, out = c.houses[house].doctors[0], []
    for k in range(34):
        start = c.at(d, 8.0 + k * 0.1, 8.05 + k * 0.1)
        v = c.visit(
            house, c.person("", 62, 88), "11", start, start + timedelta(minutes=5), "全科", HYP, who
        )
        c.add(v, "general")
        c.add(v, ("amlodipine", "metoprolol")[k % 2], 2)
        out.append(v)
    c.plant(out)


@clean(
    "One practice, two village rooms: the same doctor signs in both on one day, mornings here and afternoons there."
)
def doctor_of_two_villages(c: County, n: int) -> None:
    d, out = c.workday(), []
    for house, lo in ((VILLAGES[n % 8], 8.2), (VILLAGES[(n + 4) % 8], 14.0)):
        for _ in range(5):
            v = c.room(
                house,
                c.person("", 30, 84),
                "11",
                d,
                "全科",
                [("J06.900", "急性上呼吸道感染")],
                lo,
                lo + 2.5,
            )
            v.doctor = f"D33010990{n % 4:02d}"
            c.add(v, "general")
            c.add(v, "ganmaoling")
            out.append(v)
    c.plant(out)


@clean(
    "Family-doctor package: a year's follow-ups are entered on one day of December at the house of the contract."
)
def package_settled_in_december(c: County, n: int) -> None:
    p, out = c.person("", 65, 88, "390"), []
    for k in range(4):
        v = c.room(TOWNS[n % 5], p, "11", date(2025, 3 + 3 * k, 10 + n), "家庭医生签约", HYP)
        c.add(v, "home_round", at=v.start)
        out.append(v)
    c.plant(out)


@clean(
    "Home bed: a stroke patient in a village has a township bed at home for two months, a round twice a week, no ward bed."
)
def home_bed(c: County, n: int) -> None:
    p = c.person("", 70, 92)
    v = c.stay(
        TOWNS[n % 5],
        p,
        c.day(date(2025, 2, 1), date(2026, 3, 1)),
        56,
        "家庭病床",
        [("I69.300", "脑梗死后遗症"), ("L89.100", "Ⅱ期压疮")],
    )
    v.bed = "家庭病床"
    c.add(v, "home_bed", at=v.start)
    for k in range(0, 55, 4):
        c.add(v, "home_round", at=c.on(v, k))
        c.add(v, "dressing_s", at=c.on(v, k))
    c.add(v, "catheter", at=c.on(v, 1))
    c.add(v, "catheter", at=c.on(v, 29))
    c.plant([v])


@clean(
    "Hospice in the township: morphine, nursing and nothing else for three weeks; the patient dies."
)
def hospice(c: County, n: int) -> None:
    p = c.person("", 58, 90)
    v = c.stay(
        TOWNS[n % 5],
        p,
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        19 + n,
        "安宁疗护",
        [("C34.900", "支气管或肺恶性肿瘤"), ("R52.100", "慢性难治性疼痛")],
    )
    c.care(v, nurse="nurse1")
    for k in range(0, 19, 5):
        c.add(v, "morphine", 2, c.on(v, k))
    c.daily(v, "oxygen", 24)
    v.leaving = "5"
    p.died = v.end
    c.plant([v])


@clean(
    "The county doctor's order, the township's drug: a long prescription of the group is fetched where the patient lives."
)
def group_prescription(c: County, n: int) -> None:
    p, d = c.person("", 50, 84), c.workday()
    a = c.room(
        "qrm", p, "14", d, "心血管内科", [("I25.103", "冠状动脉粥样硬化性心脏病")], 8.2, 11.0
    )
    a.doctor = c.guests[n % 4]  # registered for the group's sites
    c.add(a, "see_senior")
    c.add(a, "ecg")
    b = c.room(
        TOWNS[n % 5], p, "14", d, "药房", [("I25.103", "冠状动脉粥样硬化性心脏病")], 14.0, 16.0
    )
    b.doctor = a.doctor
    for key in ("atorvastatin", "aspirin", "clopidogrel"):
        c.add(b, key, 3, days=84)
    c.plant([a, b])


@clean(
    "A couple over eighty is admitted to the township together in a cold week and goes home together."
)
def old_couple(c: County, n: int) -> None:
    d, out = date(2026, 1, 5) + timedelta(days=n * 3), []
    for sex in "12":
        p = c.person(sex, 79, 89)
        p.address = f"石门镇南街{n}号"
        v = c.stay(TOWNS[n % 5], p, d, 7, "全科", COPD)
        c.care(v)
        for key in ("cbc", "crp", "dr_chest", "ecg"):
            c.add(v, key, at=c.on(v, 0))
        for key in ("drip", "saline_s", "doxofylline", "ambroxol"):
            c.daily(v, key)
        out.append(v)
    c.plant(out)


@clean("A nursing home with influenza: nine neighbours of one address are admitted in four days.")
def nursing_home_outbreak(c: County, n: int) -> None:
    d, out = date(2025, 12, 8) + timedelta(days=n * 5), []
    for k in range(9):
        p = c.person("", 74, 94)
        p.address = "桥头镇夕阳红养老院"
        v = c.stay(
            TOWNS[n % 5],
            p,
            d + timedelta(days=k % 4),
            5 + k % 3,
            "全科",
            [("J10.101", "流行性感冒伴呼吸道表现"), ("J20.900", "急性支气管炎")],
        )
        c.care(v)
        for key in ("cbc", "flu", "crp", "dr_chest"):
            c.add(v, key, at=c.on(v, 0))
        c.add(v, "oseltamivir", 1, c.on(v, 0))
        c.daily(v, "drip")
        c.daily(v, "glucose")
        if k % 2:
            c.daily(v, "ambroxol", 2)
        out.append(v)
    c.plant(out)
