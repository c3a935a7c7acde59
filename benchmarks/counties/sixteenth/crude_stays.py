"""Schemes around whole stays and visits: beds nobody lay in, stays cut in two, groups too heavy, guests that never came."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import rate, spent

from .bill import RATE, buys, comes, lies, somebody
from .cases import scheme
from .clean_wards import DAY, _day
from .houses import County
from .rooms import again, cycle

HIGH = "I10.x00 特发性高血压"
WARD = "cbc urine liver kidney glu lipids ecg us drip@0- set@0- saline@0- dsh_i*2@0- midfreq@0-"


@scheme()
def lies_here_walks_there(c: County) -> None:
    """挂床住院: during his ten days in bed he is seen in person by the big hospital's clinic, the dentist and a shop."""
    p, day = somebody(c, "", 48, 70), _day(c)
    v = lies(c, "pm", "内科", HIGH + ";M47.802 颈椎病", (0, 1), 10, WARD, person=p, day=day)
    seen = [comes(c, "sy", "皮肤科", "L20.900 特应性皮炎", (0, 1), "see lorat mupir", person=p, day=day + 3 * DAY, at=9.5)]
    seen.append(comes(c, "ya", "口腔内科", "K02.900 龋病", (0, 1), "see tooth_film curing", person=p, day=day + 5 * DAY, at=15.0))
    seen.append(buys(c, "yd4", HIGH, (0, 1), "amlo*2", person=p, day=day + 7 * DAY, at=10.2))
    c.plant([v, *seen], loss=spent(v))


@scheme()
def in_two_beds_at_once(c: County) -> None:
    """虚假住院: her card lies in two private hospitals over the same week."""
    p, day = somebody(c, "", 52, 76), _day(c)
    a = lies(c, "pm", "骨伤科", "M54.500 下背痛", (0, 1), 9, WARD + " needle@0-", person=p, day=day)
    b = lies(c, "pn", "内科", HIGH, (0, 1), 8, WARD, person=p, day=day + 2 * DAY)
    c.plant([a, b])


@scheme()
def admitted_after_death(c: County) -> None:
    """冒用死亡人员身份: the register says he died three weeks before."""
    day = _day(c, 40)
    v = lies(c, "pn", "内科", "J44.900 慢性阻塞性肺病", (70, 88), 8, WARD, day=day)
    v.person.died = v.start - timedelta(days=21)
    c.plant([v])


@scheme(2)
def a_bus_to_the_eye_hospital(c: County) -> None:
    """诱导住院、车接车送: fifteen of one estate are fetched on one day, admitted and operated for cataract with a stay alike to the cent."""
    day, out = _day(c), []
    home = somebody(c, "", 66, 80).address
    for k in range(15):
        p = somebody(c, "", 62, 84)
        p.address = home.rsplit("幢", 1)[0] + f"幢{k % 3 + 1}单元{k + 2}01室"
        out.append(lies(c, "yk", "白内障科", "H25.900 老年性白内障", (0, 1), 3, "adm clot infect vision slit iop biometry oct us_b ct levo_eye!", person=p, day=day, hour=9.0, knife="1:13.4100 白内障超声乳化抽吸术:phaco lens visco local:"))
    c.plant(out)


@scheme()
def checked_in_for_a_checkup(c: County) -> None:
    """体检式住院: three nights, every machine of the house and no treatment, for a healthy person with 'dizziness'."""
    c.plant([lies(c, "pm", "内科", "R42.x00 头晕和眩晕", (36, 66), 3, "adm lipids hba1c infect markers tsh ft4 clot ct mri us us_neck us_heart us_leg thyroid_us ecg holter bone_d hpylori")])


@scheme()
def stay_cut_in_two(c: County) -> None:
    """分解住院: the group's money is used up; she is discharged on paper and admitted next morning with the same disease in the same house."""
    p, day = somebody(c, "", 56, 82), _day(c, 50)
    dx, g = "J44.100 慢性阻塞性肺病伴急性加重", ("ES13", "慢阻肺", 1.0)
    bill = "adm gas ct crp cefop*4@0- saline*4@0- drip@0- methyl@0-4 neb*2@0- budes*2@0- oxygen*14@0-"
    a = lies(c, "er", "呼吸与危重症医学科", dx, (0, 1), 8, bill, person=p, day=day, group=g)
    b = lies(c, "er", "呼吸与危重症医学科", dx, (0, 1), 6, "cefop*4@0- saline*4@0- drip@0- oxygen*14@0- cbc@1 crp@1", person=p, day=a.end.date() + DAY, group=g, hour=8.4)
    c.plant([b])


