// The static word index, as flows/release/site/search_shards.py writes it; words are compared as search.sql compares them.

import { documentsInAll } from "./page.js";
import { packed } from "./shards.js";

const KAZAKH = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и" };
const ENDINGS = /[аеиоуыэюяьaeiouys]+$/;
const SHARDS_OF_A_WORD = 4; // of a short stem, the forms in the first shards do
const CARDS = 64;

export const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[әғқңөұүһі]/g, (letter) => KAZAKH[letter]);
export const wordsOf = (text) => [...new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? [])];

/** The beginning that the forms of a word share, or the word itself where too little would be left. */
export function stemOf(word) {
  const stem = word.replace(ENDINGS, "");
  return stem.length >= 4 ? stem : null;
}

export const means = (term, word, stem = stemOf(word)) => term === word || (stem !== null && term.startsWith(stem));

/** What a word leads to: {places: Map of number to weight, documents}. */
async function meaning(folder, word) {
  const firsts = (await packed(`search/${folder}/words.json.gz`)) ?? [];
  const stem = stemOf(word);
  const low = stem ?? word;
  let shard = 0;
  while (shard + 1 < firsts.length && firsts[shard + 1] <= low) shard++;
  const places = new Map();
  let documents = 0;
  for (let read = 0; read < SHARDS_OF_A_WORD && shard < firsts.length && (read === 0 || firsts[shard].startsWith(low)); read++, shard++) {
    for (const [term, count, steps, weights] of await packed(`search/${folder}/words-${shard}.json.gz`)) {
      if (!means(term, word, stem)) continue;
      documents += count;
      let place = 0;
      steps.forEach((step, index) => {
        place += step;
        places.set(place, Math.min((places.get(place) ?? 0) + (weights ? weights[index] : 100), 220));
      });
    }
  }
  return { places, documents };
}

/** Numbers of the documents that answer a query best (BM25, as the macro search()), best first. */
export async function documentsFor(query) {
  const scores = new Map();
  for (const { places, documents } of await Promise.all(wordsOf(query).map((word) => meaning("documents", word)))) {
    const count = Math.min(Math.max(documents, places.size), documentsInAll);
    const rarity = Math.log(1 + (documentsInAll - count + 0.5) / (count + 0.5));
    for (const [place, weight] of places) scores.set(place, (scores.get(place) ?? 0) + rarity * weight);
  }
  return [...scores].sort(([one, high], [other, low]) => low - high || one - other).map(([place]) => place);
}

/** Numbers of the entities whose names hold every word of a query, the most mentioned first. */
export async function entitiesFor(query) {
  const meanings = await Promise.all(wordsOf(query).map((word) => meaning("entities", word)));
  if (!meanings.length) return [];
  return [...meanings[0].places.keys()].filter((place) => meanings.every(({ places }) => places.has(place))).sort((one, other) => one - other);
}

export async function cardOf(folder, place) {
  return (await packed(`search/${folder}/cards-${Math.floor(place / CARDS)}.json.gz`))[place % CARDS];
}
