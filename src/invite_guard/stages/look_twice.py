"""Why somebody is to be looked at twice, in words that end a sentence about them."""

from collections.abc import Mapping

from invite_guard.model.tag import Flag

FLAGS: Mapping[Flag, str] = {
    Flag.AMBIGUOUS_ADDRESS: "the address can be read in two ways",
    Flag.INVALID_ADDRESS: "the address is not a valid one",
    Flag.LOOK_ALIKE: "looks like somebody else you know, who is another",
    Flag.MISLEADING_NAME: "the name does not fit the address",
    Flag.PERHAPS_SAME_PERSON: "may be the same person as another one",
    Flag.PERHAPS_SENIOR: "may hold a top office",
    Flag.RELATIVE: "may be a relative or as near, to you or to somebody you know",
    Flag.PRIVATE_CIRCLE: "may be of a school, a club, a practice or the like",
    Flag.PERHAPS_CONNECTED: "may be connected with you already",
    Flag.PERHAPS_INVITED: "may be invited already",
}
