"""What only looks like a scheme in the fourth county at the counter: couples, wardens, returns, transfers, late notes."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.outside.people import Person

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
