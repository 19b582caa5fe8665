"""Dialogues: what the last message of each is answered, and what must not be in the answer."""

import pytest

from tests.spaces import breakable

DIALOGUES = {
    "others are those around what was spoken of or outside it": [
        (
            ["Paris a un projet ?", "Et les autres territoires ?"],
            "3 territoires lauréats, pour 3 projets",
            "Paris ne figure",
        ),
        (["Pantin a un projet ?", "Et les autres départements ?"], "2 départements", "Seine-Saint-Denis"),
        (["Combien de projets dans le 94 ?", "Qui d’autre a gagné ?"], "14 projets", "Créteil :"),
        (["Quels projets à Vincennes ?", "Qui d’autre y a gagné ?"], "21 projets", "Augmenté"),
        (["Qui a fait le chatbot ?", "Cette ville a un autre projet ?"], "Plateforme Gestion Relations Usagers", "21"),
        (["Combien de projets dans le 94 ?", "Qui d’autre y a gagné ?"], "9 projets dans le Val-de-Marne", "23"),
    ],
    "where what was spoken of lies is asked of it not of the place around": [
        (("Qui a la 3D ?", "C’est dans le 92 ?"), "Bagneux est dans les Hauts-de-Seine", "8 projets"),
        (("Sceaux a quoi ?", "elle est dans le 93 ?"), "Non : Sceaux est dans les Hauts-de-Seine", "5 projets"),
        (("Antony et Bagneux ont quoi ?", "ils sont tous les deux dans le 92 ?"), "Bagneux est dans", "2 projets"),
        (("Quelles villes ont gagné ?", "lesquelles sont dans le 92 ?"), "8 projets", "est dans les"),
        (("Sceaux a quoi ?", "et dans le 93 ?"), "5 projets", "Sceaux"),
    ],
    "what is claimed of the two told one after the other is counted of both": [
        (["Montreuil ?", "Vincennes ?", "ça fait bien 4 projets pour les deux ?"], "Oui : 4 projets", "Non"),
        (["Montreuil ?", "Vincennes ?", "donc 4 pour les deux"], "4 projets à Vincennes et à Montreuil", "Non"),
        (["Montreuil ?", "Vincennes ?", "les deux en ont 4 ?"], "4 projets à Vincennes et à Montreuil", "23"),
    ],
    "where nothing was won what was asked before leaves out nothing around": [
        (
            ["Plaine Commune", "Et ses communes ?", "saint denis non plus ?"],
            "Grand Paris Grand Est, Montr",
            "2 lauréats",
        ),
        (["Quels sont les projets des territoires ?", "Qui d’autre dans le T12 ?"], "lavoir", "collaboratives"),
    ],
    "the territory of a town spoken of is meant by its noun alone": [
        (["Sceaux a un projet ?", "Quel est le projet du territoire ?"], "Vallée Sud", "lavoir"),
        (["Montreuil ?", "les projets du territoire"], "Est Ensemble", "lavoir"),
        (["Sceaux et Antony ?", "Le territoire est-il lauréat lui-même ?"], "Vallée Sud - Grand Paris ne", "lavoir"),
    ],
    "a territory itself is not the towns in it": [
        (["Grand Paris Sud Est Avenir a quoi ?", "et lui-même ?"], "Communautés des ambassadeurs", "Créteil"),
        (["Est Ensemble lui-même a un projet ?"], "ne figure pas", "Grandparisjeunes"),
        (["Pantin ?", "son territoire a un projet bien à lui ?"], "ne figure pas", "Grandparisjeunes"),
        (["Thiais ?", "et le territoire lui-même, il a quoi ?"], "Le lavoir expérimental", "Thiais"),
        (["Est Ensemble a un projet ?"], "Grandparisjeunes", "ne figure pas"),
    ],
    "what is named itself is turned to": [
        (
            ["Quand s’est réuni le comité ?", "Présidé par ?", "Et le fonds lui-même, il remonte à quand ?"],
            "28 sept",
            "21",
        ),
        (["Quand s’est réuni le comité ?", "Le fonds lui-même, il date de quand ?"], "28 septembre", "21 novembre"),
        (["Qui porte le chatbot ?", "Et le fonds lui-même, c’est quoi ?"], "innovation numérique", "Chatbot"),
        (["Qui porte le chatbot ?", "Et lui-même, c’est quoi ?"], "Chatbot", "28 septembre"),
    ],
    "what is named after a possessive is meant by it": [
        (["Noisy-le-Grand ?", "Et son territoire, le Grand Paris Grand Est, il a eu quoi ?"], "3 projets", "Noisy"),
        (["Sceaux ?", "Et son département, les Hauts-de-Seine, il a combien de projets ?"], "8 projets", "Vallée"),
        (["Sceaux ?", "Et son territoire et le 92 ?"], "Vallée Sud", "Levallois"),
    ],
    "a second one of somebody’s is another": [
        (["Quelle commune porte le kiosque ?", "Elle en porte un second ?"], "Géolocalisation", "kiosque"),
        (["Quelle commune porte le kiosque, et si elle en porte un second ?"], "Géolocalisation", "22"),
        (["Grand Orly Seine Bièvre a un projet ?", "Il en a d’autres ?"], "pas d’autre", "22"),
        (["Grand Orly Seine Bièvre a un projet ?", "Il en existe d’autres ?"], "22", "pas d’autre"),
        (["Quelle commune porte le kiosque, et si elle veut bien ?"], "kiosque", "Géolocalisation"),
    ],
    "he is the territory that was asked for and she the town": [
        (["Orly est dans quel territoire ?", "et lui, il a eu un projet ?"], "lavoir", "Son territoire"),
        (["Sucy dépend de quel territoire ?", "il a gagné quelque chose, lui ?"], "ambassadeurs", "est lauréate"),
        (["Vitry ?", "Et Villejuif ?", "Leur territoire ?", "et lui, il a gagné ?"], "lavoir", "Vitry"),
        (["Sucy est dans quel EPT ?", "et elle, elle a gagné quoi ?"], "La maison du numérique", "ambassadeurs"),
        (["Sucy a un projet ?", "il est sur quoi ?"], "La maison du numérique", "ambassadeurs"),
    ],
    "others are sought without what was told and around it": [
        (["Qui porte le lavoir expérimental ?", "d’autres territoires aidés ?"], "Solutions collaboratives", "lavoir"),
        (["Qui porte le chatbot ?", "d’autres villes aidées ?"], "Smart parking", "Chatbot"),
        (["Sucy ?", "dans le même territoire qu’elle, qui d’autre a gagné ?"], "Alfortville", "Vincennes"),
        (["Suresnes ?", "dans le même territoire, qui en a eu ?"], "Courbevoie", "Antony"),
        (["Sucy ?", "elle est dans quel territoire ?", "qui a gagné là-dedans ?"], "Créteil", "Vincennes"),
    ],
    "lists told before the last are remembered": [
        # A list is remembered while one of its members is spoken of.
        (
            [
                "Quelles villes ont deux projets ?",
                "lesquels à Vincennes ?",
                "parmi ces quatre villes, lesquelles sont dans le 93 ?",
            ],
            "Montreuil et à Rosny-sous-Bois",
            "Solutions collaboratives",
        ),
        (
            ["Quelles villes ont deux projets ?", "lesquels à Rosny ?", "et la première ville ?"],
            "Géolocalisation",
            "Chatbot",
        ),
        (["Les trois EPT lauréats ?", "Sud Est Avenir ?", "et Grand Est ?", "et le troisième ?"], "lavoir", "Chatbot"),
        (
            ["Qui a gagné dans le 94 ?", "Vincennes ?", "le deuxième sert à quoi ?", "et les autres villes ?"],
            "Créteil",
            "CRM",
        ),
        (["Vincennes a gagné quoi ?", "le deuxième ?", "et le premier ?"], "CRM", "Dématérialisée"),
        # What is like one of a list is none of the others of the list.
        (["Qui a gagné dans le 92 ?", "Rueil, c’est pour quoi ?", "d’autres ont le même ?"], "Saint-Mandé", "Sceaux"),
    ],
    "what a noun or a pronoun stands for": [
        (["J’habite à Bry-sur-Marne.", "La ville, elle gagne quoi ?"], "E-formation", "Antony"),
        (
            ["Projets de Paris Ouest La Défense ?", "Puteaux y est ?", "la liste du territoire ?"],
            "Courbevoie",
            "lavoir",
        ),
        (["Qui a le chatbot ?", "la ville a gagné autre chose ?"], "Plateforme Gestion", "23 projets"),
        (["Paris Est Marne & Bois ?", "leur voisine Nogent, rien du tout ?"], "Nogent-sur-Marne ne figure pas", "23"),
        (["Versailles a gagné ?", "Elle est dans la Métropole ?"], "Versailles n’est pas dans", "131"),
        (["Tachène, c’est qui ?", "et Fanfant ?", "laquelle des deux préside ?"], "Commission", "Ollier"),
    ],
    "a place tells which of those told is meant": [
        (
            ["Les trois EPT lauréats ?", "celui qui regroupe Créteil, il a proposé quoi ?"],
            "ambassadeurs",
            "est lauréate",
        ),
        (["Combien de territoires primés ?", "et celui avec Orly, il fait quoi ?"], "lavoir", "Orly ne figure"),
        (["Châtillon a gagné ?", "celui du 92, pas Viry"], "Châtillon ne figure", "Antony : "),
        (["Boulogne a gagné ?", "Billancourt oui"], "Boulogne-Billancourt ne figure", "Métropole"),
        (["Le projet d’Antony ?", "et celui de Levallois ?"], "Smart parking", "Stationnement"),
    ],
    "what a follow up is asked of": [
        (["À quoi sert Grandparisjeunes.com ?", "quelle ville le propose déjà ?"], "Montreuil", "Antony"),
        (["Antony, c’est le 92 ou le 94 ?", "Son projet ?"], "Stationnement intelligent", "Créteil"),
        (["Quelles dates importantes ?", "il s’est passé quoi le 21 ?"], "21 novembre", "28 septembre"),
        (
            ["Neuilly a gagné ?", "aucune des trois ?"],
            "Neuilly-Plaisance et Neuilly-sur-Marne ne figurent pas",
            "choix",
        ),
        (["Courbevoie ?", "et La Garenne-Colombes ?", "c’est le même territoire ?"], "Oui, le même", "1 projet"),
        (["Les communes de Vallée Sud ?", "celles qui n’ont rien ?"], "Clamart", "Chaque lauréat"),
        (["Comparez Vincennes et Sceaux", "laquelle a le plus de projets ?"], "Vincennes en a le plus", "Montreuil"),
        (["Thiais a gagné ?", "c’est bien dans le territoire Grand Orly ?"], "son territoire", "lavoir"),
        (["Combien de départements concernés ?", "lesquels ?"], "Val-de-Marne (9 projets)", "Alfortville"),
        (["Nadège Guiraud ?", "Ils se sont réunis quel jour ?"], "21 novembre", "Montreuil"),
        (["Smart parking, c’est qui ?", "une autre ville sur ce thème ?", "elle est où ?"], "Antony est", "Levallois"),
        (
            ["Rueil-Malmaison va faire quoi ?", "il y a une autre ville qui fait la même chose ?", "elle est où ?"],
            "Saint-Mandé est dans le Val-de-Marne",
            "Rueil-Malmaison est",
        ),
        (["Quelles villes du 92 ont gagné ?", "ça fait combien de villes en tout ?"], "8 communes", "16 communes"),
        (["Le kiosque, c’est qui ?", "et la bibliothèque ?", "le premier, il marche comment ?"], "kiosque", "Sceaux"),
        (["Sceaux a gagné ?", "Et Antony ?", "La première, c’est dans quel territoire ?"], "Sceaux est", "Antony"),
        (["C’est quoi le SMAN ?", "Et le FMIN ?", "Quel est le lien entre les deux ?"], "nourrir", "créé par"),
        (["Quelles communes ont gagné ?", "combien en ont deux projets ?", "lesquelles ?"], "4 communes", "23 projets"),
        (
            ["Vincennes est dans quel territoire ?", "Y a-t-il un projet de ce territoire lui-même ?"],
            "Marne & Bois ne fi",
            "CRM",
        ),
        (["Fresnes a gagné ?", "Le territoire, lui, a-t-il un projet ?"], "lavoir", "ne figure pas"),
        (
            ["Quels EPT ont gagné ?", "Est Ensemble n’en fait pas partie ?"],
            "Est Ensemble n’en fait pas partie",
            "Pantin",
        ),
        (["Combien a donné la Métropole en tout ?", "et pour combien de villes ?"], "16 communes", "131"),
        (["Rosny-sous-Bois a gagné ?", "Et hors de ce département, qui a gagné ?"], "Sceaux", "Montreuil"),
        (["Créteil a gagné ?", "qui d’autre dans son EPT ?", "et l’EPT lui-même ?"], "ambassadeurs", "M.I.C"),
        (["Le chatbot ?", "et le lavoir ?", "quel montant pour les deux ?"], "ne donne pas le montant", "16 communes"),
        (["Paris n’a rien eu. C’est bien vrai ?"], "Paris ne figure pas", "rien répondu"),
        (["Antony et Sceaux ?", "La première, dans quel EPT ?", "Et la seconde ?"], "Sceaux est", "Antony"),
        (
            ["Lauréats du 94 ?", "et du 92 ?", "lequel des deux départements en a le plus ?"],
            "Val-de-Marne en a le plus",
            "(0)",
        ),
        (
            ["Quels départements ont gagné ?", "Celui qui en a le moins ?", "Quelles villes de celui-là ?"],
            "Rosny",
            "Sceaux",
        ),
        (["Quels projets sur la relation usager ?", "le troisième, c’est qui ?"], "Rueil-Malmaison", "Saint-Mandé"),
        (
            ["Combien d’EPT n’ont rien ?", "Lesquels ?", "Est Ensemble par exemple ?"],
            "Montreuil a 2 projets",
            "23 en tout",
        ),
        (["Bobigny a gagné ?", "Et Bondy ?", "Aucune des deux ?"], "Bondy et Bobigny", "choix"),
        (
            ["Un projet de réseau social ?", "Cette ville a autre chose ?", "et Puteaux ?"],
            "ne figure pas",
            "Sans réseaux",
        ),
        (
            ["Le territoire Est Ensemble a gagné ?", "Et le territoire lui-même ?", "Et Bobigny ?"],
            "Bobigny ne figure",
            "Rosny",
        ),
        (
            ["Quelles communes composent Grand Orly ?", "Des lauréates parmi elles ?"],
            "Aucune commune",
            "est lauréat du FMIN",
        ),
        (["Combien de projets à Sceaux ?", "Qui d’autre en a deux ?"], "4 lauréats avec 2 projets", "22 projets"),
        (["Sucy a gagné ?", "Et l’EPT aussi ?"], "ambassadeurs", "Sucy-en-Brie est dans"),
        (["Combien de villes ?", "et d’EPT ?", "combien d’argent ?"], "923 571", "ne donne pas"),
        (["C’est Ollier qui a présenté les lauréats ?", "et il est quoi ?"], "Courtois est Vice-Président", "Ollier"),
        (["Le lavoir : on y lave du linge ?", "Qui le finance ?", "Qui le porte ?"], "Grand Orly", "ne trouve pas"),
        (
            ["Qui est la maire de Montreuil ?", "Elle s’appelle comment ?"],
            "ne le dit pas",
            "Montreuil est notre jardin",
        ),
    ],
    "which of several is not asked of a place that is none of them": [
        (["Plaine Commune ?", "Paris Terres d’Envol ?", "Bon, lesquels en ont eu alors ?"], "Grand Orly", "Créteil"),
        (["Meudon a gagné ?", "Sèvres ?", "laquelle en a ?"], "16 communes", "Grand Orly"),
        (["Sucy a deux projets ?", "qui en a deux alors ?"], "4 lauréats avec 2 projets", "Sucy"),
        (["Sceaux a deux projets ?", "lesquelles en ont deux ?"], "4 communes avec 2 projets", "Sceaux"),
        (["et le Val-d’Oise ?", "Donc seulement trois départements ?"], "3 départements", "Val-d’Oise"),
        # Of a place in which some have gained, it is still asked.
        (["Les communes de Vallée Sud ?", "lesquelles ont gagné ?"], "dans l’EPT Vallée Sud", "Montreuil"),
        (["Les communes de Vallée Sud ?", "celles qui n’ont rien ?"], "Clamart", "Montreuil"),
        (["Montreuil a gagné ?", "lesquels ont été retenus ?"], "notre jardin", "Sceaux"),
    ],
    "others there are those in the place spoken of": [
        (["Courbevoie a quoi ?", "son département ?", "d’autres lauréats y sont ?"], "Antony", "Montreuil"),
        (["Créteil est dans quel territoire ?", "d’autres lauréats y sont ?"], "Sucy-en-Brie", "Montreuil"),
        (
            ["Grand Orly est dans quel département ?", "d’autres EPT ont gagné ?"],
            "Grand Paris Grand Est",
            "Alfortville",
        ),
        (["Les ambassadeurs du numérique ?", "des villes de ce territoire avec un projet ?"], "Créteil", "Thème"),
    ],
    "by whom asks it of what was asked": [
        (["Le fonds a été créé quand ?", "par le Bureau ?"], "Conseil métropolitain le 28 septembre", "27 novembre"),
        (["Qui a présenté les lauréats ?", "par Ollier ?"], "Courtois", "Président de la Métropole"),
    ],
    "a pronoun for one thing is of the gender of what it stands for": [
        (["Les villes de Grand Paris Seine Ouest ?", "C’est quoi son projet à elle ?"], "Issy", "Boulogne"),
        (["Un EPT du 93 a gagné ?", "il a eu quoi ?"], "Solutions collaboratives", "Montreuil"),
        (
            ["Je suis à Vitry, on a droit à quoi ?", "c’est quoi notre territoire ?", "lui il a eu un projet ?"],
            "lavoir",
            "Vitry",
        ),
    ],
}
CASES = [(claim, *case) for claim, cases in DIALOGUES.items() for case in cases]


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [case for _, *case in CASES],
    ids=[f"{claim}: {messages[-1]}" for claim, messages, *_ in CASES],
)
def test_the_last_message_is_answered_as_it_is_meant(talk, messages, told, untold):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert untold not in reply
