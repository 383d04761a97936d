"""The words that taking names apart depends on."""

from __future__ import annotations

HONORIFICS = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron count countess rev reverend fr
    father sister brother rabbi imam sheikh hon rt sen senator rep representative congressman
    congresswoman gov governor president vice prime minister chancellor secretary ambassador envoy judge
    justice mayor councillor councilman councilwoman cllr mp mep msp gen general lt lieutenant col
    colonel maj major capt captain sgt sergeant cpl corporal adm admiral cmdr commander officer
    detective inspector constable sheriff chief king queen prince princess pope cardinal archbishop
    bishop monsignor spokesman spokeswoman spokesperson the
    """.split()  # noqa: SIM905
)
"""Folded, without full stops: words before a name that are no part of it."""

SUFFIXES = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv",
    "phd": "", "md": "", "esq": "", "qc": "", "kc": "", "mp": "", "obe": "", "cbe": "", "mbe": "",
}  # fmt: skip
"""Words after a name; those with a value tell two people of one name apart."""

PARTICLES = frozenset(
    """
    van von der den de del della di da dos du la le el al bin ibn ben abu st san santa ter
    """.split()  # noqa: SIM905
)
"""Words that belong to the surname after them."""

LEADING_PARTICLES = frozenset(
    """
    van von der den de del della di da dos du
    """.split()  # noqa: SIM905
)
"""Those of them that are no first name either."""

LINKING_WORDS = frozenset(
    """
    the of and for in on to at de la du des
    """.split()  # noqa: SIM905
)

_GIVEN = """
alexander alex alec sasha alexandr aleksandr oleksandr aleksander
alexei alexey aleksei aleksey oleksii oleksiy oleksij
alfred alf
andrew andy drew
andrei andrey andrii andriy
anthony tony
arthur art
benjamin ben benny
bernard bernie
catherine kathy cathy kate katie katherine kathryn
charles charlie chuck
christopher chris
cornelius neil
daniel dan danny
david dave davey
deborah debbie deb debra
dmitry dmitri dmitrii dmitriy dmytro dimitri
donald don donnie donny
edward ed eddie ted teddy
elizabeth liz beth betsy lizzie
eugene gene
evgeny yevgeny evgeni yevgeni yevhen evgenii yevgeniy
francis frank
frederick fred freddie
gerald gerry jerry
gregory greg
george georgi georgy georgii heorhii
henry hank harry
igor ihor
james jim jimmy jamie
jeffrey jeff geoffrey geoff
jennifer jen jenny
john jack johnny jon
jonathan jonny
joseph joe joey
joshua josh
julia yulia iulia yuliya
kenneth ken kenny
lawrence larry laurence
leonard len lenny
margaret maggie peggy meg
matthew matt
michael mike mick mikey
mikhail mykhailo mikhailo
muhammad mohammed mohammad mohamed muhammed mohamad
nicholas nick nicky
nikolai nikolay mykola
pamela pam
patricia pat patty
patrick paddy
peter pete
petro pyotr petr
philip phil phillip
raymond ray
rebecca becky
richard rick dick rich ricky
robert bob bobby rob robbie
ronald ron ronnie
samuel sam sammy
sergei sergey serhiy serhii sergiy
stephen steve steven stevie
stuart stewart
susan sue susie
theodore theo
thomas tom tommy
timothy tim timmy
valery valeri valerii valeriy
vasily vasyl vasili vassily
victor viktor
vincent vince vinny
vladimir volodymyr wladimir
walter walt
william bill billy will willie
yuri yuriy yury iurii
"""

GIVEN_NAMES = {form: forms[0] for line in _GIVEN.splitlines() if (forms := line.split()) for form in forms}
"""Short, familiar and transliterated first names to one plain form; folded."""

_KNOWN = """
us = united states
u s = united states
usa = united states
america = united states
united states of america = united states
uk = united kingdom
u k = united kingdom
britain = united kingdom
great britain = united kingdom
eu = european union
un = united nations
united nations organization = united nations
nyt = new york times
wsj = wall street journal
ap = associated press
associated press news agency = associated press
afp = agence france presse
agence france-presse = agence france presse
bbc = british broadcasting corporation
doj = justice department
dod = defense department
dhs = homeland security department
department of homeland security = homeland security department
epa = environmental protection agency
fbi = federal bureau of investigation
cia = central intelligence agency
nsa = national security agency
irs = internal revenue service
who = world health organization
imf = international monetary fund
nato = north atlantic treaty organization
dnc = democratic national committee
rnc = republican national committee
gop = republican party
npp = nuclear power plant
iaea = international atomic energy agency
"""

WELL_KNOWN: dict[str, tuple[str, ...]] = {
    short.strip(): tuple(full.split())
    for line in _KNOWN.splitlines()
    if line.strip()
    for short, full in (line.split(" = "),)
}
"""Names of bodies that everybody writes short, to their full words; folded."""

PRONOUNS = frozenset(
    """
    i we you he she it they me us him her them my our your his their who one someone somebody everyone
    everybody anyone nobody others another this that these those both all none here there
    """.split()  # noqa: SIM905
)
"""Words that stand for whoever was named before; two articles' are never one."""

GENERIC = frozenset(
    """
    official officials expert experts critic critics aide aides adviser advisers advisor advisors voter
    voters people others some many most several few analyst analysts observer observers supporter
    supporters opponent opponents resident residents protester protesters activist activists lawmaker
    lawmakers legislator legislators source sources spokesman spokeswoman spokesperson reporter reporters
    journalist journalists poll polls pollster pollsters survey surveys study studies report reports ad ads
    statement letter email emails memo document documents campaign campaigns company government
    administration court committee panel agency department team group groups crowd audience member members
    leader leaders strategist strategists operative operatives donor donors delegate delegates witness
    witnesses neighbor neighbors neighbour neighbours friend friends family student students teacher
    teachers worker workers scientist scientists researcher researchers economist economists historian
    historians scholar scholars lawyer lawyers attorney attorneys judge judges police officer officers man
    woman men women author authors host moderator caller guest questioner interviewer narrator candidate
    candidates senator senators governor governors mayor president minister ministers article story
    editorial newspaper paper media press outlet outlets website video tweet transcript
    """.split()  # noqa: SIM905
)
"""Nouns that describe speakers and name nobody: "critics" of one article are not those of another."""

POSSESSED = frozenset("campaign administration team camp foundation transition".split())  # noqa: SIM905
"""What is called after its person, by name or surname: "Hillary Clinton's campaign", "Clinton campaign"."""
