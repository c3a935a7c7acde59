"""What is charged in the county: services by the national price list, drugs, consumables and herbs."""

from __future__ import annotations

from benchmarks.counties.grammar.world import Item

SERVICES = """
see 110200001 普通门诊诊查费 12 02
see_senior 110200002 专家门诊诊查费(副主任医师) 22 02
see_er 110200003 急诊诊查费 20 02
see_obs 110200004 门急诊留观诊查费 28 02
round 110200005 住院诊查费 18 02
general 111000001 一般诊疗费 12 02
bed 110900001 普通病房床位费(三人间) 38 01
bed_two 110900001 普通病房床位费(双人间) 55 01
bed_icu 110900003 重症监护病房床位费 110 01
bed_baby 110900001 普通病房床位费(新生儿床) 22 01
bed_obs 110900005 急诊观察床位费 20 01
nurse1 120100003 Ⅰ级护理 26 07
nurse2 120100004 Ⅱ级护理 16 07
nurse3 120100005 Ⅲ级护理 9 07
nurse_icu 120100001 重症监护 8 07
nurse_special 120100002 特级护理 6 07
nurse_baby 120100007 新生儿护理 26 07
nurse_mind 120100009 精神病护理 22 07
suction 120100011 吸痰护理 5 07
home_bed 111000002 家庭病床建床费 50 05
home_round 130300001 家庭巡诊 40 05
inject 120400001 肌肉注射 4 05
push 120400002 静脉注射 6 05
drip 120400006 静脉输液 11 05
drip_next 120400006 静脉输液(第二组起) 2 05
drip_child 120400007 小儿头皮静脉输液 14 05
oxygen 120300001 氧气吸入 4 05
nebulise 120700001 雾化吸入 9 05
dressing_s 120600004 小换药 14 05
dressing_m 120600003 中换药 26 05
enema 121500001 灌肠 26 05
catheter 121600001 导尿 22 05
catheter_day 121600001 导尿(留置导尿) 4 05
rescue 120200003 小抢救 60 05
debride 121700001 清创缝合(小) 88 06
suture_out 121700002 拆线 18 05
plaster 331523011 石膏固定术(小) 92 05
cbc 250101015 血细胞分析(五分类) 20 04
wbc 250101005 白细胞计数 4 04
hb 250101001 血红蛋白测定 3 04
platelets 250101008 血小板计数 4 04
urine 250102035 尿液分析 10 04
stool 250103001 粪便常规 5 04
crp 250401025 C-反应蛋白测定(CRP) 18 04
pct 250310054 降钙素原检测 110 04
lfi 250305000 肝功能常规检查 58 04
kidney 250307000 肾功能常规检查 32 04
lipid 250303000 血脂四项 36 04
ions 250304000 电解质四项 24 04
sugar 250302001 葡萄糖测定(酶法) 5 04
sugar_poc 250302001 葡萄糖测定(床边血糖仪检测) 7 04
hba1c 250302003 糖化血红蛋白测定(色谱法) 58 04
clot 250203020 凝血四项 48 04
ddimer 250203065 血浆D-二聚体测定 55 04
troponin 250306008 血清肌钙蛋白Ⅰ测定 72 04
nt_bnp 250306012 N端-B型钠尿肽前体(NT-proBNP)测定 160 04
amylase 250308004 血清淀粉酶测定 14 04
thyroid 250310001 甲状腺功能五项 118 04
infection 250403004 感染性疾病筛查八项 96 04
flu 250403090 甲型流感病毒抗原检测 45 04
myco 250403053 肺炎支原体抗体测定 42 04
culture 250501001 痰细菌培养及鉴定 70 04
blood_type 260000002 ABO血型鉴定 12 04
rh_type 260000004 Rh血型鉴定 12 04
gas 250309001 血气分析 72 04
hcg 250310040 绒毛膜促性腺激素测定 52 04
tumour 250404005 癌胚抗原测定(CEA) 42 04
pth 250310013 甲状旁腺激素测定 82 04
ferritin 250309009 血清铁蛋白测定 48 04
bili_skin 250305007 经皮胆红素测定 10 04
clozapine 250309005 药物浓度测定(氯氮平) 88 04
ecg 310701001 常规心电图检查 22 03
holter 310701003 动态心电图 148 03
abpm 310701021 动态血压监测 96 03
monitor 310701022 心电监测 4 03
echo 220600001 心脏彩色多普勒超声 130 03
us_abd 220301001 腹部彩色多普勒超声检查 96 03
us_neck 220302001 颈部血管彩色多普勒超声 105 03
us_thyroid 220301002 甲状腺彩色多普勒超声检查 82 03
us_obs 220301003 产科彩色多普勒超声检查 110 03
us_gyn 220301004 妇科彩色多普勒超声检查 96 03
us_urin 220301005 泌尿系彩色多普勒超声检查 90 03
dr_chest 210102015 数字化摄影(DR)胸部正位 55 03
dr_limb 210102015 数字化摄影(DR)四肢 55 03
dr_spine 210102015 数字化摄影(DR)腰椎正侧位 78 03
ct_head 210300001 X线计算机体层(CT)平扫(头颅) 190 03
ct_chest 210300001 X线计算机体层(CT)平扫(胸部) 200 03
ct_abd 210300001 X线计算机体层(CT)平扫(腹部) 210 03
mri_head 210200001 磁共振平扫(头颅) 460 03
mri_spine 210200001 磁共振平扫(腰椎) 460 03
gastro 310902005 电子胃十二指肠镜检查 220 03
colono 310903005 电子结肠镜检查 280 03
polyp 310902007 经内镜消化道息肉切除术 420 06
biopsy 270300005 手术标本检查与诊断 130 04
lung_fn 310601001 肺通气功能检查 95 03
fetal 311201026 胎心监测 22 03
eye_oct 220700011 眼科光学相干断层扫描(OCT) 150 03
biometry 310300054 眼生物测量 80 03
fundus 310300044 眼底照相 40 03
refraction 310300009 电脑验光 12 03
slit 310300027 裂隙灯检查 9 03
ga 330100005 全身麻醉 720 06
spinal 330100003 椎管内麻醉 420 06
local 330100001 局部浸润麻醉 30 06
anaes_mon 330100015 麻醉中监测 60 06
lap_gall 331006002 经腹腔镜胆囊切除术 1850 06
lap_append 331003022 经腹腔镜阑尾切除术 1350 06
hernia 331008001 腹股沟疝修补术 820 06
hip 331507005 人工全髋关节置换术 3400 06
knee 331507002 人工全膝关节置换术 3300 06
femur 331505019 股骨转子间骨折内固定术 1950 06
radius 331505006 桡骨骨折切开复位内固定术 1250 06
fix_out 331505037 骨折内固定装置取出术 620 06
thyroidect 330203005 甲状腺部分切除术 1150 06
uretero 331103025 经输尿管镜碎石取石术 1900 06
cataract 330406005 白内障超声乳化摘除+人工晶体植入术 1350 06
pterygium 330404009 翼状胬肉切除术 420 06
caesar 331400012 剖宫产术 1450 06
birth 331400002 单胎顺产接生 820 06
birth_hard 331400007 难产接生(胎头吸引) 1150 06
curettage 331303023 刮宫术 240 06
stent_op 320500003 经皮冠状动脉内支架置入术(STENT) 3600 06
angiogram 320500001 冠状动脉造影术 2100 06
haemorrhoid 331004020 痔外剥内扎术 680 06
dialysis 311000006 血液透析 400 05
hdf 311000008 血液透析滤过 560 05
perfusion 311000010 血液灌流 340 05
chemo_drip 120400012 静脉输液(化疗药物配置) 30 05
phototherapy 311202009 新生儿蓝光治疗 6 05
perineal 120800002 会阴擦洗 10 05
lactation 311201060 产后康复指导 22 05
mind_talk 311503022 心理治疗 90 05
mind_scale 311501001 精神科A类量表测查 24 03
mind_watch 311503001 抗精神病药物治疗监测 22 05
work_therapy 311503006 工娱治疗 12 05
mect 311503013 多参数监护无抽搐电休克治疗 420 05
joint 340200026 关节松动训练(大关节) 42 05
hemi 340200028 偏瘫肢体综合训练 68 05
exercise 340200020 运动疗法 48 05
work 340200025 作业疗法 48 05
swallow 340200034 吞咽功能障碍训练 52 05
speech 340200031 言语训练 52 05
rehab_eval 340200039 康复综合评定 60 05
medium 340100010 中频脉冲电治疗 18 05
infrared 340100001 红外线治疗 10 05
needle 410000001 普通针刺 26 05
electro 430000007 电针 24 05
moxa 440000001 灸法 18 05
cupping 430000019 拔罐疗法 16 05
tuina 450000005 腰部疾病推拿治疗 46 05
paste 480000001 中药贴敷 22 05
decoct 480000006 中药煎药 3 05
fill 310511001 充填(单面洞) 78 05
root 310511008 根管预备 88 05
root_fill 310511010 根管充填术 82 05
tooth_out 330604002 前磨牙拔除术 66 06
wisdom 330604005 阻生牙拔除术 260 06
scale 310510003 洁治 120 05 own
tooth_film 210102001 牙片 12 03
psych_er 311502006 精神科急诊约束护理观察 60 05
"""

