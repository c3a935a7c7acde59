"""Crude schemes in the lines of a bill, as the inspections of 2019 to 2025 publish them."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import Line, Visit

from .bill import operated
from .cases import scheme
from .houses import Prefecture
from .scenes import comes, lies, somebody

LUNG = "admission crp ct ceftriaxone*2@0-5 saline@0-5 drip@0-5"
KNIFE = "admission before_knife"


def extra(c: Prefecture, v: Visit, key: str, count: float, days: range, hour: float = 11.0) -> list[Line]:
    """False lines on these days; nothing caps their count."""
    start = c.days(v)
    return [c.add(v, key, count, min(v.end, start[d] + timedelta(hours=hour))) for d in days if d < len(start)]


@scheme(8)
def scanned_twice_in_a_minute(c: Prefecture) -> None:
    """重复收费: the CT and the ultrasound of one visit are on the bill twice at the same minute."""
    v = comes(c, "bg", "内科", "R10.400 腹痛", (30, 74), "see ct us cbc")
    c.plant([v], [c.add(v, "ct"), c.add(v, "us"), c.add(v, "cbc")])


@scheme(8)
def count_and_its_pieces(c: Prefecture) -> None:
    """分解收费: beside the whole blood count its haemoglobin, white cells and platelets, every time."""
    v = lies(c, "bg", "内科", "J18.900 肺炎", (45, 80), 6, LUNG + " cbc@2 cbc@4")
    c.plant([v], [x for key in ("hb", "wbc", "plt") for x in extra(c, v, key, 1, range(0, 6, 2), 10.2)])


@scheme(8)
def forty_hours_a_day(c: Prefecture, n: int) -> None:
    """超标准收费: oxygen and monitoring of forty hours on each day of twenty-four."""
    v = lies(c, ("bg", "ls")[n % 2], "内科", "I50.900 心力衰竭", (60, 84), 8, "admission bnp furosemide@0-5 push@0-5 saline@0-5 drip@0-5")
    c.plant([v], extra(c, v, "oxygen", 40, range(1, 8)) + extra(c, v, "monitor", 40, range(1, 8)))


@scheme(6)
def heartbeat_of_the_child_of_a_man(c: Prefecture, n: int) -> None:
    """虚构服务: men and women of seventy are billed for listening to the heart of an unborn child."""
    v = lies(c, "bg", "内科", "I10.x00 特发性高血压", (66, 82), 6, "admission danshen amlodipine", sex="1" if n % 2 else "2")
    c.plant([v], extra(c, v, "fetal", 2, range(1, 5)))


@scheme(7)
def three_grades_of_nursing(c: Prefecture) -> None:
    """重复收费: grade one, special nursing by the hour and a second grade on the same days."""
    v = lies(c, "ls", "内科", "I63.900 脑梗死", (60, 84), 9, "admission ct butylphthalide*2@0-7 saline@0-7 drip@0-7 aspirin", care="bed@0- nurse1@0- round@0-")
    c.plant([v], extra(c, v, "nurse_special", 24, range(9)) + extra(c, v, "nurse2", 1, range(9)))


@scheme(6)
def tube_beside_the_general(c: Prefecture) -> None:
    """分解收费: general anaesthesia holds the intubation and the watching; both are charged again, and the monitor by the hour."""
    v = lies(c, "ls", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (30, 70), 6, KNIFE + " us cefuroxime*2@1-2 saline@1-2 drip@1-2 dress_s@3 specimen@3")
    operated(c, v, 1, "51.2300", "腹腔镜下胆囊切除术", "chole scope_add", "1")
    c.plant([v], extra(c, v, "tube_anaes", 1, range(1, 2), 10.2) + extra(c, v, "monitor", 3, range(1, 2), 10.2))


@scheme(6)
def two_hips_in_one_leg(c: Prefecture) -> None:
    """虚记耗材: one nail was driven, three stand on the bill."""
    v = lies(c, "ls", "骨科", "S72.101 股骨转子间骨折", (66, 86), 10, KNIFE + " xray cefuroxime*2@1-2 saline@1-2 drip@1-2 xray@4 dress_m@4 dress_m@7")
    operated(c, v, 1, "79.1501", "股骨闭合复位髓内针内固定术", "hip_nail nail", "2")
    c.plant([v], extra(c, v, "nail", 2, range(1, 2), 10.2))


@scheme(8)
def six_exercises_a_day(c: Prefecture) -> None:
    """虚记康复: six times exercise and six times occupational therapy of forty-five minutes on every day."""
    v = lies(c, "kf", "康复科", "I69.300 脑梗死后遗症", (52, 80), 20, "admission score_rehab@1 exercise@1- occupational@1- midfreq@1-")
    c.plant([v], extra(c, v, "exercise", 5, range(1, 20)) + extra(c, v, "occupational", 5, range(1, 20)))


@scheme(6)
def three_kinds_of_needle(c: Prefecture) -> None:
    """重复收费: plain, warm and electric needles all charged each day, the one needling three times."""
    v = lies(c, "bg", "中医科", "M54.500 下背痛", (40, 76), 12, "admission xray needle_electro@0- massage_back@0-")
    c.plant([v], extra(c, v, "needle", 3, range(12)) + extra(c, v, "needle_warm", 3, range(12)))


@scheme(6)
def talked_to_all_day(c: Prefecture) -> None:
    """虚记精神治疗: three hours of psychotherapy and four of work therapy on every day of a chronic stay."""
    v = lies(c, "js", "精神二科", "F20.900 精神分裂症", (24, 60), 30, "admission scale_mind*2@1 olanzapine@0-/14", care="bed@0- nurse_mind@0- round@0-")
    c.plant([v], extra(c, v, "talk_mind", 3, range(1, 30)) + extra(c, v, "occupational_mind", 4, range(1, 30)))


@scheme(6)
def scale_every_day(c: Prefecture) -> None:
    """超频次: the mental scale that is due twice a month is charged four times on every second day."""
    v = lies(c, "js", "精神一科", "F32.900 抑郁发作", (24, 60), 24, "admission sertraline@0-/14 talk_mind@5-/7", care="bed@0- nurse_mind@0- round@0-")
    c.plant([v], extra(c, v, "scale_mind", 4, range(1, 24, 2)))


@scheme(6)
def sugar_haemoglobin_every_third_day(c: Prefecture, n: int) -> None:
    """过度检查: glycated haemoglobin, which moves in months, every third day."""
    v = lies(c, ("bg", "ls")[n % 2], "内科", "E11.900 2型糖尿病", (46, 80), 12, "admission hba1c glucose_fast*4@0- metformin")
    c.plant([v], extra(c, v, "hba1c", 1, range(3, 12, 3)))


@scheme(7)
def albumin_for_a_cold(c: Prefecture) -> None:
    """超限定支付: albumin for bronchitis, without a measured albumin or any lasting illness."""
    v = lies(c, "bg", "内科", "J20.900 急性支气管炎", (30, 74), 6, "cbc crp xray cefuroxime*2@0-4 saline@0-4 drip@0-4")
    c.plant([v], extra(c, v, "albumin_i", 2, range(1, 6)))


@scheme(6)
def stroke_drug_for_a_headache(c: Prefecture) -> None:
    """超限定支付: the drug for acute stroke on headaches and dizziness."""
    v = lies(c, "bg", "内科", "G44.200 紧张型头痛", (36, 74), 8, "admission ct danshen")
    c.plant([v], extra(c, v, "butylphthalide", 2, range(0, 8)))


@scheme(6)
def fee_and_its_parts(c: Prefecture) -> None:
    """重复收费: the general fee of a township holds consultation and infusion; both are charged beside it."""
    v = comes(c, "xz4", "全科", "J20.900 急性支气管炎", (20, 78), "general cbc cefuroxime*2 saline")
    c.plant([v], [c.add(v, "see"), c.add(v, "drip"), c.add(v, "inject")])


@scheme(6)
def bed_after_he_left(c: Prefecture) -> None:
    """多计床位: three more beds, nursings and rounds than there were nights."""
    v = lies(c, "xz2", "内科", "J20.900 急性支气管炎", (40, 80), 5, "cbc crp xray cefuroxime*2@0-4 saline@0-4 drip@0-4", care="bed@0- nurse3@0- round@0-")
    c.plant([v], [c.add(v, key, 4, v.end) for key in ("bed", "nurse3", "round")])


@scheme(5)
def lamps_of_fifty_hours(c: Prefecture) -> None:
    """超标准收费: a newborn lies under lamps forty hours and in the incubator forty-eight on each day."""
    day = c.workday(date(2025, 2, 1), date(2026, 5, 30))
    p = c.person("", born=day - timedelta(days=3))
    p.home = "planted"
    v = lies(c, "ls", "儿科", "P59.900 新生儿黄疸", (0, 0), 5, "cbc liver bilirubin@2 bilirubin@4", person=p, day=day, care="bed@0- nurse_baby_special@0- round@0-")
    v.more["newborn"] = "1"
    c.plant([v], extra(c, v, "phototherapy", 40, range(1, 5)) + extra(c, v, "incubator", 48, range(1, 5)))


@scheme(6)
def beauty_under_another_name(c: Prefecture) -> None:
    """串换项目: the till says spot removal and whitening, the fund is told of red light and medicated steam."""
    v = comes(c, "bg", "皮肤科", "L81.400 黑素过度沉着", (24, 46), "see", sex="2")
    c.plant([v], [c.add(v, "steam", 12, local_name="光子嫩肤美白"), c.add(v, "infrared", 10, local_name="激光祛斑(美容)")])


@scheme(6)
def grey_and_colour_of_one_liver(c: Prefecture) -> None:
    """重复收费: grey-scale and colour ultrasound of the same belly at the same minute."""
    v = comes(c, "xz4", "内科", "K76.000 脂肪肝", (30, 74), "general us liver")
    c.plant([v], [c.add(v, "us_b"), c.add(v, "us_b")])


@scheme(6)
def one_therapist_of_forty_patients(c: Prefecture, n: int) -> None:
    """虚记康复: one therapist signs forty sessions of half an hour each on a single day."""
    day, vs, lines = c.workday(date(2025, 2, 1), date(2026, 5, 30)), [], []
    for k in range(20):
        v = comes(c, "kf", "康复科门诊", "M54.500 下背痛", (40, 80), "", day=day, at=8.0 + k * 0.4)
        lines += [c.add(v, key, 1, by=c.houses["kf"].therapists[n % 6]) for key in ("exercise", "occupational", "hemi")]
        vs.append(v)
    c.plant(vs, lines)


@scheme(5)
def signed_by_the_suspended(c: Prefecture, n: int) -> None:
    """违规执业: a doctor whose standing was ended keeps ordering on insured bills."""
    who = f"D33010999{n:03d}"
    c.extra_doctors.append((who, "bg"))
    c.dead_doctors[who] = "3"
    v = lies(c, "bg", "内科", "I25.103 冠状动脉粥样硬化性心脏病", (50, 80), 7, "admission danshen aspirin")
    v.doctor = who
    lines = list(v.lines)
    for x in lines:
        x.doctor = who
    c.plant([v], lines)


@scheme(6)
def dialysis_of_every_day(c: Prefecture) -> None:
    """虚记透析: a session on each of fourteen days, of which the patient came to six."""
    p, monday = somebody(c, "", 40, 76), date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(50))
    vs, lines = [], []
    for k in range(14):
        at = c.at(monday + timedelta(days=k), 7.2, 7.6)
        v = c.visit("xt", p, "14", at, at + timedelta(hours=4), "血透室", [("N18.500", "慢性肾脏病5期")])
        mine = [c.add(v, key) for key in ("hd", "dialyser", "heparin")]
        if k % 7 not in (0, 2, 4):
            lines += mine
        vs.append(v)
    c.plant(vs, lines)


@scheme(5)
def four_dialyses_of_one_session(c: Prefecture) -> None:
    """超标准收费: four hours at the machine are four sessions on the bill, three times a week for a fortnight."""
    p, monday = somebody(c, "", 40, 76), date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(50))
    vs, lines = [], []
    for k in (0, 2, 4, 7, 9, 11):
        at = c.at(monday + timedelta(days=k), 7.2, 7.6)
        v = c.visit("xt", p, "14", at, at + timedelta(hours=4), "血透室", [("N18.500", "慢性肾脏病5期")])
        c.add(v, "dialyser")
        lines.append(c.add(v, "hd", 4))
        vs.append(v)
    c.plant(vs, lines)
