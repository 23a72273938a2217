"""gklint in one HTML file: `build` makes it, `running` is what it runs in a browser."""
