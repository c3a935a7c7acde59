"""The houses of the stranger's county: levels, specialities and how their clerks post and send."""

from __future__ import annotations

from benchmarks.counties.outside.people import REGION, Provider

_GENERAL = (
    "呼吸内科", "心内科", "神经内科", "消化内科", "肾内科", "内分泌科", "血液科", "肿瘤科",
    "普外科", "骨科", "胸外科", "泌尿外科", "妇科", "产科", "儿科", "新生儿科", "眼科",
    "口腔科", "康复科", "重症医学科", "急诊科", "麻醉科", "体检中心",
)  # fmt: skip
_COUNTY = (
    "内科", "呼吸内科", "心内科", "神经内科", "消化内科", "肾内科", "普外科", "骨科", "妇科",
    "产科", "儿科", "新生儿科", "康复科", "急诊科", "重症医学科", "眼科", "泌尿外科",
)  # fmt: skip
_SMALL = ("内科", "外科", "中医科", "口腔科")

# key|name|level|private|beds|posting|payment|departments
_HOSPITALS: tuple[tuple[str, str, int, bool, int, str, str, tuple[str, ...]], ...] = (
    ("big", "州人民医院", 3, False, 900, "exact", "drg", _GENERAL),
    ("onc", "州肿瘤医院", 3, False, 400, "monday", "drg",
     ("肿瘤科", "胸外科", "普外科", "放疗科", "血液科", "重症医学科")),
    ("cty", "县第一人民医院", 2, False, 420, "date_only", "drg", _COUNTY),
    ("tcm", "县中医院", 2, False, 200, "weekly", "dip",
     ("内科", "针灸科", "推拿科", "骨科", "肛肠科", "康复科", "心内科")),
    ("mat", "爱婴妇产医院", 2, True, 80, "exact", "ffs", ("产科", "妇科", "新生儿科", "儿科")),
    ("psy", "县第三人民医院", 2, False, 240, "next_morning", "per_diem", ("精神科", "老年精神科")),
    ("psy2", "康宁精神病医院", 2, True, 160, "weekly", "ffs", ("精神科",)),
    ("reh", "阳光康复医院", 2, True, 110, "exact", "ffs", ("康复科", "内科")),
    ("reh2", "州康复医院", 3, False, 200, "date_only", "ffs", ("康复科", "神经内科")),
    ("nur", "松鹤护理院", 1, True, 120, "discharge", "per_diem", ("护理科", "内科")),
    ("dia", "康肾血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("eye", "明眸眼科医院", 2, True, 60, "exact", "ffs", ("眼科",)),
    ("den", "皓齿口腔医院", 2, True, 0, "exact", "ffs", ("口腔科",)),
    ("pri", "友好医院", 2, True, 100, "settlement", "ffs", _COUNTY[:12]),
    ("pr2", "长青医院", 2, True, 120, "exact", "ffs", _COUNTY),
    ("t1", "河口镇中心卫生院", 1, False, 60, "exact", "ffs", _SMALL),
    ("t2", "石桥镇卫生院", 1, False, 40, "discharge", "ffs", _SMALL),
    ("t3", "白云乡卫生院", 1, False, 30, "date_only", "ffs", _SMALL),
    ("t4", "青山乡卫生院", 1, False, 40, "weekly", "ffs", _SMALL),
    ("t5", "大洼镇卫生院", 1, False, 40, "next_morning", "ffs", _SMALL),
    ("com", "新区社区卫生服务中心", 1, False, 40, "exact", "ffs", (*_SMALL, "康复科")),
)  # fmt: skip

_CLINICS = (
    ("c1", "上河村卫生室", "全科"), ("c2", "下河村卫生室", "全科"), ("c3", "东山村卫生室", "全科"),
    ("c4", "西山村卫生室", "全科"), ("c5", "柳沟村卫生室", "全科"), ("c6", "济仁诊所", "全科"),
    ("c7", "王氏口腔诊所", "口腔科"), ("c8", "妙手中医诊所", "中医科"),
)  # fmt: skip

INDEX: dict[str, int] = {}


def houses() -> tuple[list[Provider], list[Provider], list[Provider]]:
    """Hospitals, clinics and pharmacies, anew for every county."""
    hospitals = [
        Provider(
            f"H{REGION}{500 + i:05d}", name, "hospital", level, private, beds, posting, pay, depts,
            True, own_numbers=key in ("t4", "eye"),
        )
        for i, (key, name, level, private, beds, posting, pay, depts) in enumerate(_HOSPITALS)
    ]  # fmt: skip
    clinics = [
        Provider(
            f"H{REGION}{600 + i:05d}", name, "clinic", 0, key in ("c6", "c7", "c8"), 0, "exact",
            "ffs", (dept,), True,
        )
        for i, (key, name, dept) in enumerate(_CLINICS)
    ]  # fmt: skip
    shops = [
        Provider(
            f"P{REGION}{700 + i:05d}", f"{'康泰' if i < 4 else '福民'}药房{i + 1}号店", "pharmacy", 0,
            True, 0, "exact", "ffs", ("药房",), True, chain="CH0007" if i < 4 else "",
        )
        for i in range(14)
    ]  # fmt: skip
    keys = [h[0] for h in _HOSPITALS] + [c[0] for c in _CLINICS] + [f"p{i}" for i in range(14)]
    INDEX.clear()
    INDEX.update({k: n for n, k in enumerate(keys)})
    return hospitals, clinics, shops


NEVER_SENT: dict[str, dict[str, tuple[str, ...]]] = {
    # house → table → columns it leaves blank; an empty tuple drops the house's rows altogether
    "reh2": {"fee_list_d": ("acord_dr_code",), "mdtrt_d": ("adm_bed", "dscg_bed")},
    "psy2": {"mdtrt_d": ("adm_bed", "dscg_bed", "dscg_way"), "setl_list_oprn_d": ()},
    "eye": {"setl_diag_list_d": (), "fee_list_d": ("prd_days", "rx_drord_no")},
    "den": {"setl_diag_list_d": (), "setl_list_oprn_d": ()},
    "pri": {"setl_list_oprn_d": (), "setlinfo_4101": ()},
    "cty": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime")},
    "t2": {"fee_list_d": ("acord_dr_code", "bilg_dr_code"), "setl_list_oprn_d": ()},
    "t3": {"fee_list_d": ("prd_days", "rx_drord_no"), "setl_diag_list_d": ()},
    "t4": {"mdtrt_d": ("adm_bed", "dscg_bed", "medrcdno")},
    "c5": {"purcinfo_3503": (), "invinfo_3501": ()},
    "p13": {"purcinfo_3503": (), "invinfo_3501": ()},
    "dia": {"setl_list_oprn_d": (), "setlinfo_4101": ()},
}
