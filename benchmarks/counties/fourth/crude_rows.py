"""Crude schemes of the fourth county as rows: what inspections of small houses publish, as its houses leave it."""

from __future__ import annotations

from .cases import CRUDE, rows

_PRIMARY = """
fees_without_a_visit|2|crowd=70-90 span=3 whom=*40-90|+0 v0,v1,v2 cmm med=11|A station keys the general fee for the whole village in three days before the year's quota of fees runs out; nobody came, nothing was given.
one_drip_three_bills|2|crowd=24-34 span=120|+0 v3,v5,v6 drip4 >> +0 same drip4 false bare hour=11 : general_fee ns infusion >> +0 same drip4 false bare hour=15 : general_fee ns infusion|One drip in the morning is settled three times in a day, each with its own general fee.
drip_for_those_in_hospital|1|crowd=16-20 span=150|+0 gh,tcm st nights=10-12 >> @3-7 v7 drip4 false bare diags=I63.900_脑梗死 : general_fee citicol*2 ns infusion|The station bills drips on days on which the neighbour lies in the county hospital; the card stayed with the village doctor.
cold_in_bed|2|crowd=26-34 span=110|+0 t3,t5,t6 tb nights=6-7 diags=J06.900_急性上呼吸道感染 drop=crp+dr+cbc : cbc@0 vitc_iv*2@*T9 vitb6_iv@*T9|Colds are admitted for a week of vitamins by drip: no fever, no film, nothing that a station could not give.
checkup_in_bed|2|crowd=20-28 span=90|+0 t1,t4,pvt ti nights=2-3 bare diags=R42.x00_头晕 : $ward $in us_color@0 us_heart@0 us_neck@0 ct@0 chol@0 tg@0 ldl@0 tsh@0 cea@0 afp@0 hba1c@0|Insured people who want a check-up are admitted for two or three days: all tests, no treatment.
sleeper_who_is_not_there|2|crowd=16-22 span=140|+0 t2,t6,pvt ti nights=12-16 bare : bed@* visit_in@*T9 nurse2@*T9 cbc@0 ecg@0 citicol@0-1T9 ns@0-1T9 infusion@0-1T9|A bed is kept in the books for two weeks for somebody who was treated for two days and slept at home.
two_levels_of_nursing|2|crowd=30-40 span=200|+0 t4,t1,pvt tb : !nurse1@*T10|First-level nursing is charged beside second-level nursing every day.
oxygen_more_than_hours|1|crowd=18-24 span=150|+0 t5,pvt tb : !oxygen*36/2@*T9|Oxygen of thirty-six hours a day for bronchitis that had two hours of it.
infusions_nobody_bought|2|crowd=26-34 span=200|+0 t1,t3 ti : !xiyan*3@*T10^keep !ambroxol_iv*2@*T11^keep|Injections are charged that the house never bought.
scans_at_a_town_house|1|crowd=22-28 span=160|+0 t4 tg : !us_color@0 !us_color@2T9 !us_heart@0 !us_neck@0|Every gastroenteritis gets heart, neck and abdomen by colour ultrasound, the abdomen twice; the one machine's log shows none of them.
glucose_every_hour|1|crowd=16-22 span=160|+0 t1,t2 dm4 nights=6-8 dept=内科 : !glucose_bed*16/4@*T8|Bedside sugars sixteen a day for diabetics on tablets; four were pricked.
hba1c_each_month|1|crowd=18-24 again=6-7 gap=26-31 span=20|+0 com1,com2 cmm diags=E11.900_2型糖尿病 : metformin !hba1c|The community centre repeats glycated haemoglobin with each month's tablets.
prostate_marker_for_women|1|crowd=20-28 span=60 whom=F45-80|+0 t4,t1 cmm diags=R53.x00_乏力 : cea afp ca199 !psa|The tumour package with a prostate marker is sold to women on the fund.
workers_checked_on_the_fund|2|crowd=34-44 span=4 whom=*22-58|+0 pvt,com2 cold4 bare diags=R53.x00_乏力 : visit cbc alt crea chol tg ldl glucose us_color ecg dr|A factory's yearly check of its workers is settled as visits for tiredness in a week.
markers_with_every_loose_belly|1|crowd=26-34 span=150|+0 t2 tg : !cea@0 !afp@0 !ca199@0 !hbsag@0 !hcv@0 !hiv@0 !tp@0 !hepdna@0|Every admission for a loose belly gets tumour markers, all hepatitis tests and the viral load.
contract_fee_thrice|1|crowd=40-50 span=40 whom=*55-88|+0 com1,com2 cmm bare med=11 : contract >> +60-80 same cmm bare false : contract >> +60-80 same cmm bare false : contract|The yearly fee of the family doctor's contract is taken three times in one year.
visits_to_an_empty_house|1|crowd=14-18 span=150|+0 com1,t1 homebed nights=30 drop=home_visit : !home_visit@8-16T10 !glucose@8-15T9 >> @8 gh cf nights=8|Home visits and sugars are charged on the days on which the patient lies in the county hospital.
doctor_at_every_door|1|crowd=14-18 span=120|+0 com1,com2 homebed nights=26-30 drop=home_visit : !home_visit*2/0.25@*T10 !catheter@*T11|Two home visits and a new catheter a day are charged for a bed at home; the doctor came once in four days.
rescue_for_a_scratch|1|crowd=18-26 span=200|+0 gh,pvt hurt4 : !rescue_mid !ecg_mon*4|A cut finger in the emergency room carries a medium resuscitation and four hours of monitoring.
emergency_watch_twice|1|crowd=24-30 span=200|+0 gh pain4 : er_mon !bed !nurse2|Emergency monitoring is charged together with a ward bed and ward nursing of the same hours.
day_surgery_with_a_week_of_beds|1|crowd=14-18 span=150|+0 pvt piled nights=1 dept=外科 : !bed*5/1@0 !nurse2*5/1@0 !visit_in*5/1@0|A haemorrhoid done in a day is charged five days of bed, round and nursing.
"""

