"""What only looks like a scheme in the fourth county, as rows: each with what its doctor would rightly say."""

from __future__ import annotations

from .cases import CLEAN, rows

_PRIMARY = """
twelve_weeks_of_tablets|1|crowd=14 again=3 gap=80-86 span=30|+0 com1,t1,t4 cmm bare med=14 : general_fee amlodipine*3 irbe*3 rosuva*3|Prescriptions of twelve weeks are allowed for steady chronic illness.
refill_before_the_feast|1|crowd=12 again=2 gap=18-20 span=8|+0 t1,com1,v1 cmm bare med=14 : general_fee amlodipine metformin|The village goes to its children for the New Year and collects the next month early.
drips_on_three_days|1|crowd=14 again=3 gap=1|+0 v1,v3,v5 drip4|Tonsillitis gets a drip on three days running, a visit each.
bitten_and_then_feverish|1|crowd=10 whom=*2-12|+0 t1,com1 hurt4 dept=外科 hour=9 >> +0 same kidcold dept=全科 hour=16|A bitten child is bandaged in the morning and comes back with a cold in the afternoon: two visits, two fees.
strips_instead_of_boxes|1|crowd=14|+0 v0,v2,v6 stn bare : general_fee ganmao*0.5^d:3 levocet*0.5^d:5|The station sells by the strip: half a box has no code of its own.
chronic_day_of_the_village|1|crowd=26 span=0|+0 v2 cmm bare med=14 : general_fee amlodipine metformin|On market day the doctor sees all hypertensives of the village one after the other.
class_with_influenza|1|crowd=20 span=4 whom=*7-11|+0 t1 flu3|A class has influenza in one week: same test, same capsules.
drip_then_ward|1|crowd=10|+0 v3,v5 drip4 diags=J20.900_急性支气管炎 >> +0 t2,t4,t5 tb hour=15|The drip at the station did not help; admitted in the afternoon.
town_then_county|1|crowd=12|+0 t1,t4,t6 tb nights=1 way=2 end=11 >> +0 gh pn hour=13|The town house keeps a patient for a night and sends him up: two stays on one day.
county_then_town|1|crowd=12|+0 gh st nights=9 way=2 end=10 >> +0 t1,t4 ti nights=8 hour=14 diags=I69.300_脑梗死后遗症;I10.x00_高血压|After the acute days the patient goes down to the town house near home.
county_then_rehabilitation|1|crowd=12|+0 gh st nights=10 way=2 end=10 >> +0 reh hemi4 hour=14|A stroke goes straight from the acute ward to rehabilitation.
dressings_after_discharge|1|crowd=12|+0 gh gall4 >> +1 com1,com2,t1 cmm bare diags=Z48.000_手术后伤口换药 : general_fee dressing >> +2 same cmm bare diags=Z48.000_手术后伤口换药 : general_fee dressing >> +2 same cmm bare diags=Z48.000_手术后伤口换药 : general_fee dressing|Wounds are dressed near home every other day after the operation.
contract_year_ends|1|crowd=16 span=2 whom=*60-85|+0 com1,com2 cmm bare : contract >> +306-312 same cmm bare : contract|The yearly contract is signed in January and renewed in November for the year to come.
nurse_comes_for_the_wound|1|crowd=10 again=4 gap=2-3|+0 com1,com2 cmm bare diags=L89.200_压疮 : home_wound home_nurse|A nurse dresses a pressure sore at home twice a week.
bed_at_home|1|crowd=12|+0 com1,com2,t1 homebed|A bed at home: few charges, no ward, no daily round.
bed_at_home_with_drips|1|crowd=10|+0 com1,t4 homebed nights=20-26 : infusion@3-7T10 ns@3-7T10 cefurox*2@3-7T10 home_visit@3-7T10|Pneumonia of somebody bedridden is treated in the bed at home: five days of drips and visits.
bed_at_home_then_ward|1|crowd=10|+0 com1,t1 homebed nights=14-20 way=2 >> +0 gh cf hour=15|The bed at home is closed in the morning, the ward takes over in the afternoon.
bed_at_home_and_shop|1|crowd=10|+0 com1,com2 homebed nights=28-32 >> @8-14 p0,p2,p8 - diags=I10.x00_高血压 : amlodipine*2 aspirin|The daughter of a bedridden man buys his tablets at the shop while his bed at home is open.
film_read_from_afar|1|crowd=10|+0 t3,t5 cold4 diags=J20.900_急性支气管炎 : dr tele_read|The town house takes the film, the county reads it: two charges for two works.
clinic_morning_shop_evening|1|crowd=14|+0 gh thy4 hour=9 >> +0 p1,p2,p5 - hour=18 diags=J06.900_急性上呼吸道感染 : ganmao lianhua|The clinic for the thyroid in the morning, cold remedies at the shop in the evening.
station_and_shop_same_day|1|crowd=12|+0 v1,v6,v8 stn hour=9 >> +0 p9,p10,p11 - hour=11 diags=I25.103_冠心病 : aspirin rosuva|The cold is seen at the station, the heart tablets are bought in town on the same day.
two_scripts_two_receipts|1|crowd=12|+0 p0,p4,p6 - hour=10 diags=I10.x00_高血压 : amlodipine*2 >> +0 same - hour=10 diags=K29.500_慢性胃炎 : rabep domper|Two scripts of two doctors are two sales within the hour.
physician_of_pharmacy|1|crowd=10|+0 gh cmm bare dept=内科 : visit pill_talk warfarin pt|The pharmacist's clinic is a second fee for a second person's work.
hepatitis_for_three_months|1|crowd=10 again=3 gap=82-88 span=40|+0 gh,com1 cmm bare med=14 diags=B18.100_慢性乙型病毒性肝炎 : visit tenof*3 >> +0 same cmm bare diags=B18.100_慢性乙型病毒性肝炎 : hepdna alt us|Antivirals for three months and the quarterly tests.
clotting_test_each_week|1|crowd=10 again=6 gap=6-8 span=80|+0 gh,t1 cmm bare diags=I48.900_心房颤动 : visit pt || visit pt warfarin|Warfarin is being adjusted: the clotting test is repeated each week.
thyroid_each_month|1|crowd=10 again=4 gap=27-31 span=60|+0 gh thy4|An overactive thyroid is measured monthly while the dose is found.
sugar_in_the_long_run|1|crowd=12 again=3 gap=96-104 span=20|+0 com1,gh cmm bare diags=E11.900_2型糖尿病 : visit hba1c metformin*3|Glycated haemoglobin every fourteen weeks.
four_tablets_for_pressure|1|crowd=10 again=3 gap=28-30|+0 com2,t4 cmm bare med=14 : general_fee val_aml bisop spiro|Resistant hypertension gets a fixed pair and two more.
two_platelet_drugs|1|crowd=10 again=4 gap=27-30|+0 gh cmm bare med=14 diags=I25.200_陈旧性心肌梗死;Z95.500_冠状动脉支架植入术后 : visit aspirin ticag*2 rosuva esomep*2|A year of two antiplatelets after a stent, with stomach protection.
two_strengths_of_thyroxine|1|crowd=8|+0 gh cmm bare med=14 diags=E03.900_甲状腺功能减退症 : visit thyroxine50 thyroxine25|Seventy-five micrograms are one tablet of each strength.
insulin_twice_over|1|crowd=12 again=3 gap=28-32|+0 gh,t1,com1 cmm bare med=14 diags=E11.900_2型糖尿病 : visit glargine*2^d:28 aspart*2^d:28 insulin_needle*2^own|A long and a short insulin are one treatment.
pump_and_sensor|1|crowd=8|+0 gh dm4 : insulin_pump@1-5T9 cgm@2T10|The pump and the sensor of the same stay measure and give.
gout_and_pressure_and_sugar|1|crowd=10 again=3 gap=28-33|+0 com1,t4 cmm bare med=14 diags=I10.x00_高血压;E11.900_2型糖尿病;M10.900_痛风 : general_fee amlodipine metformin empag febuxostat rosuva|Five illnesses, five drugs.
parkinsons_many_boxes|1|crowd=8 again=4 gap=27-31|+0 gh cmm bare med=14 diags=G20.x00_帕金森病 : visit levodopa*2 pramip|Two boxes of levodopa a month are four tablets a day.
pain_of_cancer|1|crowd=10 again=5 gap=14-15|+0 gh,onc cmm bare med=14 dept=肿瘤科 diags=C25.900_胰腺恶性肿瘤;R52.200_慢性疼痛 : visit oxycod*3 lactul|Opioids for cancer pain are prescribed for fifteen days at a time.
half_yearly_bone_needle|1|crowd=8 whom=F60-86 again=2 gap=182-186 span=60|+0 p0,p5 - diags=M81.000_绝经后骨质疏松 hour=9 : denosu >> +0 com1,com2 cmm bare diags=M81.000_绝经后骨质疏松 : general_fee injection|The needle is bought at the shop of the second channel and given at the centre an hour later.
second_channel_while_out_of_stock|1|crowd=8 again=3 gap=29-31 span=60|+0 gh cmm bare med=14 dept=肿瘤科 diags=C34.900_肺恶性肿瘤 : visit osimertinib >> +30 p0,p5 - med=14 diags=C34.900_肺恶性肿瘤 : osimertinib|The hospital ran out; every second month comes from the shop of the second channel.
two_months_before_a_journey|1|crowd=8|+0 gh cmm bare med=14 dept=肿瘤科 diags=C34.900_肺恶性肿瘤 : visit osimertinib*2|Two boxes before two months with the son in another province.
loading_doses|1|crowd=8|+0 gh cmm bare med=14 diags=M45.x00_强直性脊柱炎 : visit secukin*2 >> +7 same cmm bare med=14 diags=M45.x00_强直性脊柱炎 : visit secukin*2 >> +7 same cmm bare med=14 diags=M45.x00_强直性脊柱炎 : visit secukin*2 >> +28 same cmm bare med=14 diags=M45.x00_强直性脊柱炎 : visit secukin*2|The first month of an antibody is given weekly, later ones monthly.
pen_for_a_heavy_diabetic|1|crowd=10 again=3 gap=27-30 whom=*35-60|+0 gh cmm bare med=14 diags=E11.900_2型糖尿病;E66.900_肥胖症 : visit metformin semaglutide|A stout diabetic under metformin gets the weekly pen.
blood_counts_with_clozapine|1|crowd=10 again=6 gap=7 span=60|+0 psy anxo bare med=14 diags=F20.900_精神分裂症 : visit cbc clozapine || visit cbc|Clozapine asks for a blood count each week.
children_in_two_weeks|1|crowd=12 again=2 gap=5-9|+0 kid,mch kidcough|A cough comes back after a week.
child_of_thirteen|1|crowd=10 whom=*12-13|+0 kid,t1 kidcold|The syrup for children is right for thirteen years too.
massage_of_a_small_stomach|1|crowd=12 again=6 gap=1|+0 kid kidmass|Six days running of stomach massage are one course.
twice_a_week_for_months|1|crowd=8 again=24 gap=3-4 span=20|+0 kid cpkid|Cerebral palsy is trained twice a week all year.
"""

