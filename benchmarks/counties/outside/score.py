"""Score a finished workspace against the truth of an outside county.

`python -m benchmarks.counties.outside.score --workspace DIR --truth DIR/truth.jsonl`
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path

import duckdb

from .matching import Finding, Index, Planted, Warehouse, read_findings, read_truth

DEFINITE = "definite"


@dataclass
class Score:
    """Everything measured; `markdown` prints it."""

    schemes: dict[str, list[Planted]] = field(default_factory=dict)
    rules_of: dict[str, Counter[str]] = field(default_factory=dict)
    named: float = 0.0
    named_cleanly: float = 0.0
    loss_cleanly: float = 0.0
    on_schemes: Counter[str] = field(default_factory=Counter)
    loss_reached: float = 0.0
    lookalikes: int = 0
    ordinary: int = 0
    false_like: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    false_ordinary: dict[str, Counter[str]] = field(default_factory=dict)
    things_accused: dict[str, int] = field(default_factory=dict)
    visits_accused: dict[str, int] = field(default_factory=dict)
    unplaced: Counter[str] = field(default_factory=Counter)
    ranking: dict[str, float] = field(default_factory=dict)

    def rate(self, certainty: str, where: str) -> float:
        """Findings per 1,000 look-alikes or per 10,000 ordinary visits."""
        if where == "lookalike":
            return 1000 * sum(self.false_like[certainty].values()) / max(1, self.lookalikes)
        return 10000 * sum(self.false_ordinary[certainty].values()) / max(1, self.ordinary)


def score(workspace: Path, truth: Path) -> Score:
    """Match every finding and count."""
    planted = read_truth(truth)
    house = Warehouse(workspace / "warehouse.duckdb")
    findings = read_findings(workspace, house, planted)
    index = Index(planted)
    out = Score()
    for p in planted:
        if p.kind == "scheme":
            out.schemes.setdefault(p.name, []).append(p)
    planted_visits = {e for p in planted for e in p.encounters}
    out.lookalikes = sum(p.kind == "lookalike" for p in planted)
    out.ordinary = len(house.encounters - planted_visits)
    for word in (DEFINITE, "suspect"):
        out.false_like[word] = Counter()
        out.false_ordinary[word] = Counter()
    like: dict[str, set[int]] = defaultdict(set)
    visits: dict[str, set[str]] = defaultdict(set)
    for f in findings:
        _place(f, index, planted, out, like, visits)
    for p in planted:
        if p.kind == "scheme" and p.found:
            out.loss_reached += p.loss
    schemes = [p for p in planted if p.kind == "scheme"]
    total = sum(p.loss for p in schemes)
    false: Counter[str] = Counter()
    for word in (DEFINITE, "suspect"):
        for (_, rule), n in out.false_like[word].items():
            false[rule] += n
        false.update(out.false_ordinary[word])
    for p in schemes:
        if any(out.on_schemes[rule] > false[rule] for rule in p.found_by):
            out.named_cleanly += 1 / len(schemes)
            out.loss_cleanly += p.loss / total if total else 0.0
    out.named = sum(p.found for p in schemes) / max(1, len(schemes))
    out.loss_reached = out.loss_reached / total if total else 0.0
    out.things_accused = {k: len(v) for k, v in like.items()}
    out.visits_accused = {k: len(v) for k, v in visits.items()}
    out.ranking = rankings(workspace, house, schemes)
    return out


def _place(
    f: Finding,
    index: Index,
    planted: list[Planted],
    out: Score,
    like: dict[str, set[int]],
    visits: dict[str, set[str]],
) -> None:
    for n, share in index.shares(f).items():
        p = planted[n]
        right = f.provider in p.providers or (not f.provider and bool(f.persons & p.persons))
        if p.kind == "scheme" and right and share >= 0.5:
            p.found = True
            p.found_by.add(f.rule)
            out.rules_of.setdefault(p.name, Counter())[f.rule] += 1
    touched = index.touches(f)
    if any(planted[n].kind == "scheme" for n in touched):
        out.on_schemes[f.rule] += 1
        return
    word = DEFINITE if f.certainty == DEFINITE else "suspect"
    likes = {n for n in touched if planted[n].kind == "lookalike"}
    if likes:
        name = Counter(planted[n].name for n in likes).most_common(1)[0][0]
        out.false_like[word][(name, f.rule)] += 1
        like[word] |= likes
    elif f.lines or f.encounters or f.codes:
        out.false_ordinary[word][f.rule] += 1
        visits[word] |= f.encounters | {e for e, _ in f.lines}
    else:
        out.unplaced[f.rule] += 1


def rankings(workspace: Path, house: Warehouse, schemes: list[Planted]) -> dict[str, float]:
    """Average precision of three orders of the providers, weighted by planted loss."""
    loss: dict[str, float] = defaultdict(float)
    for p in schemes:
        loss[p.provider] += p.loss
    leads = workspace / "runs" / "latest" / "leads.parquet"
    by_leads: dict[str, float] = {}
    by_amount: dict[str, float] = {}
    for provider, recovery, amount in duckdb.execute(
        "select provider_id, sum(expected_recovery), sum(amount_at_risk) "
        f"from read_parquet('{leads}') where provider_id is not null group by 1"
    ).fetchall():
        by_leads[provider] = float(recovery or 0)
        by_amount[provider] = float(amount or 0)
    everybody = sorted(house.paid)
    return {
        "leads: expected recovery": precision(everybody, by_leads, loss),
        "amount at risk": precision(everybody, by_amount, loss),
        "fund paid": precision(everybody, house.paid, loss),
        "by chance (share of providers with schemes)": len(loss) / max(1, len(everybody)),
        "the best possible": precision(everybody, dict(loss), loss),
    }


def precision(everybody: list[str], worth: dict[str, float], loss: dict[str, float]) -> float:
    """Average precision, each provider with schemes counting by its loss."""
    # Equal worth is put in an order that has nothing to do with size or honesty.
    order = sorted(everybody, key=lambda p: (-worth.get(p, 0.0), md5(p.encode()).hexdigest()))
    total = sum(loss.values())
    hits, out = 0, 0.0
    for n, provider in enumerate(order, 1):
        if loss.get(provider, 0.0) > 0:
            hits += 1
            out += loss[provider] / total * hits / n
    return out


def markdown(s: Score) -> str:
    """The tables."""
    rows = [
        "## Summary",
        "",
        "| measure | value |",
        "|---|---|",
        f"| planted schemes named | {s.named:.1%} |",
        f"| planted fund loss reached | {s.loss_reached:.1%} |",
        f"| named by a rule that is right more often than not | {s.named_cleanly:.1%} |",
        f"| fund loss reached by such rules | {s.loss_cleanly:.1%} |",
    ]
    for word in (DEFINITE, "suspect"):
        rows += [
            f"| {word} findings per 1,000 look-alikes | {s.rate(word, 'lookalike'):.1f} |",
            f"| look-alikes accused ({word}) of {s.lookalikes} | {s.things_accused.get(word, 0)} |",
            f"| {word} findings per 10,000 ordinary visits | {s.rate(word, 'ordinary'):.1f} |",
            f"| ordinary visits accused ({word}) of {s.ordinary} "
            f"| {s.visits_accused.get(word, 0)} |",
        ]
    rows += [f"| AP of providers, {k} | {v:.3f} |" for k, v in s.ranking.items()]
    rows += ["", "## Schemes", "", "| scheme | planted | named | loss | loss reached | by rules |"]
    rows.append("|---|---|---|---|---|---|")
    for name, things in sorted(s.schemes.items()):
        total = sum(p.loss for p in things)
        reached = sum(p.loss for p in things if p.found)
        rules = ", ".join(f"{r} {n}" for r, n in s.rules_of.get(name, Counter()).most_common(4))
        rows.append(
            f"| {name} | {len(things)} | {sum(p.found for p in things)} | {total:.0f} "
            f"| {reached:.0f} | {rules} |"
        )
    for word in (DEFINITE, "suspect"):
        kinds: Counter[str] = Counter()
        for (name, _), n in s.false_like[word].items():
            kinds[name] += n
        rows += ["", f"## {word} findings on look-alikes", "", "| look-alike | findings | rules |"]
        rows.append("|---|---|---|")
        for name, n in kinds.most_common():
            of = Counter({r: c for (k, r), c in s.false_like[word].items() if k == name})
            rules = ", ".join(f"{r} {c}" for r, c in of.most_common(4))
            rows.append(f"| {name} | {n} | {rules} |")
        rows += [
            "",
            f"## {word} findings on ordinary visits",
            "",
            "| rule | findings |",
            "|---|---|",
        ]
        rows += [f"| {r} | {n} |" for r, n in s.false_ordinary[word].most_common()]
    if s.unplaced:
        rows += [
            "",
            "## Findings without units of evidence (counted nowhere)",
            "",
            "| rule | findings |",
        ]
        rows += ["|---|---|", *(f"| {r} | {n} |" for r, n in s.unplaced.most_common())]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    args = parser.parse_args()
    print(markdown(score(args.workspace, args.truth)), end="")


if __name__ == "__main__":
    main()
