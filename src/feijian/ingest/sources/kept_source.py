"""The contracts that a load reads, kept in the workspace by the digest of their files and of the program.

To read and check them takes longer than to load a day, and gives the same for the same files.
"""

from __future__ import annotations

from dataclasses import dataclass

from feijian.contracts.catalogue import contract_files, read_catalogue
from feijian.contracts.model import Catalogue
from feijian.ingest.sources.source import Source
from feijian.library import Library
from feijian.library.kept import combined, kept, program_digest
from feijian.library.remembered import digest_of_files, remembered
from feijian.workspace import Workspace


@dataclass(frozen=True)
class Contracts:
    """The canonical tables and a source that feeds them."""

    catalogue: Catalogue
    source: Source


def contracts_of(workspace: Workspace, library: Library, source: str) -> Contracts:
    """The canonical tables of a library and one of its sources, read and checked, or as they were kept.

    Raises what `read_catalogue` and `read_source` raise: what is wrong is kept nowhere.
    """
    schemas = ("canonical",)
    files = [f for _, f in contract_files(library, schemas)]
    files += library.files("data_contracts", "sources/*/*")

    def read() -> Contracts:
        from feijian.ingest.sources.reading import read_source  # with the parser of queries

        catalogue = read_catalogue(library, schemas)
        return Contracts(catalogue, read_source(library, source, catalogue))

    digest = combined([program_digest(), source, digest_of_files(files)])
    key = workspace.privacy_key()
    return remembered(
        ("contracts of a load", source),
        files,
        lambda: kept(workspace.kept, "contracts", digest, key, Contracts, read),
    )
