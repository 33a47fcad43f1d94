"""Digests: what has happened for somebody since yesterday, in one letter. Nothing to tell, no letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.mail import LetterKind, post
from directory.maintaining.due import list_due
from directory.maintaining.news import Topic
from directory.model import Account, Changeset, ChangesetState, News, Report, SavedQuestion
from directory.settings import Settings
from directory.store.session import writing

ACTOR = "digest"
PAGES: Mapping[Topic, str] = {
    Topic.WAITING: "/coordinate/proposals",
    Topic.ANSWERED: "/coordinate/proposals",
    Topic.REPORTED: "/coordinate/calls",
    Topic.QUESTION: "/report/questions",
    Topic.DUE: "/coordinate/calls",
}
"""Where each is seen: lists, and never an address that holds an organization."""
WORDS: Mapping[str, Mapping[Topic, tuple[str, str]]] = {
    "sv": {
        Topic.WAITING: ("1 förslag väntar på ditt ja eller nej.", "{} förslag väntar på ditt ja eller nej."),
        Topic.ANSWERED: ("1 av dina förslag har fått svar.", "{} av dina förslag har fått svar."),
        Topic.REPORTED: (
            "Hos 1 verksamhet har någon anmält att något är fel.",
            "Hos {} verksamheter har någon anmält att något är fel.",
        ),
        Topic.QUESTION: (
            "I 1 fråga som du bevakar är det en annan som ska ringas först.",
            "I {} frågor som du bevakar är det en annan som ska ringas först.",
        ),
        Topic.DUE: (
            "1 verksamhet svarar inte på mail. Ring den.",
            "{} verksamheter svarar inte på mail. Ring dem.",
        ),
    },
    "en": {
        Topic.WAITING: ("1 proposal waits for your yes or no.", "{} proposals wait for your yes or no."),
        Topic.ANSWERED: ("1 of your proposals was answered.", "{} of your proposals were answered."),
        Topic.REPORTED: (
            "Somebody has reported something wrong with 1 organization.",
            "Somebody has reported something wrong with {} organizations.",
        ),
        Topic.QUESTION: (
            "In 1 question that you follow, somebody else is to be called first.",
            "In {} questions that you follow, somebody else is to be called first.",
        ),
        Topic.DUE: (
            "1 organization does not answer mail. Ring it.",
            "{} organizations do not answer mail. Ring them.",
        ),
    },
}


def run(engine: Engine, settings: Settings, now: datetime) -> dict[str, int]:
    """Write one letter to each account that has something to be told. A second run finds nothing to do."""
    with Session(engine) as reading:
        accounts = reading.scalars(select(News.account_id).where(News.told_at.is_(None)).distinct()).all()
    return {
        "letters": sum(_tell(engine, account, now, site=settings.base_url) for account in sorted(accounts))
    }


def _tell(engine: Engine, account_id: str, now: datetime, *, site: str) -> bool:
    with writing(engine, actor=ACTOR) as session:
        account = session.get(Account, account_id)
        waiting = session.scalars(
            select(News).where(News.account_id == account_id, News.told_at.is_(None)).order_by(News.id)
        ).all()
        records: dict[Topic, set[str]] = defaultdict(set)
        for one in waiting:
            one.told_at = now
            topic = Topic(one.topic)
            if still_holds(session, topic, one, now):
                records[topic].add(one.record)
        is_told = account is not None and account.email is not None and account.is_open and bool(records)
        if is_told and account is not None and account.email is not None:
            lines = say(records, account.lang, site)
            post(session, LetterKind.DIGEST, to=account.email, lang=account.lang, values={"lines": lines})
        session.commit()
    return is_told


def still_holds(reading: Session, topic: Topic, news: News, now: datetime) -> bool:
    """Tell whether something is still news: what was settled meanwhile is left out."""
    if topic is Topic.WAITING:
        changeset = reading.get(Changeset, news.record)
        return changeset is not None and changeset.state is ChangesetState.WAITING
    if topic is Topic.REPORTED:
        open_one = select(Report.record).where(
            Report.organization_id == news.record, Report.settled_at.is_(None)
        )
        return reading.scalar(open_one.limit(1)) is not None
    if topic is Topic.QUESTION:
        return reading.get(SavedQuestion, news.record) is not None
    if topic is Topic.DUE:
        today = as_local(now).date()
        due = list_due(reading, today, {OrganizationId(news.record)})
        return bool(due) and due[0].is_due(today)
    return True


def say(records: Mapping[Topic, set[str]], lang: str, site: str) -> str:
    """Return what there is to tell: counts, each with the page where it is seen."""
    lines = []
    for topic in Topic:
        if found := len(records.get(topic, ())):
            one, many = WORDS[lang][topic]
            lines += [one if found == 1 else many.format(found), site + PAGES[topic], ""]
    return "\n".join(lines[:-1])
