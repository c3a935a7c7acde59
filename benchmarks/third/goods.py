"""The price list of the third county: general wards, theatre, delivery room, counter.

What the first two counties sell is taken over; added is what acute care needs beside it. Codes
follow the national lists as far as the author knew them, else the pattern of their class.
"""

from __future__ import annotations

from dataclasses import replace

from benchmarks.outside.catalogue import Item
from benchmarks.stranger.goods import ITEMS as KNOWN

# key|9-digit national price code (a blank, then the extension)|name|category|price
SERVICES = """
iv_push|120400002|静脉注射|05|4
skin_test|120400001 0200|皮内注射(皮试)|05|3
cvc|120400011|中心静脉穿刺置管术|05|150
chemo_mix|120400013|抗肿瘤化学药物配置|05|15
enteral|120900003|肠内高营养治疗|05|20
bed_watch|110900005|急诊观察床位费|01|12
visit_watch|110200004|门急诊留观诊查费|02|15
bed_double|110900001 0200|普通病房床位费(双人间)|01|50
consult|111000002|院内会诊|02|30
abpm|310701011|动态血压监测|03|100
treadmill|310701010|平板运动试验|03|160
ptca|320500002|经皮冠状动脉腔内成形术(PTCA)|06|3600
rota|320500006|高速冠状动脉内膜旋磨术|06|4800
op_urs|331103021|经输尿管镜碎石取石术|06|1900
op_dj|311000022|经尿道输尿管支架置入术|06|420
op_dj_out|311000023|经尿道输尿管支架取出术|06|260
eswl|311000033|体外冲击波碎石|05|700
polyp_co|310903010|经肠镜特殊治疗|05|420
polyp_ga|310902006|经胃镜特殊治疗|05|400
op_ercp|310905018|经内镜逆行胰胆管造影(ERCP)|06|1200
op_tibia|331505019|胫腓骨骨折切开复位内固定术|06|1600
op_radius|331505009|尺桡骨骨折切开复位内固定术|06|1300
op_ankle|331505026|踝关节骨折切开复位内固定术|06|1500
op_hwout|331505039|骨折内固定装置取出术|06|900
op_pfna|331505023|股骨转子间骨折髓内钉内固定术|06|2000
op_vertebro|331501053|经皮椎体成形术|06|1900
op_varix|330804067|大隐静脉高位结扎+剥脱术|06|950
op_ectopic|331303009|输卵管切除术|06|1100
op_myoma|331303011|子宫肌瘤剔除术|06|1300
op_curet|331303006|刮宫术|06|160
op_ovary|331301005|卵巢囊肿剔除术|06|980
op_colon|331003015|结肠癌根治术|06|2900
op_gastric|331002006|胃癌根治术|06|3100
op_liver|331005008|肝部分切除术|06|2900
op_sinus|330605014|经鼻内镜鼻窦手术|06|1400
op_adenoid|330610002|腺样体刮除术|06|460
op_craniot|330204012|开颅颅内血肿清除术|06|3300
op_burr|330204009|颅内血肿钻孔引流术|06|1700
op_tracheo|330701002|气管切开术|06|360
op_pacer|320400003|永久性心脏起搏器安置术|06|1900
op_bso|331301007|卵巢癌根治术|06|2800
gyn_wash|311201004|阴道灌洗上药|05|10
colpo|311201023|阴道镜检查|03|80
leep|311201030|宫颈环形电切术|06|480
tdp|340100001 0100|特定电磁波治疗(TDP)|05|8
traction|340100018|腰椎牵引|05|20
acupoint|430000022|穴位注射|05|14
gua_sha|440000009|刮痧治疗|05|20
bone_setting|420000002|骨折闭合手法整复术|06|220
plaster_cast|420000015|石膏外固定|05|90
flu_ag|250403079|甲乙型流感病毒抗原检测|04|45
myco|250403048|肺炎支原体抗体测定|04|30
rota_ag|250403029|轮状病毒抗原检测|04|25
ige|250405001|总免疫球蛋白E测定|04|40
vitd|250309006|25羟维生素D测定|04|70
breath13|250501040|幽门螺杆菌13碳尿素呼气试验|03|150
us_fetal|220301004|胎儿系统彩色多普勒超声检查|03|220
downs|250310061|产前筛查(血清学)|04|130
hcg|250310052|血清绒毛膜促性腺激素测定|04|40
prog_t|250310027|血清孕酮测定|04|35
fsh|250310004|血清卵泡刺激素测定|04|35
fib|250203030|血浆纤维蛋白原测定|04|15
esr|250102038|红细胞沉降率测定|04|10
ck|250306001|血清肌酸激酶测定|04|10
ldh|250306010 0100|乳酸脱氢酶测定|04|8
ggt|250305011|血清γ-谷氨酰基转移酶测定|04|6
rf|250402010|类风湿因子测定|04|20
sputum|250501014|痰培养及鉴定|04|80
urine_cult|250501016|尿培养及鉴定|04|70
drug_sens|250502001|常规药敏定量试验|04|50
path_cell|270200001|细胞学检查与诊断|04|80
ihc|270500002|免疫组织化学染色诊断|04|90
dna_tumor|270700003|肿瘤基因检测|04|1600
ct_angio|210300002 0300|CT血管成像(冠状动脉)|03|580
mrcp|210200005 0200|磁共振胰胆管成像(MRCP)|03|520
bone_density|210500005|骨密度测定|03|120
"""

