"""Maintaining: who holds which post, which places and notes an organization has, and who may see them.

Whatever is new about how somebody is reached waits for a second pair of eyes before anybody sees it.
"""
