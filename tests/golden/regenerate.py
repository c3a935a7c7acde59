"""`make golden`: write the generated pages again, so that a change shows as a difference."""

from pathlib import Path

from feijian.contracts import read_content
from feijian.rules.catalogue import write_catalogue
from feijian.rules.step import rules_of

ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    write_catalogue(rules_of(read_content()), ROOT / "docs" / "rules")
