"""Whatever a county's nights bring, what is worked out by key is what would be worked out whole."""

from __future__ import annotations

import os
import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.property.test_load_order import county, fresh, write
from tests.shared import builtin_book, builtin_content
from tests.unit.ingest.deliveries import take_in

from feijian.contracts import Content, rederiving
from feijian.reference.prepare import prepare_with
from feijian.rules import RuleBook, bench
from feijian.rules.narrow import CODES
from feijian.rules.step import judge
from feijian.workspace import Run, RunRequest, Workspace

CONTENT: Content = builtin_content()
BOOK: RuleBook = builtin_book()
DAYS = (date(2025, 4, 1), date(2025, 4, 2), date(2025, 6, 1))
SEED = int(os.environ.get("FEIJIAN_HISTORY", "5"))
"""Another number, another history: `for n in 1 2 3; do FEIJIAN_HISTORY=$n pytest …`."""
OTHER_VALUE = """
[[parameters]]
rule = "traceability.trace_in_sequence"
set = {min_codes = 4}
reason = "tried"
"""
Rows = dict[str, list[str]]


@pytest.fixture(autouse=True)
def by_key_however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a county of fourteen visits a delivery reaches a large share; it is done by key all the same."""
    monkeypatch.setattr(rederiving, "MOST", 1.0)
    monkeypatch.setattr(bench, "FULL_SHARE", 1.0)
    monkeypatch.setattr(bench, "WORTH", 0)


def visit_of_its_own(rows: Rows, taken: str, person: str, valid: int) -> Rows:
    """A refund with a visit number of its own, of another person's account; valid 0 withdraws it."""
    return {
        "mdtrt_d": [
            rows["mdtrt_d"][0],
            f"MX,{person},1,1941-01-01,310,E1,H1,2025-03-20,2025-03-20,11,1",
        ],
        "setl_d": [
            rows["setl_d"][0],
            f"SX,{taken},MX,{person},H1,2025-03-21,-90,-50,1,{valid}",
        ],
        "fee_list_d": [
            rows["fee_list_d"][0],
            f"FX,SX,MX,{person},H1,2025-03-21,001102000050000,02,-1,-30,{valid},2025-05-0{2 - valid}",
        ],
    }


def return_without_a_name(rows: Rows, valid: int) -> Rows:
    """One of what a settled visit was charged, returned under a visit number of its own that names nothing."""
    line = next(r.split(",") for r in rows["fee_list_d"][1:] if r.startswith("F2-1,"))
    person, house, item = line[3], line[4], line[6]
    return {
        "mdtrt_d": [
            rows["mdtrt_d"][0],
            f"MY,{person},1,1941-01-01,310,E1,{house},2025-03-20,2025-03-20,11,1",
        ],
        "setl_d": [rows["setl_d"][0], f"SY,,MY,{person},{house},2025-03-21,-30,-10,1,{valid}"],
        "fee_list_d": [
            rows["fee_list_d"][0],
            f"FY,SY,MY,{person},{house},2025-03-21,{item},01,-1,-30,{valid},2025-05-0{2 - valid}",
        ],
    }


def corrected(rows: Rows, draw: random.Random) -> Rows:
    """Some charges again with another quantity, and one withdrawn: late rows of settled visits."""
    body = [r for r in rows["fee_list_d"][1:] if r.count(",") == 11 and r.startswith("F")]
    out = []
    for number, row in enumerate(draw.sample(body, 5)):
        cells = row.split(",")
        cells[8], cells[9] = "3", "90"
        cells[10] = "0" if number == 0 else "1"
        cells[11] = f"2025-06-{10 + number}"
        out.append(",".join(cells))
    return {"fee_list_d": [rows["fee_list_d"][0], *out]}


def moved(rows: Rows, draw: random.Random, to: str, told: int) -> Rows:
    """Charges of settled visits again with another day, months away, and one that nobody had sent before."""
    body = [r for r in rows["fee_list_d"][1:] if r.count(",") == 11 and r.startswith("F")]
    out = []
    for row in draw.sample(body, 6):
        cells = row.split(",")
        cells[5], cells[11] = to, f"2025-07-{told:02}"
        out.append(",".join(cells))
    cells = draw.choice(body).split(",")
    cells[0], cells[5], cells[11] = f"FL{told}", to, f"2025-07-{told:02}"
    return {"fee_list_d": [rows["fee_list_d"][0], *out, ",".join(cells)]}


