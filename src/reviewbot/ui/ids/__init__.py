"""The grammar of custom ids, one function for each: `rv1:` for actions, `f1:` for forms.

An id carries a reference and never authority, state or anybody's words except the query that
its own reader typed. Released ids stay readable for ever: a change gets a new version.
"""

from reviewbot.ui.ids.answers import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.browsing import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.choices import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.diary import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.hints import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.order import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.picking import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.privacy import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.reading import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.recommending import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.searching import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.shapes import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.shelves import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.works import *  # noqa: F403 - one grammar, a file for each subject
from reviewbot.ui.ids.writing import *  # noqa: F403 - one grammar, a file for each subject
