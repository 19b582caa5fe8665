"""What a follow-up means: the same question asked in one sentence gets the same answer."""

import pytest

from bot.dialogue.conversation import Conversation
from tests.spaces import breakable

NEUILLY = "Neuilly a un projet ?"
FOLLOW_UPS = [
    # Another place, another question.
    (["Quels projets à Vincennes ?", "Et Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Quels projets à Vincennes ?", "Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Combien de projets dans le Val-de-Marne ?", "et le 93 ?"], "Combien de projets dans le 93 ?"),
    (["Combien de projets dans le 94 ?", "Et à Montreuil ?", "et le 92 ?"], "Combien de projets dans le 92 ?"),
    (["Quelles communes ont un seul projet ?", "et deux ?"], "Quelles communes ont deux projets ?"),
    (["Quelles communes ont plus de trois projets ?", "et de deux ?"], "Quelles communes ont plus de deux projets ?"),
    (["Quels projets dans le Val-de-Marne ?", "combien ?"], "Combien de projets dans le Val-de-Marne ?"),
    (["Combien de projets dans le Val-de-Marne ?", "lesquels ?"], "Quels projets dans le Val-de-Marne ?"),
    (["Quels projets sur le stationnement ?", "combien ?"], "Combien de projets sur le stationnement ?"),
    (["Qui porte le lavoir expérimental ?", "et le chatbot ?"], "Qui porte le chatbot ?"),
    (["Quels projets à Vincennes ?", "et Marseille ?"], "Quels projets à Marseille ?"),
    (
        ["Quels lauréats ont trois projets ou plus ?", "deux exactement"],
        "Quels lauréats ont deux projets ?",
    ),
    # One more town is counted with those that were.
    (
        ["Antony et Sceaux ont combien de projets ?", "Et avec Bagneux ?"],
        "Bagneux, Antony et Sceaux ont combien de projets ?",
    ),
    # What compares two places itself is not asked of those compared before.
    (
        ["Alfortville a plus de projets que le 93 ?", "Le 94 a-t-il plus de projets que le 92 et le 93 réunis ?"],
        "Le 94 a-t-il plus de projets que le 92 et le 93 réunis ?",
    ),
    # Of what was asked somewhere, those of a kind, or all but those, are asked for there.
    (["Le 93", "uniquement les communes"], "Les communes lauréates du 93"),
    (["Le 94", "sans les EPT"], "Le 94 sans les EPT"),
    (["Les projets", "triez par département"], "Les projets par département"),
    # Towns lie in the place that was asked for, not in the town spoken of before it.
    (["Sucy", "et le département ?", "combien de communes y ont gagné ?"], "Combien de communes du 94 ont gagné ?"),
    # A theme takes the place of the last one, and of where that was found.
    (["Projets sur les ados", "sur la santé", "sur la dématérialisation"], "Quels projets sur la dématérialisation ?"),
    # « Seulement » tells no more than where it is asked.
    (["Combien de villes ont gagné ?", "uniquement dans le 93"], "Combien de villes du 93 ont gagné ?"),
    (["Combien de villes ont gagné ?", "et rien que dans le 92 ?"], "Combien de villes du 92 ont gagné ?"),
    (["Quelles communes ont deux projets ?", "seulement dans le 94"], "Quelles communes du 94 ont deux projets ?"),
    # Where it lies tells which of that name is meant, and asks nothing.
    (["Montreuil-sur-Mer figure-t-elle parmi les lauréats ?", "et le Montreuil du 93 ?"], "Montreuil a un projet ?"),
    # A part of a name sets one apart from the last one named.
    (["Noisy-le-Grand a un projet ?", "et le Sec ?"], "Noisy-le-Sec a un projet ?"),
    (["Noisy ?", "le Sec", "é le grand"], "Noisy-le-Grand a un projet ?"),
    # All the towns of a department may lie in one territory.
    (["L’Essonne a un lauréat ?", "mais leur territoire oui ?"], "Grand Orly Seine Bièvre a un projet ?"),
    # What begins by taking back asks anew.
    (["Que fait Vincennes ?", "et non, Sceaux plutôt"], "Que fait Sceaux ?"),
    (["Que fait Vincennes ?", "et non en fait dis-moi plutôt Fontenay-sous-Bois"], "Que fait Fontenay-sous-Bois ?"),
    # Whether a town lies somewhere is asked of the next one, too.
    (["Montreuil est-elle du 92 ?", "et Vincennes ?"], "Vincennes est-elle dans le 92 ?"),
    (["Dans l’Essonne, il y a quelque chose ?", "Juvisy ?"], "Juvisy a un projet ?"),
    # When something was is asked of the next thing that has a day.
    (["Quand le fonds a-t-il été créé ?", "et le comité ?"], "Quand s’est tenu le comité d’examen ?"),
    (["Le communiqué date de quand ?", "et le comité ?"], "Quand s’est tenu le comité d’examen ?"),
    # Ranks from the end.
    (["Le dernier de la liste ?", "et l’avant-dernier ?"], "La ligne 22 de la liste ?"),
    # How many of those asked for are of a sort.
    (["Combien de territoires dans la Métropole ?", "combien sont lauréats ?"], "Combien de territoires lauréats ?"),
    # A subject stays what is spoken of when only the place changes.
    (["La 3D ?", "et dans le 94 ?"], "Dans le 94, un projet sur la 3D ?"),
    (["La 3D ?", "et Montreuil ?"], "À Montreuil, un projet sur la 3D ?"),
    (["chatbot ?", "et dans le 92 ?"], "Un projet sur les assistants conversationnels dans le 92 ?"),
    (["Smart parking ?", "et dans le 92 ?"], "Quels projets sur le stationnement dans le 92 ?"),
    (["Qui porte le lavoir expérimental ?", "et dans le 93 ?"], "Quels projets dans le 93 ?"),
    # Both are still asked for their towns.
    (
        ["Combien de communes lauréates dans le 92 ?", "Et le 93 ?", "ça fait combien pour les deux ?"],
        "Combien de communes lauréates dans le 93 et dans le 92 ?",
    ),
    # Two regions asked about in turn are meant, not the two towns told of the last one.
    (
        ["Combien de communes lauréates dans le 92 ?", "Et le 93 ?", "Donc les deux ensemble ça en fait combien ?"],
        "Combien de communes lauréates dans le 93 et dans le 92 ?",
    ),
    # Where a thing is is not asked of a town.
    (["Le chatbot, c’est où ?", "Et Sceaux ?"], "Quels projets à Sceaux ?"),
    (["Où est le lavoir ?", "Et Courbevoie ?"], "Quels projets à Courbevoie ?"),
    # « Elles » are the towns told of a département, not all that lies in it.
    (
        ["Combien de communes lauréates dans le 93 ?", "Combien de projets ont-elles ?"],
        "Combien de projets à Montreuil et à Rosny-sous-Bois ?",
    ),
    # A date names no meeting that would take the place of what is spoken of.
    (
        ["Quels projets sur le stationnement ?", "Lesquels ont été retenus en novembre 2018 ?"],
        "Quels projets sur le stationnement ?",
    ),
    # How many there are elsewhere of what was listed.
    (
        ["Quelles villes n’ont rien eu dans le 94 ?", "Et dans le 93, combien ?"],
        "Combien de villes du 93 n’ont rien eu ?",
    ),
    (["Quelles villes du 94 ont gagné ?", "Et dans le 93, combien ?"], "Combien de villes du 93 ont gagné ?"),
    (
        ["Combien de communes du 92 ont gagné ?", "Ça fait combien de communes ?", "Et dans le 94 ?"],
        "Combien de communes du 94 ont gagné ?",
    ),
    # Places kept out.
    (["Quels projets dans le 93 ?", "sans Montreuil"], "Quels projets dans le 93 sans Montreuil ?"),
    (
        ["Quels projets dans le 93 ?", "sans Montreuil", "et sans Rosny-sous-Bois"],
        "Quels projets dans le 93 sans Montreuil et sans Rosny-sous-Bois ?",
    ),
    (["Quels projets à Créteil ?", "hors du 94"], "Quels projets hors du 94 ?"),
    (
        ["Quelles communes du 94 sont lauréates ?", "sans Créteil", "et sans Vincennes"],
        "Quelles communes du 94 sont lauréates, sans Vincennes et sans Créteil ?",
    ),
    # Corrections.
    (["Quels projets à Meaux ?", "non, Sceaux"], "Quels projets à Sceaux ?"),
    (["Combien de projets à Bagnolet ?", "non, Bagneux"], "Combien de projets à Bagneux ?"),
    (["Combien de communes ont deux projets ?", "lesquelles ?"], "Quelles communes ont deux projets ?"),
    (["Combien de territoires lauréats ?", "lesquels ?"], "Quels territoires sont lauréats ?"),
    # All of several places told one after the other.
    (
        ["Sceaux ?", "Bagneux ?", "Antony ?", "Tous les trois sont de quel EPT ?"],
        "Sceaux, Bagneux et Antony sont dans quel EPT ?",
    ),
    (
        ["Sceaux ?", "Bagneux ?", "Antony ?", "Ils sont tous les trois dans quel EPT ?"],
        "Sceaux, Bagneux et Antony sont dans quel EPT ?",
    ),
    (["Sceaux ?", "Vanves ?", "Antony ?", "et les trois ensemble ?"], "Quels projets à Sceaux, Vanves et Antony ?"),
    (["Sceaux ?", "Vanves ?", "Antony ?", "qui a gagné dans ces trois villes ?"], "Sceaux, Vanves et Antony ?"),
    (["Sceaux ?", "Vanves ?", "Antony ?", "les trois villes ont quoi ?"], "Sceaux, Vanves et Antony ?"),
    (["Sceaux ?", "Bagneux ?", "Antony ?", "les trois territoires lauréats ?"], "Les trois territoires lauréats ?"),
    # « Et lui ? » turns from who was told to who was asked about.
    (["C'est bien Courtois le président de la Métropole ?", "Et lui alors, il est quoi ?"], "Courtois, il est quoi ?"),
    (["C'est bien Courtois le président de la Métropole ?", "Il est quoi, lui ?"], "Ollier, il est quoi ?"),
    (["Qui préside ?", "Qui a présenté les projets ?", "Et lui, il est quoi ?"], "Courtois, il est quoi ?"),
    (["Donne-moi tous les projets", "Que ceux des territoires"], "Seulement ceux des territoires"),
    # A number with its article stands for what the last answer counted, where that was of one kind.
    (["16 communes et 3 territoires ?", "C'est quoi les trois ?"], "C'est quoi les trois territoires ?"),
    (["Combien de lauréats ?", "les 16 ?"], "Les 16 communes ?"),
    (["Quel est le total ?", "quels sont les 23 ?"], "Quels sont les 23 projets ?"),
    # Words that point back.
    (["Projets à Vincennes ?", "cette ville est dans quel département ?"], "Dans quel département est Vincennes ?"),
    (["Quels projets à Vincennes ?", "elle est dans quel territoire ?"], "Vincennes est dans quel territoire ?"),
    (
        ["Quels sont les trois territoires lauréats ?", "le deuxième"],
        "Quel projet l’EPT Grand Paris Grand Est a-t-il en propre ?",
    ),
    (
        ["Quels sont les trois territoires lauréats ?", "l'avant-dernier"],
        "Quel projet l’EPT Grand Paris Grand Est a-t-il en propre ?",
    ),
    (
        ["Quels sont les trois territoires lauréats ?", "le dernier"],
        "Quel projet l’EPT Grand Paris Sud Est Avenir a-t-il en propre ?",
    ),
    (
        ["Quels projets à Vincennes et à Antony ?", "ces deux villes sont dans quel département ?"],
        "Dans quel département sont Vincennes et Antony ?",
    ),
    (
        ["Qui travaille sur le stationnement ?", "ces deux villes sont dans le même département ?"],
        "Antony et Levallois-Perret sont dans le même département ?",
    ),
    (["Quel temps fera-t-il à Sceaux ?", "cette ville a quoi comme projet ?"], "Quels projets à Sceaux ?"),
    # A list keeps its order.
    (
        ["Quels sont les trois territoires lauréats ?", "le troisième, il fait quoi ?"],
        "Quel projet l’EPT Grand Paris Sud Est Avenir a-t-il en propre ?",
    ),
    (
        ["Quels sont les trois territoires lauréats ?", "le troisième, il fait quoi ?", "et le premier ?"],
        "Quels projets à Grand Orly Seine Bièvre ?",
    ),
    # Others there than what a pronoun leaves out.
    (["Sceaux a eu quoi ?", "et à part elle dans le 92 ?"], "Quels projets dans le 92 sauf Sceaux ?"),
    (["Sceaux ?", "Vincennes ?", "et sans celle-là, dans le 94 ?"], "Quels projets dans le 94 sauf Vincennes ?"),
    # The département that is left of those in which some have won.
    (["Les projets du 92 ?", "et dans le 93 ?", "et le dernier département ?"], "Les projets du 94 ?"),
    # What is left of a list.
    (
        ["Quels projets à Vincennes ?", "Qui porte le CRM augmenté ?", "et l’autre ?"],
        "Qui porte la gestion électronique et dématérialisée collaborative ?",
    ),
    # Who said what was quoted.
    (["Qui a parlé de biens communs numériques ?", "il est quoi ?"], "Qui est Patrick Ollier ?"),
    # What is compared with what was just spoken of.
    (["Combien de projets dans le 92 ?", "plus que le 94 ?"], "Le 94 a-t-il plus de projets que le 92 ?"),
    (["Quels projets à Vincennes ?", "plus que Montreuil ?"], "Montreuil a-t-elle plus de projets que Vincennes ?"),
    (
        ["Créteil a eu un projet ?", "et Antony ?", "lequel des deux est dans le 94 ?"],
        "Créteil est dans le 94 ?",
    ),
    # One of a list, and what comes before or after it there.
    (
        ["Quelles villes ont deux projets ?", "Parmi ces quatre, la troisième, quels sont ses projets ?"],
        "Quels projets à Rosny-sous-Bois ?",
    ),
    (["Quels lauréats dans le 92 ?", "le 3e ?", "et celui d’avant ?"], "Quels projets à Bagneux ?"),
    (["Quels lauréats dans le 92 ?", "le 3e ?", "et le suivant ?"], "Quels projets à Issy-les-Moulineaux ?"),
    # What was asked about before the last one.
    (["Sceaux ?", "Et Antony ?", "celle d’avant, c’était quoi ?"], "Sceaux ?"),
    (["Je cherche pour Sceaux", "pardon, Sucy", "et celle d’avant ?"], "Sceaux ?"),
    (
        ["Smart parking ?", "Chatbot ?", "Le kiosque ?", "celui d’avant, quel département ?"],
        "Chatbot, quel département ?",
    ),
    # One of several things of a town, of which the second was told.
    (["Montreuil ?", "et la 2e ?", "et la première ?"], "Grandparisjeunes.com ?"),
    # Those of a list that lie somewhere, and those that do not.
    (
        ["Y a-t-il des villes avec deux projets ?", "Lesquelles de ces villes sont dans le 93 ?"],
        "Quelles villes du 93 ont deux projets ?",
    ),
    (
        ["Y a-t-il des villes avec deux projets ?", "Lesquelles de ces villes sont dans le 93 ?", "et les autres ?"],
        "Quels projets à Alfortville et à Vincennes ?",
    ),
    (
        ["Quels projets sur le stationnement ?", "lequel des deux est à Paris Ouest La Défense ?", "et l’autre ?"],
        "Quels projets à Antony ?",
    ),
    (
        [
            "Quels lauréats dans le 94 ?",
            "lesquels sont dans Paris Est Marne et Bois ?",
            "et les trois autres, elles sont dans quel territoire ?",
        ],
        "Dans quel territoire sont Alfortville, Créteil et Sucy-en-Brie ?",
    ),
    (
        ["Qui porte le chatbot ?", "les bibliothèques ?", "et le lavoir ?", "Ces deux villes, elles sont où ?"],
        "Où sont Sceaux et Rosny-sous-Bois ?",
    ),
    (
        ["Quels projets sur le stationnement ?", "elles sont toutes dans le 92 ?"],
        "Antony et Levallois sont dans le 92 ?",
    ),
    (["Qui siégeait au comité ?", "Parmi eux, qui représentait la Caisse des Dépôts ?"], "Qui est Fabien Ducasse ?"),
    # Territories that were told to have won themselves, not what lies in them.
    (
        ["Quels EPT ont gagné ?", "lequel est dans le 93 ?", "et les deux autres ?"],
        "Quels projets les EPT Grand Orly et Grand Paris Sud Est Avenir portent eux-mêmes ?",
    ),
    # What is not as asked, of what was asked about.
    (
        ["Quelles communes de Vallée Sud n’ont rien eu ?", "et les autres ?"],
        "Quels projets à Antony, Bagneux et Sceaux ?",
    ),
    (
        ["Quelles communes du 94 n’ont qu’un projet ?", "et les autres, combien en ont-elles ?"],
        "Combien de communes parmi Alfortville et Vincennes ?",
    ),
    (
        ["Créteil, Vincennes, Champigny : lesquelles sont aidées ?", "celle qui ne l’est pas, c’est quel territoire ?"],
        "Champigny-sur-Marne, c’est quel territoire ?",
    ),
    (
        ["Quels lauréats dans le 93 ?", "Montreuil, je connais, les autres ?"],
        "Quels lauréats dans le 93 sauf Montreuil ?",
    ),
    (["Créteil a un projet ?", "et Sceaux ?", "ont-elles le même projet ?"], "Sceaux et Créteil, le même projet ?"),
    (
        ["Créteil a un projet ?", "et Sceaux ?", "sont-elles dans le même département ?"],
        "Sceaux et Créteil sont dans le même département ?",
    ),
    (
        ["Nanterre est dans quel département ?", "et Montreuil ?", "ils sont dans le même ?"],
        "Montreuil et Nanterre sont dans le même ?",
    ),
    (["Créteil a quoi ?", "Et Sceaux ?", "laquelle est dans le 94 ?", "et l’autre ?"], "Quel projet à Sceaux ?"),
    (
        ["Qui a deux projets dans le 94 ?", "la première ?", "et la seconde ?", "laquelle a un kiosque ?"],
        "Quel projet de kiosque à Alfortville ?",
    ),
    (["Qui a le chatbot ?", "elle a un deuxième projet ?"], "Quels projets à Rosny-sous-Bois ?"),
    (["Un projet de dématérialisation ?", "cette ville a un second projet ?"], "Quels projets à Vincennes ?"),
    (
        ["Nanterre est-elle du 92 ?", "et Sucy ?", "Laquelle des deux a une maison du numérique ?", "et l’autre ?"],
        "Quel projet à Nanterre ?",
    ),
    (
        ["Qui a le plus de projets, Bagneux ou Rosny-sous-Bois ?", "Et Bagneux, ça en fait combien ?"],
        "Combien de projets à Bagneux ?",
    ),
    (
        ["Qui a le plus de projets, Bagneux ou Rosny ?", "Et Bagneux, ça en fait combien ?", "C’est lequel ?"],
        "Quel projet à Bagneux ?",
    ),
    (
        ["Combien de projets dans le 92 et le 94 ?", "lequel en a le plus ?", "combien exactement pour le 94 ?"],
        "Combien de projets dans le 94 ?",
    ),
    (
        ["Combien de projets dans le 92 ?", "et le 94 ?", "lequel en a le plus ?"],
        "Le 94 a-t-il plus de projets que le 92 ?",
    ),
    (
        ["Les projets sur la formation ?", "qui les porte ?", "ils sont dans le même département ?"],
        "Bry-sur-Marne et Créteil sont dans le même département ?",
    ),
    # The other of two.
    (
        ["Quels projets à Alfortville ?", "le kiosque, c’est quoi ?", "et l’autre projet ?"],
        "Quels projets à Alfortville sauf le kiosque ?",
    ),
    # The others of what was told: around its places, or without what was listed.
    (
        ["Quelles villes de Grand Paris Sud Est Avenir ont gagné ?", "et les autres ?"],
        "Quelles communes ont gagné hors de Grand Paris Sud Est Avenir ?",
    ),
    (
        ["Quelles communes ont deux projets ?", "et les autres ?"],
        "Quels projets à Antony, Bagneux, Bry, Courbevoie, Créteil, Issy, Levallois, Nanterre, Rueil, Saint-Mandé, "
        "Sceaux et Sucy-en-Brie ?",
    ),
    (["Quels projets à Vincennes ?", "les autres ?"], "Quels projets sauf ceux de Vincennes ?"),
    (["Combien de projets dans le 94 ?", "et ailleurs ?"], "Quels projets hors du 94 ?"),
    (["Quelles communes du 93 ont gagné ?", "et en dehors ?"], "Quelles communes ont gagné hors du 93 ?"),
    # Of a town none is asked which of it has nothing, nor of one thing which has the most.
    (["Quelles villes du 92 n’ont rien eu ?", "et Bagneux ?"], "Bagneux a gagné quoi ?"),
    (["Quels projets à Vincennes ?", "qui en a le plus ?"], "Qui a le plus de projets ?"),
    (["Qu’a gagné Sceaux ?", "laquelle a eu le plus ?"], "Quelle commune a eu le plus de projets ?"),
    # What is whole by itself is asked of all, what only names something asks what was asked.
    (["Qu’a gagné Sceaux ?", "qui l’a présenté ?"], "Qui a présenté le projet de Sceaux ?"),
    (["Qu’a gagné Sceaux ?", "qui paye ?"], "Qui paye ?"),
    (["Qui porte le smart parking ?", "qui a décidé ?"], "Qui a décidé ?"),
    (["Combien de projets dans le 94 ?", "et sur la nature ?"], "Combien de projets sur la nature dans le 94 ?"),
    (["Combien de projets dans le 94 ?", "le dernier ?"], "Dans le 94, la GED ?"),
    (["Combien de projets au total ?", "et le chatbot ?"], "Le chatbot ?"),
    (["Nanterre a quoi comme projet ?", "lesquelles n’ont rien eu ?"], "Quelles communes n’ont rien eu ?"),
    # Others around what was told, in the place that it is in.
    (
        ["Sceaux a un projet ?", "Et Antony ?", "d’autres villes dans le même département ?"],
        "Quelles autres communes du 92 qu’Antony ont gagné ?",
    ),
    (["Combien d’EPT ont gagné ?", "et du côté de Créteil ?"], "Créteil a gagné quoi ?"),
    # The one found in the place named is what a pronoun stands for.
    (["Dans Est Ensemble, qui a gagné ?", "elle est dans quel département ?"], "Montreuil est dans quel département ?"),
    # Whether a town is of the place spoken of, and another too.
    (["Le T12 a eu un projet ?", "Vincennes en fait partie ?"], "Vincennes fait partie du T12 ?"),
    (["Créteil est dans quel territoire ?", "Vincennes en fait partie ?"], "Vincennes fait partie du T11 ?"),
    (["Villejuif fait partie du T12 ?", "et Créteil aussi ?"], "Créteil fait partie du T12 ?"),
    (["Quand s’est tenu le comité ?", "avec qui d’autre ?"], "Qui siégeait au comité ?"),
    (["Quand le FMIN a-t-il été créé ?", "qui a décidé ça ?"], "Qui a créé le FMIN ?"),
    # A person is not asked what was asked of anything else.
    (["De quand date l’annonce ?", "et Nadège Guiraud ?"], "Qui est Nadège Guiraud ?"),
    # What a message says itself matters more than what it borrows.
    (["Qui est à la tête de la Métropole ?", "et il a déclaré quoi, ce monsieur ?"], "Qu’a déclaré Patrick Ollier ?"),
    (["Qui porte le smart parking ?", "c’est dans quel département ?"], "Levallois-Perret est dans quel département ?"),
    # Who else is asked of what was told, what else of who has it.
    (
        ["Quelles communes ont deux projets ?", "qui d’autre ?"],
        "Quelles communes ont gagné sauf Alfortville, Montreuil, Rosny-sous-Bois et Vincennes ?",
    ),
    (["Qu’a gagné Sceaux ?", "quel projet ?"], "Quel projet à Sceaux ?"),
    (
        ["Quand le FMIN a-t-il été créé ?", "et les premières aides, c’était quand ?"],
        "Les premières aides, c’était quand ?",
    ),
    (["Qu’a gagné Sceaux ?", "c’est plus qu’à Montreuil ?"], "Montreuil a-t-elle plus de projets que Sceaux ?"),
    (["Qu’a gagné Sceaux ?", "pas celle-là, Bagneux"], "Bagneux a gagné quoi ?"),
    # What a question narrowed keeps of the one before.
    (["Quelles communes ont deux projets ?", "dans le 94 ?"], "Quelles communes du 94 ont deux projets ?"),
    (
        ["Quels projets sur le stationnement ?", "combien dans le 92 ?"],
        "Combien de projets de stationnement dans le 92 ?",
    ),
    (["Quels territoires ont gagné ?", "et lesquels n’ont rien eu ?"], "Quels territoires n’ont rien eu ?"),
    # The end of a name that was told in short.
    (["Je cherche le projet de Rosny", "sous-Bois"], "Quels projets à Rosny-sous-Bois ?"),
    (["Saint-Maur a eu une subvention ?", "oui, celle des Fossés"], "Quels projets à Saint-Maur-des-Fossés ?"),
    # The same question, of another place.
    (["Combien de villes ont gagné ?", "et combien dans le 92 ?"], "Combien de villes du 92 ont gagné ?"),
    # Others than what was just spoken of, and others like it.
    (
        ["Le chatbot, c’est quelle ville ?", "elle a un autre projet ?"],
        "Quels projets à Rosny-sous-Bois sauf le chatbot ?",
    ),
    (
        ["Un projet pour les jeunes ?", "c’est quelle ville qui le porte ?", "elle a un autre projet ?"],
        "Quels projets à Montreuil sauf Grandparisjeunes.com ?",
    ),
    (
        ["Issy-les-Moulineaux a eu quoi ?", "d’autres projets comme ça ?"],
        "Quels projets sur les assistants conversationnels, sauf Issy-les-Moulineaux ?",
    ),
    (
        ["Saint-Mandé, c’est quel projet ?", "d’autres villes ont un projet du même genre ?"],
        "Quels projets sur la relation usager, sauf Saint-Mandé ?",
    ),
    # Where one is from.
    (["J’habite à Meudon. Quel territoire ?"], "Meudon est dans quel territoire ?"),
    (["J’habite à Créteil. Quels projets ?"], "Quels projets à Créteil ?"),
    (["J’ai une boutique rue de Bezons. Courbevoie a un projet ?"], "Courbevoie a un projet ?"),
    (["Je suis à Montreuil, métro Croix de Chavaux. Quels projets dans ma ville ?"], "Quels projets à Montreuil ?"),
    (["Je vis à Sceaux, RER Robinson. Ma ville a quels projets ?"], "Quels projets à Sceaux ?"),
    (["On est une association de Bagneux, qui a été aidé dans Vallée Sud ?"], "Qui a été aidé dans Vallée Sud ?"),
    (["J’ai un bar à Puteaux, y a-t-il des projets dans mon département ?"], "Y a-t-il des projets dans le 92 ?"),
    (["J’habite Pantin : mon territoire a gagné quoi ?", "Et Bagneux ?", "et la nôtre ?"], "Quels projets à Pantin ?"),
    (["J’habite Pantin.", "Quels projets à Antony ?", "et dans ma ville ?"], "Quels projets à Pantin ?"),
    (["J’habite Sceaux, mon territoire a-t-il un projet ?"], "Vallée Sud a-t-elle un projet ?"),
    (["j’habite Pantin mon département a eu quoi"], "Le 93 a eu quoi ?"),
    # Others in what is around a town that was found.
    (
        ["Un projet sur les bibliothèques ?", "les autres villes du même département ?"],
        "Quels projets dans le 92 sauf Sceaux ?",
    ),
    # A reason asked for once is not asked for again.
    (["Pourquoi Vincennes ?", "et Montreuil ?"], "Quels projets à Montreuil ?"),
    # Small talk in between changes nothing.
    (["Quels projets à Vincennes ?", "merci", "Et Montreuil ?"], "Quels projets à Montreuil ?"),
    (["Combien de projets dans le 94 ?", "Bonjour", "ça va ?", "et le 93 ?"], "Combien de projets dans le 93 ?"),
    (["Quels projets à Vincennes ?", "quel temps fait-il ?", "et Antony ?"], "Quels projets à Antony ?"),
    # A doubtful name.
    (["Combien de projets à Bagnnet ?", "oui"], "Combien de projets à Bagnolet ?"),
    (["Quels projets à Montrouil ?", "2"], "Quels projets à Montrouge ?"),
    (["Quels projets à Montrouil ?", "le premier"], "Quels projets à Montreuil ?"),
    # A pending choice.
    ([NEUILLY, "Neuilly-sur-Marne"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "la deuxième"], "Neuilly-Plaisance a un projet ?"),
    ([NEUILLY, "2"], "Neuilly-Plaisance a un projet ?"),
    ([NEUILLY, "la première"], "Neuilly-sur-Seine a un projet ?"),
    ([NEUILLY, "la dernière"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "sur Marne"], "Neuilly-sur-Marne a un projet ?"),
    ([NEUILLY, "Seine"], "Neuilly-sur-Seine a un projet ?"),
    (["Noisy a un projet ?", "le Grand"], "Noisy-le-Grand a un projet ?"),
    (["Noisy a un projet ?", "Sec"], "Noisy-le-Sec a un projet ?"),
    ([NEUILLY, "merci", "la deuxième"], "Neuilly-Plaisance a un projet ?"),
    # What is one's own, after what is known of it.
    (["Habitante du Kremlin-Bicêtre, je sais que mon EPT a été retenu."], "Grand Orly Seine Bièvre a été retenu ?"),
    (["J’habite Villejuif et mon EPT a un projet : lequel ?"], "Quel projet a Grand Orly Seine Bièvre ?"),
    (["jsui a cachan mon territoire a eu koi"], "Grand Orly Seine Bièvre a eu quoi ?"),
    (["Vincennes.", "Qu’est-ce que le fonds y finance ?"], "Qu’est-ce que le fonds finance à Vincennes ?"),
    # What came first in a ranking is what « lesquels ? » and « combien ? » are asked of.
    (["Quel département a le plus de projets ?", "lesquels ?"], "Quels projets dans le Val-de-Marne ?"),
    (["Quel département a le moins de projets ?", "combien ?"], "Combien de projets dans le 93 ?"),
    (["Quel territoire a le plus de projets ?", "lesquels ?"], "Quels projets dans Grand Paris Sud Est Avenir ?"),
    # « Sans » keeps what was asked, and keeps out places, or a kind of them.
    (["Quelles communes ont deux projets ?", "sans Montreuil"], "Quelles communes sans Montreuil ont deux projets ?"),
    (["Liste les projets du 93", "sans l’EPT"], "Quels projets dans le 93 sans les territoires ?"),
    (["Quels projets dans le 92 ?", "pas ceux de Nanterre"], "Quels projets dans le 92 sauf Nanterre ?"),
    # A place in which others lie is the one whose towns are counted.
    (["Plaine Commune a un projet ?", "combien de communes ?"], "Combien de communes dans Plaine Commune ?"),
    (["Quel territoire a le plus de projets ?", "quels projets ?"], "Quels projets dans Grand Paris Sud Est Avenir ?"),
    (["Quelles communes n’ont rien dans le 93 ?", "sans Pantin"], "Quelles communes du 93 n’ont rien sauf Pantin ?"),
    # « Et avec » adds to what was counted, « et l’autre ? » is the one of two that was not told.
    (["Combien de projets dans le 92 ?", "et avec le 94 ?"], "Combien de projets dans le 94 et le 92 ?"),
    (["Sceaux a combien de projets ?", "et Antony ?", "et eux deux ?"], "Combien de projets à Antony et Sceaux ?"),
    # What is one's own is asked about, others there without it, whether that is said before or after.
    (["J’habite Antony, quels projets dans mon territoire ?"], "Quels projets dans Vallée Sud ?"),
    (["J’habite Antony, quels autres projets dans mon département ?"], "Quels projets dans le 92 sauf Antony ?"),
    (["Je suis d’Antony. Des projets ailleurs dans mon EPT ?"], "Quels projets dans Vallée Sud sauf Antony ?"),
    (["Quels projets dans ma ville ? Je suis à Nanterre."], "Quels projets à Nanterre ?"),
    (["Je suis du 93, y a-t-il un projet de formation ?"], "Y a-t-il un projet de formation dans le 93 ?"),
    (["J’habite à Antony. Y a-t-il un projet de formation ?"], "Y a-t-il un projet de formation à Antony ?"),
    (["J’habitais Sceaux, maintenant je suis à Antony, quel projet dans ma ville ?"], "Quel projet à Antony ?"),
    (["moi je suis à Clichy", "et chez moi rien ?"], "Rien à Clichy ?"),
    (["Et à Montrouge où vit ma sœur ?"], "Et à Montrouge ?"),
    (["Et à Montrouge où vit ma sœur, combien de projets ?"], "Combien de projets à Montrouge ?"),
    (["J’ai quitté Sceaux pour Montreuil, quels projets chez moi ?"], "Quels projets à Montreuil ?"),
    (["Je vis à Montreuil, pas à Vincennes : quels projets ?"], "Quels projets à Montreuil ?"),
    (["Je travaille à Créteil mais j’habite Sucy, combien de projets chez moi ?"], "Combien de projets à Sucy ?"),
    (["J’habitais Sceaux et Antony, maintenant je vis à Bry. Quel projet dans ma ville ?"], "Quel projet à Bry ?"),
    (["J’habitais à Montreuil, dans le 93, quels projets là-bas ?"], "Quels projets à Montreuil ?"),
    (["Dans ma ville Vincennes, qui porte la GRU ?"], "Qui porte la GRU à Vincennes ?"),
    (["Vincennes a gagné ?", "quel est son territoire ?"], "Dans quel territoire est Vincennes ?"),
    (
        ("Quels sont les projets de relation usagers ?", "et le 92 ?", "Il n’y en a pas dans le 93 ?"),
        "Quels sont les projets de relation usagers dans le 93 ?",
    ),
    (("Quels projets de stationnement ?", "y en a pas à Antony ?"), "Quels projets de stationnement à Antony ?"),
    (
        ("Les communes lauréates du 93 ?", "sans Montreuil", "elle a quoi ?"),
        "Rosny-sous-Bois a quoi ?",
    ),
]


