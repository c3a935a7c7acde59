"""What a run found, on one screen: printed when it ends, and by `runs show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.cli.show import print_table, tell, yuan
from feijian.cli.words import said
from feijian.plain import Json

if TYPE_CHECKING:
    from feijian.workspace import Run


def print_summary(run: Run, summary: Json, lang: str) -> None:
    """Print rules, models, the first ten leads and where the reports lie.

    summary: what each step of the run said of itself, by step, as its manifest has it.
    """
    from feijian.leads.lift import lift_lines
    from feijian.leads.show import last_day, leads_table
    from feijian.library import notes
    from feijian.night.record import late_tables

    judged, ranked = summary["judge"], summary["rank"]
    late = summary["assess"].get("late_after_seconds")
    if late:
        tables = late_tables(summary["assess"], lang)
        print(said("quality_late", lang, seconds=late, tables=tables))
    doubled = summary["assess"].get("doubled_keys", [])
    if doubled:
        print(said("doubled", lang, tables=", ".join(doubled)))
    comma = "、" if lang == "zh" else ", "
    rules = comma.join(f"{notes.outcome(o, lang)} {n}" for o, n in judged["rules"].items())
    print(said("run", lang, run_id=run.run_id, as_of=run.request.as_of))
    print(
        said(
            "rules",
            lang,
            rules=rules,
            findings=f"{judged['findings']:,}",
            exempted=judged["exempted"],
            settled=judged["settled"],
        )
    )
    for name in summary["prepare"].get("derived_failed", ()):
        print(said("failed", lang, rule=f"derived.{name}"))
    for rule_id in judged["failed"]:
        print(said("failed", lang, rule=rule_id))
    scored = ((o, summary["score"].get(o)) for o in notes.OUTCOMES)
    models = comma.join(f"{notes.outcome(o, lang)} {n}" for o, n in scored if n)
    print(said("models", lang, models=models))
    headers, rows = leads_table(run, lang, limit=10)
    if rows:
        print_table(headers, rows, right=[0, 4, 5, 6, 7], optional=[1, 3, 4, 7])
    else:
        print(said("no_leads_swept" if run.request.kind == "sweep" else "no_leads", lang))
    last = last_day(run)
    if last is not None and last > run.request.as_of:
        print(said("as_of_early", lang, as_of=run.request.as_of, last=last))
    for line in lift_lines(ranked, lang) if ranked.get("ranking_lift") else []:
        tell(line)
    print(
        said(
            "leads",
            lang,
            n=f"{ranked.get('leads', 0):,}",
            amount=yuan(ranked.get("amount_at_risk")),
        )
    )
    print(said("report", lang, file=run.file("report.html" if lang == "zh" else "report.en.html")))
    print(said("excel", lang, file=run.file("leads.xlsx" if lang == "zh" else "leads.en.xlsx")))
    if doubled:
        print(said("doubled", lang, tables=", ".join(doubled)))
    if run.request.kind == "sweep":
        print(said("packs", lang, folder=run.directory / "packs"))
