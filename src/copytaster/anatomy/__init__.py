"""Item to story: what each part of a piece of copy is."""
