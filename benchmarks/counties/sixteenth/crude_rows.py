"""Schemes in single rows: hours the day has not, twice for once, for the wrong sex, for what was never used."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import Line, Visit

from .bill import billed, comes, lies, somebody
from .cases import scheme
from .clean_wards import DAY, _day
from .houses import County
from .rooms import again

STROKE = "I69.300 脑梗死后遗症;G81.900 偏瘫"
REHAB = "cbc ecg balance@0 adl@0 exercise@1- ot@1- lowfreq@1-"
MIND = "cbc liver ecg scale_neg@1 olanz@0 risper@0"


def rows(v: Visit, *names: str) -> list[Line]:
    """Rows of these names."""
    return [x for x in v.lines if x.item.name in names]


@scheme()
def thirty_hours_in_a_day(c: County) -> None:
    """超标准收费: oxygen and monitoring at thirty six hours on every day."""
    v = lies(c, "pm", "内科", "I50.900 心力衰竭", (62, 84), 7, "adm bnp furo_i*2@0-4 push@0-4")
    bad = [c.add(v, w, 36, d + timedelta(hours=11)) for d in c.days(v) for w in ("oxygen", "monitor")]
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.6)


@scheme()
def two_grades_of_care(c: County) -> None:
    """重复收费: first and second grade nursing are both charged on every day."""
    v = lies(c, "pn", "内科", "I63.900 脑梗死", (56, 80), 9, "adm ct n1@0- edara*2@0-7 saline*2@0-7 drip@0-7")
    c.plant([v], lines=rows(v, "Ⅱ级护理"))


@scheme()
def more_nights_than_there_were(c: County) -> None:
    """超标准收费: seven nights, eleven beds, eleven days of care and rounds."""
    v = lies(c, "pm", "骨伤科", "M54.500 下背痛", (40, 70), 7, "cbc ecg dr needle@0- midfreq@0-")
    c.plant([v], lines=[c.add(v, w, 4, v.end) for w in ("bed", "n2", "round")])


@scheme()
def play_on_leave(c: County) -> None:
    """虚构医疗服务: a psychiatric house charges observation, play and talk four times a day, every day of the stay, to a man with dementia."""
    v = lies(c, "js", "精神科", "F03.x00 痴呆", (68, 86), 30, f"{MIND} mind_talk*2@0- mind_play*3@0- mind_behave*3@0-", care="minded", kind="2105")
    c.plant([v], lines=rows(v, "心理治疗", "工娱治疗", "行为观察和治疗"), loss=0.0)  # the house is paid by the day: the patient pays


@scheme()
def watched_thirty_hours(c: County) -> None:
    """超标准收费: psychiatric monitoring by the hour is entered as thirty a day for a month."""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (30, 60), 30, MIND, care="minded", kind="2105")
    bad = [c.add(v, "mind_watch", 30, d + timedelta(hours=9)) for d in c.days(v)]
    c.plant([v], lines=bad, loss=0.0)  # paid by the day


@scheme()
def talks_to_the_unconscious(c: County) -> None:
    """虚构医疗服务: speech and occupational training daily for a patient in a coma with a tube in his windpipe."""
    v = lies(c, "kf", "神经康复科", "R40.200 昏迷;I69.100 脑出血后遗症", (44, 76), 26, "cbc n_trach@0- ng_feed*4@0- suction*6@0- speech@0- ot@0- joint@1-")
    c.plant([v], lines=rows(v, "言语训练", "作业疗法"))


@scheme()
def exercise_ten_times_a_day(c: County) -> None:
    """超标准收费: movement therapy is charged eight to ten times a day."""
    v = lies(c, "kf", "神经康复科", STROKE, (50, 78), 24, "cbc ecg balance@0 ot@1- exercise*9@1-")
    bad = rows(v, "运动疗法")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.75 * 0.7)


@scheme(2)
def a_therapist_of_ninety_hours(c: County) -> None:
    """虚构医疗服务: one therapist of a rehabilitation house signs for sixty patients on one day, each half an hour with him alone."""
    day = _day(c)
    by, out = c.houses["kf"].therapists[-1], []
    for _ in range(60):
        v = comes(c, "kf", "康复门诊", "M51.202 腰椎间盘突出", (30, 74), "", day=day)
        for w in ("exercise", "joint", "tui_back"):
            c.add(v, w, 1, by=by)
        out.append(v)
    c.plant(out)


@scheme()
def eyes_beyond_two(c: County) -> None:
    """虚构手术: a third cataract in a person with two eyes."""
    p, day = somebody(c, "", 62, 82), _day(c, 120)
    out = [lies(c, "yk", "白内障科", "H25.900 老年性白内障", (0, 1), 1, "cbc glu ecg slit iop biometry levo_eye!", person=p, day=day + 32 * k * DAY, knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:") for k in range(3)]
    c.plant(out[-1:])


@scheme()
def two_lenses_in_one_eye(c: County) -> None:
    """虚记耗材: one eye is operated, two lenses and three vials of gel are charged."""
    v = lies(c, "yk", "白内障科", "H25.900 老年性白内障(左眼)", (62, 82), 1, "cbc glu ecg slit iop biometry levo_eye!", knife="0:13.4100 左眼白内障超声乳化抽吸术:phaco lens visco local:")
    c.plant([v], lines=[c.add(v, "lens", 1), c.add(v, "visco", 2)])


@scheme()
def womb_cut_and_birth_charged(c: County) -> None:
    """重复收费: a caesarean and a normal delivery are charged for one child."""
    v = lies(c, "cf", "产科", "O82.000 选择性剖宫产分娩;Z37.000 单一活产", (24, 38), 5, "adm pre us fetal*2@0 cefur*2@1-2 saline*2@1-2 drip@1-3", sex="2", kind="52", knife="1:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v], lines=[c.add(v, "birth", 1, c.days(v)[1] + timedelta(hours=10))])


@scheme()
def hearts_listened_to_forty_times(c: County) -> None:
    """超标准收费: forty recordings of the child's heart on the day before the birth."""
    v = lies(c, "cf", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (24, 36), 3, "adm pre birth@2 oxytocin@2", sex="2", kind="52")
    c.plant([v], lines=[c.add(v, "fetal", 40, c.days(v)[0] + timedelta(hours=18))])