DRUGS = """
amlodipine C08CA TAB 苯磺酸氨氯地平片 5mg×28片 18.6 28
valsartan C09CA CAP 缬沙坦胶囊 80mg×28粒 21.5 28
metoprolol C07AB TAB 酒石酸美托洛尔片 25mg×20片 4.6 10
irbesartan C09CA TAB 厄贝沙坦片 0.15g×28片 16.8 28
atorvastatin C10AA TAB 阿托伐他汀钙片 20mg×28片 12.4 28
aspirin B01AC TAB 阿司匹林肠溶片 100mg×30片 11.8 30
clopidogrel B01AC TAB 硫酸氢氯吡格雷片 75mg×28片 34.8 28
metformin A10BA TAB 盐酸二甲双胍片 0.5g×60片 13.5 30
gliclazide A10BB TAB 格列齐特缓释片 30mg×30片 24.6 30
acarbose A10BF TAB 阿卡波糖片 50mg×30片 14.2 10
dapagliflozin A10BK TAB 达格列净片 10mg×14片 61.0 14
glargine A10AE INJ 甘精胰岛素注射液 3ml:300U 68.0 20
aspart A10AB INJ 门冬胰岛素注射液 3ml:300U 38.5 14
levothyroxine H03AA TAB 左甲状腺素钠片 50μg×100片 29.2 100
spironolactone C03DA TAB 螺内酯片 20mg×100片 19.8 50
furosemide C03CA TAB 呋塞米片 20mg×100片 12.5 50
furo_inj C03CA INJ 呋塞米注射液 2ml:20mg 1.6 1
nitro C01DA INJ 硝酸甘油注射液 1ml:5mg 6.2 1
isosorbide C01DA TAB 单硝酸异山梨酯缓释片 40mg×24片 28.6 24
allopurinol M04AA TAB 别嘌醇片 0.1g×100片 22.0 33
cefuroxime J01DC INJ 注射用头孢呋辛钠 0.75g 8.4 1
ceftriaxone J01DD INJ 注射用头孢曲松钠 1g 6.9 1
cefazolin J01DB INJ 注射用头孢唑林钠 1g 4.8 1
piperacillin J01CR INJ 注射用哌拉西林钠他唑巴坦钠 4.5g 24.5 1
levoflox J01MA INJ 左氧氟沙星氯化钠注射液 100ml:0.5g 13.8 1
azithro J01FA GRA 阿奇霉素干混悬剂 0.1g×6袋 14.6 3
amoxicillin J01CA CAP 阿莫西林胶囊 0.25g×24粒 7.2 4
cefixime J01DD CAP 头孢克肟胶囊 0.1g×12粒 16.4 3
oseltamivir J05AH CAP 磷酸奥司他韦胶囊 75mg×10粒 48.0 5
oseltamivir_c J05AH GRA 磷酸奥司他韦颗粒 15mg×10袋 46.0 5
ibuprofen_c M01AE SUS 布洛芬混悬液 100ml:2g 15.4 4
ibuprofen M01AE CAP 布洛芬缓释胶囊 0.3g×20粒 14.8 10
ambroxol R05CB INJ 盐酸氨溴索注射液 2ml:15mg 3.8 1
ambroxol_o R05CB SYR 盐酸氨溴索口服溶液 100ml:0.6g 18.2 5
budesonide R03BA NEB 吸入用布地奈德混悬液 2ml:1mg 7.6 1
ipratropium R03BB NEB 吸入用异丙托溴铵溶液 2ml:500μg 5.8 1
doxofylline R03DA INJ 多索茶碱注射液 10ml:0.1g 9.5 1
tiotropium R03BB INH 噻托溴铵吸入粉雾剂 18μg×10粒 62.0 10
montelukast R03DC TAB 孟鲁司特钠咀嚼片 4mg×5片 16.8 5
methylpred H02AB INJ 注射用甲泼尼龙琥珀酸钠 40mg 9.8 1
prednisone H02AB TAB 醋酸泼尼松片 5mg×100片 9.4 20
omeprazole_i A02BC INJ 注射用奥美拉唑钠 40mg 5.6 1
omeprazole A02BC CAP 奥美拉唑肠溶胶囊 20mg×28粒 15.2 28
montmorillonite A07BC POW 蒙脱石散 3g×10袋 9.6 3
probiotic A07FA POW 枯草杆菌二联活菌颗粒 1g×20袋 22.4 10
rehydrate A07CA POW 口服补液盐散(Ⅲ) 5.125g×6袋 15.0 2
saline B05BB INJ 氯化钠注射液 250ml:2.25g 3.2 1
saline_s B05BB INJ 氯化钠注射液 100ml:0.9g 2.6 1
glucose B05BA INJ 葡萄糖注射液 250ml:12.5g 3.1 1
potassium B05XA INJ 氯化钾注射液 10ml:1g 1.2 1
edaravone N06BX INJ 依达拉奉注射液 20ml:30mg 22.0 1
citicoline N06BX INJ 胞磷胆碱钠注射液 2ml:0.25g 2.8 1
olanzapine N05AH TAB 奥氮平片 5mg×28片 38.0 14
risperidone N05AX TAB 利培酮片 1mg×30片 19.5 10
clozapine_t N05AH TAB 氯氮平片 25mg×100片 14.6 14
valproate N03AG TAB 丙戊酸钠片 0.2g×100片 24.0 25
sertraline N06AB TAB 盐酸舍曲林片 50mg×14片 22.8 14
lorazepam N05BA TAB 劳拉西泮片 0.5mg×24片 15.6 12
donepezil N06DA TAB 盐酸多奈哌齐片 5mg×14片 38.5 14
tamsulosin G04CA CAP 盐酸坦索罗辛缓释胶囊 0.2mg×14粒 19.8 14
finasteride G04CB TAB 非那雄胺片 5mg×10片 16.5 10
oxytocin H01BB INJ 缩宫素注射液 1ml:10U 8.6 1
ferrous B03AA TAB 琥珀酸亚铁片 0.1g×36片 19.8 12
epo B03XA INJ 人促红素注射液 1ml:10000U 29.0 1
heparin B01AB INJ 肝素钠注射液 2ml:12500U 12.8 1
lowhep B01AB INJ 低分子肝素钠注射液 0.4ml:4250AXaIU 22.6 1
calcitriol A11CC CAP 骨化三醇软胶囊 0.25μg×20粒 28.6 10
calcium A12AA TAB 碳酸钙D3片 600mg×60片 39.0 60
propofol N01AX INJ 丙泊酚乳状注射液 20ml:0.2g 11.6 1
sevoflurane N01AB INH 吸入用七氟烷 120ml 390.0 1
lidocaine N01BB INJ 盐酸利多卡因注射液 5ml:0.1g 2.2 1
bupivacaine N01BB INJ 盐酸布比卡因注射液 5ml:37.5mg 4.2 1
morphine N02AA TAB 硫酸吗啡缓释片 30mg×10片 62.0 5
flurbiprofen M01AE INJ 氟比洛芬酯注射液 5ml:50mg 19.6 1
celecoxib M01AH CAP 塞来昔布胶囊 0.2g×10粒 12.6 5
paclitaxel L01CD INJ 紫杉醇注射液 5ml:30mg 68.0 1
carboplatin L01XA INJ 卡铂注射液 10ml:100mg 46.0 1
capecitabine L01BC TAB 卡培他滨片 0.5g×12片 48.0 2
oxaliplatin L01XA INJ 注射用奥沙利铂 50mg 88.0 1
ondansetron A04AA INJ 盐酸昂丹司琼注射液 4ml:8mg 9.8 1
anastrozole L02BG TAB 阿那曲唑片 1mg×14片 58.0 14
tobra_eye S01AA EYE 妥布霉素地塞米松滴眼液 5ml 21.0 14
levo_eye S01AE EYE 左氧氟沙星滴眼液 5ml:24.4mg 14.8 14
tears S01XA EYE 玻璃酸钠滴眼液 5ml:5mg 26.8 14
latanoprost S01EE EYE 拉坦前列素滴眼液 2.5ml:125μg 68.0 28
mupirocin D06AX CRE 莫匹罗星软膏 10g:0.2g 19.4 7
mometasone D07AC CRE 糠酸莫米松乳膏 10g:10mg 21.6 10
loratadine R06AX TAB 氯雷他定片 10mg×12片 13.8 12
gingko_t Z0101 TAB 银杏叶片 19.2mg×48片 22.6 16
danshen_t Z0102 PIL 复方丹参滴丸 27mg×180丸 27.8 6
lianhua Z0103 CAP 连花清瘟胶囊 0.35g×48粒 23.5 4
banlangen Z0104 GRA 板蓝根颗粒 10g×20袋 15.0 5
ganmaoling Z0105 CAP 感冒灵胶囊 0.5g×24粒 12.6 4
xiaoer Z0106 GRA 小儿豉翘清热颗粒 2g×9袋 26.8 3
yimu Z0107 GRA 益母草颗粒 15g×14袋 19.8 7
liuwei Z0108 PIL 六味地黄丸 200丸 19.6 8
yaotong Z0109 PIL 腰痹通胶囊 0.42g×50粒 34.5 6
niuhuang Z0110 TAB 牛黄解毒片 24片 6.4 4
shenxiong Z0111 INJ 参芎葡萄糖注射液 100ml 38.0 1
"""

