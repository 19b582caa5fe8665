import pytest

from bot.workshop import kept
from bot.workshop.kept import Drafts
from bot.written import ContentError

NAME = "intents/contact.yaml"


@pytest.fixture
def drafts(roots, tmp_path) -> Drafts:
    return Drafts(tmp_path / "state" / "drafts", roots)


def test_a_draft_is_taken_up_again_where_it_was_left(drafts, roots, tmp_path):
    begun = drafts.begin("zoe", "Un alias")
    draft = drafts.open(begun.id)
    draft.write(NAME, draft.read(NAME) + "# fin\n")
    drafts.save(begun.id, draft)

    again = Drafts(tmp_path / "state" / "drafts", roots).open(begun.id)
    assert again.changed == draft.changed
    assert again.base == draft.base
    assert [(one.author, one.title) for one in drafts.all()] == [("zoe", "Un alias")]
    assert (tmp_path / "state" / "drafts" / f"{begun.id}.json").stat().st_mode & 0o777 == 0o600


def test_a_draft_remembers_what_it_began_from(drafts, roots):
    begun = drafts.begin("zoe")
    draft = drafts.open(begun.id)
    draft.write(NAME, draft.read(NAME) + "# fin\n")
    drafts.save(begun.id, draft)
    (roots.intents / "contact.yaml").write_text("{}\n")

    assert [problem.place.file for problem in drafts.open(begun.id).stale()] == [NAME]


def test_the_latest_comes_first_and_what_is_given_up_is_gone(drafts):
    first, second = drafts.begin("zoe", "un"), drafts.begin("leo", "deux")
    drafts.save(first.id, drafts.open(first.id))

    assert [one.id for one in drafts.all()] == [first.id, second.id]
    drafts.drop(first.id)
    assert [one.id for one in drafts.all()] == [second.id]
    with pytest.raises(ContentError, match="n’existe plus"):
        drafts.open(first.id)


@pytest.mark.parametrize("id_", ["", "../../etc/passwd", "0123456789abcdeg", "0" * 16, "0" * 16 + "\n"])
def test_a_draft_is_named_by_its_number_alone(drafts, id_):
    with pytest.raises(ContentError, match="n’existe plus"):
        drafts.open(id_)


def test_there_are_not_too_many(drafts, monkeypatch):
    monkeypatch.setattr(kept, "MOST_DRAFTS", 2)
    drafts.begin("zoe")
    drafts.begin("zoe")
    with pytest.raises(ContentError, match="brouillons"):
        drafts.begin("zoe")
