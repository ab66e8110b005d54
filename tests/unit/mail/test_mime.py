"""Parts are found, whatever was done to the boundaries."""

from responder.mail.mime import Split, split

TOP = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"


def shown(octets: bytes, found: Split) -> list[tuple[str, str, bytes]]:
    return [(part.section, part.type, found.body(octets, part)) for part in found.parts if part.section != ""]


def test_it_numbers_parts_as_imap_does() -> None:
    octets = (
        TOP + b"preamble\r\n--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n"
        b"--C\r\n\r\none\r\n--C\r\nContent-Type: text/html\r\n\r\n<p>two\r\n--C--\r\n"
        b"--B\r\nContent-Type: image/png\r\n\r\nPNG\r\n--B--\r\nepilogue"
    )
    found = split(octets)
    assert [part.section for part in found.parts] == ["", "1", "1.1", "1.2", "2"]
    assert shown(octets, found)[1:] == [
        ("1.1", "text/plain", b"one"), ("1.2", "text/html", b"<p>two"), ("2", "image/png", b"PNG"),
    ]  # fmt: skip
    assert found.open == ()


def test_a_message_without_parts_is_section_one() -> None:
    octets = b"Subject: x\n\nhello\n--\nAnn"
    assert shown(octets, split(octets)) == [("1", "text/plain", b"hello\n--\nAnn")]


def test_an_outer_boundary_ends_an_inner_multipart_that_was_never_closed() -> None:
    octets = TOP + b"--B\nContent-Type: multipart/mixed; boundary=C\n\n--C\n\none\n--B\n\ntwo\n--B--\n"
    assert [s for s, _, _ in shown(octets, split(octets))] == ["1", "1.1", "2"]


def test_boundaries_that_begin_alike_are_told_apart() -> None:
    octets = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b--\n\n"
        b"--b--\n\ninner\n--b----\n--b--\n"
    )
    assert shown(octets, split(octets))[-1] == ("1.1", "text/plain", b"inner")


def test_blanks_behind_a_boundary_do_not_matter() -> None:
    octets = TOP + b"--B \t\r\n\r\none\r\n--B-- \r\n"
    assert shown(octets, split(octets)) == [("1", "text/plain", b"one")]


def test_a_part_without_its_empty_line_loses_nothing_else() -> None:
    octets = TOP + b"--B\nContent-Type: text/plain\n--B\n\ntwo\n--B--"
    assert shown(octets, split(octets)) == [("1", "text/plain", b""), ("2", "text/plain", b"two")]


def test_forwarded_messages_stay_whole() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n\r\ninner\r\n--C--"
    octets = TOP + b"--B\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--B--"
    assert shown(octets, split(octets)) == [("1", "message/rfc822", inner)]


def test_parts_of_a_digest_are_messages() -> None:
    octets = b"Content-Type: multipart/digest; boundary=B\n\n--B\n\nSubject: x\n\nhello\n--B--"
    assert shown(octets, split(octets))[0][1] == "message/rfc822"


def test_a_cut_leaves_open_what_was_open() -> None:
    found = split(TOP + b"--B\r\n\r\none\r\n--B\r\nContent-Type: image/png\r\n\r\nPNGPNG")
    assert [(f.section, f.children) for f in found.open] == [("", 2)]
    assert not found.parts[-1].closed


def test_a_cut_within_a_part_header_has_not_begun_the_part() -> None:
    found = split(TOP + b"--B\r\n\r\none\r\n--B\r\nContent-Type: ima")
    assert [(f.section, f.children) for f in found.open] == [("", 1)]
    assert found.parts[-1].closed


def test_a_boundary_that_is_cut_in_two_is_no_text() -> None:
    octets = b"Content-Type: multipart/mixed; boundary=Boundary\n\n--Boundary\n\none\n--Bou"
    found = split(octets)
    assert found.body(octets, found.parts[-1]) == b"one"


def test_deep_nesting_stops_at_five() -> None:
    octets = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(1000))
    found = split(octets + b"\nhello")
    assert len(found.parts) == 6
    assert found.defects == ("too_deep",)


def test_the_number_of_parts_is_bounded() -> None:
    octets = TOP + b"--B\r\n\r\nx\r\n" * 1000
    found = split(octets)
    assert len(found.parts) == 200
    assert found.defects == ("too_many_parts",)
    assert found.body(octets, found.parts[-1]) == b"x"
