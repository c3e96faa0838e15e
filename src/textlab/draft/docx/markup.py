"""Parse a part of a Word file: XML within bounds, without a document type, named without namespaces."""

import codecs
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from textlab.draft.docx.messages import fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TAG_LIMIT = 2_000_000  # tags: 300 pages of Word have 250,000; at the limit the tree takes half a gigabyte.
DEPTH_LIMIT = 120  # elements: three tables in each other, with text boxes, are 60 deep; we walk by recursion.
OFF = ("0", "false", "off", "none")  # how a property is switched off
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse_part(data: bytes, *, name: str, part: str) -> "Element":
    """Parse the bytes of a part of the draft ``name``.

    A document type is refused before anything is expanded: entities can grow without bound or name files.
    """
    try:
        data = _as_utf8(data)
    except UnicodeDecodeError as error:
        raise fault(name, "bad-part", part=part, problem=error.reason) from None
    if b"<!DOCTYPE" in data:
        raise fault(name, "unsafe", part=part)
    if data.count(b"<") > TAG_LIMIT:
        raise fault(name, "huge", part=part)
    # Told the encoding, expat overlooks what the part declares: no other reading can hide a document type.
    parser = ElementTree.XMLParser(encoding="utf-8")
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ElementTree.ParseError as error:
        raise fault(name, "bad-part", part=part, problem=f"XML: {error}") from None
    if _is_deep(root):
        raise fault(name, "deep", part=part)
    return root


def local(element: "Element") -> str:
    """Return an element's name without its namespace: transitional and strict files differ in nothing else."""
    return _bare(element.tag)


def attribute(element: "Element | None", name: str, default: str = "") -> str:
    """Return an attribute's value by its name without namespace."""
    found = {} if element is None else element.attrib
    return next((value for key, value in found.items() if key == name or key.endswith("}" + name)), default)


def child(element: "Element | None", *path: str) -> "Element | None":
    """Return the first child of that name, or the first one's first child, and so on."""
    for name in path:
        element = None if element is None else _first(element, name)
    return element


def number(text: str, *, default: int, highest: int) -> int:
    """Return the number that digits write, from 0 to the highest; the default for all else."""
    digits = text.isascii() and text.isdigit()
    return min(int(text[:9]), highest) if digits else default


def switch(element: "Element | None") -> bool | None:
    """Tell whether a property is switched on or off, None where it is not given."""
    return None if element is None else attribute(element, "val", "1") not in OFF


def _first(element: "Element", name: str) -> "Element | None":
    for one in element:
        if _bare(one.tag) == name:
            return one
    return None


def _as_utf8(data: bytes) -> bytes:
    if data.startswith(_UTF_16):
        return data.decode("utf-16").encode()
    for start, codec in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(codec).encode()
    return data


def _is_deep(root: "Element") -> bool:
    level = [root]
    for _ in range(DEPTH_LIMIT):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


@lru_cache(maxsize=2048)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
