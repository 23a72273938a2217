"""What one report's check is given and what comes of it: settings, results, records."""
