"""Kenes: public web documents in, open datasets out. The data's way is told in flows/pipeline.py."""
