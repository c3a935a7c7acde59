"""Crude schemes of whole stays, visits, cards and boxes, as inspections publish them."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import spent

from .cases import scheme
from .houses import Prefecture
from .scenes import back_days, comes, lies, somebody


@scheme(7)
def bed_without_a_patient(c: Prefecture) -> None:
    """挂床住院: ten days of bed, nursing and rounds, one blood count, and not a drug or a treatment."""
    v = lies(c, "bg", "内科", "I10.x00 特发性高血压", (50, 80), 10, "cbc ecg")
    c.plant([v])


@scheme(7)
def in_bed_and_at_three_counters(c: Prefecture) -> None:
    """挂床住院: while the stay runs its owner is seen in town: dentist, village doctor, township, each on another day."""
    v = lies(c, "bg", "内科", "M54.500 下背痛", (40, 70), 10, "admission xray infrared@0- midfreq@0- massage_back@0-", day=c.workday(date(2025, 2, 1), date(2026, 5, 20)))
    day = v.start.date()
    seen = []
    for k, (house, bill) in enumerate((("cw1", "general amlodipine"), ("ya", "see tooth_film fill"), ("xz1", "general cbc lianhua"))):
        seen.append(comes(c, house, "全科", "I10.x00 特发性高血压" if house != "ya" else "K02.900 龋病", (40, 70), bill, person=v.person, day=day + timedelta(days=2 + 3 * k)))
    c.plant([v, *seen], loss=spent(v))


@scheme(6)
def village_brought_by_bus(c: Prefecture, n: int) -> None:
    """诱导住院、车接车送: eight of one village are admitted on one day with one bill and leave on one day."""
    day, vs = c.workday(date(2025, 2, 1), date(2026, 5, 20)), []
    for _ in range(8):
        p = somebody(c, "", 62, 82, "390")
        p.address = f"城东区石桥镇东村{n}组{c.rng.randrange(90)}号"
        vs.append(lies(c, "bg", "内科", "M54.500 下背痛", (62, 82), 7, "admission xray xuesaitong_i*2@0-6 dextrose@0-6 drip@0-6 infrared@0- midfreq@0-", person=p, day=day))
    c.plant(vs)


@scheme(7)
def one_illness_in_four_stays(c: Prefecture, n: int) -> None:
    """分解住院: every fourteenth day discharged on paper and admitted again within a day, the same illness and bill."""
    p, day, vs = somebody(c, "", 60, 84), c.workday(date(2025, 1, 10), date(2026, 3, 20)), []
    for _ in range(4):
        v = lies(c, ("kf", "qa")[n % 2], "康复科", "I69.300 脑梗死后遗症", (60, 84), 14, "admission exercise@1- hemi@1- midfreq@1-/2", person=p, day=day, group=("BY15", "康复治疗", 1.2))
        vs.append(v)
        day = back_days(v, 1 if n % 3 else 0)
    c.plant(vs)


@scheme(7)
def cold_paid_as_sepsis(c: Prefecture, n: int) -> None:
    """高套病组: a bronchitis of five days with tablets and a drip is grouped and paid as sepsis."""
    v = lies(c, ("qa", "sy")[n % 2], "内科", "A41.900 脓毒症;J20.900 急性支气管炎", (30, 74), 5, "cbc crp xray cefuroxime*2@0-4 saline@0-4 drip@0-4", group=("SR15", "败血症", 3.6))
    c.plant([v], loss=round(3600 * (3.6 - 0.55), 2))


@scheme(7)
def drips_while_he_lies_elsewhere(c: Prefecture, n: int) -> None:
    """冒名就医: the card hangs in the village room, which bills infusions while its owner lies in the city."""
    v = lies(c, "sy", "心血管内科", "I50.900 心力衰竭", (58, 80), 9, "admission bnp us_heart monitor*24@0-1 furosemide*2@0-8 push@0-8 nitro_i@0-4 dextrose@0-4 drip@0-4 spironolactone metoprolol dapagliflozin ions@3 bnp@7", day=c.workday(date(2025, 2, 1), date(2026, 5, 20)))
    ws = [comes(c, ("cw5", "cw2")[n % 2], "全科", "J20.900 急性支气管炎", (58, 80), "general cefuroxime*2 saline", person=v.person, day=v.start.date() + timedelta(days=k)) for k in (2, 3, 4, 5)]
    # The stay and the visits contradict each other: whoever points at either names the case; the loss is the visits.
    c.plant([*ws, v], loss=sum(spent(w) for w in ws), persons=[v.person])


@scheme(6)
def tablets_of_the_dead(c: Prefecture, n: int) -> None:
    """死亡后结算: the card buys on for five months after the burial."""
    p, day = somebody(c, "", 70, 88), c.workday(date(2025, 2, 1), date(2025, 12, 1))
    p.died = datetime.combine(day, datetime.min.time()) + timedelta(hours=5)
    vs = [comes(c, ("yd6", "cw5")[n % 2], "", "I10.x00 特发性高血压", (70, 88), "amlodipine valsartan*2", kind="9929" if n % 2 == 0 else "14", person=p, day=day + timedelta(days=28 * k + 9)) for k in range(5)]
    c.plant(vs)


@scheme(7)
def boxes_by_the_dozen(c: Prefecture) -> None:
    """超量开药、倒卖药品: every week a dozen boxes of each tablet in another house on one card."""
    p, day, vs = somebody(c, "", 50, 74), c.workday(date(2025, 2, 1), date(2026, 3, 1)), []
    for k in range(8):
        vs.append(comes(c, ("xz4", "sq2", "yd6")[k % 3], "全科" if k % 3 < 2 else "", "I25.103 冠状动脉粥样硬化性心脏病", (50, 74), "atorvastatin*12 clopidogrel*12", kind="14" if k % 3 < 2 else "9929", person=p, day=day + timedelta(days=7 * k)))
    c.plant(vs)


@scheme(6)
def one_box_three_sales(c: Prefecture, n: int) -> None:
    """追溯码重复: the code of one whole box is settled for three people within half a year."""
    code, vs = "", []
    day = c.workday(date(2025, 8, 1), date(2025, 12, 20))
    for k in range(3):
        v = comes(c, ("yd6", "yd5")[n % 2], "", "E11.900 2型糖尿病", (48, 76), "", kind="9929", day=day + timedelta(days=50 * k), minutes=4)
        code = c.scan(c.add(v, "dapagliflozin"), (code,) if code else ())[0]
        vs.append(v)
    c.plant(vs, codes=[code])


@scheme(6)
def cards_in_a_row(c: Prefecture, n: int) -> None:
    """空刷、聚集: a dozen cards within ten minutes in the evening, and the same dozen again two weeks later, of dear drugs."""
    people, vs = [somebody(c, "", 40, 80, "310") for _ in range(12)], []
    day = c.workday(date(2025, 2, 1), date(2026, 5, 1))
    for again in (0, 14, 28):
        for k, p in enumerate(people):
            vs.append(comes(c, ("yd6", "yd5")[n % 2], "", "I25.103 冠状动脉粥样硬化性心脏病", (40, 80), "ticagrelor*2 xueshuan*3", kind="9929", person=p, day=day + timedelta(days=again), at=20.0 + k / 80, minutes=1))
    c.plant(vs)


@scheme(5)
def year_end_emptied(c: Prefecture) -> None:
    """年末突击: in the last three days of December cards are emptied, ten boxes of each remedy."""
    vs = [comes(c, "yd6", "", "Z00.000 药店购药", (30, 70), "liuwei*10 danshen*10", kind="41", person=somebody(c, "", 30, 70, "310"), day=date(2025, 12, 29) + timedelta(days=k % 3), at=9 + k / 2, minutes=3) for k in range(8)]
    c.plant(vs)


@scheme(6)
def transplant_tablets_for_everybody(c: Prefecture) -> None:
    """倒卖药品: the dear tablets of the transplanted on a card without a transplant, in three houses a month."""
    p, day, vs = somebody(c, "", 40, 66), c.workday(date(2025, 2, 1), date(2026, 2, 20)), []
    for k in range(6):
        vs.append(comes(c, ("yd5", "yd6", "xz4")[k % 3], "", "I10.x00 特发性高血压", (40, 66), "tacrolimus*4", kind="9929" if k % 3 < 2 else "14", person=p, day=day + timedelta(days=9 * k)))
    c.plant(vs)


@scheme(5)
def dead_hours_of_the_village(c: Prefecture) -> None:
    """虚构门诊: the village room closes at six and bills eighteen visits between one and four in the night."""
    day = c.workday(date(2025, 2, 1), date(2026, 5, 20))
    vs = [comes(c, "cw6", "全科", "J06.900 急性上呼吸道感染", (30, 84), "general lianhua*2 banlangen*2", day=day, at=1.0 + k / 7, minutes=5) for k in range(18)]
    c.plant(vs)


@scheme(6)
def pregnant_at_seventy(c: Prefecture, n: int) -> None:
    """冒名住院: a birth by section on the card of a woman of sixty-six or of a man."""
    v = lies(c, "ls", "产科", "O82.000 选择性剖宫产", (60, 72), 5, "cbc urine clot infect us fetal section spinal bupivacaine*2 cefuroxime*2@1 oxytocin@1 saline@1-2 drip@1-2", sex="12"[n % 2])
    c.plant([v])


@scheme(6)
def in_two_hospitals_at_once(c: Prefecture) -> None:
    """虚假住院: five days in both houses at once; one of them never saw him."""
    p, day = somebody(c, "", 50, 76), c.workday(date(2025, 2, 1), date(2026, 5, 20))
    w = lies(c, "qa", "消化内科", "K85.900 急性胰腺炎", (50, 76), 9, "admission amylase ct omeprazole_i*2@0-6 saline@0-6 drip@0-6", person=p, day=day)
    v = lies(c, "bg", "内科", "M54.500 下背痛", (50, 76), 7, "admission xray infrared@0- midfreq@0- xuesaitong_i@0-5 dextrose@0-5 drip@0-5", person=p, day=day + timedelta(days=1))
    c.plant([v, w], loss=spent(v))


@scheme(6)
def doctors_keys_as_patients(c: Prefecture, n: int) -> None:
    """职工挂床: a doctor of the house lies in its ward for a week and orders for others on each day of it."""
    h = c.houses["bg"]
    who, p = h.doctors[n % 12], somebody(c, "", 30, 56, "310")
    c.doctor_person[who] = p.id
    v = lies(c, "bg", "内科", "M47.802 颈椎病", (30, 56), 8, "admission xray infrared@0- massage_neck@0- midfreq@0-", person=p, day=c.workday(date(2025, 2, 1), date(2026, 5, 20)))
    v.doctor = h.doctors[(n + 1) % 12]
    for x in v.lines:
        x.doctor = v.doctor
    ordered = []
    for k in range(1, 7, 2):
        w = comes(c, "bg", "内科", "J20.900 急性支气管炎", (30, 70), "see cbc ambroxol", day=v.start.date() + timedelta(days=k))
        w.doctor = who
        for x in w.lines:
            x.doctor = who
        ordered.append(w)
    c.plant([v, *ordered], loss=spent(v))
