// What the pages do by themselves. Everything works without it.
(() => {
  "use strict";

  // A page out of the browser's memory may be of somebody who logged out: ask the server again.
  addEventListener("pageshow", (gebeurtenis) => {
    if (gebeurtenis.persisted) location.reload();
  });

  // Two minutes before the end of silence: a warning, and a way to stay.
  const venster = document.getElementById("waarschuwing");
  let wekkers = [];
  const zetWekkers = (seconden) => {
    wekkers.forEach(clearTimeout);
    wekkers = [
      setTimeout(() => venster.showModal(), Math.max(0, seconden - 120) * 1000),
      setTimeout(() => {
        const naar = encodeURIComponent(location.pathname + location.search);
        location.assign(`/inloggen?verlopen&naar=${naar}`);
      }, (seconden + 1) * 1000),
    ];
  };
  if (venster) zetWekkers(Number(venster.dataset.seconden));

  // What somebody writes is kept: when he leaves a field, and every ten seconds.
  document.querySelectorAll("form[data-bewaar]").forEach((formulier) => {
    const regel = formulier.querySelector(".bewaard");
    let anders = false;
    const bewaar = async () => {
      if (!anders) return;
      anders = false;
      try {
        const antwoord = await fetch("/concept", {
          method: "POST",
          body: new URLSearchParams(new FormData(formulier)),
          redirect: "error",
        });
        const { zin, seconden } = await antwoord.json();
        regel.textContent = zin;
        if (seconden && !venster.open) zetWekkers(seconden);
      } catch {
        anders = true;
        regel.textContent = "Nog niet bewaard. Wij proberen het opnieuw.";
      }
    };
    formulier.addEventListener("input", () => { anders = true; });
    formulier.addEventListener("focusout", bewaar);
    setInterval(bewaar, 10000);
  });

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

  // The focus goes to what changed: after an exchange, and to what a form still asks.
  const naarVeranderd = () => document.querySelector("[data-veranderd]")?.focus();
  document.addEventListener("htmx:after:swap", naarVeranderd);
  naarVeranderd();
})();
