"""What this county charges: the items of the seventh and the daily goods of the departments it lacks."""

from __future__ import annotations

import re
from dataclasses import replace

from benchmarks.counties.grammar.world import Item
from benchmarks.counties.seventh.goods import ITEMS as KNOWN

SERVICES = """
suture_s 120500003 清创(缝合)(小) 60 06
suture_m 120500002 清创(缝合)(中) 110 06
plaster 331523003 石膏固定术(小) 70 06
splint 331523006 手法牵引复位术 90 06
traction 340100014 牵引 18 05
nose_scope 310605001 鼻内镜检查 60 03
larynx_scope 310605006 间接喉镜检查 12 03
ear_clean 310402007 外耳道冲洗 15 05
pure_tone 310401001 纯音听阈测定 30 03
lung_fn 310601001 肺通气功能检查 80 03
breath_hp 250403063 碳13尿素呼气试验 120 04
bmd 210102018 骨密度测定 80 03
tcd 220800001 经颅多普勒超声检查 90 03
eeg 310100001 脑电图 60 03
blood_cul 250501009 血培养及鉴定 90 04
sputum_cul 250501008 痰培养及鉴定 70 04
suscept 250502004 药敏试验 60 04
chol 250303001 血清总胆固醇测定 6 04
tg 250303002 血清甘油三酯测定 8 04
ldl 250303005 血清低密度脂蛋白胆固醇测定 12 04
hdl 250303004 血清高密度脂蛋白胆固醇测定 12 04
uric 250307005 血清尿酸测定 7 04
ft4 250310003 血清游离甲状腺素(FT4)测定 35 04
ft3 250310004 血清游离三碘甲状原氨酸(FT3)测定 35 04
bili 250305001 血清总胆红素测定 6 04
bnp 250306011 B型钠尿肽前体(PRO-BNP)测定 180 04
ck 250306001 血清肌酸激酶测定 12 04
amyl 250309099 血清淀粉酶测定 10 04
aptt 250203025 活化部分凝血活酶时间测定(APTT) 18 04
fib 250203030 血浆纤维蛋白原测定 18 04
hiv 250403053 人免疫缺陷病毒抗体测定 25 04
tp_ab 250403045 梅毒螺旋体特异抗体测定 25 04
mycop 250403075 肺炎支原体血清学试验 35 04
flu_ag 250403090 流感病毒抗原检测 60 04
leucor 250104014 阴道分泌物检查 12 04
tct 270700003 液基薄层细胞制片术 120 04
psa 250404005 总前列腺特异性抗原测定(TPSA) 60 04
glu_tol 250302008 葡萄糖耐量试验 35 04
us_ob 220301003 产科彩色多普勒超声检查 130 03
us_uro 220201003 B超泌尿系检查 40 03
us_leg 220302004 下肢血管彩色多普勒超声 110 03
us_thy 220302002 甲状腺彩色多普勒超声 90 03
bronch 310604001 纤维支气管镜检查 260 03
cysto 310902099 膀胱镜尿道镜检查 160 03
eswl 311000036 体外冲击波碎石 900 06
hyst_scope 311201017 宫腔镜检查 220 03
curet 331306099 刮宫术 180 06
myoma 331303011 子宫肌瘤剔除术(腹腔镜) 1700 06
hyst 331303014 子宫全切除术(腹腔镜) 2300 06
ovary 331301002 卵巢囊肿剔除术(腹腔镜) 1500 06
turp 331201006 经尿道前列腺电切术 1700 06
urs 331103025 经输尿管镜碎石取石术 1900 06
thyroid 330300008 甲状腺次全切除术 1400 06
breast_lump 331601002 乳腺肿物切除术 520 06
tonsil 330610001 扁桃体切除术 620 06
circum 331204002 包皮环切术 260 06
vein 330804071 大隐静脉高位结扎+剥脱术 980 06
radius 331505012 桡尺骨骨折切开复位内固定术 1500 06
tibia 331505024 胫骨骨折切开复位内固定术 1700 06
femur_neck 331506017 人工股骨头置换术 2600 06
disc 331501052 经皮穿刺颈腰椎间盘切除术 1600 06
pterygium 330404005 翼状胬肉切除组织移植术 480 06
refract 310300007 验光 12 03
slit 310300022 裂隙灯检查 10 03
field 310300010 视野检查 40 03
yag 310300091 激光后囊切开术 160 06
wisdom 330604006 阻生牙拔除术 260 06
perio 310513003 龈下刮治 25 05
cbct 210102099 口腔锥形束CT 260 03
local_a 330100001 局部浸润麻醉 20 06
port 120400099 中心静脉置管护理 30 05
chest_tap 310605009 胸腔穿刺术 60 05
infuse_pump 120400016 输液泵使用 3 05
ear_seed 410000012 耳穴压豆治疗 12 05
acu_inj 430000024 穴位注射 20 05
scrape 470000009 刮痧治疗 20 05
tcm_see 480000001 中医辨证论治 12 02
hd_cath 311000040 血透置管护理 40 05
pd_swap 311000003 腹膜透析换液 25 05
icu_watch 110900003 监护病房床位费 150 01
obs_bed 110900005 急诊观察床位费 25 01
"""

