"""Column heads and sentences of the command line, in both languages; the language that is set."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from feijian.library.words import Words

LANG_VARIABLE = "FEIJIAN_LANG"

HEADS: Mapping[str, Words] = {
    "rank": Words("序号", "rank"),
    "lead_id": Words("线索", "lead"),
    "finding_id": Words("疑点", "finding"),
    "event_id": Words("事项", "event"),
    "title": Words("标题", "title"),
    "message": Words("说明", "message"),
    "period": Words("期间", "period"),
    "period_from": Words("起", "from"),
    "period_to": Words("止", "to"),
    "occurred_from": Words("发生日期", "date"),
    "occurred_to": Words("至", "until"),
    "findings": Words("疑点数", "findings"),
    "events": Words("事项数", "events"),
    "persons": Words("人数", "persons"),
    "encounters": Words("人次", "encounters"),
    "amount_at_risk": Words("疑点金额", "at risk"),
    "fund_at_risk": Words("基金风险金额（估算）", "fund at risk (est.)"),
    "person_at_risk": Words("患者多付（估算）", "patients overpaid (est.)"),
    "expected_recovery": Words("预计可追回", "expected"),
    "probability": Words("预计核实金额占比", "money likely upheld"),
    "provider_id": Words("机构编号", "provider id"),
    "provider_name": Words("机构", "provider"),
    "family": Words("类别", "family"),
    "rule_id": Words("规则编号", "rule id"),
    "rule_ids": Words("规则编号", "rule ids"),
    "certainty": Words("性质", "certainty"),
    "status": Words("状态", "status"),
    "outcome": Words("结论", "outcome"),
    "subject_kind": Words("对象", "subject"),
    "level": Words("等级", "level"),
    "county": Words("区县", "county"),
    "is_new": Words("新增", "new"),
    "matter": Words("问题", "matter"),
    "item": Words("项目", "item"),
    "charged": Words("收费金额", "charged"),
    "at_risk": Words("疑点金额", "in question"),
    "admitted": Words("自查金额", "found wrong"),
    "line_id": Words("明细编号", "line"),
    "rule": Words("规则", "rule"),
    "found": Words("疑点数", "found"),
    "upheld": Words("核查属实率", "upheld"),
    "scope": Words("范围", "scope"),
    "model": Words("模型", "model"),
    "detectors": Words("方法", "detectors"),
    "subject": Words("对象", "subject"),
    "subjects": Words("对象数", "subjects"),
    "derived": Words("派生表", "derived"),
    "needs": Words("依赖", "needs"),
    "official": Words("国家规则编码", "official"),
    "name": Words("名称", "name"),
    "rules": Words("规则", "rules"),
    "detail": Words("说明", "detail"),
    "file": Words("文件", "file"),
    "table": Words("表", "table"),
    "read": Words("读入", "read"),
    "accepted": Words("接收", "accepted"),
    "void": Words("作废", "void"),
    "repeated": Words("重复", "repeated"),
    "quarantined": Words("隔离", "quarantined"),
    "total": Words("合计", "total"),
    "published": Words("公布", "published"),
    "shipped": Words("已收录", "shipped"),
    "read_rows": Words("规则已读", "read"),
    "fires": Words("可触发", "can fire"),
    "field": Words("问题清单领域", "field of the problem lists"),
    "reason": Words("原因", "reason"),
    "rows": Words("行数", "rows"),
    "run_id": Words("运行编号", "run"),
    "kind": Words("类型", "kind"),
    "as_of": Words("截至", "as of"),
    "finished_at": Words("完成时间", "finished"),
    "leads": Words("线索数", "leads"),
    "state": Words("办理", "handling"),
    "assignee": Words("经办人", "assigned to"),
    "due": Words("期限", "due"),
    "findings_before": Words("现疑点数", "findings now"),
    "findings_after": Words("调整后疑点数", "findings then"),
    "team": Words("检查组", "team"),
    "day": Words("第几日", "day"),
    "days": Words("天数", "days"),
    "expected": Words("预计可追回", "expected"),
    "versions": Words("版本", "versions"),
    "columns": Words("字段", "columns"),
    "source": Words("数据来源", "source"),
    "tables": Words("表数", "tables"),
    "feeds": Words("写入标准表", "feeds"),
    "files": Words("文件", "files"),
    "column": Words("字段", "column"),
    "made_from": Words("来自", "made from"),
    "type": Words("类型", "type"),
    "reads": Words("读取", "reads"),
    "purpose": Words("用途", "purpose"),
    "failed": Words("失败规则", "failed"),
    "megabytes": Words("大小（MB）", "MB"),
    "check": Words("检查项", "check"),
    "change": Words("变化", "change"),
    "before": Words("此前", "before"),
    "after": Words("现在", "now"),
    "why": Words("原因", "why"),
    "scheme": Words("方案", "scheme"),
    "covered": Words("已覆盖", "covered"),
    "planted": Words("植入", "planted"),
    "precision": Words("准确率", "precision"),
    "provider": Words("机构", "provider"),
    "added": Words("新增", "added"),
    "removed": Words("减少", "removed"),
    "changed": Words("有变", "changed"),
    "unchanged": Words("不变", "unchanged"),
    "sure": Words("确认", "sure"),
    "ocr": Words("辨识有疑", "ocr"),
    "guess": Words("推定", "guess"),
    "editions": Words("版本", "editions"),
    "amount_now": Words("现金额", "amount now"),
    "amount_then": Words("调整后金额", "amount then"),
}
"""What a column is called on the screen; a column that is not here keeps its name."""

PERIODS: Mapping[str, Words] = {
    "month": Words("月", "month"),
    "quarter": Words("季度", "quarter"),
    "all": Words("全期", "all"),
}
"""What a model compares: a month, a quarter, the whole time."""

RUN_KINDS: Mapping[str, Words] = {
    "run": Words("批量运行", "batch"),
    "sweep": Words("专项检查", "sweep"),
}
"""What kind of run it was."""

PLAN_WHY: Mapping[str, Words] = {
    "worth": Words("预计可追回", "expected recovery"),
    "must": Words("必查", "must be visited"),
    "lot": Words("随机抽取", "drawn by lot"),
}
"""Why a provider stands in a plan."""

PLAN_WAYS: Mapping[str, Words] = {
    "list": Words("按名单顺序", "down the list"),
    "greedy": Words("每次取每人天追回最多的", "the most a day first"),
    "chance": Words("随机安排", "by chance"),
}
"""Other ways to plan the same team-days."""

SAID: Mapping[str, Words] = {
    "whatif_set": Words("【{name}】{values}", "{name}: {values}"),
    "exported": Words(
        "{name}：写出 {written} 个文件，未变 {kept} 个，清除 {removed} 个，共 {rows:,} 行",
        "{name}: {written} files written, {kept} unchanged, {removed} removed, {rows:,} rows",
    ),
    "shown": Words(
        "共 {n} 条，显示 {shown} 条（--limit 0 显示全部）",
        "{n} in all, {shown} shown (--limit 0 for all)",
    ),
    "none": Words("没有符合条件的记录", "nothing meets these conditions"),
    "run": Words("运行 {run_id}，截至 {as_of}", "run {run_id} as of {as_of}"),
    "rules": Words(
        "规则：{rules}；疑点 {findings} 个（豁免 {exempted} 个，此前已处理 {settled} 个）",
        "rules: {rules}; findings: {findings} ({exempted} exempted, {settled} settled earlier)",
    ),
    "failed": Words(
        "运行失败 {rule}：见 rules.parquet 或报告", "FAILED {rule}: see rules.parquet or the report"
    ),
    "models": Words("模型：{models}", "models: {models}"),
    "leads": Words("线索 {n} 条，疑点金额 {amount} 元", "leads: {n}; amount at risk {amount}"),
    "report": Words("报告：{file}", "report: {file}"),
    "excel": Words("Excel：{file}", "excel:  {file}"),
    "packs": Words("检查包：{folder}", "packs:  {folder}"),
    "released": Words(
        "放行 {released} 行，仍隔离 {kept} 行", "{released} rows released, {kept} stay"
    ),
    "quarantine_empty": Words("隔离区为空", "nothing is in quarantine"),
    "rows_written": Words("{file}：{n} 行", "{file}: {n} rows"),
    "quality_late": Words(
        "数据质量检查超过 {seconds} 秒被停止，本次运行未作该项检查；可在 [limits] quality_seconds 放宽",
        "The quality record took longer than {seconds} seconds and was stopped: this run's data was"
        " not judged against its contracts. Give it more time: [limits] quality_seconds.",
    ),
    "doubled": Words(
        "主键重复：{tables}；涉及这些表的疑点会多计，使用金额前请先看数据质量页",
        "KEYS STAND TWICE in {tables}: findings that join them count too much. See the quality page before using any amount.",
    ),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "demo_loaded": Words(
        "已导入：读入 {read} 行，接收 {accepted} 行，作废 {void} 行，重复 {repeated} 行，隔离 {quarantined} 行",
        "loaded {read} read, {accepted} accepted, {void} void, {repeated} repeated, {quarantined} quarantined",
    ),
    "plan_best": Words("已是最优", "the best there is"),
    "plan_gap": Words("与最优至多相差 {gap}", "at most {gap} below the best"),
    "plan_value": Words(
        "预计可追回{value}（{best}）；再增一组可多追回{more}",
        "expected recovery {value} ({best}); one more team would add {more}",
    ),
    "plan_others": Words("同样人天的其他排法：{others}", "at the same team-days: {others}"),
    "plan_lot": Words(
        "随机抽取（种子 {seed}）：{lot}；输入摘要 {hash}",
        "drawn by lot with seed {seed}: {lot}; input {hash}",
    ),
    "lead_state": Words("办理情况：{state}", "Handling: {state}"),
    "whatif_leads": Words(
        "线索 {leads_before} → {leads_after} 条；疑点金额 {amount_before} → {amount_after} 元；预计可追回{expected_before} → {expected_after}",
        "leads {leads_before} → {leads_after}; at risk {amount_before} → {amount_after}; expected {expected_before} → {expected_after}",
    ),
    "whatif_scores": Words(
        "异常程度沿用运行 {run_id} 的得分：模型不读取规则参数，也不读取疑点；模型自身的参数不在试算之列",
        "outlier scores are those of run {run_id}: models read neither rules' parameters nor findings;"
        " a model's own parameters are not tried",
    ),
    "same": Words("两次运行的线索相同", "the leads of both runs are the same"),
    "diff": Words(
        "新增 {new} 条，消失 {gone} 条，变化 {moved} 条，未变 {same} 条",
        "{new} new, {gone} gone, {moved} moved, {same} as before",
    ),
    "new": Words("新增", "new"),
    "gone": Words("消失", "gone"),
    "changed": Words("有变", "changed"),
    "covered": Words("已覆盖", "covered"),
    "bureau": Words("待填参考表", "bureau"),
    "open": Words("未覆盖", "open"),
    "coverage": Words(
        "{n} 类中已有答案 {answered} 类：开箱可用 {covered} 类，须医保部门填参考表 {bureau} 类；"
        "随附知识涉及 {behind} 类 {shipped} 条，其中 {read} 条已有本类规则读取",
        "{answered} of {n} classes answered: {covered} as shipped, {bureau} once the bureau fills a table;"
        " {read} of {shipped} shipped rows, of {behind} classes, are read by a rule of their class",
    ),
    "no_rows": Words("没有记录，由医保部门自行维护", "no rows: the bureau fills it"),
    "tables_rows": Words("共 {n} 张表，{rows} 行", "{n} tables, {rows} rows"),
    "rows_of": Words("{table}：{n} 行；字段：{columns}", "{n} rows of {table}; columns: {columns}"),
    "rows_in_order": Words("{table}：{n} 行，均符合要求", "{n} rows of {table} are in order"),
    "names_nothing": Words(
        "其中 {n} 行在已导入的结算数据中没有对应的项目、诊断或手术，请核对编码：",
        "{n} of them name nothing that the loaded claims hold; are their codes right?",
    ),
    "rows_change": Words(
        "{table}：新增 {added} 行，有变 {changed} 行，减少 {gone} 行，不变 {same} 行",
        "{table}: {added} new, {changed} changed, {gone} gone, {same} unchanged",
    ),
    "rows_held": Words(
        "新增和有变的行中，{n} 行在已导入的结算数据中有对应的项目、诊断或手术",
        "{n} of the new and changed rows name something of the loaded claims",
    ),
    "read_by": Words("读取此表的规则：{rules}", "read by: {rules}"),
    "findings_untried": Words(
        "未试算疑点（--no-findings，或尚未导入数据）",
        "findings not tried (--no-findings, or nothing is loaded)",
    ),
    "rows_taken": Words(
        "{table}：已收录到 {file}，下次运行生效",
        "{table}: taken into {file}; the next run judges by it",
    ),
    "rows_confirmed": Words("已确认 {n} 行", "{n} rows confirmed"),
    "rows_dropped": Words("已停用 {n} 行", "{n} rows set aside"),
    "moved": Words("变化", "moved"),
    "selfcheck_written": Words("{file}：{n} 条明细待自查", "{file}: {n} lines to be checked"),
    "selfcheck_sum": Words(
        "自查违规金额 {found} 元，疑点金额 {ours} 元",
        "found wrong {found} yuan of {ours} in question",
    ),
    "total_rules": Words("共 {n} 条规则", "{n} rules"),
}
"""Sentences that commands print."""


def spoken() -> str:
    """The language that is set: FEIJIAN_LANG, else the system's; Chinese where it says neither."""
    own = os.environ.get(LANG_VARIABLE, "")
    if own in ("zh", "en"):
        return own
    system = next(
        (v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n, ""))), ""
    )
    return "en" if system.lower().startswith("en") else "zh"


def heads(names: Sequence[str], lang: str) -> list[str]:
    """Columns as they are called on the screen."""
    return [HEADS[n].to(lang) if n in HEADS else n for n in names]


def said(key: str, lang: str, **values: object) -> str:
    """A sentence in the wanted language."""
    return SAID[key].to(lang).format(**values)
