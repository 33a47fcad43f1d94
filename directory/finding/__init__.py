"""Find: from what somebody asked to the question as a value, and from there to the answer.

The web, the API and the command line all come through here, so a field means the same to each of them.
Only this layer knows how fields are written; the graph below gets values, the pages above get sentences.
"""
