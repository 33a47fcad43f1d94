"""Where a cell goes and what it sends: the address of each object, and a form that would truly be taken."""

from __future__ import annotations

from datetime import timedelta

from directory import clock
from tests.account.people import PASSWORD
from tests.matrix.offered import SERVICES, offered
from tests.matrix.past import past_forms, past_values
from tests.matrix.people import ARCHIVED, AWAY, NATION, OWN, SHELTER, SHELTERED, key_id
from tests.matrix.table import Line
from tests.matrix.voices import question_of, voiced
from tests.matrix.world import World, own_account

NEW_PASSWORD = "fyra blå ugglor under isen"
QUESTION = {"need": "boende", "area": "0184", "at": "2026-11-28T03:00"}
ORGANIZATIONS = {
    "own": OWN,
    "sheltered": SHELTERED,
    "abroad": AWAY,
    "nation": NATION,
    "archived": ARCHIVED,
    "missing": "no-such-organization",
    "foreign": OWN,
    "there": OWN,
    "unexplained": OWN,
    "protected": "ngo-talita",
}
RECORDS = {
    "area_id": {"there": "0184"},
    "need_id": {"there": "boende"},
    "role_id": {"there": "role.af"},
    "service_id": {"there": "sv-112", "protected": "sv-talita"},
    "job_name": {"there": "retention"},
}
OFFERS = {
    "below": {"role": "ngo_editor", "place": OWN},
    "county": {"role": "caseworker", "place": "0184"},
    "abroad": {"role": "ngo_owner", "place": AWAY},
    "boss": {"role": "coordinator", "place": "01"},
    "admin": {"role": "administrator", "place": ""},
    "nation": {"role": "ngo_owner", "place": NATION},
    "archived": {"role": "ngo_owner", "place": ARCHIVED},
    "missing": {"role": "caseworker", "place": "Ingenstans"},
}
"""What is offered in invitations, by object."""
OPENED = {
    "/account/reset/new": "reset",
    "/account/invitation": "invitation",
    "/listing/held": "listing",
    "/listing/object": "listing",
    "/listing/export": "listing",
    "/confirm/entries": "confirm",
    "/confirm/wrong": "confirm",
}
"""Pages behind the link of a letter, and what the link is for."""
WRONG: dict[str, dict[str, str]] = {
    "wrong": {"code": "000000", "old": NEW_PASSWORD},
    "left": {"email": "left@example.org"},
    "unexplained": {"reason": ""},
}
"""What is not right in a form, by object."""
PUBLIC_ARGUMENTS = {
    "/answer": QUESTION,
    "/answer/callback.ics": {**QUESTION, "step": "sv-nspm"},
    "/answer/contact.vcf": {**QUESTION, "step": "sv-nspm"},
    "/api/v1/answer": QUESTION,
    "/api/v1/places": {"q": "Solna"},
    "/api/v1/search": {"q": "Solna"},
    "/report/questions/new": {"need": "boende_akut", "area": "0184"},
    "/search": {"q": "Solna"},
}


def address(line: Line, thing: str, viewer: str, world: World) -> tuple[str, dict[str, str]]:
    """Return the path and the arguments of the line's route for *thing*."""
    path = line.route
    for name, value in _values(line, thing, viewer, world).items():
        path = path.replace(f"<{name}>", value)
    if "<" in path:
        raise LookupError(f"nobody has said where {thing} is: {path}")
    return path, PUBLIC_ARGUMENTS.get(line.route, {}) if line.method != "POST" else {}


