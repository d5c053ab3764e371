"""What the served pages are made of: which notebooks may be opened, and the pages around them."""
