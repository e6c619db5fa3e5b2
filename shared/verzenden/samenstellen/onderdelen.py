"""One onderdeel of a provision: what the file says of a person, or of an own official.

What the official attests completes the record and never contradicts it; what the file itself can
know nobody attests, and what this kind, sender and category have no place for is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from shared.bericht.personen.leeftijd import mogelijke_klassen
from shared.bericht.personen.persoonscontrole import is_te_jong_als_ouder
from shared.bestand.afscherming.velden import zonder_beperkt
from shared.bestand.leden.groepsleden import Groepslid
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.bestand.leeftijd import past
from shared.convenant.bestand.model import Categorie
from shared.convenant.termijnen import datum_nl
from shared.convenant.woorden import mogelijke_kenmerken
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.verzenden.samenstellen.bestandslezers import Bestand
from shared.verzenden.samenstellen.opdracht import Onderdeelopdracht
from shared.verzenden.samenstellen.samenstelling import Afzender, Deel, klasse_van
from shared.web.meldingen import Invoerfout

T = TypeVar("T")

UIT_BESTAND = "Dit kenmerk komt uit het bestand; laat het weg."


def lees_onderdeel(
    gevraagd: Onderdeelopdracht, soort: str, groep: str, afzender: Afzender, bestand: Bestand
) -> tuple[dict[str, Any], Deel]:
    """What the kop says and what travels sealed. Raises ``OngeldigeInvoer``."""
    _eis_zonder(gevraagd, "gegevens", "Laat dit weg: de gegevens komen uit het bestand.")
    _eis_zonder(gevraagd, "vervangt", "Laat dit weg: dit vervangt niets.")
    gegevenssoort = eis_ingevuld(gevraagd.gegevenssoort, "/gegevenssoort")
    if gevraagd.deelnemer is not None:
        return _over_deelnemer(gevraagd, gevraagd.deelnemer, gegevenssoort, afzender, bestand)
    persoon = lees_persoon(gevraagd, bestand)
    lid = of_fout("/persoon", lambda: bestand.groepsleden.pseudoniem(groep, persoon.id))
    gegeven = eigen_gegeven(gevraagd, gegevenssoort, persoon, bestand)
    return onderdeel_over(gevraagd, soort, lid, afzender, bestand, persoon, gegeven)


def onderdeel_over(
    gevraagd: Onderdeelopdracht,
    soort: str,
    lid: Groepslid,
    afzender: Afzender,
    bestand: Bestand,
    persoon: Persoon,
    gegeven: Brongegeven,
) -> tuple[dict[str, Any], Deel]:
    """The same of a member and a record that were read already. Raises ``OngeldigeInvoer``."""
    leeftijd_van = _leeftijd_van(lid, persoon, afzender.regels, bestand)
    categorie, gebruikt = afzender.regels.categorieen[lid.categorie], persoon
    if leeftijd_van is not None:
        leeftijd_van = zonder_beperkt(bestand.sessie, afzender.regels, leeftijd_van)
        gebruikt = zonder_beperkt(bestand.sessie, afzender.regels, persoon)
    eis_oud_genoeg(gebruikt, leeftijd_van, lid.categorie, afzender)
    _eis_zekere_leeftijd(leeftijd_van, categorie, afzender)
    kopdeel = {
        "betrokkene": lid.betrokkene,
        "categorie": lid.categorie,
        "leeftijdsklasse": klasse_van(leeftijd_van, categorie, afzender.nu),
        "kind": lid.kind,
        "gegevenssoort": gegeven.gegevenssoort,
        "grondslag": gevraagd.grondslag,
        "herkomst": gegeven.herkomst,
        "bijzonder": gegeven.bijzonder,
        "aard": gegeven.aard,
        "derdenVerwijderd": gegeven.derden_verwijderd,
        "kenmerken": kenmerken_van(gegeven, gevraagd, soort, lid.categorie, afzender),
        "informatie": _informatie(gevraagd, persoon, bestand, datum_nl(afzender.nu)),
        "vervangt": None,
    }
    return kopdeel, Deel(
        persoon_id=persoon.id,
        sleutel_id=persoon.sleutel_id,
        leeftijd_van=leeftijd_van.id if leeftijd_van else None,
        gegeven_id=gevraagd.gegeven,
        betrokkene=lid.betrokkene,
        gegevenssoort=gegeven.gegevenssoort,
        gegevens=gegeven.gegevens,
    )


def lees_persoon(gevraagd: Onderdeelopdracht, bestand: Bestand) -> Persoon:
    """The person an onderdeel is about. Raises ``OngeldigeInvoer``."""
    persoon_id = eis_ingevuld(gevraagd.persoon, "/persoon")
    return of_fout("/persoon", lambda: bestand.personen.lees(persoon_id))


def eigen_gegeven(
    gevraagd: Onderdeelopdracht, gegevenssoort: str, persoon: Persoon, bestand: Bestand
) -> Brongegeven:
    """The own record as it is now. Raises ``OngeldigeInvoer``."""
    bron = bestand.bronnen.get(gegevenssoort)
    if bron is None:
        raise fout(
            "/gegevenssoort",
            f"Deze partij heeft zelf geen gegevens van deze soort; wel van: "
            f"{', '.join(sorted(bestand.bronnen))}.",
        )
    return of_fout("/gegeven", lambda: bron.lees(bestand.sessie, persoon, gevraagd.gegeven))


def kenmerken_van(
    gegeven: Brongegeven,
    gevraagd: Onderdeelopdracht,
    soort: str,
    categorie: int,
    afzender: Afzender,
) -> dict[str, Any] | None:
    """What the record says, completed by what the official attests.

    Only kenmerken of this kind, sender and category. Raises ``OngeldigeInvoer`` where the official
    attests what the file can know, or what has no place here.
    """
    regels = afzender.regels
    mag = mogelijke_kenmerken(
        gegeven.gegevenssoort,
        regels.soorten[soort],
        regels.categorieen.get(categorie),
        regels.partijen.get(afzender.partij),
        regels,
    )
    verklaard = json_van(gevraagd.kenmerken) or {}
    weet = gegeven.weet | gebonden_kenmerken(regels, gegeven.gegevenssoort)
    fouten = []
    for naam in verklaard:
        if naam in weet:
            fouten.append(Invoerfout(f"/kenmerken/{naam}", UIT_BESTAND))
        elif naam not in mag:
            wel = ", ".join(sorted(mag - weet)) or "geen"
            zin = f"Dit kenmerk hoort hier niet; u verklaart hier: {wel}."
            fouten.append(Invoerfout(f"/kenmerken/{naam}", zin))
    if fouten:
        raise OngeldigeInvoer(fouten)
    uit_bestand = {n: w for n, w in (gegeven.kenmerken or {}).items() if n in mag}
    return {**verklaard, **uit_bestand} or None


def _over_deelnemer(
    gevraagd: Onderdeelopdracht,
    deelnemer: str,
    gegevenssoort: str,
    afzender: Afzender,
    bestand: Bestand,
) -> tuple[dict[str, Any], Deel]:
    """How an own official can be reached (4.4): from the register, and about nobody else."""
    for naam, waarom in (
        ("persoon", "Noem een persoon of een deelnemer, niet beide."),
        ("gegeven", "Laat dit weg: dit komt uit het register van autorisaties."),
        ("kenmerken", "Laat dit weg: over een deelnemer wordt niets verklaard."),
        ("informatie", "Laat dit weg: over een deelnemer wordt niets verklaard."),
    ):
        _eis_zonder(gevraagd, naam, waarom)
    regels = afzender.regels
    categorie = deelnemercategorie(regels)
    soort = regels.gegevenssoorten.get(gegevenssoort)
    if soort is None or (afzender.partij, categorie) not in soort.regels:
        wel = [c for c, een in regels.gegevenssoorten.items()
               if (afzender.partij, categorie) in een.regels]  # fmt: skip
        raise fout("/gegevenssoort", f"Over een deelnemer gaat alleen: {', '.join(wel)}.")
    gelezen = of_fout(
        "/deelnemer", lambda: bestand.deelnemers.lees(bestand.sessie, deelnemer, gegevenssoort)
    )
    gegeven = gelezen.gegeven
    kopdeel = {
        "betrokkene": deelnemer,
        "categorie": categorie,
        "leeftijdsklasse": None,
        "kind": None,
        "gegevenssoort": gegevenssoort,
        "grondslag": gevraagd.grondslag,
        "herkomst": gegeven.herkomst,
        "bijzonder": gegeven.bijzonder,
        "aard": gegeven.aard,
        "derdenVerwijderd": gegeven.derden_verwijderd,
        "kenmerken": None,
        "informatie": None,
        "vervangt": None,
    }
    return kopdeel, Deel(
        persoon_id=deelnemer,
        sleutel_id=gelezen.sleutel_id,
        leeftijd_van=None,
        gegeven_id=None,
        betrokkene=deelnemer,
        gegevenssoort=gegevenssoort,
        gegevens=gegeven.gegevens,
    )


def _leeftijd_van(
    lid: Groepslid, persoon: Persoon, regels: Convenantregels, bestand: Bestand
) -> Persoon | None:
    """Whose age counts: the member's own, for a parent the child's."""
    categorie = regels.categorieen[lid.categorie]
    if not categorie.kind_verplicht:
        return persoon
    if lid.kind is None:
        # Who only reads does not hear who it is.
        raise fout("/persoon", "Over deze ouder gaat niets: wat er van het kind is, is beperkt.")
    kind = bestand.groepsleden.bij_betrokkene(lid.groep, lid.kind)
    if kind is None:
        raise fout("/persoon", "Het kind van deze ouder is geen lid van deze groep.")
    kind_id = kind.persoon_id
    return of_fout("/persoon", lambda: bestand.personen.lees(kind_id))


def eis_oud_genoeg(
    persoon: Persoon, leeftijd_van: Persoon | None, categorie: int, afzender: Afzender
) -> None:
    """Raises ``OngeldigeInvoer`` where a parent cannot be one by the dates in the own file."""
    regel = afzender.regels.categorieen[categorie]
    if not regel.kind_verplicht or persoon.geboortedatum is None:
        return
    kind = None if leeftijd_van is None else leeftijd_van.geboortedatum
    if is_te_jong_als_ouder(persoon.geboortedatum, kind, regel, datum_nl(afzender.nu)):
        zin = f"Een ouder is minstens {regel.jaren_ouder} jaar ouder dan het kind; deze niet."
        raise fout("/persoon", zin)


def _eis_zekere_leeftijd(
    leeftijd_van: Persoon | None, categorie: Categorie, afzender: Afzender
) -> None:
    """Raises ``OngeldigeInvoer`` where what is known of a date of birth leaves the age open.

    Gate 6 would refuse it as too young or unknown; this says what is missing.
    """
    mag = categorie.leeftijdsklassen
    geboren = None if leeftijd_van is None else leeftijd_van.geboortedatum
    mogelijk = mogelijke_klassen(geboren, datum_nl(afzender.nu))
    if len(mogelijk) > 1 and not past(categorie, mogelijk):
        wie = "het kind" if categorie.kind_verplicht else "deze persoon"
        zin = (
            f"Van {wie} is de geboortedatum maar voor een deel bekend: de leeftijdsklasse kan "
            f"vandaag {' of '.join(mogelijk)} zijn, en mag hier alleen {', '.join(mag)} zijn. Leg "
            "de hele datum vast als u die kent."
        )
        raise fout("/persoon", zin)


def _informatie(
    gevraagd: Onderdeelopdracht, persoon: Persoon, bestand: Bestand, dag: date
) -> Mapping[str, Any] | None:
    """The file's own status where the party keeps one; else what the official attests."""
    if bestand.informatie is None:
        return json_van(gevraagd.informatie)
    _eis_zonder(gevraagd, "informatie", "Laat dit weg: of iemand is geïnformeerd weet het bestand.")
    uit_bestand = bestand.informatie.lees(bestand.sessie, persoon, dag)
    return None if uit_bestand is None else dict(uit_bestand)