@scheme()
def prostate_of_a_woman(c: County) -> None:
    """冒名、套餐: women are charged prostate antigen in the admission package."""
    v = lies(c, "pm", "内科", "I10.x00 特发性高血压", (48, 76), 6, "cbc urine liver ecg psa@0 amlo@0", sex="2")
    c.plant([v], lines=rows(v, "总前列腺特异性抗原测定"))


@scheme()
def circumcised_wife(c: County) -> None:
    """冒名就医: a circumcision on the card of a woman."""
    c.plant([comes(c, "pm", "泌尿外科", "N47.x00 包茎", (22, 48), "see circum local dress_s", sex="2")])


@scheme()
def appendix_out_twice(c: County) -> None:
    """虚构手术: the appendix taken out in January is taken out again in another house in autumn."""
    p, day = somebody(c, "", 20, 60), _day(c, 250)
    out = [lies(c, h, "普通外科", "K35.800 急性阑尾炎", (0, 1), 5, "adm pre cefur*2@0-3 metro_i*2@0-3 saline*2@0-3 drip@0-3 dress_m@2", person=p, day=day + n * DAY, knife="0:47.0900 阑尾切除术:appendix suture:2") for h, n in (("er", 0), ("pm", 200))]
    c.plant(out[-1:])


@scheme()
def anaesthesia_for_nothing(c: County) -> None:
    """虚构医疗服务: general anaesthesia with five hours of monitoring, no operation in the stay."""
    v = lies(c, "pm", "骨伤科", "M54.500 下背痛", (36, 70), 6, "cbc ecg dr needle@0- hot@0-")
    c.plant([v], lines=[x for r in billed(c, v, "ga@1 watch*5@1 propofol*3@1 remi@1").values() for x in r])


@scheme()
def albumin_for_tired_people(c: County) -> None:
    """超限定支付: albumin on seven days for tiredness; the serum is never measured."""
    v = lies(c, "pm", "内科", "R53.x00 不适和疲劳", (50, 78), 8, "cbc ecg albumin_i@0-6 drip@0-6 set@0-6")
    c.plant([v], lines=rows(v, "人血白蛋白"))


@scheme()
def genes_of_a_polyp(c: County) -> None:
    """过度检查: a gene panel for tumours on a benign polyp of the bowel."""
    v = lies(c, "pn", "消化内科", "K63.500 结肠息肉", (40, 70), 2, "adm gene@0 specimen@0", knife="0:45.4200 结肠镜下结肠息肉切除术:colono polyp clip:")
    c.plant([v], lines=rows(v, "肿瘤基因检测(多基因)"))


