"""What dentists, oculists and consulting rooms honestly do that looks bad."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .ways import op
from .world import FIRST, LAST, County

HTN, DM = [("I10.x00", "特发性(原发性)高血压")], [("E11.900", "2型糖尿病")]
COLD, FLU = [("J06.900", "急性上呼吸道感染")], [("J10.100", "流行性感冒")]


@clean("Two rotten teeth at once: by the tooth and by the root, in one visit.")
def two_teeth(w: County, _: int) -> None:
    d = w.when("kq1")
    w.plant(
        [
            op(
                w,
                "kq1",
                w.pick(25, 65, "", d),
                d,
                [("K04.000", "牙髓炎")],
                [("tooth_film", 2), ("lido", 2), ("open_pulp", 2)],
                dept="口腔科",
            )
        ]
    )


@clean("The root inflames again after seven months: opened, prepared and filled anew.")
def root_again(w: County, _: int) -> None:
    p = w.person("", 25, 65)
    d = w.when("kq2", FIRST, LAST - timedelta(days=250))
    vs = []
    for first in (d, d + timedelta(days=214)):
        for n, keys in enumerate(
            (("tooth_film", "open_pulp"), ("canal_prep",), ("canal_fill", "tooth_film"))
        ):
            vs.append(
                op(
                    w,
                    "kq2",
                    p,
                    first + timedelta(days=7 * n),
                    [("K04.000", "牙髓炎") if first == d else ("K04.500", "慢性根尖周炎")],
                    keys,
                    dept="口腔科",
                )
            )
    w.plant(vs)


@clean("A child of seven has four milk molars filled in one sitting.")
def four_fillings(w: County, _: int) -> None:
    d = w.when("kq1")
    w.plant(
        [
            op(
                w,
                "kq1",
                w.person("", 6, 8),
                d,
                [("K02.900", "龋病")],
                [("fill", 4), "tooth_film"],
                dept="儿童口腔科",
            )
        ]
    )


@clean("Pressure of the eye four times in one day, because it is the curve that counts.")
def pressure_curve(w: County, _: int) -> None:
    d = w.when("yk")
    v = op(
        w,
        "yk",
        w.pick(50, 80, "", d),
        d,
        [("H40.100", "原发性开角型青光眼")],
        ["oct_eye", "latan"],
        dept="青光眼科",
        at=8.2,
    )
    v.end = v.start + timedelta(hours=9)
    for k in range(4):
        w.add(v, "iop", 1, v.start + timedelta(hours=2 * k))
    w.plant([v])


@clean("The retina of a diabetic is lasered in three sittings of each eye.")
def laser_in_parts(w: County, _: int) -> None:
    p, d = w.person("", 48, 75), w.when("yk", FIRST, LAST - timedelta(days=80))
    w.plant(
        [
            op(
                w,
                "yk",
                p,
                d + timedelta(days=10 * k),
                [("E11.300", "2型糖尿病伴眼并发症"), ("H36.000", "糖尿病视网膜病变")],
                ["fundus", "fundus_dil", "laser_pan"],
                dept="眼底科",
            )
            for k in range(6)
        ]
    )


@clean("Swollen ankles on one tablet: after eight days another of its class.")
def changed_tablet(w: County, _: int) -> None:
    p, d = w.person("", 50, 80), w.when("sq1", FIRST, LAST - timedelta(days=12))
    w.plant(
        [
            op(w, "sq1", p, d, HTN, [("amlod", 3)], "14"),
            op(w, "sq1", p, d + timedelta(days=8), HTN, [("valsa", 3)], "14"),
        ]
    )


@clean("The dose is doubled, so that the box that was for thirty days lasts fifteen.")
def doubled_dose(w: County, _: int) -> None:
    p, d = w.person("", 45, 75), w.when("rm", FIRST, LAST - timedelta(days=50))
    vs = []
    for n in range(4):
        v = op(
            w,
            "rm",
            p,
            d + timedelta(days=15 * n),
            DM,
            (["glu"] if n % 2 == 0 else []),
            "14",
            "内分泌科",
        )
        w.add(v, "metf", 1, days=15, rx=f"RX{v.id[1:]}")
        vs.append(v)
    w.plant(vs)


@clean(
    "The old man lives with his daughter here and is insured elsewhere: long prescriptions at this desk."
)
def insured_elsewhere(w: County, i: int) -> None:
    p = w.person("", 62, 84)
    w.away.add(p.id)
    w.plant(
        [
            op(
                w,
                "sq1",
                p,
                date(2025, 2, 3) + timedelta(days=84 * k + i),
                HTN,
                [("amlod", 3), ("rosu", 3)],
                "14",
            )
            for k in range(5)
        ]
    )


@clean("A man feels a lump in his breast: ultrasound of it, marker, biopsy sent away.")
def lump_of_a_man(w: County, _: int) -> None:
    d = w.when("rm")
    w.plant(
        [
            op(
                w,
                "rm",
                w.pick(40, 75, "1", d),
                d,
                [("N62.x00", "乳腺肥大")],
                ["us_breast", "cea"],
                dept="乳腺外科",
            )
        ]
    )


@clean(
    "A tablet of two purposes: propranolol-like drugs and aspirin for a pregnancy at risk of pre-eclampsia."
)
def aspirin_in_pregnancy(w: County, _: int) -> None:
    p, d = w.person("2", 34, 40), w.when("fc", date(2025, 2, 1), LAST - timedelta(days=60))
    w.plant(
        [
            op(
                w,
                "fc",
                p,
                d + timedelta(days=28 * k),
                [("O09.500", "高龄初产妇的妊娠监督")],
                ["prenatal", "urine", "aspirin"],
                "51",
                "产科",
            )
            for k in range(2)
        ]
    )
