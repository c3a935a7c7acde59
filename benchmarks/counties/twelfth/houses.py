"""The forty houses: level, the way they post, what they never send, and the habits of their own."""

from __future__ import annotations

from benchmarks.counties.grammar.world import House

ROWS = """
yy  H 1 minute     900 drg 城东区第一人民医院
ey  H 1 minute     700 drg 城东区中心医院
zy  H 1 weekly     450 drg 城东区中医院
san H 2 midnight   350 drg 城东区第三人民医院
si  H 2 discharge  260 drg 城东区第四人民医院
fy  H 2 minute     200 drg 城东区妇幼保健院
kf  H 2 morning    180 ffs 城东区康复医院
sd  H 2 minute     120 ffs 城东区仁济骨伤医院
qr  H 2 settlement 100 ffs 城东区安和老年病医院
xt  H 2 minute     0   ffs 城东区清源血液透析中心
t1  H 3 midnight   60  ffs 柳河镇中心卫生院
t2  H 3 minute     50  ffs 白石镇卫生院
t3  H 3 monthend   45  ffs 青溪镇卫生院
t4  H 3 discharge  40  ffs 大桥镇卫生院
t5  H 3 morning    40  ffs 南塘镇卫生院
t6  H 3 minute     30  ffs 东关街道社区卫生服务中心
cw1 H 3 minute     0   ffs 柳河镇上湾村卫生室
cw2 H 3 midnight   0   ffs 柳河镇下湾村卫生室
cw3 H 3 minute     0   ffs 白石镇新民村卫生室
cw4 H 3 minute     0   ffs 青溪镇石桥村卫生室
cw5 H 3 midnight   0   ffs 大桥镇杨家村卫生室
cw6 H 3 minute     0   ffs 南塘镇湖东村卫生室
mz1 H 3 minute     0   ffs 康宁中医诊所
mz2 H 3 minute     0   ffs 众安内科诊所
mz3 H 3 minute     0   ffs 明德口腔诊所
mz4 H 3 midnight   0   ffs 惠民综合门诊部
yd1 P 11 minute    0   ffs 百草堂大药房一店
yd2 P 11 minute    0   ffs 百草堂大药房二店
yd3 P 11 minute    0   ffs 百草堂大药房三店
yd4 P 11 minute    0   ffs 同春药店
yd5 P 11 minute    0   ffs 康民大药房
yd6 P 11 minute    0   ffs 济仁药房
yd7 P 11 minute    0   ffs 永安药店
yd8 P 11 minute    0   ffs 福寿堂药店
yd9 P 11 minute    0   ffs 新城大药房
yd10 P 11 minute   0   ffs 柳河镇便民药店
yd11 P 11 minute   0   ffs 白石镇益民药店
yd12 P 11 minute   0   ffs 青溪镇康乐药店
yd13 P 11 minute   0   ffs 和平路药店
yd14 P 11 minute   0   ffs 东湖大药房
"""
PRIVATE = {"sd", "qr", "xt", "mz1", "mz2", "mz3", "mz4"}
NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "san": {"fee_list_d": ("rx_drord_no", "acord_dr_code")},
    "si": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("prd_days",)},
    "qr": {"fee_list_d": ("bilg_dept_name",)},
    "t3": {"mdtrt_d": ("tel",), "fee_list_d": ("prd_days", "rx_drord_no")},
    "t4": {"fee_list_d": ("acord_dr_code",), "mdtrt_d": ("dscg_way",)},
    "cw2": {"fee_list_d": ("prd_days", "bilg_dept_name")},
    "mz4": {"fee_list_d": ("prd_days",)},
    "yd6": {"fee_list_d": ("rx_drord_no",)},
}
WARDS = {
    ("yy", "外科"): "morning",
    ("ey", "神经内科"): "midnight",
    ("zy", "骨伤科"): "minute",
    ("san", "儿科"): "minute",
    ("fy", "产科"): "discharge",
}
"""Wards that post otherwise than their house."""

HABITS: dict[str, set[str]] = {
    "yy": {"dimer"},
    "ey": {"longer"},
    "zy": {"needles"},
    "san": {"danhong"},
    "si": {"second_grade"},
    "fy": set(),
    "t1": {"old"},
    "t2": {"panel"},
    "t3": {"one_doctor"},
    "t4": {"longer"},
    "t5": {"second_grade"},
    "t6": {"glucose"},
}
"""longer: two days more; dimer: D-dimer for all adults in bed; panel: a routine panel for every outpatient with lasting
illness; danhong: the herbal injection for every fresh cerebral infarction; second_grade: nursing of the second grade to the
end; one_doctor: one doctor signs for all; old: mostly people over seventy; glucose: a glucose with every visit of a
diabetic; needles: acupuncture in every stay for the back."""

NUMBERED = {"ey", "t2", "mz4"}


def houses() -> list[House]:
    """All of them, with their codes."""
    out = []
    for n, row in enumerate(ROWS.split("\n")[1:-1]):
        key, kind, level, style, beds, pays, name = row.split()
        out.append(
            House(
                key,
                f"{kind}330105{n + 1:05d}",
                name,
                level,
                style,
                key in PRIVATE or kind == "P",
                int(beds),
                pays,
                key in NUMBERED,
                NEVER.get(key, {}),
            )
        )
    return out
