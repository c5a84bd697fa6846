const AT_ONCE = 16;

/** The results in order; some at once. */
export async function inParallel<In, Out>(inputs: readonly In[], work: (input: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  const line = async () => {
    for (let index = next++; index < inputs.length; index = next++) results[index] = await work(inputs[index] as In);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, inputs.length) }, line));
  return results;
}
