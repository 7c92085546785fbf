"""How a paper is written out: PDF by typst, Word, the publication copy."""