@scheme()
def a_cold_becomes_respiratory_failure(c: County) -> None:
    """高套病组: respiratory failure is coded as the main disease; no blood gas, no oxygen, six days of an antibiotic."""
    v = lies(c, "er", "呼吸与危重症医学科", "J96.000 急性呼吸衰竭;J20.900 急性支气管炎", (50, 78), 6, "adm dr cefur*2@0- saline*2@0- drip@0- ambrox_i*2@0-", group=("ER11", "呼吸衰竭伴极重并发症", 2.6))
    c.plant([v], loss=round(RATE * (2.6 - 0.7), 2))


@scheme()
def sepsis_without_a_culture(c: County) -> None:
    """高套病组: sepsis is written beside a bladder infection; no culture, no procalcitonin, no fever chart's drugs."""
    v = lies(c, "zy", "肾病科", "A41.900 脓毒症;N39.000 泌尿道感染", (46, 76), 6, "cbc urine kidney levo_i*2@0- drip@0-", group=("SR13", "败血症", 2.2))
    c.plant([v], loss=round(RATE * (2.2 - 0.6), 2))


@scheme()
def tests_pushed_outside(c: County) -> None:
    """转嫁费用: paid by group, the house sends a patient of its own ward to its own clinic desk for the dear scans, billed as visits."""
    p, day = somebody(c, "", 50, 78), _day(c)
    lies(c, "zy", "脑病科", "I63.900 脑梗死", (0, 1), 10, "adm clot saline*2@0- drip@0- edara*2@0-8 needle@1-", person=p, day=day, group=("BR23", "脑缺血性疾患", 1.05))
    out = [comes(c, "zy", "脑病科", "I63.900 脑梗死", (0, 1), b, person=p, day=day + k * DAY, at=10.5) for k, b in ((2, "mri mra"), (5, "ct_c us_neck us_heart"))]
    c.plant(out)


@scheme()
def a_headache_fills_a_bed(c: County) -> None:
    """低标准入院: a sore throat is kept seven nights with a drip of sugar."""
    c.plant([lies(c, "pn", "内科", "J06.900 急性上呼吸道感染", (24, 60), 7, "cbc dextrose@0- drip@0- set@0- lianhua@0 ibu@0")])


@scheme(2)
def one_bill_copied_ten_times(c: County) -> None:
    """虚构医疗服务: ten stays of one week in one ward have the same rows, amounts and nights."""
    day = _day(c)
    c.plant([lies(c, "pm", "康复科", "M51.202 腰椎间盘突出", (48, 74), 8, "cbc ecg dr needle@0- midfreq@0- hot@0- tui_back@0- dsh_i*2@0- drip@0- set@0- saline@0-", day=day + (k % 5) * DAY) for k in range(10)])


@scheme()
def a_family_on_holiday_in_hospital(c: County) -> None:
    """挂床、分解: four of one flat are admitted for different slight complaints on one day and leave on one day, twice a year."""
    day, out, home = _day(c, 230), [], ""
    for k in range(4):
        p = somebody(c, "", 40 + 10 * k, 44 + 10 * k)
        home = home or p.address
        p.address = home
        for n in range(2):
            out.append(lies(c, "pm", "内科", ("M54.500 下背痛", HIGH, "K29.500 慢性胃炎", "R42.x00 头晕和眩晕")[k], (0, 1), 7, WARD, person=p, day=day + 180 * n * DAY))
    c.plant(out)


