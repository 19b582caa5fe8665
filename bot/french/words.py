"""The small words of French grammar, folded: closed classes, the same whatever the subject."""

ARTICLES = frozenset(("l", "le", "la", "les"))
DEMONSTRATIVES = frozenset(("ce", "cet", "cette"))
THESE = "ces"
"""The plural of them, which points to all that was told of."""
POINTING = frozenset(("le", "la", "l", "du", "au", "de", "ce", "cette", "en"))
"""Words before which an ordinal points to one of several (« le deuxième », « en deuxième », not « une dernière »)."""
FIRST_ONES = frozenset(("premiers", "premieres"))
LAST_ONES = frozenset(("derniers", "dernieres"))
NEXT_ONES = frozenset(("suivants", "suivantes"))
DAYS_AFTER = frozenset(("le", "du"))
"""Words before a day of the month."""
NUMBERED = frozenset(("numero", "lenumero", "aunumero", "n"))
"""Words, glued, before the number of a place in a list."""
OBJECTS = frozenset(("le", "la", "les", "l"))
"""Articles that stand for an object before a verb."""
THE_ONE = frozenset(("le", "la", "l", "du", "au"))
"""Articles before a noun that stands for the one thing meant."""
OF_HIM = "du"
OF_IT = "en"
"""The pronoun for what was counted or told (« Sceaux en a un », « celles qui en ont deux »)."""
OF_THE = frozenset((("de", "la"), ("de", "l")))
"""Words before a noun that stands for what was spoken of; the former before one that is masculine."""
ONESELF = "s"
"""« Se » before a vowel (« qui s’en occupe »)."""
OF_TWO = "l"
"""The article before « autre » that tells that there are but two."""
LIKEWISE = ("pareil", "idem", "memequestion", "memechose")
"""Beginnings of expressions, glued, that ask of something else what was asked last (« et le kiosque, pareil ? »)."""
THE_SAME = frozenset(("cestlememe", "cestlameme", "lememe", "lameme", "cestpareil", "cestlamemechose"))
"""Expressions, glued, that do so where what was asked is not known (« et pour Antony, c’est le même ? »)."""
OTHER_THINGS = ("autrechose", "chosedautre", "qqchdautre", "queca")
"""Ends of expressions, glued, that ask for something else of the same ones (« elle n’a que ça ? »)."""
IS_IT_NOT = frozenset(
    (("non",), ("hein",), ("n", "est", "ce", "pas"), ("pas", "vrai"), ("c", "est", "ca"), ("est", "ce", "ca"))
)
"""Ends of questions that ask but if what they name is meant (« Créteil, n’est-ce pas ? »)."""
SOMETHING_ELSE = ("autrechose", "dautre", "autreschoses")
"""Ends of those that ask what else somebody did (« il a fait quoi d’autre ? »)."""
LEFT = ("ilreste", "reste", "ilmanque", "manque", "quireste", "quimanque", "restant", "lerestant")
"""Beginnings of expressions, glued, that ask for what is left of those told (« il reste lequel ? »)."""
THE_REST = frozenset(("lereste", "reste"))
"""The same that ask for the rest of something."""
THE_OTHERS = frozenset(("lesautres", "autres"))
"""Expressions, glued, that ask for all others, not for some (« d’autres »)."""
THE_OTHER = "lautre"
"""The expression, glued, that asks for the other of two."""
THE_SEVERAL = frozenset(("les", "des"))
"""The articles before the number of all the things meant (« les deux »)."""
SEVERAL_OF = THE_SEVERAL | {"aux", "ces", "nos", "mes", "vos"}
"""Words before a noun of several."""
OF_SEVERAL = "des"
"""The word after a rank and before the number of the things of which one has it (« le premier des deux »)."""
BETWEEN = "entre"
BEFORE_BOTH = frozenset((BETWEEN, "pour", "sur", "des"))
"""Words before two things told of which something is asked (« entre les deux »)."""
TOGETHER = frozenset(("ensemble", "reunis", "reunies", "cumules", "cumulees", "confondus", "additionnes"))
"""Words that say that several are meant as a whole."""
THEY = "elles"
"""The plural pronoun that stands for no more than it says; « ils » may be those of one town."""
PARTS_OF_YEARS = frozenset(
    ("mois", "trimestre", "trimestres", "semestre", "semestres", "jour", "jours", "date", "dates", "periode")
)
"""Nouns for days, and for what is made of them."""
PLURAL_PRONOUNS = frozenset(("ils", "elles", "eux"))
SUBJECTS = frozenset(("ils", "elles", "elle"))
"""Pronouns that are surely subjects; « il » may stand for nothing (« y a-t-il »)."""
SUBJECTS_AFTER = SUBJECTS | {"il", "on", "je"}
"""Pronouns that ask where a hyphen joins them to the verb before (« appartient-elle »)."""
HE = frozenset(("il",))
AFTER_NUMBER = frozenset(
    (
        "pour",
        "c",
        "est",
        "non",
        "hein",
        "n",
        "alors",
        "donc",
        "au",
        "en",
        "a",
        "tout",
        "seulement",
        "seul",
        "seule",
        "aussi",
    )
)
"""Words that may follow a number that stands without its noun (« ça fait trois pour les deux ? »)."""
BY = "par"
"""The word before who did what was asked about."""
BY_WHOM = frozenset((BY, article) for article in ("des", "les", "un", "une", "la", "l")) | {("d", "une"), ("d", "un")}
"""Words before a noun for those who did it (« portés par des communes »), or whose it is (« viennent d’une commune »);
« par commune » groups."""
TO_BE_TOLD = frozenset(("avoir", "savoir", "connaitre", "revoir", "ravoir", "recevoir", "obtenir", "etre"))
"""Infinitives after them by which it is asked to be told (« je peux avoir la liste ? »), or no more than perhaps."""
POINTING_BACK = frozenset(("il", "elle", "ils", "elles", "ca", "cela", "c", "cest", "cetait"))
"""Subjects that stand for a noun before them (« les travaux, ça a coûté combien ? »)."""
COUNTING = frozenset(("en", "ils", "elles", "ca", "cela"))
"""The pronouns that stand for what is counted, before a verb (« elle en a deux », « ça fait trois »)."""
WITH = frozenset(("avec", "ayant"))
HOW_MANY = frozenset(("combien", "cb", "cmb"))
"""Words that ask how many."""
HOW_MANY_HAVE = frozenset((("combien", "ont"), ("combien", "possedent"), ("combien", "avaient")))
"""Words before what some of those spoken of have."""
WHICH_HAVE = frozenset((("lesquels", "ont"), ("lesquelles", "ont"), ("lesquels", "avaient"), ("lesquelles", "avaient")))
"""The same, of which these are."""
HOW_MANY_ARE = ("combien", "sont")
"""Words before what some of them are."""
THERE = "y"
"""The pronoun that stands for a place."""
STRESSED = frozenset(("lui", "eux"))
"""Pronouns that say a subject again (« le territoire, lui, a-t-il… »)."""
APART_FROM = STRESSED | {"elle", "elles", "ca", "cela"}
"""Pronouns after a word that leaves out what they stand for (« à part elles »)."""
THE_DAY = "le"
"""The article before the day of a month."""
ALSO = frozenset(("aussi", "egalement"))
TOO = ALSO | {"peut", "sinon"}
"""Words that ask of one thing what was told of another (« et l’EPT aussi ? », « le territoire, peut-être ? »)."""
SO = frozenset(("alors", "donc"))
"""Words that lead to what follows from what was told, or end a question and ask nothing more."""
SO_THEN = ("alors", "donc", "ducoup", "danscecas", "encecas", "danscecasla", "encecasla", "decefait", "pourlecoup")
"""Words, glued, that end such a question so."""
TO_THEM = frozenset(("aux", "des"))
"""Articles, with what comes before them, of several."""
INSTEAD = ("alaplace", "aulieu", "enlieu", "enremplacement")
"""Beginnings of expressions, glued, after which one name is put in the stead of another (« au lieu de X, Y »)."""
WITHIN = frozenset(("dans", "par", "via", "niveau", "echelle", "tout"))
"""Words before the article of a noun that says how far around a place something is asked (« au niveau du… »)."""
SHE = frozenset(("la",))
"""The article that tells that something is feminine."""
ONE = frozenset(("il", "elle", "lui", "son", "sa", "alui", "aelle"))
"""Singular pronouns and possessives, glued: they stand for one thing found rather than for where it was looked for."""
SHE_IS = frozenset(("elle", "aelle"))
"""Pronouns that stand for one thing that is feminine."""
THEIR = frozenset(("son", "sa", "ses", "leur", "leurs"))
"""Possessives, before what is of those spoken of."""
THOSE_THERE = frozenset(("ceuxla", "cellesla", "ceuxci", "cellesci"))
"""Forms that point to all those told."""
OF_THEM = frozenset(("leur", "leurs"))
"""Possessives of several."""
AMOUNTING_TO = frozenset(("ca", "cela", "soit"))
"""Words that say what those told amount to, before how many of something (« ça fait combien de projets ? »)."""
HIM, THE_LATTER = frozenset(("il", "lui", "celui")), ("celuici", "cedernier")
"""Words that stand for something masculine; ends of what points to the one told last, glued (« dans ce dernier »)."""
THAT_ONE = frozenset(("celui", "celle"))
"""Words that single out one of several by what follows."""
THAT_HE = "celui"
"""The one that singles out what is masculine."""
THOSE = frozenset(("ceux", "celles"))
"""Words that single out several by what follows."""
THESE_ONES = THAT_ONE | THOSE
"""The same, of one and of several."""
ALL = frozenset(("tous", "toutes"))
"""Words that take all of several together."""
ALL_OF_ONE = frozenset(("tout", "toute"))
"""Words that take one thing whole."""
WHO = "qui"
WHO_TEXTED = "ki"
WHICH_ONE = frozenset(("lequel", "laquelle"))
WHICH_ONES = WHICH_ONE | {"lesquels", "lesquelles"}
WHICH = frozenset(("qui", "quels", "quelles", "lesquels", "lesquelles"))
"""Words that ask which of several."""
HE_WHICH = frozenset(("lequel", "lesquels"))
SHE_WHICH = frozenset(("laquelle", "lesquelles"))
SHE_SEVERAL = frozenset(("lesquelles",))
"""Words that ask which of what is masculine, and which of what is feminine."""
THEM_ALL = ("les", "lesmoi", "lesquels", "lesquel")
"""Ends of expressions, glued, that ask for all of those told, not for one of them (« cite-les », « lesquels ? »)."""
CHOOSING = WHICH_ONES | {WHO}
"""Words that ask which of those that may be meant, or who."""
INTERROGATIVES = frozenset(
    ("quel", "quelle", "quels", "quelles", "quoi", "combien", "comment", "pourquoi", "lequel", "laquelle", *WHICH)
)
"""Words that ask, of those that do little else."""
THAT = frozenset(("que", "qu"))
"""Words that begin a clause, or what something is compared with."""
IF = frozenset(("si",))
SUPPOSING = frozenset(("on", "l", "nous"))
"""Words between it and what is supposed."""
BY_DOING = frozenset(("en",))
GERUND = "ant"
"""The word before a gerund, and how that ends (« en divisant »)."""
THIS = frozenset(("c", "ce", "ca", "cest"))
THIS_THING = frozenset(("ca", "cela"))
"""Pronouns that stand for what was told, after its verb too (« qui fait ça ? »)."""
FOR = frozenset(("pour", "pr"))
"""Words with which it is told what something is for (« c pr ma prof »)."""
A = frozenset(("un", "une", "1"))
PLEASE = frozenset(("svp", "stp", "pls", "merci", "mrc"))
INFINITIVES = ("er", "ir", "re", "oir")
"""Endings of a verb after them."""
BECAUSE = frozenset(
    (("parce", "que"), ("parce", "qu"), ("vu", "que"), ("vu", "qu"), ("car",), ("puisque",), ("puisqu",),
     ("pcq",), ("pcque",), ("pck",), ("psk",), ("pske",), ("psq",), ("paske",), ("pask",), ("pasque",), ("parske",))
)  # fmt: skip
"""Words with which whoever asks tells why, and how they are written in a hurry."""
REASONS = BECAUSE | {("en", "fait")}
"""The same, with no pause before them."""
AFTERWARDS = frozenset(
    ("afin", "ayant", "etant", "sachant", "puisque", "attendu", "faute", "quitte", "histoire", "comme", "car", "pourvu")
)
"""Words with which it is told why something is asked, or how it comes (« …, afin de le citer »)."""
GIVEN = frozenset(
    (("etant", "donne"), ("vu", "que"), ("sachant", "que"), ("sachant", "qu"), ("des", "lors"), ("attendu", "que"),
     ("considerant", "que"), ("du", "moment"), ("comme", "les"), ("comme", "il"), ("dans", "la"))
)  # fmt: skip
"""Two words with which a sentence begins that tells what is taken for granted (« Étant donné que…, quels… »)."""
GRANTED = frozenset(("puisque", "puisqu"))
"""The same in one word."""
AS = "comme"
"""Another, which may compare instead."""
IN_ORDER = frozenset(
    (("en", "vue"), ("aux", "fins"), ("toutes", "fins"), ("le", "but"), ("l", "espoir"), ("l", "optique"),
     ("la", "perspective"), ("l", "intention"), ("m", "est"), ("m", "etait"), ("je", "puis"), ("j", "ose"),
     ("ne", "serait"), ("ce", "qui"), ("ce", "dont"))
)  # fmt: skip
"""The same in two words (« …, en vue d’un article », « …, s’il m’est permis de le demander »)."""
HERE = "ici"
OR = "ou"
ARE = "sont"
"""What joins one or the other, and where it has lost its accent."""
RELATIVE = frozenset(("où", "dont"))
"""Words that begin what is told of the place before them, with their accents."""
WHERE = frozenset((OR, "dont", "laquelle", "lequel"))
"""Words that begin a clause about the name before them (« Antony, où je réside »); at the beginning they ask."""
TO_WHICH = frozenset(("auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"))
"""Words that do nothing but begin such a clause."""
RELATIVES = THAT | WHERE | {WHO}
"""Words that begin a clause about the noun before them."""
OWNING = frozenset(("a", "ont", "avait", "avaient", "aurait", "auraient", "compte", "comptent", "possede", "possedent"))
"""Words before how many of something each of several has (« quels territoires ont trois communes lauréates »)."""
SPEAKING = frozenset(("je", "j", "tu", "t", "on", "nous", "vous", "il", "y", "ce", "c", "en", "m", "me", "ca", "cela"))
"""Words before a verb whose subject is whoever speaks or listens, or nobody."""
TO_DO = frozenset(("a", "par"))
"""Words before an infinitive that says what was done (« a réussi à obtenir », « a fini par obtenir »)."""
TO_SOMEBODY = frozenset(("a", "au", "aux", "pour", "pr", "chez"))
"""Words before whom something is given to."""
GIVING_TO = frozenset(("a", "au", "aux", "dans", "ds", "en", "pour", "pr", "sur", "chez", "par"))
"""Words before a place that does not do what the verb after it says."""
WHAT = frozenset(("ce", "ces", "cette", "cet", "de", "d", "son", "sa", "ses", "leur", "leurs", "quoi", "koi", "t"))
"""Words after a verb in the present: its object, or what joins its subject (« finance-t-elle »)."""
LIKE = frozenset(("comme", "com", "cm"))
"""Words between « quoi » and the kind of thing that is asked for (« quoi comme projet »)."""
WHAT_THING = ("quoi", "koi")
"""« Quoi », at the end of an expression that asks for things (« a quoi »)."""
ASKING_WHAT = (*WHAT_THING, "questcequ", "questceque")
"""The ends of those that ask what somebody has."""
THEY_HAVE = "on"
"""« Ont », as it is often written."""
ADVERBS = frozenset(("bien", "deja", "donc", "aussi", "enfin"))
"""Words between an auxiliary and its participle (« a bien versé »)."""
HESITATIONS = frozenset(("euh", "heu", "hum", "ben", "bah"))
"""Words of whoever looks for the next one."""
STREETS = frozenset(("rue", "avenue", "av", "boulevard", "bd", "bld", "impasse", "quai", "chaussee", "allee"))
"""Words that a street is called by, before what it is called after."""
STOPS = frozenset(("metro", "rer", "tram", "arret", "station"))
"""Words before the name of where one gets off (« à Montreuil, métro Robespierre »)."""
UNITS = frozenset(
    ("an", "ans", "piges", "balais", "berges", "minutes", "heures", "jours", "semaines", "mois", "km", "kilometres",
     "metres", "m2", "kg", "kilos", "tonnes", "personnes", "habitants", "salaries", "agents", "eleves", "adherents")
)  # fmt: skip
"""Words before which a number counts, though it may be a place alone (« 78 ans », « le 78 »)."""
MONEY = frozenset(("euro", "euros", "eur"))
"""Words after an amount."""
OF = frozenset(("de", "d", "du", "des"))
NOT = frozenset(("pas",))
"""Words that deny what follows."""
ABOUT = frozenset(("pour", "pr", "sur", "contre", "concernant"))
"""Words before what something is for."""
ON_ACCOUNT_OF = (
    ("au", "titre"), ("dans", "le", "cadre"), ("en", "vue"), ("en", "faveur"), ("au", "profit"), ("a", "destination"),
    ("au", "benefice"), ("pour", "le", "compte"),
)  # fmt: skip
"""Words, before « de », that say for what something is given."""
RELATED = frozenset(("relatif", "relative", "relatifs", "relatives", "destine", "destinee", "destines", "destinees"))
"""Words before « à » and what something is about."""
AND = frozenset(("et",))
AND_OF = frozenset((("et", "de"), ("et", "d"), ("et", "du"), ("et", "des")))
"""Words that add another place to one that tells where something is (« à côté de X et de Y »)."""
BELONGING = frozenset(("de", "d", "du", "des", "autour", "ou", "dont", "auquel", "qui"))
"""Words that join what holds something to it (« le territoire de X », « celui où est X »)."""
PLACED = frozenset(("l", "la", "le", "les", "est", "se", "trouve", "situe", "fait", "partie", "appartient", "entoure"))
"""Words that may follow them before its name."""
CALLED_SO = frozenset(
    ("denommes", "denommees", "appeles", "appelees", "nommes", "nommees", "intitules", "intitulees", "baptises")
)
"""Words for several that the name after them calls."""
THE = frozenset(("le", "la", "l"))
"""Articles of one thing that both know (« le projet »)."""
DEFINITE = ARTICLES | {"du", "au", "des", "aux"}
IS = frozenset(("est", "sont"))
IS_OR_WAS = frozenset(("est", "etait"))
IT_IS = frozenset(("cest", "cetait", "cete", "setait"))
"""« C’est » and « c’était » as they are texted."""
INSIDE = frozenset(("a", "au", "aux", "de", "d", "du", "des", "dans", "sur", "en"))
"""Words before a place in which something else is."""
IN = frozenset(("dans", "ds", "en"))
INSIDE_OF = frozenset(("dans", "ds"))
"""The word before what something is inside of; « en » may say how it is (« en 3D »)."""
AT = IN | {"a", "au", "aux"}
"""Words before the place where something is."""
INTO = frozenset(("dans", "ds", "sur", "pour", "pr", "hors"))
MORE, LESS = "plus", "moins"
WITHOUT = frozenset(("sans", "sauf", "hors", "hormis", "excepte"))
"""Words that leave out what they stand before, unless they are of a name (« Médecins sans frontières »)."""
PARTS_OF_NAMES = frozenset(("sur", "sous", "en", "aux", "la", "le", "les", "l"))
"""Words that join the parts of the names of places (« Neuilly-sur-Seine »)."""
AS_MUCH = "meme"
BETWEEN_THE = "entre"
"""The word before two of which something is asked together."""
LINKING = AND | {"ou", "ni"}
"""Words between the members of an enumeration."""
NO = "non"
"""The word that asks whether what it ends is so, or else denies what was said."""
NEITHER = ("non", "plus")
"""The words after what is left out as well."""
NOR = "ni"
"""The word that denies each of several things."""
DENYING_VERB = frozenset(("ne", "n"))
"""Words before a verb that is denied."""
MISSING = frozenset(("absent", "absente", "absents", "absentes"))
"""Words for what is not there."""
WHERE_THERE_ARE = frozenset((("qu", "il", "y", "en", "a"), ("qu", "y", "en", "a"), ("que", "y", "en", "a")))
"""Ends of messages that say where there are some (« c’est dans le 92 qu’il y en a »)."""
HAVING_SOME = frozenset(("qui", "a", "avec", "ayant"))
"""Words between things and how many others they have (« celles qui en ont deux », « à deux projets »)."""
JOINING = AND | {"ainsi"}
"""Words that a second question begins with."""
ADDING = JOINING | {"que", "puis", "ensuite", "enfin", "aussi", "egalement", "d", "autre", "part"}
"""Words before a second thing that is asked for (« ainsi que », « et d’autre part », « puis »)."""
WHICH_SINGULAR = frozenset(("quel", "quelle"))
"""Words before one of a kind (« quel secteur ? »)."""
WHICH_PLURAL = frozenset(("quels", "quelles"))
"""Words before several of a kind (« quelles pharmacies »)."""
UP_TO = "a"
"""The word between two bounds (« de 10 à 20 »)."""
TO_A_DAY = frozenset((UP_TO, "au"))
"""The same between two days or months (« du 1er mars au 15 avril »)."""
AS_WELL = frozenset(("tant", "autant"))
AS_MANY_AS = "autant"
"""The beginning of expressions, glued, that compare what comes next with what was told (« autant que le 94 ? »)."""
AS_MUCH_AS = ("aussi", "bien")
"""The words before the first of two, of which « que » begins the second (« tant le nombre que la liste »)."""
PERCENT = "pourcent"
"""What makes hundredths of the number before it, in one word or two."""
OUT_OF = "sur"
PLURAL = ("s", "x")
"""Endings of the plural of a noun."""
AMONG = "parmi"
"""Words before the number of a whole that something is counted of (« sur les 23 projets, combien… »)."""
OF_WHICH = "dont"
"""The pronoun that stands for those some of which are asked about."""
INSIDE_IT = frozenset(("dedans", "ladedans", "enfontpartie", "ysont", "ysontrattachees", "enrelevent", "endependent"))
"""Words, in expressions that are glued, for what is inside that was spoken of (« et combien du 94 là-dedans ? »)."""
NONE_OF_THEM = frozenset(("aucun", "aucune"))
"""Subjects of a verb that is denied of all of those told (« donc aucune n’a de projet ? »)."""
AMONG_SOME = frozenset((AMONG, "chez", "cote"))
"""Words by which a question turns to those of a kind (« et chez les communes ? »)."""
AMONG_THEM = frozenset(
    (before, them) for before in (AMONG, BETWEEN, "dentre") for them in ("eux", "elles", "ceux", "celles", "ces")
)
"""Words by which a message asks of those told alone (« parmi eux », « lesquels d’entre elles »)."""
OF_SOME = frozenset((AMONG, OF_WHICH))
"""Words before what is asked of some of those told (« dont combien en nature ? »)."""
INCLUDED = frozenset(("compris", "comprise", "comprises", "inclus", "incluse", "incluses"))
"""Words after what is counted in (« EPT compris »)."""
INCLUDING = (("y", "compris"), ("en", "comptant"), ("en", "incluant"))
"""The same before it."""
PURPOSES = (("aux", "fins"), ("a", "des", "fins"), ("a", "fin"), ("dans", "un", "souci"), ("dans", "un", "but"))
"""What begins a clause that tells what is asked for, by a noun without article (« aux fins d’archivage, … »)."""
FRAMING = (*PURPOSES, ("dans", "le", "cadre"), ("en", "vue"), ("pour", "les", "besoins"))
"""What begins a clause that tells what is asked for (« dans le cadre d’une note, … »)."""
PLEADING = frozenset(("merci", "veuillez", "priere"))
"""Words that begin a clause that asks (« …, merci de m’indiquer »)."""
OF_ONE = frozenset(("un", "une"))
"""Articles before one of several."""

