"""The command line's help in Chinese, from the table of sentences, and the heads around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feijian.messages import in_words

AROUND = (
    "Usage: ",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
    "Options:",
    "Arguments:",
    "Commands:",
    "[env var: ",
    "; default: ",
    "[default: ",
    "[required]",
    "; required]",
    "Show this message and exit.",
)
"""What the parser writes around the texts of a command."""

KINDS = (
    *("<list[str]>", "<list[int]>", "<list[Path]>", "<str>", "<int>", "<float>", "<path>"),
    *("<int range>", "<float range>"),
)
"""What the parser calls the values of an option; said as wide as it was, so that the columns stay."""

OF_THE_PARSER = (
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""Help of options that the parser adds itself."""


def asked_lang(words: Sequence[str], spoken: str) -> str:
    """The language that a command line asks for with --lang, or the one that is set."""
    for place, word in enumerate(words):
        value = (
            words[place + 1]
            if word == "--lang" and place + 1 < len(words)
            else word.removeprefix("--lang=")
        )
        if word.startswith("--lang") and value in ("zh", "en"):
            return value
    return spoken


def around_in_chinese(text: str) -> str:
    """A help or a usage with what the parser wrote around it in Chinese."""
    for english in AROUND:
        text = text.replace(english, in_words(english, "zh"))
    for english in KINDS:
        said = in_words(english, "zh")
        text = text.replace(english, said + " " * (len(english) - len(said.encode("gb18030"))))
    return text


def in_chinese(command: Any) -> None:
    """Put Chinese in place of English in a command, its options and all commands below it."""
    command.help = in_words(command.help or "", "zh") or None
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        if text:
            parameter.help = in_words(text, "zh")
    plain = command.get_help

    def headed(context: Any) -> str:
        return around_in_chinese(str(plain(context)))

    command.get_help = headed
    for below in getattr(command, "commands", {}).values():
        in_chinese(below)
