"""Discord's limits for what we send (developer documentation, component reference), and ours."""

from typing import Final

TEXT_MAX: Final = 4_000
"""Characters of all text in one layout message, as sent."""
COMPONENTS_MAX: Final = 40
CUSTOM_ID_MAX: Final = 100
CHOICE_NAME_MAX: Final = 100
FORM_TITLE_MAX: Final = 45
"""Characters of the title of a form (developer documentation, "Modal")."""
CHOICES_MAX: Final = 25
BUTTON_LABEL_MAX: Final = 80

PAGE_ROOM: Final = 3_200
"""What a page leaves for a member's text, as sent; the rest is for heading and foot."""
OPTION_MAX: Final = 100
"""Characters of an option of a menu, and of what stands below it."""
SNIPPET_MAX: Final = 160
LISTED_MAX: Final = 5
"""Reviews, hits or picks in one message."""
PREVIEWS_MAX: Final = 3
"""Reviews of which the public page of a work shows the beginning."""
KNOWN_MAX: Final = 8
"""Links to pages elsewhere on the page of a work."""
NAMES_MAX: Final = 12
"""Members who are named in one line."""
REASON_TITLE_MAX: Final = 48
"""A title with kind and year within the line that gives a reason."""
SEEN_MAX: Final = 25
"""Reviews of one work in one menu: as many as Discord takes."""
COMMENTS_PER_PAGE: Final = 5
COMMENT_ROOM: Final = 650
"""What a listed comment may take up, as sent."""
QUERY_MAX: Final = 80
"""Characters (of UTF-16) of a search that fit into a button's id beside its page; 4 to spare."""
UPLOAD_MAX_BYTES: Final = 1_048_576
EDITIONS_PER_PAGE: Final = 8
DRAFTS_SHOWN_MAX: Final = 6
DRAFT_SHOWN_MAX: Final = 160
