"""Every refusal as a sentence that says what is wrong and what to do, sorted by stage."""

from doorstep.kernel.errors import Refusal
from doorstep.web.sentences.evaluation import EVALUATION
from doorstep.web.sentences.everywhere import EVERYWHERE
from doorstep.web.sentences.issues import ISSUES
from doorstep.web.sentences.meetings import MEETINGS
from doorstep.web.sentences.money import MONEY
from doorstep.web.sentences.notices import NOTICES
from doorstep.web.sentences.observations import OBSERVATIONS
from doorstep.web.sentences.opinions import OPINIONS
from doorstep.web.sentences.partners import PARTNERS
from doorstep.web.sentences.people import PEOPLE
from doorstep.web.sentences.places import PLACES
from doorstep.web.sentences.privacy import PRIVACY
from doorstep.web.sentences.projects import PROJECTS
from doorstep.web.sentences.visits import VISITS
from doorstep.web.sentences.volunteers import VOLUNTEERS
from doorstep.web.sentences.words import readable

SENTENCES = (
    EVERYWHERE
    | PEOPLE
    | PLACES
    | VISITS
    | MEETINGS
    | ISSUES
    | PROJECTS
    | OPINIONS
    | MONEY
    | VOLUNTEERS
    | PARTNERS
    | OBSERVATIONS
    | NOTICES
    | EVALUATION
    | PRIVACY
)


def sentence(refusal: Refusal) -> str:
    """The refusal in the reader's language; a code without a sentence is a defect that a test finds."""
    values = {name: readable(name, value) for name, value in refusal.values.items()}
    return str(SENTENCES[refusal.code]) % values
