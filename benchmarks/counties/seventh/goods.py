"""What is charged: service items, drugs, herbs, consumables, each by a short word of this county."""

from __future__ import annotations

import re

from benchmarks.counties.grammar.world import Item

SERVICES = """
see 110200001 普通门诊诊查费 12 02
see_er 110200003 急诊诊查费 20 02
see_obs 110200004 门急诊留观诊查费 30 02
round 110200005 住院诊查费 18 02
gp 110200099 一般诊疗费 10 12
home_bed 110800001 家庭病床建床费 30 14
home_visit 110800002 家庭病床巡诊费 40 02
video 110200098 互联网复诊诊查费 12 02
bed 110900001 普通病房床位费 40 01
bed_icu 110900003 监护病房床位费 150 01
bed_clean 110900002 层流洁净病房床位费 280 01
bed_obs 110900005 急诊观察床位费 25 01
bed_baby 110900001 普通病房床位费(新生儿床) 20 01
n1 120100003 Ⅰ级护理 26 07
n2 120100004 Ⅱ级护理 18 07
n3 120100005 Ⅲ级护理 10 07
n_special 120100002 特级护理 8 07
n_baby 120100007 新生儿护理 30 07
n_baby_special 120100008 新生儿特殊护理 45 07
n_mind 120100009 精神病护理 22 07
n_suction 120100011 吸痰护理 4 07
n_mouth 120100014 口腔护理 8 07
rescue_small 120200003 小抢救 60 05
rescue_mid 120200002 中抢救 120 05
rescue_big 120200001 大抢救 220 05
oxygen 120300001 氧气吸入 4 05
im 120400001 肌肉注射 4 05
iv_push 120400002 静脉注射 6 05
drip 120400006 静脉输液 10 05
drip_more 120400006 静脉输液(每增加一组) 3 05
scalp 120400007 小儿头皮静脉输液 14 05
picc 120400011 经外周静脉置入中心静脉导管术 180 05
dress_s 120600004 小换药 12 05
dress_m 120600003 中换药 22 05
dress_l 120600002 大换药 38 05
neb 120700001 雾化吸入 9 05
tube_feed 120800001 鼻饲管置管 20 05
lavage 121500001 洗胃 80 05
stomach_tube 121000002 插胃管 20 05
catheter 121600001 导尿 18 05
bladder_wash 121600004 膀胱灌注 60 05
enema 121400001 灌肠 18 05
ambulance 110400001 院前急救费 90 05
dr 210102015 数字化摄影(DR) 65 03
fluoro 210101001 普通透视(胸) 10 03
ct 210300001 X线计算机体层(CT)平扫 190 03
ct_c 210300002 X线计算机体层(CT)增强扫描 320 03
ct_3d 210300005 X线计算机体层(CT)三维重建加收 80 03
mri 210200001 磁共振平扫 420 03
mri_c 210200002 磁共振增强扫描 620 03
us 220301001 彩色多普勒超声常规检查 90 03
us_b 220201002 B超常规检查 40 03
us_gyn 220302011 腔内彩色多普勒超声检查(经阴道) 110 03
us_heart 220600004 心脏彩色多普勒超声 150 03
us_neck 220302003 颈部血管彩色多普勒超声 100 03
ecg 310701001 常规心电图检查 20 03
holter 310701003 动态心电图 160 03
telemetry 310701008 遥测心电监护 6 03
monitor 310701022 心电监测 6 05
spo2 310701028 血氧饱和度监测 3 05
vent 310603001 呼吸机辅助呼吸 16 05
gastro 310902005 纤维胃十二指肠镜检查(电子镜) 220 03
colon 310903005 纤维结肠镜检查(电子镜) 280 03
cbc 250101015 血细胞分析 20 04
wbc 250101010 白细胞计数 4 04
plt 250101011 血小板计数 4 04
hb 250101001 血红蛋白测定 3 04
urine 250102035 尿液分析 12 04
stool 250103001 粪便常规 5 04
pt 250203020 血浆凝血酶原时间测定(PT) 18 04
ddimer 250203066 血浆D-二聚体测定 60 04
tp 250301001 血清总蛋白测定 5 04
alb_t 250301002 血清白蛋白测定 5 04
glu 250302001 葡萄糖测定 6 04
glu_bed 250302001 葡萄糖测定(床边血糖仪检测) 8 04
hba1c 250302003 糖化血红蛋白测定 55 04
alt 250305007 血清丙氨酸氨基转移酶测定 7 04
ast 250305008 血清天门冬氨酸氨基转移酶测定 7 04
urea 250307001 尿素测定 6 04
crea 250307002 肌酐测定 6 04
k 250304001 钾测定 5 04
na 250304002 钠测定 5 04
hco3 250304010 血清碳酸氢盐(HCO3)测定 6 04
gas 250310900 血气分析 80 04
crp 250401025 C-反应蛋白测定(CRP) 25 04
hscrp 250401026 超敏C-反应蛋白测定 35 04
pct 250310050 降钙素原检测 120 04
tni 250306009 血清肌钙蛋白Ⅰ测定 60 04
hbsag 250403004 乙型肝炎表面抗原测定(HBsAg) 10 04
hcvab 250403014 丙型肝炎抗体测定(Anti-HCV) 25 04
bhcg 250310037 血清人绒毛膜促性腺激素测定 45 04
tsh 250310001 血清促甲状腺激素测定 35 04
cea 250404001 癌胚抗原测定(CEA) 40 04
bili_skin 311202014 新生儿经皮胆红素测定 8 04
drug_level 250309002 血清药物浓度测定 95 04
tb_smear 250501004 抗酸杆菌涂片检查 15 04
tb_culture 250501020 结核菌培养 60 04
cmv 250403090 巨细胞病毒核酸定量 150 04
blood_type 260000002 ABO血型鉴定 12 04
cross 260000011 血液交叉配合试验 30 04
transfuse 120400012 静脉输血 20 05
hd 311000006 血液透析 340 05
hdf 311000008 血液透析滤过 560 05
hp 311000010 血液灌流 480 05
crrt 311000011 连续性血液净化 90 05
hd_watch 311000012 血透监测 15 05
needle 430000001 普通针刺 22 05
e_needle 430000016 电针 26 05
moxa 440000001 灸法 24 05
cup 440000003 拔罐疗法 18 05
tuina_waist 450000009 腰椎间盘突出推拿治疗 48 05
tuina_neck 450000003 颈椎病推拿治疗 42 05
patch 410000001 贴敷疗法 15 05
steam 410000007 中药熏洗治疗 28 05
hot_pack 410000005 中药热奄包治疗 22 05
decoct 480000006 中药煎药 3 05
motion 340200020 运动疗法 40 05
hemi 340200023 偏瘫肢体综合训练 55 05
joint 340200026 关节松动训练(大关节) 42 05
ot 340200031 作业疗法 40 05
balance 340200024 平衡训练 38 05
swallow 340200036 吞咽功能障碍训练 50 05
rehab_eval 340200039 康复综合评定 80 05
lowfreq 340100009 低频脉冲电治疗 16 05
midfreq 340100010 中频脉冲电治疗 18 05
wax 340100020 蜡疗 20 05
scale 311501001 精神科A类量表测查 20 05
psycho 311503029 心理治疗 90 05
leave 110900009 精神科请假留床费 6 14
mect 311503008 多参数监护无抽搐电休克治疗 420 05
work_rec 311503021 工娱治疗 12 05
mind_watch 311503027 精神科监护 18 05
prenatal 311201023 产前检查 15 05
ctg 311201026 胎心监测 20 05
born 331400002 单胎顺产接生 620 06
born2 331400003 双胎接生 900 06
section 331400012 剖宫产术 1200 06
epidural_labor 331400099 分娩镇痛 600 05
incubator 311202001 新生儿暖箱 3 05
blue 311202009 新生儿蓝光治疗 8 05
hear 311202013 新生儿听力筛查 80 05
dna_heel 311202015 新生儿疾病筛查 90 04
pulp 310511006 牙髓失活术 30 05
open_pulp 310511003 开髓引流术 25 05
canal_prep 310511008 根管预备 50 05
canal_fill 310511009 根管充填术 60 05
canal 310511021 根管治疗 320 05
fill 310511001 简单充填术 60 05
pull 330604003 前磨牙拔除术 90 06
scaling 310513001 洁治 120 05
tooth_film 210102014 牙片 20 03
iop 310300005 眼压检查 10 03
fundus 310300056 眼底照相 30 03
biom 310300040 眼部A超 40 03
oct_eye 310300045 光学相干断层成像(OCT) 180 03
cataract 330406006 白内障超声乳化摘除术+人工晶体植入术 1900 06
ivt 330407099 玻璃体腔注药术 480 06
trabec 330405012 小梁切除术 1100 06
appendix 331003022 阑尾切除术(经腹腔镜) 1150 06
gall 331006002 胆囊切除术(经腹腔镜) 1500 06
hernia 331008001 腹股沟疝修补术 980 06
piles 331004020 混合痔嵌顿手法松解回纳术 520 06
polyp 310903009 经内镜结肠息肉切除术 480 06
knee 331507006 人工膝关节置换术 3100 06
hip 331507001 人工全髋关节置换术 3200 06
plate_out 331515999 骨内固定取出术 720 06
fracture 331505020 股骨干骨折切开复位内固定术 1800 06
hand_reduce 420000001 骨折手法整复术 240 05
cyst 331401099 体表肿物切除术 260 06
ga 330100005 全身麻醉 650 06
spinal 330100003 椎管内麻醉 480 06
block 330100002 神经阻滞麻醉 180 06
intub 330100008 气管插管术 90 05
op_watch 330100015 麻醉中监测 160 06
coronary 320500001 冠状动脉造影术 1900 06
stent 320500003 经皮冠状动脉内支架置入术(STENT) 3800 06
linac 240300010 直线加速器放疗 180 05
plan_rt 240100004 特定计算机治疗计划系统 900 05
sim 240200002 专用模拟机定位 300 05
mask 240500001 体架固定 280 05
chemo_pump 120400013 静脉药物配置 20 05
bone_marrow 250201001 骨髓涂片细胞学检验 90 04
patho 270300002 手术标本检查与诊断 150 04
us_scrotum 220302012 阴囊彩色多普勒超声 100 03
us_breast 220302001 浅表器官彩色多普勒超声(乳腺) 100 03
baby_watch 311202007 新生儿监护 6 05
obs_watch 110300001 急诊监护费 60 05
remote_ecg 310701099 远程心电图诊断 15 03
afp 250404002 甲胎蛋白测定(AFP) 40 04
antibody 260000004 血型单特异性抗体鉴定 30 04
veeg 310100003 视频脑电图监测 60 03
tap 310905001 腹腔穿刺术 60 05
skin_laser 311400012 激光治疗 120 05
"""

