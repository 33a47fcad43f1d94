"""Who may do what, tried out: every route, method, viewer and object, against a table that a person can read."""
