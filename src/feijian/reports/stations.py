"""Where in a hospital or pharmacy a point is checked, and which papers to ask for on arrival."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feijian.library.words import Words

STATIONS: Mapping[str, Words] = {
    "records": Words("病案室", "Records room"),
    "pharmacy": Words("药房（药库）", "Pharmacy and store"),
    "devices": Words("设备、检查检验科", "Devices, imaging and laboratory"),
    "finance": Words("财务（收费、物价）", "Finance and prices"),
    "computing": Words("信息科", "Computing"),
    "ward": Words("病区与患者", "Wards and patients"),
    "staff": Words("医务科（资质、排班）", "Staff office"),
}
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
    words: Words
    families: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    for_items: bool = True


DRUGS = ("western_drug", "patent_tcm", "herbal_piece")
PAPERS: tuple[Paper, ...] = (
    Paper("pharmacy", Words("采购发票、随货同行单（按品种和批号）", "Invoices and delivery notes, by drug and batch"),
          families=("stock", "traceability")),
    Paper("pharmacy", Words("进销存台账、盘点表", "Stock books and stock-take sheets"), families=("stock",)),
    Paper("pharmacy", Words("追溯码扫码记录、无码库登记", "Scanner records and the register of drugs without a code"),
          families=("traceability",)),
    Paper("pharmacy", Words("处方原件、处方流转记录", "Original prescriptions and their transfer records"),
          families=("prescribing", "restricted_use", "pharmacy"), categories=DRUGS),
    Paper("pharmacy", Words("耗材出入库单、条码粘贴页", "Consumables: store records and bar-code sheets"),
          categories=("consumable",)),
    Paper("devices", Words("检查登记本、设备运行日志、原始影像及报告", "Registers, device logs, original images and reports"),
          categories=("examination",)),
    Paper("devices", Words("检验标本接收登记、仪器原始数据、试剂采购入库单",
                           "Specimen registers, raw instrument data, reagent purchases"), categories=("laboratory",)),
    Paper("devices", Words("治疗登记本、治疗单、设备运行日志", "Treatment registers and sheets, device logs"),
          categories=("treatment",)),
    Paper("devices", Words("手术室登记、麻醉记录单", "Theatre register and anaesthesia records"), categories=("surgery",)),
    Paper("staff", Words("医护人员名册、执业证书、排班表、考勤", "Staff list, licences, shift plans, attendance"),
          families=("practitioner", "collusion", "identity"), for_items=False),
    Paper("ward", Words("床位图、住院日报表、护理交班本、请假条", "Bed plan, daily census, nursing handover, leave slips"),
          families=("bed_padding", "readmission"), for_items=False),
    Paper("finance", Words("价格公示表、物价文件、收费项目对照表", "Price lists, price decisions, table of charge items"),
          families=("overcharging", "unbundling")),
    Paper("finance", Words("结算清单、票据存根", "Settlement lists and receipts"),
          families=("identity", "readmission", "collusion", "pharmacy"), for_items=False),
    Paper("computing", Words("HIS 操作日志、登录记录、监控录像（先行封存）", "System logs, log-ins, camera records (seal first)"),
          families=("identity", "collusion", "pharmacy", "traceability", "prescribing"), for_items=False),
    Paper("records", Words("病案首页、编码底稿、分组结果", "Front sheets, coding drafts, grouping results"),
          families=("upcoding", "readmission"), for_items=False),
)  # fmt: skip