_SMALL_HOUSES = """
out_and_in_again|2|crowd=9-12 again=4-5 gap=0-1 span=40|+0 nur1,nur2 oldcare nights=27-29 false|Residents of a care house are discharged and admitted anew every four weeks on paper, so that each stay has its own limit; nobody left the room.
beds_full_of_healthy_residents|2|crowd=14-18 span=10 whom=*66-88|+0 nur2,nur1 oldcare nights=45-60 bare diags=I10.x00_高血压 : bed@*T8 nurse3@*T8 visit_in@*T8|Residents of the old people's home upstairs are patients in the books for two months: bed, nursing and round, no treatment.
sores_nobody_has|1|crowd=14-18 span=120|+0 nur1,nur2 oldcopd : !pressure_care*8@*T10|Care of pressure sores eight times a day for walking residents with bronchitis.
training_on_paper|2|crowd=12-16 span=120|+0 nur1,nur2 oldcare : !exercise@*T9 !ot@*T10 !balance@*T14 !joint@*T15|A care house without therapists charges four trainings a day to people who cannot sit up.
tube_feeding_by_the_dozen|1|crowd=12-16 span=100|+0 nur2 oldcare drop=nasal_feed : !nasal_feed*18/4@*T8 !foley@*T8|Tube feeding eighteen times and a new catheter every day.
therapist_of_a_hundred_hands|1|crowd=26-32 span=6 whom=*48-80|+0 reh hemi4 nights=20-24 : !balance@*T9^ex:one !low_freq@*T10^ex:one !hand_train@*T15^ex:one|One therapist's name stands on three trainings a day of every patient in the house, Sundays too.
paralysis_training_for_a_back|1|crowd=18-24 span=160|+0 reh,ort backp nights=12-16 dept=康复科 : !hemi@*T9^ex !stand_bed@*T10^ex !wheel_train@*T15^ex|Backache gets hemiplegia training, tilt table and wheelchair lessons.
assessed_every_other_day|1|crowd=16-22 span=160|+0 reh hemi4 : !rehab_eval@*2T11 !hand_eval@*2T11|Assessment of function every second day instead of at the start and the end.
ninety_days_of_everything|1|crowd=8-10 span=60|+0 reh hemi4 nights=85-95 drop=hemi+exercise+ot+elec_acup : !hemi@*T8^ex !exercise@*T9^ex !ot@*T10^ex !balance@*T11^ex !speech@*T14^ex !swallow@*T15^ex !low_freq@*T16^ex !wax@*T17^ex|Eight trainings a day, ninety days, Sundays and New Year too, more hours than the staff have.
poor_go_round_and_round|2|crowd=10-14 again=4 gap=0 span=20|+0 psy schiz nights=30-35 false|Poor people without an illness of the mind are discharged and admitted on the same day, four times, with free board.
both_nursings_in_the_mind_ward|1|crowd=16-20 span=90|+0 psy schiz : !nurse2@*T10|Psychiatric nursing and second-level nursing are charged beside one another.
scales_each_week|1|crowd=14-18 span=90|+0 psy dementi : !psy_scale*3@*7T10^keep !psy_first@7,14,21,28T9^keep|Demented people fill in three scales a week, and the first examination of a new patient is made anew every week.
music_for_the_bedridden|1|crowd=14-18 span=90|+0 psy dementi : !psy_music*3@*T15 !psy_behave*2@*T16 !psy_talk@*T11|Music, behaviour and talking therapies daily, Sundays too, for people who do not answer.
pills_at_the_gate_while_inside|1|crowd=14-18 span=60|+0 psy schiz nights=55-60 >> @12-40 psy anxo false bare med=14 diags=F20.900_精神分裂症 : olanzapine*2 clozapine|The ward is paid by the day, so its pills are settled at the outpatient counter while the patient is inside.
lens_of_a_cheaper_kind|1|crowd=70-80 span=200|+0 eye cat4 unbought drop=lens : !lens~lens_plain@1T9|Soft lenses are charged, hard ones were bought and put in.
tear_ducts_ten_days_running|2|crowd=16-20 span=150 again=9-10 gap=1 whom=*20-60|+0 eye eye4 bare : visit !lacrimal*2 !dry_eye*2 !eye_massage*2|Dry eyes of office workers are rinsed, massaged and pressed ten days running on the fund.
needle_knives_every_day|1|crowd=18-22 span=150|+0 ort backp drop=needle_knife : !needle_knife*6/1@*T10 !an_block@*T10|Six knife points and a nerve block are charged every day of the stay.
screws_by_the_dozen|2|crowd=14-18 span=180|+0 ort frac4 unbought drop=screw : screw*6@2T9 !screw*8@2T9^keep !plate@2T9^keep|Fourteen screws and two plates are charged for a wrist that holds six and one; the rest was never bought.
knee_injection_as_a_stay|1|crowd=20-26 span=120|+0 ort kneeo nights=3-4 bare ops=- diags=M17.900_膝骨关节病 : $ward $in mr@0 us_color@0 cbc@0 dr@0 mid_freq@0T15 tdp@*T16 hyalu_eye@0^own|An injection into the knee at the clinic is booked as a stay of three or four nights.
arthroscopy_added_up|1|crowd=10-14 span=150|+0 ort kneeo : !op_joint_free@2T9 !op_scope@2T9 !op_menis@2T9|Release, scope and meniscus are charged beside the new joint.
filtration_never_run|1|crowd=10-12 again=36-40 gap=3 span=20|+0 dia1,dia2 hd4 med=14 bare : !hdf~hd@0 dialyser@0 epo@0|All sessions are charged as haemodiafiltration; the machines can only dialyse.
tubes_beside_the_session|1|crowd=10-12 again=24-30 gap=3 span=60|+0 dia1 hd4 med=14 : !hd_tubing@0 !hd_powder@0 !heparin@0^keep|Tubing and powder that the session contains are charged on top of it.
perfusion_with_every_session|1|crowd=8-10 again=20-24 gap=3 span=60|+0 dia2 hd4 med=14 drop=hd : !hd@0 hp@0|Haemoperfusion is charged at every single session.
"""

