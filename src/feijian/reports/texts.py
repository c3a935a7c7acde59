"""Every text of the reports that is not data, in Chinese and in English."""

from __future__ import annotations

from feijian.leads.labels import Words

TEXTS: dict[str, Words] = {
    # head
    "title": Words("飞检线索报告", "Inspection leads"),
    "as_of": Words("截至", "As of"),
    "scored_on": Words("模型评分截至", "Scores as of"),
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
    "fund": Words("基金风险金额（估算）", "Fund at risk (estimate)"),
    "expected": Words("预计可追回（估算）", "Expected recovery (estimate)"),
    "probability": Words("预计核实金额占比", "Share of money likely upheld"),
    "unknown": Words("未知", "unknown"),
    "counted_once": Words("同一明细只计一次", "each line counted once"),
    "failed_title": Words(
        "部分规则运行失败，相应疑点未列入本报告",
        "Rules failed; their findings are not in this report",
    ),
    "models_failed_title": Words("部分模型运行失败", "Models failed"),
    "no_leads": Words("本次运行没有线索。", "This run has no leads."),
    # top ten
    "top": Words("建议优先核查线索（前 10）", "The ten leads to check first"),
    "top_note": Words(
        "按预计可追回金额排序（基金风险金额 × 预计核实金额占比；基金风险金额未知的按疑点金额）；另留少量席位给金额无法测算的线索、模型推荐（规则外）的对象和随机抽查。",
        "Ordered by expected recovery (what the fund would get back × the share of the money likely to be upheld; the amount at risk where the fund's part is unknown). A few seats are kept for leads of unknown amount, for what models put forward outside the rules, and for a random draw.",
    ),
    "rank": Words("序号", "Rank"),
    "what": Words("机构与问题", "Provider and matter"),
    "persons_encounters": Words("人数 / 人次", "Persons / encounters"),
    "lift": Words("与按疑点金额排序的比较", "Against the same list sorted by amount at risk"),
    "lift_first": Words("前 {n} 条", "First {n}"),
    "lift_rank": Words("本排序", "This order"),
    "lift_amount": Words("按疑点金额", "By amount"),
    "lift_ratio": Words("提升", "Lift"),
    "lift_unseated": Words("不计保留席位", "Without the seats kept"),
    "lift_expected": Words("预计可追回（元）", "Expected recovery (yuan)"),
    "lift_realised": Words(
        "已核实金额（元，仅限已核查的 {n} 个疑点）", "Upheld (yuan; only the {n} findings visited)"
    ),
    "lift_note": Words(
        "预计值使用排序自身的估计，高于按金额排序并不证明估计正确，应以核查结论检验；保留席位会使本排序略低。",
        "The expected figures use the ranking's own estimates: being above the amount-sorted list does not prove them right, only verdicts do. The seats kept for other leads cost this order a little.",
    ),
    # the county
    "overview": Words("总体情况", "The county at a glance"),
    "by_family": Words("按问题类别", "By kind of matter"),
    "by_level": Words("按机构类别", "By kind of provider"),
    "by_month": Words("按发生月份", "By month"),
    "map": Words("机构分布示意图", "Where the providers lie"),
    "map_note": Words(
        "位置取自机构登记的经纬度，只示意相对方位，不含边界与道路，远离其余机构的不画；圆点越大，疑点金额越高。",
        "Places are the coordinates of the register: a sketch without borders or roads, and without those far from all others. The larger the dot, the more is at risk.",
    ),
    "pharmacies": Words("定点药店", "pharmacies"),
    "hospitals_of": Words("{level}医疗机构", "{level} hospitals"),
    "indicators": Words(
        "主要指标（按季度；括号内为同类机构中位数）",
        "Published indicators by quarter (median of its peers in brackets)",
    ),
    "acts": Words("办理情况", "Handling"),
    # providers
    "by_provider": Words("分机构线索", "Provider by provider"),
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
        "同一明细只计一次；跨月的事项按月均摊。",
        "Each line counted once; an event over several months is spread evenly.",
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
    "no_peers": Words("同类机构不足 5 家，未作比较。", "Fewer than five peers; not compared."),
    "families": Words("涉及问题", "What it is about"),
    "family": Words("类别", "Family"),
    "models_say_of": Words("模型提示：", "What the models say: "),
    # a lead
    "why": Words("排序依据", "Why it stands here"),
    "findings_of": Words("疑点与证据", "Findings and evidence"),
    "evidence_more": Words("共 {n} 行，全部见 Excel。", "{n} rows in all; see the Excel file."),
    "evidence_none": Words(
        "本疑点为汇总统计，无逐行明细；口径见上。",
        "A finding of totals: it has no rows of its own; see the figures above.",
    ),
    "verify_by": Words("现场核查要点", "What to check on site"),
    "innocent_when": Words("可能的合理解释", "When it may be innocent"),
    "basis": Words("依据（行为发生时有效）", "Legal basis (in force at the time)"),
    "basis_none": Words("没有行为发生时有效的依据。", "No basis cited was in force at the time."),
    "events": Words("事项", "Events"),
    "rules_seeing": Words("{n} 条规则指向同一事项", "{n} rules see this event"),
    "role": Words("证据性质", "Role"),
    "figures": Words("统计口径", "Figures"),
    "elsewhere": Words("已计入其他事项", "counted elsewhere"),
    "route": Words("流向", "Route"),
    "page_of": Words("第 {page} / {pages} 页，共 {n} 起事项", "Page {page} of {pages}, {n} events"),
    "previous": Words("上一页", "Previous"),
    "next": Words("下一页", "Next"),
    "own_page": Words("线索详情", "Lead"),
    "close": Words("关闭", "Close"),
    "leads_further": Words("该机构其余 {n} 条线索：", "The other {n} leads of this provider: "),
    # papers of the visit
    "papers": Words("现场资料", "Papers of the visit"),
    "charts_list": Words("病历调阅清单", "Charts to pull"),
    "papers_list": Words("到场调取资料清单", "Papers to demand on arrival"),
    "checklist": Words("现场核查清单（按部门）", "Checklist by station"),
    "objections": Words("机构可能的申辩及核对", "Objections and what answers them"),
    "over_charts": Words("（{n} 份病历合计）", " (over {n} charts)"),
    "whole_chart": Words("全份病历", "the whole chart"),
    "more_items": Words("另 {n} 种，见 Excel", "{n} more in the Excel file"),
    "excuse_seen": Words(
        "数据中 {n} 起事项有支持该说法的记录，已在证据中列出",
        "the data speak for it in {n} events; shown with the evidence",
    ),
    "excuse_none": Words("数据中未见支持该说法的记录", "nothing in the data speaks for it"),
    "excuse_not_in_data": Words("须以现场资料核实", "only papers on site can show it"),
    "p_station": Words("部门", "Station"),
    "p_paper": Words("资料", "Papers"),
    "p_items": Words("涉及品种、项目", "Drugs and items"),
    "p_point": Words("核查要点", "Point"),
    "p_events": Words("事项数", "Events"),
    "p_leads": Words("线索", "Leads"),
    "p_rule": Words("问题", "Matter"),
    "p_objection": Words("可能的申辩", "Objection"),
    "p_answer": Words("如何核对", "What answers it"),
    "p_seen": Words("数据所见", "What the data show"),
    "p_found": Words("核查情况", "Found"),
    "p_look_at": Words("重点查看", "What to look at"),
    "p_department": Words("科室", "Department"),
    "p_dates": Words("日期", "Dates"),
    "p_diagnosis": Words("主要诊断", "Main diagnosis"),
    "p_doctor": Words("医师", "Doctor"),
    "p_number": Words("序号", "No."),
    "internal": Words("内部资料 注意保密", "Internal · confidential"),
    "sign_inspector": Words("检查人员（签字）", "Inspectors (signed)"),
    "sign_provider": Words("被检查单位（签字盖章）", "Provider (signed, sealed)"),
    "sign_date": Words("日期", "Date"),
    "print": Words("打印", "Print"),
    "print_more": Words(
        "本线索其余 {n} 起事项见 leads.xlsx“核查表”。",
        "The other {n} events of this lead stand in the sheet Verdicts of leads.en.xlsx.",
    ),
    # evidence
    "e_date": Words("时间", "Time"),
    "e_hospital_no": Words("住院/门诊号", "Hospital no."),
    "e_record_no": Words("病历号", "Record no."),
    "e_person": Words("参保人（脱敏）", "Person (masked)"),
    "e_item": Words("项目 / 内容", "Item"),
    "e_code": Words("编码", "Code"),
    "e_quantity": Words("数量", "Quantity"),
    "e_price": Words("单价", "Price"),
    "e_amount": Words("金额", "Amount"),
    "e_id": Words("明细 / 就诊 / 追溯码", "Line, encounter or code"),
    "e_provider": Words("机构编号", "Provider"),
    # index
    "index": Words("线索总表", "Index of leads"),
    "index_filter": Words("搜索（机构、问题、规则）", "Search (provider, matter, rule)"),
    "filter_family": Words("类别", "Family"),
    "filter_certainty": Words("性质", "Certainty"),
    "filter_level": Words("机构等级", "Level"),
    "filter_county": Words("区县", "County"),
    "filter_kind": Words("对象", "Subject"),
    "filter_from": Words("费用自", "From"),
    "filter_to": Words("费用至", "To"),
    "filter_new": Words("仅本次新增", "New only"),
    "filter_all": Words("全部", "all"),
    "filter_reset": Words("清除条件", "Clear"),
    "shown": Words("显示 {n} / {of} 条", "{n} of {of} shown"),
    "show_more": Words("再显示 200 条", "Show 200 more"),
    "sort_by": Words("点击列名排序", "Sort by a column's name"),
    "share_note": Words(
        "筛选和排序写入地址栏，复制即可转给他人。按 / 键直接搜索。",
        "Filters and order stand in the address: copy it to pass them on. Press / to search.",
    ),
    "is_new": Words("新增", "new"),
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
    "all_ran": Words("所有规则都已运行。", "Every rule ran."),
    "ran_list": Words("已运行的 {n} 条规则", "The {n} rules that ran"),
    "drafts": Words("试运行的规则（只计数，不进线索）", "Rules in draft (counted, in no lead)"),
    "models": Words("模型", "Models"),
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
    "quality_late": Words(
        "数据质量检查超过 {seconds} 秒被停止，本次数据未按契约检查",
        "The quality record was stopped after {seconds} seconds: this run's data was not judged",
    ),
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
    "method": Words("阅读说明", "How to read this"),
    "legend_interval": Words(
        "预计核实金额占比为金额口径（不是疑点个数），其后为 90% 可信区间；尚无核查结论的规则按其性质估计。",
        "The share of money likely to be upheld counts money, not cases; beside it stands the 90% credible interval. Rules without verdicts are taken by their certainty.",
    ),
    "legend_fund": Words(
        "基金风险金额为估算：按结算的支付方式和基金支付比例折算；按病种付费时，重复明细可能不造成基金损失。疑点的明细金额精确到分。",
        "Fund at risk is an estimate by the claim's payment method and the share the fund paid; under a group payment a doubled line may cost the fund nothing. Amounts of charged lines are exact to the cent.",
    ),
    "legend_masked": Words(
        "参保人编号已脱敏；调阅病历请用住院/门诊号和病历号。",
        "Person ids are masked; use the hospital and record numbers to pull a chart.",
    ),
    "legend_revealed": Words(
        "本报告含未脱敏的参保人编号（未遮盖），请妥善保管。",
        "This report shows person ids in clear; keep it safe.",
    ),
    "legend_verdicts": Words(
        "核查结论填在 Excel“疑点”表的最后几列，用 feijian verdicts import 读回。",
        "Write verdicts into the last columns of the Excel file's findings sheet and read them back with feijian verdicts import.",
    ),
    "expand": Words("展开全部", "Open all"),
    "collapse": Words("收起全部", "Close all"),
    "seat_amount_unknown": Words("金额无法测算", "amount unknown"),
    "seat_outlier": Words("模型推荐（规则外）", "put forward by a model"),
    "seat_random": Words("随机抽查", "drawn by lot"),
    "pack": Words("现场检查包", "Inspection pack"),
    # the workbook's first sheet
    "to_finding": Words("◂ 疑点", "◂ finding"),
    "book_kinds": Words("线索总表按对象分开。", "The leads by subject."),
    "book_verdicts": Words(
        "现场填写用：每行一起事项，同一次住院的事项排在一起。米色列由检查人员填写：核查结论从列表选择，核实金额不超过疑点金额；填好后用 feijian verdicts import 读回，结论适用于该事项的全部疑点。隐藏列是编号，请勿删除。",
        "The form: one event a row, those of one stay together. Inspectors fill in the shaded columns: the outcome from its list, the amount upheld up to the amount at risk; read the file back with feijian verdicts import. An outcome holds for each finding of its event. The hidden columns hold ids; leave them.",
    ),
    "book_papers": Words(
        "到场使用：每份病历一行（住院在前，按住院号）；按部门列出需调取的资料和核查要点；各类问题可能的申辩、数据所见和核对办法。",
        "For the visit: one chart a row (stays first, by hospital number); papers to demand and points to check by station; what may be objected, what the data show of it, and what answers it.",
    ),
    "book_findings": Words(
        "每行一个疑点，按线索序号排列。只对个别疑点下结论时在此填写，其余在“核查表”填写。",
        "One finding a row, in the order of leads. Write here only what holds for a single finding, everything else in Verdicts.",
    ),
    "book_evidence": Words(
        "疑点背后的费用明细、就诊和扫码记录；凭住院/门诊号和病历号调阅病历。",
        "The lines, encounters and scans behind the findings; use hospital and record numbers to pull a chart.",
    ),
    "choose": Words("请从列表中选择。", "Choose from the list."),
    "upheld_within": Words("应为 0 至疑点金额之间的数。", "From 0 to the amount at risk."),
    "apostrophe": Words("单引号（'）", "Apostrophe (')"),
    "book_apostrophe": Words(
        "以 = + - @ 或制表符开头的文字前加了单引号，以免被当作公式。",
        "Texts that begin with = + - @ or a tab have an apostrophe before them, so that none is taken for a formula.",
    ),
}

