"""Reading a review privately: pages, spoilers, the file."""

import pytest

from tests.e2e.club import Club, labels

PLOT = "the butler did it"
LONG = "\n\n".join(f"Paragraph {i} has some words in it, like any other." for i in range(130))


async def test_a_long_review_is_read_in_pages(club: Club) -> None:
    card = await club.post(club.ada, LONG)
    first = await club.ben.click("Read", on=card)
    assert first.message
    assert first.message.ephemeral
    assert "Paragraph 0 has" in first.text
    shown = [first.text]
    while "Next" in labels(first.message):
        shown.append((await club.ben.click("Next")).text)
    assert len(shown) == 3
    for i in range(130):
        assert sum(f"Paragraph {i} has some words in it, like any other." in s for s in shown) == 1
    back = await club.ben.click("Previous")
    assert back.text == shown[-2]


async def test_spoilers_are_masked_until_somebody_asks(club: Club) -> None:
    text = f"I liked it. ||So {PLOT}|| And the music!"
    card = await club.post(club.ada, text, Spoilers="Parts are marked")
    page = await club.ben.click("Read", on=card)
    assert "▒▒▒▒▒" in page.text
    assert "Text file" not in labels(page.message)
    question = await club.ben.click("Show spoilers")
    assert "Show it? Only you will see it." in question.text
    revealed = await club.ben.click("Show me")
    assert revealed.message
    assert revealed.message.ephemeral
    assert f"\\|\\|So {PLOT}\\|\\|" in revealed.text
    assert "Show spoilers" not in labels(revealed.message)


@pytest.mark.parametrize(
    "marked",
    [f"||{PLOT}||", f">!{PLOT}!<", f"<spoiler>{PLOT}</spoiler>", f"[spoiler]{PLOT}[/spoiler]"],
    ids=["bars", "arrows", "tag", "brackets"],
)
async def test_all_four_notations_hide_and_come_back_as_typed(club: Club, marked: str) -> None:
    """Bar C2, for the words of a review, a comment and a quick take."""
    text = f"I liked it. {marked} And the music!"
    card = await club.post(club.ada, text)
    assert "I liked it. ▒▒▒▒▒ And the music!" in card.text
    await club.ben.click("Read", on=card)
    await club.ben.click("Show spoilers")
    await club.ben.click("Show me")
    file = await club.ben.click("Text file")
    assert file.message
    assert file.message.attachments == {"review.txt": text.encode()}
    await club.ben.slash("review comment", title="Parasite", text=marked)
    await club.ben.click("Read", on=card)
    assert "▒▒▒▒▒" in (await club.ben.click("Comments (1)")).text
    quick = await club.cleo.slash("review quick", title="Okja", kind="movie", text=text)
    assert "▒▒▒▒▒" in club.card_of(quick).text
    assert not [m for m in club.channel.messages if PLOT in str(m.raw)]


@pytest.mark.parametrize(
    ("kind", "safe_after", "reach"),
    [
        ("book", "chapter 10", "chapter 10"),
        ("tv", "S2E5", "S2E5"),
        ("tv", "season 2", "season 2"),
        ("movie", "the ending", "the ending"),
        ("book", "", "the ending"),
    ],
)
async def test_a_warning_names_the_work_and_how_far_it_reaches(
    club: Club, kind: str, safe_after: str, reach: str
) -> None:
    """Bar C6: on the card, and in the question that comes before."""
    given = {"kind": kind, "safe_after": safe_after} if safe_after else {"kind": kind}
    card = await club.post(club.ada, f"Ah, ||{PLOT}||.", "Dune", **given)
    warning = f"Spoilers for Dune, safe after {reach}"
    assert warning in card.text
    await club.ben.click("Read", on=card)
    assert warning in (await club.ben.click("Show spoilers")).text


async def test_a_review_that_spoils_as_a_whole_asks_first(club: Club) -> None:
    card = await club.post(club.ada, f"Ah, {PLOT}.", Headline=PLOT, Spoilers="All of it")
    assert PLOT not in card.text
    assert "Spoilers for Parasite, safe after the ending" in card.text
    question = await club.ben.click("Read", on=card)
    assert PLOT not in question.text
    revealed = await club.ben.click("Show me")
    assert f"Ah, {PLOT}." in revealed.text


async def test_what_is_marked_is_nowhere_but_where_it_was_asked_for(club: Club, prose: str) -> None:
    """Section 6, point 2: cards, pages, snippets, answers and logs of a real review."""
    start = prose.index("However, it was suddenly bought")
    end = prose.index("sent to prison.") + len("sent to prison.")
    secret = prose[start:end]
    marked = f"{prose[:start]}||{secret}||{prose[end:]}"
    fields = {"Your review": marked[:4000], "… more room": marked[4000:]}
    fields["Spoilers"] = "Parts are marked"
    opened = await club.ada.slash(
        "review post", title="Miracle in Cell No. 7", kind="movie", year=2013, rating="5"
    )
    card = club.card_of(
        await club.ada.submit(opened.form, {**fields, "Spoilers": "Parts are marked"})
    )
    assert "Spoilers for Miracle" in card.text
    shown = [card.text, (await club.ben.click("Read", on=card)).text]
    shown.append((await club.ben.click("Next")).text)
    shown.append((await club.ben.slash("review show", title="Miracle in Cell No. 7")).text)
    shown += [
        (await club.ben.slash("review search", query=word)).text
        for word in ("prison", "commissioner", "Yesung", "murderi", "However")
    ]
    shown.append((await club.ben.slash("review recommend")).text)
    for canary in ("commissioner’s daughter", "murdering", "sent to prison", "Annoyed at Yong-gu"):
        assert canary in secret
        assert not [text for text in shown if canary in text.replace("**", "")], canary
        assert not [line for line in club.logged if canary in line], canary
    assert "This movie follows a man" in card.text
    await club.ben.click("Read", on=card)
    await club.ben.click("Show spoilers")
    await club.ben.click("Show me")
    file = await club.ben.click("Text file")
    assert file.message
    assert file.message.attachments == {"review.txt": marked.encode()}


async def test_member_text_is_shown_as_written_and_pings_nobody(club: Club) -> None:
    text = "# Big\n- list\n@everyone <@1> [click](https://evil.example) `code` https://a.example"
    card = await club.post(club.ada, text, title="**Bold** & _title_")
    assert not card.pinged
    assert "### \\*\\*Bold\\*\\* & \\_title\\_" in card.text
    page = await club.ben.click("Read", on=card)
    assert (
        "\\# Big\n\\- list\n\\@everyone \\<\\@1\\> \\[click\\](https\\://evil.example)" in page.text
    )
    assert page.message
    assert not page.message.pinged


async def test_a_foreign_or_unknown_reference_is_not_there(club: Club) -> None:
    card = await club.post(club.ada, "Words of the first guild.")
    eve = club.elsewhere("Eve")
    review = next(b.custom_id for b in card.buttons if b.label == "Read")
    for custom_id in (review, "rv1:read:AAAAAAAAAAAA", "rv0:old:thing", "rv1:page:x:1:r"):
        answer = await club.forge(eve, str(custom_id))
        assert answer.text == "That is not here any more."
        assert answer.message
        assert answer.message.ephemeral
