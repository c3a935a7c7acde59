"""Crude schemes in the lines of a bill: too many, too dear, twice, of the wrong name."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import Bill, billed, comes, lies, operated, somebody
from .cases import scheme
from .houses import County
from .rooms import dialysed

LATE = date(2026, 5, 1)
LUNGS = "cbc urine liver kidney glu ecg crp dr cefur*4@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0-"


def _of(bill: Bill, *words: str) -> list:
    return [x for w in words for x in bill[w]]


@scheme()
def scanned_once_billed_twice(c: County) -> None:
    """重复收费: one scan stands twice in one minute, never taken back."""
    v = lies(c, "pa", "内科", "R42.x00 头晕", (46, 78), 6, "cbc urine liver kidney glu ecg us_neck ct@1 needle@1-", care="cared")
    ct = next(x for x in v.lines if x.item.name.endswith("平扫"))
    c.plant([v], [c.add(v, "ct", 1, ct.at, exact=True)])


@scheme()
def more_nights_of_care_than_nights(c: County) -> None:
    """多收护理费: fourteen days of nursing, bed and rounds in a stay of seven nights."""
    v = lies(c, "wb", "内科", "J18.900 肺炎", (56, 84), 7, LUNGS)
    c.plant([v], _of(billed(c, v, "bed@0- n2@0- round@0-"), "bed", "n2", "round"))


@scheme()
def thirty_six_hours_of_oxygen(c: County) -> None:
    """超时收费: thirty-six hours of oxygen on each day."""
    v = lies(c, "fy", "儿科", "J18.000 支气管肺炎", (2, 8), 7, "cbc crp urine liver dr cefur*2@0-5 saline*2@0-5 scalp@0-5 neb*2@0-")
    c.plant([v], [c.add(v, "oxygen", 36, d + timedelta(hours=11)) for d in c.days(v)[:5]])


@scheme()
def intensive_hours_beyond_the_clock(c: County) -> None:
    """重症超时: forty hours of intensive care a day, monitoring by the hour beside it."""
    v = lies(c, "pa", "重症医学科", "J96.000 急性呼吸衰竭", (66, 86), 6, f"{LUNGS} gas ct", care="bed_icu@0- round@0-")
    c.plant([v], [c.add(v, w, n, d + timedelta(hours=12)) for d in c.days(v)[1:5] for w, n in (("icu", 40), ("monitor", 24), ("spo2", 24))])


@scheme()
def sleeps_longer_than_the_day(c: County) -> None:
    """麻醉超时: twenty-eight hours of watching for one narcosis, and a second narcosis for the same cut."""
    v = lies(c, "fy", "妇科", "D25.900 子宫平滑肌瘤", (34, 50), 6, "adm pre us_in cefur*2@2-3 saline*2@2-3 drip@2-3", sex="2")
    operated(c, v, 2, "68.2900", "子宫肌瘤剔除术", "myoma suture specimen", "1")
    b = billed(c, v, "watch*26@2#11 ga@2#11 spinal@2#11")
    c.plant([v], _of(b, "watch", "ga", "spinal"))


@scheme()
def lamps_and_currents_by_the_dozen(c: County) -> None:
    """理疗超次: six kinds of current and lamp ten times a day each."""
    v = lies(c, "yy", "康复区", "M54.500 下背痛", (66, 86), 10, "cbc urine kidney ecg", care="cared")
    b = billed(c, v, "infrared*10@0- lowfreq*10@0- midfreq*10@0- uswave*10@0- airpress*8@0-")
    c.plant([v], _of(b, "infrared", "lowfreq", "midfreq", "uswave", "airpress"))


@scheme()
def needles_moxa_and_cups_by_the_dozen(c: County) -> None:
    """中医超次: needles, moxa and cups eight times a day each at one bedside."""
    v = lies(c, "wd", "中医科", "M54.500 下背痛", (52, 78), 9, "cbc urine glu ecg dr", care="cared")
    c.plant([v], _of(billed(c, v, "needle*8@0- moxa*8@0- cup*8@0- tui_back*6@0-"), "needle", "moxa", "cup", "tui_back"))


@scheme()
def trained_all_day_and_all_night(c: County) -> None:
    """康复超次: eight sessions of forty-five minutes of each of three trainings every day: eighteen hours."""
    v = lies(c, "yy", "康复区", "I69.300 脑梗死后遗症", (62, 84), 12, "cbc urine kidney ecg aspirin@0", care="cared")
    c.plant([v], _of(billed(c, v, "exercise*8@1- hemi*8@1- ot*8@1-"), "exercise", "hemi", "ot"))


@scheme()
def washed_six_days_a_week(c: County) -> None:
    """透析超次: three real sessions a week and three invented ones."""
    day = date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(45))
    real = dialysed(c, "xt", 4, day)
    p, false = real[0].person, []
    for v in real:
        f = comes(c, "xt", "血透室", "N18.500 慢性肾脏病5期", (0, 0), "hd dialyser blood_line heparin", kind="14", person=p, day=v.start.date() + timedelta(days=1), at=7.3, minutes=240)
        false.append(f)
    c.plant([*real, *false], [x for v in false for x in v.lines], whole=True)


@scheme()
def two_dialysers_a_session(c: County) -> None:
    """耗材虚记: two dialysers and two sets of lines for each session."""
    out = dialysed(c, "xt", 4, date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(45)))
    c.plant(out, [c.add(v, w) for v in out for w in ("dialyser", "blood_line")])


@scheme()
def washed_and_filtered_at_once(c: County) -> None:
    """透析重复: dialysis and filtration of one session, both at full price."""
    out = dialysed(c, "xt", 4, date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(45)))
    c.plant(out, [c.add(v, "hdf" if v.lines[0].item.name == "血液透析" else "hd") for v in out])


@scheme()
def foot_bath_called_a_treatment(c: County) -> None:
    """串换项目: the till's own name says foot bath and health massage; the insurance is told of steaming and of a slipped disc."""
    out = []
    for _ in range(4):
        v = comes(c, "pa", "中医科", "M54.500 下背痛", (40, 70), "see")
        c.add(v, "fume", 1, local_name="足浴保健(60分钟)")
        c.add(v, "tui_back", 1, local_name="保健按摩(全身)")
        out.append(v)
    c.plant(out, [x for v in out for x in v.lines[1:]])


