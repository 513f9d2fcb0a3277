"""What to do after the accident: how to take invitations back, and what to write."""

GUIDE = """\
How to take them back, by hand, on LinkedIn itself (bots break its User Agreement, 8.2):
  1. Open linkedin.com/mynetwork/invitation-manager/sent/ (My Network, Manage, Sent).
  2. Find the person of the list above and choose Withdraw. Begin at the top.
  3. Withdrawing also stops the reminders, so the first days count most: up to two mails each.
  4. Whom you withdraw you cannot invite again for three weeks. Note whom you did want to invite.
  5. Who accepted already is a connection: remove it on their profile (More, Remove connection).
An invitation to somebody who is no member went by e-mail and stands in the same list on LinkedIn.
"""

APOLOGY = """\
A plain apology, to those who wonder, from you and in your words; not to everybody at once:

  Hello NAME,
  you have had an invitation to connect from me that I did not mean to send. I let LinkedIn read my
  address book, and it wrote to everybody in it. I have withdrawn it; please ignore it and any
  reminder. I am sorry for the bother.
  YOUR NAME
"""
