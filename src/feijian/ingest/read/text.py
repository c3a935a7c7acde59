"""Text files become UTF-8 that is known to be sound, in one pass and without holding them whole.

The encoding is decided by the whole file: a GB18030 file may begin with a megabyte of ASCII, and
a UTF-8 file cut inside a character is a broken UTF-8 file, not another encoding.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from feijian.errors import Problem
from feijian.ingest.read.archives import Limits, refusal
from feijian.ingest.read.encodings import LOST, Doubts
from feijian.messages import sentence

CHUNK = 1 << 22
QUOTED = re.compile(rb'"[^"]*"')
CHINESE = re.compile("[\u2e80-\ufffc]+")
"""Runs of Chinese characters and signs: asked for as runs, since a file's beginning has millions of others."""
LOST_SIGNS = tuple((word[0], word) for word in LOST)
"""Words that are left of lost characters, each with its first sign: one sign is found four times as fast."""
DELIMITERS = (",", "\t", ";", "|")
LONGEST_LINE = 2_000_000
NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
"""Byte order marks, blanks and line ends: a file of nothing else is empty."""
SEND_UNPACKED = "Send it unpacked, as CSV, Excel or Parquet, or as .zip, .tar or .gz of these."
OTHER_KINDS = (
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"%PDF", "a PDF"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
    (b"PK\x03\x04", "a zip file that cannot be opened"),
    (b"SQLite f", "a database file"),
)
"""Kinds of files that are told apart by how they begin, and are not read."""
KINDS_IN_GZ = (
    (b"PK\x03\x04", "a workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "a workbook (.xls)"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    *OTHER_KINDS,
)
"""Kinds of files that may be compressed, of which only text is read so."""


@dataclass(frozen=True)
class SoundText:
    """A text file as UTF-8.

    path:     the file itself where it already was plain UTF-8, else a temporary one to remove.
    encoding: what the sender wrote.
    breaks:   number of line ends; ends_open: the last line has none.
    digest:   SHA-256 of the sender's bytes.
    damaged:  somewhere characters were lost in a conversion before.
    fields_end: how often each delimiter stands in it, where it has no quotes; else nothing.
    """

    path: Path
    temporary: bool
    encoding: str
    breaks: int
    ends_open: bool
    digest: str
    damaged: bool = False
    fields_end: dict[str, int] = field(default_factory=dict)


class BrokenText(Exception):  # noqa: N818 - internal; becomes a Problem of the delivery
    """A file that cannot be read as text; `problem` says where and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.what)


def sound_text(path: Path, shown: str, scratch: Path, limits: Limits | None = None) -> SoundText:
    """Check or transcode a text file.

    scratch: where to write a UTF-8 copy when the file is not plain UTF-8 already. limits: how much
    a compressed file may hold. Raises BrokenText for an empty file, a truncated gzip, one beyond
    the limits, bytes of no known encoding, a line beyond two megabytes, and what is not text at all.
    """
    with path.open("rb") as file:
        begun = file.read(8)
    compressed = begun[:2] == b"\x1f\x8b"
    kind = next((kind for mark, kind in OTHER_KINDS if begun.startswith(mark)), None)
    if kind:
        raise BrokenText(
            Problem(
                shown, sentence("this is {kind}, whatever it is called", kind=kind), SEND_UNPACKED
            )
        )
    limits = limits or Limits()
    head = next(_chunks(path, shown, compressed, limits), b"")
    packed = next((kind for mark, kind in KINDS_IN_GZ if compressed and head.startswith(mark)), "")
    if packed:
        what = sentence("{kind} is compressed in it, and only text is read so", kind=packed)
        raise BrokenText(Problem(shown, what, "Send it unpacked, or in a .zip."))
    if head[257:262] == b"ustar":
        raise BrokenText(Problem(shown, "this is a tar archive", SEND_UNPACKED))
    if encoding_free(head).startswith((b"<", b"MIME-Version:")):
        what = "this is HTML or XML, as web systems send it under the name of a workbook"
        raise BrokenText(Problem(shown, what, "Open it in a spreadsheet and save it as .xlsx."))
    blank = not head.strip(NOTHING)
    if blank and not any(c.strip(NOTHING) for c in _chunks(path, shown, compressed, limits)):
        raise BrokenText(Problem(shown, "the file is empty", "Ask the sender for it again."))
    encoding = _marked(head)
    if encoding is None:
        _refuse_zero_bytes(head, shown, "UTF-8")
        try:
            return _pass(path, shown, scratch if compressed else None, "utf-8", compressed, limits)
        except UnicodeDecodeError as error:
            _refuse_damaged_utf8(path, shown, compressed, error, limits)
        encoding = "gb18030"
    try:
        return _pass(path, shown, scratch, encoding, compressed, limits)
    except UnicodeDecodeError as error:
        tried = (
            "neither UTF-8 nor GB18030"
            if encoding == "gb18030"
            else sentence("not sound {encoding}", encoding=encoding.upper())
        )
        raise BrokenText(
            Problem(
                f"{shown}:{_line_at(path, shown, compressed, error.start, limits)}",
                sentence(
                    "the bytes from offset {start} on are {tried}", start=error.start, tried=tried
                ),
                "Ask the sender to export the file again, in UTF-8.",
            )
        ) from None


def encoding_free(head: bytes) -> bytes:
    """The beginning of a text without byte order mark, zero bytes and blanks, to look at signs."""
    return head[:200].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()


def delimiters_in(text: SoundText, delimiter: str) -> int:
    """How many delimiters stand outside quotes in a sound text.

    The engine forgives a delimiter too many at the end of a row, and shifts what stands before it;
    this count does not.
    """
    counted = text.fields_end.get(delimiter)
    return _outside_quotes(text.path, delimiter) if counted is None else counted


def _outside_quotes(path: Path, delimiter: str) -> int:
    sign = delimiter.encode()
    count = 0
    left = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not left and b'"' not in chunk:
                count += chunk.count(sign)
                continue
            left += chunk
            # up to a line end at which no quote is open
            cut = left.rfind(b"\n")
            while cut > 0 and left.count(b'"', 0, cut) % 2:
                cut = left.rfind(b"\n", 0, cut)
            if cut > 0:
                count += QUOTED.sub(b"", left[:cut]).count(sign)
                left = left[cut:]
    return count + QUOTED.sub(b"", left).count(sign)


def _marked(head: bytes) -> str | None:
    """The encoding a byte order mark or the pattern of zero bytes tells."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    sample = head[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 8 and even * 8 < odd:
        return "utf-16-le"
    if even > len(sample) // 8 and odd * 8 < even:
        return "utf-16-be"
    return None


def _chunks(path: Path, shown: str, compressed: bool, limits: Limits) -> Iterator[bytes]:
    packed, size = path.stat().st_size, 0
    with gzip.open(path) if compressed else path.open("rb") as file:
        while True:
            try:
                chunk = file.read(CHUNK)
            except (EOFError, gzip.BadGzipFile, zlib.error):
                raise BrokenText(
                    Problem(
                        shown,
                        "the compressed file is cut or damaged",
                        "Ask the sender for it again.",
                    )
                ) from None
            if not chunk:
                return
            size += len(chunk)
            beyond = limits.beyond(size, packed) if compressed else None
            if beyond:
                raise BrokenText(refusal(shown, "the compressed file", beyond))
            yield chunk


def _pass(
    path: Path,
    shown: str,
    scratch: Path | None,
    encoding: str,
    compressed: bool,
    limits: Limits,
) -> SoundText:
    """Decode everything once, counting lines; write UTF-8 to `scratch` where it is given.

    Raises UnicodeDecodeError whose `start` is the offset in the decoded stream's bytes.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    digest = hashlib.sha256()
    breaks = returns = position = line_start = 0
    last = ""
    damaged = quoted = False
    ends = dict.fromkeys(DELIMITERS, 0)
    doubts = Doubts(encoding)
    out = scratch.open("wb") if scratch else None
    try:
        for chunk in _chunks(path, shown, compressed, limits):
            digest.update(chunk)
            if not position and encoding == "gb18030" and chunk.startswith(codecs.BOM_UTF8):
                # a mark of UTF-8 that a program put before a text of another encoding
                position = len(codecs.BOM_UTF8)
                chunk = chunk[position:]
            pending = len(decoder.getstate()[0])
            text = _decoded(decoder, chunk, position - pending, final=False)
            data = chunk if out is None and encoding == "utf-8" else text.encode("utf-8")
            _refuse_zero_bytes(data, shown, encoding)
            breaks += data.count(b"\n")
            damaged = damaged or any(sign in text and word in text for sign, word in LOST_SIGNS)
            quoted = quoted or b'"' in data
            if not quoted:
                for sign in DELIMITERS:
                    byte = sign.encode()
                    # finding that there is none is many times faster than counting none
                    ends[sign] += data.count(byte) if byte in data else 0
            doubts.look_at(chunk, text)
            if not breaks:  # of a file whose lines end so
                returns += data.count(b"\r")
            line_start = _longest(data, line_start, shown)
            if out is not None:
                out.write(data)
            last = text[-1:] or last
            position += len(chunk)
        _decoded(decoder, b"", position - len(decoder.getstate()[0]), final=True)
    finally:
        if out is not None:
            out.close()
    doubt = doubts.told()
    if doubt:
        raise BrokenText(
            Problem(shown, doubt, "Ask the sender to export the file again, in UTF-8.")
        )
    return SoundText(
        path=scratch or path,
        temporary=scratch is not None,
        encoding=encoding,
        breaks=breaks or returns,
        ends_open=last not in ("\n", "\r"),
        digest=digest.hexdigest(),
        damaged=damaged,
        fields_end={} if quoted else ends,
    )


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int, *, final: bool) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        error.start += offset
        error.end += offset
        raise


def _refuse_zero_bytes(data: bytes, shown: str, encoding: str) -> None:
    if b"\0" in data:
        raise BrokenText(
            Problem(
                shown,
                sentence("this is not text (zero bytes, read as {encoding})", encoding=encoding),
                "A file that was not written to its end has them too: ask for it again. Else send CSV, Excel or Parquet.",
            )
        )


def _longest(data: bytes, carried: int, shown: str) -> int:
    """Length of the line left open at the end of data, after refusing one that is too long."""
    if carried + len(data) <= LONGEST_LINE:
        cut = max(data.rfind(b"\n"), data.rfind(b"\r"))
        return carried + len(data) if cut < 0 else len(data) - cut - 1
    start = -carried
    while start + LONGEST_LINE < len(data):
        # look for the last line end within reach: a few steps a chunk, not one a line
        reach = max(
            data.rfind(b"\n", max(start, 0), start + LONGEST_LINE),
            data.rfind(b"\r", max(start, 0), start + LONGEST_LINE),
        )
        if reach < 0:
            raise BrokenText(
                Problem(
                    shown,
                    sentence(
                        "a line is longer than {longest_line} MB",
                        longest_line=LONGEST_LINE // 1000000,
                    ),
                    "The file is damaged or not a table; ask the sender for it again.",
                )
            )
        start = reach + 1
    cut = max(data.rfind(b"\n", max(start, 0)), data.rfind(b"\r", max(start, 0)))
    return len(data) - (cut + 1 if cut >= 0 else start)


def _refuse_damaged_utf8(
    path: Path, shown: str, compressed: bool, error: UnicodeDecodeError, limits: Limits
) -> None:
    """Raise when the file is UTF-8 with damaged bytes; return when it is another encoding.

    Text of another encoding breaks at its first Chinese word; damaged UTF-8 reads well around
    the damage.
    """
    around = b""
    seen = 0
    for chunk in _chunks(path, shown, compressed, limits):
        around += chunk
        seen += len(chunk)
        if seen > error.start + 65536:
            break
        around = around[-(1 << 20) :]
    read = around.decode("utf-8", errors="replace")
    lost = read.count("\ufffd")
    good = sum(map(len, CHINESE.findall(read)))
    cut_at_end = error.reason == "unexpected end of data" and error.end >= seen - 1
    if good > 2 * lost or (cut_at_end and good >= lost - 1):
        what = (
            "half a file: it ends in the middle of a character"
            if cut_at_end
            else sentence("the bytes from offset {start} on are not sound UTF-8", start=error.start)
        )
        where = f"{shown}:{_line_at(path, shown, compressed, error.start, limits)}"
        raise BrokenText(Problem(where, what, "Ask the sender for the whole file again."))


def _line_at(path: Path, shown: str, compressed: bool, offset: int, limits: Limits) -> int:
    """The line in which a byte stands."""
    line, seen = 1, 0
    for chunk in _chunks(path, shown, compressed, limits):
        line += chunk[: max(0, offset - seen)].count(b"\n")
        seen += len(chunk)
        if seen >= offset:
            break
    return line
