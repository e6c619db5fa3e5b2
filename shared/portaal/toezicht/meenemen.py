"""T5: take the answer on the screen along as a file, exactly as it stood there."""

from __future__ import annotations

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.toezicht.uitwisselingen import beantwoord, vraag_van
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import lees_getal

_MEDIA = {
    "csv": ("text/csv", "csv"),
    "jsonl": ("application/jsonl", "jsonl"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "bewijsbundel": ("application/zip", "zip"),
    "rapport": ("application/pdf", "pdf"),
}
_NAMEN = {"bewijsbundel": "bewijs", "rapport": "rapport"}


async def neem_mee(verzoek: Verzoek) -> Response:
    """The whole answer, as of the size of the log it was shown at; taking it along is logged."""
    vorm, grootte = verzoek.veld("vorm"), lees_getal(verzoek.veld("grootte"))
    if vorm not in _MEDIA or grootte is None:
        raise NietGevonden
    vraag = vraag_van(verzoek, verzoek.veld("vraag"))
    inhoud, pad = vragen.filters(vraag), "/uitwisselingen/_exporteer"
    if vraag.get("zoekvraag"):
        antwoord = await beantwoord(verzoek, vraag, 1)
        inhoud = vragen.uit_antwoord(antwoord)
        if verzoek.veld("bladen"):
            pad = "/logboek/bladen/_exporteer"
    if verzoek.veld("later"):
        await verzoek.api.stuur_lang(pad, {**inhoud, "vorm": vorm, "grootte": grootte})
        return verzoek.naar(vragen.BESTANDEN)
    media, einde = _MEDIA[vorm]
    bytes_ = await verzoek.api.bestand(pad, {**inhoud, "vorm": vorm, "grootte": grootte}, media)
    wat = vraag.get("zoekvraag") or "uitwisselingen"
    soort = f"{_NAMEN[vorm]}-" if vorm in _NAMEN else ""
    naam = f"{soort}{wat}-{verzoek.vandaag.isoformat()}-stand-{grootte}.{einde}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return Response(bytes_, media_type=media, headers=koppen)


SCHERMEN = (Scherm("meenemen", "POST", "/uitwisselingen/meenemen", neem_mee, CONTROLEREN, 2),)
