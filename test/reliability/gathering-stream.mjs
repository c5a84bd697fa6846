// For `node --import`: the control of ndjson.ts. Everything, text and objects, is gathered before the first line.
import { Readable } from 'node:stream';
import { registerTypeScript } from '../support/register-typescript.mjs';

registerTypeScript();
await import('reflect-metadata');
const { PageStream } = await import('../../src/actions/page-stream.ts');

const open = Reflect.get(PageStream.prototype, 'open');
PageStream.prototype.open = async function openGathered(prepared) {
  const gathered = [];
  for await (const chunk of await open.call(this, prepared)) {
    for (const line of String(chunk).trimEnd().split('\n')) gathered.push({ line, item: JSON.parse(line) });
  }
  const lines = function* lines() {
    for (const { item } of gathered) yield `${JSON.stringify(item)}\n`;
  };
  return Readable.from(lines(), { objectMode: false });
};
