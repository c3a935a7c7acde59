"""What can be charged in this county: services, drugs, herbs, materials."""

from __future__ import annotations

from hashlib import md5

from benchmarks.counties.grammar.world import Item

SERVICES = """
see 110200001 普通门诊诊查费 12 02
see_expert 110200002 专家门诊诊查费 25 02
see_er 110200003 急诊诊查费 20 02
see_obs 110200004 门急诊留观诊查费 30 02
round 110200005 住院诊查费 18 02
gp 110200099 一般诊疗费 10 12
bed 110900001 普通病房床位费 42 01
bed2 110900001D 普通病房床位费(双人间) 60 01
bed_icu 110900003 监护病房床位费 120 01
bed_obs 110900005 急诊观察床位费 20 01
bed_baby 110900001N 普通病房床位费(新生儿床) 16 01
icu_care 120100001 重症监护 12 07
care_s 120100002 特级护理 96 07
care_1 120100003 Ⅰ级护理 32 07
care_2 120100004 Ⅱ级护理 22 07
care_3 120100005 Ⅲ级护理 14 07
care_baby 120100007 新生儿护理 28 07
care_mouth 120100014M 一般专项护理(口腔护理) 6 07
care_pipe 120100013 动静脉置管护理 14 07
oxygen 120300001 氧气吸入 3.5 05
inject 120400001 肌肉注射 3 05
inject_sc 120400003 皮下注射 3 05
push 120400002 静脉注射 5 05
drip 120400006 静脉输液 11 05
drip_more 120400006B 静脉输液(连续输液第二组起) 2 05
drip_child 120400007 小儿头皮静脉输液 14 05
cvc 120400011 中心静脉穿刺置管术 160 05
picc 120400012 经外周静脉置入中心静脉导管术 210 05
dress_m 120600003 中换药 20 05
dress_s 120600004 小换药 12 05
mist 120700001 雾化吸入 7 05
feed_tube 120800001 鼻饲管置管 30 05
feed 120800003 鼻饲 5 05
sputum 120100011 吸痰护理 6 05
catheter 121600001 导尿 22 05
catheter_day 121600002 留置导尿护理 8 07
enema 121500001 灌肠 25 05
xray_chest 210102015 数字化摄影(DR)胸部正位 70 03
xray_limb 210102016 数字化摄影(DR)四肢 70 03
xray_spine 210102017 数字化摄影(DR)脊柱 90 03
ct_head 210300001 X线计算机体层(CT)平扫(头颅) 190 03
ct_chest 210300002 X线计算机体层(CT)平扫(胸部) 210 03
ct_abd 210300003 X线计算机体层(CT)平扫(上腹部) 210 03
ct_abd_c 210300004 X线计算机体层(CT)增强扫描(上腹部) 300 03
mr_head 210200001 磁共振平扫(头颅) 420 03
mr_lumbar 210200002 磁共振平扫(腰椎) 420 03
us_abd 220301001 彩色多普勒超声常规检查(腹部) 90 03
us_preg 220301002 彩色多普勒超声常规检查(产科) 110 03
us_gyn 220301003 彩色多普勒超声常规检查(妇科) 90 03
us_neck 220302001 颈部血管彩色多普勒超声 110 03
us_leg 220302003 下肢血管彩色多普勒超声 120 03
us_heart 220600004 心脏彩色多普勒超声 150 03
us_thyroid 220301005 彩色多普勒超声常规检查(甲状腺) 80 03
us_urine 220301006 彩色多普勒超声常规检查(泌尿系) 80 03
us_bmode 220201002 B超常规检查 40 03
ecg 310701001 常规心电图检查 22 03
ecg_24 310701003 动态心电图 160 03
monitor 310701022 心电监测 4 05
spo2 310701028 血氧饱和度监测 2 05
fetal 311201026 胎心监测 12 05
egd 310902005 胃十二指肠镜检查 180 03
colono 310903005 结肠镜检查 260 03
polyp 310903008 经内镜肠息肉切除术 380 06
biopsy 270300001 内镜组织活检病理检查 110 03
path 270300005 手术标本检查与诊断 160 03
lung 310601001 肺通气功能检查 70 03
bone 230500012 骨密度测定 90 03
eeg 310100001 脑电图 70 03
cbc 250101015 血细胞分析 20 04
urine 250102035 尿液分析 10 04
stool 250103001 粪便常规检查 6 04
occult 250103002 粪便隐血试验 5 04
clot 250203000 凝血四项 70 04
ddimer 250203066 血浆D-二聚体测定 60 04
glu 250302001 葡萄糖测定 6 04
hba1c 250302003 糖化血红蛋白测定 60 04
liver 250305000 肝功能检查 65 04
renal 250307000 肾功能检查 32 04
lytes 250304000 电解质检查 30 04
lipid 250303000 血脂检查 48 04
enzyme 250306000 心肌酶谱 60 04
tni 250306009 肌钙蛋白Ⅰ测定 85 04
bnp 250306012 N端-脑利钠肽前体测定 150 04
crp 250401025 C-反应蛋白测定 20 04
pct 250401031 降钙素原测定 100 04
esr 250202036 红细胞沉降率测定 5 04
infect 250403000 感染性疾病四项筛查 110 04
tsh 250310000 甲状腺功能三项 120 04
tumor 250404000 肿瘤标志物组合 180 04
gas 250307028 血气分析 60 04
sputum_c 250501009 痰培养及鉴定 70 04
blood_c 250501011 血培养及鉴定 90 04
urine_c 250501013 尿培养及鉴定 70 04
flu 250403066 流感病毒抗原检测 60 04
myco 250403021 肺炎支原体抗体测定 50 04
hcg 250310038 血清人绒毛膜促性腺激素测定 60 04
pth 250310033 甲状旁腺激素测定 70 04
iron 250304010 铁蛋白测定 40 04
bili 250305003 经皮胆红素测定 10 04
hpylori 250403089 碳14呼气试验 90 03
typing 260000002 ABO血型鉴定 20 04
crossm 260000010 交叉配血 30 04
transfuse 260000020 输血 15 05
an_spinal 330100003 椎管内麻醉 260 06
an_general 330100005 全身麻醉 420 06
an_block 330100002 神经阻滞麻醉 140 06
an_local 330100001 局部浸润麻醉 30 06
an_mon 330100015 麻醉中监测 130 06
pca 330100008 术后镇痛 90 06
recover 330100016 麻醉恢复室监护 60 06
op_appendix 331003022 腹腔镜阑尾切除术 950 06
op_gall 331006002 腹腔镜胆囊切除术 1400 06
op_hernia 331008001 腹股沟疝修补术 900 06
op_section 331400012 剖宫产术 1300 06
op_birth 331400002 单胎顺产接生 560 06
op_cataract 330406005 白内障超声乳化摘除术+人工晶体植入术 1500 06
op_hip 331506006 人工全髋关节置换术 2600 06
op_femur 331505021 股骨颈骨折闭合复位内固定术 1800 06
op_radius 331505010 桡骨骨折切开复位内固定术 1400 06
op_ankle 331505033 踝关节骨折切开复位内固定术 1400 06
op_out 331505040 骨折内固定装置取出术 800 06
op_pci 320500003 经皮冠状动脉内支架置入术 3600 06
op_cag 320500001 冠状动脉造影术 1600 06
op_turp 331105004 经尿道前列腺电切术 1700 06
op_ureter 331102018 输尿管镜碎石取石术 1500 06
op_piles 331004020 肛周常见疾病手术治疗(痔切除或套扎及肛周肿物切除术) 700 06
op_fibroid 331303011 经腹子宫肌瘤剔除术 1900 06
op_vein 330804053 大隐静脉高位结扎剥脱术 1100 06
op_thyroid 330803004 甲状腺部分切除术 1300 06
op_lipoma 331602004 浅表肿物切除术 160 06
suture 331602001 清创缝合术 90 06
op_nail 331602010 拔甲治疗 60 06
plaster 331523001 石膏固定术 110 06
reduce 331523008 骨折手法复位术 130 06
hd 311000006 血液透析 400 05
hdf 311000008 血液透析滤过 560 05
intub 330100017 气管插管术 120 06
look 331008020 腹腔镜检查 600 06
adhes 331003008 肠粘连松解术 700 06
bed_clean 110900002 层流洁净病房床位费 280 01
vent 310603001 呼吸机辅助呼吸 14 05
niv 310603002 无创辅助通气 12 05
highflow 310603005 经鼻高流量氧疗 10 05
rescue 120200001 大抢救 180 05
chemo 250900001 抗肿瘤化学药物配置 30 05
photo 311202015 新生儿蓝光治疗 4 05
incub 311202001 新生儿暖箱 4 05
ex_move 340200020 运动疗法 48 05
ex_hemi 340200030 偏瘫肢体综合训练 55 05
ex_hand 340200031 作业疗法 45 05
ex_speech 340200038 言语训练 50 05
ex_swallow 340200036 吞咽功能障碍训练 50 05
ex_joint 340200026D 关节松动训练(大关节) 50 05
rate_reh 340200001 康复评定 60 05
ph_mf 340100010 中频脉冲电治疗 18 05
ph_lf 340100009 低频脉冲电治疗 18 05
ph_uv 340100002 紫外线治疗 10 05
ph_ir 340100001 红外线治疗 8 05
ph_sw 340100013 超短波治疗 15 05
ph_us 340100017 超声波治疗 15 05
traction 340100023 颈椎腰椎牵引 18 05
acu 430000001 普通针刺 26 05
acu_el 430000019 电针 28 05
moxa 440000001 灸法 24 05
cup 430000030 拔罐疗法 12 05
tuina_n 450000002 颈椎病推拿治疗 45 05
tuina_l 450000005 腰椎间盘突出推拿治疗 55 05
herb_boil 470000012 煎药机煎药 3 05
tcm_see 110200006 中医辨证论治 15 02
psy_talk 311503020 心理治疗 60 05
psy_scale 311501001 精神科量表测查 40 03
psy_rtms 311503031 重复经颅磁刺激治疗 70 05
psy_act 311503010 工娱治疗 10 05
refract 310300010 验光 12 03
iop 310300017 眼压检查 12 03
fundus 310300026 眼底检查 16 03
slit 310300022 裂隙灯检查 12 03
pure_tone 310401001 纯音听阈测定 30 03
ear_wash 310401033 外耳道冲洗 15 05
nose 310402001 鼻内镜检查 80 03
larynx 310403010 电子喉镜检查 100 03
patch 311400010 皮肤点刺试验 60 03
freeze 311400033 冷冻治疗 40 05
tooth_fill 310510010 光固化复合树脂充填 120 05
tooth_root 310511002 根管治疗 180 05
tooth_pull 310517003 前牙拔除术 50 06
tooth_film 210102020 牙片数字化摄影 15 03
scale_gum 310513001 牙龈上洁治 40 05
bladder 311000040 残余尿测定 15 03
fobt 250404020 前列腺特异性抗原测定 70 04
hyster 311201004 阴道镜检查 90 03
smear 270200001 宫颈液基细胞学检查 120 04
white 250102050 阴道分泌物检查 12 04
lav 311201003 阴道冲洗上药 18 05
home_visit 110600002 家庭病床巡诊费 40 02
home_bed 110600001 家庭病床建床费 30 14
video 110200098 互联网复诊诊查费 12 02
"""

