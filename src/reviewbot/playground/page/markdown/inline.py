"""Inline rules of the dialect: text, spoilers, references within `<…>`, addresses."""

import re

from markdown_it.rules_inline import StateInline

TEXT = re.compile(r"(?:(?!https?://)[^\n\\`*_~|\[\]<>@!])+")
REFERENCE = re.compile(
    r"<(?:"
    r"@(?P<role>&)?!?(?P<who>\d{1,20})"
    r"|\#(?P<channel>\d{1,20})"
    r"|a?:(?P<emoji>\w{2,32}):\d{1,20}"
    r"|t:(?P<time>-?\d{1,13})(?::(?P<style>[tTdDfFRsS]))?"
    r"|/(?P<command>[-\w' ]{1,98}):\d{1,20}"
    r"|(?P<address>https?://[^\s<>]+)"
    r")>"
)
ADDRESS = re.compile(r"https?://[^\s<>|]*[^\s<>|.,:;\"'!?\])*_~]")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


def text(state: StateInline, silent: bool) -> bool:
    """Take everything up to the next character that may mean something."""
    found = TEXT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def spoiler(state: StateInline, silent: bool) -> bool:
    """Turn `||…||` into a spoiler; what is inside is parsed on."""
    start, end = state.pos, state.posMax
    if not state.src.startswith("||", start):
        return False
    close = _closing(state.src, start + 2, end)
    if close is None:
        return False
    if not silent:
        state.push("spoiler_open", "span", 1)
        state.pos, state.posMax = start + 2, close
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "span", -1)
    state.pos, state.posMax = close + 2, end
    return True


def _closing(source: str, start: int, end: int) -> int | None:
    """Where the `||` that closes a spoiler stands: not within code, and not at once."""
    position = start
    while position < end:
        if source.startswith("||", position) and position > start:
            return position
        if source[position] == "\\":
            position += 1
        elif source[position] == "`":
            position = _behind_code(source, position, end)
            continue
        position += 1
    return None


def _behind_code(source: str, start: int, end: int) -> int:
    ticks = start
    while ticks < end and source[ticks] == "`":
        ticks += 1
    close = source.find(source[start:ticks], ticks, end)
    return close + (ticks - start) if close >= 0 else ticks


def reference(state: StateInline, silent: bool) -> bool:
    """Turn `<@1>`, `<#1>`, `<:name:1>`, `<t:1:R>`, `</name:1>` and `<https://…>` into tokens."""
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        kind = str(found.lastgroup)
        kind = "who" if kind == "role" else "time" if kind == "style" else kind
        if kind == "address":
            _push_address(state, found["address"])
        else:
            token = state.push(kind, "", 0)
            token.content = found[kind]
            token.meta = {"role": bool(found["role"]), "style": found["style"] or "f"}
    state.pos = found.end()
    return True


def address(state: StateInline, silent: bool) -> bool:
    """Turn a bare address into a link."""
    found = ADDRESS.match(state.src, state.pos, state.posMax)
    if found is None or state.linkLevel > 0:
        return False
    if not silent:
        _push_address(state, found[0])
    state.pos = found.end()
    return True


def _push_address(state: StateInline, url: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": url}
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1)


def everyone(state: StateInline, silent: bool) -> bool:
    """Mark `@everyone` and `@here`."""
    found = EVERYONE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("everyone", "", 0).content = found[0]
    state.pos = found.end()
    return True
