"""Pages that people read and print: the outline, the storyboard."""
