"""The houses of the fifth county: three big hospitals, a county's own, private ones, towns, stations, shops."""

from __future__ import annotations

from benchmarks.counties.outside.people import REGION, Provider

_BIG = (
    "全科", "呼吸内科", "心血管内科", "神经内科", "消化内科", "肾内科", "内分泌科", "血液内科", "肿瘤科", "肿瘤日间病房",
    "普通外科", "骨科", "泌尿外科", "神经外科", "妇科", "产科", "儿科", "新生儿科", "眼科", "耳鼻喉科", "口腔科",
    "急诊医学科", "重症医学科", "康复科", "疼痛科", "体检中心", "日间手术中心",
)  # fmt: skip
_TOWN = ("全科", "内科", "外科", "中医科", "儿科", "康复科")

# key|name|level|private|beds|posting|payment|departments
_HOSPITALS: tuple[tuple[str, str, int, bool, int, str, str, tuple[str, ...]], ...] = (
    ("u1", "省立第一医院", 3, False, 2200, "exact", "drg", _BIG),
    ("u2", "市中心医院", 3, False, 1100, "date_only", "drg", _BIG),
    ("u3", "市第二人民医院", 3, False, 700, "exact", "ffs", _BIG),
    ("gh", "县人民医院", 2, False, 560, "exact", "drg", _BIG),
    ("tcm", "县中医医院", 2, False, 260, "weekly", "dip",
     ("内科", "脑病科", "针灸科", "推拿科", "骨伤科", "肛肠科", "康复科", "急诊医学科")),
    ("mch", "县妇幼保健院", 2, False, 150, "date_only", "dip",
     ("妇科", "产科", "儿科", "新生儿科", "儿童保健科")),
    ("psy1", "县精神卫生中心", 2, False, 220, "weekly", "per_diem", ("精神科", "老年精神科")),
    ("psy2", "康宁精神病医院", 2, True, 120, "discharge", "ffs", ("精神科", "老年精神科")),
    ("mat", "爱婴妇产医院", 2, True, 60, "date_only", "ffs", ("妇科", "产科", "新生儿科")),
    ("hea", "同心医院", 1, True, 80, "settlement", "ffs", ("内科", "外科", "中医科", "妇科", "康复科", "骨科")),
    ("jis", "济世医院", 1, True, 60, "exact", "ffs", ("内科", "外科", "中医科", "康复科", "疼痛科")),
    ("ort", "博爱骨科医院", 2, True, 90, "settlement", "ffs", ("骨科", "康复科", "疼痛科")),
    ("eye", "光明眼科医院", 2, True, 40, "exact", "ffs", ("眼科",)),
    ("onc", "康复来肿瘤医院", 2, True, 70, "date_only", "ffs", ("肿瘤科", "肿瘤日间病房")),
    ("dia1", "仁济血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("dia2", "惠民血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("reh1", "健行康复医院", 2, True, 90, "exact", "ffs", ("康复科", "内科")),
    ("reh2", "市康复医院", 2, False, 160, "monday", "ffs", ("康复科", "内科")),
    ("nur", "松鹤护理院", 1, True, 130, "discharge", "ffs", ("护理科", "内科")),
    ("t1", "城关镇中心卫生院", 1, False, 80, "next_morning", "ffs", _TOWN),
    ("t2", "马家集镇卫生院", 1, False, 40, "exact", "ffs", _TOWN),
    ("t3", "清河镇卫生院", 1, False, 50, "discharge", "ffs", _TOWN),
    ("t4", "石桥乡卫生院", 1, False, 35, "exact", "ffs", _TOWN),
    ("com1", "建设路社区卫生服务中心", 1, False, 20, "date_only", "ffs", _TOWN),
)  # fmt: skip

_CLINICS = (  # name, private, departments
    ("前王村卫生室", False, ("全科",)), ("后王村卫生室", False, ("全科",)), ("小营村卫生室", False, ("全科",)),
    ("柳树村卫生室", False, ("全科",)),
    ("岐黄中医诊所", True, ("中医科", "针灸推拿科")), ("仁爱中医诊所", True, ("中医科", "针灸推拿科")),
    ("美牙口腔门诊部", True, ("口腔科",)),
)  # fmt: skip

_SHOPS = (
    ("益民大药房", ""), ("同福药店", ""), ("康乐大药房", ""), ("顺康药房", ""), ("新特药大药房", ""),
    ("福寿堂药店", ""), ("国信大药房中心店", "CH0051"), ("国信大药房东门店", "CH0051"), ("国信大药房车站店", "CH0051"),
)  # fmt: skip

STATIONS = "v0,v1,v2,v3"
TOWNS = "t1,t2,t3,t4,com1"
SHOPS = ",".join(f"p{i}" for i in range(9))
KEYS = (
    *(h[0] for h in _HOSPITALS), "v0", "v1", "v2", "v3", "c0", "c1", "den",
    *SHOPS.split(","),
)  # fmt: skip
INDEX = {k: n for n, k in enumerate(KEYS)}


def houses() -> tuple[list[Provider], list[Provider], list[Provider]]:
    """Hospitals, clinics and pharmacies, anew for every county."""
    hospitals = [
        Provider(
            f"H{'370102' if key == 'u1' else REGION}{500 + 7 * i:05d}", name, "hospital", level,
            private, beds, posting, pay, depts, True, own_numbers=key in ("t3", "psy2"),
        )
        for i, (key, name, level, private, beds, posting, pay, depts) in enumerate(_HOSPITALS)
    ]  # fmt: skip
    clinics = [
        Provider(f"H{REGION}{760 + 3 * i:05d}", name, "clinic", 0, private, 0, "exact", "ffs",
                 depts, True)
        for i, (name, private, depts) in enumerate(_CLINICS)
    ]  # fmt: skip
    shops = [
        Provider(f"P{REGION}{910 + i:05d}", name, "pharmacy", 0, True, 0, "exact", "ffs",
                 ("药房",), True, chain=chain)
        for i, (name, chain) in enumerate(_SHOPS)
    ]  # fmt: skip
    return hospitals, clinics, shops


NEVER_SENT: dict[str, dict[str, tuple[str, ...]]] = {
    # house → table → columns it leaves blank; an empty tuple drops the house's rows altogether
    "u1": {"fee_list_d": ("acord_dr_code", "rx_drord_no")},
    "u2": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime"), "mdtrt_d": ("medrcdno",)},
    "tcm": {"setl_diag_list_d": (), "fee_list_d": ("acord_dr_code",)},
    "mch": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "psy2": {"fee_list_d": ("acord_dr_code",), "setlinfo_4101": ()},
    "ort": {"setl_list_oprn_d": ("oprn_oprt_endtime", "anst_begntime", "anst_endtime")},
    "hea": {"setl_list_oprn_d": ()},
    "nur": {"setl_diag_list_d": (), "mdtrt_d": ("adm_bed", "dscg_bed")},
    "t3": {"fee_list_d": ("prd_days", "rx_drord_no")},
    "t4": {"setl_diag_list_d": ()},
    "v3": {"purcinfo_3503": (), "invinfo_3501": ()},
    "c1": {"purcinfo_3503": (), "invinfo_3501": ()},
}

UNSIGNED = ("u1", "gh", "t3", "nur")  # nobody signs bed, nursing and general fees there
