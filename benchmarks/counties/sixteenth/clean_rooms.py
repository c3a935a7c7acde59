"""Innocent look-alikes of consulting rooms, courses and homes."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, lies, somebody
from .cases import innocent
from .clean_wards import DAY, _day
from .houses import County
from .rooms import HD, again, cycle, dialysed, weekdays

KIDNEY = "N18.500 慢性肾脏病5期;Z49.100 体外透析"


@innocent(2)
def a_wave_of_influenza(c: County) -> None:
    """January: one doctor of a community centre sees seventy in a day, each with much the same."""
    day = date(2026, 1, 12) + c.rng.randrange(5) * DAY
    out = [comes(c, "ca", "发热门诊", "J10.101 流感", (8, 78), "gp flu oselta ibu", day=day, at=8.2 + k * 0.12) for k in range(60)]
    for v in out:
        v.doctor = out[0].doctor
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(out)


@innocent()
def a_fourth_dialysis_in_the_week(c: County) -> None:
    """Fluid overload after a feast: one session more than three, once."""
    p, day = somebody(c, "", 40, 70), _day(c, 60)
    out = dialysed(c, p, "xt", day, 4)
    extra = out[4].start.date() + DAY
    out.append(comes(c, "xt", "血液净化室", KIDNEY + ";J81.x00 急性肺水肿", (0, 1), HD, kind="14", day=extra, person=p, at=12.5, minutes=250))
    c.plant(out)


@innocent()
def dialysed_elsewhere_while_lying(c: County) -> None:
    """The hospital where she lies with pneumonia has no machines for guests: she is driven to her own centre three times a week."""
    p, day = somebody(c, "", 48, 74), _day(c, 60)
    v = lies(c, "zy", "肺病科", "J18.900 肺炎;N18.500 慢性肾脏病5期", (0, 1), 9, "adm ct crp ceftri*2@0- saline*2@0- drip@0-", person=p, day=day, group=("ES33", "呼吸系统感染", 0.9))
    out = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), HD, kind="14", day=d, person=p, at=12.6, minutes=250) for d in weekdays(day + DAY, (0, 2, 4), 3)]
    c.plant([v, *out])


@innocent()
def tested_before_admission(c: County) -> None:
    """Tests before an operation are done outside the day before; the ward does not repeat them."""
    p, day = somebody(c, "", 36, 68), _day(c)
    w = comes(c, "sy", "普通外科门诊", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), "see adm pre us", person=p, day=day)
    v = lies(c, "sy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), 4, "saline5@1-2 drip@1-2 dress_m@3 specimen@1", person=p, day=day + DAY, group=("HC25", "胆囊切除手术", 1.3), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    c.plant([w, v])


@innocent()
def from_casualty_into_the_ward(c: County) -> None:
    """Casualty bills the morning, the ward admits at noon and repeats the blood count and the cardiogram as the chest pain goes on."""
    p, day = somebody(c, "", 50, 76), _day(c)
    w = comes(c, "sy", "急诊科", "R07.400 胸痛", (0, 1), "see_er cbc tni ckmb ecg ct", kind="13", person=p, day=day, at=7.5, minutes=200)
    v = lies(c, "sy", "心血管内科", "I20.000 不稳定性心绞痛", (0, 1), 4, "adm lipids tni ecg@1 us_heart aspirin@0 rosuv@0 lmwh*2@0- monitor*10@0", person=p, day=day, hour=12.0, group=("FR33", "心绞痛", 0.7))
    c.plant([w, v])


@innocent()
def four_departments_in_a_morning(c: County) -> None:
    """From out of town: heart, eyes, kidneys and nerves of a diabetic seen in one morning, four fees."""
    p, day = somebody(c, "", 54, 74), _day(c)
    rooms = (("内分泌科", "see_chief hba1c lipids"), ("眼科", "see fundus oct"), ("肾脏内科", "see_chief chip kidney"), ("神经内科", "see us_neck"))
    c.plant([comes(c, "sy", dept, "E11.900 2型糖尿病", (0, 1), bill, person=p, day=day, at=8.3 + k) for k, (dept, bill) in enumerate(rooms)])


@innocent()
def both_eyes_injected(c: County) -> None:
    """Both eyes with oedema: two injections, two vials on one day, monthly for three months."""
    p, day = somebody(c, "", 56, 76), _day(c, 100)
    out = again(c, "yk", "眼底病科", "H36.000 糖尿病性视网膜病变", p, [day + 30 * k * DAY for k in range(3)], "intravit*2 coni*2 oct vision", "see slit", at=9.0)
    for x in (x for v in out for x in v.lines if "days" in x.more):
        x.more["days"] = "30"
    c.plant(out)


@innocent()
def four_wisdom_teeth(c: County) -> None:
    """Two wisdom teeth on the right, two on the left a fortnight later."""
    p, day = somebody(c, "", 20, 36), _day(c)
    c.plant([comes(c, "yb", "口腔颌面外科", "K01.100 阻生牙", (0, 1), "see tooth_film*2 tooth_wis*2 numb*2", person=p, day=day + 14 * k * DAY) for k in range(2)])


@innocent()
def a_molar_with_four_canals(c: County) -> None:
    """A first upper molar has four canals: four prepared, four filled, then the crown is filled."""
    p, day = somebody(c, "", 22, 58), _day(c)
    c.plant([comes(c, "ya", "牙体牙髓科", "K04.000 牙髓炎", (0, 1), b, person=p, day=day + 8 * k * DAY) for k, b in enumerate(("see tooth_film canal*4 numb", "canal_fill*4 tooth_film*2", "curing"))])


@innocent()
def all_four_quadrants(c: County) -> None:
    """Periodontitis: every tooth scaled under the gum, counted by the tooth over two visits."""
    p, day = somebody(c, "", 36, 64), _day(c)
    c.plant([comes(c, "yb", "牙周科", "K05.300 慢性牙周炎", (0, 1), f"see gum*{n} numb*2", person=p, day=day + 7 * k * DAY) for k, n in enumerate((14, 13))])


@innocent()
def twelve_weeks_of_tablets(c: County) -> None:
    """Long prescription: twelve weeks of two drugs at once, then nothing for twelve weeks."""
    p, day = somebody(c, "", 56, 78), _day(c, 200)
    c.plant([comes(c, "ca", "全科慢病", "I10.x00 特发性高血压;E11.900 2型糖尿病", (0, 1), "gp amlo*3 metfo*4", kind="14", person=p, day=day + 84 * k * DAY) for k in range(3)])


@innocent()
def four_packets_before_a_voyage(c: County) -> None:
    """Before half a year with the daughter abroad he takes three months at once from the hospital, with the office's leave."""
    c.plant([comes(c, "sy", "心血管内科", "I48.x00 心房颤动", (66, 80), "see_chief rivar*6 meto*6", kind="14")])


