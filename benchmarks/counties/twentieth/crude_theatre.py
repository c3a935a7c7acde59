"""Crude schemes in theatres, endoscopy rooms, delivery rooms and laboratories."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County

READY = "intake pre us cefur*2@1-2 saline*2@1-2 drip@1-3 dress_m@3"


@scheme(5)
def a_tube_beside_the_general_anaesthetic(c: County, n: int) -> None:
    """插管全麻，气管插管术另收一次。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (36, 70), 5, f"{READY} specimen@1", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture tube_ga:1")
    c.plant([v], of(v, "tube_ga"))


@scheme(5)
def general_and_sedation_for_one_scope(c: County, n: int) -> None:
    """一次无痛胃镜，静脉麻醉和全身麻醉都收。"""
    v = comes(c, ("cy", "tc")[n % 2], "内镜中心", "K29.500 慢性胃炎", (34, 70), "see gastro biopsy mac ga propofol*2")
    c.plant([v], of(v, "ga mac"), loss=sum(x.covered for x in of(v, "ga")) * 0.6)


@scheme(5)
def six_specimens_of_one_gallbladder(c: County, n: int) -> None:
    """一个胆囊，手术标本病理按蜡块收六份。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (36, 70), 5, f"{READY} specimen*6@1", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    x = of(v, "specimen")[0]
    c.plant([v], [x], loss=x.covered * 5 / 6 * 0.7)


@scheme(5)
def loosening_beside_the_appendix(c: County, n: int) -> None:
    """同一切口切阑尾，肠粘连松解按全价另收一台。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K35.800 急性阑尾炎", (24, 66), 5, "intake pre us cefur*2@0-3 metro_i*2@0-3 saline*2@0-3 drip@0-3 dress_m@3 specimen@0", knife="0:47.0900 阑尾切除术:appendix loosen suture*2:2")
    c.plant([v], of(v, "loosen"))


@scheme(5)
def nodes_counted_beside_the_radical(c: County) -> None:
    """甲状腺癌根治已含颈清扫，另收颈淋巴结清扫。"""
    v = lies(c, "cy", "甲状腺外科", "C73.x00 甲状腺恶性肿瘤", (28, 64), 6, "intake pre thyroid_us tsh ft4 specimen*2@1 drain@1 drip@1-2 saline*2@1-2", knife="1:06.4x00 甲状腺癌根治术:thyroid_t neck_node suture*3:1")
    c.plant([v], of(v, "neck_node"))


@scheme(5)
def plates_for_a_plaster(c: County, n: int) -> None:
    """手法复位石膏固定的桡骨骨折，账上一块接骨板六枚螺钉，没有手术。"""
    v = lies(c, ("cy", "tc")[n % 2], "骨科", "S52.500 桡骨远端骨折", (40, 76), 4, "intake dr@0 dr@1 by_hand@0 plaster@0 plate@1 screw*6@1 celec@0")
    c.plant([v], of(v, "plate screw"))


@scheme(5)
def a_delivery_and_a_section(c: County) -> None:
    """一个孩子，顺产接生和剖宫产都收。"""
    v = lies(c, "fb", "产科", "O82.000 选择性剖宫产分娩;Z37.000 单一活产", (24, 38), 5, "cbc urine clot infect type us fetal@0 cefur*2@0-1 saline*2@0-1 drip@0-2 birth@0 foley@0 foley_m@0", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v], of(v, "birth"))


@scheme(5)
def the_heart_listened_to_twelve_times(c: County) -> None:
    """孕三十周住院保胎，胎心监测每天十二次。"""
    v = lies(c, "fb", "产科", "O60.000 早产临产", (24, 38), 6, "cbc urine us antenatal@0 fetal*12@0-5 drip@0-3 saline@0-3", sex="2", kind="52")
    xs = of(v, "fetal")
    c.plant([v], xs, loss=sum(x.covered for x in xs) * 10 / 12 * 0.7)


@scheme(4)
def shock_treatment_and_its_anaesthetic(c: County) -> None:
    """多参数监护无抽搐电休克已含麻醉监护，每次另收全身麻醉和麻醉中监测。"""
    v = lies(c, "jw", "精神科", "F32.200 重度抑郁发作", (24, 60), 28, "cbc chem ecg scale_dep@1 scale_dep@24 mect@4-22/3#9 ga@4-22/3#9 watch@4-22/3#9 propofol@4-22/3#9 sert@0-/14", care="minded", kind="2105")
    c.plant([v], of(v, "ga watch"))


