"""What will appear, read before it goes out."""
