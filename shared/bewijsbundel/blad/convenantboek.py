"""The covenants of a bundle, and taking its decisions again with the one of their time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import CONVENANT
from shared.convenant.besluit import Besluit
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek

_MAX_VERSIES = 200
_MAX_GENOEMD = 3


@dataclass(frozen=True, slots=True)
class _Versie:
    vanaf_blad: int
    hash: str
    regels: Convenantregels
    tekst_in_bundel: bool = False


class Convenantboek:
    """Which covenant decided on which leaf; empty when none could be read (a noted fault)."""

    def __init__(self, versies: list[_Versie]) -> None:
        self._versies = sorted(versies, key=lambda versie: versie.vanaf_blad)

    @classmethod
    def vast(cls, regels: Convenantregels) -> Convenantboek:
        """One covenant of the checker's own, whatever the bundle carries."""
        return cls([_Versie(0, regels.hash, regels)])

    @classmethod
    def lees(cls, inhoud: bytes, bevindingen: Bevindingen) -> Convenantboek:
        """Read `convenant.json`; a version that cannot be used is a fault."""
        try:
            document = lees_json(inhoud)
        except OngeldigeJson as fout:
            bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, f"{CONVENANT}: {fout}")
            return cls([])
        eerdere = document.get("eerdere", []) if isinstance(document, dict) else []
        if not isinstance(eerdere, list) or len(eerdere) > _MAX_VERSIES:
            melding = f"{CONVENANT}: 'eerdere' is geen lijst van ten hoogste {_MAX_VERSIES}."
            bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, melding)
            eerdere = []
        gelezen = [_lees_versie(versie, bevindingen) for versie in [document, *eerdere]]
        return cls([versie for versie in gelezen if versie is not None])

    @property
    def leeg(self) -> bool:
        """Whether there is no covenant to decide with."""
        return not self._versies

    @property
    def hashes(self) -> frozenset[str]:
        """Hashes of every version."""
        return frozenset(versie.hash for versie in self._versies)

    @property
    def partijen(self) -> frozenset[str]:
        """Codes of the parties in any version."""
        return frozenset(code for versie in self._versies for code in versie.regels.partijen)

    def draagt(self, convenant: JsonWaarde) -> bool:
        """Whether the bundle itself carries the texts of this covenant: then it carries each."""
        return any(v.tekst_in_bundel and v.regels.id == convenant for v in self._versies)

    def voor(self, bladnummer: int) -> Convenantregels | None:
        """The covenant in force at this leaf, None when there is none."""
        gevonden = None
        for versie in self._versies:
            if versie.vanaf_blad > bladnummer:
                break
            gevonden = versie.regels
        return gevonden


def _lees_versie(document: JsonWaarde, bevindingen: Bevindingen) -> _Versie | None:
    if not isinstance(document, dict):
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, f"{CONVENANT} is geen JSON-object.")
        return None
    bron, hash_, vanaf = document.get("bron"), document.get("hash"), document.get("vanafBlad", 0)
    if not isinstance(vanaf, int) or isinstance(vanaf, bool):
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, f"{CONVENANT}: vanafBlad is geen nummer.")
        return None
    if bron is None:
        return _zonder_bron(document, vanaf, bevindingen)
    if not isinstance(bron, str) or sha256(bron.encode()).hexdigest() != hash_:
        melding = f"{CONVENANT}: de hash hoort niet bij de tekst van het convenant."
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, melding)
        return None
    try:
        regels = _laad(bron)
    except InconsistentConvenant as fout:
        melding = f"{CONVENANT}: dit convenant is niet te gebruiken: {_eerste(fout.fouten)}"
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, melding)
        return None
    if (regels.id, regels.versie) != (document.get("id"), document.get("versie")):
        melding = f"{CONVENANT}: id of versie is een andere dan in de tekst van het convenant."
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, melding)
    return _Versie(vanaf, hash_, regels, tekst_in_bundel=True)


@lru_cache(maxsize=8)
def _laad(bron: str) -> Convenantregels:
    """Reading a covenant costs more than checking a small bundle; most bundles carry the same."""
    return laad_convenant(bron.encode())