@pytest.mark.parametrize(("messages", "whole"), FOLLOW_UPS, ids=[" / ".join(messages) for messages, _ in FOLLOW_UPS])
def test_a_follow_up_is_answered_as_the_whole_question(talk, messages, whole):
    followed, asked = talk(*messages), talk(whole)

    assert followed.text == asked.text
    assert followed.outcome == asked.outcome == "answered"
    assert followed.sources == asked.sources


@pytest.mark.parametrize(
    ("first", "whole"),
    [
        ("Quels projets à Vincennes ?", "Combien de projets à Montreuil ?"),
        ("Quels projets dans le 93 sans Montreuil ?", "Quels projets à Vincennes ?"),
        ("Qui porte le chatbot ?", "Quel est le montant total des subventions ?"),
        (NEUILLY, "Quels projets à Antony ?"),
        ("Quels projets à Vincennes ?", "Qu’est-ce que le FMIN ?"),
        ("Combien de projets dans le 94 ?", "Quelles communes ont deux projets ?"),
        ("Qui porte le chatbot ?", "Et combien de projets dans le 93 ?"),
        # Said in full, neither « et » nor a pronoun asks it of who was spoken of.
        ("Qui présidait la séance ?", "Et qui a présenté les projets ?"),
        ("À quel titre Courtois est-il cité ?", "Et le président, il dit quoi ?"),
        ("Je peux candidater à Vincennes ?", "Et Vincennes, elle a eu quoi, elle ?"),
    ],
)
def test_a_whole_question_owes_the_past_nothing(talk, first, whole):
    assert talk(first, whole) == talk(whole)


