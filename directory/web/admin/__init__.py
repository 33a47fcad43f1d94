"""People and their rights, invitations, the log, and mail that did not get through: for those who stand over them.

Every page shows what the viewer stands over and nothing else; what lies outside answers as if it did not exist.
"""

from directory.web.admin.routes import blueprint

__all__ = ["blueprint"]
