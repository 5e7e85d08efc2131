"""One file of translations a language, `fr.po`; English needs none."""
