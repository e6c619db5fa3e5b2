"""Do the rows about requests of people fit each other, the stukken and the parties (11, 12.1)?"""

from collections.abc import Iterator

from shared.convenant.bestand.betrokkenenrechten import Betrokkenenrechten
from shared.convenant.bestand.model import Convenantbestand
from shared.convenant.bestand.rijen import StukRij
from shared.convenant.regels.verwijzingen import Pad, bestaan, precies, termijn
from shared.convenant.vorm import Fout, json_pointer

_NIET_NOEMEN = "nietNoemen"
_LEDEN = {
    "vertelt": ("recht", "ontvangen"),
    "stelt_voor": ("voorstel", _NIET_NOEMEN),
    "beslist": ("uitkomst",),
}
_VERZOEK = "verzoek"


def controleer_betrokkenenrechten(bestand: Convenantbestand) -> Iterator[Fout]:
    """Names that refer to nothing, stukken without what is read of them, laws without a clock."""
    rij, pad = bestand.betrokkenenrechten, ("betrokkenenrechten",)
    regimes = {partij.regime for partij in bestand.partijen.values()}
    yield from bestaan(rij.identiteit.streng, regimes, (*pad, "identiteit", "streng"), "regime")
    yield from _klokken(rij, regimes)
    yield from bestaan(rij.gevolgen, rij.soorten, (*pad, "gevolgen"), "recht")
    yield from bestaan(rij.vervolg, rij.soorten, (*pad, "vervolg"), "recht")
    for recht, een in rij.vervolg.items():
        yield from bestaan(een.nodig, een.stappen, (*pad, "vervolg", recht, "nodig"), "stap")
    for code, grond in rij.gronden.items():
        yield from bestaan((grond.regime,), regimes, (*pad, "gronden", code, "regime"), "regime")
        yield from bestaan(grond.rechten, rij.soorten, (*pad, "gronden", code, "rechten"), "recht")
    rollen: dict[str, StukRij] = {}
    for code, stuk in bestand.stukken.items():
        if stuk.rol_in_verzoek is None:
            continue
        plaats: Pad = ("stukken", code)
        if stuk.rol_in_verzoek in rollen:
            yield Fout(json_pointer((*plaats, "rolInVerzoek")), "heeft een ander stuk al")
        rollen[stuk.rol_in_verzoek] = stuk
        leden = (_VERZOEK, *_LEDEN[stuk.rol_in_verzoek])
        yield from bestaan(leden, stuk.vorm, (*plaats, "vorm"), "lid")
    yield from precies(rollen, frozenset(_LEDEN), ("stukken", "*", "rolInVerzoek"))
    lid = rollen["stelt_voor"].vorm.get(_NIET_NOEMEN) if "stelt_voor" in rollen else None
    gronden = () if lid is None else lid.waarden or ()
    yield from bestaan(gronden, rij.gronden, ("stukken", "*", "vorm", _NIET_NOEMEN), "grond")
    if "vertelt" in rollen and "recht" in rollen["vertelt"].vorm:
        yield from _uitkomsten(bestand, rollen)
        waarden = rollen["vertelt"].vorm["recht"].waarden or ()
        yield from precies(rij.soorten, frozenset(waarden), (*pad, "soorten"))


def _klokken(rij: Betrokkenenrechten, regimes: set[str]) -> Iterator[Fout]:
    for nummer, klok in enumerate(rij.klokken):
        plek: Pad = ("betrokkenenrechten", "klokken", nummer)
        yield from bestaan((klok.regime,), regimes, (*plek, "regime"), "regime")
        yield from bestaan(klok.rechten, rij.soorten, (*plek, "rechten"), "recht")
        yield from termijn(klok.termijn, (*plek, "termijn"))
        for naam in ("verlenging", "verlengingMeerEenheden"):
            langer = klok.verlenging if naam == "verlenging" else klok.verlenging_meer_eenheden
            if langer is not None:
                yield from termijn(langer, (*plek, naam))


def _uitkomsten(bestand: Convenantbestand, rollen: dict[str, StukRij]) -> Iterator[Fout]:
    rij = bestand.betrokkenenrechten
    lid = rollen["beslist"].vorm.get("uitkomst") if "beslist" in rollen else None
    waarden = () if lid is None else lid.waarden or ()
    yield from precies(rij.uitkomsten, frozenset(waarden), ("betrokkenenrechten", "uitkomsten"))
    for naam, code in (("toewijzing", rij.toewijzing), ("heleAfwijzing", rij.hele_afwijzing)):
        yield from bestaan((code,), waarden, ("betrokkenenrechten", naam), "uitkomst")
