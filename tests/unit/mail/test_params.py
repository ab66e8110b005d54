"""Content-Type and Content-Disposition with their parameters."""

import pytest

from responder.mail.params import read_content_type, read_disposition


@pytest.mark.parametrize(
    ("value", "media_type", "params"),
    [
        ("", "text/plain", {}),
        ("Text/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        ('text/plain; charset="utf-8"; format=flowed', "text/plain", {"charset": "utf-8", "format": "flowed"}),
        ("text", "text/plain", {}),
        ("nonsense; charset=x", "text/plain", {"charset": "x"}),
        ("multipart/report; report-type=delivery-status;;", "multipart/report", {"report-type": "delivery-status"}),
        ('a/b; name="x\\"y;z"', "a/b", {"name": 'x"y;z'}),
        ("a/b; name=one; name=two", "a/b", {"name": "one"}),
        ('a/b; name="never closed', "a/b", {"name": "never closed"}),
    ],
)
def test_it_reads_content_types(value: str, media_type: str, params: dict[str, str]) -> None:
    read = read_content_type(value)
    assert (read.value, dict(read.params)) == (media_type, params)


@pytest.mark.parametrize(
    "value",
    [
        "attachment; filename*=utf-8''%D0%B0%D0%BA%D1%82.pdf",
        "attachment; filename*0*=utf-8''%D0%B0%D0; filename*1*=%BA%D1%82; filename*2=.pdf",
        "attachment; filename*1*=%BA%D1%82; filename*2=.pdf; filename*0*=utf-8''%D0%B0%D0",
        'attachment; filename="=?utf-8?B?0LDQutGCLnBkZg==?="',
        "attachment; filename=act.pdf; filename*=UTF-8'ru'%D0%B0%D0%BA%D1%82.pdf",
        'attachment; filename="акт.pdf"',
        "ATTACHMENT; FileName*=koi8-r''%C1%CB%D4.pdf",
    ],
)
def test_it_decodes_file_names(value: str) -> None:
    read = read_disposition(value)
    assert read.value == "attachment"
    assert read.params["filename"] == "акт.pdf"


def test_a_file_name_holds_no_line_break() -> None:
    assert read_disposition("attachment; filename*=utf-8''a%0D%0Ab").params["filename"] == "a b"
