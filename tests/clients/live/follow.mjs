// Follow changes of articles, and print what comes, one JSON object a line.
// Usage: node live/follow.mjs (ws | sse) GRAPHQL_URL VARIABLES
// A line "drop" on standard input cuts the connection; "resume" makes another that goes on after the last change.
import { createInterface } from "node:readline";
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import WebSocket from "ws";

const [transport, url, given] = process.argv.slice(2);
const { token, ...variables } = JSON.parse(given);
const query = `subscription ($slug: String, $locales: [Locale!], $after: String) {
  articleChanged(slug: $slug, locales: $locales, after: $after) { cursor kind key slug locale number version }
}`;
const print = (value) => console.log(JSON.stringify(value));
const authorization = token ? { Authorization: `Bearer ${token}` } : {};
let client;
let dispose;

function connect() {
  client =
    transport === "ws"
      ? createWsClient({
          url: url.replace(/^http/, "ws"),
          webSocketImpl: WebSocket,
          retryAttempts: 0,
          connectionParams: authorization,
          on: { connected: () => print({ connected: true }), closed: ({ code }) => print({ closed: code }) },
        })
      : createSseClient({
          url,
          retryAttempts: 0,
          headers: authorization,
          on: { connected: () => print({ connected: true }) },
        });
  dispose = client.subscribe(
    { query, variables },
    {
      next(result) {
        print(result);
        variables.after = result.data?.articleChanged.cursor ?? variables.after;
      },
      error: (error) => print({ errors: Array.isArray(error) ? error : [{ message: String(error.message ?? error) }] }),
      complete: () => print({ complete: true }),
    },
  );
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (line === "drop") {
      if (transport === "ws") client.terminate();
      else dispose();
    } else if (line === "resume") connect();
  })
  .on("close", () => process.exit(0));
connect();
