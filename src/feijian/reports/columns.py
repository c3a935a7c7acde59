"""Sheets and columns of leads.xlsx: stable names in both languages, widths and formats."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.leads.labels import Words
from feijian.verdicts import form

README = Words("说明", "README")
LEADS = Words("线索总表", "Leads")
KIND_SHEETS: dict[str, Words] = {
    "provider": Words("机构线索", "Provider leads"),
    "person": Words("参保人线索", "Person leads"),
    "practitioner": Words("医护人员线索", "Practitioner leads"),
    "group": Words("群组线索", "Group leads"),
    "outlier": Words("模型推荐线索", "Model leads"),
}
"""A lead's sheet by its subject; outliers that no rule explains have their own. Other subjects
(a trace code without a provider) stand with the groups."""
FINDINGS = Words("疑点", "Findings")
EVIDENCE = Words("证据", "Evidence")


VERDICTS = Words("核查表", "Verdicts")
CHARTS = Words("病历调阅清单", "Charts")
PAPERS = Words("调取资料清单", "Papers")
CHECKLIST = Words("现场核查清单", "Checklist")
OBJECTIONS = Words("申辩与核对", "Objections")


@dataclass(frozen=True)
class Column:
    """One column. kind: text, wrapped, whole, money, estimate, number, share, day, moment or link."""

    key: str
    label: Words
    width: float
    kind: str = "text"
    hidden: bool = False
    fill: bool = False


LEAD_COLUMNS = (
    Column("rank", Words("序号", "Rank"), 6, "whole"),
    Column("title", Words("线索", "Lead"), 46, "wrapped"),
    Column("to_findings", Words("看疑点", "Findings"), 9, "link"),
    Column("to_evidence", Words("看证据", "Evidence"), 9, "link"),
    Column(
        "expected_recovery",
        Words("预计可追回（元，估算）", "Expected recovery (yuan, estimate)"),
        14,
        "estimate",
    ),
    Column("amount_at_risk", Words("疑点金额（元）", "At risk (yuan)"), 16, "money"),
    Column(
        "fund_at_risk",
        Words("基金风险金额（元，估算）", "Fund at risk (yuan, estimate)"),
        14,
        "estimate",
    ),
    Column("probability", Words("预计核实金额占比", "Share of money likely upheld"), 11, "share"),
    Column("findings", Words("疑点数", "Number"), 8, "whole"),
    Column("persons", Words("人数", "Persons"), 8, "whole"),
    Column("encounters", Words("就诊数", "Encounters"), 10, "whole"),
    Column("why", Words("排序依据", "Why it stands here"), 50, "wrapped"),
    Column("steps", Words("现场核查要点", "What to check on site"), 44, "wrapped"),
    Column("probability_low", Words("90% 区间下限", "90% low"), 7, "share"),
    Column("probability_high", Words("90% 区间上限", "90% high"), 7, "share"),
    Column("family", Words("类别", "Family"), 18),
    Column("provider_id", Words("机构编号", "Provider id"), 16),
    Column("provider_name", Words("机构名称", "Provider"), 24),
    Column("subject", Words("对象", "Subject"), 20),
    Column("period_from", Words("起", "From"), 11, "day"),
    Column("period_to", Words("止", "To"), 11, "day"),
    Column(
        "outlier_percentile",
        Words("异常程度（高于同类 %）", "More unusual than % of peers"),
        10,
        "number",
    ),
    Column("seat", Words("席位", "Seat"), 12),
    # wide, so that what is not printed makes no printed row taller
    Column("basis", Words("依据", "Legal basis"), 120, "wrapped"),
    Column("lead_id", Words("线索编号", "Lead id"), 15),
    Column("acts", Words("办理情况", "Handling"), 60, "wrapped"),
)

FINDING_COLUMNS = (
    Column("rank", Words("线索序号", "Lead rank"), 8, "whole"),
    Column("to_evidence", Words("看证据", "Evidence"), 9, "link"),
    Column("provider_name", Words("机构名称", "Provider"), 22),
    Column("rule", Words("规则", "Rule"), 26, "wrapped"),
    Column("occurred_from", Words("起", "From"), 11, "day"),
    Column("message", Words("说明", "Message"), 60, "wrapped"),
    Column("amount_at_risk", Words("疑点金额（元）", "At risk (yuan)"), 14, "money"),
    Column(form.OUTCOME, form.LABELS[form.OUTCOME], 13, "text", fill=True),
    Column(form.AMOUNT, form.LABELS[form.AMOUNT], 15, "money", fill=True),
    Column(form.NOTE, form.LABELS[form.NOTE], 36, "wrapped", fill=True),
    Column(form.WHO, form.LABELS[form.WHO], 12, "text", fill=True),
    Column("occurred_to", Words("止", "To"), 11, "day"),
    Column("certainty", Words("性质", "Certainty"), 10),
    Column("person", Words("参保人", "Person"), 16),
    Column("practitioner_id", Words("医护人员", "Practitioner"), 16),
    Column(
        "fund_at_risk",
        Words("基金风险金额（元，估算）", "Fund at risk (yuan, estimate)"),
        14,
        "estimate",
    ),
    Column("state", Words("状态", "State"), 12),
    Column("provider_id", Words("机构编号", "Provider id"), 16),
    Column("rule_id", Words("规则编号", "Rule id"), 28),
    Column(form.FINDING, form.LABELS[form.FINDING], 34, hidden=True),
    Column(form.RUN, form.LABELS[form.RUN], 24, hidden=True),
)

VERDICT_COLUMNS = (
    Column("rank", Words("线索序号", "Lead rank"), 8, "whole"),
    Column("to_evidence", Words("看证据", "Evidence"), 9, "link"),
    Column("provider_name", Words("机构名称", "Provider"), 20, "wrapped"),
    Column("hospital_no", Words("住院/门诊号", "Hospital no."), 18, "wrapped"),
    Column("department", Words("科室", "Department"), 12, "wrapped"),
    Column("person", Words("参保人（脱敏）", "Person (masked)"), 16, "wrapped"),
    Column("dates", Words("日期", "Dates"), 23, "wrapped"),
    Column("rules", Words("涉及规则", "Rules"), 30, "wrapped"),
    Column("message", Words("说明", "Message"), 54, "wrapped"),
    Column("amount_at_risk", Words("疑点金额（元）", "At risk (yuan)"), 13, "money"),
    Column(form.OUTCOME, form.LABELS[form.OUTCOME], 12, "text", fill=True),
    Column(form.AMOUNT, form.LABELS[form.AMOUNT], 14, "money", fill=True),
    Column(form.NOTE, form.LABELS[form.NOTE], 30, "wrapped", fill=True),
    Column(form.WHO, form.LABELS[form.WHO], 11, "text", fill=True),
    Column(form.EVENT, form.LABELS[form.EVENT], 34, hidden=True),
    Column(form.FINDING, form.LABELS[form.FINDING], 34, hidden=True),
    Column(form.RUN, form.LABELS[form.RUN], 24, hidden=True),
)
"""The form, one row an event; a row of one finding names it instead of its event."""

CHART_COLUMNS = (
    Column("provider", Words("机构名称", "Provider"), 20, "wrapped"),
    Column("hospital_no", Words("住院/门诊号", "Hospital no."), 16),
    Column("record_no", Words("病历号", "Record no."), 14),
    Column("class", Words("类别", "Kind"), 9),
    Column("department", Words("科室", "Department"), 12, "wrapped"),
    Column("person", Words("参保人（脱敏）", "Person (masked)"), 16),
    Column("dates", Words("日期", "Dates"), 24, "wrapped"),
    Column("diagnosis", Words("主要诊断", "Main diagnosis"), 12, "wrapped"),
    Column("doctor", Words("医师", "Doctor"), 16, "wrapped"),
    Column("events_text", Words("涉及事项及金额", "Events and amounts"), 46, "wrapped"),
    Column("look_at_text", Words("重点查看", "What to look at"), 40, "wrapped"),
    Column("found", Words("核查情况", "Found"), 18, fill=True),
    Column("number", Words("事项数", "Events"), 7, "whole"),
    Column("leads", Words("线索", "Leads"), 14),
    Column("encounter_id", Words("就诊ID", "Encounter"), 20),
    Column("provider_id", Words("机构编号", "Provider id"), 16),
)

PAPER_COLUMNS = (
    Column("provider", Words("机构名称", "Provider"), 22, "wrapped"),
    Column("station", Words("部门", "Station"), 18, "wrapped"),
    Column("paper", Words("资料", "Papers"), 40, "wrapped"),
    Column("dates", Words("所属期间", "Period"), 24, "wrapped"),
    Column("items_text", Words("涉及品种、项目", "Drugs and items"), 60, "wrapped"),
    Column("events", Words("事项数", "Events"), 8, "whole"),
    Column("leads", Words("线索", "Leads"), 18, "wrapped"),
    Column("found", Words("已取得", "Taken"), 12, fill=True),
)

CHECKLIST_COLUMNS = (
    Column("provider", Words("机构名称", "Provider"), 22, "wrapped"),
    Column("station", Words("部门", "Station"), 20, "wrapped"),
    Column("point", Words("核查要点", "Point"), 60, "wrapped"),
    Column("events", Words("事项数", "Events"), 8, "whole"),
    Column("leads", Words("线索", "Leads"), 24, "wrapped"),
    Column("found", Words("核查情况", "Found"), 36, fill=True),
)

OBJECTION_COLUMNS = (
    Column("provider", Words("机构名称", "Provider"), 22, "wrapped"),
    Column("rule", Words("问题", "Matter"), 34, "wrapped"),
    Column("objections_text", Words("可能的申辩", "Objection"), 46, "wrapped"),
    Column("seen", Words("数据所见", "What the data show"), 30, "wrapped"),
    Column("answers_text", Words("如何核对", "What answers it"), 44, "wrapped"),
    Column("events", Words("事项数", "Events"), 8, "whole"),
    Column("leads", Words("线索", "Leads"), 18, "wrapped"),
)

EVIDENCE_COLUMNS = (
    Column("rank", Words("线索序号", "Lead rank"), 8, "whole"),
    Column("to_finding", Words("回疑点", "Finding"), 9, "link"),
    Column("hospital_no", Words("住院/门诊号", "Hospital no."), 18),
    Column("record_no", Words("病历号", "Record no."), 16),
    Column("person", Words("参保人", "Person"), 16),
    Column("role", Words("证据性质", "Role"), 14),
    Column("kind", Words("证据类型", "Kind"), 12),
    Column("started_at", Words("时间", "Time"), 16, "moment"),
    Column("ended_at", Words("结束时间", "Until"), 16, "moment"),
    Column("item", Words("项目 / 内容", "Item"), 34),
    Column("code", Words("编码", "Code"), 24),
    Column("department", Words("科室", "Department"), 14),
    Column("practitioner_id", Words("医护人员", "Practitioner"), 16),
    Column("quantity", Words("数量", "Quantity"), 9, "number"),
    Column("unit_price", Words("单价", "Price"), 10, "number"),
    Column("amount", Words("金额（元）", "Amount (yuan)"), 12, "money"),
    Column("evidence_id", Words("明细 / 就诊 / 追溯码", "Line, encounter or code"), 26),
    Column("encounter_id", Words("就诊ID", "Encounter"), 20),
    Column("provider_id", Words("机构编号", "Provider id"), 16),
    Column(form.FINDING, Words("所属疑点", "Of finding"), 34, hidden=True),
)

LEADS_PRINTED, FINDINGS_PRINTED, EVIDENCE_PRINTED = 13, 11, 16
VERDICTS_PRINTED, CHARTS_PRINTED = 14, 12
"""Columns that go on paper, from the left."""

FORMATS = {
    "whole": "#,##0",
    "money": "#,##0.00",
    "estimate": "#,##0",
    "number": "#,##0.####",
    "share": "0%",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}
