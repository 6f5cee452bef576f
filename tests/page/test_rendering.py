"""Whatever a message holds, what is drawn of it is markup of ours and text of theirs."""

from html.parser import HTMLParser
from typing import Any

import pytest

from reviewbot.playground.page.look import Look
from reviewbot.playground.page.markdown import render, render_line
from tests.page.hostile import CORPUS

BASE = "http://127.0.0.1:1/assets"
TAGS = {
    *(
        "a",
        "article",
        "b",
        "bdi",
        "blockquote",
        "br",
        "button",
        "code",
        "dd",
        "details",
        "dialog",
        "div",
    ),
    *("dl", "dt", "em", "fieldset", "footer", "form", "header", "h1", "h2", "h3", "hr", "i"),
    *("img", "input", "label", "legend", "li", "ol", "option", "p", "pre", "s", "select"),
    *("small", "span", "strong", "svg", "textarea", "time", "u", "ul", "use"),
}


class Names:
    def user(self, user_id: str) -> str | None:
        return CORPUS[0] if user_id == "1" else None

    def role(self, role_id: str) -> str | None:
        return CORPUS[1] if role_id == "1" else None

    def channel(self, channel_id: str) -> str | None:
        return CORPUS[2] if channel_id == "1" else None


class Judge(HTMLParser):
    """Collects what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.bad.append(f"<{tag}>")
        for name, value in attrs:
            text = value or ""
            if name.startswith("on") or name in {"style", "srcset", "action", "srcdoc"}:
                self.bad.append(f"{tag} {name}={text}")
            if name == "href" and not text.startswith(("http://", "https://", "/page/", "#", "/a")):
                self.bad.append(f"{tag} {name}={text}")
            if name == "src" and not text.startswith("/assets/"):
                self.bad.append(f"{tag} {name}={text}")

    def handle_data(self, data: str) -> None:
        self.text += data


def judge(html: str) -> Judge:
    made = Judge()
    made.feed(html)
    assert not made.bad, made.bad
    return made


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_stays_text(text: str) -> None:
    judge(str(render(text, Names())))
    judge(str(render_line(text, Names())))


def message(text: str) -> dict[str, Any]:
    url = "javascript:alert(1)" if "script" in text else text
    media = {"url": url}
    button = {"type": 2, "style": 1, "label": text, "custom_id": text, "emoji": {"name": text}}
    menu = {"type": 3, "custom_id": text, "placeholder": text, "min_values": 1, "max_values": 1}
    option = {"label": text, "value": text, "description": text}
    section = {"type": 9, "components": [{"type": 10, "content": text}]}
    return {
        "content": text,
        "flags": 0,
        "attachments": [{"filename": text, "url": url, "size": 1, "content_type": "image/png"}],
        "embeds": [
            {
                "title": text,
                "description": text,
                "color": 1,
                "footer": {"text": text},
                "author": {"name": text},
                "image": media,
                "thumbnail": media,
                "fields": [{"name": text, "value": text}],
            }
        ],
        "components": [
            {"type": 1, "components": [button]},
            {"type": 1, "components": [menu | {"options": [option]}]},
            section | {"accessory": {"type": 11, "media": media, "description": text}},
            {"type": 12, "items": [{"media": media, "description": text, "spoiler": True}]},
            {"type": 13, "file": media, "name": text, "size": 3},
            {"type": 17, "components": [{"type": 10, "content": text}], "accent_color": 5},
        ],
    }


def shown(text: str) -> dict[str, Any]:
    who = {"id": "1", "name": text, "bot": False, "shade": 1, "initials": text[:1], "colour": text}
    moment = "2026-01-01T00:00:00+00:00"
    return {
        "id": "1",
        "raw": message(text),
        "author": who,
        "compact": False,
        "command": {"who": who, "name": text},
        "reply": {"gone": False, "id": "2", "who": who, "text": text, "pinged": True},
        "private": True,
        "mine": True,
        "pinged": True,
        "loading": True,
        "sent": moment,
        "edited": moment,
        "reactions": [{"emoji": text, "count": 1, "mine": True}],
    }


@pytest.mark.slow
@pytest.mark.parametrize("text", CORPUS[::5] + CORPUS[-14:])
def test_hostile_messages_run_and_load_nothing(text: str) -> None:
    look = Look(BASE)
    drawn = judge(look.render("message.html", Names(), m=shown(text)))
    assert "not loaded here" in drawn.text


@pytest.mark.parametrize("text", CORPUS[::7])
def test_hostile_forms_run_and_load_nothing(text: str) -> None:
    option = {"label": text, "value": text, "description": text}
    kinds: list[dict[str, Any]] = [
        {"type": 4, "style": 1, "value": text, "placeholder": text},
        {"type": 4, "style": 2, "value": text},
        {"type": 3, "options": [option]},
        {"type": 21, "options": [option, option]},
        {"type": 22, "options": [option]},
        {"type": 19},
        {"type": 23},
        {"type": 5},
    ]
    labels = [
        {"type": 18, "label": text, "description": text, "component": kind | {"custom_id": text}}
        for kind in kinds
    ]
    form = {
        "title": text,
        "custom_id": text,
        "components": [{"type": 10, "content": text}, *labels],
    }
    judge(Look(BASE).render("form.html", Names(), form=form, token=text))


def test_pictures_of_ours_are_shown_and_others_are_named() -> None:
    look = Look(BASE)
    assert (
        look.picture(f"{BASE}/attachments/1/2/a.png?ex=1") == "/assets/attachments/1/2/a.png?ex=1"
    )
    assert look.picture("http://127.0.0.1:1/assetsx/a.png") == ""
    assert look.picture("https://example.org/assets/a.png") == ""
