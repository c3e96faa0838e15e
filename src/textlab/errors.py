"""The errors a user can mend: each message names the bad value, where it stands, and the remedy."""


class CorpusError(ValueError):
    """A file or folder cannot be read as articles."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and what to write instead."""


class CodebookError(ValueError):
    """A codebook that cannot be used; the message lists every fault with its place."""


class TableError(ValueError):
    """A table lacks a column or holds values that the verb cannot use."""


ERRORS = (CorpusError, PhraseError, CodebookError, TableError)
