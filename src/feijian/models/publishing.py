"""A model's comparisons as the tables a run publishes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from feijian.models.header import BASELINE, Feature
from feijian.models.model import Model
from feijian.models.peers import Doubles, Integers, PeerGroups, quantiles
from feijian.models.preparing import FeatureSpace, in_scale, out_of_scale
from feijian.models.scoring import (
    chance_probability,
    false_discovery,
    population_percentile,
    ranks,
    standing,
    theme_shares,
)
from feijian.models.wording import (
    NAMED,
    NAMED_FURTHER_DOWN,
    Carried,
    Group,
    GroupWords,
    period_words,
    reasons_json,
)

if TYPE_CHECKING:
    import polars as pl

AGREES = 95.0
"""A detector agrees that a row is remarkable from this percentile of all rows on."""
CHARTED = 20_000
"""Rows that get their peers' distribution for charts: all, or this many from the top."""
CHUNK = 50_000
SHARES = {"p05": 0.05, "p10": 0.1, "p25": 0.25, "p75": 0.75, "p90": 0.9, "p95": 0.95}
IN_REASONS = ("p05", "p25", "p75", "p95")
IN_PEERS = ("p10", "p25", "p75", "p90")


@dataclass(frozen=True)
class PeerComparison:
    """A model's rows, their peer groups and how they compare."""

    model: Model
    rows: pl.DataFrame
    groups: PeerGroups
    space: FeatureSpace

    def contributions(self, rows: Integers) -> Doubles:
        """Each feature's share of the score of some rows."""
        return self.space.spread_over_features(rows, theme_shares(self.space.by_theme(rows)))

    @cached_property
    def peer_values(self) -> list[list[Any]]:
        """Per step of the model's peers, the values of its columns as lists."""
        return [[self.rows[c].to_list() for c in step] for step in self.model.peers]

    @cached_property
    def periods(self) -> tuple[list[Any], list[Any]]:
        """First and last day of every row."""
        return self.rows["period_from"].to_list(), self.rows["period_to"].to_list()

    @cached_property
    def counts(self) -> dict[str, Doubles]:
        """Per column under `counts`, the observations every row rests on."""
        return {
            c: self.rows[c].fill_null(0).to_numpy().astype(np.float64)
            for c in self.model.count_columns
        }

    def count_of(self, row: int, feature: Feature) -> float | None:
        """How many observations a row's value of a feature rests on, where the header says."""
        return float(self.counts[feature.counts][row]) if feature.counts else None

    def group_of(self, row: int) -> Group:
        """The peer group of a row."""
        step = int(self.groups.step[row])
        values = tuple(column[row] for column in self.peer_values[step])
        peers = int(self.groups.peers[row])
        # rows that leave their provider out (stays) are counted as they are
        counted = self.model.leave_out == "subject_id"
        others = int(self.groups.others[row]) if counted else peers
        return Group(self.model.peers[step], values, step, peers, others)


@dataclass(frozen=True)
class Charts:
    """Quantiles of the peers of the charted rows.

    rows: their numbers, ascending. place: per row of the model, its line here or -1.
    quantiles: charted rows × features × SHARES, in the features' own units.
    """

    rows: Integers
    place: Integers
    quantiles: Doubles

    def of(self, row: int, feature: int, names: tuple[str, ...]) -> dict[str, float]:
        """The named quantiles of one row's peers; empty where it is not charted."""
        if self.place[row] < 0:
            return {}
        line = self.quantiles[self.place[row], feature]
        return {n: float(line[i]) for i, n in enumerate(SHARES) if n in names}


def charted_quantiles(found: PeerComparison, ordered: Integers) -> Charts:
    """Quantiles for the first CHARTED of the rows, given in order of rank."""
    charted = np.sort(ordered[:CHARTED])
    wanted = np.zeros(found.rows.height, dtype=bool)
    wanted[charted] = True
    place = np.full(found.rows.height, -1, dtype=np.int64)
    place[charted] = np.arange(charted.size)
    cuts = []
    for number, feature in enumerate(found.space.features):
        values = in_scale(feature, found.space.values[:, number])
        cut = quantiles(values, found.groups, tuple(SHARES.values()), wanted)[charted]
        cuts.append(out_of_scale(feature, cut))
    return Charts(charted, place, np.stack(cuts, axis=1))


