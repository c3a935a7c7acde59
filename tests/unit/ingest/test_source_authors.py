"""What authors of a source get wrong is said with file and line, by check and by load alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feijian.checking import check_content
from feijian.contracts.catalogue import read_catalogue
from feijian.errors import LibraryError
from feijian.ingest.load.delivery import load
from feijian.ingest.sources.reading import read_source
from feijian.library import Library
from feijian.workspace import Workspace
from tests.shared import builtin_book
from tests.unit.ingest.deliveries import query

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: ward.visits
name: visits
version: 1.0.0
status: active
schema:
  - name: visits
    physicalType: table
    logicalType: object
    customProperties:
      - {property: files, value: ['visits']}
      - {property: void, value: "gone = 'y'"}
      - {property: version, value: changed}
    properties:
      - {name: pid, logicalType: string, physicalType: varchar, customProperties: [{property: reads, value: identifier}]}
      - {name: sex, logicalType: string, physicalType: varchar}
      - {name: born, logicalType: date, physicalType: date}
      - {name: weight, logicalType: string, physicalType: varchar}
      - {name: gone, logicalType: string, physicalType: varchar}
      - {name: changed, logicalType: timestamp, physicalType: timestamp}
"""
MAPPING = """\
/* ---
title: Persons of visits
title_zh: 就诊者
key: [person_id]
--- */
select
  staged_row,
  pid as person_id,
  sex,
  born as birth_date
from visits
"""
ASSEMBLY = """\
/* ---
title: Persons
title_zh: 参保人
by: person_id
--- */
select
  person_id,
  min(sex) as sex,
  min(birth_date) as birth_date
from visits
group by person_id
"""
FILES = {
    "visits.odcs.yaml": CONTRACT,
    "person.visits.sql": MAPPING,
    "person.sql": ASSEMBLY,
}


def library(root: Path, name: str = "ward", **changed: str) -> Library:
    folder = root / "own" / "data_contracts" / "sources" / name
    folder.mkdir(parents=True)
    for file, text in {**FILES, **changed}.items():
        (folder / file).write_text(text, encoding="utf-8")
    return Library.of([root / "own"])


def test_an_assembly_names_only_what_it_has(tmp_path: Path, workspace: Workspace) -> None:
    delivery = tmp_path / "visits.csv"
    delivery.write_text(
        "pid,sex,born\nA0001,1,1960-01-01\nA0001,1,1960-01-01\nB0001,2,1970-01-01\n"
    )
    report = load(workspace, delivery, source="ward", library=library(tmp_path))
    assert [(f.read, f.accepted, f.repeated) for f in report.files] == [(3, 2, 1)]
    told = query(
        workspace, "select person_id, sex, died_on, phone_key from canonical.person order by 1"
    )
    assert told == [("A0001", "1", None, None), ("B0001", "2", None, None)]


