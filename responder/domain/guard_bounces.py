"""Finds bounces that carry no mark of a bounce: old and home-made mail software that only says so in its text."""

import re

from responder.domain.guard_case import Case, Finding, fails, passes

_SEARCHED = 3_000
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SUBJECT = _any_of(
    r"undeliver(?:able|ed)",
    r"deliver(?:y|ies) (?:status|fail|error|notification|report|problem|has failed|incomplete)",
    r"mail delivery", r"returned (?:mail|e-?mail|message|to sender)", r"failure notice", r"non[- ]?deliver",
    r"not delivered", r"could not be delivered", r"mail system error", r"unzustellbar", r"nicht zustellbar",
    r"zustell(?:ung|fehler)", r"non remis", r"non distribu", r"échec de (?:la )?remise",
    r"no (?:se )?(?:entregad|pudo entreg)", r"mancato recapito", r"não entregue", r"niet bezorgd", r"nie dostarczon",
    r"не ?доставлен", r"ошибка доставки", r"не удалось доставить", r"не може бути доставлен",
)  # fmt: skip
_STATEMENT = _any_of(
    r"your (?:message|e-?mail|mail|letter)\b[^!?]{0,200}?(?:not (?:be )?delivered|n't be delivered|undeliverable)",
    r"message that you sent (?:could|was|can)", r"did ?n[o']t reach the following",
    r"created automatically by mail delivery",
    r"(?:could not|couldn't|cannot|unable to|failed to) deliver (?:the |your |this )?(?:following )?message",
    r"delivery to the following (?:recipient|address)", r"delivery (?:has )?failed", r"permanent (?:fatal )?errors?",
    r"failed recipient", r"(?:unknown|no such) (?:user|recipient|mailbox|address)\b", r"user (?:is )?unknown",
    r"recipient rejected", r"mailbox (?:unavailable|not found|is full|full)", r"invalid final delivery",
    r"rcpt to generated", r"returned to sender", r"recipient name is not recognized", r"addressee unknown",
    r"konnten? nicht zugestellt", r"nicht zugestellt werden", r"votre message n.a pas p",
    r"n.a pas pu [eê]tre (?:remis|d[eé]livr)", r"no (?:se )?(?:ha podido|pudo) (?:ser )?entreg",
    r"non [eè] stato (?:possibile )?(?:re)?capit", r"n[ãa]o p[ôo]de ser entregue",
    r"niet (?:worden )?(?:afgeleverd|bezorgd)",
    r"nie (?:mo[żz]na|mog[łl]a) (?:zosta[ćc] )?dostarcz",
    r"ваше (?:письмо|сообщение)[^!?]{0,200}? не (?:было|может|удалось)", r"не удалось доставить",
    r"не (?:было )?доставлено", r"получатель не найден", r"не вдалося доставити",
)  # fmt: skip
_TRACE = _any_of(
    r"\b5\d\d[ -]#?5\.\d{1,2}\.\d{1,2}\b", r"smtp (?:error|code)", r"error code:? 5\d\d",
    r"\b55\d\b[^\n]{0,40}(?:user|mailbox|recipient)", r"original message (?:follows|headers)",
    r"header and (?:the )?top", r"(?:message|mail) headers? follow", r"remote host said",
)  # fmt: skip
# Without one of these no trace is there, and most letters are done with.
_HINTS = ("55", "5.", "smtp", "original message", "header", "remote host", "error code")
# Below this stands the letter that came back, whose words are another's.
_RETURNED = re.compile(
    r"^\W{0,12}(?:received|return-path|message-id) ?:|original message|returned mail -|message follows"
    r"|copy of (?:the|your)",
    re.IGNORECASE | re.MULTILINE,
)
_PERSON = re.compile(
    r"\b(?:i|i'm|my|me|we|our|us|я|мы|мой|моё|мое|моя|мои|мне|меня|нам|нас|наш|наше|наша|наши|ми|мені|нам|ich|wir|mein"
    r"|meine|meiner|uns|unser|unsere|je|nous|mon|ma|mes|notre|nos|yo|mi|mis|nosotros|nuestro|nuestra|io|mio|mia|noi|nostro"
    r"|nostra|eu|meu|minha|nós|nosso|nossa|ik|mijn|wij|ons|onze|ja|mój|moja|moje|nasz|nasza|nam)\b",
    re.IGNORECASE,
)  # fmt: skip
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_ASKED = re.compile(r"^(?!\s{0,8}subject:)[^\n]{2,300}\?\s*$", re.IGNORECASE | re.MULTILINE)
_HANDED_ON = re.compile(r"\s*\[?(?:fwd?|fw|wg|tr|rv|i|enc|doorst|pd|пересл|переслано)\s?(?:\[\d+\])?:", re.IGNORECASE)


def bounce_text(case: Case) -> Finding:
    """Find a letter whose own text says, as programs do, that a letter of ours did not arrive, and bears a trace of it.

    A trace is an SMTP reply, the letter that came back, or such a subject with the address it is about. Who writes "my
    letter", asks something or hands a bounce on is a person.
    """
    message = case.message
    text = case.letter.zones.visible[:_SEARCHED]
    named = _SUBJECT.search(message.subject) is not None
    if not (named or _ORIGINALS.intersection(message.part_types) or _has_trace(text)):
        return passes("no trace of a letter that came back")
    returned = _RETURNED.search(text)
    said = text[: returned.start()] if returned else text
    statement = _STATEMENT.search(said)
    if statement is None or _PERSON.search(said) or _ASKED.search(said) or _HANDED_ON.match(message.subject):
        return passes("does not say that a letter came back")
    if named and not (_ADDRESS.search(text) or _ORIGINALS.intersection(message.part_types) or _has_trace(text)):
        return passes("names no address that was not reached")
    return fails(f"says: {statement[0]}")


def _has_trace(text: str) -> bool:
    lowered = text.lower()
    return any(hint in lowered for hint in _HINTS) and _TRACE.search(text) is not None
