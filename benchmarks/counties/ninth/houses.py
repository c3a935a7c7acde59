"""The forty-six houses: how each posts, what it never sends, and the habits of care that its neighbours do not have."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.counties.grammar.world import House


@dataclass(frozen=True)
class Habit:
    """What is ordinary in this house and not next door."""

    longer: int = 0
    panel: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    share: float = 0.0
    one_hand: bool = False
    nursing: str = ""
    older: int = 0
    wards: dict[str, str] = field(default_factory=dict)
    pieces: bool = False
    refund: str = "claim"
    names: str = ""
    scans_from: str = "2025-07-01"
    long: bool = False
    days: str = ""


ROWS = """
yy1 H33012600001 东港市第一医院 1 minute 0 900 drg
yy2 H33012600002 东港市中医院 1 midnight 0 500 dip
yy3 H33012600003 海陵区人民医院 2 morning 0 420 drg
yy4 H33012600004 海陵区第二医院 2 weekly 0 260 ffs
yy5 H33012600005 海陵区妇幼保健院 2 minute 0 180 drg
yy6 H33012600006 明视眼科医院 2 settlement 1 40 ffs
yy7 H33012600007 康宁综合医院 2 discharge 1 120 ffs
xt1 H33012600008 仁心血液透析中心 3 minute 1 0 ffs
zx1 H33012600009 沙河镇中心卫生院 3 monthend 0 60 ffs
zx2 H33012600010 石桥镇卫生院 3 discharge 0 50 ffs
zx3 H33012600011 湖口镇卫生院 3 midnight 0 40 ffs
zx4 H33012600012 青山乡卫生院 3 minute 0 45 ffs
sq1 H33012600013 东门社区卫生服务中心 3 minute 0 0 ffs
sq2 H33012600014 西园社区卫生服务中心 3 midnight 0 0 ffs
sq3 H33012600015 南湖社区卫生服务中心 3 morning 0 20 ffs
sq4 H33012600016 北苑社区卫生服务中心 3 minute 0 0 ffs
sq5 H33012600017 新港社区卫生服务中心 3 minute 1 0 ffs
cw1 H33012600021 杨湾村卫生室 3 minute 0 0 ffs
cw2 H33012600022 陈家村卫生室 3 midnight 0 0 ffs
cw3 H33012600023 下沙村卫生室 3 minute 0 0 ffs
cw4 H33012600024 桥头村卫生室 3 minute 0 0 ffs
cw5 H33012600025 上坪村卫生室 3 midnight 0 0 ffs
cw6 H33012600026 古井村卫生室 3 minute 0 0 ffs
cw7 H33012600027 河口村卫生室 3 minute 0 0 ffs
ya1 H33012600031 洁雅口腔门诊部 3 minute 1 0 ffs
ya2 H33012600032 百齿口腔诊所 3 minute 1 0 ffs
yk1 H33012600033 亮晶眼科门诊部 3 minute 1 0 ffs
zy1 H33012600034 杏林中医门诊部 3 minute 1 0 ffs
zy2 H33012600035 同仁堂中医诊所 3 midnight 1 0 ffs
qk1 H33012600036 惠民综合门诊部 3 minute 1 0 ffs
pa1 P33012600041 康益大药房医院店 11 minute 1 0 ffs
pa2 P33012600042 康益大药房东门店 11 minute 1 0 ffs
pa3 P33012600043 康益大药房湖口店 11 minute 1 0 ffs
pa4 P33012600044 康益大药房南湖店 11 minute 1 0 ffs
pa5 P33012600045 康益大药房新港店 11 minute 1 0 ffs
pb1 P33012600046 万民药房网订店 11 minute 1 0 ffs
pb2 P33012600047 万民药房二店 11 minute 1 0 ffs
pb3 P33012600048 万民药房三店 11 minute 1 0 ffs
pb4 P33012600049 万民药房沙河店 11 midnight 1 0 ffs
ps1 P33012600050 国药双通道专业药房 11 minute 1 0 ffs
pn1 P33012600051 夜归人昼夜药店 11 minute 1 0 ffs
pd1 P33012600052 老百姓平价药店 11 minute 1 0 ffs
pd2 P33012600053 桥头村便民药店 11 minute 1 0 ffs
pd3 P33012600054 同春堂药店 11 minute 1 0 ffs
pd4 P33012600055 福康药店 11 minute 1 0 ffs
pd5 P33012600056 安心药店 11 minute 1 0 ffs
"""

NEVER = {
    "yy4": {"fee_list_d": ("acord_dr_code",), "mdtrt_d": ("adm_bed",)},
    "yy7": {"fee_list_d": ("bilg_dr_code", "prd_days"), "mdtrt_d": ("dscg_bed",)},
    "zx1": {"fee_list_d": ("rx_drord_no", "prd_days", "medins_list_name")},
    "zx3": {"fee_list_d": ("bilg_dept_name",), "setl_list_oprn_d": ()},
    "sq2": {"fee_list_d": ("prd_days",)},
    "cw2": {"fee_list_d": ("bilg_dr_code", "prd_days", "rx_drord_no")},
    "cw5": {"fee_list_d": ("bilg_dept_name", "prd_days"), "mdtrt_d": ("adm_dept_name",)},
    "ya2": {"fee_list_d": ("rx_drord_no",)},
    "pb4": {"fee_list_d": ("prd_days", "rx_drord_no")},
    "pd2": {"fee_list_d": ("prd_days",), "purcinfo_3503": ()},
    "pd5": {"mdtrt_d": ("dscg_maindiag_code", "dscg_maindiag_name"), "setl_diag_list_d": ()},
}

HABITS = {
    "yy1": Habit(wards={"外科": "discharge", "妇产科": "midnight"}),
    "yy2": Habit(wards={"推拿科": "weekly"}, extra=("needle", "moxa"), share=0.7),
    "yy3": Habit(nursing="care2", refund="line"),
    "yy4": Habit(extra=("danshen_i",), share=0.6, pieces=True, refund="noline"),
    "yy5": Habit(wards={"儿科": "morning"}),
    "yy6": Habit(panel=("iop", "slit", "refract", "fundus")),
    "yy7": Habit(longer=1, refund="next", names="康宁-"),
    "zx1": Habit(longer=2, refund="line"),
    "zx2": Habit(panel=("cbc", "urine", "liver", "kidney", "ecg", "chest_dr")),
    "zx3": Habit(one_hand=True),
    "zx4": Habit(older=18, nursing="care2"),
    "sq1": Habit(long=True),
    "sq2": Habit(one_hand=True, refund="line"),
    "sq3": Habit(extra=("finger",), share=0.6),
    "sq4": Habit(older=12),
    "sq5": Habit(days="seven"),
    "cw6": Habit(days="box"),
    "pd4": Habit(days="one"),
    "cw1": Habit(extra=("finger",), share=0.3),
    "cw4": Habit(scans_from="2026-01-01"),
    "zy1": Habit(extra=("ear",), share=0.5),
    "qk1": Habit(one_hand=True, panel=("cbc", "crp")),
    "pa1": Habit(long=True),
    "pa2": Habit(refund="claim", scans_from="2025-01-01"),
    "pb1": Habit(refund="next"),
    "pd1": Habit(refund="line", scans_from="2025-03-01"),
    "pd3": Habit(older=10),
}

PLAIN = Habit()
CHAINS = {"康益": ("pa1", "pa2", "pa3", "pa4", "pa5"), "万民": ("pb1", "pb2", "pb3", "pb4")}
SHOPS = [r.split()[0] for r in ROWS.split("\n") if " P3301" in r]
VILLAGE = [f"cw{n}" for n in range(1, 8)]
CENTRES = [f"sq{n}" for n in range(1, 6)]
TOWNS = [f"zx{n}" for n in range(1, 5)]
HOSPITALS = [f"yy{n}" for n in (1, 2, 3, 4, 5, 7)]
GENERAL = ["yy1", "yy3", "yy4", "yy7"]


def houses() -> list[House]:
    """Everybody, in the order of the register."""
    out = []
    for row in ROWS.strip().splitlines():
        key, code, name, level, style, private, beds, pays = row.split()
        out.append(
            House(
                key,
                code,
                name,
                level,
                style,
                private == "1",
                int(beds),
                pays,
                key in ("zx2", "cw3", "ya1"),
                NEVER.get(key, {}),
            )
        )
    return out
