"""What the county charges for: service items, drugs and herbs under national codes.

Codes that the published knowledge points name are the real ones, so that reference tables
bite; every other drug code has the national shape with a maker number (9xxxx) that no maker
has. Prices are yuan of one unit of sale.
"""

from __future__ import annotations

from dataclasses import dataclass

BED, CONSULTATION, EXAMINATION, LABORATORY, TREATMENT, SURGERY, NURSING = (
    "01", "02", "03", "04", "05", "06", "07",
)  # fmt: skip
CONSUMABLE, WESTERN, HERB, PATENT = "08", "09", "10", "11"


@dataclass(frozen=True)
class Item:
    """One thing that can be charged.

    days:  days one box lasts, 0 where that has no meaning.
    boxed: sold by the box with a trace code on each when it leaves the building.
    """

    key: str
    code: str
    name: str
    category: str
    price: float
    days: int = 0
    boxed: bool = False


_SERVICES = """
bed|001109000010000|普通病房床位费|01|40
consult|001102000050000|住院诊查费|02|20
visit|001102000010000|普通门诊诊查费|02|10
emergency_visit|001102000030000|急诊诊查费|02|18
emergency_watch|001103000010000|急诊监护费|02|60
nurse1|001201000030000|Ⅰ级护理|07|24
nurse2|001201000040000|Ⅱ级护理|07|14
nurse3|001201000050000|Ⅲ级护理|07|9
nurse_special|001201000020000|特级护理|07|96
nurse_psych|001201000090000|精神病护理|07|20
nurse_newborn|001201000070000|新生儿护理|07|28
infusion|001204000060000|静脉输液|05|11
injection|001204000010000|肌肉注射|05|4
oxygen|001203000010000|氧气吸入|05|4
dressing|001205000020000|换药(中)|05|22
nebulise|001207000010000|雾化吸入|05|12
blood_count|002501010150000|血细胞分析|04|22
urine|002501020350000|尿液分析|04|15
stool|002501030010000|粪便常规|04|6
parasite|002506010010000|粪寄生虫镜检|04|8
liver|002503050070000|血清丙氨酸氨基转移酶测定|04|8
protein|002503010020000|血清白蛋白测定|04|9
kidney|002503070020000|肌酐测定|04|10
urea|002503070010000|尿素测定|04|9
potassium|002503040010000|钾测定|04|6
glucose|002503020010000|葡萄糖测定|04|7
hba1c|002503020030000|糖化血红蛋白测定|04|60
clotting|002502030200000|血浆凝血酶原时间测定|04|20
crp|002504010250000|C-反应蛋白测定|04|28
pct|002503100540000|降钙素原检测|04|130
blood_gas|002503070330000|血气分析|04|75
culture|002505010140000|血培养及鉴定|04|110
troponin|002503060080000|血清肌钙蛋白测定|04|95
lipid|002503030010000|血清总胆固醇测定|04|10
tumour_marker|002504040050000|癌胚抗原测定|04|55
thyroid|002503100010000|促甲状腺激素测定|04|45
fetal_heart|003112010260000|胎心监测|05|20
delivery|003314000020000|单胎顺产接生|05|480
chest_film|002101020150000|胸部正侧位X线摄影|03|65
chest_ct|002103000010000|胸部CT平扫|03|190
chest_ct_enhanced|002103000020000|胸部CT增强扫描|03|310
head_ct|002103000010100|颅脑CT平扫|03|180
head_mr|002102000010000|颅脑磁共振平扫|03|420
lumbar_mr|002102000010100|腰椎磁共振平扫|03|420
abdomen_us|002203010010000|腹部彩色多普勒超声常规检查|03|95
heart_us|002206000040000|普通心脏彩色多普勒超声检查|03|130
pelvic_us|002202020010000|经阴道B超检查|03|70
ecg|003107010010000|常规心电图检查|03|25
ecg_watch|003107010220000|心电监测|05|5
ventilator|003106030010000|呼吸机辅助呼吸|05|14
gastroscopy|003109020050000|纤维胃十二指肠镜检查|03|160
prostate_fluid|002501040130000|前列腺液常规检查|04|12
vaginal_discharge|002501040140000|阴道分泌物检查|04|10
newborn_screen|003112020110000|新生儿经皮胆红素测定|05|8
anaesthesia|003301000050000|全身麻醉|06|620
spinal|003301000030000|椎管内麻醉|06|320
intubation|003301000170000|气管插管术|06|110
cholecystectomy|003310060020000|胆囊切除术|06|1850
bile_drainage|003310060030000|胆囊造瘘术|06|1100
appendectomy|003310030220000|阑尾切除术|06|980
caesarean|003314000120000|剖宫产术|06|1250
ovarian_cyst|003313010020000|卵巢囊肿剔除术|06|1300
myomectomy|003313030110000|经腹子宫肌瘤剔除术|06|1500
hernia|003310080010000|腹股沟疝修补术|06|900
prostatectomy|003312010060000|经尿道前列腺电切术|06|2100
fracture|003315050140000|股骨干骨折切开复位内固定术|06|2300
fracture_manual|003315180010000|手法牵引复位术|06|420
hip|003315070050000|人工髋关节置换术|06|3200
synovectomy|003315060160000|髋关节滑膜切除术|06|1100
stent|003205000030000|经皮冠状动脉内支架置入术(STENT)|06|2900
angiography|003205000010000|冠状动脉造影术|06|1800
gastrectomy|003310020050000|胃癌根治术|06|3600
stomach_partial|003310020040000|远端胃大部切除术|06|2400
cataract|003304060050000|白内障超声乳化摘除术|06|1400
dialysis|003110000060000|血液透析|05|400
perfusion|003110000100000|血液灌流|05|480
chemo|002403000060000|静脉化疗泵注治疗|05|90
rehab_assess|003402000390000|康复评定|05|55
rehab_balance|003402000240000|平衡功能训练|05|38
rehab_move|003402000200000|运动疗法|05|45
rehab_hand|003402000250000|手功能训练|05|35
electro|003401000080000|低频脉冲电治疗|05|22
needle|004300000010000|普通针刺|05|30
tuina|004500000010000|落枕推拿治疗|05|45
occupation|003115030160000|工娱治疗|05|12
psychotherapy|003115030100000|心理治疗|05|60
psych_watch|003115030010000|抗精神病药物治疗监测|05|8
stent_device|C020101001000010001|冠状动脉药物洗脱支架|08|760
plate|C030201002000010002|金属锁定接骨板|08|1900
joint|C040101003000010003|髋关节假体|08|5200
mesh|C050101004000010004|疝修补补片|08|680
"""