_MONEY = """
pneumonia_made_heavy|2|crowd=16-20 span=200|+0 gh pn up=ER1,ER11,2.4,J96.000_急性呼吸衰竭|Plain pneumonia is coded as respiratory failure: no blood gas, no oxygen, no monitor.
diabetes_made_coma|1|crowd=14-18 span=200|+0 gh dm4 up=KS1,KS11,1.6,E11.000_2型糖尿病伴高渗昏迷|Diabetes with tingling feet is coded as hyperosmolar coma; sugars twice a day and tablets.
old_infarct_made_new|2|crowd=12-16 span=200|+0 tcm,gh disc4 nights=8-10 up=BR2,BR21,1.7,I63.900_脑梗死 diags=I67.200_脑动脉硬化 drop=tuina+mr|A stiff neck with old vessels is coded as a fresh infarct: no scan of the head, needles only.
stay_cut_at_the_limit|2|crowd=14-18 span=160|+0 gh,tcm st nights=8-9 >> +0-1 same st nights=7-8 false|When the group's money is used up the patient is discharged on paper and admitted again the same or the next day.
scans_paid_at_the_gate|1|crowd=18-24 span=200|+0 gh st nights=9 drop=mr+us_neck >> @2-3 gh rehout false bare diags=I63.900_脑梗死 : mr us_neck|Scans of inpatients of the group system are settled at the outpatient counter on the third day of the stay.
adhesions_in_every_section|1|crowd=18-22 span=200|+0 pvt cs4 dept=妇科 med=52 : !op_adhesion@1T9 !an_tube_sp@1T9|Every caesarean carries freed adhesions and the catheter of the anaesthesia.
newborn_care_for_big_children|1|crowd=16-20 span=200 whom=*1-6|+0 pvt kp4 dept=内科 : !nurse_nb@*T10 !nb_mon*12@*T9|Care and monitoring of newborns for children who walk.
light_for_the_unyellow|1|crowd=14-16 span=180|+0 pvt jaun4 dept=妇科 drop=tbil+nb_light+nb_bili : !nb_light*24@*T9 !nb_box*24@*T9|Sound newborns lie under lamps and in boxes in the books; nobody measured bilirubin.
cycle_in_three_stays|2|crowd=10-14 again=3 gap=14-16 span=90|+0 onc chem4 nights=1 diags=Z51.103_肿瘤化学治疗;C18.900_结肠恶性肿瘤 >> +1 same chem4 nights=1 false >> +1 same chem4 nights=1 false|One cycle of chemotherapy is booked as three stays of a day.
mixing_by_the_vial|1|crowd=16-20 span=200|+0 onc chem4 drop=chemo_mix : !chemo_mix*9/1@1T9 !chemo_mix*6@2T9|Preparation of cytotoxics is charged by the vial, and on days without any.
gene_panel_each_cycle|1|crowd=10-12 again=4 gap=19-21 span=100|+0 onc chem4 : !dna_tumor@0|A gene panel is charged at every cycle.
cancer_drip_for_a_stomach|1|crowd=16-20 span=200|+0 onc,pvt tg nights=6-8 dept=内科 : !kanglt*2@*T9 !thymopen*2@*T9 !shenqi@*T9|Anticancer herbal drips and thymus peptides for gastritis.
brain_tonics_for_all|2|crowd=22-28 span=200|+0 pvt,t4 tl nights=8-10 : !ngf@*T9 !vinpoc*2@*T9 !boneped*2@*T9|Nerve growth factor, vinpocetine and bone peptide for every stiff back.
block_and_sleep_together|1|crowd=14-18 span=200|+0 pvt,ort frac4 : !an_basic@2T9 !an_enh@2T9 !an_depth*2@2T9 !an_pacu@2T9|Basic and enhanced anaesthesia, depth monitoring and recovery room beside a nerve block.
"""

