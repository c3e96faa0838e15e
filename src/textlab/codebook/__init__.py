"""Codebooks: what is looked for, in TOML or as a plain list of phrases, checked whole before anything is coded."""

from textlab.codebook.book import Code, Codebook, Kind, Rule, Status, find_code, list_codes
from textlab.codebook.joining import join_codebooks
from textlab.codebook.loading import load_codebook
from textlab.codebook.phrase_list import read_phrases

__all__ = [
    "Code",
    "Codebook",
    "Kind",
    "Rule",
    "Status",
    "find_code",
    "join_codebooks",
    "list_codes",
    "load_codebook",
    "read_phrases",
]
