"""The sample wire: an invented region's news, served to the desk that has no feeds of its own."""