def _zonder_bron(
    document: Mapping[str, JsonWaarde], vanaf: int, bevindingen: Bevindingen
) -> _Versie | None:
    """A bundle may only name its covenant when it is exactly the one this program carries."""
    eigen = standaard_convenant()
    genoemd = document.get("id"), document.get("hash", eigen.hash)
    if genoemd != (eigen.id, eigen.hash):
        melding = f"{CONVENANT} draagt geen tekst (bron) van het convenant."
        bevindingen.fout(Foutsoort.CONVENANT_ONGELDIG, melding)
        return None
    bevindingen.opmerking(
        f"{CONVENANT} draagt geen tekst; de besluiten zijn overgedaan met het convenant "
        f"{eigen.id}, versie {eigen.versie}, van dit programma."
    )
    return _Versie(vanaf, eigen.hash, eigen)


def neem_opnieuw(
    velden: Mapping[str, JsonWaarde], regels: Convenantregels
) -> tuple[Foutsoort, str] | None:
    """Take the decision of a leaf again; None when it comes out the same.

    Compared: the outcome and the closing gates, and, of a leaf that lists them, the grounds
    (onderdeel, covenant and statutory article) and the duties (code, last day).
    """
    try:
        _, verschillen = herhaal(velden, regels)
    except OngeldigToetsverzoek as fout:
        melding = f"Het besluit kan niet opnieuw worden genomen: {_eerste(fout.fouten)}"
        return Foutsoort.TOETSING_ONMOGELIJK, melding
    if not verschillen:
        return None
    melding = "Opnieuw genomen valt dit besluit anders uit: " + "; ".join(verschillen) + "."
    return Foutsoort.BESLUIT_VERSCHILT, melding


def herhaal(velden: Mapping[str, JsonWaarde], regels: Convenantregels) -> tuple[Besluit, list[str]]:
    """The decision of a leaf taken again, and in what it differs from the one on the leaf.

    Raises `OngeldigToetsverzoek` for a leaf from which nothing can be decided.
    """
    verzoek = lees_toetsverzoek(
        {"kop": velden.get("kop"), "toestand": velden.get("toestand")}, regels
    )
    besluit = toets(verzoek, regels)
    return besluit, _verschillen(velden.get("besluit"), besluit)


def _verschillen(vermeld: JsonWaarde, besluit: Besluit) -> list[str]:
    if not isinstance(vermeld, dict):
        return ["het blad bevat geen besluit"]
    verschillen = []
    if vermeld.get("besluit") != besluit.besluit:
        verschillen.append(f"het is {besluit.besluit}, het blad zegt {vermeld.get('besluit')!a}")
    poorten = _kolommen(vermeld.get("redenen"), "poort")
    nieuw: set[tuple[object, ...]] = {(poort,) for poort in besluit.poorten}
    if poorten != nieuw:
        verschillen.append(
            f"de gesloten poorten zijn {_lijst(nieuw)}, het blad zegt {_lijst(poorten)}"
        )
    als_dict = besluit.als_dict()
    for naam, kolommen in (
        ("grondslagen", ("onderdeel", "convenant", "wet")),
        ("plichten", ("code", "uiterlijk")),
    ):
        op_blad = vermeld.get(naam)
        if op_blad and _kolommen(op_blad, *kolommen) != _kolommen(als_dict[naam], *kolommen):
            verschillen.append(f"de {naam} zijn andere")
    return verschillen


def _kolommen(rijen: JsonWaarde, *namen: str) -> set[tuple[object, ...]]:
    """These members of every row, as a set; a row of another shape counts as nothing known."""
    if not isinstance(rijen, list):
        return set()
    uitkomst: set[tuple[object, ...]] = set()
    for rij in rijen:
        waarden = [rij.get(naam) if isinstance(rij, dict) else None for naam in namen]
        uitkomst.add(tuple(w if isinstance(w, str | int) else None for w in waarden))
    return uitkomst


def _lijst(poorten: set[tuple[object, ...]]) -> str:
    return ", ".join(sorted((str(p) for (p,) in poorten), key=lambda t: t.zfill(3))) or "geen"


def _eerste(fouten: tuple[object, ...]) -> str:
    genoemd = "; ".join(str(fout) for fout in fouten[:_MAX_GENOEMD])
    rest = len(fouten) - _MAX_GENOEMD
    return f"{genoemd}; en nog {rest}." if rest > 0 else f"{genoemd}."
