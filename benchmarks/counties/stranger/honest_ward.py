"""Honest bills that look like the schemes of the ward: one row a kind, with why it is right."""

from __future__ import annotations

from .cases import HONEST, Case, rows

_WARD = (
    # --- psychiatry, rehabilitation ---
    Case("shock_and_a_later_tracing", 6, "After convulsive treatment he complains of palpitations in the afternoon: an ECG of its own.", "psy2,psy", "depress", "psy_mect@3,6,9T9 propofol@3,6,9T9 ecg@6T15"),
    Case("two_scales_on_admission", 6, "Depression and anxiety are measured by two questionnaires on admission and before discharge.", "psy2,psy", "depress", "psy_scale@1T11 psy_scale@-2T10"),
    Case("talks_every_third_day", 6, "Psychotherapy twice a week for depression, as the guideline asks.", "psy2,psy", "depress", "psy_talk@*3T16^ex"),
    Case("assessed_by_the_fortnight", 7, "康复综合评定 on days 1, 15 and 29: three times, a fortnight apart.", "reh,reh2", "rstroke", "rehab_full@15T10^ex rehab_full@29T11^ex", nights=(30, 34)),
    Case("moved_early_after_the_tube", 6, "Out of the ventilator on day five he is sat up and exercised: early mobilisation of an awake patient.", "pr2,big,cty", "sepsis", "exercise@6T10 bed_train@6T15", nights=(8, 10)),
    Case("speech_and_swallowing_too", 7, "Hemiplegia with aphasia and dysphagia: limbs, speech and swallowing are trained, one hour each.", "reh,reh2", "rstroke", "swallow@wT11^ex speech@wT16^ex", diags="I69.300 脑梗死后遗症;G81.900 偏瘫;R47.000 失语;R13.x00 吞咽困难"),
    Case("cold_machine_after_knee", 6, "Cold therapy with a machine for three days after the knee.", "pr2,big", "menis", "cold_pack@1-3T10"),
    Case("weeks_of_training_posted_late", 6, "A fortnight of daily training booked once a week: six of a kind on one day are six days.", "tcm", "rstroke", ""),
    # --- blood purification ---
    Case("crrt_stopped_then_dialysis", 6, "CRRT ends on the third morning; the first ordinary dialysis is on the fifth day.", "pr2,big,cty", "sepsis", "crrt*24@0-1T9 hd@4,6T10", diags="A41.900 脓毒症;N17.900 急性肾衰竭;J96.000 急性呼吸衰竭;J18.900 肺炎", nights=(8, 10)),
    Case("perfusion_once_a_month", 6, "Perfusion in place of a dialysis once a month, for the itch.", "dia,big", "hd", "hp@0 dialyser@0", (1, 1), (2, 3), (28, 30), bare=True),
    Case("monitored_because_he_fell_low", 7, "Blood pressure falls in every session: blood-volume monitoring in these sessions only.", "dia,pr2", "hd", "hd_mon@0", (1, 1), (1, 2), (9, 20), diags="N18.500 慢性肾脏病5期;Z49.101 血液透析;I95.300 血液透析低血压"),
    Case("fourth_session_for_fluid", 6, "Lung oedema: four sessions within eight days, then thrice a week again.", "dia,big", "hd", "", (1, 1), (4, 4), (2, 2), diags="N18.500 慢性肾脏病5期;J81.x00 肺水肿"),
    Case("four_bags_a_day", 6, "Peritoneal dialysis: four changes a day, four bags.", "big,cty,pr2", "uti", "pd_change*4@*T9 pd_fluid*4@*T9", diags="N18.500 慢性肾脏病5期;N39.000 泌尿道感染", dept="肾内科"),
    Case("dialysed_during_pneumonia", 6, "A dialysis patient lies with pneumonia and is dialysed on the ward.", "big,pr2,cty", "pneu", "hd@1,3,5T13 dialyser@1,3,5T13", diags="J18.900 肺炎;N18.500 慢性肾脏病5期"),
    # --- eyes ---
    Case("both_lenses_in_one_stay", 7, "Both eyes in one stay, two days apart: two operations, two lenses.", "eye,big", "cataract", "an_local@3T9 op_cataract@3T9 lens@3T9", nights=(4, 4), ops="13.4100 白内障超声乳化抽吸术@1T9+25:loc;13.4100 白内障超声乳化抽吸术@3T9+25:loc"),
    Case("lens_by_day_surgery", 6, "Day surgery: in at eight, home next morning.", "eye,cty", "cataract", "", med_type="28", nights=(1, 1)),
    Case("field_of_glaucoma_by_the_quarter", 6, "Glaucoma: OCT of the nerve every three months.", "eye,big", "glauc", "", (1, 1), (3, 4), (85, 95)),
    Case("three_loading_injections", 7, "Macular degeneration: three monthly injections, the schedule of the label.", "eye,big", "amd", "", (1, 1), (3, 3), (28, 32), med_type="14"),
    Case("both_eyes_injected", 5, "Both eyes are wet: two injections, two vials in one session.", "eye,big", "amd", "vitreous_inj ranibizumab", med_type="14"),
    Case("photographs_of_high_myopia", 6, "Minus eleven dioptres: fundus photograph and OCT at the visit, the retina is thin.", "eye,big", "eyeo", "fundus_photo fundus_oct", diags="H44.200 退行性近视;H52.100 近视"),
    # --- teeth ---
    Case("two_impacted_teeth", 6, "Two wisdom teeth of one side in one sitting.", "den,big", "wisdom", "tooth_hard"),
    Case("gums_in_two_sittings", 6, "Periodontitis: fourteen teeth today, fourteen next week.", "den,c7,big", "perio", "visit dent_deep*14", (1, 1), (2, 2), (7, 10), bare=True),
    Case("child_with_many_holes", 6, "Rampant caries: four fillings in two visits.", "den,c7", "caries", "dent_fill", (1, 1), (2, 2), (7, 14), whom="*6-12"),
    # --- Chinese medicine ---
    Case("neck_and_back_both_ill", 7, "Cervical and lumbar disease: each kneaded for its own diagnosis.", "tcm,c8", "necko", "tuina_neck^ex tuina^ex", drop="moxa", diags="M47.800 颈椎病;M51.202 腰椎间盘突出"),
    Case("ten_needles_in_a_fortnight", 7, "A course of ten sittings of acupuncture.", "tcm,c8,com", "necko", "", (1, 1), (8, 10), (1, 2)),
    Case("needle_moxa_cup_one_sitting", 6, "Needle, moxa and cups in one sitting for one back: three techniques as ordered.", "tcm,c8", "backo", "moxa^ex cupping^ex", drop="tuina", diags="M54.500 腰痛", dept="针灸科"),
    Case("month_of_herbs_for_the_far_village", 6, "Thirty doses for a patient from the mountains, uncooked.", "tcm,c8,com", "herbal", "dangshen*450 baizhu*300 fuling*450 gancao*150 chaihu*300", drop="dangshen baizhu fuling chenpi gancao chaihu decoct"),
    Case("fortnight_cooked", 6, "Fourteen doses, fourteen cooked.", "tcm,c8", "herbal", "dangshen*210 baizhu*140 fuling*210 gancao*70 decoct*14", drop="dangshen baizhu fuling chenpi gancao chaihu decoct"),
    Case("aconite_in_the_soup", 6, "Processed aconite fifteen grams a dose for cold limbs, cooked first, in a formula.", "tcm,c8", "herbal", "fuzi*105", diags="R68.800 畏寒肢冷"),
    # --- intensive care ---
    Case("ten_hours_tube_then_high_flow", 7, "Day six: ten hours of ventilator, extubated, fourteen of high flow.", "pr2,big", "sepsis", "vent*10@5T9 hosp_oxy_hf*14@5T20", nights=(8, 10)),
    Case("from_intensive_care_to_ward", 7, "Nine hours of intensive care on the day he leaves it; from noon a ward bed and second-degree nursing.", "pr2,big", "sepsis", "bed_icu@0-2T9 icu_care*24@0-2T9 icu_care*9@3T9 visit_in@*T9 bed@3-9T12 nurse2@3-9T12 vent*24@0-1T9 mero*3@*T9 ns*3@*T9 infusion@*T9 ecg_mon*24@0-2T9", nights=(7, 9), bare=True),
    Case("brought_back_twice_that_night", 6, "Two arrests in one night, before and after midnight: a resuscitation for each day; he dies.", "pr2,big,cty", "chf", "rescue_big@0T22:40 rescue_big@1T3:05 tropi@0", nights=(2, 2), way="5", diags="I46.900 心脏停搏;I50.900 心力衰竭;I21.900 急性心肌梗死"),
    Case("gases_every_four_hours", 7, "Six blood gases a day on the first days of the ventilator.", "pr2,big,cty", "sepsis", "blood_gas*4@0-1T10"),
    Case("intensive_care_of_the_emergency_room", 7, "急诊ICU: intensive care is charged in the emergency department, which has six such beds.", "big,cty", "sepsis", "", dept="急诊科", nights=(6, 7)),
    Case("stroke_unit", 6, "卒中单元: intensive care for the first two days of a stroke on the neurological ward.", "big,cty", "stroke", "icu_care*24@0-1T9 ecg_mon*24@0-1T9 nurse2@2-13T9", drop="nurse2"),
    Case("special_nursing_then_first", 6, "特级护理 for two days after the operation, first-degree after that.", "big,pr2", "fusion", "nurse1@0-2T9 nurse_special@3-4T9 nurse1@5-12T9", drop="nurse1", nights=(10, 13)),
    # --- blood ---
    Case("bled_and_got_six_units", 7, "Six units, plasma and platelets for a bleeding ulcer: grouped, matched, given.", "big,pr2,cty", "gibleed", "xmatch@0T21 rbc_unit*4@0T22 transfuse@0T22 plasma*4@0T23 transfuse@0T23"),
    Case("blood_every_four_weeks", 6, "Thalassaemia: two units every four weeks, a stay of a night.", "big,cty", "gibleed", "bed@*T9 visit_in@*T9 nurse2@*T9 cbc@0 xmatch@0T10 rbc_unit*2@0T14 transfuse@0T14", (1, 1), (4, 6), (25, 29), nights=(1, 2), bare=True, diags="D56.100 β地中海贫血", dept="血液科", whom="*14-40"),
    Case("platelets_without_match", 6, "Platelets of the same group need no cross-match.", "big,onc", "leuk", "platelet@8T14 transfuse@8T14"),
    Case("blood_before_the_match", 5, "Torn spleen: two units of O uncrossed at once, the match follows an hour later.", "big,cty,pr2", "gibleed", "rbc_unit*2@0T12:05 transfuse@0T12:05 xmatch@0T13:30", diags="S36.000 脾破裂;D62.x00 急性失血后贫血", dept="普外科", drop="gastroscopy ppi_iv"),
    # --- imaging ---
    Case("head_plain_belly_contrast", 7, "Fallen from a roof: plain CT of the head, contrast of the belly, one session, two parts.", "big,pr2,cty", "wound", "ct@0T15:20 ct_e@0T15:30", diags="S06.000 脑震荡;S36.000 脾挫伤", dept="普外科"),
    Case("vessels_two_days_later", 6, "Plain MR shows the stroke; two days later MRA looks for the cause.", "big,pr2,cty", "stroke", "mra@3T10"),
    Case("bedside_at_night_room_later", 6, "Ultrasound at the bed on the bad night, in the department three days later.", "big,pr2", "chf", "us_bed@0T21 us@3T10"),
    Case("looked_again_after_the_tap", 6, "Guided tap of the chest; next day an ultrasound looks for what is left.", "big,pr2", "pneu", "thora_punct@2T10 us_guide@2T10 us@3T10", diags="J18.900 肺炎;J90.x00 胸腔积液"),
    Case("two_views_two_films", 6, "Hand in two planes, two films.", "t1,com,big", "injury", "dr_film*2"),
    Case("pelvis_and_both_knees", 6, "Fall from a bicycle: three exposures of three parts.", "big,pr2,t1", "injury", "dr*2 dr_film*3", diags="S80.000 膝部挫伤;S30.000 骨盆挫伤"),
    Case("coin_watched_then_filmed", 5, "A swallowed coin is looked for with fluoroscopy; in the afternoon a film shows where it went.", "big,cty", "child", "fluoro@0T9 dr@0T15", whom="*2-8", diags="T18.900 消化道异物", drop="child_cold cbc"),
    # --- laboratory ---
    Case("peptide_again_before_leaving", 6, "NT-proBNP on admission and before discharge: did the water go?", "big,pr2,cty", "chf", "bnp@-1T7"),
    Case("count_twice_a_day_in_leukaemia", 6, "Blood count morning and evening while the marrow is empty.", "big,onc", "leuk", "cbc@4-8T18"),
    Case("markers_before_the_lung", 6, "Tumour markers before the operation of a lung cancer: what they are for.", "big,onc", "lungca", "cea@0 nse@0 ca125@0"),
    Case("syphilis_found_and_titred", 6, "The treponemal test is positive, so the titre is measured too.", "big,cty,mat", "cs", "trust@1T8", diags="O82.000 选择性剖宫产;Z37.000 单一活产;A53.900 梅毒"),
    Case("hepatitis_under_treatment", 6, "Chronic hepatitis B: surface antigen and e antigen are followed within the stay of three weeks.", "big,cty", "gastritis", "hbsag@0 hbeag@0 hbsag@12T7 hbeag@12T7", diags="B18.100 慢性乙型病毒性肝炎;K74.600 肝硬化", nights=(16, 20), drop="gastroscopy biopsy_g path_endo"),
    Case("prostate_marker_after_cancer", 6, "PSA every month after prostate cancer: that is how it is watched.", "big,cty", "cold", "visit psa", (1, 1), (4, 6), (28, 33), bare=True, diags="C61.x00 前列腺恶性肿瘤", whom="M60-82", med_type="14"),
    # --- operations, anaesthesia, wounds ---
    Case("depth_under_general", 7, "Depth of anaesthesia is monitored under general anaesthesia.", "pr2,big,cty", "gall", "an_depth@1T9"),
    Case("recovery_and_next_days_phlegm", 6, "恢复室 on the day; on the third day pneumonia of the bedridden wants suction.", "pr2,big", "gall", "an_pacu@1T11 suction*3@3T9", nights=(6, 8), diags="K80.100 胆囊结石伴慢性胆囊炎;J95.800 手术后肺炎"),
    Case("pump_against_pain", 6, "术后镇痛 with a pump after a fusion of the spine.", "pr2,big", "fusion", "an_pump@2T12"),
    Case("block_with_general", 6, "复合麻醉: a nerve block beside general anaesthesia, for the pain afterwards.", "pr2,big,cty", "menis", "an_gen@1T9 an_block@1T9 an_mon*2@1T9 propofol*2@1T9", drop="$spi", ops="80.6x00 关节镜半月板切除术@1T9+80:gen"),
    Case("huge_dressing_of_a_bedsore", 7, "A sacral sore to the bone: the largest dressing every second day.", "pr2,big,t1,nur", "wound", "dress_xl@*2T10", diags="L89.300 压疮IV期;G82.200 截瘫", nights=(14, 20), drop="op_suture an_local dr dressing", ops="", whom="*50-80"),
    Case("flap_for_a_torn_hand", 6, "Skin torn off the hand: the flap is in the operation list, the theatre and the anaesthesia are charged.", "pr2,big,cty", "wound", "op_flap@1T9 $gen", diags="S61.900 手皮肤撕脱伤", nights=(8, 12), drop="op_suture an_local", ops="86.7400 带蒂皮瓣移植术@1T9+120:gen"),
    Case("lump_of_the_other_breast", 6, "Cancer on the right, a harmless lump on the left taken in the same sleep, half price.", "pr2,big", "breastca", "op_lump@2T9^p:210", diags="C50.900 右乳腺恶性肿瘤;D24.x00 左乳腺良性肿瘤", ops="85.4300 右乳腺改良根治术@2T9+130:gen;85.2100 左乳腺肿物切除术@2T11+30:gen"),
    Case("another_level_decompressed", 6, "Fused at L4/5, narrowed canal opened at L2/3: another level, both in the list.", "pr2,big", "fusion", "op_decomp@2T9^p:750", diags="M51.202 腰椎间盘突出;M48.005 腰椎管狭窄", ops="81.0800 腰4/5后路融合术@2T9+170:gen;03.0900 腰2/3椎管减压术@2T11+50:gen"),
    Case("drained_days_before_the_lobe", 6, "The lung collapsed first: a drain on the day of admission, the lobe three days later.", "big,onc", "lungca", "op_tube@0T17", diags="C34.900 肺恶性肿瘤;J93.100 自发性气胸", ops="34.0401 胸腔闭式引流术@0T17+30:loc;32.4100 胸腔镜肺叶切除术@3T9+180:gen"),
    Case("catheter_the_day_before", 6, "He could not pass water on admission; the instillation is next day.", "pr2,big,cty", "bladder", "catheter@0T17", diags="Z51.103 肿瘤化学治疗;C67.900 膀胱恶性肿瘤;R33.x00 尿潴留"),
    Case("fed_by_tube_after_the_wash", 6, "Washed out on admission; two days later a feeding tube, because he sleeps on.", "pr2,big", "poison", "lavage_tube@2T9", nights=(4, 6), diags="T42.400 苯二氮䓬类中毒;R40.200 昏迷"),
    Case("operated_again_for_pus", 6, "A spinal for the hernia, a general anaesthetic five days later for the abscess.", "pr2,big", "hernia", "an_gen@6T9 an_mon@6T9 propofol*2@6T9 op_debride@6T9", nights=(9, 12), diags="K40.900 单侧腹股沟疝;T81.400 手术后切口感染", ops="53.0200 单侧腹股沟疝修补术@1T9+60:spi;86.2200 切口清创术@6T9+40:gen"),
    Case("holter_after_the_monitor", 6, "The monitor comes off on the third day; the Holter goes on after it.", "pr2,big,cty", "chf", "ecg_dyn@4T10", nights=(7, 9)),
    Case("first_degree_then_second", 6, "First-degree nursing for three days, second-degree after that.", "pri,pr2,t1,cty", "bronch", "nurse1@0-2T9 nurse2@3-8T9", drop="nurse2", nights=(7, 9)),
    Case("infusions_in_three_groups", 6, "Antibiotic twice and electrolytes once: three bottles hung, three infusions.", "cty,t5,pr2,big", "pancr", "infusion*2@*T15 levoflox@*T15"),
    Case("glucose_strip_and_tube", 6, "Bedside glucose four times, a tube glucose every other morning: two questions.", "cty,big,pri", "dm", "glucose@2,4T6"),
    Case("weekly_chemistry_of_a_long_stay", 6, "Every week the drug's blood tests in a long psychiatric stay.", "psy,psy2", "schizo", "cbc@7T7 alt@7T7 cbc@14T7 alt@14T7 cbc@21T7"),
    Case("weekly_paclitaxel", 6, "Chemotherapy by the week: a night each, six times, the same bill.", "big,onc,cty", "chemo", "docetaxel*2@1T10", (1, 1), (5, 7), (5, 6), nights=(1, 2), drop="pemetrexed carboplatin", dept="肿瘤科"),
    Case("planned_anew_when_it_shrank", 5, "After three weeks the tumour is half the size: a new plan.", "onc", "radio", "plan_tps@15T10"),
    Case("four_chests_in_a_year", 6, "COPD: four admissions, two months and more apart, each an exacerbation.", "cty,big,pri,t5", "copd", "", (1, 1), (4, 4), (62, 75), dept="呼吸内科", whom="*62-85"),
    Case("ascites_tapped_every_month", 6, "Cirrhosis: the belly fills, is tapped for two days every month.", "cty,big", "gastritis", "albumin*2@1T10^keep para_punct@0T15", (1, 1), (4, 6), (26, 34), nights=(2, 3), diags="K74.600 肝硬化;R18.x00 腹水", drop="gastroscopy biopsy_g path_endo"),
    Case("joint_trained_after_each_knee", 5, "Left knee in spring, right in autumn: two stays of rehabilitation.", "reh,reh2", "rknee", "", (1, 1), (2, 2), (90, 120)),
    Case("bed_and_nursing_unsigned", 6, "Bed and nursing carry no doctor: the ward's clerk charges them.", "t5,cty", "bronch", "", dept="内科"),
)  # fmt: skip

rows(HONEST, _WARD)