@innocent()
def home_bed_twice_in_a_day(c: County) -> None:
    """The old man of a home bed worsens: the doctor comes in the morning and again at night, and changes the tube."""
    p, day = somebody(c, "", 78, 92), _day(c, 60)
    out = again(c, "ca", "家庭病床", "I69.300 脑梗死后遗症", p, [day + 7 * k * DAY for k in range(5)], "home_round dress_m", "home_open", at=9.0)
    out.append(comes(c, "ca", "家庭病床", "I69.300 脑梗死后遗症;J69.000 吸入性肺炎", (0, 1), "home_round ng_tube cbc", person=p, day=day + 7 * DAY, at=17.8))
    c.plant(out)


@innocent()
def a_man_with_a_marker_of_pregnancy(c: County) -> None:
    """Chorionic gonadotropin follows a tumour of the testis: a man is rightly tested."""
    p, day = somebody(c, "1", 22, 42), _day(c, 120)
    c.plant(again(c, "sy", "泌尿外科", "C62.900 睾丸恶性肿瘤", p, [day + 30 * k * DAY for k in range(3)], "see_chief hcg afp", "ct"))


@innocent()
def a_man_with_a_lump_in_the_breast(c: County) -> None:
    """One breast cancer in a hundred is a man's: ultrasound and letrozole's sister tablets are right."""
    c.plant([comes(c, "sy", "乳腺外科", "C50.900 乳房恶性肿瘤", (52, 76), "see_chief breast_us cea", sex="1", kind="14")])


@innocent()
def syrup_for_the_very_old(c: County) -> None:
    """He cannot swallow tablets since the stroke: a child's suspension against fever."""
    c.plant([comes(c, "cb", "全科", "J06.900 急性上呼吸道感染;I69.300 脑梗死后遗症;R13.x00 吞咽困难", (80, 92), "gp ibu_sy*2 cbc")])


@innocent()
def refilled_after_midnight(c: County) -> None:
    """Shift workers renew their prescriptions on the internet at two in the morning; a duty doctor answers."""
    c.plant([comes(c, "hl", "互联网内科", "I10.x00 特发性高血压", (28, 50), "video amlo*2 vals*2", at=1.2 + k, minutes=8) for k in range(3)])


@innocent(3)
def a_firm_has_its_staff_examined(c: County) -> None:
    """A firm pays for its staff: identical examinations on one day, nothing from the fund."""
    day, out = _day(c), []
    for k in range(24):
        v = comes(c, "tj", "体检部", "Z00.000 一般医学检查", (24, 58), "", day=day, at=7.8 + k * 0.1)
        for w in ("body_check", "cbc", "urine", "alt", "ast", "crea", "us", "ecg", "dr"):
            c.add(v, w, own=True)
        out.append(v)
    c.plant(out)


@innocent()
def fourteen_doses_of_two_formulas(c: County) -> None:
    """A morning and an evening formula for a fortnight, boiled by the hospital: twenty eight boilings, grams in hundreds."""
    c.plant([comes(c, "tc", "中医内科", "K58.900 肠易激综合征;G47.000 失眠", (34, 66), "see_chief treat_tcm huangqi*420 dangshen*210 baizhu*168 fuling*210 gancao*84 suanzao*210 chuanx*84 danggui*140 decoct*28")])


