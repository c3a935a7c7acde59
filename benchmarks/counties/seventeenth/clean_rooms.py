"""Innocent look-alikes of consulting rooms: courses, waves, long prescriptions, children, home beds."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import again, begins, comes, every, somebody, workdays
from .cases import innocent
from .houses import County

DAY = timedelta(days=1)
HIGH, SUGAR = "I10.x00 特发性高血压", "E11.900 2型糖尿病"
KIDNEY = "N18.500 慢性肾脏病5期;Z49.100 体外透析"


@innocent()
def signed_again_after_a_year(c: County) -> None:
    """The family doctor's contract runs from year to year: its fee in January and again in the next January."""
    p, day = somebody(c, "", 62, 84), date(2025, 1, 13) + timedelta(days=c.rng.randrange(4))
    c.plant(again(c, "ca", "全科", HIGH, p, [day, day + 365 * DAY], "gp sign_up amlo*2"))


@innocent()
def twelve_weeks_at_a_time(c: County) -> None:
    """长处方: a stable patient draws twelve weeks of two drugs at once, four times in the year."""
    c.plant(again(c, "cb", "两病门诊", f"{HIGH};{SUGAR}", somebody(c, "", 56, 78), every(begins(c, 300), 84, 4), "gp amlo*3 metfo*4", kind="14"))


@innocent()
def the_son_fetches_for_both(c: County) -> None:
    """A son draws the refills of his bedridden parents in the same five minutes, each on his own card."""
    day, at, vs, place = begins(c), c.rng.uniform(9, 15), [], ""
    for k in range(2):
        p = somebody(c, "12"[k], 78, 88)
        p.address = place = place or p.address
        vs.append(comes(c, "ca", "两病门诊", (HIGH, SUGAR)[k], (0, 1), ("gp amlo*2", "gp metfo*2")[k], kind="14", person=p, day=day, at=at + 0.05 * k, minutes=5))
    c.plant(vs)


@innocent(3)
def jabs_for_the_whole_college(c: County) -> None:
    """Fifty students are given the vaccine on one morning, each paying himself; the bills are alike."""
    day = date(2025, 10, 20) + timedelta(days=c.rng.randrange(4))
    c.plant([comes(c, "xx", "医务室", "Z25.100 流行性感冒免疫接种", (17, 21), "school_vac", day=day, at=8 + k * 0.06, minutes=3) for k in range(50)])


@innocent(3)
def a_dormitory_coughs(c: County) -> None:
    """In the flu's weeks of term twenty-five students of two dormitories are seen in one day with the same granules."""
    day = date(2025, 12, 8) + timedelta(days=c.rng.randrange(9))
    day -= timedelta(days=max(0, day.weekday() - 4))
    c.plant([comes(c, "xx", "医务室", "J06.900 急性上呼吸道感染", (17, 21), "gp gmling ibu?.5 lianhua?.5", day=day, at=8.2 + k * 0.28, minutes=8) for k in range(25)])


@innocent()
def three_years_against_dust(c: County) -> None:
    """Weekly injections for sixteen weeks, then monthly ones: the course against dust."""
    p, day = somebody(c, "", 8, 36), begins(c, 330)
    c.plant(again(c, "eb", "变态反应科", "J30.400 过敏性鼻炎", p, every(day, 7, 16) + every(day + 140 * DAY, 28, 6), "desens", first="see skin_test"))


@innocent()
def three_months_against_the_virus(c: County) -> None:
    """HIV tablets for ninety days at a time, viral load twice a year, drawn far from home."""
    c.plant(again(c, "cr", "艾滋病门诊", "B24.x00 人类免疫缺陷病毒病", somebody(c, "", 24, 58), every(begins(c, 280), 90, 4), "see bic*3 hivvl?.5 cd4?.5 liver", kind="14"))


@innocent()
def mother_and_child_against_hepatitis(c: County) -> None:
    """The child of a carrier is given antibody on its first day under its own number, the mother tablets."""
    day = begins(c)
    baby = c.person("", insurance="390", born=day)
    baby.home = "planted"
    a = comes(c, "fy", "新生儿门诊", "Z20.500 接触病毒性肝炎", (0, 1), "see hbig vitk", person=baby, day=day)
    b = comes(c, "cr", "肝病门诊", "B18.100 慢性乙型病毒性肝炎", (22, 36), "see tdf*2 hbvdna liver", sex="2", day=day)
    c.plant([a, b])


@innocent()
def weekly_in_the_day_ward(c: County) -> None:
    """Twelve weekly doses in the day ward: bed by day, care, line and the same bill, no night."""
    c.plant(again(c, "zl", "日间病房", "Z51.100 肿瘤化学治疗疗程;C50.900 乳房恶性肿瘤", somebody(c, "2", 36, 66), every(begins(c, 100), 7, 12), "day_ward cbc paclit port_care chemo_mix dexa tropi saline*2 drip drip_more set", kind="14", at=8.4, minutes=360))


