// What the pages do by themselves. Everything works without it.
(() => {
  "use strict";

  // A page out of the browser's memory may be of somebody who logged out: ask the server again.
  addEventListener("pageshow", (gebeurtenis) => {
    if (gebeurtenis.persisted) location.reload();
  });

  // Two minutes before the end of silence: a warning, and a way to stay.
  const venster = document.getElementById("waarschuwing");
  if (venster) {
    const seconden = Number(venster.dataset.seconden);
    setTimeout(() => venster.showModal(), Math.max(0, seconden - 120) * 1000);
    setTimeout(() => location.assign("/inloggen?verlopen"), (seconden + 1) * 1000);
  }

  // A choice that decides what the rest of a form offers is taken at once.
  document.addEventListener("change", (gebeurtenis) => {
    const formulier = gebeurtenis.target.closest("form[data-direct]");
    if (formulier) formulier.requestSubmit();
  });

  // Of a form with a question it asks first: twice a click is one message anyway.
  document.addEventListener("submit", (gebeurtenis) => {
    const knop = gebeurtenis.submitter;
    if (!knop || gebeurtenis.target.method !== "post") return;
    setTimeout(() => knop.setAttribute("aria-disabled", "true"), 0);
    document.documentElement.setAttribute("aria-busy", "true");
  });

  // After an exchange the focus goes to what changed.
  document.addEventListener("htmx:after:swap", () => {
    const kop = document.querySelector("[data-veranderd]");
    if (kop) kop.focus();
  });
})();
