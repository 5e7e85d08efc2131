"""Disputes across languages: parties must meet, and something beside them."""

import pytest

from positions.story import disputes_of

CASES = {
    "denied, the claimant is named": (
        ("en", "Finland accused Russia of cutting a cable in the gulf."),
        ("ru", "Россия отвергла обвинения Финляндии в повреждении кабеля."),
        ["denied in another language"],
    ),
    "refused, nothing else can be meant": (
        ("en", "Jersey demanded that Paris withdraw the boats."),
        ("fr", "Paris a refusé de retirer les chalutiers."),
        ["refused in another language"],
    ),
    "another charge is denied": (
        ("en", "Norway accused Russia of jamming signals over Finnmark."),
        ("ru", "Россия опровергла сообщения о закрытии консульства в Киркенесе."),
        [],
    ),
    "a third party denies": (
        ("fr", "L'Algérie a accusé le Maroc d'avoir espionné ses diplomates."),
        ("en", "Spain denied that it had resold Algerian gas to Morocco."),
        [],
    ),
    "two counts of the dead": (
        ("en", "An avalanche near Mestia in Georgia killed 12 people on Sunday."),
        ("de", "In Mestia in Georgien sind 15 Menschen ums Leben gekommen."),
        ["figures differ"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_claim_of_one_language_meets_its_denial_in_another(name):
    (first, one), (second, other), reasons = CASES[name]
    found = disputes_of(one, other, languages=(first, second))
    across = [d for d in found if len({p.capture_id for side in d.sides for p in side.passages}) > 1]
    assert [d.reasons[0].name for d in across] == reasons
