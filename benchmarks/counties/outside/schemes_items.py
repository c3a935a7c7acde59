"""Schemes of the bill: charged twice, too often, too long, by another name, in pieces."""

from __future__ import annotations

from datetime import timedelta

from .care import each_day, find, full_stay, stay, visit
from .catalogue import ITEMS
from .people import Provider, at
from .records import Line, Visit
from .registry import scheme
from .world import World


def _close(
    w: World, name: str, v: Visit, lines: list[Line], *, share: float = 1.0, note: str = ""
) -> None:
    w.settle(v)
    w.scheme(
        name,
        v.provider,
        [],
        [(v, ln) for ln in lines],
        loss=w.loss_lines(v, lines, share),
        note=note,
    )


def _ffs(w: World, i: int) -> Provider:
    return (w.hosp(8), w.hosp(7), w.hosp(10))[i % 3]


def _stay(w: World, i: int) -> Visit:
    h = _ffs(w, i)
    key = {"仁和医院": "pneumonia", "颐康康复医院": "rehab_stroke"}.get(h.name, "bronchitis")
    return full_stay(w, key, h)


@scheme(
    "charged_twice",
    8,
    "重复收费: the same CT, ultrasound and chemistry charged twice in the same minute.",
)
def double(w: World, i: int) -> None:
    v = _stay(w, i)
    day = each_day(v)[1]
    lines = []
    for k in ("us_color", "ct", "liver") if i % 2 else ("dr", "us_color"):
        for key in ("alt", "ast") if k == "liver" else (k,):
            w.charge(v, key, at(day, 10, 20), keep=True)
            lines.append(w.charge(v, key, at(day, 10, 20), keep=True))
    _close(w, "charged_twice", v, lines)


@scheme(
    "too_often",
    8,
    "超频次: HbA1c every week of a stay, or three ward rounds and three nursings a day.",
)
def often(w: World, i: int) -> None:
    if i % 2:
        v = full_stay(w, "diabetes", w.hosp(8), days=21)
        lines = [w.charge(v, "hba1c", at(d, 8), keep=True) for d in each_day(v)[3::3]]
    else:
        v = _stay(w, i)
        lines = [
            w.charge(v, k, at(d, 9), 2, keep=True)
            for d in each_day(v)[:6]
            for k in ("visit_in", "nurse2")
        ]
    _close(w, "too_often", v, lines)


@scheme("hours_over_day", 8, "超标准: 48 hours of monitoring and 36 of oxygen on every day.")
def hours(w: World, i: int) -> None:
    v = _stay(w, i)
    key, cnt = (("ecg_mon", 48.0), ("vent_ni", 36.0))[i % 2]
    lines = [w.charge(v, key, at(d, 16), cnt, keep=True) for d in each_day(v)[:6]]
    _close(w, "hours_over_day", v, lines, share=(cnt - 24) / cnt, note="loss: hours beyond 24")


@scheme(
    "massage_as_treatment",
    7,
    "串换项目: foot baths and neck massage of the house list sent as acupuncture "
    "and joint training of the insurance list.",
)
def massage(w: World, _i: int) -> None:
    v = full_stay(w, "ldh", w.hosp(7))
    t = v.provider.therapists[0].code
    lines = []
    for d in each_day(v):
        lines.append(w.charge(v, "steam", at(d, 16), local="足浴保健", exec_dr=t))
        lines.append(w.charge(v, "joint", at(d, 16, 30), local="颈肩按摩(保健)", exec_dr=t))
    _close(w, "massage_as_treatment", v, lines)


@scheme(
    "clean_room_bed",
    6,
    "串换床位: an ordinary bed billed as a laminar-flow bed for back pain and bronchitis.",
)
def clean_room(w: World, i: int) -> None:
    v = _stay(w, i)
    lines = []
    for ln in find(v, "bed"):
        v.lines.remove(ln)
    for d in each_day(v):
        lines.append(w.charge(v, "bed_clean", at(d, 16), local="普通病房床位费"))
    _close(w, "clean_room_bed", v, lines, share=(180 - 30) / 180)


@scheme("plain_balloon_as_coated", 6, "串换耗材: an ordinary balloon billed as a drug-coated one.")
def balloon(w: World, _i: int) -> None:
    h = w.hosp(8)
    v = stay(w, w.pick(ages=(50, 80)), h, "pci", w.day(), 6)
    old = find(v, "balloon")[0]
    v.lines.remove(old)
    line = w.charge(v, "balloon_drug", old.when, 1, local="冠脉球囊扩张导管(普通)")
    _close(w, "plain_balloon_as_coated", v, [line], share=(6800 - 380) / 6800)