def _values(line: Line, thing: str, viewer: str, world: World) -> dict[str, str]:
    route = line.route
    if route.endswith("<token>"):
        return {"token": _token(route.split("/")[-2], thing, world)}
    if route.startswith("/admin/people/"):
        return _person(thing, viewer)
    if route.startswith("/static"):
        return {"edition_asked": "x", "path:filename": "icon.svg" if thing == "there" else "no.svg"}
    found = {
        "organization_id": ORGANIZATIONS.get(thing, ""),
        "invitation_id": f"invitation-{thing}",
        "letter_id": f"letter-{thing}",
        "session_id": _session(thing, viewer, world),
        "post_id": f"vacant-{thing}" if route.endswith("/remove") else f"post-{thing}",
        "contact_id": _contact(route, thing),
        "note_id": f"note-{thing}",
        "place_id": f"place-{thing}",
        "channel_id": f"channel-{thing}",
        "wish_id": f"wish-{thing}",
        "campaign_id": f"campaign-{thing}",
        "question_id": question_of(thing, viewer),
        "changeset_id": f"change-{thing}",
        "run_id": f"file-{thing}",
    }
    if route.startswith("/offer/services/"):
        found["service_id"] = SERVICES.get(thing, "no-such-record")
    found |= past_values(route, thing)
    return {name: known.get(thing, "no-such-record") for name, known in RECORDS.items()} | found


def kept_link(line: Line, thing: str, world: World) -> tuple[str, str] | None:
    """Return purpose and token of the link that was opened before, which the browser keeps; None for none."""
    kind = OPENED.get(line.route, "")
    return (kind, _token(kind, thing, world)) if kind and thing != "unopened" else None


def _token(kind: str, thing: str, world: World) -> str:
    names = {
        "crossed": "invitation-county" if kind != "invitation" else "reset-fresh",
        "used": {"reset": "reset-used", "invitation": "invitation-accepted", "confirm": "confirm-used"}.get(
            kind, "listing-used"
        ),
        "missing": "missing",
    }
    return world.tokens[names.get(thing, f"{kind}-{thing}")]


def _person(thing: str, viewer: str) -> dict[str, str]:
    if thing == "self":
        own = own_account(viewer)
        return {"account_id": own, "grant_id": f"right-{own}"}
    if thing == "crossed":
        return {"account_id": "below", "grant_id": "right-worker"}
    account = "below" if thing in ("sideways", "outside") else thing
    return {"account_id": account, "grant_id": "right-mixed-2" if thing == "mixed" else f"right-{account}"}


def _session(thing: str, viewer: str, world: World) -> str:
    own = {
        "this": f"{viewer}-now",
        "mine": f"{viewer}-while",
        "others": "W-now" if viewer != "W" else "E-now",
    }
    return world.sessions.get(own.get(thing, ""), "no-such-session")


def _contact(route: str, thing: str) -> str:
    if thing == "ended":
        return "ended-own"
    if thing == "shown":
        return "shown-own"
    state = "ended" if route.endswith("/undo-end") else "shown"
    if route.endswith(("/answer", "/approve", "/refuse", "/withdraw")):
        state = "waiting"
    return f"{state}-{thing}"