SHORTENED = {
    "ac": "avec", "avc": "avec", "avk": "avec", "bcp": "beaucoup", "cb": "combien", "cmt": "comment", "d": "de",
    "dc": "donc", "dp": "depuis", "dps": "depuis", "ds": "dans", "j": "je", "k": "que", "kel": "quel",
    "kelle": "quelle", "ki": "qui", "koi": "quoi", "l": "le", "m": "me", "mm": "même", "ms": "mais",
    "mtn": "maintenant", "n": "ne", "ns": "nous", "pk": "pourquoi", "pr": "pour", "prq": "pourquoi", "ptit": "petit",
    "ptite": "petite", "ptites": "petites", "ptits": "petits", "q": "que", "qd": "quand", "qq": "quelque",
    "qlq": "quelque", "qqch": "quelquechose", "s": "se", "ss": "sous", "tjs": "toujours", "ts": "tous", "tt": "tout",
    "mem": "même", "vs": "vous",
}  # fmt: skip
"""Words that people who type fast write with few letters."""
CONFUSED = {
    "sa": ("ça",), "ca": ("ça",), "ces": ("cest", "sest"), "ses": ("cest", "sest"), "cest": ("sest",),
    "ce": ("se",), "se": ("ce",), "on": ("ont",), "ont": ("on",), "son": ("sont",), "sont": ("son",), "mes": ("mais",),
    "peu": ("peut", "peux"), "peux": ("peut",), "peut": ("peux",), "quant": ("quand",), "quelle": ("quelle", "quel"),
    "tous": ("tout",), "tout": ("tous",), "leurs": ("leur",), "leur": ("leurs",), "veut": ("veux",), "veux": ("veut",),
    "fait": ("fais",), "fais": ("fait",), "fond": ("fonds",), "la": ("là", "la"), "a": ("à", "a"), "ou": ("où",),
    "sais": ("cest", "sait"), "sait": ("cest", "sais"), "c": ("cest", "sest"), "g": ("jai",), "t": ("tes",),
}  # fmt: skip
"""Small words for what sounds like them and is often meant, with what is elided before it."""
DEFINING = frozenset(("sa", "ses", "son", "ces", "ce", "leur", "leurs", "la"))
"""Those of them that belong to a noun that follows."""

AROUND_DAYS = frozenset(["avant", "apres", "depuis", "jusqu", "jusque", "partir", "entre", "debut", "mi", "fin"])
"""Words after which a day or a month is not all that is meant (« avant juillet », « à partir du 3 mars »)."""
