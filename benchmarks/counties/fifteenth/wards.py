"""Ordinary stays: some fifty reasons to lie in a mountain county, each billed from its pathway."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import LAST, Visit

from .bill import billed, diagnoses, grouped, operated
from .goods import ITEMS
from .houses import COUNTY, TOWNS, County

GENERAL = (*COUNTY, "zy")
N1 = "bed@0- n1@0-2 n2@3- round@0-"
"""Watched for three days, then as everybody."""
ILL = "bed@0- n1@0- round@0-"
YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Ward:
    """A reason to lie: houses, department, diagnoses, ages, nights, bill, care, group, sex, how often, months, operation."""

    why: str
    houses: tuple[str, ...]
    dept: str
    dx: str
    ages: tuple[float, float]
    nights: tuple[int, int]
    bill: str
    group: tuple[str, str, float] | None = None
    care: str = "cared"
    sex: str = ""
    share: int = 2
    months: tuple[int, ...] = YEAR
    knife: tuple[int, str, str, str, str] | None = None
    kind: str = "21"


WARDS = (
    Ward("社区获得性肺炎", GENERAL, "呼吸内科", "J18.900 肺炎", (40, 84), (6, 9), "adm crp pct?.4 ct sputum?.5 ceftri*2@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0- cbc@5 crp@5", ("ES33", "呼吸系统感染/炎症", 0.82), share=8),
    Ward("乡镇老年肺炎", TOWNS, "内科", "J18.900 肺炎", (58, 88), (6, 8), "cbc urine crp glu ecg dr cefur*4@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0- cbc@5 ambrox!", share=8),
    Ward("慢阻肺急性加重", GENERAL, "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (56, 84), (7, 10), "adm gas ct crp cefop*4@0-6 methyl@0-4 ambrox_i*2@0- saline*4@0- drip@0- drip_more*2@0-6 oxygen*10@0-5 neb*2@0- budes*2@0- lung_fn@5?.5 cbc@5 tiotrop!", ("ER23", "慢性阻塞性肺病", 1.0), N1, share=8, months=(10, 11, 12, 1, 2, 3, 4)),
    Ward("尘肺合并感染", ("xy",), "呼吸内科", "J60.x00 煤工尘肺;J18.900 肺炎", (48, 74), (8, 11), "adm gas ct crp sputum afb cefop*4@0-7 saline*2@0- drip@0- ambrox_i*2@0- saline*2@0- drip_more@0- oxygen*12@0- neb*2@0- budes*2@0- cbc@6", ("ES33", "呼吸系统感染/炎症", 0.95), sex="1"),
    Ward("肺结核初治", ("xe",), "感染科", "A15.000 肺结核", (24, 70), (10, 14), "adm infect ct sputum afb afb@1 esr uric@7 alt@7 hrze@0 hrze!", ("EJ13", "呼吸系统结核", 1.0)),
    Ward("慢性心衰", GENERAL, "心血管内科", "I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病", (60, 86), (7, 9), "adm bnp tni us_heart dr furo_i*2@0-4 push@0-4 oxygen*8@0-3 monitor*16@0-2 spiro@0 meto@0 k@3 bnp@6 spiro! meto!", ("FR23", "心力衰竭", 1.05), N1, share=5),
    Ward("不稳定型心绞痛", ("xy", "xe"), "心血管内科", "I20.000 不稳定性心绞痛", (50, 82), (6, 8), "adm tni ckmb bnp?.3 lipids us_heart ecg@1 ecg@3 monitor*16@0-1 lmwh*2@0-4 aspirin@0 clopid@0 atorva@0 meto@0 aspirin! clopid! atorva!", ("FR43", "心绞痛", 0.85), N1, share=5),
    Ward("房颤伴快速心室率", ("xy",), "心血管内科", "I48.x00 心房颤动", (56, 82), (5, 7), "adm tni tsh us_heart dr holter@2 ecg@1 monitor*20@0-1 meto@0 clot lmwh*2@0-3 meto!", ("FU23", "心律失常", 0.8), N1),
    Ward("急性脑梗死", GENERAL, "神经内科", "I63.900 脑梗死;I10.x00 特发性高血压", (52, 84), (9, 12), "adm clot lipids ct mri@1 us_neck us_heart ecg@1?.2 edara*2@0-9 saline*2@0-9 drip@0-9 drip_more@0-9 aspirin@0 clopid@0 atorva@0 hemi@4- hba1c?.3 aspirin! atorva!", ("BR23", "脑缺血性疾患", 1.1), N1, share=8),
    Ward("脑出血保守治疗", ("xy",), "神经内科", "I61.900 脑出血;I10.x00 特发性高血压", (46, 80), (12, 16), "adm clot ct ct@2 ct@9 gas?.4 mannitol*3@0-6 drip@0-6 drip_more*2@0-6 nicard*4@0-2 saline*2@0-2 monitor*24@0-5 oxygen*16@0-4 foley foley_m foley_day@1-6 omep_i@0-3 saline@0-3 hemi@8- amlo@5", ("BR13", "颅内出血性疾患", 1.7), ILL),
    Ward("后循环缺血眩晕", ("xy", "zy"), "神经内科", "H81.100 良性阵发性眩晕", (44, 78), (4, 6), "adm ct?.6 us_neck saline@0-3 dextrose@0-3 drip@0-3 needle@1-?.5", ("BU23", "神经系统其他", 0.55), share=3),
    Ward("糖尿病血糖控制", GENERAL, "内分泌科", "E11.900 2型糖尿病", (42, 76), (6, 9), "adm hba1c cpep lipids us_leg fundus glu_poc*6@0- insulin_i@0 glargine@1 metfo@0 metfo!", ("KS13", "糖尿病", 0.8), share=5),
    Ward("酮症酸中毒", ("xy",), "内分泌科", "E11.100 2型糖尿病性酮症酸中毒", (30, 70), (6, 8), "adm gas gas@1 hba1c insulin_i@0 saline5*4@0-1 saline5*2@2-3 kcl*4@0-2 drip@0-3 drip_more*2@0-3 monitor*20@0-1 ions@1 ions@2 glu_poc*12@0-1 glu_poc*7@2- glargine@2", ("KS13", "糖尿病", 0.95), N1),
    Ward("上消化道出血", ("xy", "xe"), "消化内科", "K25.400 胃溃疡伴出血", (36, 78), (6, 8), "adm clot infect type occult gastro@1 omep_i*2@0-4 octreo*6@0-2 saline*3@0-4 dextrose*2@0-3 drip@0-4 drip_more*3@0-3 monitor*20@0-2 cbc@1 cbc@3 cross?.4 omep!", ("GS13", "胃肠出血", 0.95), N1, share=3),
    Ward("急性胰腺炎", ("xy",), "消化内科", "K85.900 急性胰腺炎", (28, 72), (7, 10), "adm amyl crp ct us somato*4@0-4 omep_i*2@0-4 saline*3@0-4 dextrose*2@0-5 saline5*2@0-5 kcl*3@0-4 drip@0-5 drip_more*4@0-4 monitor*16@0-2 amyl@2 amyl@5 ions@1 ions@3 crp@4", ("HU13", "急性胰腺炎", 1.0), N1, share=3),
    Ward("肝硬化腹水", ("xy",), "消化内科", "K74.600 肝硬化;R18.x00 腹水", (44, 74), (8, 11), "adm clot infect afp hbvdna?.5 us albumin@3 albumin_i@1-3 drip@1-3 furo_i@0-8 push@0-8 spiro@0 entec@0 ions@4 ions@8 spiro! entec!", ("HZ13", "肝硬化", 1.15)),
    Ward("乡镇胃肠炎", TOWNS, "内科", "A09.900 感染性腹泻", (18, 78), (2, 4), "cbc stool ions saline5@0-2 dextrose@0-1 kcl@0-1 levo_i@0-2 drip@0-2 drip_more@0-1 smecta@0", share=5),
    Ward("毒蛇咬伤", ("xy",), "急诊科", "T63.000 蛇毒的毒性效应", (18, 72), (4, 6), "adm clot ckmb antivenom*2@0 tat@0 im@0 dexa*2@0-2 saline@0-2 drip@0-2 ceftri*2@0-2 saline@0-2 drip_more@0-2 dress_m@0- clot@1 clot@2", ("VS13", "中毒", 0.75), N1, months=(5, 6, 7, 8, 9, 10)),
    Ward("有机磷中毒", ("xy",), "重症医学科", "T60.000 有机磷酸酯类杀虫剂的毒性效应", (24, 74), (8, 10), "adm gas clot che che@1 che@3 che@6 wash_stomach@0 foley@0 foley_m@0 bed_icu@0-3 bed@4- icu*24@0-3 n1@4-5 n2@6- round@0- hp@0 perfuser@0 hp@1 perfuser@1 atropine*30@0 atropine*16@1-2 atropine*6@3-5 pralid*6@0-1 pralid*3@2-3 saline5*3@0-4 dextrose*2@0-4 drip@0-5 drip_more*4@0-4 oxygen*12@4-5", ("VS11", "中毒伴极严重并发症", 2.4), "", share=1),
    Ward("蜂蜇伤", ("xy", "xe"), "急诊科", "T63.400 节肢动物毒液的毒性效应", (20, 74), (3, 5), "adm ckmb clot methyl@0-2 saline5*2@0-2 saline@0-2 drip@0-2 drip_more*2@0-2 crea@1 crea@2", ("VS13", "中毒", 0.6), months=(7, 8, 9, 10)),
    Ward("重症肺炎呼吸衰竭", ("xy",), "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (58, 84), (11, 14), "adm gas gas@1 gas@2 gas@4 clot bnp pct pct@3 ct sputum sens blood_cult cvc@0 cvc_m@0 bed_icu@0-6 bed@7- icu*24@0-6 n1@7-8 n2@9- round@0- vent*24@0-4 suction*10@0-4 bipap*12@5-6 ng_tube@0 ng_feed*5@1-5 foley@0 foley_m@0 piptaz*6@0- saline*6@0- saline5*2@0-4 drip@0- drip_more*4@0-6 omep_i@0-4 neb*3@5- budes*3@5- oxygen*16@7-9 cbc@3 cbc@7 ions@1 ions@2 ions@4", ("ER11", "呼吸衰竭", 3.4), "", share=2),
    Ward("急性肾功能不全透析", ("xy",), "肾内科", "N18.500 慢性肾脏病5期;D63.800 肾性贫血", (40, 74), (9, 12), "adm infect clot type us us_heart pth ferritin p hd@2 dialyser@2 blood_line@2 heparin@2 hd@4 dialyser@4 blood_line@4 heparin@4 hd@7 dialyser@7 blood_line@7 heparin@7 epo@3 epo@6 kidney@5 ions@5", ("LR13", "肾功能不全", 1.3), knife=(1, "39.2700", "动静脉内瘘成形术", "avf suture", "3")),
    Ward("泌尿系感染", GENERAL, "肾内科", "N10.x00 急性肾盂肾炎", (26, 74), (5, 7), "adm crp us sputum sens ceftri*2@0- saline@0- drip@0- urine@3 cbc@4", ("LU13", "肾及泌尿道感染", 0.65), sex="2", share=3),
    Ward("带状疱疹", ("zy", "xe"), "皮肤科", "B02.900 带状疱疹", (50, 82), (6, 8), "adm acyclo@0 prega@0 infrared@0- needle@1- dress_s@1-/2 prega!", ("JS13", "皮肤疾患", 0.6)),
    Ward("腰椎间盘突出", ("zy",), "骨伤科", "M51.202 腰椎间盘突出", (34, 72), (9, 13), "adm mri needle_e@0- tui_back@0- moxa@0-/2 midfreq@0- duzhong*30@0- niuxi*30@0- danggui*24@0- decoct*2@0-", ("IU23", "脊柱疾患", 0.8), share=6),
    Ward("颈椎病", ("zy", "xe"), "康复科", "M47.802 颈椎病", (36, 72), (7, 10), "adm dr needle@0- tui_neck@0- midfreq@0- hot@0-", ("IU23", "脊柱疾患", 0.7), share=4),
    Ward("乡镇腰椎病针灸", ("wa", "wb"), "中医科", "M51.202 腰椎间盘突出;M47.803 腰椎病", (46, 78), (6, 9), "cbc urine glu ecg dr needle@0- moxa@0- cup@0-/3 goutong@0", share=4),
    Ward("面瘫", ("zy",), "针灸科", "G51.000 贝尔面瘫", (24, 72), (9, 12), "adm ct?.3 methyl@0-4 saline@0-4 drip@0-4 needle_e@1- moxa@1- infrared@1-", ("BU23", "神经系统其他", 0.65)),
    Ward("中风恢复期康复", ("zy", "xy"), "康复科", "I69.300 脑梗死后遗症;I10.x00 特发性高血压", (48, 78), (15, 22), "adm clot us_neck?.4 balance@0 adl@0 adl@14 hemi@1- ot@1- needle_e@1- lowfreq@1- speech@1-?.3 aspirin@0 atorva@0 amlo@0", ("BY13", "神经系统康复", 1.5), share=3),
    Ward("护理院长住", ("yy",), "护理区", "I69.300 脑梗死后遗症;F03.x00 老年性痴呆", (72, 92), (28, 45), "cbc urine kidney ions glu ecg amlo@0 amlo@28 aspirin@0 aspirin@30 atorva@0 atorva@14 atorva@28 vals@0 vals@14 vals@28 lowfreq@0-/2 cbc@14", share=3),
    Ward("护理院鼻饲卧床", ("yy",), "护理区", "I69.100 脑出血后遗症;L89.200 压疮", (68, 90), (24, 35), "cbc kidney ions albumin ng_tube@0 ng_feed*4@1- dress_m@0-/2 cbc@20", None, "bed@0- n1@0- round@0-", share=2),
    Ward("护理院偏瘫康复", ("yy",), "康复区", "I69.300 脑梗死后遗症", (58, 82), (20, 27), "cbc urine liver kidney ecg balance@0 adl@0 exercise@1- ot@1-/2 lowfreq@1- aspirin@0 atorva@0", share=3),
    Ward("民营腰椎间盘", ("pa", "pb"), "内科", "M51.202 腰椎间盘突出", (42, 76), (7, 9), "cbc urine liver kidney glu ecg ct needle@0- tui_back@0- midfreq@0-", share=4),
    Ward("民营慢支急性发作", ("pa", "pb"), "内科", "J42.x00 慢性支气管炎急性发作", (54, 84), (6, 8), "cbc urine liver kidney glu ecg dr crp cefur*4@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0- neb*2@0- budes*2@0- cbc@5", share=5),
    Ward("民营高血压", ("pa",), "内科", "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", (56, 82), (5, 7), "cbc urine liver kidney ions glu lipids ecg us_heart abpm@1 nifed@0 vals@0 nifed! vals!", share=3),
    Ward("腹腔镜胆囊", ("xy", "xe"), "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (30, 72), (4, 6), "adm pre us dr cefur*2@1-2 saline*2@1-2 saline5*2@1-2 dextrose@1-2 drip@1-2 drip_more*2@1-2 oxygen*6@1#13 monitor*8@1#13 dress_s@2 dress_s@4", ("HC23", "胆囊切除", 1.35), share=4, knife=(1, "51.2300", "腹腔镜下胆囊切除术", "chole scope clip*3 suture specimen", "1")),
    Ward("腹腔镜阑尾", ("xy", "xe", "pa"), "普通外科", "K35.900 急性阑尾炎", (14, 66), (4, 6), "adm pre us crp ceftri*2@0-3 metro_i*2@0-3 saline@0-3 saline5*2@0-2 drip@0-3 drip_more*3@0-2 monitor*3@0#21 monitor*6@1#1 oxygen*3@0#21 dress_s@2 dress_s@4", ("GD23", "阑尾切除", 0.95), share=4, knife=(0, "47.0100", "腹腔镜下阑尾切除术", "appendix scope clip*2 suture specimen", "1")),
    Ward("腹股沟疝", ("xy", "xe"), "普通外科", "K40.900 腹股沟疝", (40, 78), (3, 5), "adm pre us dr cefur*2@1 saline*2@1 drip@1 dress_s@2", ("GE13", "疝修补", 0.95), sex="1", share=3, knife=(1, "53.0200", "腹股沟疝修补术", "hernia mesh suture", "2")),
    Ward("混合痔", ("zy",), "肛肠科", "K64.800 混合痔", (26, 68), (6, 8), "adm pre enema@1 metro_i*2@1-3 drip@1-3 dress_m@2- fume@2- mayl!", ("GF13", "肛肠手术", 0.7), share=4, knife=(1, "49.4600", "混合痔外剥内扎术", "pile suture specimen", "2")),
    Ward("股骨颈骨折", ("xy",), "骨科", "S72.000 股骨颈骨折", (66, 88), (11, 14), "adm pre dr us_heart us_leg gas?.5 lmwh@0-9 cefur*2@3-4 saline*2@3-4 drip@3-4 oxygen*8@3#13 monitor*16@3#13 foley@3 foley_m@3 foley_day@4-5 dr@5 dress_m@5-/3 joint@6- cbc@4 tramadol@3-4 im@3-4", ("IC23", "髋关节置换", 3.2), "bed@0- n2@0-2 n1@3-5 n2@6- round@0-", share=2, knife=(3, "81.5200", "人工股骨头置换术", "hip hip_m suture cross", "2")),
    Ward("桡骨远端骨折", ("xy", "xe"), "骨科", "S52.500 桡骨远端骨折", (40, 74), (6, 8), "adm pre dr ct cefur*2@2 saline*2@2 drip@2 dr@3 dress_m@4 dress_m@6 celec@0", ("IF43", "上肢骨手术", 1.4), share=3, knife=(2, "79.3200", "桡骨骨折切开复位内固定术", "radius plate screw*6 suture", "4")),
    Ward("取内固定", ("xe",), "骨科", "Z47.000 骨折板取出", (22, 64), (4, 6), "adm pre dr dress_s@3 dress_s@5", ("IJ13", "取内固定", 0.7), knife=(1, "78.6300", "骨内固定物取出", "plate_out suture", "4")),
    Ward("骨质疏松压缩骨折", ("xy",), "骨科", "M80.900 骨质疏松伴病理性骨折", (64, 86), (5, 7), "adm pre mri dr cefur*2@2 saline*2@2 drip@2 dr@3 alend@0 alend!", ("IB33", "脊柱后凸成形", 2.1), share=2, knife=(2, "81.6600", "经皮椎体后凸成形术", "pkp balloon cement", "3")),
    Ward("输尿管结石", ("xy",), "泌尿外科", "N20.100 输尿管结石", (26, 66), (4, 6), "adm pre us ct ceftri*2@1-2 saline*2@1-2 saline5*2@1 drip@1-2 drip_more@1 foley@1 foley_m@1 foley_day@2 dr@3", ("LF13", "输尿管结石手术", 1.3), share=3, knife=(1, "56.3100", "输尿管镜碎石术", "ureter", "2")),
    Ward("前列腺电切", ("xy",), "泌尿外科", "N40.x00 前列腺增生", (60, 82), (7, 9), "adm pre us psa us_heart cefur*2@2-4 saline*2@2-4 drip@2-4 foley@2 foley_m@2 foley_day@3-6 monitor*8@2#13 oxygen*6@2#13", ("MC13", "前列腺手术", 1.5), sex="1", knife=(2, "60.2900", "经尿道前列腺电切术", "turp specimen", "2")),
    Ward("甲状腺结节", ("xy",), "普通外科", "D34.x00 甲状腺腺瘤", (28, 66), (4, 6), "adm pre us tsh ft4 dr oxygen*6@1#13 monitor*8@1#13 dress_s@2 dress_s@4", ("KD13", "甲状腺手术", 1.2), sex="2", knife=(1, "06.3900", "甲状腺部分切除术", "goitre suture specimen", "1")),
    Ward("包皮环切日间", ("xe", "pa"), "泌尿外科", "N47.x00 包茎", (10, 40), (1, 2), "cbc clot infect cefix@0", ("MJ13", "男性生殖系统手术", 0.3), sex="1", knife=(0, "64.0x00", "包皮环切术", "circum", "3")),
    Ward("创面感染换药", ("wa", "wd"), "外科", "L03.900 蜂窝织炎", (30, 76), (5, 7), "cbc crp glu cefur*4@0-4 saline*2@0-4 drip@0-4 dress_m@0-", share=3),
    Ward("顺产", ("fy", "xy"), "产科", "O80.000 头位顺产;Z37.000 单胎活产", (20, 38), (3, 4), "cbc urine clot infect type us oxytocin*2@0 saline5@0 drip@0", ("OR13", "阴道分娩", 0.6), sex="2", share=5, kind="52", knife=(0, "73.5900", "手法助产", "birth", "")),
    Ward("剖宫产", ("fy", "xy"), "产科", "O82.000 选择性剖宫产;Z37.000 单胎活产", (22, 40), (5, 6), "cbc urine clot infect type us fetal ecg cefur*2@0-1 saline*2@0-1 saline5*2@0-1 oxytocin*2@0-1 drip@0-1 drip_more*2@0-1 foley@0 foley_m@0 monitor*3@0#21 monitor*6@1#1 cbc@2 dress_s@2 dress_s@4", ("OB13", "剖宫产", 1.1), "bed@0- n1@0 n2@1- round@0-", sex="2", share=4, kind="52", knife=(0, "74.1x00", "子宫下段剖宫产术", "section suture", "2")),
    Ward("新生儿黄疸", ("fy",), "新生儿科", "P59.900 新生儿黄疸", (0.0, 0.01), (4, 6), "cbc liver type tcb tcb@2 tcb@4 photo*12@0-2", None, "bed_baby@0- n_baby@0- round@0-", share=4),
    Ward("小儿支气管肺炎", ("fy", "xy", "xe"), "儿科", "J18.000 支气管肺炎", (1, 8), (5, 8), "cbc crp urine stool liver myco dr cefur*2@0-5 saline*2@0-5 scalp@0-5 neb*2@0- budes*2@0- cbc@4", ("ES33", "呼吸系统感染/炎症", 0.6), share=7),
    Ward("小儿轮状病毒肠炎", ("fy", "xy"), "儿科", "A08.000 轮状病毒性肠炎", (0.6, 4), (3, 5), "cbc crp stool rota ions dextrose@0-2 scalp@0-2 ors@0 smecta@0 probio@0", ("GW13", "胃肠炎", 0.4), share=3, months=(10, 11, 12, 1, 2)),
    Ward("子宫肌瘤", ("fy", "xy"), "妇科", "D25.900 子宫平滑肌瘤", (34, 52), (6, 8), "adm pre us_in smear cefur*2@2-3 saline*2@2-3 saline5*2@2-3 drip@2-3 drip_more@2-3 foley@2 foley_m@2 foley_day@3 monitor*8@2#13 oxygen*6@2#13 cbc@4 dress_s@4 dress_s@6", ("NC13", "子宫手术", 1.4), sex="2", knife=(2, "68.2900", "腹腔镜下子宫肌瘤剔除术", "myoma scope suture specimen", "1")),
    Ward("宫外孕", ("fy", "xy"), "妇科", "O00.100 输卵管妊娠", (20, 42), (5, 6), "cbc urine liver kidney ions pre hcg us_in hcg@3 cefur*2@0-1 saline*2@0-1 saline5*2@0-1 drip@0-1 drip_more@0-1 monitor*3@0#21 monitor*6@1#1 oxygen*3@0#21 cbc@1", ("OE13", "异位妊娠手术", 1.1), N1, sex="2", knife=(0, "66.6200", "腹腔镜下输卵管切除术", "salpinx scope suture specimen", "1")),
    Ward("不全流产清宫", ("fy",), "妇科", "O03.400 不完全自然流产", (20, 42), (1, 2), "cbc clot infect type us hcg", sex="2", knife=(0, "69.0200", "清宫术", "curette specimen", "")),
    Ward("白内障", ("yk1", "yk2"), "眼科", "H25.900 老年性白内障", (58, 86), (1, 2), "cbc clot infect glu ecg vision slit iop biometry us_b levo_eye! pred_eye!", share=6, knife=(0, "13.4100", "白内障超声乳化抽吸术", "phaco lens", "3")),
    Ward("结肠癌术后化疗", ("xy",), "肿瘤科", "Z51.100 为肿瘤化学治疗疗程;C18.900 结肠恶性肿瘤", (44, 72), (2, 3), "cbc liver kidney ions ecg cea oxali*3@0 capec! ondan*2@0-1 dextrose*2@0 saline*2@0-1 drip@0-1 drip_more@0-1", ("RE13", "化疗", 0.7), share=3),
    Ward("乡镇儿童化脓性扁桃体炎", ("wa", "wc"), "内科", "J03.900 急性扁桃体炎;R56.001 热性惊厥", (4, 12), (3, 5), "cbc crp urine dr cefur*2@0-3 saline@0-3 scalp@0-3 neb@0-3 ibu_sy@0", share=2),
    Ward("流感重症", ("xy",), "呼吸内科", "J10.000 流感伴肺炎", (56, 84), (6, 9), "adm flu crp pct ct gas oselta@0 ambrox_i*2@0- saline@0- drip@0- oxygen*10@0-3 neb*2@0- budes*2@0- cbc@4", ("ES33", "呼吸系统感染/炎症", 0.9), N1, months=(11, 12, 1, 2, 3)),
)


def lain(c: County, ward: Ward, day: date) -> Visit:
    """One stay of this kind."""
    r = c.rng
    nights = r.randint(*ward.nights)
    p = (r.random() < 0.1 and ward.knife is None and ward.ages[0] > 30 and c.known(ward.sex, int(ward.ages[0]), int(ward.ages[1]), day)) or c.person(ward.sex, *ward.ages)
    if ward.ages[1] <= 0.02:
        p.born = day - timedelta(days=r.randint(2, 4))
    v = c.stay(r.choice(ward.houses), p, day, nights, ward.dept, diagnoses(ward.dx), ward.kind)
    if ward.ages[1] <= 0.02:
        v.more["newborn"] = "0"
    billed(c, v, f"{ward.care} {ward.bill}")
    if ward.knife:
        operated(c, v, *ward.knife, hour=max(10.0, v.start.hour + 2.0) if ward.knife[0] == 0 else 10.0)
    if ward.group:
        grouped(v, *ward.group)
    return v


def mended(c: County, v: Visit) -> None:
    """What cashiers put right: a line entered twice and taken back, too many hours, a dearer bed, a stay settled anew."""
    r = c.rng
    what, line = r.randrange(4), r.choice([x for x in v.lines if x.item.kind in ("03", "04", "05", "09")])
    if what == 0:
        twice = c.add(v, _word(line.item.code), line.count, line.at, exact=True, price=line.price)
        c.add(v, _word(line.item.code), -line.count, min(v.end, line.at + timedelta(days=1)), exact=True, price=line.price, of=twice.sn)
    elif what == 1:
        v.refund = v.end + timedelta(days=r.choice((1, 3)), hours=2)
        v.again = v.refund + timedelta(minutes=12)
    elif what == 2:
        beds = [x for x in v.lines if x.item.name.endswith("(三人间)")]
        if beds:
            wrong = c.add(v, "bed_two", 1, beds[0].at, exact=True)
            c.add(v, "bed_two", -1, min(v.end, wrong.at + timedelta(days=1)), exact=True, of=wrong.sn)
    else:
        late = [x for x in v.lines if x.item.kind == "04"]
        for x in late[:3]:
            x.at = min(v.end, x.at + timedelta(days=2))


def _word(code: str) -> str:
    return next(key for key, item in ITEMS.items() if item.code == code)


def fill(c: County, stays: int) -> None:
    """All of it, over the seasons; one stay in twenty is put right by the cashier."""
    weighted = [ward for ward in WARDS for _ in range(ward.share)]
    for _ in range(stays):
        ward = c.rng.choice(weighted)
        day = c.workday(date(2025, 1, 6), LAST - timedelta(days=ward.nights[1] + 6))
        while day.month not in ward.months:
            day = c.workday(date(2025, 1, 6), LAST - timedelta(days=ward.nights[1] + 6))
        v = lain(c, ward, day)
        if c.rng.random() < 0.05:
            mended(c, v)
