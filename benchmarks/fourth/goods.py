"""The price list of the fourth county: what stations, care houses, shops and day wards add to the third's.

Codes follow the national lists where they name the thing, else the pattern of their class.
"""

from __future__ import annotations

from benchmarks.outside.catalogue import Item
from benchmarks.third.goods import ITEMS as KNOWN

# key|9-digit national price code (a blank, then the extension)|name|category|price
SERVICES = """
er_mon|110300001|急诊监护费|05|80
aircon|110800001|病房空调降温费|14|5
contract|130300004|家庭医生签约服务费|12|20
pill_talk|110200009|药学门诊诊查费|02|15
tcm_dx|110200007|中医辨证论治|02|12
tele_read|111000004|远程影像会诊|02|60
bladder_wash|121600003|持续膀胱冲洗|05|20
nasal_feed|120900002|鼻饲|05|4
sputum_out|120100015|机械辅助排痰|05|12
picc_care|120400011 0200|PICC换药及冲封管|05|40
insulin_pump|120400014|胰岛素泵治疗|05|30
cgm|310205009|连续动态血糖监测|03|180
microalb|250307006|尿微量白蛋白测定|04|25
cpep|250310041|血清C肽测定|04|40
b12|250309004|维生素B12测定|04|40
sleep_mon|310604001|睡眠呼吸监测|03|260
eecp|310702022|体外反搏治疗|05|60
hbo|310607001|高压氧舱治疗|05|70
limb_flow|220302010|四肢血管彩色多普勒超声|03|140
child_pinch|450000010|小儿捏脊治疗|05|30
child_massage|450000012|小儿推拿治疗|05|40
child_neck|450000013|小儿斜颈推拿治疗|05|45
cp_train|340200028|脑瘫肢体综合训练|05|60
weight_walk|340200021|减重支持系统训练|05|40
stand_bed|340200023|电动起立床训练|05|30
wheel_train|340200022|轮椅功能训练|05|25
hand_train|340200025|手功能训练|05|35
warm_needle|430000003|温针|05|32
catgut|430000023|穴位埋线|05|60
needle_knife|430000027|针刀治疗|05|120
bleed|430000018|放血疗法|05|25
herb_rub|410000003|中药涂擦治疗|05|18
herb_soak|410000008|中药塌渍治疗|05|28
herb_wash|410000006|中药熏洗治疗|05|30
herb_plaster_s|410000001 0100|贴敷治疗(小)|05|15
tui_all|450000014|内科疾病推拿治疗|05|40
home_wound|130300005|家庭换药|05|25
eye_massage|310300100|眼部按摩|05|12
dry_eye|310300095|睑板腺按摩|05|60
ortho_k|310300034|角膜地形图检查|03|60
ppd|250403065|结核菌素试验|04|15
tspot|250403085|结核感染T细胞检测|04|300
cytokine|250401040|细胞因子测定|04|240
allergy|250405003|吸入物变应原筛查|04|120
intol|250405010|食物不耐受检测|04|280
metal|250304013|微量元素测定|04|60
port|120400015|植入式输液港护理|05|45
hepdna|250403012|乙型肝炎DNA测定|04|80
"""