def score_table(
    found: PeerComparison,
    kept: Integers,
    everyone: Doubles,
    by_detector: dict[str, Doubles],
    charts: Charts,
) -> pl.DataFrame:
    """The columns of scores.parquet without run_id, one line per kept row.

    everyone: the score of all rows: peers that are not published stand among the others too.
    """
    import polars as pl

    rows, model, score = found.rows, found.model, by_detector[BASELINE]
    stand = standing(everyone, found.groups)
    percentiles = {name: population_percentile(s) for name, s in by_detector.items()}
    peer_group, reasons = _text_columns(found, kept, charts)
    return pl.DataFrame(
        {
            "model_id": pl.Series([model.id] * kept.size, dtype=pl.String),
            "subject_kind": pl.Series([model.subject] * kept.size, dtype=pl.String),
            "subject_id": rows["subject_id"].gather(kept),
            "provider_id": rows["provider_id"].gather(kept),
            "period_from": rows["period_from"].gather(kept),
            "period_to": rows["period_to"].gather(kept),
            "peer_group": peer_group,
            "peers": pl.Series(found.groups.peers[kept], dtype=pl.Int64),
            "score": pl.Series(score, dtype=pl.Float64),
            "rank": pl.Series(ranks(score), dtype=pl.Int64),
            "percentile": pl.Series(stand.percentile[kept], dtype=pl.Float64),
            "reasons": reasons,
            "tail_probability": pl.Series(stand.tail[kept], dtype=pl.Float64),
            "q_value": pl.Series(false_discovery(chance_probability(score)), dtype=pl.Float64),
            "agreement": pl.Series(_agreement(percentiles, kept.size), dtype=pl.Float64),
            "detectors": _detector_texts(percentiles),
        }
    )


def _agreement(percentiles: dict[str, Doubles], size: int) -> npt.NDArray[Any]:
    """The share of detectors beside the baseline that find each row remarkable; None without any."""
    beside = [p >= AGREES for name, p in percentiles.items() if name != BASELINE]
    if not beside:
        return np.full(size, None)
    share: Doubles = np.mean(beside, axis=0)
    return share


def _detector_texts(percentiles: dict[str, Doubles]) -> pl.Series:
    import polars as pl

    columns = {name: pl.Series(p).round(3) for name, p in percentiles.items()}
    return pl.DataFrame(columns).select(pl.struct(pl.all()).struct.json_encode()).to_series()


def _text_columns(
    found: PeerComparison, kept: Integers, charts: Charts
) -> tuple[pl.Series, pl.Series]:
    """Peer group and reasons of the kept rows, by chunks: as Python texts a million weigh 4 GB."""
    import polars as pl

    words = GroupWords(found.model)
    groups, reasons = [], []
    for part in np.array_split(kept, kept.size // CHUNK + 1):
        shares = found.contributions(part)
        texts = [
            _texts(found, row, share, charts, words)
            for row, share in zip(part.tolist(), shares, strict=True)
        ]
        groups.append(pl.Series([t[0] for t in texts], dtype=pl.String))
        reasons.append(pl.Series([t[1] for t in texts], dtype=pl.String))
    return pl.concat(groups), pl.concat(reasons)


def _texts(
    found: PeerComparison, row: int, share: Doubles, charts: Charts, words: GroupWords
) -> tuple[str, str]:
    """The peer group and the reasons of one row; share: its features' contributions."""
    group = found.group_of(row)
    space = found.space
    named = NAMED if charts.place[row] >= 0 else NAMED_FURTHER_DOWN
    # equal contributions in the order the header declares
    strongest = np.argsort(-np.round(share, 9), kind="stable")[:named]
    carried = [
        Carried(
            feature=space.features[f],
            value=float(space.values[row, f]),
            peer_median=float(space.median[row, f]),
            z=float(space.z[row, f]),
            contribution=float(share[f]),
            quantiles=charts.of(row, f, IN_REASONS),
            count=found.count_of(row, space.features[f]),
        )
        for f in strongest.tolist()
        if share[f] > 0
    ]
    lacking = np.flatnonzero(space.missing[row]).tolist() if space.missing[row].any() else []
    stated, said = words.of(group)
    when = period_words(found.model.period, found.periods[0][row], found.periods[1][row])
    return stated, reasons_json(
        found.model, group, said, when, carried, [space.features[f] for f in lacking]
    )


def peer_table(found: PeerComparison, charts: Charts) -> pl.DataFrame:
    """The columns of peers.parquet: each charted row's features beside its peers' quantiles."""
    import polars as pl

    rows, space, at = found.rows, found.space, charts.rows
    share = found.contributions(at)
    parts = []
    for number, feature in enumerate(space.features):
        cut = charts.quantiles[:, number]
        columns = {
            "model_id": pl.Series([found.model.id] * at.size, dtype=pl.String),
            "subject_id": rows["subject_id"].gather(at),
            "period_from": rows["period_from"].gather(at),
            "feature": pl.Series([feature.name] * at.size, dtype=pl.String),
            "value": pl.Series(space.values[at, number]),
            "peer_median": pl.Series(space.median[at, number]),
            **{
                f"peer_{name}": pl.Series(cut[:, column])
                for column, name in enumerate(SHARES)
                if name in IN_PEERS
            },
            "z": pl.Series(space.z[at, number]),
            "contribution": pl.Series(share[:, number]),
        }
        parts.append(pl.DataFrame(columns))
    table = pl.concat(parts).with_columns(pl.selectors.float().fill_nan(None))
    return table.sort("subject_id", "period_from", "feature")
