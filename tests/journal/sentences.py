"""Sentences that the masking is measured on: what is between braces is personal data, of the kind that is told.

Made by hand, as residents write to a town; numbers are examples of their issuers or made up with a right key. Nobody's.
"""

PERSONAL = """
Mon adresse mail est {courriel:jean.dupont@gmail.com}
Vous pouvez me répondre à {courriel:marie-claire.lefevre@orange.fr}, merci.
écrivez moi sur {courriel:m.benali94@hotmail.fr} svp
{courriel:service.projets+test@ville-exemple.fr} pour me joindre
Contact : {courriel:Karim_B@yahoo.com}.
mon mail c'est {courriel:lulu92 @ free.fr}
mail : {courriel:paul.martin@ laposte.net}
{courriel:jean point dupont arobase gmail point com} si besoin
mon adresse : {courriel:sophie.durand arobase wanadoo.fr}
envoyez le dossier à {courriel:nadia.k at gmail.com}
{courriel:contact(at)association-exemple.org} est l'adresse de mon asso
{courriel:contact [at] asso-exemple [point] fr}
Mon courriel : {courriel:o.petit arrobase sfr.fr}, je veux savoir quels sont les projets
c'est {courriel:thomas tiret bernard arobase outlook point fr}
Répondez à {courriel:anne@mairie-exemple.gouv.fr} ou à {courriel:luc@exemple.eu}
{courriel:J.DUPONT@GMAIL.COM} EN MAJUSCULES
Quel projet à Sceaux ? Répondre à {courriel:fatou.diallo75@icloud.com}
je suis {courriel:pierre@exemple.paris}, qui porte le lavoir ?
{courriel:élodie.noël@exemple.fr} a posé la question
mailto:{courriel:info.reponse@exemple.com}
mon adresse email: {courriel:x.y.z@sub.domaine.exemple.fr} !
Ecrire à "{courriel:cabinet@exemple-ville.fr}" SVP
<{courriel:max@exemple.io}> voilà
email {courriel:claire . moreau @ gmail . com}
{courriel:hugo point b arobase laposte point net} c'est moi
Appelez-moi au {téléphone:06 12 34 56 78}
mon numéro {téléphone:0612345678}
tel : {téléphone:06.12.34.56.78}
Joignable au {téléphone:06-12-34-56-78} après 18h
{téléphone:+33 6 12 34 56 78} est mon portable
{téléphone:+33612345678}
{téléphone:+33 (0)6 12 34 56 78}, merci de rappeler
{téléphone:0033 6 12 34 56 78}
{téléphone:0033612345678} pour me joindre
fixe {téléphone:01 43 98 76 54} portable {téléphone:07 81 22 33 44}
{téléphone:01/43/98/76/54} le matin
{téléphone:06 12 345 678} c'est mon num
{téléphone:061 234 56 78} pardon
mon tel c le {téléphone:06  12  34  56  78}
{téléphone:0 6 1 2 3 4 5 6 7 8}
{téléphone:06,12,34,56,78} rappelez moi
Tel.{téléphone:0145678901}
N° de téléphone : {téléphone:09 72 34 56 78}.
{téléphone:o6 12 34 56 78} avec un o
{téléphone:06 12 34 56 78}, le projet de Vincennes avance ?
le {téléphone:0699887766} svp rappelez
mon numéro belge {téléphone:+32 470 12 34 56}
numéro anglais {téléphone:+44 7911 123456}
{téléphone:+1 202-555-0143} from the US
{téléphone:zéro six douze trente-quatre cinquante-six soixante-dix-huit}
je répète {téléphone:zéro sept quatre-vingt-un vingt-deux trente-trois quarante-quatre}
appeler {téléphone:06_12_34_56_78}
{téléphone:06 - 12 - 34 - 56 - 78} voila
SMS au {téléphone:0612 345 678}
whatsapp {téléphone:+33 7.66.55.44.33}
le num de ma mère {téléphone:01 47 02 11 22} elle habite Sceaux
Rappelez le {téléphone:06 12 34 56 78} ou le {téléphone:01 23 45 67 89}
Mon numéro de sécu est {NIR:1 85 05 78 006 084 91}
sécurité sociale {NIR:185057800608491}
NIR {NIR:2 69 12 75 115 042 21} merci
n° secu : {NIR:269127511504221}
{NIR:1 57 02 92 044 123 52} c'est mon num de sécu
{NIR:1.57.02.92.044.123.52}
{NIR:2-99-03-94-028-317-35} numéro
num sécu sans la clé {NIR:2 99 03 94 028 317}
née en Corse {NIR:2 61 07 2B 033 201 02}
né en Corse : {NIR:178112A00405677}
Je suis né à l'étranger, {NIR:1 92 08 99 351 022 96}
ma carte vitale {NIR:2 01 06 93 066 410 47}
{NIR:201069306641090} voilà, et le projet de Sceaux ?
secu {NIR:1 66 10 13 055 788 clé 04} je crois
mon n° {NIR:2830469381045} (sans clé)
Mon IBAN : {IBAN:FR76 3000 6000 0112 3456 7890 189}
{IBAN:FR7630006000011234567890189} pour le virement
iban {IBAN:fr14 2004 1010 0505 0001 3m02 606} merci
{IBAN:FR1420041010050500013M02606}.
virement sur {IBAN:FR76-3000-6000-0112-3456-7890-189}
{IBAN:DE89 3704 0044 0532 0130 00} compte allemand
compte belge {IBAN:BE68 5390 0754 7034} svp
{IBAN:GB29 NWBK 6016 1331 9268 19}
{IBAN:ES9121000418450200051332}
{IBAN:IT60 X054 2811 1010 0000 0123 456} italie
rib : {IBAN:FR76.3000.6000.0112.3456.7890.189}
{IBAN:LU28 0019 4006 4475 0000} Luxembourg
Où envoyer la subvention ? {IBAN:FR14 2004 1010 0505 0001 3M02 606}
{IBAN:CH93 0076 2011 6238 5295 7} suisse
mauvaise saisie {IBAN:FR76 3000 6000 0112 3456 7890 188}
Ma carte est la {carte:4970 1012 3456 7890}
{carte:4111111111111111} cb
numéro de carte {carte:5555-5555-5555-4444} exp 12/27
{carte:5105 1051 0510 5100}
carte bleue {carte:4012888888881881} je veux payer
amex {carte:3782 822463 10005}
amex {carte:378282246310005}
{carte:6011 1111 1111 1117} c'est quoi ce site
{carte:2223 0031 2200 3222} mastercard
CB : {carte:4970.1012.3456.7890} cvv 123
j'ai donné {carte:4111 1111 1111 1111} par erreur
paiement {carte:5555555555554444}
carte {carte:4035 8961 2345 6782}
J'habite {adresse:12 bis rue de la Paix}
j'habite au {adresse:3 av. du Gal Leclerc, 94000} Créteil
{adresse:45 avenue Jean Jaurès} à Montreuil
{adresse:7, rue des Lilas 92330} Sceaux
Mon adresse : {adresse:128 boulevard de Strasbourg 94130} Nogent-sur-Marne
{adresse:5 place de la Mairie} à Vincennes
{adresse:22 impasse du Moulin}
{adresse:14 allée des Tilleuls}, quel projet près de chez moi ?
{adresse:9 ter chemin des Vignes}
je vis {adresse:33 rue victor hugo} est-ce que Vincennes a un projet ?
{adresse:1 quai Voltaire}
{adresse:17 bd Voltaire}
{adresse:17, Bd. Voltaire}
{adresse:60 bvd Gambetta} c'est chez moi
au {adresse:12 de la rue des Rosiers}
{adresse:8B rue Pasteur}
{adresse:8 b rue Pasteur} appartement 4
{adresse:102 route de Paris} à Ivry
{adresse:4 square Henri Delormel}
{adresse:25 rue du Docteur Roux 75015} Paris
{adresse:2 rue du 8 mai 1945}
{adresse:11 rue du 11 novembre}
{adresse:36 rue de l'Abbé Grégoire}
{adresse:36 rue de l’Église}
{adresse:15 résidence des Peupliers}
{adresse:6 villa des Roses} à Malakoff
{adresse:19 cours de la République}
{adresse:3 passage Dubail}
{adresse:rue des Lilas numéro 12}
{adresse:rue de la Gare n°14}
{adresse:Avenue de la Liberté, au numéro 7}
J'HABITE {adresse:12 RUE DE LA PAIX 75002} PARIS
{adresse:12rue des lilas}
{adresse:27 faubourg Saint-Antoine}
{adresse:10 rue Saint Denis} quel projet ?
{adresse:44 r. de la Mairie}
{adresse:90 rue d'Estienne d'Orves}
{adresse:16 rue Gabriel Péri} il y a du bruit
{adresse:21 sente des Jardins}
{adresse:5 rond-point de la Victoire}
mes parents sont au {adresse:73 avenue de la division leclerc} à antony
{adresse:2 esplanade du Général de Gaulle}
livrez au {adresse:58 rue de Charonne, 75011} Paris svp
{adresse:18 Place Stalingrad}
Je suis au {adresse:6 mail des Tilleuls}
{adresse:13 lotissement Les Oliviers}
{adresse:31 rue marx dormoy} et mon tel {téléphone:06 11 22 33 44}
{adresse:4 hameau du Bois}
ma plaque est {plaque:AB-123-CD}
{plaque:AB 123 CD} est garée devant
voiture {plaque:ab123cd}
véhicule {plaque:ab 123 cd}
{plaque:EF-456-GH} stationne mal
ma voiture immatriculée {plaque:FG-789-KL} a été enlevée
immatriculation {plaque:ab.123.cd}
{plaque:123 ABC 75} ancienne plaque
{plaque:4567 WXY 92}
{plaque:4567wxy92} plaque
{plaque:789-BCD-94}
le scooter {plaque:GH-012-JK}
Le camion {plaque:CX 518 TR} bloque la rue
{plaque:dw-333-ry}
moto {plaque:BB 001 ZZ}
voiture volée {plaque:12 DQ 94}
Plaque: {plaque:WW-123-AB}
smart parking : {plaque:BT-204-PL} est-elle enregistrée ?
Bonjour, {courriel:a.b@exemple.fr}, {téléphone:06 98 76 54 32}, {adresse:10 rue Lecourbe 75015} Paris
Je m'appelle X, {téléphone:07 00 11 22 33}, plaque {plaque:AA-229-AA}
Voici mes infos {NIR:1 85 05 78 006 084 91} et {courriel:info@exemple.net}
RIB {IBAN:FR76 3000 6000 0112 3456 7890 189} tel {téléphone:01 40 20 30 40}
Bonjour je suis joignable au {téléphone:07 45 12 88 90} toute la journée
contactez {courriel:l.gauthier@sceaux-exemple.fr} pour la suite
Mon fils habite {adresse:24 rue Jean Moulin} et veut savoir qui porte le lavoir
je réside {adresse:112 av. Aristide Briand 92120} Montrouge
mon e-mail: {courriel:camille_robert1987@live.fr}
Numéro : {téléphone:06.45.98.12.00}.
voici mon rib {IBAN:FR76 1027 8060 0000 0200 0456 789}
Plaque d'immatriculation {plaque:EV-842-ML} merci
ma voiture {plaque:FR 112 QS} est rue Pasteur
tél. portable : {téléphone:0033 7 51 00 21 43}
{adresse:6 allée Paul Langevin}
{adresse:51 rue du général Leclerc 94270} Le Kremlin-Bicêtre
Le parking smart devant le {adresse:80 boulevard Carnot} est plein
{courriel:bruno arobase exemple point org} ma boîte mail
mon num : {téléphone:06 7788 9900}
{téléphone:(01) 46 55 44 33}
Mon n° de sécurité sociale : {NIR:1 72 11 94 028 114 16}
C'est pour {courriel:direction.generale@grandparissud-exemple.fr}
cb {carte:4539 1488 0343 6467}
j'habite {adresse:3 rue Ledru-Rollin} dans le 94
mon adresse est le {adresse:19 rue des Écoles}
{adresse:1 bis avenue du Château}, Vincennes
peux-tu écrire à {courriel:z.amrani@exemple.net} stp
{téléphone:06-11223344}
rappel au {téléphone:+33.6.12.00.98.45} SVP
le véhicule {plaque:GA-001-AA} garé
{adresse:210 rue de Fontenay}
j'ai 82 ans, tel {téléphone:01 48 08 09 10}
{adresse:9 r Pasteur} à Issy
{adresse:14, place Jean Jaurès}
mon mel {courriel:h-lambert@ac-exemple.fr}.
{adresse:66 rue danton} qui dois-je contacter
""".strip().splitlines()

