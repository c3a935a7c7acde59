"""What the county sells: services of the national price list, drugs, herbs and consumables.

Prices are those of a second-level house; a third-level one charges a tenth more, a first-level one a tenth less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Item:
    """One thing with a price. days: how long a box lasts at the ordinary dose."""

    key: str
    code: str
    name: str
    kind: str
    listing: str
    price: float
    days: int = 0
    payable: bool = True


SERVICES = """
reg      110200001 普通门诊诊察费 02 12
expert   110200002 副主任医师门诊诊察费 02 22
er       110200003 急诊诊察费 02 16
ward     110200005 住院诊察费 02 16
general  110300009 一般诊疗费 12 10
bed      110900001 普通病房床位费 01 36
clean    110900002 层流洁净病房床位费 01 120
icubed   110900003 监护病房床位费 01 90
n0       120100002 特级护理 07 5
n1       120100003 Ⅰ级护理 07 22
n2       120100004 Ⅱ级护理 07 14
n3       120100005 Ⅲ级护理 07 8
nbaby    120100007 新生儿护理 07 24
icucare  120100001 重症监护 07 8
drip     120400006 静脉输液 05 9
drip2    120400006 静脉输液(第二瓶起) 05 1
shot     120400001 肌肉注射 05 3
push     120400002 静脉注射 05 4
neb      120700001 雾化吸入 05 6
oxygen   120300001 氧气吸入 05 3
dress    120600003 换药(中) 05 15
dress_s  120600004 换药(小) 05 9
cath     121400001 导尿 05 20
blood    250101015 血常规(五分类) 04 18
urine    250102035 尿常规 04 10
stool    250103001 粪便常规 04 6
hbg      250101001 血红蛋白测定 04 4
wbc      250101002 白细胞计数 04 4
plt      250101003 血小板计数 04 4
tp       250301001 血清总蛋白测定 04 4
alb      250301002 血清白蛋白测定 04 4
glu      250302001 葡萄糖测定 04 5
fglu     250302001 床旁葡萄糖测定 04 6
hba1c    250302003 糖化血红蛋白测定 04 55
tc       250303001 血清总胆固醇测定 04 6
tg       250303002 血清甘油三酯测定 04 6
hdl      250303004 血清高密度脂蛋白胆固醇测定 04 8
ldl      250303005 血清低密度脂蛋白胆固醇测定 04 8
k        250304001 钾测定 04 5
na       250304002 钠测定 04 5
cl       250304003 氯测定 04 5
ca       250304004 钙测定 04 5
p        250304005 无机磷测定 04 5
tbil     250305001 血清总胆红素测定 04 5
dbil     250305002 血清直接胆红素测定 04 5
alt      250305007 血清丙氨酸氨基转移酶测定 04 5
ast      250305008 血清天门冬氨酸氨基转移酶测定 04 5
urea     250307001 尿素测定 04 5
crea     250307002 肌酐测定 04 5
ua       250307005 血清尿酸测定 04 6
ckmb     250306003 血清肌酸激酶-MB同工酶质量测定 04 40
tni      250306009 血清肌钙蛋白I测定 04 70
ntbnp    250306013 N端-B型钠尿肽前体测定 04 160
amy      250308004 血清淀粉酶测定 04 12
crp      250401025 C反应蛋白测定 04 22
pct      250401030 降钙素原测定 04 120
pt       250203020 血浆凝血酶原时间测定 04 14
aptt     250203025 活化部分凝血活酶时间测定 04 14
fib      250203030 血浆纤维蛋白原测定 04 14
dd       250203066 血浆D-二聚体测定 04 50
hbsag    250403004 乙型肝炎表面抗原测定 04 12
hcv      250403014 丙型肝炎抗体测定 04 25
hiv      250403019 人免疫缺陷病毒抗体测定 04 30
syph     250403053 梅毒螺旋体特异抗体测定 04 22
mp       250403038 肺炎支原体血清学试验 04 30
sputum   250501009 痰培养加药敏 04 70
tsh      250310001 血清促甲状腺激素测定 04 30
ft4      250310006 血清游离甲状腺素测定 04 30
ft3      250310005 血清游离三碘甲状原氨酸测定 04 30
psa      250404005 总前列腺特异性抗原测定 04 45
pth      250310018 甲状旁腺激素测定 04 55
ferrit   250202035 血清铁蛋白测定 04 30
fluab    250403039 甲型乙型流感病毒抗原测定 04 60
cpep     250310040 血清C肽测定 04 35
malb     250307008 尿微量白蛋白测定 04 20
leuk     250501040 阴道分泌物检查 04 16
gas      250304013 血气分析 04 60
ecg      310701001 常规心电图检查 03 20
holter   310701003 动态心电图 03 150
ecgmon   310701022 心电监测 03 4
spo2     310701028 血氧饱和度监测 03 3
echo     220600004 心脏彩色多普勒超声 03 150
usabd    220301001 彩色多普勒超声常规检查(腹部) 03 90
usneck   220301001 彩色多普勒超声常规检查(甲状腺) 03 80
uspel    220301001 彩色多普勒超声常规检查(妇科) 03 90
usuro    220301001 彩色多普勒超声常规检查(泌尿系) 03 90
uscar    220302003 颈部血管彩色多普勒超声 03 110
usob     220302011 产科彩色多普勒超声 03 100
dr       210102015 数字化摄影(DR)(胸部) 03 55
drb      210102015 数字化摄影(DR)(四肢) 03 55
drl      210102015 数字化摄影(DR)(腰椎) 03 70
ct       210300001 X线计算机体层(CT)平扫(胸部) 03 180
cthead   210300001 X线计算机体层(CT)平扫(头颅) 03 180
ctabd    210300001 X线计算机体层(CT)平扫(腹部) 03 180
ctc      210300002 X线计算机体层(CT)增强扫描(腹部) 03 260
mrhead   210200001 磁共振平扫(头颅) 03 380
mrlum    210200001 磁共振平扫(腰椎) 03 380
gastro   310902005 电子胃十二指肠镜检查 03 190
colo     310903005 电子结肠镜检查 03 240
patho    270300005 内镜组织活检检查与诊断 04 110
lung     310601001 肺通气功能检查 03 90
fetal    311201026 胎心监测 03 30
fundus   310300033 眼底照相 03 40
tono     310300019 眼压检查 03 12
biom     310300063 眼部A超 03 45
ga       330100005 全身麻醉 06 700
sa       330100003 椎管内麻醉 06 420
la       330100001 局部浸润麻醉 06 30
anmon    330100015 麻醉中监测 06 25
pacu     330100016 麻醉恢复室监护 06 100
appen    331003022 阑尾切除术 06 1100
chole    331006002 胆囊切除术 06 1500
laparo   331000001 腹腔镜手术加收 06 600
hernia   331008001 腹股沟疝修补术 06 900
phaco    330406005 白内障超声乳化摘除术加人工晶体植入术 06 1500
turp     331203004 经尿道前列腺电切术 06 1900
section  331400012 剖宫产术 06 1400
deliver  331400002 单胎顺产接生 06 900
suture   331523001 清创缝合(小) 06 90
orif     331505016 桡骨远端骨折切开复位内固定术 06 1900
adhes    331003009 肠粘连松解术 06 800
angio    320500001 冠状动脉造影术 06 2300
stent    320500003 经皮冠状动脉内支架置入术 06 4200
plaster  331501058 石膏固定术(小) 05 60
hd       311000006 血液透析 05 400
hdf      311000008 血液透析滤过 05 560
hp       311000010 血液灌流 05 420
vent     310603001 呼吸机辅助呼吸 05 15
needle   430000001 普通针刺 05 30
elec     430000005 电针 05 36
moxa     440000001 灸法 05 22
cup      430000026 拔罐疗法 05 18
tuina    450000005 腰部疾病推拿治疗 05 55
tract    340100019 牵引 05 28
mfreq    340100010 中频脉冲电治疗 05 22
irlight  340100001 红外线治疗 05 12
move     340200019 运动疗法 05 48
hemi     340200020 偏瘫肢体综合训练 05 60
ot       340200024 作业疗法 05 45
swallow  340200029 吞咽功能障碍训练 05 50
reheval  340200039 康复综合评定 05 80
decoct   480000005 中药煎药 05 3
amylt    250308005 尿淀粉酶测定 04 12
inr      250203021 凝血酶原时间国际标准化比值测定 04 14
afp      250404001 甲胎蛋白测定 04 40
cea      250404002 癌胚抗原测定 04 40
ca125    250404011 糖类抗原CA125测定 04 60
ca199    250404012 糖类抗原CA199测定 04 60
hbvdna   250403064 乙型肝炎病毒DNA测定 04 100
hcgb     250310042 血清人绒毛膜促性腺激素测定 04 45
prog     250310037 孕酮测定 04 40
esr      250101022 红细胞沉降率测定 04 8
rf       250402035 类风湿因子测定 04 15
aso      250403065 抗链球菌溶血素O测定 04 12
upro     250102007 24小时尿蛋白定量测定 04 15
ucult    250501013 尿培养加菌落计数 04 50
hpylori  250403061 幽门螺杆菌抗体测定 04 25
ubt      310902009 碳13尿素呼气试验 03 150
vitd     250310055 25羟维生素D测定 04 70
bmd      310502001 骨密度测定 03 80
eeg      310100001 脑电图 03 60
emg      310100010 肌电图 03 90
tcd      310100026 经颅多普勒 03 90
audi     310401001 纯音听阈测定 03 45
lscope   310402008 鼻内镜检查 03 80
oct      310300079 光学相干断层成像 03 120
usbre    220301001 彩色多普勒超声常规检查(乳腺) 03 80
uskid    220301001 彩色多普勒超声常规检查(肾脏) 03 90
usleg    220302005 下肢血管彩色多普勒超声 03 110
bpmon    310701021 动态血压监测 03 8
drkn     210102015 数字化摄影(DR)(膝关节) 03 55
drhip    210102015 数字化摄影(DR)(骨盆) 03 55
ctface   210300001 X线计算机体层(CT)平扫(鼻窦) 03 180
ctknee   210300001 X线计算机体层(CT)平扫(四肢) 03 180
cturo    210300001 X线计算机体层(CT)平扫(泌尿系) 03 180
mrknee   210200001 磁共振平扫(膝关节) 03 380
photo    311202012 新生儿光照治疗 05 4
bilic    311202005 经皮胆红素测定 03 8
pump     120400011 微量泵输注 05 3
suction  120900001 胃肠减压 05 18
cathday  121400001 留置导尿 05 6
tube     120800001 鼻饲管置管 05 18
enema    121300001 灌肠 05 20
hip      331507005 人工髋关节置换术 06 3600
thyro    330300008 甲状腺部分切除术 06 1500
hemor    331004020 痔切除术 06 700
hyster   331303011 腹腔镜全子宫切除术 06 2600
cyst     331302001 卵巢囊肿剔除术 06 1500
urs      331104011 经尿道输尿管镜碎石取石术 06 2200
tonsil   330610001 扁桃体切除术 06 800
tibia    331505027 胫骨骨折切开复位内固定术 06 2100
remove   331505038 骨折内固定装置取出术 06 1000
polyp    310903010 经内镜结肠息肉切除术 06 600
eswl     311100012 体外冲击波碎石 05 900
rct      310513005 根管预备 05 60
rcf      310513006 根管充填术 05 90
extract  330604002 牙拔除术 06 60
fumi     430000024 中药熏洗治疗 05 30
ear      430000018 耳穴压豆 05 12
patch    470000010 中药穴位贴敷 05 25
laser    340100007 激光治疗 05 20
ultra    340100015 超声波治疗 05 25
rescue   120200003 小抢救 05 60
nprec    120500001 口腔护理 07 10
cleft    121100001 吸痰护理 07 4
foldrtv  311201056 经阴道冲洗上药 05 18
tooth    310511001 龋齿补牙 05 70
"""

DRUGS = """
amlo   C08CA 苯磺酸氨氯地平片 6.5 28
nifed  C08CA 硝苯地平控释片 24 28
vals   C09CA 缬沙坦胶囊 12.6 28
telm   C09CA 替米沙坦片 15 28
metop  C07AB 琥珀酸美托洛尔缓释片 22 28
biso   C07AB 富马酸比索洛尔片 12 28
aspi   B01AC 阿司匹林肠溶片 12.9 30
clop   B01AC 硫酸氢氯吡格雷片 62 28
ator   C10AA 阿托伐他汀钙片 9.8 28
rosu   C10AA 瑞舒伐他汀钙片 8.6 28
metf   A10BA 盐酸二甲双胍缓释片 11 30
glim   A10BB 格列美脲片 13 30
acar   A10BF 阿卡波糖片 5.4 10
insg   A10AE 甘精胰岛素注射液 48 16
insa   A10AB 门冬胰岛素注射液 28 14
thyr   H03AA 左甲状腺素钠片 23 50
omep   A02BC 奥美拉唑肠溶胶囊 9 14
rabe   A02BC 雷贝拉唑钠肠溶胶囊 16 14
mosa   A03FA 枸橼酸莫沙必利片 14 8
amoxi  J01CA 阿莫西林胶囊 8.5 6
cefo   J01DC 头孢呋辛酯片 15 6
azi    J01FA 阿奇霉素片 9 3
levoo  J01MA 左氧氟沙星片 8 6
ibup   M01AE 布洛芬缓释胶囊 16 10
cele   M01AH 塞来昔布胶囊 14 7
lora   R06AX 氯雷他定片 9 12
cetir  R06AE 盐酸西替利嗪片 8 12
mont   R03DC 孟鲁司特钠片 18 12
budn   R01AD 布地奈德鼻喷雾剂 34 30
bufo   R03AK 布地奈德福莫特罗吸入粉雾剂 160 30
tiot   R03BB 噻托溴铵粉吸入剂 98 30
ambo   R05CB 盐酸氨溴索片 6 7
ambsyr R05CB 盐酸氨溴索口服溶液 12 5
ibusus M01AE 布洛芬混悬液 15 3
cefk   J01DD 头孢克肟颗粒 18 5
smec   A07BC 蒙脱石散 12 5
ors    A07CA 口服补液盐散(Ⅲ) 16 3
tams   G04CA 盐酸坦索罗辛缓释胶囊 24 14
fina   G04CB 非那雄胺片 14 30
iron   B03AB 多糖铁复合物胶囊 28 10
folic  B03BB 叶酸片 6 31
calc   A12AX 碳酸钙D3片 32 30
isos   C01DA 单硝酸异山梨酯缓释片 22 24
furot  C03CA 呋塞米片 6 50
spir   C03DA 螺内酯片 9 50
febu   M04AA 非布司他片 13 28
cloti  G01AF 克霉唑阴道片 19 3
acyc   J05AB 阿昔洛韦片 7 5
osel   J05AH 磷酸奥司他韦胶囊 28 5
mecob  B03BA 甲钴胺片 9 10
halo   S01AE 左氧氟沙星滴眼液 8 10
semag  A10BJ 司美格鲁肽注射液 479 28
alb20  B05AA 人血白蛋白 378 1
sevel  V03AE 碳酸镧咀嚼片 96 7
warf   B01AA 华法林钠片 10 30
riva   B01AF 利伐沙班片 25 14
digo   C01AA 地高辛片 9 60
ente   J05AF 恩替卡韦片 9 28
leve   N03AX 左乙拉西坦片 30 15
sert   N06AB 盐酸舍曲林片 26 28
olan   N05AH 奥氮平片 24 28
madop  N04BA 多巴丝肼片 60 13
mtx    L04AX 甲氨蝶呤片 12 28
hcq    P01BA 硫酸羟氯喹片 40 14
letro  L02BG 来曲唑片 70 30
allo   M04AA 别嘌醇片 8 30
cand   D01AC 糠酸莫米松乳膏 12 14
vala   J05AB 盐酸伐昔洛韦片 18 7
betah  N07CA 盐酸倍他司汀片 10 10
preds  H02AB 醋酸泼尼松片 5 20
dyd    G03DB 地屈孕酮片 110 10
ursod  A05AA 熊去氧胆酸胶囊 32 8
lactu  A06AD 乳果糖口服溶液 28 7
timo   S01ED 马来酸噻吗洛尔滴眼液 9 30
latan  S01EE 拉坦前列素滴眼液 60 30
alend  M05BA 阿仑膦酸钠片 40 28
ocreo  H01CB 注射用醋酸奥曲肽 38 0
piper  J01CR 注射用哌拉西林钠他唑巴坦钠 14 0
cefop  J01DD 注射用头孢哌酮钠舒巴坦钠 16 0
metro  J01XD 甲硝唑氯化钠注射液 5 0
penic  J01CE 注射用青霉素钠 1.5 0
dexa   H02AB 地塞米松磷酸钠注射液 1 0
vitc   A11GA 维生素C注射液 1 0
vitb6  A11HA 维生素B6注射液 1 0
mann   B05BC 甘露醇注射液250ml 5 0
pacl   L01CD 紫杉醇注射液 120 0
tram   N02AX 盐酸曲马多注射液 6 0
morp   N02AA 盐酸吗啡缓释片 48 10
nitro  C01DA 硝酸甘油注射液 4 0
magn   A12CC 硫酸镁注射液 2 0
cefui  J01DC 注射用头孢呋辛钠 6 0
ceftr  J01DD 注射用头孢曲松钠 5 0
cefaz  J01DB 注射用头孢唑林钠 5 0
levoi  J01MA 左氧氟沙星氯化钠注射液 16 0
azii   J01FA 注射用阿奇霉素 9 0
impe   J01DH 注射用亚胺培南西司他丁钠 62 0
ambi   R05CB 盐酸氨溴索注射液 4 0
mpred  H02AB 注射用甲泼尼龙琥珀酸钠 13 0
doxo   R03DA 多索茶碱注射液 9 0
budneb R03BA 吸入用布地奈德混悬液 4.5 0
terb   R03AC 硫酸特布他林雾化吸入用溶液 4 0
furoi  C03CA 呋塞米注射液 1.5 0
ns100  B05XA 0.9%氯化钠注射液100ml 2.6 0
ns250  B05XA 0.9%氯化钠注射液250ml 3 0
gs250  B05BA 5%葡萄糖注射液250ml 3 0
gns500 B05BB 葡萄糖氯化钠注射液500ml 3.8 0
kcl    B05XA 氯化钾注射液 1.2 0
omepi  A02BC 注射用奥美拉唑钠 9 0
enox   B01AB 依诺肝素钠注射液 22 0
hepa   B01AB 肝素钠注射液 9 0
epo    B03XA 人促红素注射液 24 0
oxyt   H01BB 缩宫素注射液 6 0
prop   N01AX 丙泊酚乳状注射液 11 0
remi   N01AH 注射用盐酸瑞芬太尼 38 0
rocu   M03AC 罗库溴铵注射液 20 0
ropi   N01BB 盐酸罗哌卡因注射液 15 0
lido   N01BB 盐酸利多卡因注射液 1.5 0
regins A10AB 胰岛素注射液 12 0
oxal   L01XA 注射用奥沙利铂 78 0
onda   A04AA 盐酸昂丹司琼注射液 4 0
alte   B01AD 注射用阿替普酶 3800 0
ioh    V08AB 碘海醇注射液 95 0
"""

PATENT = """
lianh  ZA01B 连花清瘟胶囊 13 6
yinq   ZA01B 银翘解毒颗粒 14 5
xerch  ZA01B 小儿豉翘清热颗粒 28 5
ganmao ZA01B 感冒清热颗粒 12 5
huox   ZA01C 藿香正气口服液 15 4
jianw  ZA06B 香砂养胃丸 14 10
fufdan ZA12G 复方丹参滴丸 26 10
yaobt  ZA16B 腰痹通胶囊 28 8
liuwd  ZA09D 六味地黄丸 18 10
baofk  ZB01A 保妇康栓 38 6
chuanb ZA05B 蜜炼川贝枇杷膏 24 6
xuefu  ZA12G 血府逐瘀胶囊 24 8
danh   ZA12C 丹红注射液 18 0
"""

HERBS = """
danggui 当归 0.16 10
baishao 白芍 0.09 12
chuanx 川芎 0.1 9
shudi 熟地黄 0.08 12
huangq 黄芪 0.1 20
dangs 党参 0.16 12
baizhu 白术 0.12 12
fuling 茯苓 0.08 15
gancao 炙甘草 0.09 6
chenpi 陈皮 0.06 9
banxia 法半夏 0.2 9
duzhong 杜仲 0.08 10
sangjs 桑寄生 0.06 15
duhuo 独活 0.06 9
niuxi 牛膝 0.08 10
suanzr 炒酸枣仁 0.55 12
dans 丹参 0.07 12
huangqin 黄芩 0.08 9
jineij 炒鸡内金 0.07 9
rens 人参 1.3 6
"""

GOODS = """
lens   C01010 人工晶状体 980
mesh   C02010 疝修补补片 760
plate  C03010 桡骨远端锁定钢板 2600
screw  C03020 锁定螺钉 220
stentx C04010 冠脉药物洗脱支架 780
balloon C04020 冠脉球囊扩张导管 180
dcb    C04030 药物涂层冠脉球囊 6300
dialyz C05010 空心纤维透析器 85
hipset  C11010 人工髋关节组件 7200
dj      C12010 双J管 160
tibpl   C13010 胫骨锁定钢板 2900
catset C06010 一次性导尿包 22
ivset  C07010 一次性输液器 2.5
stapler C08010 腔镜直线切割吻合器钉仓 890
"""


def _all() -> dict[str, Item]:
    out: dict[str, Item] = {}
    for n, row in enumerate(SERVICES.split("\n")[1:-1]):
        key, code, name, kind, price = row.split()
        # Parts of one item are told apart by the last four digits, as the national code does.
        same = sum(i.code[:11] == f"00{code}" for i in out.values())
        out[key] = Item(
            key, f"00{code}{same * 100:04d}", name, kind, "201", float(price), payable=n >= 0
        )
    for n, row in enumerate(DRUGS.split("\n")[1:-1]):
        key, atc, name, price, days = row.split()
        out[key] = Item(
            key,
            f"X{atc}A{n:03d}{'B' if days == '0' else 'A'}0010101{60000 + n * 7:05d}0"[:23],
            name,
            "09",
            "101",
            float(price),
            int(days),
        )
    for n, row in enumerate(PATENT.split("\n")[1:-1]):
        key, group, name, price, days = row.split()
        out[key] = Item(
            key,
            f"{group}A{n:04d}0101{70000 + n * 11:05d}",
            name,
            "11",
            "101",
            float(price),
            int(days),
        )
    for n, row in enumerate(HERBS.split("\n")[1:-1]):
        key, name, price, days = row.split()
        out[key] = Item(key, f"T0017{n:05d}", name, "10", "102", float(price), int(days))
    for row in GOODS.split("\n")[1:-1]:
        key, code, name, price = row.split()
        out[key] = Item(key, f"{code}1230000{code[1:]}0000", name, "08", "301", float(price))
    return out


ITEMS = _all()
ITEMS["danh"] = replace(ITEMS["danh"], code="ZA12CAD0087010103962")
ITEMS["selfglu"] = Item("selfglu", "00250302001990", "自费营养评估", "14", "201", 30, payable=False)
PANELS = {
    "liver": "tp alb tbil dbil alt ast",
    "kidney": "urea crea ua",
    "lipid": "tc tg hdl ldl",
    "ions": "k na cl",
    "clot": "pt aptt fib",
    "infect": "hbsag hcv hiv syph",
    "base": "blood urine stool",
}


def panel(words: str) -> list[str]:
    """Keys of tests, panels resolved."""
    return [k for w in words.split() for k in PANELS.get(w, w).split()]
