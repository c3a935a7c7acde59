"""Schemes of people together: cards lent, patients led in troops, the house's own staff, the stranger's card."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import spent

from .bill import begins, buys, comes, every, lies, somebody
from .cases import scheme
from .houses import County

DAY = timedelta(days=1)


@scheme(3)
def the_same_six_three_times(c: County) -> None:
    """诱导住院: the same six neighbours enter and leave together three times within the year."""
    day = begins(c, 200)
    who = [somebody(c, "", 58, 78) for _ in range(6)]
    vs = [lies(c, "kf2", "康复科", "M54.500 下背痛", (0, 1), 8, "cbc dr exercise@1- infrared@0- hot@0-", person=p, day=day + 60 * k * DAY, hour=9.0 + 0.1 * n) for k in range(3) for n, p in enumerate(who)]
    c.plant(vs)


@scheme(3)
def the_houses_own_staff_in_its_beds(c: County) -> None:
    """本院职工挂床: at the year's end doctors of the house lie in its own beds and sign prescriptions all the while."""
    day, vs, seen = date(2025, 12, 8) + timedelta(days=c.rng.randrange(8)), [], []
    for _ in range(3):
        d = c.own_doctor("zy")
        p = somebody(c, "", 30, 54, "310")
        c.doctor_person[d] = p.id
        v = lies(c, "zy", "针灸科", "M47.802 颈椎病", (0, 1), 8, "cbc dr needle@0- tui_neck@0- infrared@0-", person=p, day=day)
        for k in (1, 2, 3, 4):
            o = comes(c, "zy", "中医内科", "K29.500 慢性胃炎", (40, 70), "see omep", day=day + k * DAY, at=10.0)
            o.doctor = d
            for x in o.lines:
                x.doctor = d
            seen.append(o)
        vs.append(v)
    c.plant([*vs, *seen], loss=sum(spent(v) for v in vs))


@scheme()
def her_card_in_the_maternity_and_the_clinic(c: County) -> None:
    """冒名就医: a card of a woman without a womb since spring is used for antenatal visits in winter."""
    day, p = begins(c, 300), somebody(c, "2", 36, 44)
    lies(c, "fy", "妇科", "D25.900 子宫平滑肌瘤", (0, 1), 7, "adm pre us_in specimen@1 foley@1 foley_m@1", person=p, day=day, knife="1:68.4100 腹腔镜全子宫切除术:uterus scope suture*2:1", group=("NA25", "子宫手术", 1.3))
    vs = [comes(c, "fy", "产科门诊", "Z34.900 正常妊娠监督", (0, 1), "see us urine fetal", person=p, day=day + (180 + 21 * k) * DAY, kind="51") for k in range(4)]
    c.plant(vs)


@scheme()
def a_strangers_card_for_the_locals(c: County) -> None:
    """异地卡冒用: cards of another province are billed a stay in the town while their holders buy at home on the same days."""
    day, p = begins(c), c.stranger("", 40, 70)
    p.home = "planted"
    v = lies(c, "pm", "内科", "I10.x00 特发性高血压", (0, 1), 7, "cbc us ecg gink@0 shuxue@0- saline@0- drip@0- set@0-", person=p, day=day)
    out = [comes(c, "wb", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp gmling", person=p, day=day + k * DAY, at=9.5) for k in (1, 3, 5)]
    c.plant([v, *out], loss=spent(v))


@scheme()
def one_household_one_prescription(c: County) -> None:
    """集中刷卡: the cards of a household's six are swiped one after the other for the same dear box, children among them."""
    day, vs, place = begins(c), [], ""
    for k, age in enumerate((74, 72, 45, 43, 16, 12)):
        p = somebody(c, "", age, age + 1)
        p.address = place = place or p.address
        vs.append(buys(c, "yd5", "I67.200 脑动脉硬化", (0, 1), "baoxin*4 tongxin*4", person=p, day=day, at=19.0 + 0.04 * k))
    c.plant(vs)


@scheme()
def an_agent_with_fifteen_cards(c: County) -> None:
    """职业骗保: one agent takes fifteen pensioners' cards round two hospitals for the same tumour drugs in one week."""
    day, vs, phone = begins(c, 30), [], f"138{c.number:08d}"
    for k in range(15):
        p = somebody(c, "", 62, 80)
        p.phone = phone
        vs.append(comes(c, ("gc", "xy")[k % 2], "肿瘤科", "C22.900 肝恶性肿瘤", (0, 1), "see lenva*2", person=p, day=day + (k // 3) * DAY, kind="14", at=10 + k % 3 * 0.2))
    c.plant(vs)


@scheme()
def thyroid_out_and_pills_for_its_excess(c: County) -> None:
    """冒名: after the whole gland is out, the card draws pills that quell the gland."""
    day, p = begins(c, 250), somebody(c, "2", 30, 60)
    lies(c, "xy", "甲状腺外科", "C73.x00 甲状腺恶性肿瘤", (0, 1), 5, "adm pre tsh ft4 specimen@1", person=p, day=day, knife="1:06.4x00 甲状腺全部切除术:goitre suture*2 drain:1", group=("KD15", "甲状腺大手术", 1.3))
    vs = [comes(c, "ca", "全科", "E05.900 甲状腺毒症", (0, 1), "gp thiam*2", person=p, day=d) for d in every(day + 90 * DAY, 28, 4)]
    c.plant(vs)
