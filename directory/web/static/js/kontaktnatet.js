/* What pages can do when there is script. Without it everything works all the same, with one more click here and there.
   Nothing is stored but one choice, for as long as the tab is open: whether the keys / and ? are used. */
(() => {
  "use strict";

  const KEYS_OFF = "keys-off";
  const THREE_TIMES_MS = 2000;
  let shifts = [];

  const say = (words) => {
    const place = document.getElementById("said");
    if (place) place.textContent = words;
  };

  /* Buttons that need script are hidden until it is there. */
  const reveal = (root) => {
    for (const button of root.querySelectorAll("[data-copy][hidden], [data-print][hidden], [data-keys][hidden]")) {
      button.hidden = false;
    }
    showKeys();
  };

  const keysAreOff = () => sessionStorage.getItem(KEYS_OFF) === "1";

  const showKeys = () => {
    const button = document.querySelector("[data-keys]");
    if (button) button.textContent = keysAreOff() ? button.dataset.on : button.dataset.off;
  };

  /* Leaving replaces this page in the history, so that Back does not lead here again. */
  const leave = () => {
    const link = document.querySelector("[data-leave]");
    document.body.hidden = true;
    window.location.replace(link.href);
  };

  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const field = document.createElement("textarea");
      field.value = button.dataset.copy;
      field.className = "vh";
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    say(button.dataset.said);
    button.classList.add("done");
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-leave], [data-copy], [data-print], [data-keys]");
    if (!button) return;
    if ("leave" in button.dataset) {
      event.preventDefault();
      leave();
    } else if ("copy" in button.dataset) {
      copy(button);
    } else if ("print" in button.dataset) {
      window.print();
    } else {
      if (keysAreOff()) sessionStorage.removeItem(KEYS_OFF);
      else sessionStorage.setItem(KEYS_OFF, "1");
      showKeys();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") {
      if (event.repeat) return;
      shifts = [...shifts.filter((at) => event.timeStamp - at < THREE_TIMES_MS), event.timeStamp];
      if (shifts.length >= 3) leave();
      return;
    }
    shifts = [];
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
    const field = document.getElementById("q");
    if (event.key === "/" && field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "?") {
      const place = document.querySelector("[data-keyboard]");
      if (place) window.location.assign(place.dataset.keyboard);
    }
  });

  /* After a part or the whole of the page was exchanged: show the buttons, and put the reader where the answer is. */
  document.addEventListener("htmx:afterSettle", (event) => {
    reveal(document);
    if (event.detail.elt !== document.body && event.detail.target !== document.body) return;
    const place = document.querySelector("[data-focus]") || document.getElementById("forst") || document.querySelector("h1");
    if (place) {
      if (!place.matches("a, button, input, select")) place.tabIndex = -1;
      place.focus();
    }
  });

  reveal(document);
})();
