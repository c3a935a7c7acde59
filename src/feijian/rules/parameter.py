"""Parameters: the numbers, texts and lists of a rule that a bureau may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, SkipValidation, ValidationInfo

from feijian.errors import Problem
from feijian.library.header_kinds import NAME, shown
from feijian.messages import sentence

ParameterType = Literal["integer", "decimal", "string", "list"]
PARAMETER_TYPES: tuple[str, ...] = get_args(ParameterType)

ParameterValue = int | float | Decimal | str | list[str]
"""What may be written for a parameter, and, bound, what DuckDB takes for it."""

Given = Mapping[str, object]
"""Parameter values by name as somebody wrote them: of any kind until a parameter has bound them."""

Values = dict[str, ParameterValue]
"""Parameter values by name, each of the type and within the bounds of its parameter."""

Bindings = dict[str, ParameterValue | date]
"""What a query is run with, by the names of its `$parameters`: their values, the day, the region."""


def as_decimal(value: object) -> Decimal | None:
    """A number as a decimal; None where it is no number or not a finite one."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _number(value: object, info: ValidationInfo) -> object:
    if as_decimal(value) is None:
        key = {"low": "min", "high": "max"}.get(str(info.field_name), info.field_name)
        raise ValueError(
            sentence(
                "'{key}' of parameter '{name}' is a number, not {value}",
                key=key,
                name=info.data["name"],
                value=shown(value),
            )
        )
    return value


Number = Annotated[SkipValidation[int | float | str | Decimal], BeforeValidator(_number)]


@dataclass(frozen=True)
class Parameter:
    """A number, text or list a bureau may set.

    step: by how much the threshold gate moves it; low, high: the bounds it may have.
    """

    name: Annotated[str, Field(alias=NAME)]
    type: ParameterType
    default: SkipValidation[ParameterValue]
    low: Annotated[Number | None, Field(alias="min")] = None
    high: Annotated[Number | None, Field(alias="max")] = None
    step: Number | None = None
    unit: str = ""
    note: str = ""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def bound(self, value: object) -> ParameterValue:
        """The value as DuckDB takes it. Raises ValueError when it does not fit type or bounds."""
        if self.type == "list":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise ValueError(
                    sentence(
                        "{name} is a list of texts, not {value!r}", name=self.name, value=value
                    )
                )
            return value
        if self.type == "string":
            if not isinstance(value, str):
                raise ValueError(
                    sentence("{name} is a text, not {value!r}", name=self.name, value=value)
                )
            return value
        number = self._number(value)
        if self.low is not None and number < Decimal(str(self.low)):
            raise ValueError(
                sentence(
                    "{name} is at least {low}, not {value}",
                    name=self.name,
                    low=self.low,
                    value=number,
                )
            )
        if self.high is not None and number > Decimal(str(self.high)):
            raise ValueError(
                sentence(
                    "{name} is at most {high}, not {value}",
                    name=self.name,
                    high=self.high,
                    value=number,
                )
            )
        return number

    def _number(self, value: object) -> int | Decimal:
        """A number of the parameter's type. Raises ValueError where it is none."""
        if self.type == "integer":
            if isinstance(value, bool) or not isinstance(value, int):
                raise ValueError(
                    sentence("{name} is a whole number, not {value!r}", name=self.name, value=value)
                )
            return value
        number = as_decimal(value) if isinstance(value, int | float | str | Decimal) else None
        if number is None:
            raise ValueError(
                sentence("{name} is a number, not {given!r}", name=self.name, given=value)
            )
        return number


def unsound(parameter: Parameter) -> list[Problem]:
    """What is wrong with the values of a parameter: a default that it may not have."""
    key = "default"
    try:
        parameter.bound(parameter.default)
    except ValueError as error:
        return [Problem(key, sentence("default of {error}", error=str(error)))]
    return []


def unsound_in_a_rule(parameter: Parameter) -> list[Problem]:
    """The same, and what the gates of a rule need: by how much a number is moved, and its unit."""
    found = []
    if parameter.type in ("integer", "decimal"):
        for key, value in (
            ("min", parameter.low),
            ("step", parameter.step),
            ("unit", parameter.unit or None),
        ):
            if value is None:
                what = sentence("parameter '{name}' has no '{key}'", name=parameter.name, key=key)
                found.append(Problem(key, what))
    return [*found, *unsound(parameter)]