def settled_with_another(rows: Rows) -> Rows:
    """A charge of one visit in the settlement of another of the same house."""
    visits = {r.split(",")[0]: r.split(",") for r in rows["mdtrt_d"][1:]}
    settled = {r.split(",")[2]: r.split(",")[0] for r in rows["setl_d"][1:] if r.endswith("0,1")}
    visit, other = next(
        (a, b)
        for a, of_a in visits.items()
        for b, of_b in visits.items()
        if a != b and b in settled and of_a[6] == of_b[6] and of_a[10] == of_b[10] == "1"
    )
    person, house = visits[visit][1], visits[visit][6]
    line = f"FZ,{settled[other]},{visit},{person},{house},2025-03-09,001102000050000,02,1,30,1,2025-06-01"
    return {"fee_list_d": [rows["fee_list_d"][0], line]}


def with_drugs(rows: Rows) -> Rows:
    """Every other visit is one of outpatients, who are charged another drug than the boxes scanned for them."""
    visits = [row.split(",") for row in rows["mdtrt_d"][1:]]
    seen = {cells[0]: cells for cells in visits[::2]}
    for cells in seen.values():
        cells[9] = "11"
    charged = [
        f"D{visit},S{visit[1:]},{visit},{cells[1]},{cells[6]},{cells[7]},XB01AB0{len(visit)},09,1,30,1,2025-04-10"
        for visit, cells in seen.items()
    ]
    return {
        **rows,
        "mdtrt_d": [rows["mdtrt_d"][0], *map(",".join, visits)],
        "fee_list_d": [*rows["fee_list_d"], *charged],
    }


def returned(rows: Rows) -> Rows:
    """Boxes that came back, of which nothing tells from which settlement."""
    header, *sold = rows["selinfo_3505"]
    back = [row.split(",") for row in sold[::3]]
    boxes = [f"{house},{item},,,2025-03-30,1,{code}" for house, item, *_, code in back]
    return {"selinfo_3506": [header, *boxes]}


BOUGHT = "fixmedins_code,med_list_codg,purc_retn_stoin_time,purc_retn_cnt,finl_trns_pric,drug_trac_codg,vali_flag"
"""What the county says of a box that came in or went back."""


def bought(rows: Rows, start: int, day: str, valid: int = 1) -> list[str]:
    """Every third box that was sold came in at its seller, on some day; valid 0 withdraws it."""
    sold = [row.split(",") for row in rows["selinfo_3505"][1:]]
    return [f"{cells[0]},{cells[1]},{day},1,12.5,{cells[-1]},{valid}" for cells in sold[start::3]]


def sold_anew(rows: Rows, draw: random.Random) -> tuple[Rows, Rows]:
    """Boxes that were settled before, settled for another visit, some after their expiry; then some withdrawn."""
    header = f"{rows['selinfo_3505'][0]},manu_lotnum,expy_end,vali_flag,updt_time"
    settled = [r.split(",") for r in rows["setl_d"][1:] if r.endswith("0,1")]
    again = []
    for row in draw.sample(rows["selinfo_3505"][1:], 12):
        _, item, _, _, _, _, code = row.split(",")
        claim = draw.choice(settled)
        day = f"2025-03-{draw.randrange(20, 29)}"
        again.append(
            f"{claim[4]},{item},{claim[0]},,{day},1,{code},B1,2025-03-{draw.randrange(18, 31)}"
        )
    anew = [f"{row},1,2025-05-01" for row in again]
    gone = [f"{row},0,2025-05-02" for row in again[::2]]
    return {"selinfo_3505": [header, *anew]}, {"selinfo_3505": [header, *gone]}


def in_a_row(rows: Rows) -> Rows:
    """Boxes of one carton, one after the other, sold to several persons."""
    settled = [r.split(",") for r in rows["setl_d"][1:] if r.endswith("0,1")]
    boxes = [
        f"{settled[0][4]},XA02,{settled[n % len(settled)][0]},,2025-03-28,1,8{7:06}{5 * 10**12 + n:013}"
        for n in range(12)
    ]
    return {"selinfo_3505": [rows["selinfo_3505"][0], *boxes]}


