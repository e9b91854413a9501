"""Item to story: what each part of a piece of copy is."""

from copytaster.anatomy.dissection import dissect
from copytaster.anatomy.sentences import CopySentence, copy_sentences, sentence_spans

__all__ = ["CopySentence", "copy_sentences", "dissect", "sentence_spans"]
