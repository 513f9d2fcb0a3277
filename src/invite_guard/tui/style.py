"""How the review is laid out. Colours are the terminal's own."""

CSS = """
Screen { layout: vertical; }
#head, #tabs, #titles, #status { height: 1; }
#listing { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
#current { height: 6; border-top: solid $primary; }
#filter { height: 1; border: none; padding: 0; display: none; }
#status { text-style: italic; }
Footer { height: 1; }
ModalScreen { align: center middle; }
.dialog {
    width: 100%; max-width: 110; height: 100%; max-height: 40; padding: 0 1;
    border: heavy $primary; background: $background;
}
.small { height: auto; }
#text { height: 1fr; }
#group { height: auto; margin: 1 0; }
.buttons { height: auto; align-horizontal: center; }
Button { margin: 0 1; min-width: 12; }
"""
