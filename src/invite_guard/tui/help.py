"""Every key of the full-screen review."""

HELP = """\
Every key is kept at once: leave when you like, the next review goes on.
Nothing leaves your computer here; only `invite-guard export` hands over.

Decide about the person under the cursor
  space  approve. A proposed colleague leads on to the next one; a held
         person never does: they are approved one by one
  x      reject: not now, and not after a later scan
  n      never: all their addresses go on the never-list
  t      correct the tag: c colleague, s stranger, p personal, e executive
  r      write a note for yourself
  c      clear: take back an approval or rejection of any day
  u      undo what was said last, step by step
  A      approve all proposed colleagues in sight: shown, counted, asked

Look
  enter  everything known, why this tag, what would change it
  /      filter by part of a name, address, organisation or note;
         enter goes to the list, esc ends the filter
  tab    next tab, shift+tab the one before; or click on it
  o      order: proposed first, name, how sure, last contact, mails;
         or click on the title of a column
  arrows, page keys, home, end move; a click on the current line opens it

How somebody stands
  proposed  a colleague, not decided about yet
  held      not proposed; can be approved, singly
  approved  by you, for the address and the tag you saw
  stale     approved once, but address or tag changed since
  rejected  by you            never  on your never-list
  !         look twice: the lines below the list say at what

  q      leave
"""
