"""A county is what its request says, to the byte."""

from __future__ import annotations

from hashlib import sha256

from .conftest import Made, Maker


def digests(made: Made) -> dict[str, str]:
    folder = made.truth.delivery
    files = [
        *folder.iterdir(),
        *(folder.parent / n for n in ("truth.parquet", "look_alikes.parquet", "truth.json")),
    ]
    return {f.name: sha256(f.read_bytes()).hexdigest() for f in files}


def test_the_same_request_gives_the_same_bytes(make: Maker, planted: Made) -> None:
    assert digests(make(seed=2)) == digests(planted)


def test_another_seed_plants_other_cases(make: Maker, planted: Made) -> None:
    other = make(seed=4)
    mine, theirs = (
        set(m.truth.planted.select("scheme", "provider_id", "occurred_from").iter_rows())
        for m in (planted, other)
    )
    assert len(mine & theirs) < len(mine) / 20


def test_the_delivery_holds_the_lines_asked_for_within_a_tenth(make: Maker) -> None:
    for planted in (True, False):
        made = make(seed=5, lines=70_000, planted=planted)
        assert 63_000 <= made.raw("fee_list_d").height <= 77_000


def test_a_short_calendar_holds_every_claim(make: Maker) -> None:
    made = make(seed=6, months=2, first_month="2025-11", planted=False)
    days = made.visits()["finish"].dt.date()
    assert str(days.min()) >= "2025-11-01"
    assert str(days.max()) <= "2025-12-31"


def test_the_folder_holds_the_platforms_files_and_nothing_else(planted: Made) -> None:
    assert sorted(f.name for f in planted.truth.delivery.iterdir()) == [
        "dr_info_b.csv",
        "drg_group_result.csv",
        "drug_trac_info_2207.csv",
        "fee_list_d.csv",
        "fixmedins_b.csv",
        "fixmedins_ext.csv",
        "invinfo_3501.csv",
        "invinfo_3502.csv",
        "mdtrt_d.csv",
        "psn_info_b.csv",
        "purcinfo_3503.csv",
        "purcinfo_3504.csv",
        "selinfo_3505.csv",
        "selinfo_3506.csv",
        "setl_d.csv",
        "setl_diag_list_d.csv",
        "setl_list_oprn_d.csv",
        "setlinfo_4101.csv",
    ]


def test_progress_runs_from_nothing_to_done(tmp_path: object) -> None:
    from pathlib import Path

    from feijian.demo import CountyRequest, generate_county

    told: list[float] = []
    generate_county(
        Path(str(tmp_path)) / "delivery",
        CountyRequest(lines=30_000, planted=False),
        lambda _stage, part: told.append(part),
    )
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
