"""Sentence and quotation conventions of languages without a tagger."""

import pytest

from newsroom import article
from readout.statements import read_statements

CASES = {
    "a passive auxiliary is no saying": ("fr", "Le maire est accusé de mensonge.", []),
    "a noun is no verb": ("fr", "La demande du maire est arrivée.", []),
    "an apposition": ("fr", "Le maire, Luc Roth, a démenti la vente.", [("Le maire, Luc Roth", "deny")]),
    "a pronoun behind a hyphen": ("fr", "« Jamais », a-t-elle promis.", [("elle", "promise")]),
    "a German bracket": ("de", "Am Montag hat die Firma den Verkauf bestritten.", [("die Firma", "deny")]),
    "a particle": ("de", "Die Firma räumte am Montag Fehler ein.", [("Die Firma", "acknowledge")]),
    "no particle, no act": ("de", "Die Firma räumte am Montag das Lager.", []),
    "Konjunktiv": ("de", "Der Hafen sei zu, so Roth.", [("Roth", "state")]),
    "dashes in Spanish": ("es", "—No vendo —dice Ana Roth—. Jamás.", [("Ana Roth", "state")]),
    "no subject": (
        "es",
        "Ana Roth negó la venta. Añadió que habrá plan.",
        [("Ana Roth", "deny"), ("Ana Roth", "state")],
    ),
    "dashes in Russian": ("ru", "— Зачем? — спросила Анна Рот. — Мост цел.", [("Анна Рот", "ask")]),
    "in the ministry": ("ru", "В министерстве сообщили, что мост цел.", [("министерстве", "announce")]),
    "a relative clause": ("uk", "Аптека, яку обіцяли в січні, не приїхала.", []),
    "a quoted name": ("uk", "Клуб «Зоря» заперечив продаж.", [("Клуб «Зоря»", "deny")]),
    "not written yet": ("it", "Il ministro ha detto che la lettera è arrivata.", []),
}


@pytest.mark.parametrize(("language", "text", "expected"), CASES.values(), ids=CASES)
def test_statements(language, text, expected):
    found = read_statements(article(text, language=language), text)
    assert [(s.speaker and s.speaker.exact, s.act.value) for s in found] == expected
