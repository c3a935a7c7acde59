"""Schemes by a second author, thought up from the published lists without reading the rules."""

from benchmarks.second_author import (
    bills,
    boxes,
    charges,
    codes,
    crowds,
    limits,
    people,
    shops,
    theatre,
    wards,
)
from benchmarks.second_author.shelf import shelved
from feijian.demo.schemes.making import Plant

SCHEMES: tuple[Plant, ...] = tuple(
    shelved(plant)
    for module in (wards, bills, theatre, codes, boxes, limits, charges, shops, people, crowds)
    for plant in module.PLANTS
)
