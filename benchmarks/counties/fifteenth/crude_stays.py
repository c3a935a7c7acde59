"""Crude schemes of whole stays: nobody lay, nobody needed to, or it was called something dearer."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import RATE, billed, comes, grouped, lies, operated, somebody
from .cases import scheme
from .houses import County

LATE = date(2026, 4, 20)
LUNGS = "cbc urine liver kidney glu ecg crp dr cefur*4@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0-"


@scheme()
def a_bus_of_healthy_old_people(c: County, n: int) -> None:
    """诱导住院: ten neighbours fetched by bus lie the same days with the same bill: bed, looking, needles."""
    day, out = c.workday(hi=LATE), []
    village = f"云岭县茶园镇{'溪岩坪湾坡寨'[n % 6]}头村"
    for _ in range(10):
        p = somebody(c, "", 64, 86)
        p.address = f"{village}{c.rng.randrange(1, 4)}组{c.rng.randrange(1, 30)}号"
        out.append(lies(c, ("pa", "pb")[n % 2], "内科", "M54.500 下背痛", (0, 0), 8, "cbc urine glu ecg infrared@0- midfreq@0- needle@0-", person=p, day=day))
    c.plant(out)


@scheme()
def bed_and_nothing_else(c: County) -> None:
    """虚假住院: ten nights of bed, nursing and rounds; no drug, no test."""
    c.plant([lies(c, "pb", "内科", "I25.103 冠状动脉粥样硬化性心脏病", (60, 84), 10, "")])


@scheme()
def lies_and_walks(c: County) -> None:
    """挂床住院: in a bed of the private house, on the same days dressed, dosed and needled in other houses' rooms."""
    p, day = somebody(c, "", 50, 76), c.workday(hi=LATE)
    v = lies(c, "pa", "内科", "I10.x00 特发性高血压", (0, 0), 10, "cbc urine ecg needle@0- midfreq@0-", person=p, day=day)
    out = [comes(c, house, dept, "M54.500 下背痛", (0, 0), bill, person=p, day=day + timedelta(days=k), at=9.0) for k, house, dept, bill in ((1, "xy", "骨科", "see dr"), (2, "zy", "针灸科", "see needle cup"), (4, "xy", "消化内科", "see infect gastro"), (6, "ya", "口腔科", "see tooth_film fill"))]
    c.plant([v, *out], loss=sum(x.covered for x in v.lines) * 0.75)


@scheme()
def one_illness_in_four_stays(c: County) -> None:
    """分解住院: out at noon and in again the same afternoon, four times, one illness, because the group pays each."""
    p, day, out = somebody(c, "", 58, 78), c.workday(hi=date(2026, 3, 20)), []
    for k in range(4):
        v = c.stay("zy", p, day + timedelta(days=6 * k), 6, "骨伤科", [("M51.202", "腰椎间盘突出")], hour=14.0)
        billed(c, v, "cared cbc needle_e@0- tui_back@0-")
        grouped(v, "IU23", "脊柱疾患", 0.8)
        out.append(v)
    c.plant(out, loss=3 * 0.8 * RATE * 0.7)


@scheme()
def cold_paid_as_a_failing_lung(c: County) -> None:
    """DRG高套: bronchitis coded as respiratory failure with the gravest complication: no gas, no ventilator, no intensive care."""
    v = lies(c, "xe", "呼吸内科", "J96.000 急性呼吸衰竭;J20.900 急性支气管炎;A41.900 脓毒血症", (40, 76), 5, "cbc urine crp dr cefur*2@0-3 saline*2@0-3 drip@0-3", group=("ER11", "呼吸衰竭", 3.4))
    c.plant([v], loss=(3.4 - 0.55) * RATE)


@scheme()
def checked_in_a_bed(c: County) -> None:
    """低标准入院: three nights for a cold; nothing but tests of the whole body, no treatment."""
    c.plant([lies(c, "pa", "内科", "J06.900 急性上呼吸道感染", (34, 66), 3, "cbc urine stool liver kidney ions glu lipids ecg ct us us_heart us_neck cea afp tsh")])


@scheme()
def eight_copies_of_one_bill(c: County, n: int) -> None:
    """伪造文书: eight stays whose bills are copies of each other to the last line, entered in one night."""
    day, out = c.workday(hi=LATE), []
    for _ in range(8):
        v = lies(c, ("yy", "pb")[n % 2], "内科", "I69.300 脑梗死后遗症", (70, 90), 14, "cbc urine kidney ecg infrared@0- lowfreq@0- exercise@0- amlo@0", day=day, hour=9.0)
        v.start = v.start.replace(hour=9, minute=0, second=0)
        v.end = v.end.replace(hour=10, minute=0, second=0)
        out.append(v)
    c.plant(out)


@scheme()
def in_two_hospitals_at_once(c: County) -> None:
    """冒名住院: a cousin lies on his card in town while he lies in the township."""
    p, day = somebody(c, "", 46, 74), c.workday(hi=LATE)
    a = lies(c, "wa", "内科", "J18.900 肺炎", (0, 0), 9, LUNGS, person=p, day=day)
    b = lies(c, "pa", "内科", "M51.202 腰椎间盘突出", (0, 0), 8, "cbc urine liver kidney glu ecg ct needle@0- tui_back@0-", person=p, day=day + timedelta(days=1))
    c.plant([a, b], loss=sum(x.covered for x in b.lines) * 0.75)


