"""Discord's dialect, one line of it at a time."""

import pytest

from reviewbot.playground.page.markdown import render


class Names:
    def user(self, user_id: str) -> str | None:
        return {"1": "Ada"}.get(user_id)

    def role(self, role_id: str) -> str | None:
        return {"2": "Critics"}.get(role_id)

    def channel(self, channel_id: str) -> str | None:
        return {"3": "reviews"}.get(channel_id)


def hidden(inner: str) -> str:
    return (
        '<span class="spoiler" role="button" tabindex="0" aria-expanded="false"'
        f' aria-label="Spoiler, press to reveal"><span class="spoiler-text">{inner}</span></span>'
    )


DIALECT = {
    "**b** *i* _i_ __u__ ~~s~~": (
        "<p><strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s></p>"
    ),
    "***both*** __*u*__": "<p><em><strong>both</strong></em> <u><em>u</em></u></p>",
    "||a *b*|| c": f"<p>{hidden('a <em>b</em>')} c</p>",
    "||a `x||y` b||": f"<p>{hidden('a <code>x||y</code> b')}</p>",
    "||a\n\nb\n# c||": f"<p>{hidden('a<br><br>b<br># c')}</p>",
    "\\||a|| \\*x\\*": "<p>||a|| *x*</p>",
    "`a` ``b`c``": "<p><code>a</code> <code>b`c</code></p>",
    "# A\n## B\n### C\n#### D": (
        '<p class="heading h1">A</p><p class="heading h2">B</p>'
        '<p class="heading h3">C</p><p class="heading h3">D</p>'
    ),
    "#no": "<p>#no</p>",
    "text\n-# small": '<p>text</p><p class="subtext">small</p>',
    "> a\n> b\nc": "<blockquote><p>a<br>b</p></blockquote><p>c</p>",
    ">>> a\nb": "<blockquote><p>a<br>b</p></blockquote>",
    ">no": "<p>&gt;no</p>",
    "- a\n- b": "<ul><li>a</li><li>b</li></ul>",
    "1. a\n2. b": "<ol><li>a</li><li>b</li></ol>",
    "a\nb": "<p>a<br>b</p>",
    "```py\nx = 1\n```": '<pre tabindex="0"><code>x = 1</code></pre>',
    "a ```x``` b": '<p>a</p><pre tabindex="0"><code>x</code></pre><p>b</p>',
    "```||x||```": '<pre tabindex="0"><code>||x||</code></pre>',
    "``` open": "<p>``` open</p>",
    "<@1> <@!1> <@9>": (
        '<p><span class="mention" data-user="1">@<bdi>Ada</bdi></span>'
        ' <span class="mention" data-user="1">@<bdi>Ada</bdi></span>'
        ' <span class="mention" data-user="9">@<bdi>unknown-user</bdi></span></p>'
    ),
    "<@&2> @everyone": (
        '<p><span class="mention">@<bdi>Critics</bdi></span>'
        ' <span class="mention">@everyone</span></p>'
    ),
    "<#3> <#9>": (
        '<p><button class="mention" data-open="3">#<bdi>reviews</bdi></button>'
        ' <span class="mention">#unknown</span></p>'
    ),
    "<:popcorn:1> <a:wave:2>": (
        '<p><span class="emoji-name">:popcorn:</span> <span class="emoji-name">:wave:</span></p>'
    ),
    "</review post:5>": (
        '<p><button class="mention" data-command="review post">/review post</button></p>'
    ),
    "<t:0:R>": (
        '<p><time datetime="1970-01-01T00:00:00+00:00" data-style="R">1970-01-01T00:00Z</time></p>'
    ),
    "[a](javascript:x)": "<p>[a](javascript:x)</p>",
}


@pytest.mark.parametrize("source", DIALECT)
def test_the_dialect(source: str) -> None:
    drawn = str(render(source, Names()))
    assert "<br>\n" not in drawn, "a line feed that the page would show as an empty line"
    assert drawn.replace("\n", "") == DIALECT[source].replace("\n", "")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("[a](https://e.org/x)", "https://e.org/x"),
        ("<https://e.org/x>", "https://e.org/x"),
        ("see https://e.org/x.", "https://e.org/x"),
        ("(https://e.org/x)", "https://e.org/x"),
    ],
)
def test_links_lead_out_in_a_tab_of_their_own(source: str, target: str) -> None:
    drawn = str(render(source, Names()))
    assert (
        f'<a href="{target}" title="{target}" target="_blank" rel="noopener noreferrer">' in drawn
    )
