"""Say what is wrong with a phrase: the words stand in messages.toml."""

from textlab.data import load_data
from textlab.errors import PhraseError


def phrase_error(fault: str, phrase: str, **values: object) -> PhraseError:
    """Return the error for a fault of a phrase.

    >>> print(phrase_error("no-word", "…"))
    「…」: 言葉がありません。しるしだけでなく、さがす言葉を書いてください。 / names no word
    """
    return PhraseError(str(load_data("phrases/messages.toml")[fault]).format(phrase=phrase, **values))
