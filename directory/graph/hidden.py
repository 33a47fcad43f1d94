"""What of a record is not for everybody: the parts that only some classes of viewers have in their snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from directory.graph.facts import Channel, Location, Note, Organization, Service, Visibility


def hidden_parts(record: Organization | Service) -> Iterator[str]:
    """Yield the id of every channel, contact person, place and note of *record* that is not public."""
    parts: tuple[Channel | Location | Note, ...] = (*record.channels, *record.locations, *record.notes)
    for part in parts:
        if part.visibility is not Visibility.PUBLIC:
            yield part.id
    for post in record.posts:
        for holder in post.holders:
            if holder.visibility is not Visibility.PUBLIC:
                yield holder.id