@pytest.mark.parametrize("message", ["le deuxième", "sans Montreuil, et ?", "cette ville", "lesquels ?", "et ?"])
def test_a_partial_question_alone_is_not_completed_from_nothing(laureat, message):
    reply, _ = laureat.answer(message, Conversation())

    assert "Vincennes a" not in reply.text


@pytest.mark.parametrize(
    "messages",
    [
        ("Quel est le montant total ?", "par commune ?"),
        ("Combien d’argent ?", "qui a eu le plus ?"),
        ("Quel est le budget ?", "quel territoire a eu le plus ?"),
    ],
)
def test_how_amounts_are_spread_is_asked_of_amounts(talk, messages):
    reply = talk(*messages)

    assert reply.outcome == "unknown"
    assert "montant" in reply.text


def test_the_other_of_two_is_the_one_that_was_not_told(talk):
    reply = talk("Quels sont les projets à Alfortville ?", "celui sur la géolocalisation, c’est où ?", "et l’autre ?")

    assert "Le kiosque" in reply.text
    assert "Géolocalisation" not in reply.text


def test_others_of_the_same_place_are_those_of_who_was_spoken_of_first(talk):
    reply = talk("Quel est le projet de Bagneux ?", "et son département ?", "et les autres du même département ?")

    assert "7 projets" in reply.text
    assert "se construit en 3D" not in reply.text


