import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform's page that opens ours in a popup or in a frame, and writes down what it is told. */
const page = (address: string) => `<!doctype html><html lang="en"><head><title>Platform</title></head><body>
<iframe title="frame"></iframe>
<script>
  window.told = [];
  addEventListener('message', ({ origin, data }) => window.told.push({ origin, data }));
  window.openPopup = () => void window.open(${JSON.stringify(address)}, 'popup', 'width=600,height=700');
  window.openFrame = () => { document.querySelector('iframe').src = ${JSON.stringify(address)}; };
</script></body></html>`;

/** Serves the platform's page; `open` says which of our addresses it opens: `/?open=…`. */
export class Opener {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Opener> {
    const server = createServer((request, response) => {
      const address = new URL(request.url ?? '/', 'http://x').searchParams.get('open') ?? '';
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(address));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new Opener(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => void this.server.close(resolve));
  }
}
