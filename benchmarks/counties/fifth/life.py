"""Ordinary life of the fifth county: the big houses carry most of it."""

from __future__ import annotations

from benchmarks.counties.fourth.life import clinics, counter, cycles, dialysis, long, stays

from .houses import SHOPS, STATIONS, TOWNS
from .world import Fifth

_WARDS = (  # houses, illnesses, stays at scale 1
    ("u1", "cap acs colon tha stroke3 chemb pacing sepsis3 lungca breastca bph spine5 hys pci burst", 320),
    ("u2", "cap pci hf stroke3 chole radius stone3 pan turp5 chem5 hys cs3 icu5", 170),
    ("u3", "pn pci jointk spine5 tibia turp5 icu5 chem5 gall4 hern4 st", 150),
    ("gh", "pn co cf st dm4 pan ugib gall4 app hern4 hipo kneeo frac4 cs4 nvd4 kp4 jaun4 chem4 acs angina stone3 bph", 420),
    ("gh", "catd piled chemd imm4", 80), ("tcm", "disc4 face4 pile4 stroker", 130),
    ("mch", "cs4 nvd4 kp4 jaun4 preterm", 150), ("mat", "cs4 nvd4", 45), ("eye", "cat4", 60),
    ("ort", "frac4 kneeo backp tibia", 90), ("psy1", "schiz dementi depress", 60), ("psy2", "schiz5", 14),
    ("reh1", "hemi5 hipreh", 26), ("reh2", "hemi4 hipreh backp", 70), ("nur", "oldcare oldcopd", 55), ("onc", "chem4 chemd imm4", 40),
    ("hea", "tb tg ti hern4", 30), ("jis", "tb ti back5", 30), ("t1", "tb tg ti tl", 110), ("t2", "tb tg ti", 40),
    ("t3", "tb ti tl", 55), ("t4", "tb tg", 35), ("com1", "tb homebed", 40),
)  # fmt: skip

_CLINIC = (  # houses, illness, visits at scale 1
    (f"u1,u2,u3,gh,tcm,{TOWNS}", "cold4", 1100), (STATIONS, "stn", 1100), (f"{STATIONS},t2,t3", "drip4", 330),
    ("mch,gh,t1,t4", "kidcold", 420), ("mch,gh", "kidcough", 260), ("c0,c1,tcm", "herb4", 320), ("c0,c1", "acu4", 260),
    ("tcm", "acuh", 160), ("eye,gh,u1", "eye4", 200), ("eye,gh", "glau4", 110), ("gh,ort,u3", "bone4", 240),
    ("gh,u2", "hurt4", 160), ("gh,u1,u2", "pain4", 150), ("gh,u1", "belly4", 140), ("mch,gh,mat", "ante4", 260),
    ("mch,gh", "gyn4", 170), ("gh,u1,u3", "dig4", 220), ("gh,u1", "thy4", 160), ("gh,den,u3", "dent4", 180),
    ("den", "perio", 60), ("den", "caries", 60), ("reh1,reh2", "rehout", 120), ("u1,u2,gh", "arrh", 170), ("u3,gh", "uro", 110),
    ("u1,gh", "ear", 110), ("u1,u2,t1", "cough5", 260), ("eye,u1", "inj4", 60), ("u2,u3", "knee3", 120),
    ("gh,u1,u2,u3", "hurt", 180),
)  # fmt: skip


def live(w: Fifth) -> None:
    """Fill the year around what was planted."""
    dialysis(w, ("dia1", "dia2", "dia2", "gh"), 10)
    cycles(w)
    stays(w, _WARDS)
    clinics(w, _CLINIC)
    long(w, f"{TOWNS},{STATIONS},{SHOPS},gh,u1", 0.12)
    counter(w, SHOPS, 2000)
