"""A synthetic county: a delivery as the national platform would send it, with known answers."""

from feijian.demo.generate import generate_county
from feijian.demo.request import CountyRequest
from feijian.demo.truth import Truth, load_truth

__all__ = ["CountyRequest", "Truth", "generate_county", "load_truth"]