def test_the_day_of_a_month_counts_nothing(talk):
    assert "personnes" not in talk("Qui siégeait au comité ?", "ce n’est pas le 27 ?").text


def test_a_count_is_not_told_where_what_it_is_asked_of_is_not(talk):
    assert talk("Quelle commune a reçu le plus ?", "combien ?").outcome == "unknown"


@pytest.mark.parametrize("claim", ["je croyais que c’était 19", "c’est pas 19 ?", "ce n’est pas 19 ?"])
def test_a_bare_number_is_checked_against_what_was_counted(talk, claim):
    assert talk("Combien de communes lauréates ?", claim).text.startswith("Non")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("Levallois a quoi ?", "ah bon, je croyais que c’était le chatbot"), "Non, pas d’après le communiqué"),
        (("projet de Sceaux", "j’étais persuadé que c’était le lavoir"), "Non, pas d’après le communiqué"),
        (("Levallois a quoi ?", "c’est pas le chatbot ?"), "Non, pas d’après le communiqué"),
        (("le projet d’Antony", "je croyais que c’était la géolocalisation"), "Pas sur ce thème"),
        (("Vincennes a quoi ?", "je croyais que c’était le CRM"), "Oui : Vincennes a 2 projets lauréats, dont"),
        (("Le chatbot, c’est où ?", "c’est pas Levallois ?"), "Non, pas d’après le communiqué"),
        (("Levallois a quoi ?", "c’est quoi le chatbot ?"), "Rosny-sous-Bois"),
        (("Levallois a quoi ?", "et le chatbot ?"), "Rosny-sous-Bois a 2 projets lauréats, dont"),
        (("Sceaux a un projet ?", "c’est le 92 ?"), "Sceaux est dans les Hauts-de-Seine"),
        (("Sceaux a quoi ?", "c’est sur la 3D ?"), "Sur ce thème : Bagneux"),
        (("Sceaux, c’est bien dans le 92 ?", "et son projet, c’est la 3D non ?"), "Sceaux : « Bibliothèques »"),
        (("Levallois a quoi ?", "ça parle de stationnement ?"), "Levallois-Perret est lauréate"),
        (("Levallois a quoi ?", "c’est bien sur le stationnement ?"), "Levallois-Perret est lauréate"),
        (("Qui a fait le chatbot ?", "c’est sur le stationnement ?"), "Non, pas d’après le communiqué"),
        (("Créteil a quoi ?", "c’est pour les écoles ?"), "De « M.I.C EDUC », le communiqué ne donne que le titre"),
        (("Qui a fait le chatbot ?", "c’est pour les jeunes ?"), "De « Chatbot », le communiqué ne donne que le titre"),
        (("Sceaux a quoi ?", "c’est qui la 3D ?"), "est un projet de Bagneux"),
        (("Sceaux a quoi ?", "il y a un projet sur la 3D ?"), "Oui : Bagneux"),
        (("Bry a quoi ?", "c’est où le stationnement ?"), "2 projets : Antony"),
        (("Vincennes, quels projets ?", "le premier ?", "vous êtes sûr qu’il y en a deux ?"), "Oui : Vincennes"),
        (("Vincennes, quels projets ?", "le premier ?", "ils en ont trois, non ?"), "Non : Vincennes"),
        (("Créteil ?", "j’étais persuadé qu’ils en avaient deux"), "Non : Créteil"),
        (("Issy a quoi ?", "vous en oubliez pas ?"), "Issy-les-Moulineaux est lauréate"),
    ],
)
def test_what_is_checked_is_what_was_told(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("Combien de projets à Sceaux ?", "et à Sucy ?", "ça fait combien en tout ?"), "2 projets"),
        (("Combien de projets à Vincennes ?", "et en tout ?"), "23 projets"),
        (("Quels sont les projets du 92 ?", "sauf Nanterre", "et Sceaux aussi"), "6 projets"),
        (("Quel est le projet de Créteil ?", "les autres du département ?"), "8 projets dans le Val-de-Marne"),
    ],
)
def test_what_is_added_up_kept_out_or_around_is_that_of_what_was_told(talk, messages, told):
    assert told in talk(*messages).text


