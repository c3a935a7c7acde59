"""Reasons in an inspector's words, in both languages: what, how much, and what peers do."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from feijian.messages.labels import Labels
from feijian.models.header import Feature
from feijian.models.model import Model
from feijian.plain import Json

NAMED, NAMED_FURTHER_DOWN = 5, 3
"""A reason list names at most this many features, strongest first; fewer for subjects so far
down the ranking that they are not charted."""
LANGUAGES = ("zh", "en")
SAY, SPANS, UNITS = Labels("wording"), Labels("span_of"), Labels("unit_of")
SHARES = ("percent", "change", "points")
"""Formats of values that are shares of one; what follows the number stands in `unit_of`."""
SIGNED = ("change", "points")
"""Formats of a rise or a fall, which is told with its sign."""


@dataclass(frozen=True)
class Group:
    """A row's peer group, as text needs it.

    columns: the columns compared within; values: the row's values of them.
    step: how many narrower groups were too small. peers: rows of others in the group;
    others: how many subjects they are (fewer where they bring several periods each).
    """

    columns: tuple[str, ...]
    values: tuple[Any, ...]
    step: int
    peers: int
    others: int


@dataclass(frozen=True)
class Carried:
    """One feature of one row: its value, what peers have, and its share of the score.

    count: observations the value rests on, where the header names them.
    quantiles: of the peers by name (p05, p25, p75, p95); empty for rows that are not charted.
    """

    feature: Feature
    value: float
    peer_median: float
    z: float
    contribution: float
    quantiles: dict[str, float]
    count: float | None = None


class GroupWords:
    """The words of a model's peer groups; each group is put into words once and said often."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.said: dict[Group, tuple[str, dict[str, str]]] = {}

    def of(self, group: Group) -> tuple[str, dict[str, str]]:
        """(what `peer_group` states, the peers in words by language)."""
        if group not in self.said:
            words = {lang: peers_words(self.model, group, lang) for lang in LANGUAGES}
            self.said[group] = (group_text(self.model, group), words)
        return self.said[group]


def period_words(period: str, first: date, last: date | None) -> dict[str, str]:
    """`2025年7月`, `2025年三季度` or the days, by language."""
    if period == "month":
        told = SPANS[f"in_month_{first.month}"].filled(year=first.year)
    elif period == "quarter":
        told = SPANS[f"in_quarter_{(first.month + 2) // 3}"].filled(year=first.year)
    elif last is None or last == first:
        told = SPANS["day"].filled(day=first.isoformat())
    else:
        told = SPANS["days"].filled(first=first.isoformat(), last=last.isoformat())
    return {"zh": told.zh, "en": told.en}


def reasons_json(
    model: Model,
    group: Group,
    words: dict[str, str],
    when: dict[str, str],
    carried: list[Carried],
    missing: list[Feature],
) -> str:
    """The reasons of a row as JSON: a list of objects, what carried the score first.

    Each has feature, kind (`carried` or `missing`), label_zh, label_en, unit, format, value, median and
    quantiles of the peers, peers (how many), direction (high or low: the side it lies on), z,
    contribution (share of the squared score), zh and en (a sentence each). Missing features
    carry nothing and come last.
    """
    found = [_carried(model, group, words, when, c) for c in carried]
    found += [_missing(group, feature) for feature in missing]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def group_text(model: Model, group: Group) -> str:
    """The peer group as `peer_group` states it: columns with values, and how far it was widened."""
    named = ", ".join(f"{c}={_shown(v)}" for c, v in zip(group.columns, group.values, strict=True))
    text = named or "all"
    if group.peers != group.others:
        text += f"; {group.others} others over several periods"
    if group.step:
        text += f"; widened {group.step} of {len(model.peers) - 1}: narrower groups too small"
    return text


def peers_words(model: Model, group: Group, lang: str) -> str:
    """`同等级 214 家机构` or `214 providers of the same level`."""
    titles = [model.peer_titles[c][1 if lang == "zh" else 0] for c in group.columns]
    told = model.kind.counted(group.others, lang)
    if group.peers != group.others:
        told = SAY["over_periods"].to(lang).format(what=told, n=group.peers)
    if not titles:
        return SAY["all_of"].to(lang).format(what=told)
    if lang == "zh":
        listed = "、".join(titles)
    else:
        listed = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
    return SAY["of_the_same"].to(lang).format(what=told, same=listed)