@scheme()
def dearer_than_the_list(c: County) -> None:
    """超标准收费: rounds, beds and nursing at two and a half times the county's list."""
    v = lies(c, "pb", "内科", "J42.x00 慢性支气管炎急性发作", (56, 82), 8, LUNGS, care="")
    lines = []
    for key, price in (("bed", 68.0), ("n2", 34.0), ("round", 40.0)):
        lines += [c.add(v, key, 1, d + timedelta(hours=10), price=price) for d in c.days(v)]
    c.plant([v], lines)


@scheme()
def general_fee_and_what_it_holds(c: County) -> None:
    """分解收费: the general fee of a township and beside it the drip, the needle and the consultation that it holds."""
    out, lines = [], []
    for _ in range(5):
        v = comes(c, "wb", "内科", "J20.900 急性支气管炎", (20, 76), "gp cefur*4 saline*2")
        lines += [c.add(v, w) for w in ("see", "drip", "im")]
        out.append(v)
    c.plant(out, lines)


@scheme()
def three_lenses_for_one_eye(c: County) -> None:
    """耗材虚记: three lenses for one eye."""
    v = lies(c, "yk2", "眼科", "H25.900 老年性白内障", (62, 84), 1, "cbc clot infect glu ecg vision slit iop biometry")
    b = operated(c, v, 0, "13.4100", "白内障超声乳化抽吸术", "phaco lens", "3", hour=v.start.hour + 2.0)
    c.plant([v], [c.add(v, "lens", 2, b["lens"][0].at)])


@scheme()
def liver_every_morning(c: County) -> None:
    """过度检查: the whole liver, kidney, coagulation and markers of tumours every morning for a cold."""
    v = lies(c, "pb", "内科", "J06.900 急性上呼吸道感染", (40, 74), 8, "cbc urine ecg")
    b = billed(c, v, "liver@0- kidney@0- clot@0- cea@0- afp@0- lipids@0-")
    c.plant([v], [x for lines in b.values() for x in lines if x.at.date() > v.start.date() or x.item.name in ("癌胚抗原测定", "甲胎蛋白测定")], whole=True)


@scheme()
def a_crate_of_ampoules(c: County) -> None:
    """超量用药: sixty ampoules of expectorant a day."""
    v = lies(c, "wa", "内科", "J20.900 急性支气管炎", (46, 80), 7, "cbc urine crp dr cefur*4@0- saline*2@0- drip@0-")
    c.plant([v], billed(c, v, "ambrox_i*60@0-")["ambrox_i"])


@scheme()
def man_with_a_womb(c: County) -> None:
    """冒名: ultrasound of the womb, smear and pregnancy test on men's cards."""
    out = [comes(c, "fy", "妇科", "N76.000 急性阴道炎", (24, 50), "see us_in smear hcg", sex="1") for _ in range(3)]
    c.plant(out)


@scheme()
def filmed_after_leaving(c: County) -> None:
    """伪造检查: scans and bloods dated three days after he left, on the same bill."""
    v = lies(c, "pa", "内科", "R42.x00 头晕", (46, 78), 5, "cbc urine glu ecg needle@1-")
    late = v.end + timedelta(days=3)
    v.settled = late + timedelta(days=1)
    lines = [c.add(v, w, 1, late, exact=True) for w in ("ct", "mri", "us_heart", "us_neck", "bnp", "tni")]
    c.plant([v], lines)


@scheme()
def thirty_screws_in_one_wrist(c: County) -> None:
    """耗材虚记: thirty screws and three plates in a wrist."""
    v = lies(c, "pa", "骨科", "S52.500 桡骨远端骨折", (42, 70), 7, "cbc urine liver kidney pre dr cefur*2@2 saline*2@2 drip@2")
    operated(c, v, 2, "79.3200", "桡骨骨折切开复位内固定术", "radius plate screw*6 suture", "4")
    c.plant([v], [c.add(v, "screw", 30, v.operations[0]["at"]), c.add(v, "plate", 3, v.operations[0]["at"])])


@scheme()
def three_levels_of_care_a_day(c: County) -> None:
    """重复收费: special care by the hour, care of the first and care of the second level on each day."""
    v = lies(c, "wc", "内科", "J18.900 肺炎", (60, 84), 7, LUNGS, care="cared")
    c.plant([v], _of(billed(c, v, "n1@0- n0*24@0-"), "n1", "n0"))


@scheme()
def teeth_that_he_never_had(c: County) -> None:
    """虚记: forty teeth filled in three months in one mouth."""
    p, day = somebody(c, "", 30, 60), c.workday(hi=date(2026, 3, 1))
    out = [comes(c, "ya", "口腔科", "K02.900 龋病", (0, 0), "see fill*14", person=p, day=day + timedelta(days=20 * k)) for k in range(3)]
    c.plant(out)
