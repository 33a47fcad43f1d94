/* Moves the bar of a file that is being read in. Without it a link loads the page anew. */
(() => {
  "use strict";

  const EVERY_MS = 700;
  const panel = document.querySelector("[data-progress]");
  if (!panel) return;
  const bar = panel.querySelector("progress");
  const step = panel.querySelector("[data-step]");

  const look = async () => {
    try {
      const answer = await fetch(panel.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      if (!told.is_working) {
        window.location.reload();
        return;
      }
      bar.value = Math.max(bar.value, told.percent);
      if (step.textContent !== told.step) step.textContent = told.step;
    } catch {
      /* The line is down for a moment: the next look may get through. */
    }
    window.setTimeout(look, EVERY_MS);
  };

  window.setTimeout(look, EVERY_MS);
})();
