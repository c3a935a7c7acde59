"""Look-alikes added last: outbreaks, courses without a name, children's prices, the house's own words."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .life import (
    BRONCH,
    CHD,
    DM,
    HEMI,
    HTN,
    KNEE,
    LUMBAR,
    PNEU,
    buy,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, World


@clean(
    "Influenza in the care home: seven residents of one address are admitted to the township within six days, with films and oxygen."
)
def influenza_in_the_home(w: World, i: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=20)), 9, 11)
    visits = []
    for n in range(7):
        p = w.person(lo=76, hi=92, insurance="390")
        p.address = f"石桥镇敬老院{i + 1}幢"
        visits.append(
            stay(
                w,
                "xz1",
                p,
                at + timedelta(days=n % 6, minutes=17 * n),
                6 + n % 3,
                (("J10.000", "流感性肺炎"), HTN),
                dept="内科",
                tests=("cbc", "crp", "dr", "ecg"),
                daily=(("neb", 2), ("budes", 2), ("oxygen", 8 + n)),
            )
        )
    w.plant(visits)


@clean(
    "A wedding feast: eleven guests with food poisoning come to the emergency room in one night, six are kept for two days."
)
def wedding_feast(w: World, _i: int) -> None:
    d = w.day(hi=LAST - timedelta(days=10))
    diag = (("A05.900", "细菌性食物中毒"),)
    visits = [
        clinic(
            w,
            "qrm",
            w.person(lo=16, hi=70),
            w.at(d, 20, 23.5),
            diag,
            tests=("cbc", "k", "crea"),
            kind="13",
            dept="急诊科",
            see="see_er",
            minutes=90,
        )
        for _ in range(11)
    ]
    for v in visits[:6]:
        visits.append(
            stay(
                w,
                "qrm",
                v.person,
                v.end + timedelta(minutes=15),
                2,
                diag,
                ("GU15", "其他消化系统诊断", 0.4),
                dept="消化内科",
                tests=("cbc", "k", "stool"),
                drips=("ceftri", "saline", "glucose"),
            )
        )
    w.plant(visits)


@clean("Two boxes of fifty tablets of thyroxine are a hundred days; nothing is sold by the week.")
def hundred_tablets(w: World, i: int) -> None:
    p, at = w.person("2", lo=35, hi=70), w.at(w.workday(hi=LAST - timedelta(days=210)))
    w.plant(
        [
            clinic(
                w,
                ("sdy", "qrm", "sq1")[i % 3],
                p,
                later(at, 98 * m),
                (("E03.900", "甲状腺功能减退症"),),
                ("levo",),
                ("tsh",),
                kind="14",
                boxes=2,
            )
            for m in range(3)
        ]
    )


@clean(
    "Four drugs that never end on the same day: he comes to the shop every week, each time for another."
)
def a_drug_a_week(w: World, i: int) -> None:
    p, at = w.person(lo=60, hi=80), w.at(w.workday(hi=LAST - timedelta(days=130)))
    drugs = ("amlod", "metf", "atorva", "aspirin")
    w.plant(
        [
            buy(
                w,
                ("mt1", "mt2")[i % 2],
                p,
                later(at, 7.5 * m),
                (drugs[m % 4],),
                kind="9929",
                diag=HTN,
            )
            for m in range(16)
        ]
    )


@clean(
    "A wound is dressed daily at the community centre for three weeks: twenty-one visits of one item."
)
def dressed_daily(w: World, i: int) -> None:
    p, at = w.person(lo=40, hi=80), w.at(w.workday(hi=LAST - timedelta(days=30)))
    visits = []
    for d in range(21):
        v = clinic(
            w,
            ("sq1", "sq2", "xz2")[i % 3],
            p,
            w.at(later(at, d).date()),
            (("T81.300", "手术切口裂开"),),
            dept="换药室",
        )
        w.add(v, "dress_m", 1)
        visits.append(v)
    w.plant(visits)


@clean(
    "The chronic certificate is for both diseases, the doctor writes the first alone: blood-pressure tablets beside diabetes under the special scheme."
)
def one_diagnosis_written(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=80), w.at(w.workday(hi=LAST - timedelta(days=130)))
    w.plant(
        [
            clinic(
                w,
                ("qrm", "sdy")[i % 2],
                p,
                later(at, 30 * m),
                (DM,),
                ("metf", "amlod", "atorva"),
                kind="14",
            )
            for m in range(4)
        ]
    )


@clean("Perforated appendix: a week of the dear antibiotic after the operation, twice a day.")
def perforated(w: World, _i: int) -> None:
    v = stay(
        w,
        "qrm",
        w.person(lo=15, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        8,
        (("K35.200", "急性阑尾炎伴弥漫性腹膜炎"),),
        ("GD21", "阑尾切除术,伴并发症", 1.6),
        dept="普外科",
        tests=("cbc", "crp", "pct", "pt", "us", "ct"),
        drips=("ceftri", "saline"),
        daily=(("drip_more", 1), ("ceftri", 1)),
    )
    operation(w, v, "appendix", "47.0100", "腹腔镜阑尾切除术", v.start + timedelta(hours=3))
    w.plant([v])


@clean("Both knees in one stay, a week between: two joints, two operations, two anaesthesias.")
def two_knees(w: World, _i: int) -> None:
    v = stay(
        w,
        "gk",
        w.person(lo=60, hi=78),
        w.at(w.workday(hi=LAST - timedelta(days=25))),
        18,
        (KNEE,),
        ("IC15", "双膝关节置换", 5.0),
        dept="骨科",
        tests=("cbc", "pt", "dr", "ecg"),
        drips=("cefur", "saline"),
    )
    for d in (2, 9):
        operation(
            w,
            v,
            "knee",
            "81.5400",
            "全膝关节置换",
            later(v.start, d).replace(hour=9),
            "spinal",
            (("knee_c", 1),),
        )
    w.plant([v])


@clean(
    "The township mends hernias and never sends a list of operations: a mesh with the operation in the bill alone."
)
def mesh_without_a_list(w: World, _i: int) -> None:
    v = stay(
        w,
        "xz1",
        w.person("1", lo=40, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        5,
        (("K40.900", "腹股沟疝"),),
        dept="外科",
        tests=("cbc", "pt", "ecg"),
        drips=("cefur", "saline"),
    )
    operation(
        w,
        v,
        "hernia",
        "53.0000",
        "腹股沟疝修补术",
        later(v.start, 1).replace(hour=9),
        "spinal",
        (("mesh", 1),),
    )
    w.plant([v])


@clean("Three days of video EEG without treatment, because the drugs are withdrawn to see a fit.")
def three_days_of_eeg(w: World, _i: int) -> None:
    v = stay(
        w,
        "sdy",
        w.person(lo=16, hi=50),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        4,
        (("G40.900", "癫痫"),),
        ("BX25", "癫痫病", 0.7),
        dept="癫痫中心",
        drips=(),
        nurse="n1",
        tests=("cbc", "alt", "drug_level", "mri"),
        daily=(("veeg", 24),),
    )
    w.plant([v])


@clean(
    "Before four teeth are pulled the dentist asks for the blood-borne infections and the clotting."
)
def tested_before_teeth(w: World, i: int) -> None:
    v = clinic(
        w,
        ("kq1", "kq2", "kq3")[i % 3],
        w.person(lo=18, hi=60),
        w.at(w.workday()),
        (("K01.100", "阻生牙"),),
        tests=("cbc", "pt", "hbsag", "hcvab"),
        dept="口腔科",
        minutes=60,
    )
    w.add(v, "pull", 1, v.start + timedelta(minutes=40))
    w.plant([v])


@clean(
    "Broken hip: plated in the bone house, trained in the rehabilitation house, pneumonia in the district house, then the nursing house: four houses in three months."
)
def four_houses(w: World, _i: int) -> None:
    p, at = w.person(lo=74, hi=88), w.at(w.workday(hi=LAST - timedelta(days=130)))
    a = stay(
        w,
        "gk",
        p,
        at,
        12,
        (("S72.000", "股骨颈骨折"),),
        ("IC25", "髋关节置换", 3.4),
        dept="骨科",
        tests=("cbc", "pt", "dr", "ecg"),
        drips=("cefur", "saline"),
    )
    operation(
        w,
        a,
        "hip",
        "81.5100",
        "全髋关节置换",
        later(at, 2).replace(hour=9),
        "spinal",
        (("hip_c", 1),),
    )
    b = stay(
        w,
        "kf",
        p,
        a.end + timedelta(hours=3),
        20,
        (("Z50.100", "物理治疗"), ("S72.000", "股骨颈骨折")),
        dept="康复科",
        drips=(),
        workdays=(("motion", 1), ("joint", 1), ("ot", 1)),
        tests=("cbc", "rehab_eval"),
    )
    c = stay(
        w,
        "qrm",
        p,
        b.end + timedelta(hours=2),
        9,
        (PNEU,),
        ("ES25", "呼吸系统感染", 0.82),
        dept="呼吸内科",
        tests=("cbc", "crp", "ct", "pct"),
        drips=("ceftri", "ambro", "saline"),
    )
    d = stay(
        w,
        "hly",
        p,
        c.end + timedelta(hours=2),
        35,
        (HEMI,),
        dept="护理病区",
        drips=(),
        nurse="n1",
        daily=(("n_mouth", 1), ("n_suction", 2), ("clopi", 0.0357)),
        workdays=(("midfreq", 1),),
        tests=("cbc",),
    )
    w.plant([a, b, c, d])


@clean(
    "The rehabilitation ward empties for the spring festival and fills again with the same people a week later."
)
def home_for_the_festival(w: World, _i: int) -> None:
    p = w.person(lo=50, hi=75)
    at = w.at(date(2026, 1, 26) + timedelta(days=_i % 5))
    a = stay(
        w,
        "kf",
        p,
        at,
        17,
        (HEMI, HTN),
        dept="康复科",
        drips=(),
        workdays=(("hemi", 1), ("ot", 1)),
        tests=("cbc", "rehab_eval"),
    )
    b = stay(
        w,
        "kf",
        p,
        w.at(date(2026, 2, 24) + timedelta(days=_i % 3)),
        15,
        (HEMI, HTN),
        dept="康复科",
        drips=(),
        workdays=(("hemi", 1), ("ot", 1)),
        tests=("cbc", "rehab_eval"),
    )
    w.plant([a, b])


@clean("Cirrhosis: the belly is tapped every ten days in a stay of two nights, seven times.")
def tapped_every_ten_days(w: World, i: int) -> None:
    p, at = w.person(lo=45, hi=70), w.at(w.workday(hi=LAST - timedelta(days=90)))
    visits = []
    for m in range(7):
        v = stay(
            w,
            ("crb", "sdy")[i % 2],
            p,
            later(at, 11 * m),
            2,
            (("K74.600", "肝硬化失代偿期"), ("R18.x00", "腹水")),
            ("GZ15", "肝硬化", 0.7),
            dept="肝病科",
            tests=("cbc", "alt", "alb_t", "k", "crea", "us"),
            drips=("furos", "saline"),
        )
        w.add(v, "tap", 1, later(v.start, 0.1))
        visits.append(v)
    w.plant(visits)


@clean(
    "The Chinese-medicine house calls its moxa 雷火灸, its steam 中药泡洗(足部), its cups 走罐: the house's words, the nation's items."
)
def words_of_the_house(w: World, i: int) -> None:
    p, at, visits = w.person(lo=40, hi=70), w.at(w.workday(hi=LAST - timedelta(days=20))), []
    for m in range(4):
        v = clinic(
            w, ("zyg", "zy")[i % 2], p, later(at, 2 * m), (LUMBAR,), dept="针灸科", minutes=60
        )
        for k, name in (("moxa", "雷火灸"), ("steam", "中药泡洗(足部)"), ("cup", "走罐")):
            w.add(v, k, 1, v.start + timedelta(minutes=15), local_name=name)
        visits.append(v)
    w.plant(visits)


@clean(
    "The children's surcharge: infusion, nebulisation and endoscopy cost three tenths more below seven years of age."
)
def childrens_price(w: World, i: int) -> None:
    v = clinic(
        w,
        ("qrm", "er", "sdy")[i % 3],
        w.person(lo=2, hi=6),
        w.at(w.workday()),
        (BRONCH,),
        ("azith",),
        ("cbc",),
        dept="儿科",
        minutes=60,
    )
    for k in ("neb", "iv_push", "drip"):
        line = w.add(v, k, 1)
        line.price = round(line.price * 1.3, 2)
    w.plant([v])


@clean(
    "The price of a pill falls by the national purchase on 1 April 2026: what was dear in March is cheap in April, in every shop."
)
def national_purchase(w: World, i: int) -> None:
    p, at = w.person("1", lo=50, hi=75), w.at(date(2026, 2, 20) + timedelta(days=i))
    visits = []
    for m in range(3):
        v = buy(
            w,
            ("mt1", "ls2", "yd1")[i % 3],
            p,
            later(at, 30 * m),
            ("tamsu",),
            diag=("N40.x00", "前列腺增生"),
        )
        if v.start.date() >= date(2026, 4, 1):
            v.lines[0].price = 9.8
        visits.append(v)
    w.plant(visits)


@clean(
    "The pain of the back goes on: ibuprofen as a capsule and a plaster of another drug of that kind, from one doctor."
)
def capsule_and_spray(w: World, i: int) -> None:
    w.plant(
        [
            clinic(
                w,
                ("sq1", "zy")[i % 2],
                w.person(lo=40, hi=75),
                w.at(w.workday()),
                (LUMBAR,),
                ("ibup", "zheng"),
            )
        ]
    )


@clean(
    "Aspirin with a stomach that bleeds: omeprazole goes with clopidogrel for a month, by the cardiologist."
)
def stomach_saver(w: World, i: int) -> None:
    p, at = w.person(lo=55, hi=80), w.at(w.workday(hi=LAST - timedelta(days=70)))
    w.plant(
        [
            clinic(
                w,
                ("sdy", "qrm")[i % 2],
                p,
                later(at, 29 * m),
                (CHD, ("K25.900", "胃溃疡")),
                ("clopi", "omep", "atorva"),
                kind="14",
            )
            for m in range(2)
        ]
    )
