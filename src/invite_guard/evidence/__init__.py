"""What is known about a person: one file a rule, interchangeable and ignorant of each other."""