def shown_value(feature: Feature, value: float, lang: str) -> str:
    """A value with its unit: `71%` or `71 %`, `1,234 元` or `1,234 yuan`."""
    if feature.format in SHARES:
        return shown_share(feature.format, value, lang)
    unit = _unit(feature, lang)
    whole = feature.format == "integer" or abs(value) >= 1000
    text = f"{value:,.0f}" if whole else f"{value:.3g}"
    return f"{text} {unit}" if unit else text


def shown_share(kind: str, value: float, lang: str) -> str:
    """A share of one, or by how much one rose: `71%`, `+185%`, `+1.5 个百分点`."""
    sign = "+" if kind in SIGNED else ""
    digits = 1 if 0 < abs(value) < 0.0995 else 0
    number = f"{100 * value:{sign}.{digits}f}" if value else "0"
    return number + UNITS[kind].to(lang)


def _unit(feature: Feature, lang: str) -> str:
    """What a value is counted in; money that names nothing else is in yuan."""
    unit = feature.unit_zh if lang == "zh" else feature.unit
    if feature.format == "money":
        return unit or UNITS["money"].to(lang)
    return unit


def _carried(
    model: Model, group: Group, words: dict[str, str], when: dict[str, str], item: Carried
) -> Json:
    feature = item.feature
    texts = {}
    for lang in LANGUAGES:
        value = shown_value(feature, item.value, lang)
        median = shown_value(feature, item.peer_median, lang)
        peers = words[lang]
        counted = _counted(model, item, lang)
        texts[lang] = (
            SAY["carried"]
            .to(lang)
            .format(
                feature=feature.title_zh if lang == "zh" else feature.title,
                value=value,
                when=when[lang],
                counted=counted,
                peers=peers,
                median=median,
            )
        )
        if _beyond_norm(item):
            norm = shown_value(feature, feature.norm or 0.0, lang)
            texts[lang] += SAY["from_norm"].to(lang).format(norm=norm)
    return {
        "feature": feature.name,
        "kind": "carried",
        "label_zh": feature.title_zh,
        "label_en": feature.title,
        "unit": "%" if feature.format in SHARES else _unit(feature, "en"),
        "unit_zh": "%" if feature.format in SHARES else _unit(feature, "zh"),
        "format": feature.format,
        "value": _number(item.value),
        "median": _number(item.peer_median),
        **{name: _number(value) for name, value in item.quantiles.items()},
        "peers": group.peers,
        "direction": "high" if item.z > 0 else "low",
        "z": _number(item.z),
        "contribution": _number(item.contribution),
        "zh": texts["zh"],
        "en": texts["en"],
    }


def _counted(model: Model, item: Carried, lang: str) -> str:
    """What a value rests on: `（据 38 人次）` or ` (from 38 visits)`; empty where nothing is counted."""
    if item.count is None or not math.isfinite(item.count):
        return ""
    titles = model.count_titles.get(item.feature.counts)
    if titles is None:
        return ""
    return (
        SAY["rests_on"]
        .to(lang)
        .format(n=f"{item.count:,.0f}", what=titles[1 if lang == "zh" else 0])
    )


def _beyond_norm(item: Carried) -> bool:
    """Whether the peers' own habit lies beyond what is ordinary, so that it is no norm."""
    norm = item.feature.norm
    if norm is None:
        return False
    high = item.feature.direction == "high"
    return item.peer_median > norm if high else item.peer_median < norm


def _missing(group: Group, feature: Feature) -> Json:
    return {
        "feature": feature.name,
        "kind": "missing",
        "label_zh": feature.title_zh,
        "label_en": feature.title,
        "unit": "%" if feature.format in SHARES else feature.unit,
        "value": None,
        "median": None,
        "peers": group.peers,
        "direction": None,
        "z": 0.0,
        "contribution": 0.0,
        "zh": SAY["missing"].zh.format(feature=feature.title_zh),
        "en": SAY["missing"].en.format(feature=feature.title),
    }


def _number(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
