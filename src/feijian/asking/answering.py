"""Encounters asked about in the daytime: read, judged over each person's history, and told."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from feijian.asking.asked import LineStanding, standing
from feijian.asking.first_steps import Learnt
from feijian.asking.snapshot import require_prepared
from feijian.asking.unsettled import check_encounters
from feijian.asking.unsettled_world import WaitingWorld
from feijian.contracts.sql_limits import DEFAULT_SECONDS
from feijian.errors import Problem, UsageError
from feijian.ingest.unsettled.charges import Forms, forms_of, reading_world, stage
from feijian.ingest.unsettled.upload import Most, Question, question_of
from feijian.library.kept import kept, library_digest
from feijian.plain import Json
from feijian.rules.checked import CheckedRules, checked_rules, content_of
from feijian.rules.header import Rule
from feijian.rules.overrides import stated_as_set
from feijian.workspace import Run, RunRequest, Workspace

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from feijian.asking.asked import Answer
    from feijian.contracts import Content


NO_CODES: Mapping[str, int] = MappingProxyType({})
TOGETHER = 100
"""Questions that waited and are judged together at most."""


WARM, WARM_EACH = 12, 4
"""Visits that are asked about before anybody asks: in all, and at each desk."""
NEWEST = "select encounter_id, person_id from canonical.encounter order by started_at desc limit $1"
LINES_OF = "select * exclude (claim_id) from canonical.claim_line where person_id = $1 and encounter_id = $2"


@dataclass(frozen=True)
class Library:
    """The content that answers are given by, read and checked once."""

    content: Content
    checked: CheckedRules
    forms: Forms


def library_of(workspace: Workspace, as_of: date, library: Sequence[Path] = ()) -> Library:
    """The workspace's content with rules checked and the forms of an upload."""
    request = RunRequest(as_of, library=tuple(str(p.resolve()) for p in library))
    content = content_of(workspace, Run("", workspace.root, request))
    forms = kept(
        workspace.kept,
        "forms",
        library_digest(content.library),
        workspace.privacy_key(),
        Forms,
        lambda: forms_of(content.library, content.catalogue),
    )
    return Library(content, checked_rules(workspace, content), forms)


@dataclass(frozen=True)
class Reply:
    """What is said to one question: an answer, a list of them, or what is wrong with it.

    Of a list each encounter has an answer, or its own `problems`.
    """

    answers: Sequence[Json]
    is_list: bool
    problems: tuple[Problem, ...] = ()


class Answers:
    """Answers of one day from one state of the warehouse, to several questions at the same time.

    source: the warehouse, or a copy of it. A desk has a world of its own, empty after each answer.
    Questions that wait for a desk are judged together: it takes hardly longer than one of them.
    """

    def __init__(
        self,
        workspace: Workspace,
        library: Library,
        source: duckdb.DuckDBPyConnection,
        as_of: date,
        workers: int = 1,
    ) -> None:
        """Raises WorkspaceError where no run has prepared the tables of today's content."""
        self.library, self.as_of = library, as_of
        require_prepared(source, library.content.catalogue)
        self.known: LineStanding = standing(
            source, library.content, library.checked, workspace.settings(), as_of
        )
        self._legal = legal_of(source)
        parameters = workspace.settings().parameters
        rules = library.checked.book.rules
        self._rules = {r.id: stated_as_set(r, parameters, as_of) for r in rules}
        self._waiting: deque[_Asked] = deque()
        learnt = Learnt()
        # more desks than processors make each question slower, and fewer of them are judged together
        desks = max(1, min(workers, processors()))
        self._free = [_Desk(source.cursor(), library.content, learnt) for _ in range(desks)]
        # what a question would wait for: the lists are asked of every item's name once
        self._free[0].world.learn_names(
            {name for name, _ in self.known.items.values() if name}, DEFAULT_SECONDS
        )
        self._desks, self._changed = desks, threading.Condition()

    def warm_up(self, source: duckdb.DuckDBPyConnection) -> None:
        """Ask of the newest visits what questions will ask, so that the first of them finds plans made."""
        visits = source.execute(NEWEST, [WARM]).fetchall()
        for number, (encounter, person) in enumerate(visits):
            found = source.execute(LINES_OF, [person, encounter])
            heads, rows = [d[0] for d in found.description or []], found.fetchall()
            if not rows:
                continue
            cells = [zip(heads, row, strict=True) for row in rows]
            told = [{k: str(v) for k, v in row if v is not None} for row in cells]
            with suppress(UsageError):  # larger than a question may be
                question = question_of(told, "a visit of before", Most())
                for desk in self._free if number < WARM_EACH else self._free[:1]:
                    self._replies(desk, [question])

    def answer(self, question: Question) -> Reply:
        """What the rules say to a question, as plain values."""
        mine = _Asked(question)
        with self._changed:
            self._waiting.append(mine)
        while True:
            with self._changed:
                while not mine.reply.done() and not (self._free and self._waiting):
                    self._changed.wait()
                if mine.reply.done():
                    return mine.reply.result()
                desk = self._free.pop()
                most = min(len(self._waiting), TOGETHER)
                taken = [self._waiting.popleft() for _ in range(most)]
            try:
                self._serve(desk, taken)
            finally:
                with self._changed:
                    self._free.append(desk)
                    self._changed.notify_all()

    def _serve(self, desk: _Desk, taken: Sequence[_Asked]) -> None:
        try:
            replies = self._replies(desk, [one.question for one in taken])
        except BaseException as error:  # noqa: BLE001 - whoever asked is told
            for one in taken:
                one.reply.set_exception(error)
            return
        for one, reply in zip(taken, replies, strict=True):
            one.reply.set_result(reply)

    def _replies(self, desk: _Desk, questions: Sequence[Question]) -> list[Reply]:
        content, reads = self.library.content, self.library.checked.book.reads
        staged = stage(desk.reader, content.catalogue, self.library.forms, questions)
        rows = [one.rows for its in staged for one in its if one.rows is not None]
        given = iter(check_encounters(desk.source, self.known, reads, rows, desk.world))
        replies = []
        for question, its in zip(questions, staged, strict=True):
            told_of: list[Json] = []
            for one in its:
                if one.rows is None:
                    wrong = [{"what": p.what, "todo": p.todo} for p in one.problems]
                    told_of.append({"encounter_id": one.encounter_id, "problems": wrong})
                else:
                    charges, said = one.rows.charges, next(given)
                    told_of.append(told(said, self._rules, self._legal, charges, one.unknown))
            is_list = question.is_list or len(its) > 1
            problems = () if is_list else its[0].problems
            replies.append(Reply(told_of, is_list, problems))
        return replies

    def close(self) -> None:
        """Close every world; answers under way are waited for."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._free) == self._desks)
            for desk in self._free:
                desk.close()


class _Asked:
    """A question that waits, and where its reply will be."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.reply: Future[Reply] = Future()


