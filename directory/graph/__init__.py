"""The heart: facts in, answers out. Pure: networkx and the standard library, no SQL, no web, no clock."""
