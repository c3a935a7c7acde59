"""Crude schemes of the fifth county that rows can tell, as exposure notices and bulletins publish them."""

from __future__ import annotations

from benchmarks.counties.fourth.cases import rows

from .cases import CRUDE

# how to read a row: benchmarks/counties/fourth/cases.py
_BILLS = """
ptca_beside_the_stent|1|crowd=46 span=320|+0 u3 pci : !ptca@1T9|cardiology bills the balloon dilatation beside the stenting that contains it
synovium_with_every_knee|1|crowd=36 span=320|+0 u3 jointk : !op_synov@2T9 !op_joint_free@2T9|orthopaedics bills synovectomy and joint release with each knee replacement
tube_and_sleep_beside_narcosis|1|crowd=42 span=320|+0 u3 gall4 : !an_intub@1T9 !an_basic@1T9|anaesthesia bills intubation and a basic anaesthesia beside the general one
special_nursing_in_intensive_care|1|crowd=18 span=320|+0 u3 icu5 : !nurse_special@*T9 !ecg_mon*24@*T9|intensive care is billed by the hour, and special nursing and monitoring again
rinsing_by_the_hour|1|crowd=24 span=320|+0 u3 turp5 : !bladder_wash*24/1@2-3T9|irrigation of the bladder is a price a day and was billed by the hour
solids_for_every_chest_film|1|crowd=130 span=320|+0 u3 cough5 drop=dr : ct !ct_3d|reconstruction billed with each plain scan of a cough, none made
count_in_four_pieces|1|crowd=380 span=330|+0 t2 cold4 : !hgb !wbc !plt|the town laboratory bills the parts of a blood count beside the count
stay_for_a_checkup|1|crowd=28 span=25 whom=*58-84|+0 t2 old5 bare nights=2-3 diags=I10.x00_高血压 : bed@*T9 visit_in@*T9 nurse3@*T9 cbc@0 urine@0 alt@0 crea@0 glucose@0 chol@0 tg@0 ecg@0 dr@0 us@1T9 us_neck@1T9 afp@1T7 cea@1T7|a village is examined in beds, three nights each, nobody treated
cold_in_bed|1|crowd=64 span=330 whom=*8-75|+0 t2 coldin|a town house takes colds in for a week of drips
price_of_its_own|1|crowd=46 span=320|+0 jis tb drop=infusion+nurse2 : !infusion/0.64@*T9^p:14 !nurse2/0.66@*T9^p:21|drips and nursing billed above the list that binds the house
markers_for_a_backache|1|crowd=50 span=320|+0 jis back5 : !afp@0 !cea@0 !ca199@0 !ca125@0 !nse@0 !cytokine@0|backs have tumour markers and cytokines drawn at the door
stroke_injections_for_a_back|1|crowd=34 span=320|+0 jis back5 : !xingnao*2@*T9 !shuxue*2@*T9 gs*2@*T9 infusion@*T9|injections limited to stroke and to bigger hospitals for sore backs of a small one
training_twice_named|1|crowd=24 span=280|+0 reh1 hemi5 : !exercise@wT9^ex !balance@wT10^ex|the training of the paralysed side is billed again as exercise and balance
watched_dialysis|1|crowd=10 span=30 again=70 gap=2-3|+0 dia1 hd4 med=14 hours=4 : !hd_mon@0|monitoring, part of each session, is billed beside it
epo_from_an_empty_store|1|crowd=8 span=30 again=50 gap=2-4|+0 dia1 hd4 med=14 hours=4 unbought : !epo*2@0|three doses billed, one given, one bought
vials_on_paper|1|crowd=20 span=200 again=4 gap=20-22|+0 onc imm4 unbought : !sintil@0T11|a third vial of the antibody is written up that was never bought
lens_of_the_cheap_kind|1|crowd=36 span=320|+0 eye cat4 drop=lens unbought : !lens~lens_plain@1T9|hard lenses put in, folding ones billed
implants_as_root_canals|1|crowd=40 span=300 again=1-2 gap=8-30|+0 den pulp5 bare : visit dent_film canal_prep*4 canal_fill*4 pulp_out*4 articaine*2|implants are paid by the fund under the name of root canals
needles_by_the_point|1|crowd=56 span=240 again=8 gap=2-4|+0 c0 needle5 drop=acup : !acup*5/1^ex|needling is a price a session and was billed by the point
talks_for_the_whole_ward|1|crowd=22 span=250|+0 psy2 schiz5 : !psy_talk@*T15 !psy_behave@*T15|psychotherapy and behaviour training billed daily for whoever lies there
asylum_in_instalments|1|crowd=10 span=40 again=8 gap=1-3|+0 psy2 schiz5 nights=27-29|people who need a home are discharged and taken in again month by month
tummy_training_after_birth|1|crowd=56 span=320|+0 mat cs4 : !low_freq*2@*T15 !mid_freq@*T15 !us_wave@*T15|figure training sold to mothers is billed as electrotherapy
"""

_STAYS = """
halves_of_a_stay|1|crowd=20 span=300|+0 u2 hf nights=8-10 >> +0-1 u2 hf nights=6-8 false|the group is paid twice: discharged on paper and taken in again next day
stay_in_three_parts|1|crowd=12 span=200|+0 tcm stroker nights=13-14 >> +0-1 tcm stroker nights=13-14 false >> +0-1 tcm stroker nights=12-14 false|a long treatment is cut by the fortnight
every_chest_a_sepsis|1|crowd=28 span=320|+0 u2 cap up=ER1,ER11,2.4,A41.900_脓毒症|common pneumonia goes to the summary as sepsis, nothing of it on the bill
crash_paid_by_the_fund|1|crowd=12 span=320|+0 hea tibia nights=9-13 ops=- diags=S82.200_胫骨干骨折;V43.500_小汽车驾驶员在与小汽车碰撞中的损伤|the other driver's insurer owes it; the house writes it to the fund
"""

rows(CRUDE, _BILLS)
rows(CRUDE, _STAYS)
