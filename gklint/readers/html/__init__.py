"""Web pages, saved ones (MHTML) too."""
