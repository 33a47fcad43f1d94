"""Posts: functions of an organization or service, which stay when their holders leave."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.maintaining import typed
from directory.maintaining.complaints import Complaints
from directory.maintaining.workplace import Workplace
from directory.model import Contact, Post


@dataclass(frozen=True, slots=True)
class Titles:
    """The name of a function as typed, in Swedish and perhaps in English."""

    title: str = ""
    title_en: str = ""


def add_post(writing: Session, workplace: Workplace, owner: str, titles: Titles) -> Post:
    """Add a post at the end. *owner*: id of a service of the organization, or empty for the organization itself.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: a title cannot be taken.
    """
    columns = workplace.owner(owner)
    title, title_en = _checked(titles)
    beside = _beside(writing, columns)
    if any(one.title.casefold() == title.casefold() for one in beside):
        raise refuse("title", "Den befattningen finns redan här.", "There is such a post here already.")
    post = Post(
        id=f"post-{new_id()}",
        title=title,
        title_en=title_en,
        order=max((one.order for one in beside), default=-1) + 1,
        **columns,
    )
    writing.add(post)
    writing.flush()
    return post


def rename_post(writing: Session, post: Post, titles: Titles, version: int) -> None:
    """Give a post another title.

    Raises:
        Refused: a title cannot be taken, or somebody else changed the post meanwhile.
    """
    title, title_en = _checked(titles)
    check_version(post.version, version)
    post.title, post.title_en = title, title_en
    writing.flush()


def move_post(writing: Session, post: Post, *, is_up: bool) -> None:
    """Move a post one place up or down among those beside it; at the end nothing happens."""
    beside = _beside(writing, {"organization_id": post.organization_id, "service_id": post.service_id})
    place = beside.index(post)
    other = place - 1 if is_up else place + 1
    if 0 <= other < len(beside):
        beside[place], beside[other] = beside[other], beside[place]
        for order, one in enumerate(beside):
            one.order = order
    writing.flush()


def remove_post(writing: Session, post: Post) -> None:
    """Remove a post that nobody holds.

    Raises:
        Refused: somebody holds it, is proposed for it, or is still kept after having held it.
    """
    if writing.scalar(select(Contact.id).where(Contact.post_id == post.id).limit(1)) is not None:
        raise refuse(
            "",
            "Någon har befattningen, är föreslagen eller har nyss haft den. Radera de uppgifterna först.",
            "Somebody holds the post, is proposed for it or held it lately. Erase those details first.",
        )
    writing.delete(post)
    writing.flush()


def check_version(current: int, given: int) -> None:
    """Refuse a change of what somebody else changed since the form was opened.

    Raises:
        Refused: the versions differ.
    """
    if current != given:
        raise refuse(
            "",
            "Någon annan har ändrat under tiden. Det som står nu visas här bredvid; spara igen om ditt ska gälla.",
            "Somebody else has changed it meanwhile. What stands now is shown beside; save again if yours is to hold.",
        )


def _checked(titles: Titles) -> tuple[str, str]:
    found = Complaints()
    title = found.take(lambda: typed.title_of("title", titles.title))
    title_en = found.take(lambda: typed.title_of("title_en", titles.title_en, is_needed=False))
    found.settle()
    return title or "", title_en or ""


def _beside(reading: Session, columns: dict[str, str | None]) -> list[Post]:
    rows = reading.scalars(select(Post).filter_by(**columns).order_by(Post.order, Post.id))
    return list(rows)
