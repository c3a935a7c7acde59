"""Crude schemes of many people together: a bus to the ward, a village on one day, doctors who are patients."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import spent

from .bill import comes, lies, of, room_for
from .cases import scheme
from .houses import County


@scheme(3)
def a_bus_to_the_ward(c: County, n: int) -> None:
    """拉拢住院：免费接送一村十五人同日入住康复医院，一样的诊断，一样的七天，一样的账单，同日出院。"""
    day, visits = room_for(c, 20), []
    for _ in range(15):
        v = lies(c, "kf", "骨伤康复科", "M54.500 腰痛", (58, 82), 7, "cbc chem ecg dr needle_e@0- tui_back@0- hot@0-", day=day, hour=9.0)
        v.person.address = f"青溪县渡口镇上渡村{n + 1}组{c.rng.randrange(1, 60)}号"
        visits.append(v)
    c.plant(visits)


@scheme(3)
def one_blood_for_a_village(c: County) -> None:
    """虚构检查：卫生院一天给四十个没来过的村民统一记血常规、尿常规、彩超、心电图，单价一样，无处方无结果。"""
    day, visits = room_for(c, 20), []
    for k in range(40):
        visits.append(comes(c, "wa", "全科", "Z00.000 健康查体", (50, 84), "gp cbc urine us ecg", day=day, at=8 + k * 0.03, minutes=3))
    c.plant(visits, [x for v in visits for x in of(v, "cbc urine us ecg")])


@scheme(4)
def the_doctor_lay_in_bed_and_wrote(c: County, n: int) -> None:
    """挂床：本院医师自己“住院”九天，其间天天坐诊开方。"""
    house = ("zy", "rm")[n % 2]
    doctor, p, day = f"D36082177{n:03d}", c.person("", 34, 56, "310"), room_for(c, 20)
    c.extra_doctors.append((doctor, house))
    c.doctor_person[doctor] = p.id
    written = []
    v = lies(c, house, "骨伤康复科", "M51.202 腰椎间盘突出", (0, 1), 9, "cbc ecg dr needle_e@0- tui_back@0- hot@0-", day=day, person=p)
    v.doctor = c.houses[house].doctors[n + 8]
    for x in v.lines:
        x.doctor = v.doctor
    for k in range(1, 8):
        for m in range(3):
            seen = comes(c, house, "骨科", "M17.900 膝关节病", (50, 80), "see celec", day=day + timedelta(days=k), at=9 + 2 * m)
            seen.doctor = doctor
            for x in seen.lines:
                x.doctor = doctor
            written.append(seen)
    c.plant([v, *written], houses=[house], loss=spent(v))


@scheme(3)
def everybody_is_kept_thirty_days(c: County) -> None:
    """虚假住院：护理院病人已回家过年，床位、护理、吸氧照记，五个人账单一行不差。"""
    day, visits = room_for(c, 40), []
    for _ in range(6):
        visits.append(lies(c, "hl", "老年护理科", "I69.300 脑梗死后遗症", (72, 90), 30, "cbc oxygen*12@0- airpress@0- joint@0-", day=day, hour=9.0))
    c.plant(visits)
