"""Training of the tagger: annotated articles in, a model directory out. Needs the ``[train]`` extra."""
