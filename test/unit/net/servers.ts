import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HttpResponse } from '../../../src/net/transport';
import { certificate, key } from './fixtures/certificate';

/** Servers on ports of their own that end with the test. */
export class Servers {
  private readonly open: Server[] = [];
  private readonly sockets = new Set<Socket>();

  async plain(listener: RequestListener): Promise<number> {
    return this.listen(createServer(listener));
  }

  async secure(listener: RequestListener): Promise<number> {
    return this.listen(createSecureServer({ key, cert: certificate }, listener));
  }

  /** A proxy that answers CONNECT with the status, or never for 0; with 200 it leads to the port, whatever was asked for. */
  async proxy(answer: (request: IncomingMessage) => number, port = 0): Promise<number> {
    const server = createServer();
    server.on('connect', (request: IncomingMessage, client: Duplex) => {
      const status = answer(request);
      client.on('error', () => undefined);
      if (status === 0) return;
      if (status !== 200) {
        client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const target = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        target.pipe(client).pipe(target);
      });
      target.on('error', () => client.destroy());
    });
    return this.listen(server);
  }

  close(): void {
    for (const server of this.open) server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private async listen(server: Server): Promise<number> {
    server.on('connection', (socket: Socket) => this.sockets.add(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    this.open.push(server);
    return (server.address() as AddressInfo).port;
  }
}

export function bodyText({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}
