"""Ordinary life of the sixth county: the honest houses carry most of it, in every style of writing."""

from __future__ import annotations

from benchmarks.counties.fourth.life import clinics, counter, cycles, dialysis, long, stays

from .houses import SHOPS, STATIONS, TOWNS
from .world import Sixth

_WARDS = (  # houses, illnesses, stays at scale 1
    ("u1", "cap acs colon tha stroke3 chemb pacing sepsis3 lungca breastca bph hys pci burst leuk6 cirr6 three6 jointk", 330),
    ("u2", "cap pci hf stroke3 chole radius stone3 pan turp5 hys cs3 icu5 hip6 warf6", 210),
    ("gh", "pn co cf st dm4 pan ugib gall4 app hern4 hipo kneeo frac4 cs4 nvd4 kp4 jaun4 chem4 angina stone3 bph", 420),
    ("gh2", "pn co cf st dm4 gall4 app hern4 frac4 cs4 angina dizzy6 lung6 shin6", 210),
    ("gh,gh2", "catd piled chemd ring6", 70), ("tcm", "disc4 face4 pile4 stroker", 150),
    ("mch", "cs4 nvd4 kp4 jaun4 preterm", 170), ("eye", "cat4", 60), ("ort", "frac4 kneeo backp shin6", 80),
    ("onc", "chem4 chemd imm4", 60), ("psy1", "schiz dementi depress", 60), ("psy2", "schiz6 depress", 16),
    ("reh1", "hipreh", 22), ("reh2", "hemi4 hipreh backp", 80), ("nur", "oldcopd", 22), ("hea", "tb tg hern4 back6", 50),
    ("jis", "tb tg ti", 40), ("t1", "tb tg ti tl", 110), ("t2", "tb tg", 30), ("t3", "tb ti tl", 50), ("t4", "tb tg", 40),
    ("com1", "tb homebed", 40),
)  # fmt: skip

_CLINIC = (  # houses, illness, visits at scale 1
    (f"u1,u2,gh,gh2,tcm,{TOWNS}", "cold4", 1100), (STATIONS, "stn", 1100), (f"{STATIONS},t2,t3", "drip4", 330),
    ("mch,gh,t1,t4", "kidcold", 420), ("mch,gh", "kidcough", 260), ("c0,c1,tcm", "herb4", 300), ("c0,c1", "acu4", 260),
    ("tcm", "acuh", 160), ("eye,gh,u1", "eye4", 240), ("eye,gh2,gh,u1,t1", "red6", 220), ("eye,gh", "glau4", 110),
    ("gh,ort,u2", "bone4", 240), ("gh,u2,gh2", "hurt4", 220), ("gh,u1,u2", "pain4", 150), ("gh2,u1", "belly4", 140),
    ("mch,gh,jis", "ante4", 240), ("mch,gh,jis", "gyn4", 180), ("gh,u1,gh2", "dig4", 220), ("gh,u1", "thy4", 160),
    ("gh,den,u2", "dent4", 180), ("den", "gum6", 60), ("den", "caries", 60), ("reh1,reh2", "rehout", 120),
    ("u1,u2,gh", "arrh", 170), ("u2,gh", "uro", 110), ("u1,gh2", "ear", 110), ("u1,u2,t1", "cough5", 260),
    ("eye,u1", "inj4", 50), ("u1,u2,gh2", "hurt", 180), ("u1,gh2", "seen6", 200),
)  # fmt: skip


def live(w: Sixth) -> None:
    """Fill the year around what was planted."""
    dialysis(w, ("dia1", "dia1", "dia2", "gh2"), 10)
    cycles(w)
    stays(w, _WARDS)
    clinics(w, _CLINIC)
    long(w, f"{TOWNS},{STATIONS},{SHOPS},gh2,u1", 0.12)
    counter(w, SHOPS, 2000)