@scheme(5)
def talked_to_twice_a_day_for_a_month(c: County) -> None:
    """精神科三十天住院，心理治疗每天三次，没有停过一天。"""
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (26, 58), 30, "cbc chem ecg scale_neg@1 mind_talk*3@0- olanz@0-/14 risper@0-/15", care="minded", kind="2105")
    c.plant([v], of(v, "mind_talk"))


@scheme(5)
def a_plan_every_week(c: County) -> None:
    """六周放疗，放射治疗计划每周收一次。"""
    v = lies(c, "cy", "肿瘤放疗科", "C53.900 宫颈恶性肿瘤", (40, 66), 40, "intake type rt_plan@2-37/7 rt_out@4-38 cbc@7-38/7", sex="2", care="lightly")
    c.plant([v], of(v, "rt_plan")[1:])


@scheme(5)
def poison_mixed_every_day_without_poison(c: County) -> None:
    """三阴乳腺癌住院二十天，每天收两次化疗药物配置，账上没有一支化疗药。"""
    v = lies(c, "cy", "肿瘤科", "C50.900 乳腺恶性肿瘤", (40, 66), 14, "intake cea chemo_mix*2@0-12 saline*2@0-12 drip@0-12 thymo@0-12/3", sex="2")
    c.plant([v], of(v, "chemo_mix"))


@scheme(5)
def washed_and_tubed(c: County, n: int) -> None:
    """洗胃同时收插胃管。"""
    v = lies(c, ("cy", "tc")[n % 2], "急诊科", "T60.000 有机磷农药中毒", (24, 66), 6, "intake che@0-4 wash_stomach@0 wash_tube@0 atropine*20@0-3 pralid*4@0-3 saline*4@0-4 drip@0-4 monitor*22@0-2 oxygen*20@0-2", care="first_care")
    c.plant([v], of(v, "wash_tube"))


@scheme(5)
def the_bladder_washed_and_its_tube(c: County) -> None:
    """膀胱灌注同时收导尿。"""
    p, day = somebody(c, "1", 50, 74), room_for(c, 80)
    visits = [comes(c, "cy", "泌尿外科", "C67.900 膀胱恶性肿瘤", (0, 1), "see cystic foley urine", day=day + timedelta(days=7 * k), person=p) for k in range(6)]
    c.plant(visits, [x for v in visits for x in of(v, "foley")])


@scheme(5)
def a_single_count_beside_the_whole(c: County, n: int) -> None:
    """血常规五分类之外，白细胞、血小板、血红蛋白再单收，住院每次都这样。"""
    v = lies(c, ("cy", "tc", "ws")[n % 3], "内科", "J18.900 肺炎", (40, 80), 6, "intake ct wbc@0 plt@0 hb@0 cbc@3 wbc@3 plt@3 hb@3 ceftri*2@0-5 saline*2@0-5 drip@0-5")
    c.plant([v], of(v, "wbc plt hb"))


@scheme(5)
def a_prostate_in_a_woman(c: County, n: int) -> None:
    """女病人住院查总前列腺特异性抗原、前列腺彩超。"""
    v = lies(c, ("cy", "tc")[n % 2], "内科", "I10.x00 特发性高血压", (50, 76), 5, "intake psa@0 prost_us@1 amlo@0 saline@0-3 drip@0-3", sex="2")
    c.plant([v], of(v, "psa prost_us"))


@scheme(5)
def bilirubin_ten_times_a_day(c: County) -> None:
    """新生儿经皮胆红素每天记十次，天天如此，没有蓝光。"""
    p = c.person(born=(born := room_for(c, 20)))
    p.home = "planted"
    v = lies(c, "fb", "新生儿科", "P59.900 新生儿黄疸", (0, 0), 5, "cbc tcb*10@0-4 probio@0", day=born + timedelta(days=3), person=p, care="bed_baby@0- n_baby@0- round@0-")
    xs = of(v, "tcb")
    c.plant([v], xs, loss=sum(x.covered for x in xs) * 0.8 * 0.7)