DRUGS = """
cef3 J01DD 注射用头孢曲松钠 8.5 09 1 1
cefu J01DC 注射用头孢呋辛钠 9.2 09 1 1
cefz J01DB 注射用头孢唑林钠 6.4 09 1 1
pip J01CR 注射用哌拉西林钠他唑巴坦钠 22 09 1 1
levo_iv J01MA 左氧氟沙星氯化钠注射液 14 09 1 1
mero J01DH 注射用美罗培南 46 09 1 1
cefd J01DD 头孢地尼胶囊 23 09 4 12
amox J01CA 阿莫西林胶囊 11 09 6 24
azi J01FA 阿奇霉素片 16 09 6 6
levo J01MA 左氧氟沙星片 18 09 7 7
metro J01XD 甲硝唑氯化钠注射液 4 09 1 1
ambrox R05CB 盐酸氨溴索注射液 3.2 09 1 1
ambrox_o R05CB 盐酸氨溴索片 9 09 7 20
bude R03BA 吸入用布地奈德混悬液 7.8 09 1 1
salbu R03AC 吸入用硫酸沙丁胺醇溶液 4.5 09 1 1
ipra R03BB 吸入用异丙托溴铵溶液 5.2 09 1 1
tio R03BB 噻托溴铵粉雾剂 96 09 30 30
symb R03AK 布地奈德福莫特罗粉吸入剂 145 09 30 60
theo R03DA 茶碱缓释片 12 09 12 24
mpred H02AB 注射用甲泼尼龙琥珀酸钠 18 09 1 1
pred H02AB 醋酸泼尼松片 6 09 20 100
furo C03CA 呋塞米注射液 1.8 09 1 1
furo_o C03CA 呋塞米片 7 09 50 100
spiro C03DA 螺内酯片 9 09 50 100
meto C07AB 琥珀酸美托洛尔缓释片 22 09 28 28
dig C01AA 地高辛片 12 09 30 30
nitro C01DA 单硝酸异山梨酯缓释片 19 09 24 24
nitro_iv C01DA 硝酸甘油注射液 5 09 1 1
amlo C08CA 苯磺酸氨氯地平片 14 09 28 28
nife C08CA 硝苯地平控释片 24 09 30 30
vals C09CA 缬沙坦胶囊 21 09 28 28
irbe C09CA 厄贝沙坦片 18 09 28 28
atorva C10AA 阿托伐他汀钙片 19 09 28 28
rosu C10AA 瑞舒伐他汀钙片 17 09 28 28
asp B01AC 阿司匹林肠溶片 12 09 30 30
clop B01AC 硫酸氢氯吡格雷片 38 09 28 28
lmwh B01AB 低分子肝素钠注射液 21 09 1 1
rivaro B01AF 利伐沙班片 42 09 28 28
edara N07XX 依达拉奉注射液 24 09 1 1
citi N06BX 胞磷胆碱钠注射液 4 09 1 1
xst ZA12H 注射用血栓通(冻干) 32 11 1 1
mecob B03BA 甲钴胺片 18 09 20 60
metf A10BA 盐酸二甲双胍缓释片 17 09 15 60
glim A10BB 格列美脲片 24 09 30 30
acarb A10BF 阿卡波糖片 26 09 15 45
dapa A10BK 达格列净片 62 09 28 28
ins_g A10AE 甘精胰岛素注射液 68 09 15 1
ins_a A10AB 门冬胰岛素注射液 62 09 15 1
panto A02BC 注射用泮托拉唑钠 9 09 1 1
rabe A02BC 雷贝拉唑钠肠溶胶囊 18 09 14 14
omep A02BC 奥美拉唑肠溶胶囊 12 09 14 14
mosa A03FA 枸橼酸莫沙必利片 16 09 8 24
ns B05BB 氯化钠注射液 3.1 09 1 1
gs B05BA 葡萄糖注射液 3.2 09 1 1
ringer B05BB 复方氯化钠注射液 3.4 09 1 1
kcl B05XA 氯化钾注射液 1.2 09 1 1
vitc A11GA 维生素C注射液 1.5 09 1 1
aa B05BA 复方氨基酸注射液(18AA) 26 09 1 1
flurb M01AE 氟比洛芬酯注射液 28 09 1 1
cele M01AH 塞来昔布胶囊 24 09 5 10
ibu M01AE 布洛芬缓释胶囊 13.5 09 10 20
tramadol N02AX 盐酸曲马多缓释片 19 09 5 10
morph N02AA 硫酸吗啡缓释片 58 09 5 10
calc A12AX 碳酸钙D3片 28 09 30 60
oxyto H01BB 缩宫素注射液 6 09 1 1
carbo H01BB 卡贝缩宫素注射液 120 09 1 1
mgso4 B05XA 硫酸镁注射液 2 09 1 1
ond A04AA 盐酸昂丹司琼注射液 9 09 1 1
dexa H02AB 地塞米松磷酸钠注射液 1.2 09 1 1
oxali L01XA 注射用奥沙利铂 260 09 1 1
cape L01BC 卡培他滨片 210 09 5 12
docet L01CD 多西他赛注射液 230 09 1 1
carbop L01XA 卡铂注射液 64 09 1 1
pemet L01BA 注射用培美曲塞二钠 480 09 1 1
gcsf L03AA 重组人粒细胞刺激因子注射液 48 09 1 1
epo B03XA 重组人促红素注射液(CHO细胞) 28 09 1 1
ironiv B03AC 蔗糖铁注射液 24 09 1 1
heparin B01AB 肝素钠注射液 9 09 1 1
olan N05AH 奥氮平片 36 09 14 28
risp N05AX 利培酮片 22 09 15 30
sert N06AB 盐酸舍曲林片 34 09 14 14
val N03AG 丙戊酸钠缓释片 40 09 15 30
loraz N05BA 劳拉西泮片 12 09 20 20
done N06DA 盐酸多奈哌齐片 58 09 28 28
levodopa N04BA 多巴丝肼片 52 09 20 40
thyr H03AA 左甲状腺素钠片 26 09 100 100
methim H03BB 甲巯咪唑片 22 09 25 50
febux M04AA 非布司他片 32 09 14 14
leflu L04AA 来氟米特片 36 09 10 10
hcq P01BA 硫酸羟氯喹片 38 09 7 14
tamsu G04CA 盐酸坦索罗辛缓释胶囊 34 09 14 14
fina G04CB 非那雄胺片 32 09 28 28
lora R06AX 氯雷他定片 14 09 12 12
monte R03DC 孟鲁司特钠片 28 09 7 7
mome D07AC 糠酸莫米松乳膏 15 09 10 1
drops S01ED 马来酸噻吗洛尔滴眼液 9 09 28 1
tears S01XA 玻璃酸钠滴眼液 26 09 15 1
levo_eye S01AE 左氧氟沙星滴眼液 12 09 10 1
ibu_kid M01AE 布洛芬混悬液 15 09 4 1
cef_kid J01DD 头孢克肟颗粒 22 09 6 12
smec A07BC 蒙脱石散 12 09 3 10
ors A07CA 口服补液盐散(Ⅲ) 14 09 2 6
zinc A12CB 葡萄糖酸锌口服溶液 18 09 6 12
oselt J05AH 磷酸奥司他韦胶囊 42 09 5 10
folic B03BB 叶酸片 6 09 31 31
iron B03AA 多糖铁复合物胶囊 28 09 10 10
proge G03DA 黄体酮胶囊 18 09 5 20
clotri G01AF 克霉唑阴道片 24 09 3 1
lhqw ZA01C 连花清瘟胶囊 14.8 11 4 48
banlan ZA01B 板蓝根颗粒 12 11 7 20
gandi ZA05A 急支糖浆 16 11 5 1
xueft ZA12B 血府逐瘀胶囊 24 11 8 48
danshen ZA12A 复方丹参滴丸 27 11 18 180
liuwei ZB05A 六味地黄丸 16 11 15 120
yinqiao ZA01A 银翘解毒片 11 11 6 36
tongluo ZA12C 通心络胶囊 29 11 10 90
kangfu ZC01A 康复新液 32 11 6 1
yunnan ZA17A 云南白药膏 22 11 10 10
rosc N01BB 盐酸罗哌卡因注射液 14 09 1 1
propo N01AX 丙泊酚注射液 18 09 1 1
sufen N01AH 枸橼酸舒芬太尼注射液 22 09 1 1
cisatr M03AC 注射用苯磺顺阿曲库铵 34 09 1 1
norad C01CA 重酒石酸去甲肾上腺素注射液 6 09 1 1
albumin B05AA 人血白蛋白 380 09 1 1
mida N05CD 咪达唑仑注射液 9 09 1 1
hepb J06BB 乙型肝炎人免疫球蛋白 120 09 1 1
vitk B02BA 维生素K1注射液 2 09 1 1
caff R06DX 枸橼酸咖啡因注射液 90 09 1 1
"""

