"""What an illness usually gets, in lines of text: chronic and primary care beside the third county's."""

from __future__ import annotations

from benchmarks.counties.stranger.illnesses import ILLNESSES as STRANGE
from benchmarks.counties.stranger.illnesses import Illness, diagnoses, who
from benchmarks.counties.third.illnesses import ILLNESSES as THIRD

# key | department | whom (sex, ages) | nights | diagnoses | plan | operations | group, weight
_TEXT = """
pn|呼吸内科|*35-88|6-9|J18.000 支气管肺炎|$ward $in crp@0 pct@0 ct@0 piptaz*2@*T9 ns*2@*T9 infusion@*T9 cbc@-2T8 crp@-2T8||ES2 0.85
co|呼吸内科|*56-88|7-11|J44.100 慢性阻塞性肺疾病急性加重|$ward $in blood_gas@0 ct@1T10 oxygen*10@*T9 levoflox@*T9 ns*2@*T9 infusion@*T9 budesonide_n*2@*T10 ipratr*2@*T10 nebul*2@*T10||ER1 1.0
cf|心血管内科|*58-88|6-10|I50.900 心力衰竭;I25.500 缺血性心肌病|$ward1 $in bnp@0 us_heart@1T10 furosemide*2@*T9 iv_push@*T9 spiro@0T12 k@2T7 oxygen*8@0-2T9||FR2 0.95
st|神经内科|*50-86|8-12|I63.900 脑梗死|$ward $in ldl@1T7 ct@0 mr@1T10 us_neck@1T11 citicol*2@*T9 ns*2@*T9 infusion@*T9 aspirin@0T12 atorva@0T12||BR2 1.1
dm4|内分泌科|*38-82|6-9|E11.400 2型糖尿病性周围神经病变|$ward $in hba1c@0 glucose_bed*5@*T7 asp30@0T12 us_neck@1T10 fundus_photo@2T10 mecob@0T12 microalb@1T7 ns@*T9 infusion@*T9||KS1 0.7
cat4|眼科|*60-86|1-2|H25.900 老年性白内障|$ward cbc@0 glucose@0 ecg@0 vision@0 iop@0 slit@0 an_local@1T9 op_cataract@1T9 lens@1T9 levo_eye@1T15^take|13.4100 白内障超声乳化抽吸术@1T9+25:loc|CB3 0.6
catd|日间手术中心|*60-86|1-1|H25.900 老年性白内障|bed@*T9 visit_in@*T9 nurse2@*T9 cbc@0 glucose@0 ecg@0 vision@0 an_local@0T10 op_cataract@0T10 lens@0T10 levo_eye@eT8^take|13.4100 白内障超声乳化抽吸术@0T10+25:loc|CB3 0.6
piled|日间手术中心|*24-62|1-1|K64.800 混合痔|bed@*T9 visit_in@*T9 nurse2@*T9 cbc@0 pt@0 op_pile@0T11 an_spinal@0T11 an_mon@0T11 ropiv@0T11 ns@0T12 infusion@0T12 dressing@eT8|49.4600 痔切除术@0T11+40:spi|GF1 0.6
hipo|骨科|*66-90|9-13|S72.000 股骨颈骨折|$ward1 $in $pre dr@0 op_hip@2T9 $spi hip@2T9 cefazolin*2@2-3T9 ns*2@*T9 infusion@*T9 heparin@3-11T9 dressing@4,6,8T9|81.5200 人工股骨头置换术@2T9+90:spi|IC2 2.7
kneeo|骨科|*58-82|8-12|M17.100 原发性膝关节病|$ward $in $pre dr@0 mr@0 op_knee@2T9 $spi knee@2T9 cefazolin*2@2-3T9 ns*2@*T9 infusion@*T9 heparin@3-10T9 dressing@4,6T9 exercise@4-9T15^ex|81.5400 全膝关节置换@2T9+100:spi|IC2 3.0
schiz|精神科|*22-66|40-70|F20.900 精神分裂症|$psy $in1 psy_first@0 psy_scale@1T10 psy_scale@28T10 psy_drugmon@*T9 psy_work@wT14 risperidone*0.1@*T8 cbc@28T8 alt@28T8||TR1 2.0
dementi|老年精神科|*66-90|35-60|F03.x00 痴呆|$psy $in1 ct@1T10 psy_scale@1T10 donepezil*0.04@*T8 psy_work@*2T14 pressure_care@*3T9||TU1 1.8
hemi4|康复科|*48-80|18-28|I69.300 脑梗死后遗症;G81.900 偏瘫|$ward $in1 rehab_full@1T10^ex hemi@wT9^ex exercise@wT10^ex ot@wT14^ex elec_acup@wT15^ex||BY1 1.6
hipreh|康复科|*58-84|14-20|Z96.600 髋关节置换术后;M16.900 髋关节病|$ward $in1 rehab_full@1T10^ex joint@wT9^ex exercise@wT10^ex low_freq@wT14^ex||IU1 0.9
oldcare|护理科|*72-94|40-60|I69.300 脑梗死后遗症;L89.900 压疮|$care $in1 pressure_care@*T10 dressing@*3T10 nasal_feed*3@*T8 oxygen*3@*2T9 amlodipine*0.04@*T8||ZZ1 1.0
oldcopd|护理科|*70-92|25-40|J44.900 慢性阻塞性肺疾病;I27.900 肺心病|$care $in1 oxygen*6@*T9 nebul@*2T15 budesonide_n@*2T15 theoph*0.07@*T8||ZZ1 1.0
homebed|全科|*65-93|20-40|I69.300 脑梗死后遗症;I10.x00 高血压|bed_home@0 home_visit@*4T10 nurse3@*7T10 catheter@*14T10 foley@*14T10 glucose@*14T9||ZZ1 0.5
tb|内科|*36-88|5-8|J20.900 急性支气管炎|$ward $in1 crp@0 dr@0 cefurox*2@*T9 ns*2@*T9 infusion@*T9 cbc@4T8||ES3 0.5
tg|内科|*22-80|4-6|K52.900 非感染性胃肠炎|$ward $in1 stool@0 levoflox@*T9 gs*2@*T9 infusion@*T9 ppi_iv@*T9||GZ1 0.4
ti|内科|*52-86|6-9|I67.200 脑动脉硬化;I10.x00 高血压|$ward $in1 ecg@0 citicol@*T9 ns@*T9 infusion@*T9 amlodipine@0T12||BZ1 0.5
tl|中医科|*38-78|7-10|M51.202 腰椎间盘突出|$ward $in1 dr@0 acup@*T9^ex tdp@*T10 tuina@*2T15^ex||IU2 0.5
disc4|针灸科|*32-72|9-13|M51.202 腰椎间盘突出|$ward $in mr@1T9 acup@*T9^ex mid_freq@*T10^ex tuina@*T15^ex||IU2 0.7
face4|针灸科|*20-70|8-12|G51.000 特发性面神经麻痹|$ward $in1 elec_acup@*T9^ex tdp@*T10 mecob@0T12||BX2 0.5
pile4|肛肠科|*24-66|5-8|K64.800 混合痔|$ward $in1 $pre op_pile@1T9 $spi dressing@2-6T9 herb_wash@2-6T15|49.4600 痔切除术@1T9+40:spi|GF1 0.6
cs4|产科|F22-40|5-6|O82.000 选择性剖宫产术分娩;Z37.000 单一活产|$ward1 $in1 $pre fetal*2@0 op_cs@1T9 $spi oxytocin*2@1-2T9 ns*2@1-3T9 infusion@1-3T9 dressing@3T9|74.1x00 子宫低位剖宫产术@1T9+50:spi|OB2 1.1
nvd4|产科|F20-38|2-3|O80.000 头位顺产;Z37.000 单一活产|$ward cbc@0 urine@0 blood_type@0 pt@0 op_birth@0T15 oxytocin*2@0T15 gyn_wash@*T8|73.5900 人工助产@0T15+30|OR1 0.7
jaun4|新生儿科|*0-0|4-6|P59.900 新生儿黄疸|$nb $in1 tbil@0 tbil@2T7 nb_bili*2@*T8 nb_light*14@0-2T9||PU1 0.6
kp4|儿科|*1-10|5-7|J18.000 支气管肺炎|$ward $in1 crp@0 myco@0 dr@0 azi_iv@0-4T9 gs@*T9 infusion_head@*T9 budesonide_n*2@*T10 nebul*2@*T10||ES2 0.6
chem4|肿瘤科|*42-74|2-3|Z51.103 肿瘤化学治疗;C18.900 结肠恶性肿瘤|$ward $in1 oxaliplatin*3@1T10 gs*2@1T10 infusion@1T10 ondansetron*2@1T9 chemo_mix@1T9||RE1 0.7
chemd|肿瘤日间病房|*40-74|1-1|Z51.103 肿瘤化学治疗;C50.900 乳腺恶性肿瘤|bed@*T9 visit_in@*T9 nurse2@*T9 cbc@0 alt@0 crea@0 epirubicin*2@0T11 cyclophos*3@0T11 ns*2@0T11 infusion@0T11 ondansetron@0T10 chemo_mix@0T10||RE1 0.6
imm4|肿瘤日间病房|*45-76|1-1|Z51.800 恶性肿瘤免疫治疗;C34.900 肺恶性肿瘤|bed@*T9 visit_in@*T9 nurse2@*T9 cbc@0 tsh@0 alt@0 crea@0 sintil*2@0T11 ns@0T11 infusion@0T11||RE1 0.6
gall4|普通外科|*28-74|4-6|K80.100 胆囊结石伴慢性胆囊炎|$ward $in $pre us@0 op_gall@1T10 $gen path_op@1T12 cefurox*2@1-3T9 ns*2@1-4T9 infusion@1-4T9 dressing@3T9|51.2300 腹腔镜下胆囊切除术@1T10+70:gen|HC2 1.3
hern4|普通外科|M38-82|3-4|K40.900 腹股沟疝|$ward $in1 $pre op_hernia@1T9 $spi mesh@1T9 dressing@3T9|53.0400 腹股沟斜疝疝囊高位结扎修补术@1T9+60:spi|GE1 0.8
frac4|骨科|*18-70|6-9|S52.500 桡骨下端骨折|$ward $in1 $pre dr@0 op_radius@2T9 an_block@2T9 an_mon*2@2T9 ropiv*2@2T9 plate@2T9 screw*6@2T9 cefazolin*2@2T9 ns@2-3T9 infusion@2-3T9 dressing@4,6T9 dr@3T10|79.3200 桡骨骨折切开复位内固定术@2T9+80:spi|IF1 1.2
backp|疼痛科|*36-76|7-10|M51.202 腰椎间盘突出;M54.500 腰痛|$ward $in1 mr@1T9 mid_freq@*T10^ex traction@*T15 needle_knife@2T10||IU2 0.6
cold4|全科|*12-86|0-0|J06.900 急性上呼吸道感染|visit cbc ganmao levocet||
stn|全科|*30-86|0-0|J06.900 急性上呼吸道感染|general_fee ganmao||
drip4|全科|*16-80|0-0|J03.900 急性扁桃体炎|general_fee cbc cefurox*2 ns infusion||
kidcold|儿科|*1-12|0-0|J06.900 急性上呼吸道感染|visit cbc crp haoqiao ibu_syr||
kidcough|儿科|*1-12|0-0|J20.900 急性支气管炎|visit cbc myco ambrot nebul budesonide_n||
kidmass|儿童康复科|*1-10|0-0|K30.x00 功能性消化不良|general_fee child_massage^ex||
cpkid|儿童康复科|*1-8|0-0|G80.900 脑性瘫痪|general_fee cp_train^ex ot^ex||
net4|全科|*18-75|0-0|I10.x00 高血压|visit_net amlodipine||
netskin|皮肤科|*16-60|0-0|L30.900 湿疹|visit_net levocet||
herb4|中医科|*22-78|0-0|K29.500 慢性胃炎|tcm_dx dangshen*105^d:7 baizhu*70^d:7 fuling*105^d:7 chenpi*42^d:7 gancao*35^d:7 banxia*63^d:7 decoct*7||
acu4|针灸推拿科|*26-80|0-0|M47.802 颈椎病|tcm_dx acup^ex tuina_neck^ex||
acuh|针灸科|*26-80|0-0|M54.500 腰痛|visit acup^ex tuina^ex cupping^ex||
eye4|眼科|*10-80|0-0|H04.100 干眼|visit vision iop slit hyalu_eye||
glau4|眼科|*45-82|0-0|H40.100 原发性开角型青光眼|visit iop fundus_oct latano||
inj4|眼科|*55-84|0-0|H35.300 黄斑变性|visit fundus_oct vitreous_inj ranibizumab||
hurt4|急诊医学科|*8-78|0-0|S61.900 手部开放性损伤|visit_er dr an_local op_suture tat||
pain4|急诊医学科|*18-84|0-0|R07.400 胸痛|visit_er ecg tropi ckmb cbc||
belly4|急诊医学科|*16-80|0-0|R10.400 腹痛|visit_er cbc amylase us||
bone4|骨科|*30-80|0-0|M17.900 膝骨关节病|visit dr celecoxib||
ante4|产科|F21-39|0-0|Z34.900 正常妊娠监督|visit urine cbc us_fetal||
gyn4|妇科|F20-56|0-0|N76.000 急性阴道炎|visit vag_disch gyn_wash||
dig4|消化内科|*24-76|0-0|K29.500 慢性胃炎|visit gastroscopy biopsy_g path_endo esomep||
thy4|内分泌科|*22-70|0-0|E05.900 甲状腺功能亢进症|visit tsh ft3 ft4 propyl||
cmm|全科|*45-90|0-0|I10.x00 高血压|general_fee||
hd4|肾内科|*28-82|0-0|N18.501 慢性肾脏病5期;Z49.101 血液透析|hd@0 dialyser@0 epo@0||
rehout|康复科|*40-80|0-0|I69.300 脑梗死后遗症|visit exercise^ex hemi^ex||
examine|体检中心|*25-75|0-0|Z00.000 一般性医学检查|cbc alt glucose||
dent4|口腔科|*16-76|0-0|K04.000 牙髓炎|visit dent_film articaine pulp_out canal_prep canal_fill||
"""


def read(text: str) -> dict[str, Illness]:
    """Illnesses of a text as above."""
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


ILLNESSES = {**STRANGE, **THIRD, **read(_TEXT)}
