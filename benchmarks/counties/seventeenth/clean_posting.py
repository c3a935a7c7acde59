"""Innocent look-alikes of the office: refunds, corrections, units, codes, signatures."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import begins, comes, lies, rows
from .cases import innocent
from .houses import County

DAY = timedelta(days=1)
IV = "saline@0- drip@0- set@0-"


@innocent()
def cancelled_and_settled_anew(c: County) -> None:
    """The wrong benefit was ticked: the whole stay is refunded and settled again twenty minutes later."""
    v = lies(c, "zy", "针灸科", "M51.202 腰椎间盘突出", (40, 70), 9, "cbc dr needle_e@0- tui_back@0- infrared@0-")
    v.refund = v.end + timedelta(hours=3)
    v.again = v.refund + timedelta(minutes=20)
    c.plant([v])


@innocent()
def refunded_without_negative_rows(c: County) -> None:
    """A clinic bill is taken back whole by the settlement alone, its lines stay as they were."""
    v = comes(c, "ca", "全科", "J06.900 急性上呼吸道感染", (30, 70), "gp cbc crp gmling amox")
    v.refund, v.refund_lines = v.end + timedelta(hours=1), False
    c.plant([v])


@innocent()
def one_zero_too_many(c: County) -> None:
    """Ten bags were typed for one: the next morning ten are taken back and one is entered."""
    v = lies(c, "xy", "呼吸内科", "J18.900 肺炎", (50, 80), 7, f"adm ct crp cefop*4@0- {IV}")
    x = c.add(v, "piptaz", 30, c.days(v)[1] + timedelta(hours=9))
    c.add(v, "piptaz", -30, c.days(v)[2] + timedelta(hours=8), of=x.sn)
    c.add(v, "piptaz", 3, c.days(v)[1] + timedelta(hours=9), exact=True)
    c.plant([v])


@innocent()
def the_week_on_one_evening(c: County) -> None:
    """The works hospital posts by the week: five beds, five rounds and fifteen oxygen hours bear Friday's date."""
    c.plant([lies(c, "gc", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 82), 13, f"adm gas ct cefur*2@0-8 {IV} neb*2@0- budes*2@0- oxygen*14@0-", group=("ES13", "慢阻肺", 1.0))])


@innocent()
def tablets_by_the_piece(c: County) -> None:
    """The ward breaks its boxes: twenty-eight tablets a box at 0.2857 yuan, one or two a day."""
    v = lies(c, "cr", "肝病科", "B18.100 慢性乙型病毒性肝炎;I10.x00 特发性高血压", (44, 70), 10, "adm hbvdna us hugan@0")
    for d in c.days(v):
        c.add(v, "amlo", 2, d + timedelta(hours=8), price=0.2857)
        c.add(v, "entec", 1, d + timedelta(hours=8), price=0.4286)
    c.plant([v])


