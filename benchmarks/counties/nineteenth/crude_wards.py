"""Crude schemes in the bills of wards: rehabilitation, imaging, laboratory, Chinese medicine, psychiatry, drugs."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import rate

from .bill import comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County

PALSY, PSYCHO = "I69.300 脑梗死后遗症;G81.900 偏瘫", "F20.500 残留型精神分裂症"


@scheme(5)
def four_times_a_day(c: County, n: int) -> None:
    """超标准收费：运动疗法、作业疗法按次限一日一次，每天各记四次。"""
    v = lies(c, ("kf", "zy")[n % 2], "康复科", PALSY, (50, 76), 14, "cbc chem ecg exercise*4@1- ot*4@1- amlo@0")
    c.plant([v], of(v, "exercise ot"))


@scheme(4)
def speech_lessons_in_coma(c: County, n: int) -> None:
    """虚构：深昏迷、鼻饲、呼吸机辅助的病人，每天收言语训练、作业疗法、日常生活动作训练。"""
    v = lies(c, ("kf", "rm")[n % 2], "重症医学科", "R40.200 昏迷;I61.900 脑出血", (48, 78), 12, "cbc chem ecg ct_head gas vent*20@0-9 ng_tube@0 ng_feed*4@0- suction*6@0- foley_day@0- speech@1- ot@1- cortex@1-", care="watched")
    c.plant([v], of(v, "speech ot cortex"))


@scheme(2)
def the_therapist_of_forty_hours(c: County, n: int) -> None:
    """虚构：一名治疗师一天签七十几次每次四十分钟的训练(通报：日工作时长超二十四小时)。"""
    day, by, lines, visits = date(2025, 9, 3) + timedelta(days=70 * n), c.houses["kf"].therapists[n], [], []
    for _ in range(20):
        v = lies(c, "kf", "康复科", PALSY, (50, 78), 8, "cbc ecg hemi@1-6#9 ot@1-6#10 speech@1-6#14 joint@1-6#15", day=day)
        for x in of(v, "hemi ot speech joint"):
            x.more["by"] = by
            x.at = x.at if x.at.hour < 20 else x.at.replace(hour=15)
        lines += of(v, "hemi ot speech joint")
        visits.append(v)
    c.plant(visits, lines)


@scheme(5)
def plain_before_contrast(c: County, n: int) -> None:
    """重复收费：同一部位增强扫描，另收平扫。"""
    v = lies(c, ("rm", "fs", "zy")[n % 3], "消化内科", "K85.900 急性胰腺炎", (30, 68), 7, "intake amyl crp ct_c@1 ct@1 contrast@1 omep_i*2@0-4 saline*3@0-4 drip@0-4")
    for x in of(v, "ct ct_c"):
        x.more["local_name"] = f"{'CT平扫' if x.item.name.endswith('平扫') else 'CT增强扫描'}(上腹部)"
    c.plant([v], of(v, "ct"))


@scheme(5)
def three_dimensions_of_nothing(c: County, n: int) -> None:
    """虚构：没有做过CT，收CT三维成像三次。"""
    v = lies(c, ("rm", "zy")[n % 2], "骨科", "M51.202 腰椎间盘突出", (34, 70), 7, "cbc ecg dr ct_3d*3@1 needle_e@0- hot@0-")
    c.plant([v], of(v, "ct_3d"))


@scheme(5)
def bedside_and_room(c: County, n: int) -> None:
    """重复收费：同一天同一部位床旁彩超和常规彩超各收一次。"""
    v = lies(c, ("fs", "rm")[n % 2], "重症医学科", "A41.900 脓毒症;J18.900 肺炎", (54, 82), 6, "intake gas@0- pct crp blood_cult*2@0 us_bed@1-4 us@1-4 merop*3@0-5 saline*3@0-5 drip@0-5 noradr*4@0-2", care="intensive")
    c.plant([v], of(v, "us"))


@scheme(20)
def hormones_for_every_cough(c: County, n: int) -> None:
    """过度检查：老年病科入院套餐，支气管炎、腰痛的八旬老人一律查甲功、性激素、皮质醇、肿瘤标志物(内分泌自查清单)。"""
    dx, bill = (("J20.900 急性支气管炎", "ambrox_i*2@0-4 saline*2@0-4 drip@0-4"), ("M54.500 腰痛", "celec@0 hot@0-"), ("K29.500 慢性胃炎", "omep_i*2@0-3 saline*2@0-3 drip@0-3"))[n % 3]
    v = lies(c, "rm", "老年病科", dx, (70, 88), 6, f"intake hormones tumours {bill}")
    c.plant([v], of(v, "tsh ft3 ft4 testo fsh_t lh prl cort tgab tpo cea afp ca125 ca199"))


@scheme(5)
def sugared_blood_every_fortnight(c: County, n: int) -> None:
    """过度检查：糖化血红蛋白反映三个月血糖，同一人每两周查一次，连查六次。"""
    p, day = somebody(c, "", 46, 76), room_for(c, 90)
    visits = [comes(c, ("rm", "wa")[n % 2], "内分泌科", "E11.900 2型糖尿病", (0, 1), "see hba1c glu metfo", kind="14", day=day + timedelta(days=14 * k), person=p) for k in range(6)]
    c.plant(visits, [x for v in visits[1:] for x in of(v, "hba1c")])


@scheme(5)
def one_protein_under_two_names(c: County, n: int) -> None:
    """重复收费：同一管血同时收C-反应蛋白和超敏C反应蛋白(检验自查清单)。"""
    v = lies(c, ("rm", "fs", "zy")[n % 3], "呼吸内科", "J18.900 肺炎", (36, 80), 7, "intake ct crp@0 hscrp@0 crp@3 hscrp@3 crp@5 hscrp@5 ceftri*2@0-5 saline*2@0-5 drip@0-5")
    c.plant([v], of(v, "hscrp"))


@scheme(5)
def three_needles_in_one_hour(c: County, n: int) -> None:
    """分解收费：同一次针灸按普通针刺、电针、温针三项各收一次，天天如此。"""
    v = lies(c, ("zy", "kf")[n % 2], "针灸科", "M51.202 腰椎间盘突出", (36, 72), 9, "cbc ecg dr needle@0- needle_e@0- needle_warm@0- tui_back@0-")
    c.plant([v], of(v, "needle needle_warm"))


@scheme(5)
def two_nursings_for_one_mind(c: County) -> None:
    """重复收费：精神病护理和Ⅱ级护理天天同收(精神医学自查清单)。"""
    v = lies(c, "js", "精神科", PSYCHO, (28, 62), 40, "cbc chem ecg olanz@0-/14 mind_play@4-/2 n2@0-", care="minded")
    c.plant([v], of(v, "n2"))


@scheme(5)
def watched_around_the_clock(c: County) -> None:
    """过度诊疗：残留型、病情平稳的长住病人，全程收精神科监护，每天二十四小时。"""
    v = lies(c, "js", "精神科", PSYCHO, (30, 64), 60, "cbc chem ecg olanz@0-/14 mind_watch*24@0-", care="minded")
    c.plant([v], of(v, "mind_watch"))


@scheme(5)
def a_first_examination_every_ten_days(c: County) -> None:
    """超标准收费：早已确诊的住院病人，首诊精神病检查每十天收一次。"""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (26, 60), 50, "cbc chem ecg mind_first@0-/10 olanz@0-/14 risper@0-/15 mind_play@5-/2", care="minded")
    c.plant([v], of(v, "mind_first"))


@scheme(5)
def observed_and_corrected(c: County) -> None:
    """重复收费：行为观察和治疗与行为矫正治疗天天同收。"""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (26, 60), 30, "cbc chem ecg mind_behave@2- mind_correct@2- olanz@0-/14", care="minded")
    c.plant([v], of(v, "mind_behave mind_correct"), loss=sum(x.covered * rate(v) for x in of(v, "mind_behave")))


@scheme(5)
def albumin_for_appetite(c: County, n: int) -> None:
    """超限定支付：人血白蛋白限抢救、重症或肝硬化、癌症腹水且白蛋白低；慢性胃炎、乏力老人天天一支。"""
    v = lies(c, ("rm", "zy", "hl")[n % 3], "内科", "K29.500 慢性胃炎;R53.x00 乏力", (60, 82), 7, "intake albumin_i@0-4 saline@0-4 drip@0-4 omep_i*2@0-4")
    c.plant([v], of(v, "albumin_i"))


@scheme(5)
def danshen_in_a_township(c: County, n: int) -> None:
    """超限定支付：香丹、参麦注射液限二级及以上医疗机构，乡镇卫生院输液室按医保结算。"""
    v = lies(c, ("wa", "wb")[n % 2], "内科", "I25.103 冠状动脉粥样硬化性心脏病", (56, 82), 6, "cbc urine ecg xiangdan*4@0-5 shenmai@0-5 dextrose*2@0-5 drip@0-5")
    c.plant([v], of(v, "xiangdan shenmai"))


@scheme(5)
def two_pumps_for_one_stomach(c: County, n: int) -> None:
    """重复用药：奥美拉唑和泮托拉唑两种注射质子泵抑制剂天天同用。"""
    v = lies(c, ("rm", "zy", "wa")[n % 3], "内科", "K29.500 慢性胃炎", (36, 76), 6, "intake omep_i*2@0-5 pantop_i*2@0-5 saline*4@0-5 drip@0-5")
    c.plant([v], of(v, "omep_i pantop_i"), loss=sum(x.covered * rate(v) for x in of(v, "pantop_i")))


@scheme(4)
def hours_beyond_the_day(c: County, n: int) -> None:
    """超时长：吸氧、输液泵按小时计费，每天记三十几小时。"""
    v = lies(c, ("wb", "rm")[n % 2], "内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 84), 6, "cbc crp dr neb*2@0- oxygen*1@0 budes*2@0-")
    extra = [c.add(v, "oxygen", 34, day + timedelta(hours=11)) for day in c.days(v)[1:5]]
    c.plant([v], extra)
