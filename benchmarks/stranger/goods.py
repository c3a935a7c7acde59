"""The price list of the stranger's county: what the first county sells, and other specialities.

Codes follow the national price list and catalogue as far as the author knew them; prices are
plausible for a county, not a province's.
"""

from __future__ import annotations

from benchmarks.outside.catalogue import ITEMS as FIRST
from benchmarks.outside.catalogue import Item

# key|9-digit national price code (a blank, then the extension)|name|category|price
SERVICES = """
heating|110500001|住院取暖费|14|6
pump|120400012|静脉注射泵辅助静脉输液|05|2
hosp_oxy_hf|120300001 0300|高流量氧气吸入|05|6
dress_xl|120600001|特大换药|05|60
dress_mid|120600003|中换药|05|20
lavage|121200001|洗胃|05|60
lavage_tube|120800001|鼻饲管置管|05|18
instil|311000034|膀胱灌注|05|40
enema|121500001|灌肠|05|20
pressure_care|120100010|压疮护理|07|12
airway_care|120100011 0100|气管切开护理|07|24
rescue_small|120200003|小抢救|05|40
transfuse|120400010|输血|05|20
dr_film|210102015 0100|数字化摄影(DR)胶片|08|12
fluoro|210101001|X线普通透视检查|03|8
ct_gate|210300001 0300|X线计算机体层(CT)心电门控加收|03|80
mra|210200005|磁共振血管成象(MRA)|03|480
mr_e|210200002|磁共振增强扫描|03|560
us_bed|220201010|床旁B超检查|03|55
us_guide|220203001|临床操作的B超引导|03|60
us_urine|220201002 0200|泌尿系B超检查|03|35
us_surface|220301002 0200|浅表器官彩色多普勒超声检查(甲状腺)|03|70
liver_punct|331005001|经皮肝穿刺活检术|06|260
para_punct|310905003|腹腔穿刺术|05|80
thora_punct|310606002|胸腔穿刺术|05|80
marrow|250104001|骨髓涂片细胞学检验|04|90
marrow_count|250104002|骨髓有核细胞计数|04|15
hscrp|250401026|超敏C反应蛋白测定|04|30
bnp_b|250306011|B型钠尿肽(BNP)测定|04|150
tropt|250306008|血清肌钙蛋白T测定|04|60
myo|250306010|血清肌红蛋白测定|04|40
hco3|250304008|血清碳酸氢盐(HCO3)测定|04|6
cystc|250307028|血清胱抑素(CystatinC)测定|04|30
teg|250203080|血栓弹力图试验(TEG)|04|160
lact|250302009|血清乳酸测定|04|20
hbv_ab|250403005|乙型肝炎表面抗体测定(Anti-HBs)|04|12
hbeag|250403006|乙型肝炎e抗原测定(HBeAg)|04|12
trust|250403054|不加热血清反应素试验|04|12
ca125|250404011|糖类抗原测定(CA125)|04|50
ca199|250404012|糖类抗原测定(CA199)|04|50
ca153|250404013|糖类抗原测定(CA153)|04|50
nse|250404018|神经元特异性烯醇化酶测定(NSE)|04|60
ft3|250310007|血清游离三碘甲状原氨酸(FT3)测定|04|35
ft4|250310008|血清游离甲状腺素(FT4)测定|04|35
rh|260000004|Rh血型鉴定|04|20
xmatch|260000013|交叉配血|04|40
ab_screen|260000010|血型抗体特异性鉴定(筛查)|04|40
rbc_unit|260000901|悬浮红细胞(1U)|14|220
plasma|260000902|新鲜冰冻血浆(100ml)|14|60
platelet|260000903|机采血小板(1治疗量)|14|1400
path_op|270300004|手术标本检查与诊断|04|160
path_frozen|270400001|冰冻切片检查与诊断|04|240
plan_tps|240200003|计算机治疗计划系统(TPS)|05|900
imrt|240300014|适型调强放射治疗(IMRT)|05|1200
linac|240300010|直线加速器放疗|05|260
gamma|240300007|伽玛刀治疗|05|9500
mould|240500001|合金模具设计及制作|05|400
lens_fit|310300033|验光|03|10
vision|310300001|普通视力检查|03|3
iop|310300046|非接触眼压计法|03|12
fundus_photo|310300067|眼底照相|03|50
fundus_oct|310300075|光学相干断层成像(OCT)|03|120
slit|310300058|裂隙灯检查|03|10
lacrimal|310300090|泪道冲洗|05|15
vitreous_inj|330407002|玻璃体腔注药术|06|350
laser_retina|310300104|视网膜激光光凝术|05|400
op_pteryg|330403001|翼状胬肉切除术|06|420
rubber_dam|310511008|橡皮障隔湿法|05|20
pulp_kill|310511011|牙髓失活术|05|30
pulp_open|310511012|开髓引流术|05|25
pulp_out|310511014|牙髓摘除术|05|40
canal_prep|310511015|根管预备|05|60
canal_fill|310511016|根管充填术|05|60
canal_post|310511024|根管内固定术|05|150
dent_fill_c|310511002|复杂充填术|05|120
dent_scale|310513001|洁治|05|12
dent_deep|310513002|龈下刮治|05|24
dent_film|210102009|牙片|03|15
tooth_out|330604004|磨牙拔除术|06|80
tooth_hard|330604006|阻生牙拔除术|06|260
psy_scale|311501002|精神科B类量表测查|03|40
psy_first|311502004|首诊精神病检查|03|40
psy_talk|311503024|心理治疗|05|80
psy_guard|311503003|精神科监护|05|30
psy_music|311503018|音乐治疗|05|20
psy_mect|311503005|多参数监护无抽搐电休克治疗|05|420
psy_behave|311503028|行为矫正治疗|05|30
cold_pack|340100006|冷疗法|05|15
swallow|340200034|吞咽功能障碍训练|05|45
cogn|340200035|认知知觉功能障碍训练|05|40
bed_train|340200030|日常生活动作训练|05|30
rehab_full|340200001|康复综合评定|03|120
hand_eval|340200005|手功能评定|03|60
tuina_neck|450000002|颈椎病推拿治疗|05|45
tuina_shoulder|450000003|肩周炎推拿治疗|05|45
tuina_knee|450000008|膝关节骨性关节炎推拿治疗|05|45
head_needle|430000006|头皮针|05|30
ear_seed|430000021|耳穴疗法|05|12
hot_pack|410000004|中药热奄包治疗|05|30
herb_wrap|410000005|中药封包治疗|05|35
herb_plaster|410000001|贴敷疗法|05|20
pd_set|311000001|腹膜透析置管术|06|500
pd_change|311000003|腹膜透析换液|05|20
hf|311000007|血液滤过|05|450
plasma_ex|260000020|血浆置换术|05|1800
art_liver|311000015|人工肝治疗|05|1500
abp_mon|310702018|持续有创性血压监测|03|8
an_depth|330100018|麻醉深度电生理监测|06|60
an_pump|330100012|术后镇痛|06|160
an_bronch|330100008|支气管内麻醉|06|1000
an_enh|330100009|强化麻醉|06|60
op_lung|330702004|肺叶切除术|06|3200
op_tube|330702012|胸腔闭式引流术|06|260
op_node|331601008|腋窝淋巴结清扫术|06|900
op_breast|331601005|乳腺癌根治术|06|2400
op_lump|331601002|乳腺肿物切除术|06|420
op_thyca|330300012|甲状腺癌扩大根治术|06|2900
op_thynode|330300013|颈部淋巴结清扫术|06|1100
op_fusion|331501046|椎间融合器植入植骨融合术|06|3400
op_decomp|331501036|椎管扩大减压术|06|1500
op_nerve|331501040|脊髓和神经根粘连松解术|06|1600
op_flap|331602008|皮瓣成形术|06|1300
op_suture|331604001|清创缝合术(小)|06|120
op_menis|331506010|关节镜下半月板修整术|06|1700
op_scope|331500000|关节镜加收|06|600
op_joint_free|331506003|关节松解术|06|800
op_tonsil|330611001|扁桃体切除术|06|420
op_pile|331004020|混合痔外剥内扎术|06|560
op_circ|331203001|包皮环切术|06|260
hearing|310402001|新生儿听力筛查|03|60
nb_screen|311202015|新生儿疾病筛查|04|90
nb_bath|311202012|新生儿洗浴|05|10
lab_public|250302001 0200|空腹血糖(体检)|04|6
home_nurse|130300002|上门护理|05|60
inhale_test|310601010|支气管激发试验|03|80
eeg|310100001|脑电图|03|60
emg|310100013|肌电图|03|120
tcd|220303001|颅内段血管彩色多普勒超声|03|100
"""

