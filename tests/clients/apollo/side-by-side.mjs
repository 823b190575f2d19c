// Print one article in two locales, each read back from one cache without asking the server again.
// Usage: node apollo/side-by-side.mjs GRAPHQL_URL SLUG LOCALE LOCALE
import { readFile } from "node:fs/promises";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";

const [url, slug, ...locales] = process.argv.slice(2);
const { possibleTypes } = JSON.parse(await readFile("generated/possible-types.json", "utf8"));
const files = ["article", "texts"].map((name) => readFile(`operations/${name}.graphql`, "utf8"));
const query = gql((await Promise.all(files)).join("\n"));
const client = new ApolloClient({ cache: new InMemoryCache({ possibleTypes }), link: new HttpLink({ uri: url }) });

const read = (locale, fetchPolicy) =>
  client.query({ query, variables: { slug, locale }, fetchPolicy }).then((result) => result.data);

const served = {};
for (const locale of locales) {
  served[locale] = await read(locale, "network-only");
}
const cached = {};
for (const locale of locales) {
  cached[locale] = await read(locale, "cache-only");
}
console.log(JSON.stringify({ served, cached, records: Object.keys(client.cache.extract()) }));
client.stop();
