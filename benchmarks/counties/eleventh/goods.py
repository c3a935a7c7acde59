"""What this county charges beside the common goods, and what became cheaper at the turn of the year."""

from __future__ import annotations

from benchmarks.counties.grammar.world import Item
from benchmarks.counties.seventh.goods import ITEMS as COMMON

SERVICES = """
lipid 250303001 血清总胆固醇测定 6 04
tg 250303002 血清甘油三酯测定 6 04
uric 250307005 血清尿酸测定 6 04
microalb 250307006 尿微量白蛋白测定 25 04
bnp 250306011 B型钠尿肽(BNP)测定 160 04
ferritin 250203075 血清铁蛋白测定 40 04
pth 250310020 甲状旁腺激素测定 80 04
phos 250304006 无机磷测定 5 04
ca 250304004 钙测定 5 04
sputum 250501009 一般细菌培养及鉴定 50 04
fundus_dil 310300004 散瞳检查 12 03
refract 310300006 验光 10 03
slit 310300031 裂隙灯检查 8 03
lung 310601001 肺通气功能检查 80 03
bone 230600001 双能X线骨密度测定 90 03
skin_care 120100013 压疮护理 10 07
mouth2 120100012 特殊口腔护理 9 07
pain 310100099 疼痛综合评定 30 03
sputum_out 120700003 机械辅助排痰 12 07
ear_seed 430000022 耳穴压豆 14 05
float_needle 430000014 浮针治疗 60 05
knife 430000025 针刀治疗 120 05
tuina_knee 450000011 其他推拿治疗 40 05
shock 340100022 冲击波治疗 90 05
ultra 340100014 超声波治疗 18 05
magnet 340100024 磁热疗法 18 05
traction 340100017 颈椎牵引 20 05
speech 340200034 言语训练 45 05
cogn 340200035 认知知觉功能障碍训练 45 05
adl 340200032 日常生活能力训练 40 05
stand 340200023 电动起立床训练 24 05
hemi 340200041 偏瘫肢体综合训练 55 05
behave 311503017 行为矫正治疗 20 05
antips 311503001 抗精神病药物治疗监测 14 05
music 311503024 音乐治疗 16 05
crown_prep 310512003 牙体预备 60 05
perio 310513005 龈下刮治 26 05
molar 330604005 阻生牙拔除术 240 06
laser_pan 330407007 视网膜激光光凝术 520 06
yag 330408001 后囊膜激光切开术 280 06
pterygium 330403004 翼状胬肉切除术 380 06
fistula 331002099 动静脉内瘘成形术 900 06
pd_change 311000004 腹膜透析换液 30 05
flush 120400099 静脉置管冲洗 16 05
amyl 250308004 血清淀粉酶测定 12 04
tirads 220301009 浅表器官彩色多普勒超声(甲状腺) 100 03
nt 220302005 胎儿彩色多普勒超声检查 150 03
ogtt 250302007 葡萄糖耐量试验 40 04
down 250404099 产前血清学筛查 130 04
suture 330100099 清创缝合术 90 06
cast 420000012 石膏固定术 80 05
"""

