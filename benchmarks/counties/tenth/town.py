"""The people of the county, found again when they fall ill again."""

from __future__ import annotations

from datetime import date, timedelta

from .world import County, Person


class Town:
    """The people of the county: who lives where, found again when they fall ill again."""

    def __init__(self, w: County, many: int) -> None:
        self.w = w
        self.people: list[Person] = []
        self.done: set[tuple[str, str]] = set()
        for _ in range(many):
            lo, hi = w.rng.choices(((1, 14), (15, 44), (45, 64), (65, 92)), (12, 26, 32, 30))[0]
            p = w.person(lo=lo, hi=hi)
            p.home = str(w.rng.randrange(8))
            self.people.append(p)

    def somebody(
        self,
        age: tuple[int, int],
        sex: str,
        at: date,
        days: int,
        old: float = 0.3,
        margin: int = 16,
    ) -> Person:
        """A person of this age and sex who is nowhere else then, preferably from the county's own."""
        r = self.w.rng
        lo = max(age[0], 62) if r.random() < old and age[1] > 66 else age[0]
        for _ in range(60):
            p = r.choice(self.people)
            years = (at - p.born).days / 365.25
            fit = lo <= years <= age[1] + 1 and (not sex or p.sex == sex)
            if (
                fit
                and len(p.busy) < 30
                and p.free(at - timedelta(days=margin), at + timedelta(days=days + margin))
            ):
                return p
        p = self.w.person(
            sex, lo, age[1], born=at - timedelta(days=int(r.uniform(lo, age[1] + 0.9) * 365.25))
        )
        p.home = str(r.randrange(8))
        self.people.append(p)
        return p
