"""Every text of the reports that is not data, in Chinese and in English."""

from __future__ import annotations

import re

from feijian.leads.labels import Words

TEXTS: dict[str, Words] = {
    # head
    "title": Words("飞检线索报告", "Inspection leads"),
    "as_of": Words("截至", "As of"),
    "period": Words("费用期间", "Charges of"),
    "run": Words("运行编号", "Run"),
    "region": Words("统筹区", "Region"),
    "suspicion": Words(
        "疑点是需要核实的线索，不是结论。结论以现场核查为准。",
        "A finding is a suspicion to be checked, not a conclusion. What an inspection finds decides.",
    ),
    "leads": Words("线索", "Leads"),
    "providers": Words("机构", "Providers"),
    "findings": Words("疑点", "Findings"),
    "amount": Words("疑点金额", "At risk"),
    "fund": Words("基金损失", "Fund's loss"),
    "expected": Words("预计可追回", "Expected recovery"),
    "probability": Words("核实概率", "Likely upheld"),
    "unknown": Words("未知", "unknown"),
    "counted_once": Words("同一明细只计一次", "each line counted once"),
    "failed_title": Words(
        "有规则运行失败，其疑点不在本报告内", "Rules failed; their findings are not in this report"
    ),
    "models_failed_title": Words("有模型运行失败", "Models failed"),
    "no_leads": Words("本次运行没有线索。", "This run has no leads."),
    # top ten
    "top": Words("最值得先查的十条线索", "The ten leads that matter most"),
    "top_note": Words(
        "按预计可追回金额排序（疑点金额 × 核实概率）；少数名额留给金额未知、规则未解释的离群对象和随机抽查。",
        "Ordered by expected recovery (amount at risk × probability of being upheld); a few seats are kept for leads of unknown amount, outliers no rule explains, and a random draw.",
    ),
    "rank": Words("名次", "Rank"),
    "what": Words("机构与问题", "Provider and matter"),
    "persons_encounters": Words("人数 / 就诊", "Persons / encounters"),
    "lift": Words("与“按疑点金额排序”相比", "Against the same list sorted by amount at risk"),
    "lift_first": Words("前 {n} 条", "First {n}"),
    "lift_rank": Words("本排序", "This order"),
    "lift_amount": Words("按金额", "By amount"),
    "lift_ratio": Words("提升", "Lift"),
    "lift_unseated": Words("不计保留名额", "Without the seats kept"),
    "lift_expected": Words("预计可追回（元）", "Expected recovery (yuan)"),
    "lift_realised": Words(
        "已核实金额（元，仅限已核查的 {n} 个疑点）", "Upheld (yuan; only the {n} findings visited)"
    ),
    "lift_note": Words(
        "预计值用的是排序自己的概率，高于按金额排序并不证明概率正确，要看核查结论；保留名额会使本排序略低。",
        "The expected figures use the ranking's own probabilities: being above the amount-sorted list does not prove them right, only verdicts do. The seats kept for other leads cost this order a little.",
    ),
    # providers
    "by_provider": Words("逐家机构", "Provider by provider"),
    "other_subjects": Words("未对应机构的线索", "Leads without a provider"),
    "level": Words("等级", "Level"),
    "encounters": Words("就诊", "Encounters"),
    "persons": Words("人数", "Persons"),
    "beds": Words("批准床位", "Approved beds"),
    "charged": Words("收费总额", "Charged"),
    "chart_risk": Words("疑点金额（元，按发生月）", "At risk (yuan, by month)"),
    "chart_charged": Words("收费总额（元，按月）", "Charged (yuan, by month)"),
    "chart_months": Words("按月的疑点金额与收费总额", "Amount at risk and amount charged by month"),
    "chart_months_note": Words(
        "疑点金额按规则各自计算，同一明细可能重复出现；跨月的疑点按月均摊。",
        "Amounts as each rule counts them (a line may appear in two); a finding over several months is spread evenly.",
    ),
    "chart_peers": Words("在同类机构中的位置", "Among its peers"),
    "chart_peers_note": Words(
        "同类：{peers}，{n} 家。浅线为各家，黑线为中位数，圆点为本机构。",
        "Peers: {n} {peers}. Pale ticks are peers, the black tick their median, the dot this provider.",
    ),
    "peer_median": Words("同类中位", "median"),
    "chart_features": Words("最突出的特征与同类比较", "Its strongest features among its peers"),
    "chart_features_note": Words(
        "细线为同类的九成，粗线为中间一半，黑线为中位数，圆点为本对象。",
        "Thin line: nine peers in ten; thick line: their middle half; black: their median; dot: the subject.",
    ),
    "chart_path": Words("虚线为同类中位数", "dashed: the peers' median"),
    "no_peers": Words("同类机构不足，未作比较。", "Too few peers to compare with."),
    "families": Words("涉及的问题", "What it is about"),
    "family": Words("类别", "Family"),
    "models_say": Words("离群模型的说法", "What the outlier models say"),
    "percentile": Words("同类百分位", "Percentile among peers"),
    # a lead
    "why": Words("为什么排在这里", "Why it stands here"),
    "findings_of": Words("疑点与证据", "Findings and evidence"),
    "finding_more": Words(
        "另有 {n} 个疑点，全部见 Excel。", "{n} more findings; all are in the Excel file."
    ),
    "evidence_more": Words("共 {n} 行，全部见 Excel。", "{n} rows in all; see the Excel file."),
    "evidence_none": Words("证据行不在库中。", "The evidence rows are not in the warehouse."),
    "verify_by": Words("现场核查什么", "What to check on site"),
    "innocent_when": Words("可能的合理解释", "When it may be innocent"),
    "basis": Words("依据（行为发生时有效）", "Legal basis (in force at the time)"),
    "basis_none": Words("没有行为发生时有效的依据。", "No basis cited was in force at the time."),
    "leads_more": Words(
        "该机构另有 {n} 条线索，见线索总表。", "{n} more leads of this provider are in the index."
    ),
    # evidence
    "e_date": Words("时间", "Time"),
    "e_hospital_no": Words("住院/门诊号", "Hospital no."),
    "e_record_no": Words("病历号", "Record no."),
    "e_person": Words("参保人", "Person"),
    "e_item": Words("项目 / 内容", "Item"),
    "e_code": Words("编码", "Code"),
    "e_quantity": Words("数量", "Quantity"),
    "e_price": Words("单价", "Price"),
    "e_amount": Words("金额", "Amount"),
    "e_id": Words("明细 / 就诊 / 追溯码", "Line, encounter or code"),
    "e_provider": Words("机构编号", "Provider"),
    # index
    "index": Words("线索总表", "Index of leads"),
    "index_filter": Words("筛选（机构、问题）", "Filter (provider, matter)"),
    "index_more": Words("另有 {n} 条，全部见 Excel。", "{n} more; all are in the Excel file."),
    # appendix
    "rules": Words("规则运行情况", "Rules"),
    "rule": Words("规则", "Rule"),
    "outcome": Words("结果", "Outcome"),
    "judged": Words("判断数", "Judged"),
    "found": Words("疑点数", "Found"),
    "detail": Words("说明", "Detail"),
    "certainty": Words("性质", "Certainty"),
    "precision": Words("核查属实率", "Upheld so far"),
    "not_run": Words("未运行的规则及原因", "Rules that did not run, and why"),
    "ran": Words("已运行", "ran"),
    "not applicable": Words("不适用", "not applicable"),
    "failed": Words("失败", "failed"),
    "off": Words("已关闭", "off"),
    "all_ran": Words("所有规则都已运行。", "Every rule ran."),
    "ran_list": Words("已运行的 {n} 条规则", "The {n} rules that ran"),
    "drafts": Words("试运行的规则（只计数，不进线索）", "Rules in draft (counted, in no lead)"),
    "models": Words("离群模型", "Outlier models"),
    "model": Words("模型", "Model"),
    "subjects": Words("对象数", "Subjects"),
    "quality": Words("数据质量", "Data quality"),
    "quality_none": Words("本次运行没有数据质量记录。", "This run has no record of data quality."),
    "balance": Words("逐文件收支平衡", "Row balance by file"),
    "balance_note": Words(
        "读入 = 接收 + 作废 + 重复 + 隔离。", "Read = accepted + void + repeated + quarantined."
    ),
    "file": Words("文件", "File"),
    "table": Words("表", "Table"),
    "read": Words("读入", "Read"),
    "accepted": Words("接收", "Accepted"),
    "void": Words("作废", "Void"),
    "repeated": Words("重复", "Repeated"),
    "quarantined": Words("隔离", "Quarantined"),
    "balances": Words("平衡", "Balances"),
    "quarantine": Words("隔离的行及原因", "Quarantined rows and why"),
    "reason": Words("原因", "Reason"),
    "rows": Words("行数", "Rows"),
    "suites": Words("合同检查", "Contract suites"),
    "contract": Words("数据合同", "Contract"),
    "expectations": Words("检查项", "Expectations"),
    "not_met": Words("未满足", "Not met"),
    "errors": Words("检查本身出错", "Could not be checked"),
    "met": Words("全部满足", "all met"),
    "column": Words("列", "Column"),
    "expectation": Words("检查", "Expectation"),
    "unexpected": Words("不符行数", "Unexpected rows"),
    "observed": Words("实测", "Observed"),
    "missing_tables": Words("缺少的表或列", "Missing tables or columns"),
    "see_quality": Words(
        "完整记录见 quality/quality.html。", "The full record is quality/quality.en.html."
    ),
    "method": Words("如何阅读", "How to read this"),
    "legend_interval": Words(
        "核实概率后的区间：十次有九次落在其中。",
        "The interval beside a probability holds nine times in ten.",
    ),
    "legend_fund": Words(
        "基金损失：按结算的支付方式和基金支付比例折算；按病种付费时重复明细可能不造成基金损失。",
        "Fund's loss: by the claim's payment method and the share the fund paid; under a group payment a doubled line may cost the fund nothing.",
    ),
    "legend_masked": Words(
        "参保人编号已遮盖；调阅病历请用住院/门诊号和病历号。",
        "Person ids are masked; use the hospital and record numbers to pull a chart.",
    ),
    "legend_revealed": Words(
        "本报告含未遮盖的参保人编号，请妥善保管。",
        "This report shows person ids in clear; keep it safe.",
    ),
    "legend_verdicts": Words(
        "核查结论填在 Excel“疑点”表的最后几列，用 feijian verdicts import 读回。",
        "Write verdicts into the last columns of the Excel file's findings sheet and read them back with feijian verdicts import.",
    ),
    "expand": Words("展开全部", "Open all"),
    "collapse": Words("收起全部", "Close all"),
    "seat_amount_unknown": Words("金额未知", "amount unknown"),
    "seat_outlier": Words("离群保留名额", "outlier seat"),
    "seat_random": Words("随机抽查", "drawn by lot"),
    "pack": Words("现场检查包", "Inspection pack"),
}

