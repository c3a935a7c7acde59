"""What is wrong in the sixth county and can be told as rows: crude, as a clerk does it in this kind of house."""

from __future__ import annotations

from benchmarks.counties.fourth.cases import rows

from .cases import CRUDE

_TEXT = """
beds_without_sleepers | 2 | crowd=16-22 span=170 | +0 hea rest6 | pensioners leave the card, sleep at home, and bed, ward round and nursing are booked by the week
wards_emptied_for_weeks | 1 | crowd=9-12 span=120 | +0 psy2 schiz6 false >> @9-30 t1,com1,v0 drip4 false | patients are at home, sit at a drip there, and the ward charges on
colds_in_bed | 2 | crowd=18-24 span=150 | +0 t2 cold6 | a common cold is put to bed for a week of infusions
out_and_in_again | 2 | crowd=12-16 span=160 | +0 gh2 lung6 nights=6 >> +0-1 gh2 lung6 nights=6 false | one treatment is cut into two stays so that the group is paid twice
two_grades_of_nursing | 2 | crowd=26-34 span=220 | +0 jis back6 : !nurse1@*T9 | every bed day is nursed in two grades, both entered as one line at settlement
needle_and_catheter | 1 | crowd=24-30 span=250 | +0 ort shin6 : !an_tube_sp@1T9 | placing the catheter is part of the spinal anaesthesia
synovia_with_the_joint | 2 | crowd=14-18 span=250 | +0 ort hip6 : !op_synov@1T9 | the synovia comes out with the joint
dizzy_heads_as_strokes | 2 | crowd=14-18 span=220 | +0 gh2 dizzy6 up=BR2,BR23,1.35,I63.900_脑梗死 | a dizziness with a clear head scan is told as a stroke
weeks_of_two_hundred_hours | 1 | crowd=20-26 span=220 | +0 hea copd6 drop=oxygen : !oxygen*30/20@*T9 | the weekly line of oxygen holds more hours than the week
months_of_33_days | 1 | crowd=26-32 span=240 | +0 nur old6 : !bed*3@eT9 !visit_in*3@eT9 !nurse3*3@eT9 | the line at discharge counts three days more than the stay had
creams_as_capsules | 2 | crowd=70-90 span=300 | +0 p1 - unbought diags=N18.900_慢性肾脏病 : !bailing*3 | face cream and rice leave the shop, capsules that never came in are billed
slimming_pens | 2 | crowd=20-26 span=200 again=3 gap=26-30 | +0 jis slim6 : !semaglutide | a drug for diabetes is billed for slimming
albumin_for_everybody | 1 | crowd=14-18 span=220 | +0 hea lung6 : !albumin*2@2-6T15 | albumin for pneumonia whose albumin nobody measured
herbal_drip_in_the_township | 2 | crowd=18-24 span=220 | +0 t2 rest6 nights=7-9 drop=amlodipine : !xst*2@*T9 ns*2@*T9 infusion@*T9 cbc@0 ecg@0 | an injection that only larger hospitals may charge
screws_by_the_box | 2 | crowd=12-16 span=250 | +0 ort shin6 unbought : !screw*9@1T9 | sixteen screws are billed for a plate of seven, and seven came in
counts_cell_by_cell | 2 | crowd=110-130 span=290 | +0 t4 cold4 : !hgb !rbc !wbc !plt | the blood count and each of its cells
plain_and_enhanced | 1 | crowd=24-30 span=250 | +0 onc chem4 : ct_e@0 !ct@0 | one sitting at the scanner billed as plain and as enhanced
training_thrice_a_day | 1 | crowd=16-20 span=220 | +0 reh1 hemi6 drop=exercise : !exercise*4/1@wT10^ex | one training a day, the weekly line holds 24
four_massages_for_everybody | 2 | crowd=40-50 span=280 | +0 c0 neck6 : !tuina^ex !tuina_shoulder^ex !tuina_knee^ex | the neck is kneaded; back, shoulder and knee are billed with it
talks_with_the_demented | 1 | crowd=14-18 span=200 | +0 psy2 demen6 : !psy_talk@*T15^ex:one | a psychotherapy a day with people who cannot follow one
cleaned_and_dialysed | 1 | crowd=7-9 span=20 again=22 gap=12-15 | +0 dia2 hd4 med=14 hours=4 drop=hd : hp@0 !hd@0 | a haemoperfusion is billed with a dialysis of the same hours
whole_eye_for_a_red_eye | 2 | crowd=45-60 span=280 | +0 eye red6 : !fundus_oct !fundus_photo !ortho_k !dry_eye | a red eye gets the machine park
forty_teeth_scraped | 2 | crowd=26-34 span=280 | +0 den gum6 : !dent_deep*34 | more teeth are scraped than a mouth has
intensive_care_in_the_ward | 1 | crowd=16-20 span=220 | +0 hea lung6 nights=7 : !icu_care*20@1-5T9 | a ward without intensive care bills it by the hour
three_months_every_fortnight | 1 | crowd=14-18 span=60 again=9 gap=13-16 | +0 t4 cmm med=14 bare diags=I25.103_冠状动脉粥样硬化性心脏病;I10.x00_高血压 : general_fee !amlodipine*3/0.5 !atorva*3/0.5 !clopidogrel*3/0.5 | three months of pills are billed every fortnight
card_lent_while_in_hospital | 1 | crowd=24-32 span=220 | +0 u1,gh lung6 nights=8 >> @2-6 v2 drip4 false >> +1 same drip4 false | the card of one who lies in the city is used at the station
men_in_the_womens_clinic | 2 | crowd=20-26 span=250 whom=M26-66 | +0 jis gyn4 : kangfu*2 | cards of men pay for the women of the family
"""

rows(CRUDE, _TEXT)