@innocent()
def a_fourth_time_that_week(c: County) -> None:
    """Four dialyses in a week of heat and melons."""
    p, day = somebody(c, "", 40, 70), begins(c, 40)
    day -= timedelta(days=day.weekday())
    days = [day + timedelta(days=k) for k in (0, 2, 4, 5, 7, 9, 11, 14, 16, 18)]
    vs = [comes(c, "xt", "血液透析室", KIDNEY, (0, 1), "hd dialyser blood_line heparin", kind="14", person=p, day=d, at=7.2, minutes=250) for d in days]
    c.plant(vs)


@innocent()
def twenty_workdays_of_needles(c: County) -> None:
    """A frozen face: needles on every workday of four weeks, currents in the second half."""
    p, day = somebody(c, "", 26, 64), begins(c, 40)
    days = workdays(day, 20)
    c.plant([comes(c, "zy", "针灸科门诊", "G51.000 贝尔麻痹", (0, 1), ("see " if k % 10 == 0 else "") + ("needle infrared" if k < 10 else "needle_e infrared"), person=p, day=d, minutes=45) for k, d in enumerate(days)])


@innocent()
def the_nose_bled_thrice(c: County) -> None:
    """On blood thinners her nose bleeds three times in eight days, each time burnt at another spot."""
    p, day = somebody(c, "", 64, 82), begins(c)
    c.plant([comes(c, "gc", "耳鼻喉科急诊", "R04.000 鼻出血", (0, 1), "see_er nose_scope nose_burn cbc", kind="13", person=p, day=day + k * DAY, at=20.0) for k in (0, 3, 8)])


@innocent()
def two_doctors_on_one_morning(c: County) -> None:
    """Sugar, eyes and feet: three rooms of the same house on one morning, three fees of consultation."""
    p, day = somebody(c, "", 50, 76), begins(c)
    c.plant([comes(c, "xy", d, SUGAR, (0, 1), b, person=p, day=day, at=at) for d, b, at in (("内分泌科", "see hba1c metfo", 8.5), ("眼科", "see fundus slit", 9.6), ("血管外科", "see us_leg", 10.8))])


@innocent()
def hormone_of_birth_in_a_man(c: County) -> None:
    """A tumour of the testicle is followed by the hormone of pregnancy in his blood, every month."""
    c.plant(again(c, "zl", "泌尿肿瘤门诊", "C62.900 睾丸恶性肿瘤", somebody(c, "1", 22, 38), every(begins(c, 130), 30, 5), "see_chief hcg afp", kind="14"))


@innocent(4)
def statin_for_a_boy(c: County) -> None:
    """Familial excess of fat in the blood: a boy of ten on a statin from the children's heart room."""
    c.plant(again(c, "fy", "儿童心血管科", "E78.000 家族性高胆固醇血症", somebody(c, "1", 9, 12, "390"), every(begins(c, 150), 30, 5), "see rosuv*2 lipids?.4"))


@innocent()
def thin_at_last_and_diabetic(c: County) -> None:
    """The weekly injection for a stout diabetic on metformin who meets the list's words."""
    c.plant(again(c, "gc", "内分泌科", f"{SUGAR};E66.900 肥胖", somebody(c, "", 36, 60), every(begins(c, 130), 28, 4), "see_chief sema metfo", kind="14"))


@innocent()
def three_days_on_the_trolley(c: County) -> None:
    """In the flu wave there is no bed: three days of emergency observation, one bill a day, then home."""
    p, day = somebody(c, "", 70, 88), begins(c)
    c.plant([comes(c, "gc", "急诊留观", "J18.900 肺炎", (0, 1), "see_obs bed_obs cbc?.5 cefop*4 saline*2 drip drip_more set oxygen*10", kind="13", person=p, day=day + k * DAY, at=8.1, minutes=600) for k in range(3)])


@innocent()
def the_tube_changed_at_home(c: County) -> None:
    """A home bed with weekly rounds, monthly change of tube and catheter, dressing of a sore twice a week."""
    p, day = somebody(c, "", 76, 92), begins(c, 80)
    vs = again(c, "ca", "家庭病床", STROKE_HOME, p, every(day, 7, 8), "home_round ng_tube?.3 foley?.3 foley_m?.3", first="home_open", at=9.4)
    vs += again(c, "ca", "家庭病床", STROKE_HOME, p, every(day + 3 * DAY, 7, 8), "dress_m", at=9.4)
    c.plant(vs)


STROKE_HOME = "I69.300 脑梗死后遗症;L89.200 压疮"


