"""What was worked out from the record, kept until the record grows."""
