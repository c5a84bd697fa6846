import { ENGLISH } from './english.js';

/** The words of the connect pages in one language. Texts with values in them are functions. */
export type Texts = typeof ENGLISH;

/** By language (RFC 4647, primary subtag). */
const LANGUAGES: Readonly<Record<string, Texts>> = { en: ENGLISH };

/** The texts in the language that the browser likes best of those that there are; English otherwise. */
export function textsFor(acceptLanguage: string | undefined): Texts {
  const wished = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', weight: Number(weight ?? 1) };
    })
    .filter(({ language, weight }) => weight > 0 && Object.hasOwn(LANGUAGES, language))
    .toSorted((one, other) => other.weight - one.weight);
  return LANGUAGES[wished[0]?.language ?? 'en'] ?? ENGLISH;
}
