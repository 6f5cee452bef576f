"""Block rules of the dialect: quotes without lazy lines, and subtext."""

import re

from markdown_it.rules_block import StateBlock

APART = re.compile(
    r"```(?:(?P<language>[a-zA-Z0-9_+\-.#]*)\n)?(?P<code>.*?)```"
    r"|(?P<spoiler>(?<!\\)\|\|.+?\|\|)",
    re.DOTALL,
)
GUARD = "\ue000"
"""Stands at the start of lines within a spoiler, so that no block begins there; never shown."""


def set_apart(source: str) -> str:
    """Give every fence lines of its own and keep every spoiler in one paragraph.

    In Discord a fence may begin and end within a line, and a spoiler may span empty lines.
    A fence that is never closed is not one, and is escaped.
    """
    source = source.replace(GUARD, "")
    parts: list[str] = []
    position = 0
    for found in APART.finditer(source):
        before = source[position : found.start()]
        if found["spoiler"]:
            parts += [_open(before, parts), found["spoiler"].replace("\n", f"\n{GUARD}")]
        elif found["code"].strip():
            code = found["code"].strip("\n")
            parts += [_open(before, parts), f"\n```{found['language'] or ''}\n{code}\n```\n"]
        else:
            continue
        position = found.end()
    return "".join(parts) + _open(source[position:], parts)


def _open(text: str, parts: list[str]) -> str:
    """Text between fences: without their line breaks, and with stray fences escaped."""
    behind_fence = parts and parts[-1].endswith("```\n")
    text = text.removeprefix("\n") if behind_fence else text
    return text.replace("```", "\\`\\`\\`")


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Turn lines that begin with `> `, or all lines after `>>> `, into a quote."""
    first = _line(state, start)
    if not first.startswith(("> ", ">>> ")):
        return False
    if silent:
        return True
    if first.startswith(">>> "):
        lines = [first[4:], *(_line(state, number) for number in range(start + 1, end))]
    else:
        lines = []
        for number in range(start, end):
            line = _line(state, number)
            if not line.startswith("> ") and line != ">":
                break
            lines.append(line[2:])
    state.push("blockquote_open", "blockquote", 1)
    state.md.block.parse("\n".join(lines), state.md, state.env, state.tokens)
    state.push("blockquote_close", "blockquote", -1)
    state.line = start + len(lines)
    return True


def subtext(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Turn a line that begins with `-# ` into small text."""
    line = _line(state, start)
    if not line.startswith("-# ") or not line[3:].strip():
        return False
    if silent:
        return True
    state.push("subtext_open", "small", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = line[3:].strip(), [], [start, start + 1]
    state.push("subtext_close", "small", -1)
    state.line = start + 1
    return True
