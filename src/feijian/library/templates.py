"""New content from a template, ready to be changed and checked."""

from __future__ import annotations

from pathlib import Path

from feijian.errors import Problem, UsageError
from feijian.library.roots import builtin_root
from feijian.messages import sentence

PLACES = {
    "rules": ("rules", "_template", "family.slug"),
    "models": ("models", "_template", "subject.slug"),
    "derived": ("data_contracts/derived", "_template", "slug"),
}
"""Kind of content → folder of a library, its template's stem there, and the form of an id."""


def write_template(kind: str, identity: str, into: Path) -> list[Path]:
    """Copy the template's two files to where content of that id belongs below `into`.

    Raises UsageError when the id has not the form of its kind or is there already.
    """
    folder, template, form = PLACES[kind]
    parts = identity.split(".")
    is_named = all(p.replace("_", "a").isalnum() and p.islower() and p[0].isalpha() for p in parts)
    if len(parts) != len(form.split(".")) or not is_named:
        what = sentence("is not {form}", form=form)
        raise UsageError(Problem(identity, what, "Lower case letters, digits and underscores."))
    *folders, slug = parts
    written = []
    for ending in (".sql", ".cases.yaml"):
        target = into.joinpath(folder, *folders, f"{slug}{ending}")
        if target.exists():
            raise UsageError(Problem(str(target), "is there already", "Choose another name."))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (builtin_root() / folder / f"{template}{ending}").read_text(encoding="utf-8")
        target.write_text(text, encoding="utf-8")
        written.append(target)
    return written
