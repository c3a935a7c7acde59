"""rules coverage: the official classes and what answers each."""

from __future__ import annotations

from feijian.cli.options import (
    HERE,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    WorkspaceOption,
    library_folders,
)
from feijian.cli.show import print_json, print_table
from feijian.cli.words import heads, said


def coverage(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All official classes and what answers each, with the rows behind it; fields of the problem lists."""
    from feijian.contracts import read_content
    from feijian.reference.claimed import claimed
    from feijian.reference.listing import fires_by_class, fires_by_field, reference_rows
    from feijian.rules.coverage import class_coverage, knowledge_coverage, speciality_coverage
    from feijian.rules.step import rules_of
    from feijian.workspace import Settings, Workspace

    content = read_content(library_folders(workspace, library))
    book = rules_of(content)
    rows = class_coverage(content, book)
    opened = Workspace.open(workspace) if (workspace / "feijian.toml").is_file() else None
    held = claimed(opened) if opened else None
    fires = by_field = None
    if held is not None:
        with reference_rows(content, opened.settings() if opened else Settings()) as connection:
            fires = fires_by_class(connection, content, held)
            by_field = fires_by_field(connection, content, held)
    known = knowledge_coverage(content, book, fires)
    fields = speciality_coverage(content, book, by_field)
    none = {"published": 0, "shipped": 0, "read": 0, "fires": None if fires is None else 0}
    rows = [{**r, **known.get(r["official"], none)} for r in rows]
    if as_json:
        print_json({"classes": rows, "fields": fields})
        return
    print_table(
        heads(
            [
                "official",
                "name",
                "status",
                "published",
                "shipped",
                "read_rows",
                "fires",
                "rules",
                "detail",
            ],
            lang.value,
        ),
        [
            [
                r["official"],
                r["name"],
                said(r["status"], lang.value),
                r["published"],
                r["shipped"],
                r["read"],
                "—" if r["fires"] is None else r["fires"],
                ", ".join(r["rules"]),
                r["detail"],
            ]
            for r in rows
        ],
        right=[3, 4, 5, 6],
        optional=[8, 7, 3],
    )
    print_table(
        heads(["field", "shipped", "read_rows", "fires"], lang.value),
        [
            [name, f["shipped"], f["read"], "—" if f["fires"] is None else f["fires"]]
            for name, f in fields.items()
        ],
        right=[1, 2, 3],
    )
    count = {"n": len(rows), "answered": sum(1 for r in rows if r["status"] != "open")}
    count |= {k: sum(r[k] for r in rows) for k in ("shipped", "read")}
    count |= {k: sum(1 for r in rows if r["status"] == k) for k in ("covered", "bureau")}
    count["behind"] = sum(1 for r in rows if r["shipped"])
    print(said("coverage", lang.value, **count))
