"""An invented writer, the people around him, and seven years of their mail."""
