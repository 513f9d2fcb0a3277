"""The command line: the one place that builds objects, talks and exits."""
