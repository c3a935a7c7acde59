"""What an illness usually gets, as lines of text: the honest ground of everything planted."""

from __future__ import annotations

from dataclasses import dataclass

# key | department | whom (sex, ages) | nights | diagnoses | plan | operations | group, weight
_TEXT = """
pneu|呼吸内科|*30-88|6-10|J18.900 肺炎|$ward $in crp@0 pct@0 dr@0 ceftriaxone*2@*T9 ns@*T9 infusion@*T9 ambroxol@0T12 cbc@-2T8 crp@-2T8||ES2 0.85
bronch|内科|*40-88|6-9|J20.900 急性支气管炎|$ward cbc@0 crp@0 dr@0 ecg@0 ceftriaxone*2@*T9 ns@*T9 infusion@*T9 nebul@*T10||ES3 0.6
copd|呼吸内科|*55-88|7-11|J44.100 慢性阻塞性肺病伴急性加重|$ward $in blood_gas@0 ct@1T10 oxygen*12@*T9 ceftriaxone*2@*T9 ns@*T9 infusion@*T9 nebul*2@*T10 budesonide_n*2@*T10||ER1 1.0
chf|心内科|*55-88|6-9|I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病|$ward1 $in bnp@0 us_heart@1T10 ecg_mon*24@0-2T9 furosemide@*T9 oxygen*10@0-3T9 k@3T7||FR2 0.95
stroke|神经内科|*50-85|8-13|I63.900 脑梗死;I10.x00 高血压|$ward $in ct@0 mr@1T10 ldl@0 us_neck@1T11 edaravone*2@*T9 ns*2@*T9 infusion@*T9 aspirin@0T12 atorva@0T12||BR2 1.1
dm|内科|*35-80|6-9|E11.900 2型糖尿病|$ward $in hba1c@0 glucose_bed*4@*T7 glargine@0T17 fundus_photo@1T10||KS1 0.7
gastritis|消化内科|*25-75|4-6|K29.500 慢性胃炎|$ward $in gastroscopy@1T9 biopsy_g@1T9 path_endo@1T9 omeprazole@0T12 gs@*T9 infusion@*T9||GU2 0.5
pancr|消化内科|*25-70|7-11|K85.900 急性胰腺炎|$ward1 $in amylase@0 amylase@2T7 ct@0 ppi_iv*2@*T9 ns*3@*T9 infusion@*T9 gastric_dec@0-2T9||HS2 1.0
gall|普外科|*28-72|4-6|K80.100 胆囊结石伴慢性胆囊炎|$ward $in $pre us@0 op_gall@1T9 $gen path_op@1T12 infusion@1-5T9 ns*2@1-5T9 dressing@3,5T9|51.2300 腹腔镜下胆囊切除术@1T9+70:gen|HC2 1.35
hernia|普外科|M35-80|3-5|K40.900 单侧腹股沟疝|$ward $in $pre op_hernia@1T9 $spi mesh@1T9 infusion@1-3T9 ns@1-3T9 dressing@3T9 ir_phys@2-8T10|53.0200 单侧腹股沟疝修补术@1T9+60:spi|GE1 0.8
pile|肛肠科|*25-65|5-8|K64.900 痔|$ward $in1 $pre op_pile@1T9 $spi dressing@2-5T9 hot_pack@2-5T15|49.4600 痔切除术@1T9+40:spi|GF1 0.6
fusion|骨科|*45-72|9-13|M51.202 腰椎间盘突出|$ward1 $in $pre mr@1T10 op_fusion@2T9 an_gen@2T9 an_mon*3@2T9 propofol*4@2T9 sufenta*2@2T9 fusion_cage@2T9 pedicle*4@2T9 dressing@4,6,8,10T9 infusion@2-6T9 ns*2@2-6T9 ir_phys@5-12T10|81.0800 腰椎后路融合术@2T9+170:gen|IB2 3.2
hip|骨科|*60-88|9-13|S72.000 股骨颈骨折|$ward1 $in $pre dr@0 ct@0 op_hip@2T9 $spi hip@2T9 dressing@4,6,8T9 heparin@3-12T9 joint@5-12T15|81.5100 全髋关节置换@2T9+110:spi|IC2 2.9
menis|骨科|*18-55|4-6|S83.200 半月板撕裂|$ward $in1 $pre mr@0 op_menis@1T9 $spi dressing@3T9|80.6x00 关节镜半月板切除术@1T9+60:spi|IJ1 0.9
wound|普外科|*18-60|3-5|S61.900 手开放性损伤|$ward cbc@0 dr@0 op_suture@0T15 an_local@0T15 infusion@0-4T16 ns@0-4T16 dressing@1,3,5,7,9,11T9|86.5900 皮肤缝合术@0T15+30:loc|JJ1 0.5
lungca|胸外科|*45-72|9-13|C34.900 肺恶性肿瘤|$ward1 $in $pre ct_e@0 lung_fx@0 op_lung@3T9 an_bronch@3T9 an_mon*4@3T9 propofol*5@3T9 sufenta*3@3T9 path_frozen@3T11 path_op@3T13 ecg_mon*9@3T14 ecg_mon*24@4T10 dr@5T10 ceftriaxone*2@3-7T9 ns*2@3-7T9 infusion@3-7T9 nebul*2@3-11T10 dressing@5,7,9,11T9|32.4100 胸腔镜肺叶切除术@3T9+180:gen|EB1 3.4
breastca|普外科|F38-68|7-10|C50.900 乳腺恶性肿瘤|$ward $in $pre us_breast@0 op_breast@2T9 an_gen@2T9 an_mon*3@2T9 propofol*3@2T9 sufenta*2@2T9 path_frozen@2T10 path_op@2T12 dressing@4,6,8T9 infusion@2-5T9 ns*2@2-5T9 ir_phys@5-9T10|85.4300 乳腺改良根治术@2T9+130:gen|JA1 1.8
thyca|普外科|*28-65|5-8|C73.x00 甲状腺恶性肿瘤|$ward $in $pre us_neck@0 tsh@0 ft3@0 ft4@0 op_thyca@2T9 an_gen@2T9 an_mon*2@2T9 propofol*3@2T9 sufenta*2@2T9 path_frozen@2T10 path_op@2T12 infusion@2-5T9 ns*2@2-5T9 dressing@4,6T9|06.4x00 甲状腺全部切除术@2T9+110:gen|KD1 1.6
chemo|肿瘤科|*45-72|3-4|Z51.103 肿瘤化学治疗;C34.900 肺恶性肿瘤|$ward $in1 pemetrexed*2@1T10 carboplatin*4@1T10 ondansetron*2@1T9 infusion@1T9 ns*2@1T9||RE1 0.7
radio|放疗科|*45-75|20-28|Z51.003 恶性肿瘤放射治疗;C15.900 食管恶性肿瘤|$ward $in1 plan_tps@1T10 mould@1T11 linac@wT10 nebul@*T15 cbc@7T8 cbc@14T8||RC1 3.0
cataract|眼科|*60-85|1-2|H25.900 老年性白内障|$ward cbc@0 glucose@0 ecg@0 vision@0 iop@0 slit@0 an_local@1T9 op_cataract@1T9 lens@1T9 levo_eye@1T15^take|13.4100 白内障超声乳化抽吸术@1T9+25:loc|CB3 0.6
schizo|精神科|*20-65|30-58|F20.900 精神分裂症|$psy $in1 eeg@1T10 psy_first@0 psy_scale@1T10 psy_scale@28T10 psy_drugmon@*T9 psy_work@wT14 psy_music@*2T15 risperidone*0.2@*T8 cbc@28T8 alt@28T8||TR1 2.0
depress|精神科|*20-60|20-32|F32.200 重度抑郁发作|$psy $in1 tsh@0 psy_first@0 psy_scale@1T10 psy_talk@*7T15^ex psy_work@wT14 psy_music@*2T15 sertraline*0.1@*T8||TS1 1.5
dement|老年精神科|*65-88|28-56|G30.900 阿尔茨海默病;F00.900 阿尔茨海默病性痴呆|$psy $in1 ct@1T10 psy_scale@1T10 donepezil*0.04@*T8 memantine*0.07@*T8 pressure_care@*3T9 psy_work@wT14 psy_music@*2T15||TU1 1.8
rstroke|康复科|*50-78|18-28|I69.300 脑梗死后遗症;G81.900 偏瘫|$ward $in1 rehab_full@1T10^ex hemi@wT10^ex ot@wT14^ex elec_acup@wT15^ex||BY1 1.9
rspine|康复科|*40-70|12-18|M51.202 腰椎间盘突出|$ward $in1 mid_freq@wT9^ex wax@wT10^ex tuina@wT15^ex||IU2 0.8
rknee|康复科|*55-75|12-18|Z96.600 矫形外科关节植入物存在;M17.900 膝关节病|$ward $in1 rehab_full@1T10^ex joint@wT9^ex exercise@wT10^ex mid_freq@wT14^ex||IU1 0.9
frail|护理科|*70-92|25-45|I69.300 脑梗死后遗症;L89.900 压疮|$care cbc@0 glucose@0 ecg@0 pressure_care@*T10 dressing@*3T10 oxygen*4@*T9 nebul@*T15 amlodipine*0.04@*T8||ZZ1 1.0
sepsis|重症医学科|*45-82|6-10|A41.900 脓毒症;J96.000 急性呼吸衰竭;J18.900 肺炎|$icu $in lact@0 pct@0 culture@0 blood_gas*2@*T6 vent*24@0-4T9 ecg_mon*24@*T9 mero*3@*T9 infusion@*T9 ns*4@*T9 norepi@0-2T9 midazolam*4@0-4T9 suction*8@0-4T9 pct@3T6 dr@1T10||ER1 3.6
gibleed|消化内科|*40-80|6-9|K92.200 胃肠出血;D62.x00 急性失血后贫血|$ward1 $in blood_type@0 rh@0 xmatch@0T15 rbc_unit*2@0T17 transfuse@0T17 gastroscopy@1T10 ppi_iv*2@*T9 ns*2@*T9 infusion@*T9 cbc@1,2,4T7 ecg_mon*24@0-1T16||GS1 0.95
leuk|血液科|*35-70|10-16|C92.000 急性髓细胞白血病;D70.x00 粒细胞缺乏|$ward1 $in marrow@1T10 blood_type@0 rh@0 xmatch@2T9 platelet@2T14 transfuse@2T14 mero*3@3-8T9 ns*3@3-8T9 infusion@*T9 cbc@*2T7 gcsf@4-8T9||RS1 2.8
birth|产科|F22-36|3-4|O80.000 头位顺产;Z37.000 单一活产|$ward cbc@0 blood_type@0 op_birth@0T16 oxytocin*2@0T16|73.5900 助产术@0T16+30|OR1 0.8
cs|产科|F22-38|5-6|O82.000 选择性剖宫产;Z37.000 单一活产|$ward1 $in1 $pre fetal*2@0 op_cs@1T9 $spi oxytocin*3@1-2T9 infusion@1-3T9 ns*2@1-3T9 dressing@3T9|74.1x00 子宫低位剖宫产@1T9+50:spi|OB2 1.1
bladder|泌尿外科|*55-78|2-3|Z51.103 肿瘤化学治疗;C67.900 膀胱恶性肿瘤|$ward cbc@0 urine@0 instil@1T10 epirubicin@1T10||RE1 0.5
poison|急诊科|*20-70|2-4|T50.900 药物中毒|$ward1 $in1 lavage@0 gastric_dec@0 infusion@*T9 ns*3@*T9 ecg_mon*24@0T10||VS1 0.6
uti|泌尿外科|*30-80|5-7|N39.000 泌尿道感染|$ward $in us@0 levoflox@*T9 infusion@*T9 urine@-2T8||LU1 0.6
stone|泌尿外科|*28-65|4-6|N20.100 输尿管结石|$ward $in us_urine@0 ct@0 levoflox@*T9 infusion@*T9||LJ1 0.8
hd|肾内科|*35-76|0-0|N18.500 慢性肾脏病5期;Z49.101 血液透析|hd@0 dialyser@0 epo@0||
cold|内科|*14-88|0-0|J06.900 急性上呼吸道感染|visit cbc loratadine lianhua||
htn|内科|*45-88|0-0|I10.x00 高血压|visit amlodipine valsartan||
backo|针灸科|*30-75|0-0|M54.500 腰痛|visit acup^ex tuina^ex||
necko|中医科|*30-70|0-0|M47.800 颈椎病|general_fee acup^ex moxa^ex||
pulp|口腔科|*16-70|0-0|K04.000 牙髓炎|visit dent_film articaine pulp_out canal_prep^keep||
caries|口腔科|*10-70|0-0|K02.900 龋病|visit dent_fill||
perio|口腔科|*30-70|0-0|K05.300 慢性牙周炎|visit dent_deep*6||
wisdom|口腔科|*18-45|0-0|K01.100 阻生牙|visit dent_film articaine tooth_hard||
eyeo|眼科|*20-80|0-0|H52.100 近视;H04.100 干眼|visit vision iop slit hyalu_eye||
glauc|眼科|*45-80|0-0|H40.100 原发性开角型青光眼|visit iop vision fundus_oct latano||
amd|眼科|*58-82|0-0|H35.300 黄斑变性|visit fundus_oct vitreous_inj ranibizumab||
eczema|内科|*5-70|0-0|L30.900 湿疹|visit loratadine||
anxo|精神科|*18-65|0-0|F41.100 广泛性焦虑障碍|visit sertraline psy_talk^ex||
thyo|内科|F25-65|0-0|E03.900 甲状腺功能减退|visit tsh ft3 ft4 levothy_drop||
herbal|中医科|*25-75|0-0|K30.x00 功能性消化不良|general_fee dangshen*105 baizhu*70 fuling*105 chenpi*42 gancao*35 chaihu*70 decoct*7||
antenatal|产科|F22-36|0-0|Z34.900 正常妊娠监督|visit urine cbc fetal||
injury|急诊科|*6-80|0-0|S61.900 手开放性损伤|visit_er dr op_suture an_local dressing||
child|儿科|*1-10|0-0|J06.900 急性上呼吸道感染|visit cbc child_cold||
"""


