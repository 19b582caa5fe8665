"""What is remembered of a conversation."""

from bot.assistant import Assistant
from bot.dialogue.conversation import MOST_FOCUS, MOST_LISTED, MOST_LISTS, Named, name_records
from bot.message import Message
from bot.store.memory import MemoryStore


async def test_two_people_never_mix(model):
    assistant = Assistant(model, MemoryStore())

    async def say(sender: str, text: str) -> str:
        return (await assistant.reply(Message(sender=sender, text=text))).text

    first = {
        "a": await say("a", "Quels projets à Vincennes ?"),
        "b": await say("b", "Combien de projets dans le 94 ?"),
    }
    second = {"a": await say("a", "Et Montreuil ?"), "b": await say("b", "Et Montreuil ?")}
    third = {"b": await say("b", "répète"), "a": await say("a", "répète")}

    assert first["a"] != first["b"]
    assert second["a"] == (await say("c", "Quels projets à Montreuil ?"))
    assert second["b"] == (await say("d", "Combien de projets à Montreuil ?"))
    assert third == second


def test_what_is_remembered_is_bounded(after):
    towns = ["Vincennes", "Montreuil", "Antony", "Sceaux", "Nanterre", "Créteil", "Bagneux", "Pantin", "Clamart"]
    past = after(*(f"Quels projets à {town} ?" for town in towns), "Quelles communes n’ont aucun projet ?")

    assert len(past.focus) == MOST_FOCUS
    assert len(past.listed) == MOST_LISTED
    assert past.reply


def test_the_most_recent_is_spoken_of_first(after):
    past = after("Quels projets à Vincennes ?", "Quels projets à Montreuil ?")

    places = [named.name for named in past.focus if named.kind == "commune"]
    assert places == ["Montreuil", "Vincennes"]
    assert [named.name for named in past.entities] == ["Montreuil"]


def test_small_talk_keeps_what_was_asked(after):
    asked, thanked = after("Quels projets à Vincennes ?"), after("Quels projets à Vincennes ?", "merci beaucoup")

    assert thanked.reply == asked.reply
    assert (thanked.concepts, thanked.entities, thanked.intent) == (asked.concepts, asked.entities, asked.intent)
    assert (thanked.focus, thanked.listed) == (asked.focus, asked.listed)


def test_records_are_remembered_by_name_and_identifiers(model):
    towns = [model.knowledge.get("commune", identifier) for identifier in ("92051", "93050")]

    remembered = Named("commune", ("92051", "93050"), "Neuilly-sur-Seine", True, ("Neuilly-sur-Marne",))
    assert name_records(towns, excluded=True) == remembered


def test_lists_remembered_are_bounded(after):
    asked = [f"Qui a gagné dans le {number} ?" for number in (92, 93, 94, 92, 93, 94)]
    lists = after(*asked).before

    assert 0 < len(lists) <= MOST_LISTS
    assert all(1 < len(listed) <= MOST_LISTED for listed in lists)
