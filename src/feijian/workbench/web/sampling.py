"""Pages of samples and self-checks: what is drawn and estimated, what a hospital finds wrong itself."""

from __future__ import annotations

import polars as pl
from starlette.responses import Response

from feijian.errors import Problem, UsageError
from feijian.leads.labels import FAMILIES, masked_subject
from feijian.messages import in_words, sentence
from feijian.plain import Row
from feijian.workbench import samples, selfchecks
from feijian.workbench.clues import day_of
from feijian.workbench.exports import workbook
from feijian.workbench.sample import SAY, Unit, size_for
from feijian.workbench.samples import Sample
from feijian.workbench.selfcheck import STATUSES, comparison_rows
from feijian.workbench.selfchecks import SelfCheck
from feijian.workbench.shelf import Shelf
from feijian.workbench.web.context import Asked, segment, title_of
from feijian.workbench.web.protect import Refused
from feijian.workbench.web.visits import EXCEL
from feijian.workspace import audit

SHOWN = 300
"""Lines of a returned self-check that a page shows; the workbook of it has all."""
ALIKE = 20
"""Events of one rule at one provider from which the page offers them for a sample."""


def _sees(asked: Asked, provider_id: str) -> bool:
    provider = asked.desk.shelf.providers.get(provider_id)
    return provider is not None and asked.who.sees(provider["region_code"])


def _name(asked: Asked, provider_id: str) -> str:
    return str((asked.desk.shelf.providers.get(provider_id) or {}).get("name") or provider_id)


def sample_list(asked: Asked) -> Response:
    desk = asked.desk
    its = [s for s in desk.samples.by_id.values() if _sees(asked, s.provider_id)]
    rows = [
        {
            "sample": s,
            "name": _name(asked, s.provider_id),
            "judged": len(samples.judged(s, desk.cases)),
        }
        for s in sorted(its, key=lambda s: s.sample_id, reverse=True)
    ]
    return asked.page(
        "samples.html.j2", {"rows": rows, "alike": _alike(asked), "rule_title": title_of(asked)}
    )


def _alike(asked: Asked) -> list[Row]:
    """Rules with many events at one provider, the most money first."""
    found = (
        asked.desk.shelf.events.filter(
            pl.col("provider_id").is_not_null() & pl.col("amount_at_risk").is_not_null()
        )
        .select("provider_id", "amount_at_risk", pl.col("rule_ids").alias("rule_id"))
        .explode("rule_id")
        .group_by("provider_id", "rule_id")
        .agg(pl.len().alias("events"), pl.col("amount_at_risk").sum().alias("amount"))
        .filter(pl.col("events") >= ALIKE)
        .sort("amount", "provider_id", "rule_id", descending=[True, False, False])
    )
    return [
        {**r, "name": _name(asked, r["provider_id"])}
        for r in found.to_dicts()
        if _sees(asked, r["provider_id"])
    ][:40]


def draw(asked: Asked) -> Response:
    form, desk = asked.form, asked.desk
    provider_id, _, rule_id = form["of"].partition(" ")
    if not _sees(asked, provider_id):
        raise Refused(404, "not_found")
    for name in ("seed", "size"):
        if form[name] and not (form[name].isdecimal() and len(form[name]) < 10):
            raise UsageError(Problem(name, "is not a whole number", "Write one."))
    events = desk.shelf.events.filter(
        (pl.col("provider_id") == provider_id) & pl.col("rule_ids").list.contains(rule_id)
    )
    known = events.filter(pl.col("amount_at_risk").is_not_null())
    amounts = {e: float(a) for e, a in known.select("event_id", "amount_at_risk").iter_rows()}
    if not amounts:
        raise UsageError(
            Problem("sample", "no event of this kind has an amount", "Choose another.")
        )
    # half of the money expected to be upheld, the bound within a fifth of it: where no size is given
    size = (
        int(form["size"])
        if form["size"]
        else size_for([Unit(k, a) for k, a in amounts.items()], 0.5, 0.2)
    )
    given = {
        "run_id": desk.shelf.run_id,
        "rule_id": rule_id,
        "provider_id": provider_id,
        "seed": int(form["seed"] or 0),
        "without_amount": events.height - known.height,
        "larger_of": form["larger_of"],
    }
    made = desk.act(
        asked.who.login,
        lambda: [samples.drawn(desk.samples, given, amounts, size, asked.today)],
    )[0]
    logged = {k: given[k] for k in ("run_id", "rule_id", "provider_id", "seed")}
    audit.record(desk.workspace.root, "sample", {"sample": made.subject, **logged}, asked.who.login)
    return asked.go(f"/samples/{segment(made.subject)}")


def _sample(asked: Asked) -> Sample:
    found = asked.desk.samples.by_id.get(asked.path("sample_id"))
    if found is None or not _sees(asked, found.provider_id):
        raise Refused(404, "not_found")
    return found


def _shown(event: Row | None) -> Row | None:
    """An event as a table names it: its days and whom it is about, persons masked."""
    if event is None:
        return None
    subject = masked_subject(event["subject_kind"], event["subject_id"])
    return {**event, "subject": subject}