class _Desk:
    """What answers are worked out with: the history, a world that waits, one to read uploads in."""

    def __init__(self, source: duckdb.DuckDBPyConnection, content: Content, learnt: Learnt) -> None:
        self.source = source
        self.world = WaitingWorld(source, content, learnt)
        self.reader = reading_world(content.catalogue)

    def close(self) -> None:
        self.world.close()
        self.reader.close()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def most_of(workspace: Workspace) -> Most:
    """How large a question the workspace's settings allow."""
    settings = workspace.settings()
    return Most(settings.check_bytes, settings.check_lines)


def answered(
    workspace: Workspace, question: Question, as_of: date, library: Sequence[Path] = ()
) -> Reply:
    """One reply from the warehouse as it is. Raises WorkspaceError where nothing was judged yet."""
    read = library_of(workspace, as_of, library)
    with workspace.reading(whole=True) as warehouse:
        answers = Answers(workspace, read, warehouse, as_of)
        try:
            return answers.answer(question)
        finally:
            answers.close()


def legal_of(source: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The clauses that answers cite."""
    from feijian.leads.warehouse import legal_basis

    return legal_basis(source)


def told(
    answer: Answer,
    rules: Mapping[str, Rule],
    legal: pl.DataFrame,
    lines: Sequence[Mapping[str, Any]],
    unknown: Mapping[str, int] = NO_CODES,
) -> Json:
    """An answer as JSON has it: findings by line, and those that name no line of the upload.

    unknown: by column, how many codes no dictionary has.
    """
    from feijian.rules.legal_basis import by_basis, citation, in_force, of_period

    rows = by_basis(legal)
    by_line: dict[str, list[Json]] = {line: [] for line in answer.lines}
    others = []
    for number, finding in enumerate(answer.findings, start=1):
        rule = rules[finding["rule_id"]]
        day = finding["occurred_from"]
        cited = in_force(legal, {rule.id: rule.basis}, [(rule.id, day)])
        clauses = [row for b in cited for row in of_period(rows[b], (day, day))]
        said = {
            "finding": number,
            "rule_id": rule.id,
            "certainty": finding["certainty"],
            "title_zh": rule.title_zh,
            "title_en": rule.title,
            "message_zh": finding["message_zh"],
            "message_en": finding["message_en"],
            "amount_at_risk": None
            if finding["amount_at_risk"] is None
            else str(finding["amount_at_risk"]),
            "basis": list(cited),
            "basis_zh": [citation(row, "zh") for row in clauses],
            "basis_en": [citation(row, "en") for row in clauses],
            "in_order_where_zh": list(rule.innocent_when_zh),
            "in_order_where_en": list(rule.innocent_when),
            "have_ready_zh": list(rule.verify_by_zh),
            "have_ready_en": list(rule.verify_by),
            "claim_line_ids": list(finding["claim_line_ids"]),
            "encounter_ids": list(finding["encounter_ids"]),
        }
        its = [line for line in answer.lines if line in finding["claim_line_ids"]]
        for line in its:
            by_line[line].append(said)
        if not its:
            others.append(said)
    codes = dict(zip(answer.lines, (line["item_code"] for line in lines), strict=True))
    return {
        "encounter_id": answer.encounter_id,
        "lines": [
            {"claim_line_id": line, "item_code": codes[line], "findings": found}
            for line, found in by_line.items()
        ],
        "findings": others,
        "judged": list(answer.judged),
        "not_yet": dict(answer.not_yet),
        "not_applicable": dict(answer.not_applicable),
        "failed": dict(answer.failed),
        "unknown_codes": dict(unknown),
        "history": dict(answer.history),
    }