DRUGS = """
metop C07ABM064 A 琥珀酸美托洛尔缓释片 28 28
nife C08CAX057 A 硝苯地平控释片 30 28
irbe C09CAE063 A 厄贝沙坦片 20 28
indap C03BAY024 A 吲达帕胺缓释片 22 30
hctz C03AAH010 A 氢氯噻嗪片 6 50
rosuva C10AAR061 A 瑞舒伐他汀钙片 26 28
isosor C01DAD033 A 单硝酸异山梨酯缓释片 30 24
furo_t C03CAF030 A 呋塞米片 6 50
spiro C03DAL037 A 螺内酯片 9 50
digox C01AAD024 A 地高辛片 12 60
rivar B01AFL013 A 利伐沙班片 60 30
glime A10BBG021 A 格列美脲片 24 30
dapa A10BKD022 A 达格列净片 58 30
sita A10BHX015 A 磷酸西格列汀片 96 28
nph A10ACJ011 B 精蛋白人胰岛素混合注射液(30R) 48 20
aspart A10ABM013 B 门冬胰岛素注射液 62 20
febu M04AAF012 A 非布司他片 40 28
colch M04ACQ014 A 秋水仙碱片 20 10
celec M01AHS015 E 塞来昔布胶囊 32 10
lox M01AEL016 A 洛索洛芬钠片 24 7
diclo M02AAS021 F 双氯芬酸二乙胺乳胶剂 24 10
mecob B03BAJ011 A 甲钴胺片 22 20
gaba N03AXJ017 E 加巴喷丁胶囊 40 15
betah N07CAB018 A 甲磺酸倍他司汀片 24 10
flunar N07CAF019 E 盐酸氟桂利嗪胶囊 14 20
zop N05CFY013 A 右佐匹克隆片 36 14
loraz N05BAL015 A 劳拉西泮片 18 14
cetir R06AEX014 A 盐酸西替利嗪片 18 12
lora R06AXL016 A 氯雷他定片 18 12
monte R03DCM018 A 孟鲁司特钠片 42 28
sym R03AKB015 L 布地奈德福莫特罗粉吸入剂 180 30
tio R03BBS012 L 噻托溴铵粉吸入剂 160 30
carbo R05CBS013 E 羧甲司坦片 14 6
dext R05DAY011 A 氢溴酸右美沙芬片 16 6
smect A07BCM014 P 蒙脱石散 16 4
probio A07FAS015 E 双歧杆菌三联活菌胶囊 30 6
dompe A03FAD013 A 多潘立酮片 16 10
mosap A03FAM015 A 枸橼酸莫沙必利片 26 10
rabe A02BCL017 A 雷贝拉唑钠肠溶片 40 14
bism A02BXJ018 A 枸橼酸铋钾胶囊 22 10
amox_t J01CAA041 E 阿莫西林克拉维酸钾片 26 6
levo_t J01MAZ041 A 左氧氟沙星片 22 7
levo_i J01MAZ042 B 左氧氟沙星氯化钠注射液 26 1
cefaz J01DBT012 B 注射用头孢唑林钠 8 1
cefdin J01DDT031 E 头孢地尼胶囊 32 5
metro J01XDJ011 B 甲硝唑氯化钠注射液 8 1
metro_t P01ABJ012 A 甲硝唑片 6 7
clotri G01AFK080 D 克霉唑阴道片 28 7
folic B03BBY011 A 叶酸片 8 31
ferr B03AAL012 A 琥珀酸亚铁片 24 12
prog G03DAH125 E 黄体酮软胶囊 42 10
fina G04CBF013 A 非那雄胺片 48 28
tobra S01AAT014 G 妥布霉素地塞米松滴眼液 24 14
hyal S01XAB015 G 玻璃酸钠滴眼液 36 14
latan S01EEL016 G 拉坦前列素滴眼液 98 28
momet R01ADM017 L 糠酸莫米松鼻喷雾剂 48 30
hydro D07ABQ018 F 丁酸氢化可的松乳膏 18 10
terbi D01AET019 F 盐酸特比萘芬乳膏 16 14
mupi D06AXM020 F 莫匹罗星软膏 20 7
methi H03BBJ011 A 甲巯咪唑片 24 50
alend M05BAA012 A 阿仑膦酸钠片 76 28
citi N06BXB013 B 胞磷胆碱钠注射液 12 1
mann B05BCG011 B 甘露醇注射液 12 1
kcl B05XAL012 B 氯化钾注射液 3 1
somat H01CBS013 B 醋酸奥曲肽注射液 60 1
ambro_t R05CBA013 A 盐酸氨溴索片 12 7
doxof R03DAD014 B 多索茶碱注射液 24 1
aripi N05AXA015 A 阿立哌唑片 68 28
quet N05AHK016 A 富马酸喹硫平片 52 20
lith N05ANT017 A 碳酸锂缓释片 24 30
bupi N01BBB018 B 盐酸罗哌卡因注射液 28 1
sevo N01ABQ019 L 吸入用七氟烷 90 1
flurb M01AEF020 B 氟比洛芬酯注射液 42 1
album B05AAR021 B 人血白蛋白 380 1
dula A10BJD332 B 度拉糖肽注射液 140 7
pem L01BAP012 B 注射用培美曲塞二钠 820 1
carbop L01XAK013 B 卡铂注射液 90 1
lefl L04AAL014 A 来氟米特片 60 20
mtx L04AXJ015 A 甲氨蝶呤片 28 28
hcq P01BAQ016 A 硫酸羟氯喹片 46 14
calcit A11CCG017 E 骨化三醇胶丸 48 20
sevel V03AES018 A 碳酸司维拉姆片 190 20
iron_s B03ACZ019 B 蔗糖铁注射液 60 1
ted_baby R05XXP011 P 小儿氨酚黄那敏颗粒 12 4
cefacl J01DCT031 P 头孢克洛干混悬剂 26 5
ibu_susp M01AEB031 L 布洛芬混悬液 18 4
"""

