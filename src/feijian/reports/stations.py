"""Where in a hospital or pharmacy a point is checked, and which papers to ask for on arrival."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from feijian.library.words import Words
from feijian.messages.labels import Labels

STATIONS, PAPER_NAMES = Labels("station"), Labels("paper")
"""In the order of a visit: what can be altered soonest is asked for first, see ORDER."""

ORDER = ("computing", "ward", "pharmacy", "devices", "staff", "finance", "records")

WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("computing", ("监控", "日志", "系统", "账号", "接口", "时间戳", "套餐设置", "电话", "软件")),
    ("ward", ("夜间", "点名", "床头卡", "询问", "向参保人", "向患者", "在院人数", "患者余药", "接送",
              "请假条", "居住地", "保管", "医保卡", "凭证", "患者来院", "组织者", "用药人")),
    ("pharmacy", ("药盒", "库存", "随货同行", "发票", "采购", "追溯", "无码库", "供货", "货架", "盘点",
                  "处方", "取药", "调剂", "饮片", "药品", "实物", "小票", "店内", "药店", "入库", "扫码", "代表")),
    ("devices", ("设备", "仪器", "影像", "胶片", "上下机", "透析机", "试剂", "标本", "报告", "检查",
                 "阳性率", "采集", "操作记录", "机器")),
    ("staff", ("排班", "执业", "资质", "工时", "医师当", "社保缴纳", "支付资格", "人员", "考核")),
    ("finance", ("价格", "价目", "收费", "票据", "结算", "目录", "账目", "标价", "待遇", "费用", "单位资质",
                 "特例单议", "门特", "对照表", "记账")),
    ("records", ()),
)  # fmt: skip
"""A point belongs to the first station one of whose words its Chinese text has; else to the records room."""

RECORDS_FIRST = (
    "病历",
    "病程",
    "医嘱",
    "病案",
    "护理记录",
    "手术记录",
    "麻醉",
    "首页",
    "体温单",
    "出院小结",
)
"""What lies in the chart is asked for in the records room, whatever else the point names."""

ELSEWHERE_FIRST = ("日志", "监控", "夜间", "询问", "随货同行", "发票", "排班", "套餐设置", "接口")
"""But for what is compared with it and found nowhere else."""


@cache
def station_of(point: str) -> str:
    """The station of a point to check, by its Chinese text."""
    in_chart = any(w in point for w in RECORDS_FIRST)
    if in_chart and not any(w in point for w in ELSEWHERE_FIRST):
        return "records"
    for station, words in WORDS:
        if any(w in point for w in words):
            return station
    return "records"


@dataclass(frozen=True)
class Paper:
    """Papers asked for on arrival: where, what, and which findings call for them.

    families: of rules; categories: of charged lines. for_items: listed drug by drug or item by item.
    """

    station: str
    name: str
    families: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    for_items: bool = True

    @property
    def words(self) -> Words:
        return PAPER_NAMES[self.name]


DRUGS = ("western_drug", "patent_tcm", "herbal_piece")
PAPERS: tuple[Paper, ...] = (
    Paper("pharmacy", "invoices",
          families=("stock", "traceability")),
    Paper("pharmacy", "stock_books", families=("stock",)),
    Paper("pharmacy", "scans",
          families=("traceability",)),
    Paper("pharmacy", "prescriptions",
          families=("prescribing", "restricted_use", "pharmacy"), categories=DRUGS),
    Paper("pharmacy", "consumables",
          categories=("consumable",)),
    Paper("devices", "registers",
          categories=("examination",)),
    Paper("devices", "specimens", categories=("laboratory",)),
    Paper("devices", "treatments",
          categories=("treatment",)),
    Paper("devices", "theatre", categories=("surgery",)),
    Paper("staff", "staff",
          families=("practitioner", "collusion", "identity"), for_items=False),
    Paper("ward", "beds",
          families=("bed_padding", "readmission"), for_items=False),
    Paper("finance", "prices",
          families=("overcharging", "unbundling")),
    Paper("finance", "settlements",
          families=("identity", "readmission", "collusion", "pharmacy"), for_items=False),
    Paper("computing", "logs",
          families=("identity", "collusion", "pharmacy", "traceability", "prescribing"), for_items=False),
    Paper("records", "front_sheets",
          families=("upcoding", "readmission"), for_items=False),
)  # fmt: skip
