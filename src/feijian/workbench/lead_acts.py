"""Acts about a whole lead, appended to the workbench's store: assign, status, due, note, settled."""

from __future__ import annotations

from datetime import date

from feijian.errors import Problem, UsageError
from feijian.leads import acts, tables
from feijian.leads.show import lead_facts
from feijian.leads.step import read_table
from feijian.messages import sentence
from feijian.verdicts.settled import settle_findings, unsettle_findings
from feijian.workbench.cases import free_text
from feijian.workbench.desk import Desk
from feijian.workbench.store import Act, Event
from feijian.workspace import Run

MOST_NAME = 60


def assign(desk: Desk, who: str, run: Run, lead: str, to: str) -> Event:
    """Give a lead to somebody; an empty name takes it back."""
    name = free_text(to, "assignee")
    if len(name) > MOST_NAME or "\n" in name:
        raise UsageError(
            Problem(
                "assignee",
                "is not a name",
                sentence("One line, {most_name} characters.", most_name=MOST_NAME),
            )
        )
    return _append(desk, who, run, lead, acts.ASSIGNED, {"to": name})


def set_status(desk: Desk, who: str, run: Run, lead: str, status: str) -> Event:
    if status not in acts.STATES:
        raise UsageError(
            Problem(
                status,
                "there is no such status",
                sentence("One of: {states}.", states=", ".join(acts.STATES)),
            )
        )
    return _append(desk, who, run, lead, acts.STATUS, {"status": status})


def set_due(desk: Desk, who: str, run: Run, lead: str, due: date | None) -> Event:
    """Set a lead's day, or with None take it away."""
    return _append(desk, who, run, lead, acts.DUE, {"due": due.isoformat() if due else ""})


def note(desk: Desk, who: str, run: Run, lead: str, text: str) -> Event:
    said = free_text(text, "note")
    if not said:
        raise UsageError(Problem("note", "is empty", "Write what is to be remembered."))
    return _append(desk, who, run, lead, acts.NOTED, {"text": said})


def settle(desk: Desk, who: str, run: Run, lead: str, how: str) -> Event:
    """A whole lead was recovered or corrected; its findings are left out of the runs that follow."""
    said = free_text(how, "how")
    if not said:
        raise UsageError(Problem("how", "is empty", "Write how it was recovered or corrected."))
    made = _append(desk, who, run, lead, acts.SETTLED, {"how": said})
    settle_findings(desk.workspace.verdicts, _findings(run, made.subject), said, made.subject)
    return made


def reopen(desk: Desk, who: str, run: Run, lead: str) -> Event:
    """Take back that a whole lead was settled."""
    known = acts.lead_states(desk.workspace)
    if lead not in known:
        lead = lead_facts(run, lead)["lead_id"]
    if not (known.get(lead) and known[lead].settled):
        raise UsageError(Problem(lead, "was not settled as a whole", "Nothing to take back."))
    made = desk.act(who, lambda: [Act(acts.SETTLED, lead, {"how": ""})])[0]
    unsettle_findings(desk.workspace.verdicts, lead)
    return made


def _append(desk: Desk, who: str, run: Run, lead: str, kind: str, body: dict[str, str]) -> Event:
    """Append an act about a lead, named by its id or rank. Raises UsageError where there is none."""
    lead_id = lead_facts(run, lead)["lead_id"]
    return desk.act(who, lambda: [Act(kind, lead_id, {**body, "run_id": run.run_id})])[0]


def _findings(run: Run, lead_id: str) -> list[str]:
    leads = read_table(run, "leads.parquet", tables.LEADS)
    found = leads.filter(leads["lead_id"] == lead_id)["finding_ids"].explode().drop_nulls()
    return sorted(found.to_list())
