"""The web: a gate that every request passes, a frame that every page shares, and one package per audience.

``find`` asks and answers, ``catalogue`` shows what the directory holds, ``api`` speaks JSON. They share what lies
directly in this package and do not import one another.
"""