PATENT = """
shenmai ZA08BAS010 参麦注射液 22 1
xueset ZA12HAX090 血塞通注射液 20 1
ganmao ZA01CAG010 感冒清热颗粒 16 4
qiangli ZA06AAQ010 强力枇杷露 20 5
yupf ZA08AAY010 玉屏风颗粒 30 6
banx ZA06BAB011 蛇胆川贝液 18 4
huoxue ZA12AAH010 脑心通胶囊 32 12
yinxing ZA12HAY011 银杏叶片 24 12
jinkui ZA08CAJ010 金匮肾气丸 18 10
gubi ZA16GAG011 痹祺胶囊 36 8
guizhi ZD01AAG010 桂枝茯苓胶囊 34 12
fuke ZD03AAF010 妇科千金片 28 9
xiaoer ZA06CAX010 小儿肺热咳喘口服液 28 3
xiaoer2 ZA05AAX011 小儿豉翘清热颗粒 36 3
shuanghl ZA04CAS011 双黄连口服液 18 4
niuh ZA04BAN011 牛黄解毒片 6 5
baohe ZA14AAB010 保和丸 14 6
weisu ZA09BAW011 气滞胃痛颗粒 24 6
wuji ZA17AAW011 乌鸡白凤丸 26 10
maren ZA03AAM011 麻仁软胶囊 22 6
tongluo ZA12HAT012 通心络胶囊 34 10
shexiang ZA12CAS013 麝香保心丸 36 14
huoxiang ZA02AAH011 藿香正气口服液 16 4
gaoyao ZA16GAG012 麝香壮骨膏 20 8
"""

