"""Counties made once for all tests of the generator, and their files as polars frames."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from feijian.demo import CountyRequest, Truth, generate_county

FULL_WIDTH = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


@dataclass(frozen=True)
class Made:
    """A county on disk: its truth and, by table name, its rows as text."""

    truth: Truth

    def raw(self, table: str) -> pl.DataFrame:
        """Every row as it lies in the file."""
        data = (self.truth.delivery / f"{table}.csv").read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        return pl.read_csv(io.StringIO(text), infer_schema_length=0)

    def rows(self, table: str) -> pl.DataFrame:
        """Valid rows, each once."""
        frame = self.raw(table).unique(maintain_order=True)
        return frame.filter(pl.col("vali_flag") == "1") if "vali_flag" in frame.columns else frame

    def lines(self) -> pl.DataFrame:
        """Valid fee lines of known encounters, with times and numbers read."""
        known = self.rows("mdtrt_d").select("mdtrt_id")
        lines = self.rows("fee_list_d").join(known, on="mdtrt_id", how="semi")
        return lines.with_columns(
            at=moment("fee_ocur_time"),
            quantity=number("cnt"),
            price=number("pric"),
            amount=number("det_item_fee_sumamt"),
            ceiling=number("pric_uplmt_amt"),
        )

    def visits(self) -> pl.DataFrame:
        return self.rows("mdtrt_d").with_columns(
            start=moment("begntime"), finish=moment("endtime"), born=pl.col("brdy").str.to_date()
        )


def moment(column: str) -> pl.Expr:
    """A time in any of the shapes that the dirt gives it."""
    shapes = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S")
    return pl.coalesce(pl.col(column).str.to_datetime(shape, strict=False) for shape in shapes)


def number(column: str) -> pl.Expr:
    def read(text: str) -> float:
        return float(text.translate(FULL_WIDTH).strip(" 　"))

    return pl.col(column).map_elements(read, return_dtype=pl.Float64)


Maker = Callable[..., Made]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Makes a county in a folder of its own."""

    def made(**request: object) -> Made:
        folder = tmp_path_factory.mktemp("county")
        return Made(
            generate_county(folder / "delivery", CountyRequest(**{"lines": 30_000, **request}))
        )  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def planted(make: Maker) -> Made:
    return make(seed=2)


@pytest.fixture(scope="session")
def benign(make: Maker) -> Made:
    """Nothing planted, no look-alikes, no dirt: an ordinary county."""
    return make(seed=7, lines=60_000, planted=False, look_alikes=False, dirt=False)


@pytest.fixture(scope="session")
def innocent(make: Maker) -> Made:
    """Look-alikes and dirt, nothing planted."""
    return make(seed=3, planted=False)


@pytest.fixture
def knowledge() -> Path:
    return Path(__file__).parents[3] / "data_contracts" / "reference"