HERBS = """
黄芪 0.11 当归 0.14 白术 0.12 茯苓 0.09 甘草 0.08 川芎 0.1 白芍 0.09 熟地黄 0.08 党参 0.16 陈皮 0.05 西洋参 1.6
法半夏 0.2 桂枝 0.06 柴胡 0.18 黄芩 0.09 牛膝 0.08 杜仲 0.07 桑寄生 0.05 独活 0.07 丹参 0.07 红花 0.28
"""

MATERIALS = """
m_iv 一次性使用输液器 2.6
m_needle 静脉留置针 18
m_cath 一次性导尿包 24
m_suture 可吸收缝线 48
m_mesh 疝修补片 620
m_stent 冠状动脉药物洗脱支架 798
m_wire 造影导丝 180
m_lens 人工晶状体 520
m_hip 人工髋关节假体 5200
m_plate 锁定接骨板 1600
m_screw 锁定螺钉 120
m_pack 一次性手术包 46
m_clip 结扎夹 90
m_line 血液透析管路 45
m_filter 透析器 120
m_picc PICC导管 640
m_tube 一次性气管插管 60
m_dress 医用敷料 12
m_stone 取石网篮 480
"""


KNOWN = {
    "xst": "ZA12HAZ0412010105156",
    "albumin": "XB05AAR021B001010100348",
    "西洋参": "T001700805",
}
"""Codes of what a published list names."""
SUBITEM = {"": "0000", "D": "0200", "N": "0600", "M": "0100"}