HERBS = """
banxia T000700310 法半夏 0.35
huangqin T000700320 黄芩 0.16
jinyinhua T000700330 金银花 0.42
taoren T000700340 桃仁 0.24
honghua T000700350 红花 0.45
niuxi T000700360 牛膝 0.14
duzhong T000700370 杜仲 0.16
sangjis T000700380 桑寄生 0.12
suanzr T000700390 酸枣仁 0.60
maidong T000700400 麦冬 0.28
jiegeng T000700410 桔梗 0.15
danshen T000700420 丹参 0.12
"""

STUFF = """
intra_c C0302020100 髓内钉 3600
hemi_c C0301030100 人工股骨头 4200
jj_c C0701010100 输尿管支架 260
scope_c C0801010100 一次性使用取石网篮 480
gauze C1402020100 伤口敷料 18
needle_c C1401020100 一次性使用静脉留置针 14
pump_c C1405010100 一次性使用镇痛泵 120
stitch C0901010100 可吸收缝合线 48
stapler_s C0501020100 一次性使用包皮环切吻合器 780
pump_set C1003010100 透析用动静脉穿刺针 14
fiber C0904010100 一次性使用止血材料 320
"""

FORMS = {
    "A": "A001010", "B": "B002010", "E": "E001010", "F": "F003010",
    "D": "D009010", "G": "G010010", "L": "L020010", "P": "P001010",
}  # fmt: skip


def _more() -> dict[str, Item]:
    out = {}
    for row in SERVICES.strip().splitlines():
        key, code, rest = row.split(" ", 2)
        name, price, kind = rest.rsplit(" ", 2)
        out[key] = Item("00" + code + "0000", name, float(price), kind)
    for n, row in enumerate(DRUGS.strip().splitlines()):
        key, code, form, name, price, days = row.split()
        out[key] = Item(
            f"X{code}{FORMS[form]}{101500 + n}", name, float(price), "09", "101", int(days)
        )
    for n, row in enumerate(PATENT.strip().splitlines()):
        key, code, name, price, days = row.split()
        out[key] = Item(f"{code}010{101500 + n}", name, float(price), "11", "101", int(days))
    for row in HERBS.strip().splitlines():
        key, code, name, price = row.split()
        out[key] = Item(code, name, float(price), "10", "102")
    for row in STUFF.strip().splitlines():
        key, code, name, price = row.split()
        out[key] = Item(code + "0" * (20 - len(code)), name, float(price), "08", "301")
    return out


LISTED = {
    "glu_bed": "002503020010003",
    "shenmai": "ZA09HAC0101010102129",
    "huangqi": "T001700368",
    "danggui": "T001700173",
    "xueset": "ZA12HAX0869010101267",
}
"""The national codes of what the published lists name by code."""
ITEMS: dict[str, Item] = {
    key: replace(item, code=LISTED.get(key, item.code))
    for key, item in {**KNOWN, **_more()}.items()
}
HERB_KEYS = tuple(k for k, i in ITEMS.items() if i.kind == "10" and k not in ("fuzi", "banxia"))


def diagnosis(text: str) -> tuple[str, str]:
    """`J18.900肺炎` → its code and its name."""
    found = re.fullmatch(r"([A-Z][0-9.x]+)(.+)", text)
    assert found, text
    return found[1], found[2].strip()
