"""What a demonstration starts with, the invented story included."""
