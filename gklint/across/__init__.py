"""Reports compared with one another: their facts taken, the roster read, the rules asked."""
