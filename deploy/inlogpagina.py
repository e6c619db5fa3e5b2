"""The pages of the development login, for a person with a browser.

The package brings its own, with a style sheet from elsewhere; these ask nothing of anybody else.
The names are those the package looks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BASIS: Final = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block titel %}Testinlog{% endblock %} - Driehoek</title>
<style>
  body { color: #1c2430; font: 1rem/1.6 sans-serif; margin: 0; }
  main { margin: 2rem auto; max-width: 46rem; padding: 0 1.25rem; }
  h1 { line-height: 1.25; } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  li + li { margin-top: .5rem; }
  button { background: #fff; border: 2px solid #33404d; border-radius: 4px; color: inherit;
    cursor: pointer; font: inherit; min-height: 44px; padding: .5rem 1rem; text-align: left; }
  li button { width: 100%; }
  button:hover { background: #f0f3f5; }
  button:focus-visible { background: #ffdd00; outline: 3px solid #0b0c0c; outline-offset: 2px; }
  button b { display: block; }
  .oefening { background: #fdf0c4; margin: 0; padding: .375rem 1.25rem; }
</style>
<p class="oefening">Oefenomgeving: alle mensen en groepen zijn verzonnen.</p>
<main>{% block content %}{% endblock %}</main>
</html>
"""
_KEUZE: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Wie bent u?</h1>
<p>Deze inlog is alleen om te oefenen: er is geen wachtwoord. Kies een account. Daarna gaat u terug
naar <code>{{ redirect_uri }}</code>.</p>
{% if sub_missing %}<p role="alert">Kies een account.</p>{% endif %}
<form method="post" aria-label="Accounts">
{% for partij, rijen in accounts_voor(client_id) %}
  <h2>{{ partij or "Accounts" }}</h2>
  <ul>
  {% for een in rijen %}
    <li><button type="submit" name="sub" value="{{ een.sub }}"><b>{{ een.naam or een.sub }}{%
      if een.functie %}, {{ een.functie }}{% endif %}</b> {{ een.sub }}</button></li>
  {% endfor %}
  </ul>
{% endfor %}
</form>
<form method="post">
  <p><button type="submit" name="action" value="deny">Niet inloggen</button></p>
</form>
{% endblock %}
"""
_FOUT: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Inloggen lukt niet</h1>
<p role="alert">{{ description or name }}</p>
{% endblock %}
"""
_BEGIN: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Testinlog</h1>
<p>Een programma brengt u hierheen om in te loggen. Wat het moet weten staat in
<a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a>.</p>
{% endblock %}
"""
_UITLOGGEN: Final = """{% extends "basis.html" %}
{% block content %}
<h1>Uitloggen</h1>
<form method="post" action="{{ end_session_confirm_url }}">
  {% if redirect_uri %}
  <input type="hidden" name="redirect_uri" value="{{ redirect_uri }}">
  {% endif %}
  <button type="submit">Uitloggen</button>
</form>
{% endblock %}
"""
_UITGELOGD: Final = """{% extends "basis.html" %}
{% block content %}<h1>U bent uitgelogd</h1>{% endblock %}
"""

PAGINAS: Final[Mapping[str, str]] = {
    "basis.html": _BASIS,
    "authorization_form.html": _KEUZE,
    "error.html": _FOUT,
    "index.html": _BEGIN,
    "end_session_form.html": _UITLOGGEN,
    "end_session_confirm.html": _UITGELOGD,
}
