"""Innocent look-alikes in theatres, endoscopy rooms, delivery rooms and radiotherapy."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import comes, lies, of, operated, room_for, somebody
from .cases import innocent
from .houses import County

READY = "intake pre us cefur*2@1-2 saline*2@1-2 drip@1-3 dress_m@3"


@innocent(5)
def a_tube_in_the_night_an_operation_by_day(c: County) -> None:
    """脑出血夜里急诊插管上机；第二天上午全麻开颅引流，插管不在手术里。"""
    v = lies(c, "cy", "神经外科", "I61.900 脑出血;J96.000 急性呼吸衰竭", (46, 74), 12, "intake pre ct_head@0 ct_head@2 gas*2@0-4 rescue_big@0#22 tube_ga@0#22 vent*20@0-4 mannitol*3@0-7 drip@0-7 ng_tube@1 ng_feed*4@2-9", care="bed_icu@0-4 bed@5- n0*24@0-4 n1@5- round@0-", hour=15.2, knife="1:01.3900 脑血肿引流术:explore drain suture:1")
    c.plant([v])


@innocent(5)
def stomach_and_bowel_in_one_sleep(c: County, n: int) -> None:
    """一次镇静下先胃镜后肠镜，镇静只收一次，活检三块分两处。"""
    v = comes(c, ("cy", "ms")[n % 2], "内镜中心", "K29.500 慢性胃炎;K63.500 结肠息肉", (40, 70), "see gastro colono mac biopsy*3 propofol*3")
    c.plant([v])


@innocent(5)
def four_specimens_of_a_breast(c: County) -> None:
    """乳腺癌根治：肿物、切缘、前哨、腋窝四份标本，免疫组化四项。"""
    v = lies(c, "ms", "乳腺外科", "C50.900 乳腺恶性肿瘤", (36, 66), 9, "intake pre breast_us ct_c@1 contrast@1 specimen*4@2 ihc*4@4 drain*2@2 drip@2-3 saline*2@2-3 dress_m@4 dress_m@7", sex="2", knife="2:85.4300 乳腺癌改良根治术:breast_r suture*4:1")
    c.plant([v])


@innocent(5)
def loosened_at_half_the_price(c: County, n: int) -> None:
    """阑尾加粘连松解，次要手术按一半收。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K35.800 急性阑尾炎;K66.000 腹膜粘连", (24, 66), 5, "intake pre us cefur*2@0-3 metro_i*2@0-3 saline*2@0-3 drip@0-3 dress_m@3 specimen@0", knife="0:47.0900 阑尾切除术:appendix suture*2:2")
    c.add(v, "loosen", 1, v.operations[0]["at"], price=310.0)
    c.plant([v])


