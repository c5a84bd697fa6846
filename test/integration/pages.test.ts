import { afterEach, describe, expect, test } from '@jest/globals';
import { GalleryModule } from '../browser/gallery.ts';
import { startShell, type ShellApp } from '../support/shell-app.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>';

let shell: ShellApp | undefined;
afterEach(async () => {
  await shell?.close();
  shell = undefined;
});

/** A page of a shell with this configuration. */
async function open(env: Record<string, string> = {}, name = 'quiet') {
  shell ??= await startShell([GalleryModule], env);
  const response = await fetch(`${shell.url}/connect/gallery/${name}`);
  return { headers: response.headers, text: await response.text() };
}

const fetchFile = (path: string, headers: Record<string, string> = {}) => fetch(`${shell?.url}${path}`, { headers });

const styleIn = (text: string) => /rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? '';
const moduleIn = (text: string) => /type="module" src="([^"]+)"/.exec(text)?.[1] ?? '';
const logoIn = (text: string) => /class="logo" src="([^"]+)"/.exec(text)?.[1] ?? '';

describe('the headers of a page', () => {
  test('keep it from every frame, and tell other sites nothing', async () => {
    const { headers } = await open();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('let it be framed where the operator says, and leave out the header that could not say it', async () => {
    const { headers } = await open({ CONNECT_FRAME_ANCESTORS: 'https://app.example,http://localhost:*' });
    const policy = headers.get('content-security-policy');
    expect(policy).toContain('frame-ancestors https://app.example http://localhost:*;');
    expect(headers.get('x-frame-options')).toBeNull();
  });

  test('keep the result of a consent from every frame all the same', async () => {
    const { headers } = await open({ CONNECT_FRAME_ANCESTORS: 'https://app.example' }, 'connected');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('the files behind the pages', () => {
  test('are kept for ever under names that change with them', async () => {
    const { text } = await open();
    for (const path of [styleIn(text), moduleIn(text), logoIn(text)]) {
      const response = await fetchFile(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(path).toContain(response.headers.get('etag')?.slice(1, -1));
    }
  });

  test('have their types', async () => {
    const { text } = await open();
    const types = await Promise.all(
      [styleIn(text), moduleIn(text), logoIn(text)].map(async (path) =>
        (await fetchFile(path)).headers.get('content-type'),
      ),
    );
    expect(types).toEqual(['text/css; charset=utf-8', 'text/javascript; charset=utf-8', 'image/svg+xml']);
  });

  test('are not sent again to a browser that has them', async () => {
    const { text } = await open();
    const first = await fetchFile(styleIn(text));
    const again = await fetchFile(styleIn(text), { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test("of another release are answered with today's, which is not kept under the old name", async () => {
    await open();
    const response = await fetchFile('/connect/assets/page.0123456789abcdef.css');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test.each([
    '/connect/assets/other',
    '/connect/assets/..%2fpage.css',
    '/connect/assets/page.x.css.map',
    '/connect/assets/logo.x',
  ])('do not include %s', async (path) => {
    await open();
    expect((await fetchFile(path)).status).toBe(404);
  });

  test('are below /oauth too, which is all that the host of a region serves', async () => {
    const { text } = await open({}, 'connected');
    expect(styleIn(text)).toMatch(/^\/oauth\/assets\/page\.[\w-]+\.css$/);
    for (const path of [styleIn(text), moduleIn(text), logoIn(text)]) expect((await fetchFile(path)).status).toBe(200);
  });

  test('are found below the path of the public URL', async () => {
    const { text } = await open({ PUBLIC_URL: 'https://platform.example/okta/' });
    expect(styleIn(text)).toMatch(/^\/okta\/connect\/assets\/page\./);
  });
});

describe('branding', () => {
  test('names the product, escaped', async () => {
    const { text } = await open({ CONNECT_PRODUCT_NAME: 'A & B <Co>' });
    expect(text).toMatch(/<title>Status of Acme production - A &#38; B &#60;Co&#62;<\/title>/);
    expect(text).toMatch(/class="product">A &#38; B &#60;Co&#62;<\/span>/);
  });

  test('writes the colours before the style, in each of its forms', async () => {
    const { text } = await open({ CONNECT_ACCENT_COLOR: '#0a5c43' });
    const style = await (await fetchFile(styleIn(text))).text();
    expect(style).toMatch(/^:root\{[^}]*--accent:#0a5c43;/);
    expect(style).toMatch(/@media \(prefers-color-scheme:dark\)\{:root\{[^}]*--accent:#(?!0a5c43)/);
  });

  test('serves a logo that was given in whole, which can do nothing when it is opened by itself', async () => {
    const { text, headers } = await open({
      CONNECT_LOGO_URL: `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`,
    });
    expect(headers.get('content-security-policy')).toContain("img-src 'self';");
    const logo = await fetchFile(logoIn(text));
    expect(await logo.text()).toBe(SVG);
    expect(logo.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('lets a logo from elsewhere in, from that origin alone', async () => {
    const { text, headers } = await open({ CONNECT_LOGO_URL: 'https://cdn.example/brand/logo.png' });
    expect(logoIn(text)).toBe('https://cdn.example/brand/logo.png');
    expect(headers.get('content-security-policy')).toContain("img-src 'self' https://cdn.example;");
  });
});
