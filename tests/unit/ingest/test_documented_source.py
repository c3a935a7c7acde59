"""The example of docs/sources.md is a source that loads as it stands there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from feijian.contracts.catalogue import read_catalogue
from feijian.ingest.load.delivery import load
from feijian.ingest.sources.reading import read_source
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query

PAGE = Path(__file__).parents[3] / "docs" / "sources.md"
CLAIMS = """\
claim_id,claim_line_number,patient_id,claim_start_date,claim_end_date,bill_type_code,hcpcs_code,service_unit_quantity,facility_npi,paid_date,charge_amount,paid_amount,diagnosis_code_1,diagnosis_code_2
C1,1,P1,2024-03-01,2024-03-04,111,A0001,1,1000000001,2024-04-01,100.10,80.00,I10,E11.9
C1,2,P1,2024-03-01,2024-03-04,111,A0002,3,1000000001,2024-04-01,30.30,20.00,I10,E11.9
C2,1,P2,2024-03-05,2024-03-05,,A0001,1,1000000001,,9.60,5.00,J20,
C2,2,P2,2024-03-05,2024-03-05,,A0003,1,1000000001,,1.00,0.50,J20,R05
"""
PERSONS = """\
patient_id,gender,birth_date,enrollment_start_date
P1,male,1950-01-01,2023-01-01
P1,male,1950-01-02,2024-01-01
P2,female,1980-07-07,2024-01-01
"""


def written(root: Path) -> Library:
    folder = root / "own" / "data_contracts" / "sources" / "example"
    folder.mkdir(parents=True)
    blocks = re.findall(
        r"^`([\w.]+)`\n\n```(?:yaml|sql)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S
    )
    assert len(blocks) == 11
    for name, text in blocks:
        (folder / name).write_text(text, encoding="utf-8")
    return Library.of([root / "own"])


def test_the_example_of_the_page_loads_with_its_figures(
    tmp_path: Path, workspace: Workspace
) -> None:
    library = written(tmp_path)
    delivery = tmp_path / "d"
    delivery.mkdir()
    (delivery / "medical_claim.csv").write_text(CLAIMS, encoding="utf-8")
    (delivery / "eligibility.csv").write_text(PERSONS, encoding="utf-8")
    report = load(workspace, delivery, source="example", library=library)
    assert {f.table: (f.read, f.accepted) for f in report.files} == {
        "medical_claim": (4, 4),
        "eligibility": (3, 3),
    }
    assert query(
        workspace, "select claim_id, total_amount, fund_amount from canonical.claim order by 1"
    ) == [
        ("C1", Decimal("130.40"), Decimal("100.00")),
        ("C2", Decimal("10.60"), Decimal("5.50")),
    ]
    assert query(workspace, "select count(*), sum(amount) from canonical.claim_line") == [
        (4, Decimal("141.00"))
    ]
    assert query(workspace, "select encounter_id, class from canonical.encounter order by 1") == [
        ("C1", "inpatient"),
        ("C2", "outpatient"),
    ]
    assert query(
        workspace, "select encounter_id, seq, code, is_main from canonical.diagnosis order by 1, 2"
    ) == [
        ("C1", 1, "I10", True),
        ("C1", 2, "E11.9", False),
        ("C2", 1, "J20", True),
        ("C2", 2, "R05", False),
    ]
    assert query(
        workspace,
        "select sex, cast(birth_date as varchar) from canonical.person order by person_id",
    ) == [
        ("1", "1950-01-02"),
        ("2", "1980-07-07"),
    ]


def test_a_corrected_line_makes_its_claim_anew(tmp_path: Path, workspace: Workspace) -> None:
    library = written(tmp_path)
    for number, text in enumerate((CLAIMS, CLAIMS.replace("100.10", "50.10"))):
        delivery = tmp_path / f"d{number}"
        delivery.mkdir()
        (delivery / "medical_claim.csv").write_text(text, encoding="utf-8")
        (delivery / "eligibility.csv").write_text(PERSONS, encoding="utf-8")
        report = load(workspace, delivery, source="example", library=library)
    assert {f.table: (f.read, f.accepted, f.repeated) for f in report.files}["medical_claim"] == (
        4,
        1,
        3,
    )
    assert query(workspace, "select total_amount from canonical.claim order by claim_id") == [
        (Decimal("80.40"),),
        (Decimal("10.60"),),
    ]


def test_every_shipped_source_is_in_order() -> None:
    library = Library.of()
    catalogue = read_catalogue(library, ("canonical",))
    for name in ("nhsa_platform", "hospital_interface"):
        assert read_source(library, name, catalogue).mappings