_NEEDLES = """
massage_club|2|crowd=22-28 again=18-20 gap=1 span=60 whom=*28-60|+0 c0,c2 acu4 bare : tcm_dx !acup^ex !tuina_neck^ex !cupping^ex !moxa^ex|A massage club on the fund: members come daily for three weeks, each with needles, massage, cups and moxa.
five_needles_in_one_sitting|1|crowd=24-30 again=3-5 gap=2-3 span=150|+0 c0,c2 acu4 bare : tcm_dx acup^ex !elec_acup^ex !warm_needle^ex !head_needle^ex !bleed|One sitting with needles is charged as plain, electric, warm and scalp needling and bleeding.
plasters_by_the_square_metre|1|crowd=26-30 again=4-6 gap=2-3 span=150|+0 c1,c2 herb4 bare : tcm_dx !herb_plaster*10/1 !herb_rub*8|Ten plasters and eight rubbings in one visit.
herbs_by_the_kilo|1|crowd=18-24 again=2-3 gap=7-10 span=120|+0 c0,c1 herb4 bare : tcm_dx !huangqi*2100/200^d:7 !dangshen*2100/200^d:7 !sanqi*420/0^d:7|Two kilos of the dear roots a week; the drawer gave two hundred grams.
lone_ginseng|1|crowd=20-26 again=2-3 gap=20-30 span=120|+0 c1 herb4 bare : tcm_dx !renshen*60^d:7 || tcm_dx !hongshen*60^d:7|Ginseng by itself, as a present, settled as a prescription.
adult_backs_as_child_massage|1|crowd=20-26 again=5-7 gap=2 span=120 whom=*30-62|+0 kid,c0 acu4 bare : tcm_dx !child_massage^ex !child_pinch^ex|Massage of grown-ups is entered as massage of children, which has no cap here.
catgut_each_week|1|crowd=20-24 again=6-8 gap=6-8 span=120 whom=F20-45|+0 c2,c0 acu4 bare diags=E66.900_肥胖症 : tcm_dx !catgut*10 !ear_seed*2|Slimming by threads under the skin is settled as treatment.
"""

for _text in (_PRIMARY, _SMALL_HOUSES, _MONEY, _NEEDLES):
    rows(CRUDE, _text)
