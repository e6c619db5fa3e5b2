"""Wat er op een kantoor misgaat terwijl iemand bezig is: hij leest wat er gebeurde, en wat blijft.

Deze tests staan na de tafel: zij zetten diensten stil.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.portaal.formulieren import Formulier, Veld, lees_pagina
from tests.portaal.stapwerk import groep_in_stap_een
from tests.portaal.zaal import ANALIST, AUDITOR, REGISSEUR, ZELFDE, Zaal, csrf_van, post, tekst_van

_MEGABYTE = 1024 * 1024
_TEKST = "Dit staat er niet."


@contextmanager
def _zonder(zaal: Zaal, code: str) -> Iterator[None]:
    """This process is away, and comes back on what it had."""
    processen = zaal.omgeving.processen
    processen.stop(code)
    try:
        yield
    finally:
        processen.start(code)


def _formulier(pad: str, pagina: str, met: str = "_csrf") -> Formulier:
    """The form of this page that is sent there and has this field."""
    alle = lees_pagina(pad, pagina).formulieren
    return next(een for een in alle if een.pad == pad and met in een.namen)


def _zo(veld: Veld, _: int) -> str:
    """As it stands there."""
    return veld.waarde


def _stuur(client: httpx.Client, formulier: Formulier, **getypt: str) -> httpx.Response:
    velden = formulier.ingevuld(_zo)
    velden |= {naam: [een] for naam, een in getypt.items()}
    return client.post(formulier.pad, data=velden, headers=ZELFDE)


def test_de_poort_valt_weg_en_wat_iemand_verstuurt_komt_een_keer_aan(zaal: Zaal) -> None:
    """Wie van de poort zelf leest, houdt zijn tekst en stuurt hem daarna nog eens."""
    regels = "/regels/anders"
    with zaal.ingelogd(ANALIST) as client, zaal.ingelogd(AUDITOR) as auditor:
        pad, voorbeeld = _maak_bericht(client, zaal)
        csrf, voor = csrf_van(client.get(voorbeeld).text), _verstuurd(zaal)
        anders = _formulier(regels, auditor.get(regels).text, "oud")
        with _zonder(zaal, "gateway"):
            weg = _stuur(auditor, anders, oud=_TEKST, nieuw="iets anders")
            assert weg.status_code == 503
            assert "Wat u invulde staat nog in deze pagina" in tekst_van(weg.text)
            for _ in range(2):
                klaar = post(client, f"{pad}/versturen", csrf)
                bericht = klaar.headers["location"]
                assert "Onderweg" in tekst_van(client.get(bericht).text)
        nog_eens = _stuur(auditor, _formulier(regels, weg.text, "oud"))
        assert _TEKST in _formulier(regels, nog_eens.text, "oud").ingevuld(_zo)["oud"]
        zaal.spel.wacht_op(
            lambda: {} if "Aangekomen" in tekst_van(client.get(bericht).text) else None,
            "het bericht kwam niet aan",
        )
        assert _verstuurd(zaal) == voor + 1


def _maak_bericht(client: httpx.Client, zaal: Zaal) -> tuple[str, str]:
    """Where it is made, and how it would look."""
    kies = f"/groepen/{zaal.groep}/geven"
    pad = post(client, kies, csrf_van(client.get(kies).text), aan="gemeente").headers["location"]
    keuze = _formulier(pad, client.get(pad).text).ingevuld(lambda *_: "Nodig voor de aanpak.")
    keuze["deel"] = keuze["deel"][:1]
    return pad, client.post(pad, data=keuze, headers=ZELFDE).headers["location"]


def _verstuurd(zaal: Zaal) -> int:
    with zaal.klant("politie", ANALIST) as klant:
        vraag = {"groep": zaal.groep, "paginagrootte": 100}
        return len(klant.haal("/verstrekkingen", **vraag)["verstrekkingen"])


def test_een_bestand_van_veertig_megabyte_krijgt_een_zin_en_geen_dichte_deur(zaal: Zaal) -> None:
    """Er is nergens een veld voor een bestand; wie het toch stuurt, hoort waarom het niet kan."""
    with zaal.ingelogd(REGISSEUR) as client:
        pad = "/personen/nieuw"
        csrf = csrf_van(client.get(pad).text)
        kop = {"content-type": "application/x-www-form-urlencoded", **ZELFDE}

        def stukken() -> Iterator[bytes]:
            yield f"_csrf={csrf}&naam=".encode()
            for _ in range(40):
                yield b"x" * _MEGABYTE

        antwoord = client.post(pad, content=stukken(), headers=kop)
        assert antwoord.status_code == 413
        assert "Dit is te groot" in tekst_van(antwoord.text)
        assert zaal.laatste_pagina("gemeente")["aantal"] == 0
        assert client.get(pad).status_code == 200


def test_twee_mensen_verbeteren_iemand_en_de_tweede_ziet_wat_de_eerste_deed(zaal: Zaal) -> None:
    persoon = zaal.leg_iemand_vast("gemeente", REGISSEUR)
    with zaal.ingelogd(REGISSEUR) as een, zaal.ingelogd(REGISSEUR) as ander:
        bladen = []
        for client in (een, ander):
            pad = f"{_naar_persoon(client, zaal)}/wijzigen"
            bladen.append((client, _formulier(pad, client.get(pad).text)))
        (client, blad), (tweede, ander_blad) = bladen
        assert _wijzig(client, blad, "Eenlaan 1").status_code == 303
        botst = _wijzig(tweede, ander_blad, "Tweelaan 2")
        assert botst.status_code == 422
        tekst = tekst_van(botst.text)
        assert "Intussen veranderde iemand dit" in tekst
        assert "Er staat nu: Eenlaan 1" in tekst
        opnieuw = _formulier(ander_blad.pad, botst.text)
        assert "Tweelaan 2" in {veld.waarde for veld in opnieuw.velden}
        assert _stuur(tweede, opnieuw).status_code == 303
    with zaal.klant("gemeente", REGISSEUR) as klant:
        assert klant.haal(f"/personen/{persoon}")["adres"] == "Tweelaan 2"


def _wijzig(client: httpx.Client, blad: Formulier, adres: str) -> httpx.Response:
    return _stuur(client, blad, adres=adres, reden="Verhuisd (verzonnen).")


def _naar_persoon(client: httpx.Client, zaal: Zaal) -> str:
    zoek = client.get("/personen").text
    gevonden = post(client, "/personen", csrf_van(zoek), naam=zaal.los_persoon).text
    pad = re.search(r'href="(/personen/[^/"]+)"', gevonden[gevonden.index("lijst__kop") :])
    assert pad is not None
    return pad[1]


def test_een_verzonnen_adres_van_iemand_anders_zijn_persoon_is_er_niet(zaal: Zaal) -> None:
    """Van een andere sessie, van een andere partij, of met het nummer zelf erin."""
    persoon = zaal.leg_iemand_vast("gemeente", REGISSEUR)
    with zaal.ingelogd(REGISSEUR) as een, zaal.ingelogd(REGISSEUR) as ander:
        adres = _naar_persoon(een, zaal)
        assert een.get(adres).status_code == 200
        for client, pad in (
            (ander, adres), (een, f"/personen/{persoon}"), (een, adres[:-3]), (een, f"{adres}A"),
        ):  # fmt: skip
            for eind in ("", "/wijzigen", "/eigen/aanbodgegevens"):
                antwoord = client.get(pad + eind)
                assert antwoord.status_code == 404, pad + eind
                assert zaal.los_persoon not in antwoord.text
                assert zaal.laatste_pagina("gemeente")["aantal"] == 0


def test_een_tekst_die_ouder_is_dan_wat_er_nu_staat_zegt_dat(zaal: Zaal) -> None:
    """Wie terugkomt bij wat hij niet verstuurde, ziet eerst wat een ander intussen opsloeg."""
    pad = f"/groepen/{groep_in_stap_een(zaal)}/invullen/groepsverband"
    velden = {"hoofdzakelijk": "ja", "nagelezen": "ja"}
    with zaal.ingelogd(REGISSEUR) as client:
        blad = _formulier(pad, client.get(pad).text)
        oud = {**_keuzes(blad), **velden, "motivering": "Eerst dit."}
        assert client.post("/concept", data=oud, headers=ZELFDE).status_code == 200
        # Wat in een ander tabblad is opgeslagen, ruimt het concept op; daarna bewaart het eerste.
        assert _stuur(client, blad, **velden, motivering="Intussen dat.").status_code == 303
        assert client.post("/concept", data=oud, headers=ZELFDE).status_code == 200
        tekst = tekst_van(client.get(pad).text)
        assert "Intussen veranderde iemand dit" in tekst
        assert "Intussen dat." in tekst
        assert "Eerst dit." in client.get(pad).text


def _keuzes(blad: Formulier) -> dict[str, str]:
    return {naam: een[0] for naam, een in blad.ingevuld(_zo).items()}


@pytest.mark.parametrize("pad", [f"/logboek/{'9' * 5000}", f"/logboek/{'9' * 30}"])
def test_een_nummer_dat_niemand_gaf_is_er_niet(zaal: Zaal, pad: str) -> None:
    with zaal.ingelogd(AUDITOR) as client:
        assert client.get(pad).status_code == 404