CLASSES: dict[str, Words] = {
    "inpatient": Words("住院", "inpatient stay"),
    "outpatient": Words("门诊", "outpatient visit"),
    "emergency": Words("急诊", "emergency visit"),
    "pharmacy": Words("药店购药", "pharmacy purchase"),
    "sale": Words("销售", "sale"),
    "return": Words("退货", "return"),
}

ROLES: dict[str, Words] = {
    "at_risk": Words("疑点", "at risk"),
    "kept": Words("保留（对照）", "kept beside it"),
    "context": Words("参照", "context"),
    "excuse": Words("有利于被查方", "speaks for the provider"),
}
"""What an evidence row is to its finding."""

STEPS: dict[str, Words] = {
    "bought": Words("购进", "bought"),
    "opening": Words("盘存", "stock-take"),
    "transfer_in": Words("调入", "transferred in"),
    "transfer_out": Words("调出", "transferred out"),
    "return": Words("退货", "returned to the supplier"),
    "sold": Words("自费销售", "sold"),
    "settled": Words("医保结算", "settled"),
    "returned": Words("退药", "taken back"),
    "purchase": Words("购进", "purchase"),
    "sale": Words("销售", "sale"),
}
"""What happened to a box of drugs."""

KINDS: dict[str, Words] = {
    "line": Words("费用明细", "charged line"),
    "stay": Words("就诊", "encounter"),
    "code": Words("追溯码扫码", "scanned code"),
    "claim": Words("结算", "claim"),
    "dispense": Words("销售记录", "sale"),
    "purchase": Words("进货记录", "purchase"),
    "provider": Words("机构", "provider"),
    "practitioner": Words("医护人员", "practitioner"),
    "person": Words("参保人", "person"),
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
