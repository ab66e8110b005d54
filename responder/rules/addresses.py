"""Reads mail addresses and domains; each reader raises ValueError in plain words."""

import re

from responder.rules.words import pattern, plain_text

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}|localhost")
_LOCAL = re.compile(r"[^\s@,;<>()\[\]\"\\:]{1,64}")
_ADDRESS_INSIDE = re.compile(r"[^\s@,;<>\"']+@[^\s@,;<>\"']+\.[^\s@,;<>\"']+")
_CURLY = "“”„‘’«»"
_GLOB = re.compile(r"(?:[^\s@,;<>]*@)?[^\s@,;<>/]+")
_PROVIDERS = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de
gmx.net gmx.com web.de t-online.de freenet.de proton.me protonmail.com mail.ru bk.ru inbox.ru list.ru internet.ru
yandex.ru yandex.com ya.ru rambler.ru ukr.net seznam.cz wp.pl o2.pl laposte.net orange.fr free.fr libero.it qq.com
163.com
"""
_PUBLIC_PROVIDERS = frozenset(_PROVIDERS.split())


def _is_address(word: str) -> bool:
    local, at, domain = word.rpartition("@")
    return bool(at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain))


def address(value: object) -> str:
    """Return a mail address in lower case."""
    word = plain_text(value).casefold()
    if _is_address(word):
        return word
    inside = _ADDRESS_INSIDE.findall(word)
    if len(inside) > 1:
        raise ValueError(f"several addresses are written as a list: [{', '.join(inside)}]")
    hint = f", did you mean `{inside[0]}`?" if inside and inside[0] != word and _is_address(inside[0]) else ""
    if word.strip(_CURLY) != word and _is_address(word.strip(_CURLY)):
        hint = ": the curly quotation marks are a part of it; leave them out or write straight ones"
    raise ValueError(f"`{word}` is no mail address{hint}")


def domain_or_address(value: object) -> str:
    """Return a domain or a mail address in lower case; `@example.org` is the domain."""
    word = plain_text(value).casefold().removeprefix("@").removeprefix("*@")
    if "@" in word or "," in word:
        return address(word)
    if not _DOMAIN.fullmatch(word):
        raise ValueError(f"`{word}` is neither a domain such as example.org nor a mail address")
    return word


def staff_sender(value: object) -> str:
    """Return a domain or address whose mail is ours; a public mail provider would make colleagues of customers."""
    word = domain_or_address(value)
    if word in _PUBLIC_PROVIDERS:
        raise ValueError(f"everybody at {word} would be taken for staff and never answered: list single addresses")
    return word


def sender_pattern(value: object) -> str:
    """Return an address, a domain, or either with `*` and `?`, in lower case."""
    word = pattern(value).casefold().removeprefix("@")
    if "," in word:
        raise ValueError(f"several senders are written as a list: [{word}]")
    if not _GLOB.fullmatch(word) or not (set(word) & set("@.*")):
        raise ValueError(f"`{word}` is neither a mail address nor a domain such as example.org")
    return word


def authserv_id(value: object) -> str:
    """Return a server's name as in Authentication-Results, `*.` before a suffix, or nothing for "header without id"."""
    if value == "":
        return ""
    word = plain_text(value).casefold()
    if not re.fullmatch(r"(\*\.)?[\w.-]+", word) or word == "*":
        raise ValueError(f"`{word}` is no server name: write it like mx.example.org or *.example.org")
    return word
