// Audits the server at the URL given by the rules of GraphQL over HTTP, and prints each rule's outcome as JSON.

import { auditServer } from "graphql-http";

const outcomes = await auditServer({ url: process.argv[2], fetchFn: fetch });
console.log(JSON.stringify(outcomes.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
