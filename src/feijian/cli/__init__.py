"""The command line. Only names are imported here; each command brings in what it needs."""

from feijian.cli.app import main

__all__ = ["main"]
