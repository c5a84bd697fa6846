/** A parameter of a recorded statement as JSON. Times are kept as milliseconds from the start of the recording. */
export type RecordedValue =
  | string
  | number
  | boolean
  | null
  | RecordedValue[]
  | { bytes: string }
  | { time: number }
  | { timeText: number }
  | { json: string };

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3,6}Z$/;
/** UUIDv7 ids begin with their time, so statements name partitions by them: `run_019c3f2e8a00…`. */
const ISO_INSIDE = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3,6}Z/g;

export function record(value: unknown, start: number): RecordedValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (isDate(value)) return { time: value.getTime() - start };
  if (Array.isArray(value)) return value.map((one) => record(one, start));
  if (typeof value === 'string') return ISO.test(value) ? { timeText: Date.parse(value) - start } : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return { json: JSON.stringify(value) };
}

/** The parameter again, for a replay that begins at `start`; times inside of JSON texts move along. */
export function restore(value: RecordedValue, { start, recordedAt }: { start: number; recordedAt: number }): unknown {
  const moved = (text: string) =>
    text.replace(ISO_INSIDE, (time) => new Date(Date.parse(time) - recordedAt + start).toISOString());
  if (Array.isArray(value)) return value.map((one) => restore(one, { start, recordedAt }));
  if (typeof value === 'string') return moved(value);
  if (value === null || typeof value !== 'object') return value;
  if ('bytes' in value) return Buffer.from(value.bytes, 'base64');
  if ('time' in value) return new Date(start + value.time);
  if ('timeText' in value) return new Date(start + value.timeText).toISOString();
  return moved(value.json);
}

/** Also of another realm's: jest gives tests a `Date` of their own. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';
