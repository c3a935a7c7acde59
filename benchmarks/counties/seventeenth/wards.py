"""Ordinary stays: the reasons to lie in a mill town, each billed from its pathway."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Visit

from .bill import lies
from .houses import County


@dataclass(frozen=True)
class Ward:
    """A reason to lie: houses, department, diagnoses, ages, nights, bill; group, care, sex, how often, operation, kind, months."""

    houses: str
    dept: str
    dx: str
    ages: tuple[float, float]
    nights: tuple[int, int]
    bill: str
    group: tuple[str, str, float] | None = None
    care: str = "cared"
    sex: str = ""
    share: int = 3
    knife: str = ""
    kind: str = "21"
    months: tuple[int, ...] = tuple(range(1, 13))


COLD = (1, 2, 3, 11, 12)
IV = "saline@0- drip@0- set@0-"
WARDS = (
    Ward("gc xy", "呼吸内科", "J18.900 肺炎", (38, 88), (6, 9), f"adm ct crp pct?.5 sputum?.5 cefop*4@0- {IV} drip_more@0- ambrox_i*2@0- crp@5 ambrox!", ("ES33", "呼吸系统感染", 0.85), share=6, months=COLD),
    Ward("gc", "职业病科", "J62.800 矽肺;J44.900 慢性阻塞性肺病", (52, 78), (9, 13), f"adm gas lung_fn ct cefur*2@0-6 {IV} neb*2@0- budes*2@0- oxygen*12@0- breath_tr@1- fluti! pirfe!?.3", ("ES13", "慢阻肺", 1.0), share=3),
    Ward("xy wa", "内科", "J44.100 慢性阻塞性肺病伴急性加重", (58, 86), (7, 10), f"adm dr crp ceftri*2@0-6 {IV} methyl@0-3 neb*2@0- budes*2@0- oxygen*10@0-5 fluti!", ("ES13", "慢阻肺", 1.0), share=5, months=COLD),
    Ward("wa wb", "全科", "J20.900 急性支气管炎", (50, 84), (5, 7), f"cbc crp urine glu ecg dr?.6 cefur*2@0- {IV} ambrox_i*2@0- ambrox!", share=5, months=COLD),
    Ward("gc xy", "神经内科", "I63.900 脑梗死;I10.x00 特发性高血压", (50, 86), (8, 12), f"adm clot lipids nihss@0 ct mri@1 us_neck us_heart edara*2@0-9 {IV} butyl@0- aspirin@0 atorva@0 atorva! clopid!", ("BR23", "脑缺血性疾患", 1.05), share=6),
    Ward("kf1", "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (50, 82), (24, 29), "cbc urine liver kidney glu ecg balance@0 adl@0 adl@14 exercise@1- ot@1- hemi@1-?.6 lowfreq@1- swallow@1-12?.3 baclo@0 airpress@1-20?.5", kind="2105", share=4),
    Ward("kf2", "康复科", "I69.300 脑梗死后遗症", (54, 84), (18, 25), "cbc urine glu ecg balance@0 adl@0 exercise@1- needle_e@1- infrared@1- ot@1-?.5", share=3),
    Ward("gc xy", "心内科", "I20.000 不稳定性心绞痛", (46, 80), (3, 5), "adm pre lipids tni us_heart ecg@1 aspirin@0 ticag@0 rosuv@0 lmwh*2@0-2 monitor*20@0-1 ticag! rosuv!", ("FM19", "经皮冠状动脉支架植入", 2.6), knife="1:36.0700 冠状动脉药物洗脱支架置入术:stenting wire baln stent contrast heparin:"),
    Ward("gc xy zy", "心内科", "I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病", (64, 88), (6, 9), f"adm bnp tni us_heart dr furo_i*2@0-4 push@0-4 oxygen*10@0-3 monitor*20@0-2 spiro@0 shuxue@0- {IV} bnp@5 sacub!", ("FR23", "心力衰竭", 0.95), share=4),
    Ward("gc xy", "内分泌科", "E11.900 2型糖尿病", (40, 76), (6, 9), "adm hba1c cpep lipids us_leg fundus chip glu_poc*6@0- glargine@0 metfo@0 empa! metfo!", ("KS13", "糖尿病", 0.75)),
    Ward("cr", "结核科", "A15.000 肺结核", (24, 74), (18, 26), "adm ct afb*3@0 afb_cult xpert hrze@0 hugan@0 liver@14 cbc@14 afb*3@15 hrze!", share=4),
    Ward("cr", "耐药结核科", "A15.000 肺结核;U84.300 耐多药", (24, 66), (26, 29), "adm ct afb*3@0 afb_cult xpert linez*2@0 bedaq*2@0 ecg@7 ecg@14 ecg@21 cbc@7 cbc@14 cbc@21 liver@14 linez!", share=1),
    Ward("cr", "肝病科", "B18.100 慢性乙型病毒性肝炎;K74.600 肝硬化", (36, 72), (9, 14), f"adm clot hbvdna afp us fibro@1 hugan@0 entec@0 lactul@0 albumin_i@1?.3 {IV} liver@7 clot@7 entec!", share=3),
    Ward("cr", "感染科", "B20.000 HIV病造成的分枝杆菌感染", (24, 66), (14, 20), f"adm cd4 hivvl ct afb*3@0 xpert hrze@0 ceftri*2@0-6 {IV} liver@10 cbc@10", share=1),
    Ward("zl", "肿瘤内科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (46, 76), (3, 5), "adm cea ct@0?.4 chemo_mix@1 pemet*2@1 carbo*4@1 dexa*2@1 tropi@1 saline*4@1 drip@1 drip_more*4@1 set@1 pump*4@1", ("RE13", "恶性增生性疾患的化学治疗", 0.9), share=5),
    Ward("zl", "肿瘤内科", "Z51.103 恶性肿瘤化学治疗;C18.900 结肠恶性肿瘤", (44, 76), (3, 4), "adm cea chemo_mix@1 oxali*2@1 port_care@1 dexa*2@1 tropi@1 saline*4@1 drip@1 drip_more*3@1 set@1 pump*20@1 capec!", ("RE13", "恶性增生性疾患的化学治疗", 0.9), share=4),
    Ward("zl", "放疗科", "Z51.003 恶性肿瘤放射治疗;C11.900 鼻咽恶性肿瘤", (36, 72), (31, 33), "adm ct_c plan@2 imrt@5-9 imrt@12-16 imrt@19-23 imrt@26-30 cbc@8 cbc@15 cbc@22 cbc@29 mouth_care@10-", ("RC13", "恶性增生性疾患放射治疗", 4.5), share=1),
    Ward("zl", "乳腺外科", "C50.900 乳房恶性肿瘤", (34, 74), (6, 9), "adm pre breast_us ct dress_m@4 dress_m@6 specimen@2 cefur*2@2-3 saline*2@2-3 drip@2-3 set@2-3", ("JA23", "乳腺恶性肿瘤手术", 1.7), sex="2", knife="2:85.4300 单侧单纯乳房切除术伴区域性淋巴结切除术:lump drain*2 suture*2:1", share=2),
    Ward("gk gc", "骨科", "S82.200 胫骨骨折", (22, 66), (9, 13), "adm pre dr us_leg cefur*2@2-4 saline*2@2-4 drip@2-4 set@2-4 lmwh@0-6 dr@4 dress_m@4 dress_m@7", ("IF25", "下肢骨手术", 2.3), knife="2:79.3600 胫骨骨折切开复位内固定术:tibia plate screw*8 suture*2:2", share=4),
    Ward("gk", "脊柱科", "M51.202 腰椎间盘突出", (32, 70), (6, 8), "adm pre dr mri ct cefur@2 saline@2 drip@2 set@2 dress_m@4 exercise@4-", ("IB35", "脊柱手术", 2.1), knife="2:80.5110 椎间孔镜下髓核摘除术:disc radio_k:3", share=3),
    Ward("gk", "关节科", "M23.200 半月板损伤", (20, 60), (5, 7), "adm pre dr mri dress_m@4 joint@3- exercise@3-", ("IJ13", "关节镜手术", 1.6), knife="2:80.6x01 膝关节镜下半月板成形术:meniscus sheath suture:2", share=3),
    Ward("gc", "手外科", "S66.100 手指屈肌腱损伤", (20, 58), (5, 7), "adm pre dr tat@0 cefur*2@0-3 saline*2@0-3 drip@0-3 set@0-3 dress_s@2 dress_s@4", ("IF45", "手部手术", 1.1), knife="0:82.4400 手部肌腱缝合术:tendon suture*2:4", share=2),
    Ward("gc xy", "普外科", "K35.800 急性阑尾炎", (14, 70), (3, 5), "adm pre crp ct cefur*2@0-2 metro_i*2@0-2 saline*2@0-2 drip@0-2 drip_more@0-2 set@0-2 dress_m@2 specimen@0", ("GD25", "阑尾切除术", 0.8), knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1", share=4),
    Ward("gc xy", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (32, 74), (4, 6), "adm pre us cefur*2@1-2 saline*2@1-2 drip@1-2 set@1-2 dress_m@3 specimen@1", ("HC25", "胆囊切除手术", 1.3), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", share=4),
    Ward("xy", "泌尿外科", "N20.100 输尿管结石", (26, 68), (3, 5), "adm pre us ct cefur*2@1-2 saline*2@1-2 drip@1-2 set@1-2 foley@1 foley_m@1", ("LJ13", "输尿管手术", 1.2), knife="1:56.0x02 经输尿管镜碎石取石术:ureter:2", share=2),
    Ward("fy", "产科", "O80.900 单胎顺产", (22, 36), (2, 3), "cbc urine pre glu oxytocin@0 vitk@0 post_birth@0-", ("OR15", "阴道分娩", 0.5), sex="2", kind="52", knife="0:73.5900 其他手法助产:birth:", share=4),
    Ward("fy", "产科", "O34.201 瘢痕子宫", (26, 40), (4, 5), "cbc urine pre liver glu fetal*2@0 cefur*2@0-1 saline*2@0-1 drip@0-2 set@0-2 carbet@0 post_birth@0- foley@0 foley_m@0 dress_m@3", ("OB15", "剖宫产", 0.95), sex="2", kind="52", knife="0:74.1x00 子宫下段横切口剖宫产:section suture*2:2", share=3),
    Ward("fy", "新生儿科", "P59.900 新生儿黄疸", (0.0, 0.03), (4, 6), "cbc tbil tbil@2 tbil@4 photo*12@0-2 tcb@1- n_baby@0-", ("PU15", "新生儿黄疸", 0.5), care="bed_baby@0- round@0-", share=3),
    Ward("fy", "儿科", "J18.000 支气管肺炎", (0.6, 10), (5, 7), "cbc crp myco dr cefur*1@0- saline@0- scalp@0- neb*2@0- budes@0- cough@1-4?.4", ("ES33", "呼吸系统感染", 0.6), share=5, months=COLD),
    Ward("fy", "妇科", "D25.900 子宫平滑肌瘤", (34, 52), (5, 7), "adm pre us_in cefur*2@1-2 saline*2@1-2 drip@1-2 set@1-2 foley@1 foley_m@1 specimen@1", ("NA25", "子宫手术", 1.3), sex="2", knife="1:68.2901 腹腔镜下子宫肌瘤剔除术:myoma scope suture*2:1", share=2),
    Ward("zy", "骨伤科", "S52.500 桡骨远端骨折", (46, 80), (6, 9), "adm dr bone_set@0 splint_m@0 dr@1 yunnan@0 infrared@4- tui_limb@4-?.5 dr@5", share=3),
    Ward("zy", "针灸科", "M51.202 腰椎间盘突出", (34, 74), (9, 13), "adm dr ct?.6 needle_e@0- tui_back@0- cup@0-/2 paste@0- infrared@0-", share=4),
    Ward("zy", "针灸科", "M47.802 颈椎病", (34, 72), (7, 9), "cbc glu ecg dr needle@0- tui_neck@0- hot@0-", kind="28", share=1, care="bed@0- n3@0- round@0-"),
    Ward("zy", "肛肠科", "K64.900 痔", (26, 66), (6, 8), "adm pre dress_m@2- fume@2- mayl!", knife="1:49.4600 痔切除术:pile:2", share=2),
    Ward("jw", "精神科", "F20.900 精神分裂症", (24, 66), (27, 30), "cbc liver glu ecg scale_neg@1 scale_neg@20 olanz*2@0 mind_play@1-/2 mind_talk@3-/7 mind_behave@1-", kind="2105", care="minded", share=4),
    Ward("jw", "老年精神科", "F03.x00 痴呆", (70, 90), (26, 30), "cbc liver glu ecg audit_mind@1 donep*2@0 mind_behave@1- mind_play@1-/2", kind="2105", care="minded", share=2),
    Ward("an", "安宁疗护科", "C34.900 肺恶性肿瘤;R52.100 癌性疼痛", (58, 88), (12, 24), "oxyc*2@0 morph*2@3- im@3- lactul@0 mouth_care@0- oxygen*20@0-?.6", kind="2105", care="eased", share=2),
    Ward("pm", "内科", "I10.x00 特发性高血压;I67.200 脑动脉硬化", (56, 82), (6, 8), f"adm us_neck ct?.4 gink@0 amlo@0 shuxue@0- {IV}", share=3),
    Ward("gc xy", "消化内科", "K92.200 胃肠出血;K25.400 胃溃疡伴出血", (36, 80), (5, 8), "adm pre gastro@1 omep_i*2@0-4 saline*3@0-4 drip@0-4 drip_more*2@0-4 set@0-4 cbc@1 cbc@3 omep!", ("GS15", "消化道出血", 0.8)),
    Ward("gc xy", "消化内科", "K63.500 结肠息肉", (42, 76), (0, 1), "clot infect specimen saline5 drip set", ("GK39", "结肠镜治疗操作", 0.7), knife="0:45.4200 结肠镜下结肠息肉切除术:colono polyp clip:", kind="28", share=3),
    Ward("gc", "肾内科", "N18.500 慢性肾脏病5期", (40, 75), (7, 10), "adm p pth ferritin us us_heart epo@0-/3 im@0-/3 calcitr@0 lanth@0 kidney@3 ions@3", ("LR13", "肾功能不全", 1.0), share=2),
)


def lain(c: County, w: Ward, day: date) -> Visit:
    """One stay; now and then somebody known, else somebody new."""
    lo, hi = w.ages
    house = c.rng.choice(w.houses.split())
    person = c.known(w.sex, int(lo), int(hi), day) if lo >= 18 and c.rng.random() < 0.2 else None
    if person is None and hi < 1:
        person = c.person(w.sex, insurance="390", born=day - timedelta(days=c.rng.randint(2, 9)))
    person = person or c.person(w.sex, lo, hi, "390" if hi < 15 else "")
    v = lies(c, house, w.dept, w.dx, w.ages, c.rng.randint(*w.nights), w.bill, care=w.care, day=day, person=person, group=w.group, kind=w.kind, knife=w.knife)
    person.home = ""
    mended(c, v)
    return v


def mended(c: County, v: Visit) -> None:
    """The cashier's day: a bill cancelled and settled anew, a line taken back, the tests of the day before taken in."""
    chance = c.rng.random()
    if chance < 0.02 and not v.group:
        v.refund = (v.settled or v.end) + timedelta(hours=2)
        v.again = v.refund + timedelta(minutes=20)
    elif chance < 0.05 and v.lines:
        x = c.rng.choice(v.lines)
        key = next(k for k, i in _words().items() if i is x.item)
        c.add(v, key, -x.count, x.at, price=x.price, exact=True, of=x.sn)
    elif chance < 0.09 and v.kind == "21" and v.house.key in ("gc", "xy"):
        c.add(v, "dr", 1, v.start - timedelta(days=1, hours=1), exact=True)


def _words() -> dict[str, object]:
    from .goods import ITEMS
    return dict(ITEMS)


def fill(c: County, number: int) -> None:
    """So many stays, each in its season."""
    pool = [w for w in WARDS for _ in range(w.share)]
    made = 0
    while made < number:
        w, day = c.rng.choice(pool), c.day(FIRST + timedelta(days=4), LAST - timedelta(days=45))
        if day.month in w.months:
            lain(c, w, day)
            made += 1
