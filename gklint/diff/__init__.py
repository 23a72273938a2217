"""Two results compared: what is new, what is gone, what became of the rest, and why.

`loading` reads results, `comparing` compares them, `writing` shows what came of it.
"""
