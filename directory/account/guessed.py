"""Words that are guessed first in the passwords of those who use a directory like this. docs/security.md names them.

zxcvbn knows English words, names and what was found in breaches; it takes *socialtjänsten* for random letters. Seasons
with a year, towns and the name of the office are what people here choose when a password must be long.
"""

from __future__ import annotations

_WITHOUT_DOTS = str.maketrans("åäö", "aao")

_WORDS = """
kontaktnätet kontaktnät kontakt nätverk katalog directory
administratör admin administrator samordnare koordinator handläggare redaktör redigerare ägare användare medlem
socialtjänst socialjour socialsekreterare socialkontor soc jour kommun kommunen stad region län länsstyrelse
polis polisen polismyndigheten migrationsverket migration åklagare myndighet regering skatteverket
kvinnojour tjejjour brottsoffer brottsofferjour skyddat boende skydd stöd hjälp människohandel nmt prostitution
socialförvaltning individ familj familjehem barn ungdom enhet grupp mottagning avdelning förvaltning verksamhet
lösenord lösen hemlig hemligt hemlighet välkommen logga inloggning dator kod nyckel arbete jobb kontor
vår våren sommar sommaren höst hösten vinter vintern jul påsk midsommar semester
måndag tisdag onsdag torsdag fredag lördag söndag
januari februari mars april maj juni juli augusti september oktober november december
sverige svensk svenska stockholm solna sundbyberg nacka huddinge botkyrka södertälje göteborg malmö uppsala linköping
örebro västerås norrköping helsingborg jönköping umeå luleå sundsvall gävle borås lund eskilstuna karlstad
skåne småland dalarna värmland norrland gotland bajen hammarby djurgården aik ifk
älskling älskar kärlek gullig hunden katten fotboll hockey sötnos kanelbulle banan blomma solsken
"""
GUESSED = tuple(
    dict.fromkeys(form for word in _WORDS.split() for form in (word, word.translate(_WITHOUT_DOTS)))
)
"""Each with its dots and without, since they are left out as often as not."""
