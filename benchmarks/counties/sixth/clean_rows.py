"""What only looks wrong in the sixth county and can be told as rows."""

from __future__ import annotations

from benchmarks.counties.fourth.cases import rows

from .cases import CLEAN

_TEXT = """
lines_of_both_machines | 12 | from=172 span=5 | +0 gh lung6 nights=8-9 | in the week of the new HIS the last days' lines came from both machines, the bill holds them once
week_of_needles_on_one_line | 10 | | +0 tcm disc4 nights=10-12 | treatments of every day, added up to one line at discharge
week_of_oxygen_on_one_line | 10 | | +0 gh copd6 : oxygen*4@*T9 | twenty-four hours a day, a week on one line
two_grades_by_the_week | 10 | | +0 gh lung6 nights=8 drop=nurse2 : nurse1@0-2T9 nurse2@3-7T9 | the grade fell on the fourth day; the weekly lines of both carry one stamp
ward_after_intensive_care | 8 | | +0 gh lung6 nights=9 drop=bed+nurse2 : bed_icu@0-3T9 icu_care*24@0-3T9 bed@4-8T9 nurse1@4-8T9 ecg_mon*24@0-3T9 blood_gas*2@0-2T6 vent_ni*16@0-2T9 | two beds on one weekly stamp
midnight_of_the_last_day | 10 | | +0 u2 lung6 nights=7 : dressing@eT8 amlodipine@eT9^take | all of a house that writes days lies at midnight
late_pathology | 10 | | +0 u1,gh2 gall4 late=04 | the laboratory books after the patient has left
taken_back_and_settled_anew | 10 | | +0 u1,mch,gh2 hys resettled | a settlement is withdrawn and written again
emergency_then_ward | 12 | | +0 u1,gh2 pain4 med=13 hour=9 : bnp >> +0 same angina hour=14 | tests of the emergency room are made again on the ward hours later
up_to_the_city | 10 | | +0 t1 lung6 nights=1 way=2 >> +0 u1,u2 lung6 hour=15 : ct_e@1T10 | one day in the township, then the city: both charge the day
down_to_rehabilitation | 10 | | +0 u1,u2 stroke3 way=2 >> +0 reh2 hemi6 hour=15 | the same stroke, two houses, one day
in_and_out_before_night | 10 | | +0 gh2,u1 ring6 nights=0 med=28 hour=9 end=17 dept=日间手术中心 | a day ward charges one bed day without a night
home_bed_and_clinic | 8 | | +0 com1 homebed >> @6-9 gh eye4 >> @3-6 p3 - diags=I10.x00_高血压 : amlodipine | who lies at home may go to the eye clinic
pills_by_internet | 10 | | +0 u1 cmm bare : visit_net amlodipine*3 atorva*3 >> +80-86 same cmm bare : visit_net amlodipine*3 atorva*3 | twelve weeks at a time without a visit
pills_on_the_way_home | 10 | | +0 u1,u2 angina end=9 >> +0 p2 - hour=15 diags=I25.103_冠状动脉粥样硬化性心脏病 : ticag*2 atorva aspirin | bought on the day of discharge
doubled_by_the_doctor | 10 | | +0 t1,com1 cmm med=14 bare : general_fee amlodipine >> +13-15 same cmm med=14 bare : general_fee amlodipine*2 irbe >> +27-29 same cmm med=14 bare : general_fee amlodipine*2 irbe | the dose was raised, so the box is empty early
twelve_weeks_of_pills | 12 | | +0 t1,t2,com1 cmm med=14 bare diags=E11.900_2型糖尿病;I10.x00_高血压 : general_fee metformin*3 irbe*3 >> +83-86 same cmm med=14 bare diags=E11.900_2型糖尿病;I10.x00_高血压 : general_fee metformin*3 irbe*3 | long prescriptions of chronic illness
before_the_spring_festival | 10 | from=12 span=6 | +0 t1,t3,v0 cmm med=14 bare : general_fee amlodipine*2 aspirin*2 >> +56-60 same cmm med=14 bare : general_fee amlodipine aspirin | two months before the holidays
every_two_weeks_at_the_drip | 6 | again=5 gap=10-11 | +0 onc,gh2 chem4 nights=3 | a planned course every fortnight
extra_session_for_potassium | 8 | | +0 dia1 hd4 med=14 hours=4 hour=7 >> +1 gh2 hd4 med=14 hours=4 : k*2 ecg >> +1 dia1 hd4 med=14 hours=4 hour=7 | dialysed on three days running, the potassium in between
both_knees | 6 | | +0 u1,ort bothk6 | two knees in one narcosis
the_other_eye | 8 | | +0 eye,gh2 cat4 >> +8-12 same cat4 | the second eye ten days after the first
counts_every_morning | 6 | | +0 u1 leuk6 | a blood count every day of an empty marrow
twelve_fingertips_a_day | 8 | | +0 u1,gh2 dka6 | ketoacidosis is measured by the hour
clotting_by_the_day | 8 | | +0 u1,u2 warf6 | a pill that is adjusted every morning
troponins_by_the_hour | 8 | | +0 u1,gh2 acs : tropi@0T18 tropi*2@1T6 ecg*2@0T20 | the curve makes the diagnosis
enhanced_the_day_after | 10 | | +0 u1,gh2,onc lung6 : ct_e@2T10 | the plain scan showed what the second had to tell
from_head_to_belly | 8 | | +0 u1,gh2 fall6 : ct_3d@0 | a fall from a scaffold is scanned in three parts
head_bleeds_on | 8 | | +0 u1,u2 burst : ct@2T9 ct@3T9 ct@8T9 | a scan a day while it grows
both_hands_on_film | 10 | | +0 gh2,ort,u1 bone4 : dr dr_film*4 | two regions, two views each
second_look | 6 | | +0 u1,gh2 colon drop=ecg_mon : op_bleed@6T15 an_gen@6T15 an_mon*2@6T15 propofol*2@6T15 rbc_unit*4@6T16 xmatch@6T14 transfuse@6T16 | the abdomen was opened again
albumin_with_ascites | 8 | | +0 u1,gh2,u2 cirr6 | measured, low, and paid for by the list
pens_for_the_fat_diabetic | 10 | | +0 gh2,u1,t1 slim6 diags=E11.900_2型糖尿病;E66.900_肥胖症 : hba1c semaglutide | the obesity stands beside the diabetes
drip_of_the_tcm_hospital | 8 | | +0 tcm stroker diags=I63.900_脑梗死 : xst@*T10 | a hospital of the second grade, a stroke
nineteen_screws | 8 | | +0 u1,gh2 crush6 | a shattered plateau and the calf bone beside it
three_vessels | 6 | | +0 u1 three6 | three stents in three vessels
ten_units_of_blood | 6 | | +0 u1,gh2 bleed6 | a great bleeding, ten units in two days
five_trainings_a_day | 8 | | +0 reh2,u1 swal6 | arm, leg, speech and swallowing by four therapists
talks_that_are_followed | 6 | | +0 psy2,psy1 depress | a talk a week with one who can follow
seven_shocks | 5 | | +0 psy2 mect6 | a course of convulsions with its narcosis
quiet_weeks_in_the_asylum | 8 | | +0 psy1 schiz6 | a chronic ward: bed, nursing, one drug
last_winter_in_care | 8 | | +0 nur old6 drop=amlodipine+pressure_care diags=C78.000_肺继发恶性肿瘤 : oxygen*8@*T9 morphine*0.2@*T9 | nobody tests the dying
molar_in_three_sittings | 10 | | +0 den,u1 molar6 >> +6-8 same molar6 drop=pulp_out+articaine+canal_prep+visit+dent_film : canal_prep*4 >> +6-8 same molar6 drop=pulp_out+articaine+canal_prep+visit : canal_fill*4 | four canals, three sittings
all_teeth_in_four_quarters | 8 | | +0 den gum6 : dent_deep >> +6-8 same gum6 drop=dent_film : dent_deep >> +6-8 same gum6 drop=dent_film : dent_deep >> +6-8 same gum6 drop=dent_film : dent_deep | seven teeth a week
three_needles_into_the_eye | 6 | | +0 eye,u1 inj4 >> +28-30 same inj4 >> +28-30 same inj4 | the loading doses of a wet macula
ten_days_of_needles | 8 | again=10 gap=1-1 | +0 c1,tcm acu4 | a course on ten days running
fortnight_of_herbs | 10 | | +0 c1,tcm herb4 bare : tcm_dx dangshen*210^d:14 baizhu*140^d:14 fuling*210^d:14 chenpi*84^d:14 gancao*70^d:14 banxia*126^d:14 decoct*14 | fourteen days boiled at once
two_doors_one_morning | 12 | | +0 u1,u2,gh seen6 hour=8 : ecg us_heart rosuva >> +0 same eye4 hour=10 | two departments, two fees, one walk
wound_opens_again | 8 | | +0 ort,gh2,u1 jointk >> +4-9 same tkr_inf6 | back within ten days, the wound
the_stent_comes_out | 8 | | +0 u1,gh2 stone3 >> +20-28 same dj6 | a planned second stay
sugar_and_child | 6 | | +0 mch,u1 hyper6 >> +10-14 same cs4 | two stays of one pregnancy
man_with_a_breast | 5 | | +0 u1,u2 breast_m6 >> +20-24 same cmm bare dept=肿瘤科 diags=C50.900_乳腺恶性肿瘤 : visit us_breast | men have it too
"""

rows(CLEAN, _TEXT)
