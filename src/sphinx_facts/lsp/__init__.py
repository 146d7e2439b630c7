"""A language server: what a check says, while one writes, in any editor that speaks the protocol.

`server` wires the requests of an editor to what answers them, each in a module of its own: findings
(`diagnostics`), ids and roles (`completion`), cards (`hover`), places (`navigation`), what may be
done (`actions`). `workspace` has the texts that are open, over those on disk, and `book` what is
recorded. Nothing else imports this room, and only it needs the library of the protocol.
"""
