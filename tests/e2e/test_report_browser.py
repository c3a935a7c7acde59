"""The report in a browser on a machine without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from feijian.workspace import Run

pytestmark = pytest.mark.browser

OFFLINE = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run",
    "--disable-sync", "--disable-default-apps",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=OFFLINE)
        yield opened
        opened.close()


@pytest.fixture(params=["report.html", "report.en.html"])
def page(request: pytest.FixtureRequest, browser: Any, county_run: Run) -> Iterator[Any]:
    """The opened report; `asked` collects every address that is not the file itself."""
    opened = browser.new_page(viewport={"width": 1250, "height": 900})
    opened.asked, opened.complaints = [], []
    file = county_run.file(request.param)
    opened.on("request", lambda r: opened.asked.append(r.url))
    opened.on("console", lambda m: opened.complaints.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda e: opened.complaints.append(str(e)))
    opened.goto(file.as_uri())
    opened.asked = [a for a in opened.asked if a != file.as_uri() and not a.startswith("data:")]
    yield opened
    opened.close()


def test_the_report_asks_the_network_for_nothing_and_complains_of_nothing(page: Any) -> None:
    page.get_by_role("button").first.click()
    page.wait_for_timeout(300)
    assert (page.asked, page.complaints) == ([], [])


def test_the_ten_leads_that_matter_most_stand_on_the_first_screen(page: Any) -> None:
    rows = page.locator("#top tbody tr")
    assert rows.count() == 10
    assert rows.first.bounding_box()["y"] < 900
    assert (
        page.locator("#top").inner_text().count("元") + page.locator("#top").inner_text().count("¥")
        > 0
    )


def test_chinese_names_are_drawn_with_a_font_that_has_them(page: Any) -> None:
    """A missing glyph is as wide as every other missing glyph; real ones differ from it."""
    widths = page.evaluate(
        """() => {
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
            const ink = text => {
                pen.clearRect(0, 0, 99, 99); pen.fillText(text, 0, 40);
                return pen.getImageData(0, 0, 60, 60).data.reduce((a, b) => a + b, 0);
            };
            return ['医', '院', '药'].map(ink);
        }"""
    )
    if len(set(widths)) == 1:
        pytest.skip("no Chinese font on this machine")
    assert len(set(widths)) == 3
    assert page.locator("#top tbody tr").first.locator(".title").is_visible()


def test_a_link_of_the_list_leads_to_its_lead(page: Any) -> None:
    link = page.locator("#top .title a").first
    target = link.get_attribute("href").removeprefix("#")
    link.click()
    assert page.locator(f'[id="{target}"]').bounding_box()["y"] < 200


def test_evidence_opens_with_the_keyboard(page: Any) -> None:
    closed = page.locator("article.lead details.finding:not([open]) summary").first.element_handle()
    closed.focus()
    page.keyboard.press("Enter")
    assert closed.evaluate("s => s.parentElement.open")
    assert closed.evaluate("s => s.parentElement.querySelector('table').offsetHeight") > 0


def test_the_index_can_be_narrowed(page: Any) -> None:
    name = page.locator("#index tbody tr").first.locator("a").inner_text()
    page.locator("input.filter").fill(name)
    shown = page.locator("#index tbody tr:visible")
    assert 0 < shown.count() < page.locator("#index tbody tr").count()


def test_every_chart_is_drawn_and_named(page: Any) -> None:
    charts = page.locator("section.provider svg")
    assert charts.count() > 0
    assert charts.first.bounding_box()["width"] > 200
    assert page.locator("section.provider svg:not([aria-label])").count() == 0
