"""Writing a tree of files so that what stood before stays whole. Knows no word of the newsroom."""
