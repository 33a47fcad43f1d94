"""The words that cells are written with, Swedish and English, and what each of them says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from directory.graph.facts import Access, Group
from directory.interchange.table.heading import plain

_WOMAN, _MAN, _GIRL, _BOY, _TRANS = Group.ADULT_WOMAN, Group.ADULT_MAN, Group.GIRL, Group.BOY, Group.TRANS
EVERYBODY: Final = (_WOMAN, _MAN, _GIRL, _BOY, _TRANS)

_GROUPS: Mapping[tuple[Group, ...], str] = {
    (_WOMAN,): "kvinnor|kvinna|vuxna kvinnor|vuxen kvinna|women|woman|adult women|adult woman",
    (_MAN,): "män|man|vuxna män|vuxen man|men|adult men|adult man",
    (_GIRL,): "flickor|flicka|tjejer|tjej|girls|girl|unga kvinnor|young women",
    (_BOY,): "pojkar|pojke|killar|kille|boys|boy|unga män|young men",
    (_TRANS,): "transpersoner|transperson|trans|trans persons|trans people|trans person",
    (_WOMAN, _MAN): "vuxna|vuxen|adults|adult",
    (_GIRL, _BOY): "barn|unga|ungdomar|barn och unga|children|child|young people|youth",
    EVERYBODY: "alla|alla grupper|everyone|everybody|all|any",
}
GROUPS: Mapping[str, tuple[Group, ...]] = MappingProxyType(
    {plain(word): groups for groups, words in _GROUPS.items() for word in words.split("|")}
)
"""Word → the groups that it means."""
GROUP_WORDS: Mapping[Group, str] = MappingProxyType(
    {_WOMAN: "kvinnor", _MAN: "män", _GIRL: "flickor", _BOY: "pojkar", _TRANS: "transpersoner"}
)
"""Group → the word that it is written with."""

_KINDS: Mapping[str, str] = {
    "municipality": "kommun|kommunal|kommunal verksamhet|municipality|municipal|stadsdel",
    "region": "region|regional|landsting|regionen|sjukvård",
    "authority": "myndighet|statlig|statlig myndighet|stat|authority|government",
    "ngo": "ideell|ideell organisation|ideell förening|civilsamhälle|frivilligorganisation|ngo|nonprofit|jour",
    "association": "förening|förbund|riksförbund|association",
    "faith": "trossamfund|samfund|kyrka|församling|faith|church|faith body",
    "foundation": "stiftelse|foundation",
    "io": "internationell organisation|mellanstatlig|international organization|io",
    "company": "företag|bolag|privat|company|private",
}
KINDS: Mapping[str, str] = MappingProxyType(
    {plain(word): kind for kind, words in _KINDS.items() for word in (*words.split("|"), kind)}
)
"""Word → kind of an organization."""
KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {kind: words.split("|", 1)[0] for kind, words in _KINDS.items()}
)

_ACCESS: Mapping[Access, str] = {
    Access.DIRECT: "alla|direkt|vem som helst|öppet|den utsatta själv|själv|direct|anybody|open",
    Access.PROFESSIONAL: "yrkesverksamma|bara yrkesverksamma|professionella|professionals|professional",
    Access.REFERRAL: "remiss|genom remiss|på remiss|placering|referral|through referral",
    Access.UNKNOWN: "okänt|vet ej|unknown",
}
ACCESS: Mapping[str, Access] = MappingProxyType(
    {plain(word): access for access, words in _ACCESS.items() for word in words.split("|")}
)
ACCESS_WORDS: Mapping[Access, str] = MappingProxyType(
    {access: words.split("|", 1)[0] for access, words in _ACCESS.items()}
)

YES: Final = frozenset({"ja", "j", "x", "yes", "y", "1", "sant", "true", "skyddad", "skyddat", "protected"})
NO: Final = frozenset({"nej", "n", "no", "0", "falskt", "false", "oskyddad", "inte skyddad", "not protected"})
"""As ``heading.plain`` writes them."""
