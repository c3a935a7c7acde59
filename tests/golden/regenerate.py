"""`make golden`: write the generated pages again, so that a change shows as a difference."""

from collections.abc import Iterator
from pathlib import Path

import click
import typer

from feijian.cli.app import app
from feijian.contracts import read_content
from feijian.contracts.published import BESIDE, FILES, published
from feijian.rules.catalogue import write_catalogue
from feijian.rules.step import rules_of

ROOT = Path(__file__).parents[2]


def published_page() -> str:
    """docs/published-tables.md: the published files, column by column, of their contracts."""
    parts = [
        "# Published tables",
        "What a run leaves in its folder, read from `data_contracts/published/*.odcs.yaml` (`make golden` writes "
        "this page). Files are Parquet but for the workspace's verdicts and the run's manifest; money is yuan; an unknown amount is null, never 0. Columns are only "
        "ever added, at the end.",
    ]
    for name, file in {**FILES, **BESIDE}.items():
        table = published(name)
        parts.append(f"## {file}: {table.label_zh}")
        parts.append(f"{table.purpose} Key: {', '.join(f'`{c}`' for c in table.key)}.")
        rows = [
            f"| `{c.name}` | {c.physical_type} | {c.label_zh} | {c.description} |"
            for c in table.columns
        ]
        parts.append("\n".join(["| column | type | 名称 | meaning |", "|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """docs/commands.md: every command with its arguments and options, of the program itself."""
    parts = [
        "# Commands",
        "Written by `make golden` from the program. Every command takes `--help`; a table is printed as "
        "JSON with `--json`. Exit codes: README.md.",
    ]
    for name, command in commands():
        parts.append(f"## feijian {name}")
        parts.append(" ".join((command.help or "").split()))
        rows = []
        for p in command.params:
            shown = (
                ", ".join(f"`{o}`" for o in p.opts)
                if p.param_type_name == "option"
                else f"`{p.name}`"
            )
            text = " ".join((getattr(p, "help", "") or "").split()).replace("|", "\\|")
            if p.name != "help":
                rows.append(f"| {shown} | {text} |")
        parts.append("\n".join(["| argument or option | meaning |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name."""

    def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        below = getattr(command, "commands", None)
        if below is None or (getattr(command, "invoke_without_command", False) and name):
            yield name, command
        for word, one in sorted((below or {}).items()):
            yield from walk(f"{name} {word}".strip(), one)

    return walk("", typer.main.get_command(app))


if __name__ == "__main__":
    write_catalogue(rules_of(read_content()), ROOT / "docs" / "rules")
    (ROOT / "docs" / "published-tables.md").write_text(published_page(), encoding="utf-8")
    (ROOT / "docs" / "commands.md").write_text(commands_page(), encoding="utf-8")
