"""Files at a verdict, and what is approved of a line by quantity and price."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from feijian.errors import StorageError, UsageError
from feijian.workbench import attachments
from feijian.workbench.desk import Desk
from feijian.workbench.lines import Approved, charged, prefilled, taken
from feijian.workspace import backup
from feijian.workspace.backup import ATTACHED
from tests.unit.workbench.browser import Browser

PDF = b"%PDF-1.7\n<script>alert(1)</script>"


def judged(browser: Browser, desk: Desk, files: list[tuple[str, bytes]], **fields: str) -> Any:
    its = desk.shelf.events.row(0, named=True)
    given = {
        "token": browser.token,
        "outcome": "upheld",
        "reason": "",
        "digest": its["digest"],
        "seq": str(desk.cases.of(its["event_id"]).seq),
        "run": desk.shelf.run_id,
        **fields,
    }
    sent = [("file", (name, data)) for name, data in files] or [("file", ("", b""))]
    return browser.client.post(
        f"/event/{its['event_id']}/judge",
        data=given,
        files=sent,
        headers={"sec-fetch-site": "same-origin"},
    )


def test_a_file_is_kept_by_its_hash_and_handed_back_as_it_came_never_shown(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    assert judged(browser, desk, [("../../病历 1.pdf", PDF)]).status_code == 303
    event_id = desk.shelf.events["event_id"][0]
    desk.catch_up()
    [told] = desk.cases.of(event_id).verdict["files"]  # type: ignore[index]
    assert (told["name"], told["size"]) == ("病历 1.pdf", len(PDF))
    kept = desk.workspace.root / ATTACHED / told["hash"][:2] / told["hash"]
    assert kept.read_bytes() == PDF
    assert kept.stat().st_mode & 0o777 == 0o600
    path = f"/event/{event_id}/file/{told['hash']}"
    answer = browser.get(path)
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    # somebody of another county, and a file of another event
    other = next(e["event_id"] for e in desk.shelf.events.to_dicts() if e["event_id"] != event_id)
    assert browser.get(f"/event/{other}/file/{told['hash']}").status_code == 404
    assert browser.get(f"/event/{event_id}/file/..%2f..%2ffeijian.toml").status_code == 404
    kept.write_bytes(b"%PDF other")
    assert browser.get(path).status_code == 503
    with pytest.raises(StorageError):
        attachments.read(desk.workspace, told["hash"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<html>"),
        ("a.svg", b"<svg onload=x>"),
        ("a.pdf", b"<html>"),
        ("a.pdf.exe", b"MZ"),
        ("a.docx", b"PK\x03\x04 evil.jar"),
        ("a.pdf", b""),
        ("pdf", PDF),
        ("370102199001011234.pdf", PDF),
        ("a.pdf", PDF + b"x" * attachments.LARGEST),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_and_nothing_is_saved(
    desk: Desk, name: str, data: bytes
) -> None:
    answer = judged(Browser(desk, "inspector"), desk, [(name, data)])
    assert answer.status_code == 400
    assert "370102199001011234" not in answer.text
    desk.catch_up()
    assert desk.cases.of(desk.shelf.events["event_id"][0]).verdict is None
    assert not (desk.workspace.root / ATTACHED).exists()


def test_six_files_are_too_many_and_nine_megabytes_too_large(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    six = [(f"{n}.pdf", PDF + str(n).encode()) for n in range(6)]
    assert judged(browser, desk, six).status_code == 400
    large = [(f"{n}.pdf", PDF + b"x" * (4_700_000 + n)) for n in range(2)]
    answer = judged(browser, desk, large)
    assert answer.status_code == 413
    assert "8 MB" in answer.text


def test_a_refused_verdict_keeps_no_file(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    assert judged(browser, desk, [("a.pdf", PDF)], digest="old").status_code == 409
    assert not (desk.workspace.root / ATTACHED).exists()


def test_a_backup_has_the_files(desk: Desk, tmp_path: Any) -> None:
    judged(Browser(desk, "inspector"), desk, [("a.pdf", PDF)])
    names = backup.back_up(desk.workspace, tmp_path / "b.tar.gz")
    [kept] = [n for n in names if n.startswith(ATTACHED)]
    backup.restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert (tmp_path / "again" / kept).read_bytes() == PDF


def line(quantity: float | None, price: float | None, amount: str) -> dict[str, Any]:
    return {"quantity": quantity, "unit_price": price, "amount": Decimal(amount)}


@pytest.mark.parametrize(
    ("its", "upheld", "expected"),
    [
        # five of eight dressings were not done: three are approved at their price
        (line(8, 12.5, "100.00"), "62.50", ("3", "12.5")),
        # charged above the ceiling: the quantity stands, the price comes down
        (line(4, 30, "120.00"), "20.00", ("4", "25")),
        (line(4, 30, "120.00"), "120.00", ("0", "30")),
        (line(4, 30, "120.00"), "0.00", ("4", "30")),
        # grams of a herb: no whole number says it, the price to four places does
        (line(3, 10, "30.00"), "10.01", ("3", "6.6633")),
        # neither says it to the cent
        (line(3000, 0.07, "210.00"), "0.01", None),
        # a discount, a part covered: quantity × price is not the amount
        (line(1, 150, "149.00"), "10.00", None),
        (line(None, 150, "150.00"), "10.00", None),
    ],
)
def test_what_is_approved_is_prefilled_by_quantity_else_by_price(
    its: dict[str, Any], upheld: str, expected: tuple[str, str] | None
) -> None:
    found = prefilled(its, Decimal(upheld))
    assert (None if found is None else (str(found.quantity), str(found.price))) == expected


def test_what_was_changed_counts_and_both_must_agree() -> None:
    lines = {"L": line(8, 12.5, "100.00")}
    filled = {"L": Decimal("62.50")}

    def of(amount: str, quantity: str | None, price: str | None) -> Any:
        def number(text: str | None) -> Decimal | None:
            return None if text is None else Decimal(text)

        return taken(
            lines, filled, {"L": Decimal(amount)}, {"L": number(quantity)}, {"L": number(price)}
        )

    assert of("62.50", "3", "12.5")[0]["L"] == Decimal("62.50")
    assert of("62.50", "5", "12.5") == (
        {"L": Decimal("37.50")},
        {"L": Approved(Decimal(5), Decimal("12.5"))},
    )
    assert of("50.00", "3", "12.5") == ({"L": Decimal("50.00")}, {})
    assert of("37.50", "5", "12.5")[0]["L"] == Decimal("37.50")
    assert of("62.50", None, None) == ({"L": Decimal("62.50")}, {})
    for wrong in (("10.00", "5", "12.5"), ("62.50", "9", "12.5"), ("62.50", "3", "13")):
        with pytest.raises(UsageError):
            of(*wrong)
    assert charged(line(1, 150, "149.00")) is None


def test_a_verdict_by_quantity_is_stored_with_it(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    its = desk.shelf.events.row(0, named=True)
    [key] = its["claim_line_ids"]
    page = browser.get(f"/event/{its['event_id']}").text
    # 120.00 of one item at 150.00 is in question: one at 30.00 is approved
    assert f'name="quantity.{key}"' in page
    fields = {
        "outcome": "partly",
        "reason": "一次有记录",
        f"line.{key}": str(its["amount_at_risk"]),
        f"quantity.{key}": "1",
        f"price.{key}": "100",
    }
    assert judged(browser, desk, [], **fields).status_code == 303
    desk.catch_up()
    said = desk.cases.of(its["event_id"]).verdict
    assert said is not None
    assert (said["amount"], said["lines"]) == ("50.00", {key: "50.00"})
    assert said["approved"] == {key: {"quantity": "1", "price": "100"}}
    for wrong in ("x", "-1", "1.00001", "NaN"):
        assert judged(browser, desk, [], **{**fields, f"price.{key}": wrong}).status_code == 400
