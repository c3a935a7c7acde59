"""Numbers of persons as programs change them: signs blotted out before they were sent, a letter made small."""

from __future__ import annotations

MASK = "XXXX"
"""Letters of which a code of letters and digits needs a closer look: 370101XXXXXXXX0015."""
MASKED = (
    "[0-9A-Za-z]+[*●×■□○]{2,}[0-9A-Za-z*]*|[*●×■□○]{2,}[0-9A-Za-z]+"
    "|[A-Za-z]{0,2}[0-9]{2,}[Xx]{4,}[0-9]*[Xx]?"
)
"""A number of which signs were blotted out."""
SMALL = "[0-9]{17}x|d[0-9]{12}"
"""The number of a person that ends in a small x, and of a physician with a small d: others write them large."""
