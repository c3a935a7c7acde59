"""Sentences of errors, warnings and checks: written once in English, said in the language that is set.

The English template is the code of a sentence, and its values are kept apart from it; `zh.tsv`
holds the Chinese of every template. A test follows every error to where its text is written and
refuses one that has no Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

SYSTEM = (
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Is a directory",
    "Not a directory",
    "Read-only file system",
    "Disk quota exceeded",
    "Operation not permitted",
)
"""What the operating system says of files, so far as it is said in Chinese."""


class Message(str):
    """A sentence that reads as English and knows its template and values.

    Logs, JSON and files keep the English text; `in_words` says it in another language.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Message:
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __str__(self) -> str:
        # so that str(error) of an exception made with a message is still that message
        return self

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        return (Message, (self.template, self.values))


def sentence(template: str, /, **values: object) -> str:
    """A sentence by its English template and the values that go into it."""
    return Message(template, values)


def several(parts: Iterable[str], between: str = "; ") -> str:
    """Sentences one after the other, each of which is still said in every language."""
    told = list(parts)
    names = [f"part{n}" for n in range(len(told))]
    return Message(between.join(f"{{{n}}}" for n in names), dict(zip(names, told, strict=True)))


def in_words(text: str, lang: str) -> str:
    """A sentence in the wanted language; what no table knows (an engine's own words) as it is."""
    if lang == "en" or not text:
        return str.__str__(text)
    if isinstance(text, Message):
        # what stands in quotes was typed by somebody: a key 'days' is no word to be said in Chinese
        values = {
            name: in_words(value, lang)
            if isinstance(value, str) and f"'{{{name}}}'" not in text.template
            else value
            for name, value in text.values.items()
        }
        return chinese().get(text.template, text.template).format(**values)
    return chinese().get(text, text)


@cache
def chinese() -> Mapping[str, str]:
    """The Chinese of every template, by its English."""
    lines = files(__name__).joinpath("zh.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines[1:] if line)
    return {en.replace("\\n", "\n"): zh.replace("\\n", "\n") for en, zh in pairs}
