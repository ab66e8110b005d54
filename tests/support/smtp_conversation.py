"""One client's conversation with the scripted SMTP server, and the values that script it."""

import asyncio
import base64
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Letter:
    """A recorded letter: paths without brackets, parameters as sent, octets with dot-stuffing undone."""

    envelope_from: str
    recipients: tuple[str, ...]
    octets: bytes
    mail_options: tuple[str, ...] = ()
    rcpt_options: tuple[str, ...] = ()
    user: str = ""
    encrypted: bool = False
    helo: str = ""


@dataclass(frozen=True)
class Drop:
    """Hang up without a reply; at DOT, `recorded` says whether the letter was taken all the same."""

    recorded: bool = False


@dataclass(frozen=True)
class Stall:
    """Never reply; at DOT, `recorded` says whether the letter was taken all the same."""

    recorded: bool = False


@dataclass(eq=False)
class Hold:
    """Wait at this verb until `release()`; `reached` is set when the client got there."""

    then: "str | Drop | None" = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        self.released.set()


Action = str | Drop | Stall | Hold


class GoneError(Exception):
    """This conversation is over."""


class Script(Protocol):
    """What a conversation needs to know from its server."""

    extensions: list[str]
    users: Mapping[str, str] | None
    mechanisms: str
    tls: ssl.SSLContext | None
    implicit_tls: bool
    commands: list[tuple[int, str]]

    def next_action(self, verb: str) -> Action | None: ...

    async def record(self, letter: Letter) -> None: ...

    async def notify(self) -> None: ...


class Conversation:
    def __init__(self, server: Script, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server, self.number, self.reader, self.writer = server, number, reader, writer
        self.user = self.helo = ""
        self.encrypted = server.implicit_tls
        self.sender: str | None = None
        self.recipients: list[str] = []
        self.mail_options: tuple[str, ...] = ()
        self.rcpt_options: tuple[str, ...] = ()

    async def run(self) -> None:
        if not await self.step("CONNECT", "220 scripted.test ESMTP"):
            return
        while line := await self.line():
            self.server.commands.append((self.number, line))
            await self.server.notify()
            verb, _, rest = line.partition(" ")
            handler = getattr(self, f"on_{verb.lower()}", None)
            if handler is None:
                await self.say("502 5.5.1 not known here")
            else:
                await handler(rest)

    async def line(self) -> str:
        return (await self.reader.readline()).decode("latin-1").rstrip("\r\n")

    async def say(self, text: str) -> None:
        self.writer.write(text.replace("\n", "\r\n").encode() + b"\r\n")
        await self.writer.drain()

    async def step(self, verb: str, reply: str, letter: Letter | None = None) -> bool:
        """Does what is scripted for the verb, else gives the reply; whether that was a success."""
        action = self.server.next_action(verb)
        if isinstance(action, Hold):
            action.reached.set()
            await action.released.wait()
            action = action.then
        if isinstance(action, Drop | Stall):
            if letter is not None and action.recorded:
                await self.server.record(letter)
            if isinstance(action, Stall):
                await self.reader.read()
            raise GoneError
        text = reply if action is None else action
        good = text[:1] in {"2", "3"}
        if letter is not None and good:
            await self.server.record(letter)
        await self.say(text)
        if text.startswith("421"):
            raise GoneError
        return good

    async def on_ehlo(self, name: str) -> None:
        self.helo = name
        offers = ["scripted.test", *self.server.extensions]
        if self.server.tls is not None and not self.encrypted:
            offers.append("STARTTLS")
        if self.server.users is not None:
            offers.append(f"AUTH {self.server.mechanisms}")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        self.reset()
        await self.step("EHLO", "\n".join(lines))

    async def on_helo(self, name: str) -> None:
        self.helo = name
        await self.step("HELO", "250 scripted.test")

    async def on_starttls(self, _: str) -> None:
        if await self.step("STARTTLS", "220 go ahead"):
            assert self.server.tls is not None
            await self.writer.start_tls(self.server.tls)
            self.encrypted = True

    async def on_auth(self, rest: str) -> None:
        mechanism, _, first = rest.partition(" ")
        words = base64.b64decode(first).split(b"\0")[-2:]
        if mechanism.upper() == "LOGIN":
            await self.say("334 " + base64.b64encode(b"Password:").decode())
            words.append(base64.b64decode(await self.line()))
        user, password = (word.decode() for word in words[-2:])
        right = (self.server.users or {}).get(user) == password
        good = await self.step("AUTH", "235 2.7.0 welcome" if right else "535 5.7.8 wrong user name or password")
        self.user = user if good else ""

    async def on_mail(self, rest: str) -> None:
        if self.sender is not None:
            return await self.say("503 5.5.1 nested MAIL command")
        if self.server.users is not None and not self.user:
            return await self.say("530 5.7.0 log in first")
        path, options = _path(rest)
        if await self.step("MAIL", "250 2.1.0 ok"):
            self.sender, self.mail_options = path, options
        return None

    async def on_rcpt(self, rest: str) -> None:
        if self.sender is None:
            return await self.say("503 5.5.1 MAIL first")
        path, options = _path(rest)
        if await self.step("RCPT", "250 2.1.5 ok"):
            self.recipients.append(path)
            self.rcpt_options = options
        return None

    async def on_data(self, _: str) -> None:
        if not self.recipients:
            return await self.say("503 5.5.1 RCPT first")
        if not await self.step("DATA", "354 go ahead"):
            return None
        octets = (await self.reader.readuntil(b"\r\n.\r\n"))[:-3]
        letter = Letter(
            self.sender or "",
            tuple(self.recipients),
            re.sub(rb"(?m)^\.", b"", octets),
            self.mail_options,
            self.rcpt_options,
            self.user,
            self.encrypted,
            self.helo,
        )
        self.reset()
        await self.step("DOT", "250 2.0.0 taken", letter)
        return None

    async def on_rset(self, _: str) -> None:
        if await self.step("RSET", "250 2.0.0 forgotten"):
            self.reset()

    async def on_noop(self, _: str) -> None:
        await self.step("NOOP", "250 2.0.0 ok")

    async def on_quit(self, _: str) -> None:
        await self.step("QUIT", "221 2.0.0 bye")
        raise GoneError

    def reset(self) -> None:
        self.sender, self.recipients, self.mail_options, self.rcpt_options = None, [], (), ()


def _path(rest: str) -> tuple[str, tuple[str, ...]]:
    found = re.match(r"(?:FROM|TO):\s*<(.*?)>(.*)", rest, re.IGNORECASE)
    assert found, f"no path in {rest!r}"
    return found[1], tuple(found[2].split())
