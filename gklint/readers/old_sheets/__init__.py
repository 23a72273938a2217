"""Old workbooks and those of WPS and OpenDocument."""
