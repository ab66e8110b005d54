"""Tells code, configuration and logs from prose, because nothing in them is asked of anybody."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_LOOKED_AT = 400
_SURE, _MAYBE, _PROSE = 2, 1, 0
_MOST_WORDS = 5
_FEWEST_SIGNED = 3
_LONGEST_OPENING = 80

_CODE = re.compile(
    r"""\s*(?:[$#%]\s\w+|>>>|PS\ [A-Z]:\\|@@\ |[-+]{3}\ |diff\ |\+\s*[\w#/}]|-\s*\w+[(;{]
    |at\ [\w.$<>]+\(|File\ "|Traceback\ |Caused\ by
    |(?:public|private|static|void|def|class|import|\#include|return)\s.*[;:{}()=/*]
    |(?:SELECT|INSERT|UPDATE|DELETE|CREATE|GET|POST|PUT|HTTP)\s.*[;:{}()=/*]
    |[\w.-]{1,40}\s*=\s*\S|</?\w+[^>]{0,200}>|[{}\])];?,?\s*$|//|/\*|\*/)""",
    re.VERBOSE,
)
_LOG = re.compile(
    r"""\s*[\[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]+\d\d:\d\d|\d\d:\d\d:\d\d[.,\]\s]|\d{1,3}(?:\.\d{1,3}){3}\s-
    |(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)[\]:\s]+\S)""",
    re.VERBOSE,
)
_SQL = re.compile(
    r"\s*(?:SELECT\s.*\sFROM|INSERT\s+INTO|UPDATE\s.*\sSET|DELETE\s+FROM|(?:CREATE|ALTER)\s+TABLE|SELECT\s+(?:\*|[\w.]{1,60},))\s"
)
_SQL_CLAUSE = re.compile(
    r"\s*(?:SELECT|FROM|WHERE|AND|OR|(?:LEFT |INNER )?JOIN|(?:ORDER|GROUP) BY|HAVING|LIMIT|VALUES|SET)\s\S"
)
_ERROR = re.compile(r"\s*(?:[\w$]{1,40}\.){0,8}[A-Z][\w$]{1,60}(?:Error|Exception)(?::\s|\s*$)")
_CALL = re.compile(r"\s*[\w$]+(?:(?:\.|->|::)\w+){1,6}\([^?]{0,300}\)\s*[;,]?\s*$")
_CODE_END = re.compile(r"[;{}]\s*$|\)\s*;\s*$|=>|->|::|\$\w+\s*=|\w\(\)|==|!=|&&|\|\|")
_SYMBOLS = re.compile(r"[{}<>=;$\\|&^%@#~_\[\]()/+*]")
_COMMENT = re.compile(r"(?<=\s)(?:#|//|/\*|<!--|--)\s")
_LINE_COMMENT = re.compile(r"\s*(?:#|//|/\*|--|;;)\s\S")
_KEYWORD = re.compile(
    r"\s*(?:import\s\w|from\s[\w.]+\simport\s|(?:while|for|if|elif|else|try|except|with|switch)\b.{0,80}:\s*$"
    r"|(?:sudo|pip|npm|git|curl|docker|apt|cd|echo|export)\s\S|(?:else|end|fi|done|begin|try|pass|break)\s*[:;{]?\s*$)"
)
_SETTING = re.compile(
    r"^\s*\[[\w.-]{1,40}\]\s*$|^\s*[\w.-]{1,40}\s=\s\S+\s*$|(?<![^\s(\[{,])[\w.\"'-]{1,40}=\S|^\s*(?:-\s)?[\w.\"-]{1,40}:(?:\s+\S+)?\s*$"
)
_TAG = re.compile(r"\s*\[([A-Za-z][\w .:-]{1,30})\]\s")
_LEVELS = frozenset({"debug", "info", "warn", "warning", "error", "fatal", "trace", "notice"})
_URL = re.compile(r"\w{2,10}://\S{1,400}")
_WORDS = re.compile(r"(?<!\S)[(\"«]?[^\W\d_]+[.,;:!?)\"»]*(?!\S)")
# an item of a list that ends with an aside: "to refund the hotel (4 300 roubles);"
_ASIDE_END = re.compile(r"[^=<>{}$;]*\w{2}[.\"»”]?\s\([^()=]{1,300}\);$")
_FEWEST_BEFORE = 3
_RULE = re.compile(r"^\s*(?:[-=_*~•·.–—]{3,}\s*$|[-=_*]{5,}[ \w!]{1,40}[-=_*]{5,}[-=_*~>]*\s*$)")
# ">", and with the initials of whoever is quoted: "RH>", or a bar: "|>"
_QUOTED = re.compile(r"\s*(?:>|(?:[A-Z]{1,3}|\|)>+(?:\s|$))")
_SUBJECT = re.compile(r"\s*(?:subject|тема|betreff|objet|asunto|oggetto|onderwerp|temat|assunto)\s?:\s", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)")


def prose(rows: Sequence[str]) -> Iterator[bool]:
    """Whether each row of a letter is prose: no code, log or configuration, no quoted line, no rule of dashes.

    Rows between fences are code; of other rows, those that might be code are it beside some that surely are.
    """
    fences = [i for i, row in enumerate(rows) if _FENCE.match(row[:80])]
    fenced = {i for begin, end in zip(fences[::2], fences[1::2], strict=False) for i in range(begin, end)}
    fenced.update(fences)
    run: list[str] = []
    for i, row in enumerate(rows):
        if row and not row.isspace() and i not in fenced:
            run.append(row)
            continue
        yield from _judged(run)
        run.clear()
        yield i not in fenced
    yield from _judged(run)


def _judged(run: Sequence[str]) -> Iterator[bool]:
    """Judges rows that stand together, without a blank line between them."""
    grades = [_grade(row[:_LOOKED_AT]) for row in run]
    if not any(grades):
        yield from (not _is_quoted_or_rule(row) for row in run)
        return
    tags = Counter(found.group(1).strip().lower() for row in run if (found := _TAG.match(row)))
    tagged = {tag for tag, times in tags.items() if times > 1 or tag in _LEVELS}
    sure = grades.count(_SURE) + sum(tags[tag] for tag in tagged)
    signed = sum(grade > _PROSE for grade in grades)
    sure += signed >= _FEWEST_SIGNED and 5 * signed >= 3 * len(run)
    block = sure and _is_indented(run) and 2 * signed >= len(run)
    braced = _braced(run)
    for i, (row, grade) in enumerate(zip(run, grades, strict=True)):
        in_log = bool(tagged) and (found := _TAG.match(row)) and found.group(1).strip().lower() in tagged
        code = grade == _SURE or (sure and grade == _MAYBE) or block or in_log or i in braced
        yield not code and not _is_quoted_or_rule(row)


def _braced(run: Sequence[str]) -> range:
    """The rows between the first that opens a brace and the last that closes one."""
    opened = (i for i, row in enumerate(run) if row.rstrip().endswith("{"))
    closed = (i for i in range(len(run) - 1, -1, -1) if run[i].lstrip().startswith("}"))
    return range(next(opened, 0), next(closed, -1) + 1)


def _is_indented(run: Sequence[str]) -> bool:
    return all(row.startswith(("  ", "\t")) for row in run)


def _is_quoted_or_rule(row: str) -> bool:
    head = row[:_LOOKED_AT]
    return bool(_QUOTED.match(head) or _RULE.match(head) or _SUBJECT.match(head))


def _grade(head: str) -> int:
    """How surely the beginning of a row is code; a question in its comment does not change that."""
    if any(sign.match(head) for sign in (_LOG, _SQL, _ERROR)) or _is_statement(head):
        return _SURE
    comment = _COMMENT.search(head)
    if comment and head[: comment.start()].strip():
        before = head[: comment.start()].rstrip()
        if len(_WORDS.findall(before)) <= _MOST_WORDS and _is_code(before):
            return _SURE
    asks = any(c in head for c in "?？") and head.rstrip().endswith(("?", "？")) and head.count(" ") > 2
    if not asks and _is_code(head):
        return _SURE
    return _MAYBE if _is_maybe(head) else _PROSE


def _is_code(head: str) -> bool:
    if _is_statement(head):
        return True
    symbols = len(_SYMBOLS.findall(head.replace(" |", "")))
    letters = sum(map(str.isalpha, head))
    if _CODE.match(head):
        return symbols >= 2 or letters < 2 * symbols or bool(_CODE_END.search(head))
    return symbols * 3 > letters + 3 or (symbols > 3 and bool(_CODE_END.search(head)) and head[:1] in " \t")


def _is_statement(head: str) -> bool:
    """Whether a row is one statement of a program from its beginning to its end, whatever the language."""
    bare = head.strip()
    opens = bare.endswith("{") and len(bare) <= _LONGEST_OPENING and "?" not in bare
    if bare.endswith(");") and _ASIDE_END.match(bare) and len(_WORDS.findall(bare.partition("(")[0])) >= _FEWEST_BEFORE:
        return False
    return opens or bare.endswith((");", ";}", "; }")) or bare.startswith("#include ") or bool(_CALL.match(head))


def _is_maybe(head: str) -> bool:
    """Whether a row would be code beside other code: few words, and some sign of a program."""
    if _LINE_COMMENT.match(head) or _KEYWORD.match(head) or _SQL_CLAUSE.match(head):
        return True
    if not any(c in head for c in "=:[") or len(_WORDS.findall(head)) > _MOST_WORDS:
        return False
    return bool(_SETTING.search(_URL.sub("", head)) or _TAG.match(head))
