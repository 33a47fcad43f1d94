"""Ask through the API: fields by GET, a sentence by POST. A sentence never stands in an address."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, g, request

from directory.access import Permission, needs
from directory.clock import local_now
from directory.errors import BadQuestion
from directory.finding.ask import ask, has_passed
from directory.finding.fields import fields_of, question_from_fields
from directory.finding.moment import minute_of
from directory.finding.reading import question_from_reading, read_sentence
from directory.interchange.answer_json import answer_to_json
from directory.interchange.reading_json import reading_to_json
from directory.web.api.body import SentenceIn, sentence_and_moment
from directory.web.api.described import Operation, Words, described
from directory.web.api.parameters import QUESTION, SENTENCE
from directory.web.api.reply import LONGEST_KEY, PRIVATE, Replies, entity_tag, reply, reply_once
from directory.web.api.schema import AnswerOut, ReadingOut
from directory.web.asked import count_answer
from directory.web.identity import viewer
from directory.web.language import current_language
from directory.web.quota import shown_in

TAG = "answer"
SENTENCE_NAMES = ("q", "sentence", "text", "question")

replies = Replies()


class SentenceInAddress(BadQuestion):
    """What people type must not land in a log or a history: it can be case information."""

    status = 400
    code = "sentence-in-address"


def open_answer(blueprint: Blueprint) -> None:
    """Add the addresses that answer."""
    blueprint.add_url_rule("/answer", "answer", answer, methods=["GET"])
    blueprint.add_url_rule("/answer", "answer_sentence", answer_sentence, methods=["POST"])
    blueprint.add_url_rule("/reading", "reading", reading, methods=["POST"])


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Svara på en fråga som är ställd i fält.", "Answer a question asked in fields."),
        AnswerOut,
        TAG,
        params=QUESTION,
        errors=(400, 422),
    )
)
def answer() -> Response:
    """Answer the fields of the address."""
    now = local_now()
    lang, snapshot = current_language(), g.snapshot
    state = (snapshot.revision, snapshot.built_at, snapshot.stale_since, minute_of(now))
    who = viewer()
    # What is not for everybody counts for each account that sees it: none is given what was made for another.
    key = (request.query_string, lang, who.account if who is not None else "")
    kept = replies.find(snapshot.viewer, key, state)
    if kept is not None:
        return reply(lambda: kept[1], kept[0], PRIVATE)
    _no_sentence()
    question = question_from_fields(request.args, snapshot, now)
    # The day, too: whom to ask for changes with it, also in the answer to a question about a fixed moment.
    tag = entity_tag(*fields_of(question), has_passed(question, now), now.date(), snapshot.stale_since)

    def body() -> bytes:
        found = ask(question, snapshot, now)
        shown_in(found)
        count_answer(found)
        told = answer_to_json(found, snapshot, None, lang, now)
        made = orjson.dumps(told)
        if len(request.query_string) <= LONGEST_KEY:
            replies.keep(snapshot.viewer, key, state, (tag, made))
        return made

    return reply(body, tag, PRIVATE)


@needs(Permission.API_READ)
@described(
    Operation(
        Words(
            "Svara på en fråga som är ställd som en mening. Meningen läses och kastas.",
            "Answer a question asked as a sentence. The sentence is read and thrown away.",
        ),
        AnswerOut,
        TAG,
        takes=SentenceIn,
        keys=SENTENCE,
        errors=(400, 413, 415, 422),
        has_tag=False,
    )
)
def answer_sentence() -> Response:
    """Answer the sentence of the body."""
    sentence, now = sentence_and_moment()
    read = read_sentence(sentence, g.snapshot, now)
    question = question_from_reading(read, g.snapshot, now)
    told = ask(question, g.snapshot)
    shown_in(told)
    count_answer(told)
    return reply_once(answer_to_json(told, g.snapshot, read, current_language(), local_now()))


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Visa hur en mening läses, utan att svara.", "Show how a sentence is read, without answering."),
        ReadingOut,
        TAG,
        takes=SentenceIn,
        keys=SENTENCE,
        errors=(400, 413, 415, 422),
        has_tag=False,
    )
)
def reading() -> Response:
    """Show how the sentence of the body is read."""
    sentence, now = sentence_and_moment()
    read = read_sentence(sentence, g.snapshot, now)
    return reply_once(reading_to_json(read, g.snapshot, current_language()))


def _no_sentence() -> None:
    if any(name in request.args for name in SENTENCE_NAMES):
        sv = "Skicka meningen med POST, som JSON i fältet sentence. I en adress blir den kvar i loggar."
        en = "POST the sentence, as JSON in the field sentence. In an address it stays behind in logs."
        raise SentenceInAddress(sv, field="sentence", sv=sv, en=en)
