"""Writes the golden pages anew from the templates; read the difference before you commit it."""

from tests.golden.scenes import page, scenes
from tests.golden.test_golden import PAGES, TWINS


def main() -> None:
    """Replace every page, and drop those of scenes that are gone."""
    for old in PAGES.rglob("*.txt"):
        old.unlink()
    for name, scene in scenes().items():
        path = PAGES / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(scene()), encoding="utf-8")
    for name in TWINS:
        (PAGES / f"{name}.html").write_text(f"{scenes()[name]().html}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
