"""A session in a real terminal: keys typed one by one, each settled screen a frame of a film."""