DRUGS = """
amlod C08CAA120 苯磺酸氨氯地平片 18 28
valsa C09CAX066 缬沙坦胶囊 24 28
atorva C10AAA011 阿托伐他汀钙片 32 28
aspirin B01ACA024 阿司匹林肠溶片 15 30
clopi B01ACL086 硫酸氢氯吡格雷片 38 28
metf A10BAE010 盐酸二甲双胍缓释片 22 30
acarb A10BFA005 阿卡波糖片 28 30
glarg A10AEG019 甘精胰岛素注射液 130 30
empa A10BKE020 恩格列净片 98 30
entec J05AFE013 恩替卡韦分散片 40 28
tacro L04ADT002 他克莫司胶囊 620 25
myco L04AAM044 吗替麦考酚酯胶囊 280 25
pred H02ABP040 醋酸泼尼松片 8 30
rispe N05AXL027 利培酮片 30 30
olanz N05AHA010 奥氮平片 46 28
sodval N03AGB020 丙戊酸钠缓释片 42 30
escit N06ABE015 草酸艾司西酞普兰片 44 28
donep N06DAD010 盐酸多奈哌齐片 90 28
levo H03AAL010 左甲状腺素钠片 26 50
warf B01AAH020 华法林钠片 20 40
tamsu G04CAT010 盐酸坦索罗辛缓释胶囊 36 30
cabc A12AAC050 碳酸钙D3片 34 30
epo B03XAC040 重组人促红素注射液(CHO细胞) 60 3
lanth V03AEL010 碳酸镧咀嚼片 180 20
rifam J04ABL010 利福平胶囊 20 30
inh J04ACY010 异烟肼片 6 30
pza J04AKB010 吡嗪酰胺片 12 30
emb J04AKY010 盐酸乙胺丁醇片 14 30
osim L01EBA010 甲磺酸奥希替尼片 5580 30
abira L02BXA010 醋酸阿比特龙片 2200 30
capec L01BCK010 卡培他滨片 420 14
docet L01CDD010 多西他赛注射液 480 1
oxali L01XAA010 注射用奥沙利铂 600 1
ondan A04AAA010 盐酸昂丹司琼注射液 18 1
dexa H02ABD010 地塞米松磷酸钠注射液 4 1
ceftri J01DDT010 注射用头孢曲松钠 12 1
cefur J01DCT020 注射用头孢呋辛钠 16 1
cefix J01DDT030 头孢克肟片 26 5
amox J01CAA010 阿莫西林胶囊 14 6
azith J01FAA010 阿奇霉素片 18 3
pants A02BCF010 注射用泮托拉唑钠 22 1
omep A02BCA010 奥美拉唑肠溶胶囊 20 14
ambro R05CBA010 盐酸氨溴索注射液 8 1
budes R03BAB010 吸入用布地奈德混悬液 14 1
salbu R03ACS010 硫酸沙丁胺醇气雾剂 22 30
ibup M01AEB010 布洛芬缓释胶囊 16 5
parac N02BEA010 对乙酰氨基酚片 8 3
saline B05BBL010 氯化钠注射液 4 1
glucose B05BAP010 葡萄糖注射液 4 1
lido N01BBL010 盐酸利多卡因注射液 5 1
propo N01AXB010 丙泊酚乳状注射液 28 1
oxyto H01BBS010 缩宫素注射液 12 1
vitk B02BAW010 维生素K1注射液 5 1
levof_eye S01AEZ010 左氧氟沙星滴眼液 18 14
timol S01EDM010 马来酸噻吗洛尔滴眼液 14 30
ranib S01LAL010 雷珠单抗注射液 3900 1
heparin B01ABG010 低分子肝素钠注射液 32 1
tramad N02AXQ010 盐酸曲马多缓释片 28 5
doxo_eye D07ACM010 糠酸莫米松乳膏 28 14
furos C03CAF010 呋塞米注射液 3 1
nitro C01DAX010 硝酸甘油注射液 8 1
edara N07XXE010 依达拉奉注射液 45 1
hepato A05BAH010 复方甘草酸苷注射液 28 1
sertra N06ABS010 盐酸舍曲林片 40 28
rabies J06BBK010 人狂犬病免疫球蛋白 210 1
"""