@pytest.mark.parametrize(
    ("home", "question", "told"),
    [
        ("J’habite à Ivry", "on a un projet ?", "Ivry-sur-Seine ne figure pas"),
        ("Je vis à Créteil", "on a quoi ?", "M.I.C EDUC"),
        ("Je suis de Vincennes", "on en a combien ?", "2 projets à Vincennes"),
        ("Je suis de Vincennes", "avons-nous un projet ?", "2 projets"),
    ],
)
def test_we_are_those_of_where_whoever_writes_is_from(talk, home, question, told):
    assert told in talk(home, question).text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("Quel est le total ?", "et par commune ?"), "ne donne pas le montant"),
        (("Combien de projets au total ?", "et par département ?"), "Le Val-de-Marne : 9"),
        (("Qui préside le comité ?", "C’est pas Courtois ?"), "Non : Patrick Ollier"),
        (("C’est quoi la MGP ?", "combien de communes ?", "lesquelles ?"), "131 communes"),
        (("Combien de projets associent trois collectivités ?", "et les autres projets ?"), "il en reste 9"),
        (("Un projet à Thiais ?", "et à côté ?"), "quelles communes se touchent"),
        (("Un projet à Thiais ?", "et à côté, Levallois ?"), "Levallois-Perret est lauréate"),
        (("Que dit Courtois ?", "où l’a-t-il dit ?"), "sans dire où"),
        (("Comment candidater ?", "et les lauréats ?"), "Les 23 projets subventionnés"),
        (("Le comité s’est tenu quand ?", "L’annonce, elle, date de quel jour ?"), "27 novembre 2018"),
        (
            (
                "Qui porte « Communautés des ambassadeurs du numérique » ?",
                "Et les villes lauréates de ce territoire, lesquelles ?",
            ),
            "Créteil",
        ),
        (("Qui est Ollier ?", "et dans mon département ?"), "De quelle commune"),
        (("Un exemple de projet ?", "un autre"), "que ceux que je viens de vous donner"),
        (("Qui parle de biens communs numériques ?", "Je voudrais l’interviewer"), "Pour joindre quelqu’un"),
    ],
)
def test_a_follow_up_keeps_to_what_was_asked(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize("said", ["lequel ?", "lequel alors ?"])
def test_which_one_is_not_asked_of_all_after_a_place_that_has_nothing(talk, said):
    told = talk("Le 91 a quelque chose ?", "Même pas via un territoire ?", said)

    assert "Grand Orly" in told.text
    assert "3 départements" not in told.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Le fonds a été créé en novembre ?", "2017 ?"], "Conseil métropolitain le 28 septembre 2018"),
        (["Le fonds a été créé en novembre ?", "2017 ?", "Ok. Par le Bureau ?"], "Non : le FMIN"),
        (["Quand s’est réuni le comité ?", "en octobre ?"], "comité d’examen s’est tenu le 21 novembre"),
        (["Quand les subventions ont été votées ?", "en septembre ?"], "27 novembre 2018"),
        (["Le 28 septembre 2018, il s’est passé quoi ?", "le 21 novembre ?"], "comité"),
        (["Quand s’est réuni le comité ?", "et en septembre ?"], "FMIN"),
        (["Sceaux a gagné ?", "en 2019 ?"], "rien sur"),
        # « Et » turns to what happened another day.
        (["Quand s’est réuni le Bureau ?", "et le 28 septembre ?"], "FMIN"),
        (["Quand s’est réuni le Bureau ?", "et le 28 septembre, c’était quoi ?"], "Le FMIN est le Fonds"),
        (["Quand s’est réuni le Bureau ?", "et le 28 septembre ?", "et le 21 novembre ?"], "Le comité d’examen s’est"),
        (["Quand s’est réuni le comité ?", "et le 27 novembre 2018 ?"], "Le Bureau de la Métropole"),
        (["Quand le fonds a-t-il été créé ?", "le 27 novembre ?"], "le 28 septembre 2018"),
    ],
)
def test_a_day_or_a_year_alone_is_checked_where_it_was_asked_when(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Alfortville a quoi ?", "le deuxième, il sert à quoi ?", "et le kiosque alors, pareil ?"], "De « Le kiosque"),
        (["Alfortville a quoi ?", "le deuxième, il sert à quoi ?", "et l’autre, pareil ?"], "De « Le kiosque"),
        (["Le stationnement à Antony, c’est pour qui ?", "et le chatbot, idem ?"], "De « Chatbot »"),
        (["Quel projet à Sceaux ?", "ça a coûté combien ?", "même question pour Antony"], "pour Antony non plus"),
        (["Pourquoi Montrouge n’a rien ?", "et Vanves, pareil ?"], "ne dit pas pourquoi"),
        (["Sceaux a un projet ?", "pareil pour Antony ?"], "Antony est lauréate"),
        (
            ["Bagneux fait quoi ?", "Leur prestataire ?", "Et pour Antony, c’est le même ?"],
            "« Stationnement intelligent",
        ),
        (["Qui est le prestataire de Rueil ?", "C’est le même que Sceaux ?"], "aucun prestataire pour « Bibliothèques"),
        (["Rueil fait quoi ?", "Et Saint-Mandé, c’est le même ?"], "Oui : Saint-Mandé et Rueil-Malmaison"),
    ],
)
def test_likewise_asks_again_what_was_asked_last_even_what_is_not_known(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Des lauréats dans l’Essonne ?", "Savigny-sur-Orge par exemple ?"], "Savigny-sur-Orge est dans l’Essonne"),
        (["Le 93 ?", "Pantin ?"], "Pantin est en Seine-Saint-Denis"),
        (["Sceaux ?"], "Vallée Sud"),
    ],
)
def test_which_its_territory_is_is_asked_of_the_town_though_it_has_nothing(talk, messages, told):
    assert told in breakable(talk(*messages, "Et son territoire, c’est lequel ?").text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil a quoi ?", "le premier, c’est quoi ?", "t’es sûr qu’ils en ont que deux ?"], "Oui : Montreuil"),
        (["Vincennes a eu quoi ?", "il y en a que deux ?"], "Oui : Vincennes"),
        (["Sceaux a quoi ?", "il y en a que deux ?"], "Non : Sceaux"),
    ],
)
def test_only_so_many_is_checked_and_asks_nothing_more(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Vincennes en a 3, c’est sûr ?"], "Non : Vincennes"),
        (["Le 92 en compte 8, c’est bien ça ?"], "Oui : 8 projets"),
        (["Combien de projets à Alfortville ?", "et Alfortville en a trois alors"], "Non : 2 projets"),
        (["Quelles communes ont deux projets ?", "Alfortville en a deux ?"], "Oui : Alfortville"),
        (["Combien de communes lauréates dans le 94 ?", "Le 92 en compte 9, c’est sûr ?"], "Non : 8 communes"),
        (["Sceaux n’en a pas deux"], "Sceaux"),
        (["Les lauréats du T10", "Il y en a bien 3 ?"], "Oui : 4 projets"),
        (["Les lauréats du T10", "Il y en a bien 5 ?"], "Non : 4 projets"),
        # So many projects were told, too.
        (["Les lauréats du T10", "Il y en a bien 4 ?"], "4 projets"),
        (["Quelles communes ont deux projets ?", "il y en a 5 ?"], "Non : 4 communes"),
        # « En » are communes, which are not counted here.
        (["Combien de communes dans Est Ensemble ?", "il y en a bien 9 ?"], "Dans l’EPT Est Ensemble"),
        (["Combien de communes dans Est Ensemble ?", "Vallée Sud en compte 11 ?"], "3 projets"),
    ],
)
def test_how_many_a_name_has_is_checked_of_what_was_counted(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize("before", ["Sceaux ?", "Sceaux est dans le 92 ?"])
def test_one_thing_of_a_kind_is_asked_of_the_town_spoken_of(talk, before):
    assert breakable(talk(before, "un projet ?").text).startswith("Sceaux est lauréate")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Lesquels ?", "Le deuxième, il coûte combien ?", "Et le premier ?"], "pas le montant"),
        (["Lesquels ?", "Le premier, c’est quoi ?", "Et le second ?"], "De « Montreuil est notre jardin »"),
        (["Lesquels ?", "Quand démarre le premier ?", "Et le second, il coûte combien ?"], "pas le montant"),
        (
            ["Lesquels ?", "Le premier, c’est quoi ?", "Et le second, son titre exact ?"],
            "dont « Montreuil est notre jardin",
        ),
    ],
)
def test_what_is_not_known_of_one_of_a_list_is_asked_of_the_next(talk, messages, told):
    assert told in breakable(talk("Montreuil a combien de projets ?", *messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Argenteuil a un projet ?", "Et Colombes, qui est dans le même territoire ?"], "Colombes ne figure pas"),
        (["Combien de projets à Sceaux ?", "et bagneux qui est dans le meme departement"], "1 projet à Bagneux"),
        (["Grand Paris Grand Est a quoi ?", "et rosny ki est dedan"], "Chatbot"),
        (["Sceaux a un projet ?", "Et Antony, qui est dans le comité ?"], "comité d’examen"),
    ],
)
def test_where_a_town_lies_is_told_of_it_and_not_asked(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_all_the_places_asked_about_in_turn_are_meant_together(talk):
    text = breakable(
        talk("Sceaux", "et Clamart", "et Montrouge", "et Bagneux", "lesquelles ont gagné parmi elles ?").text
    )

    assert "Bagneux (" in text
    assert "Sceaux (" in text


@pytest.mark.parametrize(
    ("message", "told"),
    [("Montreuil ? Non, Rosny", "Rosny-sous-Bois a 2 projets"), ("Sceaux ? Pardon, Bagneux.", "Bagneux est lauréate")],
)
def test_a_name_that_the_next_sentence_takes_back_is_not_asked_of(talk, message, told):
    text = breakable(talk(message).text)

    assert text.startswith(told)
    assert "Grandparisjeunes" not in text
    assert "Bibliothèques" not in text


def test_the_others_of_a_list_are_all_but_the_one_that_was_taken(talk):
    text = breakable(talk("les projets du 93", "le dernier", "les autres").text)

    assert "Plateforme Gestion Relations Usagers" in text
    assert "Chatbot" not in text


def test_the_place_around_a_town_is_turned_to_where_it_is_not_asked_for(talk):
    assert "lavoir" in talk("Ablon a un projet ?", "et le territoire alors ?").text
    assert "T12" in talk("Ablon a un projet ?", "et le territoire ?").text


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        ("qui a porté le lavoir expérimental ?", "mon collègue dit que c'est Rueil"),
        ("qui a porté le lavoir expérimental ?", "d'après mon voisin c'est Rueil"),
        ("Sceaux a gagné ?", "il paraît que c'est le lavoir"),
        ("Sceaux a gagné ?", "c'est le chatbot ?"),
        ("Sceaux a gagné ?", "je croyais que c'était dans le 93"),
    ],
)
def test_what_is_reported_of_what_was_told_is_denied_where_it_is_not_so(talk, said, reported):
    assert talk(said, reported).text.startswith("Non")


