"""Who lives and works in the county: institutions, practitioners and insured persons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from feijian.demo.identifiers import scattered
from feijian.demo.request import CountyRequest

REGION, FAR_REGION = "990123", "990907"
_TOWNS = ("槐树", "柳泉", "石桥", "白杨", "清溪", "枣林", "云台", "芦湖", "松岭", "梅坞")
_SPECIAL = (
    # specialty, share of hospitals, least number, level, name, weight
    ("psychiatric", 0.04, 2, 2, "精神病医院", 1.0),
    ("rehabilitation", 0.05, 2, 2, "康复医院", 1.0),
    ("maternity", 0.04, 1, 2, "妇产医院", 1.2),
    ("oncology", 0.03, 1, 3, "肿瘤医院", 1.5),
    ("tcm", 0.05, 1, 2, "中医医院", 1.5),
)
_DOCTORS = {3: 24, 2: 12, 1: 5, 0: 2}


@dataclass(frozen=True)
class Provider:
    """One institution. beds: approved beds, 0 for a pharmacy; chain: empty where alone."""

    number: int
    code: str
    name: str
    kind: str
    level: int
    specialty: str
    region: str
    ownership: str
    beds: int
    chain: str
    longitude: float
    latitude: float
    weight: float
    first_doctor: int
    doctors: int
    known_from: str = "2019-01-01 00:00:00"


@dataclass
class People:
    """Insured persons as parallel arrays; days are counted from 1970; -1 means none."""

    sex: np.ndarray
    birth: np.ndarray
    village: np.ndarray
    house: np.ndarray
    employer: np.ndarray
    insurance: np.ndarray
    pharmacy: np.ndarray
    died: np.ndarray

    def __len__(self) -> int:
        return len(self.sex)


def institutions(request: CountyRequest, rng: np.random.Generator) -> list[Provider]:
    """Hospitals of three levels and five specialties, pharmacies (four in ten), two far away."""
    total = request.provider_count()
    hospitals = round(total * 0.6)
    kinds: list[tuple[str, int, str, float]] = []
    for specialty, share, least, level, name, weight in _SPECIAL:
        kinds += [(specialty, level, name, weight)] * max(least, round(hospitals * share))
    kinds += [("general", 3, "市立医院", 6.0)] * max(2, round(hospitals * 0.05))
    kinds += [("general", 2, "县人民医院", 3.0)] * max(4, round(hospitals * 0.2))
    small = max(6, hospitals - len(kinds))
    kinds += [("general", 1, ("卫生院", "民营医院")[i % 3 == 0], 1.0) for i in range(small)]
    found: list[Provider] = []
    serial: dict[str, int] = {}
    doctor = 0
    for specialty, level, name, weight in kinds:
        serial[name] = serial.get(name, 0) + 1
        beds = {3: 600, 2: 220, 1: 60}[level] + int(rng.integers(0, 40)) * level
        found.append(_provider(len(found), "hospital", f"青禾{name}{serial[name]}", level, specialty, beds,
                               weight, doctor, rng))  # fmt: skip
        doctor += found[-1].doctors
    for i in range(total - len(found)):
        chain = f"JT990123{i % 3 + 1:03d}" if i % 5 < 2 else ""
        shop = _provider(len(found), "pharmacy", f"青禾大药房{i + 1}", 0, "other", 0,
                         float(rng.uniform(0.5, 1.5)), doctor, rng)  # fmt: skip
        found.append(replace(shop, chain=chain))
        doctor += shop.doctors
    for kind, name, level in (("hospital", "云岭市中心医院1", 3), ("pharmacy", "云岭大药房1", 0)):
        far = _provider(
            len(found), kind, name, level, "general", 900 if level else 0, 0.0, doctor, rng
        )
        code = f"{far.code[0]}{FAR_REGION}{far.number + 1:05d}"
        found.append(replace(far, code=code, region=FAR_REGION, longitude=far.longitude + 6.0,
                             latitude=far.latitude + 2.5))  # fmt: skip
        doctor += far.doctors
    return found


def _provider(
    number: int, kind: str, name: str, level: int, specialty: str, beds: int, weight: float,
    first_doctor: int, rng: np.random.Generator,
) -> Provider:  # fmt: skip
    letter = "H" if kind == "hospital" else "P"
    return Provider(
        number, f"{letter}{REGION}{number + 1:05d}", name, kind, level, specialty, REGION,
        "2" if kind == "pharmacy" or "民营" in name else "1", beds, "",
        round(float(105 + rng.uniform(0, 0.5)), 5), round(float(34 + rng.uniform(0, 0.4)), 5),
        weight, first_doctor, _DOCTORS[level],
    )  # fmt: skip


def doctor_code(region: str, number: int) -> str:
    return f"D{region}{number + 1:06d}"


def inhabitants(count: int, shops: list[int], today: int, rng: np.random.Generator) -> People:
    """Persons of all ages; a third employed; about forty to a village, three to a house.

    today: the day, counted from 1970, at which ages are meant.
    """
    ages = np.where(
        rng.random(count) < 0.18, rng.uniform(1, 14, count), rng.triangular(15, 62, 92, count)
    )
    order = np.arange(count)
    employed = (rng.random(count) < 0.33) & (ages > 22)
    return People(
        sex=rng.integers(1, 3, count).astype(np.int8),
        birth=(today - ages * 365.25).astype(np.int32),
        village=(order // 42).astype(np.int32),
        house=(order % 42 // 3 + 1).astype(np.int32),
        employer=np.where(employed, rng.integers(0, max(4, count // 90), count), -1).astype(
            np.int32
        ),
        insurance=np.where(employed, 310, 390).astype(np.int16),
        pharmacy=rng.choice(shops, count).astype(np.int32),
        died=np.full(count, -1, dtype=np.int32),
    )


def address(village: int, house: int) -> str:
    return f"青禾县{_TOWNS[village % len(_TOWNS)]}镇{village // len(_TOWNS) + 1}村{house}号"


def person_code(number: int) -> str:
    return f"9901230{scattered(number):011d}"