# key|code|name|price a box|days a box|units a box|selfpay
DRUGS = """
osimertinib|XL01EBA301A001010163064|甲磺酸奥希替尼片|5580.0|30|30|0.1
gefitinib|XL01EBJ189A001010164065|吉非替尼片|498.0|10|10|0.1
trastuzumab|XL01FDQ166B001010165066|注射用曲妥珠单抗|4180.0|0|1|0.1
ranibizumab|XS01LAL208B002010166067|雷珠单抗注射液|3850.0|0|1|0.1
conbercept|XS01LAK129B002010167068|康柏西普眼用注射液|3600.0|0|1|0.1
hyalu_eye|XS01KAB128G010010168069|玻璃酸钠滴眼液|32.0|15|1|0
levo_eye|XS01AEZ068G010010169070|左氧氟沙星滴眼液|14.0|10|1|0
latano|XS01EEL018G010010170071|拉坦前列素滴眼液|108.0|28|1|0.1
quetiapine|XN05AHK061A001010171072|富马酸喹硫平片|48.0|20|40|0
aripip|XN05AXA120A001010172073|阿立哌唑片|42.0|28|28|0
valproate|XN03AGB039A001010173074|丙戊酸钠片|26.0|25|100|0
lithium|XN05ANT015A001010174075|碳酸锂片|18.0|25|100|0
donepezil|XN06DAD080A001010175076|盐酸多奈哌齐片|58.0|28|28|0.1
memantine|XN06DXM038A001010176077|盐酸美金刚片|62.0|28|28|0.1
eszop|XN05CFY144A001010177078|右佐匹克隆片|30.0|14|14|0
methylphen|XN06BAP040A001010178079|盐酸哌甲酯缓释片|168.0|15|15|0.1
chlorhex|XA01ABL140G001010179080|复方氯己定含漱液|13.0|7|1|0
metronid|XJ01XDJ036A001010180081|甲硝唑片|6.0|7|21|0
articaine|XN01BBA114B002010181082|盐酸阿替卡因肾上腺素注射液|14.0|0|1|0
baclofen|XM03BXB021A001010182083|巴氯芬片|36.0|10|30|0
celecoxib|XM01AHS060E001010183084|塞来昔布胶囊|28.0|10|20|0
gabapentin|XN03AXJ030E001010184085|加巴喷丁胶囊|32.0|14|50|0
iron_iv|XB03ACZ080B002010185086|蔗糖铁注射液|48.0|0|1|0
calcitriol|XA11CCG010E001010186087|骨化三醇胶丸|36.0|10|10|0
lanthanum|XV03AEL010A001010187088|碳酸镧咀嚼片|220.0|20|60|0.1
roxadustat|XB03XAL250E001010188089|罗沙司他胶囊|96.0|7|3|0.1
pd_fluid|XB05DBF380B002010189090|腹膜透析液(乳酸盐)|42.0|0|1|0
caffeine|XN06BCJ110B002010190091|枸橼酸咖啡因注射液|280.0|0|1|0.1
vitk|XB02BAW010B002010191092|维生素K1注射液|2.4|0|1|0
vanco|XJ01XAW084B001010192093|注射用盐酸万古霉素|96.0|0|1|0.1
mero|XJ01DHM019B001010193094|注射用美罗培南|68.0|0|1|0.1
norepi|XC01CAQ044B002010194095|重酒石酸去甲肾上腺素注射液|12.0|0|1|0
midazolam|XN05CDM044B002010195096|咪达唑仑注射液|9.0|0|1|0
tranex|XB02AAA038B002010196097|氨甲环酸注射液|14.0|0|1|0
gcsf|XL03AAC010B002010197098|重组人粒细胞刺激因子注射液|46.0|0|1|0
docetaxel|XL01CDD040B002010198099|多西他赛注射液|220.0|0|1|0.1
ferrous|XB03AAF010A001010199100|琥珀酸亚铁片|22.0|10|20|0
folic|XB03BBY010A001010200101|叶酸片(5mg)|9.0|30|100|0
progest|XG03DAH020E001010201102|黄体酮胶囊|38.0|10|20|0
levothy_drop|XH03AAZ070A001010202103|左甲状腺素钠片(100μg)|42.0|100|100|0
nifed|XC08CAX195A010010203104|硝苯地平控释片|26.0|14|14|0
prednis|XH02ABP110A001010204105|醋酸泼尼松片|8.0|20|100|0
mtx|XL04AXJ010A001010205106|甲氨蝶呤片|16.0|28|16|0
tacro|XL04ADT010E001010206107|他克莫司胶囊|420.0|25|50|0.1
ejiao|ZB06AAE0010010200110|复方阿胶浆|68.0|8|24|0.1
niuhuang|ZA09BAN0120010200345|安宫牛黄丸|560.0|1|1|0.1
wubei|ZD02BAW0031010200456|妇科千金片|23.0|6|108|0
liuwei|ZB05BAL0061010200567|六味地黄丸|19.0|10|200|0
tianma|ZA16BAT0091010200678|天麻钩藤颗粒|29.0|7|21|0
plaster|ZE01AAG0051010200789|云南白药膏|28.0|5|5|0
"""