def around_midnight(rows: Rows, draw: random.Random) -> tuple[Rows, Rows]:
    """Settlements of one house minutes apart, before and after midnight: more than a quiet hour has; then some
    a week later or withdrawn, so that nothing but what left tells that the hours on both days are quiet.
    """
    taken = [draw.randrange(2400) for _ in range(15)]
    visits = [
        f"MQ{n},P{n % 6},1,1941-01-01,310,E1,H1,2025-03-{20 + (at >= 1200)},2025-03-{20 + (at >= 1200)},11,1"
        for n, at in enumerate(taken)
    ]
    settled = [_settled(n, at, 1) for n, at in enumerate(taken)]
    charges = [
        f"FQ{n},SQ{n},MQ{n},P{n % 6},H1,{_moment(at)},001102000050000,02,1,90,1,2025-05-01"
        for n, at in enumerate(taken)
    ]
    days_later = 8 * 86400
    again = [_settled(n, taken[n] + days_later, int(n % 3 > 0)) for n in draw.sample(range(15), 5)]
    return (
        {
            "mdtrt_d": [rows["mdtrt_d"][0], *visits],
            "setl_d": [rows["setl_d"][0], *settled],
            "fee_list_d": [rows["fee_list_d"][0], *charges],
        },
        {"setl_d": [rows["setl_d"][0], *again]},
    )


def _settled(n: int, at: int, valid: int) -> str:
    return f"SQ{n},,MQ{n},P{n % 6},H1,{_moment(at)},90,50,0,{valid}"


def _moment(at: int) -> str:
    """So many seconds after twenty minutes before midnight."""
    day, second = divmod(86400 - 1200 + at, 86400)
    hour, rest = divmod(second, 3600)
    return f"2025-03-{20 + day} {hour:02}:{rest // 60:02}:{rest % 60:02}"


def history(seed: int) -> list[Rows]:
    """The deliveries of one county: slices in any order, then what corrects, returns and withdraws."""
    draw = random.Random(seed)
    rows = with_drugs(county(draw))
    rows["purcinfo_3503"] = [BOUGHT, *bought(rows, 0, "2025-02-20")]
    slices: list[Rows] = [{n: [r[0]] for n, r in rows.items()} for _ in range(3)]
    for name, (_, *body) in rows.items():
        for row in draw.sample(body, len(body)):
            slices[draw.randrange(len(slices))][name].append(row)
    again = {n: [r[0], *reversed(r[1:])] for n, r in slices[0].items()}
    anew, gone = sold_anew(rows, draw)
    older = "P1,1,1931-01-01,13900000001"
    later: list[Rows] = [
        visit_of_its_own(rows, "S1", "P4", 1),
        corrected(rows, draw),
        visit_of_its_own(rows, "S1", "P4", 0),
        return_without_a_name(rows, 1),
        return_without_a_name(rows, 0),
        settled_with_another(rows),
        returned(rows),
        again,
        in_a_row(rows),
        # bought only after they were sold; and no more of what was sold from a shelf without a purchase
        {"purcinfo_3503": [BOUGHT, *bought(rows, 1, "2025-03-29")]},
        {"purcinfo_3503": [BOUGHT, *bought(rows, 0, "2025-02-20", 0)[::2]]},
        {"purcinfo_3504": [BOUGHT, *bought(rows, 0, "2025-02-27")[::2]]},
        {"psn_info_b": [rows["psn_info_b"][0], older]},
        # a void visit is restored, its children are released; another hospital's level is mended
        {
            "mdtrt_d": [
                rows["mdtrt_d"][0],
                "M4,P4,1,1944-01-01,310,E0,H1,2025-03-05,2025-03-09,21,1",
            ]
        },
        {"fixmedins_b": [rows["fixmedins_b"][0], "H1,医院1,1,3"]},
        moved(rows, draw, "2025-01-15", 1),
        moved(rows, draw, "2025-02-03", 2),
    ]
    draw.shuffle(later)
    crowd, fewer = around_midnight(rows, draw)
    return [*slices, crowd, anew, *later[:5], fewer, *later[5:8], gone, *later[8:]]


def rebuilt_otherwise(workspace: Workspace) -> dict[str, int]:
    """Rows by derived table that are there and would not be built, or the other way round."""
    found = {}
    with workspace.writing() as connection:
        connection.execute("set search_path = 'canonical,reference'")
        for table in CONTENT.derived:
            if table.stored:
                kept = f"derived.{table.name}"
                connection.execute(f"create or replace temp table built as\n{table.sql}")
                rows = connection.execute(
                    f"select count(*) from ((from {kept} except all from built)"
                    f" union all (from built except all from {kept})) as differing"
                ).fetchall()
                if rows[0][0]:
                    found[table.name] = rows[0][0]
    return found