@innocent()
def the_village_on_market_day(c: County) -> None:
    """On market day fourteen of the hills come down to the township room, most for the same tablets."""
    day = begins(c)
    c.plant([comes(c, "wb", "全科", HIGH, (56, 84), "gp amlo*2", day=day, at=8.0 + k * 0.2, minutes=8) for k in range(14)])


@innocent()
def two_teeth_six_canals(c: County) -> None:
    """Two molars with three canals each, cleaned in one sitting and filled a week later."""
    p, day = somebody(c, "", 30, 66), begins(c)
    a = comes(c, "ya", "口腔科", "K04.000 牙髓炎", (0, 1), "see tooth_film*2 canal*6 numb*2", person=p, day=day, minutes=90)
    b = comes(c, "ya", "口腔科", "K04.000 牙髓炎", (0, 1), "canal_fill*6 tooth_film*2", person=p, day=day + 7 * DAY, minutes=90)
    c.plant([a, b])


@innocent()
def two_joints_from_one_fall(c: County) -> None:
    """Shoulder and elbow both out: two settings on one bill of the bone-setter."""
    c.plant([comes(c, "zy", "骨伤科门诊", "S43.000 肩关节脱位;S53.100 肘关节脱位", (20, 70), "see dr*2 joint_set*2 splint_m dr*2", minutes=60)])


@innocent()
def he_wrote_his_own_cold_tablets(c: County) -> None:
    """A village doctor, alone in his room, writes for himself once: a packet of granules."""
    p = somebody(c, "1", 40, 60)
    d = c.houses["wb"].doctors[len(c.doctor_person) % 5]
    c.doctor_person.setdefault(d, p.id)
    v = comes(c, "wb", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp gmling", person=p)
    v.doctor = d
    for x in v.lines:
        x.doctor = d
    c.plant([v])


@innocent()
def forty_pictures_for_lungs_of_dust(c: County) -> None:
    """The mill's yearly round: forty men of one shop have their lungs measured in two days, all alike, those with dust under their chronic benefit."""
    day = begins(c)
    c.plant([comes(c, "gc", "职业病科", "J62.800 矽肺", (50, 70), "see lung_fn ct_lung", kind="14", sex="1", day=day + (k % 2) * DAY, at=8.3 + k * 0.15, minutes=15) for k in range(20)])


@innocent()
def antenatal_twice_in_a_week(c: County) -> None:
    """The child moves less: seen on Monday, Wednesday and Friday with the heart's trace each time."""
    p, day = somebody(c, "2", 24, 38), begins(c)
    c.plant([comes(c, "fy", "产科门诊", "O36.800 胎动减少", (0, 1), "see fetal us?.4", person=p, kind="51", day=day + k * DAY) for k in (0, 2, 4)])


@innocent()
def the_same_test_before_and_after(c: County) -> None:
    """Chest pain in the emergency room: troponin and tracing at once, at three and at six hours."""
    c.plant([comes(c, "gc", "急诊胸痛中心", "R07.400 胸痛", (44, 78), "see_er tni*3 ecg*3 ckmb*2 cbc clot dr", kind="13", at=14.0, minutes=400)])


@innocent()
def herbs_for_two_weeks(c: County) -> None:
    """Fourteen packets of fourteen herbs: some weigh two hundred grams in all, each is a daily fifteen."""
    c.plant([comes(c, "zy", "中医内科", "G47.000 失眠", (34, 74), "see_chief treat_tcm suanzao*210 fuling*210 dangshen*210 huangqi*420 gancao*84 chuanx*140 danggui*168 decoct*14")])


@innocent()
def vomiting_child_seen_twice(c: County) -> None:
    """Seen in the morning room, worse at night: the emergency room tests the blood anew."""
    p, day = somebody(c, "", 2, 6, "390"), begins(c)
    c.plant([comes(c, "fy", "儿科", "A08.000 轮状病毒性肠炎", (0, 1), "see cbc stool rota ors", person=p, day=day, at=9.0), comes(c, "fy", "儿科急诊", "A08.000 轮状病毒性肠炎", (0, 1), "see_er cbc ions saline5 scalp", person=p, day=day, at=22.0, kind="13")])


@innocent()
def pain_that_grows(c: County) -> None:
    """Cancer pain: tablets doubled after two weeks and a patch added, each prescription for fifteen days."""
    p, day = somebody(c, "", 50, 76), begins(c, 90)
    c.plant([comes(c, "zl", "疼痛门诊", "C25.900 胰腺恶性肿瘤;R52.100 癌性疼痛", (0, 1), f"see {b}", person=p, kind="14", day=day + 15 * k * DAY) for k, b in enumerate(("oxyc*1.5", "oxyc*3 fenta", "oxyc*3 fenta", "oxyc*3 fenta*2"))])