def _kinds() -> tuple[dict[str, Item], dict[str, int]]:
    items, pieces = {}, {}
    for row in SERVICES.split("\n"):
        if row:
            key, code, name, price, kind = row.split()
            items[key] = Item(
                f"00{code[:9]}{SUBITEM.get(code[9:], '0001')}", name, float(price), kind
            )
    for row in DRUGS.split("\n"):
        if row:
            key, atc, name, price, kind, days, many = row.split()
            tail = int(md5(name.encode()).hexdigest(), 16)
            code = (
                f"X{atc}{'QXYZ'[tail % 4]}{tail % 997:03d}B002010{tail % 7 + 1}{tail % 99991:06d}"[
                    :23
                ]
            )
            if atc.startswith("Z"):
                code = f"{atc}{'QXYZ'[tail % 4]}{tail % 997:03d}0{tail % 7 + 1}01{tail % 99991:05d}"
            items[key] = Item(KNOWN.get(key, code), name, float(price), kind, "101", int(days))
            pieces[key] = int(many)
    for n, word in enumerate(HERBS.split()):
        if n % 2 == 0:
            name = word
        else:
            items[name] = Item(KNOWN.get(name, f"T0018{n:05d}"), name, float(word), "10", "102")
    for n, row in enumerate(MATERIALS.split("\n")):
        if row:
            key, name, price = row.split()
            tail = int(md5(name.encode()).hexdigest(), 16) % 99999
            items[key] = Item(f"C{n:02d}0101{tail:05d}00000", name, float(price), "08", "301")
    return items, pieces


ITEMS, PIECES = _kinds()
