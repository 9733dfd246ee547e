"""Prove: the one page for the corporate parenting board, on the screen and in files."""
