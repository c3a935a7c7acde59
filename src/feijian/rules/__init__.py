"""The rule engine: short SQL rules in, findings with evidence out."""

from feijian.rules.book import RuleBook, read_rules
from feijian.rules.header import FAMILIES, Parameter, Rule

__all__ = ["FAMILIES", "Parameter", "Rule", "RuleBook", "read_rules"]
