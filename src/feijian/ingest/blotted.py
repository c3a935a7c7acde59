"""Numbers of which signs were blotted out before they were sent: many persons share what is left."""

from __future__ import annotations

MASK = "XXXX"
"""Letters of which a code of letters and digits needs a closer look: 370101XXXXXXXX0015."""
MASKED = (
    "[0-9A-Za-z]+[*●×■□○]{2,}[0-9A-Za-z*]*|[*●×■□○]{2,}[0-9A-Za-z]+"
    "|[A-Za-z]{0,2}[0-9]{2,}[Xx]{4,}[0-9]*[Xx]?"
)
"""A number of which signs were blotted out."""
