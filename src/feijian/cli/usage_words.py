"""What the parser of the command line says of a mistyped command, in the language that is set."""

from __future__ import annotations

import re
from typing import Any

from typer.exceptions import TyperException

from feijian.cli.help_words import around_in_chinese
from feijian.messages import in_words, sentence

KINDS = ("NoSuchOption", "MissingParameter", "BadParameter", "BadOptionUsage", "UsageError")

PARSER_SAYS = (
    (
        r"No such command '(?P<name>.*?)'\. \(?Did you mean (?:one of: )?(?P<near>.*)\?\)?",
        "there is no command '{name}'; did you mean {near}?",
    ),
    (r"No such command '(?P<name>.*)'\.", "there is no command '{name}'"),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)",
        "too many arguments: '{words}'",
    ),
    (r"Option '(?P<name>.*)' requires an? (?:\d+ )?arguments?\.", "{name} needs a value"),
    (r"Missing command\.", "no command is given"),
    (r"Input should be a valid integer.*", "is not a whole number"),
    (r"Input should be a valid number.*", "is not a number"),
    (
        r"(?:Value error, )?'?(?P<value>.*?)'? is not one of (?P<words>.*?)\.?",
        "{value} is none of {words}",
    ),
    (r"Input should be (?P<words>'.*?)\.?", "is none of {words}"),
)
"""The parser's own texts and what they are in ours; one that is not here stays as it is."""


def usage_lines(error: TyperException, lang: str) -> list[str]:
    """How the command is written, where its help is, and what is wrong with what was typed."""
    context: Any = getattr(error, "ctx", None)
    lines = []
    if context is not None:
        usage = str(context.get_usage()).removeprefix("Usage: ")
        if lang == "zh":
            usage = around_in_chinese(usage)
        lines.append(in_words(sentence("Usage: {usage}", usage=usage), lang))
        lines.append(
            in_words(sentence("See '{command} --help'.", command=context.command_path), lang)
        )
    return [*lines, in_words(sentence("Error: {what}", what=_what(error)), lang)]


def _what(error: TyperException) -> str:
    """The mistake as a sentence of ours."""
    kind = next((c.__name__ for c in type(error).__mro__ if c.__name__ in KINDS), "")
    said = " ".join(str(error.message or "").split()).rstrip()
    if kind == "NoSuchOption":
        name, near = getattr(error, "option_name", ""), getattr(error, "possibilities", None) or ()
        if near:
            return sentence(
                "there is no option {name}; did you mean {near}?",
                name=name,
                near=", ".join(sorted(near)),
            )
        return sentence("there is no option {name}", name=name)
    if kind == "MissingParameter":
        return sentence("{name} is missing", name=_named(error))
    if kind == "BadParameter" and _named(error):
        return sentence("{where}: {what}", where=_named(error), what=_ours(said))
    return _ours(said)


def _named(error: TyperException) -> str:
    """The option or argument that an error is about."""
    hint = getattr(error, "param_hint", None)
    if hint is None:
        parameter = getattr(error, "param", None)
        hint = parameter.get_error_hint() if parameter is not None else ""
    hint = hint if isinstance(hint, str) else " / ".join(hint)
    return hint.replace("'", "")


def _ours(said: str) -> str:
    for pattern, template in PARSER_SAYS:
        found = re.fullmatch(pattern, said)
        if found:
            return sentence(template, **found.groupdict())
    return said
