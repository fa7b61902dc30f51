/** How many requests a service allows: at most `limit` in any `intervalMs`. */
export interface Budget {
  readonly limit: number;
  readonly intervalMs: number;
}
