"""Parameters: the numbers, texts and lists of a rule that a bureau may set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.messages import sentence

PARAMETER_TYPES = ("integer", "decimal", "string", "list")


@dataclass(frozen=True)
class Parameter:
    """A number, text or list a bureau may set.

    step: by how much the threshold gate moves it; low, high: the bounds it may have.
    """

    name: str
    type: str
    default: Any
    low: Any = None
    high: Any = None
    step: Any = None
    unit: str = ""
    note: str = ""

    def bound(self, value: Any) -> Any:
        """The value as DuckDB takes it. Raises ValueError when it does not fit type or bounds."""
        given = value
        if self.type == "integer":
            if isinstance(value, bool) or not isinstance(value, int):
                raise ValueError(
                    sentence("{name} is a whole number, not {value!r}", name=self.name, value=value)
                )
        elif self.type == "decimal":
            if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
                raise ValueError(
                    sentence("{name} is a number, not {value!r}", name=self.name, value=value)
                )
            value = as_decimal(value)
            if value is None:
                raise ValueError(
                    sentence("{name} is a number, not {given!r}", name=self.name, given=given)
                )
        elif self.type == "list":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise ValueError(
                    sentence(
                        "{name} is a list of texts, not {value!r}", name=self.name, value=value
                    )
                )
        elif not isinstance(value, str):
            raise ValueError(
                sentence("{name} is a text, not {value!r}", name=self.name, value=value)
            )
        if self.type in ("integer", "decimal"):
            if self.low is not None and value < Decimal(str(self.low)):
                raise ValueError(
                    sentence(
                        "{name} is at least {low}, not {value}",
                        name=self.name,
                        low=self.low,
                        value=value,
                    )
                )
            if self.high is not None and value > Decimal(str(self.high)):
                raise ValueError(
                    sentence(
                        "{name} is at most {high}, not {value}",
                        name=self.name,
                        high=self.high,
                        value=value,
                    )
                )
        return value


def read_parameters(headed: HeadedSql, problems: list[Problem]) -> tuple[Parameter, ...]:
    """The `parameters` of a header; what is wrong with them is added to `problems`."""
    entries = headed.header.get("parameters") or {}
    if not isinstance(entries, dict):
        problems.append(Problem(headed.at("parameters"), "'parameters' is a mapping of names"))
        return ()
    found = []
    for name, entry in entries.items():
        at = headed.at(f"parameters.{name}")
        if not isinstance(entry, dict):
            problems.append(
                Problem(
                    at,
                    sentence("'{name}' is a mapping", name=name),
                    "{type: integer, default: 3, min: 1, step: 1, unit: days}",
                )
            )
            continue
        for key in ("unit", "note"):
            if not isinstance(entry.get(key, ""), str):
                what = sentence(
                    "'{key}' of parameter '{name}' is a text, not {entry}",
                    key=key,
                    name=name,
                    entry=shown(entry[key]),
                )
                problems.append(Problem(at, what, "Put it in quotes."))
        unknown = entry.keys() - {"type", "default", "min", "max", "step", "unit", "note"}
        for key in unknown:
            problems.append(
                Problem(
                    at, sentence("unknown key '{key}' of parameter '{name}'", key=key, name=name)
                )
            )
        kind = entry.get("type")
        if kind not in PARAMETER_TYPES:
            problems.append(
                Problem(
                    at,
                    sentence("unknown type of '{name}'", name=name),
                    sentence(
                        "One of: {parameter_types}.", parameter_types=", ".join(PARAMETER_TYPES)
                    ),
                )
            )
            continue
        parameter = Parameter(
            str(name),
            kind,
            entry.get("default"),
            entry.get("min"),
            entry.get("max"),
            entry.get("step"),
            str(entry.get("unit", "")),
            str(entry.get("note", "")),
        )
        if kind in ("integer", "decimal"):
            for key in ("min", "step"):
                if entry.get(key) is None:
                    problems.append(
                        Problem(
                            at, sentence("parameter '{name}' has no '{key}'", name=name, key=key)
                        )
                    )
            wrong = [
                key
                for key in ("min", "max", "step")
                if entry.get(key) is not None and as_decimal(entry[key]) is None
            ]
            for key in wrong:
                what = sentence(
                    "'{key}' of parameter '{name}' is a number, not {entry}",
                    key=key,
                    name=name,
                    entry=shown(entry[key]),
                )
                problems.append(Problem(at, what))
            if wrong:
                continue
            if not parameter.unit:
                problems.append(
                    Problem(at, sentence("parameter '{name}' has no 'unit'", name=name))
                )
        try:
            parameter.bound(parameter.default)
        except ValueError as error:
            problems.append(Problem(at, sentence("default of {error}", error=error)))
        found.append(parameter)
    return tuple(found)


def shown(value: Any) -> str:
    """A value as messages show it: one line, not too long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def as_decimal(value: Any) -> Decimal | None:
    """A number as a decimal; None where it is no number or not a finite one."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