def test_a_town_that_is_taken_for_another_is_not_added_to_it(talk):
    assert "Bibliothèques" not in talk("Sceaux a gagné ?", "je croyais que c'était Créteil").text


@pytest.mark.parametrize(
    ("said", "concluded", "told"),
    [
        ("Sceaux a gagné ?", "donc deux projets", "Non : Sceaux"),
        ("Sceaux a gagné ?", "un seul projet alors", "Oui : Sceaux"),
        ("combien de lauréats dans le 92 ?", "donc 8 projets", "Oui : 8 projets"),
    ],
)
def test_a_number_that_is_concluded_is_checked_against_what_was_told(talk, said, concluded, told):
    assert breakable(talk(said, concluded).text).startswith(told)


@pytest.mark.parametrize("same", ["la même chose dans le 94", "les mêmes mais dans le 94", "merci, et dans le 94 ?"])
def test_the_same_asked_of_another_place_is_the_last_question(talk, same):
    text = breakable(talk("quelles communes du 93 ont été retenues ?", same).text)

    assert text.startswith("6 communes")


def test_what_is_denied_after_a_verb_is_asked_about(talk):
    assert "notre jardin" in breakable(talk("grandparisjeunes", "et ils ont pas un jardin aussi ?").text)
    assert "Smart parking" not in breakable(talk("les projets", "et pas le stationnement ?").text)


