""".doc, .wps and .rtf, through LibreOffice."""
