"""*Essayer*: a conversation and its explanation."""

from tests.console.conftest import EDITOR, READER


async def test_a_reader_sees_why_a_message_gets_its_answer(staff):
    paul = await staff(READER)
    await paul.get("/console/essayer")
    await paul.post("/console/essayer", dire="Vincenes a gagné quoi ?")

    assert "Vincennes a 2 projets lauréats" in paul.text
    assert "Vincennes (commune, knowledge/geographie/communes.csv" in paul.text
    assert "à 1 lettre, sûr à" in paul.text
    assert "Les projets d'une commune" in paul.text
    assert "(projets)" in paul.text
    assert "retenue" in paul.text
    assert "Le CRM (GRU) Augmenté · Gestion Electronique" in paul.text
    assert "lignes 22 et 23" in paul.text


async def test_the_same_message_is_shown_as_others_would_write_it_with_what_they_get(staff):
    paul = await staff(READER)
    await paul.get("/console/essayer?dire=Quels+projets+à+Vincennes+?")
    versions = paul.page.partition("Écrite autrement</h3>")[2]

    for kind in ("frappe", "accents", "oreille", "sms", "dictée", "espaces", "présentation"):
        assert f"<td>{kind}</td>" in versions
    assert versions.count("la même") >= 4
    await paul.get("/console/essayer?dire=Quels+projets+à+Vincennes+?")
    assert paul.page.partition("Écrite autrement</h3>")[2] == versions


async def test_a_conversation_goes_on_and_is_in_the_page_alone(staff):
    paul = await staff(READER)
    await paul.get("/console/essayer?dire=Vincennes+a+gagné+quoi+?")
    await paul.post("/console/essayer", avant="Vincennes a gagné quoi ?", dire="Et Montreuil ?")

    assert "Montreuil a 2 projets" in paul.text
    assert "repris de la conversation" in paul.text
    await paul.get("/console/essayer")
    assert "Montreuil" not in paul.text


async def test_a_message_that_is_markup_is_shown_as_it_is(staff):
    marie = await staff(EDITOR)
    said = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    await marie.get("/console/essayer")
    await marie.post("/console/essayer", dire=said)

    assert "<script>alert" not in marie.page
    assert "<img src=x" not in marie.page
    assert said in marie.text.replace("&", "&")
    assert "{{ 7 * 7 }}" in marie.page


async def test_nothing_of_it_is_noted(staff, database):
    marie = await staff(EDITOR)
    await marie.get("/console/essayer")
    await marie.post("/console/essayer", dire="Quelque chose de bien à moi")

    async with database.reading() as connection:
        for table in ("exchanges", "console_deeds", "console_drafts"):
            rows = (await connection.exec_driver_sql(f"SELECT * FROM {table}")).all()
            assert "bien à moi" not in repr(rows)