@innocent(5)
def a_gallbladder_and_a_lump_on_the_back(c: County, n: int) -> None:
    """胆囊和背部脂肪瘤，两个切口两个部位，各按全价。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;D17.100 躯干脂肪瘤", (36, 66), 5, f"{READY} specimen*2@1", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture*2 lump:1")
    v.operations.append({"code": "86.3x02", "name": "皮下脂肪瘤切除术", "at": v.operations[0]["at"], "anst": "1"})
    c.plant([v])


@innocent(5)
def set_by_hand_slipped_then_plated(c: County, n: int) -> None:
    """入院先手法复位石膏，第四天片子示移位，改切开内固定。"""
    v = lies(c, ("cy", "tc")[n % 2], "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (46, 76), 9, "intake pre dr@0 by_hand@0 plaster@0 dr@3 dr@5 cefur*2@4-5 saline*2@4-5 drip@4-5 dress_m@6", knife="4:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4")
    c.plant([v])


@innocent(5)
def plates_taken_out_after_a_year(c: County, n: int) -> None:
    """骨折愈合取内固定：有取出术，没有新板子。"""
    v = lies(c, ("cy", "tc")[n % 2], "骨科", "Z47.000 骨折内固定装置取出", (24, 66), 4, "intake pre dr@0 dr@2 cefur*2@1 saline*2@1 drip@1 dress_m@3", knife="1:78.6300 桡骨内固定物取出术:plate_out suture:4")
    c.plant([v])


@innocent(5)
def eased_in_labour_cut_in_the_end(c: County) -> None:
    """试产已做分娩镇痛，胎心减慢改急诊剖宫产，重新腰麻；没有收顺产接生。"""
    v = lies(c, "fb", "产科", "O82.100 急症剖宫产分娩;O68.000 产程中胎心异常;Z37.000 单一活产", (24, 38), 5, "cbc urine clot infect type us fetal*2@0 oxytocin*2@0 labour_ease@0 cefur*2@0-1 saline*2@0-1 drip@0-2 foley@0 foley_m@0 dress_m@3", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v])


@innocent(5)
def twins_listened_to_twice_a_day(c: County) -> None:
    """双胎保胎，胎心监测早晚各一次，两个孩子各算一次。"""
    v = lies(c, "fb", "产科", "O30.000 双胎妊娠;O60.000 早产临产", (24, 38), 6, "cbc urine us@0 us@4 antenatal@0 fetal*4@0-5 drip@0-3 saline@0-3 clot infect", sex="2", kind="52")
    c.plant([v])


@innocent(4)
def shocks_as_they_are_priced(c: County) -> None:
    """无抽搐电休克隔日一次共六次，麻醉药按支另计，不收麻醉费。"""
    v = lies(c, "jw", "精神科", "F32.300 重度抑郁发作伴精神病性症状", (24, 60), 26, "cbc chem ecg tsh scale_dep@1 scale_dep@22 mect@4-16/2#9 propofol@4-16/2#9 rocuron@4-16/2#9 sert@0-/14 mind_talk@3-/4", care="minded", kind="2105")
    c.plant([v])


@innocent(4)
def planned_again_when_it_shrank(c: County) -> None:
    """放疗三周后肿瘤缩小，重新定位做第二次计划，一个疗程两次。"""
    v = lies(c, "cy", "肿瘤放疗科", "C11.900 鼻咽恶性肿瘤", (36, 66), 45, "intake mri@0 rt_plan@2 rt_plan@23 rt_out@4-8 rt_out@11-15 rt_out@18-22 rt_out@25-29 rt_out@32-36 rt_out@39-43 cbc@7-42/7", care="lightly")
    c.plant([v])


@innocent(4)
def twice_a_day_by_the_protocol(c: County) -> None:
    """局限期小细胞肺癌超分割放疗，每天两次隔六小时，三周三十次。"""
    v = lies(c, "cy", "肿瘤放疗科", "C34.900 肺恶性肿瘤", (46, 70), 22, "intake ct_c@0 contrast@0 rt_plan@2 rt_out@3-7#8.5 rt_out@3-7#15 rt_out@10-14#8.5 rt_out@10-14#15 rt_out@17-21#8.5 rt_out@17-21#15 cbc@7-21/7", care="lightly")
    c.plant([v])


@innocent(5)
def haemoglobin_alone_after_the_bleeding(c: County) -> None:
    """早上血常规，夜里又便血，输血后只复查血红蛋白，同一天两次抽血。"""
    v = lies(c, "cy", "消化内科", "K92.200 消化道出血", (46, 78), 7, "intake type cross infect gastro@1 omep_i*2@0-4 saline*3@0-4 drip@0-4 red*2@2#18 cbc@2#7 hb@2#22 hb@3#7 cbc@5", care="first_care")
    c.plant([v])


@innocent(5)
def fed_by_tube_two_days_after_the_washing(c: County, n: int) -> None:
    """洗胃当天没有收插管；第三天昏迷未醒，另置鼻饲管。"""
    v = lies(c, ("cy", "tc")[n % 2], "急诊科", "T60.000 有机磷农药中毒;R40.200 昏迷", (24, 66), 9, "intake che@0-6 wash_stomach@0 ng_tube@2 ng_feed*4@2-6 atropine*20@0-4 pralid*4@0-4 saline*4@0-6 drip@0-6 monitor*22@0-4 oxygen*20@0-4", care="first_care")
    c.plant([v])


@innocent(5)
def instilled_after_the_resection(c: County) -> None:
    """膀胱肿瘤电切术中置尿管，第四天经原管灌注，导尿只收一次。"""
    v = lies(c, "cy", "泌尿外科", "C67.900 膀胱恶性肿瘤", (50, 76), 6, "intake pre us ct cefur*2@1-2 saline*2@1-2 drip@1-3 foley@1 foley_m@1 foley_day@1-4 cystic@4 specimen@1", sex="1", knife="1:57.4901 经尿道膀胱肿瘤电切术:turp:2")
    c.plant([v])


@innocent(5)
def yellow_and_watched_twice_a_day(c: County) -> None:
    """新生儿黄疸蓝光治疗，经皮胆红素早晚各一次，血胆红素一次。"""
    p = c.person(born=(born := room_for(c, 20)))
    p.home = "planted"
    v = lies(c, "fb", "新生儿科", "P59.900 新生儿黄疸", (0, 0), 5, "cbc liver type photo*12@0-3 tcb*2@0-4 probio@0", day=born + timedelta(days=3), person=p, care="bed_baby@0- n_baby@0- round@0-")
    c.plant([v])


@innocent(5)
def the_lobe_and_the_nodes_of_its_cancer(c: County) -> None:
    """微小癌只做腺叶部分切除加中央区清扫，不是根治术，清扫可以另收。"""
    v = lies(c, "cy", "甲状腺外科", "C73.x00 甲状腺恶性肿瘤", (28, 60), 6, "intake pre thyroid_us tsh ft4 specimen*2@1 drain@1 drip@1-2 saline*2@1-2", knife="1:06.2x00 单侧甲状腺叶切除术:goitre neck_node suture*3:1")
    c.plant([v])


@innocent(4)
def a_second_look_for_a_bleeder(c: County) -> None:
    """腹腔镜胆囊术后当晚出血，二次剖腹探查止血，两次手术两次全麻。"""
    v = lies(c, "cy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;T81.000 操作后出血", (36, 70), 10, f"{READY} cross@1 red*2@1 specimen@1 cbc@1 cbc@2 cbc@4 monitor*22@1-3", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    operated(c, v, 1, "54.1200", "剖腹止血术", "explore drain suture", "1", hour=21.0)
    c.plant([v])


@innocent(4)
def vials_mixed_on_the_days_of_poison(c: County) -> None:
    """紫杉醇周疗，三次配置三次化疗，之间回家。"""
    p, day = somebody(c, "2", 40, 66), room_for(c, 40)
    visits = [lies(c, "cy", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C50.900 乳腺恶性肿瘤", (0, 1), 2, "cbc liver kidney ecg chemo_mix@1 paclit*2@1 dexa*2@1 saline*3@1 tropi@1 drip@1 drip_more*2@1", day=day + timedelta(days=7 * k), person=p) for k in range(3)]
    c.plant(visits)


@innocent(4)
def mirrors_for_two_complaints(c: County) -> None:
    """男性乳腺癌术后服他莫昔芬，复查乳腺彩超、癌胚抗原。"""
    v = comes(c, "ms", "乳腺外科", "C50.900 乳腺恶性肿瘤", (52, 76), "see_chief breast_us cea tamox", kind="14", sex="1")
    assert of(v, "tamox")
    c.plant([v])