_NEEDLES = """
needles_every_other_day|1|crowd=12 again=8 gap=2|+0 c0,c2 acu4|Ten sittings every other day are one course.
needles_and_cups|1|crowd=12 again=4 gap=2-3|+0 tcm,c0 acuh|Needles, massage and cups for one back are three works.
neck_and_back|1|crowd=10 again=4 gap=2|+0 c0,c2 acu4 : tuina^ex|Neck and back are two sites.
herbs_for_a_fortnight|1|crowd=12 again=2 gap=14-16|+0 c0,c1,tcm herb4 bare : tcm_dx dangshen*140^d:14 baizhu*140^d:14 fuling*140^d:14 gancao*84^d:14 banxia*126^d:14 decoct*14|Fourteen days of decoction at once.
ginseng_in_a_formula|1|crowd=10|+0 c0,c1 herb4 bare : tcm_dx renshen*63^d:7 baizhu*70^d:7 fuling*70^d:7 gancao*42^d:7 decoct*7|Ginseng among other herbs in a written formula is payable.
aconite_without_its_enemies|1|crowd=8|+0 c1,tcm herb4 bare diags=R54.x00_畏寒 : tcm_dx fuzi*42^d:7 gancao*42^d:7 baizhu*70^d:7 decoct*7|Aconite with liquorice and white atractylodes is an old formula.
plasters_of_the_dog_days|1|crowd=24 span=0 again=3 gap=10 whom=*40-80|+0 c2 herb4 bare diags=J42.x00_慢性支气管炎 : herb_plaster_s*4|On the three hot days all coughers get their plasters, the same for everybody.
moxa_on_both_knees|1|crowd=10 again=4 gap=2|+0 c0 acu4 bare diags=M17.900_膝骨关节病 : tcm_dx moxa*2^ex acup^ex|Moxa on two knees counts two.
face_palsy_for_two_weeks|1|crowd=8|+0 tcm face4|A palsy of the face needs needles each day.
knife_once|1|crowd=10|+0 ort backp|One needle knife in a stay.
herb_script_renewed_early|1|crowd=8|+0 c1 herb4 >> +4 same herb4|The formula did not agree and was changed after four days.
decoction_and_pills|1|crowd=8|+0 c0,tcm herb4 : xiangsha*2|A decoction for the week and pills for after it.
threads_for_a_stomach|1|crowd=8 again=3 gap=14-16|+0 c2 acu4 bare diags=K29.500_慢性胃炎 : tcm_dx catgut*5|Threads every fortnight for a stomach.
three_in_the_clinic_family|1|crowd=10 span=0|+0 c1 herb4|The herbalist's free day for the village: ten formulas in a morning.
"""

