"""check --lines: what the rules say of charges before they are settled, of one encounter or many."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from feijian.cli.show import print_json, print_table
from feijian.cli.words import heads
from feijian.errors import UsageError
from feijian.messages import in_words
from feijian.messages.labels import Labels

TEXTS = Labels("check")


def check_lines(
    folder: Path, file: Path, library: Sequence[Path], as_of: str | None, lang: str, as_json: bool
) -> None:
    """Judge the encounters of a file and print the answers; the warehouse is only read."""
    from feijian.asking.answering import answered, most_of
    from feijian.cli.options import as_of_or_today
    from feijian.ingest.unsettled.upload import read_question
    from feijian.workspace import Workspace

    workspace = Workspace.open(folder)
    question = read_question(file, most_of(workspace))
    reply = answered(workspace, question, as_of_or_today(as_of, folder), tuple(library))
    if reply.problems:
        raise UsageError(reply.problems)
    if as_json and not reply.is_list:
        print_json(reply.answers[0])
        return
    for answer in reply.answers:
        if as_json:  # one answer a line
            print(json.dumps(answer, ensure_ascii=False, default=str))
        elif "problems" in answer:
            _print_problems(answer, lang)
        else:
            _print(answer, lang)


def _print_problems(answer: Mapping[str, Any], lang: str) -> None:
    """What is wrong with one encounter of several: the others are answered all the same."""
    encounter = answer["encounter_id"] or "—"
    comma = "；" if lang == "zh" else "; "
    wrong = comma.join(in_words(p["what"], lang) for p in answer["problems"])
    print(TEXTS["unread"].to(lang).format(encounter=encounter, wrong=wrong))


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
            heads(("line_id", "certainty", "rule", "message"), lang),
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
    if answer["unknown_codes"]:
        columns = [f"{column} ({n})" for column, n in answer["unknown_codes"].items()]
        print(say("unknown_codes", told=comma.join(columns)))
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
