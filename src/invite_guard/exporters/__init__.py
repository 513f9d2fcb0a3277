"""What leaves: one file a format. Each takes a ConfirmedBatch and nothing else."""
