"""Delivery by mail: a short letter in plain Dutch that says where to look, to fixed addresses.

Mail travels and rests outside our keys, so it never says more than the event does. The Message-ID
follows from the event: a letter that was sent twice can be seen to be the same.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from shared.meldingen.gebeurtenis import CloudEvent
from shared.meldingen.kanaal import BezorgingMislukt
from shared.web.bezorginstellingen import Smtp


@dataclass(frozen=True, slots=True)
class Brief:
    """What the reader sees."""

    onderwerp: str
    tekst: str


Briefmaker = Callable[[CloudEvent], Brief]


class Postbus:
    """`Kanaal` to a list of addresses, through one SMTP server."""

    def __init__(self, smtp: Smtp, ontvangers: Sequence[str], maak_brief: Briefmaker) -> None:
        self._smtp = smtp
        self._ontvangers = list(ontvangers)
        self._maak_brief = maak_brief

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        bericht = _bericht(self._smtp, self._ontvangers, gebeurtenis, self._maak_brief(gebeurtenis))
        try:
            await asyncio.to_thread(self._verstuur, bericht)
        except smtplib.SMTPResponseException as fout:
            zin = f"De mailserver antwoordde met {fout.smtp_code}."
            raise BezorgingMislukt(zin) from fout
        except (OSError, smtplib.SMTPException) as fout:
            zin = f"De mail is niet verstuurd ({type(fout).__name__})."
            raise BezorgingMislukt(zin) from fout

    def _verstuur(self, bericht: EmailMessage) -> None:
        with _verbind(self._smtp) as server:
            if self._smtp.gebruiker is not None and self._smtp.wachtwoord is not None:
                wachtwoord = self._smtp.wachtwoord.read_text(encoding="utf-8").strip()
                server.login(self._smtp.gebruiker, wachtwoord)
            geweigerd = server.send_message(bericht, self._smtp.afzender, self._ontvangers)
        if geweigerd:
            # The others have it. Sent again they get it twice: better than one of them never.
            raise smtplib.SMTPRecipientsRefused(geweigerd)


def _verbind(smtp: Smtp) -> smtplib.SMTP:
    if smtp.beveiliging == "tls":
        return smtplib.SMTP_SSL(
            smtp.host, smtp.poort, timeout=smtp.wachttijd_seconden, context=_context(smtp)
        )
    server = smtplib.SMTP(smtp.host, smtp.poort, timeout=smtp.wachttijd_seconden)
    if smtp.beveiliging == "starttls":
        try:
            server.starttls(context=_context(smtp))
        except BaseException:
            server.close()
            raise
    return server


def _context(smtp: Smtp) -> ssl.SSLContext:
    cafile = None if smtp.vertrouwen is None else str(smtp.vertrouwen)
    context = ssl.create_default_context(cafile=cafile)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _bericht(
    smtp: Smtp, ontvangers: Sequence[str], gebeurtenis: CloudEvent, brief: Brief
) -> EmailMessage:
    bericht = EmailMessage()
    bericht["From"] = smtp.afzender
    bericht["To"] = ", ".join(ontvangers)
    bericht["Subject"] = brief.onderwerp
    bericht["Date"] = format_datetime(gebeurtenis.time)
    domein = smtp.afzender.rpartition("@")[2]
    bericht["Message-ID"] = f"<{gebeurtenis.id}@{domein}>"
    # Gemaakt door een programma: geen afwezigheidsbericht terug.
    bericht["Auto-Submitted"] = "auto-generated"
    bericht.set_content(brief.tekst)
    return bericht
