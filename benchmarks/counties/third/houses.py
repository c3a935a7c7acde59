"""The houses of the third county: two big hospitals, a county's, township centres, stations, shops."""

from __future__ import annotations

from benchmarks.counties.outside.people import REGION, Provider

_ALL = (
    "呼吸与危重症医学科", "心血管内科", "神经内科", "消化内科", "肾内科", "内分泌科", "肿瘤科",
    "普通外科", "骨科", "神经外科", "泌尿外科", "耳鼻喉科", "妇科", "产科", "儿科", "新生儿科",
    "眼科", "急诊医学科", "重症医学科", "中医科", "康复科", "体检中心",
)  # fmt: skip
_SOME = (
    "内科", "心血管内科", "呼吸与危重症医学科", "神经内科", "消化内科", "肾内科", "肿瘤科",
    "普通外科", "骨科", "泌尿外科", "妇科", "产科", "儿科", "急诊医学科", "重症医学科", "康复科",
)  # fmt: skip
_TCM = ("脾胃病科", "心病科", "脑病科", "骨伤科", "针灸推拿科", "肛肠科", "康复科", "急诊医学科")
_TOWN = ("全科", "内科", "外科", "中医科", "儿科")

# key|name|level|private|beds|posting|payment|departments
_HOSPITALS: tuple[tuple[str, str, int, bool, int, str, str, tuple[str, ...]], ...] = (
    ("city", "市立医院", 3, False, 1100, "exact", "drg", _ALL),
    ("ppl", "县人民医院", 3, False, 760, "exact", "drg", _ALL),
    ("sec", "县第二人民医院", 2, False, 380, "monday", "ffs", _SOME),
    ("tcm", "县中医医院", 2, False, 260, "weekly", "dip", _TCM),
    ("mch", "县妇幼保健院", 2, False, 150, "date_only", "dip", ("妇科", "产科", "儿科", "新生儿科")),
    ("pvt", "仁爱医院", 2, True, 99, "settlement", "ffs",
     ("内科", "心血管内科", "普通外科", "骨科", "妇科", "康复科", "中医科", "重症医学科")),
    ("t1", "城郊镇中心卫生院", 1, False, 70, "exact", "ffs", _TOWN),
    ("t2", "双河镇卫生院", 1, False, 50, "discharge", "ffs", _TOWN),
    ("t3", "马庄镇卫生院", 1, False, 45, "date_only", "ffs", _TOWN),
    ("t4", "黄泥乡卫生院", 1, False, 40, "weekly", "ffs", _TOWN),
    ("t5", "杨集镇卫生院", 1, False, 50, "next_morning", "ffs", _TOWN),
    ("t6", "水口乡卫生院", 1, False, 30, "monday", "ffs", _TOWN),
    ("t7", "古楼镇中心卫生院", 1, False, 80, "settlement", "ffs", _TOWN),
    ("com", "府前街道社区卫生服务中心", 1, False, 20, "exact", "ffs", (*_TOWN, "康复科")),
)  # fmt: skip

_STATIONS = (
    "前刘村", "后刘村", "大王庄村", "小李屯村", "石门村", "竹园村", "沙河村", "桃花社区", "南门社区",
)  # fmt: skip

_SHOPS = (
    ("益民大药房总店", "CH0021"), ("益民大药房二店", "CH0021"), ("益民大药房三店", "CH0021"),
    ("益民大药房四店", "CH0021"), ("同心堂药房", ""), ("广济药店", ""), ("康健药房东店", "CH0022"),
    ("康健药房西店", "CH0022"), ("百草堂", ""), ("惠仁药房", ""), ("鑫源药店", ""), ("德康药房", ""),
    ("老百姓平价药店", ""), ("春晖药房", ""),
)  # fmt: skip

INDEX: dict[str, int] = {}


def houses() -> tuple[list[Provider], list[Provider], list[Provider]]:
    """Hospitals, stations and pharmacies, anew for every county."""
    hospitals = [
        Provider(
            f"H{REGION}{300 + 7 * i:05d}", name, "hospital", level, private, beds, posting, pay,
            depts, True, own_numbers=key in ("t3", "pvt"),
        )
        for i, (key, name, level, private, beds, posting, pay, depts) in enumerate(_HOSPITALS)
    ]  # fmt: skip
    stations = [
        Provider(
            f"H{REGION}{450 + i:05d}", f"{name}卫生室" if name.endswith("村") else f"{name}卫生服务站",
            "clinic", 0, False, 0, "exact", "ffs", ("全科",), True,
        )
        for i, name in enumerate(_STATIONS)
    ]  # fmt: skip
    shops = [
        Provider(
            f"P{REGION}{820 + i:05d}", name, "pharmacy", 0, True, 0, "exact", "ffs", ("药房",), True,
            chain=chain,
        )
        for i, (name, chain) in enumerate(_SHOPS)
    ]  # fmt: skip
    keys = [h[0] for h in _HOSPITALS]
    keys += [f"v{i}" for i in range(len(_STATIONS))] + [f"p{i}" for i in range(len(_SHOPS))]
    INDEX.clear()
    INDEX.update({k: n for n, k in enumerate(keys)})
    return hospitals, stations, shops


NEVER_SENT: dict[str, dict[str, tuple[str, ...]]] = {
    # house → table → columns it leaves blank; an empty tuple drops the house's rows altogether
    "sec": {
        "fee_list_d": ("acord_dr_code",),
        "setl_list_oprn_d": ("anst_begntime", "anst_endtime"),
    },
    "tcm": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime", "oprn_oprt_endtime")},
    "mch": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "pvt": {"setl_diag_list_d": (), "mdtrt_d": ("medrcdno",), "setlinfo_4101": ()},
    "t2": {"fee_list_d": ("acord_dr_code",), "setl_list_oprn_d": ()},
    "t3": {"fee_list_d": ("prd_days", "rx_drord_no")},
    "t5": {"setl_diag_list_d": (), "mdtrt_d": ("dscg_way",)},
    "t6": {"purcinfo_3503": (), "invinfo_3501": (), "mdtrt_d": ("adm_bed", "dscg_bed")},
    "v6": {"purcinfo_3503": (), "invinfo_3501": ()},
    "p13": {"purcinfo_3503": (), "invinfo_3501": ()},
}

UNSIGNED = ("sec", "t2", "t5", "mch")  # nobody signs bed, nursing and general fees there