_CARE = """
old_and_bedridden|1|crowd=14|+0 nur1,nur2 oldcare nights=45-60|Somebody bedridden after a stroke stays for months: feeding, sores, oxygen, few tests.
care_house_to_hospital_and_back|1|crowd=10|+0 nur1,nur2 oldcare nights=20-26 way=2 end=9 >> +0 gh pn hour=11 way=2 end=9 >> +0 nur1,nur2 oldcare nights=25-30 hour=12|Pneumonia interrupts the stay in the care house: out, in, out, in.
died_in_care|1|crowd=8|+0 nur1,nur2 oldcare nights=12-20 way=5|Somebody dies in the care house after two weeks.
resident_to_the_dentist|1|crowd=10|+0 nur1,nur2 oldcopd nights=28-34 >> @6-16 gh dent4|A resident is driven to the county hospital for a tooth; the care house has no dentist.
resident_to_the_eye_clinic|1|crowd=8|+0 nur2 oldcopd nights=28-34 >> @6-16 eye glau4|The drops against glaucoma are fetched at the eye hospital during the stay.
sore_turned_often|1|crowd=10|+0 nur1,nur2 oldcare : pressure_care@*T16 dress_mid@*3T11|A deep sore is cared for twice a day and dressed.
rehabilitation_in_two_courses|1|crowd=10|+0 reh hemi4 nights=20 >> +35-45 reh hemi4 nights=20|A second course after six weeks at home.
speech_and_swallowing|1|crowd=10|+0 reh hemi4 : speech@wT16^ex swallow@wT16:40^ex|After a stroke speech and swallowing are trained by the same hands one after the other.
treated_on_the_last_morning|1|crowd=10|+0 reh hemi4 end=16 : exercise@eT10^ex|On the day of leaving there is training in the morning.
outpatient_training_daily|1|crowd=10 again=14 gap=1|+0 gh rehout|Training as an outpatient on fourteen days running.
three_days_after_the_hip|1|crowd=8|+0 gh hipo nights=9 way=2 end=10 >> +0 reh hipreh hour=14|A hip is trained from the tenth day in another house.
assessed_before_and_after|1|crowd=10|+0 reh hemi4 nights=24-28 : rehab_eval@eT8|Assessment at the beginning and at the end.
whole_paralysis|1|crowd=8|+0 reh hemi4 nights=26 diags=S14.100_颈部脊髓损伤;G82.500_四肢瘫痪 : stand_bed@wT11^ex wheel_train@wT16^ex|After a broken neck the tilt table and the wheelchair belong to it.
ward_leave_over_the_feast|1|crowd=10 span=8|+0 psy schiz nights=50-60|Patients go home for three days over the New Year; the stay goes on.
mind_ward_to_hospital_and_back|1|crowd=8|+0 psy schiz nights=30-40 way=2 end=9 >> +0 gh pn hour=11 way=2 end=9 >> +0 psy schiz nights=35-45 hour=12|Pneumonia interrupts the stay in the psychiatric hospital.
relapse_after_two_months|1|crowd=8|+0 psy schiz nights=40-45 >> +50-70 same schiz nights=40-45|He stopped taking the tablets.
scales_at_start_and_end|1|crowd=8|+0 psy dementi nights=40-45 : psy_scale@38T10|A scale at the beginning and one at the end.
demented_for_years|1|crowd=8|+0 psy dementi nights=55-60|Nobody at home can look after him.
fourth_session_in_a_hot_week|1|crowd=8|+0 dia1,gh hd4 med=14 hour=8 >> +2 same hd4 med=14 hour=8 >> +1 same hd4 med=14 hour=8 : bnp >> +2 same hd4 med=14 hour=8|Too much water: a fourth session in a week.
dialysis_on_a_visit|1|crowd=6 again=2 gap=3|+0 dia1 hd4 med=14 >> +2 same hd4 med=14 >> +2 prov hd4 med=14 >> +3 prov hd4 med=14 >> +2 prov hd4 med=14|Two weeks with the daughter in the capital, dialysed there.
dialysis_inside|1|crowd=8|+0 dia2 hd4 med=14 >> +1 gh pn nights=8 diags=J18.000_支气管肺炎;N18.501_慢性肾脏病5期 : hd@1,4,6T8 dialyser@1,4,6T8 >> +1 dia2 hd4 med=14|During the stay the hospital dialyses, before and after it the centre.
dialysis_then_ward|1|crowd=8|+0 dia1 hd4 med=14 hour=7 >> +0 gh cf hour=15 diags=I50.900_心力衰竭;N18.501_慢性肾脏病5期|After the morning's session the patient is admitted.
kidney_tablets_from_the_shop|1|crowd=8|+0 dia1,dia2 hd4 med=14 hour=7 >> +0 p0,p5 - med=14 hour=15 diags=N18.501_慢性肾脏病5期 : lanthanum roxadustat*4|The centre has no dispensary; the tablets come from the shop.
perfusion_once_a_month|1|crowd=6 again=3 gap=28 span=60|+0 gh hd4 med=14 drop=hd : hp@0|Once a month the session is a perfusion, charged in its place, against itching.
both_eyes_in_a_week|1|crowd=12|+0 eye cat4 >> +4-7 same cat4|The second eye a week after the first.
village_with_cataracts|1|crowd=9 span=0 whom=*66-84|+0 eye cat4|A screening in the village found nine cataracts; they come in one bus.
three_needles_into_the_eye|1|crowd=8 again=3 gap=28-31|+0 eye inj4|Three monthly injections are the opening of the treatment.
drops_for_three_months|1|crowd=8 again=2 gap=80-84|+0 eye,gh glau4 bare : visit iop latano*3|Three bottles last twelve weeks.
knees_one_after_the_other|1|crowd=6|+0 ort,gh kneeo >> +88-100 same kneeo|The other knee three months later.
two_broken_bones|1|crowd=8|+0 ort frac4 nights=8-9 diags=S52.500_桡骨下端骨折;S82.800_踝部骨折 ops=79.3200_桡骨骨折切开复位内固定术@2T9+80:spi;79.3600_踝关节骨折切开复位内固定术@2T11+70:spi : op_ankle@2T11 plate@2T11^keep screw*6@2T11^keep|Wrist and ankle in one session are two cuts.
plate_taken_out|1|crowd=8|+0 ort frac4 nights=4-5 bare ops=78.6300_桡骨内固定物去除术@1T9+50:spi diags=Z47.000_骨折内固定取出 : $ward $in1 $pre op_hwout@1T9 an_block@1T9 an_mon@1T9 ropiv*2@1T9 dressing@3T9 dr@0|The plate of last year is taken out.
"""