MISTAKES = [
    (
        "visits.odcs.yaml",
        "[{property: reads, value: identifier}]",
        "[{property: reads, value: identifier}, {property: shape, value: '(?=A)[A-Z0-9]+'}]",
        r"visits\.odcs\.yaml:16: pid: 'shape' is no regular expression: invalid perl operator",
    ),
    (
        "visits.odcs.yaml",
        "physicalType: date}",
        "physicalType: dat}",
        r"visits\.odcs\.yaml:18: born: there is no type 'dat'",
    ),
    (
        "visits.odcs.yaml",
        "value: identifier",
        "value: identifer",
        r"visits\.odcs\.yaml:16: pid: 'reads' is 'identifer'\n  One of: identifier",
    ),
    (
        "visits.odcs.yaml",
        "value: changed}",
        "value: chnged}",
        r"visits\.odcs\.yaml:14: 'version' names chnged",
    ),
    ("visits.odcs.yaml", "gone = 'y'", "gon = 'y'", r"visits\.odcs\.yaml:13: the void mark: .*gon"),
    (
        "visits.odcs.yaml",
        "['visits']",
        "visits",
        r"visits\.odcs\.yaml:12: 'files' is not a list of texts",
    ),
    (
        "visits.odcs.yaml",
        "property: version",
        "property: verson",
        r"visits\.odcs\.yaml:14: the property 'verson' is read by nobody\n  Did you mean version",
    ),
    (
        "person.visits.sql",
        "born as birth_date",
        "bron as birth_date",
        r'person\.visits\.sql:10: Referenced column "bron" not found.*\n  Did you mean .*born',
    ),
    (
        "person.visits.sql",
        "key: [person_id]",
        "key: person_id",
        r"person\.visits\.sql:4: 'key' is not a list of columns",
    ),
    (
        "person.visits.sql",
        "key: [person_id]",
        "key: [patient]",
        r"person\.visits\.sql:6: does not give the key column patient",
    ),
    (
        "person.visits.sql",
        "key: [person_id]",
        "decide: false",
        r"person\.visits\.sql:4: the header says 'decide', which nobody reads\n  Did you mean decides",
    ),
    (
        "person.visits.sql",
        "key: [person_id]",
        "inherits: claim",
        r"person\.visits\.sql:4: 'inherits' has not its three parts",
    ),
    (
        "person.visits.sql",
        "key: [person_id]",
        "decides: false",
        r"visits\.odcs\.yaml:1: no mapping decides its rows",
    ),
    ("person.visits.sql", "  sex,\n", "  sex\n", r"person\.visits\.sql:\d+: "),
    (
        "person.sql",
        "by: person_id",
        "by: pid",
        r"person\.sql:4: canonical\.person has no column 'pid'",
    ),
    (
        "person.sql",
        "min(sex) as sex",
        "min(sx) as sex",
        r'person\.sql:8: Referenced column "sx" not found',
    ),
    (
        "person.sql",
        "min(sex) as sex",
        "min(sex) as sexx",
        r"person\.sql:6: canonical\.person has no column 'sexx'\n  Did you mean sex",
    ),
    (
        "person.sql",
        "  min(birth_date) as birth_date\n",
        "  min(sex) as birth_date\n",
        r"person\.sql:6: gives a text as birth_date",
    ),
    (
        "person.sql",
        "from visits",
        "from visit",
        r"person\.sql:6: reads visit, which is none of the tables",
    ),
    ("visits.odcs.yaml", "['visits']", "['']", r"visits\.odcs\.yaml:12: 'files' is not a list"),
    ("visits.odcs.yaml", "['visits']", "[]", r"visits\.odcs\.yaml:12: 'files' is not a list"),
    ("visits.odcs.yaml", "gone = 'y'", "gone =", r"visits\.odcs\.yaml:13: the void mark cannot be"),
    ("visits.odcs.yaml", "gone = 'y'", "pid", r"yaml:13: the void mark gives varchar, not a truth"),
    (
        "visits.odcs.yaml",
        "gone = 'y'",
        "getenv('HOME') = 'y'",
        r"visits\.odcs\.yaml:13: the void mark calls getenv\(\)",
    ),
    ("visits.odcs.yaml", "name: sex", "name: pid", r"yaml:16: the column pid stands twice"),
    (
        "visits.odcs.yaml",
        "value: identifier",
        "value: identifier}, {property: dictionary, value: sexx",
        r"visits\.odcs\.yaml:16: pid: there is no dictionary 'sexx'",
    ),
    (
        "person.visits.sql",
        "born as birth_date",
        "cast(born as integer) as birth_date",
        r"person\.visits\.sql:6: gives a number as birth_date, which is date",
    ),
    ("person.visits.sql", "  staged_row,\n", "", r"sql:6: the first column is not staged_row"),
    ("person.visits.sql", "  sex,\n", "  sex as person_id,\n", r"sql:6: gives person_id twice"),
    ("person.sql", "by: person_id\n", "", r"person\.sql:1: the header has no 'by'"),
    ("person.sql", "  person_id,\n", "", r"person\.sql:6: does not give person_id"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_said_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    assert FILES[file].count(old) >= 1
    own = library(tmp_path, **{file: FILES[file].replace(old, new, 1)})
    with pytest.raises(LibraryError) as error:
        read_source(own, "ward", read_catalogue(own, ("canonical",)))
    told = "\n".join(map(str, error.value.problems))
    assert re.search(said, told), told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sex:\n  '1': [男, male]\n  '2': [女, male]\n", r"yaml:3: sex: 'male' means 1, 2"),
        ("sex:\n  '1': [男]\n  '2': 女\n", r"yaml:3: sex: '2' is not a code in quotes with a list"),
        ("sex:\n  pattern: '['\n", r"yaml:2: sex: pattern: unterminated"),
        ("sex: [1, 2]\n", r"yaml:1: sex is not a mapping of codes to words"),
    ],
)
def test_a_mistake_in_a_dictionary_is_said_with_its_line(
    tmp_path: Path, words: str, said: str
) -> None:
    own = library(tmp_path, **{"dictionaries.yaml": words})
    with pytest.raises(LibraryError, match=said):
        read_source(own, "ward", read_catalogue(own, ("canonical",)))


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "kind: DataContract\nshema: []\n"])
def test_a_broken_contract_is_one_message(tmp_path: Path, text: str) -> None:
    own = library(tmp_path, **{"visits.odcs.yaml": text})
    with pytest.raises(LibraryError) as error:
        read_source(own, "ward", read_catalogue(own, ("canonical",)))
    assert [p.where.rpartition(":")[0][-16:] for p in error.value.problems] == ["visits.odcs.yaml"]


