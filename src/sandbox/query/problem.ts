/** Says in one sentence what is wrong with a search query. */
export class QueryProblem extends Error {}
