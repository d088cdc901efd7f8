"""The language of `when`: what may be asked about a campaign before a step, a check or an approver applies to it."""
