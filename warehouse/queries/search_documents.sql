-- Full-text search in any language, best documents first, the words found between ⟦ and ⟧.
SELECT score, title, snippet FROM search('trade unions', results := 10);
