"""Delivery by mail: a short letter in plain Dutch that says where to look, to a fixed address.

Each address is a destination of its own: one that is dead keeps no letter from the others, and
brings nobody the same letter twice. Mail travels and rests outside our keys, so it never says more
than the event does. The Message-ID follows from the event: a letter that was sent twice can be
seen to be the same.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from shared.meldingen.gebeurtenis import CloudEvent
from shared.meldingen.kanaal import BezorgingMislukt
from shared.web.instellingen.bezorging import Smtp


@dataclass(frozen=True, slots=True)
class Brief:
    """What the reader sees."""

    onderwerp: str
    tekst: str


Briefmaker = Callable[[CloudEvent], Brief]


class Postbus:
    """`Kanaal` to one address, through one SMTP server."""

    def __init__(self, smtp: Smtp, ontvanger: str, maak_brief: Briefmaker) -> None:
        self._smtp = smtp
        self._ontvanger = ontvanger
        self._maak_brief = maak_brief

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        bericht = _bericht(self._smtp, self._ontvanger, gebeurtenis, self._maak_brief(gebeurtenis))
        try:
            await asyncio.to_thread(self._verstuur, bericht)
        except smtplib.SMTPRecipientsRefused as fout:
            raise _geweigerd(*(code for code, _ in fout.recipients.values())) from fout
        except smtplib.SMTPDataError as fout:
            raise _geweigerd(fout.smtp_code) from fout
        except smtplib.SMTPResponseException as fout:
            # Over ons of over de server zelf, niet over deze brief: dat kan nog goed komen.
            zin = f"De mailserver antwoordde met {fout.smtp_code}."
            raise BezorgingMislukt(zin) from fout
        except (OSError, smtplib.SMTPException) as fout:
            zin = f"De mail is niet verstuurd ({type(fout).__name__})."
            raise BezorgingMislukt(zin) from fout

    def _verstuur(self, bericht: EmailMessage) -> None:
        server = _verbind(self._smtp)
        try:
            if self._smtp.gebruiker is not None and self._smtp.wachtwoord is not None:
                wachtwoord = self._smtp.wachtwoord.read_text(encoding="utf-8").strip()
                server.login(self._smtp.gebruiker, wachtwoord)
            server.send_message(bericht, self._smtp.afzender, [self._ontvanger])
        finally:
            # Wat is aangenomen, is aangenomen: hoe het afscheid gaat doet daar niets aan af.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def _geweigerd(*codes: int) -> BezorgingMislukt:
    """The server's word on this letter to this address: 5xx is for good (RFC 5321, 4.2.1)."""
    zin = f"De mailserver antwoordde met {', '.join(map(str, codes))}."
    return BezorgingMislukt(zin, definitief=all(500 <= code < 600 for code in codes))


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


def _bericht(smtp: Smtp, ontvanger: str, gebeurtenis: CloudEvent, brief: Brief) -> EmailMessage:
    bericht = EmailMessage()
    bericht["From"] = smtp.afzender
    bericht["To"] = ontvanger
    bericht["Subject"] = brief.onderwerp
    bericht["Date"] = format_datetime(gebeurtenis.time)
    domein = smtp.afzender.rpartition("@")[2]
    bericht["Message-ID"] = f"<{gebeurtenis.id}@{domein}>"
    # Gemaakt door een programma: geen afwezigheidsbericht terug.
    bericht["Auto-Submitted"] = "auto-generated"
    bericht.set_content(brief.tekst)
    return bericht
