"""An optional language model or translator; its output is a proposal until `briefs` verifies it."""