def gebonden_kenmerken(regels: Convenantregels, gegevenssoort: str) -> frozenset[str]:
    """The kenmerken that follow from the content: nobody can attest a commitment."""
    soort = regels.gegevenssoorten.get(gegevenssoort)
    leden = () if soort is None else soort.vorm.values()
    return frozenset(lid.kop for lid in leden if lid.kop is not None)


def _eis_zonder(gevraagd: Onderdeelopdracht, naam: str, waarom: str) -> None:
    if getattr(gevraagd, naam) is not None:
        raise fout(f"/{naam}", waarom)


def eis_ingevuld(waarde: T | None, pad: str) -> T:
    """The value; raises ``OngeldigeInvoer`` at its place when it is not there."""
    if waarde is None:
        raise fout(pad, "Ontbreekt, maar is hier verplicht.")
    return waarde


def json_van(vorm: Any) -> dict[str, Any] | None:  # noqa: ANN401 - any of the closed shapes
    """A closed shape as JSON, with the members that were filled in."""
    if vorm is None:
        return None
    waarden: dict[str, Any] = vorm.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return waarden


def of_fout(pad: str, lees: Callable[[], T]) -> T:
    """Reads, and turns what is not there into a fault at its place in the order."""
    try:
        return lees()
    except (NietGevonden, Vernietigd) as gemist:
        raise fout(pad, gemist.melding) from gemist


def fout(pad: str, melding: str) -> OngeldigeInvoer:
    """One fault in the order."""
    return OngeldigeInvoer([Invoerfout(pad, melding)])