def sample(asked: Asked) -> Response:
    its, desk = _sample(asked), asked.desk
    upheld = samples.judged(its, desk.cases)
    fault = ""
    try:
        found = samples.estimated(its, desk.cases)
    except UsageError as error:
        found, fault = None, "\n".join(in_words(str(p), asked.say.lang) for p in error.problems)
    values = {
        "sample": its,
        "name": _name(asked, its.provider_id),
        "rule_title": title_of(asked),
        "strata": samples.seen_as(its, desk.cases),
        "upheld": upheld,
        "gone": {k for k in its.drawn if desk.shelf.event(k) is None},
        "shown": {k: _shown(desk.shelf.event(k)) for k in its.drawn},
        "states": {k: desk.cases.of(k).state for k in its.drawn},
        "outcomes": {k: (desk.cases.of(k).verdict or {}).get("outcome") for k in its.drawn},
        "found": found,
        "fault": fault,
        "sentence": asked.say.of(SAY["sentence"]),
        "answers": [s for s in desk.samples.by_id.values() if s.larger_of == its.sample_id],
    }
    return asked.page("sample.html.j2", values)


def check_list(asked: Asked) -> Response:
    desk = asked.desk
    its = [c for c in desk.selfchecks.by_id.values() if _sees(asked, c.provider_id)]
    its.sort(key=lambda c: (not c.overdue(asked.today), c.back is not None, c.due, c.check_id))
    values = {
        "rows": [{"its": c, "name": _name(asked, c.provider_id)} for c in its],
        "providers": sorted(
            (p, r["name"] or p)
            for p, r in desk.shelf.providers.items()
            if asked.who.sees(r["region_code"])
        ),
    }
    return asked.page("selfchecks.html.j2", values)


def send_check(asked: Asked) -> Response:
    form, desk = asked.form, asked.desk
    provider_id = form["provider_id"]
    if not _sees(asked, provider_id):
        raise Refused(404, "not_found")
    families = [f for f in form.all("family") if f]
    if set(families) - set(FAMILIES):
        raise Refused(400, "no_such_choice")
    due = day_of(form["due"], asked.say("due"))
    made = desk.act(
        asked.who.login,
        lambda: [
            selfchecks.sent(desk.selfchecks, desk.shelf, provider_id, families, due, asked.today)
        ],
    )[0]
    return asked.go(f"/selfchecks/{segment(made.subject)}")


def _check(asked: Asked) -> SelfCheck:
    found = asked.desk.selfchecks.by_id.get(asked.path("check_id"))
    if found is None or not _sees(asked, found.provider_id):
        raise Refused(404, "not_found")
    return found


def _shelf(asked: Asked, its: SelfCheck) -> Shelf:
    """The run that the form was made of; a newer one may have other lines."""
    found = asked.desk.shelf_of(its.run_id)
    if found is None:
        what = sentence("the run {run} is no longer there", run=its.run_id)
        raise UsageError(Problem(its.check_id, what, "Make a new form."))
    return found


def check(asked: Asked) -> Response:
    its = _check(asked)
    found = selfchecks.comparison_of(its)
    values = {
        "its": its,
        "name": _name(asked, its.provider_id),
        "back": its.back,
        "rows": found.answers[:SHOWN],
        "problems": [p[asked.say.lang] for p in (its.back or {}).get("problems", ())],
        "counts": {s: found.count(s) for s in STATUSES},
        "STATUSES": STATUSES,
        "shown": SHOWN,
    }
    return asked.page("selfcheck.html.j2", values)


def check_form(asked: Asked) -> Response:
    its = _check(asked)
    data = selfchecks.form_of(its, _shelf(asked, its), asked.desk.workspace, asked.say.lang)
    headers = {"Content-Disposition": f'attachment; filename="{its.check_id}.xlsx"'}
    return Response(data, media_type=EXCEL, headers=headers)


def check_back(asked: Asked) -> Response:
    its, desk = _check(asked), asked.desk
    act = selfchecks.back(its, _shelf(asked, its), desk.workspace, asked.form.file, asked.say.lang)
    desk.act(asked.who.login, lambda: [act])
    return asked.go(f"/selfchecks/{segment(its.check_id)}")


def check_result(asked: Asked) -> Response:
    """The whole comparison as a workbook."""
    its = _check(asked)
    if its.back is None:
        raise Refused(404, "not_found")
    rows = comparison_rows(selfchecks.comparison_of(its), asked.say.lang)
    columns = [
        ("status", asked.say("state"), "text"),
        ("matter", asked.say("matter"), "text"),
        ("item", asked.say("item"), "text"),
        ("charged", asked.say("line_amount"), "money"),
        ("at_risk", asked.say("amount"), "money"),
        ("admitted", asked.say("admitted"), "money"),
        ("reason", asked.say("reason"), "text"),
        ("event_id", asked.say("event"), "text"),
        ("line_id", asked.say("code"), "text"),
    ]
    data = workbook([(asked.say("selfchecks"), columns, rows)])
    headers = {"Content-Disposition": f'attachment; filename="{its.check_id}-result.xlsx"'}
    return Response(data, media_type=EXCEL, headers=headers)
