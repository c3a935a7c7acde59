"""check --lines: what the rules say of one encounter's charges before they are settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from feijian.cli.show import print_json, print_table
from feijian.library.words import Words

TEXTS: Mapping[str, Words] = {
    "head": Words(
        "就诊 {encounter}：费用 {lines} 条，提示 {found} 条",
        "Encounter {encounter}: {lines} charges, {found} findings",
    ),
    "line": Words("费用", "charge"),
    "rule": Words("规则", "rule"),
    "certainty": Words("性质", "certainty"),
    "message": Words("提示", "what stands out"),
    "definite": Words("明确违规", "definite"),
    "suspect": Words("可疑", "suspect"),
    "basis": Words("依据：{told}", "Basis: {told}"),
    "right": Words("合规情形：{told}", "It is in order where: {told}"),
    "ready": Words("请备查：{told}", "Have ready: {told}"),
    "nothing": Words(
        "能够判断的 {n} 条规则未提示。这不等于合规。",
        "{n} rules that can say something now found nothing. That is not a clearance.",
    ),
    "not_yet": Words(
        "尚不能判断（待结算 {settlement} 条、待分组 {grouping} 条规则）：{rules}",
        "Not yet ({settlement} rules wait for the settlement, {grouping} for the grouping): {rules}",
    ),
    "not_applicable": Words("缺少数据、无法判断的规则 {n} 条", "{n} rules lack data"),
    "failed": Words("运行失败的规则：{rules}", "Rules that failed: {rules}"),
    "history": Words(
        "既往就诊 {encounters} 次，数据截至 {known_until}（{days_old} 天前），最近批次 {delivered_at}",
        "History: {encounters} encounters, known until {known_until} ({days_old} days ago), last delivery {delivered_at}",
    ),
    "no_history": Words(
        "库中没有该参保人的既往就诊；数据截至 {known_until}（{days_old} 天前）",
        "Nothing is known of the person before; data until {known_until} ({days_old} days ago)",
    ),
}


def check_lines(
    folder: Path, file: Path, library: Sequence[Path], as_of: str | None, lang: str, as_json: bool
) -> None:
    """Judge the encounter of a file and print the answer; the warehouse is only read."""
    from feijian.asking.answering import answered
    from feijian.cli.options import as_of_or_today
    from feijian.ingest.load.unsettled import read_upload
    from feijian.workspace import Workspace

    workspace = Workspace.open(folder)
    answer = answered(
        workspace, read_upload(file), file.name, as_of_or_today(as_of, folder), tuple(library)
    )
    if as_json:
        print_json(answer)
    else:
        _print(answer, lang)


def _print(answer: Mapping[str, Any], lang: str) -> None:
    def say(key: str, **values: object) -> str:
        return TEXTS[key].to(lang).format(**values)

    told = [(line["claim_line_id"], f) for line in answer["lines"] for f in line["findings"]]
    told += [("", f) for f in answer["findings"]]
    shown = {f["finding"]: f for _, f in told}
    print(
        say("head", encounter=answer["encounter_id"], lines=len(answer["lines"]), found=len(shown))
    )
    if told:
        print_table(
            [say(k) for k in ("line", "certainty", "rule", "message")],
            [[line, say(f["certainty"]), f["rule_id"], f[f"message_{lang}"]] for line, f in told],
        )
    comma = "；" if lang == "zh" else "; "
    for finding in {f["rule_id"]: f for f in shown.values()}.values():
        print(f"{finding['rule_id']} · {finding['title_' + lang]}")
        for key, name in (
            ("basis", f"basis_{lang}"),
            ("right", f"in_order_where_{lang}"),
            ("ready", f"have_ready_{lang}"),
        ):
            if finding[name]:
                print("  " + say(key, told=comma.join(finding[name])))
    if not shown:
        print(say("nothing", n=len(answer["judged"])))
    waits = answer["not_yet"]
    if waits:
        counts = {k: sum(v == k for v in waits.values()) for k in ("settlement", "grouping")}
        print(say("not_yet", rules=", ".join(sorted(waits)), **counts))
    if answer["not_applicable"]:
        print(say("not_applicable", n=len(answer["not_applicable"])))
    if answer["failed"]:
        print(say("failed", rules=", ".join(sorted(answer["failed"]))))
    history = answer["history"]
    print(say("history" if history["encounters"] else "no_history", **history))