def judged(
    workspace: Workspace, day: date, folder: Path, *, full: bool
) -> list[tuple[object, ...]]:
    """The store after judging, without what only says when."""
    folder.mkdir()
    run = Run(folder.name, folder, RunRequest(day, full=full))
    outcome = judge(workspace, run, lambda *_: None, lambda _: False)
    assert outcome["failed"] == []
    with workspace.reading() as connection:
        return connection.execute("select * from finding.finding order by all").fetchall()


def parts(workspace: Workspace) -> dict[str, list[str]]:
    """Rows of the kept parts of rules that stand at the last delivery; the order within a list means nothing.

    One that its rule did not ask for, as few houses were judged, stands at an earlier delivery until it is asked again.
    """
    with workspace.reading() as connection:
        named = connection.execute(
            "select rule_id || ' ' || part from finding.part"
            " where delivery_seq = (select max(delivery_seq) from ledger.delivery)"
        ).fetchall()
        return {
            name: sorted(
                repr([sorted(v, key=str) if isinstance(v, list) else v for v in row])
                for row in connection.execute(f'from finding."{name}"').fetchall()
            )
            for (name,) in named
        }


def test_by_key_and_whole_are_the_same_after_every_night_of_a_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = fresh(tmp_path / "w")
    replaced = []
    replace_part = bench.replace_part
    monkeypatch.setattr(bench, "replace_part", lambda *a: replaced.append(a[2]) or replace_part(*a))
    nights = history(SEED)
    dated, replace_dated = [], rederiving.replace_dated
    monkeypatch.setattr(
        rederiving, "replace_dated", lambda *a: dated.append(replace_dated(*a)) or dated[-1]
    )
    by_key, met, filled = [0, 0], set[int](), set[str]()
    kinds: list[str] = []
    narrowed_world = bench.narrowed_world
    monkeypatch.setattr(
        bench, "narrowed_world", lambda *a: kinds.append(a[2]) or narrowed_world(*a)
    )
    for number, part in enumerate(nights):
        take_in(workspace, write(tmp_path / f"d{number}", part))
        day = DAYS[number * len(DAYS) // len(nights)]
        # every other night the persons reached are too many: what they decide is built whole, the rest by key
        monkeypatch.setattr(rederiving, "MOST_OF_PERSONS", float(number % 2))
        run = Run("n", tmp_path, RunRequest(day))
        summary = prepare_with(CONTENT, workspace, run, lambda *_: None)
        by_key[number % 2] += summary["derived_by_key"]
        assert rebuilt_otherwise(workspace) == {}, f"after delivery {number}"
        with workspace.reading() as connection:
            met |= {
                n for (n,) in connection.execute("select count(*) from derived.co_visit").fetchall()
            }
        if number not in (4, 8, 12, len(nights) - 1):
            continue  # some nights only load; what they touched is judged with the next
        if number == 8:
            settings = workspace.root / "feijian.toml"
            settings.write_text(
                settings.read_text(encoding="utf-8") + OTHER_VALUE, encoding="utf-8"
            )
        found = judged(workspace, day, tmp_path / f"night{number}", full=False)
        whole = Workspace.open(shutil.copytree(workspace.root, tmp_path / f"whole{number}"))
        assert found == judged(whole, day, tmp_path / f"full{number}", full=True)
        kept, made = parts(workspace), parts(whole)
        assert {n: rows for n, rows in kept.items() if rows != made[n]} == {}
        filled |= {name for name, rows in kept.items() if rows}
        shutil.rmtree(whole.root)
    assert 0 < by_key[0] < by_key[1]
    assert len(met) > 1, "who came beside whom never changed"
    assert replaced, "no part of a rule was brought up to date"
    assert {"item_month", "practitioner_day"} <= set(dated[-1]), "no month was made anew"
    assert CODES in kinds, "nothing was worked out by code alone"
    coded = {(rule.id, part) for rule in BOOK.rules for part in rule.coded_parts}
    assert coded & set(replaced), "no part of a code was brought up to date"
    assert {" ".join(at) for at in coded} & filled, "no part of a code had rows"
    assert filled, "no part of a rule had rows"