PATENT = """
lianhua ZA04CAL010 连花清瘟胶囊 15 6
fufang ZA12HAF020 复方丹参滴丸 28 20
liuwei ZA09DAL030 六味地黄丸 20 15
ban ZA04BAB010 板蓝根颗粒 12 5
gandong ZA01AAG010 感冒灵颗粒 13 4
zheng ZA16GAY010 云南白药气雾剂 45 10
xueshuan ZA12HAX080 血栓心脉宁片 42 14
mother ZD01AAJ0060010101912 加味益母草膏 18 7
house_cough Z99HOUSE01 院内制剂 止咳合剂 18 7
house_wash Z99HOUSE02 院内制剂 消肿洗剂 22 7
"""

HERBS = """
huangqi T000700555 黄芪 0.14
danggui T000700210 当归 0.22
baizhu T000700020 白术 0.18
fuling T000700260 茯苓 0.12
gancao T000700270 甘草 0.10
chaihu T000700110 柴胡 0.35
shaoyao T000700050 白芍 0.13
chuanxiong T000700150 川芎 0.15
dihuang T000700680 地黄 0.10
chenpi T000700120 陈皮 0.08
dangshen T000700230 党参 0.26
fuzi T000700265 附片 0.30
"""

STUFF = """
lens C0601110100 人工晶状体 1850
stent_c C0201020100 冠状动脉药物洗脱支架 780
balloon_c C0201030200 冠状动脉球囊扩张导管 320
balloon_dcb C0201030300 药物涂层冠状动脉球囊 5800
knee_c C0301010100 人工膝关节 6200
hip_c C0301020100 人工髋关节 6800
plate C0302010100 金属接骨板 900
screw C0302010200 金属接骨螺钉 80
mesh C0401010100 疝补片 900
film C1601010100 医用胶片 12
set C1401010100 一次性使用输液器 3
dialyser C1001010100 一次性使用透析器 90
dial_line C1001020100 一次性使用血液透析管路 30
staple C0501010100 一次性使用吻合器 1600
catheter_c C1402010100 一次性使用导尿包 26
red_cell B0000000001 去白细胞悬浮红细胞 240
plasma B0000000002 病毒灭活新鲜冰冻血浆 80
platelet B0000000003 单采血小板 1400
"""


