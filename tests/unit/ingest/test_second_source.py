"""A second source is a second folder: contracts and mappings, no Python."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import LibraryError
from feijian.ingest.load.delivery import load
from feijian.ingest.sources.reading import read_source
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, canonical, query, take_in, write, write_sound

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: bureau.{name}
name: {name}
version: 1.0.0
status: active
description: {{purpose: 'test'}}
schema:
  - name: {name}
    physicalType: table
    logicalType: object
    customProperties:
      - {{property: files, value: ['{files}']}}
      - {{property: delimiter, value: ';'}}
      - {{property: void, value: "deleted = 'y'"}}
    properties:
{properties}
"""
PROPERTY = "      - {{name: {0}, logicalType: string, physicalType: '{1}', required: true}}"


def contract(folder: Path, name: str, files: str, **columns: str) -> None:
    properties = "\n".join(PROPERTY.format(c, t) for c, t in columns.items())
    text = CONTRACT.format(name=name, files=files, properties=properties)
    (folder / f"{name}.odcs.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "bureau" / "data_contracts" / "sources" / "county_system"
    folder.mkdir(parents=True)
    contract(folder, "hospital", "机构", code="varchar", title="varchar", deleted="varchar")
    contract(
        folder,
        "stock",
        "入库",
        hospital="varchar",
        drug="varchar",
        boxes="decimal(18,4)",
        day="timestamp",
        deleted="varchar",
    )
    (folder / "provider.hospital.sql").write_text(
        "/* ---\ntitle: Hospitals\ntitle_zh: 机构\n--- */\n"
        "select staged_row, code as provider_id, title as name, 'hospital' as kind from hospital\n",
        encoding="utf-8",
    )
    (folder / "purchase.stock.sql").write_text(
        "/* ---\ntitle: Stock\ntitle_zh: 入库\n--- */\n"
        "select staged_row, md5(concat_ws('|', hospital, drug, day)) as purchase_id, 'purchase' as kind,\n"
        "  hospital as provider_id, drug as item_code, boxes as quantity, day as stocked_at from stock\n",
        encoding="utf-8",
    )
    return Library.of([tmp_path / "bureau"])


def test_a_folder_of_contracts_and_mappings_is_a_source(
    library: Library, workspace: Workspace, tmp_path: Path
) -> None:
    delivery = tmp_path / "d"
    delivery.mkdir()
    (delivery / "机构2025.csv").write_text(
        "code;title;deleted\nA1;县医院;n\nA2;旧院;y\n", encoding="gb18030"
    )
    (delivery / "2025年入库.csv").write_text(
        "hospital;drug;boxes;day;deleted\nA1;X1;3;2025/7/1;n\nA2;X1;3;2025/7/1;n\nA3;X1;3;2025/7/1;n\n",
        encoding="utf-8",
    )
    report = load(workspace, delivery, source="county_system", library=library)
    assert {f.table: (f.read, f.accepted, f.void, f.quarantined) for f in report.files} == {
        "hospital": (2, 1, 1, 0),
        "stock": (3, 1, 0, 2),
    }
    assert canonical(workspace)["purchase"][0][1:4] == ("purchase", "A1", "X1")
    assert query(workspace, "select stocked_at from canonical.purchase") == [
        (datetime(2025, 7, 1),)
    ]
    assert query(workspace, "select line, reasons from ledger.quarantine order by line") == [
        (3, ["parent_void"]),
        (4, ["parent_missing"]),
    ]


def test_everything_unsound_in_a_source_is_told_at_once(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "bureau" / "data_contracts" / "sources" / "county_system"
    header = "/* ---\ntitle: t\ntitle_zh: t\n--- */\n"
    (folder / "claim.hospital.sql").write_text(
        header + "select code as claim_id from hospital\n", encoding="utf-8"
    )
    (folder / "person.sql").write_text("/* ---\ntitle: t\n--- */\nselect 1\n", encoding="utf-8")
    (folder / "nothing.hospital.sql").write_text(
        header + "select staged_row from hospital\n", encoding="utf-8"
    )
    with pytest.raises(LibraryError) as error:
        read_source(library, "county_system", read_catalogue(library))
    told = str(error.value)
    assert "claim.hospital.sql:5: the first column is not staged_row" in told
    assert "does not give encounter_id, which claim requires" in told
    assert "person.sql:1: the header has no 'by'" in told
    assert "no canonical table 'nothing'" in told


def test_the_platform_source_is_in_order() -> None:
    library = Library.of()
    catalogue = read_catalogue(library)
    source = read_source(library, "nhsa_platform", catalogue)
    fed = {m.table for m in source.mappings}
    assert fed == {t.name for t in catalogue.of_schema("canonical")}
    for table in source.tables.values():
        deciding = [m.name for m in source.of_source(table.name) if m.decides]
        assert len(deciding) == 1, f"{table.name}: its rows are counted in {deciding}"


def test_what_two_sources_know_stands_once(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "bureau" / "data_contracts" / "sources" / "clinic"
    folder.mkdir(parents=True)
    contract(folder, "house", "房", code="varchar", title="varchar", deleted="varchar")
    contract(folder, "client", "客", pid="varchar", sex="varchar", born="date", deleted="varchar")
    header = "/* ---\ntitle: t\ntitle_zh: t\n--- */\n"
    (folder / "provider.house.sql").write_text(
        header
        + "select staged_row, code as provider_id, title as name, 'hospital' as kind from house\n",
        encoding="utf-8",
    )
    (folder / "person.client.sql").write_text(
        header + "select staged_row, pid as person_id, sex, born as birth_date from client\n",
        encoding="utf-8",
    )
    library = Library.of([tmp_path / "bureau"])
    take_in(workspace, write_sound(tmp_path / "platform"))
    delivery = tmp_path / "d"
    delivery.mkdir()
    (delivery / "房.csv").write_text("code;title;deleted\nH1;别名;n\nH7;另院;n\n", encoding="utf-8")
    (delivery / "客.csv").write_text(
        "pid;sex;born;deleted\nA;2;1970-01-01;n\nZ;1;1980-01-01;n\n", encoding="utf-8"
    )
    report = load(workspace, delivery, source="clinic", library=library)
    assert {f.table: (f.read, f.accepted, f.quarantined) for f in report.files} == {
        "house": (2, 1, 1),
        "client": (2, 1, 1),
    }
    assert query(workspace, "select person_id, sex from canonical.person order by 1") == [
        ("A", "1"),
        ("Z", "1"),
    ]
    joined = (
        "select sum(l.amount) from canonical.claim_line as l"
        " join canonical.person as p on p.person_id = l.person_id"
        " join canonical.provider as h on h.provider_id = l.provider_id"
    )
    assert query(workspace, joined) == [(Decimal("120.00"),)]
    assert query(workspace, "select distinct reasons from ledger.quarantine") == [
        (["key_of_another_source"],)
    ]
    # a later delivery of the platform neither doubles nor takes away what the clinic brought
    z = TABLES["psn_info_b"].replace("        A      |", "        Z      |")
    again = take_in(workspace, write(tmp_path / "more", psn_info_b=z))
    assert [(f.accepted, f.quarantined) for f in again.files] == [(0, 1)]
    assert query(workspace, "select sex from canonical.person where person_id = 'Z'") == [("1",)]
