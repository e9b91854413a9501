"""Item to story: what each part of a piece of copy is."""

from copytaster.anatomy.abreast import Steps, abreast, whole
from copytaster.anatomy.dissection import dissect, dissecting
from copytaster.anatomy.sentences import CopySentence, copy_sentences, sentence_spans

__all__ = [
    "CopySentence",
    "Steps",
    "abreast",
    "copy_sentences",
    "dissect",
    "dissecting",
    "sentence_spans",
    "whole",
]
