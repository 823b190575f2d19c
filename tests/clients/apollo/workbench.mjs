// Work on the units of an article as a translator and a reviewer do, each with a cache of their own, and print what
// each saw. Usage: node apollo/workbench.mjs GRAPHQL_URL ARTICLE LOCALE TRANSLATORS_TOKEN REVIEWERS_TOKEN
import { readFile } from "node:fs/promises";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { separateOperations } from "graphql";

const [url, article, locale, ...tokens] = process.argv.slice(2);
const { possibleTypes } = JSON.parse(await readFile("generated/possible-types.json", "utf8"));
const operations = separateOperations(gql(await readFile("operations/workbench.graphql", "utf8")));
const open = (token) =>
  new ApolloClient({
    cache: new InMemoryCache({ possibleTypes }),
    link: new HttpLink({ uri: url, headers: { Authorization: `Bearer ${token}` } }),
  });
const [translator, reviewer] = tokens.map(open);
const list = (client, fetchPolicy) =>
  client
    .query({ query: operations.Units, variables: { article, locale }, fetchPolicy })
    .then(({ data }) => data.translationUnits.nodes);
const change = (client, name, field, input) =>
  client.mutate({ mutation: operations[name], variables: { input } }).then(({ data }) => data[field]);
const texts = (units) => units.map(({ path, target }) => [path, target?.text.tagged ?? null, target?.state ?? null]);

const [first, second] = await list(translator, "network-only");
const seenByReviewer = (await list(reviewer, "network-only"))[0];
const input = { unit: first.id, text: "Kuhusu mifupa", sourceHash: first.source.hash, base: first.version };
const saved = await change(translator, "Save", "saveTranslation", input);
const cached = texts(await list(translator, "cache-only"));
const late = await change(reviewer, "Review", "reviewTranslation", { unit: first.id, base: seenByReviewer.version });
const conflict = late.problems[0];
const reviewed = await change(reviewer, "Review", "reviewTranslation", {
  unit: first.id,
  base: conflict.unit?.version ?? saved.unit.version,
});
const stale = await change(translator, "Save", "saveTranslation", { ...input, text: "Mifupa" });
const refused = await change(translator, "Save", "saveTranslation", {
  unit: second.id,
  text: "Mifupa <em>",
  sourceHash: second.source.hash,
  base: second.version,
});
console.log(
  JSON.stringify({
    saved: [saved.problems, saved.unit.target.state],
    cached,
    late: conflict.code,
    reviewed: [reviewed.problems, reviewed.unit.target.state, reviewed.unit.target.reviewer],
    stale: [stale.problems[0].__typename, stale.problems[0].unit.target.state],
    afterwards: texts(await list(translator, "cache-only")),
    refused: [refused.problems[0].__typename, refused.problems[0].unit.refusal.tagged],
  }),
);
translator.stop();
reviewer.stop();
