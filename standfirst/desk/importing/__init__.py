"""What is kept elsewhere -> articles of ours: one module reads each source, the others settle, place and write."""