# key|code|name|price a box|days a box|units a box|selfpay
DRUGS = """
empag|XA10BKE050A001010104522|恩格列净片|44.0|30|30|0
val_aml|XC09DBX060A001010100177|缬沙坦氨氯地平片(Ⅰ)|36.0|28|28|0
ezetim|XC10AXY011A001010100178|依折麦布片|39.0|30|30|0.1
warfarin|XB01AAH040A001010100179|华法林钠片|18.0|40|80|0
furo_tab|XC03CAF109A001010100180|呋塞米片|6.0|33|100|0
digoxin|XC01AAD067A001010100181|地高辛片|12.0|50|100|0
trimet|XC01EBQ055A001010100182|盐酸曲美他嗪片|28.0|15|45|0
ismn|XC01DAD066A001010100183|单硝酸异山梨酯缓释片|24.0|24|24|0
nac_tab|XR05CBY094P001010100184|乙酰半胱氨酸颗粒|22.0|7|20|0
trixeo|XR03ALB086L022010100185|布地格福吸入气雾剂|276.0|30|120|0.1
epalre|XA10XAY048A001010100186|依帕司他片|52.0|10|30|0.1
dobesil|XC05BXQ051E001010100187|羟苯磺酸钙胶囊|32.0|14|42|0
dulox|XN06AXD132E001010100188|盐酸度洛西汀肠溶胶囊|62.0|14|14|0
escit|XN06ABA025A001010100189|草酸艾司西酞普兰片|48.0|28|28|0
pramip|XN04BCP103A001010100190|盐酸普拉克索片|86.0|30|90|0
leveti|XN03AXZ080A001010100191|左乙拉西坦片|68.0|15|30|0
zoled|XM05BAZ079B002010100192|唑来膦酸注射液|96.0|0|1|0.1
denosu|XM05BXD105B002010100193|地舒单抗注射液|540.0|180|1|0.1
adalim|XL04ABA140B002010100194|阿达木单抗注射液|1080.0|14|1|0.1
secukin|XL04ACS271B002030178679|司库奇尤单抗注射液|870.0|28|1|0.1
tenof|XJ05AFF012A001010100195|富马酸替诺福韦二吡呋酯片|30.0|30|30|0
sofvel|XJ05APS268A001010182157|索磷布韦维帕他韦片|1260.0|28|28|0.1
cefproz|XJ01DCT050N001010100196|头孢丙烯颗粒|24.0|4|12|0
haoqiao|ZA01CAX0351010101453|小儿豉翘清热颗粒|26.0|4|12|0
ibu_syr|XM01AEB246G001010100197|布洛芬混悬液|18.0|4|1|0
ambrot|XR05CBA193G001010100198|氨溴特罗口服溶液|21.0|5|1|0
txl|ZA12HAT0101010100199|通心络胶囊|36.0|10|40|0
wenxin|ZA12AAW0102010100200|稳心颗粒|38.0|6|18|0
yinxing|XC02CXY168A001010100201|银杏叶片|26.0|12|36|0
naoxint|ZA12HAN0103010100202|脑心通胶囊|34.0|9|36|0
songling|ZA11BAS0104010100203|松龄血脉康胶囊|42.0|10|60|0
qiju|ZB05BAQ0105010100204|杞菊地黄丸|18.0|10|200|0
kidney|ZB04AAJ0106010100205|金匮肾气丸|22.0|10|200|0
wuji|ZD02AAW0107010100206|乌鸡白凤丸|32.0|10|20|0
guizhi|ZD01AAG0108010100207|桂枝茯苓胶囊|34.0|10|90|0
xiaoyao|ZA10AAX0109010100208|逍遥丸|15.0|8|200|0
guipi|ZB03AAG0110010100209|归脾丸|14.0|8|200|0
lanqin|ZA04CAL0111010100210|蓝芩口服液|36.0|4|12|0
jianwei|ZA07CAJ0112010100211|健胃消食片|12.0|7|64|0
xiangsha|ZA07BAX0113010100212|香砂养胃丸|13.0|8|200|0
pain_patch|ZE01AAH0114010100213|活血止痛膏|24.0|6|12|0
abirat|XL02BXA038A001010100214|醋酸阿比特龙片|880.0|30|120|0.1
goserel|XL02AEG063B015010104139|注射用戈舍瑞林微球|1120.0|28|1|0.1
triptor|XL02AEQ108B015010183253|注射用醋酸曲普瑞林微球|1180.0|28|1|0.1
anlot|XL01EKA309E001010101523|盐酸安罗替尼胶囊|1490.0|21|14|0.1
sintil|XL01FFX242B002010181451|信迪利单抗注射液|1080.0|0|1|0.1
palboc|XL01EFP135E001010100148|哌柏西利胶囊|1420.0|28|21|0.1
imatin|XL01EAY007A001010100215|甲磺酸伊马替尼片|560.0|30|60|0.1
ritux|XL01FAL246B002010100216|利妥昔单抗注射液|2180.0|0|1|0.1
ivig|XJ06BAJ215B001010100348|冻干静注人免疫球蛋白(pH4)|520.0|0|1|0.1
shuxue|ZA12HAS0775010100142|舒血宁注射液|16.0|0|1|0.1
xiyan|ZA04BAX0048010105337|喜炎平注射液|24.0|0|1|0.1
shenqi|ZC02AAC0115010100454|参芪扶正注射液|78.0|0|1|0.1
kanglt|ZC01AAK0036010104672|康莱特注射液|160.0|0|1|0.1
lirag|XA10BJL326B002010101523|利拉鲁肽注射液|289.0|18|1|0.1
asp30|XA10ADM006B002010100217|门冬胰岛素30注射液|48.0|20|1|0
degasp|XA10ADD335B002010107103|德谷门冬双胰岛素注射液|72.0|20|1|0.1
vonop|XA02BCF721A001010100239|富马酸伏诺拉生片|58.0|14|14|0.1
domper|XA03FAD210A001010100218|多潘立酮片|18.0|10|30|0
talcid|XA02ADL205A001010100219|铝碳酸镁咀嚼片|22.0|7|20|0
esomep|XA02BCA079A001010100220|艾司奥美拉唑肠溶片|34.0|14|14|0
ipratr|XR03BBY031L021010100221|吸入用异丙托溴铵溶液|9.0|0|1|0
theoph|XR03DAC003A001010100222|茶碱缓释片|14.0|15|30|0
vinpoc|XN06BXC091B002010100223|长春西汀注射液|28.0|0|1|0.1
ngf|XN07XXS014B001010100224|注射用鼠神经生长因子|168.0|0|1|0.1
boneped|XM05BXG046B001010100225|注射用骨肽|42.0|0|1|0.1
thymopen|XL03AXX159B001010100226|注射用胸腺五肽|36.0|0|1|0.1
fentanyl_p|XN02ABF027V002010101389|芬太尼透皮贴剂|210.0|15|5|0.1
oxycod|XN02AAQ048A010010100227|盐酸羟考酮缓释片|92.0|5|10|0
lactul|XA06ADR076G001010100228|乳果糖口服溶液|28.0|7|1|0
nutr_powder|XV06DBC001N001010100229|肠内营养粉剂(TP)|48.0|2|1|0.1
tears2|XS01XAJ010G010010100230|聚乙二醇滴眼液|38.0|15|1|0.1
pranop|XS01BCP104G010010100231|普拉洛芬滴眼液|26.0|10|1|0
atropine|XS01FAA120G010010100232|硫酸阿托品滴眼液|298.0|28|1|0.1
minoxid|XD11AXM020H004010100233|米诺地尔酊|58.0|30|1|0
propyl|XH03BBB090A001010100234|甲巯咪唑片|14.0|50|100|0
hydroxychl|XP01BAQ044A001010100235|硫酸羟氯喹片|52.0|14|14|0
leflun|XL04AAL212A001010100236|来氟米特片|46.0|16|16|0
mycophen|XL04AAM070E001010100237|吗替麦考酚酯胶囊|108.0|10|40|0
ketoacid|XV03AXF062A001010100238|复方α-酮酸片|148.0|8|100|0.1
"""

