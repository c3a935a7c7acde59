"""Look-alikes of people: families, homes, doctors who are patients, those who die and those who move."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .cases import clean
from .houses import GENERAL
from .life import LAST, County
from .ordinary_stays import ILLS, OPERATIONS, operation, stay

HT, COLD = ("I10.x00", "原发性高血压"), ("J06.900", "急性上呼吸道感染")


@clean("Brother and sister cough together: two children, one mother, one room, the same syrup.")
def brother_and_sister(w: County, i: int) -> None:
    at, made = w.at(w.workday()), []
    for n in range(2):
        p = w.person("", 3 + 3 * n, 5 + 3 * n, "390")
        made.append(
            w.seen(
                ("yy5", "yy1", "yy3")[i % 3],
                p,
                at + timedelta(minutes=3 * n),
                ["cbc", "crp", "ibu_kid"],
                COLD,
                "儿科",
            )
        )
    made[1].person.address = made[0].person.address
    w.plant(made)


@clean(
    "The family doctor's afternoon in the old people's home: nine residents, a quarter of an hour each."
)
def home_for_the_old(w: County, i: int) -> None:
    at, made = w.at(w.workday(), 13.2, 13.5), []
    for n in range(9):
        p = w.person("", 78, 92)
        p.address = f"东港市{i}号颐养院"
        made.append(
            w.seen(
                f"sq{i % 5 + 1}",
                p,
                at + timedelta(minutes=15 * n),
                ["amlo", "finger"],
                HT,
                minutes=12,
            )
        )
    w.plant(made)


@clean(
    "Market day in the village: twelve neighbours fetch the same pressure tablet on the team doctor's day."
)
def market_day(w: County, i: int) -> None:
    at = w.at(w.day(), 7.3, 7.6)
    w.plant(
        [
            w.seen(
                f"cw{i + 1}",
                w.person("", 55, 85, "390"),
                at + timedelta(minutes=9 * n),
                ["amlo"],
                HT,
                minutes=8,
            )
            for n in range(12)
        ]
    )


@clean("A man with a lump behind the nipple: breast ultrasound for gynaecomastia.")
def man_with_breast(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                ("yy1", "yy3", "yy5")[i % 3],
                w.person("1", 50, 74),
                w.at(w.workday()),
                ["us_breast"],
                ("N62.x00", "男性乳房发育"),
                "乳腺外科",
            )
        ]
    )


@clean("Children's cold tablets a fortnight before the fourteenth birthday.")
def not_yet_fourteen(w: County, i: int) -> None:
    at = w.at(w.workday())
    p = w.person(
        "", insurance="390", born=(at - timedelta(days=round(14 * 365.25) - 14 - i)).date()
    )
    w.plant([w.seen(f"sq{i % 5 + 1}", p, at, ["kid_cold"], COLD)])


@clean("A doctor of the house is ill: her colleague sees her, she writes no order that day.")
def doctor_as_patient(w: County, i: int) -> None:
    key = ("yy1", "yy2", "yy3", "yy4", "yy5", "sq1", "zx4")[i]
    h = w.houses[key]
    p = w.person("2", 34, 56, "310")
    w.doctor_person[h.doctors[-1]] = p.id
    v = w.seen(key, p, w.at(w.workday()), ["cbc", "lianhua"], COLD, "内科")
    v.doctor = h.doctors[0]
    for x in v.lines:
        x.doctor = h.doctors[0]
    w.plant([v])


@clean("Died in the ward at night; the bill is closed two days later.")
def died_then_settled(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[(1, 3, 4)[i % 3]])
    v.leaving = "5"
    v.lines = [x for x in v.lines if not x.more.get("take")]
    v.person.died = v.end
    v.person.busy.append((v.end.date(), LAST))
    v.settled = v.end + timedelta(days=2)
    w.plant([v])


@clean("The village doctor looks, says go to the county, and he goes the same afternoon.")
def sent_on_the_same_day(w: County, i: int) -> None:
    p, at = w.person("", 55, 80), w.at(w.workday(), 8, 9)
    w.plant(
        [
            w.seen(f"cw{i + 1}", p, at, [], ("R07.400", "胸痛"), minutes=10),
            w.seen(
                "yy3",
                p,
                at + timedelta(hours=4),
                ["ecg", "troponin", "chest_ct"],
                ("R07.400", "胸痛"),
                "急诊科",
                "13",
                90,
            ),
        ]
    )


@clean(
    "Discharged in the morning, in the afternoon the centre's doctor renews the tablets for the month after the week's supply."
)
def home_and_to_the_centre(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[4])
    u = w.seen(
        f"sq{i % 5 + 1}",
        v.person,
        v.end + timedelta(hours=5),
        ["amlo", "finger"],
        ("I63.901", "脑梗死恢复期"),
        kind="14",
    )
    w.plant([v, u])


@clean(
    "多点执业: a specialist of the city hospital sits in the centre on Saturdays, registered for practice in several places."
)
def saturday_specialist(w: County, i: int) -> None:
    d = w.day()
    d += timedelta(days=5 - d.weekday()) if d.weekday() < 6 else timedelta(days=-1)
    doctor, key = w.houses["yy1"].doctors[2], f"sq{i % 5 + 1}"
    w.in_two_places.add(doctor)
    v = w.seen(key, w.person("", 50, 80), w.at(min(d, LAST)), ["amlo", "ecg"], HT)
    v.doctor = doctor
    for x in v.lines:
        x.doctor = doctor
    w.plant([v])


@clean("Husband and wife with pneumonia in one room: admitted on one day, home on one day.")
def couple_in_one_room(w: County, i: int) -> None:
    v = stay(w, ("zx1", "zx2", "zx3", "zx4", "yy4", "yy3", "yy7")[i], ILLS[0])
    p = w.person("2" if v.person.sex == "1" else "1", 55, 80)
    p.address = v.person.address
    u = w.lie(
        v.house.key,
        p,
        v.start + timedelta(minutes=20),
        v.end + timedelta(minutes=15),
        "21",
        v.dept,
        list(v.diagnoses),
    )
    for x in v.lines:
        at = min(max(x.at, u.start), u.end) if v.house.style == "minute" else x.at
        y = w.add(
            u,
            w.key(x),
            x.count,
            at,
            price=x.price,
            exact=True,
            **{k: v_ for k, v_ in x.more.items() if k in ("take", "days")},
        )
        y.count = x.count
    if v.group:
        u.group = v.group
    w.plant([v, u])


@clean(
    "The newborn's first cold is settled on the mother's number: a baby of twelve days in the children's clinic."
)
def baby_on_mothers_card(w: County, _: int) -> None:
    p = w.person("2", 24, 36)
    v = w.come("yy5", p, w.at(w.workday()), "11", "儿科", [("P39.900", "新生儿感染")], 30)
    v.more["newborn"] = "1"
    for key in ("see", "cbc", "crp"):
        w.add(v, key)
    w.plant([v])


@clean(
    "From another province, here to look after a grandchild: her chronic tablets settled 异地 every month."
)
def grandmother_from_elsewhere(w: County, _: int) -> None:
    p, at = w.person("2", 60, 72), w.at(w.workday(hi=LAST - timedelta(days=70)))
    w.plant(
        [
            w.seen(
                "yy3",
                p,
                at + timedelta(days=28 * n),
                ["amlo", "atorva"],
                HT,
                "心内科",
                "14",
                remote=True,
            )
            for n in range(3)
        ]
    )


@clean("The centre's doctor at the bed of a dying man: oxygen and a visit, hours before death.")
def last_visit_at_home(w: County, i: int) -> None:
    p, at = w.person("", 70, 86), w.at(w.workday(hi=LAST - timedelta(days=5)), 9, 11)
    p.died = at + timedelta(hours=9)
    v = w.come(f"sq{i % 5 + 1}", p, at, "11", "全科", [("C34.900", "支气管或肺恶性肿瘤")], 45)
    w.add(v, "see_home")
    w.add(v, "oxygen", 2)
    p.busy.append((at.date(), LAST))
    w.plant([v])


@clean(
    "Turned seventy last week: the free examination of the centre and, the same day, a paid visit for her knee."
)
def examined_and_treated(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                f"sq{i % 5 + 1}",
                w.person("2", 69, 71),
                w.at(w.workday()),
                ["diclo", "guilu"],
                ("M17.900", "膝关节骨关节病"),
            )
        ]
    )


@clean(
    "A birth certificate with a wrong digit: the boy of the register is eleven, the illness is of a boy of eleven, the cousin of one name is forty."
)
def cousin_of_one_name(w: County, i: int) -> None:
    p = w.person("1", insurance="390", born=date(2014, 3, 1 + i))
    q = w.person("1", 40, 41)
    at = w.at(w.workday())
    w.plant(
        [
            w.seen("yy5", p, at, ["cbc", "cefix"], ("J03.900", "急性扁桃体炎"), "儿科"),
            w.seen("yy3", q, at, ["ecg"], HT, "心内科"),
        ]
    )


@clean(
    "Appendix out in spring, gall bladder pain in autumn: one person, two emergencies, two houses."
)
def two_emergencies_a_year(w: County, i: int) -> None:
    v = operation(w, OPERATIONS[0], ("yy1", "yy3", "yy4", "yy7")[i % 4])
    later = datetime.combine(
        min(LAST, v.end.date() + timedelta(days=60)), datetime.min.time()
    ) + timedelta(hours=19)
    u = w.seen(
        "yy1" if v.house.key != "yy1" else "yy3",
        v.person,
        later,
        ["cbc", "us_abd"],
        ("K80.200", "胆囊结石"),
        "急诊科",
        "13",
        80,
    )
    w.plant([v, u])
