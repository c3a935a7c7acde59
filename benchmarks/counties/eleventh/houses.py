"""Thirty-five houses: what each is, how it posts, what it never sends, what its habit is."""

from __future__ import annotations

from benchmarks.counties.grammar.world import House

NO_DOCTOR = {"fee_list_d": ("bilg_dr_code",)}
NO_BED = {"mdtrt_d": ("adm_bed", "dscg_bed")}
NO_LOCAL = {"fee_list_d": ("medins_list_codg", "medins_list_name")}
NO_DAYS = {"fee_list_d": ("prd_days", "rx_drord_no")}
NO_OPERATIONS: dict[str, tuple[str, ...]] = {"setl_list_oprn_d": ()}

ROWS = """
rm 清河县人民医院 2 minute 0 420 drg
ba 博爱医院 2 morning 1 120 drg
ka 康安医院 3 midnight 1 60 ffs
rh 仁和医院 3 discharge 1 50 ffs
ss 松鹤护理医院 3 monthend 1 150 ffs
yl 颐乐老年病医院 2 weekly 1 140 ffs
kf 新生康复医院 2 morning 1 110 ffs
js 清河安宁精神病医院 2 monthend 1 260 ffs
xn 心宁精神专科医院 3 midnight 1 120 ffs
sn 慈心安宁疗护医院 3 minute 1 30 ffs
zyy 同仁中医医院 2 weekly 1 130 drg
zj1 杏春堂中医诊所 3 minute 1 0 ffs
zj2 针道针灸门诊部 3 settlement 1 0 ffs
zj3 何氏中医馆 3 midnight 1 0 ffs
yk 光明眼科医院 2 settlement 1 40 drg
kq1 微笑口腔(中心店) 3 minute 1 0 ffs
kq2 微笑口腔(城南店) 3 minute 1 0 ffs
tx1 佳肾血液透析中心 3 minute 1 0 ffs
tx2 同心血液透析中心 3 midnight 1 0 ffs
zl 清河肿瘤医院 1 morning 0 300 drg
sq1 河东社区卫生服务中心 3 minute 0 20 ffs
sq2 河西社区卫生服务中心 3 midnight 0 0 ffs
sq3 城北社区卫生服务中心 3 settlement 0 0 ffs
hz 青山镇卫生院 3 discharge 0 40 ffs
hlw 康云互联网医院 2 minute 1 0 ffs
xy 师范学院医务室 3 minute 0 0 ffs
gc 清河钢铁厂职工卫生所 3 midnight 0 0 ffs
fc 爱婴妇产医院 2 minute 1 60 drg
ls1 邻里诊所(一部) 3 minute 1 0 ffs
ls2 邻里诊所(二部) 3 midnight 1 0 ffs
bq1 北桥医院 3 weekly 1 40 ffs
bq2 新北桥医院 2 morning 1 60 ffs
"""
SHOPS = """
dt1 华益双通道药房
dt2 康达双通道药房
ya1 老百汇药房(一店)
ya2 老百汇药房(二店)
ya3 老百汇药房(三店)
yb1 民生药店
yb2 永康大药房
yb3 聚仁药店
"""
NEVER = {
    "ka": NO_DAYS, "ss": NO_BED, "yl": NO_LOCAL, "hz": NO_OPERATIONS, "sq2": NO_DOCTOR, "tx2": NO_LOCAL,
    "rh": NO_DAYS, "ya1": {"fee_list_d": ("prd_days",)}, "ya2": {"fee_list_d": ("prd_days",)},
    "ya3": {"fee_list_d": ("prd_days",)}, "gc": {"mdtrt_d": ("tel",)}, "xn": NO_LOCAL,
}  # fmt: skip
OWN_NUMBERS = ("ba", "kq1", "kq2", "zj1", "ya1", "ya2", "ya3", "xy", "bq1")
SMALL = {
    "zj1": 1,
    "zj3": 2,
    "xy": 2,
    "gc": 2,
    "ls1": 2,
    "ls2": 2,
    "sn": 3,
    "tx1": 3,
    "tx2": 3,
    "kq2": 3,
}
"""Doctors of small houses; others have eight to twelve. In zj1 one man signs everything."""
THERAPISTS = {"kf": 14, "yl": 5, "zyy": 6, "rm": 6, "zj2": 8, "ss": 3, "ba": 4}
WEIGHT = {"1": 9800.0, "2": 7300.0, "3": 5200.0}
BATCHED = ("sq2", "sq3", "gc")
"""Houses that settle the visits of a month with the fund on its last working day."""
OPEN = {"bq1": ("2025-01-01", "2025-08-31"), "bq2": ("2025-11-01", "2026-06-30"), "ls2": ("2025-06-01", "2026-06-30"),
        "yb3": ("2025-01-01", "2026-03-31"), "hlw": ("2025-03-01", "2026-06-30")}  # fmt: skip
RENAMED = {"rh": ("2025-10-01", "仁和老年医院"), "ya2": ("2026-01-01", "老百汇药房(人民路店)")}
LEVEL_BEFORE = {"yl": ("2025-07-01", "3"), "ba": ("2025-04-01", "3")}


def houses() -> list[House]:
    """The county."""
    out = []
    for n, row in enumerate(ROWS.strip().splitlines(), 1):
        key, name, level, style, private, beds, pays = row.split()
        out.append(
            House(
                key,
                f"H41072500{n:03d}",
                name,
                level,
                style,
                private == "1",
                int(beds),
                pays,
                key in OWN_NUMBERS,
                NEVER.get(key, {}),
            )
        )
    for n, row in enumerate(SHOPS.strip().splitlines(), 1):
        key, name = row.split()
        out.append(
            House(
                key,
                f"P41072500{n:03d}",
                name,
                "11",
                "minute",
                True,
                0,
                "ffs",
                key in OWN_NUMBERS,
                NEVER.get(key, {}),
            )
        )
    return out
