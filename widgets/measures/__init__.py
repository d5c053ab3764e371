"""The page of measures: what needs a conversation, one measure with its chart, and putting values in."""