IMPERSONAL = """
Quels sont les projets du 92 ?
Quels projets dans le 92 et le 94 ?
les projets du 92 et 94
le 93, le 94 et le 75
le total est de 923 571 €
923571 euros pour 23 projets
Le montant moyen est de 40 155,26 € ?
923 571,00 EUR
Plus de 100 000 € pour Vincennes ?
1 000 000 d'euros
1 500 000 000 €
le communiqué du 27 novembre 2018
27/11/2018
le 27.11.2018
2018-11-27
entre le 01/01/2018 et le 31/12/2018
le 15 dec 18
depuis le 1er janvier 2019 à 12h30
en 2018 et 2019
de 2015 à 2020
le 11 novembre
SIRET 552 100 554 00013
SIRET 55210055400013
siren 552 100 554
notre SIRET : 217 500 016 00019
SIRET 356 000 000 00048
numéro SIRET 38012986646850
siren 380129866
code INSEE 92071
INSEE 94080 et 75056
code postal 94300
94300 Vincennes
92330 Sceaux a un projet ?
75001 à 75020
les communes 92049, 92050, 94033
dans la rue
la rue piétonne
quelle rue ?
un projet de rue végétale
la rue de la Paix est fermée
des rues plus sûres
le projet de la rue de Rivoli
avenue Foch, c'est où ?
le boulevard périphérique
une place de parking
1 place de parking pour 2 voitures
3 places de stationnement
1 place de stationnement
2 places en crèche
1 place en crèche
200 places de parking
2 cours de français par semaine
1 cours de danse
3 chemins possibles
2 routes départementales
1 voie de bus
les 23 projets
23 projets lauréats
le projet 12
projet n° 8
ligne 12 de la liste
ligne 8 de l'annexe
les lignes 22 et 23
annexe, page 3
le T12 et le T11
EPT 10
les 12 territoires
T8 Est Ensemble
131 communes
7 millions d'habitants
5 à 10 projets
100 % des projets
de 250 km
à 100 km de Paris
en 123 km
à 12 km 94
il y a 10 ans 92
3 ans 94
la zone 30 et 50
RN 118
A86 et N 12
D 920
RER B et ligne 14
le bus 183
le tram T9
Grandparisjeunes.com
le site Grandparisjeunes.com
metropolegrandparis.fr
www.metropolegrandparis.fr
https://www.metropolegrandparis.fr/fr/fmin-2018
le hashtag #FMIN2018
le compte @GrandParisMGP
suivez @mairie_vincennes sur twitter
rdv @ la mairie
CRM (GRU) Augmenté
Le lavoir expérimental
Smart parking
Montreuil est notre jardin
qui porte le lavoir ?
Gestion Electronique et Dématérialisée collaborative
combien de projets à Montreuil ?
quel temps fait-il ?
quelle heure est-il, 12h30 ou 13h ?
appelez le 15
le 17 ou le 112
le 3939
36 39
le 3975
numéro 39 39
le 115 pour les sans-abri
allo service public 3939 : payant ?
1234
12 34
12345678
00 00
0 projet
0,5 %
100
1 2 3
1 2 3 4 5 6 7 8 9
1, 2, 3, 4, 5
10 20 30 40 50 60
2 4 6 8 10 12
10 h à 18 h
ouvert de 08h30 à 12h00 et de 13h30 à 17h30
08:30-12:00
lundi 9h-12h, mardi 14h-17h
loi 2015-991
loi n° 2015-991 du 7 août 2015
article L5219-1
décret 2014-1599
délibération CM2018/09/28/04
délibération n° 2018-09-28-12
dossier 2018-0042
version 2.0.1
192.168.0.1
adresse IP 10.0.0.1
HTTP 404
ISO 27001
RGPD 2016/679
COVID-19
5G et 4G
Windows 11
Python 3.11
wifi 6
4K
un budget de 12 345 678 €
12 345 678 habitants
48,8566 2,3522
48.8566, 2.3522
latitude 48.856614 longitude 2.3522219
surface de 814 km2
1 ha 20
20 kg de compost
12 kWh
de 100 en 100
le 100 de la liste
la 150 me
projet AB
groupe AB 12
lot CD 3
CM2 et CE1
prix 50 EUR TTC
TVA 20
10 FEV 18
3 mai 18
20 avr 19
12 jan 20
Bonjour
Merci beaucoup !
au revoir
je suis perdu
c'est quoi le FMIN ?
Qui est le président ?
Patrick Ollier a dit quoi ?
l'arobase sert à quoi ?
un point sur la question
faites le point avec moi
je suis at home
tiret du 6
zéro projet à Sceaux ?
zéro déchet
zéro un
zéro six
Zéro artificialisation nette
un deux trois
cent vingt-trois mille
neuf cent vingt-trois mille cinq cent soixante et onze
vingt-trois projets
le neuf-quatre
quatre-vingt-douze
sept projets sur vingt-trois
Neuilly 92
Saint-Denis (93)
Vincennes (94300)
Paris 12
Paris 13e
75013 Paris
le 12e arrondissement
dans le 13ème
12 bis
le 4 bis du règlement
numéro 12
le quai est vide
quai 3 de la gare
voie 2
la place de la mairie
la place du marché
cité des sciences
la cité numérique
un passage piéton
le cours de l'eau
villa Médicis
une résidence étudiante
route 66
le chemin de fer
l'allée centrale
mail électronique
envoyer 3 mails
le square d'à côté
impasse budgétaire
un rond-point
2 rond-points
un budget : 10 000 à 20 000 €
100 à 200 personnes
les lots 12, 13 et 14
12, 13 et 14 rue ou pas ?
24 heures sur 24
7 jours sur 7
24/7
3 en 1
1 sur 2
2 x 3
6/10
a+b=c
1+1
+50 %
+ 33 projets
-20 %
n°12
Q1 2018
S2 2019
2e et 3e
les 3 premiers
top 10
facture F2018-000123
commande 4500123456
référence 2018112700001
identifiant 550e8400-e29b-41d4-a716-446655440000
jeton 9f86d081884c7d659a2feaa0c55ad015
ticket #20231
EAN 3017620422003
ISBN 978-2-07-036822-8
ISBN 9782070368228
ISSN 0028-0836
n° RNA W751234567
SIREN 217500016
TVA intracommunautaire FR 40 303 265 045
marché 2018M0012
UAI 0750001A
FINESS 750000523
cadastre AB 123
parcelle AB 0123
section CD parcelle 45
Quels sont les 3 projets de Vincennes ?
le 92 a combien de projets ?
subvention de 35 000 € à 92 000 €
le 06 et le 13 sont dans le sud
dans le 06
les départements 06 12 34
en 2018, 23 projets sur 44 dossiers
les communes de 10 000 à 50 000 habitants
quelle est la date, le 27/11/18 ?
le projet rue aux enfants
combien de rues sont équipées ?
la 1ère place du concours
1 avenue pour tous
2 places Vélib
la route 12
AG du 12 mai 2019 à 18h30
le n° 23 de la liste
code 92130
le budget 2019 est de 923 571,00 €
écrire un mail à la mairie
combien de mails par jour ?
le 27 11 2018
3 à 5 ans
Seine-Saint-Denis 93 ou Val-de-Marne 94 ?
le site de la ville est ville-exemple.fr
la phase 2 est en cours
12 lauréats sur 23 en 2018
SIREN : 200 054 781
Métropole du Grand Paris SIRET 200 054 781 00022
30 km/h en ville
les 59 maires
20 000 places de stationnement
un appel à projets de 1 M€
1 million 500 mille
la 2e édition en 2019
le chemin de la ville numérique
""".strip().splitlines()