# key|code|name|price per gram
HERBS = """
huanglian|T001700231|黄连|0.6
fuzi|T001600112|黑顺片|0.3
dangshen|T001700221|党参|0.25
chenpi|T001700341|陈皮|0.1
baishao|T001700451|白芍|0.12
chuanxiong|T001700561|川芎|0.13
xixin|T001700671|细辛|0.5
chaihu|T001700781|柴胡|0.3
"""

CONSUMABLES = """
hd_tubing|C0906020100000900013|血液透析管路|38
hd_powder|C0906030100000900014|血液透析干粉|22
lens_plain|C1402091750000100015|人工晶体(硬性)|260
fusion_cage|C1003010200000900016|椎间融合器|3900
pedicle|C1003020200000900017|椎弓根螺钉|860
vsd_kit|C1601010200000900018|负压引流材料套装|980
an_kit|C0302010200000900019|一次性麻醉穿刺包|45
"""


def _build() -> dict[str, Item]:
    items = dict(FIRST)
    for row in SERVICES.strip().splitlines():
        key, code, name, category, price = row.split("|")
        base, _, ext = code.partition(" ")
        items[key] = Item(key, f"00{base}{ext or '0000'}", name, category, "201", float(price))
    for row in DRUGS.strip().splitlines():
        key, code, name, price, days, units, selfpay = row.split("|")
        kind = "11" if code.startswith("Z") else "09"
        items[key] = Item(
            key, code, name, kind, "101", float(price), int(days), int(units), float(selfpay)
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
