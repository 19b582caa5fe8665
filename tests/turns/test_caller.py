"""Names by which whoever writes introduces themselves, and those of families and streets."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Bonjour, Marcel à l'appareil, quels sont les projets de Sceaux ?", "Sceaux est lauréate"),
        ("Bonjour, Marie à l'appareil. Quels sont les projets de Sceaux ?", "Sceaux est lauréate"),
        ("allo georges au téléphone, y a quoi à vincennes", "Vincennes a 2 projets"),
        ("Ici Maurice, j'habite Saint-Mandé. Nous avons quoi ?", "Saint-Mandé est lauréate"),
        ("Bonjour c'est Patrick, mon projet à Bagneux est-il financé ?", "Oui : Bagneux est lauréate"),
        ("Bonjour, c'est Paul de Bagneux, notre projet ?", "Bagneux est lauréate"),
        ("Je m'appelle Georges et j'habite Sceaux, on a quoi ?", "Sceaux est lauréate"),
        ("Je suis M. Jardin, maire de Sceaux, quel est notre projet ?", "Sceaux est lauréate"),
        ("Mme Sceaux, présidente de l'amicale, demande quels sont les projets de Bagneux.", "Bagneux est lauréate"),
        ("Rue Marcel Cachin à Romainville, un projet ?", "Romainville ne figure pas"),
        ("Ici Montreuil, quels projets chez nous ?", "Montreuil a 2 projets"),
        ("Bonjour, c'est Bagneux, notre projet ?", "Bagneux est lauréate"),
        ("Bonjour Mme, Sceaux a un projet ?", "Sceaux est lauréate"),
        ("Bonjour, M. Ollier, qui est-ce ?", "Patrick Ollier est Président"),
    ],
)
def test_the_name_of_whoever_calls_is_not_asked_about(talk, message, told):
    text = breakable(talk(message).text)

    assert text.startswith(told)
    assert "En revanche" not in text
