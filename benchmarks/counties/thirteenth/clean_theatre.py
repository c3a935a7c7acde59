"""What is right though it looks bad: operations, emergencies and wards."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .houses import County

PRE = "cbc urine lfi kidney ions ecg clot infection"


@clean("Day surgery: tests in the consulting room three days before, in and out within a day.")
def tests_before_day_surgery(c: County) -> None:
    p, d = c.person("1", 30, 76), c.workday()
    a = c.room("qrm", p, "11", d, "普外科门诊", [("K40.900", "单侧腹股沟疝")])
    for key in PRE.split():
        c.add(a, key)
    b = c.stay("qrm", p, d + timedelta(days=3), 1, "日间病房", [("K40.900", "单侧腹股沟疝")], "28")
    c.care(b)
    at = c.operate(b, 0, "53.0500", "腹股沟疝无张力修补术", "hernia", "spinal")
    c.add(b, "mesh", 1, at)
    c.pay_group(b, "GE19", "疝修补", 0.75)
    c.plant([a, b])


@clean("In at eight, operated, out at six: a day ward without a night, one bed day.")
def no_night(c: County) -> None:
    v = c.stay(
        "qrm",
        c.person("", 24, 70),
        c.workday(),
        0,
        "日间病房",
        [("D17.100", "躯干皮肤脂肪瘤")],
        "28",
    )
    c.care(v)
    c.operate(v, 0, "86.3x02", "皮肤病损切除术", "debride", "local")
    c.add(v, "biopsy", at=c.on(v, 0, 12))
    c.plant([v])


@clean("Plate out a year after the fracture: the same bone, the same surgeon, another operation.")
def plate_out(c: County, n: int) -> None:
    p, d, out = c.person("", 24, 60), date(2025, 2, 3) + timedelta(days=9 * n), []
    for k, (dx, charge, code, name) in enumerate(
        (
            (("S52.500", "桡骨下端骨折"), "radius", "79.3200x001", "桡骨骨折切开复位内固定术"),
            (
                ("Z47.000", "取除骨折板和其他内固定装置"),
                "fix_out",
                "78.6300",
                "桡骨内固定装置去除术",
            ),
        )
    ):
        v = c.stay("qrm", p, d + timedelta(days=370 * k), 5, "骨科", [dx])
        c.care(v)
        for key in PRE.split():
            c.add(v, key, at=c.on(v, 0))
        c.add(v, "dr_limb", at=c.on(v, 0))
        at = c.operate(v, 1, code, name, charge, "ga")
        if not k:
            c.add(v, "plate", 1, at)
            c.add(v, "screw", 8, at)
        c.daily(v, "dressing_s", lo=3)
        c.pay_group(v, "IF39", "上肢骨手术", 1.2 - 0.5 * k)
        out.append(v)
    c.plant(out)


@clean("The second hip three months after the first: one system each time, both sides.")
def second_hip(c: County, n: int) -> None:
    p, d, out = c.person("", 62, 78), date(2025, 3, 3) + timedelta(days=20 * n), []
    for k in range(2):
        v = c.stay(
            "qrm", p, d + timedelta(days=96 * k), 10, "骨科", [("M16.000", "双侧原发性髋关节病")]
        )
        c.care(v, nurse="nurse1")
        for key in (*PRE.split(), "dr_limb", "blood_type"):
            c.add(v, key, at=c.on(v, 0))
        at = c.operate(v, 2, "81.5100", "全髋关节置换", "hip", "spinal")
        c.add(v, "hip_set", 1, at)
        c.daily(v, "lowhep", lo=3)
        c.pay_group(v, "IC19", "髋关节置换", 2.9)
        out.append(v)
    c.plant(out)


@clean("Two vessels: the culprit at once, the other after five weeks.")
def staged_vessels(c: County, n: int) -> None:
    p, d, out = c.person("", 50, 76), date(2025, 3, 3) + timedelta(days=20 * n), []
    for k, dx in enumerate(
        (("I21.100", "急性下壁心肌梗死"), ("I25.103", "冠状动脉粥样硬化性心脏病"))
    ):
        v = c.stay(
            "qrm", p, d + timedelta(days=36 * k), 5, "心血管内科", [dx, ("I10.x00", "特发性高血压")]
        )
        c.care(v, nurse="nurse1")
        for key in ("cbc", "lfi", "kidney", "ecg", "troponin", "echo", "clot"):
            c.add(v, key, at=c.on(v, 0))
        at = c.operate(v, 0, "36.0700", "冠状动脉药物涂层支架置入术", "stent_op", "local", 17)
        c.add(v, "des", 1 + k, at)
        c.add(v, "balloon", 2, at)
        c.daily(v, "monitor", 20, hi=2)
        c.pay_group(v, "FM19", "经皮冠状动脉支架植入", 2.4)
        out.append(v)
    c.plant(out)


@clean("The double-J tube is taken out in the consulting room a month after the stone.")
def tube_out(c: County) -> None:
    p, d = c.person("1", 28, 66), c.workday(date(2025, 2, 1), date(2026, 4, 1))
    a = c.stay("qrm", p, d, 4, "泌尿外科", [("N20.100", "输尿管结石")])
    c.care(a)
    for key in (*PRE.split(), "ct_abd"):
        c.add(a, key, at=c.on(a, 0))
    at = c.operate(a, 1, "56.0x00x003", "经尿道输尿管镜碎石取石术", "uretero", "ga")
    c.add(a, "dj_stent", 1, at)
    c.pay_group(a, "LD19", "输尿管手术", 1.15)
    b = c.room(
        "qrm", p, "11", d + timedelta(days=32), "泌尿外科", [("Z46.600", "泌尿装置的安装和调整")]
    )
    c.add(b, "see")
    c.add(b, "urine")
    c.plant([a, b])


@clean(
    "Home after gall bladder, back on the sixth day with pancreatitis: a complication, not a cut stay."
)
def back_with_pancreatitis(c: County) -> None:
    p, d = c.person("", 34, 72), c.day(date(2025, 2, 1), date(2026, 5, 1))
    a = c.stay("qrm", p, d, 4, "普外科", [("K80.100", "胆囊结石伴慢性胆囊炎")])
    c.care(a)
    for key in (*PRE.split(), "us_abd"):
        c.add(a, key, at=c.on(a, 0))
    c.operate(a, 1, "51.2300", "腹腔镜下胆囊切除术", "lap_gall", "ga")
    c.pay_group(a, "HC29", "胆囊切除手术", 1.25)
    b = c.stay("qrm", p, d + timedelta(days=10), 8, "消化内科", [("K85.100", "胆源性急性胰腺炎")])
    c.care(b, nurse="nurse1")
    for key in ("cbc", "crp", "amylase", "lfi", "ions", "ct_abd", "sugar"):
        c.add(b, key, at=c.on(b, 0))
    for k in (2, 4, 6):
        c.add(b, "amylase", at=c.on(b, k, 6.5))
    for key in ("drip", "glucose", "omeprazole_i"):
        c.daily(b, key, 2)
    c.pay_group(b, "HS23", "胰腺疾病", 0.9)
    c.plant([a, b])


@clean(
    "Emergency room at night, ward in the morning: blood count, picture and clotting twice within nine hours."
)
def tests_at_night_and_morning(c: County) -> None:
    p, d = c.person("", 50, 84), c.day(date(2025, 2, 1), date(2026, 5, 1))
    a = c.room("qrm", p, "13", d, "急诊科", [("K92.200", "胃肠道出血")], 22.0, 23.4)
    for key in ("see_er", "cbc", "clot", "ions", "ecg", "drip", "omeprazole_i", "saline_s"):
        c.add(a, key)
    b = c.stay(
        "qrm",
        p,
        d + timedelta(days=1),
        6,
        "消化内科",
        [("K26.400", "慢性十二指肠溃疡伴出血")],
        hour=7.5,
    )
    c.care(b, nurse="nurse1")
    for key in ("cbc", "clot", "lfi", "kidney", "blood_type", "gastro"):
        c.add(b, key, at=c.on(b, 0))
    c.add(b, "cbc", at=c.on(b, 0, 20))
    c.daily(b, "cbc", lo=1, hi=4, hour=6.5)
    for key in ("drip", "glucose", "omeprazole_i"):
        c.daily(b, key, 2)
    c.pay_group(b, "GR13", "消化道出血", 0.75)
    c.plant([a, b])


@clean(
    "Resuscitation on three days of intensive care: hours, rescues and gases without number, and the patient lives."
)
def intensive_care(c: County) -> None:
    v = c.stay(
        "qrm",
        c.person("", 58, 86),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        14,
        "重症医学科",
        [("J96.000", "急性呼吸衰竭"), ("J18.900", "肺炎"), ("A41.900", "脓毒症")],
    )
    for k in range(14):
        icu = k < 6
        c.add(v, "bed_icu" if icu else "bed", at=c.on(v, k, 9))
        c.add(
            v,
            "nurse_icu" if icu else "nurse1",
            24 if icu and k else 12 if icu else 1,
            c.on(v, k, 9),
        )
        c.add(v, "round", at=c.on(v, k, 9))
        if icu:
            for h in (6, 12, 18) if k else (20,):
                c.add(v, "gas", at=c.on(v, k, h))
            c.add(v, "suction", 10, c.on(v, k, 12))
            c.daily(v, "cbc", lo=k, hi=k + 1)
        c.add(v, "piperacillin", 3, c.on(v, k, 10))
        c.add(v, "drip", 1, c.on(v, k, 10))
    for k in (0, 2):
        c.add(v, "rescue", 2, c.on(v, k, 20))
    for key in (
        "culture",
        "pct",
        "ct_chest",
        "lfi",
        "kidney",
        "clot",
        "nt_bnp",
        "troponin",
        "echo",
    ):
        c.add(v, key, at=c.on(v, 0, 17))
    c.pay_group(v, "ES21", "呼吸感染伴严重并发症", 2.9)
    c.plant([v])


@clean(
    "Observed in the emergency room for two days because no bed is free: bed and observation fee of an outpatient."
)
def observed_two_days(c: County) -> None:
    p, d = c.person("", 62, 88), c.day(date(2025, 12, 15), date(2026, 1, 25))
    start = c.at(d, 9.0, 20.0)
    v = c.visit(
        "qrm", p, "13", start, start + timedelta(hours=42), "急诊留观", [("J18.900", "肺炎")]
    )
    for k in range(2):
        for key in ("bed_obs", "see_obs", "drip", "saline_s", "ceftriaxone"):
            c.add(v, key, at=start + timedelta(hours=1 + 24 * k), exact=True)
    for key in ("cbc", "crp", "ct_chest"):
        c.add(v, key)
    c.plant([v])


@clean(
    "Bitten hand: dressing every second day and stitches out, seven visits in a fortnight for fourteen yuan."
)
def seven_dressings(c: County, n: int) -> None:
    p, d, out = c.person("", 12, 60), c.workday(), []
    for k in range(7):
        v = c.room(
            ("qrm", "xz1")[n % 2],
            p,
            "11",
            d + timedelta(days=2 * k),
            "换药室",
            [("S61.900", "腕和手开放性伤口")],
        )
        c.add(v, "dressing_s" if k < 6 else "suture_out")
        out.append(v)
    c.plant(out)


@clean(
    "Wrong bed after moving: the patient changes rooms on the third day, bed at both prices but one a day."
)
def two_kinds_of_bed(c: County) -> None:
    v = c.stay(
        "qrm",
        c.person("", 50, 80),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        7,
        "内分泌科",
        [("E11.900", "2型糖尿病")],
    )
    c.care(v, "")
    for k in range(7):
        c.add(v, "bed" if k < 3 else "bed_two", at=c.on(v, k, 9))
    for key in ("cbc", "lfi", "kidney", "lipid", "hba1c", "fundus"):
        c.add(v, key, at=c.on(v, 1))
    c.daily(v, "sugar_poc", 7)
    c.add(v, "glargine", 1, c.on(v, 0))
    c.pay_group(v, "KS13", "糖尿病", 0.62)
    c.plant([v])
