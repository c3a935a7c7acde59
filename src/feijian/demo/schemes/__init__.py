"""The schemes that are planted, family by family; each function makes all cases of one scheme."""

from feijian.demo.schemes import (
    bed_padding,
    conduct,
    groups,
    overcharging,
    practice,
    readmission,
    restricted_use,
    traceability,
    unbundling,
    upcoding,
)
from feijian.demo.schemes.making import Plant

SCHEMES: tuple[Plant, ...] = (
    *bed_padding.PLANTS,
    *unbundling.PLANTS,
    *upcoding.PLANTS,
    *readmission.PLANTS,
    *traceability.PLANTS,
    *restricted_use.PLANTS,
    *overcharging.PLANTS,
    *practice.PLANTS,
    *conduct.PLANTS,
    *groups.PLANTS,
)