@innocent()
def twenty_dives(c: County) -> None:
    """Sudden deafness: a course of twenty sessions of hyperbaric oxygen on working days."""
    p, day = somebody(c, "", 28, 60), _day(c, 60)
    c.plant(again(c, "sy", "高压氧科", "H91.200 突发特发性听觉丧失", p, weekdays(day, (0, 1, 2, 3, 4), 20), "hbo", "see ear_test"))


@innocent()
def dressed_daily_for_three_weeks(c: County) -> None:
    """A diabetic foot is dressed every day at the community centre, also on Sundays."""
    p, day = somebody(c, "", 56, 80), _day(c, 60)
    c.plant(again(c, "cc", "外科", "E11.500 2型糖尿病性足病", p, [day + k * DAY for k in range(20)], "dress_l", "gp"))


@innocent()
def three_days_in_observation(c: County) -> None:
    """No bed in the wards: three days of drips in casualty under one number, fee and bed by the day."""
    v = comes(c, "sy", "急诊科", "J18.900 肺炎", (66, 86), "", kind="13", at=10.0, minutes=60 * 70)
    for k in range(3):
        for w in ["see_obs", "bed_obs", "drip", "drip_more", "ceftri", "ceftri", "saline", "saline", "cbc", "n1"]:
            c.add(v, w, 1, v.start + timedelta(hours=24 * k + 1))
    c.plant([v])


@innocent()
def sugar_five_times_in_a_morning(c: County) -> None:
    """A tolerance test in pregnancy: glucose at five times, insulin's peptide with it."""
    c.plant([comes(c, "fy", "产科门诊", "O24.400 妊娠期糖尿病", (25, 38), "see glu*5 cpep*5", sex="2", kind="51")])


@innocent()
def rhythm_and_pressure_for_a_day(c: County) -> None:
    """Fainting: a rhythm recorder and a pressure recorder worn together for a day."""
    c.plant([comes(c, "sy", "心血管内科", "R55.x00 晕厥", (50, 78), "see_chief holter abpm ecg us_heart us_neck")])


@innocent()
def everything_scanned_after_a_crash(c: County) -> None:
    """Run over: head, chest, belly and pelvis scanned at once, two films."""
    c.plant([comes(c, "sy", "急诊科", "T07.x00 多处损伤", (22, 66), "see_er ct*4 dr*2 us cbc clot type gas ecg sew_m tat im", kind="13", at=22.0, minutes=240)])


@innocent()
def needle_hand_and_heat(c: County) -> None:
    """One appointment of Chinese medicine: electric needles, hands, moxa and cups on the back, on eight days."""
    p, day = somebody(c, "", 36, 66), _day(c)
    c.plant(again(c, "zy", "针灸推拿科", "M51.202 腰椎间盘突出", p, weekdays(day, (0, 2, 4), 8), "needle_e tui_back moxa cup", "see_chief"))


@innocent()
def a_second_cycle_after_the_first_failed(c: County) -> None:
    """The first transfer fails: ten weeks later a whole cycle begins again."""
    p, day = somebody(c, "2", 29, 39), _day(c, 150)
    c.plant(cycle(c, p, day) + cycle(c, p, day + 75 * DAY))


@innocent()
def one_count_in_the_morning_one_at_night(c: County) -> None:
    """Bleeding from a tooth socket under rivaroxaban: blood counted at noon and at night, two visits to casualty."""
    p, day = somebody(c, "", 66, 84), _day(c)
    c.plant([comes(c, "sy", "急诊科", "K91.800 操作后出血;I48.x00 心房颤动", (0, 1), "see_er cbc clot", kind="13", person=p, day=day, at=h) for h in (12.0, 21.5)])


@innocent()
def a_guest_of_another_dialysis(c: County) -> None:
    """His centre repairs its water for a week: three sessions at the large hospital, then back."""
    p, day = somebody(c, "", 40, 72), _day(c, 60)
    a = dialysed(c, p, "xt", day, 3)
    b = dialysed(c, p, "sy", a[-1].start.date() + 2 * DAY, 1)
    c.plant([*a, *b, *dialysed(c, p, "xt", b[-1].start.date() + 2 * DAY, 2)])


@innocent()
def carer_at_home_twice_a_day(c: County) -> None:
    """The insurance of long care grants seven hours a week: washing in the morning, turning at night, two visits in a day."""
    p, day = somebody(c, "", 78, 94), _day(c, 60)
    out = again(c, "ch", "居家护理", "I69.300 脑梗死后遗症;L89.900 压疮", p, [day + 3 * k * DAY for k in range(8)], "bathe", at=8.6)
    c.plant(out + again(c, "ch", "居家护理", "I69.300 脑梗死后遗症;L89.900 压疮", p, [day + 3 * k * DAY for k in range(8)], "turn dress_m", at=17.5))
