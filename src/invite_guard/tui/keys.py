"""Which key does what on the full screen; the help names the hidden ones too."""

from textual.binding import Binding

KEYS = (
    Binding("space", "say('a')", "approve", key_display="space"),
    Binding("x", "say('x')", "reject"),
    Binding("t", "tag", "tag"),
    Binding("n", "say('n')", "never"),
    Binding("r", "note", "note"),
    Binding("u", "say('u')", "undo"),
    Binding("enter", "evidence", "why", key_display="↵"),
    Binding("slash", "filter", "filter", key_display="/"),
    Binding("question_mark", "help", "help", key_display="?"),
    Binding("q", "quit", "quit"),
    Binding("A", "group", show=False),
    Binding("c", "say('c')", show=False),
    Binding("o", "order", show=False),
    Binding("escape", "unfilter", show=False),
)
