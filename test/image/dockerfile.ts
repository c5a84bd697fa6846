/** One instruction of a Dockerfile, its continuation lines joined. */
export interface Instruction {
  keyword: string;
  argument: string;
}

/** A stage: from FROM to the next. */
export interface Stage {
  base: string;
  name: string;
  instructions: Instruction[];
}

/** Reads what our Dockerfile uses of the format; heredocs and parser directives are not among it. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n');
  const stages: Stage[] = [];
  for (const line of lines.filter((candidate) => candidate.trim())) {
    const [, keyword = '', argument = ''] = /^(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (keyword === 'FROM') stages.push(stageOf(argument, `${stages.length}`));
    else stages.at(-1)?.instructions.push({ keyword, argument });
  }
  return stages;
}

function stageOf(argument: string, number: string): Stage {
  const [base = '', , name = number] = argument.split(/\s+/);
  return { base, name, instructions: [] };
}

/** What the instructions of one keyword say, in order. */
export const argumentsOf = ({ instructions }: Stage, keyword: string): string[] =>
  instructions.filter((instruction) => instruction.keyword === keyword).map(({ argument }) => argument);

/** `KEY=value KEY="value with spaces"` of ENV and LABEL. */
export const pairsOf = (argument: string): Record<string, string> =>
  Object.fromEntries(
    [...argument.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S+))/g)].map(([, key, quoted, bare]) => [key, quoted ?? bare]),
  );

/** The exec form of CMD, or of HEALTHCHECK after its options. @throws Error for the shell form */
export function commandOf(argument: string): string[] {
  const start = argument.indexOf('[');
  if (start < 0) throw new Error(`Use the exec form: ${argument}`);
  return JSON.parse(argument.slice(start)) as string[];
}