@scheme()
def more_screws_than_holes(c: County) -> None:
    """虚记耗材: one wrist, one plate of six holes, twenty two screws and three plates."""
    v = lies(c, "pm", "骨科", "S52.500 桡骨远端骨折", (34, 70), 7, "adm pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dr@3 dress_m@3", knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4")
    c.plant([v], lines=[c.add(v, "plate", 2, c.days(v)[1] + timedelta(hours=11)), c.add(v, "screw", 16, c.days(v)[1] + timedelta(hours=11))])


@scheme()
def hip_without_an_operation(c: County) -> None:
    """虚记耗材: a femoral head is charged to a stay whose record has no operation at all."""
    v = lies(c, "pn", "骨科", "M16.900 髋关节病", (62, 80), 8, "adm dr exercise@1- hot@0-")
    c.plant([v], lines=[c.add(v, "hip_m", 1, c.days(v)[2] + timedelta(hours=9))])


@scheme()
def two_dialysers_for_one_session(c: County) -> None:
    """虚记耗材: two dialysers and two sets of lines at every session of a month."""
    p, day = somebody(c, "", 44, 76), _day(c, 60)
    out = again(c, "xt", "血液净化室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", p, [day + k * DAY for k in range(0, 28, 3)], "hd dialyser*2 blood_line*2 heparin", kind="14", at=7.2, minutes=250)
    bad = [x for v in out for x in rows(v, "一次性使用血液透析器", "一次性使用血液透析管路")]
    c.plant(out, lines=bad, loss=sum(x.covered for x in bad) * 0.5 * 0.75)


@scheme()
def forty_roots(c: County) -> None:
    """串换项目: implants and whitening are booked as root canals: thirty prepared and thirty filled in one sitting."""
    v = comes(c, "ya", "口腔内科", "K04.000 牙髓炎", (24, 60), "see tooth_film canal*30 canal_fill*30")
    c.plant([v], lines=rows(v, "根管预备", "根管充填术"))


@scheme()
def implants_called_fillings(c: County) -> None:
    """串换项目: the house's own name of the row still says implant, the code is a filling's."""
    v = comes(c, "ya", "口腔内科", "K02.900 龋病", (30, 62), "see tooth_film")
    c.plant([v], lines=[c.add(v, "curing", 30, local_name="种植牙套餐")])


@scheme()
def freckles_called_tumours(c: County) -> None:
    """串换项目: laser against freckles is booked as removal of a skin tumour, a dozen at a time, three sittings."""
    p, day = somebody(c, "2", 22, 40), _day(c, 60)
    out = [comes(c, "pm", "皮肤科", "D23.900 皮肤良性肿瘤", (0, 1), "see", person=p, day=day + 14 * k * DAY) for k in range(3)]
    c.plant(out, lines=[c.add(v, "lump", 12, local_name="激光祛斑美容") for v in out])


@scheme()
def blood_counted_by_the_piece(c: County) -> None:
    """重复收费: laboratories' panels once a day, every day, for a backache of nine days."""
    v = lies(c, "pm", "骨伤科", "M54.500 下背痛", (40, 70), 9, "ecg dr cbc@0- crp@0- liver@0- kidney@0- ions@0- clot@0- lipids@0- needle@0-")
    first = {x.item.code: x for x in reversed(v.lines)}
    c.plant([v], lines=[x for x in v.lines if x.item.kind == "04" and x is not first[x.item.code]])


@scheme()
def contrast_without_contrast(c: County) -> None:
    """串换项目: plain scans are charged as enhanced; no contrast medium is on the bill or in stock."""
    v = lies(c, "pn", "内科", "R10.400 腹痛", (40, 74), 5, "adm ct_c*2@1 omep_i@0-3 saline@0-3 drip@0-3")
    c.plant([v], lines=rows(v, "X线计算机体层(CT)增强扫描"))


@scheme()
def blood_without_a_match(c: County) -> None:
    """虚记费用: eight units of red cells; no cross match, no blood group, haemoglobin never in doubt."""
    v = lies(c, "pm", "内科", "D64.900 贫血", (50, 80), 6, "cbc ecg ferrous@0 red*4@1 red*4@2")
    c.plant([v], lines=rows(v, "红细胞悬液(2单位)"))


@scheme()
def charged_after_leaving(c: County) -> None:
    """虚构医疗服务: physiotherapy is charged for nine days after the patient went home."""
    v = lies(c, "pm", "骨伤科", "M54.500 下背痛", (40, 70), 6, "cbc dr needle@0- midfreq@0-")
    bad = [c.add(v, w, 1, v.end + timedelta(days=k), exact=True) for k in range(1, 10) for w in ("needle", "midfreq", "hot")]
    v.settled = v.end + timedelta(days=10)
    c.plant([v], lines=bad)


@scheme()
def one_wound_sewn_and_dressed_all_day(c: County) -> None:
    """超标准收费: a small wound is dressed 'large' six times a day for nine days."""
    v = lies(c, "pn", "外科", "S61.900 手部开放性损伤", (24, 60), 9, "cbc tat@0 im@0 sew_m@0 dress_l*6@1-")
    bad = rows(v, "换药(大)")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.9 * 0.7)


@scheme()
def ventilator_and_mask_together(c: County) -> None:
    """重复收费: twenty four hours of the ventilator and twenty four of the mask on the same days."""
    v = lies(c, "pm", "重症医学科", "J96.000 急性呼吸衰竭;J44.100 慢性阻塞性肺病伴急性加重", (62, 84), 6, "adm gas@0- ct vent*24@0- bipap*24@0- monitor*24@0- merop*3@0- saline*3@0- drip@0- suction*4@0-", care="bed_icu@0- n1@0- round@0-")
    c.plant([v], lines=rows(v, "无创辅助通气"))
