"""Crude schemes of whole stays."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import rate

from .cases import scheme
from .houses import County

MIND = [("F20.900", "精神分裂症")]


@scheme(
    8,
    "挂床: bed, nursing and rounds for ten days, one tablet, no test; the patient sleeps at home.",
)
def hanging_bed(c: County) -> None:
    v = c.stay(
        "xz2",
        c.person("", 55, 82),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        10,
        "全科",
        [("M54.500", "下背痛")],
    )
    for k in range(10):
        for key in ("bed", "nurse2", "round"):
            c.add(v, key, at=c.on(v, k, 9), exact=True)
    c.plant([v])


@scheme(
    6, "虚假住院: nine people of one village within two days, the same tests and drips, to the fen."
)
def invented_stays(c: County, n: int) -> None:
    d, out = date(2025, 3, 4) + timedelta(days=60 * (n % 7)), []
    for k in range(9):
        p = c.person("", 52, 76, "390")
        p.address, p.phone = f"桥头镇下河村{n}组", f"1387777{n:04d}"
        v = c.stay("xz2", p, d + timedelta(days=k % 2), 8, "全科", [("J42.x00", "慢性支气管炎")])
        c.care(v)
        for key in ("cbc", "urine", "lfi", "kidney", "ecg", "us_abd"):
            c.add(v, key, at=c.on(v, 0))
        for key in ("drip", "glucose", "citicoline", "cefuroxime"):
            c.daily(v, key)
        out.append(v)
    c.plant(out)


@scheme(8, "低标准入院: a week in hospital with drips for a cold.")
def cold_in_bed(c: County) -> None:
    v = c.stay(
        "xz2",
        c.person("", 30, 66),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        7,
        "全科",
        [("J06.900", "急性上呼吸道感染")],
    )
    c.care(v)
    c.add(v, "cbc", at=c.on(v, 0))
    for key in ("drip", "glucose", "ambroxol"):
        c.daily(v, key)
    c.plant([v])


@scheme(
    8,
    "假出院: a chronic patient is written out and in on the same day in the same bed, so that the dear daily rate begins anew.",
)
def written_out_and_in(c: County, n: int) -> None:
    p, out, d = c.person("", 34, 66), [], date(2025, 1, 14) + timedelta(days=5 * n)
    for k in range(4):
        v = c.stay("jsb", p, d, 60, "精神科", MIND, "2105", hour=14.0 if k else None)
        v.bed = f"精{n:02d}"
        c.care(v, nurse="nurse_mind")
        c.add(v, "cbc", at=c.on(v, 1))
        for m in range(3, 60, 7):
            c.add(v, "work_therapy", at=c.on(v, m))
        for m in range(0, 60, 20):
            c.add(v, "clozapine_t", 1, c.on(v, m))
        out.append(v)
        d = v.end.date()
    loss = sum(0.25 * sum(x.covered for x in v.lines) * rate(v) for v in out[1:])
    c.plant(out, loss=loss)


@scheme(
    8,
    "The psychiatric house bills every day while the patient lies in the county hospital with a broken hip.",
)
def billed_while_elsewhere(c: County) -> None:
    p, d = c.person("", 55, 74), c.day(date(2025, 2, 1), date(2026, 3, 1))
    a = c.stay("jsb", p, d, 50, "精神科", MIND, "2105")
    c.care(a, nurse="nurse_mind")
    for k in range(0, 50, 10):
        c.add(a, "risperidone", 1, c.on(a, k))
    b = c.stay("qrm", p, d + timedelta(days=14), 14, "骨科", [("S72.100", "股骨转子间骨折")])
    c.care(b, nurse="nurse1")
    for key in ("cbc", "clot", "dr_limb", "ecg", "lfi"):
        c.add(b, key, at=c.on(b, 0))
    at = c.operate(b, 2, "79.3500x001", "股骨骨折切开复位内固定术", "femur", "spinal")
    c.add(b, "nail", 1, at)
    c.daily(b, "lowhep", lo=3)
    c.daily(b, "dressing_s", lo=3, hi=9)
    c.pay_group(b, "IF29", "股骨手术", 2.1)
    x = [y for y in a.lines if b.start < y.at < b.end - timedelta(days=1)]
    c.plant([a], x)


@scheme(
    8,
    "高套: bronchitis treated by mouth is sent as severe pneumonia with respiratory failure: no oxygen, no gas, no ventilator.",
)
def bronchitis_as_failure(c: County) -> None:
    v = c.stay(
        "qrm",
        c.person("", 50, 80),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        5,
        "呼吸内科",
        [("J15.900", "细菌性肺炎"), ("J96.000", "急性呼吸衰竭"), ("J20.900", "急性支气管炎")],
    )
    c.care(v)
    for key in ("cbc", "urine", "ecg"):
        c.add(v, key, at=c.on(v, 0))
    c.add(v, "cefixime", 2, c.on(v, 0))
    c.add(v, "ambroxol_o", 1, c.on(v, 0))
    c.pay_group(v, "ES21", "呼吸感染伴严重并发症", 1.6)
    c.plant([v], loss=3200 * (1.6 - 0.45))


@scheme(
    8,
    "分解住院: discharged on paper on the fifteenth day and admitted next day, same ward, same illness, three times.",
)
def cut_in_pieces(c: County, n: int) -> None:
    p, out, d = c.person("", 52, 76), [], c.day(date(2025, 2, 1), date(2026, 2, 1))
    bed = f"康{n + 1:02d}"
    for _ in range(3):
        v = c.stay("kf", p, d, 15, "康复医学科", [("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")])
        v.bed = bed if n % 2 else v.bed  # half of them are not even moved
        c.care(v)
        for key in ("cbc", "lfi", "kidney", "ecg", "rehab_eval"):
            c.add(v, key, at=c.on(v, 0))
        for k in range(1, 15):
            c.add(v, "exercise", at=c.on(v, k, 9))
            c.add(v, "hemi", at=c.on(v, k, 14))
        out.append(v)
        d = v.end.date() + timedelta(days=1)
    loss = sum(
        x.covered * rate(x.visit) for v in out[1:] for x in v.lines if x.item.kind in ("03", "04")
    )
    c.plant(out, loss=loss + 2 * 400)


@scheme(
    7,
    "Charges dated ten days after discharge and before admission, in a house that posts to the minute.",
)
def charges_outside_the_stay(c: County) -> None:
    v = c.stay(
        "xz1",
        c.person("", 50, 80),
        c.day(date(2025, 2, 1), date(2026, 4, 1)),
        7,
        "全科",
        [("J44.100", "慢性阻塞性肺疾病伴急性加重")],
    )
    c.care(v)
    for key in ("cbc", "ecg", "dr_chest"):
        c.add(v, key, at=c.on(v, 0))
    for key in ("drip", "saline_s", "doxofylline"):
        c.daily(v, key)
    x = [c.add(v, "us_abd", at=v.end + timedelta(days=10), exact=True)]
    x += [c.add(v, "drip", 1, v.start - timedelta(days=3, hours=2), exact=True)]
    x += [c.add(v, "echo", 1, v.end + timedelta(days=9), exact=True)]
    c.plant([v], x)