@scheme(
    "panel_in_pieces",
    8,
    "分解收费: the blood count and, beside it, its haemoglobin, red, white and platelet counts.",
)
def panel(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10), w.hosp(1))[i % 3]
    visits, lines = [], []
    day = w.day(5, 300)
    for n in range(6):
        p = w.pick(ages=(18, 85))
        v = visit(
            w,
            p,
            h,
            at(day + timedelta(days=n), 9, 7 * n),
            ("J20.900", "急性支气管炎"),
            ("cbc",),
            settle=False,
        )
        for k in ("hgb", "rbc", "wbc", "plt"):
            lines.append((v, w.charge(v, k, v.start + timedelta(minutes=5))))
        visits.append(w.settle(v))
    loss = sum(w.loss_lines(v, [ln for x, ln in lines if x is v]) for v in visits)
    w.scheme("panel_in_pieces", h, [], lines, loss=loss)


@scheme(
    "steps_of_operation",
    8,
    "手术内含步骤另收: tube with general anaesthesia, look-in with laparoscopy, "
    "adhesions with every gall bladder.",
)
def steps(w: World, i: int) -> None:
    h = w.hosp(8)
    key, extra = (
        ("gallstone", ("an_intub", "op_lap_exam", "op_adhesion")),
        ("knee_oa", ("op_synov", "an_tube_sp")),
    )[i % 2]
    v = full_stay(w, key, h)
    begin = find(v, "op_gall" if key == "gallstone" else "op_knee")[0].when
    lines = [w.charge(v, k, begin) for k in extra]
    _close(w, "steps_of_operation", v, lines)


@scheme("angiography_with_stent", 6, "冠脉造影 charged beside the stent whose item contains it.")
def angio(w: World, _i: int) -> None:
    v = stay(w, w.pick(ages=(50, 80)), w.hosp(8), "pci", w.day(), 6)
    begin = find(v, "stent_op")[0].when
    _close(w, "angiography_with_stent", v, [w.charge(v, "angio", begin)])


@scheme(
    "implant_without_operation",
    6,
    "虚计耗材: joints, plates and staplers on medical stays without an operation.",
)
def implant(w: World, i: int) -> None:
    v = _stay(w, i)
    keys = (("stapler", "plate"), ("hip",), ("stent", "balloon"))[i % 3]
    lines = [w.charge(v, k, at(each_day(v)[2], 11)) for k in keys]
    for ln in lines:
        w.stock.skip.add(id(ln))
    _close(w, "implant_without_operation", v, lines)


@scheme(
    "anaesthesia_in_pieces",
    6,
    "麻醉分解收费: general, basic and intravenous anaesthesia and twenty-six hours of monitoring for an "
    "operation of an hour.",
)
def anaesthesia(w: World, _i: int) -> None:
    v = full_stay(w, "gallstone", w.hosp(8))
    begin = find(v, "an_gen")[0].when
    lines = [
        w.charge(v, k, begin, c)
        for k, c in (("an_basic", 1), ("an_iv", 1), ("an_gen_h", 8), ("an_mon", 26))
    ]
    _close(w, "anaesthesia_in_pieces", v, lines)


