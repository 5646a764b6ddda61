"""WAREHOUSE -> DOWNLOAD: a checked warehouse becomes a folder that anyone can host, verify, cite and browse."""
