"""A release as pages that any static server shows: no framework, no script or font from elsewhere, no build but ours.

Pages are rendered here; what there may be a hundred thousand of (documents, entities, words) lies in
shards, compressed JSON that document.html, entity.html and search.html fetch by id or word.
"""