def form(line: Line, thing: str, viewer: str, world: World) -> dict[str, str]:
    """Return a form that is right in every field, so that whoever is let through truly does it."""
    later = (clock.today() + timedelta(days=200)).isoformat()
    person = {
        "phone": "070-174 06 18",
        "is_work_mobile": "yes",
        "email": "ny@example.org",
        "visibility": "network",
    }
    offer = OFFERS.get(thing, {})
    right = {"N": OFFERS["abroad"]}.get(viewer, OFFERS["below"])
    right = {"sideways": OFFERS["boss"], "outside": OFFERS["nation"]}.get(thing, right)
    owner = {"sheltered": SHELTER, "foreign": "sv-talita"}.get(thing, "")
    code = {"code": _code(line.route, viewer, world)}
    many = {
        "table": "organization",
        "record": ORGANIZATIONS["abroad" if viewer == "N" else "own"],
        "what": "cadence",
        "cadence_days": "45",
    }
    forms: dict[str, dict[str, str]] = {
        "/": {"q": "Skyddat boende för en kvinna i Solna"},
        "/api/v1/answer": {"sentence": "Boende för en kvinna i Solna"},
        "/api/v1/reading": {"sentence": "Boende i Solna"},
        "/account/sign-in": {
            "email": "m@example.org",
            "password": NEW_PASSWORD if thing == "wrong" else PASSWORD,
        },
        "/account/code": code,
        "/account/second-factor": code,
        "/account/second-factor/new": code,
        "/account/confirm": code,
        "/account/passkeys/options": {"name": "Min nya nyckel"},
        "/account/passkeys": {"name": "Min nya nyckel", "reply": "{}"},
        "/account/passkeys/remove": {"key": key_id(_key_of(thing, viewer))},
        "/account/passkey/sign-in": {"reply": "{}"},
        "/account/passkey/confirm": {"reply": "{}"},
        "/account/reset": {"email": "m@example.org"},
        "/account/reset/new": {"password": NEW_PASSWORD},
        "/account/invitation": {"name": "Ny Person", "password": NEW_PASSWORD},
        "/account/password": {"old": PASSWORD, "password": NEW_PASSWORD},
        "/admin/people/<account_id>/rights": right,
        "/admin/invitations": {"name": "Ny Person", "email": "helt.ny@example.org", "lang": "sv", **offer},
        "/maintain/organizations/<organization_id>/restricted": {"reason": "case"},
        "/maintain/organizations/<organization_id>/posts/new": {"owner": owner, "title": "Nattjour"},
        "/maintain/organizations/<organization_id>/places/new": {
            "owner": owner,
            "name": "Nya huset",
            "visibility": "network",
            "is_no_shelter": "yes",
        },
        "/maintain/organizations/<organization_id>/notes/new": {
            "owner": owner,
            "text": "Ring efter lunch",
            "visibility": "network",
        },
        "/maintain/posts/<post_id>": {"title": "Dagjour", "version": "1"},
        "/maintain/posts/<post_id>/move": {"to": "down"},
        "/maintain/posts/<post_id>/people/new": {
            "name": "Ny Person",
            "why": "cases",
            "valid_to": later,
            **person,
        },
        "/maintain/people/<contact_id>/change": person,
        "/maintain/people/<contact_id>/renew": {"valid_to": later},
        "/maintain/people/<contact_id>/erase": {"has_objected": "yes"},
        "/maintain/people/<contact_id>/approve": {"version": "1", "told": "meeting"},
        "/maintain/people/<contact_id>/refuse": {"version": "1", "why": "not_needed"},
        "/maintain/notes/<note_id>": {"text": "Ring efter lunch", "visibility": "network", "version": "1"},
        "/maintain/places/<place_id>": {
            "name": "Nya huset",
            "visibility": "network",
            "is_no_shelter": "yes",
            "version": "1",
        },
        "/maintain/channels/<channel_id>": {"visibility": "network"},
        **offered(line, thing, world, owner),
        "/maintain/wishes/<wish_id>/grant": {"version": "1"},
        "/coordinate/bulk": many,
        "/coordinate/bulk/look": many,
        "/coordinate/proposals/<changeset_id>/approve": {"version": "1"},
        "/coordinate/proposals/<changeset_id>/send-back": {"version": "1", "why": "wrong"},
        "/coordinate/imports/<run_id>": {"column-0": "organization", "column-1": "service"},
        "/coordinate/export": {"what": "all", "format": "json"},
        **voiced(line, thing, viewer),
        **past_forms(line, thing, world.app.extensions["snapshots"].engine),
    }
    return forms.get(line.route, {}) | WRONG.get(thing, {})


def _code(route: str, viewer: str, world: World) -> str:
    """Return the code of the app that is had, or of the one that is being set up."""
    if viewer not in world.people:
        return "000000"
    return world.code(viewer, is_new=route.startswith("/account/second-factor"))


def _key_of(thing: str, viewer: str) -> str:
    """Return whose passkey it is."""
    return {"own": viewer, "others": "W" if viewer != "W" else "E"}.get(thing, "nobody")
