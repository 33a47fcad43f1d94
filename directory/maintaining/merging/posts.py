"""Posts with their contact persons: a person's owner is that of the post, so both move in one step.

A post that nobody holds simply moves. One that somebody holds is made anew at the record that stays, unless there is
one of the same name, and its people change post and owner together: the database holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.secret import new_id
from directory.gazetteer.folding import fold
from directory.maintaining.merging.doublet import POST_MOVED, Solved
from directory.model import Contact, Post
from directory.store.changeset import Edit, addition, edit_to, removal, values_of


@dataclass(slots=True)
class MovedPosts:
    """The edits, what was solved, and how many contact persons move."""

    edits: list[Edit]
    solved: list[Solved]
    people: int = 0


def move_posts(reading: Session, table: str, kept: str, gone: str) -> MovedPosts:
    """Return how the posts of the record *gone* of *table* (organization or service) move to *kept*."""
    owner = f"{table}_id"
    column = getattr(Post, owner)
    here = {
        fold(post.title): post.id
        for post in reading.scalars(select(Post).where(column == kept).order_by(Post.id.desc()))
    }
    found = MovedPosts([], [])
    for post in reading.scalars(select(Post).where(column == gone).order_by(Post.id)):
        holders = reading.scalars(
            select(Contact).where(Contact.post_id == post.id).order_by(Contact.id)
        ).all()
        same = here.get(fold(post.title))
        if same is not None:
            found.solved.append(Solved(POST_MOVED, "post", post.id))
        elif not holders:
            found.edits.append(_edit(post, {owner: kept}))
            continue
        else:
            same = new_id()
            found.edits.append(addition("post", same, {**values_of(post), owner: kept}))
            here[fold(post.title)] = same
        found.edits += [_edit(person, {"post_id": same, owner: kept}) for person in holders]
        found.edits.append(removal(post))
        found.people += len(holders)
    return found


def _edit(record: Post | Contact, wanted: Mapping[str, Any]) -> Edit:
    edit = edit_to(record, wanted)
    if edit is None:
        raise ValueError(f"{record.id} is there already")
    return edit
