"""Pictures of report, paper and workbook for the docs, of the newest run of a demo workspace.

    python -m scripts.report_pictures DEMO_WORKSPACE OUT_FOLDER [--all]

Chromium draws the pages, LibreOffice and pdftoppm the workbook; nothing of the workspace is changed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from feijian.reports.printing import browser, print_page
from feijian.workspace import Run, Workspace, latest_run

LANGS = (("", "report.html", "leads.xlsx"), (".en", "report.en.html", "leads.en.xlsx"))
PLACES = {
    "": "#head",
    ".overview": "#overview",
    ".provider": "section.provider",
    ".lead": "article.lead",
    ".index": "#all",
    ".rules": "#rules",
}
"""What stands at the top of a picture, by the name that it adds to the file."""
KEPT = {"report.png", "report.en.png", "report.provider.png", "report.provider.en.png"}
COLOURS = 256
LANDSCAPE = (1, 2)
"""The pages of the printed report that stand side by side in its picture."""


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("workspace", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--all", action="store_true", help="every place, 1024 wide and every page")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    run = latest_run(Workspace.open(given.workspace))
    _screens(run, given.out, everything=given.all)
    for tail, page, book in LANGS if given.all else LANGS[:1]:
        _paper(run.file(page), given.out, f"report.print{tail}", everything=given.all)
        _workbook(run.file(book), given.out, f"workbook{tail}", everything=given.all)
    return 0


def _screens(run: Run, out: Path, *, everything: bool) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for tail, name, _ in LANGS:
            page = opened.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(run.file(name).as_uri())
            for width in (1440, 1024) if everything else (1440,):
                page.set_viewport_size({"width": width, "height": 1000})
                wide = "" if width == 1440 else f".{width}"
                for place, selector in PLACES.items():
                    file = f"report{place}{wide}{tail}.png"
                    if everything or file in KEPT:
                        _screen(page, selector, out / file)
            page.close()
        opened.close()


def _screen(page: Any, selector: str, file: Path) -> None:
    page.evaluate("s => document.querySelector(s).scrollIntoView()", selector)
    page.wait_for_timeout(200)
    page.screenshot(path=file)
    _lighter(file)


def _paper(report: Path, out: Path, name: str, *, everything: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "report.pdf"
        print_page(browser(), report, pdf)
        _side_by_side(_pages(pdf, 60, LANDSCAPE), out / f"{name}.png")
        if everything:
            for number, file in enumerate(_pages(pdf, 60, None), start=1):
                shutil.copy(file, out / f"{name}.{number:03d}.png")


def _workbook(book: Path, out: Path, name: str, *, everything: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(book)],
            check=True,
            capture_output=True,
        )
        pdf = Path(folder) / f"{book.stem}.pdf"
        second = _pages(pdf, 80, (2, 2))[0]  # the first sheet says how to use it
        shutil.copy(second, out / f"{name}.png")
        _lighter(out / f"{name}.png")
        if everything:
            for number, file in enumerate(_pages(pdf, 60, None), start=1):
                shutil.copy(file, out / f"{name}.{number:03d}.png")


def _pages(pdf: Path, dots: int, span: tuple[int, int] | None) -> list[Path]:
    """The pages of a PDF as pictures, from the first to the last of `span`."""
    words = ["pdftoppm", "-png", "-r", str(dots), *_span(span), str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(words, check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def _span(span: tuple[int, int] | None) -> Sequence[str]:
    return () if span is None else ("-f", str(span[0]), "-l", str(span[1]))


def _side_by_side(files: list[Path], out: Path) -> None:
    from PIL import Image

    drawn = [Image.open(f).convert("RGB") for f in files]
    wide, high = sum(d.width for d in drawn) + 12 * (len(drawn) - 1), max(d.height for d in drawn)
    sheet = Image.new("RGB", (wide, high), "#cfd6dd")
    left = 0
    for one in drawn:
        sheet.paste(one, (left, 0))
        left += one.width + 12
    sheet.save(out)
    _lighter(out)


def _lighter(file: Path) -> None:
    """The same picture with a table of colours: a third of the size."""
    from PIL import Image

    with Image.open(file) as drawn:
        small = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
