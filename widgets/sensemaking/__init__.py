"""The page on which a set holds its sessions."""
