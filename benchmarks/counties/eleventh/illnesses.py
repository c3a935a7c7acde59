"""The courses of the wards: what an illness is called, what is done for it, for how long."""

from __future__ import annotations

from .ways import Course

HTN, DM2, CHD = (
    ("I10.x00", "特发性(原发性)高血压"),
    ("E11.900", "2型糖尿病"),
    ("I25.103", "冠状动脉粥样硬化性心脏病"),
)
DOOR = ("cbc", "urine", "stool", "alt", "ast", "urea", "crea", "k", "na", "glu", "ecg")
NURSE = (("drip", 1), ("saline", 2), ("set", 1))

PNEUMONIA = Course(
    ((("J18.900", "肺炎"), HTN), (("J15.902", "细菌性肺炎"),), (("J18.000", "支气管肺炎"), DM2)),
    (7, 12), (*DOOR, "ct", "crp", "pct", "sputum"),
    (*NURSE, ("ceftri", 2), ("ambro", 2), ("neb", 2), ("budes", 2)), ("cbc", "crp", "sputum_out"),
    (("cefix", 1),), ("n2", 2), "呼吸内科", (40, 88), group=("ES21", "呼吸系统感染/炎症", 0.95), rest=0.9,
)  # fmt: skip
COPD = Course(
    ((("J44.100", "慢性阻塞性肺疾病伴急性加重"), ("J96.100", "慢性呼吸衰竭")), (("J44.100", "慢性阻塞性肺疾病伴急性加重"), CHD)),
    (8, 13), (*DOOR, "ct", "gas", "crp", "lung"),
    (*NURSE, ("doxof", 2), ("ambro", 2), ("neb", 2), ("budes", 2), ("oxygen", 10)), ("gas", "cbc", "sputum_out"),
    (("tiotr", 1),), ("n2", 2), "呼吸内科", (58, 90), group=("ET21", "慢性气道阻塞病", 1.0), rest=0.8,
)  # fmt: skip
HEART = Course(
    ((("I50.900", "心力衰竭"), CHD, HTN), (("I50.900", "心力衰竭"), ("I48.x01", "心房颤动"))),
    (7, 11), (*DOOR, "bnp", "tni", "us_heart", "dr"),
    (("furos", 2), ("iv_push", 1), ("oxygen", 8), ("monitor", 12)), ("bnp", "k", "ecg"),
    (("spiro", 1), ("meto", 1)), ("n2", 3), "心内科", (55, 92), group=("FR21", "心力衰竭、休克", 1.1), rest=0.6,
)  # fmt: skip
DIABETES = Course(
    ((("E11.900", "2型糖尿病"), HTN), (("E11.400", "2型糖尿病伴神经并发症"),), (("E11.200", "2型糖尿病伴肾并发症"), HTN)),
    (6, 10), (*DOOR, "hba1c", "lipid", "tg", "microalb", "fundus", "us_neck"),
    (("glu_bed", 4), ("asp_ins", 0.1), ("metf", 0.1)), ("urine", "k"),
    (("glarg", 1), ("metf", 1)), ("n2", 0), "内分泌科", (35, 80), group=("KS11", "糖尿病", 0.8),
)  # fmt: skip
STROKE = Course(
    ((("I63.900", "脑梗死"), HTN), (("I63.900", "脑梗死"), DM2)),
    (9, 14), (*DOOR, "ct", "mri", "us_neck", "pt", "lipid"),
    (*NURSE, ("edara", 2), ("aspirin", 0.034), ("atorva", 0.036)), ("ecg", "pt"),
    (("clopi", 1), ("atorva", 1)), ("n2", 3), "神经内科", (50, 88), group=("BR21", "脑缺血性疾患", 1.15), rest=0.9,
)  # fmt: skip
DIZZY = Course(
    ((("G45.004", "椎基底动脉供血不足"), HTN), (("I67.800", "慢性脑供血不足"), HTN)),
    (7, 10), (*DOOR, "ct", "us_neck", "lipid"), (*NURSE, ("gastro_inj", 2)), ("ecg",), (("betah", 1),),
    ("n2", 0), "脑病科", (48, 82), group=("BX21", "其他神经系统疾患", 0.75),
)  # fmt: skip
DISC = Course(
    ((("M51.202", "腰椎间盘突出"),), (("M51.101", "腰椎间盘突出伴坐骨神经痛"),), (("M48.001", "腰椎管狭窄"),)),
    (8, 13), (*DOOR, "mri"), (("e_needle", 1), ("moxa", 1), ("hot_pack", 1)), ("alt", "crea"), (("celec", 1),),
    ("n2", 0), "针灸推拿科", (30, 75), group=("IU21", "颈腰背疾患", 0.7), by=(("tuina_waist", 1), ("midfreq", 1)),
)  # fmt: skip
REHAB = Course(
    ((("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")), (("I69.100", "脑出血后遗症"), ("G81.900", "偏瘫"), HTN)),
    (18, 28), (*DOOR, "rehab_eval"), (("amlod", 0.036), ("aspirin", 0.033)), ("k", "cbc", "ecg"), (),
    ("n2", 0), "康复医学科", (42, 84), group=("BX23", "神经系统后遗症康复", 1.3),
    by=(("motion", 1), ("hemi", 1), ("ot", 1), ("lowfreq", 1)),
)  # fmt: skip
BONE = Course(
    ((("S72.000", "股骨颈骨折术后康复"), ("Z50.100", "康复治疗")), (("M17.900", "膝关节病"), ("Z96.600", "膝关节置换术后状态"))),
    (14, 21), (*DOOR, "rehab_eval", "dr"), (("celec", 0.2),), ("cbc", "ddimer"), (), ("n2", 0), "康复医学科",
    (55, 86), group=("IZ21", "骨骼肌肉康复", 1.0), by=(("motion", 1), ("joint", 1), ("wax", 1)),
)  # fmt: skip
OLD = Course(
    ((("I69.300", "脑梗死后遗症"), HTN, ("F03.x00", "痴呆")), (("F03.x00", "痴呆"), DM2), (("I69.300", "脑梗死后遗症"), ("L89.100", "压疮"))),
    (40, 62), (*DOOR,), (("amlod", 0.036), ("mouth2", 1)), ("cbc", "k", "glu_bed", "enema", "dress_s"), (),
    ("n2", 0), "老年科", (70, 95), kind="2105",
)  # fmt: skip
OLD_ILL = Course(
    ((("J18.900", "肺炎"), ("F03.x00", "痴呆")), (("J42.x00", "慢性支气管炎"), ("I50.900", "心力衰竭")), (("N39.000", "泌尿系感染"), DM2, ("I69.300", "脑梗死后遗症"))),
    (10, 18), (*DOOR, "crp", "dr"), (*NURSE, ("ceftri", 2), ("ambro", 2), ("neb", 2)), ("cbc", "k", "sputum_out"), (),
    ("n2", 2), "老年科", (68, 94), rest=0.7,
)  # fmt: skip
MIND = Course(
    ((("F20.900", "精神分裂症"),), (("F31.900", "双相情感障碍"),), (("F20.500", "残留型精神分裂症"), HTN)),
    (55, 85), (*DOOR, "scale"), (("antips", 1), ("work_rec", 1), ("olanz", 0.07)), ("alt", "cbc", "ecg", "psycho", "scale"), (),
    ("n2", 0), "精神科", (22, 68), kind="2105",
)  # fmt: skip
LOW = Course(
    ((("F32.900", "抑郁发作"),), (("F33.900", "复发性抑郁障碍"), ("F51.000", "非器质性失眠症")), (("F41.100", "广泛性焦虑障碍"),)),
    (12, 24), (*DOOR, "tsh", "scale"), (("escit", 0.04), ("loraz", 0.1)), ("psycho", "music", "ecg", "alt"), (("escit", 1),),
    ("n2", 1), "心身科", (18, 66),
)  # fmt: skip
LAST_DAYS = Course(
    ((("C34.900", "肺恶性肿瘤"), ("R52.100", "癌性疼痛")), (("C16.900", "胃恶性肿瘤"), ("R64.x00", "恶病质")), (("C22.000", "肝细胞癌"), ("R18.x00", "腹水"))),
    (7, 24), ("cbc", "alt", "crea", "k", "pain"), (("morph", 0.2), ("mouth2", 1), ("oxygen", 8), ("lactu", 0.1)), ("enema", "pain", "cbc", "dress_m"), (),
    ("n1", 0), "安宁疗护科", (50, 90),
)  # fmt: skip
CHEMO = Course(
    ((("Z51.102", "恶性肿瘤化学治疗"), ("C34.900", "肺恶性肿瘤")), (("Z51.102", "恶性肿瘤化学治疗"), ("C50.900", "乳房恶性肿瘤"))),
    (2, 4), ("cbc", "alt", "ast", "crea", "k", "ecg", "cea"), (("chemo_pump", 2), ("drip", 1), ("ondan", 1), ("saline", 3)), ("flush",),
    (), ("n2", 1), "肿瘤内科", (40, 74), group=("RE11", "恶性增生性疾患的化学治疗", 0.65),
)  # fmt: skip
GUT = Course(
    ((("A09.000", "感染性腹泻"), ("E86.x00", "脱水")), (("K52.900", "急性胃肠炎"), ("E87.600", "低钾血症"))),
    (4, 6), (*DOOR, "crp"), (*NURSE, ("glucose", 2), ("kcl", 2), ("pants", 1)), ("k", "stool"), (("bifid", 1),),
    ("n2", 1), "消化内科", (20, 80), group=("GU21", "消化系统炎症", 0.6),
)  # fmt: skip
BLEED = Course(
    ((("K25.400", "胃溃疡伴出血"),), (("K26.400", "十二指肠溃疡伴出血"), HTN)),
    (6, 9), (*DOOR, "blood_type", "gastro", "pt"), (*NURSE, ("pants", 2), ("glucose", 2), ("rabep", 0.07)), ("cbc", "stool"), (("rabep", 1),),
    ("n2", 2), "消化内科", (30, 82), group=("GS11", "消化道出血", 0.9), rest=0.6,
)  # fmt: skip
PERTHES = Course(
    ((("S82.600", "外踝骨折"),), (("S52.500", "桡骨远端骨折"),), (("S22.300", "肋骨骨折"),)),
    (6, 11), (*DOOR, "dr", "ct"), (("diclo", 0.1), ("hot_pack", 1)), ("dr",), (("flupi", 1),), ("n2", 1), "骨伤科", (25, 82),
    group=("IS21", "骨折保守治疗", 0.6),
)  # fmt: skip