# key|code|name|price a box|days a box|units a box|selfpay
DRUGS = """
cefazolin|XJ01DBT041B001010221201|注射用头孢唑林钠|5.5|0|1|0
cefurox|XJ01DCT047B001010221202|注射用头孢呋辛钠|9.4|0|1|0
cefixime|XJ01DDT045A001010221203|头孢克肟分散片|21.0|3|6|0
azi_iv|XJ01FAA190B001010221204|注射用阿奇霉素|16.0|0|1|0
metro_iv|XJ01XDJ036B002010221205|甲硝唑氯化钠注射液|4.8|0|1|0
moxiflox|XJ01MAM082B002010221206|盐酸莫西沙星氯化钠注射液|38.0|0|1|0.1
piptaz|XJ01CRP038B001010221207|注射用哌拉西林钠他唑巴坦钠|32.0|0|1|0
linezolid|XJ01XXL022B002010221208|利奈唑胺葡萄糖注射液|210.0|0|1|0.1
dexa|XH02ABD060B002010221209|地塞米松磷酸钠注射液|0.8|0|1|0
methylpred|XH02ABJ074B001010221210|注射用甲泼尼龙琥珀酸钠|19.0|0|1|0
parecoxib|XM01AHP027B001010221211|注射用帕瑞昔布钠|24.0|0|1|0.1
vitc_iv|XA11GAW021B002010221212|维生素C注射液|0.9|0|1|0
vitb6_iv|XA11HAW022B002010221213|维生素B6注射液|0.6|0|1|0
citicol|XN06BXB033B002010221214|胞磷胆碱钠注射液|6.0|0|1|0
xst|ZA12BAX0500010200571|注射用血栓通(冻干)|32.0|0|1|0.1
xingnao|ZA09BAX0510020100572|醒脑静注射液|38.0|0|1|0.1
reduning|ZA04CBR0022010200573|热毒宁注射液|29.0|0|1|0.1
tanre|ZA06BAT0212010200574|痰热清注射液|27.0|0|1|0.1
shenmai|ZB01AAS0170020100575|参麦注射液|18.0|0|1|0.1
thymalf|XL03AXX162B001010221215|注射用胸腺法新|58.0|0|1|0.1
ulina|XB02ABW021B001010221216|注射用乌司他丁|65.0|0|1|0.1
somato|XH01CBS078B001010221217|注射用生长抑素|96.0|0|1|0.1
nitro_iv|XC01DAX006B002010221218|硝酸甘油注射液|3.0|0|1|0
amiod|XC01BDA140B002010221219|盐酸胺碘酮注射液|9.0|0|1|0
dopamine|XC01CAD177B002010221220|盐酸多巴胺注射液|1.5|0|1|0
tirofib|XB01ACT130B002010221221|盐酸替罗非班氯化钠注射液|190.0|0|1|0.1
ticag|XB01ACT129A001010221222|替格瑞洛片|58.0|14|28|0.1
rosuva|XC10AAR070A001010221223|瑞舒伐他汀钙片|22.0|28|28|0
irbe|XC09CAE017A001010221224|厄贝沙坦片|19.0|28|28|0
bisop|XC07ABB087A001010221225|富马酸比索洛尔片|24.0|28|28|0
spiro|XC03DAL048A001010221226|螺内酯片|11.0|30|100|0
dapa|XA10BKD008A001010221227|达格列净片|30.0|28|28|0
sita|XA10BHX035A001010221228|磷酸西格列汀片|52.0|28|28|0.1
salmet|XR03AKS058L022010221229|沙美特罗替卡松吸入粉雾剂|118.0|30|60|0.1
alend|XM05BAA102A001010221230|阿仑膦酸钠片|42.0|28|4|0
cal_d|XA12AXG051A001010221231|碳酸钙D3片|28.0|30|30|0
smecta|XA07BCM108P001010221232|蒙脱石散|14.0|4|10|0
probio|XA07FAS196A001010221233|双歧杆菌三联活菌散|24.0|4|12|0
salbut_n|XR03ACS008L021010221234|吸入用硫酸沙丁胺醇溶液|8.0|0|1|0
rocuron|XM03ACL149B002010221235|罗库溴铵注射液|18.0|0|1|0
dexmed|XN05CMY033B002010221236|盐酸右美托咪定注射液|28.0|0|1|0.1
paclit|XL01CDZ127B002010221237|紫杉醇注射液|160.0|0|1|0
gemcit|XL01BCJ025B001010221238|注射用盐酸吉西他滨|120.0|0|1|0
capecit|XL01BCK003A001010221239|卡培他滨片|178.0|10|60|0.1
bevaciz|XL01FGB053B002010221240|贝伐珠单抗注射液|1180.0|0|1|0.1
camrel|XL01FFK004B001010221241|注射用卡瑞利珠单抗|2576.0|0|1|0.1
mannitol|XB05BCG020B002010221242|甘露醇注射液|5.2|0|1|0
nimod|XC08CAN071B002010221243|尼莫地平注射液|24.0|0|1|0
carbop|XH01BBK005B002010221244|卡贝缩宫素注射液|168.0|0|1|0.1
magsulf|XA12CCL115B002010221245|硫酸镁注射液|1.6|0|1|0
ritod|XG02CAL170A001010221246|盐酸利托君片|58.0|5|20|0.1
hepb_ig|XJ06BBY078B002010221247|乙型肝炎人免疫球蛋白|168.0|0|1|0.1
tat|XJ06AAP073B001010221248|破伤风抗毒素|12.0|0|1|0
diclof|XM01ABS138E001010221249|双氯芬酸钠缓释胶囊|18.0|10|20|0
glucos|XM01AXA100E001010221250|硫酸氨基葡萄糖胶囊|36.0|20|60|0.1
mecob|XB03BAJ016A001010221251|甲钴胺片|20.0|15|45|0
allop|XM04AAB107A001010221252|别嘌醇片|12.0|30|100|0
levocet|XR06AEZ078A001010221253|盐酸左西替利嗪片|18.0|10|10|0
rabep|XA02BCL050A001010221254|雷贝拉唑钠肠溶片|32.0|14|14|0
itopride|XA03FAY100A001010221255|盐酸伊托必利片|24.0|10|30|0
shexiang|ZA12BAS0170010200576|麝香保心丸|36.0|14|42|0
jiuxin|ZA12BAS0790010200577|速效救心丸|32.0|15|150|0
xst_cap|ZA12BAX0770010200578|血塞通软胶囊|34.0|10|40|0
ganmao|ZA01BAG0090010200579|感冒清热颗粒|15.0|5|12|0
huoxiang|ZA07BAH0210010200580|藿香正气口服液|16.0|5|10|0
pudilan|ZA04CAP0550010200581|蒲地蓝消炎口服液|26.0|4|12|0
weifuchun|ZA16BAW0110010200582|胃复春片|42.0|10|60|0
kangfu|ZD02BAK0050010200583|康妇炎胶囊|38.0|7|36|0
qianlie|ZB09BAQ0100010200584|前列舒通胶囊|45.0|10|36|0
bailing|ZB08BAB0040010200585|百令胶囊|62.0|10|42|0.1
"""