CLASSES: dict[str, Words] = {
    "inpatient": Words("住院", "inpatient stay"),
    "outpatient": Words("门诊", "outpatient visit"),
    "emergency": Words("急诊", "emergency visit"),
    "pharmacy": Words("药店购药", "pharmacy purchase"),
    "sale": Words("销售", "sale"),
    "return": Words("退货", "return"),
}

KINDS: dict[str, Words] = {
    "line": Words("费用明细", "charged line"),
    "stay": Words("就诊", "encounter"),
    "code": Words("追溯码扫码", "scanned code"),
}

LEVELS: dict[int, Words] = {
    3: Words("三级", "tertiary"),
    2: Words("二级", "secondary"),
    1: Words("一级", "primary"),
    0: Words("未定级", "ungraded"),
}


class Speech:
    """The texts in one language: `say("top")`, `say("index_more", n=3)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        text = TEXTS[key].to(self.lang)
        return text.format(**values) if values else text

    def of(self, words: Words | None) -> str:
        return words.to(self.lang) if words else ""


REASONS: tuple[tuple[str, str], ...] = (
    (r"^lacks ", "缺少："),
    (r"reference table (\w+)", r"参考表 \1"),
    (r"\bcolumn ", "列 "),
    (r"\btable ", "表 "),
    (r"(\d+) subjects, fewer than the (\d+) needed", r"对象 \1 个，少于所需的 \2 个"),
    (r"draft: in shadow, in no lead", "试运行：只计数，不进线索"),
    (r"(\d+) exempted", r"豁免 \1 个"),
    (r"(\d+) settled earlier", r"此前已处理 \1 个"),
    (r"(\w+) dropped: the same for all subjects", r"\1 未用：各对象相同"),
    (r"(\w+) dropped: nobody differs from its peers", r"\1 未用：与同类无差别"),
    (r"(\w+) dropped: says the same as (\w+)", r"\1 未用：与 \2 重复"),
    (r"(\d+) rows without enough peers not scored", r"\1 行同类不足，未评分"),
    (r"no rows in ", "没有数据："),
    (r"\bretired\b", "已退役"),
    (r"; ", "；"),
)
"""Details of rules and models are written in English; these give them in Chinese."""

QUARANTINE: tuple[tuple[str, Words], ...] = (
    ("parent_missing", Words("上级记录缺失", "its parent row is missing")),
    ("parent_void", Words("上级记录已作废", "its parent row is void")),
    ("parent_quarantined", Words("上级记录被隔离", "its parent row is quarantined")),
    ("required:", Words("缺少必填值", "a required value is missing")),
    ("destroyed_code", Words("编码被表格软件写坏", "a code destroyed by a spreadsheet")),
    ("ended_before_started", Words("结束早于开始", "ends before it begins")),
    ("negative_without_refund", Words("负数而非退费", "negative without being a refund")),
    ("conflicting", Words("同键内容不一", "the same key with different content")),
)


def detail(text: str, lang: str) -> str:
    """A rule's or model's detail in the wanted language, as far as its phrases are known."""
    if lang == "zh":
        for pattern, words in REASONS:
            text = re.sub(pattern, words, text)
    return text


def quarantine_reason(reason: str, lang: str) -> str:
    """What a quarantine reason means; empty for one that only its contract explains."""
    return next((w.to(lang) for mark, w in QUARANTINE if reason.startswith(mark)), "")
