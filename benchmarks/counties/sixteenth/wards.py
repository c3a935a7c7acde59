"""Ordinary stays: the reasons to lie in a district of a large city, each billed from its pathway."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.ordinary import Ward

from .bill import ORDINARY
from .houses import County

WINTER = (1, 2, 3, 11, 12)
WARDS = (
    Ward("sy er", "呼吸与危重症医学科", "J18.900 肺炎", (40, 88), (6, 9), "adm ct crp pct sputum?.6 ceftri*2@0- saline*2@0- drip@0- drip_more@0- ambrox_i*2@0- cbc@5 crp@5 ambrox!", ("ES33", "呼吸系统感染", 0.85), share=6),
    Ward("ca cb", "全科", "J20.900 急性支气管炎", (55, 85), (5, 7), "cbc crp urine glu ecg dr cefur*2@0- saline*2@0- drip@0- ambrox_i*2@0- drip_more@0- cbc@4 ambrox!", months=WINTER),
    Ward("sy er", "呼吸与危重症医学科", "J44.100 慢性阻塞性肺病伴急性加重", (58, 86), (7, 10), "adm gas ct crp cefop*4@0-6 saline*4@0-6 drip@0- drip_more@0-6 methyl@0-4 neb*2@0- budes*2@0- oxygen*14@0-5 gas@4 symbi!", ("ES13", "慢阻肺", 1.0)),
    Ward("sy", "心血管内科", "I20.000 不稳定性心绞痛;I10.x00 特发性高血压", (48, 82), (3, 5), "adm pre lipids tni us_heart ecg@1 aspirin@0 ticag@0 rosuv@0 lmwh*2@0-2 monitor*20@0-1 ticag! rosuv!", ("FM19", "经皮冠状动脉支架植入", 2.6), knife="1:36.0700 冠状动脉药物洗脱支架置入术:stenting wire baln stent contrast heparin:", share=4),
    Ward("sy er zy", "心血管内科", "I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病", (64, 88), (6, 9), "adm bnp tni us_heart dr furo_i*2@0-4 push@0-4 oxygen*10@0-3 monitor*20@0-2 spiro@0 meto@0 shuxue*2@0- saline@0- drip@0- bnp@5 ions@3 sacub!", ("FR23", "心力衰竭", 0.95), care="watched"),
    Ward("sy er", "神经内科", "I63.900 脑梗死;I10.x00 特发性高血压", (52, 86), (8, 11), "adm clot lipids ct mri@1 us_neck us_heart edara*2@0-8 saline*2@0-8 drip@0-8 drip_more@0-8 aspirin@0 atorva@0 hemi@3-?.4 atorva! clopid!", ("BR23", "脑缺血性疾患", 1.05), share=5),
    Ward("sy", "神经内科", "I61.900 脑出血;I10.x00 特发性高血压", (46, 80), (12, 16), "adm clot ct ct@1 ct@7 mannitol*3@0-6 drip@0- drip_more*2@0-6 nicard*3@0-2 saline*3@0-2 monitor*24@0-6 foley@0 foley_m@0 ng_tube@0?.4 infrared@9?.2", ("BR13", "颅内出血", 1.7), care="watched"),
    Ward("sy er zy", "内分泌科", "E11.900 2型糖尿病", (42, 76), (6, 9), "adm hba1c cpep lipids us_leg fundus chip glu_poc*6@0- glargine@0 metfo@0 dapa@0 metfo! dapa!", ("KS13", "糖尿病", 0.75), share=4),
    Ward("sy", "消化内科", "K92.200 胃肠出血;K25.400 胃溃疡伴出血", (36, 80), (5, 8), "adm pre gastro@1 omep_i*2@0-4 saline*3@0-4 drip@0-4 drip_more*2@0-4 cbc@1 cbc@3 omep!", ("GS15", "消化道出血", 0.8)),
    Ward("sy", "消化内科", "K63.500 结肠息肉", (45, 75), (1, 2), "adm clot infect specimen@0 saline5@0 drip@0 omep_i@0 saline@0", ("GK39", "结肠镜治疗操作", 0.7), knife="0:45.4200 结肠镜下结肠息肉切除术:colono polyp clip:", share=4),
    Ward("sy er", "消化内科", "K85.900 急性胰腺炎", (30, 70), (7, 11), "adm amyl crp ct us somato*2@0-4 omep_i*2@0-5 saline*3@0-6 saline5*2@0-5 drip@0- drip_more*4@0-5 aa@2-5 amyl@3 crp@3", ("HS23", "急性胰腺炎", 1.1)),
    Ward("sy er", "肾脏内科", "N18.500 慢性肾脏病5期", (40, 75), (7, 10), "adm p pth ferritin us us_heart epo@0-/3 push@0-/3 calcitr@0 lanth@0 furo_i@0-4 kidney@3 ions@3", ("LR13", "肾功能不全", 1.0)),
    Ward("sy", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (48, 74), (2, 4), "adm cea ct@0?.5 chemo_mix*2@1 pemet*2@1 carbo*4@1 dexa*2@1 saline*4@1 tropi@1 drip@1 drip_more*4@1 pump*4@1", ("RE13", "恶性增生性疾患的化学治疗", 0.9), share=4),
    Ward("sy", "肿瘤科", "Z51.003 恶性肿瘤放射治疗;C15.900 食管恶性肿瘤", (50, 76), (27, 30), "adm ct plan@1 imrt@4-25/2 imrt@5-25/4 cbc@7 cbc@14 cbc@21", ("RC13", "恶性增生性疾患放射治疗", 4.5), share=1),
    Ward("sy er", "普通外科", "K35.800 急性阑尾炎", (16, 70), (3, 5), "adm pre crp ct cefur*2@0-2 metro_i*2@0-2 saline*2@0-2 drip@0-3 drip_more@0-2 dress_m@2 specimen@0", ("GD25", "阑尾切除术", 0.8), knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1", share=4),
    Ward("sy er", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (32, 74), (4, 6), "adm pre us cefur*2@1-2 saline*2@1-2 drip@1-3 saline5@1-2 drip_more@1-2 dress_m@3 specimen@1", ("HC25", "胆囊切除手术", 1.3), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", share=4),
    Ward("sy er pm", "普通外科", "K40.900 腹股沟疝", (40, 78), (3, 5), "adm pre us dress_m@2", ("GE15", "疝修补手术", 0.75), knife="1:53.0500 单侧腹股沟疝无张力修补术:hernia mesh suture:2"),
    Ward("sy", "甲状腺外科", "C73.x00 甲状腺恶性肿瘤", (28, 65), (3, 5), "adm pre tsh ft4 thyroid_us ca@2 dress_m@2 specimen@1 levothy!", ("KD15", "甲状腺大手术", 1.3), knife="1:06.2x01 甲状腺腺叶切除术:goitre suture*2 drain:1"),
    Ward("sy", "胃肠外科", "C18.900 结肠恶性肿瘤", (50, 78), (10, 14), "adm pre cea ct_c contrast colono@1 biopsy@1 cefur*2@2-4 saline*3@2- drip@2- drip_more*3@2- aa@3- monitor*20@2-3 foley@2 foley_m@2 dress_l@4 dress_l@7 specimen@2 cbc@3 ions@3 pain_pump@2 pump_m@2", ("GB25", "结直肠大手术", 3.2), care="watched", knife="2:45.7300 腹腔镜右半结肠切除术:colectomy scope stapler cartridge*3 clip*6 drain*2 suture*4:1", share=1),
    Ward("sy zy", "骨科", "S72.000 股骨颈骨折", (66, 90), (9, 12), "adm pre dr us_leg us_heart cefur*2@2-4 saline*2@2-4 drip@2-4 lmwh@0-8 dr@4 dress_m@4 dress_m@7 exercise@4-", ("IC25", "髋关节置换", 3.0), care="watched", knife="2:81.5200 人工股骨头置换术:hip hip_m suture*2:2"),
    Ward("sy", "关节外科", "M17.900 膝关节病", (60, 80), (7, 9), "adm pre dr mri us_leg cefur*2@2-3 saline*2@2-3 drip@2-3 lmwh@2-6 dr@4 dress_m@4 joint@3- exercise@3-", ("IC33", "膝关节置换", 3.4), knife="2:81.5400 人工膝关节置换术:knee knee_m cement suture*2:2", share=2),
    Ward("sy er", "骨科", "S52.500 桡骨远端骨折", (30, 74), (5, 7), "adm pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dr@3 dress_m@3", ("IF45", "前臂手术", 1.6), knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4", share=2),
    Ward("sy", "泌尿外科", "N20.100 输尿管结石", (28, 68), (3, 5), "adm pre us ct cefur*2@1-2 saline*2@1-2 drip@1-2 saline5@1 drip_more@1 foley@1 foley_m@1", ("LJ13", "输尿管手术", 1.2), knife="1:56.0x02 经输尿管镜碎石取石术:ureter:2"),
    Ward("sy", "泌尿外科", "N40.x00 前列腺增生", (62, 84), (6, 8), "adm pre psa us cefur*2@2-3 saline*2@2-3 drip@2-3 foley@2 foley_m@2 foley_day@3-5 specimen@2 tamsu!", ("MC15", "前列腺手术", 1.4), sex="1", knife="2:60.2900 经尿道前列腺电切术:turp:2", share=2),
    Ward("sy fy", "妇科", "D25.900 子宫平滑肌瘤", (34, 50), (5, 7), "adm pre us us_in cefur*2@1-2 saline*2@1-2 drip@1-3 foley@1 foley_m@1 foley_day@2 dress_m@3 specimen@1", ("NC25", "子宫肌瘤手术", 1.4), sex="2", knife="1:68.2900 腹腔镜下子宫肌瘤剔除术:myoma scope suture*2:1", share=2),
    Ward("fy cf", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (22, 38), (2, 4), "adm pre us birth@0 oxytocin@0 labour_ease@0?.5", ("OR15", "阴道分娩", 0.6), sex="2", share=5, kind="52"),
    Ward("fy cf", "产科", "O82.000 选择性剖宫产分娩;O34.201 瘢痕子宫;Z37.000 单一活产", (25, 42), (4, 6), "adm pre us fetal*2@0 cefur*2@1-2 saline*2@1-2 drip@1-3 oxytocin*2@1-2 foley@1 foley_m@1 dress_m@3 lowfreq@2-3", ("OB15", "剖宫产手术", 1.1), sex="2", knife="1:74.1x01 子宫下段剖宫产术:section suture*2:2", share=4, kind="52"),
    Ward("fy", "儿科", "J18.000 支气管肺炎", (1, 9), (5, 7), "cbc crp urine myco liver dr ceftri@0-4 saline*2@0-4 scalp@0-4 neb*2@0- budes*2@0- ibu_sy!", ("ET15", "儿童肺炎", 0.7), share=4),
    Ward("yk", "白内障科", "H25.900 老年性白内障", (60, 86), (1, 2), "cbc glu ecg infect clot vision slit iop biometry oct levo_eye@0 levo_eye! pred_eye!", knife="1:13.4100 白内障超声乳化抽吸术:phaco lens visco local:", share=6),
    Ward("kf", "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (50, 78), (22, 32), "cbc liver kidney ecg balance@0 adl@0 adl@20 hemi@1- ot@1- exercise@1- lowfreq@1- joint@1-?.5 airpress@1-?.6 amlo@0 aspirin@0 ", share=4),
    Ward("kf zy", "骨伤康复科", "M51.202 腰椎间盘突出", (34, 72), (8, 12), "cbc ecg dr mri?.4 needle_e@0- tui_back@0- midfreq@0- infrared@0- hot@0-?.6", ("IU23", "颈腰背疾患", 0.6), share=4),
    Ward("js", "精神科", "F20.900 精神分裂症", (24, 62), (30, 55), "cbc liver glu ecg lipids scale_neg@1 scale_neg@28 mind_watch*8@0-3 mind_play@5-/2 mind_talk@6-/7 olanz@0-/14 risper@0-/15 cbc@28 liver@28 olanz!", care="minded", share=4, kind="2105"),
    Ward("js", "精神科", "F32.900 抑郁发作", (20, 66), (20, 30), "cbc liver glu ecg tsh scale_dep@1 scale_dep@18 mind_talk@3-/4 mind_play@4-/2 mect@5-16/3 sert@0-/14 loraz@0-/10 sert!", care="minded", share=2, kind="2105"),
    Ward("yl", "老年护理科", "I69.300 脑梗死后遗症;L89.900 压疮", (70, 92), (26, 30), "cbc ions@0 dress_m@0-/3 turn@0-/3 ng_feed*4@0- amlo@0 aspirin@0 n_line@0?.1", share=3, kind="2105"),
    Ward("pm pn", "内科", "I10.x00 特发性高血压;E11.900 2型糖尿病", (50, 80), (5, 8), "cbc urine liver kidney glu lipids ecg us amlo@0 metfo@0 dextrose@0-4?.3 glu_poc*4@0-5 amlo! metfo!", share=3),
    Ward("pm", "骨伤科", "M51.101 腰椎间盘突出伴坐骨神经痛", (40, 75), (7, 9), "adm mri@1 needle_e@0- tui_back@0- midfreq@0- hot@0- mannitol@0-2 dexa@0-2 drip@0-2 celec@0", share=2),
)


def fill(c: County, stays: int) -> None:
    """Ordinary life: so many stays over the year."""
    ORDINARY.stays(c, WARDS, stays)