DRUGS = """
irbe C09CAE010 厄贝沙坦片 16 28
meto C07ABM010 琥珀酸美托洛尔缓释片 30 28
indap C03BAY010 吲达帕胺片 12 30
nifed C08CAX030 硝苯地平控释片 24 28
glime A10BBG020 格列美脲片 26 30
dapa A10BKD010 达格列净片 60 30
sita A10BHX020 磷酸西格列汀片 58 28
asp_ins A10ABM010 门冬胰岛素注射液 38 25
mecob B03BAJ010 甲钴胺片 18 20
febux M04AAF010 非布司他片 40 28
allop M04AAB010 别嘌醇片 10 30
alend M05BAA010 阿仑膦酸钠片 70 28
monte R03DCM010 孟鲁司特钠片 36 30
sympl R03AKB010 布地奈德福莫特罗吸入粉雾剂 170 30
tiotr R03BBS010 噻托溴铵粉雾剂 150 30
doxof R03DAD010 多索茶碱注射液 16 1
moxi J01MAM010 盐酸莫西沙星氯化钠注射液 48 1
piper J01CRP010 注射用哌拉西林钠他唑巴坦钠 36 1
gastro_inj N07XXT010 天麻素注射液 18 1
mann B05BCG010 甘露醇注射液 8 1
kcl B05XAL010 氯化钾注射液 2 1
lactu A06ADR010 乳果糖口服溶液 36 10
mosap A03FAM010 枸橼酸莫沙必利片 22 10
rabep A02BCL010 雷贝拉唑钠肠溶片 34 14
bifid A07FAS010 双歧杆菌三联活菌胶囊 26 7
smecta A07BCM010 蒙脱石散 16 5
lorat R06AXL010 氯雷他定片 14 10
cetir R06AEX010 盐酸西替利嗪滴剂 22 10
mupir D06AXM010 莫匹罗星软膏 16 10
fusid D06AXF010 夫西地酸乳膏 22 10
flupi N02BGF010 氟比洛芬凝胶贴膏 58 6
celec M01AHS010 塞来昔布胶囊 26 10
diclo M01ABS010 双氯芬酸钠缓释片 16 10
eperi M03BXY010 盐酸乙哌立松片 26 10
pregab N02BFP010 普瑞巴林胶囊 48 14
morph N02AAM010 硫酸吗啡缓释片 60 5
fenta N02ABF010 芬太尼透皮贴剂 180 15
haloper N05ADF010 氟哌啶醇片 8 30
cloza N05AHL010 氯氮平片 14 30
quet N05AHK010 富马酸喹硫平片 48 28
arip N05AXA010 阿立哌唑片 60 30
lithi N05ANT010 碳酸锂片 16 30
loraz N05BAL010 劳拉西泮片 20 10
zopic N05CFZ010 右佐匹克隆片 36 7
memant N06DXM010 盐酸美金刚片 88 28
paclit L01CDZ010 紫杉醇注射液 260 1
carbo L01XAB010 卡铂注射液 130 1
pemet L01BAP010 注射用培美曲塞二钠 780 1
gemci L01BCJ010 注射用盐酸吉西他滨 150 1
gcsf L03AAR010 人粒细胞刺激因子注射液 60 1
letro L02BGL010 来曲唑片 120 30
bical L02BBB010 比卡鲁胺片 260 28
gefit L01EBG010 吉非替尼片 480 10
calcit A11CCG010 骨化三醇软胶囊 28 10
seve V03AEM010 碳酸司维拉姆片 160 10
iron B03ACZ010 蔗糖铁注射液 40 1
folic B03BBF010 叶酸片 6 30
polysac B03ABL010 多糖铁复合物胶囊 34 10
proges G03DAH010 黄体酮软胶囊 52 10
clotri G01AFK010 克霉唑阴道片 24 3
cefac J01DCF010 头孢克洛干混悬剂 24 4
osel J05AHA010 磷酸奥司他韦胶囊 56 5
valac J05ABF010 盐酸伐昔洛韦片 30 7
latan S01EEL010 拉坦前列素滴眼液 92 28
tears S01XAB010 玻璃酸钠滴眼液 32 14
tobra S01CAT010 妥布霉素地塞米松滴眼液 24 10
finas G04CBF010 非那雄胺片 46 30
levod N04BAL010 多巴丝肼片 72 20
prami N04BCP010 盐酸普拉克索片 130 30
methim H03BBJ010 甲巯咪唑片 20 50
tenof J05AFT010 富马酸替诺福韦二吡呋酯片 30 30
ticag B01ACT010 替格瑞洛片 60 28
rivar B01AFL010 利伐沙班片 58 28
rosu C10AAR010 瑞舒伐他汀钙片 20 28
trimet C01EBQ010 盐酸曲美他嗪缓释片 26 15
isosor C01DAY010 单硝酸异山梨酯缓释片 24 14
spiro C03DAL010 螺内酯片 10 30
digox C01AAD010 地高辛片 12 30
betah N07CAB010 甲磺酸倍他司汀片 20 10
"""

PATENT = """
yinxing ZA12HAY010 银杏叶片 22 10
naoxin ZA12HAN020 脑心通胶囊 32 12
wenxin ZA12BAW010 稳心颗粒 36 9
yinhuang ZA04CAY020 银黄颗粒 14 5
xiao_er ZA05AAX010 小儿豉翘清热颗粒 32 5
jinshui ZA09FAJ010 金水宝胶囊 48 14
shenyan ZA09GAS010 肾炎康复片 40 12
yao_tong ZA15BAY010 腰痛宁胶囊 36 10
jing_fu ZA15BAJ010 颈复康颗粒 30 10
biyan ZC03AAB010 鼻渊通窍颗粒 26 7
kangfu ZD01BAK010 康妇炎胶囊 30 10
xiaoyao ZA06AAX010 逍遥丸 16 10
anshen ZA08AAA010 安神补脑液 24 10
jianwei ZA10AAJ010 健胃消食片 12 6
"""

STUFF = """
needle_set C1404010100 一次性使用无菌针灸针 5
wash_set C1005010100 透析护理包 14
visco C0602110100 眼用粘弹剂 160
port C1403010100 植入式给药装置 2600
dressing C1406010100 藻酸盐敷料 38
"""

CUTS = {
    "amlod": 6.5,
    "metf": 12.0,
    "atorva": 14.0,
    "rosu": 9.0,
    "irbe": 9.5,
    "dapa": 22.0,
    "olanz": 24.0,
}
"""Prices from the first of January 2026, when a tender came into force."""


def _mine() -> dict[str, Item]:
    out = dict(COMMON)
    for row in SERVICES.strip().splitlines():
        key, code, name, price, kind = row.split()
        out[key] = Item(f"00{code}0000", name, float(price), kind)
    for kind, text, mark in (("09", DRUGS, "X"), ("11", PATENT, "")):
        for n, row in enumerate(text.strip().splitlines()):
            key, code, name, price, days = row.split()
            full = f"{mark}{code}A0010{20000 + n}"
            out[key] = Item(full[:20].ljust(20, "0"), name, float(price), kind, "101", int(days))
    for row in STUFF.strip().splitlines():
        key, code, name, price = row.split()
        out[key] = Item(code.ljust(20, "0"), name, float(price), "08", "301")
    return out


ITEMS = _mine()
CODES = [i.code for i in ITEMS.values()]
