"""The tagger: prose in, spans of content, cue and source out, by a network run with onnxruntime."""