HERBS = """
chaihu2|T001700782|炒白芍|0.14
banxia|T001700612|法半夏|0.4
shanyao|T001700613|山药|0.1
shudi|T001700614|熟地黄|0.14
huangqin|T001700615|黄芩|0.16
jinyinhua|T000700616|金银花|0.6
"""

CONSUMABLES = """
foley|C0701010100000900041|双腔导尿管|22
feed_tube|C0402010100000900042|一次性鼻饲管|26
insulin_needle|C0401020100000900043|胰岛素笔用针头|14
ppump|C0302020100000900044|一次性镇痛泵|240
lens_multi|C1402091750000100045|多焦点人工晶体|4800
splint|C1002040200000900046|高分子固定夹板|160
"""


def _build() -> dict[str, Item]:
    items = dict(KNOWN)
    for row in SERVICES.strip().splitlines():
        key, code, name, category, price = row.split("|")
        base, _, ext = code.partition(" ")
        items[key] = Item(key, f"00{base}{ext or '0000'}", name, category, "201", float(price))
    for row in DRUGS.strip().splitlines():
        key, code, name, price, days, units, own = row.split("|")
        kind = "11" if code.startswith("Z") else "09"
        items[key] = Item(
            key, code, name, kind, "101", float(price), int(days), int(units), float(own)
        )
    for row in HERBS.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "10", "102", float(price))
    for row in CONSUMABLES.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "08", "301", float(price), selfpay=0.1)
    codes = [i.code for i in items.values()]
    twice = {c for c in codes if codes.count(c) > 1}
    if twice:
        raise ValueError(f"items of the price list share a code: {sorted(twice)}")
    return items


ITEMS = _build()