# key | ATC | name | category | price | days a box lasts (0: used in hospital by the piece)
_DRUGS = """
ceftriaxone|J01DD|注射用头孢曲松钠|09|19|0
levofloxacin|J01MA|左氧氟沙星氯化钠注射液|09|24|0
azithromycin_inj|J01FA|注射用阿奇霉素|09|32|0
meropenem|J01DH|注射用美罗培南|09|98|0
omeprazole_inj|A02BC|注射用奥美拉唑钠|09|16|0
ambroxol|R05CB|盐酸氨溴索注射液|09|14|0
saline|B05XA|0.9%氯化钠注射液|09|4|0
dextrose|B05BA|5%葡萄糖注射液|09|4|0
edaravone|N07XX|依达拉奉注射液|09|62|0
citicoline|N06BX|胞磷胆碱钠注射液|09|28|0
isosorbide|C01DA|单硝酸异山梨酯注射液|09|31|0
heparin|B01AB|低分子肝素钙注射液|09|36|0
insulin|A10AB|门冬胰岛素注射液|09|58|0
dexamethasone|H02AB|地塞米松磷酸钠注射液|09|3|0
ketorolac|M01AB|酮咯酸氨丁三醇注射液|09|27|0
propofol|N01AX|丙泊酚乳状注射液|09|42|0
oxytocin_free|G02AB|麦角新碱注射液|09|12|0
noradrenaline|C01CA|重酒石酸去甲肾上腺素注射液|09|22|0
paclitaxel|L01CD|紫杉醇注射液|09|420|0
oxaliplatin|L01XA|注射用奥沙利铂|09|380|0
gemcitabine|L01BC|注射用盐酸吉西他滨|09|210|0
ondansetron|A04AA|盐酸昂丹司琼注射液|09|18|0
gcsf|L03AA|人粒细胞刺激因子注射液|09|85|0
olanzapine|N05AH|奥氮平片|09|6|0
risperidone|N05AX|利培酮片|09|4|0
valproate|N03AG|丙戊酸钠缓释片|09|3|0
epo|B03XA|人促红素注射液|09|35|0
iron|B03AC|蔗糖铁注射液|09|45|0
methylcobalamin|B03BA|甲钴胺注射液|09|15|0
amlodipine|C08CA|苯磺酸氨氯地平片|09|23|28
valsartan|C09CA|缬沙坦胶囊|09|31|28
metoprolol|C07AB|酒石酸美托洛尔片|09|18|28
atorvastatin|C10AA|阿托伐他汀钙片|09|38|28
aspirin|B01AC|阿司匹林肠溶片|09|14|30
metformin|A10BA|盐酸二甲双胍缓释片|09|26|30
acarbose|A10BF|阿卡波糖片|09|42|30
semaglutide|A10BJ|司美格鲁肽注射液|09|480|28
tiotropium|R03BB|噻托溴铵粉雾剂|09|145|30
levothyroxine|H03AA|左甲状腺素钠片|09|29|30
rivaroxaban|B01AF|利伐沙班片|09|118|28
calcium|A12AX|碳酸钙D3片|09|32|30
amoxicillin|J01CA|阿莫西林胶囊|09|13|6
cefaclor|J01DC|头孢克洛缓释片|09|28|6
ibuprofen|M01AE|布洛芬缓释胶囊|09|17|5
loratadine|R06AX|氯雷他定片|09|21|6
omeprazole|A02BC|奥美拉唑肠溶胶囊|09|19|7
montmorillonite|A07BC|蒙脱石散|09|18|5
carbocisteine|R05CB|羧甲司坦片|09|12|7
eyedrops|S01AE|左氧氟沙星滴眼液|09|15|7
gefitinib|L01EB|吉非替尼片|09|498|10
celecoxib|M01AH|塞来昔布胶囊|09|36|7
rabeprazole|A02BD|铋钾四联片|09|66|7
irbesartan|C09CA|厄贝沙坦片|09|29|28
rosuvastatin|C10AA|瑞舒伐他汀钙片|09|41|28
"""