FORMS = {
    "TAB": "A001", "CAP": "E001", "PIL": "C001", "GRA": "N001", "SUS": "G001", "SYR": "G002", "POW": "P001",
    "INJ": "B002", "NEB": "L020", "INH": "L001", "EYE": "M001", "CRE": "F001",
}  # fmt: skip

HERBS = """
huangqi T000700312 黄芪 0.14
danggui T000700119 当归 0.16
danshen T000700099 丹参 0.09
baizhu T000700018 白术 0.13
fuling T000700163 茯苓 0.08
gancao T000700176 甘草 0.07
chuanxiong T000700987 川芎 0.11
duzhong T000700131 杜仲 0.10
niuxi T000700436 牛膝 0.09
baishao T000700015 白芍 0.10
chenpi T000700071 陈皮 0.07
jinyinhua T000700287 金银花 0.32
"""

GOODS = """
lens C0301031080000 人工晶体(单焦点非球面) 1180
hip_set C1501030010000 全髋关节假体系统(陶瓷对聚乙烯) 6800
knee_set C1502030010000 全膝关节假体系统 5400
nail C1505010010000 股骨近端髓内钉系统 2450
plate C1506010010000 桡骨远端锁定接骨板 980
screw C1506020010000 锁定螺钉 68
des C0201010010000 药物洗脱冠状动脉支架 798
balloon C0202010010000 冠脉球囊扩张导管 320
mesh C1401010010000 疝修补补片 620
dialyser C1001010010000 血液透析器 105
cannula C1601010010000 静脉留置针 18
set C1601020010000 一次性输液器 2.5
stapler C1301010010000 一次性切割吻合器 1650
dj_stent C1101010010000 输尿管支架(双J管) 460
"""


