"""Honest corrections, split bills and late ink that look like schemes."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at

from .cases import honest, keep
from .world import Strange


@honest(
    "lens_dropped_and_taken_back",
    5,
    "The first lens was dropped in the theatre: charged, taken back, one remains.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("eye,cty,big")
    v, _m = w.stay(w.pick("", (60, 85)), h, "cataract", w.day(), 2)
    wrong = w.charge(v, "lens", w.fees(v, "lens")[0].when)
    w.charge(v, "lens", min(wrong.when + timedelta(hours=2), v.end), -1, orig=wrong)
    keep(w, "lens_dropped_and_taken_back", [w.settle(v)])


@honest(
    "matched_but_not_given",
    5,
    "Two units went back to the blood bank unopened: charged, then taken back; the match stays.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(
        w.pick("", (40, 80)),
        w.house("big,pr2,cty"),
        "gibleed",
        w.day(),
        7,
        drop="rbc_unit transfuse",
    )
    wrong = w.charge(v, "rbc_unit", v.start + timedelta(hours=5), 2)
    w.charge(v, "rbc_unit", v.start + timedelta(hours=20), -2, orig=wrong)
    keep(w, "matched_but_not_given", [w.settle(v)])


@honest(
    "five_months_settled_by_quarter",
    6,
    "A stay of five months is settled in the middle and at its end: one stay, two bills.",
)
def _(w: Strange, _i: int) -> None:
    ill, house = w.rng.choice((("schizo", "psy,psy2"), ("dement", "psy")))
    v, _m = w.stay(w.pick("", (45, 80)), w.house(house), ill, w.day(5, 180), 150)
    keep(
        w, "five_months_settled_by_quarter", [w.settle_at(v, v.start + timedelta(days=75, hours=9))]
    )


@honest(
    "years_end_in_two_bills",
    8,
    "The year ends in the middle of a stay: settled on the 31st, the rest at discharge; the deductible of the new year begins.",
)
def _(w: Strange, _i: int) -> None:
    ill, house = w.rng.choice(
        (("pneu", "big,cty"), ("stroke", "cty,big"), ("bronch", "t1,t5"), ("rstroke", "reh"))
    )
    p = w.pick("", (50, 78))
    start = date(2025, 12, 27) if ill != "rstroke" else date(2025, 12, 20)
    v, _m = w.stay(p, w.house(house), ill, start, 8 if ill != "rstroke" else 18)
    keep(w, "years_end_in_two_bills", [w.settle(v)])


@honest(
    "settled_again_under_right_class",
    6,
    "Settled as an ordinary visit; a week later taken back and settled under the special disease.",
)
def _(w: Strange, _i: int) -> None:
    p, h = w.pick("", (50, 80)), w.house("cty,com,t1,big")
    v, _m = w.seen(p, h, "htn", at(w.day(), 10), settle=False)
    w.settle(v)
    w.refund(v, str(v.setls[0]["setl_id"]))
    for s in v.setls[1:]:
        s["when"] = s["when"] + timedelta(days=7)  # type: ignore[operator]
    w.stock.scan(v)
    keep(w, "settled_again_under_right_class", [v])


@honest(
    "wrong_price_put_right",
    8,
    "A wrong price is taken back by a line with its number and charged again, at whatever house.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("cty,t2,t4,t5,pri,tcm")
    v, _m = w.stay(w.pick("", (45, 85)), h, "bronch", w.day(), dept="内科")
    line = w.fees(v, "crp")[0]
    wrong = w.charge(v, "crp", line.when, 1, price=line.price * 2, keep=True)
    w.charge(
        v,
        "crp",
        min(line.when + timedelta(hours=3), v.end),
        -1,
        price=line.price * 2,
        orig=wrong,
        keep=True,
    )
    keep(w, "wrong_price_put_right", [w.settle(v)])


@honest(
    "bill_of_a_week_in_one_line",
    6,
    "A township house writes one line a week: seven beds, seven rounds, seven infusions on Sunday.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(
        w.pick("", (45, 85)),
        w.house("t4,tcm"),
        "bronch",
        w.day(),
        w.rng.randint(8, 15),
        dept="内科",
    )
    keep(w, "bill_of_a_week_in_one_line", [w.settle(v)])


@honest(
    "fortnight_posted_at_discharge",
    6,
    "Everything of twelve days stands on the day of discharge, with its quantities.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(
        w.pick("", (50, 90)), w.house("t2"), "pneu", w.day(), 12, dept="内科", drop="pct"
    )
    keep(w, "fortnight_posted_at_discharge", [w.settle(v)])


@honest(
    "settled_three_days_late",
    6,
    "The clerk was on leave: charges written and settled three days after he went home.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(
        w.pick("", (40, 80)),
        w.house("pri"),
        w.rng.choice(("pneu", "dm", "uti")),
        w.day(5, 320),
        dept="内科",
    )
    w.settle(v, v.end + timedelta(days=3, hours=2))
    keep(w, "settled_three_days_late", [v])


@honest(
    "pathology_after_he_left",
    7,
    "The report of the specimen is written, and charged, four days after he went home.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(w.pick("", (30, 70)), w.house("pr2,big"), w.rng.choice(("gall", "gastritis")), w.day(5, 320), drop="path_op path_endo",
                   plus="path_op@eT9^keep")  # fmt: skip
    w.fees(v, "path_op")[0].when = v.end + timedelta(days=4, hours=3)
    w.settle(v, v.end + timedelta(days=5))
    keep(w, "pathology_after_he_left", [v])


@honest("heating_in_winter", 6, "取暖费 from November to March.")
def _(w: Strange, _i: int) -> None:
    day = w.rng.choice((date(2025, 1, 8), date(2025, 2, 3), date(2025, 11, 22), date(2025, 12, 6)))
    v, _m = w.stay(
        w.pick("", (45, 85)),
        w.house("pr2,t1,pri,t3"),
        "bronch",
        day,
        plus="heating@*T9",
        dept="内科",
    )
    keep(w, "heating_in_winter", [w.settle(v)])
