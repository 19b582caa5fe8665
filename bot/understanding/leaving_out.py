"""What a message leaves out (« sans Montreuil », « les projets de stationnement, mais pas Sceaux »)."""

from collections.abc import Collection, Sequence

from bot.french.speaker import SPEAKING
from bot.french.words import DEFINING, DEFINITE, INSIDE, INSTEAD, THESE_ONES
from bot.understanding.aside import acts, ends_what_is_left_out, lies_in_one_of, narrows_the_rest
from bot.understanding.denial import but_not, by_whom, denies_none, neither_does, says_there_is_none
from bot.understanding.meanings import Meanings
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import Said
from bot.understanding.roles import OPENING

MOST_JOINING = 2
"""Most words between a kind of things and the name that tells it."""
WEIGHTY = 0.5
"""Weight from which a word may end what is left out before it, or what « pas » denies."""


class LeavingOut:
    """Follows a message, mention after mention, from what excludes or denies to what ends it."""

    def __init__(self, cover: Cover, meanings: Meanings, left_before: Collection[int]) -> None:
        """
        Args:
            cover: the message.
            meanings: of its mentions.
            left_before: where exclusions begin that are said after what they leave out.
        """
        self._cover = cover
        self._meanings = meanings
        self._left_before = left_before
        self._neither = neither_does(cover)
        self.excludes = False
        """Whether the names that come next are kept out."""
        self._since = 0
        self._instead = self._these = False
        # The features of the names that are left out, and where the last of them ends.
        self._out = self._out_at = 0
        # Where a negation ends that the next mention may be denied by.
        self._negated_at = -1

    def take(self, mention: Mention, said: Sequence[Said]) -> bool:
        """Go on to the next mention; whether it is denied.

        Args:
            mention: the next one.
            said: those before it.
        """
        role = mention.role
        if role == "exclusion":
            self._exclude(mention)
        elif role == "negation":
            # « Pas lauréate Vincennes ? » denies what it says itself.
            denies = not self._neither and mention.weight < WEIGHTY and not denies_none(mention, self._cover)
            self._negated_at = mention.end if denies else -1
        elif not self.excludes and self._negated_at < 0:
            return False
        elif names(mention):
            return self._name(mention, said)
        elif self._negated_at == mention.start and by_whom(mention, self._cover):
            self._negated_at = mention.end
        elif role in ("question", "autres") or (mention.weight >= WEIGHTY and mention.how == "exact"):
            told = self._these and not any(map(self._cover.paused, range(self._since, mention.start + 1)))
            self.excludes = self.excludes and (told or self._is_told_by_a_name(mention))
        elif self._negated_at == mention.start and mention.weight == 0:
            # « Pas celle-là, Bagneux » denies no Bagneux.
            at_end = mention.end >= len(self._cover.text.tokens)
            closes = role == "pronom" and not at_end and self._cover.paused(mention.end)
            # « C’est pas le moment, je voulais savoir Vincennes… » asks after what it denies.
            begins = self._cover.text.tokens[mention.start].text in SPEAKING
            closes = closes or (role == OPENING and begins)
            self._negated_at = -1 if closes else mention.end
        return False

    def _exclude(self, mention: Mention) -> None:
        asks = self._neither or says_there_is_none(mention, self._cover)
        self.excludes = mention.start not in self._left_before and not asks
        self._instead, self._since, self._out = mention.form.startswith(INSTEAD), mention.end, 0
        # « Sauf ceux qui traitent de formation » leaves out formation.
        words = self._cover.text.words[mention.start : mention.end + 1]
        self._these = not THESE_ONES.isdisjoint(words)

    def _name(self, mention: Mention, said: Sequence[Said]) -> bool:
        cover = self._cover
        denied = False
        if mention.start == self._negated_at:
            if lies_in_one_of(mention, said) or but_not(mention, cover, said):
                # « Le 94 mais pas Créteil » is about the rest of it.
                self.excludes, self._out = True, 0
            else:
                # « Pourquoi ne vois-je pas Montrouge ? » is about Montrouge.
                denied = not any(map(self._meanings.is_fleeting, cover.mentions))
        # « Outre le chatbot, Rosny a-t-elle autre chose ? » and « au lieu de Bagneux, Rosny » are about Rosny.
        paused = cover.paused(mention.start) or (self._instead and cover.paused(mention.start - 1))
        # « D’autre que Levallois fait du stationnement ? » is about parking.
        paused = paused or (self._out > 0 and acts(cover, self._out_at, mention.start))
        if self._out and (self._instead or not self._out & mention.mask) and paused:
            self.excludes = False
        if self._out and ends_what_is_left_out(mention, said, cover):
            self.excludes = False
        self.excludes = self.excludes and not narrows_the_rest(mention, said, cover, self._meanings.refers)
        self._out_at = mention.end
        self._out = self._out | mention.mask if self.excludes else 0
        return denied

    def _is_told_by_a_name(self, mention: Mention) -> bool:
        """Whether a kind of things is that of which a name says where they are (« sauf les villes du 92 »)."""
        cover = self._cover
        concept = self._meanings.counting.get(mention.senses[0].id)
        following = next((one for one in cover.mentions if one.start >= mention.end and names(one)), None)
        if concept is None or concept.target is None or following is None or cover.paused(following.start):
            return False
        tokens = cover.text.tokens
        near = 0 < following.start - mention.end <= MOST_JOINING and tokens[mention.end].text in INSIDE
        article = mention.start - 1
        return near and article >= 0 and tokens[article].text in DEFINITE | DEFINING and not cover.paused(article)
