"""What only looks like a scheme in the fourth county, told by functions: boxes, couples, clocks, transfers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.outside.people import Person, at

from .cases import CLEAN, fine, told
from .world import Fourth

PRESSURE = "I10.x00 高血压"


def _couple(w: Fourth) -> tuple[Person, Person]:
    a, b = w.pick("1", (58, 84)), w.pick("2", (56, 82))
    b.village, b.tel = a.village, a.tel
    return a, b


@told(
    CLEAN,
    "husband_fetches_for_both",
    12,
    "A husband fetches his own and his wife's tablets every month: two cards in two minutes, the same pills.",
)
def _(w: Fourth, n: int) -> None:
    a, b = _couple(w)
    h = w.house(("v1", "com1", "p2", "t4")[n % 4])
    day, out = w.day(5, 60), []
    for _ in range(5):
        when = w.moment(day, 8, 11)
        for k, p in enumerate((a, b)):
            t = when + timedelta(minutes=2 * k)
            if h.kind == "pharmacy":
                v, _m = w.sale(p, h, t, "amlodipine*2 irbe*2", PRESSURE)
            else:
                v, _m = w.seen(
                    p, h, "cmm", t, bare=True, plus="general_fee amlodipine*2 irbe*2", med_type="14"
                )
            out.append(v)
        day = w.later(day, 54, 58)
    fine(w, "husband_fetches_for_both", out)


@told(
    CLEAN,
    "twins_with_one_cold",
    10,
    "Twins have the same cold on the same day and get the same syrup.",
)
def _(w: Fourth, n: int) -> None:
    a, b = w.pick(ages=(2, 8)), w.pick(ages=(2, 8))
    b.born, b.village, b.tel = a.born, a.village, a.tel
    when = w.moment(w.day())
    out = [
        w.seen(p, w.house(("kid", "mch")[n % 2]), "kidcold", when + timedelta(minutes=k))[0]
        for k, p in enumerate((a, b))
    ]
    fine(w, "twins_with_one_cold", out)


@told(
    CLEAN,
    "two_beds_at_one_address",
    8,
    "An old couple is cared for in two beds at home; the doctor sees both on one round.",
)
def _(w: Fourth, n: int) -> None:
    day, out = w.day(20, 280), []
    for p in _couple(w):
        v, _m = w.stay(p, w.house(("com1", "com2", "t1")[n % 3]), "homebed", day, 28, hour=10)
        out.append(w.settle(v))
    fine(w, "two_beds_at_one_address", out)


@told(
    CLEAN,
    "couple_in_one_room",
    8,
    "A couple moves into the care house together and leaves together for the children's house.",
)
def _(w: Fourth, n: int) -> None:
    day, out = w.day(20, 280), []
    for p in _couple(w):
        v, _m = w.stay(p, w.house(("nur1", "nur2")[n % 2]), "oldcare", day, 42, hour=10)
        out.append(w.settle(v))
    fine(w, "couple_in_one_room", out)


@told(
    CLEAN,
    "warden_buys_for_ten",
    4,
    "The warden of the old people's home buys the month's tablets of ten residents, ten cards in a quarter of an hour, each its own drugs.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p2", "p6", "p10", "p1")[n]), []
    people = w.crowd(10, (68, 92))
    plans = (
        "amlodipine*2",
        "metformin*2 empag",
        "aspirin rosuva",
        "irbe*2",
        "bisop*2 aspirin",
        "donepezil*2",
        "levodopa*3",
        "theoph*2",
        "val_aml",
        "warfarin digoxin",
    )
    day = w.day(10, 60)
    for _ in range(3):
        when = w.moment(day, 9, 15)
        for p, plan in zip(people, plans, strict=True):
            when += timedelta(seconds=w.rng.randint(70, 130))
            v, _m = w.sale(p, shop, when, plan, PRESSURE)
            out.append(v)
        day = w.later(day, 55, 59)
    fine(w, "warden_buys_for_ten", out)


@told(
    CLEAN,
    "brought_back_unopened",
    14,
    "A box is brought back unopened, taken into stock and sold to somebody else.",
)
def _(w: Fourth, n: int) -> None:
    shop = w.house(f"p{n}")
    p, q = w.pick(ages=(30, 80)), w.pick(ages=(30, 80))
    when = w.moment(w.day(), 9, 12)
    a, _m = w.sale(p, shop, when, "rosuva", PRESSURE)
    code = a.lines[0].codes[0]
    w.stock.take_back(
        shop, a.lines[0].item, code, when + timedelta(hours=5), str(a.setls[-1]["setl_id"]), p.no
    )
    w.refund(a, str(a.setls[-1]["setl_id"]), again=False)
    b, _m = w.sale(
        q, shop, when + timedelta(days=w.rng.randint(3, 9)), "rosuva", PRESSURE, scan=False
    )
    w.recode(b, [code])
    fine(w, "brought_back_unopened", [a, b], [code])


@told(
    CLEAN,
    "fetched_from_another_branch",
    12,
    "A branch has run out and fetches the box from another branch of the chain.",
)
def _(w: Fourth, n: int) -> None:
    a, b = (("p0", "p3"), ("p5", "p7"))[n % 2]
    when = w.moment(w.day(), 10, 18)
    v, _m = w.sale(
        w.pick(ages=(30, 80)), w.house(b), when, "trixeo", "J44.900 慢性阻塞性肺疾病", scan=False
    )
    code = w.stock.code(v.lines[0].item)
    w.stock.buy(w.house(a), v.lines[0].item, code, when - timedelta(days=4))
    w.stock.move(w.house(a), w.house(b), v.lines[0].item, code, when - timedelta(days=2))
    w.recode(v, [code])
    fine(w, "fetched_from_another_branch", [v], [code])


@told(
    CLEAN,
    "card_changed_at_the_till",
    14,
    "Settled on the wrong account, taken back and settled anew with the same boxes.",
)
def _(w: Fourth, n: int) -> None:
    shop = w.house(f"p{n}")
    v, _m = w.sale(
        w.pick(ages=(30, 80)), shop, w.moment(w.day(), 9, 19), "irbe*2 aspirin", PRESSURE
    )
    codes = [c for line in v.lines for c in line.codes]
    w.refund(v, str(v.setls[-1]["setl_id"]))
    w.recode(v, codes)
    fine(w, "card_changed_at_the_till", [v], codes)


@told(
    CLEAN,
    "delivery_note_keyed_late",
    12,
    "The boxes arrived in the morning and were keyed into stock after the weekend.",
)
def _(w: Fourth, n: int) -> None:
    shop = w.house(f"p{n + 2}")
    v, _m = w.sale(
        w.pick(ages=(30, 80)),
        shop,
        w.moment(w.day(), 9, 19),
        "empag*2",
        "E11.900 2型糖尿病",
        scan=False,
    )
    w.stock.scan(v, late=True)
    fine(w, "delivery_note_keyed_late", [v], [c for line in v.lines for c in line.codes])


@told(
    CLEAN,
    "shop_that_never_closes",
    10,
    "A shop by the hospital is open all night: fever remedies at two in the morning.",
)
def _(w: Fourth, _n: int) -> None:
    v, _m = w.sale(
        w.pick(ages=(20, 60)),
        w.house("p2"),
        w.moment(w.day(), 0, 4),
        "ganmao ibuprofen",
        "J06.900 急性上呼吸道感染",
    )
    fine(w, "shop_that_never_closes", [v])


@told(
    CLEAN,
    "family_account_for_a_wife",
    10,
    "A husband pays his wife's pills from the family's personal account: nothing from the pooled fund.",
)
def _(w: Fourth, n: int) -> None:
    v, _m = w.sale(
        w.pick("1", (30, 65)),
        w.house(f"p{n}"),
        w.moment(w.day(), 9, 20),
        "wuji*2^own",
        "N92.600 月经不规则",
    )
    fine(w, "family_account_for_a_wife", [v])


@told(
    CLEAN,
    "doctor_of_the_union",
    10,
    "A county doctor works every Wednesday in the town house of the hospital's union; his registration says so.",
)
def _(w: Fourth, n: int) -> None:
    doctor = w.house("gh").doctor(w.rng, "心血管内科")
    doctor.multi = True
    day = w.day(20, 320)
    day += timedelta(days=(2 - day.weekday()) % 7)
    out = [
        w.seen(
            w.pick(ages=(45, 85)),
            w.house(("t1", "t4", "com1")[n % 3]),
            "cmm",
            w.moment(day, 9, 15),
            plus="ecg amlodipine*2",
            doctor=doctor.code,
        )[0]
        for _ in range(4)
    ]
    fine(w, "doctor_of_the_union", out)


@told(
    CLEAN,
    "interim_bill_of_the_month",
    10,
    "A long stay in the care house is settled at the end of each month under one number.",
)
def _(w: Fourth, _n: int) -> None:
    p = w.pick(ages=(72, 92))
    start = date(2025, w.rng.randint(2, 9), w.rng.randint(8, 18))
    v, _m = w.stay(p, w.house("nur2"), "oldcare", start, 40)
    w.settle_at(v, datetime(2025, start.month + 1, 1) - timedelta(hours=1))
    fine(w, "interim_bill_of_the_month", [v])


@told(CLEAN, "filtration_every_fortnight", 6, "Of six sessions in a fortnight one is a filtration.")
def _(w: Fourth, _n: int) -> None:
    p, day, out = w.pick(ages=(30, 76)), w.day(20, 260), []
    for k in range(12):
        drop, plus = ("hd", "hdf@0") if k % 6 == 5 else ("", "")
        v, _m = w.seen(
            p, w.house("gh"), "hd4", at(day, 8, 5), med_type="14", hours=4, drop=drop, plus=plus
        )
        out.append(v)
        day += timedelta(days=(2, 2, 3)[k % 3])
    fine(w, "filtration_every_fortnight", out)


@told(
    CLEAN,
    "session_broken_off",
    8,
    "The blood pressure fell, the session was charged, taken back, and repeated the day after.",
)
def _(w: Fourth, n: int) -> None:
    p, day = w.pick(ages=(30, 78)), w.day()
    h = w.house(("dia1", "dia2", "gh")[n % 3])
    v, _m = w.seen(p, h, "hd4", at(day, 8, 5), med_type="14", hours=1, settle=False)
    first = next(line for line in v.lines if line.item.key == "hd")
    w.charge(v, "hd", first.when + timedelta(minutes=70), -1, orig=first)
    w.settle(v)
    u, _m = w.seen(p, h, "hd4", at(day + timedelta(days=1), 8, 5), med_type="14", hours=4)
    fine(w, "session_broken_off", [v, u])


@told(
    CLEAN,
    "price_put_right_without_a_number",
    12,
    "A price was keyed too high; the whole line is taken back without its number and keyed anew.",
)
def _(w: Fourth, n: int) -> None:
    h = w.house(("gh", "t1", "com1", "tcm")[n % 4])
    v, _m = w.seen(
        w.pick(ages=(30, 80)), h, "cmm", w.moment(w.day()), plus="us_color", settle=False
    )
    line = next(x for x in v.lines if x.item.key == "us_color")
    high = w.charge(v, "ecg", line.when, 1, price=28.0)
    w.charge(v, "ecg", line.when + timedelta(minutes=4), -1, price=high.price)
    w.charge(v, "ecg", line.when + timedelta(minutes=5), 1)
    w.settle(v)
    fine(w, "price_put_right_without_a_number", [v])


@told(
    CLEAN,
    "test_not_done_after_all",
    12,
    "Two tests were keyed, one could not be done and is taken back at discharge.",
)
def _(w: Fourth, n: int) -> None:
    v, _m = w.stay(
        w.pick(ages=(40, 82)),
        w.house(("gh", "t1", "t4", "pvt")[n % 4]),
        "tb",
        w.day(),
        6,
        dept="内科",
    )
    line = w.charge(v, "us_heart", v.start + timedelta(hours=20), 1)
    w.charge(v, "us_heart", v.end - timedelta(minutes=20), -1, orig=line)
    w.settle(v)
    fine(w, "test_not_done_after_all", [v])


@told(
    CLEAN,
    "born_into_the_mothers_card",
    8,
    "A newborn without a card of its own is treated for jaundice on its mother's number while she still lies in the maternity ward.",
)
def _(w: Fourth, _n: int) -> None:
    mother, day = w.pick("2", (22, 36)), w.day()
    a, _m = w.stay(mother, w.house("mch"), "nvd4", day, 3)
    w.settle(a)
    b, _m = w.stay(
        mother,
        w.house("mch"),
        "jaun4",
        day + timedelta(days=1),
        5,
        newborn=True,
        bare=True,
        plus="$nb tbil@0 tbil@2T7 nb_bili*2@*T8 nb_light*14@0-2T9",
    )
    w.settle(b)
    fine(w, "born_into_the_mothers_card", [a, b])


@told(
    CLEAN,
    "twenty_nine_days_old",
    6,
    "Admitted at three weeks and still in the newborn ward on the twenty-ninth day.",
)
def _(w: Fourth, _n: int) -> None:
    born = w.day(20, 290)
    child = w.infant(born)
    v, _m = w.stay(child, w.house("mch"), "jaun4", born + timedelta(days=24), 6)
    w.settle(v)
    fine(w, "twenty_nine_days_old", [v])


@told(
    CLEAN,
    "street_with_a_burst_pipe",
    2,
    "Bad water in one street: fourteen neighbours with loose bellies in three days, several admitted.",
)
def _(w: Fourth, n: int) -> None:
    h, day, out = w.house(("t1", "t6")[n]), w.day(150, 240), []
    for k in range(14):
        p = w.pick(ages=(8, 80))
        p.village = f"某县乙镇{70 + n}村{k + 1}号"
        v, _m = w.stay(p, h, "tg", day + timedelta(days=w.rng.randint(0, 2)), w.rng.randint(3, 6))
        out.append(w.settle(v))
    fine(w, "street_with_a_burst_pipe", out)


@told(
    CLEAN,
    "doctors_evening_at_the_station",
    3,
    "The station's only doctor sees forty people on a vaccination evening in the time of colds, a few minutes each.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("v0", "v5", "v9")[n]), []
    when = at(date(2025, 11, 10 + n), 8, 10)
    for _ in range(40):
        when += timedelta(minutes=w.rng.randint(5, 14))
        out.append(w.seen(w.pick(ages=(3, 85)), h, "stn", when)[0])
    fine(w, "doctors_evening_at_the_station", out)


@told(
    CLEAN,
    "ward_pharmacist_splits_boxes",
    10,
    "The ward takes single tablets out of boxes: parts of a box, no code of their own.",
)
def _(w: Fourth, n: int) -> None:
    v, _m = w.stay(
        w.pick(ages=(50, 85)),
        w.house(("nur1", "t4", "psy")[n % 3]),
        "ti",
        w.day(),
        8,
        drop="amlodipine",
        plus="amlodipine*0.0357@*T8 rosuva*0.0357@*T8 metformin*0.0714@*T8",
        diags="I67.200 脑动脉硬化;I10.x00 高血压;E11.900 2型糖尿病",
    )
    w.settle(v)
    fine(w, "ward_pharmacist_splits_boxes", [v])


@told(
    CLEAN,
    "left_and_moved_house",
    8,
    "Buys near the old flat, moves, and buys near the new one a fortnight later because the boxes are in some removal crate.",
)
def _(w: Fourth, _n: int) -> None:
    p, day = w.pick(ages=(45, 80)), w.day()
    a, _m = w.sale(p, w.house("p0"), w.moment(day, 9, 19), "rosuva irbe", PRESSURE)
    b, _m = w.sale(p, w.house("p6"), w.moment(w.later(day, 12, 16), 9, 19), "rosuva irbe", PRESSURE)
    fine(w, "left_and_moved_house", [a, b])


@told(
    CLEAN,
    "shop_of_the_second_channel",
    1,
    "The one shop of the second channel sells most of the county's cancer drugs; its takings per sale are ten times the others'.",
)
def _(w: Fourth, _n: int) -> None:
    out = []
    for _ in range(12):
        p, day = w.pick(ages=(45, 80)), w.day(5, 120)
        key, diag = w.rng.choice(
            (
                ("osimertinib", "C34.900 肺恶性肿瘤"),
                ("abirat", "C61.x00 前列腺恶性肿瘤"),
                ("anlot", "C34.900 肺恶性肿瘤"),
                ("palboc", "C50.900 乳腺恶性肿瘤"),
            )
        )
        if key in ("abirat",):
            p.sex = "1"
        if key == "palboc":
            p.sex = "2"
        for _ in range(6):
            out.append(w.sale(p, w.house("p5"), w.moment(day, 9, 18), key, diag, med_type="14")[0])
            day = w.later(day, 29, 32)
    fine(w, "shop_of_the_second_channel", out)