CONSUMABLES = """
nail|C1002040200000900031|髓内钉|2300
cement|C1103010100000900032|骨水泥|880
pacer|C0201010100000900033|双腔起搏器|16800
picc|C1402010100000900034|PICC导管|980
hemostat|C1301010100000900035|可吸收止血纱|460
antiadh|C1302010100000900036|防粘连膜|760
djtube|C0702010100000900037|双J管|280
foam|C1602010100000900038|泡沫敷料|68
drain|C1404010100000900039|一次性引流管|46
guidewire|C0203010100000900040|冠脉导丝|480
"""

# key|code: where the published lists of the nation name the thing, its code is theirs
PUBLISHED = """
pressure_care|001201000120000
liver_punct|003310050910000
op_urs|003311030910000
eswl|003110000910000
an_iv|003301000910000
an_enh|003301000920000
cogn|003402000910000
ft3|002503100910000
nb_screen|003112020910000
nb_bath|003112020920000
op_bleed|003310030910000
stool_par|002506010010000
op_adhesion|003310030080000
steam|004100000070000
finasteride|XG04CBF019A001010100030
alteplase|XB01ADA066B001010178302
bnp_drug|XC01EBC109B001010102049
sufenta|XN01AHS091B002010101435
iv_nutri|XB05BAZ032B002010100376
huangqi|T001700368
danggui|T001700173
fuling|T000600266
airway_care|001201000100000
plan_tps|002401000030000
abp_mon|003107020020000
op_nerve|003302040010000
op_tonsil|003306100010000
op_circ|003312040020000
emg|003101000230000
osimertinib|XL01EBA298A001010101359
ranibizumab|XS01LAL328B002010104021
conbercept|XS01LAK119B023010109681
latano|XS01EEL010G010010100225
roxadustat|XB03XAL373E001010100177
vanco|XJ01XAW001B001010100453
niuhuang|ZA07AAA0061010100166
wubei|ZD02AAF0202010105046
chenpi|T000800112
abpm|003107010210000
rota|003205000050000
op_ectopic|003313020040000
op_curet|003112010500000
op_ovary|003313010020000
op_colon|003310030200000
op_gastric|003310020050000
op_liver|003310050130000
op_bso|003313010060000
gyn_wash|003112010060000
colpo|003112010040000
leep|003313030050000
xst|ZA12HAZ0412010105156
xingnao|ZA07AAX0718010101697
reduning|ZA04BAR0001010101463
tanre|ZA04CAT0019010100705
shenmai|ZA09HAC0101010102129
thymalf|XL03AXX234B001010100568
ulina|XA16AXW071B014010100344
camrel|XL01FFK131B001010181825
carbop|XH01BBK007B002010101601
ritod|XG02CAL073A001010100353
kangfu|ZD02AAK0029010204158
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
    for row in CONSUMABLES.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "08", "301", float(price), selfpay=0.1)
    for row in PUBLISHED.strip().splitlines():
        key, code = row.split("|")
        items[key] = replace(items[key], code=code)
    codes = [i.code for i in items.values()]
    twice = {c for c in codes if codes.count(c) > 1}
    if twice:
        raise ValueError(f"items of the price list share a code: {sorted(twice)}")
    return items


ITEMS = _build()
