"""`make golden`: write the generated pages again, so that a change shows as a difference."""

from pathlib import Path

from feijian.contracts import read_content
from feijian.contracts.published import FILES, published
from feijian.rules.catalogue import write_catalogue
from feijian.rules.step import rules_of

ROOT = Path(__file__).parents[2]


def published_page() -> str:
    """docs/published-tables.md: the published files, column by column, of their contracts."""
    parts = [
        "# Published tables",
        "What a run leaves in its folder, read from `data_contracts/published/*.odcs.yaml` (`make golden` writes "
        "this page). Every file is Parquet; money is yuan; an unknown amount is null, never 0. Columns are only "
        "ever added, at the end.",
    ]
    for name, file in FILES.items():
        table = published(name)
        parts.append(f"## {file}: {table.label_zh}")
        parts.append(f"{table.purpose} Key: {', '.join(f'`{c}`' for c in table.key)}.")
        rows = [
            f"| `{c.name}` | {c.physical_type} | {c.label_zh} | {c.description} |"
            for c in table.columns
        ]
        parts.append("\n".join(["| column | type | 名称 | meaning |", "|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    write_catalogue(rules_of(read_content()), ROOT / "docs" / "rules")
    (ROOT / "docs" / "published-tables.md").write_text(published_page(), encoding="utf-8")
