// The number beside the work list, once a minute, while somebody looks. It is no sign of life.
(() => {
  "use strict";
  const plek = document.querySelector("[data-telt]");
  if (!plek) return;
  setInterval(async () => {
    if (document.hidden) return;
    const antwoord = await fetch(plek.dataset.telt, { redirect: "error" }).catch(() => null);
    if (!antwoord || !antwoord.ok) return;
    const aantal = Number(await antwoord.text());
    plek.querySelector("b").textContent = aantal;
    plek.hidden = aantal === 0;
  }, 60000);
})();
