"""Where people are read from: one file a source, interchangeable and ignorant of each other."""