def test_check_tells_of_a_misspelt_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feijian.rules.step.rules_of", lambda _: builtin_book())
    library(tmp_path, **{"person.visits.sql": MAPPING.replace("born as", "bron as")})
    told = [str(p) for p in check_content([tmp_path / "own"]).problems]
    assert any("person.visits.sql:10" in t and "bron" in t for t in told), told


WIDE = CONTRACT.replace(
    "      - {name: weight,",
    "      - {name: dx1, logicalType: string, physicalType: varchar}\n"
    "      - {name: dx2, logicalType: string, physicalType: varchar}\n"
    "      - {name: visit, logicalType: string, physicalType: varchar}\n"
    "      - {name: began, logicalType: string, physicalType: varchar}\n"
    "      - {name: weight,",
)
DIAGNOSES = """\
/* ---
title: Diagnoses in columns
title_zh: 宽表诊断
--- */
select staged_row, visit as encounter_id, 1 as seq, dx1 as code, true as is_main from visits where dx1 is not null
union all
select staged_row, visit, 2, dx2, false from visits where dx2 is not null
"""
VISITS = """\
/* ---
title: Visits
title_zh: 就诊
--- */
select staged_row, visit as encounter_id, pid as person_id, 'H1' as provider_id, 'outpatient' as class,
  '11' as visit_type, began as started_at from visits
"""


def test_several_mappings_decide_a_line_and_a_row_may_give_several(
    tmp_path: Path, workspace: Workspace
) -> None:
    """Header on every line, diagnoses in columns: a line counts once, and no diagnosis is lost."""
    own = library(
        tmp_path,
        **{
            "visits.odcs.yaml": WIDE,
            "diagnosis.visits.sql": DIAGNOSES,
            "encounter.visits.sql": VISITS,
        },
    )
    delivery = tmp_path / "visits.csv"
    delivery.write_text(
        "pid,sex,born,visit,began,dx1,dx2\n"
        "A0001,1,1960-01-01,V1,2025-07-01,I10,\n"
        "A0001,1,1960-01-01,V1,2025-07-01,I10,E11\n"  # repeats the first, and adds one
        "B0001,2,1970-01-01,V2,2025-07-01,,\n"  # a visit without diagnoses is a visit
        "C0001,2,1970-01-01,V3,soon,J20,\n",  # a text where a time is due
        encoding="utf-8",
    )
    report = load(workspace, delivery, source="ward", library=own)
    assert [(f.read, f.accepted, f.repeated, f.quarantined) for f in report.files] == [(4, 3, 0, 1)]
    told = query(workspace, "select encounter_id, seq, code from canonical.diagnosis order by all")
    assert told == [("V1", 1, "I10"), ("V1", 2, "E11")]
    assert query(workspace, "select encounter_id from canonical.encounter order by 1") == [
        ("V1",),
        ("V2",),
    ]
    held = query(
        workspace,
        "select distinct line, canonical_table, reasons from ledger.quarantine order by all",
    )
    assert (5, "encounter", ["not_a_date:started_at", "required:started_at"]) in held


def test_a_line_of_which_nothing_is_made_is_set_aside(tmp_path: Path, workspace: Workspace) -> None:
    own = library(tmp_path, **{"person.visits.sql": MAPPING + "where sex is not null\n"})
    delivery = tmp_path / "visits.csv"
    delivery.write_text("pid,sex,born\nA0001,1,1960-01-01\nB0001,,1970-01-01\n")
    report = load(workspace, delivery, source="ward", library=own)
    assert [(f.read, f.accepted, f.quarantined) for f in report.files] == [(2, 1, 1)]
    assert query(workspace, "select line, reasons from ledger.quarantine") == [(3, ["not_mapped"])]
