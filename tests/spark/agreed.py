"""Whose cases agreed on Spark on just these inputs: `python -m tests.spark.agreed` says who, and who has to be asked.

What a case gives on Spark follows from files and from the words that the query is carried over into. So `make test-spark`
keeps beside this module (`agreed.tsv`) the day on which a rule or a derived table agreed, and a digest of these: its
text and cases, the derived tables, contracts and shipped rows that it reads, its query in Spark's words, how cases
are asked there, and the locked versions. It asks only who has another digest now; `FEIJIAN_SPARK=all` asks all.
"""

from __future__ import annotations

import csv
import os
import sys
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from feijian.contracts import Derived, closure
from feijian.contracts.derived_cases import cases_of
from feijian.engines.spark import spark_query
from feijian.rules import RuleBook
from tests.rules.proven import ROOT, content_of, digest_of
from tests.shared import builtin_book

LIST = Path(__file__).with_name("agreed.tsv")
HOW = (
    ROOT / "tests" / "together.py",
    ROOT / "tests" / "spark" / "engine.py",
    ROOT / "src" / "feijian" / "engines" / "recursion.py",
    ROOT / "src" / "feijian" / "contracts" / "world.py",
    ROOT / "requirements-spark.lock",
)
"""What decides beside content and query whether cases agree."""


@dataclass(frozen=True)
class Agreed:
    """A day and the digest of what was asked on it."""

    day: str
    digest: str


def names(book: RuleBook) -> list[str]:
    """Every rule, and every derived table as the library names it."""
    return [*(r.id for r in book.rules), *(f"derived.{d.name}" for d in book.derived)]


def digest(book: RuleBook, name: str) -> str:
    """What tells the inputs of a rule's, or a derived table's, cases on Spark from others."""
    item = next((d for d in book.derived if f"derived.{d.name}" == name), None)
    files = content_of(book, name) if item is None else _content_of_derived(book, item)
    words = spark_query(book.get(name).sql if item is None else item.sql).sql("spark")
    return sha256(f"{digest_of([*files, *HOW])} {words}".encode()).hexdigest()[:16]


def _content_of_derived(book: RuleBook, item: Derived) -> list[Path]:
    needed = closure(book.derived, [item.name])
    read = {name for d in needed for _, name in d.reads}
    contracts = [t.file.path for t in book.catalogue.tables if t.name in read]
    shipped = [p.with_name(p.name.replace(".odcs.yaml", ".csv")) for p in contracts]
    own = [item.headed.file.path.with_suffix(".cases.yaml"), *(d.headed.file.path for d in needed)]
    return [*own, *contracts, *(p for p in shipped if p.exists())]


def listed() -> dict[str, Agreed]:
    """Who agreed, when, and on what."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["name"]: Agreed(row["day"], row["digest"]) for row in rows}


def has_agreed(book: RuleBook, name: str) -> bool:
    """Whether its cases agreed on just these inputs, and nobody asks for all."""
    if os.environ.get("FEIJIAN_SPARK") == "all":
        return False
    known = listed().get(name)
    return known is not None and known.digest == digest(book, name)


def note(book: RuleBook, name: str, day: str = "") -> None:
    """Keep that its cases agree, and nothing of who is there no more."""
    known = {k: v for k, v in listed().items() if k in names(book)}
    known[name] = Agreed(day or date.today().isoformat(), digest(book, name))
    rows = "".join(f"{k}\t{v.day}\t{v.digest}\n" for k, v in sorted(known.items()))
    LIST.write_text(f"name\tday\tdigest\n{rows}", encoding="utf-8")


def main() -> int:
    """Say how many agree as they are, and name those that have to be asked; 1 where there are any."""
    book = builtin_book()
    waiting = [name for name in names(book) if not has_agreed(book, name)]
    for kind, all_of, cases in (
        ("rules", [r.id for r in book.rules], {r.id: len(book.cases[r.id]) for r in book.rules}),
        (
            "derived tables",
            [f"derived.{d.name}" for d in book.derived],
            {f"derived.{d.name}": len(cases_of(d)) for d in book.derived},
        ),
    ):
        held = [name for name in all_of if name not in waiting]
        print(
            f"{len(held)} of {len(all_of)} {kind} ({sum(cases[n] for n in held)} of {sum(cases.values())}"
            " cases) agreed on Spark as they are now"
        )
    for name in waiting:
        before = listed().get(name)
        print(f"{name}: {f'changed since {before.day}' if before else 'never asked'}")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
