"""Which rules' gates were tried on just these inputs before: `python -m tests.rules.proven` tries the others.

The gates ask a rule's cases some hundred times, a fifth of what all tests cost, and what they say follows from
files alone. So what they said is kept beside this module (`proven.tsv`) with a digest of those files: the rule,
its cases, the derived tables it reads, the contracts and shipped rows of all tables that these read, the program of the gates and
the engines' editions. A rule of which any of them changed is tried in every run of the tests, until it is proven
anew and the list written. `FEIJIAN_GATES=all` tries every rule.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from tests.shared import builtin_book

from feijian.contracts import closure
from feijian.rules import RuleBook
from feijian.rules.book import cases_file
from feijian.rules.cases import prepare_all
from feijian.rules.gates import run_gates

LIST = Path(__file__).with_name("proven.tsv")
ROOT = Path(__file__).parents[2]
PROGRAM = (
    "contracts/world.py",
    "contracts/deriving.py",
    "library/cases.py",
    "library/comparison.py",
    "rules/cases.py",
    "rules/conditions.py",
    "rules/gates.py",
    "rules/parameter.py",
    "workspace/lookups.py",
)
"""What decides beside the content whether a case notices a change, below src/feijian."""
ENGINES = ("duckdb", "sqlglot")


def content_of(book: RuleBook, rule_id: str) -> list[Path]:
    """The files of content from which follows what a rule finds in its cases."""
    rule = book.get(rule_id)
    reads = set(book.reads[rule_id])
    derived = closure(book.derived, {name for schema, name in reads if schema == "derived"})
    for table in derived:
        reads |= table.reads
    names = {name for _, name in reads}
    contracts = [t.file.path for t in book.catalogue.tables if t.name in names]
    shipped = [
        rows
        for p in contracts
        if (rows := p.with_name(p.name.replace(".odcs.yaml", ".csv"))).exists()
    ]
    content = rule.headed.file
    own = [content.path, cases_file(content).path, *(d.headed.file.path for d in derived)]
    return [*own, *contracts, *shipped]


def files_of(book: RuleBook, rule_id: str) -> list[Path]:
    """The files from which follows what the gates say of a rule."""
    program = (ROOT / "src" / "feijian" / name for name in PROGRAM)
    return [*content_of(book, rule_id), *program]


def digest_of(files: Iterable[Path], engines: Iterable[str] = ()) -> str:
    """A digest of files, each by its name and bytes, and of the editions of engines."""
    whole = hashlib.sha256()
    for file in sorted(set(files)):
        whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for engine in engines:
        whole.update(f"{engine} {version(engine)}".encode())
    return whole.hexdigest()[:16]


def digest(book: RuleBook, rule_id: str) -> str:
    """What tells the inputs of a rule's gates from others."""
    return digest_of(files_of(book, rule_id), ENGINES)


def listed() -> dict[str, str]:
    """Rule → digest of the inputs on which its gates held."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row["digest"] for row in csv.DictReader(file, delimiter="\t")}


def is_proven(book: RuleBook, rule_id: str) -> bool:
    """Whether the gates held on just these inputs, and nobody asks for all of them."""
    wanted = os.environ.get("FEIJIAN_GATES") == "all"
    return not wanted and listed().get(rule_id) == digest(book, rule_id)


def write(proven: Iterable[tuple[str, str]]) -> None:
    """Write the list: rule and digest, by rule."""
    rows = "".join(f"{rule}\t{told}\n" for rule, told in sorted(proven))
    LIST.write_text(f"rule\tdigest\n{rows}", encoding="utf-8")


def prove(book: RuleBook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Try every rule that is not proven; (rule, changes that no case noticed)."""
    for rule in book.rules:
        if not is_proven(book, rule.id):
            prepared = prepare_all(book, rule)
            failing = tuple(c.case.name for c in prepared if c.difference(rule))
            yield rule.id, failing or run_gates(book, rule, prepared).survivors


def prove_other_tests(book: RuleBook) -> int:
    """Try what other tests ask of rules again, and note what holds; how much does not."""
    from tests.rules import held

    tested = {(test, rule.id) for test in held.TESTS for rule in book.rules}
    known = {key: held.digest(book, *key) for key in tested if held.is_held(book, *key)}
    failed = 0
    for key, why in held.try_again(book):
        print(*key, why or "holds", flush=True)
        failed += bool(why)
        if not why:
            known[key] = held.digest(book, *key)
            held.write(known.items())
    return failed


def main() -> int:
    book = builtin_book()
    known = {r.id: digest(book, r.id) for r in book.rules if is_proven(book, r.id)}
    failed = prove_other_tests(book)
    for rule_id, survivors in prove(book):
        print(rule_id, *(survivors or ["holds"]), sep="\n  ", flush=True)
        failed += bool(survivors)
        if not survivors:
            known[rule_id] = digest(book, rule_id)
            write(known.items())
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
