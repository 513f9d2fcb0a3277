"""What lists are made from says of everybody the same as the document."""

from hypothesis import given
from hypothesis import strategies as st
from tests.people import NOW, decision, mailboxes, outline_of, standing

from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Action, Decision, Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.signature import Signature
from invite_guard.model.tag import Disposition, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.planned import whole
from invite_guard.stages.ranking import place_of
from invite_guard.stages.stand import Stand
from invite_guard.stages.standing import Word
from invite_guard.stages.told import in_group, place

actions = st.sampled_from([None, Action.APPROVE, Action.REJECT])
tags = st.sampled_from([None, *Tag])


@st.composite
def words(draw: st.DrawFn, people: list[Correspondent]) -> Standing:
    """Say something of some: approved as another tag, rejected, corrected, noted, never."""
    said = [(one.address, draw(actions), draw(tags), draw(st.booleans())) for one in people]
    notes = {who: decision(who, Action.NOTE) for who, _, _, more in said if more}
    spoken = standing(
        *(decision(who, action, tag or Tag.STRANGER) for who, action, tag, _ in said if action),
        tags={who: tag for who, _, tag, more in said if tag and more},
        never=[who for who, action, tag, more in said if more and not action and not tag],
    )
    return spoken.model_copy(update={"notes": notes})


@given(mailboxes.flatmap(lambda people: st.tuples(st.just(people), words(people))))
def test_a_list_says_what_the_document_says(known: tuple[list[Correspondent], Standing]) -> None:
    for stand in outline_of(*known).stands:
        told = whole(stand)
        for name in ("id", "name", "organisation", "title", "tag", "confidence", "disposition"):
            assert getattr(stand, name) == getattr(told, name)
        for name in ("exclusion", "decision", "note", "address"):
            assert getattr(stand, name) == getattr(told, name)
        assert [a.address for a in stand.addresses] == [a.address for a in told.addresses]
        assert (place(stand), in_group(stand)) == (place(told), in_group(told))
        assert place_of(stand) == place_of(told)
        assert whole(told) is told


def stand(*cards: ContactCard, signatures: tuple[Signature, ...] = ()) -> Stand:
    one = Correspondent(address="kim@x.example")
    person = Person("p1", "Kim", (one,), one.exchange, cards=cards, signatures=signatures)
    found = Verdict(Tag.STRANGER, 0.5, (Evidence("r", "seen", {}),))
    hold = Disposition.HOLD
    return Stand(person, found, Word(), found.tag, 0.5, hold, None, ())


def test_work_is_the_address_books_else_what_they_sign_with() -> None:
    signed = (Signature(title="Clerk"), Signature(title="Cook", organisation="Firm"))
    card = ContactCard(addresses=("kim@x.example",), organisation="Book", title="Baker")
    assert (stand().title, stand().organisation) == ("", "")
    told = stand(signatures=signed)
    assert (told.title, told.organisation) == ("Clerk", "Firm")
    told = stand(card, signatures=signed)
    assert (told.title, told.organisation) == ("Baker", "Book")


def test_an_approval_of_another_tag_is_stale_in_a_list_too() -> None:
    approved = Decision(
        action=Action.APPROVE,
        person_id="p1",
        address="kim@x.example",
        name="",
        tag=Tag.COLLEAGUE,
        at=NOW,
    )
    said = stand()._replace(word=Word(decision=approved)).decision
    assert said
    assert "the tag was colleague" in said.stale
