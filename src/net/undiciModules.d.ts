// undici's modules that work without its entry. The entry (`undici`) must never be loaded: it replaces the dispatcher of
// the process, and with it the fetch of every other extension.

declare module 'undici/lib/dispatcher/agent.js' {
  export { default } from 'undici/types/agent';
}

declare module 'undici/lib/dispatcher/pool.js' {
  export { default } from 'undici/types/pool';
}

declare module 'undici/lib/dispatcher/proxy-agent.js' {
  export { default } from 'undici/types/proxy-agent';
}

declare module 'undici/lib/api/index.js' {
  import type Dispatcher from 'undici/types/dispatcher';

  export function request(this: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  export function connect(this: Dispatcher, options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
}
