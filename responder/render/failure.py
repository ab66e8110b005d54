"""The one error of this room: a template that cannot be rendered."""

from responder.ports.errors import UnwritableError


class TemplateError(UnwritableError):
    """A template is wrong in a way that `check` would have found; the text names file, line and what is wrong."""
