"""Look-alikes on the way: transfers, returns, deaths, clusters, who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .care import seen, treat
from .cases import innocent
from .county_world import World
from .innocent_ward import WARD, any_day


@innocent(
    "From the township to the county by ambulance the same evening: both days charged where they were lived."
)
def sent_up_the_same_day(w: World, n: int) -> None:
    a = treat(w, WARD["pneumonia"], ("t1", "t2", "t4", "t6")[n % 4], days=2)
    a.leaving = "2"
    b = treat(
        w,
        WARD["pneumonia"],
        ("h3a", "h2a")[n % 2],
        start=a.end + timedelta(hours=3),
        person=a.person,
    )
    w.plant([a, b])


@innocent("After the stroke to the rehabilitation house on the day of leaving.")
def on_to_rehabilitation(w: World, n: int) -> None:
    a = treat(w, WARD["stroke"], ("h3a", "h2a", "h3b")[n % 3])
    a.leaving = "2"
    b = treat(w, WARD["rehabilitation"], "kf", start=a.end + timedelta(hours=4), person=a.person)
    w.plant([a, b])


@innocent(
    "Up to the city for a stent and back to the county to recover: three stays in a fortnight."
)
def up_and_back(w: World, n: int) -> None:
    a = treat(w, WARD["angina"], "h2a", days=2)
    a.leaving = "2"
    b = treat(
        w,
        WARD["stent"],
        ("h3a", "h3b")[n % 2],
        start=a.end + timedelta(hours=3),
        person=a.person,
        days=5,
    )
    c = treat(w, WARD["angina"], "h2a", start=b.end + timedelta(hours=5), person=a.person, days=5)
    w.plant([a, b, c])


@innocent("Home after the gall bladder; three days later fever and bile in the belly.")
def back_with_a_complication(w: World, n: int) -> None:
    house = ("h3a", "h2a", "h2b")[n % 3]
    a = treat(w, WARD["gall bladder"], house)
    p = replace(
        WARD["gastritis"],
        mains=(("T81.400", "操作后感染"),),
        dept="普外科",
        tests="cbc crp pct liver renal ct_abd blood_c",
        daily=(("pip", 3, 0, -1), ("ns", 3, 0, -1)),
        group=None,
    )
    b = treat(w, p, house, start=a.end + timedelta(days=3, hours=9), days=8, person=a.person)
    w.plant([a, b])


@innocent(
    "The heart fails again after twelve days: admitted through the emergency room, worse than before."
)
def heart_fails_again(w: World, n: int) -> None:
    house = ("h3a", "h2a", "h3b")[n % 3]
    a = treat(w, WARD["heart failure"], house)
    at = a.end + timedelta(days=12, hours=11)
    e = seen(
        w,
        house,
        at,
        a.person,
        "急诊科",
        [("I50.900", "心力衰竭")],
        "bnp tni gas ecg",
        (),
        "13",
        "see_er",
    )
    p = replace(WARD["heart failure"], mains=(("I50.101", "急性左心衰竭"),), nursing="care_1")
    b = treat(w, p, house, start=at + timedelta(hours=3), person=a.person)
    w.plant([a, e, b])


@innocent(
    "Blood and head looked at in the emergency room, in bed two hours later, blood again next morning."
)
def emergency_then_ward(w: World, n: int) -> None:
    house, at = ("h3a", "h2a", "h3b", "h2b")[n % 4], w.at(any_day(w), 17, 20)
    p = w.patient(house, at.date(), at.date(), 55, 82)
    e = seen(
        w,
        house,
        at,
        p,
        "急诊科",
        [("I63.900", "脑梗死")],
        "cbc clot glu lytes ct_head ecg",
        (),
        "13",
        "see_er",
    )
    v = treat(w, WARD["stroke"], house, start=at + timedelta(hours=2), person=p)
    w.plant([e, v])


@innocent("Day surgery: blood, ECG and veins looked at as an outpatient four days before.")
def tests_before_day_surgery(w: World, n: int) -> None:
    house, at = ("h3a", "h2a", "h3b")[n % 3], w.at(any_day(w), 8, 15)
    p = w.patient(house, at.date(), at.date(), 30, 62)
    a = seen(
        w,
        house,
        at,
        p,
        "日间病房",
        [("I83.900", "下肢静脉曲张")],
        "cbc clot infect liver renal ecg us_leg",
    )
    b = treat(w, WARD["day surgery"], house, start=at + timedelta(days=4), person=p)
    w.plant([a, b])


@innocent("The village doctor looked, said: go to town; the same afternoon in the township's bed.")
def village_then_ward(w: World, n: int) -> None:
    at = w.at(any_day(w), 8.2, 10)
    p = w.patient("cw1", at.date(), at.date(), 60, 82)
    a = seen(
        w,
        ("cw1", "cw2", "cw3")[n % 3],
        at,
        p,
        "全科",
        [("J20.900", "急性支气管炎")],
        "",
        [("amox", 4)],
    )
    b = treat(
        w, WARD["pneumonia"], ("t1", "t2", "t4")[n % 3], start=at + timedelta(hours=5), person=p
    )
    w.plant([a, b])


@innocent(
    "The bill was settled forty days after leaving, because the family fetched the card from another city."
)
def settled_late(w: World, n: int) -> None:
    v = treat(w, WARD["hypertension"], ("h2b", "t1", "t3", "pg")[n % 4])
    v.settled = v.end + timedelta(days=40, hours=2)
    w.plant([v])


@innocent("Died on the ward; the family settles three days after.", 6)
def settled_after_death(w: World, n: int) -> None:
    v = treat(w, WARD["heart failure"], ("h3a", "h2b", "zyy")[n % 3])
    v.leaving, v.person.died, v.settled = "5", v.end, v.end + timedelta(days=3, hours=1)
    w.plant([v])


@innocent("The doctor himself has an appendix; his colleagues sign while he lies.", 6)
def doctor_in_bed(w: World, n: int) -> None:
    house = ("h3a", "h2a")[n % 2]
    v = treat(w, WARD["appendix"], house)
    own = w.houses["h2b"].doctors[10 + n]
    busy = {
        x.doctor
        for y in w.visits
        if y.house.key == "h2b" and y.start < v.end and v.start < y.end
        for x in y.lines
    }
    if own not in busy:
        w.doctor_person[own] = v.person.id
    w.plant([v])


@innocent("One doctor is on duty over the holiday and signs for three departments.")
def holiday_duty(w: World, n: int) -> None:
    house, day = ("h2b", "t6", "h2a")[n % 3], datetime(2025, 10, 1 + n)
    doctor, out = w.houses[house].doctors[0], []
    for i, (dept, main) in enumerate(
        (("内科", "J06.900"), ("外科", "S61.000"), ("儿科", "J20.900"), ("内科", "I10.x00")) * 4
    ):
        at = day + timedelta(hours=8, minutes=22 * i + n)
        p = w.patient(
            house, at.date(), at.date(), 20 if dept != "儿科" else 2, 60 if dept != "儿科" else 9
        )
        v = seen(w, house, at, p, dept, [(main, "急诊就诊")], "cbc", (), "13", "see_er")
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    w.plant(out)


@innocent(
    "Market day: the township doctor sees sixty people from seven to five, eight minutes each.", 6
)
def market_day(w: World, n: int) -> None:
    house, out = ("t1", "t2", "t4")[n % 3], []
    start = w.at(any_day(w), 7, 7.2)
    for i in range(60):
        at = start + timedelta(minutes=9 * i + w.rng.randrange(4))
        p = w.patient(house, at.date(), at.date(), 40, 82)
        if not p.free(at.date(), at.date()):
            continue
        v = seen(w, house, at, p, "全科", [("J06.900", "急性上呼吸道感染")], "", [("banlan", 7)])
        v.end = at + timedelta(minutes=6)
        out.append(v)
    w.plant(out)


@innocent(
    "The family doctor's team comes to the village: twenty old people get their monthly tablets in two hours."
)
def team_day_in_the_village(w: World, n: int) -> None:
    house, out = ("cw1", "cw2", "cw3")[n % 3], []
    start = w.at(any_day(w), 8.5, 9)
    for i in range(20):
        at = start + timedelta(minutes=6 * i + w.rng.randrange(3))
        p = w.patient(house, at.date(), at.date(), 65, 86)
        if p.free(at.date(), at.date()):
            out.append(
                seen(
                    w,
                    house,
                    at,
                    p,
                    "全科",
                    [("I10.x00", "高血压病")],
                    "",
                    [(w.rng.choice(("amlo", "vals")), 28)],
                )
            )
    w.plant(out)


@innocent("One class, one supper: nine children with vomiting in an evening.", 6)
def supper_of_one_class(w: World, n: int) -> None:
    house, out = ("h2a", "mh", "h2b")[n % 3], []
    start = w.at(any_day(w), 18.5, 19)
    for i in range(9):
        at = start + timedelta(minutes=11 * i)
        p = w.patient(house, at.date(), at.date(), 6, 9)
        out.append(
            seen(
                w,
                house,
                at,
                p,
                "儿科",
                [("A05.900", "细菌性食物中毒")],
                "cbc stool",
                [("smec", 3), ("ors", 2)],
                "13",
                "see_er",
            )
        )
    w.plant(out)


@innocent(
    "A specialist of the city sees patients in the township every Wednesday: registered there too.",
    6,
)
def wednesday_specialist(w: World, n: int) -> None:
    doctor, house, out = f"D3301000009{n}", "t6", []
    w.extra_doctors += [(doctor, "h3a"), (doctor, "t6")]
    d = any_day(w, 60)
    d += timedelta(days=(2 - d.weekday()) % 7)
    for week in range(3):
        for _ in range(4):
            at = w.at(d + timedelta(days=7 * week), 8.5, 11.5)
            v = seen(
                w,
                house,
                at,
                w.patient(house, at.date(), at.date(), 50, 78),
                "心内科",
                [("I25.103", "冠状动脉粥样硬化性心脏病")],
                "ecg",
                [("atorva", 28)],
            )
            v.doctor = doctor
            for x in v.lines:
                x.doctor = doctor
            out.append(v)
    w.plant(out)
