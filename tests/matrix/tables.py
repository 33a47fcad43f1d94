"""Files that the viewers of the matrix may read in: one that was tried, one that was read in, one of another county."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from directory.interchange.table.line import packed
from directory.ledger import Act, note
from directory.model import Changeset, ChangesetKind, ChangesetState, ImportRun, ImportState
from tests.matrix.people import ABROAD, COUNTY, OWN

HEADINGS = [["Organisation", ["Haven"]], ["Tjänst", ["Stöd"]]]


def make_files(session: Session, now: datetime) -> None:
    """Add the runs; what waits of the second one was proposed by somebody else than those who look."""
    session.add(
        Changeset(
            id="change-file",
            kind=ChangesetKind.IMPORT,
            state=ChangesetState.WAITING,
            area_id=COUNTY,
            title="stod.csv",
            edits=[
                {
                    "table": "channel",
                    "record": "brought",
                    "before": None,
                    "after": {
                        "organization_id": OWN,
                        "service_id": None,
                        "kind": "phone",
                        "value": "+46846500451",
                        "display": "08-465 004 51",
                        "order": 9,
                        "visibility": "public",
                        "source": "said:file",
                    },
                }
            ],
            made_by="boss",
            made_at=now,
        )
    )
    for name, area, state in (
        ("own", COUNTY, ImportState.TRIED),
        ("abroad", ABROAD, ImportState.TRIED),
        ("read", COUNTY, ImportState.APPLIED),
    ):
        is_read = state is ImportState.APPLIED
        session.add(
            ImportRun(
                id=f"file-{name}",
                state=state,
                file_name="stod.csv",
                content=None if is_read else b"Organisation;Kommun\r\nHaven;Solna\r\n",
                columns={"Organisation": "organization"},
                headings=HEADINGS,
                area_id=area,
                made_by="boss",
                asked_by="boss",
                made_at=now,
                ended_at=now if is_read else None,
                dated_on=now.date(),
                total=1,
                done=1,
                counts={"new": 1, "changed": 0, "same": 0, "error": 0, "waiting": 1},
                result=packed(()),
                proposal_id="change-file" if is_read else None,
            )
        )
    note(session, Act.IMPORT_BROUGHT)