_HOSPITAL = """
day_case_kept_for_bleeding|1|crowd=8|+0 gh piled med=28 >> +0 gh pile4 hour=14 nights=4 bare ops=- dept=普通外科 diags=T81.000_术后出血 : $ward cbc@0 cbc@1T8 dressing@0-2T9 tranex@0-1T9 infusion@0-1T9 ns@0-1T9|A day case bleeds and is admitted the same afternoon.
day_cataract_after_tests|1|crowd=10 whom=*62-86|+0 gh eye4 bare : visit ecg glucose cbc iop >> +3 gh catd med=28|Tests at the clinic, three days later the operation by day.
day_ward_every_three_weeks|1|crowd=10 again=5 gap=20-22 span=120|+0 gh,onc chemd|Chemotherapy by day every three weeks.
antibody_every_three_weeks|1|crowd=8 again=5 gap=20-22 span=120|+0 gh,onc imm4|Immunotherapy by day every three weeks.
line_cared_for_near_home|1|crowd=8 again=3 gap=12-14 span=120|+0 onc chem4 >> +5 com1,com2 cmm bare diags=Z45.200_血管通路装置的调整 : general_fee picc_care|Between cycles the line is flushed at the centre.
blood_before_the_cycle|1|crowd=10|+0 gh cmm bare dept=肿瘤科 diags=C50.900_乳腺恶性肿瘤 : visit cbc alt crea >> +1 gh chemd|The day before the cycle the blood is counted at the clinic.
fever_after_the_cycle|1|crowd=8|+0 gh chem4 >> +8-10 gh chem4 nights=5-6 bare diags=D70.x00_粒细胞缺乏;C18.900_结肠恶性肿瘤 : $ward1 $in1 culture@0 cbc@1,2,3,4T7 mero*3@*T9 ns*3@*T9 infusion@*T9 gcsf@0-3T9|The count falls and fever comes: back ten days after the cycle.
stones_in_two_steps|1|crowd=8|+0 gh gall4 nights=5 bare ops=51.8800_ERCP胆管取石@1T9+60:gen diags=K80.500_胆管结石 : $ward $in $pre op_ercp@1T9 $gen amylase@2T7 infusion@*T9 cefurox*2@*T9 ns*2@*T9 >> +9-12 gh gall4|The duct is cleared first, the gallbladder comes out ten days later.
wound_opens_again|1|crowd=8|+0 gh hern4 >> +5-7 gh hern4 bare ops=- nights=5 diags=T81.400_操作后感染 : $ward cbc@0 crp@0 culture@0 cefurox*2@*T9 ns*2@*T9 infusion@*T9 dress_mid@*T10|The wound is infected.
hip_out_of_joint|1|crowd=6|+0 gh hipo >> +4-6 gh hipo bare ops=79.7500_髋关节脱位闭合复位@0T15+30:gen nights=3 diags=T84.000_内部关节假体的机械性并发症 : $ward dr@0 an_iv@0T15 dr@1T9|The new hip slipped out.
lungs_then_a_broken_wrist|1|crowd=8|+0 gh pn >> +12-18 gh frac4|Two weeks after pneumonia he falls on the ice.
left_against_advice|1|crowd=10|+0 gh st nights=1 way=4|Leaves after a night because nobody minds the farm.
died_on_the_first_day|1|crowd=6|+0 gh cf nights=1 way=5|Brought too late.
false_labour|1|crowd=8|+0 mch nvd4 nights=2 bare ops=- diags=O47.900_假临产 : $ward cbc@0 fetal*2@0-1T9 us_fetal@0 >> +4-8 mch nvd4|Sent home after two days; the child came in the week after.
heart_worse_again|1|crowd=10|+0 gh cf >> +16-24 gh cf|Heart failure comes back in three weeks; nobody cut the stay.
lungs_worse_in_winter|1|crowd=8 again=3 gap=24-34 span=20|+0 gh,t4 co dept=内科|Three bad spells in one winter.
interval_to_rule_out|1|crowd=8|+0 gh pain4 hour=8 >> +0 gh cmm bare dept=急诊医学科 hour=11 med=13 diags=R07.400_胸痛 : tropi ecg|The heart enzyme is measured again after three hours.
emergency_then_ward|1|crowd=12|+0 gh belly4 med=13 hour=9 >> +0 gh gall4 hour=12|From the emergency room to the ward within three hours: two bills.
night_around_midnight|1|crowd=10|+0 gh belly4 med=13 hour=23 : ns@1T0:20^free infusion@1T0:20^free|Came before midnight, the drip ran after it.
two_colics_in_a_night|1|crowd=8|+0 gh belly4 med=13 hour=1 diags=N23.x00_肾绞痛 >> +0 gh belly4 med=13 hour=6 diags=N23.x00_肾绞痛|The stone hurts twice in one night.
watched_overnight|1|crowd=8|+0 gh belly4 med=13 hour=17 diags=S06.000_脑震荡 : ct bed_watch visit_watch|A blow to the head is watched for a night in the emergency room.
resuscitated|1|crowd=6|+0 gh pain4 med=13 drop=visit_er+nurse2 diags=I46.900_心脏停搏 : rescue_big er_mon|A stopped heart is resuscitated and monitored.
paid_by_the_employer|1|crowd=16 span=2 whom=*25-55|+0 gh examine bare : cbc^own alt^own crea^own chol^own us_color^own ecg^own dr^own|The yearly check is paid by the factory, nothing by the fund.
found_at_the_check|1|crowd=8|+0 gh examine bare : cbc^own alt^own us_color^own hba1c^own >> +0 gh cmm bare dept=内分泌科 diags=E11.900_2型糖尿病 hour=16 : visit metformin|The check finds diabetes; the clinic sees him the same afternoon.
capital_then_county|1|crowd=10|+0 prov pn nights=7 end=9 >> +1 gh rehout bare diags=J18.000_支气管肺炎 : visit dr crp|Discharged in the capital, film at home the day after.
capital_then_shop|1|crowd=8|+0 prov st nights=9 end=9 >> +0 p0,p4,p8 - hour=19 diags=I63.900_脑梗死 : aspirin atorva|On the way home from the capital the tablets are bought in the evening.
script_of_the_capital|1|crowd=8|+0 prov cmm bare diags=L40.000_寻常型银屑病 : visit alt >> +1 p0,p5 - diags=L40.000_寻常型银屑病 : secukin*2|The script of the capital's clinic is filled at home next day.
lab_enters_late|1|crowd=10|+0 gh gall4 late=04|Pathology and cultures are entered days after the patient left.
settled_twice|1|crowd=10|+0 gh,t1 tb resettled dept=内科|The wrong kind of insurance was chosen; taken back and settled anew.
oxygen_day_and_night|1|crowd=8|+0 gh co drop=oxygen : oxygen*24@*T9|Failing lungs have oxygen day and night.
first_days_closely_nursed|1|crowd=8|+0 gh cf drop=nurse1 : nurse1@0-2T9 nurse2@3-20T9|First-level nursing for three days, then second.
one_night_in_intensive_care|1|crowd=6|+0 gh hipo drop=bed : bed@0-1T9 bed_icu@2T12 icu_care*14@2T12 ecg_mon*14@2T12 bed@3-20T9|A night under watch after a hip at ninety.
heated_in_winter|1|crowd=10 span=10 from=6|+0 t1,t4 tb : heating@*T9|The heating of January is charged by the day.
mother_and_late_child|1|crowd=8|+0 mch jaun4 nights=5 newborn : nurse_nb_sp@0-1T9|A jaundiced child of a few days lies beside its mother.
section_after_section|1|crowd=8|+0 mch cs4 diags=O34.200_既往剖宫产子宫瘢痕;O82.000_选择性剖宫产术分娩;Z37.000_单一活产|A scar of the last birth.
pregnant_every_fortnight|1|crowd=8 again=5 gap=13-15|+0 mch ante4 bare : visit urine fetal || visit urine cbc us_fetal|From the seventh month the pregnant come every fortnight.
sleeps_with_wires|1|crowd=6|+0 gh cmm bare dept=呼吸内科 hour=16 diags=G47.300_睡眠呼吸暂停 : visit sleep_mon|A night of measuring is charged as a visit.
counterpulsation_course|1|crowd=6 again=12 gap=1|+0 gh cmm bare dept=心血管内科 diags=I25.103_冠心病 : eecp|Twelve days running are the course.
pressure_chamber_course|1|crowd=6 again=10 gap=1|+0 gh cmm bare dept=神经内科 diags=T58.x00_一氧化碳中毒 : hbo|Poisoned by the stove: ten days in the chamber.
hospital_at_new_price|1|crowd=8|+0 gh cmm bare dept=内科 diags=I10.x00_高血压 : visit amlodipine^p:15.2|The price fell in the middle of the year.
net_after_the_clinic|1|crowd=12|+0 gh cmm bare dept=内科 diags=I10.x00_高血压 : visit amlodipine >> +28-32 net net4|The first visit was in the clinic, the next month's tablets come by the internet hospital.
net_and_shop|1|crowd=10|+0 net net4 bare hour=9 : visit_net >> +0 p0,p4,p7 - hour=11 diags=I10.x00_高血压 : amlodipine*2|The internet doctor writes, the shop round the corner gives.
net_in_the_evening|1|crowd=8|+0 net netskin hour=22|The internet doctor works in the evening.
anemia_of_kidney|1|crowd=6 again=4 gap=27-29|+0 gh cmm bare dept=肾内科 med=14 diags=N18.401_慢性肾脏病4期 : visit roxadustat*4 ketoacid*3 hgb crea|Four boxes are a month of three doses a week.
transplant_of_kidney|1|crowd=5 again=4 gap=27-29|+0 gh cmm bare dept=肾内科 med=14 diags=Z94.000_肾移植状态 : visit tacro mycophen*3 prednis crea|Three drugs against rejection, monthly.
rheumatism_under_two|1|crowd=6 again=4 gap=27-30|+0 gh cmm bare med=14 diags=M06.900_类风湿性关节炎 : visit mtx leflun*2 hydroxychl*2 alt cbc|Three slow drugs at once are usual.
"""

for _text in (_PRIMARY, _NEEDLES, _CARE, _HOSPITAL):
    rows(CLEAN, _text)