@dataclass(frozen=True)
class Illness:
    """An illness and its usual care."""

    key: str
    dept: str
    sex: str
    ages: tuple[int, int]
    nights: tuple[int, int]
    diags: tuple[tuple[str, str], ...]
    plan: str
    ops: str
    group: str
    weight: float


def who(text: str) -> tuple[str, tuple[int, int]]:
    """`F30-60` → sex as the platform writes it, ages."""
    low, _, high = text[1:].partition("-")
    return {"M": "1", "F": "2", "*": ""}[text[0]], (int(low), int(high))


def diagnoses(text: str) -> tuple[tuple[str, str], ...]:
    """`J18.900 肺炎;I10.x00 高血压` → pairs."""
    pairs = (part.strip().partition(" ") for part in text.split(";") if part.strip())
    return tuple((code, name) for code, _, name in pairs)


def illnesses(text: str) -> dict[str, Illness]:
    """A county's illnesses by key, a row each."""
    out = {}
    for row in text.strip().splitlines():
        key, dept, whom, nights, diags, plan, ops, group = row.split("|")
        sex, ages = who(whom)
        low, high = (int(x) for x in nights.split("-"))
        adrg, _, weight = group.partition(" ")
        out[key] = Illness(
            key, dept, sex, ages, (low, high), diagnoses(diags), plan, ops, adrg,
            float(weight or 0),
        )  # fmt: skip
    return out


ILLNESSES = illnesses(_TEXT)
