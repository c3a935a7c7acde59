"""Innocent look-alikes of the fifth county that rows can tell: near to what inspectors look for, and right."""

from __future__ import annotations

from benchmarks.counties.fourth.cases import rows

from .cases import CLEAN

# how to read a row: benchmarks/counties/fourth/cases.py; every patient is one look-alike
_THEATRE = """
angiography_then_stent|1|crowd=10 span=300|+0 u3 angina nights=7 : angio@1T9 stent_op@4T10 stent@4T10 guidewire@4T10 heparin@4T10|a diagnostic angiography, and the vessel treated three days later after the heart team met
two_vessels_two_sessions|1|crowd=8 span=280|+0 u3 pci nights=7 ops=36.0700_药物洗脱冠状动脉支架置入术@1T9+60:loc;36.0700_药物洗脱冠状动脉支架置入术@5T9+55:loc : stent_op@5T9 stent@5T9 guidewire@5T9|the infarct's vessel on the first day, the other on the fifth
three_balloons_in_a_hard_vessel|1|crowd=8 span=300|+0 u3 pci : balloon*3@1T9|a calcified vessel takes four balloons, all bought
both_knees_at_once|1|crowd=8 span=300|+0 u3 jointk ops=81.5400_全膝关节置换@2T9+110:spi;81.5400_全膝关节置换@2T11+100:spi : op_knee@2T11 knee@2T11 an_spinal_h*2@2T11|both knees in one narcosis: each thing twice
synovitis_of_its_own|1|crowd=6 span=300|+0 u3 menis diags=M12.200_绒毛结节性滑膜炎 ops=80.7600_膝关节滑膜切除术@1T9+90:spi drop=op_menis : op_synov@1T9 path_op@1T11|a synovectomy because the membrane is the illness
five_hours_of_narcosis|1|crowd=8 span=300|+0 u3 spine5 ops=81.0800_腰椎后路融合术@2T9+300:gen : an_gen_h*4@2T9 an_mon*3@2T9|a long operation, each further hour by the list
gall_and_hernia_in_one|1|crowd=6 span=300|+0 u3 gall4 ops=51.2300_腹腔镜下胆囊切除术@1T10+70:gen;53.4100_脐疝修补术@1T11+40:gen : op_hernia@1T11 mesh@1T11|two operations, two organs, one narcosis
plates_out_after_a_year|1|crowd=8 span=300|+0 u3 tibia drop=op_tibia+plate+screw ops=78.6700_胫骨内固定装置去除@3T9+50:spi diags=Z47.001_取除骨折内固定装置 nights=5-6 : op_hwout@3T9|last year's plate comes out
knife_and_needle_of_one_lump|1|crowd=6 span=280|+0 u3 breastca : us_guide@0T15|frozen and final section of one specimen, by the standard
stone_broken_twice|1|crowd=8 span=280|+0 u3 uro bare diags=N20.000_肾结石 : visit eswl us_urine >> +14-18 u3 uro bare diags=N20.000_肾结石 : visit eswl us_urine|two sittings of shock waves a fortnight apart
rinsing_for_two_days|1|crowd=10 span=300|+0 u3 turp5 : bladder_wash@2-4T9 foley@2T10|one price a day while the urine is red
bladder_each_week|1|crowd=6 span=200 again=6 gap=7-7|+0 u3 uro bare med=14 diags=C67.900_膀胱恶性肿瘤 : visit urine instil epirubicin|eight weeks of instillations as the guideline has them
second_eye_next_week|1|crowd=10 span=280|+0 eye cat4 nights=1 >> +6-9 eye cat4 nights=1|the other eye a week later
laser_in_two_sittings|1|crowd=8 span=280|+0 eye eye4 diags=H36.000_糖尿病性视网膜病变 : fundus_oct laser_retina >> +10-20 eye eye4 bare diags=H36.000_糖尿病性视网膜病变 : visit laser_retina|right eye, then left
"""

