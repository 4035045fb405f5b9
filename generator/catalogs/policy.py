"""What a policy asks of translations, and how each state stands before it."""

from generator.catalogs.ledger import Approval
from generator.model import Policy

_OPEN = {
    Policy.CONTRACT: frozenset({Approval.MISSING, Approval.DRAFT, Approval.STALE, Approval.DISPUTED}),
    Policy.PUBLIC: frozenset({Approval.MISSING, Approval.DISPUTED}),
    Policy.PREVIEW: frozenset({Approval.MISSING, Approval.STALE}),
}


def is_open(state: Approval, policy: Policy) -> bool:
    """Whether a translation in a state waits for a decision before it may go out under a policy."""
    return state in _OPEN[policy]