@scheme()
def residents_in_turn(c: County) -> None:
    """循环住院: the home's resident is discharged each fortnight and admitted the next day, for half a year, with no change of state."""
    p, day = somebody(c, "", 74, 90), date(2025, 3, 3) + timedelta(days=c.rng.randrange(200))
    c.plant([lies(c, "yy", "内科", "I69.300 脑梗死后遗症", (0, 0), 14, "cbc urine kidney ecg infrared@0- lowfreq@0-", person=p, day=day + timedelta(days=15 * k)) for k in range(8)])


@scheme()
def nursed_after_death(c: County) -> None:
    """死亡后收费: he dies on the fifth day; bed, nursing and drips run on for nine."""
    v = lies(c, "yy", "护理区", "I69.100 脑出血后遗症", (74, 90), 14, "cbc kidney")
    v.person.died = v.start + timedelta(days=5)
    b = billed(c, v, "dextrose*2@6- drip@6- oxygen*20@6-")
    c.plant([v], [x for lines in b.values() for x in lines] + [x for x in v.lines if x.item.name in ("Ⅱ级护理", "住院诊查费")][6:], whole=True)


@scheme()
def one_gall_bladder_twice(c: County) -> None:
    """伪造手术: one gall bladder removed twice within five months."""
    p, out = somebody(c, "", 24, 60), []
    day = c.workday(hi=date(2026, 1, 20))
    for k in (0, 120):
        v = lies(c, "pa", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 0), 5, "cbc urine crp pre us ceftri*2@0-3 metro_i*2@0-3 saline@0-3 drip@0-3", person=p, day=day + timedelta(days=k))
        operated(c, v, 0, "51.2200", "胆囊切除术", "chole suture specimen", "2", hour=16.0)
        out.append(v)
    c.plant(out, loss=sum(x.covered for x in out[1].lines) * 0.75)


@scheme()
def third_cataract(c: County) -> None:
    """伪造手术: three cataracts of one person in a year."""
    p, out = somebody(c, "", 64, 82), []
    day = c.workday(hi=date(2025, 12, 1))
    for k in (0, 30, 90):
        v = lies(c, "yk2", "眼科", "H25.900 老年性白内障", (0, 0), 1, "cbc clot infect glu ecg vision slit iop biometry", person=p, day=day + timedelta(days=k))
        operated(c, v, 0, "13.4100", "白内障超声乳化抽吸术", "phaco lens", "3", hour=v.start.hour + 2.0)
        out.append(v)
    c.plant(out, loss=sum(x.covered for x in out[2].lines) * 0.72)


@scheme()
def orders_from_a_sickbed(c: County, n: int) -> None:
    """挂证: a doctor lies in another county's theatre; his key admits and prescribes on every one of those days."""
    h = c.houses["pa"]
    doctor = h.doctors[n % 5]
    p = somebody(c, "1", 40, 60, "310")
    if doctor in c.doctor_person:
        doctor = f"D53062988{n:03d}"
        c.extra_doctors.append((doctor, "pa"))
    c.doctor_person[doctor] = p.id
    day = c.workday(hi=LATE)
    sick = lies(c, "xy", "骨科", "S82.200 胫骨骨干骨折", (0, 0), 10, "adm pre dr lmwh@0-8 celec@0 dress_m@3-/3", person=p, day=day, group=("IF53", "下肢骨手术", 1.3))
    out = []
    for k in range(1, 9):
        v = comes(c, "pa", "内科", "J06.900 急性上呼吸道感染", (20, 74), "see cbc lianhua amox", day=day + timedelta(days=k))
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    c.plant([sick, *out], loss=sum(x.covered for v in out for x in v.lines) * 0.7)


@scheme()
def more_patients_than_beds(c: County) -> None:
    """虚假住院: forty-five people lie in the township's twenty beds for a fortnight."""
    day, out = c.workday(hi=LATE), []
    for _ in range(45):
        out.append(lies(c, "wc", "内科", "J42.x00 慢性支气管炎急性发作", (60, 86), 12, "cbc ecg ambrox_i*2@0-5 saline@0-5 drip@0-5", day=day + timedelta(days=c.rng.randrange(3))))
    c.plant(out)


@scheme()
def sickness_at_a_funeral(c: County) -> None:
    """冒名门诊: while she lies in the county hospital's ward her card is dripped three times in a village room sixty kilometres off."""
    p, day = somebody(c, "2", 50, 76), c.workday(hi=LATE)
    a = lies(c, "xy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 0), 8, "adm pre us cefur*2@1-4 saline*2@1-4 drip@1-4", person=p, day=day, group=("HZ23", "胆道疾患", 0.8))
    out = [comes(c, "cw3", "全科", "J06.900 急性上呼吸道感染", (0, 0), "gp cefur*4 saline*2 set", person=p, day=day + timedelta(days=k)) for k in (2, 3, 5)]
    c.plant([a, *out], loss=sum(x.covered for v in out for x in v.lines) * 0.7)
