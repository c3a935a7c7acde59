"""A path that is empty is none: `Path("")` is the current folder, which nobody named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from feijian.errors import Problem, UsageError
from feijian.messages import sentence


def refuse_blank_paths(command: Any) -> None:
    """Let a command and all below it refuse a file or folder given as an empty text.

    A variable without a value would otherwise load, write or remove in the folder one happens to be in.
    """
    for parameter in command.params:
        described = getattr(parameter, "type_descriptor", None)
        if "Path" in str(getattr(described, "annotation", "")):
            name = (
                parameter.name.upper() if parameter.opts == [parameter.name] else parameter.opts[0]
            )
            parameter.process_value = _checked(parameter.process_value, name)
    for below in getattr(command, "commands", {}).values():
        refuse_blank_paths(below)


def _checked(plain: Callable[[Any, Any], Any], name: str) -> Callable[[Any, Any], Any]:
    def checked(context: Any, value: Any) -> Any:
        given = value if isinstance(value, (list, tuple)) else [value]
        if any(isinstance(v, str) and not v.strip() for v in given):
            raise UsageError(
                Problem(
                    sentence("{name} of {command}", name=name, command=context.command_path),
                    "is empty, and an empty path names no file or folder",
                    "Name one; the folder you are in is written as a full stop. If a variable stood there, it has no value.",
                )
            )
        return plain(context, value)

    return checked
