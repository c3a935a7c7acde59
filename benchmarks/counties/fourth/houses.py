"""The houses of the fourth county: one general hospital, small private houses, care homes, stations, shops."""

from __future__ import annotations

from benchmarks.counties.outside.people import REGION, Provider

_GENERAL = (
    "全科", "内科", "皮肤科",
    "呼吸内科", "心血管内科", "神经内科", "消化内科", "肾内科", "内分泌科", "肿瘤科", "肿瘤日间病房",
    "普通外科", "骨科", "泌尿外科", "妇科", "产科", "儿科", "新生儿科", "眼科", "耳鼻喉科", "口腔科",
    "急诊医学科", "重症医学科", "康复科", "中医科", "体检中心", "日间手术中心",
)  # fmt: skip
_TOWN = ("全科", "内科", "外科", "中医科", "儿科", "康复科")

# key|name|level|private|beds|posting|payment|departments
_HOSPITALS: tuple[tuple[str, str, int, bool, int, str, str, tuple[str, ...]], ...] = (
    ("prov", "省立医院", 3, False, 1800, "exact", "ffs", _GENERAL),
    ("gh", "县人民医院", 2, False, 620, "exact", "drg", _GENERAL),
    ("tcm", "县中医院", 2, False, 300, "weekly", "dip",
     ("内科", "脑病科", "针灸科", "推拿科", "骨伤科", "肛肠科", "治未病中心", "康复科", "急诊医学科")),
    ("mch", "县妇幼保健计划生育服务中心", 2, False, 140, "date_only", "dip",
     ("妇科", "产科", "儿科", "新生儿科", "儿童保健科")),
    ("eye", "明视眼科医院", 2, True, 40, "exact", "ffs", ("眼科",)),
    ("ort", "康桥骨科医院", 2, True, 80, "settlement", "ffs", ("骨科", "康复科", "疼痛科")),
    ("psy", "静安精神病医院", 2, True, 200, "weekly", "per_diem", ("精神科", "老年精神科")),
    ("reh", "阳光康复医院", 2, True, 100, "monday", "ffs", ("康复科", "内科")),
    ("nur1", "夕阳红护理院", 1, True, 120, "discharge", "ffs", ("护理科", "内科")),
    ("nur2", "福寿颐养护理院", 1, True, 90, "weekly", "ffs", ("护理科", "内科")),
    ("onc", "同泽肿瘤医院", 2, True, 70, "date_only", "ffs", ("肿瘤科", "肿瘤日间病房")),
    ("dia1", "清源血液透析中心一部", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("dia2", "清源血液透析中心二部", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("net", "云上互联网医院", 1, True, 0, "exact", "ffs", ("全科", "内科", "皮肤科")),
    ("pvt", "惠民医院", 1, True, 60, "settlement", "ffs", ("内科", "外科", "中医科", "妇科", "康复科")),
    ("t1", "城关镇卫生院", 1, False, 60, "exact", "ffs", _TOWN),
    ("t2", "河湾镇卫生院", 1, False, 45, "discharge", "ffs", _TOWN),
    ("t3", "青山乡卫生院", 1, False, 40, "date_only", "ffs", _TOWN),
    ("t4", "大桥镇中心卫生院", 1, False, 70, "next_morning", "ffs", _TOWN),
    ("t5", "柳沟乡卫生院", 1, False, 35, "weekly", "ffs", _TOWN),
    ("t6", "石塘镇卫生院", 1, False, 45, "monday", "ffs", _TOWN),
    ("com1", "东街社区卫生服务中心", 1, False, 20, "exact", "ffs", _TOWN),
    ("com2", "新华社区卫生服务中心", 1, False, 16, "date_only", "ffs", _TOWN),
)  # fmt: skip

_CLINICS = (  # name, private, departments
    *((f"{v}卫生室", False, ("全科",)) for v in (
        "东坡村", "西坡村", "上官村", "下官村", "黄泥沟村", "杏花村", "大河村", "梨园村", "铁炉村", "白沙村")),
    ("杏林堂中医门诊部", True, ("中医科", "针灸推拿科")), ("和济中医诊所", True, ("中医科",)),
    ("本草国医馆", True, ("中医科", "针灸推拿科")), ("童安儿童门诊部", True, ("儿科", "儿童康复科")),
)  # fmt: skip

_SHOPS = (
    ("康泰大药房总店", "CH0041"), ("康泰大药房北街店", "CH0041"), ("康泰大药房医院店", "CH0041"),
    ("康泰大药房西城店", "CH0041"), ("康泰大药房新区店", "CH0041"), ("国宁药房一店", "CH0042"),
    ("国宁药房二店", "CH0042"), ("国宁药房三店", "CH0042"), ("济生堂药店", ""), ("平安药店", ""),
    ("永春药房", ""), ("宏仁堂", ""), ("百姓缘药店", ""), ("天宝药店", ""), ("利民药房", ""), ("仁心药房", ""),
)  # fmt: skip

INDEX: dict[str, int] = {}
STATIONS = ",".join(f"v{i}" for i in range(10))
TOWNS = "t1,t2,t3,t4,t5,t6,com1,com2"
SHOPS = ",".join(f"p{i}" for i in range(16))


def houses() -> tuple[list[Provider], list[Provider], list[Provider]]:
    """Hospitals, clinics and pharmacies, anew for every county."""
    hospitals = [
        Provider(
            f"H{'370102' if key == 'prov' else REGION}{400 + 3 * i:05d}", name, "hospital", level,
            private, beds, posting, pay, depts, True, own_numbers=key in ("t5", "nur2"),
            chain="CH0049" if key.startswith("dia") else "",
        )
        for i, (key, name, level, private, beds, posting, pay, depts) in enumerate(_HOSPITALS)
    ]  # fmt: skip
    clinics = [
        Provider(
            f"H{REGION}{550 + i:05d}", name, "clinic", 0, private, 0, "exact", "ffs", depts, True
        )
        for i, (name, private, depts) in enumerate(_CLINICS)
    ]
    shops = [
        Provider(
            f"P{REGION}{870 + i:05d}", name, "pharmacy", 0, True, 0, "exact", "ffs", ("药房",), True,
            chain=chain,
        )
        for i, (name, chain) in enumerate(_SHOPS)
    ]  # fmt: skip
    keys = [h[0] for h in _HOSPITALS]
    keys += [f"v{i}" for i in range(10)] + ["c0", "c1", "c2", "kid"]
    keys += [f"p{i}" for i in range(len(_SHOPS))]
    INDEX.clear()
    INDEX.update({k: n for n, k in enumerate(keys)})
    return hospitals, clinics, shops


NEVER_SENT: dict[str, dict[str, tuple[str, ...]]] = {
    # house → table → columns it leaves blank; an empty tuple drops the house's rows altogether
    "prov": {"setl_diag_list_d": (), "fee_list_d": ("acord_dr_code", "rx_drord_no")},
    "tcm": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime", "oprn_oprt_endtime")},
    "mch": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "ort": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime"), "setlinfo_4101": ()},
    "nur1": {"setl_diag_list_d": (), "mdtrt_d": ("medrcdno",)},
    "nur2": {"fee_list_d": ("acord_dr_code",), "mdtrt_d": ("adm_bed", "dscg_bed")},
    "t2": {"setl_diag_list_d": (), "fee_list_d": ("acord_dr_code",)},
    "t3": {"fee_list_d": ("prd_days", "rx_drord_no"), "mdtrt_d": ("dscg_way",)},
    "t6": {"purcinfo_3503": (), "invinfo_3501": ()},
    "v4": {"purcinfo_3503": (), "invinfo_3501": ()},
    "v8": {"fee_list_d": ("prd_days", "rx_drord_no")},
    "c1": {"purcinfo_3503": (), "invinfo_3501": ()},
    "p14": {"purcinfo_3503": (), "invinfo_3501": ()},
    "p15": {"fee_list_d": ("prd_days",)},
}

UNSIGNED = ("gh", "t2", "nur1", "mch", "psy")  # nobody signs bed, nursing and general fees there
