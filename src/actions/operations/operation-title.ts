/** An operation id in words: `listUsers` is `List users`. Pure. */
export function operationTitle(operationId: string): string {
  const words = operationId.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(' ');
  const [first = '', ...others] = words.map((word) => (/^[A-Z][a-z]*$/.test(word) ? word.toLowerCase() : word));
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ');
}