@scheme(
    "dialysis_by_the_hour",
    6,
    "血透按小时收费: each session of four hours is billed as four sessions.",
)
def dialysis_hours(w: World, _i: int) -> None:
    p = w.pick(ages=(40, 75))
    day = w.day(5, 280)
    w.register(p, "N18.500", None)
    lines: list[tuple[Visit, Line]] = []
    visits = []
    for n in range(8):
        when = at(day + timedelta(days=2 * n + n // 3), 7, 30)
        v = w.open(
            p,
            w.hosp(9),
            "14",
            when,
            when + timedelta(hours=4),
            dept="肾内科",
            diags=[("N18.500", "慢性肾脏病5期")],
        )
        lines.append((v, w.charge(v, "hd", when, 4)))
        w.charge(v, "dialyser", when)
        visits.append(w.settle(v))
    loss = sum(w.loss_lines(v, [ln for x, ln in lines if x is v], 0.75) for v in visits)
    w.scheme("dialysis_by_the_hour", w.hosp(9), [], lines, loss=loss)


@scheme(
    "men_with_wombs", 8, "男性妇科: men billed for cervical biopsies and gynaecological ultrasound."
)
def men(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10), w.hosp(3))[i % 3]
    p = w.pick("1", (25, 80))
    v = visit(w, p, h, at(w.day(), 10), ("N39.000", "泌尿道感染"), ("urine",), settle=False)
    lines = [
        w.charge(v, k, v.start + timedelta(minutes=9))
        for k in (("us_gyn", "vag_disch"), ("cervix_bx", "vag_disch"))[i % 2]
    ]
    _close(w, "men_with_wombs", v, lines)


@scheme(
    "therapist_of_sixty_sessions",
    4,
    "不可能的工作量: one therapist gives seventy half-hour trainings a day.",
)
def workload(w: World, i: int) -> None:
    h = w.hosp(7)
    t = h.therapists[i % 8].code
    day = w.day(20, 300)
    lines: list[tuple[Visit, Line]] = []
    visits = []
    for p in w.crowd(24, (45, 85)):
        if not p.free(day, day):
            continue
        v = w.open(p, h, "11", at(day, 8, 10), dept="康复科", diags=[("I69.300", "脑梗死后遗症")])
        for k in ("exercise", "hemi", "ot"):
            lines.append((v, w.charge(v, k, at(day, 9), exec_dr=t)))
        visits.append(w.settle(v))
    possible = 16 / len(lines)
    loss = sum(w.loss_lines(v, [ln for x, ln in lines if x is v], 1 - possible) for v in visits)
    w.scheme("therapist_of_sixty_sessions", h, [], lines, loss=loss, note=f"therapist {t}")


@scheme(
    "doctor_of_a_hundred_visits",
    3,
    "One doctor, a hundred and twenty visits in two hours, a minute each.",
)
def doctor_load(w: World, i: int) -> None:
    h = (w.hosp(8), w.clinics[0], w.clinics[1])[i % 3]
    d = h.doctors[0]
    day = w.day(20, 320)
    visits = [
        visit(
            w,
            p,
            h,
            at(day, 8 + n // 60, n % 60),
            ("J06.900", "急性上呼吸道感染"),
            (),
            [("lianhua", 1), ("amoxicillin", 1)],
            doctor=d,
            scan=False,
        )
        for n, p in enumerate(w.crowd(120))
        if p.free(day, day)
    ]
    for v in visits:
        for ln in v.lines:
            w.stock.skip.add(id(ln))
    w.scheme(
        "doctor_of_a_hundred_visits",
        h,
        visits,
        loss=sum(w.paid(v) for v in visits),
        note=f"doctor {d.code}",
    )


@scheme(
    "rehabilitation_on_paper",
    7,
    "康复签到: eight trainings every day, Sundays too, for gastritis and "
    "bronchitis without any loss of function, by a therapist in no register.",
)
def on_paper(w: World, i: int) -> None:
    h = w.hosp((7, 8)[i % 2])
    v = full_stay(w, "ldh", h, days=14)
    v.diags[0] = (("K29.500", "慢性胃炎"), ("J20.900", "急性支气管炎"))[i % 2]
    lines = [
        w.charge(v, k, at(d, 15), exec_dr=f"J370786{990000 + i:06d}")
        for d in each_day(v)
        for k in ("exercise", "balance", "hemi", "ot", "speech", "wax", "us_wave", "low_freq")
    ]
    _close(w, "rehabilitation_on_paper", v, lines)


@scheme(
    "visits_split_under_cap",
    6,
    "分解就诊: the cap is sixty yuan a visit, so the patient comes five times in one morning.",
)
def split_visits(w: World, i: int) -> None:
    h = (w.clinics[i % 3], w.hosp(10))[i % 2]
    p = w.pick(ages=(45, 80))
    day = w.day()
    visits = [
        visit(w, p, h, at(day, 9, 11 * n), ("J06.900", "急性上呼吸道感染"), (), [(k, 1)])
        for n, k in enumerate(("lianhua", "amoxicillin", "ibuprofen", "loratadine", "ambroxol"))
    ]
    w.scheme("visits_split_under_cap", h, visits, loss=sum(w.paid(v) for v in visits[1:]))


@scheme("herb_alone", 6, "单味不予支付: ginseng or sanqi alone in grams for the tonic soup.")
def herb(w: World, i: int) -> None:
    house = (w.pharmacies[i % 8], w.hosp(4))[i % 2]
    p = w.pick(ages=(40, 75))
    med_type = "41" if house.kind == "pharmacy" else "11"
    v = w.open(p, house, med_type, at(w.day(), 10), diags=[("R53.x00", "乏力")])
    line = w.charge(
        v,
        ("renshen", "hongshen", "sanqi")[i % 3],
        v.start,
        120,
        days=15,
        rx=w.number("R"),
        herb_use="单方",
    )
    assert ITEMS["renshen"].list_type == "102"
    _close(w, "herb_alone", v, [line])
