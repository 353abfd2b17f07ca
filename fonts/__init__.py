"""How the fonts of formulas and of headings are made; the kit ships what comes out."""
