"""A new rule from the template, ready to be changed and checked."""

from __future__ import annotations

from pathlib import Path

from feijian.errors import Problem, UsageError
from feijian.library.roots import builtin_root
from feijian.rules.header import FAMILIES


def write_template(rule_id: str, into: Path) -> list[Path]:
    """Copy the template's two files to `<into>/rules/<family>/<slug>.*`.

    Raises UsageError when the id is no `family.slug` or the rule exists.
    """
    family, _, slug = rule_id.partition(".")
    if family not in FAMILIES or not slug.replace("_", "a").isalnum() or not slug.islower():
        raise UsageError(
            Problem(
                rule_id,
                "is not family.slug",
                f"The slug is lower case with underscores; families: {', '.join(FAMILIES)}.",
            )
        )
    template = builtin_root() / "rules"
    written = []
    for ending in (".sql", ".cases.yaml"):
        target = into / "rules" / family / f"{slug}{ending}"
        if target.exists():
            raise UsageError(Problem(str(target), "is there already", "Choose another name."))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            (template / f"_template{ending}").read_text(encoding="utf-8"), encoding="utf-8"
        )
        written.append(target)
    return written
