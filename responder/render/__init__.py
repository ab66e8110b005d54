"""The only room that knows Jinja2: facts become words here, and nothing is decided."""