def _items() -> dict[str, Item]:
    out: dict[str, Item] = {}
    seen: dict[str, int] = {}
    for row in SERVICES.split("\n"):
        if row:
            key, code, name, price, kind, *own = row.split()
            n = seen[code] = seen.get(code, -1) + 1
            out[key] = Item(f"00{code}{n:02d}00", name, float(price), kind, "201", 0, not own)
    for n, row in enumerate(r for r in DRUGS.split("\n") if r):
        key, atc, form, name, *_pack, price, days = row.split()
        if atc.startswith("Z01"):
            out[key] = Item(
                f"ZA{atc[3:]}BA{n:04d}0101{n * 13 % 997:06d}",
                name,
                float(price),
                "11",
                "101",
                int(days),
            )
        else:
            code = f"X{atc}Z{n:03d}{FORMS[form]}0101{n * 13 % 997:05d}"
            out[key] = Item(code, name, float(price), "09", "101", int(days))
    for row in HERBS.split("\n"):
        if row:
            key, code, name, price = row.split()
            out[key] = Item(code, name, float(price), "10", "102")
    for row in GOODS.split("\n"):
        if row:
            key, code, name, price = row.split()
            out[key] = Item(code + "000001", name, float(price), "08", "301")
    return out


ITEMS = _items()
