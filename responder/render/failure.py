"""The one error of this room: a template that cannot be rendered."""


class TemplateError(Exception):
    """A template is wrong in a way that `check` would have found; the text names file, line and what is wrong."""
