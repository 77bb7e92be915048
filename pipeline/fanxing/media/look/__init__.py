"""The look: type set by measured ink, templates as SVG and YAML, drawn by resvg into layers and plates."""
