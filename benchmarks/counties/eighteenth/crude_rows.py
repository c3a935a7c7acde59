"""Crude schemes within a bill of a ward or an operation: dearer, oftener, in pieces, or never done."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from .bill import comes, lies, of
from .cases import scheme
from .houses import County


@scheme(6)
def the_day_of_leaving_charged(c: County, n: int) -> None:
    """多收床位费：出院当日早上就走，仍收一天床位、护理、诊查；床日数比实际住院天数多一天（通报原话“多计床日”）。"""
    v = lies(c, ("rm", "fy", "wd")[n % 3], "内科", "K85.900 急性胰腺炎" if n % 3 == 0 else "J18.900 肺炎", (30, 70), 7, "intake amyl?.5 cefur*2@0-5 saline*2@0-5 drip@0-5 bed@-1 n2@-1 round@-1 bed@-1 n2@-1")
    c.plant([v], of(v, "bed n2 round")[-5:])


@scheme(6)
def two_levels_of_nursing(c: County, n: int) -> None:
    """重复收护理费：同一天既收Ⅰ级护理又收Ⅱ级护理，系统自动带出，护士站没人停。"""
    v = lies(c, ("rm", "re", "wd")[n % 3], "内科", "I50.900 心力衰竭", (60, 84), 8, "intake furo_i@0-5 push@0-5 meto@0 n1@0-")
    c.plant([v], of(v, "n2"))


@scheme(6)
def thirty_hours_a_day(c: County, n: int) -> None:
    """超时长收费：心电监测、吸氧按小时计，护士长统一补录，一天记到三十小时以上。"""
    v = lies(c, ("rm", "wd", "re")[n % 3], "内科", "J44.100 慢性阻塞性肺病伴急性加重", (58, 82), 7, "intake neb*2@0- budes*2@0- monitor*36@1-5 oxygen*34@1-5")
    c.plant([v], of(v, "monitor oxygen"))


@scheme(6)
def blood_count_in_pieces(c: County, n: int) -> None:
    """分解检验项目：做的是五分类血常规，另收白细胞计数、血小板计数、血红蛋白测定。"""
    v = comes(c, ("rm", "wd", "hm")[n % 3], "内科", "J20.900 急性支气管炎", (20, 70), "see cbc wbc plt hb ambrox")
    c.plant([v], of(v, "wbc plt hb"))


@scheme(6)
def sex_does_not_matter(c: County, n: int) -> None:
    """套餐检验不分男女：女病人收前列腺特异性抗原，男病人收经阴道（腔内）超声，全院一张入院套餐。"""
    sex = "21"[n % 2]
    v = lies(c, ("hm", "re", "wa")[n % 3], "内科", "I10.x00 特发性高血压;E11.900 2型糖尿病", (48, 76), 6, "intake lipids amlo@0 metfo@0 " + ("psa" if sex == "2" else "us_vag"), sex=sex)
    c.plant([v], of(v, "psa us_vag"))


@scheme(6)
def markers_for_everybody(c: County, n: int) -> None:
    """过度检查：治颈椎病、痔疮的病人人人查肿瘤标志物、甲功、心肌标志物、B 型钠尿肽。"""
    v = lies(c, ("hm", "gc", "gs")[n % 3], "外科", ("M47.802 颈椎病", "K64.800 痔", "M75.000 肩周炎")[n % 3], (28, 58), 5, "intake cea afp tsh ft4 tni bnp ckmb", sex="1")
    c.plant([v], of(v, "cea afp tsh ft4 tni bnp ckmb"))


@scheme(6)
def opened_and_explored(c: County, n: int) -> None:
    """分解手术：阑尾、胆囊手术之外另收“剖腹探查术”“肠粘连松解术”，探查和分离本就是入路的一部分。"""
    dx, knife = (("K35.800 急性阑尾炎", "0:47.0900 阑尾切除术:appendix explore loosen suture*2:2"), ("K80.100 胆囊结石伴慢性胆囊炎", "1:51.2200 胆囊切除术:chole explore loosen suture*2:1"))[n % 2]
    v = lies(c, ("re", "zy", "gc")[n % 3], "普通外科", dx, (24, 70), 6, "intake pre us cefur*2@0-3 saline*2@0-3 drip@0-3 dress_m@3", knife=knife)
    c.plant([v], of(v, "explore loosen"))


@scheme(6)
def intubation_again(c: County, n: int) -> None:
    """重复收费：全身麻醉已含气管插管，麻醉科另收“气管插管术”，并把麻醉中监测之外再收心电、血氧监测。"""
    v = lies(c, ("rm", "re")[n % 2], "普通外科", "K40.900 腹股沟疝", (40, 74), 4, "intake pre us dress_m@2", knife="1:53.0500 单侧腹股沟疝无张力修补术:hernia scope mesh suture intub monitor*4 spo2*4:1")
    c.plant([v], of(v, "intub monitor spo2"))


@scheme(6)
def two_lenses_in_one_eye(c: County, n: int) -> None:
    """多计耗材：一只眼手术收两枚人工晶体、两支粘弹剂，条码只有一张。"""
    v = lies(c, ("yk", "yk", "re")[n % 3], "眼科", "H25.900 老年性白内障", (60, 84), 1, "cbc glu infect vision slit iop biometry levo_eye!", knife="0:13.4100 白内障超声乳化抽吸术:phaco lens*2 visco*2 local:")
    c.plant([v], of(v, "lens visco"))


@scheme(6)
def forty_screws(c: County, n: int) -> None:
    """虚计耗材：一块桡骨接骨板配三十多枚螺钉，病案室贴的合格证只有六张。"""
    v = lies(c, ("gs", "zy", "gs")[n % 3], "创伤骨科", "S52.500 桡骨远端骨折", (30, 72), 7, "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate*3 screw*32 suture*2:4")
    c.plant([v], of(v, "plate screw"))


@scheme(6)
def whole_body_sleep_for_a_wart(c: County, n: int) -> None:
    """串换麻醉：体表小肿物局麻切除，按全身麻醉收费。"""
    v = lies(c, ("hm", "gc")[n % 2], "外科", "D17.900 脂肪瘤", (24, 60), 2, "intake lump local lido dress_s@1 ga watch specimen")
    c.plant([v], of(v, "ga watch"))


@scheme(6)
def three_dimensions_nobody_saw(c: County, n: int) -> None:
    """过度收费：凡做 CT 平扫一律加收三维成像，另按增强收一次，没有对比剂。"""
    v = comes(c, ("re", "hm")[n % 2], "急诊外科", "S20.200 胸部挫伤", (20, 66), "see ct ct_3d ct_c celec")
    c.plant([v], of(v, "ct_3d ct_c ct"))


@scheme(6)
def twenty_infusions_a_day(c: County, n: int) -> None:
    """虚增数量：静脉输液每天按十几次收，输液器十几套，药只有两组（键盘上的“2”敲成“20”也没人改）。"""
    v = lies(c, ("wd", "wb", "wa")[n % 3], "内科", "J20.900 急性支气管炎", (50, 78), 6, "intake dr cefur*2@0-4 saline*2@0-4 drip*20@0-4 set*20@0-4")
    c.plant([v], of(v, "drip set"))


@scheme(6)
def albumin_for_everybody(c: County, n: int) -> None:
    """超限定支付：人血白蛋白限抢救、重症及肝硬化等且须低蛋白，普通骨伤、感冒病人天天两瓶，也没测白蛋白。"""
    v = lies(c, ("gs", "re", "hm")[n % 3], "骨科" if n % 3 != 2 else "内科", "M51.202 腰椎间盘突出", (35, 60), 8, "cbc urine ecg backs albumin_i*2@1-6 drip@1-6")
    c.plant([v], of(v, "albumin_i"))


@scheme(6)
def rescued_every_morning(c: County, n: int) -> None:
    """虚记抢救：能下地走路的慢阻肺病人每天一次“大抢救”，没有抢救用药，没有监护。"""
    v = lies(c, ("hm", "wc", "re")[n % 3], "内科", "J42.x00 慢性支气管炎", (60, 80), 7, "intake neb*2@0- budes*2@0- rescue_big@1-6")
    c.plant([v], of(v, "rescue_big"))


@scheme(6)
def mouth_care_and_intensive(c: County, n: int) -> None:
    """重复收费：重症监护、特级护理与口腔护理、心电监测同日叠收，普通病房没有监护床位费。"""
    v = lies(c, ("re", "rm")[n % 2], "神经内科", "I61.900 脑出血", (50, 78), 10, "intake clot ct mannitol*2@0-5 drip@0-5 icu*24@0-4 n0*24@0-4 mouth*2@0-4", care="bed@0- round@0-")
    c.plant([v], of(v, "icu n0 mouth"))


@scheme(6)
def blood_without_a_group(c: County, n: int) -> None:
    """虚记输血：收红细胞悬液，全程没有血型、没有交叉配血，也没有输血费。"""
    v = lies(c, ("re", "hm", "gc")[n % 3], "外科", "K64.800 痔", (30, 62), 6, "cbc urine chem red*2@1 dress_m@2-4", knife="1:49.4600 痔切除术:piles_out suture:2")
    c.plant([v], of(v, "red"))


@scheme(5)
def baby_items_for_an_adult(c: County, n: int) -> None:
    """对象不符：产科套餐把新生儿护理、暖箱、蓝光全挂到产妇名下，产妇本人已收二级护理，婴儿另有自己的账。"""
    v = lies(c, ("fy", "rm")[n % 2], "妇科", "D25.900 子宫平滑肌瘤", (36, 50), 6, "intake pre us n_baby@0- incub*12@0-3 photo*12@0-3", sex="2", knife="1:68.2900 子宫肌瘤剔除术:myoma suture*2:2")
    c.plant([v], of(v, "n_baby incub photo"))


@scheme(6)
def washed_and_tubed(c: County, n: int) -> None:
    """重复收费：洗胃已含插胃管，急诊同时收“洗胃”“插胃管”，并把 B 超与彩超同部位各收一次。"""
    v = comes(c, ("rm", "re")[n % 2], "急诊科", "T42.400 苯二氮䓬类中毒", (20, 60), "see_er wash_stomach wash_tube us us_b cbc", kind="13", at=20.5)
    c.plant([v], of(v, "wash_tube us_b"))


@scheme(5)
def priced_as_the_city(c: County) -> None:
    """超标准收费：乡镇卫生院把Ⅱ级护理、换药、床位按三级医院价目收，同县其他乡镇都是县定价。"""
    v = lies(c, "wb", "外科", "L02.400 四肢皮肤脓肿", (30, 70), 6, "intake dress_m@1- cefur*2@0-3 saline*2@0-3 drip@0-3")
    wrong = of(v, "bed n2 dress_m")
    for x in wrong:
        x.price = round(x.price * 2.2, 2)
    c.plant([v], wrong)