def _catalogue() -> dict[str, Item]:
    out = {}
    for row in SERVICES.strip().splitlines():
        key, code, name, price, kind = re.fullmatch(
            r"(\w+) (\d+) (.+) ([\d.]+) (\d\d)", row
        ).groups()  # type: ignore[union-attr]
        extension = (
            "0600" if key == "bed_baby" else "0001" if key in ("drip_more", "ct_3d") else "0000"
        )
        out[key] = Item("00" + code + extension, name, float(price), kind)
    for kind, text in (("09", DRUGS), ("11", PATENT)):
        for n, row in enumerate(text.strip().splitlines()):
            key, code, name, price, days = re.fullmatch(
                r"(\w+) (\w+) (.+) ([\d.]+) (\d+)", row
            ).groups()  # type: ignore[union-attr]
            full = (
                f"X{code}A001010{100000 + n}"
                if kind == "09"
                else code
                if len(code) == 20
                else f"{code}010{100000 + n}"
            )
            out[key] = Item(
                full, name, float(price), kind, "103" if "HOUSE" in code else "101", int(days)
            )
    for row in HERBS.strip().splitlines():
        key, code, name, price = row.split()
        out[key] = Item(code, name, float(price), "10", "102")
    for row in STUFF.strip().splitlines():
        key, code, name, price = row.split()
        out[key] = Item(code + "0" * (20 - len(code)), name, float(price), "08", "301")
    return out


ITEMS = _catalogue()
HERB_KEYS = tuple(k for k, i in ITEMS.items() if i.kind == "10" and k != "fuzi")
