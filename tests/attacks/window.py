"""A Chromium that shows what the application answers, and tells of everything in it that could have run.

No server stands between: each request of the browser is answered by the application in this process, headers and all.
``ran()`` is in every page; whoever calls it is noted. So is every word of the browser's about the policy of a page,
and everything in the page that we did not put there: handlers, scripts, frames, addresses that run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route
from werkzeug.test import TestResponse

SITE = "http://localhost"
PATIENCE_MS = 120_000
LISTEN = """
window.__ran = [];
window.ran = () => { window.__ran.push('ran'); };
document.addEventListener('securitypolicyviolation', (e) => {
  window.__ran.push(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`);
});
"""
LOOK = r"""
() => {
  const found = [...window.__ran];
  const runs = /^(javascript|vbscript|data|blob|feed|view-source):|^\/\//i;
  const leads = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcdoc', 'srcset', 'poster', 'ping'];
  const alien = new Set(('iframe object embed frameset base applet marquee style template math foreignobject animate ' +
    'set audio video plaintext xmp noframes portal').split(' '));
  for (const el of document.querySelectorAll('*')) {
    const tag = el.tagName.toLowerCase();
    for (const at of el.attributes) {
      const value = at.value.replace(/[\u0000-\u0020]/g, '');
      if (/^on/i.test(at.name) || at.name === 'style') found.push(`handler: ${tag} ${at.name}`);
      if (leads.includes(at.name) && runs.test(value)) found.push(`address: ${tag} ${at.name} ${value.slice(0, 60)}`);
    }
    const isOurs = /^\/static\//.test(el.getAttribute('src') || '') || el.type === 'application/json';
    if (tag === 'script' && !isOurs) found.push(`script: ${el.outerHTML.slice(0, 80)}`);
    if (alien.has(tag) || (tag === 'meta' && el.httpEquiv)) found.push(`element: ${tag}`);
  }
  return found;
}
"""


@dataclass
class Window:
    """A browser window that *client* (a browser without a window) answers for. *page_count*: pages looked at."""

    browser: Browser
    client: FlaskClient
    is_lawless: bool = False
    """Whether the policy of the pages is put out of force, so that what is injected does run."""
    asked_outside: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    page_count: int = 0
    _posted: dict[str, TestResponse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._context: BrowserContext = self.browser.new_context(bypass_csp=self.is_lawless, locale="sv-SE")
        self._context.add_init_script(LISTEN)
        self._context.route("**/*", self._answer)
        self._page: Page = self._context.new_page()
        self._page.on("dialog", self._on_dialog)
        self._page.on("console", lambda message: self._on_words(message.text))

    def look_at(self, path: str) -> list[str]:
        """Open a page; return what ran in it or could have."""
        self.noticed.clear()
        self._page.goto(SITE + path, wait_until="load", timeout=PATIENCE_MS)
        self.page_count += 1
        return [*self._page.evaluate(LOOK), *self.noticed]

    def look_at_answer(self, answer: TestResponse) -> list[str]:
        """Show what was answered to a form."""
        path = f"/posted/{len(self._posted)}"
        self._posted[path] = answer
        return self.look_at(path)

    def close(self) -> None:
        self._context.close()

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if not url.startswith(SITE + "/"):
            if not url.startswith(("data:", "blob:")):
                self.asked_outside.append(url)
                self.noticed.append(f"outside: {url[:80]}")
            route.abort()
            return
        path = url.removeprefix(SITE)
        if path.endswith((".woff2", ".ico", ".png")):
            route.abort()
            return
        answer = self._posted.get(path) or self.client.get(path)
        if 300 <= answer.status_code < 400 and answer.location.startswith("/") and path not in self._posted:
            answer = self.client.get(answer.location)  # what a link leads on to is what it shows
        kept = [
            (name, value) for name, value in answer.headers if name.lower() not in ("set-cookie", "location")
        ]
        if answer.status_code >= 500:
            self.noticed.append(f"fault: {answer.status_code}")
        status = 200 if 300 <= answer.status_code < 400 else answer.status_code
        route.fulfill(status=status, headers=dict(kept), body=answer.data)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.noticed.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _on_words(self, words: str) -> Any:
        if "Content Security Policy" in words or "Refused to" in words:
            self.noticed.append(f"console: {words[:160]}")
