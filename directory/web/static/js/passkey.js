/* Passkeys: asks the site what is wanted, lets the browser do it, and hands back what the browser says.
   A form with data-passkey="add", "enter" or "confirm" names both addresses, and every sentence that may have to be
   said. It is hidden until it is known that this browser can. */
(() => {
  "use strict";

  const toBytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  };

  const toText = (bytes) => {
    const plain = btoa(String.fromCharCode(...new Uint8Array(bytes)));
    return plain.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: toBytes(key.id) }));

  const make = async (options) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        user: { ...options.user, id: toBytes(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    });
    return {
      id: made.id,
      rawId: toText(made.rawId),
      type: made.type,
      response: {
        clientDataJSON: toText(made.response.clientDataJSON),
        attestationObject: toText(made.response.attestationObject),
      },
    };
  };

  const sign = async (options) => {
    const signed = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    });
    return {
      id: signed.id,
      rawId: toText(signed.rawId),
      type: signed.type,
      response: {
        clientDataJSON: toText(signed.response.clientDataJSON),
        authenticatorData: toText(signed.response.authenticatorData),
        signature: toText(signed.response.signature),
        userHandle: signed.response.userHandle ? toText(signed.response.userHandle) : null,
      },
    };
  };

  /* What went wrong, as a sentence for the person at the screen. */
  class Said extends Error {}

  const post = async (form, address, body) => {
    let response;
    try {
      response = await fetch(address, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token.value },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Said(form.dataset.away);
    }
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (!isJson) throw new Said(response.status >= 500 ? form.dataset.away : form.dataset.old);
    const answer = await response.json();
    if (!response.ok) throw new Said(answer.said);
    return answer;
  };

  const say = (form, words) => {
    const place = form.querySelector("[data-said]");
    place.querySelector("span").textContent = words;
    place.hidden = !words;
  };

  const run = async (form) => {
    const typed = { name: form.elements.name ? form.elements.name.value : "", next: form.dataset.next || "" };
    const options = await post(form, form.dataset.ask, typed);
    let reply;
    try {
      reply = await (form.dataset.passkey === "add" ? make(options) : sign(options));
    } catch (fault) {
      throw new Said(fault.name === "InvalidStateError" ? form.dataset.known : form.dataset.cancelled);
    }
    const answer = await post(form, form.dataset.give, { ...typed, reply: JSON.stringify(reply) });
    window.location.assign(answer.next);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    say(form, "");
    try {
      await run(form);
    } catch (fault) {
      say(form, fault instanceof Said ? fault.message : form.dataset.cancelled);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });

  if (window.PublicKeyCredential && navigator.credentials) {
    for (const part of document.querySelectorAll("[data-needs-passkeys][hidden]")) part.hidden = false;
    for (const part of document.querySelectorAll("[data-lacks-passkeys]")) part.hidden = true;
  }
})();
