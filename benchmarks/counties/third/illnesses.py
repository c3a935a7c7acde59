"""What an acute illness usually gets, in lines of text: the honest ground of the third county."""

from __future__ import annotations

from benchmarks.counties.stranger.illnesses import illnesses

# key | department | whom (sex, ages) | nights | diagnoses | plan | operations | group, weight
_TEXT = """
cap|呼吸与危重症医学科|*25-88|6-10|J15.900 细菌性肺炎|$ward $in crp@0 pct@0 ct@0 sputum@0 drug_sens@2T9 piptaz*3@*T9 ns*3@*T9 infusion@*T9 tanre@*T10 cbc@-2T8 crp@-2T8||ES2 0.85
aecopd|呼吸与危重症医学科|*58-88|7-12|J44.100 慢性阻塞性肺疾病急性加重;I27.900 肺源性心脏病|$ward1 $in blood_gas@0 bnp@1T7 ct@1T10 oxygen*12@*T9 piptaz*2@*T9 ns*2@*T9 infusion@*T9 methylpred@0-3T9 salbut_n*2@*T10 budesonide_n*2@*T10 nebul*2@*T10||ER1 1.0
asthma|呼吸与危重症医学科|*18-70|5-8|J45.900 支气管哮喘|$ward $in ige@1T7 lung_fx@2T10 methylpred@0-3T9 ns@*T9 infusion@*T9 budesonide_n*2@*T10 salbut_n*2@*T10 nebul*2@*T10||EX1 0.7
acs|心血管内科|*42-82|5-8|I21.400 急性心内膜下心肌梗死;I25.103 冠状动脉粥样硬化性心脏病|$ward1 $in tropi@0 tropi@1T6 ckmb@0 bnp@0 ldl@1T6 us_heart@1T10 ecg@1,2T8 ecg_mon*24@0-2T9 stent_op@1T9 stent@1T9 balloon*2@1T9 guidewire@1T9 heparin*2@0-3T9 aspirin@0T12 ticag@0T12 atorva@0T12 tirofib@1T10 infusion@*T9 ns@*T9|36.0700 药物洗脱冠状动脉支架置入术@1T9+70:loc|FM1 2.6
angina|心血管内科|*45-82|4-6|I20.000 不稳定型心绞痛;I25.103 冠状动脉粥样硬化性心脏病|$ward $in tropi@0 ldl@1T6 us_heart@1T10 ecg_dyn@1T10 nitro_iv@*T9 ns@*T9 infusion@*T9 heparin*2@*T9 aspirin@0T12 rosuva@0T12||FR4 0.7
hf|心血管内科|*58-88|6-10|I50.907 心力衰竭;I48.900 心房颤动|$ward1 $in bnp@0 bnp@-2T7 us_heart@1T10 ecg_mon*24@0-2T9 oxygen*10@0-3T9 furosemide*2@*T9 iv_push@*T9 spiro@0T12 k@2T7 k@4T7||FR2 0.95
pacing|心血管内科|*60-85|6-8|I49.500 病态窦房结综合征|$ward1 $in $pre ecg_dyn@1T10 us_heart@1T10 op_pacer@2T9 pacer@2T9 cefazolin*2@2-3T9 ns@*T9 infusion@*T9 ecg_mon*24@0,3T9 ecg_mon*12@2T12 dr@3T10 dressing@4,6T9|37.8300 首次置入双腔装置@2T9+70:loc|FN1 4.0
stroke3|神经内科|*50-86|8-13|I63.902 脑梗死;I10.x05 高血压3级|$ward1 $in ldl@1T7 ct@0 mr@1T10 us_neck@1T11 tcd@2T10 us_heart@2T11 citicol*2@*T9 xst*2@*T9 ns*2@*T9 infusion@*T9 aspirin@0T12 atorva@0T12 ecg_mon*24@0-1T10||BR2 1.1
ich|神经外科|*45-78|14-20|I61.900 脑出血;G81.900 偏瘫|$icu $in $pre ct@0 ct@2T9 ct@7T9 op_craniot@0T17 an_gen@0T17 an_mon*4@0T17 propofol*4@0T17 sufenta*2@0T17 rocuron*3@0T17 vent*24@0-4T9 ecg_mon*24@1-20T9 suction*6@0-5T9 mannitol*3@*T9 infusion@*T9 ns*3@*T9 nimod@2-9T9 blood_gas@0-4T6 cbc@2,6,10T6 k@1-9T6 enteral@3-12T10 dressing@3,6,9T9|01.2400 开颅血肿清除术@0T17+190:gen|BB2 5.2
vertigo|神经内科|*35-80|4-6|H81.100 良性阵发性位置性眩晕;H81.900 前庭功能疾患|$ward $in mr@1T10 us_neck@1T11 xst@*T9 ns@*T9 infusion@*T9||CW1 0.5
pan|消化内科|*22-72|7-11|K85.901 急性轻型胰腺炎|$ward1 $in amylase@0 amylase@2T7 amylase@5T7 ct@0 us_color@1T9 somato*2@0-4T9 ppi_iv*2@*T9 ns*4@*T9 infusion@*T9 gastric_dec@0-2T9||HS2 1.0
ugib|消化内科|*35-82|6-8|K26.401 十二指肠溃疡伴出血|$ward1 $in blood_type@0 rh@0 xmatch@0T15 rbc_unit*2@0T17 transfuse@0T17 gastroscopy@1T10 ppi_iv*2@*T9 ns*2@*T9 infusion@*T9 cbc@1,2,4T7 ecg_mon*24@0-1T16||GS1 0.95
polyp|消化内科|*42-75|3-4|K63.500 结肠息肉|$ward $in $pre colonoscopy@1T10 polyp_co@1T10 path_endo@2T9 ns@1-2T9 infusion@1-2T9 ppi_iv@1-2T9|45.4200 内镜下结肠息肉切除术@1T10+40|GK2 0.7
chole|普通外科|*26-76|5-7|K80.000 胆囊结石伴急性胆囊炎|$ward $in $pre us_color@0 mrcp@0 op_gall@1T10 $gen path_op@1T12 cefurox*2@0-4T9 ns*2@*T9 infusion@*T9 parecoxib@1-2T15 drain@1T10 dressing@3,5T9|51.2300 腹腔镜下胆囊切除术@1T10+75:gen|HC2 1.35
app|普通外科|*12-68|4-6|K35.800 急性阑尾炎|$ward $in $pre us@0 op_app@0T18 an_spinal@0T18 an_mon*2@0T18 ropiv@0T18 path_op@0T20 cefurox*2@*T9 metro_iv@*T9 ns*2@*T9 infusion@*T9 dressing@2,4T9|47.0100 腹腔镜下阑尾切除术@0T18+55:spi|GD1 0.9
hern|普通外科|M40-82|3-5|K40.900 腹股沟疝|$ward $in $pre op_hernia@1T9 $spi mesh@1T9 ns@1-3T9 infusion@1-3T9 parecoxib@1-2T15 dressing@3T9|53.0400 腹股沟斜疝疝囊高位结扎修补术@1T9+60:spi|GE1 0.8
colon|普通外科|*48-78|12-16|C18.700 乙状结肠恶性肿瘤|$ward1 $in $pre cea@0 ca199@0 ct_e@1T9 colonoscopy@1T14 op_colon@4T9 an_gen@4T9 an_mon*4@4T9 propofol*5@4T9 sufenta*3@4T9 rocuron*4@4T9 stapler*2@4T9 path_op@4T14 ihc*4@6T10 ecg_mon*10@4T14 ecg_mon*24@5-6T10 cefurox*2@4-7T9 metro_iv@4-7T9 amino18@4-9T9 ns*3@*T9 infusion@*T9 gastric_dec@4-6T9 dressing@6,8,10T9|45.7600 乙状结肠切除术@4T9+200:gen|GB2 3.3
hiprep|骨科|*68-92|10-14|S72.100 股骨转子间骨折;M81.900 骨质疏松|$ward1 $in $pre dr@0 ct@0 us_heart@1T9 op_pfna@2T9 $spi nail@2T9 cefazolin*2@2-3T9 ns*2@*T9 infusion@*T9 heparin@0-11T9 parecoxib@2-4T15 dressing@4,6,8,10T9 joint@5-11T15|79.1500 股骨骨折闭合复位髓内针内固定术@2T9+80:spi|IC3 2.2
tha|骨科|*58-84|9-12|M16.100 原发性髋关节骨关节炎|$ward1 $in $pre dr@0 op_hip@2T9 $spi hip@2T9 cefazolin*2@2-3T9 ns*2@*T9 infusion@*T9 heparin@3-10T9 dressing@4,6,8T9 joint@4-10T15|81.5100 全髋关节置换@2T9+110:spi|IC2 2.9
radius|骨科|*16-72|5-8|S52.500 桡骨下端骨折|$ward $in $pre dr@0 op_radius@2T9 an_block@2T9 an_mon*2@2T9 ropiv*2@2T9 plate@2T9 screw*6@2T9 cefazolin*2@2-3T9 ns@*T9 infusion@*T9 dressing@4,6T9 tdp@3-6T15 dr@3T10|79.3200 桡骨骨折切开复位内固定术@2T9+80:spi|IF1 1.2
ankle|骨科|*18-70|7-10|S82.800 踝部骨折|$ward $in $pre dr@0 ct@0 op_ankle@3T9 $spi plate@3T9 screw*7@3T9 cefazolin*2@3-4T9 ns@*T9 infusion@*T9 dressing@5,7T9 tdp@4-8T15 dr@4T10|79.3600 踝关节骨折切开复位内固定术@3T9+90:spi|IF4 1.3
vcf|骨科|*62-88|4-6|M80.800 骨质疏松性病理性骨折|$ward $in $pre dr@0 mr@0 bone_density@1T9 an_local@1T10 op_vertebro@1T10 cement@1T10 ns@*T9 infusion@*T9 cal_d@0T12|81.6500 经皮椎体成形术@1T10+50:loc|IB3 1.5
disc|针灸推拿科|*32-70|9-13|M51.202 腰椎间盘突出;M54.400 坐骨神经痛|$ward $in mr@1T9 acup@*T9 mid_freq@*T10 tuina@*T15 traction@*T16 danshen@*T9 ns@*T9 infusion@*T9||IU2 0.7
stroker|脑病科|*52-82|10-15|I69.300 脑梗死后遗症;I10.x00x002 高血压|$ward $in ct@1T9 elec_acup@*T10 exercise@*T15 xst@*T9 ns@*T9 infusion@*T9 amlodipine@0T12||BY1 0.9
pilex|肛肠科|*24-66|5-8|K64.800 混合痔|$ward $in1 $pre op_pile@1T9 $spi cefurox*2@1-2T9 ns@*T9 infusion@*T9 dressing@2-6T9 hot_pack@2-6T15|49.4600 痔切除术@1T9+40:spi|GF1 0.6
stone3|泌尿外科|*26-68|4-6|N20.100 输尿管结石|$ward $in $pre us_urine@0 ct@0 op_urs@1T9 $spi djtube@1T9 levoflox@*T9 infusion@*T9 urine@3T7|56.0x00 经输尿管镜碎石取石术@1T9+60:spi|LE1 1.2
bph|泌尿外科|M60-84|7-9|N40.x00 前列腺增生|$ward $in $pre psa@0 us_urine@0 op_turp@2T9 $spi levoflox@*T9 infusion@*T9 ns*2@2-4T9 path_op@2T12|60.2901 经尿道前列腺切除术@2T9+70:spi|MB1 1.3
cs3|产科|F22-40|5-6|O82.000 选择性剖宫产术分娩;Z37.000 单一活产|$ward1 $in1 $pre fetal*2@0 op_cs@1T9 $spi oxytocin*2@1-2T9 cefazolin*2@1T9 ns*2@1-3T9 infusion@1-4T9 gs@1-4T9 dressing@3T9|74.1x00 子宫低位剖宫产术@1T9+50:spi|OB2 1.1
nvd|产科|F20-38|3-4|O80.000 头位顺产;Z37.000 单一活产|$ward cbc@0 urine@0 blood_type@0 pt@0 op_birth@0T15 oxytocin*2@0T15 ns@0-1T16 infusion@0-1T16 gyn_wash@*T8|73.5900 人工助产@0T15+30|OR1 0.7
preterm|产科|F22-38|5-9|O60.000 先兆早产|$ward1 $in1 fetal@*T9 magsulf*3@*T9 gs@*T9 infusion@*T9 us_fetal@1T9||OZ1 0.6
ectopic|妇科|F21-42|4-6|O00.100 输卵管妊娠|$ward1 $in $pre hcg@0 hcg@3T7 us_gyn@0 op_ectopic@0T16 an_gen@0T16 an_mon*2@0T16 propofol*2@0T16 sufenta@0T16 path_op@0T18 cefurox*2@*T9 ns*2@*T9 infusion@*T9 dressing@2T9|66.6200 腹腔镜下输卵管切除术@0T16+60:gen|OE1 1.0
myoma|妇科|F32-50|6-8|D25.900 子宫平滑肌瘤|$ward $in $pre us_gyn@0 op_myoma@2T9 an_gen@2T9 an_mon*2@2T9 propofol*3@2T9 sufenta*2@2T9 path_op@2T12 cefurox*2@2-3T9 ns*2@*T9 infusion@*T9 dressing@4T9|68.2900 腹腔镜下子宫肌瘤剔除术@2T9+90:gen|NC1 1.3
kidpneu|儿科|*1-9|5-8|J18.000 支气管肺炎|$ward $in1 crp@0 myco@0 dr@0 azi_iv@0-4T9 cefurox*2@*T9 gs*2@*T9 infusion_head@*T9 budesonide_n*2@*T10 nebul*2@*T10||ES2 0.6
kiddiar|儿科|*0-5|4-5|A08.000 轮状病毒性肠炎|$ward $in1 rota_ag@0 stool@0 gs*2@*T9 infusion_head@*T9 smecta@0T12 probio@0T12 k@1T7||GW1 0.4
neojaun|新生儿科|*0-0|4-7|P59.900 新生儿黄疸|$nb $in1 tbil@0 tbil@2T7 nb_bili*3@*T8 nb_light*16@0-3T9 gs@*T9 infusion_head@*T9||PU1 0.7
prem|新生儿科|*0-0|10-18|P07.300 其他早产婴儿;P22.000 新生儿呼吸窘迫综合征|$nb $in1 dr@0 blood_gas@0 nb_box*24@*T9 nb_mon*24@*T9 vent_ni*20@0-3T9 gs@*T9 infusion_head@*T9 tbil@2,5T7 caffeine@0-3T9||PR1 3.2
sepsis3|重症医学科|*45-86|7-12|A41.900 脓毒症;J96.000 急性呼吸衰竭;J18.900 肺炎|$icu $in lact@0 lact@1T6 pct@0 pct@3T6 culture@0 blood_gas*2@*T6 cvc@0T15 vent*24@0-4T9 ecg_mon*24@*T9 suction*6@0-5T9 mero*3@*T9 ns*4@*T9 infusion@*T9 norepi@0-3T9 midazolam*3@0-4T9 dr@1T10 enteral@2-6T10||ER1 3.6
chemoc|肿瘤科|*40-74|3-4|Z51.103 肿瘤化学治疗;C18.900 结肠恶性肿瘤|$ward $in1 cea@0 oxaliplatin*3@1T10 gs*2@1-2T10 infusion@1-2T10 ondansetron*2@1-2T9 dexa@1-2T9 chemo_mix@1T9 ns@1-2T9||RE1 0.8
chemob|肿瘤科|F38-68|2-3|Z51.103 肿瘤化学治疗;C50.900 乳腺恶性肿瘤|$ward $in1 epirubicin*3@1T10 cyclophos*3@1T10 ondansetron*2@1T9 dexa@1T9 chemo_mix*2@1T9 ns*3@1T10 infusion@1T10||RE1 0.8
tonsil|耳鼻喉科|*5-35|5-6|J35.000 慢性扁桃体炎|$ward $in1 $pre op_tonsil@1T9 $gen cefurox*2@1-3T9 gs*2@*T9 infusion@*T9|28.2x00 扁桃体切除术@1T9+45:gen|DD2 0.7
htnin|内科|*45-80|6-8|I10.x00x002 高血压3级;I67.200 脑动脉粥样硬化|$ward $in us_heart@1T10 ct@1T9 abpm@1T9 xst@*T9 ns@*T9 infusion@*T9 amlodipine@0T12||FV1 0.6
dmin|内分泌科|*35-82|7-10|E11.500 2型糖尿病伴周围循环并发症|$ward $in hba1c@0 glucose_bed*5@*T7 aspart@0T12 glargine@0T12 us_neck@1T10 fundus_photo@2T10 mecob@0T12 danshen@*T9 ns@*T9 infusion@*T9||KS1 0.75
tbronch|内科|*35-88|5-8|J20.900 急性支气管炎|$ward $in1 crp@0 dr@0 cefurox*2@*T9 ns*2@*T9 infusion@*T9 nebul@*T10 cbc@4T8||ES3 0.5
tgastro|内科|*20-80|4-6|K52.900 胃肠炎和结肠炎|$ward $in1 stool@0 levoflox@*T9 gs*2@*T9 infusion@*T9 ppi_iv@*T9||GZ1 0.4
tback|中医科|*40-78|7-10|M47.800 脊椎关节强硬|$ward $in1 dr@0 acup@*T9 tdp@*T10 cupping@*3T15 citicol@*T9 ns@*T9 infusion@*T9||IU2 0.5
tmild|内科|*55-86|6-8|I67.800 慢性脑供血不足;I10.x00 高血压|$ward $in1 ct@0 ns@*T9 infusion@*T9 citicol*2@*T9||BZ1 0.5
wound3|外科|*16-70|4-7|S81.900 小腿开放性损伤|$ward $in1 dr@0 op_suture@0T15 an_local@0T15 tat@0T15 cefurox*2@*T9 ns@*T9 infusion@*T9 dressing@2,4,6T9|86.5900 皮肤缝合术@0T15+30:loc|JJ1 0.5
uri|全科|*14-85|0-0|J06.900 急性上呼吸道感染|visit cbc lianhua levocet||
cough|儿科|*1-12|0-0|J20.900 急性支气管炎|visit cbc crp child_cough azithro||
flu3|急诊医学科|*3-80|0-0|J11.101 流行性感冒|visit_er flu_ag cbc oseltamivir||
belly|急诊医学科|*18-80|0-0|R10.400 腹痛|visit_er cbc amylase us ppi_iv gs infusion||
hurt|急诊医学科|*8-78|0-0|S01.900 头部开放性损伤|visit_er ct an_local op_suture tat||
sprain|骨科|*12-70|0-0|S93.400 踝关节扭伤|visit dr diclof||
knee3|骨科|*48-80|0-0|M17.900 膝骨关节病|visit dr glucos diclof||
dyspep|消化内科|*20-75|0-0|K30.x00 功能性消化不良|visit gastroscopy biopsy_g path_endo rabep itopride||
hpcheck|消化内科|*18-70|0-0|K29.500 慢性胃炎|visit breath13 rabep||
arrh|心血管内科|*25-80|0-0|I49.900 心律失常|visit ecg ecg_dyn k bisop||
thyr3|内分泌科|*22-70|0-0|E03.900 甲状腺功能减退症|visit tsh ft3 ft4 thyroxine50||
ante|产科|F21-39|0-0|Z34.900 正常妊娠监督|visit urine cbc us_fetal folic||
gyn|妇科|F20-55|0-0|N76.000 急性阴道炎|visit vag_disch gyn_wash kangfu||
cerv|妇科|F25-60|0-0|N87.000 宫颈轻度不典型增生|visit colpo cervix_bx path_op||
backa|针灸推拿科|*28-76|0-0|M54.500 腰痛|visit acup^ex tuina^ex||
necka|中医科|*25-70|0-0|M47.802 颈椎病|general_fee acup^ex cupping^ex||
chronic3|全科|*45-88|0-0|I10.x00 高血压|visit amlodipine||
hd3|肾内科|*30-80|0-0|N18.501 慢性肾脏病5期;Z49.101 血液透析|hd@0 dialyser@0 epo@0||
seen_mild|全科|*10-85|0-0|K29.700 胃炎|visit omeprazole||
uro|泌尿外科|*25-75|0-0|N39.000 泌尿道感染|visit urine urine_cult levoflox ns infusion||
ear|耳鼻喉科|*6-70|0-0|J30.400 变应性鼻炎|visit ige levocet||
brcheck|普通外科|F25-65|0-0|N60.200 乳腺纤维囊性病|visit us_breast||
"""


ILLNESSES = illnesses(_TEXT)
