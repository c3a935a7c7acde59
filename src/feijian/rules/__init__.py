"""The rule engine: short SQL rules in, findings with evidence out."""

from feijian.rules.book import RuleBook, read_rules
from feijian.rules.header import FAMILIES, Rule
from feijian.rules.parameter import Parameter

__all__ = ["FAMILIES", "Parameter", "Rule", "RuleBook", "read_rules"]
