"""The truth beside the county: what was planted, and the register of special diseases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .people import Person, Provider
from .records import Line, Visit


class Book:
    """Schemes and look-alikes as they were planted."""

    def __init__(self) -> None:
        self.truth: list[dict[str, object]] = []
        self.registered: list[dict[str, str]] = []

    def plant(
        self,
        kind: str,
        name: str,
        provider: Provider | str,
        visits: Iterable[Visit] = (),
        lines: Iterable[tuple[Visit, Line]] = (),
        *,
        codes: Iterable[str] = (),
        loss: float = 0.0,
        note: str = "",
        providers: Iterable[str] = (),
    ) -> None:
        """Write one planted thing to the truth."""
        visits = list(visits)
        pairs = list(lines)
        every = [*visits, *(v for v, _ in pairs)]
        code = provider if isinstance(provider, str) else provider.code
        entry: dict[str, object] = {
            "kind": kind,
            "name": name,
            "provider": code,
            "providers": sorted({code, *providers}),
            "encounters": sorted({v.id for v in every}),
            "lines": [
                {"mdtrt_id": i, "feedetl_sn": sn}
                for i, sn in dict.fromkeys((v.id, ln.written.sn) for v, ln in pairs)
            ],
            "trace_codes": sorted(set(codes)),
            "persons": sorted({v.person.no for v in every}),
            "note": note,
        }
        if kind == "scheme":
            entry["fund_loss"] = round(loss, 2)
            entry["whole"] = not pairs
        self.truth.append(entry)

    def scheme(
        self,
        name: str,
        provider: Provider | str,
        visits: Iterable[Visit] = (),
        lines: Iterable[tuple[Visit, Line]] = (),
        *,
        codes: Iterable[str] = (),
        loss: float = 0.0,
        note: str = "",
        providers: Iterable[str] = (),
    ) -> None:
        """Plant a scheme."""
        self.plant(
            "scheme",
            name,
            provider,
            visits,
            lines,
            codes=codes,
            loss=loss,
            note=note,
            providers=providers,
        )

    def innocent(
        self,
        name: str,
        visits: Iterable[Visit],
        lines: Iterable[tuple[Visit, Line]] = (),
        *,
        codes: Iterable[str] = (),
        note: str = "",
    ) -> None:
        """Plant a look-alike."""
        visits = list(visits)
        self.plant(
            "lookalike",
            name,
            visits[0].provider if visits else "",
            visits,
            lines,
            codes=codes,
            note=note,
        )

    def register(self, p: Person, disease: str, day: date | None) -> None:
        """Enter a special outpatient disease in the register, perhaps without a date."""
        self.registered.append(
            {
                "psn_no": p.no,
                "opsp_dise_code": disease,
                "begndate": day.isoformat() if day else "",
                "enddate": "",
            }
        )
