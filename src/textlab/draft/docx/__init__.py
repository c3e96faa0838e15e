"""Read a Word file (.docx) as text, whatever it holds: ruby, tracked changes, fields, lists, tables, notes."""

from textlab.draft.docx.messages import fault, label, remark

__all__ = ["fault", "label", "read_docx", "remark"]


def read_docx(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """Read the text of a Word file, and what the writer should know of the reading.

    Parameters
    ----------
    data
        The whole file.
    name
        What to call the file in an error.

    Returns
    -------
    tuple of str and tuple of str
        The text, a paragraph a line, and remarks in Japanese. Kept are the words under ruby, tracked insertions, what
        fields show, text boxes and equations. Left out, and told in the remarks, are tracked deletions, hidden text,
        comments, headers and footers. `docx.lines` states how headings, lists, tables and notes are written.

    Raises
    ------
    CorpusError
        If the file is not a Word document, or a broken, protected or hostile one.
    """
    # Only a .docx pays for the imports.
    from textlab.draft.docx.lines import write_lines
    from textlab.draft.docx.package import Package
    from textlab.draft.docx.source import read_source

    source = read_source(Package(data, name))
    lines = write_lines(source.root, source)
    return "\n".join(lines).strip("\n"), source.list_remarks()