@pytest.mark.parametrize("opening", ["ok ", "euh, ", "d'accord, ", ""])
def test_assent_before_a_follow_up_changes_nothing_of_it(talk, opening):
    text = talk("Montreuil et Rosny, ça fait combien de projets ensemble ?", opening + "avec Vincennes ?").text

    assert breakable(text).startswith("6 projets")


@pytest.mark.parametrize(
    "opening", ["dites-moi, ", "dis-moi, ", "par curiosité, ", "autre question : ", "et au fait, "]
)
def test_what_a_follow_up_is_opened_with_changes_nothing_of_it(talk, opening):
    text = talk("Qui sont les EPT lauréats ?", opening + "le dernier, il fait quoi ?").text

    assert "ambassadeurs" in text


@pytest.mark.parametrize("closing", [", je trouve pas", " ? je ne vois pas", ", j'ai oublié"])
def test_what_a_follow_up_is_closed_with_changes_nothing_of_it(talk, closing):
    assert breakable(talk("combien de projets dans le 92 ?", "lesquels" + closing).text).startswith("8 projets")


def test_a_sign_without_words_is_read_after_a_ranking(talk):
    assert talk("qui a eu le plus de projets ?", "👍").outcome != "answered"


def test_which_of_those_of_a_name_is_asked_again_before_they_are_told_apart(talk):
    assert talk("Neuilly a un projet ?", "lesquels ?").outcome == "clarify"


def test_where_what_is_about_a_subject_lies_is_asked_of_that_subject(talk):
    assert breakable(talk("quels projets parlent de stationnement ?", "c'est dans le 93 ?").text).startswith("Pas sur")
    assert "Vallée Sud" in talk("quels projets parlent de stationnement ?", "Sceaux est dans le 92 ?").text


@pytest.mark.parametrize("said", ["quelles communes du 93 ont été retenues ?", "Sceaux a gagné ?"])
def test_what_one_believed_it_was_is_not_so_for_having_something_else(talk, said):
    assert not talk(said, "je croyais que c'était Créteil").text.startswith("Oui")
