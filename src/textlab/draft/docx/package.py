"""Open a Word file's package: a zip whose parts are read within bounds, and never written to disk."""

import posixpath
import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from textlab.draft.docx.markup import attribute, local, parse_part
from textlab.draft.docx.messages import fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MEGABYTE = 2**20
FILE_LIMIT = 64 * MEGABYTE  # bytes of the file: a book with its photographs
ENTRY_LIMIT = 5_000  # entries: a document has a dozen, and one for every picture
PART_LIMIT = 40 * MEGABYTE  # bytes of a part, unpacked: Word's XML of 1,000 pages
TOTAL_LIMIT = 100 * MEGABYTE  # bytes of all parts that are read
RATIO_LIMIT = 400  # times: Word's most repetitive tables shrink to a 300th, a bomb to a 1,000th...
RATIO_FROM = 4 * MEGABYTE  # bytes: ...and a smaller part does no harm.
_ENTRY = b"PK\x01\x02"
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


class Relation(NamedTuple):
    """What a part points to: the kind (the last word of its type) and the other part's name."""

    kind: str
    part: str


class Package:
    """The parts of a Word file; ``name`` is what an error calls the file.

    Raises
    ------
    CorpusError
        If the file is no zip or a broken one, too large, holds too many entries or two of one name. Reading a part
        raises it if the part is damaged or larger than the bounds.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._read = 0
        if len(data) > FILE_LIMIT:
            raise fault(name, "long", limit=FILE_LIMIT // MEGABYTE)
        # Counted before the zip is opened, which makes an object of every entry.
        if data.count(_ENTRY) > ENTRY_LIMIT:
            raise fault(name, "many", limit=ENTRY_LIMIT)
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = [(_part_name(entry.filename), entry) for entry in self._zip.infolist()]
        except _BROKEN:
            raise fault(name, "not-zip") from None
        twice = [part for part, count in Counter(part for part, _ in entries).items() if count > 1]
        if twice:
            raise fault(name, "twice", part=twice[0])
        self._entries = dict(entries)

    def find_main(self) -> str:
        """Return the name of the part that holds the document's text."""
        mains = [relation.part for relation in self.relations("") if relation.kind == "officeDocument"]
        if not mains:
            raise fault(self.name, "no-part", part="_rels/.rels (officeDocument)")
        return mains[0]

    def relations(self, part: str) -> list[Relation]:
        """Return what a part points to inside the package, "" for the package itself."""
        folder, file = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{file}.rels"))
        links = [] if root is None else [link for link in root if local(link) == "Relationship"]
        return [
            Relation(attribute(link, "Type").rpartition("/")[2], _resolve(folder, attribute(link, "Target")))
            for link in links
            if attribute(link, "TargetMode") != "External"
        ]

    def parse(self, part: str) -> "Element | None":
        """Parse a part; None if the package lacks it."""
        entry = self._entries.get(_part_name(part))
        return None if entry is None else parse_part(self._unpack(entry, part), name=self.name, part=part)

    def _unpack(self, entry: ZipInfo, part: str) -> bytes:
        limit = min(PART_LIMIT, TOTAL_LIMIT - self._read)
        swollen = entry.file_size > max(RATIO_FROM, RATIO_LIMIT * entry.compress_size)
        if entry.file_size > limit or swollen:
            raise fault(self.name, "huge", part=part)
        # Others than these two unpack without a bound, and no Word file has them.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise fault(self.name, "bad-part", part=part, problem=f"zip method {entry.compress_type}")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as error:
            raise fault(self.name, "bad-part", part=part, problem=f"zip: {error}") from None
        self._read += len(data)
        if len(data) > limit:
            raise fault(self.name, "huge", part=part)
        return data


def _part_name(name: str) -> str:
    # The names of parts have no case; some writers of zips separate folders by backslashes.
    return name.replace("\\", "/").lstrip("/").lower()


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
