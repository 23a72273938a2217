"""OFD, the national format of fixed pages (GB/T 33190)."""