_WARDS = """
icu_then_ward|1|crowd=10 span=300|+0 u3 icu5 nights=10 drop=bed_icu+icu_care : bed_icu@0-4T9 icu_care*24@0-4T9 bed@5-9T9 nurse1@5-9T9 ecg_mon*24@5-6T9|five days of intensive care, five on the ward with a monitor
special_nursing_after_big_surgery|1|crowd=8 span=300|+0 u3 spine5 drop=nurse1 : nurse1@0-1T9 nurse_special@2T9 nurse1@3-12T9|special nursing on the day of a big operation, first grade after it
bleeding_counts|1|crowd=10 span=300|+0 u3 ugib : cbc@0T20 hgb@1T2 hgb@1T14|blood counts four times while he bleeds
head_twice_in_a_day|1|crowd=10 span=300|+0 u3 burst : ct@0T19|a second scan because he grows drowsy
trauma_scan_of_three_regions|1|crowd=10 span=300|+0 u3 ribs : ct*2@0|chest, belly and pelvis in one passage
planned_chemo_every_three_weeks|1|crowd=10 span=150 again=5 gap=17-19|+0 u3 chem5|five cycles, each its own stay by plan
fever_after_chemo|1|crowd=8 span=280|+0 u2 chem5 >> +3-6 u2 cap diags=D70.x00_粒细胞缺乏;R50.900_发热 : gcsf@0-3T9 cbc@1,2,3,4T7|home for four days, back with fever and no white cells
bleeds_again_at_home|1|crowd=8 span=280|+0 u2 ugib >> +1 u2 ugib|bleeds again the day after leaving
heart_fails_again|1|crowd=8 span=280|+0 u2 hf nights=8 >> +9-16 u2 hf nights=9 hour=22 : bnp@0 vent_ni*10@0-1T22|decompensated again after a salty feast, by ambulance at night
sent_up_the_same_day|1|crowd=10 span=300|+0 gh st nights=1 way=2 >> +0 u1 stroke3 hour=20 : mra@0|the county house passes him on within a day
home_for_rehab|1|crowd=10 span=250|+0 u1 stroke3 nights=10 way=2 >> +0 tcm stroker nights=14 >> +0-1 reh2 hemi4 nights=20|acute, then subacute, then training: three houses, one plan
true_sepsis|1|crowd=10 span=300|+0 u2 icu5 diags=A41.900_脓毒症;J18.900_肺炎;J96.000_急性呼吸衰竭 : norepi@0-2T9 cvc@0T15 lact@1T6 pct@3T6|sepsis with pressors, cultures and lactates to show
oxygen_day_and_night|1|crowd=8 span=300|+0 t1 tb diags=J44.100_慢性阻塞性肺疾病急性加重;J96.100_慢性呼吸衰竭 nights=9 : oxygen*24@*T9 nebul*2@*T10 budesonide_n*2@*T10|long-term oxygen goes on day and night in bed
pneumonia_in_a_psychotic|1|crowd=6 span=240|+0 psy1 schiz nights=30 >> +0 gh pn nights=8 >> +0 psy1 schiz nights=40|the mind's house sends him out for his lungs and takes him back
year_in_the_psychiatry|1|crowd=8 span=20|+0 psy1 schiz nights=110-170|a long stay as his illness has it, reviewed monthly
ran_away_and_back|1|crowd=6 span=200|+0 psy1 schiz nights=20 way=4 >> +3-6 psy1 schiz nights=50|left against advice, brought back by the police worse than before
care_to_the_end|1|crowd=8 span=240|+0 nur oldcare nights=70-90 : nasal_feed*3@*T8|tube-fed and sore: weeks of care with little else
plasma_every_other_day|1|crowd=5 span=280|+0 u3 hf nights=13 bare diags=G70.000_重症肌无力 dept=神经内科 ops=- : $ward1 $in methylpred*2@*T9 ns@*T9 infusion@*T9 plasma_ex@1,3,5,7,9T9 plasma*20@1,3,5,7,9T9|five exchanges for a myasthenic crisis
salt_and_drips_of_pancreatitis|1|crowd=8 span=300|+0 u3 pan : ns*4@0-3T15 k@0-4T17 ca@0-3T17|eight bottles and salts twice a day in the first days
haemodialysis_inside|1|crowd=6 span=280|+0 u3 cf nights=9 diags=I50.900_心力衰竭;N18.501_慢性肾脏病5期 : hd@1,3,5,8T13 dialyser@1,3,5,8T13|his three sessions a week go on in the ward
extra_session_for_water|1|crowd=6 span=250|+0 dia2 hd4 med=14 hours=4 >> +1 dia2 hd4 med=14 hours=4 >> +1 dia2 hd4 med=14 hours=4|three days in a row because he came with water on the lungs
guest_at_another_machine|1|crowd=6 span=250|+0 dia2 hd4 med=14 hours=4 >> +2-3 dia1 hd4 med=14 hours=4 >> +2 dia1 hd4 med=14 hours=4 >> +3 dia2 hd4 med=14 hours=4|a guest for a week while visiting his son
five_trainings_in_a_day|1|crowd=8 span=280|+0 reh2 hemi5 : swallow@wT8^ex cogn@wT16^ex|five different trainings of half an hour, five hands
back_that_is_a_tumour|1|crowd=6 span=300|+0 u3 st nights=6 bare diags=M54.500_腰痛;C79.500_骨继发性恶性肿瘤 dept=肿瘤科 : $ward $in mr@1T10 afp@0 cea@0 ca199@0 zoled@2T10 ns@2T10 infusion@2T10 oxycod*0.2@*T8 parecoxib*2@*T15|markers because the spine is eaten away
sugar_seven_times|1|crowd=8 span=300|+0 t1 tb diags=E11.900_2型糖尿病;J20.900_急性支气管炎 : glucose_bed*7@*T7 asp30@0T12|seven measurements a day while the insulin is found
cold_that_was_pneumonia|1|crowd=8 span=320|+0 t3 tb diags=J18.900_肺炎 : ceftriaxone*2@*T9|an infiltrate on the film: in bed for a week by right
checkup_that_found_it|1|crowd=8 span=300|+0 gh pn nights=3 bare diags=R91.x00_肺部阴影 dept=呼吸内科 : $ward $in1 ct_e@0 cea@0 nse@1T7 lung_fx@1T9|three nights of tests because of a shadow
posted_by_the_week|1|crowd=8 span=280|+0 tcm stroker nights=16 : oxygen*8@*T9 glucose_bed*4@*T7|a week's charges on one day, as the house books
"""

