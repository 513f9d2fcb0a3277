"""What is kept on disk: correspondence (rebuildable), decisions and ledger (precious)."""
