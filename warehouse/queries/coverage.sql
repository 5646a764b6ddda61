-- How much there is of each corpus, month and language.
FROM coverage;
