"""New Belongings: from what care leavers say to what a council does about it, and back."""
