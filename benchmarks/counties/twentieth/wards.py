"""Ordinary stays of the county: reasons to lie, each billed as the ward does it."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.ordinary import Ward

from .bill import ORDINARY
from .houses import County

WARDS = (
    Ward("ms cy", "呼吸与危重症医学科", "J18.900 肺炎", (34, 86), (6, 9), "intake ct crp pct?.5 sputum?.6 ceftri*2@0-5 saline*2@0-5 drip@0-5 drip_more@0-5 ambrox_i*2@0-5 cbc@4 crp@4", ("J18.9:保守治疗", "肺炎", 640), share=6),
    Ward("wl ws", "内科", "J20.900 急性支气管炎", (56, 84), (5, 6), "cbc urine glu ecg dr cefur*2@0-4 saline*2@0-4 drip@0-4 ambrox!", share=4),
    Ward("ms cy tc", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 86), (7, 10), "intake gas ct crp cefop*4@0-6 saline*4@0-6 drip@0-6 drip_more@0-6 methyl@0-3 neb*2@0- budes*2@0- oxygen*12@0-5 gas@4?.5 tiotrop!", ("J44.1:保守治疗", "慢阻肺急性加重", 780), share=4),
    Ward("ms cy", "心血管内科", "I20.000 不稳定性心绞痛;I10.x00 特发性高血压", (48, 80), (4, 6), "intake pre lipids tni us_heart aspirin@0 ticag@0 rosuv@0 lmwh*2@0-2 monitor*20@0-1 ticag! rosuv!", ("I20.0:36.0700", "冠脉支架置入", 2100), knife="1:36.0700 冠状动脉药物洗脱支架置入术:pci wire baln stent contrast heparin:", share=3),
    Ward("ms cy tc", "心血管内科", "I50.900 心力衰竭;I48.x00 心房颤动", (62, 88), (6, 9), "intake bnp tni us_heart dr furo_i*2@0-4 push@0-4 oxygen*10@0-3 monitor*20@0-1 spiro@0 digox@0 bnp@5 ions@3 sacub!", ("I50.9:保守治疗", "心力衰竭", 720), care="watched", share=3),
    Ward("ms cy", "神经内科", "I63.900 脑梗死;I10.x00 特发性高血压", (50, 86), (8, 11), "intake clot lipids ct_head mri@1 us_neck us_heart edara*2@0-7 saline*2@0-7 drip@0-7 drip_more@0-7 aspirin@0 atorva@0 clopid!", ("I63.9:保守治疗", "脑梗死", 860), share=5),
    Ward("tc", "脑病科", "I63.900 脑梗死", (54, 82), (9, 12), "intake clot ct_head lipids needle_e@2- hemi@3- aspirin@0 atorva@0", ("I63.9:93.3801", "脑梗死康复", 880), share=3),
    Ward("ms cy", "内分泌科", "E11.900 2型糖尿病", (42, 78), (6, 8), "intake lipids hba1c cpep us_leg fundus chip glu_poc*6@0- glargine@0 metfo@0 dapa@0 metfo! dapa!", ("E11.9:保守治疗", "2型糖尿病", 560), share=3),
    Ward("ms cy", "消化内科", "K25.400 胃溃疡伴出血", (36, 80), (5, 7), "intake clot infect type gastro@1 omep_i*2@0-4 saline*3@0-4 drip@0-4 drip_more*2@0-4 cbc@1 cbc@3 omep!", ("K25.4:44.1300", "溃疡出血", 690), share=2),
    Ward("ms", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (48, 74), (2, 4), "cbc liver kidney ecg cea chemo_mix*2@1 pemet*2@1 carbo*4@1 dexa*2@1 saline*4@1 tropi@1 drip@1 drip_more*4@1", ("Z51.1:99.2500", "化学治疗", 620), share=2),
    Ward("cy tc ms", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (32, 74), (4, 6), "intake pre us cefur*2@1-2 saline*2@1-2 drip@1-3 dress_m@3 specimen@1", ("K80.1:51.2300", "腹腔镜胆囊切除", 1080), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", share=3),
    Ward("cy tc", "普通外科", "K35.800 急性阑尾炎", (16, 66), (3, 5), "intake pre crp ct cefur*2@0-2 metro_i*2@0-2 saline*2@0-2 drip@0-3 drip_more@0-2 dress_m@2 specimen@0", ("K35.8:47.0100", "腹腔镜阑尾切除", 760), knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1", share=3),
    Ward("cy ms", "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (36, 76), (5, 7), "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dr@3 dress_m@3", ("S52.5:79.3200", "桡骨内固定", 1320), knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4", share=3),
    Ward("ms cy", "骨科", "M17.100 原发性膝关节病", (60, 80), (8, 11), "intake pre dr us_leg us_heart cefur*2@1-2 saline*2@1-2 drip@1-2 lmwh@1-7 dr@3 dress_m@3 dress_m@6 exercise@3-", ("M17.1:81.5400", "全膝置换", 2900), knife="1:81.5400 全膝关节置换:knee knee_m cement suture*2:2", share=2),
    Ward("cy ms", "妇科", "D25.900 子宫平滑肌瘤", (36, 50), (5, 7), "intake pre us us_in cefur*2@1-2 saline*2@1-2 drip@1-3 foley@1 foley_m@1 dress_m@3 specimen@1", ("D25.9:68.2900", "肌瘤剔除", 1180), sex="2", knife="1:68.2900 腹腔镜下子宫肌瘤剔除术:myoma scope suture*2:1", share=2),
    Ward("fb", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (22, 38), (2, 3), "cbc urine infect type us birth@0 oxytocin@0 labour_ease@0?.3", sex="2", share=4, kind="52"),
    Ward("fb", "产科", "O82.000 选择性剖宫产分娩;O34.201 瘢痕子宫;Z37.000 单一活产", (25, 41), (4, 5), "cbc urine clot infect type us fetal@0 cefur*2@0-1 saline*2@0-1 drip@0-2 oxytocin*2@0-1 foley@0 foley_m@0 dress_m@3", sex="2", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2", share=3, kind="52"),
    Ward("fb", "儿科", "J18.000 支气管肺炎", (1, 9), (5, 7), "cbc crp urine myco liver dr ceftri@0-4 saline*2@0-4 scalp@0-4 neb*2@0- budes*2@0- ibu_sy!", share=4),
    Ward("cy", "眼科日间病房", "H25.900 老年性白内障", (60, 86), (1, 1), "cbc glu infect vision slit iop biometry levo_eye@0 pred_eye!", ("H25.9:13.4100", "白内障超声乳化", 610), knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:", share=3, kind="28"),
    Ward("cy", "日间手术中心", "K63.500 结肠息肉", (40, 72), (1, 1), "cbc clot infect ecg colono@0 polyp*2@0 biopsy*2@0 mac@0", ("K63.5:45.4200", "肠息肉切除", 420), share=2, kind="28"),
    Ward("kl", "康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (50, 78), (18, 26), "cbc chem ecg rehab_eval@0 rehab_eval@16 hemi@1- ot@1- lowfreq@1- joint@1-?.5 amlo@0 aspirin@0", share=3, kind="2105"),
    Ward("tc", "骨伤康复科", "M51.202 腰椎间盘突出", (34, 72), (8, 11), "cbc ecg dr mri?.4 needle_e@0- tui_back@0- hot@0- midfreq@0-?.6", ("M51.2:保守治疗", "腰椎间盘突出", 520), share=3),
    Ward("jw", "精神科", "F20.900 精神分裂症", (24, 62), (28, 45), "cbc chem ecg lipids scale_neg@1 scale_neg@24 mind_watch*8@0-3 mind_play@5-/2 mind_talk@6-/7 olanz@0-/14 risper@0-/15 cbc@26 liver@26 olanz!", care="minded", share=3, kind="2105"),
    Ward("jw", "精神科", "F32.900 抑郁发作", (20, 66), (18, 26), "cbc chem ecg tsh scale_dep@1 scale_dep@16 mind_talk@3-/4 mind_play@4-/2 sert@0-/14 loraz@0-/10 sert!", care="minded", share=2, kind="2105"),
    Ward("lh", "老年护理科", "I69.300 脑梗死后遗症;L89.900 压疮", (72, 92), (25, 30), "cbc ions dress_m@0-/3 ng_tube@0 ng_feed*4@0- amlo@0 aspirin@0", share=2),
    Ward("al", "安宁疗护科", "C16.900 胃恶性肿瘤;R52.100 慢性难治性疼痛", (60, 88), (8, 16), "cbc ions palliative@0- patch@0-/4 lactul@0-/5 mega@0", care="", share=2, kind="2105"),
    Ward("ms cy", "肾内科", "N18.500 慢性肾脏病5期;D63.800 肾性贫血", (38, 74), (7, 9), "intake p pth ferritin us us_heart epo@0-/3 calcitr@0 lanth@0 furo_i@0-4 push@0-4 kidney@3 ions@3", ("N18.5:保守治疗", "肾功能不全", 700), share=2),
)


def fill(c: County, stays: int) -> None:
    """Ordinary life: so many stays over the months."""
    ORDINARY.stays(c, WARDS, stays)