@scheme()
def chemotherapy_without_a_drug(c: County) -> None:
    """虚假住院: admitted 'for chemotherapy' five times; no cytotoxic, only saline and thymosin."""
    p, day = somebody(c, "", 50, 74), _day(c, 120)
    c.plant([lies(c, "pn", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C16.900 胃恶性肿瘤", (0, 1), 6, "cbc liver kidney saline*2@0- drip@0- set@0- thymo*2@0- aa@0-", person=p, day=day + 20 * k * DAY) for k in range(5)])


@scheme()
def doctor_operates_from_his_sickbed(c: County) -> None:
    """虚假住院: a doctor lies as a patient for nine days and orders for others all the while."""
    h = c.houses["pn"]
    doctor, p, day = c.rng.choice(h.doctors), somebody(c, "", 34, 56), _day(c)
    while doctor in c.doctor_person:
        doctor = f"D330107{list(c.houses).index('pm'):02d}{c.rng.randrange(6):03d}"
    c.doctor_person[doctor] = p.id
    v = lies(c, "pm", "骨伤科", "M54.500 下背痛", (0, 1), 9, WARD, person=p, day=day)
    house = "pn" if doctor in h.doctors else "pm"
    out = [v]
    for k in range(1, 8):
        w = comes(c, house, "内科", "K29.500 慢性胃炎", (30, 70), "see omep us", day=day + k * DAY)
        w.doctor = doctor
        for x in w.lines:
            x.doctor = doctor
        out.append(w)
    c.plant(out, loss=spent(v))


@scheme()
def dialysed_in_two_places(c: County) -> None:
    """虚构血液透析: while she lies in a hospital that dialyses her, her centre goes on billing its sessions."""
    p, day = somebody(c, "", 44, 74), _day(c)
    dx = "N18.500 慢性肾脏病5期;Z49.100 体外透析"
    lies(c, "sy", "肾脏内科", dx, (0, 1), 9, "adm p pth hd@0-/2 dialyser@0-/2 blood_line@0-/2 heparin@0-/2", person=p, day=day)
    c.plant(again(c, "xt", "血液净化室", dx, p, [day + k * DAY for k in (2, 4, 6)], "hd dialyser blood_line heparin", kind="14", at=9.0, minutes=250))


@scheme()
def thirteen_sessions_in_two_weeks(c: County) -> None:
    """虚构血液透析: daily sessions for a stable patient, at three hours apart from nobody else's chair."""
    p, day = somebody(c, "", 44, 74), _day(c)
    out = again(c, "xt", "血液净化室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", p, [day + k * DAY for k in range(13)], "hd dialyser blood_line heparin", kind="14", at=13.0, minutes=250)
    false = [v for k, v in enumerate(out) if k % 2]
    c.plant(out, loss=sum(x.covered * rate(v) for v in false for x in v.lines))


@scheme()
def eggs_of_a_woman_of_fifty_eight(c: County) -> None:
    """冒名: a cycle of egg collection and transfer on the card of a woman of fifty eight."""
    c.plant(cycle(c, somebody(c, "2", 56, 60), _day(c, 60)))


@scheme()
def five_transfers_in_one_cycle(c: County) -> None:
    """重复收费: one embryo transfer is charged five times on the day."""
    out = cycle(c, somebody(c, "2", 28, 39), _day(c, 60), 5)
    bad = [x for x in out[4].lines if x.item.name == "胚胎移植"][1:]
    c.plant(out, lines=bad)


@scheme()
def nursed_at_home_while_in_hospital(c: County) -> None:
    """虚构家庭病床: the community centre bills home rounds and dressings on days when he lies in the district hospital."""
    p, day = somebody(c, "", 74, 92), _day(c, 60)
    lies(c, "er", "神经内科", "I63.900 脑梗死", (0, 1), 14, "adm ct mri saline*2@0- drip@0-", person=p, day=day, group=("BR23", "脑缺血性疾患", 1.05))
    c.plant(again(c, "cb", "家庭病床", "I69.300 脑梗死后遗症", p, [day + k * DAY for k in (2, 4, 6, 8, 10)], "home_round dress_l", at=9.0))


@scheme(2)
def health_checks_on_the_fund(c: County) -> None:
    """将体检费用纳入医保: forty clerks of one firm have the same examination on one day, written as visits for hypertension."""
    day = _day(c)
    c.plant([comes(c, "tj", "内科", HIGH, (24, 56), "see cbc urine liver kidney lipids glu us ecg dr markers", day=day, at=7.6 + k * 0.08) for k in range(40)])
