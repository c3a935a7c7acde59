"""All contracts against the tools of others: linted, merged into one, tested on a warehouse, drawn.

`python scripts/contracts.py CLI` lints every contract and writes docs/tables.md, the diagram of the
canonical tables; with `--workspace WS` it also runs `datacontract test` on that workspace's
warehouse. CLI is the path of the `datacontract` command (see `make contracts`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "data_contracts"
PAGE = ROOT / "docs" / "tables.md"
HEAD = """# The canonical tables

Drawn by `make contracts` from the contracts in `data_contracts/canonical`, merged into one: every
table with its columns, and which column names a row of which other table.

"""


def merged(warehouse: str = "warehouse.duckdb") -> dict[str, Any]:
    """The canonical contracts as one."""
    found: dict[str, Any] = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "feijian.canonical",
        "name": "canonical",
        "version": "1.0.0",
        "status": "active",
        "servers": [
            {"server": "warehouse", "type": "duckdb", "database": warehouse, "schema": "canonical"}
        ],
        "schema": [],
    }
    for file in sorted((CONTRACTS / "canonical").glob("*.odcs.yaml")):
        found["schema"] += yaml.safe_load(file.read_text(encoding="utf-8"))["schema"]
    return found


def run(cli: str, *arguments: str) -> tuple[int, str]:
    """Exit code and output of a command of the tool."""
    done = subprocess.run([cli, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def lint(cli: str) -> list[str]:
    """Contracts that the tool refuses, with what it says."""
    return [
        f"{file.relative_to(ROOT)}\n{said}"
        for file in sorted(CONTRACTS.rglob("*.odcs.yaml"))
        for code, said in [run(cli, "lint", str(file))]
        if code
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cli")
    parser.add_argument("--workspace", type=Path)
    options = parser.parse_args()
    refused = lint(options.cli)
    print("\n".join(refused) or "every contract is in order")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "canonical.odcs.yaml"
        warehouse = (
            options.workspace / "warehouse.duckdb" if options.workspace else "warehouse.duckdb"
        )
        whole.write_text(
            yaml.safe_dump(merged(str(warehouse)), allow_unicode=True, sort_keys=False),
            encoding="utf-8",
        )
        drawing = Path(folder) / "tables.mermaid"
        code, said = run(options.cli, "export", "mermaid", str(whole), "--output", str(drawing))
        if code:
            print(said)
            return code
        drawn = drawing.read_text(encoding="utf-8").strip()
        PAGE.write_text(f"{HEAD}```mermaid\n{drawn}\n```\n", encoding="utf-8")
        if options.workspace:
            code, said = run(options.cli, "test", str(whole))
            print(said)
    return 1 if refused else code


if __name__ == "__main__":
    sys.exit(main())
