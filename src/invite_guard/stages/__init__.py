"""The verbs: one file an arrow of the flow."""
