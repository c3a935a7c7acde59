"""The houses of the sixth county, and how each of them writes what it does."""

from __future__ import annotations

from benchmarks.counties.fifth.houses import _BIG, _TOWN
from benchmarks.counties.outside.people import REGION, Provider

# key|name|level|private|beds|posting|payment|departments
_HOSPITALS: tuple[tuple[str, str, int, bool, int, str, str, tuple[str, ...]], ...] = (
    ("u1", "医科大学附属医院", 3, False, 2400, "exact", "drg", _BIG),
    ("u2", "市人民医院", 3, False, 1300, "date_only", "drg", _BIG),
    ("gh", "县人民医院", 2, False, 640, "weekly", "drg", _BIG),
    ("gh2", "县第二人民医院", 2, False, 280, "exact", "drg", _BIG),
    ("tcm", "县中医院", 2, False, 260, "discharge", "dip",
     ("内科", "脑病科", "针灸科", "推拿科", "骨伤科", "肛肠科", "康复科", "急诊医学科")),
    ("mch", "县妇幼保健院", 2, False, 160, "date_only", "ffs",
     ("妇科", "产科", "儿科", "新生儿科", "儿童保健科")),
    ("psy1", "县第三人民医院", 2, False, 260, "weekly", "per_diem", ("精神科", "老年精神科")),
    ("psy2", "安康精神病医院", 2, True, 140, "exact", "ffs", ("精神科", "老年精神科")),
    ("ort", "天正骨科医院", 2, True, 90, "date_only", "ffs", ("骨科", "康复科", "疼痛科")),
    ("eye", "明亮眼科医院", 2, True, 40, "exact", "ffs", ("眼科",)),
    ("onc", "阳光肿瘤医院", 2, True, 80, "next_morning", "ffs", ("肿瘤科", "肿瘤日间病房")),
    ("dia1", "市肾友血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("dia2", "康源血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",)),
    ("reh1", "新生康复医院", 2, True, 100, "weekly", "ffs", ("康复科", "内科")),
    ("reh2", "县康复医院", 2, False, 160, "monday", "ffs", ("康复科", "内科")),
    ("nur", "金秋护理院", 1, True, 120, "discharge", "ffs", ("护理科", "内科")),
    ("hea", "和顺医院", 2, True, 110, "weekly", "ffs",
     ("内科", "外科", "中医科", "妇科", "康复科", "骨科")),
    ("jis", "百信医院", 1, True, 60, "settlement", "ffs", ("内科", "外科", "中医科", "妇科", "康复科")),
    ("t1", "东关镇中心卫生院", 1, False, 80, "exact", "ffs", _TOWN),
    ("t2", "西河镇卫生院", 1, False, 45, "next_morning", "ffs", _TOWN),
    ("t3", "龙泉乡卫生院", 1, False, 40, "discharge", "ffs", _TOWN),
    ("t4", "桥头镇卫生院", 1, False, 50, "date_only", "ffs", _TOWN),
    ("com1", "文化路社区卫生服务中心", 1, False, 20, "exact", "ffs", _TOWN),
)  # fmt: skip

_CLINICS = (  # name, private, departments
    ("李庄村卫生室", False, ("全科",)), ("孙庄村卫生室", False, ("全科",)),
    ("沙河村卫生室", False, ("全科",)), ("高坡村卫生室", False, ("全科",)),
    ("德仁中医诊所", True, ("中医科", "针灸推拿科")), ("回春中医诊所", True, ("中医科", "针灸推拿科")),
    ("优牙口腔门诊部", True, ("口腔科",)),
)  # fmt: skip

_SHOPS = (
    ("长青大药房", ""), ("惠仁药店", ""), ("医大院旁大药房", ""), ("春和堂药店", ""), ("全安大药房", ""),
    ("万家康药房", ""), ("福安药店", ""), ("金象连锁总店", "CH0066"), ("金象连锁南街店", "CH0066"),
    ("金象连锁车站店", "CH0066"),
)  # fmt: skip

STATIONS = "v0,v1,v2,v3"
TOWNS = "t1,t2,t3,t4,com1"
SHOPS = ",".join(f"p{i}" for i in range(10))
KEYS = (*(h[0] for h in _HOSPITALS), "v0", "v1", "v2", "v3", "c0", "c1", "den", *SHOPS.split(","))
INDEX = {k: n for n, k in enumerate(KEYS)}


def houses() -> tuple[list[Provider], list[Provider], list[Provider]]:
    """Hospitals, clinics and pharmacies, anew for every county."""
    hospitals = [
        Provider(
            f"H{'370102' if key == 'u1' else REGION}{600 + 9 * i:05d}", name, "hospital", level,
            private, beds, posting, pay, depts, True, own_numbers=key in ("t3", "reh1"),
        )
        for i, (key, name, level, private, beds, posting, pay, depts) in enumerate(_HOSPITALS)
    ]  # fmt: skip
    clinics = [
        Provider(f"H{REGION}{860 + 5 * i:05d}", name, "clinic", 0, private, 0, "exact", "ffs",
                 depts, True)
        for i, (name, private, depts) in enumerate(_CLINICS)
    ]  # fmt: skip
    shops = [
        Provider(f"P{REGION}{940 + i:05d}", name, "pharmacy", 0, True, 0, "exact", "ffs",
                 ("药房",), True, chain=chain)
        for i, (name, chain) in enumerate(_SHOPS)
    ]  # fmt: skip
    return hospitals, clinics, shops


NEVER_SENT: dict[str, dict[str, tuple[str, ...]]] = {
    # house → table → columns it leaves blank; an empty tuple drops the house's rows altogether
    "u1": {"fee_list_d": ("rx_drord_no",), "mdtrt_d": ("medrcdno",)},
    "u2": {"setl_list_oprn_d": ("anst_begntime", "anst_endtime"), "fee_list_d": ("acord_dr_code",)},
    "gh": {"setl_list_oprn_d": ("oprn_oprt_endtime",)},
    "tcm": {"setl_diag_list_d": ()},
    "mch": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("acord_dr_code",)},
    "psy2": {"setlinfo_4101": ()},
    "ort": {"setl_list_oprn_d": ("oprn_oprt_endtime", "anst_begntime", "anst_endtime")},
    "hea": {"setl_diag_list_d": (), "mdtrt_d": ("adm_bed", "dscg_bed")},
    "jis": {"fee_list_d": ("bilg_dr_code", "acord_dr_code", "rx_drord_no")},
    "nur": {"setl_diag_list_d": (), "fee_list_d": ("acord_dr_code",)},
    "t1": {"fee_list_d": ("prd_days",)},
    "t3": {"setl_diag_list_d": (), "purcinfo_3503": (), "invinfo_3501": ()},
    "v3": {"purcinfo_3503": (), "invinfo_3501": (), "selinfo_3505": ()},
    "c1": {"purcinfo_3503": (), "invinfo_3501": ()},
}

UNSIGNED = ("gh", "tcm", "t4", "psy1")  # nobody signs bed, nursing and general fees there

WIDE = ("u1", "t3", "p3")  # brackets and letters of names in full width
SHORT = ("u2", "jis", "t4", "c0")  # the house's own short names beside the national ones
SUFFIXED = ("ort", "hea", "t2", "den")  # a mark of the price class behind each name
PROVINCIAL = (
    "mch",
    "reh2",
    "com1",
)  # the province's number behind the national one: 0011…0000-1102…
MIDNIGHT = ("u2", "mch", "ort", "t4")  # registers days, not hours
RENEWED = "gh"  # changed its HIS on 1 July: new local codes, the last days' lines sent by both
