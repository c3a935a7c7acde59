"""What the rules say of the bills: `python -m tests.bills [HABIT ...]`, every habit where none is named."""

from __future__ import annotations

import sys

from tests.bills.habits import VARIANTS
from tests.bills.judged import findings
from tests.bills.written import bills


def main(habits: list[str]) -> None:
    names = {f"{stem}-{number:03d}": bill["name"] for number, (stem, bill) in enumerate(bills(), 1)}
    for said in sorted(findings(*habits), key=lambda f: (f.rule, f.subject)):
        written, _, habit = said.subject.partition("~")
        name = next((n for key, n in names.items() if written.startswith(key)), "")
        print(
            said.rule,
            said.certainty,
            said.subject.split("~")[0],
            habit or "as written",
            name,
            sep="\t",
        )


if __name__ == "__main__":
    main(sys.argv[1:] or list(VARIANTS))