_WOMEN_AND_CHILDREN = """
two_births_a_year|1|crowd=4 span=8 from=3 whom=F22-36|+0 mch nvd4 >> +330-345 mch nvd4|January and December
birth_that_ended_in_theatre|1|crowd=8 span=300|+0 mat cs4 hour=2 : fetal*6@0T3 oxytocin@0T4|labour for ten hours, then the knife
myoma_met_at_section|1|crowd=5 span=300|+0 mat cs4 ops=74.1x00_子宫低位剖宫产术@1T9+50:spi;68.2900_子宫肌瘤剔除术@1T9+30:spi : op_myoma@1T9 path_op@1T11|a fist-sized fibroid in the way of the stitch is taken with the child
pain_after_birth|1|crowd=6 span=300|+0 mat nvd4 nights=4 : low_freq@2-3T15|electrotherapy because the bladder will not empty, twice
mens_breast|1|crowd=4 span=300 whom=M50-74|+0 u3 breastca|a man with cancer of the breast
yellow_twin|1|crowd=8 span=300|+0 mch jaun4|light for a yellow child
six_weeks_too_early|1|crowd=4 span=250|+0 gh prem nights=26-34|an incubator for a month
allergic_child_who_reacts|1|crowd=8 span=300|+0 gh kidcough diags=J45.900_支气管哮喘 : allergy ige|a wheezing child tested for what it breathes
"""

_DOORS = """
canals_of_a_molar|1|crowd=10 span=280|+0 den pulp5 bare : visit dent_film articaine pulp_out*3 canal_prep*3 >> +7-10 den pulp5 bare : general_fee canal_fill*3 dent_film|three roots, two sittings
gums_of_a_whole_mouth|1|crowd=8 span=300|+0 den perio bare diags=K05.300_慢性牙周炎 : visit dent_deep*14 >> +7-12 den perio bare : visit dent_deep*14|upper jaw, then lower, a price a tooth
needles_and_heat|1|crowd=10 span=240 again=8 gap=2-4|+0 c1 needle5|ten sittings for a back, needle and hand
ginseng_for_the_failing|1|crowd=5 span=280|+0 c1 herb4 diags=I50.900_心力衰竭 : hongshen*42^d:7|ginseng in the pot of a failing heart
fortnight_of_dressings|1|crowd=8 span=280 again=9 gap=1-2|+0 t1 cmm bare diags=E11.500_糖尿病足 : general_fee dressing_big|the foot is dressed every other day
clotting_every_week|1|crowd=6 span=150 again=2 gap=20-24|+0 gh cmm bare med=14 diags=I48.900_心房颤动 : visit pt warfarin >> +7 gh cmm bare diags=I48.900_心房颤动 : visit pt >> +7 gh cmm bare diags=I48.900_心房颤动 : visit pt|his blood tested weekly until it holds
night_in_the_emergency_room|1|crowd=14 span=320|+0 gh hurt4 hour=3 med=13|cut at three in the morning
count_and_smear_of_a_purpura|1|crowd=6 span=280|+0 gh cmm bare diags=D69.300_特发性血小板减少性紫癜 dept=血液内科 : visit cbc marrow >> +4-5 gh cmm bare diags=D69.300_特发性血小板减少性紫癜 : visit plt >> +4-5 gh cmm bare diags=D69.300_特发性血小板减少性紫癜 : visit plt|platelets alone, between full counts
higher_list_of_a_big_house|1|crowd=14 span=300|+0 u1 cough5 |a house of the third grade charges its own grade's price
"""


rows(CLEAN, _THEATRE)
rows(CLEAN, _WARDS)
rows(CLEAN, _WOMEN_AND_CHILDREN)
rows(CLEAN, _DOORS)