@innocent()
def corrected_after_leaving(c: County) -> None:
    """A reading of the specimen came after discharge and was posted before the delayed settlement."""
    v = lies(c, "gc", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (34, 70), 4, "adm pre us", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", group=("HC25", "胆囊切除手术", 1.3))
    v.settled = v.end + timedelta(days=3)
    c.add(v, "specimen", 1, v.end + timedelta(days=1, hours=4), exact=True)
    c.plant([v])


@innocent()
def given_for_nothing(c: County) -> None:
    """Sputum and first-line tuberculosis tablets are free by the national programme: rows at no price."""
    v = comes(c, "cr", "结核门诊", "A15.000 肺结核", (24, 70), "see liver", kind="14")
    for k in ("afb", "hrze"):
        c.add(v, k, 2, price=0)
    c.plant([v])


@innocent()
def the_specialist_of_wednesday(c: County) -> None:
    """The alliance's heart doctor signs in the township house on Wednesdays and in his own house on other days."""
    d = c.houses["xy"].doctors[0]
    day = begins(c)
    day += timedelta(days=(2 - day.weekday()) % 7)
    vs = []
    for k in range(10):
        v = comes(c, "wa", "心内科专家门诊", "I50.900 心力衰竭", (56, 84), "see ecg spiro meto", day=day, at=8.5 + k * 0.3, minutes=15)
        v.doctor = d
        for x in v.lines:
            x.doctor = d
        vs.append(v)
    c.plant(vs)


@innocent(3)
def duty_on_the_worst_sunday(c: County) -> None:
    """The flu's worst Sunday: one child's doctor of the duty room signs sixty children from eight to eight."""
    d, vs = c.houses["fy"].doctors[1], []
    day = date(2026, 1, 4) + 7 * DAY * c.rng.randrange(3)
    for k in range(60):
        v = comes(c, "fy", "儿科急诊", "J10.101 流行性感冒", (2, 12), "see_er cbc flu oselta ibu_sy", kind="13", day=day, at=8 + k * 0.2, minutes=10)
        v.doctor = d
        for x in v.lines:
            x.doctor = d
        vs.append(v)
    c.plant(vs)


@innocent()
def two_names_for_one_needle(c: County) -> None:
    """The township house has its own words for national items: grade two under two local names in one stay, on different days."""
    v = lies(c, "wa", "全科", "J20.900 急性支气管炎", (54, 80), 6, f"cbc dr cefur*2@0- {IV}", care="bed@0- round@0-")
    for n, d in enumerate(c.days(v)):
        c.add(v, "n2", 1, d + timedelta(hours=10), local_name="二级护理(普)" if n % 2 else "护理-二级")
    c.plant([v])


@innocent()
def a_group_on_the_mats(c: County) -> None:
    """Four patients train with one therapist in a group at the group's price."""
    day, vs = begins(c), []
    who = c.houses["kf1"].therapists[2]
    for _ in range(4):
        v = lies(c, "kf1", "神经康复科", "I69.300 脑梗死后遗症", (50, 76), 10, "cbc balance@0 ot@1-", kind="2105", day=day)
        for d in c.days(v)[1:]:
            c.add(v, "exercise", 1, d + timedelta(hours=9), by=who, price=12)
        vs.append(v)
    c.plant(vs)


@innocent()
def the_bill_in_two_parts(c: County) -> None:
    """A long stay is settled in two parts, at the month's end and at leaving."""
    v = lies(c, "cr", "结核科", "A15.000 肺结核", (24, 66), 26, "adm ct afb*3@0 xpert hrze*2@0 liver@14 afb*2@15")
    for x in v.lines:
        x.claim = int(x.at > v.start + timedelta(days=13))
    v.more["parts"] = {0: v.start + timedelta(days=13, hours=9), 1: v.end + timedelta(minutes=20)}
    c.plant([v])


@innocent()
def one_row_for_the_whole_course(c: County) -> None:
    """The clinic books ten sittings of light on the first day, as the patient paid for the course."""
    v = comes(c, "zy", "康复科门诊", "M17.900 膝关节病", (50, 76), "see", minutes=30)
    c.add(v, "infrared", 10)
    c.plant([v])


@innocent()
def returned_the_unused_half(c: County) -> None:
    """The drug was changed on the third day: what the ward had not given goes back with the corrected count."""
    v = lies(c, "zy", "内科", "J18.900 肺炎", (50, 80), 8, f"adm ct crp {IV} levo_i@3-")
    x = c.add(v, "ceftri", 16, c.days(v)[0] + timedelta(hours=10))
    c.add(v, "ceftri", -10, c.days(v)[3] + timedelta(hours=9), of=x.sn)
    c.plant([v])


@innocent()
def signed_by_the_one_account_of_the_room(c: County) -> None:
    """The village room has one doctor, who signs every visit of a market morning: twenty in three hours."""
    day = begins(c)
    c.plant([comes(c, "cw2", "卫生室", ("I10.x00 特发性高血压", "J06.900 急性上呼吸道感染", "M54.500 下背痛")[k % 3], (40, 84), ("gp amlo*2", "gp gmling", "gp yunnan")[k % 3], day=day, at=7.5 + k * 0.16, minutes=8) for k in range(20)])


@innocent()
def the_mask_that_was_not_counted(c: County) -> None:
    """Material by the unit on two days of theatre: eight clips, of which two are taken back unopened."""
    v = lies(c, "xy", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (34, 70), 5, "adm pre us specimen@1", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*8 suture:1", group=("HC25", "胆囊切除手术", 1.3))
    x = rows(v, "clip")[0]
    c.add(v, "clip", -2, x.at, exact=True, of=x.sn)
    c.plant([v])
