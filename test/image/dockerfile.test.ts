import { describe, expect, test } from '@jest/globals';
import { argumentsOf, commandOf, pairsOf, parseDockerfile } from './dockerfile.ts';
import { confine, dockerfile } from './replay.ts';

const final = () => dockerfile().at(-1)!;

describe('the Dockerfile', () => {
  test('runs as a user that is not root, by number', () => {
    expect(argumentsOf(final(), 'USER')).toEqual(['1000:1000']);
  });

  test('has one base, by a tag that says what it is', () => {
    const bases = new Set(dockerfile().map(({ base }) => base));
    expect([...bases]).toEqual([expect.stringMatching(/^node:\d+-\w+-slim$/)]);
  });

  test('has labels', () => {
    const labels = pairsOf(argumentsOf(final(), 'LABEL').join(' '));
    expect(Object.keys(labels).map((key) => key.replace('org.opencontainers.image.', ''))).toEqual([
      'title',
      'description',
      'licenses',
      'version',
      'revision',
    ]);
  });

  test('starts the service, and asks it whether it lives, without a shell', () => {
    expect(commandOf(argumentsOf(final(), 'CMD')[0]!)).toEqual(['node', 'dist/main.js']);
    expect(commandOf(argumentsOf(final(), 'HEALTHCHECK')[0]!)[0]).toBe('node');
  });

  test('is for production', () => {
    expect(pairsOf(argumentsOf(final(), 'ENV').join(' '))).toMatchObject({ NODE_ENV: 'production' });
  });

  test('copies what it needs by name, and nothing whole', () => {
    const sources = dockerfile().flatMap((stage) =>
      argumentsOf(stage, 'COPY').flatMap((words) => words.split(/\s+/).slice(0, -1)),
    );
    expect(sources.filter((source) => ['.', './', '/', '*'].includes(source))).toEqual([]);
    expect(dockerfile().flatMap((stage) => argumentsOf(stage, 'ADD'))).toEqual([]);
  });
});

describe('the replay', () => {
  test('joins continuation lines and skips comments', () => {
    const [stage] = parseDockerfile('# first\nFROM base AS one\nRUN a \\\n  b\n# why\nCMD ["c"]\n');
    expect(stage).toEqual({
      base: 'base',
      name: 'one',
      instructions: [
        { keyword: 'RUN', argument: 'a b' },
        { keyword: 'CMD', argument: '["c"]' },
      ],
    });
  });

  test('stays below its folder', () => {
    const root = import.meta.dirname;
    expect(confine('rm -rf /usr/local/bin/npm', root)).toBe(`rm -rf ${root}/usr/local/bin/npm`);
    expect(() => confine('rm -rf /../etc', root)).toThrow(/outside/);
    expect(() => confine('rm -rf /usr/../../etc', root)).toThrow(/outside/);
  });
});