_PATENT = """
cold_granules|ZA01BAG0001010190001|感冒清热颗粒|11|16|5
lianhua|ZA04BAL0002010190002|连花清瘟胶囊|11|15|6
banlangen|ZA04BAB0003010190003|板蓝根颗粒|11|14|5
xuezhikang|ZA09FXZ0004010190004|血脂康胶囊|11|34|28
shexiang|ZA12GAS0005010190005|麝香保心丸|11|29|28
liuwei|ZA09FAL0006010190006|六味地黄丸|11|22|30
child_cold|ZA06CAX0435010100072|小儿咳喘灵口服液|11|24|5
womens_tablet|ZD01AAF0207010402786|妇科调经片|11|19|7
mens_pill|XG04BEX006A001010100111|枸橼酸西地那非片|09|88|7
level_drug|ZA12HAX0869010101267|血塞通注射液|11|34|0
"""

# Drugs that published knowledge points restrict, under their real codes.
_RESTRICTED = """
motherwort|ZD01BAY0318010102267|益母草颗粒|11|21|7
clotrimazole|XG01AFK079A008010303973|克霉唑阴道片|09|18|6
palbociclib|XL01EFP135E001010100148|哌柏西利胶囊|09|210|7
piracetam|XN07XXB093B002010100075|吡拉西坦注射液|09|22|0
scar_cream|ZH01AAB0066010100716|疤痕止痒软化膏|11|65|14
"""

_HERBS = """
astragalus|T001700368|黄芪|10|0.18
tangerine|T000800112|陈皮|10|0.09
malt|T000900536|麦芽|10|0.06
honeysuckle|T000200433|金银花|10|0.42
ginseng_west|T001700805|西洋参|10|1.60
donkey_glue|T001700233|阿胶|10|2.40
poria|T000990001|茯苓|10|0.12
atractylodes|T000990002|白术|10|0.16
bupleurum|T000990003|柴胡|10|0.22
peony|T000990004|白芍|10|0.14
liquorice|T000990005|甘草|10|0.11
angelica|T000990006|当归|10|0.25
chuanxiong|T000990007|川芎|10|0.17
pinellia|T000990008|法半夏|10|0.31
salvia|T000990009|丹参|10|0.13
codonopsis|T000990010|党参|10|0.28
rehmannia|T000990011|熟地黄|10|0.15
achyranthes|T000990012|牛膝|10|0.14
"""

# What only innocent cases use; at the end, so that earlier items keep their numbers.
_LATER = """
rescue_drug|XC01EBC109B001010102049|注射用重组人脑利钠肽|09|445|0
clopidogrel|XB01ACL207A001010190061|硫酸氢氯吡格雷片|09|24|28
clarithromycin|XJ01FAK071A001010190062|克拉霉素片|09|19|7
other_aconite|T000990013|制白附子|10|0.20
kelp|T000990014|昆布|10|0.09
nutgrass|T000990015|醋香附|10|0.11
lens|C050201001000010005|人工晶状体(后房型)|08|480
"""


def _drug_code(atc: str, serial: int) -> str:
    """A 23-character national drug code of a maker that does not exist."""
    return f"X{atc}E{serial:03d}A0010101{90000 + serial}"


def _rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def items() -> tuple[Item, ...]:
    """Every item, in a fixed order: its place in this tuple is its number everywhere else."""
    found = [Item(k, c, n, g, float(p)) for k, c, n, g, p in _rows(_SERVICES)]
    for serial, (key, atc, name, category, price, days) in enumerate(_rows(_DRUGS), start=1):
        code = _drug_code(atc, serial)
        found.append(Item(key, code, name, category, float(price), int(days), int(days) > 0))
    for key, code, name, category, price, days in _rows(_PATENT) + _rows(_RESTRICTED):
        found.append(Item(key, code, name, category, float(price), int(days), int(days) > 0))
    found += [Item(k, c, n, g, float(p)) for k, c, n, g, p in _rows(_HERBS)]
    for key, code, name, category, price, *more in _rows(_LATER):
        lasts = int(more[0]) if more else 0
        found.append(Item(key, code, name, category, float(price), lasts, lasts > 0))
    return tuple(found)


def list_type(category: str) -> str:
    """The platform's catalogue kind of a charge category."""
    return {CONSUMABLE: "301", WESTERN: "101", PATENT: "101", HERB: "102"}.get(category, "201")


def trace_prefix(number: int, variant: int = 0) -> int:
    """The seven-digit drug mark that opens a trace code; a drug has one, seldom two."""
    return 8_300_000 + number * 313 + variant * 7
