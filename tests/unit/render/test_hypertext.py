from responder.render.hypertext import hypertext, own_links


def body(text: str, *ours: str) -> str:
    page = hypertext(text, "en", own_links(*ours))
    return page.partition("<body")[2].partition(">")[2].removesuffix("</body></html>")


def test_an_empty_line_begins_a_paragraph() -> None:
    assert body("One\ntwo\n\nThree\n") == "<p>One<br>two</p><p>Three</p>"


def test_numbered_lines_become_a_list() -> None:
    assert body("Asked:\n1. One?\n2. Two?\nand more.") == (
        "<p>Asked:</p><ol><li>One?</li><li>Two?</li></ol><p>and more.</p>"
    )


def test_a_list_keeps_the_numbers_it_has() -> None:
    assert body("4. Four?\n5. Five?") == '<ol start="4"><li>Four?</li><li>Five?</li></ol>'
    assert body("1. One?\n3. Three?") == '<ol><li>One?</li></ol><ol start="3"><li>Three?</li></ol>'


def test_other_labels_stay_as_they_are() -> None:
    assert body("a. One?\n2.1. Two?") == "<p>a. One?<br>2.1. Two?</p>"


def test_everything_is_escaped() -> None:
    assert body("1. <b>&\"'") == "<ol><li>&lt;b&gt;&amp;&quot;&#x27;</li></ol>"


def test_only_our_own_address_and_telephone_become_links() -> None:
    assert body("Write to help@vesna.example or to a@b.example", "help@vesna.example") == (
        '<p>Write to <a href="mailto:help@vesna.example">help@vesna.example</a> or to a@b.example</p>'
    )
    assert body("Call +7 495 000-00-00, or https://x.example", "+7 495 000-00-00 (Anna)") == (
        '<p>Call <a href="tel:+74950000000">+7 495 000-00-00</a>, or https://x.example</p>'
    )


def test_a_page_loads_nothing_from_elsewhere() -> None:
    page = hypertext("Hello", "ru", own_links("help@vesna.example"))
    assert page.startswith('<!DOCTYPE html><html lang="ru">')
    assert "http" not in page
    assert "src=" not in page
