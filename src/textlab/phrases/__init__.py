"""Read the phrases that rules are written in: plain Japanese with a few marks.

| mark            | means                                                                               |
|-----------------|-------------------------------------------------------------------------------------|
| ``迷惑をかける``  | these words in any inflection; を/が/は/も may be dropped or swapped                     |
| ``(A|B)``       | one of these                                                                        |
| ``[A]``         | this or nothing                                                                     |
| ``<name>``      | any word of the codebook's list of that name                                        |
| ``〜した``        | any predicate where the form of する stands: 〜すればよかった finds 行けばよかった              |
| ``…`` / ``……``  | a gap of up to six words / of any length within the sentence                        |
| ``^`` / ``。``   | the start / the end of the sentence                                                 |
"""

from textlab.phrases.expression import expression
from textlab.phrases.parts import Choice, Mark, Part, Reading, lists_of, words_of
from textlab.phrases.reading import read_known, read_rule

__all__ = ["Choice", "Mark", "Part", "Reading", "expression", "lists_of", "read_known", "read_rule", "words_of"]
