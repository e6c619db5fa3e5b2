"""The words of a text read in order, to tell which may be somebody's name. Pure.

A known name is found wherever it stands. A capitalised word that no list knows is a soft hit,
unless what stands around it makes it a place or thing (`kaders`) or it is ordinary Dutch where a
capital may stand for another reason: the first word of a sentence, of a row, of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.vrijetekst.lezing import kaal
from shared.vrijetekst.namen.kaders import is_begrip, is_gewoon, kader, verklaart
from shared.vrijetekst.namen.lijsten import bevat_naam, is_plek, lijst, mag, mag_aan_het_begin
from shared.vrijetekst.patroon import Blad, Treffer
from shared.vrijetekst.woorden import Woord, is_woord, staat_in_lijst

_STRAAT = (
    r"[a-z]{1,20}(?:straat|laan|weg|plein|kade|singel|park|hof|pad|dijk|dreef|plantsoen|school|bad|"
    r"brug|hal)\b"
)
_IN_STRAATNAAM = re.compile(rf"(?: (?:van|der?|den|'t|te|ter|ten)){{0,3}} [A-Z]{_STRAAT}")
_IN_STRAATNAAM_KLEIN = re.compile(rf" {_STRAAT}")
_BIJVOEGLIJK = re.compile(r"[a-z]{3,60}(?:se|sche|talige?|aanse?)$")
_ANDER_SCHRIFT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\u2c60-\u2c7f]")
_MET_APOSTROF = re.compile(r"[a-z]'[A-Z]")
_EEN_NAAM = re.compile(r"(?:[^\W_]|[' -])+")
_OMGEVING = 60
_KORTSTE, _LANGSTE_AFKORTING = 3, 6
_MEERVOUD = ("en", "s")
_BUREN_IN_KAPITALEN = 2
_LANGSTE_ETIKET = 3


class Naamlezer:
    """Reads the words of one text once, from left to right."""

    def __init__(self, blad: Blad, vast: list[tuple[int, int]]) -> None:
        self._blad = blad
        self._vast = vast
        self._plek = ""
        self._naam_tot = self._naam_begin = -1
        self._naam_hard = False
        self._rij_tot = -1
        self._opsomming = False

    def lees(self) -> Iterator[Treffer]:
        """Every word that is a name (hard) or may be one (soft)."""
        for nummer, woord in enumerate(self._blad.woorden):
            if woord.tussen != " ":
                self._opsomming = ":" in woord.tussen or (self._opsomming and not woord.begint)
            if self._vast and self._is_vast(woord):
                self._plek = woord.tekst
                continue
            hard = self._oordeel(nummer, woord)
            if hard is not None and not self._in_straatnaam(woord):
                if not self._hoort_bij_naam(nummer, woord):
                    self._naam_begin = woord.begin
                self._naam_tot = self._rij_tot = nummer
                self._naam_hard = hard
                yield Treffer("naam", self._naam_begin, woord.einde, hard)
                continue
            if woord.hoofdletter and is_plek(woord):
                self._plek = woord.tekst
            self._schuif(nummer, woord)

    def _hoort_bij_naam(self, nummer: int, woord: Woord) -> bool:
        """Whether it goes on with the name before it: "Jan de Vries" is one name, marked whole."""
        if not nummer or self._naam_tot != nummer - 1 or self._naam_begin < 0:
            return False
        return _EEN_NAAM.fullmatch(self._blad.tekst, self._naam_begin, woord.begin) is not None

    def _schuif(self, nummer: int, woord: Woord) -> None:
        """A particle goes on with the name before it; "en" goes on with the row."""
        if nummer and self._naam_tot == nummer - 1 and woord.kaal in kader("tussenvoegsels"):
            self._naam_tot = nummer
        if nummer and self._rij_tot == nummer - 1 and woord.kaal in ("en", "of"):
            self._rij_tot = nummer

    def _is_vast(self, woord: Woord) -> bool:
        return any(van <= woord.begin and woord.einde <= tot for van, tot in self._vast)

    def _in_straatnaam(self, woord: Woord) -> bool:
        vorm = _IN_STRAATNAAM if woord.hoofdletter else _IN_STRAATNAAM_KLEIN
        return vorm.match(self._blad.tekst, woord.einde) is not None

    def _oordeel(self, nummer: int, woord: Woord) -> bool | None:
        """True: a name. False: a word that may be a name. None: neither."""
        if bevat_naam(woord):
            return woord.hoofdletter or not is_woord(woord.kaal)
        if not woord.tekst.isascii() and _ANDER_SCHRIFT.search(woord.tekst):
            return False
        if not woord.hoofdletter or self._telt(woord):
            return False if _MET_APOSTROF.match(woord.tekst) else None
        if len(woord.tekst) == 1:
            return False if self._is_letter_van_iemand(nummer, woord) else None
        na_naam = self._na_naam(nummer, woord)
        if na_naam is not None:
            return na_naam
        if woord.begint or not nummer:
            return self._aan_het_begin(nummer, woord)
        return self._midden_in(nummer, woord)

    def _is_letter_van_iemand(self, nummer: int, woord: Woord) -> bool:
        """`Verdachte K.`: one letter and a point, after a word that a name follows."""
        if not nummer or woord.tussen != " ":
            return False
        punt = self._blad.tekst[woord.einde : woord.einde + 1] == "."
        return punt and self._blad.woorden[nummer - 1].kaal in kader("mensen")

    @staticmethod
    def _telt(woord: Woord) -> bool:
        return sum(map(str.isdigit, woord.tekst)) > 2

    def _na_naam(self, nummer: int, woord: Woord) -> bool | None:
        """The next word of a name, or one after a word that a name follows (`agent`)."""
        if not nummer or mag(woord.tekst):
            return None
        vorige, tussen = self._blad.woorden[nummer - 1], woord.tussen.strip(" ")
        if self._naam_tot == nummer - 1 and not tussen:
            return None if is_gewoon(woord.tekst) else self._naam_hard
        soort_woord = woord.kaal in lijst("dubbelzinnig") or not is_woord(woord.kaal)
        if vorige.kaal in kader("aanhef") and not tussen.strip(",\r\n"):
            return True if soort_woord else None
        if vorige.kaal not in kader("mensen") or tussen not in ("", "(", ":"):
            return None
        if is_gewoon(woord.tekst) or (not soort_woord and is_begrip(woord.kaal)):
            return None
        return soort_woord

    def _aan_het_begin(self, nummer: int, woord: Woord) -> bool | None:
        """The first word of a sentence has a capital anyway: what is no Dutch may be a name."""
        volgende = self._volgende(nummer)
        if woord.kaal in lijst("voornaam_of_woord"):
            return False if self._doet_iets(nummer, volgende) else None
        if mag_aan_het_begin(woord.tekst) and not self._in_kapitalen(nummer):
            return None
        if (
            is_gewoon(woord.tekst)
            or self._is_afgekort(woord, volgende)
            or len(woord.tekst) < _KORTSTE
        ):
            return None
        if _BIJVOEGLIJK.search(woord.kaal) and volgende and not volgende.hoofdletter:
            return None
        if self._spreekt(woord, volgende) or self._na_etiket(nummer, woord):
            return False
        if not self._is_gewoon_nederlands(woord):
            return False
        rol = woord.kaal not in lijst("gewoon") and self._heeft_een_rol(nummer)
        return False if rol else None

    @staticmethod
    def _spreekt(woord: Woord, volgende: Woord | None) -> bool:
        """Whether it does what only somebody does: a word without an article, then "zegt"."""
        return (
            volgende is not None
            and volgende.kaal in kader("zegt")
            and not volgende.tussen.strip()
            and woord.kaal not in kader("mensen") | lijst("gewoon")
        )

    def _na_etiket(self, nummer: int, woord: Woord) -> bool:
        """`Contactpersoon: Xyz`: what follows is somebody, unless it is a notion or a number."""
        if woord.tussen.strip() != ":" or is_begrip(woord.kaal):
            return False
        label = self._blad.woorden[max(0, nummer - _LANGSTE_ETIKET) : nummer]
        return not (kader("etiket") | kader("mensen")).isdisjoint(een.kaal for een in label)

    def _heeft_een_rol(self, nummer: int) -> bool:
        """ "Xyz is de baas", whatever word Xyz is."""
        volgende = [woord.kaal for woord in self._blad.woorden[nummer + 1 : nummer + 4]]
        return (
            volgende[:1] in (["is"], ["was"])
            and volgende[1:2] in (["de"], ["het"])
            and not kader("rol").isdisjoint(volgende[2:])
        )

    def _doet_iets(self, nummer: int, volgende: Woord | None) -> bool:
        """What follows a word that is a first name too: somebody acts, or is one of several."""
        if volgende is None:
            return not nummer or self._blad.woorden[nummer - 1].kaal in kader("aanhef")
        if volgende.kaal in kader("doet") and not volgende.tussen.strip():
            return True
        andere = volgende
        if volgende.kaal == "en" and nummer + 2 < len(self._blad.woorden):
            andere = self._blad.woorden[nummer + 2]
        elif volgende.tussen.strip() not in (",", "&", "/"):
            return False
        return andere.hoofdletter and (
            bevat_naam(andere) or andere.kaal in lijst("voornaam_of_woord")
        )

    def _midden_in(self, nummer: int, woord: Woord) -> bool | None:
        if mag(woord.tekst) and not self._in_kapitalen(nummer):
            return None
        if woord.kaal in lijst("voornaam_of_woord") or self._in_rij(nummer, woord):
            return False
        tekst = self._blad.tekst
        ervoor = tekst[max(0, woord.begin - _OMGEVING) : woord.begin]
        erna = tekst[woord.einde : woord.einde + _OMGEVING]
        if verklaart(ervoor, woord.tekst, erna, self._plek):
            self._plek = woord.tekst
            return None
        if woord.kaal in lijst("dubbelzinnig"):
            return False
        return None if self._is_gewoon_hier(nummer, woord) else False

    def _is_gewoon_hier(self, nummer: int, woord: Woord) -> bool:
        """An ordinary word with a capital that stands there for another reason than being a name.

        It names a notion (`Veiligheid`), it is more than one, or it is a heading or a row. Any
        other may be a family name: many of those are words.
        """
        if not self._is_gewoon_nederlands(woord):
            return False
        if "-" in woord.kaal or is_begrip(woord.kaal) or self._in_kapitalen(nummer, 1):
            return True
        buren = (
            self._blad.woorden[nummer - 1 : nummer] + self._blad.woorden[nummer + 1 : nummer + 2]
        )
        if any(self._is_kop(buur) for buur in buren):
            return True
        return staat_in_lijst(woord.kaal) and (self._opsomming or woord.kaal.endswith(_MEERVOUD))

    @staticmethod
    def _is_kop(woord: Woord) -> bool:
        """Another ordinary word with a capital, not the first of a sentence: a heading, a title."""
        return woord.hoofdletter and not woord.begint and staat_in_lijst(woord.kaal)

    def _in_rij(self, nummer: int, woord: Woord) -> bool:
        """After a name and a comma or "en": the next of a row of names."""
        return self._rij_tot == nummer - 1 and woord.tussen.strip() in ("", ",", "&", "/", "+")

    def _in_kapitalen(self, nummer: int, minstens: int = _BUREN_IN_KAPITALEN) -> bool:
        """Whether the words around it are all capitals too: then a short one is no abbreviation."""
        woorden = self._blad.woorden
        if not woorden[nummer].tekst.isupper():
            return False
        buren = woorden[max(0, nummer - 2) : nummer] + woorden[nummer + 1 : nummer + 3]
        gewone = sum(buur.tekst.isupper() and is_woord(buur.kaal) for buur in buren)
        return gewone >= minstens

    def _volgende(self, nummer: int) -> Woord | None:
        woorden = self._blad.woorden
        return woorden[nummer + 1] if nummer + 1 < len(woorden) else None

    @staticmethod
    def _is_afgekort(woord: Woord, volgende: Woord | None) -> bool:
        """`Verd. is gehoord`: a point, and no new sentence after it; or no vowel at all."""
        if (
            woord.kaal in kader("afkortingen")
            or woord.kaal.endswith("nr")
            or not re.search(r"[aeiouy]", woord.kaal)
        ):
            return True
        return (
            volgende is not None
            and volgende.tussen.startswith(".")
            and not volgende.hoofdletter
            and len(woord.tekst) <= _LANGSTE_AFKORTING
        )

    @staticmethod
    def _is_gewoon_nederlands(woord: Woord) -> bool:
        """Ordinary Dutch, also with a hyphen when what follows the hyphen has no capital."""
        vorm = woord.kaal.removesuffix("'s")
        if is_woord(vorm) or is_woord(vorm.replace("'", "")):
            return True
        kop, streep, staart = woord.tekst.removesuffix("'s").rpartition("-")
        if not streep or not kop or staart[0].isupper() or not is_woord(kaal(staart)):
            return False
        return kaal(staart) not in kader("mensen") | kader("meer_mensen") or mag(kop)
