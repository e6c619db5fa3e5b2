// The number beside the work list, once a minute, while somebody looks. It is no sign of life.
(() => {
  "use strict";
  const plekken = document.querySelectorAll("[data-telt]");
  if (!plekken.length) return;
  setInterval(async () => {
    if (document.hidden) return;
    const antwoord = await fetch(plekken[0].dataset.telt, { redirect: "error" }).catch(() => null);
    if (!antwoord || !antwoord.ok) return;
    const aantal = Number(await antwoord.text());
    plekken.forEach((plek) => {
      plek.querySelector("b").textContent = aantal;
      plek.hidden = aantal === 0;
    });
  }, 60000);
})();
