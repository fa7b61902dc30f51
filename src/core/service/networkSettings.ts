/** What the editor and the environment say about the way to the network. */
export interface NetworkSettings {
  /** The setting `http.proxy`. */
  readonly proxy?: string;
  /** The setting `http.noProxy`. */
  readonly noProxy: readonly string[];
  /** The setting `http.proxyStrictSSL`: whether certificates are checked. */
  readonly strictSSL: boolean;
  /** Of these, HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
