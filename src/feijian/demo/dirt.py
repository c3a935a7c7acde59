"""Dirt as platforms deliver it: it changes how rows look, never what the cases say."""

from __future__ import annotations

import numpy as np
import polars as pl

from feijian.demo.identifiers import identifier, identifiers

_TIMES = {"fee_list_d": "fee_ocur_time", "setl_d": "setl_time", "mdtrt_d": "begntime", "selinfo_3505": "sel_retn_time",
          "purcinfo_3503": "purc_retn_stoin_time"}  # fmt: skip
_NUMBERS = {
    "fee_list_d": ("cnt", "det_item_fee_sumamt"),
    "setl_d": ("medfee_sumamt",),
    "selinfo_3505": ("sel_retn_cnt",),
}
_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_ODD_SHARE, _REPEATED_SHARE, _VOID_SHARE = 0.0025, 0.0006, 0.0006
_FIRST_VOID_LINE = 95_000_000


class Dirt:
    """Soils the frames of one delivery; rows of `cases` (encounter ids) are left alone."""

    def __init__(self, seed: int, cases: set[str]) -> None:
        self.rng = np.random.default_rng([seed, 9])
        self.cases = pl.Series("cases", sorted(cases), dtype=pl.String)
        self.voided = 0

    def soiled(self, table: str, frame: pl.DataFrame, first: bool) -> pl.DataFrame:
        """The frame with odd dates and numbers, repeated, void and orphaned rows."""
        ordinary = self._ordinary(frame)
        frame = self._odd_times(table, frame, ordinary)
        frame = self._odd_numbers(table, frame, ordinary)
        extra = [self._repeated(table, frame, ordinary), self._void(table, frame, ordinary)]
        if first:
            extra += [self._orphans(table, frame, ordinary), self._destroyed(table, frame)]
        frame = pl.concat([frame, *(rows for rows in extra if rows is not None and rows.height)])
        return self._reshaped(table, frame)

    def _ordinary(self, frame: pl.DataFrame) -> np.ndarray:
        for column in ("mdtrt_id", "mdtrt_sn"):
            if column in frame.columns:
                return np.flatnonzero(
                    ~frame[column].is_in(self.cases.implode()).fill_null(True).to_numpy()
                )
        return np.arange(frame.height)

    def _some(self, ordinary: np.ndarray, share: float) -> np.ndarray:
        count = int(len(ordinary) * share) + (len(ordinary) > 200)
        return np.sort(self.rng.choice(ordinary, min(count, len(ordinary)), replace=False))

    def _odd_times(self, table: str, frame: pl.DataFrame, ordinary: np.ndarray) -> pl.DataFrame:
        column = _TIMES.get(table)
        if column is None:
            return frame
        rows = self._some(ordinary, _ODD_SHARE)
        # 2025-07-01 08:00:00 as 2025/7/1 8:00:00 and as 20250701080000
        odd = []
        for place, text in enumerate(frame[column].gather(rows).to_list()):
            year, month, day, clock = text[:4], text[5:7], text[8:10], text[11:]
            slashed = f"{year}/{int(month)}/{int(day)} {clock}"
            odd.append(slashed if place % 2 else f"{year}{month}{day}{clock.replace(':', '')}")
        return frame.with_columns(frame[column].scatter(rows, odd))

    def _odd_numbers(self, table: str, frame: pl.DataFrame, ordinary: np.ndarray) -> pl.DataFrame:
        for column in _NUMBERS.get(table, ()):
            rows = self._some(ordinary, _ODD_SHARE / 2)
            text = frame[column].cast(pl.String)
            odd = [
                f" {t}　" if i % 2 else t.translate(_FULL_WIDTH)
                for i, t in enumerate(text.gather(rows).to_list())
            ]
            frame = frame.with_columns(text.scatter(rows, odd))
        return frame

    def _repeated(
        self, table: str, frame: pl.DataFrame, ordinary: np.ndarray
    ) -> pl.DataFrame | None:
        if table in {"fee_list_d", "setl_d", "mdtrt_d", "selinfo_3505", "setl_diag_list_d"}:
            return frame[self._some(ordinary, _REPEATED_SHARE)]
        return None

    def _void(self, table: str, frame: pl.DataFrame, ordinary: np.ndarray) -> pl.DataFrame | None:
        """Void rows under numbers of their own: nothing refers to them."""
        keys = {"fee_list_d": ("bkkp_sn", "F"), "mdtrt_d": ("mdtrt_id", "M")}
        if table not in keys:
            return None
        column, letter = keys[table]
        rows = frame[self._some(ordinary, _VOID_SHARE)]
        first = _FIRST_VOID_LINE + self.voided
        self.voided += rows.height
        number = pl.int_range(first, first + rows.height, dtype=pl.Int64)
        rows = rows.with_columns(
            identifiers(letter, number).alias(column), pl.lit("0").alias("vali_flag")
        )
        if table == "fee_list_d":
            rows = rows.with_columns(identifiers("R", number).alias("rid"))
        return rows

    def _orphans(
        self, table: str, frame: pl.DataFrame, ordinary: np.ndarray
    ) -> pl.DataFrame | None:
        """Rows whose encounter was never delivered."""
        if table not in {"fee_list_d", "setl_d"} or not len(ordinary):
            return None
        rows = frame[ordinary[:3]]
        lost = [identifier("M", 98_000_001 + i) for i in range(rows.height)]
        claims = [identifier("S", 98_000_001 + i) for i in range(rows.height)]
        rows = rows.with_columns(pl.Series("mdtrt_id", lost), pl.Series("setl_id", claims))
        if table == "fee_list_d":
            own = [identifier("F", 98_000_001 + i) for i in range(rows.height)]
            rows = rows.with_columns(pl.Series("bkkp_sn", own), pl.Series("rid", own))
        return rows

    def _destroyed(self, table: str, frame: pl.DataFrame) -> pl.DataFrame | None:
        """Self-paid sales whose trace code a spreadsheet wrote as a number."""
        if table != "selinfo_3505":
            return None
        rows = frame.head(4)
        nothing = pl.lit(None, dtype=pl.String)
        return rows.with_columns(
            setl_id=nothing, mdtrt_sn=nothing, psn_no=nothing, bkkp_sn=nothing, mdtrt_setl_type=pl.lit("2"),
            rtal_docno=pl.format("{}-{}", pl.lit("LSX"), pl.int_range(pl.len())), sel_retn_cnt=pl.lit(1).cast(frame["sel_retn_cnt"].dtype),
            drug_trac_codg=pl.lit("8.10002E+19"),
        ).select(frame.columns)  # fmt: skip

    def _reshaped(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        if table == "setl_diag_list_d":
            return frame.select(frame.columns[::-1])
        if table in {"setl_d", "psn_info_b"}:
            return frame.with_columns(bz_ext=pl.lit("x"))
        return frame
