"""How the fonts of formulas are made; the kit ships what comes out."""
